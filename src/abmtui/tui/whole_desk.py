"""What the whole program does on a key, and how it is left: drafts offered and kept, the end."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events

from abmtui.tui.forms.recovery_form import RecoveryForm
from abmtui.tui.history_desk import HistoryDesk
from abmtui.tui.screens.account import AccountScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from abmtui.plan.model import Plan
    from abmtui.store.drafts import Draft
    from abmtui.tui.saving import Shown
    from abmtui.tui.screens.portfolio import PortfolioScreen
    from abmtui.tui.screens.review import ReviewScreen
    from abmtui.workspace.editing import Outcome
    from abmtui.workspace.opened import Workspace

KEYS_TURNS: Final = 8
"""How many turns keys that came before a hang-up may take to be dealt with."""
SAVES_SECONDS: Final = 0.5
"""How long a save that is under way at a hang-up is waited for; its edit is in a draft by then."""
TURN_SECONDS: Final = 0.03


class WholeDesk(HistoryDesk):
    """Does what a screen asks of the whole program."""

    left_with: int = 0
    """The exit code of leaving by a key: what kept the source from being shown, else 0."""

    def on_review_screen_action_asked(self, event: ReviewScreen.ActionAsked) -> None:
        """Do what the review asks."""
        self.act(event.name, event.row)

    def on_portfolio_screen_action_asked(self, event: PortfolioScreen.ActionAsked) -> None:
        """Do what the portfolio asks."""
        self.act(event.name, event.row)

    def act(self, name: str, row: int | None) -> None:
        """Do one action of the whole program; a table of names, each with what does it."""
        actions: dict[str, Callable[[], object]] = {
            "quit": lambda: self.run_worker(self.leave(), group="leave"),
            "back": self.pop_screen,
            "undo": partial(self.move_in_time, back=True),
            "redo": partial(self.move_in_time, back=False),
            "review": self.open_review,
            "scope": self._turn_scope,
            "next": partial(self.open_next, row),
            "reviewed": partial(self.stamp, row),
            "snooze": partial(self.ask_snooze, row),
            "export": self.ask_export,
            "numbers": self.open_numbers,
            "fit": partial(self.open_numbers, "fit"),
            "segments": self.open_segments,
            "grid": partial(self.open_grid, row),
            "whatif": partial(self.open_what_if, row),
            "agenda": self.open_agenda,
            "bulk": partial(self.ask_bulk, row),
            "enrol": partial(self.ask_enrol, row),
            "import": self.ask_import,
            "report": self.ask_report,
            "rest": self.ask_rest,
        }
        actions[name]()

    # Drafts.

    def shown_plans(self) -> dict[str, Shown]:
        """Return the plans on the screen or on their way to the disk by account, each with what is being typed on it."""
        shown = {screen.account: (screen.plan, screen.typing()) for screen in self.screen_stack if isinstance(screen, AccountScreen)}
        return {account: (plan, None) for account, plan in self.on_the_way.items()} | shown

    def keep_typed(self, plan: Plan, typing: tuple[str, str] | None) -> None:
        """Keep or remove one plan's draft; from any thread."""
        if self.workspace is not None and self.workspace.editing is not None:
            self.workspace.editing.draft_if_unsaved(plan, typing)

    async def on_event(self, event: events.Event) -> None:
        """Have text that is being typed drafted soon after a key."""
        await super().on_event(event)
        if isinstance(event, (events.Key, events.Paste, events.MouseUp)) and self.account_open:
            self.typed.touched()

    @property
    def account_open(self) -> bool:
        """Whether an account's plan is on the screen, or was a moment ago."""
        return any(isinstance(screen, AccountScreen) for screen in self.screen_stack)

    def draft_all(self) -> None:
        """Keep what is on its way or being typed as drafts, at once."""
        for plan, typing in self.shown_plans().values():
            self.keep_typed(plan, typing)

    def show_account(self, screen: AccountScreen) -> None:
        """Show an account's screen, and offer what could not be saved of it before."""
        super().show_account(screen)
        if self.workspace is not None and self.workspace.editing is not None and self.workspace.editing.left_aside(screen.account):
            self.offer(self.workspace.editing.drafts(screen.account))

    def offer_drafts(self, workspace: Workspace) -> None:
        """Offer what could not be saved the last time, one plan after another."""
        if workspace.editing is not None:
            self.offer(workspace.editing.drafts())

    def offer(self, drafts: Sequence[Draft]) -> None:
        """Offer the first of some drafts, and the others after it."""
        editing = self.workspace.editing if self.workspace is not None else None
        if not drafts or editing is None:
            return
        draft, rest = drafts[0], drafts[1:]

        def applied(outcome: Outcome | None) -> None:
            self._draft_applied(outcome)
            self.offer(rest)

        def take(answer: str | None) -> None:
            if answer == "apply":
                self.acknowledge("saving")
                self.saves.put(partial(editing.apply_draft, draft), applied)
                return
            if answer == "discard":
                editing.discard_draft(draft)
            self.offer(rest)

        self.push_screen(RecoveryForm(draft.name, editing.draft_changes(draft)), take)

    def _draft_applied(self, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        screen = self.account_screen(outcome.account)
        if screen is not None and outcome.state == "saved" and outcome.plan is not None:
            screen.show_plan(outcome.plan, outcome.file)
        elif outcome.why:
            self.notify(outcome.why, severity="error", markup=False)
        self._saved(outcome)

    # The end.

    async def leave(self) -> None:
        """Leave once everything queued and every export is written."""
        await self.saves.settled()
        exports = [worker for worker in self.workers if worker.group == "export"]
        if exports:
            await self.workers.wait_for_complete(exports)
        self.draft_all()
        self.exit(self.left_with)

    async def action_quit(self) -> None:
        """Leave by the command palette's word for it, as by the key."""
        self.act("quit", None)

    def end(self, code: int) -> None:
        """End in order after a hang-up, a signal or a lost terminal: drafts at once, then what is being saved, then the terminal."""
        self.draft_all()
        self._ending = asyncio.create_task(self._ended(code))

    async def _ended(self, code: int) -> None:
        for _ in range(KEYS_TURNS):
            await asyncio.sleep(TURN_SECONDS)
            if not self.keys_waiting:
                break
        with suppress(TimeoutError):
            await asyncio.wait_for(self.saves.settled(), SAVES_SECONDS)
        self.draft_all()
        self.exit(code, return_code=code)
