"""The review's side of the app: the queue, the next account, reviewed, decided and snoozed, the quiet rest, and what moved since."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from abmtui.plan.dates import SHOWN_FORMS, day_ahead
from abmtui.portfolio import columns as col
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.plans_desk import PlansDesk
from abmtui.tui.screens.review import ReviewScreen
from abmtui.tui.screens.review_rest import ReviewRestScreen
from abmtui.wording import counted
from abmtui.workspace.editing import Outcome
from abmtui.workspace.review_course import ALL, keep_figures, missing_scopes, scopes_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import polars as pl

    from abmtui.plan.model import Plan
    from abmtui.tui import messages
    from abmtui.workspace.measured import View
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.review_course import Scope

NO_FOLDER = "This source has no folder for plans yet; open an account to name one."


class ReviewDesk(PlansDesk):
    """Goes through the accounts that need a look."""

    _scope: Scope = ALL

    def open_review(self) -> None:
        """Show the accounts that need a look; of the narrowest scope that the settings name."""
        if self.workspace is None:
            return
        self._scope = scopes_of(self.workspace.config)[0]
        self.push_screen(ReviewScreen(self.formats, self.workspace.today()))
        self.show_review()

    def _turn_scope(self) -> None:
        """Go round the scopes that the settings name, and say which they do not."""
        screen, workspace = self.review_screen(), self.workspace
        if workspace is None or screen is None:
            return
        scopes, missing = scopes_of(workspace.config), missing_scopes(workspace.config)
        self._scope = scopes[(scopes.index(self._scope) + 1) % len(scopes)]
        self.show_review()
        if len(scopes) == 1:
            screen.say(" ".join(missing), "warning")

    def show_review(self) -> None:
        """Hand the open review its queue as it now is, worked out in a worker."""
        screen, workspace, portfolio = self.review_screen(), self.workspace, self.portfolio_screen
        if screen is not None and workspace is not None and portfolio is not None:
            self._queue(screen, workspace, portfolio.state.view, self._scope)

    @work(thread=True, exclusive=True, group="review")
    def _queue(self, screen: ReviewScreen, workspace: Workspace, view: View, scope: Scope) -> None:
        course = workspace.review(view, scope)
        with workspace.alone:
            moved = None if workspace.review_log is None else course.moved(workspace.review_log)
        self.call_from_thread(self.hand_down, screen, partial(screen.show_queue, course, moved))

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
        scope = scopes_of(workspace.config)[0] if self.review_screen() is None else self._scope
        row = workspace.review(portfolio.state.view, scope).next_after(account)
        if row is None:
            self.call_from_thread(self.notify, "No further account needs a look.", markup=False)
        else:
            self.call_from_thread(self.open_account, row)

    # Stamps and decisions.

    def on_reviewed(self, event: messages.Reviewed) -> None:
        """Stamp the account as looked through today."""
        self._stamp(event.account)

    def on_snoozed(self, event: messages.Snoozed) -> None:
        """Leave the account out of the review until a day."""
        self._stamp(event.account, event.until)

    def on_decided(self, event: messages.Decided) -> None:
        """Save what a review decided and stamp the account, as one step."""
        if self.workspace is not None and self.workspace.editing is not None:
            editing, today = self.workspace.editing, self.workspace.today()
            self.write(editing, event.plan, partial(editing.decide, event.plan, event.what, today), partial(self._decided, event.plan))

    def _decided(self, plan: Plan, outcome: Outcome | None) -> None:
        self._arrived(plan, outcome)
        if outcome is not None and outcome.state == "saved":
            self._keep([plan.id])

    def stamp(self, row: int | None) -> None:
        """Stamp the account under the cursor as reviewed."""
        account = self._account_at(row)
        if account is not None:
            self._stamp(account)

    def _account_at(self, row: int | None) -> str | None:
        measured = None if self.portfolio_screen is None else self.portfolio_screen.state.measured
        return None if row is None or measured is None else str(measured.table[col.ID][row])

    def ask_snooze(self, row: int | None) -> None:
        """Ask until when the account under the cursor is left out."""
        account, workspace = self._account_at(row), self.workspace
        if account is None or workspace is None:
            return
        today = workspace.today()

        def check(text: str) -> str:
            return day_ahead(text, today)[1]

        def take(text: str | None) -> None:
            until = None if text is None else day_ahead(text, today)[0]
            if until is not None:
                self._stamp(account, until)

        self.push_screen(LineForm(f"Snooze {self._name_of(account)} until", "+2w", SHOWN_FORMS, check), take)

    def _stamp(self, account: str, until: dt.date | None = None) -> None:
        workspace = self.workspace
        if workspace is None or workspace.editing is None:
            self.notify(NO_FOLDER, markup=False)
            return
        self.acknowledge("saving")
        job = partial(workspace.editing.stamp, account, self._name_of(account), None if until else workspace.today(), until)
        self.saves.put(job, partial(self._stamped, [] if until else [account]))

    def _name_of(self, account: str) -> str:
        """Return an account's name for the words of an undo."""
        accounts = None if self.workspace is None else self.workspace.portfolio.accounts
        row = None if accounts is None else accounts[col.ID].index_of(account)
        return account if accounts is None or row is None else str(accounts[col.NAME][row])

    def _stamped(self, accounts: list[str], outcome: Outcome | None) -> None:
        """Show what became of a stamp, and keep the book's figures beside it."""
        if outcome is not None:
            self.acknowledge(self.words(outcome))
            if outcome.state == "saved":
                self._keep(accounts)
            elif outcome.why:
                self.notify(outcome.why, severity="error", markup=False)
        self.plans_changed()

    def _keep(self, accounts: list[str]) -> None:
        """Keep the figures of the book as it was when these accounts were reviewed; queued, so that leaving waits for it."""
        workspace, portfolio = self.workspace, self.portfolio_screen
        if workspace is None or portfolio is None or not accounts:
            return
        view = portfolio.state.view

        def job() -> Outcome:
            return Outcome("saved", "", "", "figures of the review", keep_figures(workspace, view, accounts))

        def answer(outcome: Outcome | None) -> None:
            if outcome is not None and outcome.why:
                self.notify(outcome.why, severity="warning", markup=False)

        self.saves.put(job, answer)

    # The quiet rest.

    def ask_rest(self) -> None:
        """Show the quiet accounts, and mark them as reviewed without change when a person agrees."""
        workspace, portfolio, screen = self.workspace, self.portfolio_screen, self.review_screen()
        if workspace is None or portfolio is None or screen is None:
            return
        if workspace.editing is None:
            screen.say(NO_FOLDER, "warning")
            return
        self._list_rest(workspace, portfolio.state.view, self._scope)

    @work(thread=True, exclusive=True, group="rest")
    def _list_rest(self, workspace: Workspace, view: View, scope: Scope) -> None:
        rest = workspace.review(view, scope).rest
        self.call_from_thread(self._show_rest, rest, scope)

    def _show_rest(self, rest: pl.DataFrame, scope: Scope) -> None:
        screen, workspace = self.review_screen(), self.workspace
        if screen is None or workspace is None:
            return
        if rest.is_empty():
            screen.say("No account is quiet: each needs a look or was reviewed in this quarter", "warning")
            return

        def take(mark: bool | None) -> None:
            if mark:
                self._stamp_rest(dict(rest.select(col.ID, col.NAME).iter_rows()))

        self.push_screen(ReviewRestScreen(rest, scope, self.formats, workspace.today()), take)

    def _stamp_rest(self, accounts: Mapping[str, str]) -> None:
        workspace = self.workspace
        if workspace is None or workspace.editing is None:
            return
        self.acknowledge("saving")
        job = partial(workspace.editing.stamp_all, accounts, workspace.today(), f"{counted(len(accounts), 'account')} reviewed without change")
        self.saves.put(job, partial(self._rest_stamped, list(accounts)))

    def _rest_stamped(self, accounts: list[str], outcome: Outcome | None) -> None:
        self._stamped(accounts, outcome)
        screen = self.review_screen()
        if screen is not None and outcome is not None and outcome.state == "saved":
            screen.say(f"{outcome.what} · u takes all of it back")

    # What follows from a save.

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
