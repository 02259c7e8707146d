"""What a review of the account ends in: a decision and the next date."""

from __future__ import annotations

from abmtui.tui.screens.account_shown import AccountShown


class AccountDecisions(AccountShown):
    """What a review of the account ends in: a decision and the next date."""

    def action_decide(self) -> None:
        """Ask for the decision and the next review."""
        raise NotImplementedError
