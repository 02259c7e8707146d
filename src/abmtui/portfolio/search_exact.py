"""The names that have every term of a search as it is written, and how well each is met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.search_memory import Memory
from abmtui.portfolio.search_words import LEGAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.portfolio.search_grammar import Term
    from abmtui.portfolio.search_words import Vocabulary

INSIDE: Final = 1
START: Final = 2
WHOLE: Final = 3
_FIRST: Final = 1
"""Added when the name begins with the first term."""
_SAME: Final = 2
"""Added when the name is the search and at most a legal form."""
_REMEMBERED: Final = 12
_SHORT: Final = 3
"""Under so many letters only the starts of words count: two letters are inside most names."""


@dataclass(frozen=True, eq=False)
class Ids:
    """The ids of the rows, sorted, so that a prefix is found by bisection."""

    texts: pl.Series
    """Lower case, ascending, no nulls."""
    rows: pl.Series
    """The row of each (UInt32)."""


def ids_of(ids: pl.Series) -> Ids:
    """The ids in order."""
    ordered = ids.cast(pl.String).str.to_lowercase().to_frame("id").with_row_index("row").drop_nulls().sort("id")
    return Ids(ordered["id"], ordered["row"])


class Exact:
    """The first pass of the search over one vocabulary; remembers the words of the last searches, so that a letter more costs little."""

    def __init__(self, names: Vocabulary, ids: Ids | None) -> None:
        self._names = names
        self._ids = ids
        self._hits: Memory[str, pl.Series] = Memory(_REMEMBERED)
        self._tiers: Memory[tuple[str, bool, bool], pl.Series] = Memory(_REMEMBERED)

    def matches(self, terms: Sequence[Term]) -> pl.Series:
        """For each row how well the terms match (UInt8): 0 where one is missing, or a negated one is there.

        The sum over the terms of 3 for a whole word, 2 for the start of one, 1 inside one or in a legal form; the word that is
        still being typed, the last, counts as whole where a word starts with it. Names that begin with the first word, and those
        that are the search and no more, come before their equals.
        """
        total = pl.Series([1], dtype=pl.UInt8).new_from_index(0, len(self._names.text))
        for place, term in enumerate(terms):
            found = self._of_term(term, first=place == 0, typed=place == len(terms) - 1)
            total = _both(total, (found == 0).cast(pl.UInt8) if term.negated else found)
        return self._lifted(" ".join(term.text for term in terms if not term.negated), total)

    def _of_term(self, term: Term, *, first: bool, typed: bool) -> pl.Series:
        if term.start or term.end or (term.exact and len(term.words) > 1):
            return _of_text(self._names.text, term)
        *before, last = term.words
        found = self._of_word(last, first=first and not before, typed=typed)
        for place, word in enumerate(before):
            found = _both(found, self._of_word(word, first=first and place == 0, typed=False))
        return found if self._ids is None else _with_ids(found, self._ids, term.raw)

    def _of_word(self, word: str, *, first: bool, typed: bool) -> pl.Series:
        return self._tiers.answer((word, first, typed), lambda: self._tiered(word, first=first, typed=typed))

    def _tiered(self, word: str, *, first: bool, typed: bool) -> pl.Series:
        """For each row how well it has a word, with `first` one more where the name begins with it."""
        hits = self._hits.answer(word, lambda: self._places(word))
        found = pl.col("word")
        whole = (found == word) | (found.str.starts_with(word) & typed)
        # A legal form is in every tenth name: "ab" means ABB before it means all that end in AB.
        tiers = pl.when(found.is_in(LEGAL)).then(INSIDE).when(whole).then(WHOLE).when(found.str.starts_with(word)).then(START).otherwise(INSIDE)
        ranked = self._names.words.gather(hits).to_frame("word").select(tiers.cast(pl.UInt8).alias("tier")).with_columns(hits.alias("hit")).sort("tier")
        places, begins, beside = self._names.rows_of(ranked["hit"], ranked.select("tier"))
        rows = pl.zeros(len(self._names.text), dtype=pl.UInt8, eager=True).scatter(places, beside["tier"])
        if first:
            lifted = begins & (beside["tier"] > INSIDE)
            rows = rows.scatter(places.filter(lifted), beside["tier"].filter(lifted) + _FIRST)
        return rows

    def _places(self, word: str) -> pl.Series:
        """The words that a word is in, or that begin with it when it is short; found among those of its own beginning where these are remembered."""
        words = self._names.words
        if len(word) < _SHORT and word.isascii():
            return words.str.starts_with(word).arg_true().cast(pl.UInt32)
        begun = [known for known in self._hits.known() if word.startswith(known) and (len(known) >= _SHORT or not known.isascii())]
        if not begun:
            return words.str.contains(word, literal=True).arg_true().cast(pl.UInt32)
        wider = self._hits.answer(max(begun, key=len), lambda: self._places(word))
        return wider.filter(words.gather(wider).str.contains(word, literal=True))

    def _lifted(self, search: str, total: pl.Series) -> pl.Series:
        """Lift the rows whose name is the search and at most a legal form."""
        if not search:
            return total
        rows = ((total > 0) & (self._names.sizes <= search.count(" ") + 2)).arg_true()
        same = self._names.text.gather(rows).is_in([search, *(f"{search} {form}" for form in LEGAL)])
        lifted = rows.filter(same)
        return total.scatter(lifted, total.gather(lifted) + _SAME)


def _both(one: pl.Series, other: pl.Series) -> pl.Series:
    """The sum where neither is 0."""
    return (one + other) * ((one > 0) & (other > 0)).cast(pl.UInt8)


def _of_text(text: pl.Series, term: Term) -> pl.Series:
    """Names that begin or end with a term, are it, or hold a term of several words."""
    if term.start and term.end:
        return (text == term.text).cast(pl.UInt8) * WHOLE
    if term.start:
        return text.str.starts_with(term.text).cast(pl.UInt8) * START
    if term.end:
        return text.str.ends_with(term.text).cast(pl.UInt8) * START
    return text.str.contains(term.text, literal=True).cast(pl.UInt8) * INSIDE


def _with_ids(tiers: pl.Series, ids: Ids, raw: str) -> pl.Series:
    """Also the rows whose id is the term, as good as a whole name, or begins with it when it has three letters."""
    start = ids.texts.search_sorted(raw)
    same = ids.rows.slice(start, ids.texts.search_sorted(raw, side="right") - start)
    found = tiers.clone()
    if len(raw) >= _SHORT:
        begun = ids.rows.slice(start, ids.texts.search_sorted(raw + "\U0010ffff") - start)
        found = found.scatter(begun, tiers.gather(begun).clip(START))
    return found.scatter(same, WHOLE + _FIRST + _SAME)
