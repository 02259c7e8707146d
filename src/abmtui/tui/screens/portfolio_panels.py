"""What the panels of the portfolio screen show: each is handed its part of the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from abmtui.tui.screens import portfolio_curve_texts as curve_texts
from abmtui.tui.screens import portfolio_texts as texts
from abmtui.tui.screens.portfolio_divider import Divided
from abmtui.tui.widgets.account_table import AccountTable, account_columns
from abmtui.tui.widgets.concentration_plot import ConcentrationPlot
from abmtui.tui.widgets.figures_panel import FiguresPanel, figure_lines
from abmtui.tui.widgets.header_line import HeaderLine
from abmtui.workspace.curves import drawn_curve

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from abmtui.formats import Formats
    from abmtui.tui.screens.portfolio_state import State
    from abmtui.workspace.opened import Workspace


class Panels(Divided):
    """The showing part of the portfolio screen."""

    state: State
    formats: Formats
    today: dt.date
    source_title: str
    save_state: str
    workspace: Workspace | None
    light_next: str = ""
    """The column that is lit once it is there."""

    def lit(self, text: str) -> Sequence[tuple[int, int]]:
        """Return the spans of a name that the search matched."""
        raise NotImplementedError

    @property
    def table(self) -> AccountTable:
        """The account table."""
        return self.query_one(AccountTable)

    def show_table(self, keep: int | None) -> None:
        """Hand the table its rows in order."""
        measured = self.state.measured
        if measured is None:
            return
        label = texts.metric_label(measured.view.measure.metric)
        chosen = texts.chosen_columns(measured.view.further, measured.portfolio.accounts.columns)
        columns = account_columns(self.formats, self.today, label, texts.extra_columns(measured.table), chosen)
        self.table.empty = texts.nothing_shown(self.state)
        self.table.lit = self.lit
        self.table.show(measured.table, self.state.order(), columns, sort=() if self.state.found else measured.view.sort, keep=keep)
        if self.light_next in {column.name for column in columns}:
            self.table.light(self.light_next)
            self.light_next = ""
        self.query_one("#accounts").border_title = Content(texts.table_title(self.state, self.formats))
        self.show_notes()
        self.show_point()

    def show_notes(self) -> None:
        """Say in the table's lower edge what is marked and what the reading met."""
        found = () if self.workspace is None else texts.to_look_at(self.workspace, self.formats)
        marked = texts.marked(self.state, self.table.marks, self.formats)
        self.query_one("#accounts", Vertical).border_subtitle = Content(" · ".join(part for part in (marked, *found) if part))

    def show_curve(self) -> None:
        """Hand the plot its points and the panel its words."""
        measured = self.state.measured
        if measured is None:
            return
        undefined = drawn_curve(measured).undefined
        mark = curve_texts.curve_mark(measured, self.formats)
        self.query_one(ConcentrationPlot).draw(curve_texts.drawing(measured, self.formats), mark=mark, undefined=undefined)
        self.query_one("#curve").border_title = Content(curve_texts.curve_title(measured))
        lines = figure_lines(measured.figures, self.formats, curve_texts.beside(measured, self.formats))
        # Why there is no curve stands in the curve's place; a second time below it would only push figures out.
        self.query_one(FiguresPanel).show([line for line in lines if not (undefined and line.startswith("undefined: "))])
        self.show_point()

    def show_point(self) -> None:
        """Move the account's own point on the curve."""
        measured = self.state.measured
        if measured is None or self.query_one("#curve").has_class("hidden"):
            return
        point, label = curve_texts.account_point(measured, self.table.cursor_row, self.formats)
        self.query_one(ConcentrationPlot).point(point, label)
        self.query_one(FiguresPanel).point(label)

    def show_header(self) -> None:
        """Say in plain words what is open and whether it is saved."""
        self.query_one(HeaderLine).show(texts.header_parts(self.source_title, self.state, self.formats), self.save_state)
