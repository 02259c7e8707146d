"""Where a table begins: which of the first records is the header, which lie above it, and how wide the table is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from abmtui.sources.cells import heading_share, is_missing, is_numeric, is_period, is_rule
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    Record = Sequence[str]

SEARCHED: Final = 60
"""How many records from the top may be the header."""
PROSE: Final = 80
"""A cell longer than this is a title or a remark, no header."""
SPOKEN: Final = 0.5
"""From this share of cells with the words of headings on, a record speaks like a header."""
_CONTRAST: Final = 0.5
"""A header names at least this share of the numeric columns below it."""
_FILL: Final = 0.4
"""A header fills at least this share of the table's columns."""
_DATA_FILL: Final = 0.5
_FULL: Final = 0.8
"""Of tables that are all text: a header fills at least this share of what the fullest record fills."""
_SOON: Final = 10
"""How many full records may stand above a header of all-text tables."""
_RECURRING: Final = 1 / 3
"""A record of which this share of cells stands in its column below, too, is data."""
_PAIRS_ABOVE: Final = 3
"""How many records like data (`Period, 2024`) may stand above a header."""
_RUN: Final = 3
"""So many whole numbers in a row, each one more than the last, may be a header (months)."""
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """What the first records of a source say about its table."""

    header: int
    """Index of the header record, -1 when there is none."""
    body: int
    """Index of the first data record; the number of records when there is none."""
    names: tuple[str, ...]
    """The header's cells, stripped; empty when there is no header."""
    quality: float
    """0 to 1: how much the header looks like one; 0.5 without a header."""
    words: float = 0
    """The share of the header's cells that are words of headers."""


class _Column:
    """What stands in one column below the record in question."""

    __slots__ = ("filled", "numeric", "periods", "seen")

    def __init__(self) -> None:
        self.filled = self.numeric = self.periods = 0
        self.seen: set[str] = set()

    def add(self, cell: str) -> None:
        if is_missing(cell):
            return
        self.filled += 1
        self.seen.add(cell)
        if is_numeric(cell):
            self.numeric += 1
        if is_period(cell):
            self.periods += 1

    @property
    def typed(self) -> bool:
        return self.numeric * 2 >= self.filled > 0


@dataclass(frozen=True, slots=True)
class _Candidate:
    """How much one record looks like a header, given what stands below it."""

    index: int
    fill: float
    """Share of the table's columns that it fills."""
    contrast: float | None
    """Share of the numeric columns below that it gives a word; None when there are none."""
    words: float
    """Share of its cells that are words of headers."""
    distinct: float
    recurring: float
    """Share of its cells that stand in their column below, too."""
    numbers: float
    """Share of its cells that are numbers, periods of a header aside."""
    prose: bool
    apart: bool
    """Whether a blank record stands between it and what is below."""

    @property
    def score(self) -> float:
        return 2 * (self.contrast or 0) + self.fill + 0.5 * self.words + 0.25 * self.distinct - self.prose - 0.5 * self.apart

    @property
    def like_data(self) -> bool:
        return self.contrast == 0 and self.fill >= _DATA_FILL and self.numbers > 0 and self.words < SPOKEN


def _heading_numbers(record: Record) -> set[int]:
    """Columns whose cell is numeric and yet a heading: two or more different periods, or a run of three or more whole numbers."""
    periods = [column for column, cell in enumerate(record) if is_period(cell)]
    if len({record[column] for column in periods}) == len(periods) > 1:
        return set(periods)
    runs = [column for column, cell in enumerate(record) if cell.isdecimal() and int(cell) <= SEARCHED]
    values = [int(record[column]) for column in runs]
    if len(runs) >= _RUN and all(after - before == 1 for before, after in pairwise(values)):
        return set(runs)
    return set()


def _candidate(index: int, record: Record, below: Sequence[_Column], used: int, *, apart: bool) -> _Candidate:
    named = [(column, cell) for column, cell in enumerate(record) if not is_missing(cell)]
    cells = [cell for _, cell in named]
    label = any(cell.endswith(":") for cell in cells)
    words = 0 if label else heading_share(cells)
    headings = set() if label else _heading_numbers(record)
    if not headings and words > 0:
        headings = {column for column, cell in named if is_period(cell)}
    headings = {column for column in headings if 2 * below[column].periods < max(below[column].filled, 1)}
    typed = [column for column in range(len(below)) if below[column].typed]
    telling = sum(1 for column, cell in named if below[column].typed and (column in headings or not is_numeric(cell)))
    return _Candidate(
        index=index,
        fill=min(1.0, len(named) / max(used, 1)),
        contrast=telling / len(typed) if typed else None,
        words=words,
        distinct=len({folded(cell) for cell in cells}) / len(cells),
        recurring=sum(1 for column, cell in named if cell in below[column].seen) / len(cells),
        numbers=sum(1 for column, cell in named if column not in headings and is_numeric(cell)) / len(cells),
        prose=any(len(cell) > PROSE for cell in cells),
        apart=apart,
    )


