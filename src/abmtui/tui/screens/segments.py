"""Segments side by side: groups of accounts, each with its own figures, a key away from its accounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

import polars as pl
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from abmtui.portfolio.segments import GROUP, KEY
from abmtui.portfolio.view import SortKey, row_order
from abmtui.tui.bases.line_table import LineTable
from abmtui.tui.screens import segment_texts as texts
from abmtui.tui.screens.answering import Answering
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import LAST_LEAVES, HeaderLine
from abmtui.tui.widgets.note_line import NoteLine
from abmtui.tui.widgets.said_line import SaidLine
from abmtui.wording import shown

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from abmtui.formats import Formats
    from abmtui.portfolio.segments import Segments
    from abmtui.workspace.measured import Measured


class SegmentsScreen(Answering):
    """Shows the groups it is handed; the app works them out, chooses the column and drills in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "ask('column')", "group by", id="segments.column", tooltip="Group by another column"),
        Binding("s", "sort(False)", "sort", id="segments.sort", tooltip="Sort by the lit column; again turns it round"),
        Binding("S", "sort(True)", "add sort key", show=False, id="segments.sort_add", tooltip="Add the lit column as the next sort key"),
        Binding("m", "ask('metric')", "metric", id="segments.metric", tooltip="Revenue, margin, profit or potential"),
        Binding("t", "ask('period')", "period", show=False, id="segments.period", tooltip="All, a year, a quarter or the last 12 months"),
        Binding("f", "ask('filter')", "filter", show=False, id="segments.filter", tooltip="Choose accounts by a condition; all groups follow"),
        Binding("p", "ask('rollup')", "parents", show=False, id="segments.rollup", tooltip="Accounts one by one or under their parents"),
        Binding("o", "ask('mine')", "mine", show=False, id="segments.mine", tooltip="My accounts or all"),
        Binding("x", "ask('export')", "export", id="segments.export", tooltip="Write this table to a file"),
        Binding("i", "explain", "explain", id="segments.explain", tooltip="What the columns mean"),
        Binding("escape,q", "ask('back')", "back", key_display="esc", id="segments.back", tooltip="Back to the portfolio"),
        Binding("question_mark,f1", "help", "help", key_display="?", id="segments.help", tooltip="The keys of this screen"),
    ]
    DEFAULT_CSS = """
    SegmentsScreen { layout: vertical; }
    SegmentsScreen #groups { height: 1fr; border: round $primary; }
    """

    @dataclass
    class DrillAsked(Message):
        """Please show the accounts for which this condition holds, of those in view."""

        condition: str

    @dataclass
    class ActionAsked(Message):
        """Please do what belongs to the whole program: another column, metric, period, filter, parents, mine, export, back."""

        name: str

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self.segments: Segments | None = None
        self.sort: tuple[SortKey, ...] = (SortKey("total", descending=True),)
        self._formats = formats
        self._label = ""
        self._measured: Measured | None = None
        self._state = ""

    def compose(self) -> ComposeResult:
        """Lay out the table above the line about the group under the cursor."""
        yield SaidLine()
        yield HeaderLine()
        with Vertical(id="groups") as box:
            box.border_title = "Segments"
            yield LineTable(empty="working it out")
            yield NoteLine()
        yield FooterLine()

    def on_mount(self) -> None:
        """Start in the table."""
        self.query_one(LineTable).focus()
        self.query_one(HeaderLine).show(("› segments",), self._state)

    def show_segments(self, segments: Segments, measured: Measured, label: str) -> None:
        """Show groups that were worked out of a view; the cursor stays on its group."""
        before = self._group()
        same = self.segments is not None and self.segments.grouping.column == segments.grouping.column
        self.segments = replace(segments, groups=segments.groups.with_columns((pl.col("accounts") - pl.col("positive_accounts")).alias(texts.WITHOUT)))
        self._measured, self._label = measured, label
        keep = self.segments.groups[GROUP].index_of(before) if same and before is not None else None
        self._show_table(keep)
        self._show_words()

    def show_saved(self, state: str) -> None:
        """Acknowledge a save in the header's last words."""
        self._state = state
        self._show_words()

    def _show_table(self, keep: int | None) -> None:
        found, measured = self.segments, self._measured
        if found is None or measured is None:
            return
        table = self.query_one(LineTable)
        metric = measured.view.measure.metric.capitalize()
        # Bands and years stand in the order of their bounds, not of their letters.
        by_key = tuple(replace(key, column=KEY) if key.column == GROUP and found.grouping.way != "text" else key for key in self.sort)
        table.empty = "No account is in view. Esc goes back, f there changes the filter."
        columns = texts.segment_columns(found, self._label, metric, self._formats)
        table.show(texts.told(found.groups), row_order(found.groups, by_key), columns, sort=self.sort, keep=keep)
        self._show_note()

    def _show_words(self) -> None:
        found, measured = self.segments, self._measured
        if found is None or measured is None:
            return
        number = self._formats.number
        total = f"{measured.portfolio.currency or ''} {self._formats.short(found.total)} {measured.view.measure.metric}".strip() if found.total else ""
        parts = (f"› segments by {self._label}", f"{number(found.groups.height)} group{'' if found.groups.height == 1 else 's'}", total)
        self.query_one(HeaderLine).show((*(part for part in parts if part), *texts.view_parts(measured.view)), self._state, leaves=LAST_LEAVES)
        narrowed = texts.view_parts(measured.view)
        self.query_one("#groups").border_title = Content(" · ".join((f"Segments by {shown(self._label)}", *(shown(part) for part in narrowed))))

    def _show_note(self) -> None:
        row = self.query_one(LineTable).cursor_row
        note = self.query_one(NoteLine)
        if self.segments is None or row is None:
            note.show(())
        else:
            note.show(texts.under_cursor(self.segments.groups.row(row, named=True), self._formats))

    def _group(self) -> str | None:
        row = self.query_one(LineTable).cursor_row
        return None if self.segments is None or row is None else str(self.segments.groups[GROUP][row])

    def on_line_table_moved(self, event: LineTable.Moved) -> None:
        """Say what stands under the cursor, in the same repaint."""
        event.stop()
        self._show_note()

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Drill in."""
        event.stop()
        if self.segments is not None:
            self.post_message(self.DrillAsked(self.segments.grouping.condition(self.segments.groups[KEY][event.row])))

    def on_line_table_sort_asked(self, event: LineTable.SortAsked) -> None:
        """Sort by the header that was clicked."""
        event.stop()
        self._sort_by(event.column, add=event.add)

    def action_sort(self, add: bool) -> None:
        """Sort by the lit column."""
        self._sort_by(self.query_one(LineTable).column_cursor, add=add)

    def _sort_by(self, column: str, *, add: bool) -> None:
        if self.segments is None:
            return
        old = next((key for key in self.sort if key.column == column), None)
        new = SortKey(column, descending=column != GROUP) if old is None else replace(old, descending=not old.descending)
        if add:
            self.sort = tuple(new if key is old else key for key in self.sort) if old else (*self.sort, new)
        else:
            self.sort = (new if old is not None and self.sort[0] is old else replace(new, descending=column != GROUP),)
        self._show_table(self.query_one(LineTable).cursor_row)

    def action_ask(self, name: str) -> None:
        """Hand an action up."""
        self.post_message(self.ActionAsked(name))

    def action_explain(self) -> None:
        """Say what the columns mean."""
        self.app.push_screen(ReadingScreen("Segments side by side", [(name, meaning) for name, meaning in texts.MEANINGS]))

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(ReadingScreen("Keys of the segments", key_help(self)))
