"""The names that a search means in spite of typos, missing words and other order, the likeliest first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from abmtui.portfolio.search_memory import Memory
from abmtui.portfolio.search_words import LEGAL, LEGAL_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from abmtui.portfolio.search_words import Vocabulary

_EDITS: Final = ((2, 0), (5, 1), (9, 2), (math.inf, 3))
"""Words of at most so many letters forgive so many edits."""
_UNFINISHED: Final = 0.98
"""How alike the start of a word is to it while it is being typed."""
_BEGUN: Final = 0.9
"""How alike it is when another word follows."""
_PARTED: Final = 0.85
"""A word with nothing so alike in the vocabulary is tried as two words written together."""
_HALF: Final = 3
"""The least letters of either of those two."""
_LEAST, _LEAST_OF_BEST = 0.3, 0.6
"""The least likeness of a hit's words, and the least part of the best hit's."""
_LIKENESS: Final = 0.65
"""The part of likeness in the first score; the rest is how much of the name the search covers."""
_LETTERS: Final = 0.5
"""The part of `partial_ratio` in the final score."""
_RATED: Final = 300
"""Hits that are looked at letter by letter."""
_STEP: Final = 0.08
"""Scores closer than this are equals, which the order of the table settles."""
_CHUNK: Final = 2_000
"""Words that rapidfuzz compares at a time: it holds the interpreter's lock meanwhile, for about a millisecond."""
_REMEMBERED: Final = 64


class _Alike(NamedTuple):
    """Words of the vocabulary that one word of the search may mean."""

    words: pl.Series
    """Places in the vocabulary (UInt32), the least alike first."""
    likeness: pl.Series
    """0 to 1 (Float32)."""
    weight: float
    """How much the word of the search says."""


