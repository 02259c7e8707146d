"""Tables of a page cut to the room there is: what is left out is counted in a last row, a long text ends in an ellipsis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST: Final = 56
"""Cells of a text in a page's table."""


def cut_rows(rows: Sequence[tuple[str, ...]], most: int, *, lead: int = 0) -> tuple[tuple[str, ...], ...]:
    """Return at most `most` rows, and one that counts the others in its cell `lead`: "+ 12 more"."""
    if len(rows) <= most:
        return tuple(rows)
    more = tuple(f"+ {len(rows) - most} more" if place == lead else "" for place in range(len(rows[0])))
    return (*rows[:most], more)


def cut_cell(text: str, width: int = WIDEST) -> str:
    """Return a text on one line of at most so many cells."""
    line = " ".join(text.split())
    return line if cell_len(line) <= width else f"{set_cell_size(line, width - 1).rstrip()}…"
