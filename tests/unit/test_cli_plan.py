"""`abmtui plan`: plans listed, shown and edited without the screen, each edit saved or told why not."""

from __future__ import annotations

import json
import os
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

ACCOUNTS = """Account ID,Account,Revenue
004711,Wärtsilä Oyj,1000
004712,Neste,500
004713,Twin,20
004714,Twin,10
"""

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


def plan(capsys: Captured, *words: str, code: int = 0, source: bool = True) -> tuple[str, str]:
    """What a plan command wrote; its exit code is held to `code`."""
    given = main(["plan", *words, *(("--source", "accounts.csv") if source else ())])
    out, err = capsys.readouterr()
    assert given == code, err
    return out, err


def saved(work: Path) -> dict[str, Any]:
    """The one plan on disk."""
    (path,) = (work / "plans").glob("*.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_field_is_set_and_emptied(work: Path, capsys: Captured) -> None:
    """FIELD=VALUE sets, FIELD= empties; the file is named in the narration; stdout stays empty."""
    out, err = plan(capsys, "set", "Wärtsilä Oyj", "strategy=Service contract", "key_account=yes", "next_review=2026-12-01")

    assert out == ""
    assert "plans/" in err
    stored = saved(work)
    assert (stored["id"], stored["name"], stored["strategy"], stored["key_account"]) == ("004711", "Wärtsilä Oyj", "Service contract", True)
    assert stored["next_review"].isoformat() == "2026-12-01"

    plan(capsys, "set", "004711", "strategy=")
    assert "strategy" not in saved(work)


def test_a_row_is_added_changed_and_removed(work: Path, capsys: Captured) -> None:
    """Add prints the id; ROW is the id or the unique name; lists take += and -=."""
    row_id = plan(capsys, "add", "004711", "stakeholder", "name=Mika Laine", "role=economic buyer")[0].strip()
    assert row_id.startswith("s-")

    plan(capsys, "set", "004711", "stakeholder", "Mika Laine", "influence=5", "topics+=fuel")
    plan(capsys, "set", "004711", "stakeholder", row_id, "topics+=uptime", "topics-=fuel")
    person = saved(work)["stakeholder"][0]
    assert (person["id"], person["influence"], person["topics"]) == (row_id, 5, ["uptime"])

    plan(capsys, "remove", "004711", "stakeholder", "Mika Laine")
    assert "stakeholder" not in saved(work)


def test_a_persons_comment_and_unknown_keys_survive(work: Path, capsys: Captured) -> None:
    """Every other line stays byte for byte."""
    plan(capsys, "set", "004711", "strategy=Grow")
    (path,) = (work / "plans").glob("*.toml")
    path.write_text(path.read_text(encoding="utf-8") + "\n# a comment of mine\nshoe_size = 44  # odd\n", encoding="utf-8")

    plan(capsys, "set", "004711", "next_step=Call Anna")

    text = path.read_text(encoding="utf-8")
    assert "# a comment of mine" in text
    assert "shoe_size = 44  # odd" in text
    assert "Call Anna" in text


def test_an_account_is_an_id_else_an_exact_name(capsys: Captured) -> None:
    """Several of that name are listed with their ids; none is told with the nearest; both are exit 2."""
    _, err = plan(capsys, "set", "Twin", "strategy=x", code=2)
    assert "004713" in err
    assert "004714" in err

    _, err = plan(capsys, "set", "Wartsila", "strategy=x", code=2)
    assert "Wärtsilä Oyj" in err
    plan(capsys, "set", "004714", "strategy=x")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "004711"), "FIELD=VALUE"),
        (("set", "004711", "stratgy=x"), "`strategy`"),
        (("set", "004711", "next_review=soonish"), "next_review"),
        (("set", "004711", "satisfaction=9"), "satisfaction"),
        (("set", "004711", "strategy+=x"), "lists"),
        (("set", "004711", "pain_points-=cost"), "cost is not in it"),
        (("set", "004711", "strategy=x", "oops"), "`oops`"),
        (("set", "004711", "stakeholder", "strategy=x"), "KIND ROW"),
        (("set", "004711", "stakeholdr", "Mika", "name=x"), "`stakeholder`"),
        (("set", "004711", "stakeholder", "Mika", "influence=3"), "no stakeholder"),
        (("add", "004711", "person", "name=x"), "no kind of row"),
        (("add", "004711", "flag", "serious", "type=x"), "`serious`"),
        (("remove", "004711", "flag", "f-222222"), "no red flag"),
    ],
)
def test_what_makes_no_sense_is_exit_2_and_writes_nothing(words: tuple[str, ...], said: str, work: Path, capsys: Captured) -> None:
    """One sentence that helps; no file."""
    out, err = plan(capsys, *words, code=2)

    assert out == ""
    assert said in err
    assert not list(work.glob("plans/*.toml"))


