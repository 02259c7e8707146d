"""Which letters of a name a search lights."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import LCSseq

from abmtui.portfolio.search_grammar import Term, terms_of
from abmtui.portfolio.search_words import CLEANED
from abmtui.wording import folded_with_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Spans = tuple[tuple[int, int], ...]

_ALIKE: Final = 0.6
"""The least part of the letters that a word shares with a term to be lit for it."""


def lit(query: str, text: str) -> Spans:
    """Spans (first, one past the last) of `text` to light for a search: where a term stands, else the letters its likest word shares.

    Spans are of the text as written, in order and apart. Terms with `!` light nothing.
    """
    letters, sources = _letters(text)
    places = {place for term in terms_of(query) if not term.negated for place in _places(term, letters)}
    return _spans(sorted({sources[place] for place in places}))


@lru_cache(maxsize=4_096)
def _letters(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is searched, folded and without punctuation, and where each of its letters stands."""
    letters, sources = (text.lower(), range(len(text))) if text.isascii() else folded_with_sources(text)
    kept = [(CLEANED.get(letter, letter), source) for letter, source in zip(letters, sources, strict=True)]
    return "".join(letter for letter, _ in kept), [source for letter, source in kept if letter]


def _places(term: Term, letters: str) -> Iterator[int]:
    """Which letters a term lights."""
    if term.start or term.end:
        found = letters.startswith(term.text) if term.start else letters.endswith(term.text)
        first = 0 if term.start else len(letters) - len(term.text)
        yield from range(first, first + len(term.text) * found)
        return
    for word in (term.text,) if term.exact else term.words:
        at = f" {letters}".find(f" {word}")
        at = letters.find(word) if at < 0 else at
        if at >= 0:
            yield from range(at, at + len(word))
        elif not term.exact:
            yield from _shared(word, letters)


def _shared(word: str, letters: str) -> Iterator[int]:
    """The letters that the likest word of the text shares with a mistyped one, in order."""
    starts, place = {}, 0
    for other in letters.split(" "):
        starts[place] = other[: len(word) + 2]
        place += len(other) + 1
    likest = max(starts, key=lambda start: LCSseq.similarity(word, starts[start]))
    if LCSseq.similarity(word, starts[likest]) < _ALIKE * len(word):
        return
    for block in LCSseq.opcodes(word, starts[likest]):
        if block.tag == "equal":
            yield from range(likest + block.dest_start, likest + block.dest_end)


def _spans(places: Sequence[int]) -> Spans:
    """Neighbouring places as spans."""
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return tuple(spans)
