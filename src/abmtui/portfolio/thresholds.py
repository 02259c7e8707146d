"""What one account would have to be worth to stand on the other side of a line, the line moving with it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

_STEPS: Final = 64
"""Halvings: more than a float can tell apart."""
_ENOUGH: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Others:
    """The accounts above zero that an account stands among: all values, largest first, its own (any sign) still in them if above zero."""

    values: pl.Series
    running: pl.Series
    own: float

    def larger(self, value: float) -> tuple[int, float]:
        """How many others are larger than a value, and what they hold."""
        count = int(self.values.search_sorted(value, side="left", descending=True))
        held = float(self.running[count - 1]) if count else 0.0
        return (count - 1, held - self.own) if self.own > value else (count, held)

    @property
    def count(self) -> int:
        """How many others there are."""
        return len(self.values) - (self.own > 0)

    @property
    def total(self) -> float:
        """What the others hold."""
        return (float(self.running[-1]) if len(self.running) else 0.0) - max(self.own, 0.0)


def least_value(others: Others, line: float, by: str = "value") -> float | None:
    """The least value with which the account is among the largest that make the share `line`; None where no value does.

    The account that crosses the line is among them, and ties are. Found by halving, since both the accounts before it and the
    total move with its own value: it is among them while those larger hold less than `line` of the others' total and its value
    together (`by` "accounts": while they are fewer than that share of all accounts).
    """
    if line <= 0:
        return None
    most = max(float(others.values[0]) if len(others.values) else 1.0, 1.0)
    outside, inside = 0.0, most * 2
    for _ in range(_STEPS):
        middle = (outside + inside) / 2
        if _among(others, middle, line, by):
            inside = middle
        else:
            outside = middle
        if inside - outside <= _ENOUGH * inside:
            break
    return inside


def _among(others: Others, value: float, line: float, by: str) -> bool:
    count, held = others.larger(value)
    if line >= 1:
        return value > 0
    if by == "accounts":
        return count < math.ceil(line * (others.count + 1) - 1e-9)
    rounding = (others.count + 5) * 2.0**-52
    return held < line * (others.total + value) * (1 - rounding)
