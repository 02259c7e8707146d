"""Effort against value: the figures, the curve, and how far each account is over- or under-served."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.book import Book, ClassLines, Measure, book_of
from abmtui.portfolio.effort import Effort, effort_column, effort_of, served_of
from abmtui.portfolio.model import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

REVENUE = (1000.0, 620, 400, 260, 170, 110, 80, 60, 45, 35)
HOURS = (120.0, 90, 80, 70, 90, 85, 100, 110, 130, 125)

Pairs = list[tuple[float, float]]
pairs = st.lists(st.tuples(st.floats(0.01, 1e6), st.floats(0, 1e6)), min_size=1, max_size=300).filter(lambda rows: sum(row[1] for row in rows) > 0)
quiet = settings(max_examples=25, deadline=None, derandomize=True, database=None)


def book(revenue: list[float | None] | tuple[float, ...], kinds: list[str] | None = None) -> Book:
    """The book of accounts with these revenues, customers unless said otherwise."""
    ids = [str(place) for place in range(len(revenue))]
    frame = pl.DataFrame(
        {"id": ids, "name": ids, "kind": kinds or ["customer"] * len(ids), "revenue": pl.Series(revenue, dtype=pl.Float64)},
        schema_overrides={"id": pl.String, "name": pl.String, "kind": pl.String},
    )
    return book_of(replace(EMPTY, accounts=frame), Measure(), ClassLines())


def numbers(values: Iterable[float | None]) -> pl.Series:
    """Numbers, one an account."""
    return pl.Series("hours", values, dtype=pl.Float64)


def effort(rows: Pairs) -> Effort:
    """The figures of (revenue, hours) pairs."""
    return effort_of(book([row[0] for row in rows]), numbers([row[1] for row in rows]))


def figures(found: Effort) -> tuple[float | None, ...]:
    """What a changed order or scale must leave as it is."""
    return found.concentration_index, found.kakwani, found.hoover_mismatch


def test_the_golden_vector() -> None:
    """C(hours by revenue), Kakwani and Hoover mismatch of the vector that every version of this program must give."""
    found = effort_of(book(REVENUE), numbers(HOURS))
    assert found.total == 1000
    assert found.accounts == 10
    assert found.concentration_index == pytest.approx(-0.056, abs=5e-7)
    assert found.kakwani == pytest.approx(-0.595928, abs=5e-7)
    assert found.hoover_mismatch == pytest.approx(0.460144, abs=5e-7)
    assert found.curve[1] == pytest.approx((0.1, 0.125))
    assert found.curve[5] == pytest.approx((0.5, 0.55))
    assert len(found.curve) == 11


def test_each_account_beside_its_share() -> None:
    """The largest account has 36% of revenue and 12% of hours: a third of its share, 240 hours short of it."""
    served = served_of(book(REVENUE), numbers(HOURS))
    assert served.row(0) == pytest.approx((0.12, 1000 / 2780, 0.12 / (1000 / 2780), 120 - 1000 * 1000 / 2780))
    assert served["effort_share"].sum() == pytest.approx(1)
    assert served["effort_to_move"].sum() == pytest.approx(0, abs=1e-9)
    assert served["effort_to_move"].abs().sum() / 2 == pytest.approx(0.460144 * 1000, abs=1e-3)


def test_equal_accounts_share_their_rank() -> None:
    """Accounts of the same revenue stand at the middle of their ranks: C is 0 whatever each of them gets, and the curve is straight."""
    found = effort([(5, 1), (5, 9), (5, 2)])
    assert found.concentration_index == pytest.approx(0)
    assert found.kakwani == pytest.approx(0)
    assert found.curve == ((0.0, 0.0), (1.0, 1.0))
    assert found.position(1) == pytest.approx((2 / 3, 2 / 3))


def test_effort_as_unequal_as_revenue() -> None:
    """Hours in proportion to revenue: C is the Gini of the revenue, and nothing would have to move."""
    found = effort_of(book(REVENUE), numbers(REVENUE))
    assert found.concentration_index == pytest.approx(0.539928, abs=5e-7)
    assert found.kakwani == pytest.approx(0)
    assert found.hoover_mismatch == pytest.approx(0)


def test_what_is_left_out_is_counted() -> None:
    """No hours, hours below zero and infinite ones are left out; hours of prospects and of accounts not above zero stand beside."""
    kinds = ["customer"] * 6 + ["prospect"]
    found = effort_of(book([90.0, 50, 30, 20, -5, 0, None], kinds), numbers([10, None, -2, float("inf"), 7, 0, 4]))
    assert (found.accounts, found.without, found.negative) == (1, 2, 1)
    assert (found.beside, found.beside_accounts) == (11, 2)
    assert found.concentration_index == 0
    assert found.position(0) == (1.0, 1.0)
    assert [found.position(row) for row in (1, 2, 4, 6, 99)] == [None] * 5


def test_a_view_has_its_own_figures() -> None:
    """Figures and curve are of the accounts in view; null in the mask is no."""
    mask = pl.Series([True, False, True, None, *([False] * 6)])
    found = effort_of(book(REVENUE), numbers(HOURS), mask)
    alone = effort([(1000, 120), (400, 80)])
    assert figures(found) == figures(alone)
    assert found.curve == alone.curve
    assert found.position(2) == alone.position(1) == (0.5, 0.4)
    assert found.position(1) is None


def test_the_accounts_behind_the_80_percent_line() -> None:
    """The four largest make 2,280 of 2,780, more than 80%: the six behind them bring 18% of revenue and take 64% of hours."""
    tail = effort_of(book(REVENUE), numbers(HOURS)).tail
    assert tail is not None
    assert tail.accounts == 6
    assert tail.value_share == pytest.approx(500 / 2780)
    assert tail.effort_share == pytest.approx(0.64)


@pytest.mark.parametrize(
    ("revenue", "hours", "mask", "why"),
    [
        ([], [], None, "no accounts"),
        ([-1.0, 0], [1, 2], None, "no account has a value above zero"),
        ([1.0, 2], [None, None], None, "no effort data"),
        ([1.0, 2], [1, 2], [False, False], "no account in view has a value above zero"),
        ([1.0, 2], [0, 0], None, "the total effort is not above zero"),
        ([1.0, 2], [1e308, 1e308], None, "the total effort is too large to compute with"),
        ([1e308, 1e308], [1, 2], None, "the total is too large to compute with"),
    ],
)
def test_undefined_with_the_reason(revenue: list[float | None], hours: list[float], mask: list[bool] | None, why: str) -> None:
    """Nothing is 0 or NaN where it has no meaning."""
    found = effort_of(book(revenue), numbers(hours), None if mask is None else pl.Series(mask))
    assert figures(found) == (None, None, None)
    assert found.undefined == why
    assert found.curve == ()
    assert found.position(0) is None
    if mask is None:
        assert served_of(book(revenue), numbers(hours)).null_count().row(0) == (len(revenue),) * 4


def test_a_share_too_small_for_a_number_has_no_ratio() -> None:
    """0 / 0 is no number: the account's effort share stands, its ratio is empty."""
    assert served_of(book([5e-324, 1e300]), numbers([1, 1]))["served"].to_list() == [None, 0.5]


