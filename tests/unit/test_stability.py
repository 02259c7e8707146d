"""How stable the top 20% is: who stayed, entered and left, and the correlation of ranks."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.stability import Stability, moves, rank_correlation, stability_of, top_20, top_tenure

NOW = pl.Series([100.0, 90.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 0.0, None])
BEFORE = pl.Series([50.0, 5.0, 60.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, None])
ROWS = st.lists(st.tuples(st.integers(-5, 40).map(float), st.integers(-5, 40).map(float)), min_size=1, max_size=30)


def test_who_stayed_entered_and_left() -> None:
    """8 and 9 accounts above zero have two in their top 20%."""
    found = moves(NOW, BEFORE)
    assert found["top_20"].to_list() == ["stayed", "entered", "left", *[None] * 7]
    assert found["rank"].to_list() == [1, 2, 3, 4, 5, 6, 7, 8, None, None]
    assert found["rank_before"].to_list() == [2, 7, 1, 3, 4, 5, 6, 7, 9, None]
    assert found["rank_move"].to_list() == [1, 5, -2, -1, -1, -1, -1, -1, None, None]


def test_the_figures_of_two_periods() -> None:
    """One of two stayed: retention 1/2, Jaccard 1/3; it holds 100 of 235."""
    held = stability_of(NOW, BEFORE, moves(NOW, BEFORE)["top_20"])
    assert (held.stayed, held.entered, held.left, held.retention) == (1, 1, 1, 0.5)
    assert held.jaccard == pytest.approx(1 / 3)
    assert held.stayers_share == pytest.approx(100 / 235)
    assert held.rank_correlation == rank_correlation(NOW, BEFORE)


def test_retention_is_of_the_earlier_top_20_percent() -> None:
    """Six accounts had two in it, of which one is left in the one of five accounts: half stayed, nobody entered."""
    now, before = pl.Series([9.0, 1.0, 1.0, 1.0, 1.0, 0.0]), pl.Series([9.0, 8.0, 1.0, 1.0, 1.0, 1.0])
    held = stability_of(now, before, moves(now, before)["top_20"])
    assert (held.stayed, held.entered, held.left, held.retention, held.jaccard) == (1, 0, 1, 0.5, 0.5)


def test_nothing_to_compare_is_undefined() -> None:
    """No account above zero in either period."""
    nothing = pl.Series([0.0, None, -1.0])
    assert stability_of(nothing, nothing, moves(nothing, nothing)["top_20"]) == Stability()


def test_ties_stay_together() -> None:
    """Those as large as the last of the top 20% belong to it; all equal, all belong."""
    assert top_20(pl.Series([5.0, 5.0, 5.0, 1.0, 1.0])).to_list() == [True, True, True, False, False]
    assert top_20(pl.Series([2.0] * 10)).all()
    assert not top_20(pl.Series([0.0, None], dtype=pl.Float64)).any()


@pytest.mark.parametrize(
    ("now", "before", "rho"),
    [
        # Kendall, Rank Correlation Methods, chapter 1: ten pupils in mathematics and music, sum of squared rank differences 182
        ([7, 4, 3, 10, 6, 2, 9, 8, 1, 5], [5, 7, 3, 10, 1, 9, 6, 2, 8, 4], 1 - 6 * 182 / 990),
        ([1, 2, 3, 4], [10, 20, 30, 40], 1.0),
        ([1, 2, 3, 4], [40, 30, 20, 10], -1.0),
        ([1, 2, 2, 4], [1, 2, 3, 4], 0.9486832980505138),
        ([0, 0, 5, 6], [0, 0, 6, 5], -1.0),
        ([5, 5, 5], [1, 2, 3], None),
        ([5], [4], None),
        ([0, 0], [0, 0], None),
    ],
)
def test_spearman(now: list[float], before: list[float], rho: float | None) -> None:
    """Average ranks on ties; accounts at zero in both periods are left out; without any order it is undefined."""
    found = rank_correlation(pl.Series(now, dtype=pl.Float64), pl.Series(before, dtype=pl.Float64))
    assert found == (rho if rho is None else pytest.approx(rho))


def test_tenure_counts_back_from_the_newest_period() -> None:
    """A break ends it; a gap of the data does not."""
    periods = pl.DataFrame({"1": [9.0, 1, 1, 1, 1], "2": [1.0, 9, 1, 1, 1], "3": [None] * 5, "4": [9.0, 1, 1, 1, 1]}, schema_overrides={"3": pl.Float64})
    assert top_tenure(periods).to_list() == [1, 0, 0, 0, 0]
    assert top_tenure(periods.drop("2")).to_list() == [2, 0, 0, 0, 0]


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(ROWS, st.integers(-4, 8))
def test_order_and_scale_change_no_rank(rows: list[tuple[float, float]], power: int) -> None:
    """Another unit and another order of the rows leave every account's rank, move and word as they are."""
    frame = pl.DataFrame(rows, schema=["now", "before"], orient="row").with_row_index("row")
    plain = moves(frame["now"], frame["before"])
    scaled = moves(frame["now"] * 2.0**power, frame["before"] * 2.0**power)
    turned = frame.sample(fraction=1, shuffle=True, seed=power + 4)
    assert scaled.equals(plain, null_equal=True)
    assert moves(turned["now"], turned["before"])[turned["row"].arg_sort()].equals(plain, null_equal=True)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(ROWS)
def test_bounds(rows: list[tuple[float, float]]) -> None:
    """Shares lie in 0..1, rho in -1..1, Jaccard never exceeds retention, and a period against itself is whole."""
    frame = pl.DataFrame(rows, schema=["now", "before"], orient="row")
    held = stability_of(frame["now"], frame["before"], moves(frame["now"], frame["before"])["top_20"])
    for share in (held.retention, held.jaccard, held.stayers_share):
        assert share is None or 0 <= share <= 1 + 1e-12
    assert held.retention is None or held.jaccard is None or held.jaccard <= held.retention
    assert held.rank_correlation is None or -1 <= held.rank_correlation <= 1
    same = stability_of(frame["now"], frame["now"], moves(frame["now"], frame["now"])["top_20"])
    assert same.retention in {None, 1.0}
    assert same.rank_correlation is None or same.rank_correlation == pytest.approx(1)
