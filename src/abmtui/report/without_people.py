"""What is handed on without people: nobody at the account is named, what is said of a person is left out, counts stay."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.model import KINDS, Plan, Stakeholder, Touch, field_specs
from abmtui.plan.references import TARGETS
from abmtui.wording import folded, folded_with_sources

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from abmtui.plan.fields import FieldSpec
    from abmtui.plan.model import Row

PERSON: Final = "[person]"
"""What stands in a text where a stakeholder was named."""
PERSONAL: Final = frozenset({"title", "unit", "relationship", "relationship_desired", "personal_stake", "our_contact", "note"})
"""What is left out of a stakeholder's row: with the account it says who somebody is, or what is at stake for them. The name becomes `person 1`."""
LEFT_OUT: Final[Mapping[str, frozenset[str]]] = {
    "": frozenset({"our_team"}),
    "stakeholder": PERSONAL,
    "touch": frozenset({"who", "our_contact"}),
}
"""Kind of row -> fields that are emptied; the empty kind is the plan itself."""
_LEAST: Final = 2
"""Letters of a last name that is looked for by itself."""
_LEAST_FIRST: Final = 3
_NO_FIRST_NAMES: Final = frozenset({"prof", "mrs", "herr", "frau", "ing", "dipl", "mag", "mme", "sir", "april", "may", "june", "august"})
"""Titles and months: as a first name alone they would hide other things."""


