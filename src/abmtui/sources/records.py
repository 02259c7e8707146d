"""Lines of text -> records of cells, one after the other; a quote that is out of order spoils its own line and no other."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    class Lines(Protocol):
        """A reader of csv: records, and the number of lines taken so far."""

        line_num: int

        def __iter__(self) -> Iterator[list[str]]: ...
        def __next__(self) -> list[str]: ...


NO_DELIMITER: Final = "\x1f"
"""Stands between columns where there is only one: a separator that no text holds."""
RUNAWAY: Final = 1_000
"""A record over more physical lines than this comes from a quote that was never closed."""
_LONGEST_CELL: Final = 16_000_000
_HOPELESS: Final = 200
"""After so many spoilt lines every line is taken for a record: looking for closing quotes in vain would take too long."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are cut."""

    delimiter: str
    quoted: bool = True
    """Whether `"` at the start of a cell opens a quotation."""
    escaped: bool = False
    r"""Whether `\"` inside a quotation stands for a quote."""
    spaced: bool = False
    """Whether a blank stands between a delimiter and an opening quote."""

    @property
    def plain(self) -> bool:
        """Whether polars' reader cuts it the same way."""
        return not (self.escaped or self.spaced)


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in the text."""

    cells: list[str]
    line: int
    """The number of lines before it."""
    taken: int = 1
    """The number of lines it takes."""
    sound: bool = True
    """False when its quotes are out of order."""


def records_of(lines: Sequence[str], dialect: Dialect) -> Iterator[Record]:
    """Every record of the lines (each with its line feed), blank ones too."""
    line = spoilt = 0
    while line < len(lines):
        if spoilt < _HOPELESS:
            for record in _sound(lines, line, dialect):
                yield record
                line = record.line + record.taken
        if line < len(lines):
            yield _spoilt(lines[line], line, dialect)
            line += 1
            spoilt += 1


def _sound(lines: Sequence[str], start: int, dialect: Dialect) -> Iterator[Record]:
    """Records from line `start` on, up to the first whose quotes are out of order."""
    begun = start

    def fed() -> Iterator[str]:
        for place in range(start, len(lines)):
            if place - begun >= RUNAWAY:
                return
            yield lines[place]

    reader = _reader(fed(), dialect, strict=True)
    try:
        for cells in reader:
            end = start + reader.line_num
            yield Record(cells, begun, end - begun)
            begun = end
    except csv.Error:
        return


def _reader(lines: Iterator[str], dialect: Dialect, *, strict: bool) -> Lines:
    csv.field_size_limit(_LONGEST_CELL)  # for the whole process, but nobody relies on a refusal at 131,072 characters
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
        escapechar="\\" if dialect.escaped else None,
        skipinitialspace=dialect.spaced,
        strict=strict,
    )


def _spoilt(text: str, line: int, dialect: Dialect) -> Record:
    """One line by itself; where its quotes do not even pair, they are signs like any other."""
    text = text.rstrip("\r\n")
    if dialect.quoted and text.count('"') % 2 == 0:
        try:
            return Record(next(_reader(iter((text,)), dialect, strict=False), []), line, sound=False)
        except csv.Error:
            pass
    return Record(text.split(dialect.delimiter) if text else [], line, sound=not text)
