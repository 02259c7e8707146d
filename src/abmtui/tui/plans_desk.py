"""The plans' side of the app: accounts opened, edits saved and undone, the review gone through."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from abmtui.plan.values import day_of
from abmtui.portfolio import columns as col
from abmtui.report.tables import ENDINGS, written_table
from abmtui.tui.account_words import account_facts
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.recovery_form import RecoveryForm
from abmtui.tui.guard import Guarded
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.screens.portfolio import PortfolioScreen
from abmtui.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    import polars as pl

    from abmtui.formats import Formats
    from abmtui.tui import messages
    from abmtui.tui.saving import SaveQueue
    from abmtui.workspace.editing import Outcome
    from abmtui.workspace.measured import View
    from abmtui.workspace.opened import Workspace


class PlansDesk(Guarded[int]):
    """Opens plans and has the one way by which they are written."""

    workspace: Workspace | None
    portfolio_screen: PortfolioScreen | None
    formats: Formats
    saves: SaveQueue
    now: Callable[[], dt.datetime]
    _review_mine: bool = False

    # Opening an account.

    def on_portfolio_screen_account_asked(self, event: PortfolioScreen.AccountAsked) -> None:
        """Open the account under the cursor."""
        self.open_account(event.row)

    def on_review_screen_account_asked(self, event: ReviewScreen.AccountAsked) -> None:
        """Open the account out of the review."""
        self.open_account(event.row)

    def open_account(self, row: int) -> None:
        """Open one account's plan; without a folder for plans, ask for one first."""
        workspace = self.workspace
        if workspace is None:
            return
        if workspace.editing is None:
            self._ask_folder(row)
            return
        self._open_plan(row)

    def _ask_folder(self, row: int) -> None:
        def take(folder: str | None) -> None:
            if folder and self.workspace is not None:
                self.workspace.keep_plans_in(Path(folder).expanduser())
                self._open_plan(row)

        self.push_screen(LineForm("Folder for the plans", "plans", "This source has no folder of its own; name the one that keeps the plans."), take)

    @work(thread=True, exclusive=True, group="open")
    def _open_plan(self, row: int) -> None:
        workspace, screen = self.workspace, self.portfolio_screen
        if workspace is None or workspace.editing is None or screen is None or screen.state.measured is None:
            return
        measured = screen.state.measured
        account = measured.table.row(row, named=True)
        file = workspace.editing.open(account[col.ID], account[col.NAME])
        facts = account_facts(measured, row, workspace.today(), self.formats, workspace.config.review_days)
        self.call_from_thread(self._show_account, AccountScreen(file, facts, workspace.today()))

    def _show_account(self, screen: AccountScreen) -> None:
        if isinstance(self.screen, AccountScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    # Saving.

    def on_plan_changed(self, event: messages.PlanChanged) -> None:
        """Save a committed edit; the one handler that writes plans."""
        workspace = self.workspace
        if workspace is None or workspace.editing is None:
            return
        self.acknowledge("saving")
        self.saves.put(partial(workspace.editing.save, event.plan, event.what), self._saved)

    def _saved(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        state = self._words(outcome)
        screen = self.account_screen(outcome.file.plan.id)
        if screen is not None:
            screen.show_saved(state, outcome.file if outcome.state == "saved" else None)
        self.acknowledge(state)
        self.plans_changed()

    def _words(self, outcome: Outcome) -> str:
        """Return the header's last words for an outcome."""
        match outcome.state:
            case "saved":
                return f"saved {self.now():%H:%M:%S}{': ' + outcome.why if outcome.why else ''}"
            case "not saved":
                return f"not saved: {outcome.why}"
            case "read-only":
                return "read-only"
            case _:
                return "conflict"

    def acknowledge(self, state: str) -> None:
        """Say a save state on every screen that is open."""
        for screen in self.screen_stack:
            if isinstance(screen, (PortfolioScreen, ReviewScreen)):
                screen.show_saved(state)
            elif isinstance(screen, AccountScreen):
                screen.show_saved(state, None)

    def account_screen(self, account_id: str) -> AccountScreen | None:
        """Return the open screen of an account's plan."""
        return next((screen for screen in self.screen_stack if isinstance(screen, AccountScreen) and screen.plan.id == account_id), None)

    # Undo and redo.

    def on_undo_asked(self, _event: messages.UndoAsked) -> None:
        """Take the last edit back."""
        self.move_in_time(back=True)

    def on_redo_asked(self, _event: messages.RedoAsked) -> None:
        """Make the last undone edit again."""
        self.move_in_time(back=False)

    def move_in_time(self, *, back: bool) -> None:
        """Undo or redo the last edit of any account; its outcome is shown and named."""
        workspace = self.workspace
        if workspace is None or workspace.editing is None:
            self.notify("There is no edit to undo." if back else "There is no undone edit.", markup=False)
            return
        job = workspace.editing.undo if back else workspace.editing.redo
        self.saves.put(job, partial(self._moved_in_time, back=back))

    def _moved_in_time(self, outcome: Outcome | None, *, back: bool) -> None:
        if outcome is None:
            self.notify("There is no edit to undo." if back else "There is no undone edit.", markup=False)
            return
        screen = self.account_screen(outcome.file.plan.id)
        if outcome.state == "saved":
            if screen is not None:
                screen.show_plan(outcome.plan)
            self.notify(f"{'undone' if back else 'redone'}: {outcome.name}: {outcome.what}", markup=False)
        else:
            self.notify(outcome.why or outcome.state, severity="error", markup=False)
        self._saved(outcome)

    # The review.

    def on_review_screen_action_asked(self, event: ReviewScreen.ActionAsked) -> None:
        """Do what the review asks."""
        self.act(event.name, event.row)

    def on_portfolio_screen_action_asked(self, event: PortfolioScreen.ActionAsked) -> None:
        """Do what the portfolio asks."""
        self.act(event.name, event.row)

    def act(self, name: str, row: int | None) -> None:
        """Do one action of the whole program; a table of names, each with what does it."""
        actions: dict[str, Callable[[], object]] = {
            "quit": lambda: self.run_worker(self.leave(), exit_on_error=False),
            "back": self.pop_screen,
            "undo": partial(self.move_in_time, back=True),
            "redo": partial(self.move_in_time, back=False),
            "review": self.open_review,
            "scope": self._turn_scope,
            "next": partial(self.open_next, row),
            "reviewed": partial(self.stamp, row),
            "snooze": partial(self.ask_snooze, row),
            "export": self.ask_export,
        }
        actions[name]()

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
        self._stamp(event.account, "reviewed")

    def on_snoozed(self, event: messages.Snoozed) -> None:
        """Leave the account out of the review until a day."""
        self._stamp(event.account, "snoozed", event.until)

    def stamp(self, row: int | None) -> None:
        """Stamp the account under the cursor as reviewed."""
        if row is not None and self.portfolio_screen is not None and self.portfolio_screen.state.measured is not None:
            self._stamp(self.portfolio_screen.state.measured.table[col.ID][row], "reviewed")

    def ask_snooze(self, row: int | None) -> None:
        """Ask until when the account under the cursor is left out."""
        portfolio, workspace = self.portfolio_screen, self.workspace
        if row is None or portfolio is None or portfolio.state.measured is None or workspace is None:
            return
        account = portfolio.state.measured.table[col.ID][row]
        today = workspace.today()

        def check(text: str) -> str:
            return day_of(text, today)[1]

        def take(text: str | None) -> None:
            until = None if text is None else day_of(text, today)[0]
            if until is not None:
                self._stamp(account, "snoozed", until)

        self.push_screen(LineForm("Snooze until", "+2w", "a date, next mon, +2w or +1m", check), take)

    def _stamp(self, account: str, what: str, until: dt.date | None = None) -> None:
        workspace = self.workspace
        if workspace is None or workspace.editing is None:
            self.notify("This source has no folder for plans yet; open an account to name one.", markup=False)
            return
        self.acknowledge("saving")
        self.saves.put(partial(workspace.editing.stamp, account, workspace.today() if what == "reviewed" else None, until), self._stamped)

    def _stamped(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self.acknowledge(self._words(outcome))
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

    # Export, drafts, the end.

    def ask_export(self) -> None:
        """Ask for a file and write the accounts shown to it."""
        portfolio = self.portfolio_screen
        if portfolio is None or portfolio.state.measured is None:
            return
        table, order = portfolio.state.measured.table, portfolio.state.order()

        def check(text: str) -> str:
            return "" if Path(text).suffix.lower() in ENDINGS else f"The name must end in {', '.join(ENDINGS)}."

        def take(text: str | None) -> None:
            if text:
                self._export(Path(text).expanduser(), table[order])

        self.push_screen(LineForm(f"Export {order.len():,} accounts as shown", "abmtui-view.csv", f"file ending in {', '.join(ENDINGS)}", check), take)

    @work(thread=True, group="export")
    def _export(self, path: Path, frame: pl.DataFrame) -> None:
        wrong = written_table(path, frame)
        self.call_from_thread(self.notify, wrong or f"written: {path}", severity="error" if wrong else "information", markup=False)

    def draft_all(self) -> None:
        """Keep what is on its way or being typed as drafts."""
        workspace = self.workspace
        if workspace is None or workspace.editing is None:
            return
        for screen in self.screen_stack:
            if isinstance(screen, AccountScreen):
                workspace.editing.draft_if_unsaved(screen.plan, screen.unsaved())

    def offer_drafts(self, workspace: Workspace) -> None:
        """Offer what could not be saved the last time, one plan after another."""
        drafts = workspace.editing.drafts() if workspace.editing is not None else ()
        if not drafts or workspace.editing is None:
            return
        draft, editing = drafts[0], workspace.editing

        def take(answer: str | None) -> None:
            if answer == "apply":
                self.acknowledge("saving")
                self.saves.put(partial(editing.apply_draft, draft), self._draft_applied)
            elif answer == "discard":
                editing.discard_draft(draft)
                self.offer_drafts(workspace)

        self.push_screen(RecoveryForm(draft.name, editing.draft_changes(draft)), take)

    def _draft_applied(self, outcome: Outcome | None) -> None:
        self._saved(outcome)
        if self.workspace is not None and outcome is not None and outcome.state == "saved":
            self.offer_drafts(self.workspace)

    async def leave(self) -> None:
        """Leave once everything queued is written."""
        await self.saves.settled()
        self.exit(0)
