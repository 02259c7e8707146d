"""What each metric is made of: its own column if the source has it, else the parts it follows from, else the reason there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.columns import COST, COST_TO_SERVE, MARGIN, POTENTIAL, PROFIT, REVENUE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FORMULAS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    REVENUE: ((REVENUE,),),
    MARGIN: ((MARGIN,), (REVENUE, COST)),
    PROFIT: ((PROFIT,), (MARGIN, COST_TO_SERVE), (REVENUE, COST, COST_TO_SERVE)),
    POTENTIAL: ((POTENTIAL,),),
}
"""Metric -> the ways to it, best first: one column, less the others (customer profit = revenue - cost of goods - cost to serve)."""
NO_COLUMN: Final = "no such column"


@dataclass(frozen=True, eq=False)
class Formula:
    """How a metric is worked out from the columns that are there."""

    text: str = ""
    """Such as `margin - cost_to_serve`; empty when undefined."""
    expression: pl.Expr | None = None
    """Null for an account that lacks any of the parts: half a profit is not one."""
    undefined: str = ""
    """Why there is none: no such column, and which part the nearest other way lacks."""


def formula(metric: str, columns: Collection[str]) -> Formula:
    """The best way to a metric with these columns, or the reason there is none."""
    ways = FORMULAS.get(metric, ((metric,),))
    for first, *others in ways:
        if first in columns and all(other in columns for other in others):
            expression = pl.col(first)
            for other in others:
                expression = expression - pl.col(other)
            return Formula(" - ".join((first, *others)), expression)
    return Formula(undefined=_lacking(ways, columns))


def _lacking(ways: tuple[tuple[str, ...], ...], columns: Collection[str]) -> str:
    """No such column; if some part of another way is there, also what that way lacks."""
    begun = [way for way in ways if any(part in columns for part in way)]
    if not begun:
        return NO_COLUMN
    nearest = min(begun, key=lambda way: sum(part not in columns for part in way))
    return f"{NO_COLUMN}, and {' - '.join(nearest)} lacks {' and '.join(part for part in nearest if part not in columns)}"
