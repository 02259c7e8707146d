"""Rows inserted from the library of templates."""

from __future__ import annotations

from abmtui.tui.screens.account_shown import AccountShown


class AccountTemplates(AccountShown):
    """Rows inserted from the library of templates."""

    def action_template(self) -> None:
        """Ask for a template and insert its rows."""
        raise NotImplementedError
