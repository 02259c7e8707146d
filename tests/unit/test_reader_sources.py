"""Several sources stacked, and columns joined to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from abmtui.problems import Severity, exit_code
from abmtui.sources.reader import read
from abmtui.sources.request import SourceRequest

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.sources.reader import Reading

FILES = {
    "jan.csv": "Kunde;Umsatz\nAcme;1,5\nBeta;2\n",
    "feb.csv": "Kunde;Umsatz\nAcme;2,5\nGamma;1.000,00\nSumme;1.002,50\n",
    "mar.csv": "Customer,Sales\nAcme,3.5\n",
    "accounts.csv": "id,name,industry,employees,potential\n1,Acme,Steel,50,900\n2,Beta,Food,10,100\n3,Delta,Wood,1,1\n",
    "orders.csv": "Customer ID,Customer,Amount,Date,Rep\n1,Acme,10,2024-01-02,ann\n1,Acme,5,2024-02-02,ann\n2,Beta,7,2024-01-03,bob\n9,Zeta,1,2024-01-03,bob\n",
    "budgets.csv": "Customer;Budget;Revenue\nAcme Ltd;100;5\nBeta;50;6\n",
    "reps.csv": "rep,manager,region,cost\nann,Mia,North,100\nbob,Max,South,200\n",
    "twice.csv": "id,industry\n1,Steel\n1,Wood\n",
    "dollars.csv": "Kunde;Umsatz\nAcme;$5\n",
    "euros.csv": "Client;CA\nAcme;5,00 €\nBeta;6,00 €\n",
    "pounds.csv": "Customer,Sales\nAcme,£5\nBeta,£6\n",
}


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files, entered."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def notes(reading: Reading) -> list[str]:
    """The sentences that only tell."""
    return [problem.sentence() for problem in reading.problems if problem.severity is Severity.NOTE]


def test_files_with_the_same_headers_are_stacked(at: Path) -> None:
    """Their rows are summed together; each file's total row goes with its line."""
    portfolio = read(SourceRequest(("jan.csv", "feb.csv"))).portfolio
    assert dict(portfolio.accounts.select("name", "revenue").rows()) == {"Acme": 4.0, "Beta": 2.0, "Gamma": 1000.0}
    assert portfolio.sources == ("jan.csv", "feb.csv")
    assert [(left.reason, left.file, left.lines) for left in portfolio.left_out] == [("total row", "feb.csv", (4,))]
    assert portfolio.rows == 5


def test_files_with_other_headers_for_the_same_fields_are_stacked(at: Path) -> None:
    """What counts is what the columns mean."""
    portfolio = read(SourceRequest(("jan.csv", "mar.csv"))).portfolio
    assert dict(portfolio.accounts.select("name", "revenue").rows()) == {"Acme": 5.0, "Beta": 2.0}


def test_files_with_other_fields_are_not_stacked(at: Path) -> None:
    """Exit 2 names the files, their fields and `--join` with the larger file first."""
    reading = read(SourceRequest(("accounts.csv", "orders.csv")))
    assert exit_code(reading.problems) == 2
    assert "orders.csv --join accounts.csv" in reading.problems[-1].what


def test_files_in_different_currencies_are_not_stacked(at: Path) -> None:
    """Euros and pounds have no sum."""
    reading = read(SourceRequest(("euros.csv", "pounds.csv")))
    assert "EUR, GBP" in reading.problems[-1].what
    assert exit_code(reading.problems) == 2


def test_a_join_on_ids_adds_the_missing_columns(at: Path) -> None:
    """Texts and counts come to every account that is found; those that are not, and rows not used, are counted."""
    reading = read(SourceRequest(("orders.csv",), joins=("accounts.csv",)))
    accounts = reading.portfolio.accounts
    assert accounts.select("id", "industry", "employees", "potential").rows() == [
        ("1", "Steel", 50.0, 900.0),
        ("2", "Food", 10.0, 100.0),
        ("9", None, None, None),
    ]
    assert accounts["revenue"].to_list() == [15.0, 7.0, 1.0]
    assert any('2 of 3 found, 1 not, such as "9"; 1 row of the file not used' in note for note in notes(reading))
    assert reading.portfolio.mapping["industry"] == "industry"


