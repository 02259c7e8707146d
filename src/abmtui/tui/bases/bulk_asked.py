"""What the forms of a bulk edit ask: which edit, which field, which value, as text that is read in each plan for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.bulk import LISTS, REASONS, BulkEdit, Given
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.tui.bases.cell_text import PlanView
from abmtui.tui.bases.plan_columns import PANELS
from abmtui.tui.bases.plan_edit import asked_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from abmtui.plan.fields import FieldSpec
    from abmtui.tui.bases.field_input import Asked

ROWS: Final = ("flag", "goal", "channel", "touch", "note")
"""Kinds of row that are added to many accounts at once."""
_REFERENCES: Final = frozenset({"person", "people", "goal"})


@dataclass(frozen=True, slots=True)
class Way:
    """One way to edit many accounts."""

    sign: str = "="
    kind: str = ""

    @property
    def label(self) -> str:
        """What it is called."""
        if self.kind:
            return f"add a {KINDS[self.kind].label}"
        return {"=": "set a field", "+=": "add to a list", "-=": "remove from a list"}[self.sign]


WAYS: Final[Mapping[str, Way]] = {way.label: way for way in (Way(), Way("+="), Way("-="), *(Way(kind=kind) for kind in ROWS))}


def fields_for(way: Way) -> list[tuple[str, str]]:
    """Return (name, label) of the plan's fields that a way can edit."""
    specs = field_specs(Plan).values()
    return [(spec.name, spec.label) for spec in specs if way.sign == "=" or spec.shape in LISTS]


def asked(way: Way, field: str, today: dt.date) -> Mapping[str, Asked]:
    """Return what is asked, by field: a value and, for an override, its reason; for a row the fields of its form."""
    own = field_specs(KINDS[way.kind].row if way.kind else Plan)
    names = PANELS[way.kind].asked if way.kind else (field, REASONS[field]) if field in REASONS and way.sign == "=" else (field,)
    view = PlanView(today=today)
    return {name: _as_text(own[name], view) for name in names}


def _as_text(spec: FieldSpec, view: PlanView) -> Asked:
    one = asked_of(spec, view)

    def read(text: str) -> tuple[Any, str]:
        # Who or what a reference means is looked for in each plan; here it is only a text.
        why = "" if spec.shape in _REFERENCES else one.read(text)[1]
        return text, why

    return replace(one, read=read)


def edit_of(way: Way, field: str, texts: Mapping[str, str], today: dt.date) -> BulkEdit:
    """Return the edit that was asked for; a field that was left empty is emptied, a reason or a row's field that was is left alone."""
    if way.kind:
        return BulkEdit(tuple(Given(name, "=", text) for name, text in texts.items()), today, way.kind)
    further = tuple(Given(name, "=", text) for name, text in texts.items() if name != field)
    return BulkEdit((Given(field, way.sign, texts.get(field, "")), *further), today)
