"""What the portfolio screen holds between keys: the view, its figures, the search and its hits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import polars as pl

from abmtui.portfolio.view import SortKey
from abmtui.workspace.measured import View

if TYPE_CHECKING:
    from abmtui.workspace.measured import Measured


@dataclass(frozen=True, eq=False)
class Found:
    """What a search found so far."""

    text: str
    rows: pl.Series
    """UInt32 rows of the table, best match first."""
    count: int
    """All that match exactly, those beyond `rows` included."""
    settled: bool = False
    """Whether the typo hits are in."""


@dataclass(frozen=True, eq=False)
class State:
    """One state of the screen; every key makes a new one."""

    view: View = field(default_factory=View)
    measured: Measured | None = None
    search: str = ""
    found: Found | None = None
    curve: bool = True

    def order(self) -> pl.Series:
        """Return the rows that the table shows, in order."""
        if self.measured is None:
            return pl.Series("row", [], dtype=pl.UInt32)
        if self.found is None:
            return self.measured.order
        rows = self.found.rows
        return rows if self.measured.mask is None else rows.filter(self.measured.mask.gather(rows))

    def with_sort(self, column: str, *, add: bool) -> State:
        """Return the state sorted by a column: again turns it round, `add` makes it the next key behind those that are."""
        keys = self.view.sort
        same = next((key for key in keys if key.column == column), None)
        if add:
            turned = tuple(replace(key, descending=not key.descending) if key is same else key for key in keys)
            new = turned if same else (*keys, SortKey(column, descending=_falls(self, column)))
        elif same is not None and keys[0] is same:
            new = (replace(same, descending=not same.descending),)
        else:
            new = (SortKey(column, descending=_falls(self, column)),)
        return replace(self, view=replace(self.view, sort=new), found=None, search="")


def _falls(state: State, column: str) -> bool:
    """Return whether a column is first sorted from large to small: numbers are, ranks, texts and dates are not."""
    if state.measured is None or column not in state.measured.table.columns:
        return False
    return state.measured.table.schema[column].is_numeric() and not column.startswith("rank") and not column.endswith("rank")
