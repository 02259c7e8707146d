"""Blocks of words and rows to read: a brief, a view of a plan; the rows in columns as wide as the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from abmtui.tui.bases.block_lines import block_lines
from abmtui.tui.bases.fitted import fitted, wrapped
from abmtui.tui.screens.reading import WIDEST, ReadingScreen
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from abmtui.report.blocks import Block
    from abmtui.tui.bases.grid_lines import Line

MOST_LINES: Final = 6
"""Lines that one cell of a row may take, so that on a narrow screen no word of it is lost."""


class BlockReading(ReadingScreen):
    """Shows blocks one below the other; the first one's heading is the page's title."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        super().__init__(blocks[0].heading, ())
        self._blocks = tuple(blocks)

    def _text(self) -> Content:
        width = max(20, min(WIDEST, self.app.size.width * 96 // 100) - 5)
        lines = block_lines(self._blocks, width)
        return Content("\n").join(text for place in range(1, len(lines)) for text in _drawn(lines[place]))


def _drawn(line: Line) -> Iterator[Content]:
    if line.rule:
        yield Content("")
        yield Content.styled(shown(line.rule), "bold")
        return
    columns = [wrapped(cell.text, cell.width, MOST_LINES) or ("",) for cell in line.cells]
    for place in range(max(map(len, columns), default=0)):
        end, pieces = 0, []
        for cell, parts in zip(line.cells, columns, strict=True):
            text = fitted(parts[place] if place < len(parts) else "", cell.width, right=cell.right)
            pieces += [Content(" " * (cell.x - end)), Content.styled(text, "dim" if cell.style == "heading" else "")]
            end = cell.x + cell.width
        yield Content("").join(pieces)
