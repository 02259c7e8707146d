"""Edits of a plan: each takes a plan and gives the new one; nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Any, TypeVar

from abmtui.plan.ids import new_id
from abmtui.plan.model import KINDS, Plan, default_of, field_specs
from abmtui.plan.references import index_of, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from abmtui.plan.model import Row

_Owner = TypeVar("_Owner", bound="Plan | Row")


def rows_of(plan: Plan, kind: str) -> tuple[Row, ...]:
    """Return the plan's rows of a kind ("stakeholder", "channel" ...), in the file's order."""
    rows: tuple[Row, ...] = getattr(plan, KINDS[kind].attribute)
    return rows


def row_of(plan: Plan, kind: str, row_id: str) -> Row | None:
    """Return the row with that id, or None."""
    return next((row for row in rows_of(plan, kind) if row.id == row_id), None)


def rows_meant(plan: Plan, kind: str, text: str) -> tuple[Row, ...]:
    """Return the rows that a typed id or name can mean: none, the one, or several to choose from."""
    rows = rows_of(plan, kind)
    wanted = index_of(rows, KINDS[kind].title_field).candidates(text) if text else ()
    return tuple(row for row in rows if row.id in wanted)


def set_field(plan: Plan, field: str, value: Any) -> Plan:
    """Return the plan with one of its own fields set; None and what is empty clear it."""
    return _with(plan, field, _cleared(Plan, field, value))


def set_row_field(plan: Plan, kind: str, row_id: str, field: str, value: Any) -> Plan:
    """Return the plan with one field of one row set; raises LookupError when there is no such row."""
    row = _row(plan, kind, row_id)
    new = _with(row, field, _cleared(KINDS[kind].row, field, value))
    if new is row:
        return plan
    return settled(_with_rows(plan, kind, (new if other is row else other for other in rows_of(plan, kind))))


def add_row(plan: Plan, kind: str, values: Mapping[str, Any], *, behind: str = "", chance: Random | None = None) -> tuple[Plan, str]:
    """Return the plan with a new row, at the end or behind the row with the id `behind`, and the new row's id."""
    spec = KINDS[kind]
    rows = list(rows_of(plan, kind))
    row_id = new_id(spec.prefix, {row.id for row in rows}, chance or SystemRandom())
    row = replace(spec.row(), id=row_id, **{name: _cleared(spec.row, name, value) for name, value in values.items()})
    place = rows.index(_row(plan, kind, behind)) + 1 if behind else len(rows)
    rows.insert(place, row)
    return settled(_with_rows(plan, kind, rows)), row_id


def remove_row(plan: Plan, kind: str, row_id: str) -> Plan:
    """Return the plan without a row; what refers to it stays and is found as dangling. Raises LookupError when there is no such row."""
    gone = _row(plan, kind, row_id)
    return settled(_with_rows(plan, kind, (row for row in rows_of(plan, kind) if row is not gone)))


def move_row(plan: Plan, kind: str, row_id: str, by: int) -> Plan:
    """Return the plan with a row moved by so many places, down for positive numbers, at most to the end."""
    rows = list(rows_of(plan, kind))
    place = rows.index(_row(plan, kind, row_id))
    wanted = min(max(place + by, 0), len(rows) - 1)
    if wanted == place:
        return plan
    rows.insert(wanted, rows.pop(place))
    return _with_rows(plan, kind, rows)


def with_items(items: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """Return a list's value with further items behind it, each once: `FIELD+=...`."""
    return tuple(dict.fromkeys((*items, *more)))


def without_items(items: Iterable[str], fewer: Iterable[str]) -> tuple[str, ...]:
    """Return a list's value without some items: `FIELD-=...`."""
    gone = set(fewer)
    return tuple(item for item in items if item not in gone)


def _row(plan: Plan, kind: str, row_id: str) -> Row:
    row = row_of(plan, kind, row_id)
    if row is None:
        raise LookupError(f"no {KINDS[kind].label} {row_id}")
    return row


def _with_rows(plan: Plan, kind: str, rows: Iterable[Row]) -> Plan:
    changes: dict[str, Any] = {KINDS[kind].attribute: tuple(rows)}
    return replace(plan, **changes)


def _with(owner: _Owner, field: str, value: Any) -> _Owner:
    """Return a plan or row with a field set; a value that could not be read there before gives way."""
    kind: Any = type(owner)
    if field not in field_specs(kind):
        raise LookupError(f"no field {field}")
    if field not in owner.extra and getattr(owner, field) == value:
        return owner
    changes: dict[str, Any] = {field: value, "extra": {key: kept for key, kept in owner.extra.items() if key != field}}
    return replace(owner, **changes)


def _cleared(owner: type[Row | Plan], field: str, value: Any) -> Any:
    """Return None as the field's own empty value."""
    empty = default_of(owner, field)
    return (type(empty)() if empty is not None else None) if value is None else value
