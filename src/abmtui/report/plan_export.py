"""Plans for other programs: every field and row, as nested data or as one table a kind, the same at every run."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.edits import rows_of
from abmtui.plan.model import FORMAT, KINDS, Plan, field_specs
from abmtui.plan.references import TARGETS
from abmtui.plan.values import text_of
from abmtui.report.plan_blocks import plain, plan_data
from abmtui.store.rollup_frames import FRAMES, schemas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.plan.model import Row

PLANS: Final = "plan"
"""The table of the plans' own fields; every other table is called as the kind of its rows."""
ACCOUNT_ID: Final = "account_id"
ACCOUNT: Final = "account"
FURTHER: Final = "further"
"""The column of what this version does not know, as JSON; only in tables where a row has such."""
_FRAME_OF: Final[Mapping[Any, str]] = {Plan: "plans", **{KINDS[kind].row: frame for frame, kind in FRAMES.items()}}
"""Class of a row -> the roll-up's frame of it, whose columns are the fields'."""


def in_order(plans: Sequence[Plan]) -> list[Plan]:
    """Return plans by their accounts' ids."""
    return sorted(plans, key=lambda plan: (plan.id, plan.name))


def export_data(plans: Sequence[Plan]) -> dict[str, Any]:
    """Return plans as values that JSON holds: `format`, and under `plans` one object a plan with its fields and a list of rows a kind."""
    return {"format": FORMAT, "plans": [plan_data(plan) for plan in in_order(plans)]}


def export_frames(plans: Sequence[Plan], *, as_text: bool) -> dict[str, pl.DataFrame]:
    """Return one table of the plans' own fields and one a kind of row: account's id and name, the row's id, each field under its own name.

    `as_text` writes lists as they are typed, for formats without lists. A table without rows has its headings.
    """
    ordered = in_order(plans)
    own = [_record(plan, plan, as_text=as_text) for plan in ordered]
    frames = {PLANS: _frame(Plan, (ACCOUNT_ID, ACCOUNT), own, as_text=as_text)}
    for kind in KINDS.values():
        rows = [{**_record(row, plan, as_text=as_text), "id": row.id} for plan in ordered for row in rows_of(plan, kind.name)]
        frames[kind.name] = _frame(kind.row, (ACCOUNT_ID, ACCOUNT, "id"), rows, as_text=as_text)
    return frames


def _frame(owner: type[Row | Plan], head: Sequence[str], records: list[dict[str, Any]], *, as_text: bool) -> pl.DataFrame:
    known = schemas()[_FRAME_OF[owner]]
    columns = {name: pl.String() if as_text and isinstance(known[name], pl.List) else known[name] for name in field_specs(owner)}
    frame = pl.DataFrame(records, schema={**dict.fromkeys(head, pl.String()), **columns, FURTHER: pl.String()}, orient="row")
    return frame if frame[FURTHER].null_count() < frame.height else frame.drop(FURTHER)


def _record(holder: Plan | Row, plan: Plan, *, as_text: bool) -> dict[str, Any]:
    """Return a row of a table; as text, people and goals are named, since another plan has other ids."""
    values: dict[str, Any] = {ACCOUNT_ID: plan.id, ACCOUNT: plan.name}
    for name, spec in field_specs(type(holder)).items():
        value = getattr(holder, name)
        if as_text and (isinstance(value, tuple) or spec.shape in TARGETS):
            values[name] = text_of(value, spec, plan)
        elif isinstance(value, tuple):
            values[name] = list(value)
        else:
            values[name] = value.isoformat() if spec.shape == "when" and isinstance(value, dt.date) else value
    further = {key: plain(value) for key, value in holder.extra.items()}
    values[FURTHER] = json.dumps(further, ensure_ascii=False, sort_keys=True) if further else None
    return values
