"""Whatever a widget forgets, no control character of data reaches the terminal."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING, ClassVar

import pytest
from rich.segment import ControlType, Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.containers import Vertical
from textual.content import Content
from textual.drivers.headless_driver import HeadlessDriver
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import DataTable, Input, Label, OptionList, Static, TextArea, Tree

from abmtui.tui.guard import WRITTEN_FOR, Guard, Guarded, guarded, harmless
from abmtui.tui.thin_output import thin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App, ComposeResult
    from textual.filter import LineFilter

EVIL = "a\x1b]0;owned\x07b\x1b[31mc\x9b32md\x1b]52;c;ZXZpbA==\x1b\\e\x00f\u202eg\x7f\rh"
KNOWN = re.compile("\x1b\\[[0-9;]*[mH]|\x1b\\[\\?2026[hl]|\x1b\\[\\?[0-9;]*[a-zA-Z$]|\x1b\\[[<>=]?[0-9;]*[a-zA-Z]|\x1b\\]22;[a-z]*\x07|\r?\n")
"""What Textual itself writes with a frame: colours, places, marks of begin and end, modes, the shape of the mouse."""


class RawLine(Widget):
    """A widget that draws what it is given."""

    def render_line(self, y: int) -> Strip:
        """Return a raw line."""
        return Strip([Segment(EVIL), Segment(" link", Style(link="http://x/\x1b]0;owned\x07")), Segment("." * 40)])


class WritingDriver(HeadlessDriver):
    """A driver that keeps what is written."""

    written: ClassVar[list[str]] = []

    @property
    def is_headless(self) -> bool:
        """No: Textual writes to it."""
        return False

    def write(self, data: str) -> None:
        """Keep it."""
        self.written.append(data)


class EvilApp(Guarded[None]):
    """Every kind of widget, each with text that forgot `shown`."""

    CSS = "RawLine, Static, Label, Input, TextArea, OptionList, Tree, DataTable { height: 2; } Vertical { border: solid red; }"

    def __init__(self) -> None:
        super().__init__(driver_class=WritingDriver)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical() as box:
            box.border_title = Content(EVIL)
            box.border_subtitle = Content(EVIL)
            box.tooltip = EVIL
            yield RawLine()
            yield Static(EVIL, markup=False)
            yield Static(Text(EVIL))
            yield Label(Content(EVIL))
            yield Input(EVIL)
            yield TextArea(EVIL)
            yield OptionList(Content(EVIL))
            yield Tree(Text(EVIL))
            yield DataTable[Text]()

    def on_mount(self) -> None:
        """Show what was given."""
        table = self.query_one(DataTable)
        table.add_column(Text(EVIL))
        table.add_row(Text(EVIL))
        self.notify(EVIL, markup=False)


async def test_no_widget_writes_a_control_character_of_its_text() -> None:
    """Of all that is written nothing is left but what Textual's own frames hold; the marks stand where the characters were."""
    WritingDriver.written.clear()
    app = EvilApp()
    async with app.run_test(size=(100, 40), headless=False, notifications=True) as pilot:
        await pilot.pause(0.2)
        app.screen.refresh()
        await pilot.pause(0.1)
    written = "".join(WritingDriver.written)
    rest = re.sub("\x1b\\]8;[^\x1b\x07]*\x1b\\\\", "", KNOWN.sub("", written))
    assert sorted(set(re.findall("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest))) == []
    assert "owned\x07" not in written
    assert "␛]0;owned␇" in written
    assert guarded(app)


async def test_textual_alone_would_write_them() -> None:
    """The control: without the guard the same screen sets the terminal's title, so the test above tests something."""

    class Unguarded(EvilApp):
        def get_line_filters(self) -> Sequence[LineFilter]:
            return super(Guarded, self).get_line_filters()

    WritingDriver.written.clear()
    app: App[None] = Unguarded()
    async with app.run_test(size=(100, 40), headless=False) as pilot:
        await pilot.pause(0.2)
    assert "\x1b]0;owned\x07" in "".join(WritingDriver.written)
    assert not guarded(app)


def test_a_line_keeps_its_width() -> None:
    """Marks take the place of characters without width, so the text is cut to its cells; what is harmless stays the very same."""
    plain = Segment("Wärtsilä 北京 🏭", Style(bold=True))
    assert harmless(plain) is plain
    assert harmless(Segment("ab\x1bcd")) == Segment("ab␛c")
    assert harmless(Segment("\x1b\x9b")) == Segment("")


def test_control_segments_of_textual_stay() -> None:
    """What Textual marks as control, it means."""
    control = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    assert Guard().apply([control], Color(0, 0, 0)) == [control]


def test_a_link_with_a_control_character_is_no_link() -> None:
    """Textual writes a link as it is; one with anything but visible ASCII is dropped, others stay."""
    bad = harmless(Segment("x", Style(link="http://x/\x1b\\")))
    assert bad.style is not None
    assert bad.style.link is None
    good = Segment("x", Style(link="https://example.org/a?b=c"))
    assert harmless(good) is good


def test_the_guard_was_written_for_this_textual() -> None:
    """With another version of Textual, look again where lines go (`StylesCache.render`, `Strip.render`), then raise the number."""
    assert version("textual").startswith(WRITTEN_FOR)


@pytest.mark.parametrize("data", ["\x1b]0;title\x07", "plain", "\x1b[?2026h", "\x1b[6n", ""])
def test_thinning_keeps_other_sequences(data: str) -> None:
    """What is neither colour nor place is written as it is."""
    assert thin(data) == data
