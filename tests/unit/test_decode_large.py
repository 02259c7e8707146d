"""What stands far below the beginning of a long text is found all the same: detection looks at the first 256 KB only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from abmtui.problems import Severity
from abmtui.sources.decode import decode
from abmtui.sources.request import SourceRequest

if TYPE_CHECKING:
    from abmtui.problems import Problem
    from abmtui.sources.table import RawTable

HEADER = b"Customer,City,Revenue\n"
ROW = b'"Acme, Inc.",Rome,%d\n'
MANY = 20_000
BODY = b"".join(ROW % number for number in range(MANY))
"""About 500 KB."""


def decoded(data: bytes) -> tuple[RawTable, tuple[Problem, ...]]:
    """The one table of bytes on stdin, and the problems."""
    (table,), problems = decode("-", SourceRequest(("-",), stdin=data), lambda _share, _what: None)
    return table, problems


def test_an_eight_bit_letter_far_below() -> None:
    """The whole text is read again in the encoding of that letter."""
    table, problems = decoded(HEADER + BODY + "Müller,Köln,1\n".encode("cp1252"))
    assert problems == ()
    assert table.frame.row(-1) == ("Müller", "Köln", "1")
    assert "cp1252" in table.notes[0].what


def test_a_stray_byte_in_a_long_utf_8_text() -> None:
    """Proper letters stay, the stray byte is read as cp1252 and said."""
    table, _ = decoded(HEADER + "Müller,Köln,1\n".encode() * 5 + BODY + b"M\xfcller,Bonn,2\n")
    assert table.frame["Customer"].to_list()[:1] == ["Müller"]
    assert table.frame["Customer"].to_list()[-1] == "Müller"
    assert "1 byte that is no UTF-8 read as cp1252" in table.notes[0].what


def test_line_feeds_in_cells_far_below_move_the_lines() -> None:
    """Every row after them has its true line."""
    table, _ = decoded(HEADER + BODY + b'"Two\nlines","a\r\nb\nc",1\nLast,x,2\n')
    assert table.lines.to_list()[-3:] == [MANY + 1, MANY + 2, MANY + 6]
    assert table.frame.row(-2) == ("Two\nlines", "a\r\nb\nc", "1")


def test_one_long_row_far_below() -> None:
    """It is cut and said, the rest is untouched; however long it is."""
    for extra in (1, 500):
        table, problems = decoded(HEADER + BODY + b"Smith,Jones,x" + b",y" * extra + b"\nLast,x,2\n")
        assert table.frame.shape == (MANY + 2, 3)
        assert [(problem.severity, problem.where) for problem in problems] == [(Severity.MEND, f"-:{MANY + 2}")]


def test_short_rows_far_below() -> None:
    """Only those that lack a delimiter are short; an empty last cell is not."""
    table, problems = decoded(HEADER + BODY + b'Foo,"a,b"\nBar,x,\n')
    assert problems == ()
    assert table.frame.row(-2) == ("Foo", "a,b", None)
    assert [note.what for note in table.notes] == [f"1 row has fewer cells than the header (line {MANY + 2}); the missing ones count as empty"]


@pytest.mark.parametrize("after", [0, 3, 1500])
def test_a_quote_that_never_closes_spoils_its_own_line_only(after: int) -> None:
    """Whether little or much follows; the line is to be mended."""
    table, problems = decoded(HEADER + BODY + b'"Foo,Bonn,1\n' + b'Bar,"Ulm, Donau",2\n' * after)
    assert table.frame.height == MANY + 1 + after
    assert table.frame.row(MANY) == ('"Foo', "Bonn", "1")
    assert table.frame.row(-1) == (("Bar", "Ulm, Donau", "2") if after else ('"Foo', "Bonn", "1"))
    assert table.lines[-1] == MANY + 2 + after
    assert [(problem.severity, problem.where) for problem in problems] == [(Severity.MEND, f"-:{MANY + 2}")]


def test_a_quote_that_never_closes_in_a_small_text() -> None:
    """The same at the very beginning, where detection meets it."""
    table, problems = decoded(b'Name,Revenue\n"Acme,1\n"Bar, Inc.",2\n' + b"Foo,3\n" * 5)
    assert table.frame.rows()[:3] == [('"Acme', "1"), ("Bar, Inc.", "2"), ("Foo", "3")]
    assert table.lines.to_list() == list(range(2, 9))
    assert problems[0].where == "-:2"


def test_hopelessly_quoted_text_ends_in_time() -> None:
    """Every line spoilt: each is read by itself."""
    table, problems = decoded(b"Name,Revenue\n" + b'"Acme,1\n' * 5000)
    assert table.frame.height == 5000
    assert "and 4,995 more" in problems[0].what


def test_a_cell_beyond_the_limit_of_pythons_reader() -> None:
    """131,072 characters are no limit."""
    table, problems = decoded(b'Name,Note,Revenue\nAcme,"' + b"long, " * 50_000 + b'",1\nFoo,x,2\n')
    assert problems == ()
    assert table.frame["Revenue"].to_list() == ["1", "2"]
    assert len(table.frame["Note"][0]) == 300_000


def test_blank_rows_and_repeated_headers_far_below() -> None:
    """Left out with their lines, the first twenty of many."""
    table, _ = decoded(HEADER + BODY + b",,\n" * 30 + HEADER + b"Last,x,2\n")
    assert table.frame.height == MANY + 1
    assert [(part.reason, part.rows, part.lines[0], len(part.lines)) for part in table.left_out] == [
        ("blank row", 30, MANY + 2, 20),
        ("repeated header", 1, MANY + 32, 1),
    ]
