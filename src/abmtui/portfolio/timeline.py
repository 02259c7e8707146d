"""Money by account and date, from yearly columns or from the date of each row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.model import EMPTY
from abmtui.portfolio.sums import sums_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.portfolio.model import Grain

MONEY: Final = (col.REVENUE, col.MARGIN, col.COST, col.COST_TO_SERVE, col.PROFIT)
_CODE: Final = "\x00code"
_DAYS: Final = 1 << 22
_ORIGIN: Final = 1 << 21
"""Days before 1970 that fit beside an account's number."""


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
    return Timeline(_daily(rows, money), "year" if years_only else "day", last)


def _daily(rows: pl.DataFrame, money: Sequence[str]) -> pl.DataFrame:
    """One row an account and date; both are packed into one number, which is grouped and sorted several times faster than two columns."""
    packed = (pl.col(_CODE).cast(pl.UInt64) * _DAYS + (pl.col(col.DATE).cast(pl.Int32) + _ORIGIN).cast(pl.UInt64)).alias(_CODE)
    sums = sums_by(rows.select(packed, *money).drop_nulls(_CODE), _CODE, money)
    account = (pl.col(_CODE) // _DAYS).cast(pl.UInt32).alias(col.ACCOUNT)
    date = ((pl.col(_CODE) % _DAYS).cast(pl.Int32) - _ORIGIN).cast(pl.Date).alias(col.DATE)
    return sums.select(account, date, *money)


def _is_year(name: str) -> bool:
    base, _, year = name.partition(".")
    return base in MONEY and year.isdigit()


def _last(rows: pl.DataFrame, count: int) -> pl.Series:
    latest = rows.select(_CODE, pl.col(col.DATE).cast(pl.Int32)).group_by(_CODE).agg(pl.col(col.DATE).max())
    empty = pl.Series(col.DATE, [None], dtype=pl.Date).new_from_index(0, count)
    return empty.scatter(latest[_CODE], latest[col.DATE].cast(pl.Date))


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
