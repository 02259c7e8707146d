"""The whale curve of customer profit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.curve_points import drawn_counts
from abmtui.portfolio.whale import NOT_POSITIVE, Whale, whale_of

if TYPE_CHECKING:
    from collections.abc import Iterable

PROFIT = (260.0, 180, 90, 40, 20, 5, -10, -15, -30, -40)
profits = st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 2)), min_size=1, max_size=300)
quiet = settings(max_examples=25, deadline=None, derandomize=True, database=None)


def whale(values: Iterable[float | None], mask: list[bool | None] | None = None) -> Whale:
    """The whale curve of profits in any order."""
    return whale_of(pl.Series("profit", values, dtype=pl.Float64), None if mask is None else pl.Series(mask, dtype=pl.Boolean))


def test_the_golden_vector() -> None:
    """52, 88, 106, 114, 118, 119, 117, 114, 108, 100 percent of the net total."""
    found = whale(PROFIT)
    assert [round(y * 100, 6) for _, y in found.points] == [0, 52, 88, 106, 114, 118, 119, 117, 114, 108, 100]
    assert (found.net_total, found.accounts, found.loss_making, found.loss_total) == (500, 10, 4, -95)
    assert found.peak == pytest.approx(1.19)
    assert found.erosion == pytest.approx(0.19)
    assert found.top_20_percent_share == pytest.approx(0.88)
    assert not found.in_money
    assert found.undefined == ""


def test_the_top_20_percent_between_accounts() -> None:
    """Of seven accounts 1.4 are the top 20%: the first and 0.4 of the second."""
    assert whale([40, 11, 4, 2, -7, -10, -15]).top_20_percent_share == pytest.approx((40 + 0.4 * 11) / 25)


def test_an_accounts_own_point() -> None:
    """Accounts of the same profit stand in the order of the source; one without profit stands nowhere."""
    found = whale([None, 5, 20, 5])
    assert found.without == 1
    assert [found.position(row) for row in range(5)] == [None, (2 / 3, 25 / 30), (1 / 3, 20 / 30), (1.0, 1.0), None]


def test_a_view() -> None:
    """Only what the mask leaves; null is no."""
    found = whale([9, 8, 7, None], [True, None, False, True])
    assert (found.accounts, found.without, found.net_total) == (1, 1, 9)
    assert found.position(1) is None


@pytest.mark.parametrize("values", [[-1, -2, 1], [0, 0], [0.1, 0.2, -0.3]])
def test_no_net_profit_draws_money(values: list[float]) -> None:
    """Shares of nothing or of a loss mean nothing; what only rounding leaves above zero is nothing as well."""
    found = whale(values)
    assert found.in_money
    assert found.undefined == NOT_POSITIVE
    assert (found.peak, found.erosion, found.top_20_percent_share) == (None, None, None)
    assert found.points[-1] == pytest.approx((1.0, sum(values)))
    assert found.position(0) is not None


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([], "no accounts"),
        ([None, float("nan")], "no accounts"),
        ([1e308, 1e308], "the total is too large to compute with"),
        ([1.0, -1e308, -1e308], "the total is too large to compute with"),
    ],
)
def test_undefined_with_the_reason(values: list[float], why: str) -> None:
    """No curve and no figure."""
    found = whale(values)
    assert found.undefined == why
    assert found.points == ()
    assert found.peak is None
    assert found.position(0) is None


@quiet
@given(profits)
def test_any_whale(values: list[float]) -> None:
    """It rises to the peak, falls to the net total, has at most 201 points, and the peak is drawn."""
    found = whale(values)
    assert found.points[0] == (0.0, 0.0)
    assert len(found.points) <= 201
    unit = 1.0 if found.in_money else found.net_total
    assert found.points[-1] == pytest.approx((1.0, found.net_total / unit))
    heights = [y for _, y in found.points]
    top = sum(value for value in values if value > 0) / unit
    assert max(heights) == pytest.approx(top, rel=1e-9, abs=1e-9)
    peak = heights.index(max(heights))
    assert heights[: peak + 1] == sorted(heights[: peak + 1])
    assert heights[peak:] == sorted(heights[peak:], reverse=True)
    if found.peak is not None and found.erosion is not None:
        assert found.peak >= 1
        assert found.erosion == pytest.approx(found.peak - 1, abs=1e-9 * found.peak)


@quiet
@given(profits, st.floats(0.01, 100), st.integers(2, 4))
def test_scale_and_order_and_copies_do_not_matter(values: list[float], scale: float, times: int) -> None:
    """Another currency, another order or the same accounts twice: the same shares."""
    one = whale(values)
    for other in (whale([value * scale for value in values]), whale(values[::-1]), whale(values * times)):
        if not one.in_money and one.net_total > 1:
            assert (other.peak, other.top_20_percent_share) == pytest.approx((one.peak, one.top_20_percent_share), rel=1e-6)


@quiet
@given(profits)
def test_merging_can_only_lower_the_peak(values: list[float]) -> None:
    """A loss put together with a profit hides in it."""
    one, merged = whale(values), whale([sum(values[:2]), *values[2:]])
    if one.peak is not None and merged.peak is not None:
        assert merged.peak <= one.peak * (1 + 1e-9)


@pytest.mark.parametrize(("rising", "falling"), [(500, 0), (0, 500), (300, 300), (199, 2), (1, 5000)])
def test_the_drawn_accounts_of_a_long_curve(rising: int, falling: int) -> None:
    """Both ends and the peak are drawn, each once, and no more than 201 points."""
    steps = [float(place % 7 + 1) for place in range(rising)] + [-float(place % 5) for place in range(falling)]
    counts = drawn_counts(pl.Series(steps).cum_sum(), rising)
    assert counts == sorted(set(counts))
    assert {0, rising, rising + falling} <= set(counts)
    assert len(counts) <= 201
