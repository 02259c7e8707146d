"""A page of panels that says in its frame what is wrong with the cell under the cursor, or the text that is cut off there."""

from __future__ import annotations

from rich.cells import cell_len

from abmtui.tui.bases.cell_text import PlanView
from abmtui.tui.bases.row_grid import RowGrid
from abmtui.wording import shown


class ToldGrid(RowGrid):
    """Lays its lines out again when its size changes; a page says how, and what stands in the frame otherwise."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.view = PlanView()

    def lay_out(self) -> None:
        """Show the page's lines for the size there is."""
        raise NotImplementedError

    def standing_foot(self) -> str:
        """Return what the frame says where nothing else is to be said; harmless."""
        return ""

    def tell(self) -> None:
        """Follow the cursor with the frame's sentence."""
        cell, foot, warns = self.cell, self.standing_foot(), False
        if cell is not None and cell.target is not None:
            wrong = self.view.marks().get((cell.target.kind, cell.target.row, cell.target.field), "")
            whole = cell.text if cell_len(cell.text) > cell.width - 2 * cell.mark else ""
            foot, warns = (f"! {shown(wrong)}", True) if wrong else (whole or foot, False)
        if (foot, warns) != (self.foot, self.foot_warns):
            self.foot, self.foot_warns = foot, warns
            self.refresh_y(self.size.height - 1)

    def action_page(self, pages: int) -> None:
        """Go up or down by what is in view: between two stops there may be several lines that are only read."""
        way, line = (1, self.line) if pages > 0 else (-1, self.line)
        goal = self.line + pages * max(1, self.body_height - 1)
        following = self._next_stop(line, way, 1)
        while following != line and (line == self.line or (goal - following) * way >= 0):
            line, following = following, self._next_stop(following, way, 1)
        if line != self.line:
            self._go(line, self._nearest(line))

    def next_section(self, way: int) -> bool:
        """Go to the next panel and show as much of it as there is room for."""
        moved = super().next_section(way)
        rules = [place for place in range(len(self.lines)) if self.lines[place].rule]
        start = max((place for place in rules if place <= self.line), default=0)
        end = next((place for place in rules if place > self.line), len(self.lines))
        if moved and end > self.top + self.body_height:
            self.top = max(0, min(start, len(self.lines) - self.body_height))
            self.refresh()
        return moved

    def _reveal(self) -> None:
        """Show the lines below the cursor's that go on with it too."""
        super()._reveal()
        end = self.line
        while end + 1 < len(self.lines) and not self.lines[end + 1].rule and not any(True for _ in self.lines[end + 1].stops()):
            end += 1
        self.top = max(self.top, min(end - self.body_height + 1, self.line))

    def on_row_grid_moved(self) -> None:
        """Follow the cursor."""
        self.tell()

    def on_resize(self) -> None:
        """Deal the lines out anew."""
        self.lay_out()
