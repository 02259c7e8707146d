"""The agenda's side of the app: everything dated in all plans."""

from __future__ import annotations

from abmtui.tui.whatif_desk import WhatIfDesk


class AgendaDesk(WhatIfDesk):
    """The agenda's side of the app: everything dated in all plans."""

    def open_agenda(self) -> None:
        """Show everything dated in all plans."""
        raise NotImplementedError
