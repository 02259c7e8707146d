"""A long text edited over several lines, for who has no editor of their own set."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import cleaned, shown

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


KEYS: Final = "tab, then ↵ saves"


class LongText(TextArea):
    """Several lines; a paste is cleaned text, and ctrl+z stays the shell's."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "app.suspend_process", show=False, id="text_form.suspend", tooltip="Back to the shell")]

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        """Put pasted text in without controls."""
        event.stop()
        event.prevent_default()
        self.replace(cleaned(event.text, lines=True), *self.selection)


class SaveButton(Static, can_focus=True):
    """The visible way to take the text."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "screen.take", "save", key_display="↵", id="text_form.take", tooltip="Take this text")]

    def on_click(self, event: events.Click) -> None:
        """Take the text."""
        event.stop()
        self.screen.call_next(self.run_action, "screen.take")


class TextForm(ModalScreen[str | None]):
    """Edits one text; returns it, or None when it is to stay as it was. Esc on a changed text says once that it would be dropped."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", id="text_form.leave", tooltip="Leave the text as it was")]
    DEFAULT_CSS = """
    TextForm { align: center middle; }
    TextForm > Vertical { width: 90%; max-width: 90; height: 80%; border: round $primary; padding: 0 1; background: $surface; }
    TextForm LongText, TextForm LongText:focus { height: 1fr; border: none; padding: 0; background: $boost; }
    TextForm Horizontal { height: 1; }
    TextForm SaveButton { width: auto; padding: 0 2; background: $boost; }
    TextForm SaveButton:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    TextForm .keys { width: 1fr; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._first = cleaned(text, lines=True)
        self._area = LongText(self._first)
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out the text and the button."""
        with Vertical() as box:
            box.border_title = Content(shown(self._title))
            yield self._area
            with Horizontal():
                yield SaveButton(Content("Save"))
                yield Static(Content(KEYS), classes="keys")
        yield FooterLine()

    def on_mount(self) -> None:
        """Begin behind the text."""
        self._area.move_cursor(self._area.document.end)
        self.set_focus(self._area)

    def unsaved(self) -> tuple[str, str] | None:
        """Return (title, text) when it was changed, or None."""
        return None if self._area.text == self._first else (self._title, self._area.text)

    def typed(self) -> str | None:
        """Return the text when it was changed, or None."""
        return None if self._area.text == self._first else self._area.text

    def on_text_area_changed(self) -> None:
        """Typing goes on: a warning before it is void."""
        if self._warned:
            self._warned = False
            self._say(KEYS)

    def _say(self, sentence: str) -> None:
        self.query_one(".keys", Static).update(Content(sentence))

    def action_take(self) -> None:
        """Return the text."""
        text = cleaned(self._area.text, lines=True).strip()
        self.dismiss(None if text == self._first.strip() else text)

    def action_leave(self) -> None:
        """Leave it as it was; when it was changed, say so once first."""
        if self.unsaved() is not None and not self._warned:
            self._warned = True
            self._say("Esc again drops what was typed")
            return
        self.dismiss(None)
