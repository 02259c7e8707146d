"""ABC classes and programmes: where the lines fall, for any portfolio."""

from __future__ import annotations

from typing import Literal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.classes import ClassLines, class_ends, class_of_rank, with_said
from abmtui.portfolio.lorenz import Ranked, ranked


def curve_of(*values: float) -> Ranked:
    """Values in any order, ranked."""
    return ranked(pl.Series(sorted(values, reverse=True), dtype=pl.Float64))


@pytest.mark.parametrize(
    ("values", "lines", "expected"),
    [
        # running share 36, 58, 73, 82, 88, 92, 95.0, 97, 99, 100%
        ((1000, 620, 400, 260, 170, 110, 80, 60, 45, 35), ClassLines(), (4, 8)),
        ((80, 15, 5), ClassLines(), (1, 2)),
        ((0.1,) * 10, ClassLines(), (10, 10)),
        ((50, 20, 20, 20, 1), ClassLines(), (4, 4)),
        ((50, 30, 10, 5, 5), ClassLines(), (2, 5)),
        ((5, 4, 3, 2, 1), ClassLines(0.2, 0.5, "accounts"), (1, 3)),
        ((5, 5, 3, 3, 3), ClassLines(0.2, 0.5, "accounts"), (2, 5)),
        (tuple(range(1, 16)), ClassLines(0.2, 0.6, "accounts"), (3, 9)),
        ((5, 4), ClassLines(0, 1), (0, 2)),
        ((5, 4), ClassLines(0.9, 0.1), (2, 2)),
        ((), ClassLines(), (0, 0)),
    ],
)
def test_the_account_that_crosses_a_line_belongs_above_and_ties_stay_together(values: tuple[float, ...], lines: ClassLines, expected: tuple[int, int]) -> None:
    """Ten equal accounts are all A, although eight of them reach 80%."""
    assert class_ends(curve_of(*values), lines) == expected


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.integers(1, 50), min_size=1, max_size=60), st.floats(0, 1), st.floats(0, 1), st.sampled_from(["value", "accounts"]))
def test_any_lines(values: list[int], a: float, b: float, by: Literal["value", "accounts"]) -> None:
    """A is never longer than A and B; a line is reached; no value stands in two classes; less than a tie could be left away."""
    curve = curve_of(*values)
    ends = class_ends(curve, ClassLines(min(a, b), max(a, b), by))
    assert 0 <= ends[0] <= ends[1] <= curve.n
    for end, line in zip(ends, (min(a, b), max(a, b)), strict=True):
        held = curve.largest(end) / curve.total if by == "value" else end / curve.n
        assert held >= line - 1e-9
        if 0 < end < curve.n:
            assert curve.values[end - 1] > curve.values[end]


def test_the_class_follows_the_rank() -> None:
    """What has no rank is in no class."""
    found = pl.DataFrame({"rank": [3, 1, None, 2, 4]}, schema={"rank": pl.UInt32}).select(class_of_rank((1, 3)))
    assert found.to_series().to_list() == ["B", "A", None, "B", "C"]


def test_a_plan_overrides_the_rule() -> None:
    """Null says nothing; a plan gives no class to what has none."""
    frame = pl.DataFrame({"rank": [1, 2, 3, None]}, schema={"rank": pl.UInt32}).select(class_of_rank((1, 2)))
    said = pl.Series(["C", None, "A", "B"])
    assert frame.select(with_said(said)).to_series().to_list() == ["C", "B", "A", None]
