"""What a review of an account ends in: a decision, the next review, perhaps the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from abmtui.plan.edits import add_row, set_field

if TYPE_CHECKING:
    import datetime as dt
    from random import Random

    from abmtui.plan.model import Plan

TOPIC: Final = "decision"
"""The topic of the notes that decisions are."""
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided."""

    text: str
    next_review: dt.date | None = None
    """None: as it was."""
    next_step: str = ""
    """Empty: as it was."""


def decided(plan: Plan, decision: Decision, today: dt.date, author: str = "", chance: Random | None = None) -> tuple[Plan, str]:
    """Return the plan with a decision as a note of today, the next review and the next step set; and the edit in words."""
    values = {"text": decision.text, "date": today, "author": author, "topic": TOPIC}
    plan, _ = add_row(plan, "note", values, chance=chance)
    plan, emptied = dated(plan, decision.next_review, decision.next_step)
    text = decision.text if len(decision.text) <= _LONGEST else f"{decision.text[: _LONGEST - 1]}…"
    return plan, f"decision: {text}" + (f", next review {decision.next_review.isoformat()}" if decision.next_review else "") + emptied


def dated(plan: Plan, next_review: dt.date | None = None, next_step: str = "") -> tuple[Plan, str]:
    """Return the plan with the next review and the next step set, where given, and what else that changed, in words.

    Another next step is nobody's yet and has no day: those of the step before it do not stand beside it.
    """
    if next_review is not None:
        plan = set_field(plan, "next_review", next_review)
    if not next_step or next_step == plan.next_step:
        return plan, ""
    left = {"owner": plan.next_step_owner, "day": plan.next_step_due}
    plan = set_field(plan, "next_step", next_step)
    for name in ("next_step_owner", "next_step_due"):
        plan = set_field(plan, name, None)
    emptied = " and ".join(name for name, value in left.items() if value)
    return plan, f"; {emptied} of the step before emptied" if emptied else ""
