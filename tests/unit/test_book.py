"""The book of a portfolio and the figures of any part of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio import columns as names
from abmtui.portfolio.book import Book, ClassLines, ClassShare, Measure, book_of, held_by, major_customers, position_on_curve, view_of
from abmtui.portfolio.classes import CLASS_TYPE
from abmtui.portfolio.concentration import concentration_of
from abmtui.portfolio.model import EMPTY, Portfolio
from abmtui.portfolio.zones import Basis

if TYPE_CHECKING:
    from collections.abc import Mapping

REVENUE = [1000, 620, 400, 260, 170, 110, 80, 60, 45, 35]
PROFIT = [260, 180, 90, 40, 20, 5, -10, -15, -30, -40]


def portfolio(*, kind: list[str] | None = None, **columns: list[float | None]) -> Portfolio:
    """Accounts a, b, c ... with these columns of numbers."""
    count = len(next(iter(columns.values())))
    ids = [f"a{row}" for row in range(count)]
    accounts = {"id": ids, "name": ids, "kind": kind or ["customer"] * count}
    return Portfolio(
        pl.DataFrame(accounts, schema=dict.fromkeys(accounts, pl.String)).with_columns(pl.Series(name, values, pl.Float64) for name, values in columns.items())
    )


def numbers(values: list[int]) -> list[float | None]:
    """Whole numbers as a column."""
    return [float(value) for value in values]


def book(*, measure: Measure | None = None, lines: ClassLines | None = None, kind: list[str] | None = None, **columns: list[float | None]) -> Book:
    """The book of accounts with these columns."""
    return book_of(portfolio(kind=kind, **columns), measure or Measure(), lines or ClassLines())


def rounded(shares: Mapping[str, ClassShare]) -> dict[str, tuple[int, float]]:
    """Accounts and share of each group, without the noise of the last digits."""
    return {name: (held.accounts, round(held.share or 0.0, 9)) for name, held in shares.items()}


def test_the_columns_of_the_book() -> None:
    """Rank goes on through zero and negative accounts; they are class C and have no share; a prospect and an unknown value are outside."""
    found = book(
        kind=["customer", "prospect", "customer", " Customer", "customer", "customer", "customer"],
        revenue=[15.0, 500.0, -5.0, 80.0, 0.0, None, 5.0],
        prior_revenue=[10.0, 1.0, 0.0, 100.0, 8.0, 4.0, -1.0],
    )
    assert found.columns.columns == ["value", "prior", "change", "rank", "share", "cumulative_share", "class", "programme"]
    assert found.columns["value"].to_list() == [15.0, None, -5.0, 80.0, 0.0, None, 5.0]
    assert found.columns["prior"].to_list() == [10.0, None, 0.0, 100.0, 8.0, None, -1.0]
    assert found.columns["change"].to_list() == [pytest.approx(0.5), None, None, pytest.approx(-0.2), -1.0, None, None]
    assert found.columns["rank"].to_list() == [2, None, 5, 1, 4, None, 3]
    assert found.columns["share"].to_list() == [0.15, None, None, 0.8, None, None, 0.05]
    assert found.columns["cumulative_share"].to_list() == [pytest.approx(0.95), None, None, pytest.approx(0.8), None, None, 1.0]
    assert found.columns["class"].to_list() == ["B", None, "C", "A", "C", None, "C"]
    assert found.columns["programme"].to_list() == ["DRM", None, "DRM", "ABM", "DRM", None, "DRM"]
    assert found.columns.schema["rank"] == pl.UInt32
    assert found.columns.schema["class"] == CLASS_TYPE
    assert found.order.to_list() == [3, 0, 6]
    assert found.order.dtype == pl.UInt32
    figures = found.figures
    assert (figures.positive_accounts, figures.zero_accounts, figures.negative_accounts, figures.missing_accounts, figures.negative_total) == (3, 1, 1, 1, -5.0)
    assert rounded(figures.classes) == {"A": (1, 0.8), "B": (1, 0.15), "C": (3, 0.05)}
    assert found.undefined == ""


def test_equal_values_keep_the_order_of_the_source_and_share_a_class() -> None:
    """Ranks have no gaps and no repeats."""
    found = book(revenue=[20.0, 50.0, 20.0, 20.0])
    assert found.columns["rank"].to_list() == [2, 1, 3, 4]
    assert found.columns["class"].to_list() == ["A"] * 4


def test_the_headline_is_of_the_accounts_above_zero() -> None:
    """Negative accounts are counted beside it and add RSV and CTR/BS."""
    found = book(revenue=[*numbers(REVENUE), -100.0, 0.0]).figures.concentration
    assert found.gini == pytest.approx(0.539928, abs=5e-7)
    assert found.n == 10
    assert found.gini_rsv is not None


def test_k_stands_on_the_curve() -> None:
    """The point where x% hold the rest."""
    figures = book(revenue=numbers(REVENUE)).figures
    assert figures.k_point == pytest.approx((0.710914, 0.289086), abs=5e-7)
    assert len(figures.lorenz) == 11


def test_the_curve_of_profit_dips_below_the_axis() -> None:
    """Only profit is drawn over all accounts; each of them has its point."""
    found = book(measure=Measure("profit"), profit=numbers(PROFIT))
    assert min(y for _, y in found.figures.lorenz) == pytest.approx(-0.19)
    assert found.figures.concentration.n == 6
    assert position_on_curve(found, 9) == pytest.approx((0.1, -0.08))
    assert position_on_curve(found, 0) == (1.0, 1.0)
    revenue = book(revenue=numbers(PROFIT))
    assert min(y for _, y in revenue.figures.lorenz) == 0
    assert position_on_curve(revenue, 9) is None


def test_without_a_positive_net_profit_there_is_no_curve() -> None:
    """Three earning accounts keep their figures."""
    figures = book(measure=Measure("profit"), profit=[10.0, 5.0, 1.0, -40.0]).figures
    assert figures.curve_undefined == "the net total is not above zero"
    assert (figures.lorenz, figures.k_point, figures.concentration.undefined) == ((), None, "")
    assert position_on_curve(book(measure=Measure("profit"), profit=[10.0, -40.0]), 0) is None


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (book_of(EMPTY, Measure(), ClassLines()), "no such column"),
        (book(revenue=[]), "no accounts"),
        (book(revenue=[0.0, -3.0]), "no account has a value above zero"),
        (book(revenue=[None, float("nan")]), "no accounts"),
        (book(measure=Measure("potential"), revenue=[1.0]), "no such column"),
        (book(measure=Measure("revenue", "2019"), revenue=[1.0]), "the period 2019 is not in the data"),
        (book(kind=["SMB", "Corporate"], revenue=[1.0, 2.0]), 'no account is of kind customer; the kinds are "Corporate", "SMB"'),
        (book(kind=["partner"], measure=Measure("potential"), potential=[1.0]), "no account is of kind customer or prospect"),
    ],
)
def test_no_figure_has_a_reason(found: Book, reason: str) -> None:
    """Every headline is None, every class without share, no point on a curve."""
    assert found.undefined.startswith(reason)
    assert found.figures.concentration.gini is None
    assert found.figures.curve_undefined
    assert all(held.share is None for held in found.figures.classes.values())
    assert held_by(found) == {name: ClassShare(held.accounts) for name, held in held_by(found).items()}
    assert major_customers(found).to_list() == []
    assert found.columns.columns[0] == names.VALUE


def test_prospects_are_ranked_by_potential_alone() -> None:
    """In every other book they have no place."""
    found = book(kind=["customer", "prospect"], measure=Measure("potential"), revenue=[10.0, None], potential=[5.0, 50.0])
    assert found.columns["rank"].to_list() == [2, 1]


def test_a_period_has_its_own_book() -> None:
    """Change compares with the year before."""
    whole = portfolio(revenue=[1.0, 1.0])
    periods = pl.DataFrame({"account": [0, 0, 1], "date": [dt.date(2023, 12, 31), dt.date(2024, 12, 31), dt.date(2024, 12, 31)], "revenue": [40.0, 60.0, 90.0]})
    found = book_of(Portfolio(whole.accounts, periods.cast({"account": pl.UInt32}), "year"), Measure(period="2024"), ClassLines())
    assert found.columns["value"].to_list() == [60.0, 90.0]
    assert found.columns["change"].to_list() == [pytest.approx(0.5), None]


def test_plans_override_programmes() -> None:
    """And the shares by programme follow."""
    found = book_of(
        portfolio(revenue=[80.0, 15.0, 5.0, 0.0]), Measure(), ClassLines(), Basis(said_programme=pl.Series([None, "ABM", None, None], dtype=pl.String))
    )
    assert found.columns["programme"].to_list() == ["ABM", "ABM", "DRM", "DRM"]
    assert rounded(held_by(found)) == {"ABM": (2, 0.95), "DRM": (2, 0.05)}
    assert rounded(held_by(found, "class"))["A"] == (1, 0.8)


def test_major_customers_hold_a_tenth() -> None:
    """At least, so a tenth is enough in spite of rounding; ten equal accounts are all major."""
    assert major_customers(book(revenue=[9.0, 30.0, 51.0, 10.0])).to_list() == [2, 1, 3]
    assert len(major_customers(book(revenue=[0.1] * 10))) == 10
    assert len(major_customers(book(revenue=[0.1] * 11))) == 0


def test_a_view_has_its_own_figures_and_the_book_s_classes() -> None:
    """Shares are of the view; an unknown answer of a filter is a no."""
    found = book(revenue=[80.0, 15.0, 5.0, 0.0, -4.0, None])
    view = view_of(found, pl.Series([False, True, True, True, True, True]))
    assert (view.positive_accounts, view.zero_accounts, view.negative_accounts, view.missing_accounts, view.negative_total) == (2, 1, 1, 1, -4.0)
    assert rounded(view.classes) == {"A": (0, 0.0), "B": (1, 0.75), "C": (3, 0.25)}
    assert view.concentration.total == 20
    unknown = view_of(found, pl.Series([True, None, None, None, None, None]))
    assert (unknown.positive_accounts, unknown.missing_accounts) == (1, 0)
    nothing = view_of(found, pl.Series([False] * 6))
    assert (nothing.concentration.undefined, nothing.curve_undefined, nothing.lorenz) == ("no accounts", "no accounts", ())


def test_a_view_without_accounts_of_the_book_says_why() -> None:
    """Prospects alone, or customers without a value; a view of nobody is simply empty."""
    found = book(kind=["customer", "prospect", "customer"], revenue=[5.0, None, None])
    said = [view_of(found, pl.Series(mask)).concentration.undefined for mask in ([False, True, False], [False, False, True], [False] * 3)]
    assert said == ["no account in view is a customer, and only these have revenue figures", "no account in view has a revenue", "no accounts"]


def test_an_account_s_place_in_a_view() -> None:
    """Counted among the accounts of the view; none for one that is not in it."""
    found = book(revenue=[50.0, 10.0, 30.0, 10.0])
    assert [position_on_curve(found, row) for row in range(4)] == [
        (1.0, 1.0),
        pytest.approx((0.5, 0.2)),
        pytest.approx((0.75, 0.5)),
        pytest.approx((0.25, 0.1)),
    ]
    view = view_of(found, pl.Series([False, True, True, False]))
    assert [position_on_curve(found, row, view) for row in range(4)] == [None, pytest.approx((0.5, 0.25)), (1.0, 1.0), None]
    outside = book(kind=["prospect", "customer"], revenue=[1.0, 2.0])
    assert position_on_curve(outside, 0) is None


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.one_of(st.none(), st.floats(-1e6, 1e6)), st.booleans()), min_size=1, max_size=40))
def test_a_view_has_the_figures_of_its_accounts_alone(accounts: list[tuple[float | None, bool]]) -> None:
    """Filtering the sorted book gives what computing anew from the accounts in view would."""
    values, mask = [value for value, _ in accounts], [kept for _, kept in accounts]
    found = book(revenue=values)
    view = view_of(found, pl.Series(mask))
    alone = concentration_of(pl.Series([value for value, kept in accounts if kept], dtype=pl.Float64))
    assert replace(view.concentration, undefined="") == replace(alone, undefined="")
    assert bool(view.concentration.undefined) == bool(alone.undefined)
    everyone = view_of(found, pl.Series([True] * len(values)))
    assert everyone.concentration == found.figures.concentration
    assert everyone.classes == found.figures.classes
    assert everyone.lorenz == found.figures.lorenz
    ranks = found.columns["rank"].drop_nulls().sort().to_list()
    assert ranks == list(range(1, len([value for value in values if value is not None]) + 1))
