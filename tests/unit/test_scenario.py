"""What would be: changes applied to accounts, one after another; the portfolio that was given stays as it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.book import ClassLines, Measure, book_of
from abmtui.portfolio.model import Portfolio
from abmtui.portfolio.scenario import Applied, applied, in_period
from abmtui.portfolio.scenario_changes import Add, Grow, Lose, Merge, Move, Who
from abmtui.portfolio.scenario_words import parsed
from abmtui.portfolio.view import matching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.portfolio.scenario_changes import Change
    from abmtui.portfolio.scenario_names import Where

REVENUE = [1000, 620, 400, 260, 170, 110, 80, 60, 45, 35]
HOURS = [120, 90, 80, 70, 90, 85, 100, 110, 130, 125]


def portfolio(**columns: Sequence[Any]) -> Portfolio:
    """Accounts a0, a1, a2 ... called A0, A1, A2 ... with these columns."""
    count = len(next(iter(columns.values())))
    own = {"id": [f"a{row}" for row in range(count)], "name": [f"A{row}" for row in range(count)], "kind": ["customer"] * count}
    numbers = {
        name: pl.Series(name, list(values), strict=False, dtype=pl.Float64 if all(not isinstance(value, str) for value in values) else pl.String)
        for name, values in columns.items()
        if name not in own and not isinstance(next(iter(values)), (dt.date, bool))
    }
    others = {name: pl.Series(name, list(values)) for name, values in columns.items() if name not in own and name not in numbers}
    return Portfolio(pl.DataFrame(own | {name: values for name, values in columns.items() if name in own}).with_columns(*numbers.values(), *others.values()))


GOLDEN = portfolio(revenue=REVENUE, hours=HOURS)


def real(of: Portfolio) -> Where:
    """Conditions over the accounts with the book's columns."""
    table = of.accounts.hstack(book_of(of, Measure(), ClassLines()).columns.get_columns())

    def where(condition: str) -> tuple[pl.Series | None, str]:
        mask, _, problem = matching(table, condition)
        return mask, "" if problem is None else problem.what

    return where


def change(line: str) -> Change:
    """The change that a line says."""
    found = parsed(line)
    assert found.change is not None, found.problem
    return found.change


def tried(of: Portfolio, *lines: str) -> Applied:
    """A portfolio under changes as they are written."""
    return applied(of, [change(line) for line in lines], real(of))


def column(found: Applied, name: str) -> list[Any]:
    """A column of the accounts as they would be."""
    return found.portfolio.accounts[name].to_list()


def said(found: Applied) -> list[str]:
    """What each change did, or why it did nothing."""
    return [outcome.problem or outcome.said for outcome in found.outcomes]


def test_without_changes_it_is_the_same_portfolio() -> None:
    """Nothing to apply, or nothing that can be applied: the very object that was given; the data is never touched."""
    before = GOLDEN.accounts.clone()
    assert tried(GOLDEN).portfolio is GOLDEN
    assert tried(GOLDEN, 'lose "nobody"', "lose revenue > 5000").portfolio is GOLDEN
    assert tried(GOLDEN, "lose revenue > 100", "grow all by 50%").portfolio is not GOLDEN
    assert GOLDEN.accounts.equals(before)


def test_lose() -> None:
    """By name, by id, by a name in another case, by a condition over the book's columns too, all; the origin says whose row is left."""
    found = tried(GOLDEN, 'lose "A1" "a2"', 'lose " a3 "', "lose class = 'C'")
    assert column(found, "name") == ["A0", "A4", "A5", "A6", "A7"]
    assert found.origin.to_list() == [0, 4, 5, 6, 7]
    assert said(found) == ["2 accounts lost", "1 account lost", "2 accounts lost"]
    assert column(tried(GOLDEN, "lose all"), "name") == []
    assert column(tried(GOLDEN, "lose A9"), "name") == [f"A{row}" for row in range(9)]


def test_conditions_are_about_the_real_accounts() -> None:
    """Class A means the same accounts after the largest is gone and another has grown; what was added meets no condition."""
    found = tried(GOLDEN, 'lose "A0"', 'grow "A9" by 1000%', 'add "New" revenue=9000', "lose class = 'A'")
    assert column(found, "name") == ["A4", "A5", "A6", "A7", "A8", "A9", "New"]


