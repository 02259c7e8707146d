"""Who holds 10% of revenue or more when entities under common control count as one customer (ASC 280-10-50-42)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import MAJOR, of_kind
from abmtui.portfolio.families import families

if TYPE_CHECKING:
    from abmtui.portfolio.book import Book

_FAMILY: Final = "family"
_AT_MOST: Final = 12
"""No more than ten can hold 10% each, but for what adding rounds."""


@dataclass(frozen=True, eq=False)
class Control:
    """Accounts under whom controls them."""

    values: pl.Series
    """Revenue of each account that is a customer (another metric where the source has no revenue), null else."""
    family: pl.Series
    """For each account the number of its family (UInt32)."""
    names: pl.Series
    """The families' names, by their numbers."""

    def after(self, origin: pl.Series, accounts: pl.DataFrame, book: Book) -> Control:
        """Return the control of changed accounts: who stays, stays in the family; who is new (null in `origin`) is one of its own."""
        new = origin.is_null()
        added = accounts[col.NAME].filter(new)
        numbers = pl.int_range(len(self.names), len(self.names) + len(added), dtype=pl.UInt32, eager=True)
        family = self.family.gather(origin).scatter(new.arg_true(), numbers)
        return replace(self, values=_values(accounts, book), family=family, names=pl.concat([self.names, added]))

    def majors(self, lost: int | None = None) -> tuple[str, ...]:
        """Return the names of the families that hold 10% or more, the largest first; `lost` is an account (row) that is taken away first."""
        values = self.values if lost is None else self.values.clone().scatter(lost, None)
        totals = pl.DataFrame([self.family.alias(_FAMILY), values.alias("total")]).drop_nulls().group_by(_FAMILY).agg(pl.col("total").sum())
        above = totals.filter(pl.col("total") > 0)
        least = MAJOR * float(above["total"].sum()) * (1 - 1e-12)
        held = above.filter(pl.col("total") >= least).sort("total", _FAMILY, descending=[True, False]).head(_AT_MOST)
        return tuple(self.names.gather(held[_FAMILY]))


def control_of(accounts: pl.DataFrame, book: Book) -> Control:
    """Who controls whom, by the source's parent column; without one every account is its own customer."""
    values = _values(accounts, book)
    if col.PARENT not in accounts.columns or accounts[col.PARENT].null_count() == accounts.height:
        return Control(values, pl.int_range(accounts.height, dtype=pl.UInt32, eager=True), accounts[col.NAME])
    found = families(accounts)
    return Control(values, found.tops, pl.concat([accounts[col.NAME], pl.Series(col.NAME, found.unknown, dtype=pl.String)]))


def _values(accounts: pl.DataFrame, book: Book) -> pl.Series:
    if book.measure.metric == col.REVENUE or col.REVENUE not in accounts.columns:
        return book.columns[col.VALUE]
    revenue = accounts[col.REVENUE].cast(pl.Float64)
    return revenue.set(~of_kind(accounts[col.KIND], (col.CUSTOMER,)), None)
