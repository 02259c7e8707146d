"""What a person types into a field, as the field's value or as a sentence that says what would be one; and the way back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.dates import SHOWN_FORMS, is_dated, typed_date
from abmtui.plan.numbers import number_text, typed_number
from abmtui.plan.reading import HIGHEST, LOWEST
from abmtui.plan.references import TARGETS, index_for
from abmtui.wording import cleaned, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from abmtui.plan.model import FieldSpec, Plan

PAST_FIELDS: Final = frozenset({"last_touch", "date", "raised", "updated", "satisfaction_date"})
"""Dates that lie behind us: "12 nov" means the last one."""
_YES: Final = frozenset(["yes", "y", "true", "1", "x", "on", "ja", "oui", "si", "kylla"])
_NO: Final = frozenset(["no", "n", "false", "0", "off", "-", "nein", "non", "nej", "ei"])
_EMPTY: Final[Mapping[str, Any]] = {"list": (), "people": (), "yes": False, "date": None, "when": None, "number": None, "money": None, "scale": None}
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
_NAMED: Final = 6
"""How many names a sentence lists."""

Typed = tuple[Any, str]
"""A value and "", or None and the sentence that says what is wrong."""


def value_of(text: str, spec: FieldSpec, plan: Plan, today: dt.date) -> Typed:
    """Return the value that the text means in a field of this plan, or why it means none; empty text clears."""
    text = cleaned(text, lines=spec.shape in {"long", "list", "people"})
    if spec.shape != "long":
        text = text.strip()
    if not text.strip():
        return _EMPTY.get(spec.shape, ""), ""
    return _READERS[spec.shape](text, spec, plan, today)


def text_of(value: Any, spec: FieldSpec, plan: Plan) -> str:
    """Return a value as it would be typed: `value_of` gives it back. References are names where one row has the name."""
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(_quoted(_name(item, spec, plan)) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return number_text(float(value))
    return _name(str(value), spec, plan)


def _as_text(text: str, _spec: FieldSpec, _plan: Plan, _today: dt.date) -> Typed:
    return text, ""


def _as_choice(text: str, spec: FieldSpec, _plan: Plan, _today: dt.date) -> Typed:
    wanted = folded(text)
    same = [word for word in spec.choices if folded(word) == wanted]
    begun = [word for word in spec.choices if folded(word).startswith(wanted)] if not spec.free else []
    if same or len(begun) == 1:
        return (same or begun)[0], ""
    if spec.free:
        return text, ""
    return None, f'"{text}" is none of: {", ".join(spec.choices)}'


def _as_date(text: str, spec: FieldSpec, _plan: Plan, today: dt.date) -> Typed:
    date = typed_date(text, today, past=spec.name in PAST_FIELDS)
    return (date, "") if date is not None else (None, f'"{text}" is no date that has one meaning: write {SHOWN_FORMS}')


def _as_when(text: str, spec: FieldSpec, plan: Plan, today: dt.date) -> Typed:
    # 31 Feb and 3/4 are meant as days: as words they would be missing wherever days are looked at.
    return _as_date(text, spec, plan, today) if is_dated(text) else (text, "")


def _as_number(text: str, _spec: FieldSpec, _plan: Plan, _today: dt.date) -> Typed:
    number = typed_number(text)
    return (number, "") if number is not None else (None, f'"{text}" is no number: write 12500, 12,500.50 or 12.5k')


def _as_scale(text: str, _spec: FieldSpec, _plan: Plan, _today: dt.date) -> Typed:
    if text.isdecimal() and LOWEST <= int(text) <= HIGHEST:
        return int(text), ""
    return None, f'"{text}" is not on the scale: write a whole number from {LOWEST} (low) to {HIGHEST} (high)'


def _as_yes(text: str, _spec: FieldSpec, _plan: Plan, _today: dt.date) -> Typed:
    word = folded(text)
    if word in _YES or word in _NO:
        return word in _YES, ""
    return None, f'"{text}" is neither yes nor no: write yes or no'


def _as_list(text: str, _spec: FieldSpec, _plan: Plan, _today: dt.date) -> Typed:
    return tuple(_items(text)), ""


def _as_reference(text: str, spec: FieldSpec, plan: Plan, _today: dt.date) -> Typed:
    kind = TARGETS[spec.shape]
    index = index_for(plan, spec.shape)
    found = index.candidates(text)
    if len(found) == 1:
        return found[0], ""
    if len(found) > 1:
        return None, f'{len(found)} {kind}s are called "{text}": write the id, {_listed(found, "or")}'
    if spec.free:
        return text, ""
    names = [name for same in index.names.values() for name, _ in same]
    there = f"there is {_listed(names, 'and')}" if names else f"there is no {kind} yet; add one first"
    return None, f'no {kind} of this plan is called "{text}": {there}'


def _as_references(text: str, spec: FieldSpec, plan: Plan, today: dt.date) -> Typed:
    values: list[str] = []
    for item in _items(text):
        value, sentence = _as_reference(item, spec, plan, today)
        if sentence:
            return None, sentence
        values.append(value)
    return tuple(dict.fromkeys(values)), ""


_READERS: Final[Mapping[str, Callable[[str, FieldSpec, Plan, dt.date], Typed]]] = {
    "text": _as_text,
    "long": _as_text,
    "choice": _as_choice,
    "date": _as_date,
    "when": _as_when,
    "number": _as_number,
    "money": _as_number,
    "scale": _as_scale,
    "yes": _as_yes,
    "list": _as_list,
    "person": _as_reference,
    "people": _as_references,
    "goal": _as_reference,
}


def _items(text: str) -> list[str]:
    """Return a list's items: parted by semicolons or line breaks where there are such, else by commas; quotes hold an item together."""
    bare = _QUOTED.sub("", text)
    mark = ";" if ";" in bare or "\n" in bare else ","
    try:
        cells = [cell for line in csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True) for cell in line]
    except csv.Error:  # an item longer than any list is meant for
        cells = bare.split(mark)
    return [item for cell in cells if (item := cell.strip())]


def _quoted(item: str) -> str:
    return '"' + item.replace('"', '""') + '"' if item != item.strip() or any(mark in item for mark in ',;"\n') else item


def _name(text: str, spec: FieldSpec, plan: Plan) -> str:
    """Return the name of the row that a reference means, where the name alone means it too; else the text itself."""
    if spec.shape not in TARGETS:
        return text
    index = index_for(plan, spec.shape)
    named = next((name for same in index.names.values() for name, row_id in same if row_id == text), text)
    return named if index.candidates(named) == (text,) else text


def _listed(words: Sequence[str], last: str) -> str:
    shown = list(words[:_NAMED])
    if len(words) > _NAMED:
        return f"{', '.join(shown)} {last} {len(words) - _NAMED} more"
    return f" {last} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
