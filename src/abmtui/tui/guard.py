"""No control character leaves through a widget: the last look at every segment before it is written to the terminal.

All text passes `wording.shown` where it is drawn; this stands behind it, for what forgets to. Written for Textual 8.2.8, which
filters nothing itself: each widget's lines, borders and titles included, go through the app's line filters
(`StylesCache.render`), so a filter is the one place that sees them all. `Strip.render` then writes texts and links as they are.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ReturnType
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter, Monochrome, NoColor

from abmtui.tui.glyphs import can_show_signs, plain
from abmtui.tui.thin_output import ThinDriver
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.color import Color
    from textual.driver import Driver

WRITTEN_FOR: Final = "8.2"
"""Textual's version; a test fails when another one is installed, so that the path of its lines is read again."""
UNSAFE_LINK: Final = re.compile("[^!-~]")


class Guard(LineFilter):
    """Makes control characters in lines visible, in as many cells as before; control segments of Textual's own stay as they are.

    Without `signs` it writes ASCII alone: a terminal without UTF-8 would show each sign as two or three wrong ones.
    """

    def __init__(self, *, signs: bool = True) -> None:
        super().__init__()
        self._signs = signs

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments without a control character in any text or link."""
        safe = [segment if segment.control else harmless(segment) for segment in segments]
        return safe if self._signs else [segment if segment.control else Segment(plain(segment.text), segment.style) for segment in safe]


def harmless(segment: Segment) -> Segment:
    """Return the segment itself, or one whose text shows its control characters and whose link holds none."""
    text, style, control = segment
    clean = shown(text)
    bad_link = style is not None and style.link is not None and UNSAFE_LINK.search(style.link) is not None
    if clean == text and not bad_link:
        return segment
    if clean != text:
        clean = set_cell_size(clean, cell_len(text))
    return Segment(clean, style.update_link() if bad_link and isinstance(style, Style) else style, control)


class Guarded(App[ReturnType]):
    """An app all of whose lines pass the guard, as its last filter, and whose frames are written in few bytes."""

    _guards: Final = {signs: Guard(signs=signs) for signs in (True, False)}

    _no_color: Final = NoColor()

    signs: bool | None = None
    """Whether signs beyond ASCII are drawn; None asks the locale."""

    @property
    def shows_signs(self) -> bool:
        """Whether signs beyond ASCII are drawn."""
        if self.signs is None:
            self.signs = self.is_headless or can_show_signs(os.environ, getattr(sys.__stderr__, "encoding", None) or "utf-8")
        return self.signs

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters and the guard behind them.

        Textual picks its filter for NO_COLOR when the app is made; a theme of the terminal's own colours that comes later would
        turn black on black, so the filter is picked again here.
        """
        filters = super().get_line_filters()
        if self.no_color and self.native_ansi_color:
            filters = [self._no_color if isinstance(one, Monochrome) else one for one in filters]
        return (*filters, self._guards[self.shows_signs])

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that writes thinned frames, in the place of Textual's own for Linux and macOS."""
        driver_class = super().get_driver_class()
        return ThinDriver if driver_class is LinuxDriver else driver_class


def guarded(app: App[Any]) -> bool:
    """Return whether the lines of an app pass the guard, as the last of its filters."""
    filters = app.get_line_filters()
    return bool(filters) and isinstance(filters[-1], Guard)
