"""What a plan says that is past its date, or older than the settings let it grow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.edits import rows_of
from abmtui.plan.finding import CLOSED_ROWS, OPEN_GOALS, SCORE_DAYS, Expectations, Finding
from abmtui.plan.findings_scores import scores_wanting
from abmtui.plan.vocabulary import OPEN_FLAG_STATUS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from abmtui.plan.model import Plan

GATE_DAYS: Final = 180
"""Days in one gate after which it is stale, where the plan does not say how long its sales cycle is."""
MONTH_DAYS: Final = 30.4
KEY: Final = "key"
"""In `Ages.touch`: the days of key accounts."""


@dataclass(frozen=True, slots=True)
class Ages:
    """Days after which what a plan says is stale."""

    plan: int = 180
    person: int = 365
    flag: int = 90
    satisfaction: int = 365
    returns: int = 365
    score: float = SCORE_DAYS
    touch: Mapping[str, int] = field(default_factory=lambda: {KEY: 30, "A": 90, "B": 180, "C": 365})
    """Class, or "key" for key accounts -> days without a touch."""


USUAL_AGES: Final = Ages()

_DATED: Final[tuple[tuple[str, str, str, Callable[[Any], bool], str], ...]] = (
    ("", "next_step_due", "next step", lambda _plan: True, "do it, or move the day"),
    ("", "next_review", "review", lambda _plan: True, "review the account, or move the day"),
    ("", "contract_end", "contract end", lambda _plan: True, "write the new end, or empty it"),
    ("channel", "when", "channel row", lambda row: row.status not in CLOSED_ROWS, "say that it is done, or move the day"),
    ("flag", "review_by", "flag review", lambda flag: flag.status in OPEN_FLAG_STATUS, "look at it, then move the day or close it"),
    ("goal", "due", "goal", lambda goal: goal.status in OPEN_GOALS, "say whether it was reached, or move the day"),
    ("offering", "expected", "decision", lambda offering: offering.stage != "decided", "say what was decided, or move the day"),
)
"""Kind, field, what it is called, whether an owner of the field still waits for its day, and the mend."""


def stale(plan: Plan, today: dt.date, ages: Ages = USUAL_AGES, abc_class: str = "", changed: dt.date | None = None) -> tuple[Finding, ...]:
    """Return what is past its date, then what is past its age; `changed` is the day of the plan's last change, where it is known.

    A day falls due at its end: today is in time. So many days of age are in time, one more is stale.
    """
    rules = (
        _past(plan, today),
        (one for one in scores_wanting(plan, today, Expectations(score_days=ages.score)) if one.what.startswith("stale")),
        _flags(plan, today, ages),
        _people(plan, today, ages),
        _gates(plan, today),
        _asked(plan, today, ages),
        _touch(plan, today, ages, abc_class),
        _changed(today, ages, changed),
    )
    return tuple(finding for rule in rules for finding in rule)


def touched_last(plan: Plan) -> dt.date | None:
    """Return the day of the last contact with anybody at the account."""
    days = [touch.date for touch in plan.touches] + [person.last_touch for person in plan.stakeholders]
    return max((day for day in days if day is not None), default=None)


def _past(plan: Plan, today: dt.date) -> Iterator[Finding]:
    for kind, name, label, waits, mend in _DATED:
        owners: tuple[Any, ...] = rows_of(plan, kind) if kind else (plan,)
        for owner in owners:
            day = getattr(owner, name)
            if isinstance(day, dt.date) and day < today and waits(owner):
                yield Finding(kind, owner.id if kind else "", name, f"{label} past its date: {_since(day, today)}", mend)


def _flags(plan: Plan, today: dt.date, ages: Ages) -> Iterator[Finding]:
    for flag in plan.flags:
        undated = flag.status in OPEN_FLAG_STATUS and flag.review_by is None
        if undated and (age := _grown(flag.raised, today, ages.flag)):
            yield Finding("flag", flag.id, "review_by", f"open since {age}, no review date", "write when it is to be looked at, or close it")


def _people(plan: Plan, today: dt.date, ages: Ages) -> Iterator[Finding]:
    for person in plan.stakeholders:
        known = max((day for day in (person.updated, person.last_touch) if day is not None), default=None)
        if not person.left and (age := _grown(known, today, ages.person)):
            yield Finding("stakeholder", person.id, "updated", f"last heard of {age}", "look whether it still holds, then write today")


def _gates(plan: Plan, today: dt.date) -> Iterator[Finding]:
    cycle = plan.sales_cycle_months or 0
    days = cycle * MONTH_DAYS if cycle > 0 else GATE_DAYS
    for gate in plan.gates:
        if gate.passed is None and (age := _grown(gate.entered, today, days)):
            yield Finding("gate", gate.id, "entered", f"in this gate since {age}", "pass it, or say why it stands still")


def _asked(plan: Plan, today: dt.date, ages: Ages) -> Iterator[Finding]:
    returns = bool({plan.our_roi, plan.their_roi} & {"yes", "no"})
    for field_name, known, day, days, mend in (
        ("satisfaction_date", plan.satisfaction is not None, plan.satisfaction_date, ages.satisfaction, "ask them how satisfied they are"),
        ("roi_date", returns, plan.roi_date, ages.returns, "ask both sides whether they see a return"),
    ):
        if known and day is None:
            yield Finding("", "", field_name, "nobody wrote when it was asked", mend)
        elif known and (age := _grown(day, today, days)):
            yield Finding("", "", field_name, f"asked {age}", mend)


def _touch(plan: Plan, today: dt.date, ages: Ages, abc_class: str) -> Iterator[Finding]:
    name = KEY if plan.key_account else plan.abc_class or abc_class
    days, last = ages.touch.get(name, ages.touch["C"]), touched_last(plan)
    age = "" if last is None else _grown(last, today, days)
    if last is None or age:
        of = "key accounts" if name == KEY else f"class {name}" if name else "accounts without a class"
        what = f"no touch since {age}" if age else "no touch is written"
        yield Finding("touch", "", "date", f"{what} ({days} days for {of})", "talk to them, and log it")


def _changed(today: dt.date, ages: Ages, changed: dt.date | None) -> Iterator[Finding]:
    if age := _grown(changed, today, ages.plan):
        yield Finding("", "", "", f"nobody changed this plan since {age}", "go through it")


def _grown(day: dt.date | None, today: dt.date, days: float) -> str:
    """Return since when something stands that is older than so many days; empty while it is not, or nobody knows."""
    return "" if day is None or (today - day).days <= days else _since(day, today)


def _since(day: dt.date, today: dt.date) -> str:
    """Return "2026-10-12, 41 days ago"."""
    days = (today - day).days
    return f"{day.isoformat()}, {days:,} day{'' if days == 1 else 's'} ago"
