"""How a text separates and quotes its cells, found from its beginning; the delimiter that makes the best table wins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from abmtui.sources.cells import is_rule
from abmtui.sources.layout import SPOKEN, Layout, layout_of
from abmtui.sources.records import NO_DELIMITER, RUNAWAY, Dialect, records_of

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS: Final = (",", ";", "\t", "|")
NAMES: Final = {"\t": "tab between columns", NO_DELIMITER: "one column only"}
"""What is said of delimiters that do not show."""
_SURE: Final = 0.9
_LATER: Final = 0.3
"""What a delimiter's score is worth when another one finds a good header further up."""
_SCORED: Final = 500
_PROFILED_CELLS: Final = 3_000
_PROFILED_ROWS: Final = 250
_PROFILED_LEAST: Final = 12
_CONVINCING: Final = 0.45
_WORTH: Final = 0.25
"""A delimiter below this score makes no table: the text has one column."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a text, cut into records."""

    dialect: Dialect
    records: tuple[tuple[str, ...], ...]
    firsts: tuple[int, ...]
    """For each record the number of physical lines before it."""
    layout: Layout
    sound: bool
    """Whether all its quotes are in order."""
    convincing: bool = True
    """Whether its delimiter makes a table beyond doubt."""

    @property
    def wrapped(self) -> bool:
        """Whether every line is one quoted cell that holds several: a CSV file saved as CSV once more."""
        if self.dialect.delimiter != NO_DELIMITER or not self.dialect.quoted or len(self.records) <= 1:
            return False
        return any(all(len(record) == 1 and sign in record[0] for record in self.records if record) for sign in DELIMITERS)


def sampled(text: str, wanted: str, *, whole: bool) -> Sample:
    """The dialect, first records and layout of a text of which this is the beginning (all of it, if `whole`).

    `wanted` is the delimiter that the user named, or empty.
    """
    lines = _lines(text)
    skipped = 0
    if re.fullmatch(r"\"?sep=.\"?\n?", lines[0] if lines else "", re.IGNORECASE):
        wanted, skipped = wanted or lines[0].strip('"\n')[4], 1
    lines = lines[skipped:]
    if wanted:
        return _cut(lines, _dialect(text, wanted), skipped, whole=whole)
    samples = [_cut(lines, _dialect(text, delimiter), skipped, whole=whole) for delimiter in DELIMITERS if delimiter in text]
    scores = [_score(sample) for sample in samples]
    scores = [score * (_LATER if any(_header_above(other, sample) for other in samples) else 1) for score, sample in zip(scores, samples, strict=True)]
    best = scores.index(max(scores)) if scores else -1
    if best < 0 or scores[best] < _WORTH:
        return replace(_cut(lines, _dialect(text, NO_DELIMITER), skipped, whole=whole), convincing=False)
    return replace(samples[best], convincing=scores[best] > _CONVINCING and len(samples[best].records) > 1)


def unwrapped(data: bytes) -> bytes:
    """Text whose lines are each one quoted cell, without those quotes."""
    return re.sub(rb'^"(.*)"(?=\r?$)', lambda match: match[1].replace(b'""', b'"'), data, flags=re.MULTILINE)


def _lines(text: str) -> list[str]:
    """Physical lines by line feed alone: `str.splitlines` also breaks at form feeds and the like."""
    lines = text.replace("\r\n", "\n").replace("\r", " ").split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _dialect(text: str, delimiter: str) -> Dialect:
    sign = re.escape(delimiter)
    if '"' not in text or not re.search(rf'(?:^|[{sign}\n]) ?"', text):
        return Dialect(delimiter, quoted=False)
    return Dialect(
        delimiter,
        escaped=re.search(rf'[^\\{sign}]\\"[^{sign}\r\n]', text) is not None and re.search(rf'[^{sign}\n]""', text) is None,
        spaced=re.search(rf'[{sign}] "[^{sign}"\s][^"\n]*"(?=[{sign}\r\n])', text) is not None,
    )


def _cut(lines: Sequence[str], dialect: Dialect, skipped: int, *, whole: bool) -> Sample:
    records: list[tuple[str, ...]] = []
    firsts: list[int] = []
    sound = True
    for record in records_of(lines, dialect):
        if not whole and not record.sound and record.line + RUNAWAY > len(lines):
            break
        records.append(tuple(record.cells))
        firsts.append(skipped + record.line)
        sound = sound and record.sound
    if not whole and len(records) > 1:
        del records[-1], firsts[-1]
    return Sample(dialect, tuple(records), tuple(firsts), layout_of(_profiled(records)), sound)


def _profiled(records: Sequence[Sequence[str]]) -> list[list[str]]:
    """As many stripped records from the top as are worth looking at, so that 300 columns take no longer than three."""
    profiled: list[list[str]] = []
    cells = 0
    for record in records[:_PROFILED_ROWS]:
        profiled.append([cell.strip() for cell in record])
        cells += len(record)
        if cells > _PROFILED_CELLS and len(profiled) >= _PROFILED_LEAST:
            break
    return profiled


def _header_above(other: Sample, sample: Sample) -> bool:
    """Whether another delimiter finds a good header further up, in more columns or in a header's words: then `sample`'s is one that data use."""
    alike, width = _alike(other)
    good = other.layout.quality > _SURE and alike > _SURE
    more = width > _alike(sample)[1] or other.layout.words >= SPOKEN
    return good and more and _header_line(other) < _header_line(sample)


def _header_line(sample: Sample) -> int:
    header = sample.layout.header
    return sample.firsts[header] if header >= 0 else len(sample.records)


def _alike(sample: Sample) -> tuple[float, int]:
    """The share of records from the header down that have the commonest width over one (shorter ones count half), and that width."""
    top = max(sample.layout.header, 0)
    widths = [len(record) for record in sample.records[top : top + _SCORED] if any(record) and not (len(record) == 1 and is_rule(record[0].strip()))]
    wide = [width for width in widths if width > 1]
    if not wide or (top and len(widths) == 1):
        return 0, 0
    mode = max(sorted(set(wide)), key=wide.count)
    return (widths.count(mode) + 0.5 * sum(1 < width < mode for width in widths)) / len(widths), mode


def _score(sample: Sample) -> float:
    """How good a table the delimiter makes: records of one width, under a header of that width, no other delimiter left inside cells."""
    alike, mode = _alike(sample)
    if not alike:
        return 0
    records = sample.records[:_SCORED]
    others = [sign for sign in DELIMITERS if sign not in {sample.dialect.delimiter, ","}]
    pure = sum(not any(sign in cell for cell in record for sign in others) for record in records) / len(records)
    return alike * (0.2 + 0.8 * sample.layout.quality) * (0.4 + 0.6 * pure) * (1 - 1 / (mode + 1))
