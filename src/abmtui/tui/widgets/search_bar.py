"""The search line: what is typed at the left, what it found at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from abmtui.tui.bases.fitted import fitted
from abmtui.tui.bases.piece_lines import PieceLines
from abmtui.wording import cleaned, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from abmtui.tui.bases.piece_lines import Pieces

BETWEEN: Final = " · "


class SearchField(Input):
    """One line of text; a paste is cleaned before it becomes a value."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "to the table", key_display="↵", id="search.accept", tooltip="Go to the table and keep what was found"),
    ]

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(cleaned(event.text).strip())


class Found(PieceLines):
    """Words at the right edge; it keeps its width, so that a typed letter lays nothing out anew."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[str, ...] = ()

    def show(self, words: str) -> None:
        """Show `part · part`; parts leave from the right where there is no room."""
        self._parts = tuple(shown(words).split(BETWEEN))
        self.renew()

    def pieces(self, width: int) -> Sequence[Pieces]:
        """Return the words, right-aligned, a blank before the edge."""
        parts = self._parts
        while len(parts) > 1 and cell_len(BETWEEN.join(parts)) > width - 2:
            parts = parts[:-1]
        return (((f"{fitted(BETWEEN.join(parts), max(0, width - 1), right=True)} ", "muted"),),)


class SearchBar(Horizontal):
    """`/ wartsi      3 of 412 · EUR 5.1M · best match first`; the keys that move in the table are handed on by `Stepped`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "end search", id="search.leave", tooltip="Show all accounts again, the cursor on the same one"),
        Binding("up", "step(-1, False)", "up", show=False, id="search.up", tooltip="The row above, in the table"),
        Binding("down", "step(1, False)", "down", show=False, id="search.down", tooltip="The row below, in the table"),
        Binding("pageup", "step(-1, True)", "page up", show=False, id="search.page_up", tooltip="One page up in the table"),
        Binding("pagedown", "step(1, True)", "page down", show=False, id="search.page_down", tooltip="One page down in the table"),
    ]
    DEFAULT_CSS = """
    SearchBar {
        height: 1;
        & > .sign { width: 3; color: $text-accent; text-style: bold; }
        & > SearchField { width: 1fr; height: 1; border: none; padding: 0; background: transparent; }
        & > SearchField:focus { border: none; }
        & > Found { width: 60%; }
    }
    """

    @dataclass
    class Changed(Message):
        """Another text is searched for."""

        text: str

    @dataclass
    class Left(Message):
        """The search is over."""

    @dataclass
    class Accepted(Message):
        """On to the table, with what was found."""

    @dataclass
    class Stepped(Message):
        """The table is to move its cursor meanwhile."""

        by: int
        pages: bool
        """Whether `by` counts pages instead of rows."""

    def compose(self) -> ComposeResult:
        """Lay out the sign, the field and the words."""
        yield Static(Content(" /"), classes="sign")
        field = SearchField(select_on_focus=False)
        field.cursor_blink = False
        yield field
        yield Found()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(SearchField).value

    def open(self, text: str = "") -> None:
        """Take the keys, with a text to go on with. No message is sent for it."""
        field = self.query_one(SearchField)
        with self.prevent(Input.Changed):
            field.value = cleaned(text)
        field.cursor_position = len(field.value)
        field.focus()

    def say(self, words: str) -> None:
        """Say what was found: `3 of 412 · EUR 5.1M · best match first`; parts leave from the right where there is no room."""
        self.query_one(Found).show(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand the text up, cleaned."""
        event.stop()
        self.post_message(self.Changed(cleaned(event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: on to the table."""
        event.stop()
        self.post_message(self.Accepted())

    def action_leave(self) -> None:
        """End the search."""
        self.post_message(self.Left())

    def action_step(self, by: int, pages: bool) -> None:
        """Let the table move."""
        self.post_message(self.Stepped(by, pages))
