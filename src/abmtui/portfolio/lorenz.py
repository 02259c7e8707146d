"""The drawn curve of a portfolio: what share the smallest accounts hold together, from (0, 0) to (1, 1)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
Curve = tuple[Point, ...]

MOST_POINTS: Final = 201
_EVENLY: Final = 98
"""Positions taken at even steps of accounts, and as many at even steps of value: a million accounts bend in the last thousandth."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """Values of accounts, largest first, with their running total; Float64, no nulls."""

    values: pl.Series
    running: pl.Series

    @property
    def n(self) -> int:
        """Number of accounts."""
        return len(self.values)

    @property
    def total(self) -> float:
        """The sum of all values."""
        return float(self.running[-1]) if self.n else 0.0

    def largest(self, count: int) -> float:
        """The sum of the `count` largest values, 0 <= count <= n."""
        return float(self.running[count - 1]) if count else 0.0


def ranked(values: pl.Series) -> Ranked:
    """Values that already stand largest first, with their running total."""
    return Ranked(values, values.cum_sum())


def kolkata(curve: Ranked) -> float:
    """The k with 1 - k = L(k): the largest 1 - k of accounts hold k of the total.

    Found by bisection on the piecewise-linear curve, where the share of accounts and the share they hold, counted from the
    largest, first add up to one (Ghosh, Chattopadhyay and Chakrabarti 2014). The total must be positive.
    """
    above = _above_k(curve)
    high, low = _surplus(curve, above), _surplus(curve, above - 1)
    return 1.0 - (above - 1 - low / (high - low)) / curve.n


def lorenz_points(curve: Ranked) -> Curve:
    """At most `MOST_POINTS` points (share of accounts, share of total), smallest first; the total must be positive.

    Every account has its point up to 200 accounts. Above that: even steps of accounts, even steps of value, and the two points
    that k lies between, so that the drawn line passes through k exactly. The ends are exact.
    """
    n, total = curve.n, curve.total
    if n < MOST_POINTS:
        counts: Sequence[int] = range(n, -1, -1)
    else:
        above = _above_k(curve)
        counts = sorted({0, n, above, above - 1, *(n * step // _EVENLY for step in range(_EVENLY)), *_even_value(curve)}, reverse=True)
    held = [*curve.running.gather([count - 1 for count in counts[:-1]]).to_list(), 0.0]
    points = [(1.0 - count / n, 1.0 - share / total) for count, share in zip(counts, held, strict=True)]
    return ((0.0, 0.0), *points[1:-1], (1.0, 1.0))


def place(curve: Ranked, larger: int) -> Point:
    """The point of an account than which `larger` others stand before it: (its place from the smallest / n, L there)."""
    return (1.0 - larger / curve.n, 1.0 - curve.largest(larger) / curve.total)


def pareto(points: Curve) -> Curve:
    """The same curve counted from the largest account: P(p) = 1 - L(1 - p)."""
    return tuple((1.0 - x, 1.0 - y) for x, y in reversed(points))


def _surplus(curve: Ranked, count: int) -> float:
    """The share of the `count` largest accounts and the share they hold, less one; rises with `count` from -1 to 1."""
    return count / curve.n + curve.largest(count) / curve.total - 1.0


def _above_k(curve: Ranked) -> int:
    """The least number of largest accounts for which the surplus is not negative, at least 1.

    With negative values the running total falls again at the end, but only after it has passed the whole total, so the
    surplus changes its sign once all the same.
    """
    return bisect_left(range(1, curve.n), 0.0, key=lambda count: _surplus(curve, count)) + 1


def _even_value(curve: Ranked) -> Sequence[int]:
    """Numbers of largest accounts that first hold even steps of the positive total."""
    rising = curve.running.head(int(curve.running.arg_max() or 0) + 1)
    steps = pl.Series([float(rising[-1]) * step / _EVENLY for step in range(_EVENLY)])
    return [min(found + 1, len(rising)) for found in rising.search_sorted(steps).to_list()]
