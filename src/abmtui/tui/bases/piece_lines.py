"""Widgets of a few lines made of pieces of text, each with a named look; they paint only the lines that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.widget import Widget

from abmtui.tui.bases.repaint import repaint
from abmtui.tui.bases.row_lines import strip_of
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.strip import Strip

    Pieces = tuple[tuple[str, str], ...]


class PieceLines(Widget):
    """Lines of (text, look) pieces; a subclass says in `pieces` what they are for a width and calls `renew` when that may be another."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"piece-lines--{name}" for name in ("plain", "strong", "muted", "accent", "warning", "error")}
    DEFAULT_CSS = """
    PieceLines {
        height: 1;
        & > .piece-lines--plain { color: $foreground; }
        & > .piece-lines--strong { color: $foreground; text-style: bold; }
        & > .piece-lines--muted { color: $text-muted; }
        & > .piece-lines--accent { color: $text-accent; }
        & > .piece-lines--warning { color: $text-warning; }
        & > .piece-lines--error { color: $text-error; text-style: bold; }
        &:ansi > .piece-lines--muted { text-style: dim; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Pieces, ...] = ()
        self._looks: dict[str, Style] = {}

    def pieces(self, width: int) -> Sequence[Pieces]:
        """Return the lines for this width; looks are "plain", "strong", "muted", "accent", "warning", "error"."""
        raise NotImplementedError

    def renew(self) -> None:
        """Paint the lines that are not what they were; none when none is."""
        if not self.size.width:
            self.refresh(layout=True)
            return
        old, new = self._lines, tuple(self.pieces(self.size.width))
        if old == new:
            return
        self._lines = new
        if len(old) != len(new):
            self.refresh(layout=True)
            return
        repaint(self, *(Region(0, y, self.size.width, 1) for y in range(len(new)) if old[y] != new[y]))

    def render_line(self, y: int) -> Strip:
        """Return a line as a strip; all text is made harmless here."""
        base = self._look("plain")
        line = self._lines[y] if y < len(self._lines) else ()
        return strip_of(((shown(text), self._look(look)) for text, look in line), self.size.width, base)

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the lines to the new width."""
        self._lines = tuple(self.pieces(self.size.width))
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget looks: the theme is another."""
        super().notify_style_update()
        self._looks.clear()

    def _look(self, name: str) -> Style:
        if name not in self._looks:
            self._looks[name] = self.get_component_rich_style(f"piece-lines--{name}")
        return self._looks[name]
