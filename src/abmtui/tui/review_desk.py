"""The review's side of the app: the queue, the next account, reviewed and snoozed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from abmtui.plan.dates import SHOWN_FORMS, typed_date
from abmtui.portfolio import columns as col
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.plans_desk import PlansDesk
from abmtui.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.tui import messages
    from abmtui.workspace.editing import Outcome
    from abmtui.workspace.measured import View
    from abmtui.workspace.opened import Workspace


class ReviewDesk(PlansDesk):
    """Goes through the accounts that need a look."""

    _review_mine: bool = False

    def open_review(self) -> None:
        """Show the accounts that need a look; mine where the settings say who I am."""
        if self.workspace is None:
            return
        self._review_mine = bool(self.workspace.config.me)
        self.push_screen(ReviewScreen(self.formats, self.workspace.today()))
        self.show_review()

    def _turn_scope(self) -> None:
        if self.workspace is not None and not self.workspace.config.me:
            self.notify('Nobody is set as `me`: write me = "your name" into the config, spelled as in the owner column.', markup=False)
            return
        self._review_mine = not self._review_mine
        self.show_review()

    def show_review(self) -> None:
        """Hand the open review its queue as it now is, worked out in a worker."""
        screen, workspace, portfolio = self.review_screen(), self.workspace, self.portfolio_screen
        if screen is not None and workspace is not None and portfolio is not None:
            self._queue(screen, workspace, portfolio.state.view, mine=self._review_mine)

    @work(thread=True, exclusive=True, group="review")
    def _queue(self, screen: ReviewScreen, workspace: Workspace, view: View, *, mine: bool) -> None:
        queue, table = workspace.review(view, mine=mine)
        self.call_from_thread(screen.show_queue, queue, table, "mine" if mine else "all")

    def review_screen(self) -> ReviewScreen | None:
        """Return the open review."""
        return next((screen for screen in self.screen_stack if isinstance(screen, ReviewScreen)), None)

    def on_next_asked(self, event: messages.NextAsked) -> None:
        """Go from one account to the next that needs a look."""
        self._next_after(event.account)

    def open_next(self, row: int | None) -> None:
        """Open the account that needs a look most, of those behind the one under the cursor."""
        account = "" if row is None or self.workspace is None or self.review_screen() is not None else self.workspace.portfolio.accounts[col.ID][row]
        self._next_after(account)

    @work(thread=True, exclusive=True, group="next")
    def _next_after(self, account: str) -> None:
        workspace, portfolio = self.workspace, self.portfolio_screen
        if workspace is None or portfolio is None:
            return
        mine = bool(workspace.config.me) if self.review_screen() is None else self._review_mine
        row = workspace.next_in_review(portfolio.state.view, account, mine=mine)
        if row is None:
            self.call_from_thread(self.notify, "No further account needs a look.", markup=False)
        else:
            self.call_from_thread(self.open_account, row)

    def on_reviewed(self, event: messages.Reviewed) -> None:
        """Stamp the account as looked through today."""
        self._stamp(event.account)

    def on_snoozed(self, event: messages.Snoozed) -> None:
        """Leave the account out of the review until a day."""
        self._stamp(event.account, event.until)

    def stamp(self, row: int | None) -> None:
        """Stamp the account under the cursor as reviewed."""
        if row is not None and self.portfolio_screen is not None and self.portfolio_screen.state.measured is not None:
            self._stamp(self.portfolio_screen.state.measured.table[col.ID][row])

    def ask_snooze(self, row: int | None) -> None:
        """Ask until when the account under the cursor is left out."""
        portfolio, workspace = self.portfolio_screen, self.workspace
        if row is None or portfolio is None or portfolio.state.measured is None or workspace is None:
            return
        account = portfolio.state.measured.table[col.ID][row]
        today = workspace.today()

        def check(text: str) -> str:
            return "" if typed_date(text, today) else f"'{text}' is no date; try {SHOWN_FORMS}"

        def take(text: str | None) -> None:
            until = None if text is None else typed_date(text, today)
            if until is not None:
                self._stamp(account, until)

        self.push_screen(LineForm("Snooze until", "+2w", "a date, next mon, +2w or +1m", check), take)

    def ask_rest(self) -> None:
        """Show the quiet accounts, and mark them as reviewed without change when a person agrees."""
        raise NotImplementedError

    def _stamp(self, account: str, until: dt.date | None = None) -> None:
        workspace = self.workspace
        if workspace is None or workspace.editing is None:
            self.notify("This source has no folder for plans yet; open an account to name one.", markup=False)
            return
        self.acknowledge("saving")
        name = self._name_of(account)
        self.saves.put(partial(workspace.editing.stamp, account, name, None if until else workspace.today(), until), self._stamped)

    def _name_of(self, account: str) -> str:
        """Return an account's name for the words of an undo."""
        accounts = None if self.workspace is None else self.workspace.portfolio.accounts
        row = None if accounts is None else accounts[col.ID].index_of(account)
        return account if accounts is None or row is None else str(accounts[col.NAME][row])

    def _stamped(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self.acknowledge(self.words(outcome))
        self.plans_changed()

    def plans_changed(self) -> None:
        """Read the plans that changed and show table and review anew; several changes in a row are read once."""
        if self.workspace is not None:
            self._refresh(self.workspace)

    @work(thread=True, exclusive=True, group="refresh")
    def _refresh(self, workspace: Workspace) -> None:
        worker = get_current_worker()
        workspace.refresh_plans()
        if not worker.is_cancelled:
            self.call_from_thread(self._show_refreshed)

    def _show_refreshed(self) -> None:
        if self.portfolio_screen is not None:
            self.portfolio_screen.measure_again()
        self.show_review()
