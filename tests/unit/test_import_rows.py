"""`abmtui plan import`: a CRM's rows shown beside the plans, taken in as one step, the doubtful ones left out and named."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from abmtui.cli.main import main
from abmtui.plan.model import Plan, Stakeholder
from abmtui.plan.pasted import pasted
from abmtui.sources.request import SourceRequest
from abmtui.sources.row_files import read_rows, with_dates
from abmtui.store.plan_file import PlanFile
from abmtui.workspace.import_accounts import MOST_UNKNOWN, AccountFinder, finder_of
from abmtui.workspace.importing import paste_import, previewed

ACCOUNTS = """Account ID,Account,Revenue
004711,Wärtsilä Oyj,1000
004712,Neste,500
004713,Twin,20
004714,Twin,10
004715,Karl Huber GmbH,10
004716,Karl Huber KG,10
"""
SALESFORCE = """First Name;Last Name;Title;Account Name;Email;Lead Source;Contact Owner;Last Activity Date;Buying Role;Influence
Mika;Laine;CFO;Wärtsilä Oyj;m@x.fi;Web;Anna Kivi;13/10/2026;Economic Buyer;5
Tove;Lindqvist;Buyer;WARTSILA;t@x.fi;Fair;Anna Kivi;02/11/2026;Champoin;High
Jörg;Ahrens;;Neste;j@x.de;;;;;
Kim;Berg;;Twin;k@x.fi;;;;;
Ann;Lee;;Wartsla Oyj;a@x.fi;;;;;
"""

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a source and an export, away from the user's own folders."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("ABMTUI_CONFIG", raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "crm.csv").write_bytes(SALESFORCE.encode("cp1252"))
    monkeypatch.chdir(folder)
    return folder


def imported(capsys: Captured, *words: str, code: int = 0) -> tuple[str, str]:
    """What an import wrote; its exit code is held to `code`."""
    given = main(["plan", "import", *words, "--source", "accounts.csv"])
    out, err = capsys.readouterr()
    assert given == code, err + out
    return out, err


def people(work: Path, name: str) -> list[dict[str, Any]]:
    """The people of the plan whose file begins so."""
    (path,) = (work / "plans").glob(f"{name}*.toml")
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["stakeholder"]
    return rows


def test_a_preview_writes_nothing_and_says_all(work: Path, capsys: Captured) -> None:
    """New, doubtful with line, field, value and mend, columns not taken, how days were read; no plan is made."""
    out, err = imported(capsys, "contacts", "crm.csv", code=1)
    assert "2 new people, 3 doubtful" in out
    assert "role economic buyer" in out
    assert "last touch 2026-10-13" in out
    for words in ("crm.csv:3  influence  High", "crm.csv:5  account    Twin", "2 accounts are called so", "the nearest is Wärtsilä Oyj (004711)"):
        assert words in out
    assert 'the column "Email" is not taken: no field is like it' in err
    assert '--map source="Lead Source"' in err
    assert '"Last Activity Date" is read with the day first' in err
    assert "nothing was written: --yes" in err
    assert not (work / "plans").exists()


def test_what_is_new_and_changed_is_written_as_one_step(work: Path, capsys: Captured) -> None:
    """--yes writes two plans and leaves the doubtful out; the second time nothing is new; one undo takes all back."""
    out, err = imported(capsys, "people", "crm.csv", "--yes", code=1)
    assert "2 plans written" in err
    assert "3 doubtful rows were left out" in err
    assert people(work, "wartsila")[0]["role"] == "economic buyer"
    assert people(work, "neste")[0]["name"] == "Jörg Ahrens"
    before = sorted((path.name, path.read_bytes()) for path in (work / "plans").glob("*.toml"))
    out, err = imported(capsys, "people", "crm.csv", "--yes", code=1)
    assert "0 new people, 2 unchanged, 3 doubtful" in out
    assert "written" not in err
    assert sorted((path.name, path.read_bytes()) for path in (work / "plans").glob("*.toml")) == before
    assert main(["plan", "undo", "--source", "accounts.csv"]) == 0
    assert "import of crm.csv: 2 new people, 3 doubtful" in capsys.readouterr().out
    assert not any("Mika Laine" in path.read_text("utf-8") for path in (work / "plans").glob("*.toml"))


def test_a_change_is_shown_from_old_to_new(work: Path, capsys: Captured) -> None:
    """A second export that says another title changes that alone; an empty cell keeps what the plan has unless asked otherwise."""
    (work / "one.csv").write_text("Name,Title,Role\nMika Laine,Buyer,champion\n", encoding="utf-8")
    imported(capsys, "contacts", "one.csv", "--account", "Neste", "--yes")
    (work / "two.csv").write_text("Name,Title,Role\nMika Laine,CFO,\nBea,,\n", encoding="utf-8")
    out, _ = imported(capsys, "contacts", "two.csv", "--account", "004712")
    assert "title Buyer -> CFO" in out
    assert "role" not in out.partition("Changed")[2]
    out, _ = imported(capsys, "contacts", "two.csv", "--account", "004712", "--overwrite-empty", "--yes")
    assert "role champion -> emptied" in out
    assert people(work, "neste")[0] | {"id": ""} == {"id": "", "name": "Mika Laine", "title": "CFO"}


def test_json_holds_every_row(work: Path, capsys: Captured) -> None:
    """Counts, new with values, changed with old and new, doubtful with candidates, columns not taken."""
    (work / "a.csv").write_text("Account ID,Name,Topics,Updated\n004712,Mika Laine,fuel; cost,2026-05-01\n", encoding="utf-8")
    data = json.loads(imported(capsys, "contacts", "a.csv", "--format", "json", "--yes")[0])
    assert data["written"] is True
    assert data["new"][0]["values"] == {"name": "Mika Laine", "topics": ["fuel", "cost"], "updated": "2026-05-01"}
    (work / "b.csv").write_text("Account ID,Name,Topics,E-mail\n004712,Mika Laine,fuel,x\n4712,Bea,,\n,Cea,,\n99,Dea,,\n", encoding="utf-8")
    data = json.loads(imported(capsys, "contacts", "b.csv", "--format", "json", code=1)[0])
    assert data["counts"] == {"new": 0, "changed": 1, "unchanged": 0, "doubtful": 3}
    assert (data["changed"][0]["old"], data["changed"][0]["new"]) == ({"topics": ["fuel", "cost"]}, {"topics": ["fuel"]})
    assert [entry["doubts"][0]["candidates"] for entry in data["doubtful"]] == [["Neste (004712)"], [], []]
    assert data["not_taken"] == [{"column": "E-mail", "near": []}]
    assert data["written"] is False


def test_days_that_nothing_tells_are_doubtful_until_it_is_said(work: Path, capsys: Captured) -> None:
    """03/04/2026 alone is two days: doubtful with the option that settles it; --dates month reads it."""
    (work / "f.csv").write_text("Account,Risk,Raised\nNeste,reorganisation,03/04/2026\n", encoding="utf-8")
    out, _ = imported(capsys, "risks", "f.csv", code=1)
    assert "could be two days; --dates day or --dates month" in out
    assert "raised 2026-03-04" in imported(capsys, "flags", "f.csv", "--dates", "month")[0]
    assert "raised 2026-04-03" in imported(capsys, "flags", "f.csv", "--dates", "day")[0]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("xx", "crm.csv"), 2, "contacts and people are stakeholders"),
        (("contacts", "none.csv"), 3, "no such file"),
        (("contacts", "crm.csv", "--map", "ttle=Title"), 2, "is title meant?"),
        (("contacts", "crm.csv", "--map", "title"), 2, "it reads FIELD=COLUMN"),
        (("contacts", "plain.csv"), 2, "no column names the account"),
        (("gate", "odd.csv"), 2, "no column is a field of a gate"),
        (("contacts", "?.csv"), 2, "names several files"),
    ],
)
def test_what_cannot_be_imported_is_one_sentence(work: Path, capsys: Captured, words: tuple[str, ...], code: int, said: str) -> None:
    """An unknown kind, file, field or column, and a file that names no account, stop the import with the mend."""
    for name, text in (
        ("plain.csv", "Name,Title\nAnn,CFO\nBea,CTO\n"),
        ("odd.csv", "Account,Height\nNeste,12\n"),
        ("x.csv", "Name\nx\n"),
        ("y.csv", "Name\ny\n"),
    ):
        (work / name).write_text(text, encoding="utf-8")
    assert said in imported(capsys, *words, code=code)[1]


def test_a_broken_plan_is_left_alone(work: Path, capsys: Captured) -> None:
    """Rows of an account whose plan cannot be read are doubtful; its file stays as it is."""
    (work / "n.csv").write_text("Account,Name\nNeste,Ann\n", encoding="utf-8")
    imported(capsys, "contacts", "n.csv", "--yes")
    (path,) = (work / "plans").glob("*.toml")
    path.write_text("[[stakeholder\n", encoding="utf-8")
    out, _ = imported(capsys, "contacts", "n.csv", "--yes", code=1)
    assert "its plan file is broken; mend it first" in out
    assert path.read_text("utf-8") == "[[stakeholder\n"


def test_rows_that_no_plan_could_hold_are_doubtful(work: Path, capsys: Captured) -> None:
    """More than a plan's size for one account is said before anything is written; long values are cut in the list, whole in JSON."""
    rows = "".join(f"Neste,Person {place},{'x y' * 10_000}\n" for place in range(150))
    (work / "many.csv").write_text(f"Account,Name,Note\nKarl Huber GmbH,Ann,{'z' * 200}\n{rows}", encoding="utf-8")
    out, _ = imported(capsys, "contacts", "many.csv", "--yes", code=1)
    assert "1 new person, 150 doubtful" in out
    assert "larger than 4 MiB" in out
    assert f"note {'z' * 120}…" in out
    assert [path.name.partition("--")[0] for path in (work / "plans").glob("*.toml")] == ["karl-huber-gmbh"]


