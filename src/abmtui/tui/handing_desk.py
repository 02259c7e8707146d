"""What is handed on: the review and one account as documents."""

from __future__ import annotations

from abmtui.tui.import_desk import ImportDesk


class HandingDesk(ImportDesk):
    """What is handed on: the review and one account as documents."""

    def ask_report(self) -> None:
        """Ask for a file and write the review to it."""
        raise NotImplementedError
