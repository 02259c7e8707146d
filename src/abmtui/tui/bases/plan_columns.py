"""Which columns each kind of row shows, which fields its form asks, and how wide they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan import flag_edits
from abmtui.plan.model import KINDS, Goal, RedFlag, field_specs
from abmtui.tui.bases.cell_text import amount, reading_text
from abmtui.tui.bases.fitted import shares
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from abmtui.plan.model import Row
    from abmtui.tui.bases.cell_text import PlanView


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a table of rows."""

    field: str
    """The field that its cells show and edit."""
    heading: str
    least: int
    """Cells that it needs at least."""
    weight: int = 0
    """Its part of the cells to spare; 0 stays as narrow as it is."""
    right: bool = False
    lead: str = ""
    """Word before the text where no heading stands above it."""
    further: bool = False
    """Whether it comes in only while the columns with a weight keep some ease."""
    write: Callable[[Any, PlanView], str] | None = None
    """Text of a row where it is more than the field's value."""


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """How one kind of row stands on the screen."""

    kind: str
    tab: str
    """The tab's word."""
    title: str
    """The panel's title on the summary."""
    none: str
    """What the panel says when there is no row."""
    columns: tuple[ColumnSpec, ...]
    """Those to see first; the kind's other fields follow them in its table."""
    asked: tuple[str, ...]
    """The fields of the form that adds a row."""


def days_open(flag: RedFlag, view: PlanView) -> str:
    """Return for how long a flag has been up, or was until it was closed; empty when one of the days is not known."""
    days = flag_edits.days_open(flag, view.today)
    return "" if days is None else f"{days} d"


def progress(goal: Goal, view: PlanView) -> str:
    """Return how far a goal is: "12% of 20%", "3 of 5 visits", or the target alone."""
    unit = goal.unit.strip()
    near = unit if unit == "%" else ""
    far = unit if unit.startswith("%") and not near else f" {unit}" if unit and not near else ""
    current, target = (None if value is None else amount(value, view.formats) for value in (goal.current, goal.target))
    if target is None:
        return reading_text(field_specs(Goal)["current"], goal.current, view) + (near + far if current else "")
    return f"{current}{near} of {target}{near}{far}" if current is not None else f"to {target}{near}{far}"


PANELS: Final[Mapping[str, PanelSpec]] = {
    panel.kind: panel
    for panel in (
        PanelSpec(
            "stakeholder",
            "People",
            "People",
            "nobody yet: a adds a person",
            (
                ColumnSpec("name", "Name", 12, 3, write=lambda row, _view: f"{row.name} (left)" if row.left and row.name else row.name),
                ColumnSpec("role", "Role", 12, 2),
                ColumnSpec("influence", "Infl", 4, right=True),
                ColumnSpec("support", "Support", 10),
                ColumnSpec("reached_by", "Reached by", 11),
                ColumnSpec("last_touch", "Last touch", 11, write=lambda row, view: view.formats.day(row.last_touch, view.today) or "never"),
            ),
            ("name", "role", "reached_by", "influence", "support"),
        ),
        PanelSpec(
            "channel",
            "Channels",
            "Channels",
            "no channel row yet: a adds one",
            (
                ColumnSpec("audience", "To", 10, 2),
                ColumnSpec("message", "Message", 14, 4),
                ColumnSpec("channel", "Channel", 11, 2),
                ColumnSpec("when", "When", 8, 1),
                ColumnSpec("call_to_action", "Call to action", 14, 3),
            ),
            ("audience", "channel", "when", "message", "call_to_action", "goal"),
        ),
        PanelSpec(
            "flag",
            "Flags",
            "Red flags",
            "no red flag: a raises one",
            (
                ColumnSpec("type", "Type", 18, 4, lead="⚑ "),
                ColumnSpec("severity", "Severity", 8),
                ColumnSpec("status", "Status", 10),
                ColumnSpec("raised", "Open", 6, right=True, write=days_open),
                ColumnSpec("review_by", "Review by", 11, lead="review by "),
            ),
            ("type", "severity", "review_by", "note"),
        ),
        PanelSpec(
            "goal",
            "Goals",
            "Goals",
            "no goal yet: a adds one",
            (
                ColumnSpec("whose", "Whose", 7),
                ColumnSpec("name", "Goal", 16, 4),
                ColumnSpec("current", "Progress", 12, 1, write=progress),
                ColumnSpec("due", "Due", 11, lead="due "),
            ),
            ("name", "whose", "due"),
        ),
        PanelSpec(
            "note",
            "Notes",
            "Notes",
            "no note yet: a adds one",
            (
                ColumnSpec("date", "Date", 11),
                ColumnSpec("topic", "Topic", 9),
                ColumnSpec("text", "Note", 20, 5),
                ColumnSpec("author", "Author", 8, 1),
            ),
            ("text", "topic"),
        ),
        PanelSpec(
            "touch",
            "Touches",
            "Touches",
            "no touch yet: a adds one",
            (
                ColumnSpec("date", "Date", 11),
                ColumnSpec("channel", "Channel", 12, 1),
                ColumnSpec("who", "Who", 12, 2),
                ColumnSpec("topic", "Topic", 12, 3),
                ColumnSpec("our_contact", "Our contact", 11, 1),
            ),
            ("date", "channel", "who", "topic", "insight"),
        ),
        PanelSpec(
            "score",
            "Value",
            "Scores",
            "no score yet: a adds one",
            (
                ColumnSpec("criterion", "Criterion", 16, 3),
                ColumnSpec("score", "Score", 5, right=True),
                ColumnSpec("evidence", "Evidence", 14, 4),
                ColumnSpec("source", "Source", 8),
                ColumnSpec("date", "Scored", 11),
                ColumnSpec("due", "Again", 11),
            ),
            ("criterion", "score", "evidence", "source"),
        ),
        PanelSpec(
            "offering",
            "Value",
            "Offerings",
            "no offering yet: a adds one",
            (
                ColumnSpec("name", "Offering", 14, 3),
                ColumnSpec("current", "Current", 9, right=True),
                ColumnSpec("potential", "Potential", 9, right=True),
                ColumnSpec("stage", "Decision stage", 15, 1),
                ColumnSpec("expected", "Expected", 11),
            ),
            ("name", "current", "potential", "stage"),
        ),
        PanelSpec(
            "gate",
            "Process",
            "Sales process",
            "no gate entered yet: a enters the first",
            (
                ColumnSpec("name", "Gate", 16, 3),
                ColumnSpec("entered", "Entered", 11),
                ColumnSpec("passed", "Passed", 11),
                ColumnSpec("owner", "Owner", 9, 1),
            ),
            ("name", "entered", "owner"),
        ),
        PanelSpec(
            "dismissal",
            "Flags",
            "Dismissed proposals",
            "no proposal was dismissed: d on a proposed flag does, for a reason",
            (
                ColumnSpec("type", "Type", 18, 3),
                ColumnSpec("reason", "Dismissed because", 18, 4),
                ColumnSpec("date", "Dismissed", 11),
                ColumnSpec("evidence", "Evidence", 14, 2),
            ),
            ("type", "reason"),
        ),
    )
}
"""One entry a kind, in the order of the tabs."""