def test_add() -> None:
    """What is not named is empty, the kind is customer; numbers in several forms, text, dates; a new account can be changed like others."""
    of = portfolio(revenue=[10.0], region=["Nordics"], since=[dt.date(2020, 1, 1)], ok=[True], employees=[3])
    found = tried(of, "add \"New\" revenue=1.5k region='DACH' since=2026-01-31 employees=7", 'grow "New" by 10%', 'add "Lead" revenue=2M kind=prospect')
    assert found.portfolio.accounts.rows()[1:] == [
        ("what-if: New", "New", "customer", 1650.0, "DACH", 7.0, dt.date(2026, 1, 31), None),
        ("what-if: Lead", "Lead", "prospect", 2e6, None, None, None, None),
    ]
    assert found.origin.to_list() == [0, None, None]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('add "A0" revenue=5', 'there is an account "A0" already; grow it, or give the new one another name'),
        ('add "N" revenue=many', "revenue=many is no number; write it as 500000, 500k or 0.5M, without commas"),
        ('add "N" revenue=1e400', "revenue=1e400 is no number; write it as 500000, 500k or 0.5M, without commas"),
        ('add "N" hours=5', "the source has no column hours to fill; it has revenue"),
        ('add "N" id=5', "the source has no column id to fill; it has revenue"),
        ('add "N" since=soon', "since=soon is no date; write it as 2026-01-31"),
        ('add "N" ok=yes', "ok holds neither text nor numbers nor dates, so a new account has nothing there"),
        ("grow hours of all by 5%", "the source has no column hours that could grow"),
        ('lose "B0"', 'no account is called "B0"'),
        ('lose "A"', 'no account is called "A"; the nearest are "A0", "A1"'),
        ('lose "  "', 'no account is called "  "'),
        ("lose revenue > 50", "no account meets revenue > 50"),
        ("lose revenu > 5", 'the condition names "revenu", and there is no such column; the nearest is "revenue"'),
        ("lose nobody", 'no account is called "nobody"'),
        ("merge revenue > 15", "it takes two accounts to merge; this names one"),
        ("move 4 hours from all to all", "no effort data: the source has no column hours"),
    ],
)
def test_what_cannot_be_done_is_said(line: str, problem: str) -> None:
    """A sentence with what would help; nothing else changes."""
    of = portfolio(revenue=[10.0, 20.0], since=[dt.date(2020, 1, 1)] * 2, ok=[True, False])
    found = tried(of, line)
    assert found.portfolio is of
    assert found.outcomes[0].problem.startswith(problem)


def test_an_account_that_an_earlier_change_took_is_said() -> None:
    """By name and by condition; so is that nobody is left."""
    found = tried(portfolio(revenue=[1.0, 2.0]), 'lose "A1"', 'grow "A1" by 5%', "grow revenue = 2 by 5%", "lose all", "grow all by 5%", "lose all")
    assert said(found) == [
        "1 account lost",
        '"A1" is no longer there: a change above took it',
        "no account meets revenue = 2 any longer: the changes above took them",
        "1 account lost",
        "no accounts are left",
        "no accounts are left",
    ]


def test_a_name_of_several_accounts_means_none() -> None:
    """The ids are listed, five at most; an id is taken."""
    of = portfolio(name=["Neste"] * 7, revenue=[1.0] * 7)
    assert said(tried(of, 'lose "Neste"', 'lose "neste"', 'lose "a6"')) == [
        '"Neste" is the name of 7 accounts; write the id of one: "a0", "a1", "a2", "a3", "a4", ...',
        '"neste" is the name of 7 accounts; write the id of one: "a0", "a1", "a2", "a3", "a4", ...',
        "1 account lost",
    ]
    assert said(tried(portfolio(name=["N", "N"], revenue=[1, 2]), 'lose "N"')) == ['"N" is the name of 2 accounts; write the id of one: "a0", "a1"']


