"""The editor that opens over a cell: one line where the value stands, and below it what it offers or what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.geometry import Offset, Region
from textual.widget import Widget

from abmtui.tui.bases.field_input import Asked, FieldInput
from abmtui.tui.bases.hint_list import HintList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from abmtui.tui.bases.grid_lines import Target

MOST_HINTS: Final = 8
"""Lines of choices in view at a time."""
LEAST_WIDTH: Final = 30
"""Cells of the line, so that a narrow column can be typed into."""
SENTENCE_WIDTH: Final = 58
"""Cells that a sentence has, for which the editor grows."""
SENTENCE_LINES: Final = 2


class CellEditor(Widget):
    """Stands over one cell of a grid until its value is taken or left. Its owner listens to `FieldInput`'s messages."""

    DEFAULT_CSS = """
    CellEditor { layer: editor; position: absolute; layout: vertical; background: $surface; }
    CellEditor > FieldInput { background: $boost; }
    """

    def __init__(self, asked: Asked, target: Target, cell: Region, room: Region) -> None:
        """Stand over `cell` within `room`, both in cells of the screen."""
        super().__init__()
        self.target = target
        self._cell = cell
        self._room = room
        self._above = False
        self.input = FieldInput(asked)
        self.hints = HintList()

    def compose(self) -> ComposeResult:
        """Lay out the line and what stands below it."""
        yield self.input
        yield self.hints

    def on_mount(self) -> None:
        """Take place and take the keys."""
        self._place(self._wanted_lines())
        self.screen.set_focus(self.input)

    def stand(self, cell: Region, room: Region) -> None:
        """Stand over the cell where it is now; the screen has another size."""
        self._cell, self._room = cell, room
        self._place(self._wanted_lines())

    def _wanted_lines(self) -> int:
        """Return the lines that hints or a sentence need."""
        return min(MOST_HINTS, len(self.input.offers())) + (SENTENCE_LINES if self.hints.sentence else 0)

    def _place(self, hints: int) -> None:
        """Put the line over the cell and the hints below it, or above it where there is no room below."""
        room = self._room
        below = room.bottom - self._cell.bottom
        above = self._cell.y - room.y
        self._above = hints > below and above > below
        lines = min(hints, above if self._above else below)
        width = min(max(self._cell.width, SENTENCE_WIDTH if self.hints.sentence else LEAST_WIDTH), room.width)
        x = max(room.x, min(self._cell.x, room.right - width))
        self.styles.width, self.styles.height = width, 1 + lines
        self.styles.offset = Offset(x, self._cell.y - (lines if self._above else 0))
        self.hints.styles.height = lines
        self.hints.display = lines > 0
        if self._above and lines:
            self.move_child(self.hints, before=self.input)
        else:
            self.move_child(self.hints, after=self.input)

    def on_field_input_hinted(self, event: FieldInput.Hinted) -> None:
        """Show what the line offers or what is wrong with it."""
        event.stop()
        self.hints.show(event.choices, event.lit, event.sentence)
        self._place(self._wanted_lines())

    def on_hint_list_picked(self, event: HintList.Picked) -> None:
        """Take the choice that was clicked."""
        event.stop()
        self.input.pick(event.place)
