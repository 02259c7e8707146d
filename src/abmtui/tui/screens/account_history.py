"""The account's history on its screen: what was changed by whom, asked for when its tab is open, and one change shown whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from abmtui.tui import messages
from abmtui.tui.bases.history_lines import CHANGE, change_meant
from abmtui.tui.screens.account_shown import AccountShown
from abmtui.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from abmtui.store.plan_file import PlanFile
    from abmtui.tui.bases.history_lines import ChangeLog

KIND = "note"
"""The kind of row below which the changes stand."""


class AccountHistory(AccountShown):
    """The part of the account's screen that shows what was changed."""

    _history_asked: str | None = ""
    """The hash of the plan's file whose history was asked for last; empty: none was."""

    def show_history(self, log: ChangeLog) -> None:
        """Show the history as it was read."""
        self.view = replace(self.view, history=log)
        if KIND in self.page.kinds:
            self._show_all()

    def show_saved(self, state: str, plan_file: PlanFile | None = None, why: str = "") -> None:
        """Say what became of a save, which the history tells too."""
        super().show_saved(state, plan_file, why)
        self._ask_history()

    def _show_page(self) -> None:
        super()._show_page()
        self._ask_history()

    def _ask_history(self) -> None:
        """Ask for the history while its tab is open, once for each state of the plan's file."""
        if KIND in self.page.kinds and not self.plan_file.broken and self._history_asked != self.plan_file.hash:
            self._history_asked = self.plan_file.hash
            self.post_message(messages.HistoryAsked(self.account))

    async def action_edit(self) -> None:
        """Show the change under the cursor whole; else edit."""
        target = self.grid.target
        change = change_meant(target, self.view.history)
        if target is None or target.kind != CHANGE:
            await super().action_edit()
        elif change is None:
            self.say("There is no change here to show", "warning")
        else:
            self.app.push_screen(ReadingScreen(f"{change.when} · {change.who}", tuple(("", line) for line in change.lines)))
