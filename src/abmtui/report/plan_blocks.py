"""One account's plan in words and rows, for `plan show`: its own fields, then each kind of row with the fields that are filled."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.report.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.model import KindSpec, Row


def plan_blocks(plan: Plan) -> tuple[Block, ...]:
    """Return the plan's parts; fields and kinds without content are left out."""
    names = {row.id: getattr(row, kind.title_field) for kind in KINDS.values() for row in getattr(plan, kind.attribute) if row.id}
    filled = tuple(
        (spec.label, cell(getattr(plan, spec.name), names)) for spec in field_specs(Plan).values() if getattr(plan, spec.name) not in (None, "", (), False)
    )
    head = Block(plan.name or plan.id, (f"id {plan.id}",), ("Field", "Value"), filled, numbers=False)
    return (head, *(_rows(kind, getattr(plan, kind.attribute), names) for kind in KINDS.values() if getattr(plan, kind.attribute)))


def _rows(kind: KindSpec, rows: tuple[Row, ...], names: Mapping[str, str]) -> Block:
    owner: Any = kind.row
    specs = [spec for spec in field_specs(owner).values() if any(getattr(row, spec.name) not in (None, "", (), False) for row in rows)]
    cells = tuple((row.id, *(cell(getattr(row, spec.name), names) for spec in specs)) for row in rows)
    return Block(f"{kind.label.capitalize()}s ({len(rows)})", columns=("id", *(spec.label for spec in specs)), rows=cells, numbers=False)


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
    known = {name: _plain(getattr(holder, name)) for name in field_specs(owner)}
    return {**known, **{name: _plain(value) for name, value in holder.extra.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
