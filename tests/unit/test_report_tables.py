"""A frame written out: raw values for programs, harmless for spreadsheets, aligned for eyes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile

import polars as pl
import pytest

from abmtui.formats import Formats
from abmtui.report.tables import FORMATS, WIDEST, table_lines

FRAME = pl.DataFrame(
    {
        "id": ["007", "-1", "x"],
        "name": ["=cmd()", "Wärtsilä \x1b[31m", None],
        "revenue": [-1234.5, float("nan"), 1e6],
        "share": [0.25, None, 0.0],
        "change": [-0.04, None, 20.0],
        "open_flags": pl.Series([2, None, 0], dtype=pl.UInt32),
        "key_account": [True, False, None],
        "next_review": [dt.date(2026, 3, 1), None, dt.date(2024, 2, 29)],
        "class": pl.Series(["A", "B", "C"], dtype=pl.Enum(["A", "B", "C"])),
    }
)


def written(form: str, frame: pl.DataFrame = FRAME) -> bytes:
    """The whole output."""
    return b"".join(FORMATS[form].write(frame))


def test_csv_runs_no_formula_and_leaves_numbers_alone() -> None:
    """A leading = + - @ tab CR or NUL in a text gets an apostrophe; -1234.5 stays a number."""
    signs = ["=1", "+1", "-1", "@x", "\tx", "\rx", "\x00x", "a=1", ""]
    rows = list(csv.reader(io.StringIO(written("csv", pl.DataFrame({"=n": signs, "v": [-1.5] * 9})).decode(), newline="")))

    assert rows[0] == ["'=n", "v"]
    assert [row[0] for row in rows[1:]] == ["'=1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "'\x00x", "a=1", ""]
    assert {row[1] for row in rows[1:]} == {"-1.5"}


def test_csv_holds_raw_values() -> None:
    """Ids keep their zeros, dates are ISO, what is no number is empty, controls stay."""
    rows = list(csv.reader(io.StringIO(written("csv").decode())))

    assert rows[0] == FRAME.columns
    assert rows[1] == ["007", "'=cmd()", "-1234.5", "0.25", "-0.04", "2", "true", "2026-03-01", "A"]
    assert rows[2] == ["'-1", "Wärtsilä \x1b[31m", "", "", "", "", "false", "", "B"]


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_json_is_raw_and_never_nan(form: str) -> None:
    """Every row is an object; NaN is null; control signs are escaped, not changed."""
    text = written(form).decode()
    rows = json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]

    assert "\x1b" not in text
    assert rows[1]["name"] == "Wärtsilä \x1b[31m"
    assert rows[1]["revenue"] is None
    assert rows[0] == {
        "id": "007",
        "name": "=cmd()",
        "revenue": -1234.5,
        "share": 0.25,
        "change": -0.04,
        "open_flags": 2,
        "key_account": True,
        "next_review": "2026-03-01",
        "class": "A",
    }


@pytest.mark.parametrize("rows", [0, 1, 2_000, 4_001])
def test_json_in_pieces_is_one_list(rows: int) -> None:
    """Whatever the number of rows, the list is whole."""
    assert json.loads(written("json", pl.DataFrame({"v": range(rows)}))) == [{"v": value} for value in range(rows)]
    assert written("csv", pl.DataFrame({"v": range(rows)})).count(b"\n") == rows + 1


def test_parquet_is_the_frame() -> None:
    """Types and values survive."""
    assert pl.read_parquet(io.BytesIO(written("parquet"))).equals(FRAME, null_equal=True)


def test_a_workbook_holds_text_as_text() -> None:
    """No formula, no link, no number made of an id."""
    frame = pl.DataFrame({"id": ["007"], "name": ["=1+1"], "link": ["http://x.example"], "none": [float("nan")]})
    with zipfile.ZipFile(io.BytesIO(written("xlsx", frame))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()

    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert "007" in texts
    assert "=1+1" in texts


def test_the_table_for_eyes_lines_up_and_groups_numbers() -> None:
    """Numbers to the right, in the locale; shares as percent; empty cells stay empty."""
    lines = "".join(table_lines(FRAME.drop("name"), Formats())).splitlines()

    assert lines[0].split() == ["id", "revenue", "share", "change", "open_flags", "key_account", "next_review", "class"]
    assert lines[1].split() == ["007", "-1,234.50", "25.0%", "-4%", "2", "yes", "2026-03-01", "A"]
    assert lines[3].split()[-1] == "C"
    assert ">999%" in lines[3]


def test_whole_money_has_no_decimals() -> None:
    """A column of whole numbers is not padded with zeros."""
    assert "".join(table_lines(pl.DataFrame({"revenue": [1000.0, 2.0]}), Formats())).split() == ["revenue", "1,000", "2"]


def test_a_long_or_broken_name_stays_on_its_line() -> None:
    """An ellipsis shows that something was cut; a line break in a name is a mark."""
    lines = "".join(table_lines(pl.DataFrame({"name": ["x" * 500, "a\nb", "株" * 40]}), Formats())).splitlines()

    assert len(lines) == 4
    assert lines[1] == "x" * (WIDEST - 1) + "…"
    assert lines[2] == "a␊b"
    assert lines[3].endswith("…")


def test_a_frame_without_rows_is_its_headings() -> None:
    """Nothing found is still a table."""
    assert "".join(table_lines(FRAME.clear(), Formats())).count("\n") == 1


def test_a_column_of_lists_is_written_as_its_items() -> None:
    """As in CSV: semicolons between; an empty list and no list are blank cells."""
    frame = pl.DataFrame({"name": ["a", "b", "c"], "pain_points": [["cost", "time"], [], None]}, schema_overrides={"pain_points": pl.List(pl.String)})
    assert [line.split(None, 1)[1:] for line in "".join(table_lines(frame, Formats())).splitlines()] == [["pain_points"], ["cost; time"], [], []]


def test_what_a_format_cannot_hold_is_text() -> None:
    """Lists, bytes, days before 1900, endless texts and time zones of a source's own columns stop no export."""
    frame = pl.DataFrame(
        {
            "list": [["a", "b"]],
            "bytes": [b"x"],
            "old": [dt.date(1850, 1, 1)],
            "long": ["y" * 40_000],
            "zoned": pl.Series([dt.datetime(2025, 1, 1, tzinfo=dt.UTC)]),
            "time": [dt.time(9, 30)],
        }
    )

    for form in FORMATS:
        assert written(form, frame)
    assert "1850-01-01" in written("csv", frame).decode()
    assert json.loads(written("json", frame))[0]["list"] == ["a", "b"]
    assert "".join(table_lines(frame, Formats())).count("\n") == 2
