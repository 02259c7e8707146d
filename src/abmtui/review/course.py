"""The course of each account over its own periods: trend, volatility, bars, numbers, and how long it has been a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio import trends
from abmtui.portfolio.spans import steps_a_year
from abmtui.review import past

if TYPE_CHECKING:
    from abmtui.review.standing import Ground

DAYS_A_YEAR: Final = 365.2425
STEP_WORDS: Final = {1: "a year", 4: "a quarter", 12: "a month"}


def trend_of(ground: Ground) -> pl.Series:
    """Return the trend of each customer (`trends.trend`)."""
    found = past.series(ground)
    return trends.trend(found.values, steps_a_year(found.stretches)) if found.values.width else _nothing(ground, pl.Float64())


def trend_step(ground: Ground) -> tuple[int, str]:
    """Return how many of the periods that a trend is drawn over make a year, and the words for one: "a year", "a quarter", "a month".

    A slope of twelve months written out for a year reads as nonsense (-240% a year); in its own step it reads as it is.
    """
    stretches = past.series(ground).stretches
    steps = steps_a_year(stretches) if stretches else 1
    return steps, STEP_WORDS.get(steps, "a year")


def volatility_of(ground: Ground) -> pl.Series:
    """Return the volatility of each customer (`trends.volatility`)."""
    values = past.series(ground).values
    return trends.volatility(values) if values.width else _nothing(ground, pl.Float64())


def sparkline_of(ground: Ground) -> pl.Series:
    """Return the periods of each customer as bars (`trends.sparklines`)."""
    values = past.series(ground).values
    return trends.sparklines(values) if values.width else _nothing(ground, pl.String())


def by_period_of(ground: Ground) -> pl.Series:
    """Return the periods of each customer in numbers, such as `2023 7413.58, 2024 7371.93`; null where nothing is known."""
    values = past.series(ground).values
    if not values.width:
        return _nothing(ground, pl.String())
    said = [pl.format("{} {}", pl.lit(name), pl.col(name).round(2)) for name in values.columns]
    text = pl.concat_str(said, separator=", ", ignore_nulls=True)
    return values.select(pl.when(text != "").then(text)).to_series()


def tenure_of(ground: Ground) -> pl.Series:
    """Return for how many years each account has been a customer; null where the source does not say since when, or says a day to come."""
    if col.SINCE not in ground.table.columns:
        return _nothing(ground, pl.Float64())
    days = (pl.lit(ground.today) - pl.col(col.SINCE)).dt.total_days()
    return ground.table.select(pl.when(days >= 0).then(days / DAYS_A_YEAR)).to_series()


def _nothing(ground: Ground, dtype: pl.DataType) -> pl.Series:
    return pl.Series([None], dtype=dtype).new_from_index(0, ground.table.height)
