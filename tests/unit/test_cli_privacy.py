"""`plan history`, `plan export` and `plan erase-person` as they are typed, and files of newer versions left alone by every command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from abmtui.cli.main import main
from abmtui.store.names import key_of

ACCOUNTS = """Account ID,Account,Revenue
1,Wärtsilä Oyj,1000
2,Neste,500
3,Mika Laine Oy,20
"""
NAME = "Mika Laine"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a source, away from the user's own folders."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("ABMTUI_CONFIG", raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def plan(capsys: Captured, *words: str, code: int | None = 0, source: bool = False) -> tuple[str, str]:
    """What a plan command wrote; its exit code is held to `code`, if one is given. Only the first edit of an account needs the source."""
    begun = any(path.name.endswith(f"{key_of(words[1])}.toml") for path in Path("plans").glob("*")) if words[0] == "set" else Path("plans").is_dir()
    source = source or not begun
    given = main(["plan", *words, *(("--source", "accounts.csv") if source else ("--plans", "plans"))])
    out, err = capsys.readouterr()
    assert code is None or given == code, err
    return out, err


def with_person(capsys: Captured, account: str = "1") -> None:
    """Make a plan with a person whom other fields name too."""
    plan(capsys, "set", account, f"strategy=Win {NAME} over")
    plan(capsys, "add", account, "stakeholder", f"name={NAME}", "role=champion")
    plan(capsys, "add", account, "touch", f"who={NAME}", "topic=fuel")


# History


def test_history_tells_who_changed_what_from_what_to_what(capsys: Captured) -> None:
    """Labels and names instead of keys and ids, the newest first; a row that is new on one line."""
    with_person(capsys)
    plan(capsys, "set", "1", "stakeholder", NAME, "influence=5")
    out, err = plan(capsys, "history", "1")
    assert err == ""
    lines = [line.strip() for line in out.splitlines() if line.startswith("  ")]
    assert lines == [
        f"stakeholder {NAME} · Influence: nothing → 5",
        f"touch fuel added: Who {NAME}",
        f"stakeholder {NAME} added: Role champion",
        "Account id: nothing → 1",
        "Account name: nothing → Wärtsilä Oyj",
        f"Strategy: nothing → Win {NAME} over",
    ]
    assert out.count("Wärtsilä Oyj\n") == 5


def test_history_as_data_with_a_limit_and_a_day(capsys: Captured) -> None:
    """JSON has raw values; what was left out is counted; a day in the future leaves nothing."""
    with_person(capsys)
    plan(capsys, "set", "2", "owner=Ada")
    out, err = plan(capsys, "history", "--format", "json", "--limit", "2")
    data: list[dict[str, Any]] = json.loads(out)
    assert {entry["account"] for entry in data} <= {"1", "2"}
    assert [len(data), "2 of 4 entries" in err] == [2, True]
    assert data[0]["changes"][-1] | {"row": ""} in (
        {"kind": "", "row": "", "row_name": "", "field": "owner", "label": "Key account manager", "from": "", "to": "Ada"},
        {"kind": "touch", "row": "", "row_name": "fuel", "field": "topic", "label": "Topic", "from": None, "to": "fuel"},
    )
    assert plan(capsys, "history", "--since", "2999-01-01")[0] == "nothing changed since 2999-01-01\n"
    assert "is no date" in plan(capsys, "history", "--since", "soonish", code=2)[1]
    assert plan(capsys, "history", "3", source=True)[0] == "nothing changed yet\n"


def test_history_of_what_was_changed_outside_removed_and_torn(work: Path, capsys: Captured) -> None:
    """A change outside is told with its difference, a removed row on one line, torn lines are said and the exit code is 1."""
    with_person(capsys)
    plan(capsys, "remove", "1", "stakeholder", NAME)
    (path,) = (work / "plans").glob("*.toml")
    path.write_text(path.read_text("utf-8").replace("over", "back"), "utf-8")
    (log,) = (work / "plans" / ".history").glob("*.jsonl")
    log.write_bytes(log.read_bytes() + b'{"when": "20\n')
    out, err = plan(capsys, "history", "1", code=1)
    assert "changed outside abmtui" in out.splitlines()[0]
    assert out.splitlines()[1] == f"  Strategy: Win {NAME} over → Win {NAME} back"
    assert f"stakeholder {NAME} removed: Role champion" in out
    assert "torn" in err
    path.unlink()
    assert "its plan is gone" in plan(capsys, "history", code=1)[0]


def test_a_plan_is_restored_from_its_history(work: Path, capsys: Captured) -> None:
    """Shown first; with --yes one edit that undo takes back; the line after it is told like any other."""
    plan(capsys, "set", "1", "strategy=grow")
    (log,) = (work / "plans" / ".history").glob("*.jsonl")
    log.write_text(log.read_text("utf-8").replace('"when": "20', '"when": "19'), "utf-8")
    plan(capsys, "set", "1", "strategy=shrink", "owner=Ada")
    out, _ = plan(capsys, "restore", "1", "1900-01-01", code=2)
    assert out == ""
    day = log.read_text("utf-8")[10:20]
    out, _ = plan(capsys, "restore", "1", f"{day}T23:59")
    assert out.splitlines()[:2] == ["Strategy: shrink → grow", "Key account manager: Ada → nothing"]
    assert "add --yes" in out
    plan(capsys, "restore", "1", day, "--yes")
    assert json.loads(plan(capsys, "export", "1")[0])["plans"][0]["strategy"] == "grow"
    assert plan(capsys, "restore", "1", day)[0] == "the plan says today what it said then\n"
    plan(capsys, "undo")
    assert json.loads(plan(capsys, "export", "1")[0])["plans"][0]["owner"] == "Ada"
    assert "no day or time" in plan(capsys, "restore", "1", "soonish", code=2)[1]
    log.write_text(log.read_text("utf-8").replace('"before": null', '"before": "lost"'), "utf-8")
    assert "does not say" in plan(capsys, "restore", "1", day, code=1)[1]


# Export


def test_export_writes_every_field_and_row(work: Path, capsys: Captured) -> None:
    """Nested data, the same at every run, by account; several formats and accounts."""
    with_person(capsys)
    plan(capsys, "set", "2", "owner=Ada")
    out, _ = plan(capsys, "export")
    data = json.loads(out)
    assert data["format"] == 1
    assert [one["id"] for one in data["plans"]] == ["1", "2"]
    assert data["plans"][0]["stakeholder"][0]["name"] == NAME
    assert plan(capsys, "export")[0] == out
    assert [json.loads(line)["id"] for line in plan(capsys, "export", "2", "1", "--format", "ndjson")[0].splitlines()] == ["1", "2"]
    plan(capsys, "export", "2", "-o", "two.ndjson")
    assert json.loads((work / "two.ndjson").read_text("utf-8"))["owner"] == "Ada"
    out, err = plan(capsys, "export", "3", source=True)
    assert (json.loads(out)["plans"], "has no plan yet" in err) == ([], True)


def test_export_as_tables_comes_in_again(work: Path, capsys: Captured) -> None:
    """One file a kind, headings too where there is no row; `plan import` takes a table into another folder with the same values."""
    with_person(capsys)
    plan(capsys, "add", "1", "stakeholder", 'name=Ada; of "old"', f"reports_to={NAME}", "topics=fuel, price", "note==1+1")
    _, err = plan(capsys, "export", "--format", "csv", "-o", "out")
    assert "11 files with 4 rows of 1 plan" in err
    assert pl.read_csv(work / "out" / "gate.csv").height == 0
    first = pl.read_csv(work / "out" / "stakeholder.csv", infer_schema=False)
    assert first["account_id"].to_list() == ["1", "1"]
    assert first["reports_to"].to_list()[1] == NAME
    for name in ("one.xlsx", "one.CSV"):
        assert "-o FOLDER" in plan(capsys, "export", "1", "-o", name, code=2)[1]
        assert not (work / name).exists()
    (work / "plans").rename(work / "before")
    plan(capsys, "import", "stakeholder", "out/stakeholder.csv", "--yes", code=None, source=True)
    plan(capsys, "export", "--format", "csv", "-o", "again")
    again = pl.read_csv(work / "again" / "stakeholder.csv", infer_schema=False)
    assert again.drop("id", "note").rows() == first.drop("id", "note").rows()


def test_export_as_parquet_has_lists_and_what_is_not_known(work: Path, capsys: Captured) -> None:
    """Types of the fields, ids for references, unknown keys as JSON."""
    with_person(capsys)
    (path,) = (work / "plans").glob("*.toml")
    path.write_text("crm_key = 7\nodd = nan\n" + path.read_text("utf-8"), "utf-8")
    plan(capsys, "export", "--format", "parquet", "-o", "out")
    touches = pl.read_parquet(work / "out" / "touch.parquet")
    people = pl.read_parquet(work / "out" / "stakeholder.parquet")
    assert touches["who"].to_list() == [people["id"].to_list()]
    assert pl.read_parquet(work / "out" / "plan.parquet")["further"].to_list() == ['{"crm_key": 7, "odd": "nan"}']
    assert json.loads(plan(capsys, "export")[0])["plans"][0]["odd"] == "nan"


def test_export_without_people_names_nobody(capsys: Captured) -> None:
    """For handing on."""
    with_person(capsys)
    assert NAME not in plan(capsys, "export", "--without", "people")[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "csv"], "-o FOLDER"),
        (["--format", "text"], "--person NAME"),
        (["--format", "csv", "-o", "accounts.csv"], "needs a folder"),
        (["--person", NAME, "--format", "csv", "-o", "x"], "json or text"),
        (["--person", NAME, "--without", "people"], "choose one"),
        (["--person", "!"], "is no name"),
    ],
)
def test_what_cannot_be_exported_is_said(capsys: Captured, words: list[str], said: str) -> None:
    """In one sentence, exit code 2."""
    with_person(capsys)
    assert said in plan(capsys, "export", *words, code=2)[1]


def test_all_that_is_held_of_a_person(capsys: Captured) -> None:
    """Over all plans and histories, as JSON and as text; nothing held is an answer too."""
    with_person(capsys)
    plan(capsys, "set", "2", f"next_step=as with {NAME}", "strategy=ask Laine")
    data = json.loads(plan(capsys, "export", "--person", "laine, mika")[0])
    held = {one["account"]: one for one in data["accounts"]}
    assert held["1"]["stakeholder"][0]["role"] == "champion"
    assert held["1"]["places"][0]["where"] == "Strategy"
    assert len(held["1"]["history"]) == 3
    assert [place["text"] for place in held["2"]["places"]] == [f"as with {NAME}"]
    text = plan(capsys, "export", "--person", NAME, "--format", "text")[0]
    assert "nobody of that name is a stakeholder" in text
    assert f"  Name  {NAME}" in text
    assert [one["account"] for one in json.loads(plan(capsys, "export", "2", "--person", NAME)[0])["accounts"]] == ["2"]
    assert plan(capsys, "export", "--person", "Nobody", "--format", "text")[0] == "nothing is held here of Nobody\n"


# Erasing


def test_erasing_shows_every_place_and_changes_nothing_without_yes(work: Path, capsys: Captured) -> None:
    """File, row and field; what may mean the person; other accounts; what cannot be reached, the source among it."""
    with_person(capsys)
    plan(capsys, "add", "1", "note", "text=Laine is angry")
    plan(capsys, "set", "2", f"strategy=as with {NAME}")
    (work / ".git").mkdir()
    before = {path: path.read_bytes() for path in work.rglob("*") if path.is_file() and path.parent.name != ".rollup"}
    out, _ = plan(capsys, "erase-person", NAME, source=True)
    assert {path: path.read_bytes() for path in before} == before
    for told in (
        f"stakeholder {NAME} (s-",
        "the whole row, 2 fields",
        f"Strategy: Win {NAME} over → Win [erased] over",
        f"· Who: {NAME} → [erased]",
        "line 2, 20",
        "lines of what can be undone",
        "May mean the person",
        "Laine  in  Laine is angry",
        "Mentioned in other accounts",
        f"Neste (2) · Strategy: as with {NAME}",
        "git keeps every earlier version",
        "the source accounts.csv names the person in line 4",
        "Nothing was changed: add --yes to erase. It cannot be undone.",
    ):
        assert told in out, told


def test_erasing_leaves_nothing_behind(work: Path, capsys: Captured, tmp_path: Path) -> None:
    """No byte of the name in plans and state; what is not the person's stays; it is told that it cannot be undone."""
    with_person(capsys)
    plan(capsys, "set", "1", "owner=Ada")
    _, err = plan(capsys, "erase-person", NAME, "--yes")
    assert "erased: Wärtsilä Oyj" in err
    assert "cannot be undone" in err
    for folder in (work / "plans", tmp_path / "home"):
        assert [path for path in folder.rglob("*") if path.is_file() and NAME.encode() in path.read_bytes()] == []
    assert json.loads(plan(capsys, "export", "1")[0])["plans"][0]["owner"] == "Ada"
    assert "nothing here names" in plan(capsys, "erase-person", NAME, code=2)[1]
    assert "a person was erased" in plan(capsys, "history", "1")[0]
    plan(capsys, "undo", code=None)
    assert NAME not in plan(capsys, "export", "1")[0]


