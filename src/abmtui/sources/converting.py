"""The cells of one table -> numbers and dates, each column read the way its own cells, its neighbours and the file suggest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from abmtui.sources.dates import Dates, dates
from abmtui.sources.profiles import sample
from abmtui.sources.values import COMMA, POINT, Evidence, Numbers, evidence, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

Certainty = Literal["decided", "assumed", "open"]
_COMMA_LANGUAGES: Final = frozenset({"de", "fr", "es", "fi", "sv", "nl", "it", "pt", "da"})
_SEMICOLON: Final = ";"


@dataclass(frozen=True, slots=True)
class Sign:
    """The decimal sign of a column."""

    sign: str
    certainty: Certainty = "decided"
    """`assumed` from the file, `open` when nothing tells."""
    example: str = ""
    """A cell that may be read in two ways, when not decided."""


class Columns:
    """One table's columns, each converted once."""

    def __init__(self, frame: pl.DataFrame, *, decimal: str = "", delimiter: str = "", language: str = "") -> None:
        self.frame = frame
        self._decimal = decimal
        self._delimiter = delimiter
        self._language = language
        self._numbers: dict[str, Numbers] = {}
        self._stripped: dict[str, pl.Series] = {}
        self._evidence: dict[str, Evidence] = {}

    def number(self, header: str) -> Numbers:
        """The column as numbers."""
        if header not in self._numbers:
            self._numbers[header] = numbers(self.frame[header], self.sign(header).sign)
        return self._numbers[header]

    def date(self, header: str, *, month_first: bool = False, year_starts: bool = False) -> Dates:
        """The column as dates."""
        return dates(self.frame[header], month_first=month_first, year_starts=year_starts)

    def text(self, header: str) -> pl.Series:
        """The column as text without outer blanks; whole numbers without a point, empty cells null."""
        cells = self.frame[header]
        if cells.dtype.is_float():
            whole = cells.cast(pl.Int64, strict=False)
            cells = whole if (cells.drop_nulls() == whole.drop_nulls()).all() else cells
        if cells.dtype != pl.String:
            return cells.cast(pl.String, strict=False)
        stripped = self._stripped.get(header)
        if stripped is None:
            stripped = cells.str.strip_chars()
        blank = stripped == ""
        return stripped.set(blank, None) if blank.any() else stripped

    def sign(self, header: str) -> Sign:
        """The decimal sign of a column: what the user named, what its cells decide, what its neighbours use, what the file suggests."""
        if self._decimal:
            return Sign(self._decimal)
        told = self._told(header)
        if told.sign:
            return Sign(told.sign)
        neighbours = {other.sign for name, other in self._evidence.items() if name != header and other.sign and (other.point or other.comma)}
        if len(neighbours) == 1:
            return Sign(neighbours.pop(), "assumed", self._example(header))
        return self._suggested(header)

    def strip(self, headers: Iterable[str]) -> None:
        """Strip several text columns at once, on all cores; one without outer blanks stays the same memory."""
        texts = [header for header in dict.fromkeys(headers) if self.frame.schema[header] == pl.String]
        blanks = self.frame.lazy().select((pl.col(header).str.strip_chars() != pl.col(header)).any() for header in texts).collect()
        padded = [header for header in texts if blanks[header][0]]
        stripped = self.frame.lazy().select(pl.col(header).str.strip_chars() for header in padded).collect()
        self._stripped = {header: stripped[header] if header in padded else self.frame[header] for header in texts}

    def learn(self, headers: Iterable[str]) -> None:
        """Look at columns before any of them is converted, so that each may lean on its neighbours."""
        for header in headers:
            self._told(header)

    def _told(self, header: str) -> Evidence:
        """What the column's cells tell; a sample suffices when it decides."""
        if header not in self._evidence:
            cells = self.frame[header]
            found = evidence(sample(self.frame.select(header))[header])
            if not (bool(found.point) ^ bool(found.comma)):
                found = evidence(cells) if self._signed(cells) else found
            self._evidence[header] = found
        return self._evidence[header]

    def _signed(self, cells: pl.Series) -> bool:
        return cells.dtype == pl.String and bool(cells.str.contains(r"\d[.,]\d").any())

    def _suggested(self, header: str) -> Sign:
        """What delimiter and language suggest."""
        foreign = self._language in _COMMA_LANGUAGES
        sign = COMMA if foreign or self._delimiter == _SEMICOLON else POINT
        return Sign(sign, "open" if foreign and self._delimiter == COMMA else "assumed", self._example(header))

    def _example(self, header: str) -> str:
        cells = self.frame[header]
        found = cells.filter(cells.str.contains(r"\d[.,]\d{3}")).head(1) if cells.dtype == pl.String else cells.head(0)
        return str(found[0]).strip() if found.len() else ""


def whole_ids(cells: pl.Series) -> pl.Series:
    """Ids without the point that programs add which keep all numbers as fractions: `12347.0` -> `12347`, when every cell is such a number."""
    if cells.dtype != pl.String or not cells.str.ends_with(".0").any() or not cells.drop_nulls().str.contains(r"^\d+(?:\.0)?$").all():
        return cells
    return cells.str.strip_suffix(".0")
