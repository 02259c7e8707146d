"""Rows -> accounts: each field is summed as the table of fields says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.accounts import accounts_of
from abmtui.problems import Severity

if TYPE_CHECKING:
    from random import Random

    from abmtui.portfolio.accounts import Accounts

    Rows = list[tuple[str, float, dt.date]]

DAY = dt.date(2024, 1, 5)


def rows(**columns: list[Any]) -> pl.DataFrame:
    """A frame of typed rows."""
    return pl.DataFrame(columns, strict=False)


def row_of(accounts: Accounts, name: str) -> dict[str, Any]:
    """One account by its name."""
    return accounts.frame.row(by_predicate=pl.col("name") == name, named=True)


def test_amounts_and_hours_are_summed() -> None:
    """Revenue, margin, cost, cost to serve, profit, budget and hours are sums, to the cent."""
    accounts = accounts_of(rows(name=["A", "B", "A"], revenue=[0.1, 5.0, 0.2], hours=[1.0, None, 2.5], cost_to_serve=[None, None, 3.0]))
    assert row_of(accounts, "A") == {"id": "a", "name": "A", "kind": "customer", "revenue": 0.3, "cost_to_serve": 3.0, "hours": 3.5}
    assert row_of(accounts, "B")["hours"] is None


def test_accounts_stand_in_the_order_of_their_first_rows() -> None:
    """The order of the source is the order of the accounts."""
    accounts = accounts_of(rows(name=["C", "A", "C", "B"], revenue=[1.0, 2.0, 3.0, 4.0]))
    assert accounts.frame["name"].to_list() == ["C", "A", "B"]


def test_margin_percent_is_weighted_by_revenue_and_gives_the_margin() -> None:
    """20% of 100 and 40% of 300 are 35% of 400, a margin of 140, which is said."""
    accounts = accounts_of(rows(name=["A", "A"], revenue=[100.0, 300.0], margin_percent=[20.0, 40.0]))
    assert row_of(accounts, "A")["margin_percent"] == pytest.approx(35)
    assert row_of(accounts, "A")["margin"] == pytest.approx(140)
    assert "margin percent x revenue" in accounts.problems[0].what


def test_the_last_value_counts_where_values_differ_and_that_is_said() -> None:
    """Potential, employees, share of wallet and needs are the last row's that has one."""
    accounts = accounts_of(rows(name=["A", "B", "A", "A"], revenue=[1.0] * 4, potential=[5.0, 7.0, 9.0, None]))
    assert accounts.frame["potential"].to_list() == [9.0, 7.0]
    assert [(problem.field, problem.what) for problem in accounts.problems if problem.field] == [
        ("potential", "differing values in 1 account; the last row's counts")
    ]


def test_the_most_frequent_text_counts_and_the_last_among_equals() -> None:
    """Texts, ours and the source's further columns, go by majority; numbers of further columns too."""
    accounts = accounts_of(
        rows(name=["A", "A", "A", "B", "B"], revenue=[1.0] * 5, owner=["x", "y", "x", "p", "q"], Product=["k", None, "m", None, None], Qty=[1, 1, 2, 3, 4])
    )
    assert accounts.frame.select("owner", "Product", "Qty").rows() == [("x", "m", 1), ("q", None, 4)]


def test_since_is_the_earliest_and_last_order_the_latest() -> None:
    """Dates of an account do not go by majority."""
    days = [DAY, DAY.replace(year=2020), None]
    accounts = accounts_of(rows(name=["A", "A", "A"], revenue=[1.0] * 3, since=days, last_order=days))
    assert accounts.frame.select("since", "last_order").row(0) == (DAY.replace(year=2020), DAY)


def test_dates_make_periods_and_the_last_order() -> None:
    """Money by account and day; an account's last date is its last order where the source has no such column."""
    accounts = accounts_of(rows(name=["A", "B", "A", "A"], revenue=[1.0, 2.0, 3.0, 4.0], date=[DAY, DAY, DAY, dt.date(2023, 5, 6)]))
    assert accounts.grain == "day"
    assert accounts.periods.rows() == [(0, dt.date(2023, 5, 6), 4.0), (0, DAY, 4.0), (1, DAY, 2.0)]
    assert accounts.periods.schema == {"account": pl.UInt32, "date": pl.Date, "revenue": pl.Float64}
    assert accounts.frame["last_order"].to_list() == [DAY, DAY]
    assert "date" not in accounts.frame.columns


def test_a_column_of_years_makes_years() -> None:
    """Years are dated 31 December, at the grain of years, and are no last order."""
    accounts = accounts_of(rows(name=["A", "A"], revenue=[1.0, 2.0], date=[dt.date(2023, 12, 31), dt.date(2024, 12, 31)]), years_only=True)
    assert accounts.grain == "year"
    assert accounts.periods.height == 2
    assert "last_order" not in accounts.frame.columns


def test_yearly_columns_make_years() -> None:
    """Each year that says anything is one row of the periods."""
    years: dict[str, list[Any]] = {"revenue.2023": [1.0, 2.0], "revenue.2024": [3.0, None], "margin.2024": [0.5, None]}
    frame = rows(name=["A", "B"], revenue=[3.0, None], **years)
    accounts = accounts_of(frame)
    assert accounts.grain == "year"
    assert accounts.periods.rows() == [(0, dt.date(2023, 12, 31), 1.0, None), (0, dt.date(2024, 12, 31), 3.0, 0.5), (1, dt.date(2023, 12, 31), 2.0, None)]
    assert accounts.frame.columns == ["id", "name", "kind", "revenue"]