def test_several_people_of_one_name_are_asked_about(capsys: Captured) -> None:
    """In two accounts: which; `--account` chooses, also where nobody of that name stands."""
    with_person(capsys)
    with_person(capsys, "2")
    plan(capsys, "set", "3", f"strategy={NAME}")
    err = plan(capsys, "erase-person", NAME, "--yes", code=2)[1]
    assert "a stakeholder of 2 accounts" in err
    assert "Neste" in err
    plan(capsys, "erase-person", NAME, "--account", "Neste", "--yes")
    assert "a stakeholder of" not in plan(capsys, "erase-person", NAME, "--yes")[1]
    assert "is mentioned in: 3" in plan(capsys, "erase-person", NAME, code=2)[1].replace("the name ", "")
    out, _ = plan(capsys, "erase-person", NAME, "--account", "3", "--yes")
    assert "the account itself is called Mika Laine Oy" in out
    assert json.loads(plan(capsys, "export", "3")[0])["plans"][0]["strategy"] == "[erased]"
    assert "names Mika Laine" in plan(capsys, "erase-person", NAME, "--account", "3", code=2)[1]
    assert "is no name" in plan(capsys, "erase-person", "..", code=2)[1]


def test_a_broken_plan_is_said_and_the_others_are_done(work: Path, capsys: Captured) -> None:
    """Exit code 5 where the name stays in a plan that cannot be changed, 1 where a broken one could not be looked into."""
    with_person(capsys)
    with_person(capsys, "2")
    neste = next((work / "plans").glob("neste*.toml"))
    neste.write_text(neste.read_text("utf-8") + "[[", "utf-8")
    out, err = plan(capsys, "erase-person", NAME, "--account", "1", "--account", "2", "--yes", code=5, source=True)
    assert "cannot be changed" in out
    assert "erased: Wärtsilä Oyj" in err
    neste.write_text("[[", "utf-8")
    next((work / "plans" / ".history").glob(f"{neste.stem[-16:]}*")).unlink()
    assert "could not be looked into" in plan(capsys, "erase-person", NAME, code=2)[1]
    with_person(capsys, "3")
    plan(capsys, "erase-person", NAME, "--yes", code=1)


