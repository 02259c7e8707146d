"""Which accounts of a long curve are drawn, so that it keeps its bends with at most 201 points."""

from __future__ import annotations

from typing import Final

import polars as pl

from abmtui.portfolio.lorenz import MOST_POINTS

_STEPS: Final = 66
"""Positions at even steps of accounts, of the rise and of the fall: with both ends and the peak no more than `MOST_POINTS`."""


def drawn_counts(running: pl.Series, peak: int) -> list[int]:
    """Numbers of accounts, ascending from 0 to all, whose running totals are drawn.

    `running` rises over the first `peak` accounts and does not rise after them. Every account has its point up to 200 accounts;
    above that: even steps of accounts, of the rise and of the fall, the peak and both ends.
    """
    n = len(running)
    if n < MOST_POINTS:
        return list(range(n + 1))
    even = (n * step // _STEPS for step in range(_STEPS))
    return sorted({0, peak, n, *even, *_rise(running.head(peak)), *_fall(running.slice(peak), peak)})


def _rise(rising: pl.Series) -> list[int]:
    if rising.is_empty():
        return []
    steps = pl.Series([float(rising[-1]) * step / _STEPS for step in range(_STEPS)])
    return [min(found + 1, len(rising)) for found in rising.search_sorted(steps).to_list()]


def _fall(falling: pl.Series, peak: int) -> list[int]:
    if falling.is_empty():
        return []
    first, last = float(falling[0]), float(falling[-1])
    steps = pl.Series([first + (last - first) * step / _STEPS for step in range(_STEPS)])
    return [min(found + 1, len(falling)) + peak for found in falling.search_sorted(steps, descending=True).to_list()]
