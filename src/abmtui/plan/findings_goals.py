"""What is to be looked at in goals, flags and gates: what is overdue, who is missing, which dates cannot be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan import vocabulary as words
from abmtui.plan.edits import rows_of
from abmtui.plan.finding import OPEN_GOALS, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from abmtui.plan.finding import Expectations
    from abmtui.plan.model import Plan

_BEHIND_US: Final = (
    ("", "satisfaction_date"),
    ("", "roi_date"),
    ("", "selection_date"),
    ("stakeholder", "last_touch"),
    ("stakeholder", "updated"),
    ("flag", "raised"),
    ("flag", "closed"),
    ("touch", "date"),
    ("note", "date"),
    ("gate", "entered"),
    ("gate", "passed"),
    ("dismissal", "date"),
)
"""Kind and field of the days on which something was done: none lies ahead. A score's day has a rule of its own."""


def overdue(plan: Plan, today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """What was to be done by a day is done by then, while it is open."""
    dated: list[tuple[str, str, str, dt.date | None, str]] = [("", "", "next_step_due", plan.next_step_due, "next step")]
    dated += [("flag", flag.id, "review_by", flag.review_by, "flag review") for flag in plan.flags if flag.status in words.OPEN_FLAG_STATUS]
    dated += [("goal", goal.id, "due", goal.due, "goal") for goal in plan.goals if goal.status in OPEN_GOALS]
    for kind, row_id, name, date, label in dated:
        if date is not None and date < today:
            yield Finding(kind, row_id, name, f"{label} overdue since {date.isoformat()}", "do it, close it or move the day")
    if plan.contract_end is not None and plan.contract_end < today:
        yield Finding("", "", "contract_end", f"contract ended {plan.contract_end.isoformat()}", "write the new end, or empty it")


def unaligned(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """A goal of both sides has an owner in sales and one in marketing, any other goal has one at all."""
    for goal in plan.goals:
        if goal.status not in OPEN_GOALS:
            continue
        lacking = [field for field in ("sales_owner", "marketing_owner") if not getattr(goal, field).strip()]
        if goal.whose in {"", "mutual"} and len(lacking) == 1:
            side = lacking[0].partition("_")[0]
            yield Finding("goal", goal.id, lacking[0], f"unaligned: no owner in {side}", f"name who in {side} stands for it")
        elif len(lacking) > 1:
            yield Finding("goal", goal.id, "sales_owner", "no owner", "name who stands for it, in sales and in marketing")


def order_of_days(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """A gate is entered before it is passed, a flag raised before it is closed."""
    for gate in plan.gates:
        if gate.entered and gate.passed and gate.passed < gate.entered:
            yield Finding("gate", gate.id, "passed", f"passed before it was entered ({gate.entered.isoformat()})", "correct one of the days", mistake=True)
    for flag in plan.flags:
        if flag.raised and flag.closed and flag.closed < flag.raised:
            yield Finding("flag", flag.id, "closed", f"closed before it was raised ({flag.raised.isoformat()})", "correct one of the days", mistake=True)


def in_the_future(plan: Plan, today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """What was done was not done tomorrow; one day is let be, since the world has several dates at a time."""
    for kind, field in _BEHIND_US:
        owners: tuple[Any, ...] = rows_of(plan, kind) if kind else (plan,)
        for owner in owners:
            day = getattr(owner, field)
            if isinstance(day, dt.date) and (day - today).days > 1:
                yield Finding(kind, owner.id if kind else "", field, f"lies in the future ({day.isoformat()})", "correct the day")
