"""FIELD=VALUE, FIELD+=VALUE, FIELD-=VALUE: what a person types for a plan's fields, read by the fields' own rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from abmtui.cli.exits import StoppedError
from abmtui.cli.words import nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from abmtui.plan.model import FieldSpec, KindSpec, Plan

_FORM: Final = re.compile(r"([A-Za-z_]\w*)(\+=|-=|=)(.*)", re.DOTALL)
_LISTS: Final = frozenset({"list", "people"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """One change of one field."""

    field: str
    sign: str
    """`=`, `+=` or `-=`."""
    text: str


def split_words(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[Assignment, ...]]:
    """Return the words before the first assignment, and the assignments; raise StoppedError for a word after it that is none."""
    place = next((place for place, word in enumerate(words) if _FORM.fullmatch(word)), len(words))
    assignments = []
    for word in words[place:]:
        found = _FORM.fullmatch(word)
        if found is None:
            raise StoppedError(f"`{word}` is no FIELD=VALUE; put a value with blanks in quotes: next_step='Call Anna'")
        assignments.append(Assignment(*found.groups()))
    if not assignments:
        raise StoppedError("say what to set: FIELD=VALUE (FIELD= empties, += and -= for lists)")
    return tuple(words[:place]), tuple(assignments)


def values_of(assignments: Sequence[Assignment], specs: Mapping[str, FieldSpec], holder: Any, plan: Plan, today: dt.date) -> dict[str, Any]:
    """Return the new values by field for a plan, a row or a row to come (`holder`); raise StoppedError with all that is wrong."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for assignment in assignments:
        spec = specs.get(assignment.field)
        if spec is None:
            wrong.append(unknown_field(assignment.field, specs))
            continue
        value, why = _read(assignment, spec, values.get(spec.name, getattr(holder, spec.name)), plan, today)
        if why:
            wrong.append(f"{assignment.field}: {why}")
        else:
            values[spec.name] = value
    if wrong:
        raise StoppedError("; ".join(wrong))
    return values


def _read(assignment: Assignment, spec: FieldSpec, old: Any, plan: Plan, today: dt.date) -> tuple[Any, str]:
    from abmtui.plan.values import value_of

    value, why = value_of(assignment.text, spec, plan, today)
    if why or assignment.sign == "=":
        return value, why
    if spec.shape not in _LISTS:
        return None, f"{assignment.sign} is for lists; this is one value, set it with ="
    if assignment.sign == "+=":
        return (*old, *(item for item in value if item not in old)), ""
    missing = [item for item in value if item not in old]
    if missing:
        return None, f"{', '.join(missing)} is not in it; it holds {', '.join(old) or 'nothing'}"
    return tuple(item for item in old if item not in value), ""


def unknown_field(field: str, specs: Mapping[str, FieldSpec]) -> str:
    """Return the sentence for a field that there is not."""
    near = nearest(field, specs)
    return f"there is no field `{field}`" + (f"; did you mean `{near}`?" if near else f". There are: {', '.join(specs)}")


def specs_of(kind: KindSpec | None) -> Mapping[str, FieldSpec]:
    """Return the fields of a kind of row, or of the plan itself."""
    from abmtui.plan.model import Plan, field_specs

    owner: Any = kind.row if kind is not None else Plan
    return field_specs(owner)
