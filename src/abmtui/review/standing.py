"""Further columns of the accounts, each worked out when it is first asked for: zone, tier, scores, signals, effort, rank moves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Final

from abmtui.portfolio.rules import Rules

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    import polars as pl

    from abmtui.portfolio.book import Book, Measure
    from abmtui.portfolio.columns import Unit
    from abmtui.portfolio.model import Portfolio

MODULES: Final = (
    "abmtui.review.zone_columns",
    "abmtui.review.effort_columns",
    "abmtui.review.period_columns",
    "abmtui.review.score_columns",
)
"""Where further columns are described, each in its `COLUMNS`."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What further columns are worked out from."""

    portfolio: Portfolio
    table: pl.DataFrame
    """One row an account: the source's columns, the book's and the plans'."""
    book: Book
    """Of the metric in view."""
    books: Callable[[Measure], Book]
    """The book of another metric or period, under the same roll-up and lines."""
    today: dt.date
    rules: Rules = field(default_factory=Rules)
    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    """The plans' rows by the name of their frame (`scores`, `channels`, `offerings`, ...), each with `account_id`; empty without plans."""


@dataclass(frozen=True, slots=True)
class Further:
    """One further column."""

    name: str
    label: str
    """Its heading in a table."""
    unit: Unit
    make: Callable[[Standing], pl.Series]
    """Its values, one an account in the order of the table; null where it has no meaning."""
    help: str = ""
    """What it says, in one sentence."""


@dataclass(eq=False)
class Standing:
    """Further columns of one view's table. Not thread-safe: one thread at a time asks it."""

    ground: Ground
    _made: dict[str, pl.Series] = field(default_factory=dict)

    def column(self, name: str) -> pl.Series:
        """Return one further column; a column that the table has already is the table's. Raises KeyError for an unknown name."""
        if name in self.ground.table.columns:
            return self.ground.table[name]
        if name not in self._made:
            self._made[name] = further()[name].make(self).rename(name)
        return self._made[name]

    def lacking(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return which of these columns would have to be worked out."""
        return tuple(name for name in names if name not in self._made and name not in self.ground.table.columns)

    def keep(self, columns: pl.DataFrame) -> None:
        """Take further columns that were worked out together."""
        self._made.update({column.name: column for column in columns.get_columns()})

    def beside(self, names: Iterable[str]) -> pl.DataFrame:
        """Return the table with further columns at its end; what it has already stays as it is."""
        table = self.ground.table
        wanted = [name for name in dict.fromkeys(names) if name not in table.columns]
        return table.hstack([self.column(name) for name in wanted]) if wanted else table


def further() -> Mapping[str, Further]:
    """Return every further column by name; their modules are imported at the first call."""
    if not _FOUND:
        _FOUND.update({column.name: column for module in MODULES for column in import_module(module).COLUMNS})
    return _FOUND


def named_in(text: str, table: pl.DataFrame) -> tuple[str, ...]:
    """Return the further columns that a condition names, as far as the table has none of that name."""
    words = set(re.findall(r"\w+", text)) - set(table.columns)
    return tuple(name for name in further() if name in words) if words else ()


_FOUND: dict[str, Further] = {}
