"""Where a person's name stands in a text: as whole words, however it is spelled; and what may mean the person and may not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from abmtui.wording import folded, folded_with_sources

if TYPE_CHECKING:
    from abmtui.plan.model import Plan, Stakeholder

ERASED: Final = "[erased]"
"""What stands in the place of a name that was erased."""
_NO_WORD_BEFORE: Final = r"(?:(?<!\w)|(?<=\\[bfnrt]))"
"""The start of a word, also in the text of a file where a line break is written as a letter behind a backslash."""
_NO_WORD_AFTER: Final = r"(?!\w)"
_WITHOUT_GAPS: Final = 0x2E80
"""From this letter on (Chinese, Japanese, Korean) words stand without gaps, so that a name is found within them."""
_ENDING: Final = r"\w{0,3}"
"""What a language may add to a name: Laine, Laineen."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose data is looked for in one account's plan."""

    name: str
    also: tuple[str, ...] = ()
    """Further words that mean this person here."""
    ids: frozenset[str] = frozenset()
    """The ids of the person's rows, those of rows that are gone by now among them."""


@dataclass(frozen=True, slots=True)
class _Words:
    """A person's names as expressions over folded text."""

    found: re.Pattern[str]
    doubtful: re.Pattern[str]
    needles: tuple[str, ...]
    """One of them is in every text where `found` is."""
    hint: str
    """It is in every text where `doubtful` is."""


def spans(text: str, person: Person) -> list[tuple[int, int]]:
    """Return where the person is named, as (start, end) in the text; accents, case, the order of the names and the blanks between do not matter."""
    words = _words(person.name, person.also)
    plain = folded(text)
    return _places(text, words.found) if any(needle in plain for needle in words.needles) else []


def may_be_in(raw: str, person: Person) -> bool:
    """Return whether the raw text of a file may name the person once it is read: it does, or has letters written as numbers."""
    return "\\u" in raw or "\\U" in raw or bool(spans(raw, person))


def redacted(text: str, person: Person) -> str:
    """Return the text with `[erased]` in the place of the name."""
    for start, end in reversed(spans(text, person)):
        text = f"{text[:start]}{ERASED}{text[end:]}"
    return text


def doubtful(text: str, person: Person) -> tuple[str, ...]:
    """Return words that may mean the person and may not, as they stand: the last name alone, or with an ending."""
    words = _words(person.name, person.also)
    if words.hint not in folded(text):
        return ()
    rest = redacted(text, person)
    return tuple(dict.fromkeys(rest[start:end] for start, end in _places(rest, words.doubtful)))


def is_name_of(text: str, person: Person) -> bool:
    """Return whether a text is the person's name and nothing else."""
    return _words(person.name, person.also).found.fullmatch(folded(text).strip()) is not None


def rows_of_person(plan: Plan, person: Person) -> tuple[Stakeholder, ...]:
    """Return the person's rows in a plan."""
    return tuple(row for row in plan.stakeholders if row.id in person.ids or is_name_of(row.name, person))


def nested(value: Any, person: Person) -> Any:
    """Return a value of lists, tables and texts with the name erased in every text and every key."""
    if isinstance(value, str):
        return redacted(value, person)
    if isinstance(value, dict):
        return {redacted(key, person): nested(item, person) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(nested(item, person) for item in value)
    return value


def _places(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    letters, sources = folded_with_sources(text)
    found = []
    for match in pattern.finditer(letters):
        end = sources[match.end() - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        found.append((sources[match.start()], end))
    return found


@cache
def _words(name: str, also: tuple[str, ...]) -> _Words:
    first = _parts(name)
    forms = [_one_form(first), *(_one_form(first[place:], first[:place]) for place in range(1, len(first)))]
    forms += [_one_form(_parts(text)) for text in also]
    last = first[-1]
    run_together = "[._-]?".join(map(re.escape, first))
    return _Words(
        re.compile("|".join(forms)),
        re.compile(f"{_edged(last, re.escape(last) + _ENDING)}|{run_together}"),
        (max(first, key=len), *(max(_parts(text), key=len) for text in also)),
        last,
    )


def _parts(name: str) -> list[str]:
    """Return the words of a name in their usual order: "Laine, Mika" is Mika Laine."""
    last, comma, rest = folded(name).partition(",")
    return [*rest.split(), *last.split()] if comma and rest.strip() else folded(name).split() or [folded(name)]


def _one_form(parts: list[str], behind_comma: list[str] | None = None) -> str:
    text = r"\s+".join(map(re.escape, parts))
    if behind_comma:
        text += r"\s*,\s*" + r"\s+".join(map(re.escape, behind_comma))
    return _edged(parts[0][:1] + (behind_comma or parts)[-1][-1:], text)


def _edged(ends: str, text: str) -> str:
    """Return an expression for whole words; `ends` are its first and last letters."""
    before = _NO_WORD_BEFORE if ord(ends[0]) < _WITHOUT_GAPS else ""
    after = _NO_WORD_AFTER if ord(ends[-1]) < _WITHOUT_GAPS else ""
    return f"{before}{text}{after}"
