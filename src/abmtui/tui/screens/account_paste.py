"""Rows pasted from a spreadsheet or a mail."""

from __future__ import annotations

from abmtui.tui.screens.account_shown import AccountShown


class AccountPaste(AccountShown):
    """Rows pasted from a spreadsheet or a mail."""
