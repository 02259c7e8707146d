"""Rows that are no account's: totals and subtotals, recognised only when certain, and rows without a name."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.sources.headers import meaning, tokens
from abmtui.wording import LEGAL_FORMS, folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TOTAL: Final = "total row"
NAMELESS: Final = "no account name"

_TOTAL_WORDS_LISTED: Final = """
    total totals subtotal subtotals summe zwischensumme teilsumme gesamt gesamtsumme gesamtergebnis gesamtumsatz gesamtbetrag endsumme insgesamt
    teilergebnis ergebnis soustotal somme suma sumatorio yhteensa yht summa valisumma loppusumma kokonaissumma totalt totalsumma delsumma slutsumma totaal
    subtotaal eindtotaal totale subtotale somma totali soma totais sum samlet ialt
"""
_TOTAL_WORDS: Final = frozenset(_TOTAL_WORDS_LISTED.split())
_SUSPECT: Final = (
    r"(?i)(?:^|[^\pL])(?:sub|sous|zwischen|teil|end|väli|loppu|kokonais|del|slut|eind)?[- ]?"
    r"(?:tota(?:l|ls|lt|le|li|is|al|lsumma)|summ[ae]|sum|suma|sumatorio|somm[ae]|soma|gesamt\pL*|insgesamt|yht\pL*|(?:teil)?ergebnis|samlet|i alt)(?:$|[^\pL])|Σ"
)
"""A coarse look at all rows; `_TOTAL_WORDS` decides."""
_FILLER_IDEAS: Final = frozenset(
    {"TOTAL", "PARTY", "ACCOUNT", "REVENUE", "SPEND", "AMOUNT", "VALUE", "NET", "GROSS", "INVOICE", "UNIT", "YEAR", "MONTH", "PAYMENT", "DATE"}
)
_FILLERS_LISTED: Final = """
    grand general generale generales generaal global all alle alla kaikki tous toutes todos tutti overall sub sous kum result final report
"""
_FILLERS: Final = frozenset(_FILLERS_LISTED.split())
_NO_NAMES: Final = frozenset(
    ("", "-", "--", "---", "(blank)", "(leer)", "(vide)", "(en blanco)", "(tom)", "(tyhjä)", "(empty)", "#n/a", "#nv", "null", "(null)", "<null>", "n/a")
)
_LONGEST_NO_NAME: Final = 12
_MOST_CANDIDATES: Final = 20_000
_SOME: Final = 2
"""Rows that a block must have before its sum alone proves a subtotal."""


@dataclass(frozen=True, eq=False)
class Junk:
    """Rows of one file that become no part of any account."""

    totals: pl.Series
    """UInt32 rows."""
    nameless: pl.Series
    """UInt32 rows."""


@dataclass(frozen=True, slots=True)
class _Sums:
    """Values of one file for telling whether a row sums others."""

    values: Sequence[float]
    """0 where there is none."""
    before: Sequence[float]
    """Sum of all ordinary rows above each row; one longer than `values`."""
    marked: Sequence[int]
    """Rows that may be totals, ascending; they are not ordinary."""
    certain: float
    """Sum of all rows but those that are named as totals and nothing else."""

    def rest(self, row: int) -> bool:
        """Whether the row's value is the sum of all ordinary rows, or of all others that are not named as totals."""
        value = self.values[row]
        return len(self.values) > 1 and (self._same(value, self.before[-1]) or self._same(value, self.certain) or self._same(value, self.certain - value))

    def sums_all(self, row: int) -> bool:
        """Whether the row's value is the sum of all rows that are not named as totals."""
        return self._same(self.values[row], self.certain) and not self._same(self.values[row], self.before[-1])

    def at_edge(self, row: int) -> bool:
        """Whether no ordinary row lies above it, or none below."""
        place = bisect_left(self.marked, row)
        return place == row or len(self.marked) - place == len(self.values) - row

    def block(self, row: int, least: int) -> bool:
        """Whether the row's value is the sum of the ordinary rows between it and its neighbours among the marked rows."""
        place = bisect_left(self.marked, row)
        above = self.marked[place - 1] + 1 if place > 0 else 0
        below = self.marked[place + 1] if place < len(self.marked) - 1 else len(self.values)
        upper = row - above >= least and self._same(self.values[row], self.before[row] - self.before[above])
        return upper or (below - row - 1 >= least and self._same(self.values[row], self.before[below] - self.before[row + 1]))

    def run(self, row: int) -> bool:
        """Whether the row's value is the sum of some run of ordinary rows that ends right above it."""
        value, end = self.values[row], self.before[row]
        return any(self._same(value, end - start) for start in self.before[: max(row - 1, 0)])

    def _same(self, value: float, total: float) -> bool:
        slack = max(0.006 + 0.005 * min(len(self.values), 200), 1e-7 * abs(total))
        return value != 0 and abs(value - total) <= min(slack, 1e-3 * abs(value))


def empty_names(names: pl.Series) -> pl.Series:
    """Which names are missing: null, blank, or a word such as `(blank)` (Boolean)."""
    short = names.filter(names.str.len_bytes() <= _LONGEST_NO_NAME).unique()
    words = pl.Series([name for name in short if name.strip().casefold() in _NO_NAMES or not any(letter.isalnum() for letter in name)], dtype=pl.String)
    return names.is_null() | names.is_in(words.implode())


