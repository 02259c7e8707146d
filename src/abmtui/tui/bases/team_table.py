"""The people of a plan beside ours: a cell says how both are in contact, empty ones are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan.team_view import Contact, TeamView, team_view
from abmtui.report.view_people_team import contact_said, member_said
from abmtui.report.view_people_tree import shown_name
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.plan_columns import PANELS, ColumnSpec
from abmtui.tui.bases.view_table import EMPTY, HOLE, ViewCell, ViewLine, ViewTable, said
from abmtui.wording import counted, shown

if TYPE_CHECKING:
    from abmtui.plan.model import Stakeholder
    from abmtui.plan.team_view import Member
    from abmtui.tui.bases.cell_text import PlanView

KIND: Final = "stakeholder"
NAME: Final = ColumnSpec("name", "Name", 18, 2)
LEAST: Final = 15
"""Cells of one of ours."""
NOBODY_OF_OURS: Final = "nobody of ours is named: key account manager and marketer on the Summary (1), our contact in the list, the touches"


def team_table(view: PlanView) -> ViewTable:
    """Return the people by our team, and below who has nobody."""
    team = team_view(view.plan)
    columns = (NAME, *(ColumnSpec(member.key, shown(member.name), LEAST, 1) for member in team.members))
    alone = {person.id for person in team.without_us}
    lines = [_line(view, team, person, alone=person.id in alone) for person in team.people]
    if not lines:
        return ViewTable((NAME,), (said(PANELS[KIND].none, KIND, Target(KIND)),), "0")
    if not team.members:
        lines.append(said(NOBODY_OF_OURS, KIND))
    lines += _missing(team)
    return ViewTable(columns, tuple(lines), f"{len(team.people)} · {len(team.members)} of ours")


def _line(view: PlanView, team: TeamView, person: Stakeholder, *, alone: bool) -> ViewLine:
    style = "dim" if person.left else "warn" if alone else ""
    name = ViewCell(shown(shown_name(person)), Target(KIND, person.id, "name"), style, mark=alone, told="nobody of ours is in contact" if alone else "")
    return ViewLine((name, *(_cell(view, person, member, team.contacts.get((person.id, member.key))) for member in team.members)), KIND)


def _cell(view: PlanView, person: Stakeholder, member: Member, contact: Contact | None) -> ViewCell:
    target = Target(HOLE, person.id, member.key)
    both = f"{shown(person.name or person.id)} and {shown(member_said(member))}"
    if contact is None:
        return ViewCell(EMPTY, target, "dim", told=f"{both}: no contact yet · a adds a touch")
    touches = counted(contact.touches, "touch", "touches") if contact.touches else "no touch written down"
    text = contact_said(contact, view.today, view.formats)
    return ViewCell(text, target, "dim" if person.left else "", told=f"{both}: {text}, {touches}")


def _missing(team: TeamView) -> list[ViewLine]:
    lines: list[ViewLine] = []
    if team.without_us:
        lines.append(ViewLine(section="without", rule=f"Without any of ours · {len(team.without_us)}"))
        lines.append(said(", ".join(shown_name(person) for person in team.without_us), "without", style="warn"))
    if team.without_contact:
        lines.append(ViewLine(section="idle", rule=f"Of ours without a contact · {len(team.without_contact)}"))
        lines.append(said(", ".join(map(member_said, team.without_contact)), "idle", style="warn"))
    return lines
