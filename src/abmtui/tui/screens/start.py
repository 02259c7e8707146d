"""The first screen when nothing was named to open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from abmtui.tui.bases.offers import Offers
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.screens.answering import Answering
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

_WORDS = """abmtui shows an account portfolio beside its Lorenz curve and keeps the plan of every key account.

It reads CSV, Excel, Parquet and JSON as they come out of a CRM or an ERP: one row an account, or one row an order or invoice."""


LEAST_HEIGHT: Final = 16
"""Lines of the terminal from which the words have room beside the offers."""


class StartScreen(Answering):
    """Offers the demo, a file by its path, and the portfolios opened lately."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "demo", "demo", id="start.demo", tooltip="Open the bundled sample portfolio"),
        Binding("o", "open", "open a file", id="start.open", tooltip="Open a file or folder by its path"),
        Binding("q,escape", "quit", "quit", id="start.quit", tooltip="Leave abmtui"),
    ]
    DEFAULT_CSS = """
    StartScreen { align: center middle; }
    StartScreen > Vertical { width: 90%; max-width: 80; height: auto; border: round $primary; padding: 0 2; }
    StartScreen Static { height: auto; margin-bottom: 1; }
    StartScreen Offers, StartScreen Offers:focus { background: $background; }
    """

    @dataclass
    class SourceChosen(Message):
        """Please open this; "demo" is the bundled sample."""

        source: str

    def __init__(self, recent: Sequence[str] = (), folder_files: Sequence[str] = ()) -> None:
        super().__init__()
        self._offers: tuple[tuple[str, str], ...] = (
            ("demo", "d  Open the demo: an invented supplier, about 400 accounts"),
            ("", "o  Open a file or folder by its path"),
        )
        self._offers += tuple((path, f"   {path}") for path in dict.fromkeys((*recent, *folder_files)))

    def compose(self) -> ComposeResult:
        """Lay out the words and the offers."""
        yield SaidLine()
        with Vertical() as box:
            box.border_title = "abmtui"
            yield Static(Content(_WORDS))
            yield Offers([label for _, label in self._offers], around=11)
        yield FooterLine()

    def on_resize(self) -> None:
        """Give the list the room that there is; where there is little, the words leave."""
        self.query_one(Static).display = self.app.size.height >= LEAST_HEIGHT
        self.query_one(Offers).fit()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        event.stop()
        source = self._offers[event.option_index][0]
        if source:
            self.post_message(self.SourceChosen(source))
        else:
            self.action_open()

    def action_demo(self) -> None:
        """Open the sample."""
        self.post_message(self.SourceChosen("demo"))

    def action_open(self) -> None:
        """Ask for a path."""

        def check(text: str) -> str:
            return "" if text and Path(text).expanduser().exists() else "There is no such file or folder; mend the path or leave with Esc."

        def take(path: str | None) -> None:
            if path:
                self.post_message(self.SourceChosen(str(Path(path).expanduser())))

        self.app.push_screen(LineForm("Open", "", "a file (CSV, Excel, Parquet, JSON) or a folder of them", check), take)

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit(0)
