"""What the portfolio screen asks before it changes its view: filter, metric, period; and what it explains."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from abmtui.portfolio import columns as col
from abmtui.portfolio.periods import period_names
from abmtui.portfolio.view import matching
from abmtui.report.explained import explained
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens import portfolio_texts as texts
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.portfolio_search import Searching
from abmtui.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from abmtui.tui.screens.portfolio_state import State
    from abmtui.workspace.opened import Workspace


class Choosing(Searching):
    """The choices' part of the portfolio screen."""

    def change(self, state: State) -> None:
        """Take a new state and ask for its view."""
        raise NotImplementedError

    def problems_met(self) -> Workspace | None:
        """Return what was read, even when no accounts came of it."""
        raise NotImplementedError

    def action_filter(self) -> None:
        """Ask for a condition; figures and curve follow it."""
        measured = self.state.measured
        if measured is None:
            return

        def check(text: str) -> str:
            problem = matching(measured.table, text)[2] if text else None
            return problem.what if problem else ""

        def take(text: str | None) -> None:
            if text is not None:
                self.change(replace(self.state, view=replace(self.state.view, filter=text)))

        columns = ", ".join(measured.table.columns)
        self.app.push_screen(
            LineForm("Filter: accounts where", self.state.view.filter, f"region = 'EMEA' AND revenue > 100000 · empty shows all\ncolumns: {columns}", check),
            take,
        )

    def action_like_this(self) -> None:
        """Filter to the accounts that hold the same value in the lit column."""
        measured, row = self.state.measured, self.table.cursor_row
        if measured is None or row is None:
            return
        column = self.table.column_cursor
        if column not in measured.table.columns:
            return
        condition = texts.equals_condition(column, measured.table[column][row])
        if not condition:
            self.say("This cell is empty, so there is nothing to compare with.")
            return
        old = self.state.view.filter
        self.change(replace(self.state, view=replace(self.state.view, filter=f"({old}) AND {condition}" if old else condition)))

    def action_metric(self) -> None:
        """Ask which metric the book is weighed by."""

        def take(metric: str | None) -> None:
            if metric:
                measure = replace(self.state.view.measure, metric=metric)
                self.change(replace(self.state, view=replace(self.state.view, measure=measure)))

        offers = [(name, texts.metric_label(name)) for name in col.METRICS]
        self.app.push_screen(PickForm("Metric", offers, self.state.view.measure.metric), take)

    def action_period(self) -> None:
        """Ask which period the figures are of."""
        if self.workspace is None:
            return
        names = period_names(self.workspace.portfolio)
        if len(names) < 2:  # noqa: PLR2004 - only "all"
            self.say("The source has neither yearly columns nor a date column, so there is one period only.")
            return

        def take(period: str | None) -> None:
            if period:
                measure = replace(self.state.view.measure, period=period)
                self.change(replace(self.state, view=replace(self.state.view, measure=measure)))

        self.app.push_screen(PickForm("Period", [(name, texts.period_label(name)) for name in names], self.state.view.measure.period), take)

    def action_explain(self) -> None:
        """Show every figure with its meaning and its formula."""
        measured = self.state.measured
        if measured is not None:
            self.app.push_screen(ReadingScreen("Figures", explained(measured.figures, measured.book, self.formats)))

    def action_problems(self) -> None:
        """Show what was left out, assumed, or is to be mended."""
        workspace = self.problems_met()
        if workspace is None:
            self.say("The portfolio is still being read.")
            return
        self.app.push_screen(ReadingScreen("What was read, left out and is to be mended", texts.problem_paragraphs(workspace)))

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(ReadingScreen("Keys of the portfolio", key_help(self)))

    def action_mine(self) -> None:
        """Show my accounts, or all again."""
        if not (self.workspace and self.workspace.config.me):
            self.say('Nobody is set as `me`: write me = "your name" into the config, spelled as in the owner column.')
            return
        self.change(replace(self.state, view=replace(self.state.view, mine=not self.state.view.mine)))

    def action_rollup(self) -> None:
        """Show accounts under their parents, or one by one again."""
        measured = self.state.measured
        if measured is None or col.PARENT not in measured.table.columns:
            self.say("No column names a parent, so there is nothing to roll up.")
            return
        self.close_search()
        self.change(replace(self.state, view=replace(self.state.view, rollup=not self.state.view.rollup), found=None, search=""))
