"""A file of rows of another program (CSV, XLSX, JSON, Parquet) -> its cells as text, with the line of every row; dates as ISO text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.problems import Problem, Severity
from abmtui.sources.dates import dates
from abmtui.sources.decode import decode
from abmtui.sources.reader import quiet
from abmtui.sources.table import lines_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.sources.request import SourceRequest
    from abmtui.sources.table import RawTable

Cells = tuple[str, ...]

_PARTS: Final = re.compile(r"\d+|[^\W\d_]{3,}")
_DAY_PARTS: Final = 3
"""A day is written with so many numbers and month names; fewer are a month, a quarter, a year."""
_COMPACT: Final = re.compile(r"\d{8}")


@dataclass(frozen=True)
class RowFile:
    """A file's one table as text."""

    file: str = ""
    lines: tuple[int, ...] = ()
    """Physical line (text), sheet row (XLSX) or row number (Parquet, JSON) of every row, from 1."""
    columns: Mapping[str, Cells] = field(default_factory=dict)
    """Header -> cells, stripped; an empty cell is the empty text."""
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether there is a table."""
        return bool(self.lines)


@dataclass(frozen=True)
class DatedCells:
    """A column whose whole days are ISO text; all else stands as it was."""

    cells: Cells
    order: str = ""
    """"day" or "month", whichever stands first, where days are written so and other cells of the column tell; else empty."""
    either: tuple[int, ...] = ()
    """Rows whose cell could be two days, and nothing in the column tells which; they stand as they were."""


def read_rows(request: SourceRequest) -> RowFile:
    """Return the table of the one file that a request names; never raises for a user's mistake, which stands in `problems`."""
    name = request.sources[0]
    tables, problems = decode(name, request, quiet)
    if len(tables) > 1:
        several = Problem("names several files; import them one after another", name, severity=Severity.USAGE)
        return RowFile(name, problems=(*problems, several))
    if not tables:
        return RowFile(name, problems=problems)
    table = tables[0]
    columns = {header: _texts(table.frame[header]) for header in table.frame.columns}
    return RowFile(table.file, tuple(table.lines.to_list()), columns, (*problems, *table.notes, *_left_out(table)))


def with_dates(cells: Sequence[str], *, month_first: bool | None = None) -> DatedCells:
    """Return a column with every whole day as ISO text; day and month are told apart by what the whole column shows.

    `month_first` settles it where the column does not; None leaves such cells as they are.
    """
    days = pl.Series([cell if _is_day(cell) else None for cell in cells], dtype=pl.String)
    if not days.count():
        return DatedCells(tuple(cells))
    read = dates(days, month_first=bool(month_first))
    found = read.values.to_list()
    either: list[int] = []
    if read.assumed and month_first is None:
        turned = dates(days, month_first=True).values.to_list()
        either = [place for place, (one, other) in enumerate(zip(found, turned, strict=True)) if one != other]
    texts = [cell if day is None else day.isoformat() for cell, day in zip(cells, found, strict=True)]
    for place in either:
        texts[place] = cells[place]
    return DatedCells(tuple(texts), "" if read.assumed else read.order, tuple(either))


def _is_day(cell: str) -> bool:
    return len(_PARTS.findall(cell)) >= _DAY_PARTS or _COMPACT.fullmatch(cell) is not None


def _texts(column: pl.Series) -> Cells:
    if column.dtype == pl.Boolean:
        return tuple("" if cell is None else "yes" if cell else "no" for cell in column.to_list())
    if column.dtype.is_float():
        return tuple("" if cell is None else str(int(cell)) if cell.is_integer() else repr(cell) for cell in column.to_list())
    if column.dtype == pl.Datetime:
        column = column.cast(pl.Date)
    return tuple("" if cell is None else str(cell).strip() for cell in column.to_list())


def _left_out(table: RawTable) -> tuple[Problem, ...]:
    """Return a note for each reason for which rows are no data."""
    return tuple(
        Problem(f"{left.rows:,} × {left.reason} left out ({lines_named(left.lines, left.rows)})", table.file, severity=Severity.NOTE) for left in table.left_out
    )
