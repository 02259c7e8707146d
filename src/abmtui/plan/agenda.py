"""Everything in a plan that has a day and still waits for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.edits import rows_of
from abmtui.plan.finding import CLOSED_ROWS
from abmtui.plan.staleness import GATE_DAYS, MONTH_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from abmtui.plan.model import Plan

OVERDUE: Final = "overdue"
THIS_WEEK: Final = "this week"
THIS_MONTH: Final = "this month"
LATER: Final = "later"
SPANS: Final = (OVERDUE, THIS_WEEK, THIS_MONTH, LATER)
REVIEW: Final = "review"
"""What is to be done on the day of the next review."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One field of a plan or of a kind of row that holds a day on which something falls due."""

    kind: str
    """Kind of the row; empty for the plan's own fields."""
    field: str
    what: str
    title: str = ""
    """The field that says what it is about."""
    owners: tuple[str, ...] = ()
    """The fields that name who does it; the first that says something counts."""
    state: str = ""
    """The field that says whether it still waits."""
    over: tuple[str, ...] = ()
    """The words of `state` for what waits no more."""
    latest_of: str = ""
    """Rows that agree in this field replace each other: only the last by `date` counts."""


DATED: Final = (
    Dated("", "next_step_due", "next step", "next_step", ("next_step_owner", "owner")),
    Dated("", "next_review", REVIEW, "", ("owner",)),
    Dated("", "contract_end", "contract ends", "", ("owner",)),
    Dated("flag", "review_by", "flag review", "type", ("owner",), "status", ("resolved", "lost", "cancelled")),
    Dated("goal", "due", "goal due", "name", ("sales_owner", "marketing_owner"), "status", ("reached", "missed", "dropped")),
    Dated("channel", "when", "channel row", "message", ("owner",), "status", CLOSED_ROWS),
    Dated("offering", "expected", "decision expected", "name", (), "stage", ("decided",)),
    Dated("score", "due", "score again", "criterion", latest_of="criterion"),
)
GATE: Final = Dated("gate", "entered", "gate without progress", "name", ("owner",))
"""A gate is no date: it falls due when the sales cycle is over."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day."""

    date: dt.date
    kind: str
    row_id: str
    field: str
    what: str
    """"goal due: Cut unplanned stops"; raw."""
    owner: str


def entries(plan: Plan) -> tuple[Entry, ...]:
    """Return everything dated of one plan by day; of one day in the order of `DATED`."""
    found = [entry for dated in DATED for entry in _of_field(plan, dated)]
    return tuple(sorted((*found, *_of_gates(plan)), key=lambda entry: entry.date))


def span_of(date: dt.date, today: dt.date) -> str:
    """Return which span a day lies in: before today, up to Sunday, up to the month's last day, behind that."""
    if date < today:
        return OVERDUE
    if date <= today + dt.timedelta(6 - today.weekday()):
        return THIS_WEEK
    return THIS_MONTH if (date.year, date.month) == (today.year, today.month) else LATER


def told(what: str, title: str) -> str:
    """Return an entry's words: what falls due and what it is about, on one line."""
    about = " ".join(title.split())
    return f"{what}: {about}" if about else what


def gate_due(entered: dt.date, cycle_months: float | None) -> dt.date | None:
    """Return the day from which a gate stands still: the sales cycle after it was entered, half a year where the plan knows no cycle."""
    days = cycle_months * MONTH_DAYS if cycle_months is not None and cycle_months > 0 else GATE_DAYS
    try:
        return entered + dt.timedelta(int(days) + 1)
    except OverflowError:
        return None


def _of_field(plan: Plan, dated: Dated) -> Iterator[Entry]:
    owners: tuple[Any, ...] = rows_of(plan, dated.kind) if dated.kind else (plan,)
    newest = _newest(owners, dated.latest_of)
    for owner in owners:
        day = getattr(owner, dated.field)
        if not isinstance(day, dt.date) or (dated.state and getattr(owner, dated.state) in dated.over):
            continue
        if dated.latest_of and newest[_key(owner, dated.latest_of)] is not owner:
            continue
        yield _entry(dated, owner, day)


def _of_gates(plan: Plan) -> Iterator[Entry]:
    for gate in plan.gates:
        day = None if gate.entered is None or gate.passed is not None else gate_due(gate.entered, plan.sales_cycle_months)
        if day is not None:
            yield _entry(GATE, gate, day)


def _entry(dated: Dated, owner: Any, day: dt.date) -> Entry:
    who = next((name for field in dated.owners if (name := getattr(owner, field).strip())), "")
    title = getattr(owner, dated.title) if dated.title else ""
    return Entry(day, dated.kind, owner.id if dated.kind else "", dated.field, told(dated.what, title), who)


def _newest(owners: tuple[Any, ...], name: str) -> dict[str, Any]:
    """Return for each value of a field the row with the latest date; of one day the last in the file."""
    found: dict[str, Any] = {}
    for owner in owners if name else ():
        before = found.get(_key(owner, name))
        if before is None or (owner.date or dt.date.min) >= (before.date or dt.date.min):
            found[_key(owner, name)] = owner
    return found


def _key(owner: Any, name: str) -> str:
    return str(getattr(owner, name)).lower()
