"""A framed grid of cells with a cursor: panels under their rules, cells that can be edited where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from abmtui.tui.bases.grid_drawing import EDGE, GridDrawing
from abmtui.tui.bases.repaint import repaint

if TYPE_CHECKING:
    from textual import events

    from abmtui.tui.bases.grid_lines import Cell, Line, Lines, Target


class RowGrid(GridDrawing, can_focus=True):
    """Moves a cursor over the cells of its lines.

    It knows no plan: lines come in by `show`, what a person asks for goes out as messages. A cursor move repaints two lines.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="grid.up", tooltip="The line above"),
        Binding("down,j", "move(1)", "Down", show=False, id="grid.down", tooltip="The line below"),
        Binding("left,h", "step(-1)", "Left", show=False, id="grid.left", tooltip="The cell to the left"),
        Binding("right,l", "step(1)", "Right", show=False, id="grid.right", tooltip="The cell to the right"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="grid.page_up", tooltip="A page up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="grid.page_down", tooltip="A page down"),
        Binding("home", "end(-1)", "First", show=False, id="grid.first", tooltip="The first line"),
        Binding("end", "end(1)", "Last", show=False, id="grid.last", tooltip="The last line"),
    ]

    @dataclass
    class Pressed(Message):
        """The mouse was pressed on the grid; `twice` asks to edit the cell under it."""

        grid: RowGrid
        twice: bool

    @dataclass
    class Moved(Message):
        """The cursor came to stand elsewhere."""

        grid: RowGrid
        target: Target

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._x = 0
        """The column that moves up and down keep to."""

    # What the screen tells it

    def show(self, lines: Lines, *, head: Line | None = None, title: str = "", foot: str = "", foot_warns: bool = False) -> None:
        """Show other lines; the cursor stays on its target, else on its line."""
        kept = self.target
        self.lines, self.head, self.title, self.foot, self.foot_warns = lines, head, title, foot, foot_warns
        self.point_at(kept)
        self.refresh()

    def point_at(self, target: Target | None) -> None:
        """Put the cursor on a target; where that is gone, on the nearest line that has a cell to stand on."""
        found = None if target is None else self.lines.find(target)
        self.line = max(0, min(self.line if found is None else found, len(self.lines) - 1))
        if not len(self.lines):
            self.place = 0
            return
        if not any(True for _ in self.lines[self.line].stops()):
            below = self._next_stop(self.line, 1, 1)
            self.line = below if below != self.line else self._next_stop(self.line, -1, 1)
        stops = list(self.lines[self.line].stops())
        cells = self.lines[self.line].cells
        self.place = next((place for place in stops if cells[place].target == target), self.place if self.place in stops else (stops or [0])[0])
        self._reveal()

    @property
    def target(self) -> Target | None:
        """What the cursor stands on."""
        cell = self.cell
        return None if cell is None else cell.target

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        if not 0 <= self.line < len(self.lines):
            return None
        cells = self.lines[self.line].cells
        return cells[self.place] if self.place < len(cells) else None

    def cell_region(self) -> Region:
        """Where the cursor's cell stands on the screen."""
        cell = self.cell
        x, width = (0, self.inner_width) if cell is None else (cell.x, cell.width)
        return Region(self.region.x + EDGE + x, self.region.y + self.y_of(self.line), max(1, width), 1)

    # Moving

    def _next_stop(self, line: int, way: int, count: int) -> int:
        """Return the line `count` stops on in that direction, or the last one there is."""
        found, place = line, line + way
        while 0 <= place < len(self.lines) and count:
            if any(True for _ in self.lines[place].stops()):
                found, count = place, count - 1
            place += way
        return found

    def _go(self, line: int, place: int) -> None:
        """Move the cursor and draw only what that changes: the two lines and their panels' rules, all of it after a scroll."""
        if (line, place) == (self.line, self.place) or not len(self.lines):
            return
        top = self.top
        self._refresh_cursor()
        self.line, self.place = line, place
        self._reveal()
        if self.top != top:
            repaint(self)
        else:
            self._refresh_cursor()
        if self.target is not None:
            self.post_message(self.Moved(self, self.target))

    def _refresh_cursor(self) -> None:
        """Draw the cursor's cell and its panel's title anew, in the frame of this very key."""
        y, cell = self.y_of(self.line), self.cell
        regions = [Region(EDGE + cell.x, y, cell.width, 1)] if cell is not None else []
        rule = next((place for place in range(min(self.line, len(self.lines) - 1), self.top - 1, -1) if self.lines[place].rule), None)
        if rule is not None:
            regions.append(Region(0, self.y_of(rule), cell_len(self.lines[rule].rule) + 2 * EDGE, 1))
        repaint(self, *regions)

    def _reveal(self) -> None:
        """Scroll as little as shows the cursor's line, and the panel's rule and heading right above it."""
        if not self.room.height:  # not laid out yet
            return
        start = self.line
        while start > 0 and self.line - start < EDGE and not any(True for _ in self.lines[start - 1].stops()):
            start -= 1
        self.top = max(0, min(self.top, start, len(self.lines) - 1))
        self.top = max(self.top, self.line - self.body_height + 1)

    def _nearest(self, line: int) -> int:
        """Return the cell of another line that stands nearest to the column the cursor is kept in."""
        cells = self.lines[line].cells

        def distance(place: int) -> tuple[bool, int]:
            cell = cells[place]
            return not cell.x <= self._x < cell.x + cell.width, abs(cell.x - self._x)

        return min(self.lines[line].stops(), key=distance, default=0)

    def _keep_column(self) -> None:
        """Let moves up and down stay in the column that the cursor is in now."""
        self._x = 0 if self.cell is None else self.cell.x

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._reveal()

    def on_focus(self) -> None:
        """Light the cursor."""
        self._refresh_cursor()
        self._only_focus = True

    def on_blur(self) -> None:
        """Let the cursor rest."""
        self._refresh_cursor()
        self._only_focus = True

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a double click edits."""
        event.stop()
        line = self.line_at(event.y)
        cells = () if line is None else self.lines[line].cells
        x = event.x - EDGE
        hit = next((place for place, cell in enumerate(cells) if cell.target is not None and cell.x <= x < cell.x + cell.width), None)
        if line is not None and hit is not None:
            self._go(line, hit)
            self._keep_column()
        self.post_message(self.Pressed(self, twice=hit is not None and event.chain > 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without the cursor."""
        self._wheel(3)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without the cursor."""
        self._wheel(-3)
        event.stop()

    def _wheel(self, lines: int) -> None:
        top = max(0, min(self.top + lines, len(self.lines) - self.body_height))
        if top != self.top:
            self.top = top
            self.refresh()

    def action_move(self, lines: int) -> None:
        """Go up or down by lines."""
        line = self._next_stop(self.line, 1 if lines > 0 else -1, abs(lines))
        if line != self.line:
            self._go(line, self._nearest(line))

    def action_page(self, pages: int) -> None:
        """Go up or down by a page."""
        self.action_move(pages * max(1, self.body_height - 1))

    def action_end(self, way: int) -> None:
        """Go to the first or the last line."""
        line = self._next_stop(-1 if way < 0 else len(self.lines), -way, 1)
        if 0 <= line < len(self.lines):
            self._go(line, self._nearest(line))

    def action_step(self, cells: int) -> None:
        """Go to the cell at the left or the right."""
        stops = list(self.lines[self.line].stops()) if len(self.lines) else []
        if self.place in stops:
            self._go(self.line, stops[max(0, min(stops.index(self.place) + cells, len(stops) - 1))])
        self._keep_column()

    def next_section(self, way: int) -> bool:
        """Go to the first line of the next panel, round at the ends; False when there is only one."""
        starts = [place for place in range(len(self.lines)) if self.lines[place].rule or place == 0]
        if len(starts) <= 1:
            return False
        here = max((number for number, start in enumerate(starts) if start <= self.line), default=0)
        start = starts[(here + way) % len(starts)]
        line = start if any(True for _ in self.lines[start].stops()) else self._next_stop(start, 1, 1)
        self._go(line, next(iter(self.lines[line].stops()), 0))
        self._keep_column()
        return True
