"""What would be: scenarios on the real curve."""

from __future__ import annotations

from abmtui.tui.grid_desk import GridDesk


class WhatIfDesk(GridDesk):
    """What would be: scenarios on the real curve."""

    def open_what_if(self, row: int | None) -> None:
        """Show what changes to accounts would do to every figure."""
        raise NotImplementedError
