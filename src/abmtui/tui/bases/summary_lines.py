"""The account's reading page as lines: what must be seen first, and everything else below it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from rich.cells import cell_len

from abmtui.plan import vocabulary as words
from abmtui.plan.findings import filled, missing_most
from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.grid_lines import Cell, FixedLines, Line, Target
from abmtui.tui.bases.own_lines import LABEL, OwnField, OwnLine, Writing
from abmtui.tui.bases.plan_columns import PANELS, column_text, laid_out
from abmtui.tui.bases.proposal_lines import proposed_words
from abmtui.tui.bases.value_lines import FIGURE
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from abmtui.plan.findings import Finding
    from abmtui.plan.model import ChannelRow, Goal, Plan, RedFlag, Row, Stakeholder
    from abmtui.tui.bases.cell_text import PlanView
    from abmtui.tui.bases.plan_columns import ColumnSpec

NO_SOURCE: Final[Mapping[str, str]] = {}
HEAD: Final = "head"
"""The panel of strategy and next step."""
OWN: Final = "own"
"""The panel of the account's other fields."""
STRATEGY: Final = OwnLine("Strategy", (OwnField("strategy", 20, 1),), 11)
NEXT_STEP: Final = OwnLine("Next step", (OwnField("next_step", 16, 5), OwnField("next_step_owner", 10, 1), OwnField("next_step_due", 11)), 11)
OWN_LINES: Final = (
    OwnLine("Next review", (OwnField("next_review", 11),)),
    OwnLine("Key account", (OwnField("key_account", 4), OwnField("key_account_reason", 12, 1, "because"))),
    OwnLine("Programme", (OwnField("programme", 8), OwnField("programme_reason", 12, 1, "because"))),
    OwnLine("Manager", (OwnField("owner", 10, 1), OwnField("marketer", 10, 1, "marketer"))),
    OwnLine("Contract end", (OwnField("contract_end", 11),)),
    OwnLine("Satisfaction", (OwnField("satisfaction", 4), OwnField("satisfaction_date", 11, 0, "of 5, asked"))),
    OwnLine("Returns", (OwnField("our_roi", 7), OwnField("their_roi", 7, 0, "theirs"), OwnField("roi_date", 11, 0, "asked"))),
    OwnLine("Pain points", (OwnField("pain_points", 20, 1),)),
    OwnLine("Motivations", (OwnField("motivations", 20, 1),)),
    OwnLine("Lifecycle", (OwnField("lifecycle_stage", 13), OwnField("relationship_stage", 14, 0, "relationship"))),
    OwnLine("Awareness", (OwnField("awareness", 10), OwnField("enrolled", 16, 1, "enrolled in"))),
    OwnLine("Our team", (OwnField("our_team", 20, 1),)),
)
FILLED: Final = "Filled"
FINDINGS: Final = "Findings"
"""The lines of what was worked out of the plan; `i` on them says how."""

LEAST_ROWS: Final[Mapping[str, int]] = {"stakeholder": 2, "channel": 1, "flag": 3, "goal": 1}
"""The panels of the page in their order, with the rows that each shows where the screen is small."""
MOST_ROWS: Final = 12
ROWS_FIRST: Final = 8
"""Further lines that rows and strategy have in view before the account's other fields come into it."""
MOST_STRATEGY: Final = 4
_SEVERE: Final = {"high": 0, "medium": 1, "low": 2}
_NEVER: Final = dt.date.max
_ON_TOP: Final = ("strategy", "next_step", "next_step_owner", "next_step_due", "next_review")
"""The account's own fields that are always in view with their marks, and the review, which the page's title tells of."""


@dataclass(frozen=True, eq=False)
class Panel:
    """The rows of one kind that the page can show, the weightiest first."""

    kind: str
    rows: tuple[Row, ...]
    closed: int = 0
    """Rows that the page leaves out because they are done with."""
    wrong: tuple[str, ...] = ()
    """What findings say about the rows of the kind: "no goal (2)"."""

    @property
    def headed(self) -> bool:
        """Whether a line of column names stands above the rows."""
        return self.kind in {"stakeholder", "channel"} and bool(self.rows)

    def height(self, rows: int) -> int:
        """Lines that the panel takes when at most so many of its rows are shown."""
        showing = min(rows, len(self.rows))
        return 1 + max(1, self.headed + showing + self.says_more(showing))

    def says_more(self, showing: int) -> bool:
        """Whether a line counts what is not shown or is wrong."""
        return bool(self.rows) and (len(self.rows) > showing or bool(self.closed or self.wrong))

    def rest(self, showing: int, width: int) -> str:
        """Return what is said of the rows that are not shown, and of what is wrong: "+ 6 more · 1 closed · no goal (2)"."""
        more = len(self.rows) - showing
        return as_many((*((f"+ {more} more",) if more else ()), *((f"{self.closed} closed",) if self.closed else ()), *self.wrong), width)


