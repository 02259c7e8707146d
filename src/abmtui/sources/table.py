"""One table of a user as it stands in the source: the user's headers, the cells as written, the line of every row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from abmtui.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import polars as pl

    from abmtui.portfolio.model import LeftOut
    from abmtui.problems import Problem

    Progress = Callable[[float, str], None]
    """Told how far the reading is (0 to 1) and what it does."""

LINES_SHOWN: Final = 20
"""How many lines a report of left-out or mended rows names."""


_IN_HEADERS: Final = {0xFEFF: None, 0x200B: None, 0x00: None, 0xA0: " ", 0x202F: " "}


class UnreadableError(Exception):
    """A source that makes no table; the message goes on from "FILE: " and says how to mend it. Never leaves this floor."""

    def __init__(self, what: str, severity: Severity = Severity.SOURCE) -> None:
        super().__init__(what)
        self.severity = severity


@dataclass(frozen=True, eq=False)
class RawTable:
    """One table before anything is understood of it."""

    file: str
    """As the user named it: "-" for stdin, `folder/file` for a file of a folder."""
    frame: pl.DataFrame
    """Data rows only. Columns are the user's headers, stripped and unique. Text sources: all String, cells as written, an empty cell is null.
    Parquet, Arrow, XLSX and JSON: String, Boolean, Int64, Float64, Date or Datetime (without time zone)."""
    lines: pl.Series
    """UInt32: the physical line (text, NDJSON), sheet row (XLSX) or row number (Parquet, Arrow, JSON) of every row of `frame`, from 1."""
    decimal: str = ""
    """The decimal sign that the user named, or empty."""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Problem, ...] = ()
    """What was detected or assumed, all of severity NOTE."""
    delimiter: str = ""
    """What stands between the columns of a text source, or empty: where `1.234` alone cannot tell its decimal sign, `;` can."""


def clean_header(text: str) -> str:
    """The header without outer blanks, line breaks, hard blanks and marks that do not show: what is left is what `--map` has to spell."""
    text = text.translate(_IN_HEADERS).strip()
    return " ".join(text.split()) if any(mark in text for mark in "\r\n\t") else text


def unique_headers(headers: Iterable[str]) -> list[str]:
    """Headers as column names: an empty one becomes `column 3`, a repeated one gets ` (2)`."""
    taken: set[str] = set()
    names: list[str] = []
    for position, header in enumerate(headers, 1):
        wanted = clean_header(header) or f"column {position}"
        name, repeat = wanted, 1
        while name in taken:
            repeat += 1
            name = f"{wanted} ({repeat})"
        taken.add(name)
        names.append(name)
    return names


def lines_named(lines: Iterable[int], count: int) -> str:
    """`line 5`, `lines 5, 7`, or with "and more" when `count` exceeds what is listed."""
    shown = list(lines)[:5]
    text = ", ".join(str(line) for line in shown)
    return ("line " if count == 1 else "lines ") + text + (f" and {count - len(shown):,} more" if count > len(shown) else "")
