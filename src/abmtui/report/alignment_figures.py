"""What a review says of objectives and what serves them, worked out of the plans of the accounts in view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.review import alignment

if TYPE_CHECKING:
    from abmtui.workspace.reviewed import Reviewed


@dataclass(frozen=True, eq=False)
class Alignment:
    """Frames as `review.alignment` describes them."""

    plans: pl.DataFrame
    goals: pl.DataFrame
    """The open goals, with what they lack."""
    loose: pl.DataFrame
    """All rows that are not cancelled, with what they lack."""
    served: pl.DataFrame
    covered: tuple[int, int]
    touchpoints: pl.DataFrame
    wanted: pl.DataFrame
    markets: pl.DataFrame
    topics: pl.DataFrame
    insights: pl.DataFrame
    """Touches with an insight, the latest first."""

    def tally(self, name: str, words: tuple[str, ...]) -> pl.DataFrame:
        """Return how many plans say each word of one of their own fields."""
        return alignment.tally(self.plans, name, words)


def alignment_of(reviewed: Reviewed) -> Alignment | None:
    """Return what the plans of the accounts in view say; None where there is no plan."""
    table = reviewed.table()
    if col.HAS_PLAN not in table.columns:
        return None
    plans = table.filter(pl.col(col.HAS_PLAN).fill_null(value=False))
    if plans.is_empty():
        return None
    frames = {name: alignment.beside(reviewed.rows_of(name), table) for name in ("channels", "goals", "notes", "touches", "stakeholders")}
    rows, goals = frames["channels"], frames["goals"]
    return Alignment(
        plans=plans,
        goals=alignment.open_goals(goals),
        loose=alignment.loose_rows(rows, goals),
        served=alignment.served_goals(goals, rows),
        covered=alignment.covered(rows, table),
        touchpoints=alignment.touchpoints(rows),
        wanted=alignment.wanted(plans, rows),
        markets=alignment.markets(frames["notes"]),
        topics=alignment.topics(frames["touches"], frames["stakeholders"]),
        insights=frames["touches"].filter(alignment.said("insight")).sort("date", descending=True, nulls_last=True, maintain_order=True),
    )
