"""Text that was being typed when the program ended, put where it was meant to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from abmtui.plan.edits import add_row, row_of, set_field
from abmtui.plan.flag_edits import begun, set_row_field
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.plan.values import value_of

if TYPE_CHECKING:
    import datetime as dt


def with_typed(plan: Plan, where: str, typed: str, today: dt.date) -> tuple[Plan, str]:
    """Return the plan with a text at `where`, and a sentence when it does not fit there; the plan is then the one given.

    `where` is a field of the plan, `kind.row.field`, or a kind, whose new row has a line `field: text` for each field.
    """
    kind, _, rest = where.partition(".")
    if kind in KINDS and not rest:
        return _with_row(plan, kind, typed, today)
    row_id, _, name = rest.rpartition(".")
    spec = field_specs(KINDS[kind].row if kind in KINDS else Plan).get(name if kind in KINDS else where)
    if spec is None:
        return plan, f"no field is called {where}"
    if row_id and row_of(plan, kind, row_id) is None:
        return plan, "that row is gone"
    value, sentence = value_of(typed, spec, plan, today)
    if sentence:
        return plan, sentence
    return (set_row_field(plan, kind, row_id, name, value, today) if row_id else set_field(plan, where, value)), ""


def where_in_words(plan: Plan, where: str) -> str:
    """Return where a text was being typed as a person calls it; what is no field is called as it is."""
    kind, _, rest = where.partition(".")
    if kind not in KINDS:
        spec = field_specs(Plan).get(where)
        return spec.label if spec else where
    if not rest:
        return f"a new {KINDS[kind].label}"
    row_id, _, name = rest.rpartition(".")
    row = row_of(plan, kind, row_id)
    spec = field_specs(KINDS[kind].row).get(name)
    called = str(getattr(row, KINDS[kind].title_field)) if row is not None else ""
    return f"{called or KINDS[kind].label}: {spec.label if spec else name}"


def _with_row(plan: Plan, kind: str, typed: str, today: dt.date) -> tuple[Plan, str]:
    specs = field_specs(KINDS[kind].row)
    given: dict[str, Any] = {}
    for line in typed.splitlines():
        name, _, text = line.partition(": ")
        if name not in specs:
            return plan, f"no field of a {KINDS[kind].label} is called {name}"
        given[name], sentence = value_of(text, specs[name], plan, today)
        if sentence:
            return plan, f"{specs[name].label}: {sentence}"
    if not given.get(KINDS[kind].title_field):
        return plan, f"{specs[KINDS[kind].title_field].label} is missing"
    return add_row(plan, kind, begun(kind, given, today))[0], ""
