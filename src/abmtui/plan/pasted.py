"""Lines of tab-separated cells, as spreadsheets and mails put them on the clipboard, as the columns of a table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from abmtui.plan.row_headers import looks_like_header
from abmtui.wording import cleaned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Pasted:
    """A paste as a table."""

    lines: tuple[int, ...] = ()
    """The line of the paste on which each row begins, from 1."""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Heading, or field where there is no line of headings -> cells."""
    headed: bool = False
    """Whether the first line is one of headings."""
    beyond: int = 0
    """Cells for which the table has no column."""


def is_rows(text: str) -> bool:
    """Return whether a paste is rows for a table: several lines, or cells with tabs between."""
    return len(_lines(text)) > 1 or "\t" in text.strip()


def pasted(kind: str, text: str, fields: Sequence[str]) -> Pasted:
    """Return a paste as a table of a kind; without a line of headings its columns are `fields`, from the cursor's on."""
    rows = [(line, cells) for line, cells in _lines(text) if any(cells)]
    headed = len(rows) > 1 and looks_like_header(kind, rows[0][1])
    names = _unique(rows[0][1]) if headed else list(fields)
    body = rows[1:] if headed else rows
    columns = {name: tuple(cells[place] if place < len(cells) else "" for _, cells in body) for place, name in enumerate(names)}
    used = {name: cells for name, cells in columns.items() if headed or any(cells)}
    beyond = sum(1 for _, cells in body for cell in cells[len(names) :] if cell)
    return Pasted(tuple(line for line, _ in body), used, headed, beyond)


def _lines(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the cells of every line with its number; a cell in quotes may hold line breaks, as spreadsheets write it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    plain = [(number, line.split("\t")) for number, line in enumerate(text.split("\n"), 1)]
    rows = plain
    if '"' in text and text.count('"') % 2 == 0:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
        try:
            ends = [(reader.line_num, row) for row in reader]
            rows = [(end + 1, row) for end, (_, row) in zip([0, *(end for end, _ in ends)], ends, strict=False)]
        except csv.Error:  # a cell longer than any is meant for
            rows = plain
    return [(number, tuple(cleaned(cell, lines=True).strip() for cell in cells)) for number, cells in rows]


def _unique(headings: Sequence[str]) -> list[str]:
    """Return headings as names of columns: an empty one is called by its place."""
    return [heading or f"column {place}" for place, heading in enumerate(headings, 1)]
