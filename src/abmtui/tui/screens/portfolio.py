"""The portfolio: the live account table beside its curve and figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.message import Message

from abmtui.tui.bases.cropped_frames import CroppingCompositor
from abmtui.tui.glyphs import signs_shown
from abmtui.tui.screens.portfolio_choices import Choosing
from abmtui.tui.screens.portfolio_keys import KEYS, NEED_ACCOUNTS
from abmtui.tui.screens.portfolio_state import State
from abmtui.tui.widgets.account_table import AccountTable
from abmtui.tui.widgets.concentration_plot import ConcentrationPlot
from abmtui.tui.widgets.figures_panel import FiguresPanel
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import HeaderLine
from abmtui.tui.widgets.said_line import SaidLine
from abmtui.tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    import datetime as dt

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from abmtui.formats import Formats
    from abmtui.tui.bases.line_table import LineTable
    from abmtui.workspace.measured import Measured, View
    from abmtui.workspace.opened import Workspace

NARROW: int = 100
"""Columns of the terminal below which the curve folds away behind `c`."""


class PortfolioScreen(Choosing):
    """Owns the view as a value; its panels are shown parts of it and answer with messages."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS
    DEFAULT_CSS = """
    PortfolioScreen { layout: vertical; }
    PortfolioScreen #panels { height: 1fr; }
    PortfolioScreen #accounts { width: 2fr; border: round $primary; }
    PortfolioScreen #curve { width: 1fr; min-width: 42; max-width: 60; border: round $primary; }
    PortfolioScreen #curve.hidden { display: none; }
    PortfolioScreen #accounts.behind { width: 0; min-width: 0; border: none; }
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

    @dataclass
    class MappingGiven(Message):
        """Please read the source again with these columns."""

        mapping: dict[str, str]

    @dataclass
    class RowsChosen(Message):
        """Please read the source again, only the rows of this condition."""

        condition: str

    def __init__(self, formats: Formats, today: dt.date, title: str) -> None:
        super().__init__()
        self._compositor = CroppingCompositor()
        self.state = State()
        self.formats = formats
        self.today = today
        self.source_title = title
        self.workspace: Workspace | None = None
        self.save_state = ""
        self._folded = True
        self._failed: Workspace | None = None
        """What was read when no accounts came of it."""

    def compose(self) -> ComposeResult:
        """Lay out header, table, curve with figures, footer."""
        yield SaidLine()
        yield HeaderLine()
        with Horizontal(id="panels"):
            with Vertical(id="accounts") as accounts:
                accounts.border_title = "Accounts"
                yield SearchBar()
                yield AccountTable()
            with Vertical(id="curve", classes="hidden"):
                yield ConcentrationPlot(ascii=not signs_shown(self.app), decimal=self.formats.decimal)
                yield FiguresPanel()
        yield FooterLine()

    def on_mount(self) -> None:
        """Start with the table under the cursor and the search bar away."""
        self.query_one(SearchBar).display = False
        self.table.focus()
        self.show_header()

    # What the app hands down.

    def show_loading(self, words: str) -> None:
        """Say how far the reading is."""
        self._failed = None
        self.table.empty = words
        self.table.refresh()

    def show_failed(self, workspace: Workspace) -> None:
        """Say why there are no accounts; where the columns are the reason, ask for them."""
        self._failed = workspace
        words = "\n".join(problem.sentence() for problem in workspace.problems if problem.severity > 0)
        offer = workspace.reading.offer
        hint = "↵ chooses one here." if offer.choices else "↵ chooses the columns here." if offer.headers else ""
        self.table.empty = " ".join(part for part in (words or "There are no accounts in this source.", hint) if part)
        self.table.refresh()
        self.refresh_bindings()
        if offer.questions or offer.choices:
            self.action_columns()

    def show_workspace(self, workspace: Workspace, view: View) -> None:
        """Take an opened portfolio; its first view is asked for."""
        self.workspace = workspace
        self.state = State(view=replace(view, curve=self.state.view.curve), curve=self.state.curve)
        self.start_index(workspace)
        self.post_message(self.ViewAsked(self.state.view))

    def show_measured(self, measured: Measured) -> None:
        """Show a view that was worked out: table, curve, figures and header in one repaint."""
        if measured.problem is not None:
            self.state = replace(self.state, view=replace(self.state.view, filter=""))
            self.say(f"The filter was left: {measured.problem.what}", "error")
        before = self.state.measured
        keep, first = self.table.cursor_row, before is None
        same_book = before is not None and before.portfolio is measured.portfolio
        self.state = replace(self.state, measured=measured)
        if before is not None and before.kept is measured.kept:  # another curve of the same view: the table stays as it is
            with self.app.batch_update():
                self.show_curve()
            return
        with self.app.batch_update():
            self.show_table(keep if same_book else None)
            self.show_curve()
            self.show_header()
        if first:
            self.refresh_bindings()
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

    def problems_met(self) -> Workspace | None:
        """Return what was read, even when no accounts came of it."""
        return self.workspace or self._failed

    def why_not(self, action: str) -> str:
        """Return why an action cannot be done before there are accounts."""
        if action not in NEED_ACCOUNTS or self.state.measured is not None:
            return ""
        return "No portfolio is open: its file has no accounts that could be read." if self._failed else "The portfolio is still being read."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what needs accounts; offer the choice of columns only where that is what is missing."""
        if action == "columns":
            return self._failed is not None and bool(self._failed.reading.offer.headers)
        return super().check_action(action, parameters)

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

    def on_line_table_marks_changed(self, event: LineTable.MarksChanged) -> None:
        """Count the marks."""
        event.stop()
        self.show_notes()

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
        if self._folded:
            self.forget_width()
        self._lay_out()

    def _lay_out(self) -> None:
        curve, accounts = self.query_one("#curve"), self.query_one("#accounts")
        alone = self._folded and not self.state.curve
        shown = alone if self._folded else self.state.curve
        curve.set_class(not shown, "hidden")
        curve.set_class(alone, "alone")
        accounts.set_class(alone, "behind")
        if shown:
            self.show_curve()

    # Actions.

    def action_sort(self, add: bool) -> None:
        """Sort by the lit column."""
        self._sort(self.table.column_cursor, add=add)

    def _sort(self, column: str, *, add: bool) -> None:
        self.close_search()
        self.change(self.state.with_sort(column, add=add))

    def action_curve(self) -> None:
        """Show the curve, or hide it; on a narrow screen it takes the table's place."""
        self.state = replace(self.state, curve=not self.state.curve)
        self._lay_out()

    def action_back(self) -> None:
        """Leave one transient state: the search, then the marks, then the filter; the account stays under the cursor."""
        if self.leave_search():
            return
        if self.table.marks:
            self.table.clear_marks()
        elif self.state.view.filter:
            self.change(replace(self.state, view=replace(self.state.view, filter="")))

    def action_next_panel(self) -> None:
        """Go from the search to the table; on a narrow screen show the other of table and curve."""
        if not self.table.has_focus:
            self.table.focus()
        elif self._folded:
            self.action_curve()
        else:
            self.say("Table and curve are both in view; the keys are the table's.")

    def action_columns(self) -> None:
        """Ask which column is which, or which currency is to be read, then read again."""
        if self._failed is not None:
            self.ask_how_to_read(self._failed.reading.offer, self.MappingGiven, self.RowsChosen)

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
