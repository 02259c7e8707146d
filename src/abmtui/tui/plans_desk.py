"""The plans' side of the app: accounts opened, edits saved, undone and redone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from abmtui.portfolio import columns as col
from abmtui.tui.account_words import facts_in_review
from abmtui.tui.failing import Failing
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.screens.portfolio import PortfolioScreen
from abmtui.tui.screens.review import ReviewScreen
from abmtui.workspace.outcomes import Several, moved_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from textual.screen import Screen

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan
    from abmtui.tui import messages
    from abmtui.tui.bases.value_facts import ValueFacts
    from abmtui.tui.saving import SaveQueue, TypedText
    from abmtui.workspace.editing import PlanEditing
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.outcomes import Outcome


class PlansDesk(Failing):
    """Opens plans and has the one way by which they are written."""

    workspace: Workspace | None
    portfolio_screen: PortfolioScreen | None
    formats: Formats
    saves: SaveQueue
    typed: TypedText
    on_the_way: dict[str, Plan]
    """Plans whose save was asked for and has not been answered, by account."""
    now: Callable[[], dt.datetime]

    @dataclass
    class ValueKnown(Message):
        """What the portfolio knows of an account's value was worked out."""

        account: str
        value: ValueFacts

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

    def _open_plan(self, row: int) -> None:
        # On the screen's own thread: a plan is a small file, and keys typed ahead are meant for it.
        workspace, screen = self.workspace, self.portfolio_screen
        if workspace is None or workspace.editing is None or screen is None or screen.state.measured is None:
            return
        measured = screen.state.measured
        account = measured.table.row(row, named=True)
        file = workspace.editing.open(account[col.ID], account[col.NAME])
        facts = facts_in_review(workspace, measured, row, self.formats)
        state = "" if file.broken or file.read_only else screen.save_state
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR", "")
        self.show_account(AccountScreen(file, facts, workspace.today(), formats=self.formats, state=state, editor=editor))

    def show_account(self, screen: AccountScreen) -> None:
        """Show an account's screen, in the place of another account's."""
        if isinstance(self.screen, AccountScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    # Saving.

    def on_plan_changed(self, event: messages.PlanChanged) -> None:
        """Save a committed edit."""
        if self.workspace is not None and self.workspace.editing is not None:
            editing = self.workspace.editing
            self.write(editing, event.plan, partial(editing.save, event.plan, event.what), partial(self._arrived, event.plan))

    def write(self, editing: PlanEditing, plan: Plan, job: Callable[[], Outcome], answer: Callable[[Outcome | None], None]) -> None:
        """Queue the writing of one account's plan; the one way by which screens write plans that are open."""
        self.acknowledge("saving")
        editing.typed_out(plan.id)
        self.on_the_way[plan.id] = plan
        self.typed.touched()
        self.saves.put(job, answer)

    def _arrived(self, plan: Plan, outcome: Outcome | None) -> None:
        if self.on_the_way.get(plan.id) is plan:
            del self.on_the_way[plan.id]
        self._saved(outcome)

    def _saved(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        state = self.words(outcome)
        self.acknowledge(state)
        self.typed.touched(outcome.account)
        screen = self.account_screen(outcome.account)
        if screen is not None:
            screen.show_saved(state, outcome.file if outcome.state == "saved" else None, why=outcome.why)
        if outcome.state != "read-only":
            self.plans_changed()

    def several_saved(self, outcome: Outcome | None) -> None:
        """Acknowledge an edit of several accounts, show it where one of them is open, and say what was refused."""
        if outcome is None:
            return
        self.acknowledge(self.words(outcome))
        self._show_parts(outcome)
        if outcome.why:
            self.notify(outcome.why, severity="error" if outcome.state != "saved" else "warning", markup=False)
        self.plans_changed()

    def _show_parts(self, outcome: Outcome) -> None:
        """Show the plans that were written on the screens of their accounts, which open them again for it."""
        editing = None if self.workspace is None else self.workspace.editing
        for part in outcome.saved if isinstance(outcome, Several) else (outcome,) * (outcome.state == "saved"):
            screen = self.account_screen(part.account)
            if screen is not None and part.plan is not None and editing is not None and part.account not in self.on_the_way:
                file = editing.open(part.account, part.name)
                screen.show_plan(file.plan, file)

    def words(self, outcome: Outcome) -> str:
        """Return the header's last words for an outcome."""
        match outcome.state:
            case "saved":
                return f"saved {self.now():%H:%M:%S}"
            case "not saved":
                return f"not saved: {outcome.why}"
            case _:
                return outcome.state

    def acknowledge(self, state: str) -> None:
        """Say a save state on every screen that is open."""
        for screen in self.screen_stack:
            if isinstance(screen, (PortfolioScreen, ReviewScreen)):
                screen.show_saved(state)
            elif isinstance(screen, AccountScreen):
                screen.show_saved(state, None)

    def renew_facts(self) -> None:
        """Show what is now known of the account that is open: a save may have changed its review and health."""
        workspace, portfolio = self.workspace, self.portfolio_screen
        if workspace is None or portfolio is None or portfolio.state.measured is None:
            return
        measured = portfolio.state.measured
        for screen in self.screen_stack:
            if isinstance(screen, AccountScreen):
                row = measured.table[col.ID].index_of(screen.account)
                if row is not None:
                    screen.show_facts(facts_in_review(workspace, measured, row, self.formats))

    # What has to be worked out of the whole portfolio.

    def on_value_asked(self, event: messages.ValueAsked) -> None:
        """Work out what the portfolio knows of an account's value, in a worker; a later question overtakes an earlier one."""
        workspace, portfolio, screen = self.workspace, self.portfolio_screen, self.account_screen(event.account)
        if workspace is None or portfolio is None or screen is None or portfolio.state.measured is None:
            return
        measured = portfolio.state.measured
        row = measured.table[col.ID].index_of(event.account)
        if row is not None:
            self._work_out(workspace, measured, row, screen.plan)

    @work(thread=True, exclusive=True, group="value")
    def _work_out(self, workspace: Workspace, measured: Measured, row: int, plan: Plan) -> None:
        from abmtui.tui.value_words import One, value_facts

        worker = get_current_worker()
        with workspace.alone:
            value = value_facts(One(measured.review, row, plan, self.formats, measured.portfolio.currency or ""))
        if not worker.is_cancelled:
            self.post_message(self.ValueKnown(str(measured.table[col.ID][row]), value))

    def on_plans_desk_value_known(self, event: ValueKnown) -> None:
        """Show what was worked out."""
        screen = self.account_screen(event.account)
        if screen is not None:
            screen.show_value(event.value)

    def account_screen(self, account_id: str) -> AccountScreen | None:
        """Return the open screen of an account's plan."""
        return next((screen for screen in self.screen_stack if isinstance(screen, AccountScreen) and screen.account == account_id), None)

    def hand_down(self, screen: Screen[Any], show: Callable[[], None]) -> None:
        """Show what a worker found on the screen that asked for it, unless that was left meanwhile."""
        if screen in self.screen_stack:
            show()

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
        self._show_parts(outcome)
        if outcome.state == "saved":
            self._say_moved(outcome, back=back)
        else:
            past = f"; {'u' if back else 'U'} again leaves it so and goes on" if outcome.state == "conflict" else ""
            self.notify((outcome.why or outcome.state) + past, severity="error", markup=False)
        self._saved(outcome)

    def _say_moved(self, outcome: Outcome, *, back: bool) -> None:
        """Name what was undone: on the account's own screen without its name, else with it."""
        accounts = {part.account for part in outcome.saved} if isinstance(outcome, Several) else {outcome.account}
        screen = next((found for account in accounts if (found := self.account_screen(account)) is not None), None)
        word = "undone" if back else "redone"
        said = f"{word}: {outcome.what}" if screen is not None and len(accounts) == 1 else moved_words(outcome, word)
        if screen is not None:
            screen.say("; ".join(part for part in (said, outcome.why) if part), "")
        else:
            self.notify("; ".join(part for part in (said, outcome.why) if part), markup=False)
            self._point_at(accounts)

    def _point_at(self, accounts: set[str]) -> None:
        """Put the portfolio's cursor on the one account that a step was about, where it is shown."""
        screen = self.portfolio_screen
        if len(accounts) == 1 and screen is not None and self.screen is screen and screen.state.measured is not None:
            row = screen.state.measured.table[col.ID].index_of(next(iter(accounts)))
            if row is not None:
                screen.table.move_to(row)

    def plans_changed(self) -> None:
        """Show what follows from a saved edit."""
        raise NotImplementedError
