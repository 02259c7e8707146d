"""What stands in a plan's cells: each field's value as it is read, and as it is typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from abmtui.formats import Formats
from abmtui.plan import model
from abmtui.plan.edits import row_of, rows_of
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.plan.references import TARGETS
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.findings import Finding
    from abmtui.plan.model import FieldSpec, Row
    from abmtui.plan.proposals import Proposal
    from abmtui.tui.bases.grid_lines import Target
    from abmtui.tui.bases.history_lines import ChangeLog

NOTHING: Final = "—"


@dataclass(frozen=True, eq=False)
class PlanView:
    """A plan with what is needed to write it out."""

    plan: Plan = model.EMPTY
    findings: tuple[Finding, ...] = ()
    today: dt.date = dt.date.min
    formats: Formats = field(default_factory=Formats)
    proposals: tuple[Proposal, ...] = ()
    """The red flags that are proposed of the account."""
    history: ChangeLog | None = None
    """What was changed in the plan; None: it was not read yet."""

    def rows(self, kind: str) -> tuple[Row, ...]:
        """The rows of a kind, in the file's order."""
        return rows_of(self.plan, kind)

    def marks(self) -> Mapping[tuple[str, str, str], str]:
        """The findings by (kind, row, field): what is wrong there, in words; several joined."""
        found: dict[tuple[str, str, str], str] = {}
        for finding in self.findings:
            place = (finding.kind, finding.row_id, finding.field)
            found[place] = f"{found[place]}; {finding.what}" if place in found else finding.what
        return found


def spec_of(target: Target) -> FieldSpec:
    """Return the description of the field that a target edits."""
    owner = KINDS[target.kind].row if target.kind else Plan
    return field_specs(owner)[target.field]


def value_of(plan: Plan, target: Target) -> Any:
    """Return the value that a target edits; the field's empty value when its row is gone."""
    if not target.kind:
        return getattr(plan, target.field)
    row = row_of(plan, target.kind, target.row)
    return model.default_of(KINDS[target.kind].row, target.field) if row is None else getattr(row, target.field)


def name_of(plan: Plan, kind: str, row_id: str) -> str:
    """Return what a row is called in a sentence, raw: its title, else its kind."""
    spec = KINDS[kind]
    row = row_of(plan, kind, row_id)
    title = "" if row is None else " ".join(str(getattr(row, spec.title_field)).split())
    return title or f"the {spec.label}"


def reading_text(spec: FieldSpec, value: Any, view: PlanView) -> str:
    """Return a value as it is read on the screen: one line, harmless, references as names; empty for nothing."""
    return shown(" ".join(_readable(spec, value, view).split("\n")))


def _readable(spec: FieldSpec, value: Any, view: PlanView) -> str:
    if isinstance(value, dt.date):
        return view.formats.day(value, view.today)
    if isinstance(value, tuple):
        return ", ".join(_named(spec, item, view) for item in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return amount(value, view.formats)
    return _named(spec, value, view) if isinstance(value, str) else "" if value is None else str(value)


def amount(value: float, formats: Formats) -> str:
    """Return a number with the digits that it has, two at most."""
    digits = next((digits for digits in (0, 1) if round(value, digits) == value), 2)
    return formats.number(value, digits)


def _named(spec: FieldSpec, value: Any, view: PlanView) -> str:
    """Return a reference as the name of what it means; any other text as it is."""
    text = str(value)
    if not text or spec.shape not in TARGETS:
        return text
    row = row_of(view.plan, TARGETS[spec.shape], text)
    return str(getattr(row, KINDS[TARGETS[spec.shape]].title_field)) or text if row is not None else text
