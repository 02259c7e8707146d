"""Who holds 10% of revenue or more when entities under common control count as one customer (ASC 280-10-50-42)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import MAJOR
from abmtui.portfolio.families import families
from abmtui.portfolio.kinds import of_kind

if TYPE_CHECKING:
    from abmtui.portfolio.book import Book
    from abmtui.portfolio.families import Families

_FAMILY: Final = "family"
_TOTAL: Final = "total"


@dataclass(frozen=True, eq=False)
class Control:
    """Accounts under whom controls them."""

    values: pl.Series
    """Revenue of each account that is a customer (another metric where the source has no revenue), null else."""
    family: pl.Series
    """For each account the number of its family (UInt32)."""
    names: pl.Series
    """The families' names, by their numbers."""
    alone: bool = False
    """Whether every family is one account."""

    def after(self, origin: pl.Series, accounts: pl.DataFrame, book: Book) -> Control:
        """Return the control of changed accounts: who stays, stays in the family; who is new (null in `origin`) is one of its own."""
        new = origin.is_null()
        added = accounts[col.NAME].filter(new)
        numbers = pl.int_range(len(self.names), len(self.names) + len(added), dtype=pl.UInt32, eager=True)
        family = self.family.gather(origin).scatter(new.arg_true(), numbers)
        return replace(self, values=_values(accounts, book), family=family, names=pl.concat([self.names, added]))

    def majors(self, lost: int | None = None) -> tuple[str, ...]:
        """Return the names of the families that hold 10% or more, the largest first; `lost` is an account (row) that is taken away first.

        Accounts are summed once; a loss only sums the family that it is of.
        """
        totals = self._totals if lost is None else self._without(lost)
        above = totals.filter(pl.col(_TOTAL) > 0)
        least = MAJOR * float(above[_TOTAL].sum()) * (1 - 1e-12)
        held = above.filter(pl.col(_TOTAL) >= least).sort(_TOTAL, _FAMILY, descending=[True, False])
        return tuple(self.names.gather(held[_FAMILY]))

    @cached_property
    def _totals(self) -> pl.DataFrame:
        each = pl.DataFrame([self.family.alias(_FAMILY), self.values.alias(_TOTAL)]).drop_nulls()
        return each if self.alone else each.group_by(_FAMILY, maintain_order=True).agg(pl.col(_TOTAL).sum())

    def _without(self, lost: int) -> pl.DataFrame:
        family = self.family[lost]
        others = self._totals.filter(pl.col(_FAMILY) != family)
        if self.alone:
            return others
        left = self.values.clone().scatter(lost, None).filter(self.family == family).drop_nulls()
        rest = pl.DataFrame({_FAMILY: [family], _TOTAL: [float(left.sum())]}, schema=others.schema)
        return pl.concat([others, rest])


def control_of(accounts: pl.DataFrame, book: Book, known: Families | None = None) -> Control:
    """Who controls whom, by the source's parent column (`known`: its families, where they are worked out already); without one every account is its own customer."""
    values = _values(accounts, book)
    if col.PARENT not in accounts.columns or accounts[col.PARENT].null_count() == accounts.height:
        return Control(values, pl.int_range(accounts.height, dtype=pl.UInt32, eager=True), accounts[col.NAME], alone=True)
    found = known or families(accounts)
    return Control(values, found.tops, pl.concat([accounts[col.NAME], pl.Series(col.NAME, found.unknown, dtype=pl.String)]))


def _values(accounts: pl.DataFrame, book: Book) -> pl.Series:
    if book.measure.metric == col.REVENUE or col.REVENUE not in accounts.columns:
        return book.columns[col.VALUE]
    revenue = accounts[col.REVENUE].cast(pl.Float64)
    return revenue.set(~of_kind(accounts[col.KIND], (col.CUSTOMER,)), None)