def test_plans_are_listed_and_shown(capsys: Captured) -> None:
    """Text for eyes, JSON for programs, TOML as it stands."""
    plan(capsys, "set", "004711", "key_account=yes", "strategy=Grow")
    row_id = plan(capsys, "add", "004711", "stakeholder", "name=Mika Laine", "influence=5")[0].strip()
    plan(capsys, "add", "004711", "channel", "audience=Mika Laine", "message=Fuel")
    plan(capsys, "add", "004712", "flag", "type=reorganisation")

    listed = json.loads(plan(capsys, "list", "--format", "json")[0])
    assert [(row["id"], row["key_account"], row["open_flags"], row["state"]) for row in listed] == [("004712", False, 1, ""), ("004711", True, 0, "")]

    text = plan(capsys, "show", "Wärtsilä Oyj")[0]
    assert f"Stakeholder {row_id}: Mika Laine\n" in text
    assert "Grow\n" in text
    assert text.count("Mika Laine") == 3

    shown = json.loads(plan(capsys, "show", "004711", "--format", "json")[0])
    assert shown["stakeholder"][0]["influence"] == 5
    assert shown["channel"][0]["audience"] == row_id
    assert tomllib.loads(plan(capsys, "show", "004711", "--format", "toml")[0])["strategy"] == "Grow"


def test_a_plan_without_its_account_is_listed_so(work: Path, capsys: Captured) -> None:
    """It is still found by its id and name."""
    plan(capsys, "set", "004712", "strategy=Grow")
    (work / "accounts.csv").write_text("Account ID,Account,Revenue\n004711,Wärtsilä Oyj,1000\n", encoding="utf-8")

    assert "no account in the source" in plan(capsys, "list")[0]
    assert "Grow" in plan(capsys, "show", "Neste")[0]


def test_plans_alone_need_no_source(work: Path, capsys: Captured) -> None:
    """--plans names the folder; a plan that is there can be edited, a new one needs the source."""
    plan(capsys, "set", "004711", "strategy=Grow")

    plan(capsys, "set", "Wärtsilä Oyj", "next_step=Call", "--plans", "plans", source=False)
    assert saved(work)["next_step"] == "Call"
    assert "--source" in plan(capsys, "set", "004712", "next_step=Call", "--plans", "plans", code=2, source=False)[1]
    assert "--source" in plan(capsys, "list", code=2, source=False)[1]
    assert "no such folder" in plan(capsys, "list", "--plans", "none", code=2, source=False)[1]


def test_several_sources_have_no_folder_of_their_own(work: Path, capsys: Captured) -> None:
    """Then --plans says where; stdin has none either."""
    (work / "more.csv").write_text("Account ID,Account,Revenue\n005000,More,10\n")

    assert "--plans" in plan(capsys, "set", "005000", "strategy=x", "--source", "more.csv", code=2)[1]
    plan(capsys, "set", "005000", "strategy=x", "--source", "more.csv", "--plans", "p")
    assert list((work / "p").glob("more--*.toml"))


def test_options_may_stand_before_the_command(capsys: Captured) -> None:
    """`abmtui plan --source FILE list` and `abmtui --source FILE plan list` are the same."""
    assert main(["plan", "--source", "accounts.csv", "list", "--format", "json"]) == 0
    assert main(["--source", "accounts.csv", "plan", "list", "--format", "json"]) == 0
    assert capsys.readouterr().out == "[]\n[]\n"


def test_a_plan_that_changed_meanwhile_is_exit_4(work: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saved between our reading and our writing: nothing of theirs is lost."""
    plan(capsys, "set", "004711", "strategy=Grow")
    (path,) = (work / "plans").glob("*.toml")
    from abmtui.plan import edits

    honest = edits.set_field

    def slow(*given: Any) -> Any:
        path.write_text(path.read_text(encoding="utf-8").replace("Grow", "Theirs"), encoding="utf-8")
        return honest(*given)

    monkeypatch.setattr(edits, "set_field", slow)
    _, err = plan(capsys, "set", "004711", "strategy=Mine", code=4)

    assert "changed" in err
    assert saved(work)["strategy"] == "Theirs"


def test_a_broken_plan_is_never_overwritten(work: Path, capsys: Captured) -> None:
    """Shown with its line; an edit is refused with exit 5."""
    plan(capsys, "set", "004711", "strategy=Grow")
    (path,) = (work / "plans").glob("*.toml")
    path.write_text('id = "004711"\nname = "W\n', encoding="utf-8")

    _, err = plan(capsys, "set", "004711", "strategy=Mine", code=5)
    assert f"{path.name}:2" in err
    assert path.read_text(encoding="utf-8") == 'id = "004711"\nname = "W\n'
    out, _ = plan(capsys, "show", "004711", code=1)
    assert out == 'id = "004711"\nname = "W\n'
    assert "broken" in plan(capsys, "list", code=1)[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_exit_5(work: Path, capsys: Captured) -> None:
    """A sentence, nothing half written."""
    (work / "plans").mkdir(mode=0o500)

    assert "plans" in plan(capsys, "set", "004711", "strategy=x", code=5)[1]


def test_a_file_where_the_folder_should_be_is_exit_5(work: Path, capsys: Captured) -> None:
    """The same for root."""
    (work / "plans").write_text("")

    assert "not saved" in plan(capsys, "set", "004711", "strategy=x", code=5)[1]


def test_the_author_is_me(work: Path, capsys: Captured) -> None:
    """The history names who edited."""
    (work / "abmtui.toml").write_text('me = "Anna Salo"\n')
    plan(capsys, "set", "004711", "strategy=Grow")

    (history,) = (work / "plans" / ".history").glob("*.jsonl")
    assert "Anna Salo" in history.read_text(encoding="utf-8")