def _candidates(records: Sequence[Record]) -> list[_Candidate]:
    """One candidate for each of the first `SEARCHED` records that are neither blank nor a drawn line, from the top."""
    width = max((len(record) for record in records), default=0)
    columns = [_Column() for _ in range(width)]
    used = _used(records, width)
    found: list[_Candidate] = []
    gap = False
    for index in range(len(records) - 1, -1, -1):
        record = records[index]
        filled = [cell for cell in record if cell]
        if not filled or all(is_rule(cell) or is_missing(cell) for cell in filled):
            gap = gap or not filled
            continue
        if index < SEARCHED and any(not is_missing(cell) for cell in filled):
            found.append(_candidate(index, record, columns, used, apart=gap))
        gap = False
        for column, cell in enumerate(record):
            columns[column].add(cell)
    return found[::-1]


def _used(records: Sequence[Record], width: int) -> int:
    """How many columns the table has: those that at least two records, and a tenth of them, fill; one that a single long row fills is none."""
    counts = [0] * width
    filled = 0
    for record in records:
        places = [column for column, cell in enumerate(record) if cell]
        filled += bool(places)
        for column in places:
            counts[column] += 1
    least = max(2, filled / 10) if filled > _FEW else 1
    return sum(count >= least for count in counts)


def _over_numbers(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The header of a table with numeric columns: words where numbers stand below, and no data above it."""
    best: _Candidate | None = None
    data_above = 0
    previous_index, previous_data = -2, False
    for candidate in candidates:
        fits = (candidate.contrast or 0) >= _CONTRAST and candidate.fill >= _FILL
        adjoining = previous_data and previous_index == candidate.index - 1
        if fits and data_above <= _PAIRS_ABOVE and not (adjoining and candidate.words < SPOKEN) and (best is None or candidate.score > best.score):
            best = candidate
        previous_index, previous_data = candidate.index, candidate.like_data
        data_above += candidate.like_data
    return best


def _over_texts(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The header of a table that is all text: the first full record, unless its cells recur below or one soon after speaks like a header."""
    fullest = max(candidate.fill for candidate in candidates)
    full = [candidate for candidate in candidates if candidate.fill >= _FULL * fullest and not candidate.prose]
    if not full:
        return None
    first = next((candidate for candidate in full if candidate.numbers == 0), full[0])
    spoken = next((candidate for candidate in full[:_SOON] if candidate.words >= SPOKEN), None)
    chosen = spoken if spoken and first.words == 0 else first
    if chosen.words < SPOKEN and (chosen.numbers > 0 or chosen.recurring >= _RECURRING):
        return None
    return chosen


def layout_of(records: Sequence[Record]) -> Layout:
    """The layout of a table whose first records these are; cells are stripped, blank records stay in their places."""
    candidates = _candidates(records)
    if not candidates:
        return Layout(-1, len(records), (), 0)
    numbers = any(candidate.contrast is not None for candidate in candidates)
    header = _over_numbers(candidates) if numbers else None
    if header is None and (not numbers or not any(candidate.like_data for candidate in candidates)):
        header = _over_texts(candidates)
    if header is None:
        fullest = max(candidate.fill for candidate in candidates)
        body = next(candidate.index for candidate in candidates if candidate.fill >= _DATA_FILL * fullest)
        return Layout(-1, body, (), 0.5)
    names = _with_groups(records, header.index)
    return Layout(header.index, header.index + 1, names, min(1.0, 0.4 + 0.4 * header.fill + 0.2 * max(header.words, header.contrast or 0)), header.words)


def _with_groups(records: Sequence[Record], header: int) -> tuple[str, ...]:
    """The header's cells, each repeated one led by the heading above it (`2023` over `Revenue`, `Margin`), when that makes them differ."""
    names = tuple(records[header])
    told = [name for name in names if name]
    if header == 0 or len(set(told)) == len(told):
        return names
    groups: list[str] = []
    for cell in (*records[header - 1], *[""] * len(names))[: len(names)]:
        groups.append(cell or (groups[-1] if groups else ""))
    if len({group for group in groups if group}) <= 1:
        return names
    joined = tuple(f"{group} {name}" if group and name and told.count(name) > 1 else name for group, name in zip(groups, names, strict=True))
    rest = [name for name in joined if name]
    return joined if len(set(rest)) == len(rest) else names