@dataclass(frozen=True)
class Hidden:
    """Hides some people's names in texts: the whole name, the last name or the first name alone, initials with it; accents and case do not matter.

    A word of a name that is written small is a word of the language ("long"), unless the name is written small too; a first name before
    another name is somebody else ("Anna Keskitalo").
    """

    pattern: re.Pattern[str] | None = None
    small: frozenset[str] = frozenset()
    """Folded words of names that are themselves written small."""

    def __call__(self, text: str) -> str:
        """Return the text with `PERSON` for every name in it."""
        if self.pattern is None or not self.pattern.search(folded(text)):
            return text
        return "".join(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[str]:
        assert self.pattern is not None
        letters, sources = folded_with_sources(text)
        done = 0
        for match in self.pattern.finditer(letters):
            end = sources[match.end() - 1] + 1
            if self._other(match, text[sources[match.start(match.lastgroup)] if match.lastgroup else 0], text[end:]):
                continue
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            yield text[done : sources[match.start()]] + PERSON
            done = end
        yield text[done:]

    def _other(self, match: re.Match[str], letter: str, behind: str) -> bool:
        """Return whether a word of a name that begins with `letter` is another word here, or somebody else's first name."""
        if match.lastgroup is None:
            return False
        if letter.islower() and match[match.lastgroup] not in self.small:
            return True
        return match.lastgroup == "first" and bool(re.match(r"[ -]", behind)) and behind[1:2].isupper()


NOBODY: Final = Hidden()


def hidden(names: Iterable[str]) -> Hidden:
    """Return what hides these people's names; a name without a letter hides nothing."""
    wholes: set[str] = set()
    words: set[str] = set()
    small: set[str] = set()
    firsts: set[str] = set()
    for name in names:
        parts = [part.strip(",;") for part in folded(name).split() if any(letter.isalpha() for letter in part)]
        wholes |= {r",?\s+".join(map(re.escape, parts[start:])) for start in range(len(parts) - 1)}
        wholes |= {rf"{re.escape(parts[-1])},?\s+{re.escape(parts[0])}"} if len(parts) > 1 else set()
        alone = dict(_alone(name))
        words |= alone.keys()
        small |= {word for word, written_small in alone.items() if written_small and name.islower()}
        firsts |= _first(name)
    if not words and not wholes:
        return NOBODY
    word, first = (_any_of(map(re.escape, found)) for found in (words, firsts - words))
    return Hidden(re.compile(rf"(?<!\w)(?:(?:{_any_of(wholes)})|(?:[^\W\d_]\.\s*)*(?P<word>{word})|(?P<first>{first}))(?!\w)"), frozenset(small))


def _any_of(patterns: Iterable[str]) -> str:
    """Return a pattern of any of these, the longest first; of none, one that is never found."""
    return "|".join(sorted(patterns, key=lambda text: (-len(text), text))) or "(?!)"


def _first(name: str) -> set[str]:
    """Return the first name, folded, where it may stand alone."""
    word = name.split(maxsplit=1)[0].strip("\"'().,;:[]") if len(name.split()) > 1 else ""
    kept = len(word) >= _LEAST_FIRST and word[0].isupper() and folded(word) not in _NO_FIRST_NAMES
    return {folded(word)} if kept else set()


def _alone(name: str) -> Iterator[tuple[str, bool]]:
    """Yield the words by which a person may be called alone, folded, and whether each is written small: all but the first name and particles."""
    parts = name.split()
    for place, part in enumerate(parts):
        first_name = place == 0 and len(parts) > 1 and not part.endswith(",")
        word = part.strip("\"'().,;:[]")
        if first_name or sum(letter.isalpha() for letter in word) < _LEAST:
            continue
        if not word[0].islower() or name.islower():
            yield from ((folded(piece), piece[0].islower()) for piece in {word, *word.split("-")} if len(piece) >= _LEAST)


def last_met(plan: Plan) -> Mapping[str, dt.date]:
    """Return the day on which each person (by id) was last met, by their row or by a touch."""
    days = {person.id: person.last_touch for person in plan.stakeholders if person.last_touch}
    for touch in plan.touches:
        for who in touch.who:
            if touch.date is not None and (who not in days or touch.date > days[who]):
                days[who] = touch.date
    return days


def without_people(plan: Plan) -> Plan:
    """Return the plan with nobody at the account named: people keep role, reach, influence and last touch, touches lose who it was and what was said."""
    met = last_met(plan)
    hide = hidden(person.name for person in plan.stakeholders)
    known = frozenset(row.id for kind in TARGETS.values() for row in getattr(plan, KINDS[kind].attribute))
    changed: dict[str, Any] = _owner("", plan, hide, known)
    plan = replace(plan, stakeholders=tuple(replace(person, last_touch=met.get(person.id, person.last_touch)) for person in plan.stakeholders))
    for kind in KINDS.values():
        rows: tuple[Row, ...] = getattr(plan, kind.attribute)
        changed[kind.attribute] = tuple(_row(kind.name, row, place, hide, known) for place, row in enumerate(rows, start=1))
    return replace(plan, **changed)


def _row(kind: str, row: Row, place: int, hide: Hidden, known: frozenset[str]) -> Row:
    changed = _owner(kind, row, hide, known)
    if isinstance(row, Stakeholder):
        changed |= {"name": f"person {place}", "extra": {}}
    if isinstance(row, Touch) and row.who:
        changed["insight"] = ""
    return replace(row, **changed)


def _owner(kind: str, owner: Plan | Row, hide: Hidden, known: frozenset[str]) -> dict[str, Any]:
    """Return every field of a plan or row as it may be handed on."""
    empty = type(owner)()
    changed: dict[str, Any] = {name: field_without(spec, getattr(owner, name), hide, known) for name, spec in field_specs(type(owner)).items()}
    changed |= {name: getattr(empty, name) for name in LEFT_OUT.get(kind, ())}
    return {**changed, "extra": _any(owner.extra, hide)}


def field_without(spec: FieldSpec, value: Any, hide: Hidden, known: frozenset[str]) -> Any:
    """Return a field's value with the names in it hidden; a word of its picklist and the id of a row (in `known`) stay."""
    if isinstance(value, tuple | list):
        return tuple(field_without(spec, item, hide, known) for item in value)
    if not isinstance(value, str) or value in spec.choices or (spec.shape in TARGETS and value in known):
        return value
    return hide(value)


def _any(value: Any, hide: Hidden) -> Any:
    """Return a value of whatever shape with the names in its texts hidden, in its keys too."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, dict):
        return {hide(str(key)): _any(item, hide) for key, item in value.items()}
    return type(value)(_any(item, hide) for item in value) if isinstance(value, tuple | list) else value
