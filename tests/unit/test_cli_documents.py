"""`abmtui report` as HTML and XLSX and of one account, and `--without people` on every command that hands something on."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import zipfile
from pathlib import Path

import polars as pl
import pytest

from abmtui.cli.main import main

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
Captured = pytest.CaptureFixture[str]
PEOPLE = ("Rautasalo", "Hietala", "Strömvall", "Wulff", "Oksala", "Peñaranda", "Solheim", "Kettunen")
ACCOUNT = "Väinäsalmi Oyj"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a copy of the sample portfolio, with config and state folders of its own."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("ABMTUI_CONFIG", "LC_ALL", "LC_NUMERIC", "LANG"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(SAMPLE, tmp_path / "demo", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.chdir(tmp_path / "demo")


def ran(capsys: Captured, *words: str, code: int = 0) -> tuple[str, str]:
    """What a command wrote on stdout and stderr; its exit code is held to `code`."""
    given = main(words)
    out, err = capsys.readouterr()
    assert given == code, err
    return out, err


def texts(path: str) -> str:
    """Everything that a file says, the parts of a workbook one after another."""
    data = Path(path).read_bytes()
    if not path.endswith(".xlsx"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def test_the_review_as_html(capsys: Captured) -> None:
    """The file's ending says the format; a view has the book's curve dim behind its own; the same bytes at every run."""
    ran(capsys, "report", "accounts.csv", "--filter", "class = 'A'", "-o", "review.html")
    text = texts("review.html")

    assert text.startswith("<!DOCTYPE html>")
    assert text.count('<path class="line"') == 3
    assert '<path class="book"' in text
    assert "top 20% hold" in text or 'class="mark"' in text
    assert "Written by abmtui on" in text
    out, _ = ran(capsys, "report", "accounts.csv", "--filter", "class = 'A'", "--format", "html")
    assert out == text
    part, _ = ran(capsys, "report", "accounts.csv", "--part", "effort", "--format", "html")
    assert "<h1>" in part
    assert "<svg" not in part


def test_the_review_as_a_workbook(capsys: Captured) -> None:
    """A sheet each with real numbers and dates, the account's name beside its id; an account view narrows every sheet; never on a terminal."""
    ran(capsys, "report", "accounts.csv", "-o", "review.xlsx")
    book = pl.read_excel("review.xlsx", sheet_id=0)

    assert list(book)[:6] == ["Review", "Accounts", "Stakeholders", "Channel rows", "Red flags", "Goals"]
    accounts = book["Accounts"]
    first = accounts.row(0, named=True)
    assert (first["Rank"], first["Account id"], first["Account"]) == (1, "037290", ACCOUNT)
    assert accounts["Revenue"].dtype.is_numeric()
    assert accounts["Share"].dtype.is_numeric()
    rows = book["Channel rows"].filter(pl.col("Account id") == "037290")
    assert set(rows["Account"]) == {ACCOUNT}
    assert "Mika Rautasalo" in rows["To"]
    assert rows["Budget"].dtype.is_numeric()
    assert book["Red flags"]["Raised"].dtype == pl.Date
    assert dt.date(2026, 10, 12) in accounts["Next review"].to_list()

    ran(capsys, "report", "accounts.csv", "--filter", "name = 'Väinäsalmi Oyj'", "-o", "one.xlsx")
    one = pl.read_excel("one.xlsx", sheet_id=0)
    assert one["Accounts"]["Account"].to_list() == [ACCOUNT]
    assert set(one["Stakeholders"]["Account id"]) == {"037290"}
    _, err = ran(capsys, "report", "accounts.csv", "--format", "xlsx", code=2)
    assert "--format xlsx needs a file: -o FILE.xlsx" in err
    assert "the workbook has its own sheets" in ran(capsys, "report", "accounts.csv", "--part", "effort", "-o", "x.xlsx", code=2)[1]


def test_one_account_on_one_page(capsys: Captured) -> None:
    """By id or exact name, in every format; an unknown name has the nearest beside it; at most about a page of lines."""
    out, _ = ran(capsys, "report", "accounts.csv", "--account", ACCOUNT)

    assert out.startswith(f"{ACCOUNT}\n  id 037290 · rank 1 · EUR 4.0M revenue · 8.")
    assert "Health: at risk" in out
    assert "+ 1 more" in out
    assert len(out.splitlines()) < 95
    assert ran(capsys, "report", "accounts.csv", "--account", "037290")[0] == out
    data = json.loads(ran(capsys, "report", "accounts.csv", "--account", "037290", "--format", "json")[0])
    assert (data["standing"]["rank"], data["standing"]["class"], data["plan"]["owner"]) == (1, "A", "Aino Keskitalo")
    ran(capsys, "report", "accounts.csv", "--account", "037290", "-o", "one.html")
    assert 'circle class="account"' in texts("one.html")
    ran(capsys, "report", "accounts.csv", "--account", "037290", "-o", "one.xlsx")
    assert pl.read_excel("one.xlsx", sheet_name="Goals").height == 4
    assert "did you mean" in ran(capsys, "report", "accounts.csv", "--account", "Väinäsalmi Oy", code=2)[1]


