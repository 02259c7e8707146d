"""Segments side by side and the grid of value and needs."""

from __future__ import annotations

from abmtui.tui.numbers_desk import NumbersDesk


class GridDesk(NumbersDesk):
    """Segments side by side and the grid of value and needs."""

    def open_segments(self) -> None:
        """Show the accounts by groups, side by side."""
        raise NotImplementedError

    def open_grid(self, row: int | None) -> None:
        """Show the accounts on value and needs."""
        raise NotImplementedError
