"""What a picklist offers, and which of it a few typed letters mean."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.plan.model import FieldSpec, Plan


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a picklist."""

    text: str
    """What a person would type for it; raw, so through `wording.shown` on its way out."""
    hint: str = ""
    """A few words beside it, not typed."""
    means: str = ""
    """What is read for it where its text alone would mean several things: a row's id."""


def choices_for(spec: FieldSpec, plan: Plan) -> tuple[Choice, ...]:
    """Return what a field offers to pick from; empty for fields that are only typed."""
    if spec.shape == "yes":
        return (Choice("yes"), Choice("no"))
    if spec.shape == "scale":
        return (Choice("1", "low"), Choice("2"), Choice("3"), Choice("4"), Choice("5", "high"))
    if spec.shape in {"person", "people"}:
        return _references(tuple((row.id, row.name, row.role) for row in plan.stakeholders))
    if spec.shape == "goal":
        return _references(tuple((row.id, row.name, row.whose) for row in plan.goals))
    return tuple(Choice(word) for word in spec.choices)


def _references(rows: Sequence[tuple[str, str, str]]) -> tuple[Choice, ...]:
    """Return (id, name, word beside it) rows to pick from; of equal names each is told by its id."""
    names = Counter(folded(name) for _, name, _ in rows)
    return tuple(
        Choice(name, word) if names[folded(name)] == 1 else Choice(name, " · ".join(part for part in (word, row) if part), row)
        for row, name, word in rows
        if name
    )


def meant(choices: Sequence[Choice], typed: str) -> tuple[int, ...]:
    """Return the places of the choices that `typed` may mean: those that begin with it, then a word of theirs does; only without such those that hold it."""
    query = folded(typed.strip())
    if not query:
        return tuple(range(len(choices)))
    ranked = sorted((_rank(folded(choice.text), query), place) for place, choice in enumerate(choices))
    begun = tuple(place for rank, place in ranked if rank <= _WORD)
    return begun or tuple(place for rank, place in ranked if rank < _NOT)


def begins(choice: Choice, typed: str) -> bool:
    """Return whether the choice, or a word of it, begins with what was typed: then Enter takes it."""
    query = folded(typed.strip())
    return bool(query) and _rank(folded(choice.text), query) <= _WORD


_WORD: Final = 1
_NOT: Final = 3


def _rank(text: str, query: str) -> int:
    """Return 0 for a text that begins with the query, 1 when a word of it does, 2 when it is inside, else `_NOT`."""
    if text.startswith(query):
        return 0
    if any(word.startswith(query) for word in text.replace("-", " ").split()):
        return _WORD
    return 2 if query in text else _NOT
