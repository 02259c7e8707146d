"""The agenda: everything dated in all plans as one list, what is overdue first, each line a key away from its row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

import polars as pl
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from abmtui.plan.agenda import LATER, OVERDUE, SPANS
from abmtui.portfolio import columns as col
from abmtui.review.agenda import DATE, FIELD, KIND, OWNER, ROW_ID, WHAT, span
from abmtui.tui import messages
from abmtui.tui.bases.columns import TableColumn
from abmtui.tui.bases.line_table import LineTable
from abmtui.tui.screens.answering import Answering
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import LAST_LEAVES, HeaderLine
from abmtui.tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from abmtui.formats import Formats

RANGES: Final[tuple[tuple[str, int | None], ...]] = (("30 days", 30), ("90 days", 90), ("all", None))
"""What `t` goes round: words and days ahead; what is overdue is always there."""
SPAN: Final = "span"
_LOOKS: Final = {OVERDUE: "error", LATER: "muted"}


class AgendaScreen(Answering):
    """Shows entries; the app works them out, opens accounts, and hands other entries down after an edit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "range", "30, 90 days, all", id="agenda.range", tooltip="How far ahead: 30 days, 90 days, all; what is overdue is always there"),
        Binding("o", "scope", "mine or all", id="agenda.scope", tooltip="My accounts, my team's or all"),
        Binding("v", "reviewed", "reviewed", id="agenda.reviewed", tooltip="Mark the account as reviewed today, without a change"),
        Binding("u", "undo", "undo", id="agenda.undo", tooltip="Undo the last edit or stamp"),
        Binding("U,ctrl+r", "redo", "redo", show=False, id="agenda.redo", tooltip="Redo what was undone last"),
        Binding("i", "explain", "explain", show=False, id="agenda.explain", tooltip="What stands in the agenda, and when it falls due"),
        Binding("escape,q", "back", "back", key_display="esc", id="agenda.back", tooltip="Back to the portfolio"),
        Binding("question_mark,f1", "help", "help", key_display="?", id="agenda.help", tooltip="The keys of this screen"),
    ]
    DEFAULT_CSS = """
    AgendaScreen { layout: vertical; }
    AgendaScreen Vertical { height: 1fr; border: round $primary; }
    """

    @dataclass
    class ScopeAsked(Message):
        """Please show the next scope."""

    @dataclass
    class EntryAsked(Message):
        """Please open an account's plan at the row that an entry is about."""

        account: str
        kind: str
        row_id: str
        field: str

    def __init__(self, formats: Formats, today: dt.date) -> None:
        super().__init__()
        self._formats = formats
        self._today = today
        self._all: pl.DataFrame | None = None
        self._shown = pl.DataFrame()
        self._scope = ""
        self._range = 0
        self._state = ""

    def compose(self) -> ComposeResult:
        """Lay out the list in its frame."""
        yield SaidLine()
        yield HeaderLine()
        with Vertical() as box:
            box.border_title = "Agenda"
            yield LineTable(empty="Working it out ...")
        yield FooterLine()

    def on_mount(self) -> None:
        """Stand in the list."""
        self.query_one(LineTable).focus()
        self._show_words()

    def show_entries(self, found: pl.DataFrame, scope: str) -> None:
        """Show the entries of a scope, as `review.agenda.agenda_of` makes them; the cursor stays on its entry, else on its line."""
        self._all, self._scope = found, scope
        self._lay_out()

    def show_saved(self, state: str) -> None:
        """Acknowledge a save in the header's last words."""
        self._state = state
        self._show_words()

    def on_resize(self) -> None:
        """Lay the columns out for another width."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._all is None:
            return
        lines = self.query_one(LineTable)
        before, at = self._shown, lines.cursor_row
        ahead = RANGES[self._range][1]
        until = dt.date.max if ahead is None else self._today + dt.timedelta(ahead)
        self._shown = self._all.filter(pl.col(DATE) <= until).with_columns(span(self._today).alias(SPAN))
        lines.empty = self._empty()
        order = pl.int_range(0, self._shown.height, dtype=pl.UInt32, eager=True)
        lines.show(self._shown, order, self._columns(), keep=None if at is None else self._again(before, at))
        self._show_words()

    def _again(self, before: pl.DataFrame, at: int) -> int:
        """Return the line of the entry that stood under the cursor; where it is gone, of the one that took its place."""
        keys = (col.ID, KIND, ROW_ID, FIELD)
        entry = before.select(keys).row(at)
        same = self._shown.select(pl.all_horizontal(pl.col(name) == text for name, text in zip(keys, entry, strict=True)).arg_true()).to_series()
        return int(same[0]) if len(same) else min(at, max(0, self._shown.height - 1))

    def _columns(self) -> tuple[TableColumn, ...]:
        width = self.size.width
        return (
            TableColumn(DATE, "Date", 13, text=self._day, style=lambda day: "error" if day < self._today else ""),
            TableColumn(SPAN, "When", 10, style=lambda name: _LOOKS.get(name, ""), priority=2),
            TableColumn(col.NAME, "Account", max(12, min(26, width // 4))),
            TableColumn(WHAT, "What", 40, flexible=True, min_width=18),
            TableColumn(OWNER, "Owner", max(8, min(20, width // 6)), priority=1),
        )

    def _day(self, day: dt.date) -> str:
        return self._formats.day(day, self._today) + (" !" if day < self._today else "")

    def _empty(self) -> str:
        words, ahead = RANGES[self._range]
        if ahead is not None and self._all is not None and self._all.height:
            return f"Nothing is due within {words}. t looks further ahead."
        other = " o turns to other accounts." if self._scope != "all" else ""
        return f"Nothing in these plans has a day yet: next steps, reviews, goals, flags and channel rows come here once someone writes one.{other}"

    def _show_words(self) -> None:
        counts = dict(self._shown[SPAN].value_counts().iter_rows()) if SPAN in self._shown.columns else {}
        spans = (f"{self._formats.number(counts[name])} {name}" for name in SPANS if counts.get(name))
        scope = f" · {self._scope}" if self._scope else ""
        self.query_one(HeaderLine).show((f"agenda{scope}", RANGES[self._range][0], *spans), self._state, leaves=LAST_LEAVES)
        further = 0 if self._all is None else self._all.height - self._shown.height
        title = f"Agenda · {self._formats.number(further)} more behind these {RANGES[self._range][0]}" if further else "Agenda"
        self.query_one(Vertical).border_title = Content(title)

    def _entry(self) -> tuple[str, str, str, str] | None:
        at = self.query_one(LineTable).cursor_row
        if at is None or at >= self._shown.height:
            return None
        account, kind, row_id, field = self._shown.select(col.ID, KIND, ROW_ID, FIELD).row(at)
        return account, kind, row_id, field

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Open the account at the entry's row."""
        event.stop()
        entry = self._entry()
        if entry is not None:
            self.post_message(self.EntryAsked(*entry))

    def action_range(self) -> None:
        """Look further ahead, or less far again."""
        self._range = (self._range + 1) % len(RANGES)
        self._lay_out()

    def action_scope(self) -> None:
        """Ask for the next scope."""
        self.post_message(self.ScopeAsked())

    def action_reviewed(self) -> None:
        """Tell that the account was looked through."""
        entry = self._entry()
        if entry is not None:
            self.post_message(messages.Reviewed(entry[0]))

    def action_undo(self) -> None:
        """Ask for the last edit to be taken back."""
        self.post_message(messages.UndoAsked())

    def action_redo(self) -> None:
        """Ask for the edit taken back last to be made again."""
        self.post_message(messages.RedoAsked())

    def action_explain(self) -> None:
        """Say what stands here."""
        self.app.push_screen(ReadingScreen("Agenda", _EXPLAINED))

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(ReadingScreen("Keys of the agenda", key_help(self)))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)


_EXPLAINED: Final = (
    ("Stands here", "everything in the plans that has a day and still waits for it; what is done, closed or cancelled does not"),
    ("Next step", "by its day"),
    ("Review", "by the day in the plan, else by the class's cadence after the last review"),
    ("Flags, goals", "by review date and due date while they are open"),
    ("Channel rows", "by their date; a cadence in words has none"),
    ("Decisions, contract", "by the expected day of an offering, by the contract's end"),
    ("Scores", "by the day on which the criterion is to be scored again"),
    ("Gates", "once the sales cycle is over since the gate was entered; 180 days where the plan knows no cycle"),
    ("This week", "up to Sunday; this month up to its last day"),
)