def test_a_page_is_of_one_account_alone(capsys: Captured) -> None:
    """What belongs to a whole review is refused beside it; a subsidiary has no page of its own where it counts under its parent."""
    _, err = ran(capsys, "report", "accounts.csv", "--account", "037290", "--part", "effort", "--since", "today", code=2)
    assert "leave out --part and --since" in err
    _, err = ran(capsys, "report", "accounts.csv", "--account", "Väinäsalmi Norge AS", "--rollup", code=2)
    assert "counts under its parent" in err


def test_a_broken_plan_has_no_page(capsys: Captured) -> None:
    """It is said and left as it is; an account without a plan has a page of what the source knows."""
    file = next(Path("plans").glob("vainasalmi-oyj--*.toml"))
    file.write_text("this is no plan", encoding="utf-8")

    assert "is broken" in ran(capsys, "report", "accounts.csv", "--account", "037290", code=1)[1]
    assert "is broken" in ran(capsys, "plan", "show", "037290", "--source", "accounts.csv", "--without", "people", code=1)[1]
    shutil.rmtree("plans")
    out, _ = ran(capsys, "report", "accounts.csv", "--account", "037290")
    assert "rank 1" in out
    assert "Nothing written down of: people" in out
    ran(capsys, "report", "accounts.csv", "--without", "people", "-o", "bare.html")


@pytest.mark.parametrize("name", ["all.txt", "all.json", "all.html", "all.xlsx"])
def test_no_report_names_people_without_people(name: str, capsys: Captured) -> None:
    """Neither the whole review nor one account's page nor what is said beside them; counts stay."""
    _, err = ran(capsys, "report", "accounts.csv", "--without", "people", "-o", name)
    _, said = ran(capsys, "report", "accounts.csv", "--account", ACCOUNT, "--without", "people", "-o", f"one-{name}")

    for text in (texts(name), texts(f"one-{name}"), err, said):
        assert not [person for person in PEOPLE if person in text]
    assert "person 1" in texts(f"one-{name}")


def test_what_changed_names_nobody_either(capsys: Captured) -> None:
    """`--since` tells how many rows changed, of whom not, once people are left out."""
    ran(capsys, "plan", "set", "037290", "stakeholder", "Mika Rautasalo", "influence=4", "--plans", "plans")
    ran(capsys, "plan", "add", "037290", "flag", "type=Rautasalo leaves", "severity=low", "raised=today", "--plans", "plans")
    named, _ = ran(capsys, "report", "accounts.csv", "--since", "today")
    bare, _ = ran(capsys, "report", "accounts.csv", "--since", "today", "--without", "people")

    assert "Rautasalo leaves" in named
    assert "[person] leaves" in bare
    assert not [person for person in PEOPLE if person in bare]


def test_accounts_and_plans_without_people(capsys: Captured) -> None:
    """The table and `plan show` name nobody; columns of the source that hold people are left out and named; the file itself is refused."""
    table = pl.read_csv("accounts.csv", infer_schema=False).with_columns(
        pl.lit("Mika Rautasalo").alias("Contact person"), pl.lit("m@x.example").alias("E-mail")
    )
    table.write_csv("contacts.csv")
    out, err = ran(capsys, "accounts", "contacts.csv", "--columns", "all", "--without", "people", "--format", "json")

    assert not [person for person in PEOPLE if person in out]
    assert "[person]" in out
    assert "m@x.example" not in out
    assert "left out, since they hold people: Contact person, E-mail" in err
    for extra in ((), ("--view", "brief"), ("--format", "json"), ("--format", "markdown")):
        shown, _ = ran(capsys, "plan", "show", "037290", "--plans", "plans", "--without", "people", *extra)
        assert not [person for person in PEOPLE if person in shown]
        assert "person 1" in shown
    assert (
        "--format toml is the file as it stands"
        in ran(capsys, "plan", "show", "037290", "--plans", "plans", "--without", "people", "--format", "toml", code=2)[1]
    )
