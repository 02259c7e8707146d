"""The drawn views of people and channels: trees, a grid, matrices, all under one cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len

from abmtui.tui.bases.channel_tables import by_channel, by_month
from abmtui.tui.bases.grid_drawing import EDGE
from abmtui.tui.bases.power_view import power_view
from abmtui.tui.bases.team_table import team_table
from abmtui.tui.bases.told_grid import ToldGrid
from abmtui.tui.bases.tree_view import tree_view
from abmtui.tui.bases.view_table import Placed, ViewTable
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.tui.bases.cell_text import PlanView
    from abmtui.tui.bases.grid_lines import Target
    from abmtui.tui.bases.view_table import Drawing

DRAWINGS: Final[Mapping[str, Callable[[PlanView], Drawing]]] = {
    "people-tree": tree_view,
    "people-power": power_view,
    "people-team": team_table,
    "channels-by-channel": by_channel,
    "channels-by-month": by_month,
}
"""By the name of the view."""


class PlanViews(ToldGrid):
    """Shows one drawn view at a time; the first column stays while the others scroll with the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-grid--good", "row-grid--poor"}
    DEFAULT_CSS = """
    PlanViews {
        & > .row-grid--good { color: $text-success; }
        & > .row-grid--poor { color: $text-warning; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._open_view = ""
        self._words = ""
        self._left = 0
        """Columns scrolled out at the left."""
        self._kept: dict[str, tuple[Target | None, int]] = {}
        """Where the cursor was in each view: its target, first line in view."""
        self._drawing: Drawing = ViewTable((), ())
        self._placed = Placed()

    def show_view(self, view: PlanView, name: str, words: str) -> None:
        """Show a view of a plan; `words` begin its title."""
        self.view, self._words = view, words
        self._drawing = DRAWINGS[name](view)
        if name == self._open_view:
            self.lay_out()
            return
        self._kept[self._open_view] = self.target, self.top
        target, top = self._kept.get(name, (None, 0))
        self._open_view, self._left, self.line, self.place = name, 0, 0, 0
        self.lay_out()
        self.top = top
        self.point_at(target)
        self.tell()

    def lay_out(self) -> None:
        """Show the view for the size there is."""
        if not self._open_view:
            return
        self._place()
        self.show(self._placed.lines, head=self._placed.head, title=self._title())
        self.tell()

    def _place(self) -> None:
        height = max(1, self.room.height - 3)
        self._placed = self._drawing.placed(self.inner_width, height, self._left)
        while self._left and self._placed.head is not None and len(self._placed.head.cells) == 1:
            # Columns are gone that had been scrolled to.
            self._left -= 1
            self._placed = self._drawing.placed(self.inner_width, height, self._left)

    def _title(self) -> str:
        """Return which view it is and what has no room; on a narrow screen the count leaves first."""
        left = f" · ◂ {self._left}" if self._left else ""
        right = f" · {counted(self._placed.behind, 'more column')} ▸" if self._placed.behind > 0 else ""
        titles = (f"{self._words} · {self._drawing.count}{left}{right}", f"{self._words}{left}{right}")
        short = f"{self._words}{left}{f' · {self._placed.behind} ▸' if right else ''}"
        return next((title for title in titles if cell_len(title) <= self.inner_width - EDGE), short)

    def _scroll_columns(self, left: int) -> None:
        self._left = left
        self._place()
        self.lines, self.head, self.title = self._placed.lines, self._placed.head, self._title()
        self.refresh()

    def point_at(self, target: Target | None) -> None:
        """Put the cursor on a target, its column scrolled into view; a row that stands in several columns keeps the one there was."""
        before = self.place
        column = None if target is None else self._drawing.column_of(target)
        if column is not None and target is not None and not self._in_view(target):
            self._bring(column)
        super().point_at(target)
        cells = self.lines[self.line].cells if len(self.lines) else ()
        if target is not None and before < len(cells) and cells[before].target == target:
            self.place = before
        elif target is not None and self.target != target:
            same = (place for place, cell in enumerate(cells) if cell.target is not None and (cell.target.kind, cell.target.row) == (target.kind, target.row))
            self.place = next(same, self.place)

    def _in_view(self, target: Target) -> bool:
        """Return whether a cell of this target is in view; of a target that no cell has, one of its row."""
        exact = target in self._placed.told
        targets = (cell.target for place in range(len(self.lines)) for cell in self.lines[place].cells if cell.target is not None)
        return any(one == target if exact else (one.kind, one.row) == (target.kind, target.row) for one in targets)

    def _bring(self, column: int) -> None:
        """Scroll as few columns as bring one into view."""
        if 0 < column <= self._left:
            self._scroll_columns(column - 1)
        while self._placed.behind > 0 and column > self._last:
            self._scroll_columns(self._left + 1)

    @property
    def _last(self) -> int:
        """The last column in view."""
        return len(self._placed.head.cells) - 1 + self._left if self._placed.head else 0

    def action_step(self, cells: int) -> None:
        """Go to the cell at the left or the right; columns scroll in when the cursor comes to the edge."""
        stops = list(self.lines[self.line].stops()) if len(self.lines) else []
        at_end = self.place in stops and self.place == (stops[-1] if cells > 0 else next((stop for stop in stops if stop), -1))
        if at_end and ((cells > 0 and self._placed.behind > 0) or (cells < 0 and self._left)):
            here = self.target
            self._scroll_columns(self._left + cells)
            self._step_from(here, cells)
        else:
            super().action_step(cells)

    def _step_from(self, here: Target | None, way: int) -> None:
        """Stand on the cell beside the one that the cursor was on before columns scrolled."""
        stops = list(self.lines[self.line].stops())
        cells = self.lines[self.line].cells
        places = [place for place in stops if cells[place].target == here]
        old = (places[-1] if way > 0 else places[0]) if places else (stops[0] if stops else 0)
        beside = [place for place in stops if (place > old if way > 0 else 0 < place < old)]
        self.place = (beside[0] if way > 0 else beside[-1]) if beside else old
        self._keep_column()
        self._reveal()
        self.tell()
        self.refresh()

    def tell(self) -> None:
        """Put into the frame what the cell under the cursor says of itself."""
        cell = self.cell
        known = None if cell is None or cell.target is None else self._placed.told.get(cell.target)
        if known is None or not known.told:
            super().tell()
            return
        foot, warns = known.told, known.told.startswith("! ")
        if (foot, warns) != (self.foot, self.foot_warns):
            self.foot, self.foot_warns = foot, warns
            self.refresh_y(self.size.height - 1)
