"""A plan as it was after a change of its history: changes made again on the plan before them."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from abmtui.plan.changes import ORDER, Change
from abmtui.plan.edits import rows_of
from abmtui.plan.model import KINDS, Plan, default_of, field_specs
from abmtui.plan.reading import UNREADABLE, read_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from abmtui.plan.model import FieldSpec, Row


def applied(plan: Plan, said: Iterable[Change]) -> Plan:
    """Return the plan with changes made, whose values may be as JSON holds them.

    A new row stands at its kind's end: a history says which rows changed places, not where one came in. A row that has nothing left is gone.
    Changes of kinds and fields that this version does not know are passed over.
    """
    by_kind: dict[str, list[Change]] = {}
    for change in said:
        by_kind.setdefault(change.kind, []).append(change)
    new: dict[str, Any] = {change.field: str(change.after or "") for change in by_kind.get("", ()) if change.field in {"id", "name"}}
    new |= _values(by_kind.get("", ()), Plan)
    for kind in KINDS.values():
        if kind.name in by_kind:
            new[kind.attribute] = _rows(rows_of(plan, kind.name), by_kind[kind.name], kind.row)
    return replace(plan, **new)


def _rows(old: tuple[Row, ...], said: list[Change], owner: type[Row]) -> tuple[Row, ...]:
    rows = {row.id: row for row in old}
    of_row: dict[str, list[Change]] = {}
    for change in said:
        if change.field != ORDER:
            of_row.setdefault(change.row_id, []).append(change)
    for row_id, of_one in of_row.items():
        row = replace(rows.get(row_id, owner(id=row_id)), **_values(of_one, owner))
        gone = all(change.after is None for change in of_one) and row == replace(owner(id=row_id), extra=row.extra)
        rows[row_id] = row
        if gone:
            del rows[row_id]
    for order in (change.after for change in said if change.field == ORDER):
        wanted = [row_id for row_id in order if row_id in rows]
        places = iter(wanted)
        rows = {row_id: rows[row_id] for row_id in [next(places) if row_id in set(wanted) else row_id for row_id in rows]}
    return tuple(rows.values())


def _values(said: Iterable[Change], owner: type[Any]) -> dict[str, Any]:
    specs = field_specs(owner)
    return {change.field: value_in(change.after, specs[change.field], owner) for change in said if change.field in specs}


def value_in(raw: Any, spec: FieldSpec, owner: type[Any]) -> Any:
    """Return a history's value as the field holds it; what it cannot hold, and None, is the field's own empty value."""
    value = read_value(list(raw) if isinstance(raw, tuple) else raw, spec)
    if spec.shape == "when" and isinstance(value, str):
        # JSON has no days: a text that is one was one.
        with suppress(ValueError):
            value = dt.date.fromisoformat(value)
    return default_of(owner, spec.name) if value is UNREADABLE else value


def restored(now: Plan, then: Plan) -> Plan:
    """Return an earlier state of a plan in the place of today's: its fields and rows; keys that no history tells stay as they are today."""
    new: dict[str, Any] = {"id": now.id, "name": now.name, "extra": now.extra}
    for kind in KINDS.values():
        extra = {row.id: row.extra for row in rows_of(now, kind.name)}
        new[kind.attribute] = tuple(replace(row, extra=extra.get(row.id, row.extra)) for row in rows_of(then, kind.name))
    return replace(then, **new)