def test_grow() -> None:
    """Revenue, margin and cost of goods alike, profit by as much as the margin; what is spent on the account, its potential and past stay."""
    own = {
        "revenue": [100, 50],
        "cost": [60, 20],
        "cost_to_serve": [10, 5],
        "profit": [30, 25],
        "hours": [4, 4],
        "potential": [200, 90],
        "prior_revenue": [90, 40],
    }
    found = tried(portfolio(**own), 'grow "A0" by 10%')
    assert {name: column(found, name) for name in own} == {
        "revenue": [pytest.approx(110), 50],
        "cost": [66, 20],
        "cost_to_serve": [10, 5],
        "profit": [34, 25],
        "hours": [4, 4],
        "potential": [200, 90],
        "prior_revenue": [90, 40],
    }
    assert column(tried(portfolio(profit=[30.0], revenue=[100.0]), "grow all by -50%"), "profit") == [15.0]
    assert column(tried(portfolio(**own), "grow hours of revenue = 50 by 25%"), "hours") == [4, 5]
    assert said(tried(portfolio(hours=[1.0]), "grow all by 5%")) == ["the source has no column revenue that could grow"]


def test_merge() -> None:
    """Under the name and place of the first that is named; money and hours summed, words the first's, a date the earliest or latest."""
    of = portfolio(
        revenue=[1.0, 2.0, 4.0, 8.0],
        margin_percent=[10.0, 20.0, 30.0, 40.0],
        region=["N", "S", "S", "N"],
        parent=["G", "H", "G", "G"],
        since=[dt.date(2020, 1, 1), dt.date(2021, 1, 1), dt.date(2019, 1, 1), dt.date(2018, 1, 1)],
        name=["A", "B", "C", "D"],
    )
    found = tried(of, 'merge "C" "A" "D"')
    assert found.portfolio.accounts.columns == of.accounts.columns
    assert found.portfolio.accounts.sort("id").to_dicts()[1] == {
        "id": "a2",
        "name": "C",
        "kind": "customer",
        "revenue": 13.0,
        "margin_percent": pytest.approx((10 + 120 + 320) / 13),
        "region": "S",
        "parent": "G",
        "since": dt.date(2018, 1, 1),
    }
    assert (column(found, "name"), found.origin.to_list()) == (["B", "C"], [1, 2])
    assert said(found) == ["3 accounts into one"]
    assert column(tried(GOLDEN, "merge revenue < 100"), "name") == ["A0", "A1", "A2", "A3", "A4", "A5", "A6"]


def test_move_hours() -> None:
    """Taken in proportion to what each has, dealt out in proportion to revenue; freed hours go to nobody."""
    of = portfolio(revenue=[300, 100, 10, -5], hours=[None, 10, 30, 10])
    found = tried(of, "move 20 hours from revenue < 100 to revenue >= 100")
    assert column(found, "hours") == [15.0, 15.0, 15.0, 5.0]
    assert said(found) == ["20 hours from 2 accounts to 2"]
    freed = tried(of, 'free 50% of hours from "A2"')
    assert column(freed, "hours") == [None, 10, 15, 10]
    assert (said(freed), freed.outcomes[0].freed) == (["15 hours freed from 1 account"], 15.0)
    assert said(tried(of, 'free 1.5 hours from "A2"')) == ["1.5 hours freed from 1 account"]
    assert said(tried(portfolio(hours=[4000.4], revenue=[1]), "free 100% of hours from all")) == ["4,000 hours freed from 1 account"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('free 31 hours from "A2"', "these accounts have 30 hours to take from, no more"),
        ('free 10% of hours from "A0"', "these accounts have 0 hours to take from, no more"),
        ('move 5 hours from all to "A3"', "nobody can get the hours: no account meant has revenue above zero"),
    ],
)
def test_hours_that_cannot_be_moved(line: str, problem: str) -> None:
    """More than is there, from nobody who has any, to nobody by whose revenue they could be dealt out."""
    assert said(tried(portfolio(revenue=[300, 100, 10, -5], hours=[None, 10, 30, 10]), line)) == [problem]


def test_hours_without_revenue_cannot_be_dealt_out() -> None:
    """There is nothing to deal them out by."""
    assert said(tried(portfolio(potential=[1.0], hours=[5.0]), "move 1 hours from all to all")) == ["there is no revenue by which hours could be dealt out"]


