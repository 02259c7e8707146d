"""Where a table begins: which of the first records is the header, which lie above it, and how wide the table is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    Record = Sequence[str]

SEARCHED: Final = 60
"""How many records from the top may be the header."""
PROSE: Final = 80
"""A cell longer than this is a title or a remark, no header."""

_NUMBER_WORDS: Final = re.compile(
    r"(?<![a-zäé])(?:[a-z]{2}\$|us|eur|usd|gbp|chf|sek|nok|dkk|pln|jpy|cny|inr|aud|cad|kr|rs|mio|mrd|mia|tsd|mn|bn|millions?|billions?|thousand|(?<=[\d ])(?:[kmbtzh]|cr|dr|am|pm)"
    r"|jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|mär(?:z)?|apr(?:il)?|ma[iy]|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)(?![a-zäé])\.?",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"(?:(?:fy|q[1-4]|h[12]|[a-zäé]{3,9}\.?)[\s/'-]*)?(?:19|20)\d\d(?:[-/. ](?:\d{1,4}|q[1-4]))?(?:[-/.]\d{1,2})?(?: 00:00:00)?|\d{1,2}[-/.](?:\d{1,2}[-/.])?(?:19|20)\d\d"
    r"|[a-zä]{3}[-/ ']\d\d",
    re.IGNORECASE,
)
_MISSING: Final = frozenset({"", "-", "--", "---", "–", "—", "na", "n/a", "#n/a", "n.a.", "nan", "null", "none", "nil", "?", ".", "k.a.", "tbd", "tbc"})
_RULE: Final = re.compile(r"[-=+_*~:|#.\s]*[-=_*~]{3}[-=+_*~:|#.\s]*")

HEADER_WORDS: Final = frozenset(
    """account accounts name names customer customers client clients company supplier vendor payee beneficiary organisation organization body entity department family area
    id no nr number code key ref reference revenue sales amount total net gross value sum turnover spend price cost costs margin profit budget potential hours quantity qty
    date month year quarter period type category sector industry segment region country city state territory address street zip postcode postal phone email owner manager
    agent rep status stage currency description product transaction invoice order parent group class currency employees since last
    kunde kunden kundennummer kundenname kundennr debitor debitorenkonto firma umsatz betrag erlös erlos menge datum jahr monat ort plz land branche konto lieferant summe netto brutto bezeichnung belegdatum
    client clients société societe fournisseur montant chiffre affaires pays ville cliente nombre importe ventas facturación ingresos pais ciudad fecha fornecedor
    asiakas asiakasnumero nimi yritys liikevaihto myynti toimiala maa päivä paiva kund kundnamn omsättning omsattning belopp försäljning forsaljning bransch ort klant omzet bedrag
    fatturato ragione sociale importo data""".split()
)
"""Words that stand in headers far more often than in data, folded or not."""


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


def is_rule(cell: str) -> bool:
    """Whether a cell holds nothing but the dashes or signs of a drawn line."""
    return _RULE.fullmatch(cell) is not None


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return len(cell) < 5 and cell.lower() in _MISSING


def is_numeric(cell: str) -> bool:
    """Whether a cell is a number, an amount or a date, in any of the usual spellings."""
    if not any(letter.isdigit() for letter in cell):
        return False
    if len(cell) > 40:
        return False
    return not any(letter.isalpha() for letter in (_NUMBER_WORDS.sub("", cell) if any(letter.isalpha() for letter in cell) else cell))


def is_period(cell: str) -> bool:
    """Whether a cell names a year, a quarter, a month or a day."""
    return len(cell) <= 19 and any(letter.isdigit() for letter in cell) and _PERIOD.fullmatch(cell) is not None


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

    @property
    def score(self) -> float:
        return 2 * (self.contrast or 0) + self.fill + 0.5 * self.words + 0.25 * self.distinct - self.prose

    @property
    def like_data(self) -> bool:
        return self.contrast == 0 and self.fill >= 0.5 and self.numbers > 0 and self.words < 0.5


def _words_share(cells: Sequence[str]) -> float:
    hits = 0
    for cell in cells:
        words = [word for word in re.split(r"[^\w]+|_", folded(cell)) if word and not word.isdigit()]
        hits += bool(words) and 2 * sum(word in HEADER_WORDS for word in words) >= len(words)
    return hits / len(cells)


def _heading_numbers(record: Record) -> set[int]:
    """Columns whose cell is numeric and yet a heading: two or more different periods, or a run of three or more whole numbers."""
    periods = [column for column, cell in enumerate(record) if is_period(cell)]
    if len({record[column] for column in periods}) == len(periods) > 1:
        return set(periods)
    runs = [column for column, cell in enumerate(record) if cell.isdecimal() and len(cell) <= 2]
    values = [int(record[column]) for column in runs]
    if len(runs) >= 3 and all(after - before == 1 for before, after in pairwise(values)):
        return set(runs)
    return set()


def _candidate(index: int, record: Record, below: Sequence[_Column], used: int) -> _Candidate:
    named = [(column, cell) for column, cell in enumerate(record) if not is_missing(cell)]
    cells = [cell for _, cell in named]
    words = _words_share(cells)
    headings = _heading_numbers(record)
    if not headings and words > 0:
        headings = {column for column, cell in named if is_period(cell)}
    headings = {column for column in headings if 2 * below[column].periods < max(below[column].filled, 1)}
    typed = [column for column in range(len(below)) if below[column].typed]
    telling = sum(1 for column, cell in named if below[column].typed and (column in headings or not is_numeric(cell)))
    return _Candidate(
        index=index,
        fill=len(named) / max(used, 1),
        contrast=telling / len(typed) if typed else None,
        words=words,
        distinct=len({folded(cell) for cell in cells}) / len(cells),
        recurring=sum(1 for column, cell in named if cell in below[column].seen) / len(cells),
        numbers=sum(1 for column, cell in named if column not in headings and is_numeric(cell)) / len(cells),
        prose=any(len(cell) > PROSE for cell in cells),
    )


def _candidates(records: Sequence[Record]) -> list[_Candidate]:
    """One candidate for each of the first `SEARCHED` records that are neither blank nor a drawn line, from the top."""
    width = max((len(record) for record in records), default=0)
    columns = [_Column() for _ in range(width)]
    used = sum(1 for column in range(width) if any(column < len(record) and record[column] for record in records))
    found: list[_Candidate] = []
    for index in range(len(records) - 1, -1, -1):
        record = records[index]
        filled = [cell for cell in record if cell]
        if not filled or all(is_rule(cell) or is_missing(cell) for cell in filled):
            continue
        if index < SEARCHED and any(not is_missing(cell) for cell in filled):
            found.append(_candidate(index, record, columns, used))
        for column, cell in enumerate(record):
            columns[column].add(cell)
    return found[::-1]


def _over_numbers(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The header of a table with numeric columns: words where numbers stand below, and no data above it."""
    best: _Candidate | None = None
    data_above = 0
    previous_index, previous_data = -2, False
    for candidate in candidates:
        fits = (candidate.contrast or 0) >= 0.5 and candidate.fill >= 0.4
        adjoining = previous_data and previous_index == candidate.index - 1
        if fits and data_above <= 3 and not (adjoining and candidate.words < 0.5) and (best is None or candidate.score > best.score):
            best = candidate
        previous_index, previous_data = candidate.index, candidate.like_data
        data_above += candidate.like_data
    return best


