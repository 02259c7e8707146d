"""The review: the accounts that need a look, the most pressing first, with the reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

import polars as pl
from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from abmtui.portfolio import columns as col
from abmtui.report.moved_words import moved_blocks, moved_line
from abmtui.tui.bases.columns import TableColumn
from abmtui.tui.bases.fitted import cut
from abmtui.tui.bases.line_table import LineTable
from abmtui.tui.screens.answering import Answering
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import LAST_LEAVES, HeaderLine
from abmtui.tui.widgets.said_line import SaidLine
from abmtui.wording import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from abmtui.formats import Formats
    from abmtui.report.blocks import Block
    from abmtui.review.moved import Moved
    from abmtui.review.queue import Queue
    from abmtui.workspace.review_course import ReviewCourse


ROOMY: Final = 80
"""Cells of the screen from which the header says the quarter too."""


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _rest_words(width: int, quiet: int, put_off: int = 0) -> str:
    """Return what V does with the quiet ones, as far as there is room."""
    if not quiet:
        return f"Every account was looked through in this quarter, or needs a look{' or was put off' if put_off else ''}."
    return "V marks all as reviewed without change (shown as a list first, one undo)" if width >= ROOMY else "V lists them and marks all as reviewed; one undo"


def _columns(width: int, rows: int) -> tuple[TableColumn, ...]:
    """Return the columns for a width: the reason has at least half of it, since it is what the review is about."""
    return (
        TableColumn("place", "#", len(str(rows)), align="right", text=_text),
        TableColumn(col.NAME, "Account", max(12, min(26, width // 2 - 10)), text=_text),
        TableColumn(col.ABC_CLASS, "Cl", 2, text=_text),
        TableColumn("reason", "Why", 30, text=_text, flexible=True, min_width=20),
    )


def _paragraphs(block: Block) -> Iterator[tuple[str, str]]:
    """Yield a block as paragraphs to read: its heading, its sentences, then a line a row in columns."""
    yield block.heading, ""
    yield from (("", sentence) for sentence in block.sentences)
    rows = (block.columns, *block.rows)
    first, *others = (max(cell_len(row[place]) for row in rows) for place in range(len(block.columns)))
    for row in rows:
        cells = (f"{' ' * (width - cell_len(cell))}{cell}" for cell, width in zip(row[1:], others, strict=True))
        yield "", f"  {row[0]}{' ' * (first - cell_len(row[0]))}  {'  '.join(cells)}"
    yield "", ""


class ReviewScreen(Answering):
    """Shows one queue; the app answers what it asks and hands down the queue that follows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "ask('next')", "next", id="review.next", tooltip="Open the first account that needs a look"),
        Binding("v", "ask('reviewed')", "reviewed", id="review.reviewed", tooltip="Mark the account as reviewed today, without a change"),
        Binding("z", "ask('snooze')", "snooze", id="review.snooze", tooltip="Leave the account out of the review until a date"),
        Binding("V", "ask('rest')", "rest reviewed", id="review.rest", tooltip="Mark all quiet accounts as reviewed without change; shown as a list first"),
        Binding("o", "ask('scope')", "scope", id="review.scope", tooltip="My accounts, my team's or all"),
        Binding("i", "moved", "what moved", id="review.moved", tooltip="The figures now and at the review before, and who changed class"),
        Binding("x", "ask('report')", "report", id="review.report", tooltip="Write the review to hand on"),
        Binding("u", "ask('undo')", "undo", id="review.undo", tooltip="Undo the last edit or stamp"),
        Binding("U,ctrl+r", "ask('redo')", "redo", show=False, id="review.redo", tooltip="Redo what was undone last"),
        Binding("escape,q", "ask('back')", "back", id="review.back", tooltip="Back to the portfolio; the review goes on where it was"),
        Binding("question_mark,f1", "help", "help", key_display="?", id="review.help", tooltip="The keys of this screen"),
    ]
    DEFAULT_CSS = """
    ReviewScreen { layout: vertical; }
    ReviewScreen #moved { height: 1; padding: 0 1; color: $text-muted; }
    ReviewScreen #queue { height: 1fr; border: round $primary; }
    ReviewScreen #quiet { height: 3; border: round $primary; padding: 0 1; }
    """

    @dataclass
    class ActionAsked(Message):
        """Please do what belongs to the whole program; `row` is the account under the cursor."""

        name: str
        row: int | None

    @dataclass
    class AccountAsked(Message):
        """Please open this account's plan."""

        row: int

    def __init__(self, formats: Formats, today: dt.date) -> None:
        super().__init__()
        self._formats = formats
        self._today = today
        self._queue: Queue | None = None
        self._frame: pl.DataFrame | None = None
        self._scope = ""
        self._moved: Moved | None = None
        self._names: dict[str, str] = {}
        self._save_state = ""

    def compose(self) -> ComposeResult:
        """Lay out the queue above the quiet rest."""
        yield SaidLine()
        yield HeaderLine()
        moved = Static(Content(), id="moved")
        moved.display = False
        yield moved
        with Vertical(id="queue") as box:
            box.border_title = "Next"
            yield LineTable()
        with Vertical(id="quiet") as box:
            box.border_title = "Quiet"
            yield Static(Content(_rest_words(self.size.width, 0)))
        yield FooterLine()

    def on_mount(self) -> None:
        """Start in the queue."""
        self.query_one(LineTable).focus()

    def show_queue(self, course: ReviewCourse, moved: Moved | None) -> None:
        """Show a queue over the table of accounts; the cursor stays on its account or goes to the one that took its place."""
        lines = self.query_one(LineTable)
        queue, table = course.queue, course.table
        before, old = lines.cursor_row, self._queue
        self._queue, self._scope, self._moved = queue, course.scope, moved
        changed = [] if moved is None else [account for account, _, _ in moved.changed_class]
        self._names = dict(table.filter(pl.col(col.ID).is_in(changed)).select(col.ID, col.NAME).iter_rows()) if changed else {}
        frame = table.select(col.NAME, col.ABC_CLASS)[queue.rows].with_columns(
            queue.reasons.alias("reason"), queue.rows.alias("row"), pl.int_range(1, queue.rows.len() + 1).alias("place")
        )
        keep = None
        if old is not None and before is not None:
            account = int(old.rows[before])
            again = queue.rows.index_of(account)
            keep = again if again is not None else min(before, max(0, queue.rows.len() - 1))
        lines.empty = (
            "Nothing needs a look. The quiet accounts come up when their date does."
            if queue.scope
            else f"No accounts in this scope ({course.scope}). o turns to the next."
        )
        lines.show(frame, pl.int_range(0, frame.height, dtype=pl.UInt32, eager=True), _columns(self.size.width, frame.height), keep=keep)
        self._frame = frame
        self._show_words()

    def on_resize(self) -> None:
        """Give the reasons their half of another width."""
        lines, frame = self.query_one(LineTable), self._frame
        if frame is not None:
            lines.show(frame, pl.int_range(0, frame.height, dtype=pl.UInt32, eager=True), _columns(self.size.width, frame.height))
            self._show_words()

    def show_saved(self, state: str) -> None:
        """Acknowledge a save in the header's last words."""
        self._save_state = state
        self._show_words()

    def _show_words(self) -> None:
        queue = self._queue
        if queue is None:
            return
        line = self.query_one("#moved", Static)
        line.display = self._moved is not None
        if self._moved is not None:
            line.update(Content(cut(shown(moved_line(self._moved, self._formats, self._today)), max(10, self.size.width - 2))))
        number = self._formats.number
        quarter = f" · Q{(self._today.month - 1) // 3 + 1} {self._today.year}" if self.size.width >= ROOMY else ""
        parts = (
            f"review · {self._scope}{quarter}",
            f"{number(queue.done)} of {number(queue.scope)} done",
            f"{number(queue.rows.len())} need a look",
            f"{number(queue.quiet)} quiet",
        )
        # The quiet ones are counted in their panel too, so they leave first.
        self.query_one(HeaderLine).show(parts, self._save_state, leaves=LAST_LEAVES)
        classes = " · ".join(f"{name if name != '-' else 'no class'} {number(count)}" for name, count in queue.quiet_classes.items())
        self.query_one("#quiet Static", Static).update(Content(_rest_words(self.size.width, queue.quiet, queue.put_off)))
        off = f" · beside them {number(queue.put_off)} put off" if queue.put_off else ""
        self.query_one("#quiet").border_title = Content(
            f"Quiet: {number(queue.quiet)} account{'' if queue.quiet == 1 else 's'}{', ' if classes else ''}{classes}{off}"
        )

    def account_row(self) -> int | None:
        """Return the account under the cursor (row of the table)."""
        place = self.query_one(LineTable).cursor_row
        return None if place is None or self._queue is None or place >= self._queue.rows.len() else int(self._queue.rows[place])

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Open the account."""
        event.stop()
        row = self.account_row()
        if row is not None:
            self.post_message(self.AccountAsked(row))

    def action_ask(self, name: str) -> None:
        """Hand an action up with the account under the cursor."""
        self.post_message(self.ActionAsked(name, self.account_row()))

    def action_moved(self) -> None:
        """Show the figures now beside those of the review before."""
        if self._moved is None:
            self.say("No earlier review of this measure was kept: its figures are from the first account reviewed on", "warning")
            return
        blocks = moved_blocks(self._moved, self._names, self._formats)
        self.app.push_screen(ReadingScreen("What moved", [pair for block in blocks for pair in _paragraphs(block)]))

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(ReadingScreen("Keys of the review", key_help(self)))
