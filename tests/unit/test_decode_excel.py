"""Workbooks: the sheet with the table, its typed cells and its sheet rows."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
import xlsxwriter

from abmtui.problems import Severity
from abmtui.sources.decode import decode
from abmtui.sources.request import SourceRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.problems import Problem
    from abmtui.sources.table import RawTable

at = dt.datetime.fromisoformat


def workbook(sheets: Mapping[str, Mapping[str, Any]], hidden: Sequence[str] = ()) -> bytes:
    """A workbook of sheets, each a mapping of a cell such as `B3` to what stands in it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for place, value in cells.items():
                if isinstance(value, dt.datetime):
                    sheet.write_datetime(place, value, day)
                elif isinstance(value, str) and not value.startswith("="):
                    sheet.write_string(place, value)
                elif isinstance(value, str):
                    sheet.write_formula(place, value, None, "#DIV/0!")
                else:
                    sheet.write(place, value)
    return out.getvalue()


def grid(rows: Sequence[Sequence[Any]], first: int = 1) -> dict[str, Any]:
    """Cells of rows of values from column A of sheet row `first` on; None leaves a cell empty."""
    return {f"{chr(65 + column)}{first + number}": value for number, row in enumerate(rows) for column, value in enumerate(row) if value is not None}


def decoded(data: bytes, sheet: str = "") -> tuple[tuple[RawTable, ...], tuple[Problem, ...]]:
    """What decode makes of a workbook on stdin."""
    return decode("-", SourceRequest(("-",), stdin=data, sheet=sheet), lambda _share, _what: None)


def one(data: bytes, sheet: str = "") -> RawTable:
    """The one table of a workbook that has no problem."""
    tables, problems = decoded(data, sheet)
    assert [problem.sentence() for problem in problems] == []
    (table,) = tables
    return table


def said(table: RawTable) -> str:
    """All notes of a table."""
    return " / ".join(note.what for note in table.notes)


ROWS = (
    ("Customer", "Code", "Revenue", "Count", "Since", "Mixed"),
    ("Acme", "00123", 12.5, 3, at("2024-01-31"), 5),
    ("Foo", "00124", 7, 4, at("2024-02-01"), "A12"),
)


def test_cells_keep_their_types() -> None:
    """Numbers and dates are typed, text such as 00123 stays text, a mixed column is text without a trailing .0."""
    table = one(workbook({"Data": grid(ROWS)}))
    assert table.frame.schema == {"Customer": pl.String, "Code": pl.String, "Revenue": pl.Float64, "Count": pl.Int64, "Since": pl.Date, "Mixed": pl.String}
    assert table.frame.row(0) == ("Acme", "00123", 12.5, 3, dt.date(2024, 1, 31), "5")
    assert table.lines.to_list() == [2, 3]
    assert said(table) == ""


def test_times_stay_with_their_days() -> None:
    """A column that holds a time of day is a Datetime."""
    table = one(workbook({"Data": grid((("Customer", "When"), ("A", at("2024-01-01T12:30")), ("B", at("2024-01-02"))))}))
    assert table.frame["When"].to_list() == [at("2024-01-01T12:30"), at("2024-01-02")]


def test_titles_gaps_and_leading_columns_are_passed_over() -> None:
    """Blank rows and columns before the table, a merged title and a foot change neither rows nor their numbers."""
    cells = {
        "C3": "Revenue by customer",
        "C5": "Customer",
        "D5": "Revenue",
        "C6": "A",
        "D6": 1.5,
        "C8": "B",
        "D8": 2.5,
        "C9": "Total",
        "D9": 4.0,
        "C11": "Report generated on 1 May",
    }
    table = one(workbook({"Data": cells}))
    assert table.frame.rows() == [("A", 1.5), ("B", 2.5), ("Total", 4.0)]
    assert table.lines.to_list() == [6, 8, 9]
    assert [(part.reason, part.lines) for part in table.left_out] == [("above the header", (3,)), ("blank row", (7, 10)), ("below the table", (11,))]
    assert "row 5" in said(table)


def test_a_foot_in_a_numeric_column_does_not_turn_it_into_text() -> None:
    """The type of a column is that of its data rows."""
    table = one(workbook({"Data": {**grid((("Id", "Revenue", "City"), (1, 5.5, "x"), (2, 6.5, "y"))), "A5": "Source: ERP"}}))
    assert table.frame.schema == {"Id": pl.Int64, "Revenue": pl.Float64, "City": pl.String}
    assert table.lines.to_list() == [2, 3]