def test_a_period_becomes_the_accounts_own_money() -> None:
    """Money that the source does not give by period is left out; all periods are the portfolio itself."""
    accounts = portfolio(revenue=[30.0, 7.0], prior_revenue=[1.0, 1.0], profit=[5.0, 5.0], hours=[2.0, 3.0]).accounts
    periods = pl.DataFrame(
        {"account": [0, 0, 1], "date": [dt.date(2024, 12, 31), dt.date(2025, 12, 31), dt.date(2025, 12, 31)], "revenue": [10.0, 20.0, 7.0]},
        schema_overrides={"account": pl.UInt32},
    )
    whole = Portfolio(accounts, periods, "year")
    assert in_period(whole, "all") is whole
    year = in_period(whole, "2024")
    assert year.accounts.select("revenue", "hours").rows() == [(10.0, 2.0), (0.0, 3.0)]
    assert (year.accounts.columns, year.periods.height, year.grain) == (["id", "name", "kind", "hours", "revenue"], 0, "none")
    assert applied(whole, [Lose(Who(("A0",)))], real(whole)).portfolio.periods.height == 0


values = st.lists(st.floats(0, 1e9).map(lambda value: round(value, 2)), min_size=1, max_size=12)


def figures(of: Portfolio) -> Any:
    """The figures of the book of revenue."""
    return book_of(of, Measure(), ClassLines()).figures.concentration


@settings(deadline=None, max_examples=30)
@given(values, st.data())
def test_losing_and_adding_back_gives_the_same_figures(revenue: list[float], data: st.DataObject) -> None:
    """Whoever it is; and growing by nothing changes nothing."""
    of = portfolio(revenue=revenue)
    row = data.draw(st.integers(0, len(revenue) - 1))
    found = applied(of, [Lose(Who((f"A{row}",))), Add(f"A{row}", (("revenue", repr(revenue[row])),)), Grow(Who(), 0.0)], real(of))
    assert [outcome.problem for outcome in found.outcomes] == ["", "", ""]
    assert figures(found.portfolio) == figures(of)


@settings(deadline=None, max_examples=30)
@given(values, st.data())
def test_merging_keeps_the_total(revenue: list[float], data: st.DataObject) -> None:
    """Whoever is merged; the number of accounts falls by those that are no longer their own."""
    of = portfolio(revenue=[*revenue, 1.0])
    rows = data.draw(st.sets(st.integers(0, len(revenue)), min_size=2))
    found = applied(of, [Merge(Who(tuple(f"a{row}" for row in rows)))], real(of))
    assert found.portfolio.accounts["revenue"].sum() == pytest.approx(of.accounts["revenue"].sum())
    assert found.portfolio.accounts.height == of.accounts.height - len(rows) + 1


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.floats(0.01, 1e6), st.floats(0.01, 1e4)), min_size=2, max_size=12), st.floats(0, 100), st.data())
def test_moving_hours_keeps_all_of_them(accounts: list[tuple[float, float]], percent: float, data: st.DataObject) -> None:
    """From anybody to anybody; nobody has less than none."""
    of = portfolio(revenue=[money for money, _ in accounts], hours=[hours for _, hours in accounts])
    names = st.sets(st.sampled_from([f"a{row}" for row in range(len(accounts))]), min_size=1).map(tuple)
    found = applied(of, [Move(percent, Who(data.draw(names)), Who(data.draw(names)), percent=True)], real(of))
    assert found.portfolio.accounts["hours"].sum() == pytest.approx(of.accounts["hours"].sum())
    assert (found.portfolio.accounts["hours"] >= 0).all()


@settings(deadline=None, max_examples=30)
@given(values, st.integers(-99, 900))
def test_growing_all_alike_changes_no_share(revenue: list[float], percent: int) -> None:
    """The total is another, how uneven it is spread is not."""
    of = portfolio(revenue=[*revenue, 100.0])
    before, after = figures(of), figures(applied(of, [Grow(Who(), percent)], real(of)).portfolio)
    assert after.total == pytest.approx(before.total * (1 + percent / 100))
    assert (after.gini, after.hhi, after.k) == (pytest.approx(before.gini, abs=1e-9), pytest.approx(before.hhi), pytest.approx(before.k))
