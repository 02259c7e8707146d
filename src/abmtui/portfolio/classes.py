"""ABC class by cumulative value, for accounts that stand largest first, and what would move an account over a line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from abmtui.portfolio.columns import ABC_CLASS, RANK
from abmtui.portfolio.concentration import accounts_to

if TYPE_CHECKING:
    from abmtui.portfolio.lorenz import Ranked

CLASSES: Final = ("A", "B", "C")
CLASS_TYPE: Final = pl.Enum(CLASSES)


@dataclass(frozen=True, slots=True)
class ClassLines:
    """Where class A and class B end, as shares of one counted from the largest account; 0 <= a <= b <= 1."""

    a: float = 0.80
    b: float = 0.95
    by: Literal["value", "accounts"] = "value"
    """Share of the value that the accounts hold together, or share of the number of accounts."""


@dataclass(frozen=True, slots=True)
class ClassShare:
    """How many accounts a class (or another group) has, and which share of the positive total they hold; None when that is undefined."""

    accounts: int = 0
    share: float | None = None


def class_ends(curve: Ranked, lines: ClassLines) -> tuple[int, int]:
    """How many of the largest accounts are class A, and how many are A or B; the rest are C.

    The account that crosses a line belongs to the higher class, and so does every account with the same value.
    """
    end_a = _with_ties(curve, _reaching(curve, lines.a, lines.by))
    return end_a, max(end_a, _with_ties(curve, _reaching(curve, lines.b, lines.by)))


def class_of_rank(ends: tuple[int, int]) -> pl.Expr:
    """The class from the column `rank` (1 = largest); null where the rank is."""
    a, b, c = (pl.lit(name, dtype=CLASS_TYPE) for name in CLASSES)
    rank = pl.col(RANK)
    return pl.when(rank <= ends[0]).then(a).when(rank <= ends[1]).then(b).when(rank.is_not_null()).then(c).alias(ABC_CLASS)


def with_said(said: pl.Series) -> pl.Expr:
    """The column class with what plans say (one of `CLASSES` or null) in its place, as far as the account has a class of its own."""
    return pl.when(pl.col(ABC_CLASS).is_not_null()).then(pl.coalesce(pl.lit(said.cast(CLASS_TYPE)), ABC_CLASS)).alias(ABC_CLASS)


def _reaching(curve: Ranked, share: float, by: str) -> int:
    """The fewest largest accounts with that share of the value or of the number."""
    if not curve.n or share <= 0:
        return 0
    if share >= 1:
        return curve.n
    return accounts_to(curve, share) if by == "value" else math.ceil(share * curve.n - 1e-9)


def _with_ties(curve: Ranked, count: int) -> int:
    """That many accounts and those that are as large as the last of them."""
    if not count:
        return 0
    return int(curve.values.search_sorted(float(curve.values[count - 1]), side="right", descending=True))
