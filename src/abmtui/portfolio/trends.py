"""Each account's values over whole periods: the series itself, its trend, its volatility and a line of small bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.columns import ACCOUNT, DATE
from abmtui.portfolio.periods import summed_within
from abmtui.portfolio.profit import formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.portfolio.model import Portfolio
    from abmtui.portfolio.spans import Stretch

BARS: Final = "▁▂▃▄▅▆▇█"
_PLAIN: Final = str.maketrans(BARS, "_.-:=+*#")
FLAT: Final = 0.05
"""A slope of less than this share of the mean a year is flat."""


def series_of(portfolio: Portfolio, metric: str, stretches: Sequence[Stretch]) -> pl.DataFrame:
    """Return one Float64 column a period, by its name, one row an account.

    Null in a gap of the data and before the account's first row; later 0 for a period without a row of the account. A metric
    that has no columns by period gives no column.
    """
    worked = formula(metric, [column for column in portfolio.periods.columns if column not in (ACCOUNT, DATE)])
    if worked.expression is None:
        return pl.DataFrame()
    first = _first_dates(portfolio)
    columns = []
    for one in stretches:
        values = summed_within(portfolio, worked.expression, one.span)
        known = (first <= one.span.last) if not one.empty else pl.repeat(value=False, n=len(first), dtype=pl.Boolean, eager=True)
        columns.append(pl.select(pl.when(known).then(values).alias(one.name)).to_series())
    return pl.DataFrame(columns)


def trend(series: pl.DataFrame, steps_a_year: int) -> pl.Series:
    """Return the least-squares slope a year, divided by the mean, of each row of a series.

    Null with fewer than two values or a mean that is not above zero; exactly 0 where all values are equal.
    """
    known = [pl.col(name).is_not_null().cast(pl.Float64) for name in series.columns]
    count = pl.sum_horizontal(known)
    middle = pl.sum_horizontal(place * one for place, one in enumerate(known)) / count
    offsets = [(place - middle) * one for place, one in enumerate(known)]
    across = pl.sum_horizontal(offset * pl.col(name).fill_null(0.0) for offset, name in zip(offsets, series.columns, strict=True))
    slope = across / pl.sum_horizontal(offset**2 for offset in offsets) * steps_a_year
    return _of_mean(series, slope, "trend")


def volatility(series: pl.DataFrame) -> pl.Series:
    """Return the coefficient of variation of each row of a series: the standard deviation of a population (divided by n) over the mean.

    Null with fewer than two values or a mean that is not above zero; exactly 0 where all values are equal.
    """
    mean = pl.mean_horizontal(pl.all())
    deviation = pl.mean_horizontal((pl.col(name) - mean) ** 2 for name in series.columns).sqrt()
    return _of_mean(series, deviation, "volatility")


def trend_word(value: float) -> str:
    """Return a trend in a word: rising, flat or falling."""
    if abs(value) < FLAT:
        return "flat"
    return "rising" if value > 0 else "falling"


def trend_counts(trends: pl.Series) -> dict[str, int]:
    """Return how many accounts are rising, flat and falling (`trend_word`), and of how many that is undefined."""
    rising, falling = int((trends >= FLAT).sum()), int((trends <= -FLAT).sum())
    return {"rising": rising, "flat": len(trends) - trends.null_count() - rising - falling, "falling": falling, "undefined": trends.null_count()}


def sparklines(series: pl.DataFrame) -> pl.Series:
    """Return each row of a series as text, a bar a period from 0 to the row's largest value, a blank where nothing is known.

    Zero and negative values stand at the lowest bar; null where the row has no value at all.
    """
    if not series.width:
        return pl.Series("sparkline", [], dtype=pl.String)
    most = pl.max_horizontal(pl.all())
    top = len(BARS) - 1
    steps = [
        pl.when(pl.col(name).is_null()).then(top + 1).when(pl.col(name) <= 0).then(0).otherwise(((pl.col(name) / most * (top + 1)).ceil() - 1).clip(0, top))
        for name in series.columns
    ]
    bars = [step.cast(pl.UInt8).replace_strict(list(range(top + 2)), [*BARS, " "], return_dtype=pl.String) for step in steps]
    return series.select(pl.when(most.is_not_null()).then(pl.concat_str(bars)).alias("sparkline")).to_series()


def plain_sparkline(text: str) -> str:
    """Return a sparkline in ASCII, as wide as before."""
    return text.translate(_PLAIN)


def _of_mean(series: pl.DataFrame, value: pl.Expr, name: str) -> pl.Series:
    """Return a value as a share of the mean of each row; see `trend` for what is null and what is 0."""
    if series.width < 2:  # noqa: PLR2004  # one value has no trend
        return pl.Series(name, [None], dtype=pl.Float64).new_from_index(0, series.height)
    mean, least, most = pl.mean_horizontal(pl.all()), pl.min_horizontal(pl.all()), pl.max_horizontal(pl.all())
    count = pl.sum_horizontal(pl.all().is_not_null())
    found = pl.when(least == most).then(0.0).otherwise(value / mean)
    # Lazily, since sums and means that stand several times in the formulas are then worked out once.
    return series.lazy().select(pl.when((count > 1) & (mean > 0) & mean.is_finite()).then(found).alias(name)).collect().to_series()


def _first_dates(portfolio: Portfolio) -> pl.Series:
    """Return the date of each account's first row; null without one."""
    rows = portfolio.periods.select(ACCOUNT, DATE)
    # As they are read, rows stand by account and date; only a roll-up mixes them.
    found = rows.filter(pl.col(ACCOUNT).ne_missing(pl.col(ACCOUNT).shift(1))) if _in_order(rows) else rows.group_by(ACCOUNT).agg(pl.col(DATE).min())
    empty = pl.Series(DATE, [None], dtype=pl.Date).new_from_index(0, portfolio.accounts.height)
    return empty.scatter(found[ACCOUNT], found[DATE])


def _in_order(rows: pl.DataFrame) -> bool:
    """Return whether rows stand by account, and within an account by date."""
    later = (pl.col(ACCOUNT) > pl.col(ACCOUNT).shift(1)) | ((pl.col(ACCOUNT) == pl.col(ACCOUNT).shift(1)) & (pl.col(DATE) > pl.col(DATE).shift(1)))
    return bool(rows.select(later.all()).item())
