"""What the words of a header mean, in any of ten languages, whatever its case, punctuation, compounds and small slips."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from abmtui.wording import folded

NOISE: Final = "NOISE"
UNIT: Final = "UNIT"
_TOKENS: Final = re.compile(r"[a-z]+|[0-9]+|[%#$€£¥]")
_LINKS: Final = ("", "s", "es", "n", "en", "e", "er")
_SHORT_PARTS: Final = {"id": "last", "nr": "last", "no": "last", "kd": "first", "db": "first"}
_LONGEST_PHRASE: Final = 6
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
_SHORT, _LONG, _MONTHS = 2, 4, 12
_BEGUN, _SPELLED, _TWO_SLIPS = 4, 5, 8
"""Letters from which on a word is recognised by its beginning, with one slip, with two."""
_SHORT_YEARS: Final = range(15, 41)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The ideas of one header; `rules.py` says which field they make."""

    ideas: frozenset[str]
    """Keys of header_words.toml, noise left out."""
    unknown: int = 0
    """Words without a meaning here."""
    guessed: int = 0
    """Words understood only by likeness."""
    year: int | None = None
    """The one year the header names."""
    language: str = ""
    """The language of its words, empty when they are the same in several."""
    units: tuple[str, ...] = ()
    """Words that name a currency or a scale, such as `eur`, `€`, `teur`, `mio`."""


@dataclass(slots=True)
class _Read:
    """What has been read of a header so far."""

    ideas: list[str]
    languages: list[str]
    units: list[str]
    unknown: int = 0
    guessed: int = 0
    years: int = 0
    year: int | None = None

    def add(self, idea: str, language: str, word: str) -> None:
        if idea == UNIT:
            self.units.append(word)
        if idea != NOISE:
            self.ideas.append(idea)
            self.languages.append(language)


def tokens(header: str) -> list[str]:
    """The folded words, digits and signs of a header; CamelCase and underscores are split."""
    split: list[str] = []
    for index, letter in enumerate(header):
        before = header[index - 1] if index else ""
        after = header[index + 1] if index + 1 < len(header) else ""
        if letter.isupper() and before and (before.islower() or before.isdigit() or (before.isupper() and after.islower())):
            split.append(" ")
        split.append(letter)
    return _TOKENS.findall(folded("".join(split)))


@cache
def _vocabulary() -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """Phrase of tokens -> (idea, language), and the same with the blanks left out."""
    path = Path(__file__).with_name("header_words.toml")
    phrases: dict[str, tuple[str, str]] = {}
    for idea, by_language in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for language, text in by_language.items():
            for index, part in enumerate(text.split("|")):
                for entry in [part] if index % 2 else part.split():
                    if words := _TOKENS.findall(entry):
                        phrases.setdefault(" ".join(words), (idea, language))
    joined = {phrase.replace(" ", ""): found for phrase, found in phrases.items()}
    return phrases, joined


@cache
def _spellable() -> list[str]:
    """The words long enough to be recognised when misspelled."""
    return [word for word, (idea, _) in _vocabulary()[1].items() if len(word) >= _SPELLED and idea != NOISE]


@cache
def meaning(header: str) -> Meaning:
    """Return what a header means."""
    words = tokens(header)
    read = _Read([], [], [])
    index = 0
    while index < len(words):
        index += _year(words, index, read) or _phrase(words, index, read) or _word(words[index], read)
    if read.years > 1:
        read.year = None
        read.unknown += 1
    languages = {language for language in read.languages if language != "en"}
    language = languages.pop() if len(languages) == 1 else ("en" if not languages and read.languages else "")
    return Meaning(frozenset(read.ideas), read.unknown, read.guessed, read.year, language, tuple(read.units))


def _year(words: list[str], index: int, read: _Read) -> int:
    """Read a year at `index`: `2024`, `2023/24`, `FY24`; return how many words it took."""
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else ""
    if not word.isdigit():
        return 0
    number = int(word)
    if len(word) == _SHORT and number in _SHORT_YEARS and index:
        number += 2000
    elif len(word) != _LONG or not _FIRST_YEAR <= number <= _LAST_YEAR:
        return 0
    if after.isdigit() and int(after) in {number + 1, (number + 1) % 100}:
        read.years, read.year = read.years + 1, number + 1
        return 2
    if after.isdigit() and len(word) == _LONG and 1 <= int(after) <= _MONTHS:
        read.add("MONTH", "en", after)
        return 2
    read.years, read.year = read.years + 1, number
    return 1


def _phrase(words: list[str], index: int, read: _Read) -> int:
    """Read the longest known phrase at `index`, also one written with blanks inside; return how many words it took."""
    phrases, joined = _vocabulary()
    for length in range(min(_LONGEST_PHRASE, len(words) - index), 0, -1):
        part = words[index : index + length]
        found = phrases.get(" ".join(part))
        if found is None and (length == 1 or min(len(word) for word in part) > _SHORT):
            found = joined.get("".join(part))
        if found is not None:
            read.add(*found, " ".join(part))
            return length
    return 0


def _word(word: str, read: _Read) -> int:
    """Read one word that is in no list: a compound, a slip, a beginning, else unknown."""
    if parts := _compound(word):
        for part in parts:
            read.add(*_vocabulary()[1][part], part)
    elif alike := _alike(word):
        read.guessed += 1
        read.add(*_vocabulary()[1][alike], alike)
    else:
        read.unknown += 1
    return 1


@cache
def _compound(word: str) -> tuple[str, ...]:
    """The known words that make up `word` (kunden + nummer, customer + name, försäljning + s + belopp), as few as possible, else none."""
    joined = _vocabulary()[1]
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for start in range(len(word)):
        before = best[start]
        if before is None:
            continue
        for end in range(start + 2, len(word) + 1):
            part = word[start:end]
            if part not in joined or (len(part) <= _SHORT and _SHORT_PARTS.get(part) != ("last" if end == len(word) else "first" if not start else "")):
                continue
            for link in _LINKS:
                reached = end + len(link)
                if word.startswith(link, end) and (not link or reached < len(word)):
                    known = best[reached]
                    if known is None or len(known) > len(before) + 1:
                        best[reached] = (*before, part)
    return best[-1] or ()


@cache
def _alike(word: str) -> str:
    """The known word that `word` misspells or begins, when that is clear; else empty."""
    if len(word) < _BEGUN or not word.isalpha():
        return ""
    joined = _vocabulary()[1]
    begun = {joined[known][0]: known for known in _spellable() if known.startswith(word)}
    if len(begun) == 1:
        return next(iter(begun.values()))
    if len(word) < _SPELLED:
        return ""
    slips = 1 if len(word) < _TWO_SLIPS else 2
    found = process.extractOne(word, _spellable(), scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found and found[0][0] == word[0] and len(found[0]) >= (_SPELLED, _TWO_SLIPS)[found[1] > 1] else ""
