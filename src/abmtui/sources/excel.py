"""A sheet of an Excel workbook -> one table with the sheet row of every row; numbers and dates keep their type."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import fastexcel
import polars as pl

from abmtui.portfolio.model import LeftOut
from abmtui.problems import Problem, Severity
from abmtui.sources.contents import OLD_WORKBOOK
from abmtui.sources.layout import Layout, layout_of
from abmtui.sources.quiet import natively
from abmtui.sources.rows import ABOVE, BELOW, kept
from abmtui.sources.table import LINES_SHOWN, RawTable, UnreadableError, unique_headers
from abmtui.sources.workbook import DAMAGED, OLD, empty_cells, refuse_bombs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.sources.request import SourceRequest

_PROFILED: Final = 80
"""Sheet rows that are looked at for the header."""


@dataclass(frozen=True, eq=False)
class _Sheet:
    name: str
    records: list[list[str]]
    """The first rows as stripped text."""
    layout: Layout
    height: int
    visible: bool

    @property
    def score(self) -> float:
        """How much table it holds: data cells under a header, hidden sheets last."""
        named = len([name for name in self.layout.names if name]) or (2 if self.records else 0)
        return max(self.height - self.layout.body, 0) * named * self.layout.quality * (1 if self.visible else 1e-6)


def excel_table(file: str, data: bytes, request: SourceRequest) -> tuple[RawTable, tuple[Problem, ...]]:
    """The table of the named sheet, else of the sheet that holds the most, and the cells that should be mended. Raises UnreadableError."""
    refuse_bombs(data)
    book = natively(lambda: fastexcel.read_excel(data), OLD if data.startswith(OLD_WORKBOOK) else DAMAGED)
    names = book.sheet_names
    wanted = [_named(names, request.sheet)] if request.sheet else names
    sheets = [natively(partial(_profile, book, name), DAMAGED) for name in wanted]
    sheet = max(sheets, key=lambda sheet: sheet.score)
    if sheet.score == 0:
        header_only = any(sheet.layout.header >= 0 for sheet in sheets)
        raise UnreadableError("holds a header and no rows" if header_only else "holds no table" if any(sheet.records for sheet in sheets) else "is empty")
    frame, lines, left_out = _table(file, book, sheet)
    return RawTable(file, frame, lines, request.decimal, left_out, _notes(file, sheet, names)), empty_cells(file, data, sheet.name)


def _named(names: Sequence[str], wanted: str) -> str:
    """The sheet of that name, whatever its case, or of that number from 1."""
    for name in names:
        if name == wanted:
            return name
    for name in names:
        if name.strip().lower() == wanted.strip().lower():
            return name
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise UnreadableError(f"has no sheet {wanted!r}; it has {', '.join(repr(name) for name in names[:20])}", Severity.USAGE)


def _profile(book: fastexcel.ExcelReader, name: str) -> _Sheet:
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, n_rows=_PROFILED, dtypes="string")
    rows = sheet.to_polars().rows() if sheet.width else []
    records = [[_cell_text(cell) for cell in row] for row in rows]
    return _Sheet(name, records, layout_of(records), sheet.total_height, sheet.visible == "visible")


def _cell_text(cell: str | None) -> str:
    return (cell or "").strip().removesuffix(" 00:00:00")


def _table(file: str, book: fastexcel.ExcelReader, sheet: _Sheet) -> tuple[pl.DataFrame, pl.Series, tuple[LeftOut, ...]]:
    """The sheet's data with their types, loaded again without the foot when that keeps a column from being all numbers."""
    layout = sheet.layout
    start = layout.body
    frame = natively(lambda: _loaded(book, sheet.name, start, None), DAMAGED)
    names = [*layout.names, *[""] * (frame.width - len(layout.names))]
    filled = [place for place, column in enumerate(frame.columns) if names[place] or _holds(frame.get_column(column))]
    frame, names = frame[:, filled], [names[place] for place in filled]
    lines = pl.select(line=pl.int_range(start + 1, start + 1 + frame.height, dtype=pl.UInt32)).to_series()
    nothing = pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    keep = kept(frame, names, lines, nothing, file)
    if any(part.reason == BELOW for part in keep.left_out) and keep.rows is not None and keep.rows.len():
        end = int(keep.rows[-1]) + 1
        frame = natively(lambda: _loaded(book, sheet.name, start, end), DAMAGED)[:, filled]
    if keep.rows is not None:
        frame, lines = frame[keep.rows], lines.gather(keep.rows)
    if not frame.height:
        raise UnreadableError("holds a header and no rows" if layout.header >= 0 else "holds no table")
    frame.columns = unique_headers([name or f"column {place + 1}" for place, name in zip(filled, names, strict=True)])
    above = [index + 1 for index, record in enumerate(sheet.records[: max(layout.header, 0)]) if any(record)]
    left_out = (LeftOut(ABOVE, len(above), file, tuple(above[:LINES_SHOWN])),) if above else ()
    return pl.DataFrame([_plain_column(column) for column in frame.get_columns()]), lines, (*left_out, *keep.left_out)


def _loaded(book: fastexcel.ExcelReader, name: str, start: int, rows: int | None) -> pl.DataFrame:
    return book.load_sheet(name, header_row=None, skip_rows=start, n_rows=rows, schema_sample_rows=None).to_polars()


def _holds(column: pl.Series) -> bool:
    if column.dtype == pl.String:
        return bool((column.str.strip_chars().fill_null("") != "").any())
    return column.null_count() < column.len()


def _plain_column(column: pl.Series) -> pl.Series:
    """Whole numbers as Int64, midnights as Date, empty text as null; anything else as it is."""
    if column.dtype == pl.Null:
        return column.cast(pl.String)
    if column.dtype == pl.String:
        return column.set(column == "", None)
    if column.dtype == pl.Float64:
        column = column.set(~column.is_finite(), None)
        whole = ((column == column.round()) & (column.abs() < 2**53)).all()
        return column.cast(pl.Int64) if whole else column
    if column.dtype == pl.Datetime:
        column = column.cast(pl.Datetime("us"))
        return column.cast(pl.Date) if column.dt.hour().eq(0).all() and column.dt.minute().eq(0).all() and column.dt.second().eq(0).all() else column
    return column.cast(pl.String) if column.dtype in (pl.Duration, pl.Time) else column


def _notes(file: str, sheet: _Sheet, names: Sequence[str]) -> tuple[Problem, ...]:
    said = []
    if len(names) > 1:
        others = ", ".join(repr(name) for name in names if name != sheet.name)
        said.append(f"read from sheet {sheet.name!r}; --sheet chooses another ({others})")
    if sheet.layout.header > 0:
        said.append(f"header on row {sheet.layout.header + 1}")
    if sheet.layout.header < 0:
        said.append("no header was found, so the columns are called `column 1`, `column 2` and so on")
    return tuple(Problem(sentence, file, severity=Severity.NOTE) for sentence in said)
