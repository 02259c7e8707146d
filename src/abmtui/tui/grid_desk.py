"""Segments side by side and the grid of value and needs; their screens are imported when they are first asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import work
from textual.worker import get_current_worker

from abmtui.report.export import ENDINGS, exported
from abmtui.review.standing import further
from abmtui.tui.bases.file_asked import FileAsked
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.numbers_desk import NumbersDesk
from abmtui.tui.screens.answering import Answering
from abmtui.tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from abmtui.portfolio.segments import Segments
    from abmtui.tui.screens.segments import SegmentsScreen
    from abmtui.tui.screens.value_grid import ValueGridScreen
    from abmtui.workspace.measured import Measured, View
    from abmtui.workspace.opened import Workspace

OF_THE_PORTFOLIO: Final = ("metric", "period", "filter", "rollup", "mine")
"""What is changed on the portfolio's view, wherever it is asked for."""


class GridDesk(NumbersDesk):
    """Works out groups and zones in threads and hands them to their screens."""

    _group: str = ""
    """The column last grouped by."""
    _segments: SegmentsScreen | None = None
    _grid: ValueGridScreen | None = None

    # Segments.

    def open_segments(self) -> None:
        """Show the accounts by groups, side by side; the first time the column is asked for."""
        portfolio = self.portfolio_screen
        if portfolio is None or portfolio.state.measured is None:
            return
        if self._group in self._groupable(portfolio.state.measured):
            self._show_segments_screen()
        else:
            self._ask_group(portfolio.state.measured)

    def _groupable(self, measured: Measured) -> tuple[str, ...]:
        from abmtui.portfolio.grouping import columns_to_group

        return columns_to_group(measured.table, measured.portfolio.accounts.columns, further())

    def _ask_group(self, measured: Measured) -> None:
        from abmtui.tui.screens.segment_texts import column_label

        labels = {name: column.label for name, column in further().items()}
        offers = [(name, column_label(name, labels)) for name in self._groupable(measured)]
        if not offers:
            self.notify("No column of this source makes groups.", markup=False)
            return

        def take(column: str | None) -> None:
            if column is not None:
                self._group = column
                self._show_segments_screen()

        self.push_screen(PickForm("Group by", offers, self._group), take)

    def _show_segments_screen(self) -> None:
        from abmtui.tui.screens.segments import SegmentsScreen

        if self.segments_screen() is None:
            self._segments = SegmentsScreen(self.formats)
            self.push_screen(self._segments)
            self._segments.call_after_refresh(self.show_segments)
        else:
            self.show_segments()

    def segments_screen(self) -> SegmentsScreen | None:
        """Return the open segments."""
        return self._segments if self._segments in self.screen_stack else None

    def show_segments(self) -> None:
        """Hand the open segments their groups under the portfolio's view as it now is."""
        screen, workspace, portfolio = self.segments_screen(), self.workspace, self.portfolio_screen
        if screen is not None and workspace is not None and portfolio is not None and self._group:
            self._work_segments_out(workspace, portfolio.state.view, self._group)

    @work(thread=True, exclusive=True, group="segments")
    def _work_segments_out(self, workspace: Workspace, view: View, column: str) -> None:
        from abmtui.portfolio.grouping import grouping_of
        from abmtui.portfolio.segments import segments_of

        worker = get_current_worker()
        measured = workspace.measured(replace(view, further=(*view.further, column)))
        grouping = grouping_of(measured.table[column])
        if grouping is None or worker.is_cancelled:
            return
        found = segments_of(measured.book, grouping, measured.mask, self.formats.number)
        if not worker.is_cancelled:
            self.call_from_thread(self._take_segments, found, measured)

    def _take_segments(self, found: Segments, measured: Measured) -> None:
        from abmtui.tui.screens.segment_texts import column_label

        screen = self.segments_screen()
        if screen is not None:
            labels = {name: column.label for name, column in further().items()}
            screen.show_segments(found, measured, column_label(found.grouping.column, labels))

    def on_segments_screen_drill_asked(self, event: SegmentsScreen.DrillAsked) -> None:
        """Show the portfolio filtered to a group, on top of the filter in force."""
        portfolio = self.portfolio_screen
        if portfolio is None:
            return
        old = portfolio.state.view.filter
        self.pop_screen()
        portfolio.close_search()
        portfolio.change(replace(portfolio.state, view=replace(portfolio.state.view, filter=f"({old}) AND {event.condition}" if old else event.condition)))

    def on_segments_screen_action_asked(self, event: SegmentsScreen.ActionAsked) -> None:
        """Do what the segments ask."""
        portfolio = self.portfolio_screen
        if portfolio is None or portfolio.state.measured is None:
            return
        actions: dict[str, Callable[[], object]] = {
            "back": self.pop_screen,
            "column": partial(self._ask_group, portfolio.state.measured),
            "export": self._ask_segments_export,
            **{name: partial(self._change_view, name) for name in OF_THE_PORTFOLIO},
        }
        actions[event.name]()

    def _change_view(self, name: str) -> None:
        """Change the portfolio's view from the screen in front; what the portfolio answers is said there."""
        portfolio, screen = self.portfolio_screen, self.screen
        if portfolio is None or portfolio.state.measured is None or not isinstance(screen, Answering):
            return
        getattr(portfolio, f"action_{name}")()
        answer = portfolio.query_one(SaidLine).text
        if answer:
            portfolio.say("")
            screen.say(answer)

    def _ask_segments_export(self) -> None:
        screen = self.segments_screen()
        if screen is None or screen.segments is None:
            return
        found, file = screen.segments, FileAsked(ENDINGS)

        def take(text: str | None) -> None:
            if text:
                self._export_segments(Path(text).expanduser(), found.groups.drop("key"), over=file.over)

        self.push_screen(LineForm(f"Export {found.groups.height:,} groups", "abmtui-segments.csv", f"file ending in {', '.join(ENDINGS)}", file.wrong), take)

    @work(thread=True, group="export")
    def _export_segments(self, path: Path, frame: pl.DataFrame, *, over: bool) -> None:
        wrong = exported(path, frame, over=over)
        self.call_from_thread(self.notify, wrong or f"written: {path}", severity="error" if wrong else "information", markup=False)

    # Value and needs.

    def open_grid(self, row: int | None) -> None:
        """Show the accounts on value and needs, the cursor on the portfolio's."""
        from abmtui.tui.screens.value_grid import ValueGridScreen

        portfolio = self.portfolio_screen
        if portfolio is None or portfolio.state.measured is None:
            return
        self._grid = ValueGridScreen(self.formats, row)
        self.push_screen(self._grid)
        self._grid.call_after_refresh(self.show_grid)

    def grid_screen(self) -> ValueGridScreen | None:
        """Return the open grid."""
        return self._grid if self._grid in self.screen_stack else None

    def show_grid(self) -> None:
        """Hand the open grid the portfolio's view as it now is."""
        screen, workspace, portfolio = self.grid_screen(), self.workspace, self.portfolio_screen
        if screen is not None and workspace is not None and portfolio is not None and portfolio.state.measured is not None:
            screen.show_grid(portfolio.state.measured, workspace.rules.zones)

    def on_value_grid_screen_account_asked(self, event: ValueGridScreen.AccountAsked) -> None:
        """Open an account out of the grid."""
        self.open_account(event.row)

    def on_value_grid_screen_action_asked(self, event: ValueGridScreen.ActionAsked) -> None:
        """Do what the grid asks."""
        if event.name == "back":
            self.pop_screen()
        else:
            self._change_view(event.name)

    def on_value_grid_screen_lines_asked(self, event: ValueGridScreen.LinesAsked) -> None:
        """Apply lines to the portfolio's view; programmes and everything else follow."""
        portfolio = self.portfolio_screen
        if portfolio is not None and portfolio.state.view.zones != event.lines:
            portfolio.change(replace(portfolio.state, view=replace(portfolio.state.view, zones=event.lines)))

    # Both.

    def renew_facts(self) -> None:
        """Show what is open anew too: the view or a plan changed below it."""
        super().renew_facts()
        self.show_segments()
        self.show_grid()

    def acknowledge(self, state: str) -> None:
        """Say a save state here too."""
        super().acknowledge(state)
        for screen in (self.segments_screen(), self.grid_screen()):
            if screen is not None:
                screen.show_saved(state)
