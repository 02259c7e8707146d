"""Money by account and date, from yearly columns or from the date of each row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.model import EMPTY

if TYPE_CHECKING:
    from abmtui.portfolio.model import Grain

MONEY: Final = (col.REVENUE, col.MARGIN, col.COST, col.COST_TO_SERVE, col.PROFIT)
_CODE: Final = "\x00code"


@dataclass(frozen=True, eq=False)
class Timeline:
    """Money by date, and the last date of each account."""

    periods: pl.DataFrame = field(default_factory=lambda: EMPTY.periods)
    """`account` (UInt32), `date`, and the money that is dated; sorted by account and date."""
    grain: Grain = "none"
    last: pl.Series | None = None
    """Date, one an account; None without a column of dates."""


def timeline(rows: pl.DataFrame, accounts: pl.DataFrame, *, years_only: bool) -> Timeline:
    """Return the periods of `rows` (each with its account's number in the column NUL + "code") and of the yearly columns of `accounts`."""
    dated = col.DATE in rows.columns and rows.schema[col.DATE] == pl.Date
    last = _last(rows, accounts.height) if dated and not years_only else None
    years = sorted({int(name.partition(".")[2]) for name in accounts.columns if _is_year(name)})
    if years:
        return Timeline(_yearly(accounts, years), "year", last)
    if not dated:
        return Timeline()
    money = [name for name in MONEY if name in rows.columns]
    if not money:
        return Timeline(last=last)
    used = rows.lazy().select(pl.col(_CODE).cast(pl.UInt32).alias(col.ACCOUNT), pl.col(col.DATE).alias(col.DATE), *money).drop_nulls(col.DATE)
    sums = [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in money]
    periods = used.group_by(col.ACCOUNT, col.DATE).agg(sums).sort(col.ACCOUNT, col.DATE).collect()
    return Timeline(periods, "year" if years_only else "day", last)


def _is_year(name: str) -> bool:
    base, _, year = name.partition(".")
    return base in MONEY and year.isdigit()


def _last(rows: pl.DataFrame, count: int) -> pl.Series:
    latest = rows.group_by(_CODE).agg(pl.col(col.DATE).max())
    empty = pl.select(pl.lit(None, dtype=pl.Date).repeat_by(count).explode().alias(col.DATE)).to_series()
    return empty.scatter(latest[_CODE], latest[col.DATE])


def _yearly(accounts: pl.DataFrame, years: list[int]) -> pl.DataFrame:
    """One row an account and year that says anything, dated 31 December."""
    numbered = accounts.with_row_index(col.ACCOUNT)
    money = [name for name in MONEY if any(f"{name}.{year}" in accounts.columns for year in years)]
    parts = []
    for year in years:
        values = [(pl.col(f"{name}.{year}") if f"{name}.{year}" in accounts.columns else pl.lit(None, dtype=pl.Float64)).alias(name) for name in money]
        part = numbered.select(pl.col(col.ACCOUNT).cast(pl.UInt32), pl.lit(dt.date(year, 12, 31)).alias(col.DATE), *values)
        parts.append(part.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in money)))
    return pl.concat(parts).sort(col.ACCOUNT, col.DATE)