def test_an_id_is_the_key_and_its_names_are_compared() -> None:
    """One id with two names is one account and to be mended; names that differ in legal form alone are only said."""
    accounts = accounts_of(rows(id=["1", "1", "2", "2"], name=["Acme", "Globex", "Beta Ltd", "BETA"], revenue=[1.0, 2.0, 3.0, 4.0]))
    assert accounts.frame.select("id", "name", "revenue").rows() == [("1", "Globex", 3.0), ("2", "BETA", 7.0)]
    assert accounts.has_ids
    mend = [problem.what for problem in accounts.problems if problem.severity is Severity.MEND]
    assert mend == ['the id "1" stands beside "Acme", "Globex"; they are one account under the most frequent name; give each its own id or one name']


ONE_TIME = ["Globex", "Initech Oy", "Söder Transport", "Vandelay Imports", "Hooli"]


def test_an_id_of_many_unlike_names_is_nobodys() -> None:
    """The rows of the number for one-time vendors are accounts by their names, under the id a name has elsewhere; that is to be mended."""
    frame = rows(id=["1", *["99"] * 6, "7"], name=["Acme", *ONE_TIME, None, "Hooli"], revenue=[float(value) for value in range(1, 9)])
    accounts = accounts_of(frame)
    assert accounts.frame["name"].to_list() == ["Acme", *ONE_TIME, "99"]
    assert accounts.frame.filter(name="Hooli").select("id", "revenue").rows() == [("7", 6.0 + 8.0)]
    (mend,) = [problem.what for problem in accounts.problems if problem.severity is Severity.MEND]
    assert mend.startswith('the id "99" stands beside "Globex", "Initech Oy"')
    assert "accounts by their names" in mend


def test_an_id_of_many_spellings_is_one_account() -> None:
    """However often a name is written in another way, its id holds it together."""
    names = ["LB of Enfield", "Enfield LBC", "London Borough of Enfield", "Enfield Council", "L B Enfield", "Enfield L.B."]
    accounts = accounts_of(rows(id=["5"] * 6, name=names, revenue=[1.0] * 6))
    assert accounts.frame.select("id", "revenue").rows() == [("5", 6.0)]


def test_a_row_without_id_takes_the_id_of_its_name() -> None:
    """Else the key of its name; a row without name takes its id as one."""
    accounts = accounts_of(rows(id=["1", None, None, "9"], name=["Acme", "Acme", "New Ltd", None], revenue=[1.0, 2.0, 3.0, 4.0]))
    assert accounts.frame.select("id", "name", "revenue").rows() == [("1", "Acme", 3.0), ("new", "New Ltd", 3.0), ("9", "9", 4.0)]


def test_ids_alone_are_names() -> None:
    """A source without names shows its ids."""
    accounts = accounts_of(rows(id=["1", "2"], revenue=[1.0, 2.0]))
    assert accounts.frame["name"].to_list() == ["1", "2"]


def test_names_that_differ_in_legal_form_stay_accounts_of_their_own() -> None:
    """They are what the source tells apart; their ids are their whole folded names, whatever the order of the rows."""
    names = ["Mears", "Mears Limited", "Acme Ltd"]
    accounts = accounts_of(rows(name=names, revenue=[1.0, 2.0, 3.0]))
    assert accounts.frame["id"].to_list() == ["mears", "mears limited", "acme"]
    backwards = accounts_of(rows(name=names[::-1], revenue=[1.0, 2.0, 3.0]))
    assert backwards.frame["id"].to_list() == ["acme", "mears limited", "mears"]
    assert not accounts.has_ids


def test_no_rows_are_no_accounts() -> None:
    """An empty frame gives the columns every portfolio has."""
    assert accounts_of(rows(name=[], revenue=[])).frame.columns == ["id", "name", "kind"]


CENTS = st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)
ROWS = st.lists(
    st.tuples(st.sampled_from(["Acme", "Beta Oy", "Gamma", "Delta AB"]), CENTS, st.dates(dt.date(2020, 1, 1), dt.date(2024, 12, 31))), min_size=1, max_size=30
)


@settings(deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_changes_a_sum(data: Rows, random: Random) -> None:
    """Shuffled rows give each account the same sum and each day the same money, to the last bit."""
    shuffled = list(data)
    random.shuffle(shuffled)
    one, other = (
        accounts_of(pl.DataFrame(some, schema={"name": pl.String, "revenue": pl.Float64, "date": pl.Date}, orient="row")) for some in (data, shuffled)
    )
    assert dict(one.frame.select("name", "revenue").rows()) == dict(other.frame.select("name", "revenue").rows())
    assert one.periods["revenue"].sum() == pytest.approx(other.periods["revenue"].sum(), abs=1e-6)


@settings(deadline=None)
@given(ROWS)
def test_no_cent_is_lost(data: Rows) -> None:
    """The accounts, and the periods, sum to what the rows sum to."""
    accounts = accounts_of(pl.DataFrame(data, schema={"name": pl.String, "revenue": pl.Float64, "date": pl.Date}, orient="row"))
    total = sum(round(value * 100) for _, value, _ in data)
    assert sum(round(value * 100) for value in accounts.frame["revenue"]) == total
    assert sum(round(value * 100) for value in accounts.periods["revenue"]) == total
