"""One line asked of the user, checked before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from abmtui.tui.bases.offers import OneLine
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import cleaned, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class LineForm(ModalScreen[str | None]):
    """Asks for one line; returns it, or None when left with Esc. `check` answers with a sentence while the line will not do."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", id="form.leave", tooltip="Leave without a change")]
    DEFAULT_CSS = """
    LineForm { align: center middle; }
    LineForm > Vertical { width: 90%; max-width: 90; height: auto; max-height: 100%; border: round $primary; padding: 0 1; background: $surface; }
    LineForm OneLine, LineForm OneLine:focus { border: none; height: 1; padding: 0; background: $panel; }
    LineForm .help { color: $text-muted; height: auto; }
    LineForm .wrong { color: $text-error; height: auto; min-height: 1; }
    """

    def __init__(self, title: str, text: str = "", help_lines: str = "", check: Callable[[str], str] = lambda _text: "") -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._help = help_lines
        self._check = check

    def compose(self) -> ComposeResult:
        """Lay out the title as the border's, the line, the sentence and the help."""
        with Vertical() as box:
            box.border_title = Content(shown(self._title))
            yield OneLine(self._text)
            yield Static(Content(""), classes="wrong")
            yield Static(Content(shown(self._help, lines=True)), classes="help")
        yield FooterLine()

    def on_mount(self) -> None:
        """Start at the end of the text."""
        line = self.query_one(OneLine)
        line.focus()
        line.cursor_position = len(self._text)

    def on_input_changed(self) -> None:
        """Typing goes on: what was wrong before is void."""
        self.query_one(".wrong", Static).update(Content(""))

    def on_input_submitted(self, event: OneLine.Submitted) -> None:
        """Take the line if it will do, else say why not."""
        event.stop()
        text = cleaned(event.value).strip()
        wrong = self._check(text)
        if wrong:
            self.query_one(".wrong", Static).update(Content(shown(wrong)))
            return
        self.dismiss(text)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