def junk(names: pl.Series, values: pl.Series, labels: pl.DataFrame, facts: pl.DataFrame | None = None) -> Junk:
    """Return the total rows and the rows without a name of one file.

    `names` (String) and `values` (Float64, what is summed) have one row a row of the file; `labels` are its further text columns, any of which may hold
    the word for a total; `facts` are what a customer has and a total has not: ids, and texts that differ from row to row.
    """
    missing = empty_names(names)
    marked = _marked(names, missing, labels)
    sums = _sums(values, marked)
    totals = _totals(marked, names, sums, pl.DataFrame() if facts is None else facts)
    nameless = pl.select(pl.arg_where(pl.lit(missing))).to_series().cast(pl.UInt32)
    last = nameless.tail(1)
    if last.len() and last[0] == names.len() - 1 and last[0] not in marked and _sums(values, {**marked, int(last[0]): "total"}).rest(int(last[0])):
        totals.append(int(last[0]))
    found = pl.Series("row", sorted(totals), dtype=pl.UInt32)
    return Junk(found, nameless.filter(~nameless.is_in(found.implode())).alias("row"))


def _marked(names: pl.Series, missing: pl.Series, labels: pl.DataFrame) -> dict[int, str]:
    """Rows with the word for a total in their name or, when nameless, in another text cell -> that text; ascending."""
    found = {row: names[row] for row in _rows(names.str.contains(_SUSPECT) & ~missing) if any(_total_word(word) for word in tokens(names[row]))}
    blank = missing.arg_true()
    if blank.len():
        for column in labels:
            looked = column.gather(blank)
            for place in _rows(looked.str.contains(_SUSPECT)):
                found.setdefault(int(blank[place]), looked[place])
    return dict(sorted(found.items())[:_MOST_CANDIDATES])


def _rows(mask: pl.Series) -> list[int]:
    return mask.fill_null(value=False).arg_true().to_list()


def _total_word(word: str) -> bool:
    return word in _TOTAL_WORDS


def _sums(values: pl.Series, marked: Mapping[int, str]) -> _Sums:
    if not marked:
        return _Sums((), (0.0,), (), 0.0)
    rows = list(marked)
    ordinary = values.fill_null(0.0).clone()
    listed = ordinary.to_list()
    certain = sum(listed) - sum(listed[row] for row, label in marked.items() if wholly_total(label))
    ordinary.scatter(rows, 0.0)
    return _Sums(listed, [0.0, *ordinary.cum_sum().to_list()], rows, certain)


def _totals(marked: Mapping[int, str], names: pl.Series, sums: _Sums, facts: pl.DataFrame) -> list[int]:
    """The marked rows that are totals."""
    named = [row for row, label in marked.items() if wholly_total(label)]
    found = [row for row in named if _is_named_total(row, names, sums, facts)]
    if any(sums.sums_all(row) for row in found):
        # A grand total that counts `Total Energies` in proves that to be a customer.
        return found
    rest = {row: label for row, label in marked.items() if row not in set(named)}
    surely = [
        row for row, label in rest.items() if _ends_in_total(label) and (_sums_its_name(row, label, names, sums) or (sums.at_edge(row) and sums.rest(row)))
    ]
    blocks = [row for row, label in rest.items() if _ends_in_total(label) and sums.block(row, _SOME)]
    if len(blocks) > 1 or any(sums.block(row, _SOME + 1) for row in blocks):
        surely += blocks
    return sorted({*found, *surely})


def _is_named_total(row: int, names: pl.Series, sums: _Sums, facts: pl.DataFrame) -> bool:
    """Whether a row that is named as a total is one: a customer called Total has an id or a country of its own, like any other, and a value that sums nothing."""
    own = facts.width > 0 and names[row] is not None and all(_is_fact(cell) for cell in facts.row(row))
    return not own or row in {0, names.len() - 1} or sums.rest(row) or sums.block(row, 1) or sums.run(row)


def _is_fact(cell: object) -> bool:
    """Whether a cell says something, and not that the row is a total."""
    return cell is not None and any(letter.isalnum() for letter in str(cell)) and not wholly_total(str(cell))


def _ends_in_total(label: str) -> bool:
    words = tokens(label)
    return bool(words) and (_total_word(words[0]) or _total_word(words[-1]))


def _sums_its_name(row: int, label: str, names: pl.Series, sums: _Sums) -> bool:
    """Whether a row such as `Acme Total` sums the rows of Acme right above it."""
    rest = [word for word in tokens(label) if not _total_word(word)]
    return row > 0 and names[row - 1] is not None and tokens(names[row - 1]) == rest and sums.block(row, 1)


def wholly_total(label: str) -> bool:
    """Whether a text is the word for a total and nothing else: `Grand Total:`, `Summe Kunden 2024`, but not `Summa Oy`."""
    words = tokens(label)
    if not any(_total_word(word) for word in words) or any(word in LEGAL_FORMS for word in folded(label).split()):
        return label.strip() == "Σ"
    left = [word for word in words if not _total_word(word) and word not in _FILLERS and not word.isdigit()]
    understood = meaning(" ".join(left)) if left else None
    return understood is None or (not understood.unknown and not understood.guessed and understood.ideas <= _FILLER_IDEAS)
