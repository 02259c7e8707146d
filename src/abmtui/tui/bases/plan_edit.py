"""Edits of a plan as the account's screen makes them: what is asked of a person, the new plan, and the edit in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from abmtui.plan import edits, flag_edits, values
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.tui.bases.cell_text import name_of, reading_text, spec_of, value_of
from abmtui.tui.bases.choosing import choices_for
from abmtui.tui.bases.field_input import Asked
from abmtui.tui.bases.grid_lines import NEW
from abmtui.tui.bases.plan_columns import PANELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.model import FieldSpec
    from abmtui.tui.bases.cell_text import PlanView
    from abmtui.tui.bases.grid_lines import Target

SEVERAL = frozenset({"list", "people"})
"""Shapes that hold several texts."""
REPLACED = frozenset({"choice", "date", "when", "number", "money", "scale", "yes", "person", "goal"})
"""Shapes whose value is typed anew rather than mended."""
OPEN_GOAL = frozenset({"", "open"})
OF_TODAY = frozenset({"touch", "note", "score"})
"""Kinds whose rows are of the day on which they are written, unless they say otherwise."""


def asked_of(spec: FieldSpec, view: PlanView, value: Any = None) -> Asked:
    """Return what an editor asks for a field that holds `value`."""

    def read(text: str) -> tuple[Any, str]:
        return values.value_of(text, spec, view.plan, view.today)

    text = values.text_of(value, spec, view.plan)
    free = spec.free if spec.shape == "choice" else spec.shape not in {"yes", "scale"}
    return Asked(spec.label, text, choices_for(spec, view.plan), free, spec.shape in SEVERAL, spec.shape in REPLACED, spec.help, read)


def asked_at(target: Target, view: PlanView) -> Asked:
    """Return what an editor asks at a cell."""
    return asked_of(spec_of(target), view, value_of(view.plan, target))


def asked_for_row(kind: str, view: PlanView) -> Mapping[str, Asked]:
    """Return what the form that adds a row of a kind asks, by field."""
    specs = field_specs(KINDS[kind].row)
    return {name: asked_of(specs[name], view, _likely(specs[name], kind, view)) for name in PANELS[kind].asked}


def _likely(spec: FieldSpec, kind: str, view: PlanView) -> Any:
    """Return what stands in a new row's form at first: the goal where only one is open, today where something just happened; else nothing."""
    if spec.shape == "goal":
        going = [goal.id for goal in view.plan.goals if goal.status in OPEN_GOAL and goal.name]
        return going[0] if len(going) == 1 else None
    return view.today if kind in OF_TODAY and spec.name == "date" else None


def edited(view: PlanView, target: Target, value: Any) -> tuple[Plan, str]:
    """Return the plan with another value at a cell, and the edit in words (raw); at a row that is not there yet, with that row.

    A score or a verdict that is given anew is of today.
    """
    spec = spec_of(target)
    words = f"{spec.label.lower()} {reading_text(spec, value, view) or 'emptied'}"
    if not target.kind:
        plan = edits.set_field(view.plan, target.field, value)
        return (edits.set_field(plan, "selection_date", view.today) if value and target.field == "selection_verdict" else plan), words
    if target.is_new:
        plan, row, _ = added(view, target.kind, new_row(target, value))
        return plan, f"{name_of(plan, target.kind, row)}: {words}"
    plan = flag_edits.set_row_field(view.plan, target.kind, target.row, target.field, value, view.today)
    if (target.kind, target.field) == ("score", "score") and value is not None:
        plan = edits.set_row_field(plan, "score", target.row, "date", view.today)
    return plan, f"{name_of(view.plan, target.kind, target.row)}: {words}"


def new_row(target: Target, value: Any) -> dict[str, Any]:
    """Return the fields of the row that a value typed at `target` begins: its title and the value."""
    return {KINDS[target.kind].title_field: target.row[len(NEW) :], target.field: value}


def added(view: PlanView, kind: str, given: Mapping[str, Any]) -> tuple[Plan, str, str]:
    """Return the plan with a new row, the row's id, and the edit in words."""
    day = {"date": view.today} if kind in OF_TODAY else {}
    plan, row = edits.add_row(view.plan, kind, flag_edits.begun(kind, {**day, **given}, view.today))
    return plan, row, f"{KINDS[kind].label} {name_of(plan, kind, row)} added"


def removed(view: PlanView, target: Target) -> tuple[Plan, str]:
    """Return the plan without a row, and the edit in words."""
    name = name_of(view.plan, target.kind, target.row)
    return edits.remove_row(view.plan, target.kind, target.row), f"{KINDS[target.kind].label} {name} deleted"


def moved(view: PlanView, target: Target, by: int) -> tuple[Plan, str]:
    """Return the plan with a row moved among its kind, and the edit in words; the same plan at the ends."""
    plan = flag_edits.move_row(view.plan, target.kind, target.row, by)
    return plan, f"{name_of(view.plan, target.kind, target.row)} moved {'up' if by < 0 else 'down'}"
