"""A workbook: real numbers, dates and truth values, texts that nothing runs, headers that stay and filter, the same bytes at every run."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.report.tables import FORMATS
from abmtui.report.workbook import LONGEST_CELL, MOST_ROWS, Heading, Sheet, Shown, refusal, workbook

TODAY = dt.date(2026, 11, 22)
HOSTILE = ("=1+1", "{=1+1}", "+cmd", "-1", "@SUM(A1)", "http://x.example", "007", "mailto:a@b", "\x00\x1b[31m", "  ")


def parts(data: bytes) -> dict[str, str]:
    """The XML files of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def read(data: bytes, name: str) -> pl.DataFrame:
    """A sheet as another program reads it."""
    return pl.read_excel(io.BytesIO(data), sheet_name=name)


def test_values_are_what_they_are() -> None:
    """Numbers are numbers, dates dates, yes is true, nothing is an empty cell; a share is shown as percent and stays a share."""
    headings = (Heading("Account"), Heading("Revenue", "decimal"), Heading("Share", "percent"), Heading("Due", "date"), Heading("Key"), Heading("Free"))
    rows = [("Neste", 4_024_000.5, 0.083, TODAY, True, Shown(12, "number")), ("Valmet", None, float("nan"), dt.date(1066, 10, 14), False, None)]

    data = workbook([Sheet("Accounts", headings, rows)])
    found = read(data, "Accounts")

    assert found["Revenue"].to_list() == [4_024_000.5, None]
    assert found["Share"].to_list() == [0.083, None]
    assert found["Free"].to_list() == [12, None]
    assert found["Key"].to_list() == [True, False]
    assert str(found["Due"][0]).startswith("2026-11-22")
    assert str(found["Due"][1]).startswith("1066-10-14")
    assert 'formatCode="0.0%"' in parts(data)["xl/styles.xml"]


def test_headers_stay_and_filter() -> None:
    """The first line is frozen and filters its columns; a column is as wide as what stands in it, within bounds; an empty sheet holds its header."""
    sheets = [Sheet("A/B: *", (Heading("Text"), Heading("Long")), [("x", "word " * 50)]), Sheet("Empty", (Heading("Goal"),), [])]
    found = parts(workbook(sheets))
    page = found["xl/worksheets/sheet1.xml"]

    assert 'state="frozen"' in page
    assert '<autoFilter ref="A1:B2"/>' in page
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', page)]
    assert 6 < widths[0] < 9
    assert 60 <= widths[1] < 62
    assert 'name="A B   "' in found["xl/workbook.xml"]
    assert "Goal" in found["xl/sharedStrings.xml"]


@settings(max_examples=20, deadline=None)
@given(st.one_of(st.text(max_size=20), st.sampled_from(HOSTILE)))
def test_no_text_is_run(text: str) -> None:
    """Whatever a text is, it is neither a formula nor a link, as value and as heading."""
    found = parts(workbook([Sheet("S", (Heading(text or "x"), Heading("b")), [(text, text)])]))
    page = found["xl/worksheets/sheet1.xml"]

    assert "<f>" not in page
    assert "hyperlink" not in page


def test_a_text_longer_than_a_cell_ends_in_an_ellipsis() -> None:
    """A cell holds 32,767 letters; what is cut off is seen to be."""
    assert read(workbook([Sheet("S", (Heading("a"),), [("a" * 40_000,)])]), "S")["a"][0] == "a" * (LONGEST_CELL - 1) + "\u2026"


def test_the_same_bytes_at_every_run() -> None:
    """Nothing in a workbook says when it was made: of a review and of the table of accounts."""
    sheet = Sheet("S", (Heading("a"),), [(TODAY,), ("x",)])
    frame = pl.DataFrame({"id": ["=1", "b"], "value": [1.5, None]})

    assert workbook([sheet]) == workbook([sheet])
    assert "2000-01-01" in parts(workbook([sheet]))["docProps/core.xml"]
    assert "2000-01-01" in parts(b"".join(FORMATS["xlsx"].write(frame)))["docProps/core.xml"]


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    """A sentence says how many there are and what to do."""
    sheet = Sheet("Accounts", (Heading("a"),), [()] * (MOST_ROWS + 1))

    assert "1,048,576 of Accounts" in refusal([sheet])
    assert refusal([Sheet("Few", (Heading("a"),), [("x",)])]) == ""
