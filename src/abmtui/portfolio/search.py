"""Finding accounts by name or id while a person types: exact hits at once, hits in spite of typos after them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import polars as pl

from abmtui.portfolio.search_exact import Exact, ids_of
from abmtui.portfolio.search_grammar import terms_of
from abmtui.portfolio.search_lit import lit
from abmtui.portfolio.search_typos import Typos
from abmtui.portfolio.search_words import vocabulary

__all__ = ["NO_HITS", "Hits", "SearchIndex", "lit", "literal_hits"]

MOST_EXACT: Final = 200
MOST_LIKELY: Final = 100


@dataclass(frozen=True, eq=False)
class Hits:
    """What a search found."""

    rows: pl.Series = field(default_factory=lambda: pl.Series("row", [], dtype=pl.UInt32))
    """Rows of the list (UInt32), best first, equals in the order of the table; at most `MOST_EXACT` or `MOST_LIKELY`."""
    count: int = 0
    """How many there are in all."""


NO_HITS: Final = Hits()


class SearchIndex:
    """The names of a list, made ready for searching; build it in a thread (about 1.2 s at 1,000,000 names, 110 MB).

    A search text is a line of terms in fzf's grammar, see `search_grammar`. `order` is the rows of the list as the table shows them:
    only those are found, and equals stand in it; without one, all rows in their own order. Safe to call from several threads; the
    interpreter's lock is held for about a millisecond at a time.
    """

    def __init__(self, names: pl.Series, ids: pl.Series | None = None) -> None:
        self._names = vocabulary(names)
        self._exact = Exact(self._names, None if ids is None else ids_of(ids))
        self._typos = Typos(self._names)
        self._ranked: tuple[pl.Series | None, pl.Series] = (None, pl.int_range(len(names), dtype=pl.UInt32, eager=True))
        self._unsorted = self._ranked[1]

    def exact(self, query: str, order: pl.Series | None = None) -> Hits:
        """The rows whose name has every term as written, or whose id is or begins with one; see `search_exact.Exact`."""
        terms = terms_of(query)
        if not terms:
            return NO_HITS
        found = self._exact.matches(terms)
        return _best(found, None if order is None else self._ranks(order), len(self._unsorted))

    def fuzzy(self, query: str, order: pl.Series | None = None) -> Hits:
        """The rows that the terms without a sign likely mean, exact hits among them; terms with one hold as they are written."""
        terms = terms_of(query)
        words = [word for term in terms if not term.exact for word in term.words]
        if not words or not len(self._names.words):
            return NO_HITS
        strict = [term for term in terms if term.exact]
        allowed = self._exact.matches(strict) > 0 if strict else None
        found, count = self._typos.likely(words, self._ranks(order), allowed)
        return Hits(found["row"].head(MOST_LIKELY).cast(pl.UInt32), count)

    def _ranks(self, order: pl.Series | None) -> pl.Series:
        """The place of each row in an order, null where it is not in it; the last one is remembered."""
        known, ranks = self._ranked
        if order is known:
            return ranks
        if order is None:
            return self._unsorted
        nowhere = pl.Series([None], dtype=pl.UInt32).new_from_index(0, len(self._unsorted))
        ranks = nowhere.scatter(order, pl.int_range(len(order), dtype=pl.UInt32, eager=True))
        self._ranked = (order, ranks)
        return ranks


def literal_hits(folded: pl.Series, query: str, order: pl.Series | None = None) -> Hits:
    """What can be found before there is an index: names that contain every term, in the order of the table.

    `folded` are names as `search_words.plain_text` makes them, a row a name. Ids and typos have to wait.
    """
    terms = terms_of(query)
    if not terms:
        return NO_HITS
    fits = pl.repeat(value=True, n=len(folded), dtype=pl.Boolean, eager=True)
    for term in terms:
        fits &= folded.str.contains(term.text, literal=True) != term.negated
    rows = fits.arg_true().cast(pl.UInt32) if order is None else order.filter(fits.gather(order))
    return Hits(rows.head(MOST_EXACT), len(rows))


def _best(found: pl.Series, ranks: pl.Series | None, rows: int) -> Hits:
    """The rows with the greatest match, equals by rank; one number of 64 bits a row sorts both ways at once."""
    hits = (found > 0).arg_true()
    frame = pl.DataFrame({"row": hits, "match": found.gather(hits), "rank": hits if ranks is None else ranks.gather(hits)}).drop_nulls("rank")
    key = (255 - pl.col("match").cast(pl.UInt64)) * rows + pl.col("rank")
    best = frame.with_columns(key.alias("key")).bottom_k(MOST_EXACT, by="key").sort("key")
    return Hits(best["row"].cast(pl.UInt32), frame.height)
