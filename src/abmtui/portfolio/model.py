"""One portfolio as read: its accounts, its periods, and what was understood and left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

Grain = Literal["none", "year", "day"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of a source that became no part of any account, with the reason."""

    reason: str
    """A few words: "total row", "blank row", "no account name", "not chosen by --where"."""
    rows: int
    file: str
    lines: tuple[int, ...] = ()
    """Physical lines from 1 (sheet row, Parquet row), the first 20."""


def _no_periods() -> pl.DataFrame:
    return pl.DataFrame(schema={"account": pl.UInt32, "date": pl.Date})


@dataclass(frozen=True, eq=False)
class Portfolio:
    """What every floor above reads; `EMPTY` stands for "nothing read yet"."""

    accounts: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"id": pl.String, "name": pl.String, "kind": pl.String}))
    """One row an account in the order of first appearance. Columns: `id`, `name`, `kind` always (never null, id unique), every other
    field of `columns.FIELDS` that the source has (its `dtype`), and the source's further columns under their own headers."""
    periods: pl.DataFrame = field(default_factory=_no_periods)
    """Money by date: `account` (UInt32, row of `accounts`), `date` (Date), then any of revenue, margin, cost, cost_to_serve, profit (Float64).
    At grain "year" the date is 31 December of the year."""
    grain: Grain = "none"
    """How fine `periods` is; "none" when the source has neither yearly columns nor a date column."""
    sources: tuple[str, ...] = ()
    """The files as the user named them, or "-"."""
    rows: int = 0
    """Data rows of all sources, those left out included."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Our field -> the user's header or arithmetic. `revenue.2025` names a year."""
    has_ids: bool = False
    """False when the name is the key; `id` is then the folded name without legal form."""
    currency: str | None = None
    """The one currency of the money columns, or None when the source does not say."""
    left_out: tuple[LeftOut, ...] = ()


EMPTY = Portfolio()
