"""How a grid of cells is drawn: its frame with the panels' rules, its lines, the cursor's cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from abmtui.tui.bases.fitted import cut, fitted
from abmtui.tui.bases.grid_lines import NO_LINES, Cell, Line, Lines

if TYPE_CHECKING:
    from typing import Self

    from rich.style import Style

EDGE: Final = 2
"""Cells of frame and blank at either side of a line."""


class GridDrawing(Widget):
    """Draws the visible lines of `lines` inside its own frame, only those that are asked for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"row-grid--{name}" for name in ("frame", "title", "here", "label", "dim", "heading", "warn", "cursor", "resting", "plain")
    }
    DEFAULT_CSS = """
    GridDrawing {
        width: 1fr; height: 1fr;
        & > .row-grid--frame { color: $text-muted; }
        & > .row-grid--title { text-style: bold; }
        & > .row-grid--here { color: $text-primary; text-style: bold; }
        & > .row-grid--label { color: $text-muted; }
        & > .row-grid--dim { color: $text-muted; }
        & > .row-grid--heading { color: $text-muted; text-style: bold; }
        & > .row-grid--warn { color: $text-error; text-style: bold; }
        & > .row-grid--cursor { background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style; }
        & > .row-grid--resting { background: $block-cursor-blurred-background; text-style: underline; }
        &:ansi > .row-grid--cursor { text-style: reverse; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.lines: Lines = NO_LINES
        self.line = 0
        """The cursor's line."""
        self.place = 0
        """The cursor's cell in its line."""
        self.top = 0
        """The first line in view."""
        self.head: Line | None = None
        """A heading that stays while the lines scroll."""
        self.title = ""
        """In the frame's upper edge."""
        self.foot = ""
        """In the frame's lower edge."""
        self.foot_warns = False
        self._expected = Size(0, 0)
        self._only_focus = False

    def expect(self, size: Size) -> None:
        """Lay lines out for a size that the widget will have once it is shown."""
        self._expected = size

    @property
    def room(self) -> Size:
        """The widget's size, or the one it will have."""
        return self.size if self.size.height else self._expected

    @property
    def section(self) -> str:
        """The panel that the cursor is in."""
        return self.lines[self.line].section if 0 <= self.line < len(self.lines) else ""

    @property
    def inner_width(self) -> int:
        """Cells of a line between the frame's edges."""
        return max(1, self.room.width - 2 * EDGE)

    @property
    def body_height(self) -> int:
        """Lines in view at a time."""
        return max(1, self.room.height - 2 - self._heads)

    @property
    def _heads(self) -> int:
        return 0 if self.head is None else 1

    def y_of(self, line: int) -> int:
        """Return where a line stands in the widget, in view or not."""
        return line - self.top + 1 + self._heads

    def line_at(self, y: int) -> int | None:
        """Return the line that stands at a place of the widget, or None."""
        line = self.top + y - 1 - self._heads
        return line if self._heads < y < self.size.height - 1 and 0 <= line < len(self.lines) else None

    def refresh_y(self, y: int) -> None:
        """Draw one line of the widget anew."""
        self.refresh(Region(0, y, self.size.width, 1))

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew; not all of it when only the focus changed, as Textual would: a grid shows that at its cursor."""
        if self._only_focus and not regions and not layout:
            self._only_focus = False
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the frame or of what is in view."""
        height = self.size.height
        if y == 0:
            return self._rule("┌", self.title, "┐", titled="title")
        if y == height - 1:
            return self._foot()
        if self.head is not None and y == 1:
            return self._body(self.head, -1)
        place = self.line_at(y)
        if place is None:
            return self._body(Line(), -1)
        line = self.lines[place]
        if line.rule:
            return self._rule("├", line.rule, "┤", titled="here" if line.section == self.section and self.has_focus else "title")
        return self._body(line, place)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"row-grid--{name or 'plain'}")

    def _rule(self, left: str, title: str, right: str, *, titled: str) -> Strip:
        width = self.size.width
        words = f" {cut(title, width - 6)} " if title else ""
        line = "─" * max(0, width - 2 - cell_len(words))
        frame = self._style("frame")
        return Strip([Segment(left, frame), Segment(words, self._style(titled)), Segment(line + right, frame)], width)

    def _foot(self) -> Strip:
        width = self.size.width
        below = len(self.lines) - self.top - self.body_height
        more = f" ▼ {below} " if below > 0 else ""
        words = f" {cut(self.foot, width - 6 - len(more))} " if self.foot else ""
        line = "─" * max(0, width - 2 - cell_len(words) - len(more))
        frame = self._style("frame")
        parts = (("└", frame), (words, self._style("warn" if self.foot_warns else "title")), (line, frame), (more, self._style("dim")), ("┘", frame))
        return Strip([Segment(*part) for part in parts], width)

    def _body(self, line: Line, place: int) -> Strip:
        frame, plain = self._style("frame"), self._style("")
        segments = [Segment("│", frame), Segment(" ", plain)]
        at = 0
        for number, cell in enumerate(line.cells):
            width = min(cell.width, self.inner_width - cell.x)
            if width <= 0 or cell.x < at:
                continue
            segments.append(Segment(" " * (cell.x - at), plain))
            segments += self._drawn(cell, width, here=place == self.line and number == self.place)
            at = cell.x + width
        segments += [Segment(" " * (self.size.width - 2 * EDGE - at + 1), plain), Segment("│", frame)]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def _drawn(self, cell: Cell, width: int, *, here: bool) -> list[Segment]:
        look = self._style(("cursor" if self.has_focus else "resting") if here else cell.style)
        if not cell.mark or width < EDGE:
            return [Segment(fitted(cell.text, width, right=cell.right), look)]
        return [Segment(fitted(cell.text, width - 2, right=cell.right), look), Segment(" ", look), Segment("!", self._style("warn"))]