def test_the_sheet_with_the_most_table_is_read_and_said() -> None:
    """A cover sheet, an empty one and a hidden copy do not get in the way."""
    big = grid((("Customer", "Revenue"), *((f"C{i}", i) for i in range(9))))
    data = workbook({"Cover": {"A1": "Annual report", "B7": "confidential"}, "Empty": {}, "Data": grid(ROWS), "Copy": big}, hidden=("Copy",))
    table = one(data)
    assert table.frame.height == 2
    assert "'Data'" in said(table)
    assert "'Cover'" in said(table)


@pytest.mark.parametrize("wanted", ["Second", "second", "2"])
def test_a_sheet_can_be_named(wanted: str) -> None:
    """By its name in any case, or by its number."""
    data = workbook({"First": grid(ROWS), "Second": grid((("Name", "Sales"), ("Z", 1)))})
    assert one(data, wanted).frame.rows() == [("Z", 1)]


def test_an_unknown_sheet_is_refused_with_those_there_are() -> None:
    """The sentence lists the sheets."""
    tables, problems = decoded(workbook({"First": grid(ROWS), "Second": {}}), "Thrid")
    assert tables == ()
    assert [(problem.severity, "'Second'" in problem.what) for problem in problems] == [(Severity.USAGE, True)]


def test_dates_and_years_in_the_header_are_headers() -> None:
    """Date and number cells of a header read as they would in text."""
    table = one(workbook({"Data": grid((("Customer", at("2024-01-01"), 2023, 2024), ("A", 1, 2, 3), ("B", 4, 5, 6)))}))
    assert table.frame.columns == ["Customer", "2024-01-01", "2023", "2024"]


def test_error_cells_are_empty_and_to_be_mended() -> None:
    """#DIV/0! is no value, and its cell is named."""
    rows = grid((("Customer", "Revenue"), ("A", 1), ("B", "=1/0"), ("C", 3)))
    tables, problems = decoded(workbook({"First": {"A1": "=1/0"}, "Da & ta": rows}), "Da & ta")
    assert tables[0].frame["Revenue"].to_list() == [1, None, 3]
    assert [(problem.severity, problem.where) for problem in problems] == [(Severity.MEND, "-:3")]
    assert "1 cell with an Excel error such as #DIV/0! counts as empty (B3)" in problems[0].what


def test_formulas_without_a_value_are_to_be_mended() -> None:
    """A workbook that a program wrote and no spreadsheet has calculated."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"Data": grid((("Customer", "Revenue"), ("A", 1), ("B", "=1+1")))}))) as whole, zipfile.ZipFile(out, "w") as bare:
        for member in whole.namelist():
            bare.writestr(member, whole.read(member).replace(b' t="e"', b"").replace(b"<v>#DIV/0!</v>", b""))
    tables, problems = decoded(out.getvalue())
    assert tables[0].frame["Revenue"].to_list() == [1, None]
    assert "never calculated counts as empty (B3)" in problems[0].what


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (workbook({"Data": {}}), "is empty"),
        (workbook({"Data": grid((("Customer", "Revenue"),))}), "holds a header and no rows"),
        (workbook({"Data": {"A1": 1, "XFD1048576": 2}}), "delete the empty rows and columns"),
        (workbook({"Data": grid(ROWS)})[:2000], "damaged workbook"),
    ],
    ids=["empty", "header only", "two far corners", "cut short"],
)
def test_workbooks_without_a_table_are_refused(data: bytes, sentence: str) -> None:
    """With a sentence that says what to do."""
    tables, problems = decoded(data)
    assert tables == ()
    assert [problem.severity for problem in problems] == [Severity.SOURCE]
    assert sentence in problems[0].what


def test_a_workbook_with_broken_insides_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever the native reader does about it, nothing reaches the terminal."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"Data": grid(ROWS)}))) as whole, zipfile.ZipFile(out, "w") as broken:
        for member in whole.namelist():
            broken.writestr(member, whole.read(member).replace(b"<sheetData>", b"<sheetData><row r='x'><c"))
    tables, problems = decoded(out.getvalue())
    assert tables == ()
    assert problems[0].severity is Severity.SOURCE
    assert capfd.readouterr().err == ""
