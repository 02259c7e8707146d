"""What is to be looked at among the people of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan import vocabulary as words
from abmtui.plan.finding import CLOSED_ROWS, REACHED, Finding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from abmtui.plan.finding import Expectations
    from abmtui.plan.model import Plan, Stakeholder

CHAMPION: Final = "champion"
ECONOMIC_BUYER: Final = "economic buyer"
WEIGHTY: Final = 3
"""Influence from which a person outside the reach of sales is worth a channel row."""
_FOR_MARKETING: Final = ("", "marketing", "joint")
"""The sides of channel rows that reach people whom sales does not."""


def here(plan: Plan) -> list[Stakeholder]:
    """Return the people who did not leave."""
    return [person for person in plan.stakeholders if not person.left]


def roles_missing(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """An economic buyer and a champion belong into every plan."""
    for role in (ECONOMIC_BUYER, CHAMPION):
        if not any(person.role == role for person in here(plan)):
            yield Finding("", "", "", f"no {role}", "find out who it is")


def decider_unreached(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """Whoever decides is reached by somebody."""
    for person in here(plan):
        if person.role in words.DECIDER_ROLES and person.reached_by not in REACHED:
            yield Finding("stakeholder", person.id, "reached_by", "decider unreached", "say who reaches this person, or plan a channel row")


def single_thread(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """The relationship hangs on more than one of theirs, and on more than one of ours."""
    reached = [person for person in here(plan) if person.reached_by in REACHED]
    ours = [person.our_contact for person in reached if person.our_contact]
    if len(reached) == 1:
        yield Finding("", "", "", f"single thread: only {_called(reached[0])} is reached", "reach a second person")
    elif len(ours) > 1 and len(ours) == len(reached) and len(set(ours)) == 1:
        yield Finding("", "", "", f"single thread: all contact goes through {ours[0]}", "bring in a second one of ours")


def outside_sales(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """Someone with influence whom sales does not reach has a row of marketing planned for them."""
    planned_for = {row.audience for row in plan.channels if row.audience and row.status not in CLOSED_ROWS and row.side in _FOR_MARKETING}
    for person in here(plan):
        if person.reached_by in {"", "none", "marketing"} and _weighty(person) and not planned_for & {person.id, person.persona}:
            yield Finding("stakeholder", person.id, "reached_by", "outside the reach of sales, no row of marketing", "plan a channel row for this person")


def _weighty(person: Stakeholder) -> bool:
    return person.influence is not None and person.influence >= WEIGHTY


def circles(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """Nobody reports to or influences himself, by way of others neither (reporting only); a circle is told once, at its first person."""
    chief = {person.id: person.reports_to for person in plan.stakeholders}
    names = {person.id: _called(person) for person in plan.stakeholders}
    found = _circles(chief)
    for person in plan.stakeholders:
        if person.id in person.influences:
            yield Finding("stakeholder", person.id, "influences", "influences themselves", "name somebody else", mistake=True)
        circle = found.pop(person.id, ())
        if circle:
            way = " > ".join(names[one] for one in (*circle, circle[0]))
            what = "reports to themselves" if len(circle) == 1 else f"reports to a circle: {way}"
            yield Finding("stakeholder", person.id, "reports_to", what, "empty one of them", mistake=True)


def _circles(chief: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the people of each circle of reports, from its first person on, by that person; everybody is passed once."""
    order = {one: place for place, one in enumerate(chief)}
    passed: set[str] = set()
    found = {}
    for start in chief:
        way: dict[str, int] = {}
        at = start
        while at in chief and at not in passed:
            passed.add(at)
            way[at] = len(way)
            at = chief[at]
        if at in way:
            circle = tuple(way)[way[at] :]
            first = circle.index(min(circle, key=order.__getitem__))
            found[circle[first]] = circle[first:] + circle[:first]
    return found


def names_who_left(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """What is still to be done names nobody who left."""
    gone = {person.id: _called(person) for person in plan.stakeholders if person.left}
    for person in here(plan):
        for field, named in (("reports_to", (person.reports_to,)), ("influences", person.influences)):
            for left in (one for one in named if one in gone):
                yield Finding("stakeholder", person.id, field, f"{gone[left]} left", "name somebody who is there")
    for row in plan.channels:
        if row.audience in gone and row.status not in CLOSED_ROWS:
            yield Finding("channel", row.id, "audience", f"{gone[row.audience]} left", "turn to the successor, or cancel the row")


def _called(person: Stakeholder) -> str:
    return person.name.strip() or "one person"
