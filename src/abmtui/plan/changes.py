"""What differs between two states of a plan, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.edits import rows_of
from abmtui.plan.model import KINDS, default_of, field_specs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from abmtui.plan.model import Plan, Row

ORDER: Final = "order"
"""The field of a change that moved rows of a kind: `before` and `after` are their ids."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. A row that is new has None before in all its fields; one that is gone has None after."""

    kind: str
    """Kind of the row; empty for the plan's own fields."""
    row_id: str
    field: str
    before: Any
    after: Any


def changes(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Return what `new` says differently, the plan's own fields first; unknown keys are left out of account."""
    own = [Change("", "", name, getattr(old, name), getattr(new, name)) for name in ("id", "name") if getattr(old, name) != getattr(new, name)]
    return (*own, *_fields("", "", old, new), *(change for kind in KINDS for change in _rows(kind, old, new)))


def _rows(kind: str, old: Plan, new: Plan) -> Iterator[Change]:
    before = {row.id: row for row in rows_of(old, kind)}
    after = {row.id: row for row in rows_of(new, kind)}
    for row_id, row in before.items():
        if row_id not in after:
            yield from _whole(kind, row, gone=True)
    for row_id, row in after.items():
        if row_id not in before:
            yield from _whole(kind, row, gone=False)
        elif row is not before[row_id]:
            yield from _fields(kind, row_id, before[row_id], row)
    stayed = [row_id for row_id in before if row_id in after]
    placed = [row_id for row_id in after if row_id in before]
    if stayed != placed:
        yield Change(kind, "", ORDER, stayed, placed)


def _fields(kind: str, row_id: str, old: Row | Plan, new: Row | Plan) -> Iterator[Change]:
    for name in field_specs(type(new)):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(kind, row_id, name, before, after)


def _whole(kind: str, row: Row, *, gone: bool) -> Iterator[Change]:
    said = {name: value for name in field_specs(type(row)) if (value := getattr(row, name)) != default_of(type(row), name)}
    for name, value in (said or {KINDS[kind].title_field: ""}).items():
        yield Change(kind, row.id, name, value if gone else None, None if gone else value)
