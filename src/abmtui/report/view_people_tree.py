"""Who reports to whom at one account, in words and rows: trees, circles, superiors who are not there, whom nobody reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan.hierarchy import hierarchy, influenced
from abmtui.report.blocks import Block
from abmtui.review.intelligence import buying_structure, structure_said

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from abmtui.formats import Formats
    from abmtui.plan.hierarchy import Branch, Hierarchy, Standing
    from abmtui.plan.model import Plan, Stakeholder

NOBODY: Final = "nobody yet"
HEADINGS: Final[Mapping[Standing, str]] = {
    "top": "Who reports to whom",
    "circle": "Report to each other in a circle",
    "unknown": "Report to somebody who is not in this plan",
    "alone": "Nobody named above or below",
}
COLUMNS: Final = ("Name", "Role", "Infl", "Support", "Reached by", "Influences")
BLANKS: Final = "\u00a0\u00a0"
"""No-break: Markdown drops plain blanks at the beginning of a cell."""
DEEPEST: Final = 8
"""Levels that are drawn; below, the level is said as a number."""


def blocks(plan: Plan, today: dt.date, formats: Formats) -> tuple[Block, ...]:  # noqa: ARG001  # the shape of every view
    """Return the trees, one block for each standing of their roots."""
    found = hierarchy(plan)
    said = structure_said(buying_structure(plan))
    head = (*((f"Buying structure: {said}.",) if said else ()), *sentences(plan, found))
    parts = ((heading, found.of(standing)) for standing, heading in HEADINGS.items())
    return (
        Block(f"{plan.name or plan.id}: who reports to whom", head or ((NOBODY,) if not plan.stakeholders else ())),
        *(Block(heading, (), COLUMNS, tuple(_row(plan, branch) for branch in branches), numbers=False) for heading, branches in parts if branches),
    )


def sentences(plan: Plan, found: Hierarchy) -> tuple[str, ...]:
    """Return what is not as it should be: circles, superiors who are gone, people whom nobody or marketing alone reaches."""
    lines = [circle_said(circle) for circle in found.circles]
    lines += [f"{_name(branch.person)} {note}." for branch in found.of("unknown") if (note := superior_note(branch))]
    lines += [
        f"{_name(branch.person)} reports to {_name(branch.superior)}, who left."
        for tree in found.trees
        for branch in tree.branches
        if branch.superior is not None and branch.superior.left and not branch.person.left
    ]
    return (*lines, *_unreached(plan.stakeholders))


def circle_said(circle: Sequence[Stakeholder]) -> str:
    """Return a circle as a sentence."""
    if len(circle) == 1:
        return f"{_name(circle[0])} reports to nobody but themselves."
    above = ", who reports to ".join(_name(person) for person in (*circle[1:], circle[0]))
    return f"A circle: {_name(circle[0])} reports to {above}."


def superior_note(branch: Branch) -> str:
    """Return what is to be said of whom a person reports to; empty where the tree shows it."""
    person = branch.person
    if branch.superior is None:
        return f'reports to "{person.reports_to}", who is not in this plan' if person.reports_to else ""
    if branch.following:
        return "the superior left" if branch.superior.left else ""
    return f"reports to {_name(branch.superior)}: a circle"


def stem(following: Sequence[bool], blanks: str = "  ") -> str:
    """Return the lines of a tree before a name: `│ └ `; below `DEEPEST` levels the level is said instead."""
    if not following:
        return ""
    if len(following) > DEEPEST:
        return f"{len(following)} {'├' if following[-1] else '└'} "
    return "".join("│ " if more else blanks for more in following[:-1]) + ("├ " if following[-1] else "└ ")


def shown_name(person: Stakeholder) -> str:
    """Return a person's name, and that the person left."""
    return f"{_name(person)}{' (left)' if person.left else ''}"


def _unreached(people: Iterable[Stakeholder]) -> tuple[str, ...]:
    here = [person for person in people if not person.left]
    groups = {
        "Reached by nobody": [person for person in here if person.reached_by in {"", "none"}],
        "Outside the reach of sales, reached by marketing alone": [person for person in here if person.reached_by == "marketing"],
    }
    return tuple(f"{words}: {', '.join(map(_name, who))}." for words, who in groups.items() if who)


def _row(plan: Plan, branch: Branch) -> tuple[str, ...]:
    person = branch.person
    influence = "" if person.influence is None else str(person.influence)
    named = ", ".join(influenced(plan, person))
    return (
        stem(branch.following, BLANKS) + shown_name(person),
        person.role,
        influence,
        person.support,
        person.reached_by,
        f"→ {named}" if named else "",
    )


def _name(person: Stakeholder) -> str:
    return person.name or person.id
