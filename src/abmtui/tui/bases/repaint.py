"""Paint a part of a widget in the very next frame, together with what else changed for the same key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.messages import Update

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.widget import Widget


def repaint(widget: Widget, *regions: Region) -> None:
    """Refresh regions of a widget (all of it without any) and tell its screen at once.

    Textual 8.2 tells the screen when the widget next idles; a screen that has by then begun a frame paints this one 16 to 30 ms
    later, as a second repaint for the same key. What is told twice is painted once.
    """
    widget.refresh(*regions)
    if widget.is_attached and widget.is_mounted:
        widget.screen.post_message(Update(widget))
