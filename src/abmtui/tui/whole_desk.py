"""What the whole program does on a key, and how it is left: export, drafts offered and kept, the end."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from abmtui.report.export import ENDINGS, exported
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.recovery_form import RecoveryForm
from abmtui.tui.review_desk import ReviewDesk
from abmtui.tui.screens.account import AccountScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from abmtui.tui.screens.portfolio import PortfolioScreen
    from abmtui.tui.screens.review import ReviewScreen
    from abmtui.workspace.editing import Outcome
    from abmtui.workspace.opened import Workspace


class WholeDesk(ReviewDesk):
    """Does what a screen asks of the whole program."""

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
        wrong = exported(path, frame)
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