GAP: Final = 1
"""Cells between columns."""
LEAST: Final = {"text": 16, "long": 24, "choice": 12, "date": 11, "list": 16, "person": 14, "people": 16, "goal": 16}
"""Cells of a further column by the shape of its field, where its heading needs no more."""
EASE: Final = 4
"""Cells beyond its least that a column keeps for each unit of weight before a further column comes in."""


def all_columns(kind: str) -> tuple[ColumnSpec, ...]:
    """Return the columns of a kind's whole table: the panel's first, then every other field of the kind."""
    first = PANELS[kind].columns
    known = {column.field for column in first}
    rest = (spec for name, spec in field_specs(KINDS[kind].row).items() if name not in known)
    return (
        *first,
        *(
            ColumnSpec(spec.name, spec.label, max(len(spec.label), LEAST.get(spec.shape, 8)), right=spec.shape in {"number", "money", "scale"}, further=True)
            for spec in rest
        ),
    )


def laid_out(columns: Sequence[ColumnSpec], width: int, *, bare: bool = False) -> tuple[tuple[ColumnSpec, int, int], ...]:
    """Return (column, x, width) of the leading columns that fit into `width` cells, with what is to spare dealt out by weight.

    `bare` columns have no heading above them and so room for their lead.
    """
    least = {column.field: column.least + (len(column.lead) if bare else 0) for column in columns}
    fitting: list[ColumnSpec] = []
    used = -GAP
    for column in columns:
        used += GAP + least[column.field]
        ease = EASE * sum(one.weight for one in fitting) if column.further else 0
        if fitting and used + ease > width:
            used -= GAP + least[column.field]
            break
        fitting.append(column)
    widths = [least[column.field] + more for column, more in zip(fitting, shares(width - used, [column.weight for column in fitting]), strict=True)]
    starts = [sum(widths[:place]) + GAP * place for place in range(len(widths))]
    return tuple((column, start, min(size, width - start)) for column, start, size in zip(fitting, starts, widths, strict=True))


def column_text(column: ColumnSpec, row: Row, kind: str, view: PlanView) -> str:
    """Return what a row's cell shows; empty for nothing."""
    if column.write is not None:
        return shown(column.write(row, view))
    return reading_text(field_specs(KINDS[kind].row)[column.field], getattr(row, column.field), view)
