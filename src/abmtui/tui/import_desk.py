"""Rows of other programs taken into the plans: read, matched, previewed, saved as one step."""

from __future__ import annotations

from abmtui.tui.bulk_desk import BulkDesk


class ImportDesk(BulkDesk):
    """Rows of other programs taken into the plans: read, matched, previewed, saved as one step."""

    def ask_import(self) -> None:
        """Ask for a file and what kind of rows it holds."""
        raise NotImplementedError
