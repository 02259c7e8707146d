"""Long text to read: problems, figures explained, help; scrolled with the usual keys, left with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

WIDEST: Final = 110
"""Cells of the page: longer lines are hard to read."""
MOST_LINES: Final = 400
"""Lines that one paragraph may take."""
DEEPEST: Final = 22
"""Cells by which the further lines of a paragraph hang at most."""


class ReadingScreen(ModalScreen[None]):
    """Shows paragraphs: (heading, text) pairs, the heading emphasised; either may be empty. Further lines hang below the text's first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,i,question_mark,f1,enter", "leave", "back", key_display="esc", id="reading.leave", tooltip="Close this page"),
        Binding("down,j", "line(1)", "down", key_display="↓", id="reading.down", tooltip="Scroll down by a line"),
        Binding("up,k", "line(-1)", "up", key_display="↑", id="reading.up", tooltip="Scroll up by a line"),
        Binding("pagedown,space", "page(1)", "page down", key_display="space", id="reading.page_down", tooltip="Scroll down by a page"),
        Binding("pageup", "page(-1)", "page up", show=False, id="reading.page_up", tooltip="Scroll up by a page"),
        Binding("home", "end(False)", "top", show=False, id="reading.top", tooltip="To the top"),
        Binding("end", "end(True)", "bottom", show=False, id="reading.bottom", tooltip="To the bottom"),
    ]
    DEFAULT_CSS = """
    ReadingScreen { align: center middle; }
    ReadingScreen > VerticalScroll { width: 96%; max-width: 110; height: auto; max-height: 100%; border: round $primary; padding: 0 1; background: $surface; scrollbar-size-vertical: 1; }
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
            yield Static(self._text())
        yield FooterLine()

    def on_resize(self) -> None:
        """Break the lines for another width."""
        self.query_one(Static).update(self._text())

    def _text(self) -> Content:
        width = max(10, min(WIDEST, self.app.size.width * 96 // 100) - 5)
        return Content("\n").join(line for paragraph in self._paragraphs for line in _lines(*paragraph, width))

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


def _lines(heading: str, text: str, width: int) -> Iterator[Content]:
    """Yield the lines of one paragraph: the heading, the text behind it, what has no room below it."""
    start = f"{shown(heading)}  " if heading and text else shown(heading)
    parts = shown(text, lines=True).split("\n")
    for place, part in enumerate(parts):
        lead = "" if place else start
        deep = len(lead) if lead and len(lead) <= min(DEEPEST, width // 2) else 2 * bool(lead) or len(part) - len(part.lstrip())
        for number, line in enumerate(_broken(lead + part, " " * deep, width)):
            bold = 0 if place or number else len(start.rstrip())
            yield Content.assemble(Content.styled(line[:bold], "bold"), line[bold:])


def _broken(text: str, hang: str, width: int) -> list[str]:
    """Return text in lines of a width, those after the first begun with `hang`."""
    head, *rest = wrapped(text, width, MOST_LINES) or ("",)
    if not rest:
        return [text]
    below = text.strip()[len(head) :].strip()
    return [text[: len(text) - len(text.lstrip())] + head, *(f"{hang}{line}" for line in wrapped(below, max(10, width - len(hang)), MOST_LINES))]