def _over_texts(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The header of a table that is all text: the first full record, unless its cells recur below or one soon after speaks like a header."""
    fullest = max(candidate.fill for candidate in candidates)
    full = [candidate for candidate in candidates if candidate.fill >= 0.8 * fullest and not candidate.prose]
    if not full:
        return None
    first = full[0]
    spoken = next((candidate for candidate in full[:10] if candidate.words >= 0.5), None)
    chosen = spoken if spoken and first.words == 0 else first
    if chosen.words < 0.5 and (chosen.numbers > 0 or chosen.recurring >= 1 / 3):
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
        body = next(candidate.index for candidate in candidates if candidate.fill >= 0.5 * fullest)
        return Layout(-1, body, (), 0.5)
    names = _with_groups(records, header.index)
    return Layout(header.index, header.index + 1, names, min(1.0, 0.4 + 0.4 * header.fill + 0.2 * max(header.words, header.contrast or 0)))


def _with_groups(records: Sequence[Record], header: int) -> tuple[str, ...]:
    """The header's cells, each repeated one led by the heading above it (`2023` over `Revenue`, `Margin`), when that makes them differ."""
    names = tuple(records[header])
    told = [name for name in names if name]
    if header == 0 or len(set(told)) == len(told):
        return names
    groups: list[str] = []
    for cell in (*records[header - 1], *[""] * len(names))[: len(names)]:
        groups.append(cell or (groups[-1] if groups else ""))
    if len({group for group in groups if group}) < 2:
        return names
    joined = tuple(f"{group} {name}" if group and name and told.count(name) > 1 else name for group, name in zip(groups, names, strict=True))
    rest = [name for name in joined if name]
    return joined if len(set(rest)) == len(rest) else names
