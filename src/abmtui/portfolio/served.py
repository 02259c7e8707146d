"""Who gets more or less effort than revenue speaks for: class by class, and what moving class C to DRM would free for class A."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.classes import CLASSES
from abmtui.portfolio.columns import ABC_CLASS, COST_TO_SERVE, REVENUE, VALUE

if TYPE_CHECKING:
    from collections.abc import Mapping

EFFORT: Final = "effort"
"""In a frame of accounts: their effort, whatever column it comes from."""


@dataclass(frozen=True, slots=True)
class ClassEffort:
    """What a class brings and what it gets; None means undefined."""

    accounts: int
    value_share: float
    effort: float
    effort_share: float
    ratio: float | None
    """Effort share / value share."""
    effort_per_account: float
    cost_to_serve_ratio: float | None
    """Cost to serve / revenue of the accounts that have both; below one a euro of revenue costs less than a euro to serve."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What moving class C to digital relationship management (DRM) would free, beside what class A lacks; all in the effort's unit."""

    accounts: int
    """Accounts of class C with effort."""
    effort: float
    """Their effort today."""
    kept: float
    """The share of it that DRM would still take, 0 to 1."""
    freed: float
    """effort * (1 - kept)"""
    gap: float
    """What class A is short of its value share; 0 when it gets its share or more."""
    covered: float | None
    """freed / gap; None without a gap."""


def counting(effort: str) -> pl.Expr:
    """Return whether an account counts: above zero in the book, with effort data that is not negative."""
    return ((pl.col(VALUE) > 0) & pl.col(effort).is_finite() & (pl.col(effort) >= 0)).fill_null(value=False)


def by_class(accounts: pl.DataFrame, effort: str = EFFORT) -> Mapping[str, ClassEffort]:
    """Return what each class brings and gets, among the accounts that count; empty when there is no value or no effort.

    `accounts` has `class`, `value` and the effort; where it has `cost_to_serve` and `revenue` too, the ratio of the two. Shares are of
    all accounts given, so each adds up to one.
    """
    counted = accounts.filter(counting(effort))
    value, spent = float(counted[VALUE].sum()), float(counted[effort].sum())
    if value <= 0 or spent <= 0:
        return {}
    summed = counted.group_by(ABC_CLASS, maintain_order=True).agg(pl.len().alias("accounts"), pl.col(VALUE, effort).sum(), _served_at(counted).alias("ratio"))
    found = {str(name): row for name, *row in summed.iter_rows()}
    return {name: _class(found[name], value, spent) for name in CLASSES if name in found}


def class_c_to_drm(classes: Mapping[str, ClassEffort], kept: float = 0.0) -> Moved | None:
    """Return what moving all accounts of class C to DRM would free when DRM still takes the share `kept` of their effort.

    None without a class C.
    """
    if "C" not in classes:
        return None
    moved, total = classes["C"], sum(held.effort for held in classes.values())
    freed = moved.effort * (1.0 - kept)
    top = classes.get("A")
    gap = max(0.0, top.value_share * total - top.effort) if top else 0.0
    return Moved(moved.accounts, moved.effort, kept, freed, gap, freed / gap if gap else None)


def _class(row: list[float], value: float, spent: float) -> ClassEffort:
    accounts, held, effort, ratio = row
    shares = (held / value, effort / spent)
    return ClassEffort(int(accounts), shares[0], effort, shares[1], shares[1] / shares[0] if shares[0] else None, effort / accounts, ratio)


def _served_at(accounts: pl.DataFrame) -> pl.Expr:
    """Return cost to serve / revenue over the accounts that have both; null where a column or the revenue is missing."""
    if not {COST_TO_SERVE, REVENUE} <= set(accounts.columns):
        return pl.lit(None, dtype=pl.Float64)
    both = pl.col(COST_TO_SERVE).is_not_null() & pl.col(REVENUE).is_not_null()
    cost, revenue = (pl.when(both).then(pl.col(name)).sum() for name in (COST_TO_SERVE, REVENUE))
    return pl.when(revenue > 0).then(cost / revenue)