# Newer and older files


def test_a_plan_of_a_newer_version_is_left_alone_by_every_command(work: Path, capsys: Captured) -> None:
    """Refused with a sentence, byte for byte as it was: the file, its history, its time."""
    with_person(capsys)
    (path,) = (work / "plans").glob("*.toml")
    path.write_text(path.read_text("utf-8").replace("format = 1", "format = 2") + f'\n[[hologram]]\nname = "{NAME}"\n', "utf-8")
    (log,) = (work / "plans" / ".history").glob("*.jsonl")
    (work / "people.csv").write_text("account_id,name,role\n1,Ada,user\n", "utf-8")
    before = (path.read_bytes(), path.stat().st_mtime_ns, log.read_bytes())
    commands = [
        ["set", "1", "strategy=x"],
        ["set", "1", "stakeholder", NAME, "role=user"],
        ["add", "1", "note", "text=x"],
        ["remove", "1", "stakeholder", NAME],
        ["import", "stakeholder", "people.csv", "--yes"],
        ["bulk", "owner=Ada", "--ids", "1", "--yes"],
        ["enrol", "onboarding", "--ids", "1", "--yes"],
        ["review", "1", "--decision", "x"],
        ["undo"],
        ["erase-person", NAME, "--yes"],
    ]
    for words in commands:
        out, err = plan(capsys, *words, code=None, source=True)
        assert (path.read_bytes(), path.stat().st_mtime_ns, log.read_bytes()) == before, words
        assert "format 2, which is newer" in out + err or words == ["undo"], (words, out, err)
    assert NAME in plan(capsys, "show", "1", code=None)[0]
    assert json.loads(plan(capsys, "export", "1", code=1)[0])["plans"][0]["hologram"] == [{"name": NAME}]


def test_a_plan_of_an_older_version_opens(work: Path, capsys: Captured) -> None:
    """Without `format` and without the fields that came later; the first save says the format and changes nothing else."""
    (work / "plans").mkdir()
    old = work / "plans" / "old.toml"
    old.write_text('id = "1"\nname = "Wärtsilä Oyj"\nstrategy = "grow"\n\n[[stakeholder]]\nname = "Ada"\n', "utf-8")
    assert "grow" in plan(capsys, "show", "1", code=None)[0]
    plan(capsys, "set", "1", "owner=Bo", code=None)
    lines = old.read_text("utf-8").splitlines()
    assert lines[:5] == ["format = 1", 'id = "1"', 'name = "Wärtsilä Oyj"', 'strategy = "grow"', 'owner = "Bo"']
