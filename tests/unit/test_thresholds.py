"""What an account would have to be worth to cross a line, checked against the classes of the changed book."""

from __future__ import annotations

from typing import Literal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.classes import ClassLines, class_ends
from abmtui.portfolio.lorenz import ranked
from abmtui.portfolio.thresholds import Others, least_value


def others(values: list[float], own: float) -> Others:
    """The accounts above zero among which one stands."""
    curve = ranked(pl.Series(sorted((value for value in values if value > 0), reverse=True), dtype=pl.Float64))
    return Others(curve.values, curve.running, own)


def in_class_a(values: list[float], row: int, lines: ClassLines) -> bool:
    """Whether the account is of class A in the book of these values."""
    curve = ranked(pl.Series(sorted((value for value in values if value > 0), reverse=True), dtype=pl.Float64))
    end, _ = class_ends(curve, lines)
    return end > 0 and values[row] >= curve.values[end - 1]


@pytest.mark.parametrize(
    ("values", "own", "line", "expected"),
    [
        # 80 of 100: with 20 the account makes 80 of 100 the line that it crosses only when the larger hold less than 0.8 of all
        ([80.0, 20.0], 20.0, 0.8, 20.0 * 1.0),
        ([50.0, 50.0], 50.0, 0.5, 50.0),
        ([10.0], 10.0, 1.0, 0.0),
        ([], 0.0, 0.5, 0.0),
    ],
)
def test_least_values_that_can_be_reckoned_by_hand(values: list[float], own: float, line: float, expected: float) -> None:
    """An only account crosses every line; against 80, the second needs more than a fifth of the whole."""
    found = least_value(others(values, own), line)
    assert found == pytest.approx(expected, abs=1e-6)


def test_no_value_reaches_a_line_at_nothing() -> None:
    """Class A of 0% is empty."""
    assert least_value(others([3.0, 2.0], 2.0), 0.0) is None


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(st.lists(st.integers(-5, 100), min_size=1, max_size=20), st.integers(0, 19), st.floats(0.1, 0.95), st.sampled_from(["value", "accounts"]))
def test_the_least_value_is_in_and_less_is_out(values: list[int], which: int, line: float, by: Literal["value", "accounts"]) -> None:
    """Put into the book in place of its own, it makes class A; a thousandth less does not."""
    row = which % len(values)
    amounts = [float(value) for value in values]
    least = least_value(others(amounts, amounts[row]), line, by)
    lines = ClassLines(line, 1.0, by)
    assert least is not None
    more, less = ([*amounts[:row], value, *amounts[row + 1 :]] for value in (least * 1.0001 + 1e-6, least * 0.999 - 1e-6))
    assert in_class_a(more, row, lines)
    assert less[row] <= 0 or not in_class_a(less, row, lines)
