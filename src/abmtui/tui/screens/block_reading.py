"""Blocks of words and rows to read: a brief, a view of a plan; the rows in columns as wide as the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from abmtui.tui.bases.block_lines import block_lines
from abmtui.tui.bases.fitted import fitted
from abmtui.tui.screens.reading import WIDEST, ReadingScreen
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from abmtui.report.blocks import Block
    from abmtui.tui.bases.grid_lines import Line


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
    text, pieces = 0, []
    for cell in line.cells:
        pieces += [Content(" " * (cell.x - text)), Content.styled(fitted(cell.text, cell.width, right=cell.right), "dim" if cell.style == "heading" else "")]
        text = cell.x + cell.width
    yield Content("").join(pieces)
