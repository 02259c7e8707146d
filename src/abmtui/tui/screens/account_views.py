"""Other views of a tab's rows: people as tree, power and interest or by our team; channel rows as a matrix."""

from __future__ import annotations

from abmtui.tui.screens.account_shown import AccountShown


class AccountViews(AccountShown):
    """Other views of a tab's rows: people as tree, power and interest or by our team; channel rows as a matrix."""

    def action_view(self) -> None:
        """Go round the views of the open tab."""
        raise NotImplementedError
