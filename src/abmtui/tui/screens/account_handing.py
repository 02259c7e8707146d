"""What of the account is handed on: its page as a document, the brief for sales."""

from __future__ import annotations

from abmtui.tui.screens.account_shown import AccountShown


class AccountHanding(AccountShown):
    """What of the account is handed on: its page as a document, the brief for sales."""

    def action_export(self) -> None:
        """Ask for a file and write the account's page to it."""
        raise NotImplementedError

    def action_brief(self) -> None:
        """Show the brief for sales: topics, insights, people, next step."""
        raise NotImplementedError
