"""A few lines of words that follow the cursor: what stands under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from abmtui.tui.bases.fitted import cut
from abmtui.tui.bases.piece_lines import PieceLines
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.tui.bases.piece_lines import Pieces

BETWEEN: Final = " · "
LEAST: Final = 16
"""Cells that the first part of a line keeps while others stand beside it."""


class NoteLine(PieceLines):
    """Lines of `part · part`: the first part of the first line is emphasised, a first part is cut last, the others leave from the right where there is no room, the second as the last."""

    DEFAULT_CSS = "NoteLine { height: auto; }"

    def __init__(self, lines: int = 1, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._count = lines
        self._parts: tuple[tuple[str, ...], ...] = ()

    def on_mount(self) -> None:
        """Keep the lines' room, so that words that come and go lay nothing out anew."""
        self.styles.height = self._count

    def show(self, *lines: Sequence[str]) -> None:
        """Say lines of raw parts; empty parts are left out."""
        self._parts = tuple(tuple(shown(part) for part in line if part) for line in lines)
        self.renew()

    def pieces(self, width: int) -> Sequence[Pieces]:
        """Return the lines, a blank before them."""
        lines = (self._parts[place] if place < len(self._parts) else () for place in range(self._count))
        return tuple(_line(line, width - 2, "plain" if place else "strong") for place, line in enumerate(lines))


def _line(parts: Sequence[str], width: int, look: str) -> Pieces:
    if not parts:
        return ((" ", "plain"),)
    first, rest = parts[0], list(parts[1:])
    while len(rest) > 1 and min(cell_len(first), LEAST) + cell_len(BETWEEN + BETWEEN.join(rest)) > width:
        rest.pop()
    tail = cut(BETWEEN + BETWEEN.join(rest), width - min(cell_len(first), LEAST)) if rest else ""
    return ((f" {cut(first, width - cell_len(tail))}", look), (tail, "plain"))
