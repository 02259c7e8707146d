"""Whatever table a program writes with the usual delimiters and encodings comes back cell by cell, with the right lines."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.sources.decode import decode
from abmtui.sources.request import SourceRequest

HEADERS = ("Customer", "City", "Revenue", "Order date", "Notes", "Segment")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


@dataclass(frozen=True)
class Written:
    """A table and how it was written."""

    rows: list[list[str]]
    delimiter: str
    encoding: str
    line_end: str
    quote_all: bool
    title: bool

    def data(self) -> bytes:
        """The bytes of the file."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self.delimiter, lineterminator=self.line_end, quoting=csv.QUOTE_ALL if self.quote_all else csv.QUOTE_MINIMAL)
        if self.title:
            text.write(f"Accounts of the north{self.line_end}{self.line_end}")
        writer.writerow(HEADERS[: len(self.rows[0])])
        writer.writerows(self.rows)
        return text.getvalue().encode(self.encoding)

    def expected(self) -> list[tuple[int, tuple[str | None, ...]]]:
        """The physical line and the cells of every row that is not blank."""
        line = 2 + 2 * self.title
        rows: list[tuple[int, tuple[str | None, ...]]] = []
        for row in self.rows:
            if any(cell.strip() for cell in row):
                rows.append((line, tuple(cell or None for cell in row)))
            line += 1 + sum(cell.count("\n") for cell in row)
        return rows


def tables(cell: st.SearchStrategy[str]) -> st.SearchStrategy[Written]:
    """Tables of these cells; the first cell of a row is a name, so that no row can be taken for a footer, a drawn line or a header."""
    names = st.text("abcd", min_size=2, max_size=8).map(str.title)
    width = st.integers(2, len(HEADERS))
    rows = width.flatmap(lambda w: st.lists(st.tuples(names, *[cell] * (w - 2), st.integers(-9999, 9999).map(str)).map(list), min_size=1, max_size=12))
    return st.builds(Written, rows, st.sampled_from(",;\t|"), st.sampled_from(ENCODINGS), st.sampled_from(("\n", "\r\n")), st.booleans(), st.booleans())


def read_back(written: Written, request: SourceRequest) -> list[tuple[int, tuple[str | None, ...]]]:
    """The lines and cells that decode finds, under the headers that were written."""
    found, problems = decode("-", request, lambda _share, _what: None)
    assert not problems
    (table,) = found
    assert tuple(table.frame.columns) == HEADERS[: len(written.rows[0])]
    return list(zip(table.lines, table.frame.rows(), strict=True))


WILD = st.text(st.one_of(st.sampled_from("abc \",;|\t\n'\\"), st.characters(codec="cp1252", exclude_categories=("Cc", "Cs"))), max_size=8)
WORDS = (
    "Müller",
    "GmbH",
    "O'Neil & Co.",
    "Åbo",
    "Société",
    "Größe",
    "ñandú",
    "São-Paulo",
    "x/y",
    "(a)",
    "1,200.50",
    "-5",
    "0012",
    "12.5",
    "2024-01-31",
    '"',
    "\n",
    ",",
    "é",
    "",
)
TAME = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(tables(WILD))
def test_any_table_comes_back_when_its_dialect_is_named(written: Written) -> None:
    """Delimiters, quotes and line feeds inside cells change nothing."""
    request = SourceRequest(("-",), stdin=written.data(), delimiter=written.delimiter, encoding=written.encoding)
    assert read_back(written, request) == written.expected()


@settings(max_examples=100, deadline=None)
@given(tables(TAME))
def test_tables_of_usual_cells_come_back_by_detection_alone(written: Written) -> None:
    """Nobody has to name a delimiter, an encoding or a header line."""
    assert read_back(written, SourceRequest(("-",), stdin=written.data())) == written.expected()
