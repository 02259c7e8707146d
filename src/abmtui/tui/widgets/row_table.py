"""All rows of a kind, or of several kinds under each other, as a table that is edited like a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len

from abmtui.plan.flag_edits import closed, in_order
from abmtui.tui.bases.cell_text import NOTHING, PlanView
from abmtui.tui.bases.grid_lines import Cell, FixedLines, Line, Target
from abmtui.tui.bases.history_lines import history_lines
from abmtui.tui.bases.joined_lines import JoinedLines
from abmtui.tui.bases.plan_columns import PANELS, all_columns, column_text, laid_out
from abmtui.tui.bases.proposal_lines import PROPOSAL, proposal_lines, target_of
from abmtui.tui.bases.row_grid import RowGrid
from abmtui.wording import counted, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.model import Row
    from abmtui.tui.bases.grid_lines import Lines
    from abmtui.tui.bases.plan_columns import ColumnSpec


@dataclass(frozen=True, eq=False)
class RowLines:
    """The rows of a kind as lines, each made when it is first looked at."""

    kind: str
    rows: tuple[Row, ...]
    view: PlanView
    columns: tuple[tuple[ColumnSpec, int, int], ...]
    marks: Mapping[tuple[str, str, str], str]
    places: Mapping[str, int]
    _made: dict[int, Line] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def __getitem__(self, place: int) -> Line:
        """Return the line of a row."""
        if place not in self._made:
            row = self.rows[place]
            look = "dim" if closed(row) else ""
            self._made[place] = Line(tuple(self._cell(row, look, *column) for column in self.columns), section=self.kind)
        return self._made[place]

    def find(self, target: Target) -> int | None:
        """Return the place of a target's row."""
        return self.places.get(target.row) if target.kind == self.kind else None

    def _cell(self, row: Row, look: str, column: ColumnSpec, x: int, width: int) -> Cell:
        text = column_text(column, row, self.kind, self.view)
        marked = (self.kind, row.id, column.field) in self.marks
        return Cell(text or NOTHING, x, width, Target(self.kind, row.id, column.field), look if text else "dim", column.right, marked)


