"""The line between table and curve, which the mouse drags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Vertical

from abmtui.tui.screens.answering import Answering

if TYPE_CHECKING:
    from textual import events

LEAST_CURVE: Final = 24
"""Cells that the curve keeps."""
LEAST_TABLE: Final = 40
"""Cells that the table keeps."""


class Divided(Answering):
    """The divider's part of the portfolio screen: the two frames' edges side by side are one handle."""

    _dragging: bool = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the edges between the panels."""
        curve = self.query_one("#curve", Vertical)
        if curve.display and event.screen_x in {curve.region.x - 1, curve.region.x} and curve.region.y <= event.screen_y < curve.region.bottom:
            self._dragging = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the curve be as wide as the mouse says, within what both need."""
        if self._dragging:
            curve = self.query_one("#curve", Vertical)
            width = max(LEAST_CURVE, min(self.size.width - event.screen_x, self.size.width - LEAST_TABLE))
            curve.styles.min_width, curve.styles.max_width, curve.styles.width = LEAST_CURVE, self.size.width, width

    def on_mouse_up(self) -> None:
        """Let go."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def forget_width(self) -> None:
        """Let the curve have the width of the style sheet again: a narrow screen shows it alone."""
        curve = self.query_one("#curve", Vertical)
        for rule in ("width", "min_width", "max_width"):
            curve.styles.clear_rule(rule)
