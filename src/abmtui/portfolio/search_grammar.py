"""What a search text asks for, in fzf's grammar: blanks mean and, 'exact, ^prefix, suffix$, !not; everything else forgives typos."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import polars as pl

from abmtui.portfolio.search_words import plain_text

_TERMS: Final = 16
_WORDS: Final = 5
"""The most terms of a search, and words of a term, that are read: a match is counted in one byte."""


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a search text, folded and without its signs."""

    text: str
    """Without punctuation, as names are compared; never empty. A hyphen inside has become a blank."""
    raw: str
    """With its punctuation, for ids, in lower case."""
    start: bool = False
    """`^`: the name begins with it."""
    end: bool = False
    """`$`: the name ends with it."""
    exact: bool = False
    """`'`: no typos. Also true with `^`, `$` and `!`, as in fzf."""
    negated: bool = False
    """`!`: the name does not have it."""

    @property
    def words(self) -> tuple[str, ...]:
        """Its words: one, or more where punctuation parts it."""
        return tuple(self.text.split())


@lru_cache(maxsize=256)
def terms_of(query: str) -> tuple[Term, ...]:
    """The terms of a search text; a sign without a word yet, and a word of nothing but punctuation, say nothing."""
    parts = [_signs(part) for part in query.split()[:_TERMS]]
    texts = plain_text(pl.Series([part.raw for part in parts], dtype=pl.String)).to_list()
    return tuple(
        Term(" ".join(text.split()[:_WORDS]), part.raw.lower(), part.start, part.end, part.exact, part.negated)
        for part, text in zip(parts, texts, strict=True)
        if text.split()
    )


def _signs(part: str) -> Term:
    """A word with its signs taken off."""
    negated, part = part.startswith("!"), part.removeprefix("!")
    quoted, part = part.startswith("'"), part.removeprefix("'")
    start, part = part.startswith("^"), part.removeprefix("^")
    end, part = part.endswith("$"), part.removesuffix("$")
    return Term("", part, start, end, quoted or negated or start or end, negated)