class RowTable(RowGrid):
    """Shows all rows of one kind, or of several under each other; the first column stays while the others scroll with the cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._view = PlanView()
        self._kinds: tuple[str, ...] = ("stakeholder",)
        self._left: dict[str, int] = {}
        """How many columns after the first are scrolled out at the left, by kind."""
        self.beside = ""
        """What the title says behind the number of rows; harmless."""
        self._kept: dict[tuple[str, ...], tuple[Target | None, int]] = {}
        """Where the cursor was in each table: its target, first line in view."""

    def show_kind(self, view: PlanView, *kinds: str) -> None:
        """Show other kinds of row, or another state of the plan; each table keeps its cursor."""
        if kinds != self._kinds:
            self._kept[self._kinds] = (self.target, self.top)
            self._kinds = kinds
            target, self.top = self._kept.get(kinds, (None, 0))
            self._view = view
            self.line = self.place = 0
            self._lay_out()
            self.point_at(target or self._first_proposal())
            return
        self._view = view
        self._lay_out()

    def _first_proposal(self) -> Target | None:
        """Return where the cursor starts on the flags of a plan that has none, but some proposed."""
        return next(map(target_of, self._view.proposals), None) if self._kinds[0] == "flag" and not self._view.rows("flag") else None

    @property
    def section(self) -> str:
        """The kind that the cursor is in."""
        return super().section or self._kinds[0]

    def _lay_out(self) -> None:
        first, *others = self._kinds
        if not others:
            head, lines = self._part(first)
            self.show(lines, head=head, title=self._title(first))
        else:
            parts: list[Lines] = []
            for kind in self._kinds:
                head, lines = self._part(kind)
                rule = () if kind == first else (Line(rule=self._title(kind), section=kind),)
                parts += (FixedLines((*rule, *(() if head is None else (head,)))), lines)
                if kind == "flag":
                    parts.append(proposal_lines(self._view, self.inner_width))
                if kind == "note":
                    parts.append(history_lines(self._view.history, self.inner_width))
            self.show(JoinedLines(tuple(parts)), title=self._title(first))
        self._explain()

    def _part(self, kind: str) -> tuple[Line | None, Lines]:
        """Return the heading, if there is a row, and the lines of a kind."""
        rows = in_order(kind, self._view.rows(kind))
        if not rows:
            none = Cell(PANELS[kind].none, 0, self.inner_width, Target(kind), "dim")
            return None, FixedLines((Line((none,), section=kind),))
        visible = self._visible(kind)
        heading = Line(tuple(Cell(column.heading, x, width, style="heading", right=column.right) for column, x, width in visible), section=kind)
        return heading, RowLines(kind, rows, self._view, visible, self._view.marks(), {row.id: place for place, row in enumerate(rows)})

    def _visible(self, kind: str) -> tuple[tuple[ColumnSpec, int, int], ...]:
        columns = all_columns(kind)
        return laid_out((columns[0], *columns[1 + self._left.get(kind, 0) :]), self.inner_width)

    def _title(self, kind: str) -> str:
        rows, left = len(self._view.rows(kind)), self._left.get(kind, 0)
        title = f"{PANELS[kind].title} · {rows}{self.beside}"
        right = len(all_columns(kind)) - left - len(self._visible(kind))
        out = (f" · ◂ {counted(left, 'column')}" if left else "") + (f" · {counted(right, 'more column')} ▸" if right > 0 else "")
        return title + (out if rows else "")

    def _explain(self) -> None:
        """Put into the frame what is wrong with the cell under the cursor, or its whole text where it is cut; of a proposed flag what it rests on."""
        cell, foot, warns = self.cell, "", False
        if cell is not None and cell.target is not None and cell.target.kind == PROPOSAL:
            cell = self.lines[self.line].cells[-1]
        if cell is not None and cell.target is not None:
            wrong = self._view.marks().get((cell.target.kind, cell.target.row, cell.target.field), "")
            foot, warns = (f"! {shown(wrong)}", True) if wrong else (cell.text if cell_len(cell.text) > cell.width else "", False)
        if (foot, warns) != (self.foot, self.foot_warns):
            self.foot, self.foot_warns = foot, warns
            self.refresh_y(self.size.height - 1)

    def on_row_grid_moved(self) -> None:
        """Follow the cursor with the frame's sentence."""
        self._explain()

    def on_resize(self) -> None:
        """Lay the columns out for another width."""
        self._lay_out()

    def action_step(self, cells: int) -> None:
        """Go to the cell at the left or the right; columns scroll in when the cursor comes to the edge."""
        if self.section not in PANELS:
            super().action_step(cells)
            return
        count = len(self.lines[self.line].cells) if len(self.lines) else 0
        left = self._left.get(self.section, 0)
        hidden = len(all_columns(self.section)) - left - count
        if cells > 0 and self.place == count - 1 and hidden > 0 and count > 1:
            self._scroll_columns(1, left + count)
        elif cells < 0 and self.place == 1 and left:
            self._scroll_columns(-1, left)
        else:
            super().action_step(cells)

    def _scroll_columns(self, way: int, wanted: int) -> None:
        """Scroll by columns until the wanted one is in view, and put the cursor on it."""
        kind = self.section
        columns = all_columns(kind)
        row = self.target.row if self.target is not None else ""
        in_view = False
        while not in_view and 0 <= self._left.get(kind, 0) + way < len(columns) - 1:
            self._left[kind] = self._left.get(kind, 0) + way
            in_view = any(column.field == columns[wanted].field for column, _, _ in self._visible(kind))
        self._lay_out()
        self.point_at(Target(kind, row, columns[wanted].field))
        self._explain()
