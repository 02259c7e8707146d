"""Sheets of values as one workbook: real numbers and dates, headers that stay and filter, texts that no spreadsheet runs."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_ROWS: Final = 1_048_575
"""Rows below the header that a sheet holds."""
LONGEST_CELL: Final = 32_767
FIRST_YEAR: Final = 1900
"""What a workbook can hold; an older day is text."""
LONGEST_NAME: Final = 31
LEAST_WIDTH: Final = 6
MOST_WIDTH: Final = 60
_LOOKED_AT: Final = 2_000
"""Rows by which a column's width is chosen."""
SAFE: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
    "default_date_format": "yyyy-mm-dd",
    "in_memory": True,
}
MADE: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook's dates have no zone
"""The day of making that every workbook says: the same input gives the same bytes."""
_FORMATS: Final[Mapping[str, str]] = {"number": "#,##0", "decimal": "#,##0.00", "figure": "0.000000", "percent": "0.0%", "date": "yyyy-mm-dd"}
"""How a cell's value is shown; the value itself is whole."""
_UNFIT: Final = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a sheet."""

    text: str
    written: str = ""
    """A key of the number formats; empty: text, or as the value's type asks."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with the format of its own cell."""

    value: Any
    written: str


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet: a header and rows, as many cells as there are headings; None is an empty cell."""

    name: str
    headings: tuple[Heading, ...]
    rows: Sequence[Sequence[Any]]


def refusal(sheets: Sequence[Sheet]) -> str:
    """Return why the sheets fit into no workbook, with what to do; empty when they fit."""
    long = next((sheet for sheet in sheets if len(sheet.rows) > MOST_ROWS), None)
    if long is None:
        return ""
    return f"a sheet holds {MOST_ROWS:,} rows, not the {len(long.rows):,} of {long.name}; choose fewer accounts with --filter, or write html or json"


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets as an XLSX file; the same sheets give the same bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        book.set_properties({"created": MADE})
        looks = {name: book.add_format({"num_format": code, "valign": "top"}) for name, code in _FORMATS.items()}
        looks[""] = book.add_format({"valign": "top"})
        looks["head"] = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        for sheet in sheets:
            _sheet(book.add_worksheet(_UNFIT.sub(" ", sheet.name)[:LONGEST_NAME]), sheet, looks)
    return buffer.getvalue()


def _sheet(page: Any, sheet: Sheet, looks: Mapping[str, Any]) -> None:
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, heading.text[:LONGEST_CELL], looks["head"])
        page.set_column(column, column, _width(heading, [row[column] for row in sheet.rows[:_LOOKED_AT]]))
    for place, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, Shown):
                _write(page, place, column, value.value, looks[value.written])
            else:
                _write(page, place, column, value, looks[_look(value, sheet.headings[column].written)])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), max(len(sheet.headings) - 1, 0))


def _look(value: Any, written: str) -> str:
    return written or ("date" if isinstance(value, dt.date) else "decimal" if isinstance(value, float) else "")


def _write(page: Any, row: int, column: int, value: Any, look: Any) -> None:
    """Write a value as what it is; a number that is none is an empty cell."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, look)
    elif isinstance(value, dt.date) and value.year >= FIRST_YEAR:
        page.write_datetime(row, column, value, look)
    else:
        page.write_string(row, column, cut(str(value)), look)


def cut(text: str) -> str:
    """Return a text that a cell holds; a longer one ends in an ellipsis."""
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _width(heading: Heading, values: Sequence[Any]) -> int:
    """Return a column's width in digits: as wide as its widest value, between two bounds."""
    longest = max((_length(value, heading.written) for value in values), default=0)
    return min(MOST_WIDTH, max(LEAST_WIDTH, longest + 1, len(heading.text) + 3))


def _length(value: Any, written: str) -> int:
    if isinstance(value, Shown):
        value, written = value.value, value.written
    if value is None:
        return 0
    if isinstance(value, float | int) and not isinstance(value, bool):
        return len("100.0%") if written == "percent" else len(f"{value:,.6f}" if written == "figure" else f"{value:,.2f}")
    return max(map(len, str(value).splitlines()), default=0)
