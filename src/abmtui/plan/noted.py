"""Everything that is to be looked at in one plan, by what settings and portfolio expect of its account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from abmtui.plan.findings import USUAL, findings
from abmtui.plan.gates import with_gate_findings
from abmtui.plan.staleness import USUAL_AGES, stale
from abmtui.plan.vocabulary import ABC_CLASSES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from abmtui.plan.findings import Expectations, Finding
    from abmtui.plan.gates import Gate
    from abmtui.plan.model import Plan
    from abmtui.plan.staleness import Ages


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What one account's plan is measured by."""

    expected: Expectations = USUAL
    ages: Ages = USUAL_AGES
    gates: Mapping[str, tuple[Gate, ...]] = field(default_factory=dict)
    """The gates of the sales process by ABC class."""
    abc_class: str = ""
    """The account's class by source and rules; empty: not known."""
    changed: dt.date | None = None
    """The day on which the plan was last changed; None: not known."""

    def class_of(self, plan: Plan) -> str:
        """Return the account's class: what its plan says, else its own; a word that is no class says nothing."""
        return plan.abc_class if plan.abc_class in ABC_CLASSES else self.abc_class

    def process_gates(self, plan: Plan) -> tuple[Gate, ...]:
        """Return the gates that the account goes through."""
        return self.gates.get(self.class_of(plan), ())


USUAL_YARDSTICK: Final = Yardstick()


def noted(plan: Plan, today: dt.date, by: Yardstick = USUAL_YARDSTICK) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return what is to be looked at, and what is past its date or age; one place is marked for one of both."""
    found = with_gate_findings(findings(plan, today, by.expected), plan, by.process_gates(plan), today)
    places = {(one.kind, one.row_id, one.field) for one in found if one.field}
    old = stale(plan, today, by.ages, by.class_of(plan), by.changed)
    return found, tuple(one for one in old if (one.kind, one.row_id, one.field) not in places)