@dataclass(frozen=True, eq=False)
class _Page(Writing):
    def text(self, panel: Panel, column: ColumnSpec, row: Row) -> str:
        """Return a row's text; where no heading stands above it, with the word that says what it is."""
        text = column_text(column, row, panel.kind, self.view)
        return column.lead + text if text and not panel.headed else text

    def strategy(self, limit: int) -> tuple[Line, ...]:
        """Return the strategy on as many lines as it needs and may have."""
        first = self.own_line(STRATEGY, HEAD)
        cell = first.cells[1]
        pieces = wrapped(cell.text, cell.width, limit)
        if limit == 1 or len(pieces) == 1:
            return (first,)
        head = Cell(pieces[0], cell.x, cell.width, cell.target, cell.style, mark=cell.mark)
        return (Line((first.cells[0], head), section=HEAD), *(Line((Cell(text, cell.x, cell.width),), section=HEAD) for text in pieces[1:]))

    def strategy_height(self) -> int:
        """Return the lines that the whole strategy needs."""
        cell = self.own_line(STRATEGY, HEAD).cells[1]
        return len(wrapped(cell.text, cell.width, MOST_STRATEGY))

    def worked_out(self) -> tuple[Line, ...]:
        """Return how much of the plan is filled and what is missing most, and what there is to look at."""
        plan, found = self.view.plan, self.view.findings
        missing = missing_words(plan)
        share = self.view.formats.percent(filled(plan), 0)
        rows = ((FILLED, (share, *(("missing: " + missing[0], *missing[1:]) if missing else ()))), (FINDINGS, (f"{len(found)}", *_most_said(found))))
        room = self.width - LABEL
        return tuple(
            Line((Cell(label, 0, LABEL - 1, style="label"), Cell(shown(as_many(parts, room)), LABEL, room, Target(FIGURE, label))), section=OWN)
            for label, parts in rows
        )

    def panel(self, panel: Panel, rows: int) -> tuple[Line, ...]:
        """Return a panel's rule, heading, rows and what it says of the rest."""
        spec = PANELS[panel.kind]
        proposed = f" · {proposed_words(self.view)}" if panel.kind == "flag" and self.view.proposals else ""
        lines = [Line(rule=spec.title + proposed, section=panel.kind)]
        columns = laid_out(spec.columns, self.width, bare=not panel.headed)
        if not panel.rows:
            note = f"none open · {panel.closed} closed" if panel.closed else spec.none
            note = as_many((note, *panel.wrong), self.width)
            return (*lines, Line((Cell(note, 0, self.width, Target(panel.kind), "dim"),), section=panel.kind))
        if panel.headed:
            lines.append(Line(tuple(Cell(column.heading, x, width, style="heading", right=column.right) for column, x, width in columns), section=panel.kind))
        showing = panel.rows[:rows]
        for row in showing:
            cells = (
                self.cell(Target(panel.kind, row.id, column.field), x, width, self.text(panel, column, row), right=column.right) for column, x, width in columns
            )
            lines.append(Line(tuple(cells), section=panel.kind))
        if panel.says_more(len(showing)):
            note = panel.rest(len(showing), self.width)
            lines.append(Line((Cell(note, 0, self.width, Target(panel.kind), "warn" if panel.wrong else "dim"),), section=panel.kind))
        return tuple(lines)


def as_many(parts: Sequence[str], width: int) -> str:
    """Return as many parts as a line holds, and how many more there are; the first one always."""
    for count in range(len(parts), 0, -1):
        left = len(parts) - count
        text = " · ".join((*parts[:count], *((f"+ {left} further",) if left else ())))
        if cell_len(text) <= width:
            return text
    return parts[0] if parts else ""


def missing_words(plan: Plan) -> tuple[str, ...]:
    """Return what a plan lacks of what is asked of it, the most frequent first: "title of stakeholders (4 of 8)"."""
    return tuple(what if places == 1 or what.startswith("any ") else f"{what} ({count} of {places})" for what, count, places in missing_most(plan))


def summary_lines(view: PlanView, width: int, height: int, of_source: Mapping[str, str] = NO_SOURCE) -> FixedLines:
    """Return the page for so many cells a line and lines in view: first what must be seen, below it the account's other fields.

    What the source says of a field that the plan leaves empty stands there dim.
    """
    page = _Page(view, width, view.marks(), of_source)
    panels = tuple(_panel(kind, view) for kind in LEAST_ROWS)
    own = (Line(rule="Account", section=OWN), *page.worked_out(), *(page.own_line(line, OWN) for line in OWN_LINES))
    strategy, rows = _dealt(page, panels, height, len(own))
    lines = [*page.strategy(strategy), page.own_line(NEXT_STEP, HEAD)]
    for panel in panels:
        lines += page.panel(panel, rows[panel.kind])
    return FixedLines((*lines, *own))


