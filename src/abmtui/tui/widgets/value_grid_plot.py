"""The grid of value and needs, drawn once; the account under the cursor moves over it without drawing it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.repaint import repaint
from abmtui.tui.bases.row_lines import strip_of
from abmtui.tui.bases.value_grid_lines import BESIDE, LOOKS

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from abmtui.tui.bases.value_grid_lines import Picture


class ValueGridPlot(Widget):
    """Draws a picture it is handed; says when its size is another, and which account was clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"value-grid-plot--{name}" for name in (*LOOKS.values(), "axis", "title", "cursor")}
    DEFAULT_CSS = """
    ValueGridPlot {
        height: 1fr;
        & > .value-grid-plot--axis { color: $text-muted; }
        & > .value-grid-plot--title { color: $foreground; text-style: bold; }
        & > .value-grid-plot--abm { color: $text-accent; }
        & > .value-grid-plot--targeted { color: $text-primary; }
        & > .value-grid-plot--mass { color: $text-muted; }
        & > .value-grid-plot--undefined { color: $text-warning; }
        & > .value-grid-plot--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold; }
        &:ansi > .value-grid-plot--cursor { text-style: reverse; }
        &:nocolor > .value-grid-plot--cursor { text-style: reverse; }
    }
    """
    ALLOW_SELECT = False

    @dataclass
    class Sized(Message):
        """There is another room to draw on."""

    @dataclass
    class Picked(Message):
        """An account was clicked."""

        row: int
        open: bool
        """Whether it was a double click."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.pictures_drawn = 0
        """How often the grid itself was drawn; tests count by it."""
        self.words = "working it out"
        """What stands in the place of a grid that there is not."""
        self._picture: Picture | None = None
        self._row: int | None = None
        self._strips: dict[int, Strip] = {}
        self._looks: dict[str, Style] = {}

    @property
    def lines_for_accounts(self) -> int:
        """How many lines there are between the edges."""
        return max(3, self.size.height - BESIDE)

    def show(self, picture: Picture, row: int | None) -> None:
        """Draw a picture with the cursor on an account."""
        self._picture, self._row = picture, row
        self.pictures_drawn += 1
        self._strips.clear()
        self.refresh()

    def say(self, words: str) -> None:
        """Show words in the place of a grid."""
        self.words, self._picture = words, None
        self._strips.clear()
        self.refresh()

    def point(self, row: int | None) -> None:
        """Move the cursor to an account: two cells are painted."""
        before, self._row = self._spot(), row
        after = self._spot()
        if before != after:
            spots = [spot for spot in (before, after) if spot is not None]
            # Two cells of one line are written as one piece: each piece is written from the line's beginning.
            of_line = {y: [x for x, line in spots if line == y] for _, y in spots}
            for y in of_line:
                self._strips.pop(y, None)
            repaint(self, *(Region(min(cells), y, max(cells) - min(cells) + 1, 1) for y, cells in of_line.items()))

    def _spot(self) -> tuple[int, int] | None:
        return None if self._picture is None else self._picture.spot(self._row)

    def render_line(self, y: int) -> Strip:
        """Return one line of the grid, the cursor over it, or of the words in its place."""
        if y not in self._strips:
            self._strips[y] = self._line(y)
        return self._strips[y]

    def _line(self, y: int) -> Strip:
        width, base = self.size.width, self._look("axis")
        if self._picture is None:
            lines = wrapped(self.words, max(1, width - 2), max(1, self.size.height))
            return strip_of(((f" {lines[y]}" if y < len(lines) else "", base),), width, base)
        pieces = self._picture.lines[y] if y < len(self._picture.lines) else ()
        strip = strip_of(((text, self._look(look)) for text, look in pieces), width, base)
        spot = self._spot()
        if spot is None or spot[1] != y or spot[0] >= width:
            return strip
        sign = strip.crop(spot[0], spot[0] + 1).text
        return Strip.join([strip.crop(0, spot[0]), Strip([Segment(sign, self._look("cursor"))], 1), strip.crop(spot[0] + 1, width)])

    def on_resize(self, _event: events.Resize) -> None:
        """Ask for a picture of another size."""
        self._strips.clear()
        self.post_message(self.Sized())

    def on_click(self, event: events.Click) -> None:
        """Pick the account that was clicked; a double click opens it."""
        offset = event.get_content_offset(self)
        row = None if offset is None or self._picture is None else self._picture.row_at(offset.x, offset.y)
        event.stop()
        if row is not None:
            self.post_message(self.Picked(row, event.chain == 2))  # noqa: PLR2004 - a double click

    def notify_style_update(self) -> None:
        """Forget lines and looks: the theme is another."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def _look(self, name: str) -> Style:
        if name not in self._looks:
            self._looks[name] = self.get_component_rich_style(f"value-grid-plot--{name}")
        return self._looks[name]
