"""Edits of several accounts at once: previewed, saved as one step."""

from __future__ import annotations

from abmtui.tui.agenda_desk import AgendaDesk


class BulkDesk(AgendaDesk):
    """Edits of several accounts at once: previewed, saved as one step."""

    def ask_bulk(self, row: int | None) -> None:
        """Ask what to change in the marked accounts, else in the one under the cursor."""
        raise NotImplementedError

    def ask_enrol(self, row: int | None) -> None:
        """Ask for the programme that the marked accounts are enrolled in."""
        raise NotImplementedError