def _dealt(page: _Page, panels: Sequence[Panel], height: int, own: int) -> tuple[int, dict[str, int]]:
    """Return the lines of the strategy and the rows of each panel that fit: the least of each, then in turns while there is room."""
    rows = dict(LEAST_ROWS)
    strategy, whole = 1, page.strategy_height()
    spare = height - 2 - sum(panel.height(rows[panel.kind]) for panel in panels)
    spare -= own if spare >= own + ROWS_FIRST else 0
    dealing = True
    while dealing:
        dealing = strategy < whole and spare > 0
        if dealing:
            strategy, spare = strategy + 1, spare - 1
        for panel in panels:
            more = panel.height(rows[panel.kind] + 1) - panel.height(rows[panel.kind])
            if rows[panel.kind] < min(len(panel.rows), MOST_ROWS) and more <= spare:
                rows[panel.kind] += 1
                spare -= more
                dealing = True
    return strategy, rows


def _panel(kind: str, view: PlanView) -> Panel:
    """Return the rows of a kind worth reading, the weightiest first, and what is to be said of the others."""
    rows = view.rows(kind)
    chosen = _ORDERS[kind](rows, view)
    return Panel(kind, chosen, len(rows) - len(chosen), _wrong(view, kind))


def _wrong(view: PlanView, kind: str) -> tuple[str, ...]:
    """Return what findings say about a kind, the same words once with their count.

    Among the people stands what is of the account as a whole too: who is missing first, its further fields last.
    """
    counts = Counter(finding.what for finding in view.findings if finding.kind == kind and finding.row_id)
    counted = tuple(shown(what) + (f" ({count})" if count > 1 else "") for what, count in counts.items())
    whole = [finding for finding in view.findings if (of_all(finding) if kind == "stakeholder" else finding.kind == kind and not finding.row_id)]
    first = tuple(shown(finding.what) for finding in whole if not finding.field or finding.kind == kind)
    return (*first, *counted, *(shown(finding.what) for finding in whole if finding.field and finding.kind != kind))


def of_all(finding: Finding) -> bool:
    """Return whether a finding is of the account as a whole: who is missing, what its further fields say, that nobody was talked to."""
    return (not finding.kind and finding.field not in _ON_TOP) or (finding.kind == "touch" and not finding.row_id)


def _most_said(found: Iterable[Finding]) -> tuple[str, ...]:
    """Return what findings say, the same words once with their count, the plan's own fields first."""
    ordered = sorted(found, key=lambda finding: bool(finding.kind))
    return tuple(what + (f" ({count})" if count > 1 else "") for what, count in Counter(finding.what for finding in ordered).items())


def people_in_order(rows: Iterable[Row], _view: PlanView) -> tuple[Row, ...]:
    """Return the people: the decider, the champion, the others by influence; who left comes last."""
    people = sorted(cast("Iterable[Stakeholder]", rows), key=lambda row: (row.left, -(row.influence or 0)))
    decider = next((row for row in people if row.role in words.DECIDER_ROLES and not row.left), None)
    champion = next((row for row in people if row.role == "champion" and not row.left), None)
    first = [row for row in (decider, champion) if row is not None]
    return (*first, *(row for row in people if row not in first))


def channels_in_order(rows: Iterable[Row], view: PlanView) -> tuple[Row, ...]:
    """Return the channel rows: those with a finding first, then by date; done and cancelled ones last."""
    wrong = {finding.row_id for finding in view.findings if finding.kind == "channel"}

    def weight(row: ChannelRow) -> tuple[bool, bool, dt.date]:
        return row.status in {"done", "cancelled"}, row.id not in wrong, row.when if isinstance(row.when, dt.date) else _NEVER

    return tuple(sorted(cast("Iterable[ChannelRow]", rows), key=weight))


def flags_in_order(rows: Iterable[Row], _view: PlanView) -> tuple[Row, ...]:
    """Return the open flags, the severest and oldest first."""
    flags = (row for row in cast("Iterable[RedFlag]", rows) if row.status in words.OPEN_FLAG_STATUS)
    return tuple(sorted(flags, key=lambda row: (_SEVERE.get(row.severity, len(_SEVERE)), row.raised or _NEVER)))


def goals_in_order(rows: Iterable[Row], _view: PlanView) -> tuple[Row, ...]:
    """Return the goals not yet closed, the one due next first."""
    goals = (row for row in cast("Iterable[Goal]", rows) if row.status in {"", "open"})
    return tuple(sorted(goals, key=lambda row: row.due or _NEVER))


_ORDERS: Final = {"stakeholder": people_in_order, "channel": channels_in_order, "flag": flags_in_order, "goal": goals_in_order}
