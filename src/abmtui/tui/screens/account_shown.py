"""What the account's screen shows: the header, the tabs and the grid of the one that is open."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from abmtui.plan.proposals import proposals
from abmtui.tui import messages
from abmtui.tui.bases.broken_lines import broken_lines
from abmtui.tui.bases.row_grid import RowGrid
from abmtui.tui.screens.account_gates import AccountGates
from abmtui.tui.screens.account_pages import LIST, PAGES, Page, PageView, page_of
from abmtui.tui.widgets.account_tabs import AccountTabs
from abmtui.tui.widgets.header_line import LAST_LEAVES, HeaderLine
from abmtui.tui.widgets.plan_summary import PlanSummary
from abmtui.tui.widgets.plan_views import PlanViews
from abmtui.tui.widgets.process_page import ProcessPage
from abmtui.tui.widgets.row_table import RowTable
from abmtui.tui.widgets.said_line import SaidLine
from abmtui.tui.widgets.value_page import ValuePage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.model import Plan
    from abmtui.store.plan_file import PlanFile
    from abmtui.tui.bases.account_facts import AccountFacts
    from abmtui.tui.bases.grid_lines import Target
    from abmtui.tui.bases.value_facts import ValueFacts

BROKEN: Final = "The plan file is broken: mend it in an editor first (it is never written over)"
WORKED_OUT: Final = frozenset({"process", "value"})
"""Grids that show what has to be worked out of the whole portfolio."""


class AccountShown(AccountGates):
    """The showing part of the account's screen."""

    plan_file: PlanFile
    state: str
    value: ValueFacts | None = None
    """What was worked out of the account's value; None: nothing yet."""
    _value_asked: bool = False
    tab: int = 0
    """The open tab, a place in `PAGES`."""
    chosen: Mapping[int, int] = MappingProxyType({})
    """By tab: which of its views is open; the first where none was chosen."""
    _composed: bool = False

    # What the caller hands down

    @property
    def plan(self) -> Plan:
        """The plan as it is on the screen."""
        return self.view.plan

    def show_plan(self, plan: Plan, plan_file: PlanFile | None = None) -> None:
        """Show another state of the plan (undone, read again); the cursor stays on its row."""
        self.plan_file = plan_file or self.plan_file
        self.view = replace(self.view, plan=plan)
        self._show_all()

    def show_facts(self, facts: AccountFacts) -> None:
        """Show what is now known of the account; what was worked out of its value may be another by now."""
        self.facts = facts
        self._value_asked = False
        self._show_all()
        self.call_after_refresh(self.follow_cell)

    def show_value(self, value: ValueFacts) -> None:
        """Show what was worked out of the account's value."""
        self.value = value
        if self.page.grid in WORKED_OUT:
            self._show_all()
            # Lines move when reasons come in, and an open editor with them.
            self.call_after_refresh(self.follow_cell)

    def show_saved(self, state: str, plan_file: PlanFile | None = None, why: str = "") -> None:
        """Say what became of a save as the header's last words; what could not be saved stays on the screen, and why is said in full."""
        self.state = state
        self.plan_file = plan_file or self.plan_file
        self._show_header()
        if why or state.startswith(("not saved", "conflict")):
            self.say(why or state, "error")

    # What the edits stand on

    @property
    def page(self) -> Page:
        """The open tab."""
        return PAGES[self.tab]

    @property
    def grid(self) -> RowGrid:
        """The grid of the open tab."""
        return self.query_one(f"#{self._grid_id()}", RowGrid)

    def _grid_id(self) -> str:
        return "broken" if self.plan_file.broken else "views" if self.page_view.name else self.page.grid

    @property
    def page_view(self) -> PageView:
        """The open view of the open tab."""
        return self.page.views[self.chosen.get(self.tab, 0)]

    def view_words(self) -> str:
        """Return what a tab's title says of its views: which is open, and that `c` shows the next."""
        views = self.page.views
        if len(views) == 1:
            return ""
        word = "" if self.page_view is LIST else f" · {self.page_view.word}"
        return f"{word} · c {views[(views.index(self.page_view) + 1) % len(views)].word}"

    @property
    def can_order(self) -> bool:
        """Whether the open tab shows rows in the order of the file."""
        return self._grid_id() == "rows"

    def locked(self) -> str:
        """Return why the plan cannot be edited, or empty."""
        return BROKEN if self.plan_file.broken else f"read-only: {self.plan_file.read_only}" if self.plan_file.read_only else ""

    def say(self, text: str, look: str = "strong") -> None:
        """Answer in place of the footer until the next key."""
        self.query_one(SaidLine).say(text, look)

    def commit(self, plan: Plan, what: str, target: Target | None = None) -> None:
        """Show an edited plan at once and ask for the save."""
        self.show_plan(plan)
        if target is not None and self.grid.lines.find(target) is not None:
            self.grid.point_at(target)
            self.grid.refresh()
        self.post_message(messages.PlanChanged(plan, what))

    def open_kind(self, kind: str) -> None:
        """Open the tab of a kind."""
        self.action_tab(page_of(kind))

    # Showing

    def _show_all(self) -> None:
        """Show the state of everything on the open tab."""
        plan = self.plan
        found = self.facts.noted(plan, self.view.today)
        self.view = replace(self.view, findings=found, proposals=() if self.plan_file.broken else proposals(plan, self.view.today, self.facts.signs))
        if not self._composed:
            return
        if self.plan_file.broken:
            sentences = [problem.sentence() for problem in self.plan_file.problems]
            self.grid.show(broken_lines(sentences, self.plan_file.text, self.grid.inner_width), title="Broken plan file")
        else:
            self._show_page()
        tabs = [(page.word, sum(len(self.view.rows(kind)) for kind in page.counts)) for page in PAGES]
        self.query_one(AccountTabs).show(tabs, self.tab)
        self._show_header()

    def _show_page(self) -> None:
        match self._grid_id():
            case "views":
                self.query_one(PlanViews).show_view(self.view, self.page_view.name, f"{self.page.word}{self.view_words()}")
            case "rows":
                self.query_one(RowTable).beside = self.view_words()
                self.query_one(RowTable).show_kind(self.view, *self.page.kinds)
            case "process":
                self.query_one(ProcessPage).show_process(self.view, self.facts, self.value)
            case "value":
                self.query_one(ValuePage).show_value(self.view, self.facts, self.value)
            case _:
                self.query_one(PlanSummary).show_plan(self.view, self.facts)
        if self.page.grid in WORKED_OUT and not self._value_asked:
            self._value_asked = True
            self.post_message(messages.ValueAsked(self.account))

    def _show_header(self) -> None:
        star = " ★" if self.plan.key_account else ""
        self.query_one(HeaderLine).show((f"› {self.facts.name or self.plan.name}{star}", *self.facts.figures()), self.state, leaves=LAST_LEAVES)

    def _show_tab(self) -> None:
        grids = list(self.query(RowGrid))
        size = next((grid.size for grid in grids if grid.size.height), self.size)
        for grid in grids:
            grid.display = grid.id == self._grid_id()
            grid.expect(size)
        self.set_focus(self.grid)
        self._show_all()

    def on_resize(self) -> None:
        """Lay a broken file's lines out for another width; an open editor follows its cell."""
        if self.plan_file.broken:
            self.call_after_refresh(self._show_all)
        self.call_after_refresh(self.follow_cell)

    # Tabs

    def on_account_tabs_chosen(self, event: AccountTabs.Chosen) -> None:
        """Open the tab that was clicked."""
        self.action_tab(event.place)

    def action_tab(self, place: int) -> None:
        """Open a tab."""
        if self.plan_file.broken:
            self.say(self.locked(), "warning")
        elif place != self.tab:
            self.tab = place
            self._show_tab()

    def action_panel(self, way: int) -> None:
        """Go to the next panel of the page, or from a table to the next tab."""
        if not self.page.panels or not self.grid.next_section(way):
            self.action_tab((self.tab + way) % len(PAGES))
