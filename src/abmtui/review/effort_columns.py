"""Effort, profit and how far each account is over- or under-served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Measure, values_of
from abmtui.portfolio.effort import EFFORT_SHARE, SERVED, TO_MOVE, effort_column, served_of
from abmtui.portfolio.periods import ALL, period_values
from abmtui.review.standing import Further

if TYPE_CHECKING:
    from collections.abc import Callable

    from abmtui.review.standing import Ground, Standing

CUSTOMER_PROFIT: Final = "customer_profit"
COST_TO_SERVE_RATIO: Final = "cost_to_serve_ratio"


def effort_values(ground: Ground, name: str) -> tuple[pl.Series, bool]:
    """Return an effort (one a row of the table) and whether it is of the view's period; what has no dates is the source's own figure."""
    period = ground.book.measure.period
    if period == ALL:
        return ground.table[name], True
    found = period_values(ground.portfolio, name, period)
    if found.undefined or not (found.values != 0).any():
        return ground.table[name], False  # no column by period, or one of other years alone
    return found.values, True


def _served(name: str) -> Callable[[Standing], pl.Series]:
    def make(standing: Standing) -> pl.Series:
        ground = standing.ground
        effort = effort_column(ground.table.columns)
        if effort is None:
            return _nothing(ground)
        return served_of(ground.book, effort_values(ground, effort)[0])[name]

    return make


def _customer_profit(standing: Standing) -> pl.Series:
    return value_of(standing.ground, col.PROFIT)


def _cost_to_serve_ratio(standing: Standing) -> pl.Series:
    ground = standing.ground
    if col.COST_TO_SERVE not in ground.table.columns:
        return _nothing(ground)
    parts = pl.DataFrame({"cost": effort_values(ground, col.COST_TO_SERVE)[0], "revenue": value_of(ground, col.REVENUE)})
    return parts.select(pl.when(pl.col("revenue") > 0).then(pl.col("cost") / pl.col("revenue"))).to_series()


def value_of(ground: Ground, metric: str) -> pl.Series:
    """Return a metric in the view's period, null where an account is not in its book."""
    own = ground.book.measure
    return ground.book.columns[col.VALUE] if own.metric == metric else values_of(ground.portfolio, Measure(metric, own.period))[0]


def _nothing(ground: Ground) -> pl.Series:
    return pl.Series([None], dtype=pl.Float64).new_from_index(0, ground.table.height)


COLUMNS: Final = (
    Further(
        EFFORT_SHARE,
        "Effort share",
        "percent",
        _served(EFFORT_SHARE),
        "Share of all hours (without hours, of cost to serve; without that, of the budget) spent on accounts above zero, as a share of one.",
    ),
    Further(SERVED, "Served", "score", _served(SERVED), "Effort share / share of the value: 2 gets twice what its value speaks for, 0.5 half of it."),
    Further(
        TO_MOVE,
        "To move",
        "hours",
        _served(TO_MOVE),
        "Effort beyond (+) or short of (-) the account's share of the value, in hours (or money, where cost to serve or the budget is the effort).",
    ),
    Further(CUSTOMER_PROFIT, "Customer profit", "money", _customer_profit, "Profit, else margin - cost to serve, else revenue - cost - cost to serve."),
    Further(COST_TO_SERVE_RATIO, "Cost to serve / revenue", "percent", _cost_to_serve_ratio, "Cost to serve as a share of revenue, as a share of one."),
)
