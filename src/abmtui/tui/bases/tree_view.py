"""The people of a plan as trees: who reports to whom, each with role, influence, support and who reaches them, and whom they influence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan.hierarchy import hierarchy
from abmtui.report.view_people_tree import HEADINGS, circle_said, shown_name, stem, superior_note
from abmtui.tui.bases.cell_text import NOTHING
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.plan_columns import PANELS, ColumnSpec, column_text
from abmtui.tui.bases.view_table import ViewCell, ViewLine, ViewTable, said
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.hierarchy import Branch
    from abmtui.tui.bases.cell_text import PlanView

KIND: Final = "stakeholder"
COLUMNS: Final = (
    ColumnSpec("name", "Name", 24, 4),
    ColumnSpec("role", "Role", 12, 1),
    ColumnSpec("influence", "Infl", 4, right=True),
    ColumnSpec("support", "Support", 9, 1),
    ColumnSpec("reached_by", "Reached by", 10),
    ColumnSpec("influences", "Influences", 12, 3),
    ColumnSpec("reports_to", "Reports to", 12, 1),
)


def tree_view(view: PlanView) -> ViewTable:
    """Return the trees, one panel for each standing of their roots; the first standing needs no rule."""
    found = hierarchy(view.plan)
    marks = view.marks()
    lines: list[ViewLine] = []
    for standing, heading in HEADINGS.items():
        branches = found.of(standing)
        section = f"{KIND}:{standing}"
        if branches and (lines or standing != "top"):
            lines.append(ViewLine(section=section, rule=f"{heading} · {len(branches)}"))
        if standing == "circle":
            lines += [said(circle_said(circle), section, style="warn") for circle in found.circles]
        lines += [_line(view, branch, section, marks) for branch in branches]
    if not lines:
        lines.append(said(PANELS[KIND].none, KIND, Target(KIND)))
    return ViewTable(COLUMNS, tuple(lines), str(len(view.plan.stakeholders)))


def _line(view: PlanView, branch: Branch, section: str, marks: Mapping[tuple[str, str, str], str]) -> ViewLine:
    person = branch.person
    note = superior_note(branch)
    cells = []
    for column in COLUMNS:
        wrong = marks.get((KIND, person.id, column.field), "")
        text = column_text(column, person, KIND, view)
        arrow = "→ " if column.field == "influences" and text else ""
        shown_text = stem(branch.following) + shown(shown_name(person)) if column.field == "name" else f"{arrow}{text}"
        told = f"! {shown(wrong)}" if wrong else shown(note) if column.field in {"name", "reports_to"} else ""
        style = "dim" if person.left or not text else ""
        cells.append(ViewCell(shown_text or NOTHING, Target(KIND, person.id, column.field), style, bool(wrong), told=told))
    return ViewLine(tuple(cells), section)
