"""How many rows of a list a block has room for, and the words for those that it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from abmtui.formats import Formats

ROWS: Final = 12
"""Rows of a list in words; the JSON has twenty."""


def cut(total: int, formats: Formats, rows: int = ROWS) -> tuple[str, ...]:
    """Return the sentence above a list of which only the first `rows` are shown; nothing when all are."""
    return (f"The first {formats.number(rows)} of {formats.number(total)}:",) if total > rows else ()