class Typos:
    """The second pass of the search over one vocabulary; remembers the words of the last searches."""

    def __init__(self, names: Vocabulary) -> None:
        self._names = names
        self._known: Memory[tuple[str, bool], _Alike] = Memory(_REMEMBERED)
        self._pairs: Memory[tuple[str, bool], pl.Series] = Memory(_REMEMBERED)

    def likely(self, words: Sequence[str], ranks: pl.Series, allowed: pl.Series | None = None) -> tuple[pl.DataFrame, int]:
        """Rows whose names are likely meant, best first (`row`, `score`, `rank`), and how many there are in all.

        A row scores 65% by how alike its words are, weighted by how rare, and 35% by how much of the name they cover; the best three
        hundred half by that and half by letters in a row, blanks left out. `ranks` is the place of each row in the order of the
        table (null = not shown); `allowed` a Boolean mask of rows.
        """
        rows, count = self._first(self._parted(words), ranks, allowed)
        texts = self._names.text.gather(rows["row"]).str.replace_all(" ", "", literal=True).to_list()
        query = "".join(words)
        letters = pl.Series([fuzz.partial_ratio(query, text) / 100 for text in texts], dtype=pl.Float64)
        score = (pl.col("score") * (1 - _LETTERS) + letters * _LETTERS) / _STEP
        return rows.with_columns(score.round() * _STEP).sort("score", "rank", descending=[True, False]), count

    def _first(self, words: Sequence[str], ranks: pl.Series, allowed: pl.Series | None) -> tuple[pl.DataFrame, int]:
        """The best rows by likeness and cover, and how many are alike enough."""
        likeness, covered = self._sums([self._alike(word, typed=place == len(words) - 1) for place, word in enumerate(words)])
        fits = likeness >= _LEAST
        rows = (fits if allowed is None else fits & allowed).arg_true()
        frame = pl.DataFrame({"row": rows, "rank": ranks.gather(rows), "likeness": likeness.gather(rows)}).drop_nulls("rank")
        frame = frame.filter(pl.col("likeness") >= pl.col("likeness").max() * _LEAST_OF_BEST)
        best = _top(frame, "likeness", 2 * _RATED)
        cover = (covered.gather(best["row"]) / self._names.weight_of(best["row"])).clip(0, 1)
        scored = best.with_columns((pl.col("likeness") * _LIKENESS + cover * (1 - _LIKENESS)).alias("score"))
        return _top(scored, "score", _RATED).select("row", "score", "rank"), frame.height

    def _sums(self, alike: Sequence[_Alike]) -> tuple[pl.Series, pl.Series]:
        """For each row the likeness of its words (0 to 1) and the weight of those that are meant (both Float32)."""
        nothing = pl.zeros(len(self._names.text), dtype=pl.Float32, eager=True)
        likeness = covered = nothing
        whole = sum(found.weight for found in alike)
        for found in alike:
            values = pl.DataFrame({"likeness": found.likeness * (found.weight / whole), "weight": self._names.weights.gather(found.words)})
            rows, _, beside = self._names.rows_of(found.words, values)
            likeness = likeness + nothing.clone().scatter(rows, beside["likeness"])
            covered = covered + nothing.clone().scatter(rows, beside["weight"])
        return likeness, covered

    def _parted(self, words: Sequence[str]) -> Sequence[str]:
        """The words of the search, one that nothing is alike to as two that are in the vocabulary: `supermicro` is super and micro."""
        parted: list[str] = []
        for place, word in enumerate(words):
            found = self._alike(word, typed=place == len(words) - 1)
            near = len(found.words) > 0 and float(found.likeness[-1]) >= _PARTED
            parted.extend([word] if near else self._halves(word))
        return parted

    def _halves(self, word: str) -> Sequence[str]:
        cuts = range(_HALF, len(word) - _HALF + 1)
        known = self._names.places(pl.Series([half for cut in cuts for half in (word[:cut], word[cut:])], dtype=pl.String)).is_not_null().to_list()
        both = [cut for place, cut in enumerate(cuts) if known[2 * place] and known[2 * place + 1]]
        cut = min(both, key=lambda cut: abs(len(word) - 2 * cut), default=len(word))
        return [half for half in (word[:cut], word[cut:]) if half]

    def _alike(self, word: str, *, typed: bool) -> _Alike:
        """The words of the vocabulary that a word may mean, remembered for the next letters of the search."""
        return self._known.answer((word, typed), lambda: self._compared(word, typed=typed))

    def _compared(self, word: str, *, typed: bool) -> _Alike:
        """Words that start with it, or are a few edits away with the same first or last two letters.

        One edit in a word of four letters leaves one of those pairs whole; asking for one keeps a vocabulary of a million words
        to some thousand comparisons.
        """
        names, letters = self._names, len(word)
        edits = next(edits for most, edits in _EDITS if letters <= most)
        first = self._pairs.answer((word[:2], False), lambda: names.words.str.starts_with(word[:2]).arg_true())
        begun = names.words.gather(first).str.starts_with(word)
        places, near = first.filter(begun), first.filter(~begun)
        same = names.words.gather(places) == word
        found = [
            pl.DataFrame({"place": places, "likeness": pl.select(pl.when(pl.lit(same)).then(1.0).otherwise(_UNFINISHED if typed else _BEGUN)).to_series()})
        ]
        if edits:
            last = self._pairs.answer((word[-2:], True), lambda: names.words.str.ends_with(word[-2:]).arg_true())
            about = pl.concat([near, last.filter(~names.words.gather(last).str.starts_with(word[:2]))])
            about = about.filter(names.lengths.gather(about).is_between(max(letters - edits, 0), letters + edits))
            found.append(self._edited(word, about, edits, typed=False))
        if edits and typed:
            found.append(self._edited(word, near.filter(names.lengths.gather(near) > letters), edits, typed=True))
        together = pl.concat(found).sort("likeness", maintain_order=True)
        places, likeness = together["place"].cast(pl.UInt32), together["likeness"].cast(pl.Float32)
        return _Alike(places, likeness, self._weight(word, places, likeness, typed=typed))

    def _edited(self, word: str, places: pl.Series, edits: int, *, typed: bool) -> pl.DataFrame:
        """Which words at these places are at most so many edits away; with `typed` only their first letters are compared."""
        others = self._names.words.gather(places)
        found = [(place, edit) for place, edit in _distances(word, others.str.head(len(word)) if typed else others, edits)]
        at = pl.Series([place for place, _ in found], dtype=pl.UInt32)
        longest = pl.Series([len(word)], dtype=pl.UInt32) if typed else self._names.lengths.gather(places.gather(at)).cast(pl.UInt32).clip(len(word))
        likeness = 1 - pl.Series([edit for _, edit in found], dtype=pl.Float64) / longest
        return pl.DataFrame({"place": places.gather(at), "likeness": likeness * (_UNFINISHED if typed else 1.0)})

    def _weight(self, word: str, places: pl.Series, likeness: pl.Series, *, typed: bool) -> float:
        """How much a word of the search says: as rare as what it finds, unless it is a word of the vocabulary itself."""
        best = float(likeness[-1]) if len(places) else 0.0
        if best == 1.0 and not typed:
            return float(self._names.weights[places[-1]])
        times = self._names.times(places.filter(likeness >= best * _BEGUN)) if len(places) else 1
        rarity = math.log(1 + len(self._names.text) / times)
        return min(rarity, LEGAL_WEIGHT) if word in LEGAL else rarity


def _distances(word: str, others: pl.Series, most: int) -> Iterator[tuple[int, int]]:
    """Place and edits (optimal string alignment: a swap of neighbours is one) of the words within `most` edits."""
    for start in range(0, len(others), _CHUNK):
        choices = others.slice(start, _CHUNK).to_list()
        for _, edits, place in process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=None):
            yield start + place, int(edits)


def _top(frame: pl.DataFrame, by: str, most: int) -> pl.DataFrame:
    """The rows with the greatest values from 0 to 1, equals by `rank`; one number of 64 bits a row sorts both ways at once."""
    key = (1_000_000 - (pl.col(by) * 1_000_000).round()).cast(pl.UInt64) * 2**32 + pl.col("rank")
    return frame.with_columns(key.alias("key")).bottom_k(most, by="key").drop("key")
