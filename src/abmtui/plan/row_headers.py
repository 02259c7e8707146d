"""Which column of another program's table is which field of a kind of row: by name, by the words of several languages, by likeness."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Final

from abmtui.plan.model import KINDS, field_specs
from abmtui.plan.row_words import ACCOUNT, ACCOUNT_ID, EVERY_KIND, FIRST_NAME, KIND_WORDS, LAST_NAME, ROW_ID, WORDS
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OUTSIDE: Final = (ACCOUNT, ACCOUNT_ID, ROW_ID, FIRST_NAME, LAST_NAME)
"""What a column may hold besides the fields of a kind."""
LIKE: Final = 0.86
"""From this likeness on (difflib's ratio, 0 to 1) a header that is in no list counts as a slip of one that is."""
NEAR: Final = 0.7
"""From this likeness on a field is named as one that the column might be meant for."""
_NEAREST: Final = 3
_SHORT: Final = 4
"""Words below so many letters are too short to be told by likeness, or to make two headers alike."""
_MARKS: Final = re.compile(r"[^0-9a-z]+")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, understood."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """Field of the kind, or one of `OUTSIDE` -> header."""
    guessed: tuple[str, ...] = ()
    """Fields whose header was told by likeness alone."""
    left: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Header that is not taken -> the fields it might be meant for."""
    wrong: tuple[str, ...] = ()
    """Sentences about what was mapped by hand and cannot be."""


def kind_named(word: str) -> str:
    """Return the kind of row that a person calls so ("contacts", "people", "Risks"), else empty."""
    plain = "-".join(_plain(word).split())
    known = {**KIND_WORDS, **{kind: kind for kind in KINDS}}
    near = [plain] if plain in known else get_close_matches(plain, known, 1, LIKE)
    return known[near[0]] if near else ""


def columns_of(kind: str, headers: Sequence[str], own: Mapping[str, str] | None = None) -> Columns:
    """Return which header is which field of a kind; `own` (field -> header, or empty for none) is the user's mapping, which is never questioned."""
    fields, wrong = _own(kind, headers, own or {})
    barred = {name: "" for name, header in (own or {}).items() if not header}
    guessed: list[str] = []
    for by_likeness in (False, True):
        for header in headers:
            if header in fields.values():
                continue
            name = _alike(kind, header, fields | barred) if by_likeness else _said(kind, header, fields | barred)
            if name:
                fields[name] = header
                guessed += [name] * by_likeness
    left = {header: nearest_fields(kind, header) for header in headers if header not in fields.values()}
    return Columns(fields, tuple(guessed), left, wrong)


def nearest_fields(kind: str, header: str) -> tuple[str, ...]:
    """Return the fields of a kind that a header might be meant for, the most alike first; none where none is like it."""
    plain = _plain(header)
    best: Counter[str] = Counter()
    for phrase, name in _phrases(kind).items():
        shared = {word for word in plain.split() if len(word) >= _SHORT} & set(phrase.split())
        best[name] = max(best[name], round(1000 * max(_ratio(plain, phrase), NEAR + 0.1 if shared else 0)))
    return tuple(name for name, score in best.most_common(_NEAREST) if score >= NEAR * 1000)


def looks_like_header(kind: str, cells: Sequence[str]) -> bool:
    """Return whether a line of cells reads as the headings of a kind's table: at least half of its words, and one, say a field outright."""
    filled = [cell for cell in cells if cell.strip()]
    known = sum(_plain(cell) in _phrases(kind) for cell in filled)
    return known > 0 and known * 2 >= len(filled) and len({_plain(cell) for cell in filled}) == len(filled)


def _own(kind: str, headers: Sequence[str], own: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the user's own mapping, and what is wrong in it."""
    known = (*field_specs(KINDS[kind].row), *OUTSIDE)
    fields: dict[str, str] = {}
    wrong: list[str] = []
    for name, header in own.items():
        if name not in known:
            near = get_close_matches(name, known, 1, NEAR)
            told = f"; is {near[0]} meant?" if near else f"; there are {', '.join(known)}"
            wrong.append(f"--map {name}={header}: a {KINDS[kind].label} has no field {name}{told}")
        elif header and header not in headers:
            near = get_close_matches(header, headers, 1, NEAR)
            told = f'; is "{near[0]}" meant?' if near else f"; there are {', '.join(headers)}"
            wrong.append(f'--map {name}={header}: there is no column "{header}"{told}')
        elif header:
            fields[name] = header
    return fields, tuple(wrong)


def _said(kind: str, header: str, taken: Mapping[str, str]) -> str:
    """Return the field that a header says outright, if no other column is it."""
    name = _phrases(kind).get(_plain(header), "")
    return "" if name in taken else name


def _alike(kind: str, header: str, taken: Mapping[str, str]) -> str:
    """Return the field that a header misspells, if no other column is it."""
    plain = _plain(header)
    if len(plain) <= _SHORT or plain in _phrases(kind):
        return ""
    free = {phrase: name for phrase, name in _phrases(kind).items() if name not in taken and name != ROW_ID}
    near = get_close_matches(plain, free, 1, LIKE)
    return free[near[0]] if near else ""


@cache
def _phrases(kind: str) -> dict[str, str]:
    """Return every way to say a field of a kind -> the field: its name and label first, then the words of the lists."""
    said: dict[str, str] = {}
    for name, spec in field_specs(KINDS[kind].row).items():
        said |= {_plain(name): name, _plain(spec.label): name}
    of_kind = [(name, phrase) for name, words in WORDS[kind].items() for phrase in words.split("|")]
    everywhere = [(name, phrase) for name, words in EVERY_KIND.items() for phrase in words.split("|")]
    for name, phrase in (*of_kind, *everywhere):
        said.setdefault(phrase, name)
    return said


@cache
def _plain(header: str) -> str:
    """Return a header as the lists spell it: folded, CamelCase and marks as blanks; `first_name`, `FirstName` and `First-Name` are one."""
    return " ".join(_MARKS.sub(" ", folded(_HUMP.sub(" ", header))).split())


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= NEAR else 0.0
