"""Accounts under their topmost parents."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.columns import FIELDS
from abmtui.portfolio.families import families
from abmtui.portfolio.model import EMPTY, Portfolio
from abmtui.portfolio.periods import period_values
from abmtui.portfolio.rollup import families_of, parent_problems, parents_found, rolled_up, rolled_up_for
from abmtui.problems import Severity


def portfolio(*accounts: tuple[str, str, str | None], **columns: list[object]) -> Portfolio:
    """Customers of (id, name, parent) with further columns."""
    frame = pl.DataFrame(accounts, schema={"id": pl.String, "name": pl.String, "parent": pl.String}, orient="row")
    kinds = {"kind": ["customer"] * len(accounts)} | columns
    return Portfolio(frame.with_columns(pl.Series(name, values, FIELDS[name].dtype if name in FIELDS else None) for name, values in kinds.items()))


def column(found: Portfolio, name: str) -> list[object]:
    """The values of one column."""
    return found.accounts[name].to_list()


@pytest.mark.parametrize(
    ("parents", "tops"),
    [
        ((None, None, None), (0, 1, 2)),
        ((None, "1", "2"), (0, 0, 0)),
        ((None, "acme OYJ", " beta "), (0, 0, 0)),
        (("1", "Beta", "3"), (0, 1, 2)),
        (("", "  ", "Acme"), (0, 1, 2)),
        (("3", "1", None), (2, 2, 2)),
        (("2", "1", "1"), (0, 0, 0)),
        (("2", "3", "1"), (0, 0, 0)),
        ((None, "3", "2"), (0, 1, 1)),
        (("Group", "group ", None), (3, 3, 2)),
    ],
)
def test_the_topmost_parent(parents: tuple[str | None, ...], tops: tuple[int, ...]) -> None:
    """An id, else a name in any case, else a group that is no account; a circle ends at its first row."""
    names = (("1", "Acme Oyj"), ("2", "Beta"), ("3", "Gamma"))
    accounts = portfolio(*((*name, parent) for name, parent in zip(names, parents, strict=True))).accounts
    found = families(accounts)
    # "Acme" alone is neither an id nor a whole name, so it is a group of its own
    expected = (0, 1, 3) if parents == ("", "  ", "Acme") else tops
    assert tuple(found.tops) == expected


def test_without_ids_a_name_is_found_without_its_legal_form() -> None:
    """The id is then the folded name without legal form."""
    accounts = portfolio(("wartsila", "Wärtsilä Oyj", None), ("norge", "Norge", "Wartsila AB")).accounts
    assert families(accounts).tops.to_list() == [0, 0]


def test_money_is_summed_and_the_parent_s_word_counts() -> None:
    """One account a family, where its first account stood."""
    found = rolled_up(
        portfolio(
            ("1", "Norge", "2"),
            ("2", "Wärtsilä", None),
            ("3", "Alone", None),
            ("4", "Sverige", "2"),
            revenue=[10.0, 100.0, 7.0, None],
            hours=[None, None, 1.0, None],
            margin_percent=[50.0, 10.0, 3.0, 9.0],
            potential=[1.0, 2.0, 3.0, None],
            owner=["kim", None, "ann", "kim"],
            region=["NO", "FI", None, "SE"],
            since=[dt.date(2020, 1, 1), None, None, dt.date(2019, 1, 1)],
            last_order=[dt.date(2020, 1, 1), None, None, dt.date(2019, 1, 1)],
            customer=[1, None, 3, 1],
            times=[1, None, 3, 2],
        )
    )
    assert column(found, "id") == ["2", "3"]
    assert column(found, "name") == ["Wärtsilä", "Alone"]
    assert column(found, "parent") == [None, None]
    assert column(found, "revenue") == [110.0, 7.0]
    assert column(found, "hours") == [None, 1.0]
    assert column(found, "margin_percent") == [pytest.approx(1500 / 110), 3.0]
    assert column(found, "potential") == [2.0, 3.0]
    assert column(found, "owner") == ["kim", "ann"]
    assert column(found, "region") == ["FI", None]
    assert column(found, "since") == [dt.date(2019, 1, 1), None]
    assert column(found, "last_order") == [dt.date(2020, 1, 1), None]
    assert column(found, "customer") == [1, 3]
    assert column(found, "times") == [None, 3]


def test_a_group_that_is_no_account_gets_its_name_and_key() -> None:
    """Even with one account below it; its words are the most frequent, of equally frequent ones the last."""
    found = rolled_up(
        portfolio(
            ("1", "A", "Big Group AB"), ("2", "B", "BIG GROUP AB"), ("3", "C", "Other"), ("4", "D", "Big Group AB"),
            owner=["x", "y", "z", None], kind=["prospect", "customer", "prospect", "partner"],
        )
    )  # fmt: skip
    assert column(found, "id") == ["big group", "other"]
    assert column(found, "name") == ["Big Group AB", "Other"]
    assert column(found, "owner") == ["y", "z"]
    assert column(found, "kind") == ["customer", "prospect"]


def test_percent_without_revenue_is_a_plain_mean() -> None:
    """And so it is where the revenues add up to nothing."""
    pair = (("1", "A", None), ("2", "B", "1"))
    assert column(rolled_up(portfolio(*pair, margin_percent=[10.0, 20.0])), "margin_percent") == [15.0]
    assert column(rolled_up(portfolio(*pair, margin_percent=[10.0, 20.0], revenue=[5.0, -5.0])), "margin_percent") == [15.0]


def test_a_date_column_keeps_the_latest() -> None:
    """The dates themselves are in the periods."""
    found = rolled_up(portfolio(("1", "A", None), ("2", "B", "1"), date=[dt.date(2020, 1, 1), dt.date(2021, 1, 1)]))
    assert column(found, "date") == [dt.date(2021, 1, 1)]


def test_periods_follow_their_accounts() -> None:
    """Summed by date under the new rows."""
    days = [dt.date(2024, 12, 31), dt.date(2024, 12, 31), dt.date(2025, 12, 31), dt.date(2024, 12, 31)]
    periods = pl.DataFrame({"account": [0, 1, 1, 2], "date": days, "revenue": [1.0, 2.0, 4.0, 8.0]}, schema_overrides={"account": pl.UInt32})
    before = portfolio(("1", "A", "3"), ("2", "B", None), ("3", "C", None))
    found = rolled_up(Portfolio(before.accounts, periods, "year"))
    assert column(found, "id") == ["3", "2"]
    assert found.periods.sort("account", "date").rows() == [(0, days[0], 9.0), (1, days[0], 2.0), (1, days[2], 4.0)]
    assert found.periods.schema == periods.schema
    assert found.grain == "year"


def test_without_a_parent_column_nothing_changes() -> None:
    """The same object comes back."""
    plain = Portfolio(pl.DataFrame({"id": ["1"], "name": ["A"], "kind": ["customer"]}))
    for same in (plain, EMPTY):
        assert rolled_up(same) is same
        assert parents_found(same) == 0
        assert parent_problems(same) == ()


def test_circles_are_broken_and_said() -> None:
    """With the first three names of each."""
    found = portfolio(("1", "A", "2"), ("2", "B", "1"), ("3", "C", "4"), ("4", "D", "5"), ("5", "E", "6"), ("6", "F", "3"), ("7", "G", "6"))
    assert column(rolled_up(found), "id") == ["1", "3"]
    assert parents_found(found) == 5
    pair, four = parent_problems(found)
    assert pair.what.startswith("A, B are each other's parents; A was taken for the topmost")
    assert four.what.startswith("C, D, E and 1 more are each other's parents")
    assert (pair.field, pair.severity) == ("parent", Severity.MEND)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 14)), st.integers(1, 1000)), min_size=1, max_size=12))
def test_any_family(accounts: list[tuple[int | None, int]]) -> None:
    """Nothing is lost or counted twice, each account is under one top, and rolling up again changes nothing."""
    rows = [(f"i{row}", f"n{row}", None if parent is None else f"i{parent}") for row, (parent, _) in enumerate(accounts)]
    before = portfolio(*rows, revenue=[float(value) for _, value in accounts])
    found = families(before.accounts)
    for row, top in enumerate(found.tops):
        seen, here = set(), row
        while here not in seen and here != top:
            seen.add(here)
            parent = accounts[here][0] if here < len(accounts) else None
            assert parent is not None
            here = parent if parent < len(accounts) else int(top)
        assert here == top
    once = rolled_up(before)
    assert once.accounts["revenue"].sum() == before.accounts["revenue"].sum()
    assert once.accounts.height == found.tops.n_unique()
    assert rolled_up(once).accounts.equals(once.accounts)
    assert once.accounts.schema == before.accounts.schema


@pytest.mark.parametrize(("metric", "period"), [("revenue", "all"), ("margin", "all"), ("revenue", "2025"), ("profit", "all"), ("potential", "all")])
def test_rolled_up_for_one_metric(metric: str, period: str) -> None:
    """What a metric's book is made of comes out as it does when everything is merged; families are worked out once."""
    days = pl.DataFrame({"account": [0, 1, 2], "date": [dt.date(2025, 12, 31)] * 3, "revenue": [4.0, 5, 6], "hours": [1.0, 1, 1]})
    figures: dict[str, list[object]] = {"revenue": [7.0, 8, 9], "margin": [1.0, 2, None], "cost_to_serve": [1.0, 1, 1], "owner": ["a", "b", "b"]}
    of = replace(portfolio(("1", "A", None), ("2", "B", "1"), ("3", "C", "Group"), **figures), periods=days.cast({"account": pl.UInt32}), grain="year")
    whole, found = rolled_up(of), rolled_up_for(of, metric, period)
    assert period_values(found, metric, period).values.to_list() == period_values(whole, metric, period).values.to_list()
    assert found.accounts.equals(whole.accounts.select(found.accounts.columns))
    assert "owner" not in found.accounts.columns
    assert families_of(of) is families_of(of)
    alone = portfolio()
    assert (families_of(alone), rolled_up_for(alone, metric, period).accounts.height) == (None, 0)
