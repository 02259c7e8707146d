"""Changes of a plan in words: labels instead of field names, names instead of ids, a row that came or went on one line."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from abmtui.plan.changes import ORDER, Change
from abmtui.plan.edits import rows_of
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.report.plan_blocks import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOTHING = "nothing"


def names_in(plan: Plan | None, said: Iterable[Change] = ()) -> dict[str, str]:
    """Return id -> name of the rows of a plan and of those that changes, the oldest first, call something; a row of today keeps today's name."""
    names = {
        change.row_id: one_line(str(value))
        for change in said
        if change.kind in KINDS and change.field == KINDS[change.kind].title_field and (value := change.after or change.before)
    }
    if plan is not None:
        names |= {row.id: title for kind in KINDS.values() for row in rows_of(plan, kind.name) if (title := one_line(str(getattr(row, kind.title_field))))}
    return names


def change_lines(said: Iterable[Change], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return a line for each field that changed, one for a whole row that was added or removed."""
    lines: list[str] = []
    for (kind, row_id), group in groupby(said, key=lambda change: (change.kind, change.row_id)):
        of_row = list(group)
        if row_id and (all(change.before is None for change in of_row) or all(change.after is None for change in of_row)) and _whole(kind, of_row):
            lines.append(_row_line(kind, row_id, of_row, names))
        else:
            lines += [_field_line(change, names) for change in of_row]
    return tuple(lines)


def _whole(kind: str, said: list[Change]) -> bool:
    """Return whether changes are a row that came or went, not a date that was filled in or emptied: the field it is called by is among them."""
    return len(said) > 1 or kind not in KINDS or said[0].field == KINDS[kind].title_field


def _row_line(kind: str, row_id: str, said: list[Change], names: Mapping[str, str]) -> str:
    added = said[0].before is None
    title = KINDS[kind].title_field if kind in KINDS else ""
    values = [(change.field, change.after if added else change.before) for change in said]
    told = "; ".join(f"{label(kind, field)} {value_words(value, names)}" for field, value in values if field != title)
    return f"{row_words(kind, row_id, names)} {'added' if added else 'removed'}{f': {told}' if told else ''}"


def _field_line(change: Change, names: Mapping[str, str]) -> str:
    if change.field == ORDER and change.kind in KINDS:
        return f"{KINDS[change.kind].label}s put in another order: {value_words(change.after, names)}"
    return f"{place_words(change, names)}: {value_words(change.before, names)} → {value_words(change.after, names)}"


def place_words(change: Change, names: Mapping[str, str]) -> str:
    """Return where a change was made: the row and the field's label, or the label of the plan's own field."""
    own = label(change.kind, change.field)
    return f"{row_words(change.kind, change.row_id, names)} · {own}" if change.kind else own


def row_words(kind: str, row_id: str, names: Mapping[str, str]) -> str:
    """Return what a row is called: its kind and its name, else its id."""
    word = KINDS[kind].label if kind in KINDS else kind
    return f"{word} {names.get(row_id) or row_id}"


def label(kind: str, field: str) -> str:
    """Return a field's label; a field that this version does not know is called by its key."""
    owner: type[Any] = KINDS[kind].row if kind in KINDS else Plan
    spec = field_specs(owner).get(field)
    return {"id": "Account id", "name": "Account name"}.get(field, field) if spec is None else spec.label


def value_words(value: Any, names: Mapping[str, str]) -> str:
    """Return a value on one line, `nothing` for an empty one."""
    return one_line(cell(value, names)) or NOTHING


def one_line(text: str) -> str:
    """Return text with a blank for every run of blanks and line breaks."""
    return " ".join(text.split())
