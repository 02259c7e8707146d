"""A row of another program as text by field, and its values as a plan's fields hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.model import KINDS, Stakeholder, field_specs
from abmtui.plan.references import TARGETS, index_for
from abmtui.plan.values import value_of
from abmtui.wording import folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from abmtui.plan.model import FieldSpec, Plan

LIKE: Final = 0.84
"""From this likeness on (difflib's ratio, 0 to 1) a word counts as a slip of one of the picklist's."""
_POINT_ZERO: Final = re.compile(r"[.,]0+$")
"""How programs that know no whole numbers end them."""
_COMING: Final = "\0"
"""Begins the id of a person whom the same file adds; nobody types it."""


@dataclass(frozen=True, slots=True)
class Given:
    """One row of a file or a paste."""

    line: int
    """Where it stands: the file's line, sheet row or row number, from 1."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Field -> cell; empty only where an empty cell is to empty the field."""
    columns: frozenset[str] = frozenset()
    """The fields that the table has a column for, filled in this row or not."""
    row: str = ""
    """The plan's id of the row, where the table has such a column."""
    unsure: Mapping[str, str] = field(default_factory=dict)
    """Field -> why its cell could mean several things, whatever the plan."""


@dataclass(frozen=True, slots=True)
class Read:
    """The cells of a given row, read."""

    values: Mapping[str, Any] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    """Field -> the sentence that says why its cell means nothing there."""
    assumed: Mapping[str, str] = field(default_factory=dict)
    """Field -> the sentence that says under which assumption its cell was read."""


def reading(given: Given, kind: str, plan: Plan, others: Sequence[Given], today: dt.date) -> Read:
    """Return the values of a row for a plan; references may also mean the people that `others`, the rows of the same file, bring."""
    specs = field_specs(KINDS[kind].row)
    values: dict[str, Any] = {}
    unread: dict[str, str] = {}
    assumed: dict[str, str] = {}
    for name, text in given.texts.items():
        spec = specs[name]
        whole = _POINT_ZERO.sub("", text) if spec.shape == "scale" else text
        value, sentence = value_of(whole, spec, _with_coming(plan, kind, others, text, spec), today)
        sentence = given.unsure.get(name, sentence)
        if sentence or spec.shape == "choice":
            word = _slip(text, spec)
            if word and word != value:
                value, sentence = word, ""
                assumed[name] = f'{spec.label.lower()} "{text}" is read as {word}'
        if sentence:
            unread[name] = sentence
        else:
            values[name] = _named(value)
    return Read(values, unread, assumed)


def _slip(text: str, spec: FieldSpec) -> str:
    """Return the picklist's word that a text misspells or writes with other marks, else empty."""
    plain = {_plain(word): word for word in spec.choices}
    near = get_close_matches(_plain(text), plain, 1, LIKE)
    return plain[near[0]] if near else ""


def _plain(text: str) -> str:
    return " ".join(folded(text).replace("_", " ").replace("-", " ").split())


def _with_coming(plan: Plan, kind: str, others: Sequence[Given], text: str, spec: FieldSpec) -> Plan:
    """Return the plan with the people of the same file whom the text may name and whom the plan does not have yet."""
    if kind != "stakeholder" or spec.shape not in TARGETS:
        return plan
    known = index_for(plan, spec.shape)
    names: dict[str, str] = {}
    for other in others:
        name = other.texts.get("name", "")
        if name and _same(name) in _same(text) and not known.candidates(name):
            names.setdefault(_same(name), name)
    return replace(plan, stakeholders=(*plan.stakeholders, *(Stakeholder(_COMING + name, name) for name in names.values())))


def _same(name: str) -> str:
    """Return a name as the plan's own names are compared: without marks, case and blanks."""
    return " ".join(folded(name).split())


def _named(value: Any) -> Any:
    """Return references to people who are still to come as their names; the plan puts the ids in once it has them."""
    if isinstance(value, tuple):
        return tuple(_named(item) for item in value)
    return value.removeprefix(_COMING) if isinstance(value, str) else value
