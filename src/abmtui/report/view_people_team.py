"""The people of one account beside ours, in words and rows: who is in contact with whom, who has nobody, who of ours meets nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan.team_view import team_view
from abmtui.report.blocks import Block
from abmtui.report.view_people_tree import shown_name
from abmtui.wording import counted

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan
    from abmtui.plan.team_view import Contact, Member, TeamView

SIDE: Final = 5
"""Members of ours in one table; more go into a further one."""
NONE: Final = "·"
"""An empty cell, so that it is seen."""


def blocks(plan: Plan, today: dt.date, formats: Formats) -> tuple[Block, ...]:
    """Return what is missing, then the people by our team."""
    view = team_view(plan)
    head = Block(f"{plan.name or plan.id}: people and our team", sentences(view))
    if not view.people or not view.members:
        return (head,)
    groups = [view.members[start : start + SIDE] for start in range(0, len(view.members), SIDE)]
    return (head, *(_table(view, members, today, formats) for members in groups))


def sentences(view: TeamView) -> tuple[str, ...]:
    """Return who has no contact of ours and who of ours has none, or why there is nothing to show."""
    if not view.people:
        return ("nobody yet",)
    if not view.members:
        return ("Nobody of ours is named: key account manager, marketer, our team, or the contact of a person.",)
    lines = []
    if view.without_us:
        lines.append(f"{counted(len(view.without_us), 'person', 'people')} without any of ours: {', '.join(map(shown_name, view.without_us))}.")
    if view.without_contact:
        lines.append(f"Of ours without a contact: {', '.join(member.name for member in view.without_contact)}.")
    return tuple(lines) or ("Everybody has a contact of ours, and each of ours has one.",)


def contact_said(contact: Contact | None, today: dt.date, formats: Formats) -> str:
    """Return how they are in contact: "contact 12 Nov", "12 Nov" for touches alone, "contact never"."""
    if contact is None:
        return NONE
    day = formats.day(contact.last, today) or ("undated" if contact.touches else "never")
    return f"contact {day}" if contact.named else day


def member_said(member: Member) -> str:
    """Return one of ours with the role."""
    return f"{member.name} ({member.role})" if member.role else member.name


def _table(view: TeamView, members: tuple[Member, ...], today: dt.date, formats: Formats) -> Block:
    rows = tuple(
        (shown_name(person), *(contact_said(view.contacts.get((person.id, member.key)), today, formats) for member in members)) for person in view.people
    )
    return Block("Contact, and the last touch", (), ("Name", *map(member_said, members)), rows, numbers=False)
