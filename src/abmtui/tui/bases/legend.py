"""What the two points on a curve are called, on one line: `◆ top 22% hold 78%  ● NAME 8.3%`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from abmtui.tui.bases.fitted import cut

if TYPE_CHECKING:
    from abmtui.tui.bases.piece_lines import Pieces

MARK: Final = "◆"
POINT: Final = "●"
ASCII: Final = {MARK: "#", POINT: "@"}
"""The points' signs where the locale has no UTF-8."""
LEAST: Final = 6
"""Cells of the point's words below which they stand without the mark's."""


def legend(mark: str, point: str, width: int, signs: tuple[str, str] = (MARK, POINT)) -> Pieces:
    """Return the line for `width` cells; a name that is too long is cut before its share, the mark's words leave where both have no room."""
    first = f"{signs[0]} {mark}" if mark else ""
    if not point:
        return ((cut(first, width), "plain"),)
    room = width - cell_len(first) - 2 * bool(first) - 2
    if room < min(cell_len(point), LEAST + cell_len(point.rpartition(" ")[2])):
        first, room = "", width - 2
    before = ((f"{first}  ", "plain"),) if first else ()
    return (*before, (f"{signs[1]} {cut_before_share(point, room)}", "accent"))


def cut_before_share(words: str, width: int) -> str:
    """Return `NAME SHARE` in at most `width` cells, the name cut and the share whole where that is possible."""
    name, _, share = words.rpartition(" ")
    if cell_len(words) <= width or not name or cell_len(share) + 2 > width:
        return cut(words, width)
    return f"{cut(name, width - cell_len(share) - 1)} {share}"
