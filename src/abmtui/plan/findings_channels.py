"""What is to be looked at in the channel plan: call to action, goal, outcome, preference, owner, and how often a person is turned to."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from abmtui.plan.cadences import days_said
from abmtui.plan.finding import CLOSED_ROWS, Finding
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from abmtui.plan.finding import Expectations
    from abmtui.plan.model import ChannelRow, Plan

MONTH: Final = 30
"""Days within which touches of one person are counted."""
_DATE_LIKE: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


def open_rows(plan: Plan) -> list[ChannelRow]:
    """Return the channel rows that are neither done nor cancelled."""
    return [row for row in plan.channels if row.status not in CLOSED_ROWS]


def call_and_goal(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """Every activity calls to an action and serves a goal of the account; money without a goal weighs more than a row without one."""
    for row in open_rows(plan):
        if not row.call_to_action:
            yield Finding("channel", row.id, "call_to_action", "no call to action", "say what they should do next")
        if not row.goal:
            spent = (row.budget or 0) > 0 or (row.actual or 0) > 0
            yield Finding("channel", row.id, "goal", "spend without a goal" if spent else "no goal", "link a goal of the account, or leave it")


def reach_only(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """Followers and visits are reach: a result is an outcome at the account. Rows that are done are asked too, since results come at the end."""
    for row in plan.channels:
        if row.status == "cancelled" or row.metric == "outcome" or row.result_value is not None:
            continue
        if row.metric == "reach":
            yield Finding("channel", row.id, "metric", "reach only", "say what it led to at the account")
        elif row.result.strip():
            yield Finding("channel", row.id, "metric", "result without an outcome", "say whether it is reach or an outcome at the account")


def against_preference(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """Whoever prefers a channel is turned to by that one."""
    preferred = {person.id: person.preferred_channel.strip() for person in plan.stakeholders if person.preferred_channel.strip()}
    for row in open_rows(plan):
        wanted = preferred.get(row.audience, "")
        if wanted and row.channel.strip() and folded(wanted) != folded(row.channel.strip()):
            yield Finding("channel", row.id, "channel", f"against the preference: {wanted}", "take the channel they prefer")


def unowned(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """A row that sales takes part in has an owner."""
    for row in open_rows(plan):
        if row.side in {"sales", "joint"} and not row.owner:
            yield Finding("channel", row.id, "owner", f"{row.side} row without an owner", "name who does it")


def after_its_goal(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """What is done for a goal is done before it is due."""
    due = {goal.id: goal.due for goal in plan.goals if goal.due is not None}
    for row in open_rows(plan):
        if isinstance(row.when, dt.date) and row.goal in due and row.when > due[row.goal]:
            yield Finding("channel", row.id, "when", f"after its goal is due ({due[row.goal].isoformat()})", "do it earlier, or move the goal")


def no_date(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """A cadence is in words: what looks like a date is one, and not a text."""
    for row in plan.channels:
        if isinstance(row.when, str) and _DATE_LIKE.fullmatch(row.when.strip()):
            try:
                dt.date.fromisoformat(row.when.strip())
            except ValueError:
                yield Finding("channel", row.id, "when", f'"{row.when}" is no date of the calendar', "correct the day", mistake=True)
            else:
                yield Finding("channel", row.id, "when", f'"{row.when}" is a text, not a date', "write the date without quotes", mistake=True)


def too_many_touches(plan: Plan, today: dt.date, expected: Expectations) -> Iterator[Finding]:
    """Nobody is turned to more often within 30 days than the settings allow, counted over what was done lately and what is planned."""
    days: dict[str, list[dt.date]] = defaultdict(list)
    for touch in plan.touches:
        if touch.date is not None and today - dt.timedelta(MONTH) < touch.date <= today:
            for touched in touch.who:
                days[touched].append(touch.date)
    for row in open_rows(plan):
        days[row.audience] += _planned(row, today)
    for person in plan.stakeholders:
        most = 0 if person.left else _most_in_a_month(sorted(days[person.id]))
        if most > expected.touches_a_month:
            limit = f"{expected.touches_a_month:g}"
            yield Finding("stakeholder", person.id, "name", f"{most} touches within {MONTH} days, more than {limit}", "spread them, or leave some")


def _planned(row: ChannelRow, today: dt.date) -> list[dt.date]:
    """Return the days within the next month on which a row turns to its audience, all those to come of a dated one."""
    if isinstance(row.when, dt.date):
        return [row.when] if row.when >= today else []
    every = days_said(row.when or "")
    # What comes more rarely than once a month is never too much.
    return [] if every is None or every > MONTH else [today + dt.timedelta(ahead) for ahead in range(0, MONTH, every)]


def _most_in_a_month(days: list[dt.date]) -> int:
    """Return how many of some sorted days lie within 30 days of each other at most."""
    return max((sum(0 <= (other - day).days < MONTH for other in days) for day in days), default=0)
