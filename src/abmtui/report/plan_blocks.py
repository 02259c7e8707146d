"""One account's plan in words, for `plan show`: its own fields, then each row with the fields that are filled."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.report.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.model import KindSpec, Row


def plan_blocks(plan: Plan) -> tuple[Block, ...]:
    """Return the plan's own fields, then each row as a part of its own; what is empty is left out."""
    names = {row.id: getattr(row, kind.title_field) for kind in KINDS.values() for row in getattr(plan, kind.attribute) if row.id}
    head = Block(plan.name or plan.id, (f"id {plan.id}",), _COLUMNS, _filled(plan, Plan, names), numbers=False)
    rows = (_row(kind, row, names) for kind in KINDS.values() for row in getattr(plan, kind.attribute))
    return (head, *rows)


_COLUMNS = ("Field", "Value")


def _row(kind: KindSpec, row: Row, names: Mapping[str, str]) -> Block:
    title = " ".join(cell(getattr(row, kind.title_field), names).split())
    return Block(f"{kind.label.capitalize()} {row.id}: {title}", columns=_COLUMNS, rows=_filled(row, kind.row, names), numbers=False)


def _filled(holder: Plan | Row, owner: Any, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return label and value of the fields that say something; a text of several lines takes several rows."""
    rows: list[tuple[str, str]] = []
    for spec in field_specs(owner).values():
        lines = cell(getattr(holder, spec.name), names).splitlines()
        rows += [(spec.label if place == 0 else "", line) for place, line in enumerate(lines)]
    return tuple(rows)


def cell(value: Any, names: Mapping[str, str]) -> str:
    """Return a plan's value as text; ids of rows become the names they stand for."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, tuple | list):
        return ", ".join(cell(item, names) for item in value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:,.2f}".removesuffix(".00")
    return names.get(value) or value if isinstance(value, str) else str(value)


def plan_data(plan: Plan) -> dict[str, Any]:
    """Return the plan as values that JSON holds: every field and row, dates as ISO text, what this version does not know kept."""
    data: dict[str, Any] = {"id": plan.id, "name": plan.name, **_fields(plan, Plan)}
    for kind in KINDS.values():
        data[kind.name] = [{"id": row.id, **_fields(row, kind.row)} for row in getattr(plan, kind.attribute)]
    return data


def _fields(holder: Plan | Row, owner: type[Plan | Row]) -> dict[str, Any]:
    known = {name: plain(getattr(holder, name)) for name in field_specs(owner)}
    return {**known, **{name: plain(value) for name, value in holder.extra.items()}}


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: dates, and numbers that are none, as text."""
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