def test_a_join_on_names_adds_amounts_once_and_never_a_second_revenue(at: Path) -> None:
    """An account with several rows gets the budget once; names match without their legal form."""
    reading = read(SourceRequest(("orders.csv",), joins=("budgets.csv",)))
    assert reading.portfolio.accounts["budget"].to_list() == [100.0, 50.0, None]
    assert reading.portfolio.accounts["revenue"].to_list() == [15.0, 7.0, 1.0]
    assert any('"Revenue" is not added' in note for note in notes(reading))


def test_a_join_brings_the_revenue_that_the_source_lacks(at: Path) -> None:
    """A list of accounts may get its revenue from another file."""
    portfolio = read(SourceRequest(("accounts.csv",), joins=("budgets.csv",))).portfolio
    assert portfolio.accounts["revenue"].to_list() == [5.0, 6.0, None]


def test_a_join_on_named_columns(at: Path) -> None:
    """OURS and THEIRS are headers; amounts are not added, since a rep is no key of accounts."""
    reading = read(SourceRequest(("orders.csv",), joins=("reps.csv:Rep=rep",)))
    assert reading.portfolio.accounts["region"].to_list() == ["North", "South", "South"]
    assert "cost" not in reading.portfolio.accounts.columns
    assert any("cost is not added" in note for note in notes(reading))


@pytest.mark.parametrize(
    ("join", "code", "words"),
    [
        ("twice.csv", 2, 'has "1" more than once under "id"'),
        ("reps.csv", 2, "name the columns with --join FILE:OURS=THEIRS"),
        ("reps.csv:Repp=rep", 2, 'there is no column "Repp"; the nearest is "Rep"'),
        ("reps.csv:Rep=reps", 2, 'there is no column "reps"; the nearest is "rep"'),
        ("nope.csv", 3, "nope.csv"),
    ],
)
def test_a_join_that_fails_says_why(at: Path, join: str, code: int, words: str) -> None:
    """A key twice, no key, unknown columns and a missing file."""
    reading = read(SourceRequest(("orders.csv",), joins=(join,)))
    assert exit_code(reading.problems) == code
    assert any(words in problem.sentence() for problem in reading.problems)
    assert not reading.readable


def test_a_column_of_the_joined_file_can_be_mapped(at: Path) -> None:
    """What the file calls revenue may be our potential."""
    portfolio = read(SourceRequest(("orders.csv",), joins=("budgets.csv",), mapping={"potential": "Revenue"})).portfolio
    assert portfolio.accounts["potential"].to_list() == [5.0, 6.0, None]
    assert portfolio.mapping["potential"] == "Revenue"


def test_further_columns_of_different_types_are_stacked_as_text(at: Path) -> None:
    """A mark that is a number in one file and a word in the other stays readable."""
    (at / "one.csv").write_text("Customer,Sales,Visits\nA,1,3\n", encoding="utf-8")
    (at / "two.csv").write_text("Client,Sales,Visits\nB,2,many\n", encoding="utf-8")
    assert read(SourceRequest(("one.csv", "two.csv"))).portfolio.accounts["Visits"].to_list() == ["3", "many"]


def test_several_joins_follow_each_other(at: Path) -> None:
    """Each adds what is still missing."""
    columns = read(SourceRequest(("orders.csv",), joins=("accounts.csv", "budgets.csv", "reps.csv:Rep=rep"))).portfolio.accounts.columns
    assert {"industry", "budget", "region"} <= set(columns)


def test_typed_sources_are_read_like_text(at: Path) -> None:
    """Parquet with ids as numbers, dates as dates and a category column."""
    frame = pl.read_csv("orders.csv", try_parse_dates=True)
    frame.write_parquet("orders.parquet")
    one, other = (read(SourceRequest((name,))).portfolio for name in ("orders.csv", "orders.parquet"))
    assert one.accounts.equals(other.accounts)
    assert one.periods.equals(other.periods)


def test_a_wide_source_is_read(at: Path) -> None:
    """Three hundred columns, and one row."""
    names = ["Customer", "Revenue", *(f"Attribute {number}" for number in range(298))]
    (at / "wide.csv").write_text(",".join(names) + "\n" + ",".join(["Acme", "5", *(["x"] * 298)]) + "\n", encoding="utf-8")
    portfolio = read(SourceRequest(("wide.csv",))).portfolio
    assert portfolio.accounts.shape == (1, 302)
    assert portfolio.accounts["revenue"].to_list() == [5.0]
