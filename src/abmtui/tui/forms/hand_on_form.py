"""Where something is to be written to hand on, and whether people are named in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from abmtui.tui.bases.file_asked import FileAsked
from abmtui.tui.bases.offers import OneLine
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import cleaned, shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.app import ComposeResult

NAMED: Final = "People: named · tab leaves them out"
UNNAMED: Final = "People: left out, nobody at the account is named · tab names them"


@dataclass(frozen=True, slots=True)
class HandOn:
    """What was asked for."""

    path: Path
    people: bool = True
    """Whether people are named."""
    over: bool = False
    """Whether a file that is there is to be written over."""


class HandOnForm(ModalScreen[HandOn | None]):
    """Asks for a file whose ending says the format; a file that is there is written over only when Enter is pressed twice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="hand_on.leave", tooltip="Leave without writing"),
        Binding("tab,shift+tab", "people", "people", key_display="tab", id="hand_on.people", tooltip="Name people in it, or leave them out"),
    ]
    DEFAULT_CSS = """
    HandOnForm { align: center middle; }
    HandOnForm > Vertical { width: 90%; max-width: 90; height: auto; max-height: 100%; border: round $primary; padding: 0 1; background: $surface; }
    HandOnForm OneLine, HandOnForm OneLine:focus { border: none; height: 1; padding: 0; background: $panel; }
    HandOnForm .help { color: $text-muted; height: auto; }
    HandOnForm .wrong { color: $text-error; height: auto; min-height: 1; }
    HandOnForm .people { height: auto; }
    """

    def __init__(self, title: str, name: str, endings: Collection[str]) -> None:
        """Ask with a name to begin from; `endings` are those that a file's name may have."""
        super().__init__()
        self._title = title
        self._begin = name
        self._endings = tuple(endings)
        self._people = True
        self._file = FileAsked(self._endings)

    def compose(self) -> ComposeResult:
        """Lay out the line, whether people are named, what is wrong and the endings."""
        with Vertical() as box:
            box.border_title = Content(shown(self._title))
            yield OneLine(self._begin)
            yield Static(Content(NAMED), classes="people")
            yield Static(Content(""), classes="wrong")
            yield Static(Content(f"The ending says the format: {', '.join(self._endings)}"), classes="help")
        yield FooterLine()

    def on_mount(self) -> None:
        """Start at the end of the name."""
        line = self.query_one(OneLine)
        line.focus()
        line.cursor_position = len(self._begin)

    def action_people(self) -> None:
        """Name people, or leave them out."""
        self._people = not self._people
        self.query_one(".people", Static).update(Content(NAMED if self._people else UNNAMED))

    def on_input_changed(self) -> None:
        """Typing goes on: what was wrong before is void."""
        self._file.forget()
        self.query_one(".wrong", Static).update(Content(""))

    def on_input_submitted(self, event: OneLine.Submitted) -> None:
        """Take the file if it will do, else say why not."""
        event.stop()
        text = cleaned(event.value).strip()
        wrong = self._file.wrong(text)
        if wrong:
            self.query_one(".wrong", Static).update(Content(shown(wrong)))
            return
        self.dismiss(HandOn(Path(text).expanduser(), self._people, self._file.over))

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)
