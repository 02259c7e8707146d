"""Names as the words a search compares: folded, without punctuation, each word with the rows it stands in and how rare it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from abmtui.portfolio.folding import folded_column
from abmtui.wording import LEGAL_FORMS

_JOINING: Final = ".'`´&*®™"
"""Left out, so that S.A. is `sa` and AT&T is `att`."""
_PARTING: Final = '-/\\,()+:;|_"!?#@[]{}<>=~^$%\t\r\n\u00a0\u3000'
CLEANED: Final = dict.fromkeys(_JOINING, "") | dict.fromkeys(_PARTING, " ")
"""Punctuation -> what stands for it in a name that is searched."""


LEGAL: Final = tuple(sorted({form.translate({ord("."): None, ord("&"): None, ord("/"): " "}) for form in LEGAL_FORMS}))
"""Legal forms as names spell them without punctuation."""
LEGAL_WEIGHT: Final = 1.0
"""The most that a legal form weighs, however rare it is in a list."""
_SLICE: Final = 131_072
"""Names are split a slice at a time: all their words at once would need another 150 MB for 1,000,000 names."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of a list of names. The series of words belong together, in the order of `hashes`."""

    text: pl.Series
    """A row a name: folded, without punctuation."""
    words: pl.Series
    """Each word once."""
    hashes: pl.Series
    """The hash of each word, ascending (UInt64)."""
    weights: pl.Series
    """How much a word says: ln(1 + names / times it stands in them) (Float32), a legal form at most `LEGAL_WEIGHT`."""
    lengths: pl.Series
    """Letters of each word (UInt8, at most 255)."""
    starts: pl.Series
    """Where the rows of each word begin in `rows`; one entry more than there are words (UInt32)."""
    rows: pl.Series
    """Rows of names, word after word (UInt32)."""
    firsts: pl.Series
    """Beside each of `rows`: whether the name begins with the word."""
    sizes: pl.Series
    """A row a name: how many words it has (UInt8, at most 255)."""

    def rows_of(self, words: pl.Series, values: pl.DataFrame) -> tuple[pl.Series, pl.Series, pl.DataFrame]:
        """The rows that the words at these places stand in, word after word, with repeats.

        Rows (UInt32), whether the name begins with the word, and the values of the word.
        """
        if not len(words):
            return self.rows.clear(), self.firsts.clear(), values.clear()
        spans = pl.DataFrame({"start": self.starts.gather(words), "end": self.starts.gather(words + 1)}).select(_SPAN.alias(_AT))
        beside = spans.hstack(values).explode(_AT)
        return self.rows.gather(beside[_AT]), self.firsts.gather(beside[_AT]), beside.drop(_AT)

    def places(self, words: pl.Series) -> pl.Series:
        """Where words stand in the vocabulary (UInt32); null for those it does not have."""
        if not len(self.words):
            return pl.Series([None], dtype=pl.UInt32).new_from_index(0, len(words))
        hashes = words.hash()
        near = self.hashes.search_sorted(hashes).clip(0, len(self.hashes) - 1).cast(pl.UInt32)
        return pl.select(pl.when(pl.lit(self.hashes.gather(near)) == pl.lit(hashes)).then(pl.lit(near))).to_series()

    def times(self, words: pl.Series) -> int:
        """How often the words at these places stand in the names."""
        return int((self.starts.gather(words + 1) - self.starts.gather(words)).sum())

    def weight_of(self, rows: pl.Series) -> pl.Series:
        """The summed weight of the words of names (Float32)."""
        words = self.text.gather(rows).str.split(" ").to_frame("word").with_row_index("place").explode("word").filter(pl.col("word") != "")
        weights = self.weights.gather(self.places(words["word"]))
        sums = pl.DataFrame({"place": words["place"], "weight": weights}).group_by("place").agg(pl.col("weight").sum())
        return pl.zeros(len(rows), dtype=pl.Float32, eager=True).scatter(sums["place"], sums["weight"])


_AT: Final = "at"
_SPAN: Final = pl.int_ranges("start", "end", dtype=pl.UInt32)


def plain_text(texts: pl.Series) -> pl.Series:
    """Text folded and without punctuation; null is empty."""
    cleaned = folded_column(texts).fill_null("").str.replace_many(list(CLEANED), list(CLEANED.values()))
    return cleaned.str.strip_chars(" ")


def vocabulary(names: pl.Series, at_once: int = _SLICE) -> Vocabulary:
    """The words of names. At 1,000,000 names of as many different words about a second, none of it under the interpreter's lock.

    Words are brought together by a 64-bit hash, which is five times as fast as by their letters; that any two of a million words
    share one has a chance of 1 in 37 million, and the one would then be found in the other's place.
    """
    slices = [_spoken(names.slice(start, at_once), start) for start in range(0, len(names), at_once)]
    texts = pl.concat([_NO_TEXT, *(part for part, _, _ in slices)], rechunk=True)
    spoken = pl.concat([_NOTHING_SPOKEN, *(part for _, part, _ in slices)]).sort("hash")
    known = pl.concat([_NO_WORDS, *(part for _, _, part in slices)])
    del slices
    first = spoken["hash"].ne_missing(spoken["hash"].shift(1)).arg_true().cast(pl.UInt32)
    hashes, rows, firsts = spoken["hash"].gather(first), spoken["row"].rechunk(), spoken["first"].rechunk()
    del spoken
    known = known.sort("hash")
    words = known["word"].filter(known["hash"].ne_missing(known["hash"].shift(1)))
    starts = first.append(pl.Series([len(rows)], dtype=pl.UInt32)).rechunk()
    lengths = words.str.len_chars().clip(0, 255).cast(pl.UInt8)
    return Vocabulary(texts["text"], words, hashes, _weights(words, starts, len(names)), lengths, starts, rows, firsts, texts["size"])


def _weights(words: pl.Series, starts: pl.Series, names: int) -> pl.Series:
    frame = pl.DataFrame({"word": words, "times": starts.slice(1) - starts.head(len(words))})
    rarity = (names / pl.col("times") + 1).log()
    legal = pl.col("word").is_in(LEGAL)
    return frame.select(pl.when(legal).then(rarity.clip(upper_bound=LEGAL_WEIGHT)).otherwise(rarity).cast(pl.Float32)).to_series()


_NO_TEXT: Final = pl.DataFrame(schema={"text": pl.String, "size": pl.UInt8})
_NOTHING_SPOKEN: Final = pl.DataFrame(schema={"row": pl.UInt32, "hash": pl.UInt64, "first": pl.Boolean})
_NO_WORDS: Final = pl.DataFrame(schema={"hash": pl.UInt64, "word": pl.String})


def _spoken(names: pl.Series, start: int) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """(text, size) of some names, (row, hash, first) of every word in them, and (hash, word) once each."""
    text = plain_text(names)
    parts = text.str.split(" ").to_frame("word").with_row_index("row", offset=start)
    sizes = parts["word"].list.len().clip(0, 255).cast(pl.UInt8)
    words = parts.explode("word").filter(pl.col("word") != "")
    hashed = words.with_columns(pl.col("word").hash().alias("hash"), (pl.col("row") != pl.col("row").shift(1)).fill_null(value=True).alias("first"))
    texts = pl.DataFrame({"text": text, "size": sizes})
    return texts, hashed.select("row", "hash", "first"), hashed.select("hash", "word").unique("hash")
