"""The figures of the periods of a view, worked out once for words and for JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.concentration import Concentration, concentration_of
from abmtui.portfolio.spans import missing_said
from abmtui.portfolio.stability import ENTERED, LEFT, Stability, stability_of, top_20, top_tenure
from abmtui.portfolio.trends import sparklines, trend_counts
from abmtui.report.first_accounts import first_accounts
from abmtui.review import course, past

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.portfolio.pairs import Pair
    from abmtui.review.standing import Ground
    from abmtui.workspace.reviewed import Reviewed


WHY_UNDEFINED: Final[Mapping[str, str]] = {
    "retention": "nobody was in the top 20%",
    "jaccard": "nobody is or was in the top 20%",
    "stayers_share": "nothing to share",
    "rank_correlation": "the ranks do not differ",
    "tenure_of_top_20_percent": "nobody is in the newest one",
    "years_as_customer_of_top_20_percent": "no day of beginning known",
    "volatility_of_top_20_percent": "none has two periods",
    "volatility_of_the_rest": "none has two periods",
}
"""Why a figure of two periods has no value."""


@dataclass(frozen=True, eq=False)
class PeriodFigures:
    """What the periods of a view say."""

    metric: str
    pair: Pair
    stability: Stability
    accounts: pl.DataFrame = field(default_factory=pl.DataFrame)
    """The customers in view: row, id, name, rank, rank_before, rank_move, top_20, now, before, tenure, trend, volatility."""
    spread: Mapping[str, Concentration] = field(default_factory=dict)
    """By period, oldest first."""
    trends: Mapping[str, int] = field(default_factory=dict)
    """Accounts by the word of their trend; "undefined" for those with too short a past."""
    notes: tuple[str, ...] = ()
    """What has to be said, each a sentence without its point."""
    tenure: float | None = None
    """Median number of periods without a break that the accounts of the newest period's top 20% have been in it."""
    always: int = 0
    """How many of them have been in it in every period."""
    volatility_top: float | None = None
    """Median volatility of the newest top 20%."""
    volatility_rest: float | None = None
    years: float | None = None
    """Median years as a customer of the newest top 20%."""
    values: pl.DataFrame = field(default_factory=pl.DataFrame)
    """All accounts' values by period, as their course is drawn; `row` of `accounts` is their row in it."""
    step: tuple[int, str] = (1, "a year")
    """How many of these periods make a year, and the words for one."""

    def entered(self, count: int) -> pl.DataFrame:
        """Return the first accounts that entered the top 20%, the largest now first."""
        return first_accounts(self.accounts.filter(pl.col("top_20") == ENTERED), count, pl.col("now"))

    def left(self, count: int) -> pl.DataFrame:
        """Return the first accounts that left it, the largest before first."""
        return first_accounts(self.accounts.filter(pl.col("top_20") == LEFT), count, pl.col("before"))

    @cached_property
    def moved(self) -> pl.DataFrame:
        """Accounts in the top 20% of either period whose rank moved."""
        return self.accounts.filter(pl.col("top_20").is_not_null() & (pl.col("rank_move") != 0))

    def movers(self, count: int) -> pl.DataFrame:
        """Return those that moved farthest, of equal moves the larger now first."""
        return first_accounts(self.moved, count, pl.col("rank_move").abs(), pl.col("now"))

    def largest(self, count: int) -> pl.DataFrame:
        """Return the accounts in view that are largest in the period, with `sparkline`, their course as bars."""
        found = first_accounts(self.accounts.filter(pl.col("now") > 0), count, pl.col("now"))
        bars = sparklines(self.values[found["row"]]) if self.values.width else pl.lit(None, dtype=pl.String)
        return found.with_columns(bars.alias("sparkline"))


def period_figures(reviewed: Reviewed) -> PeriodFigures | None:
    """Return the figures of the view's periods; None where the source has none."""
    ground = reviewed.standing.ground
    by_period = past.by_period(ground)
    compared = past.compared(ground)
    if ground.portfolio.grain == "none":
        return None
    mask = past.customers(ground.portfolio) if reviewed.measured.mask is None else past.customers(ground.portfolio) & reviewed.measured.mask
    accounts = _accounts(ground, by_period, compared).filter(mask)
    newest = top_20(by_period.values[by_period.stretches[-1].name]).filter(mask) if by_period.stretches else top_20(accounts["now"])
    metric = past.dated_metric(ground.portfolio, ground.book.measure.metric)
    return PeriodFigures(
        metric,
        compared.pair,
        stability_of(accounts["now"], accounts["before"], accounts["top_20"]),
        accounts,
        _spread(by_period, mask),
        trend_counts(accounts["trend"]),
        _notes(reviewed, by_period, metric, compared.pair),
        _median(accounts["tenure"].filter(newest)) if by_period.stretches else None,
        int((accounts["tenure"].filter(newest) == sum(not one.empty for one in by_period.stretches)).sum()),
        _median(accounts["volatility"].filter(newest)),
        _median(accounts["volatility"].filter(~newest)),
        _median(accounts["tenure_years"].filter(newest)),
        past.series(ground).values,
        course.trend_step(ground),
    )


def _accounts(ground: Ground, by_period: past.Series, compared: past.Compared) -> pl.DataFrame:
    """Return all accounts with what the periods say of each, the columns of `PeriodFigures.accounts`."""
    tenure = top_tenure(by_period.values) if by_period.values.width else pl.zeros(ground.table.height, dtype=pl.UInt32, eager=True)
    return (
        ground.table.select(col.ID, col.NAME)
        .hstack(compared.moves)
        .with_columns(
            compared.now.alias("now"),
            compared.before.alias("before"),
            tenure.alias("tenure"),
            course.trend_of(ground).alias("trend"),
            course.volatility_of(ground).alias("volatility"),
            course.tenure_of(ground).alias("tenure_years"),
        )
        .with_row_index("row")
    )


def _spread(by_period: past.Series, mask: pl.Series) -> Mapping[str, Concentration]:
    """Return the concentration of each period that has data."""
    told = [one.name for one in by_period.stretches if not one.empty]
    ordered = pl.collect_all([by_period.values.lazy().select(pl.col(name).filter(pl.lit(mask)).sort(descending=True)) for name in told])  # side by side
    return {name: concentration_of(values.to_series()) for name, values in zip(told, ordered, strict=True)}


def _median(values: pl.Series) -> float | None:
    found = values.median()
    return float(found) if isinstance(found, int | float) else None


def _notes(reviewed: Reviewed, by_period: past.Series, metric: str, pair: Pair) -> tuple[str, ...]:
    asked = reviewed.book.measure.metric
    gaps = missing_said([one.name for one in by_period.stretches if one.empty])
    notes = (
        "" if metric == asked else f"{asked} has no periods in this source; {metric} is shown",
        "" if pair.notes else gaps,
        *pair.notes,
    )
    return tuple(note for note in notes if note)
