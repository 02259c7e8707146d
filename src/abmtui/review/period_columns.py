"""Trend, rank moves, signals, whitespace and DRM programmes of each account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.portfolio import signals
from abmtui.review import course, drm, own_baseline, past, proposals
from abmtui.review.standing import Further

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from abmtui.review.standing import Ground, Standing


def _of(make: Callable[[Ground], pl.Series]) -> Callable[[Standing], pl.Series]:
    return lambda standing: make(standing.ground)


def _in(make: Callable[[Ground], pl.DataFrame], name: str) -> Callable[[Standing], pl.Series]:
    return lambda standing: make(standing.ground)[name]


def _move(name: str) -> Callable[[Standing], pl.Series]:
    return lambda standing: past.compared(standing.ground).moves[name]


COLUMNS: Final[tuple[Further, ...]] = (
    Further("trend", "Trend", "percent", _of(course.trend_of), "Slope a year of the account's own periods, as a share of their mean"),
    Further("sparkline", "Course", "text", _of(course.sparkline_of), "The account's own periods as bars, the newest last; a blank where nothing is known"),
    Further("by_period", "By period", "text", _of(course.by_period_of), "The account's own periods in numbers, the newest last"),
    Further("volatility", "Volatility", "percent", _of(course.volatility_of), "Coefficient of variation of the account's own periods, as a population"),
    Further("top_20", "Top 20%", "text", _move("top_20"), "Whether the account stayed in, entered or left the top 20% since the period before"),
    Further("rank_before", "Rank before", "count", _move("rank_before"), "Its rank in the period before; empty where it had no positive value"),
    Further("rank_move", "Rank move", "count", _move("rank_move"), "Ranks gained (+) or lost (-) since the period before"),
    Further(
        "baseline_change",
        "On baseline",
        "percent",
        _in(own_baseline.baseline_columns, signals.CHANGE),
        "Revenue now against the mean of the account's own earlier years",
    ),
    Further("baseline", "Baseline", "text", _in(own_baseline.baseline_columns, own_baseline.BASELINE_WORDS), "What the account's revenue is held against"),
    Further("signals", "Signals", "count", _in(past.signals_frame, signals.SIGNALS), "How many churn signals hold; empty where none can be judged"),
    Further("signal_reasons", "Why", "text", _in(past.signals_frame, signals.REASONS), "The churn signals that hold, with their numbers"),
    Further("whitespace", "Whitespace", "money", _of(past.whitespace_of), "Potential less revenue, 0 where revenue is above potential"),
    Further("tenure_years", "Years", "count", _of(course.tenure_of), "Years since the account became a customer"),
    Further("drm_programmes", "DRM", "text", _in(past.drm_frame, drm.BELONGS), "The DRM programmes that the account belongs into by rule"),
    Further(
        "flags_proposed", "⚑ proposed", "count", proposals.flags_proposed, "How many red flags figures and plan speak for; empty without a plan and a past"
    ),
    Further("drm_reasons", "Why DRM", "text", _in(past.drm_frame, drm.WHY), "Why it belongs into them"),
)
