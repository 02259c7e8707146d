"""What of the account is handed on: its page as a document, the brief for sales."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from abmtui.report.plan_views import VIEWS
from abmtui.tui.screens.account_shown import BROKEN, AccountShown
from abmtui.tui.screens.block_reading import BlockReading


class AccountHanding(AccountShown):
    """What of the account is handed on: its page as a document, the brief for sales."""

    account: str

    @dataclass
    class PageAsked(Message):
        """Please write this account's page to a file."""

        account: str

    def action_export(self) -> None:
        """Ask for a file and write the account's page to it."""
        if self.plan_file.broken:
            self.say(BROKEN, "warning")
            return
        self.post_message(self.PageAsked(self.account))

    def action_brief(self) -> None:
        """Show the brief for sales: topics, insights, people, next step."""
        if self.plan_file.broken:
            self.say(BROKEN, "warning")
            return
        self.app.push_screen(BlockReading(VIEWS["brief"].blocks(self.plan, self.view.today, self.view.formats)))
