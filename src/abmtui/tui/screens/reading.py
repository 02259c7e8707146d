"""Long text to read: problems, figures explained, help; scrolled with the usual keys, left with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class ReadingScreen(ModalScreen[None]):
    """Shows paragraphs: (heading, text) pairs, the heading emphasised; either may be empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i,question_mark,f1,enter", "leave", "Back", id="reading.leave", tooltip="Close this page"),
        Binding("down,j", "line(1)", "Down", show=False, id="reading.down"),
        Binding("up,k", "line(-1)", "Up", show=False, id="reading.up"),
        Binding("pagedown,space", "page(1)", "Page down", show=False, id="reading.page_down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="reading.page_up"),
        Binding("home", "end(False)", "Top", show=False, id="reading.top"),
        Binding("end", "end(True)", "Bottom", show=False, id="reading.bottom"),
    ]
    DEFAULT_CSS = """
    ReadingScreen { align: center middle; }
    ReadingScreen > VerticalScroll { width: 96%; max-width: 110; height: auto; max-height: 94%; border: round $primary; padding: 0 1; background: $surface; }
    ReadingScreen Static { height: auto; }
    """

    def __init__(self, title: str, paragraphs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._paragraphs = tuple(paragraphs)

    def compose(self) -> ComposeResult:
        """Lay out one text that scrolls."""
        with VerticalScroll() as box:
            box.border_title = Content(shown(self._title))
            box.border_subtitle = "esc back"
            yield Static(self._text())

    def _text(self) -> Content:
        parts: list[Content] = []
        for heading, text in self._paragraphs:
            line = Content.styled(shown(heading), "bold") if heading else Content("")
            gap = "  " if heading and text else ""
            parts.append(Content.assemble(line, gap, shown(text, lines=True)))
        return Content("\n").join(parts)

    def action_line(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        box = self.query_one(VerticalScroll)
        box.scroll_relative(y=pages * max(1, box.size.height - 1), animate=False)

    def action_end(self, bottom: bool) -> None:
        """Scroll to the top or the bottom."""
        box = self.query_one(VerticalScroll)
        if bottom:
            box.scroll_end(animate=False)
        else:
            box.scroll_home(animate=False)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
