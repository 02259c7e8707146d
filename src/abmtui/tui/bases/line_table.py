"""A table that costs what is on the screen, whatever the number of rows: it draws its visible lines from a frame and a row order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.geometry import Region
from textual.message import Message

from abmtui.tui.bases.columns import TableColumn, placed
from abmtui.tui.bases.repaint import repaint
from abmtui.tui.bases.table_lines import HEADER, TableLines
from abmtui.tui.bases.table_window import into_view

if TYPE_CHECKING:
    from textual import events


__all__ = ["LineTable", "TableColumn", "TableMessage"]


class TableMessage(Message):
    """What a table says."""

    @property
    def control(self) -> DOMNode | None:
        """The table."""
        return self._sender if isinstance(self._sender, DOMNode) else None


class LineTable(TableLines, can_focus=True):
    """Rows of a frame in a given order under a cursor; `show` gives it all it draws, messages say what was done with it.

    Its messages go to its screen at once, not up from parent to parent, so that what follows the cursor is painted in the same
    frame; their `control` is the table. A cursor move repaints two lines. A row that would leave the screen scrolls it by a third
    at once: on a slow line a full repaint at every step would be what a held key waits for.
    """

    MARKABLE: ClassVar[bool] = False
    """Whether rows can be marked: only where something acts on those that are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "up", show=False, id="table.up", tooltip="The row above"),
        Binding("down,j", "step(1)", "down", show=False, id="table.down", tooltip="The row below"),
        Binding("left,h", "column(-1)", "column left", show=False, id="table.left", tooltip="Light the column to the left; sort and filter act on it"),
        Binding("right,l", "column(1)", "column right", show=False, id="table.right", tooltip="Light the column to the right; sort and filter act on it"),
        Binding("pageup", "page(-1)", "page up", show=False, id="table.page_up", tooltip="One page up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="table.page_down", tooltip="One page down"),
        Binding("home", "edge(False)", "first", show=False, id="table.first", tooltip="The first row"),
        Binding("end", "edge(True)", "last", show=False, id="table.last", tooltip="The last row"),
        Binding("enter", "open", "open", key_display="↵", id="table.open", tooltip="Open the row under the cursor"),
        Binding("space", "mark", "mark", show=False, id="table.mark", tooltip="Mark the row, or unmark it, and go down"),
        Binding("asterisk", "mark_all", "mark all", key_display="*", show=False, id="table.mark_all", tooltip="Mark all rows shown, or unmark them"),
    ]

    @dataclass
    class Moved(TableMessage):
        """The cursor went to another row."""

        row: int | None
        """Row of the frame; None when no row is shown."""

    @dataclass
    class Opened(TableMessage):
        """A row is to be opened."""

        row: int

    @dataclass
    class SortAsked(TableMessage):
        """The table is to be sorted by a column."""

        column: str
        add: bool
        """As a further key behind those that are."""

    @dataclass
    class MarksChanged(TableMessage):
        """Other rows are marked now."""

        rows: frozenset[int]

    def _tell(self, message: TableMessage) -> None:
        message.set_sender(self)
        self.screen.post_message(message)

    # Moving.

    def move_to(self, row: int) -> bool:
        """Put the cursor on a row of the frame; return whether it is shown."""
        position = self._window.position_of(row)
        if position is None:
            return False
        self._go(position)
        return True

    def _go(self, position: int, top: int | None = None) -> None:
        """Put the cursor at a place in the order; scroll to `top`, else only as far as needed."""
        position = max(0, min(position, self._window.height - 1))
        if not self._window.height:
            return
        old, self._position = self._position, position
        self._scroll(into_view(position, self._top if top is None else top, self._visible, jump=max(1, self._visible // 3)))
        if position != old:
            self._refresh_rows(old, position)
            self._tell(self.Moved(self.cursor_row))

    def _refresh_rows(self, *positions: int) -> None:
        lines = (position - self._top for position in positions)
        regions = [Region(0, line + HEADER, self.size.width, 1) for line in lines if 0 <= line < self._visible]
        if regions:
            repaint(self, *regions)

    def action_step(self, rows: int) -> None:
        """Move the cursor by rows."""
        self._go(self._position + rows)

    def action_page(self, pages: int) -> None:
        """Move by pages; the cursor stays at its line of the screen."""
        rows = pages * self._visible
        self._go(self._position + rows, max(0, min(self._top + rows, self._window.height - self._visible)))

    def action_edge(self, last: bool) -> None:
        """Go to the first or the last row."""
        self._go(self._window.height - 1 if last else 0)

    def action_column(self, steps: int) -> None:
        """Light another column; one that had no room comes in."""
        names = [column.name for column in self._columns]
        if not names:
            return
        place = max(0, min(names.index(self._column) + steps, len(names) - 1))
        self._light(names[place])

    def _light(self, name: str) -> None:
        self._column = name
        places = placed(self._columns, self.size.width, name)
        if places != self._placed:
            self._placed = places
            self._forget()
        else:
            repaint(self, Region(0, 0, self.size.width, HEADER))

    # Opening and marking.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the screen where there is no row to open; no key marks where nothing acts on marks."""
        idle = (action == "open" and self.cursor_row is None) or (action in {"mark", "mark_all"} and not self.MARKABLE)
        return False if idle else super().check_action(action, parameters)

    def action_open(self) -> None:
        """Ask for the row under the cursor."""
        row = self.cursor_row
        if row is not None:
            self._tell(self.Opened(row))

    def action_mark(self) -> None:
        """Mark the row, or unmark it, and go down."""
        row = self.cursor_row
        if row is None:
            return
        self._marks ^= {row}
        self._refresh_rows(self._position)
        self._tell(self.MarksChanged(frozenset(self._marks)))
        self.action_step(1)

    def action_mark_all(self) -> None:
        """Mark all rows shown; when all of them are, unmark them."""
        rows = set(self._window.order.to_list())
        self._marks = self._marks - rows if rows <= self._marks else self._marks | rows
        self._forget()
        self._tell(self.MarksChanged(frozenset(self._marks)))

    def mark_rows(self, rows: frozenset[int]) -> None:
        """Mark these rows and no others."""
        self.marks = set(rows)
        self._tell(self.MarksChanged(rows))

    def clear_marks(self) -> None:
        """Mark no row any more."""
        self.marks = set()
        self._tell(self.MarksChanged(frozenset()))

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked, open it on a double click; a click on a header asks for a sort."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        if offset.y < HEADER:
            self._click_header(offset.x, add=event.shift or event.ctrl)
            return
        position = self._top + offset.y - HEADER
        if position >= self._window.height:
            return
        self._go(position, self._top)
        if event.chain == 2:  # noqa: PLR2004 - a double click
            self.action_open()

    def _click_header(self, x: int, *, add: bool) -> None:
        hit = next((place for place in self._placed if place.x <= x < place.x + place.width), None)
        if hit is not None:
            self._light(hit.column.name)
            self._tell(self.SortAsked(hit.column.name, add))