def test_hours_come_before_money() -> None:
    """Hours, else cost to serve, else budget, else nothing."""
    assert effort_column(("budget", "cost_to_serve", "hours")) == "hours"
    assert effort_column(("budget", "cost_to_serve")) == "cost_to_serve"
    assert effort_column(("budget", "revenue")) == "budget"
    assert effort_column(("revenue",)) is None


@quiet
@given(pairs)
def test_any_effort(rows: Pairs) -> None:
    """Bounds; the curve rises from (0, 0) to (1, 1) with at most 201 points; C is what its area says."""
    found = effort(rows)
    c, kakwani, hoover = found.concentration_index, found.kakwani, found.hoover_mismatch
    assert c is not None
    assert kakwani is not None
    assert hoover is not None
    n = len(rows)
    assert abs(c) <= 1 - 1 / n + 1e-9
    assert -2 <= kakwani <= 1
    assert -1e-12 <= hoover <= 1
    assert found.curve[0] == (0.0, 0.0)
    assert found.curve[-1] == (1.0, 1.0)
    assert len(found.curve) <= 201
    steps = list(zip(found.curve, found.curve[1:], strict=False))
    assert all(x0 < x1 and y0 <= y1 + 1e-12 for (x0, y0), (x1, y1) in steps)
    if n <= 200:
        assert c == pytest.approx(1 - sum((x1 - x0) * (y0 + y1) for (x0, y0), (x1, y1) in steps), abs=1e-9)


