"""The quiet accounts of a review in a list: looked over, and marked as reviewed without change in one stroke."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import polars as pl
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen

from abmtui.portfolio import columns as col
from abmtui.review.needs import DUE, REVIEWED
from abmtui.store.reviews import too_many
from abmtui.tui.bases.columns import TableColumn
from abmtui.tui.bases.line_table import LineTable
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import HeaderLine
from abmtui.tui.widgets.said_line import SaidLine
from abmtui.wording import counted

if TYPE_CHECKING:
    import datetime as dt

    from textual.app import ComposeResult

    from abmtui.formats import Formats


class ReviewRestScreen(Screen[bool]):
    """Lists accounts; answers whether all of them are to be marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,V", "take", "mark all as reviewed", key_display="↵", priority=True, id="rest.take", tooltip="Mark all as reviewed without change"),
        Binding("escape,q", "leave", "back", key_display="esc", id="rest.leave", tooltip="Back to the review; nothing is marked"),
        Binding("question_mark,f1", "help", "help", key_display="?", id="rest.help", tooltip="The keys of this screen"),
    ]
    DEFAULT_CSS = """
    ReviewRestScreen { layout: vertical; layers: default editor; }
    ReviewRestScreen Vertical { height: 1fr; border: round $primary; }
    """

    def __init__(self, rest: pl.DataFrame, scope: str, formats: Formats, today: dt.date) -> None:
        """List `rest`: id, name, class, reviewed and due, a row an account."""
        super().__init__()
        self._rest = rest
        self._scope = scope
        self._formats = formats
        self._today = today

    def compose(self) -> ComposeResult:
        """Lay out the list below what Enter does with it; the line for answers first, as on every screen."""
        yield SaidLine()
        yield HeaderLine()
        with Vertical() as box:
            box.border_title = Content("Quiet: they need no look now; ↵ marks all of them")
            yield LineTable()
        yield FooterLine()

    def on_mount(self) -> None:
        """Show the accounts."""
        count = counted(self._rest.height, "account")
        self.query_one(HeaderLine).show((f"review · {self._scope}", f"{count} quiet"), "")
        self._say_too_many()
        self._lay_out()
        self.query_one(LineTable).focus()

    def on_resize(self) -> None:
        """Lay the columns out for another width."""
        self._lay_out()

    def _lay_out(self) -> None:
        order = pl.int_range(0, self._rest.height, dtype=pl.UInt32, eager=True)
        lines = self.query_one(LineTable)
        lines.show(self._rest, order, self._columns(), keep=lines.cursor_row)

    def _columns(self) -> tuple[TableColumn, ...]:
        def day(value: Any) -> str:
            return self._formats.day(value, self._today)

        return (
            TableColumn(col.NAME, "Account", 40, flexible=True, min_width=16),
            TableColumn(col.ABC_CLASS, "Cl", 2),
            TableColumn(REVIEWED, "Last review", 11, text=day),
            TableColumn(DUE, "Next due", 11, text=day),
        )

    def action_take(self) -> None:
        """Mark them, unless they are more than a file of stamps should hold: then that is said."""
        if not self._say_too_many():
            self.dismiss(True)

    def _say_too_many(self) -> str:
        sentence = too_many(self._rest.height)
        self.query_one(SaidLine).say(sentence, "warning")
        return sentence

    def action_leave(self) -> None:
        """Mark nothing."""
        self.dismiss(False)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(ReadingScreen("Keys of the quiet rest", key_help(self)))
