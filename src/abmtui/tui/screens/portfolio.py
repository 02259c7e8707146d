"""The portfolio: the live account table beside its curve and figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from abmtui.portfolio import columns as col
from abmtui.tui.screens import portfolio_texts as texts
from abmtui.tui.screens.portfolio_choices import Choosing
from abmtui.tui.screens.portfolio_search import Searching
from abmtui.tui.screens.portfolio_state import State
from abmtui.tui.widgets.account_table import AccountTable, account_columns
from abmtui.tui.widgets.concentration_plot import ConcentrationPlot
from abmtui.tui.widgets.figures_panel import FiguresPanel, figure_lines
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import HeaderLine
from abmtui.tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    import datetime as dt

    from textual import events
    from textual.app import ComposeResult

    from abmtui.formats import Formats
    from abmtui.tui.bases.line_table import LineTable
    from abmtui.workspace.measured import Measured, View
    from abmtui.workspace.opened import Workspace

NARROW: int = 100
"""Columns of the terminal below which the curve folds away behind `c`."""


class PortfolioScreen(Searching, Choosing, Screen[None]):
    """Owns the view as a value; its panels are shown parts of it and answer with messages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "search", key_display="/", id="portfolio.search", tooltip="Find accounts by part of the name or id"),
        Binding("f", "filter", "filter", id="portfolio.filter", tooltip="Choose accounts by a condition; figures and curve follow"),
        Binding(
            "equals_sign", "like_this", "like this", key_display="=", show=False, id="portfolio.like_this", tooltip="Filter to accounts with this cell's value"
        ),
        Binding("s", "sort(False)", "sort", id="portfolio.sort", tooltip="Sort by the lit column; again turns it round"),
        Binding("S", "sort(True)", "add sort key", show=False, id="portfolio.sort_add", tooltip="Add the lit column as the next sort key"),
        Binding("m", "metric", "metric", id="portfolio.metric", tooltip="Revenue, margin, profit or potential"),
        Binding("t", "period", "period", id="portfolio.period", tooltip="All, a year, a quarter or the last 12 months"),
        Binding("p", "rollup", "parents", show=False, id="portfolio.rollup", tooltip="Accounts one by one or under their parents"),
        Binding("o", "mine", "mine", id="portfolio.mine", tooltip="My accounts or all"),
        Binding("c", "curve", "curve", id="portfolio.curve", tooltip="Show or hide the curve"),
        Binding("C", "pareto", "Lorenz or Pareto", show=False, id="portfolio.pareto", tooltip="Flip the curve: smallest or largest first"),
        Binding("i", "explain", "explain", show=False, id="portfolio.explain", tooltip="Every figure with its meaning and formula"),
        Binding("r", "ask('review')", "review", id="portfolio.review", tooltip="Go through the accounts that need a look"),
        Binding("n", "ask('next')", "next", show=False, id="portfolio.next", tooltip="Open the next account that needs a look"),
        Binding("v", "ask('reviewed')", "reviewed", show=False, id="portfolio.reviewed", tooltip="Mark the account as reviewed today"),
        Binding("z", "ask('snooze')", "snooze", show=False, id="portfolio.snooze", tooltip="Leave the account out of the review until a date"),
        Binding("x", "ask('export')", "export", id="portfolio.export", tooltip="Write this view to a file"),
        Binding("u", "ask('undo')", "undo", id="portfolio.undo", tooltip="Undo the last plan edit"),
        Binding("U,ctrl+r", "ask('redo')", "redo", show=False, id="portfolio.redo", tooltip="Redo the plan edit last undone"),
        Binding(
            "exclamation_mark",
            "problems",
            "problems",
            key_display="!",
            show=False,
            id="portfolio.problems",
            tooltip="What was left out, assumed or is to be mended",
        ),
        Binding("escape", "back", "back", show=False, id="portfolio.back", tooltip="Leave the search, the filter or the marks, one at a time"),
        Binding("tab", "next_panel", "next panel", show=False, id="portfolio.next_panel", tooltip="Go to the next panel"),
        Binding("q", "quit", "quit", id="portfolio.quit", tooltip="Leave abmtui"),
        Binding("question_mark,f1", "help", "help", key_display="?", id="portfolio.help", tooltip="The keys of this screen"),
    ]

    DEFAULT_CSS = """
    PortfolioScreen { layout: vertical; }
    PortfolioScreen #panels { height: 1fr; }
    PortfolioScreen #accounts { width: 2fr; border: round $primary; }
    PortfolioScreen #curve { width: 1fr; min-width: 42; max-width: 60; border: round $primary; }
    PortfolioScreen #curve.hidden { display: none; }
    PortfolioScreen #accounts.hidden { display: none; }
    PortfolioScreen #curve.alone { width: 1fr; max-width: 100%; }
    """

    @dataclass
    class ViewAsked(Message):
        """Please work this view out."""

        view: View

    @dataclass
    class AccountAsked(Message):
        """Please open this account's plan."""

        row: int

    @dataclass
    class ActionAsked(Message):
        """Please do what belongs to the whole program: review, next, reviewed, snooze, undo, redo, export, quit."""

        name: str
        row: int | None = None

    def __init__(self, formats: Formats, today: dt.date, title: str, *, utf8: bool = True) -> None:
        super().__init__()
        self._utf8 = utf8
        self.state = State()
        self.formats = formats
        self.today = today
        self.source_title = title
        self.workspace: Workspace | None = None
        self.save_state = ""
        self._folded = True

    def compose(self) -> ComposeResult:
        """Lay out header, table, curve with figures, footer."""
        yield HeaderLine()
        with Horizontal(id="panels"):
            with Vertical(id="accounts") as accounts:
                accounts.border_title = "Accounts"
                yield SearchBar()
                yield AccountTable()
            with Vertical(id="curve", classes="hidden"):
                yield ConcentrationPlot(ascii=not self._utf8, decimal=self.formats.decimal)
                yield FiguresPanel()
        yield FooterLine()

    def on_mount(self) -> None:
        """Start with the table under the cursor and the search bar away."""
        self.query_one(SearchBar).display = False
        self.table.focus()
        self.show_header()

    @property
    def table(self) -> AccountTable:
        """The account table."""
        return self.query_one(AccountTable)

    # What the app hands down.

    def show_loading(self, words: str) -> None:
        """Say how far the reading is."""
        self.table.empty = words
        self.table.refresh()

    def show_workspace(self, workspace: Workspace, view: View) -> None:
        """Take an opened portfolio; its first view is asked for."""
        self.workspace = workspace
        self.state = State(view=view, pareto=self.state.pareto, curve=self.state.curve)
        self.start_index(workspace)
        self.post_message(self.ViewAsked(view))

    def show_measured(self, measured: Measured) -> None:
        """Show a view that was worked out: table, curve, figures and header in one repaint."""
        if measured.problem is not None:
            measured_view = replace(self.state.view, filter="")
            self.state = replace(self.state, view=measured_view)
        keep = self.table.cursor_row
        same_book = self.state.measured is not None and self.state.measured.portfolio is measured.portfolio
        self.state = replace(self.state, measured=measured)
        with self.app.batch_update():
            self.show_table(keep if same_book else None)
            self.show_curve()
            self.show_header()
        if self.state.search:
            self.search_again()

    def measure_again(self) -> None:
        """Ask for the same view again: plans changed below it."""
        if self.state.measured is not None:
            self.post_message(self.ViewAsked(self.state.view))

    def show_saved(self, state: str) -> None:
        """Acknowledge a save in the header's last words."""
        self.save_state = state
        self.show_header()

    # What the panels show.

    def show_table(self, keep: int | None) -> None:
        """Hand the table its rows in order."""
        measured = self.state.measured
        if measured is None:
            return
        label = texts.metric_label(measured.view.measure.metric)
        columns = account_columns(self.formats, self.today, label, texts.extra_columns(measured.table))
        self.table.empty = texts.nothing_shown(self.state)
        self.table.lit = self.lit
        self.table.show(measured.table, self.state.order(), columns, sort=() if self.state.found else measured.view.sort, keep=keep)
        self.query_one("#accounts").border_title = Content(texts.table_title(self.state))
        self.show_point()

    def show_curve(self) -> None:
        """Hand the plot its points and the panel its words."""
        measured = self.state.measured
        if measured is None:
            return
        figures, book = measured.figures, measured.book
        filtered = measured.mask is not None
        self.query_one(ConcentrationPlot).show(
            figures.lorenz,
            pareto=self.state.pareto,
            book_points=book.figures.lorenz if filtered else None,
            mark=texts.curve_mark(figures, self.formats),
            undefined=figures.curve_undefined or book.undefined,
        )
        self.query_one("#curve").border_title = Content(texts.curve_title(self.state))
        self.query_one(FiguresPanel).show(figure_lines(figures, self.formats))
        self.show_point()

    def show_point(self) -> None:
        """Move the account's own point on the curve."""
        measured = self.state.measured
        if measured is None or self.query_one("#curve").has_class("hidden"):
            return
        point, label = texts.account_point(measured, self.table.cursor_row, self.formats)
        self.query_one(ConcentrationPlot).point(point, label)
        self.query_one(FiguresPanel).point(label)

    def show_header(self) -> None:
        """Say in plain words what is open and whether it is saved."""
        self.query_one(HeaderLine).show(texts.header_parts(self.source_title, self.state, self.formats), self.save_state)

    def config_me(self) -> str:
        """Return the user's own name in the accounts, from the settings."""
        return self.workspace.config.me if self.workspace else ""

    # Messages of the panels.

    def on_line_table_moved(self, event: LineTable.Moved) -> None:
        """Let the curve's point follow the cursor, in the same repaint."""
        event.stop()
        self.show_point()

    def on_search_bar_stepped(self, event: SearchBar.Stepped) -> None:
        """Move the table's cursor while the search has the keys."""
        event.stop()
        if event.pages:
            self.table.action_page(event.by)
        else:
            self.table.action_step(event.by)

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Open the account."""
        event.stop()
        self.post_message(self.AccountAsked(event.row))

    def on_line_table_sort_asked(self, event: LineTable.SortAsked) -> None:
        """Sort by the header that was clicked."""
        event.stop()
        self._sort(event.column, add=event.add)

    def on_resize(self, event: events.Resize) -> None:
        """Fold the curve away where it has no room, and back again."""
        self._folded = event.size.width < NARROW
        self._lay_out()

    def _lay_out(self) -> None:
        curve, accounts = self.query_one("#curve"), self.query_one("#accounts")
        alone = self._folded and not self.state.curve
        shown = alone if self._folded else self.state.curve
        curve.set_class(not shown, "hidden")
        curve.set_class(alone, "alone")
        accounts.set_class(alone, "hidden")
        if shown:
            self.show_curve()

    # Actions.

    def action_sort(self, add: bool) -> None:
        """Sort by the lit column."""
        self._sort(self.table.column_cursor, add=add)

    def _sort(self, column: str, *, add: bool) -> None:
        self.close_search()
        self.change(self.state.with_sort(column, add=add))

    def action_mine(self) -> None:
        """Show my accounts, or all again."""
        if not self.config_me():
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

    def action_curve(self) -> None:
        """Show the curve, or hide it; on a narrow screen it takes the table's place."""
        self.state = replace(self.state, curve=not self.state.curve)
        self._lay_out()

    def action_pareto(self) -> None:
        """Flip between Lorenz and Pareto curve."""
        self.state = replace(self.state, pareto=not self.state.pareto)
        self.show_curve()

    def action_back(self) -> None:
        """Leave one transient state: the search, then the marks, then the filter; the account stays under the cursor."""
        if self.leave_search():
            return
        if self.table.marks:
            self.table.clear_marks()
        elif self.state.view.filter:
            self.change(replace(self.state, view=replace(self.state.view, filter="")))

    def action_next_panel(self) -> None:
        """Go to the next panel."""
        self.focus_next()

    def action_quit(self) -> None:
        """Leave, once all is saved."""
        self.action_ask("quit")

    def action_ask(self, name: str) -> None:
        """Hand an action of the whole program up, with the account under the cursor."""
        self.post_message(self.ActionAsked(name, self.table.cursor_row))

    def change(self, state: State) -> None:
        """Take a new state and ask for its view."""
        self.state = state
        self.post_message(self.ViewAsked(state.view))

    def say(self, sentence: str) -> None:
        """Say one thing that needs no answer, below the table."""
        self.notify(sentence, markup=False)