@quiet
@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: Pairs, random: Random) -> None:
    """Equal accounts in another order give the same figures and the same curve."""
    mixed = rows.copy()
    random.shuffle(mixed)
    one, other = effort(rows), effort(mixed)
    assert figures(one) == pytest.approx(figures(other), abs=1e-9)
    assert [pytest.approx(point, abs=1e-9) for point in one.curve] == list(other.curve)


@quiet
@given(pairs, st.floats(0.01, 100), st.floats(0.01, 100))
def test_scaling_does_not_matter(rows: Pairs, revenue: float, hours: float) -> None:
    """Another currency or minutes for hours: the same figures; effort to move follows the effort's unit alone."""
    scaled = [(value * revenue, spent * hours) for value, spent in rows]
    assert figures(effort(scaled)) == pytest.approx(figures(effort(rows)), abs=1e-9)
    moves, other = (served_of(book([row[0] for row in made]), numbers([row[1] for row in made]))["effort_to_move"] for made in (rows, scaled))
    assert other.to_list() == pytest.approx((moves * hours).to_list(), abs=1e-3 * hours)


@quiet
@given(pairs, st.integers(2, 4))
def test_a_portfolio_beside_itself(rows: Pairs, times: int) -> None:
    """The same accounts several times over are as unequal as once."""
    assert figures(effort(rows * times)) == pytest.approx(figures(effort(rows)), abs=1e-9)


@quiet
@given(pairs)
def test_merging_moves_nothing_towards_mismatch(rows: Pairs) -> None:
    """Merged accounts can only even out what each gets beyond its share; merged in proportion they leave the mismatch as it was."""
    merged = [(sum(row[0] for row in rows[:2]), sum(row[1] for row in rows[:2])), *rows[2:]]
    before, after = effort(rows).hoover_mismatch, effort(merged).hoover_mismatch
    assert before is not None
    assert after is not None
    assert after <= before + 1e-9
    halves = [(value / 2, spent / 2) for value, spent in rows for _ in range(2)]
    assert effort(halves).hoover_mismatch == pytest.approx(before, abs=1e-9)


@quiet
@given(pairs)
def test_every_account_stands_on_its_curve(rows: Pairs) -> None:
    """Up to 200 accounts each account's point lies on the drawn line."""
    found = effort(rows[:200]) if sum(row[1] for row in rows[:200]) > 0 else effort(rows[-200:])
    for row in range(min(len(rows), 200)):
        point = found.position(row)
        assert point is not None
        right = next(place for place, (x, _) in enumerate(found.curve) if x >= point[0] - 1e-12)
        (x0, y0), (x1, y1) = found.curve[max(0, right - 1)], found.curve[right]
        assert point[1] == pytest.approx(y0 + (y1 - y0) * (point[0] - x0) / (x1 - x0), abs=1e-9)


def test_a_long_curve_keeps_its_bends() -> None:
    """Of 20,000 accounts with a tenth of the effort on one, at most 201 points are drawn, and no two are further apart than 1/66 of the accounts."""
    found = effort([(float(place + 1), 2222.0 if place == 12_345 else 1.0) for place in range(20_000)])
    assert 100 < len(found.curve) <= 201
    assert max(after[0] - before[0] for before, after in zip(found.curve, found.curve[1:], strict=False)) <= 1 / 66 + 1 / 20_000
    at = found.position(12_345)
    assert at is not None
    assert any(point == pytest.approx((at[0] - 1 / 20_000, at[1] - 2222 / found.total)) for point in found.curve)