def test_a_plan_that_cannot_be_written_is_told_and_the_others_are_written(work: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each refused account has its sentence; the exit code says that something could not be saved."""
    from abmtui.durable import NotSaved
    from abmtui.store.plans import PlanStore

    save = PlanStore.save

    def refusing(store: PlanStore, opened: Any, plan: Any, *rest: Any) -> Any:
        if plan.name == "Neste":
            raise NotSaved("the disk is full")
        return save(store, opened, plan, *rest)

    monkeypatch.setattr(PlanStore, "save", refusing)
    _, err = imported(capsys, "contacts", "crm.csv", "--yes", code=5)
    assert "error: Neste: the disk is full" in err
    assert "1 plan written" in err
    assert people(work, "wartsila")[0]["name"] == "Mika Laine"


def test_pasted_rows_are_an_import_into_one_account() -> None:
    """By headings or by the table's fields; lines without a name fill the rows from the cursor down, what has no row is doubtful."""
    plan = Plan(id="1", name="Neste", stakeholders=(Stakeholder("s-1", "Ann"), Stakeholder("s-2", "Bea")))
    accounts = finder_of(None, {"1": "Neste"})

    def states(text: str, *fields: str) -> list[str]:
        found = paste_import("stakeholder", pasted("stakeholder", text, fields), "1", ("s-1", "s-2"))
        return [entry.state for entry in previewed(found, accounts, lambda *_: PlanFile(Path("x"), plan), dt.date(2026, 11, 22)).entries]

    assert states("First name\tLast name\tRole\nAnn\t\tuser\nCea\tX\t", "name") == ["changed", "new"]
    assert states("user\ncoach\nchampion", "role") == ["changed", "changed", "doubtful"]
    assert states("Ann\tuser", "name", "role") == ["changed"]


def test_workbooks_json_and_parquet_are_read_with_their_types(tmp_path: Path) -> None:
    """Whole floats without a point, truth values as yes and no, days as ISO; a line each."""
    frame = pl.DataFrame({"Name": ["Ann", None], "Influence": [4.0, None], "Share": [1.5, None], "Left": [True, False], "Seen": ["2026-05-01T10:00:00", None]})
    frame = frame.with_columns(pl.col("Seen").str.to_datetime())
    frame.write_parquet(tmp_path / "a.parquet")
    read = read_rows(SourceRequest((str(tmp_path / "a.parquet"),)))
    assert read.lines == (1, 2)
    assert dict(read.columns) == {"Name": ("Ann", ""), "Influence": ("4", ""), "Share": ("1.5", ""), "Left": ("yes", "no"), "Seen": ("2026-05-01", "")}
    (tmp_path / "b.json").write_text('[{"Name": "Ann", "Topics": ["fuel", "cost"]}]', encoding="utf-8")
    assert dict(read_rows(SourceRequest((str(tmp_path / "b.json"),))).columns) == {"Name": ("Ann",), "Topics": ("fuel, cost",)}
    assert not read_rows(SourceRequest((str(tmp_path / "c.json"),))).readable


def test_days_of_a_column_are_read_alike() -> None:
    """One cell that tells decides for all; months, cadences and words stay text; what no cell tells stays as it is and is named."""
    told = with_dates(("13/10/2026", "02/11/2026", "monthly", "2026-11", "", "20261201"))
    assert told.cells == ("2026-10-13", "2026-11-02", "monthly", "2026-11", "", "2026-12-01")
    assert (told.order, told.either) == ("day", ())
    open_ones = with_dates(("03/04/2026", "05/05/2026", "1 Mar 2026"))
    assert open_ones.cells == ("03/04/2026", "2026-05-05", "2026-03-01")
    assert (open_ones.order, open_ones.either) == ("", (0,))
    assert with_dates(("monthly", "")).cells == ("monthly", "")


def test_accounts_are_found_by_what_files_call_them() -> None:
    """By id, exact name, name without legal form; several of one name, zeros that a spreadsheet took and like names are offered."""
    frame = pl.DataFrame({"id": ["01", "02", "03", "04"], "name": ["Wärtsilä Oyj", "Karl Huber GmbH", "Karl Huber KG", "Twin"]})
    finder = finder_of(frame, {"01": "Wärtsilä Oyj", "99": "", "05": "Twin"})
    assert finder.find("01", "whatever").account == "01"
    assert finder.find("x", "Karl Huber KG").account == "03"
    assert finder.find("", "wartsila").account == "01"
    assert finder.find("99", "").account == "99"
    assert finder.name("99") == "99"
    for given, offered in ((("", "karl huber"), ["02", "03"]), (("", "Twin"), ["04", "05"]), (("2", ""), ["02"]), (("", "Wartsla"), ["01"]), (("", ""), [])):
        doubt = finder.find(*given).doubt
        assert doubt is not None
        assert [account for account, _ in doubt.candidates] == offered
    assert finder_of(None, {"05": "Twin"}).find("", "Twin").account == "05"


def test_likeness_is_asked_of_so_many_names_only() -> None:
    """A file of thousands of unknown names gets its sentences without thousands of searches."""
    finder = AccountFinder(pl.DataFrame({"id": ["1"], "name": ["Neste"]}))
    found = [finder.find("", f"Nestee {place}").doubt for place in range(MOST_UNKNOWN + 2)]
    assert found[0] is not None
    assert found[0].candidates
    assert found[-1] is not None
    assert not found[-1].candidates
