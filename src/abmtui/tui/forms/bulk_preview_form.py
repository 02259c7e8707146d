"""What an edit of many accounts would do, account by account; Enter makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from abmtui.tui.bases.fitted import cut, fitted, wrapped
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

NAME_CELLS: int = 28
WORD_LINES: int = 4
"""Lines that one change may take."""
AROUND: int = 8
"""Lines of the screen that are not the list's."""

Group = tuple[str, tuple[tuple[str, str], ...]]
"""A heading and (account, words) lines; raw."""


class Lines(VerticalScroll, can_focus=True):
    """The list; where it has no room it scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.apply", "apply", key_display="↵", id="bulk.apply", tooltip="Make the edit in all of them, as one step"),
        Binding("up", "scroll_up", "up", show=False, id="bulk.up", tooltip="A line up"),
        Binding("down", "scroll_down", "down", show=False, id="bulk.down", tooltip="A line down"),
        Binding("pageup", "page_up", "page up", show=False, id="bulk.page_up", tooltip="A page up"),
        Binding("pagedown,space", "page_down", "page down", show=False, id="bulk.page_down", tooltip="A page down"),
        Binding("home", "scroll_home", "first", show=False, id="bulk.home", tooltip="To the first line"),
        Binding("end", "scroll_end", "last", show=False, id="bulk.end", tooltip="To the last line"),
    ]


class BulkPreviewForm(ModalScreen[bool]):
    """Shows an edit of many accounts; returns whether it is to be made. Where nothing would change there is nothing to apply."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", id="form.leave", tooltip="Leave without a change")]
    DEFAULT_CSS = """
    BulkPreviewForm { align: center middle; }
    BulkPreviewForm > Vertical { width: 96%; max-width: 120; height: auto; max-height: 100%; border: round $primary; padding: 0 1; background: $surface; }
    BulkPreviewForm Static { height: auto; }
    BulkPreviewForm .remarks { color: $text-warning; }
    BulkPreviewForm Lines { height: auto; margin-top: 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, title: str, sentences: Sequence[str], groups: Sequence[Group], *, changes: bool) -> None:
        """Show groups of lines under a title; the first sentence counts, the others are to be looked at before Enter."""
        super().__init__()
        self._title = title
        self._sentences = tuple(sentences)
        self._groups = tuple(groups)
        self._changes = changes

    def compose(self) -> ComposeResult:
        """Lay out the counts, what is to be said, and the list."""
        with Vertical() as box:
            box.border_title = Content(cut(shown(self._title), 100))
            yield Static(Content(shown(self._sentences[0])))
            for sentence in self._sentences[1:]:
                yield Static(Content(shown(sentence)), classes="remarks")
            with Lines():
                yield Static(classes="lines")
        yield FooterLine()

    def on_mount(self) -> None:
        """Begin at the top of the list."""
        self.query_one(Lines).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        self.query_one(Lines).styles.max_height = max(3, event.size.height - AROUND - len(self._sentences))
        self.query_one(".lines", Static).update(Content("\n").join(self._lines(min(event.size.width * 96 // 100, 120) - 5)))

    def _lines(self, width: int) -> list[Content]:
        name_cells = min(NAME_CELLS, width // 3, max((cell_len(name) for _, rows in self._groups for name, _ in rows), default=0))
        lines: list[Content] = []
        for heading, rows in self._groups:
            lines.append(Content.styled(heading, "bold"))
            for name, words in rows:
                told = wrapped(shown(words), width - name_cells - 4, WORD_LINES)
                names = (fitted(shown(name), name_cells), *(" " * name_cells for _ in told[1:]))
                lines += [Content(f"  {start}  {part}".rstrip()) for start, part in zip(names, told, strict=True)]
        return lines

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what would change nothing."""
        return None if action == "apply" and not self._changes else super().check_action(action, parameters)

    def action_apply(self) -> None:
        """Make the edit."""
        if self._changes:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(False)
