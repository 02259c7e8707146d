"""Parts of a review as lines of a grid: headings as rules, sentences broken to the width, rows in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from rich.cells import cell_len

from abmtui.report.sides import to_the_right
from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.grid_lines import Cell, FixedLines, Line, Target
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SENTENCE: Final = "sentence"
"""Kind of the targets of lines that are about no account."""
ACCOUNT: Final = "account"
"""Kind of the targets of rows; `row` is the account's id, `field` its place."""
GAP: Final = 2
LEAST: Final = 12
"""Cells that the first column keeps."""
MOST_LINES: Final = 12
"""Lines that one sentence may take."""


class Block(Protocol):
    """What is shown: a part of a written review (`report.blocks.Block`)."""

    @property
    def heading(self) -> str:
        """The words above it."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said first."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Headings of the rows."""

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Cells as shown."""

    @property
    def numbers(self) -> bool:
        """Whether the columns after the first stand to the right."""

    @property
    def accounts(self) -> tuple[str, ...]:
        """Ids of the rows' accounts, or empty."""


def block_lines(blocks: Sequence[Block], width: int) -> FixedLines:
    """Return blocks one below the other in `width` cells a line; the cursor can stand on every sentence and row."""
    return FixedLines(tuple(line for place, block in enumerate(blocks) for line in _block(block, str(place), width)))


def _block(block: Block, section: str, width: int) -> Iterator[Line]:
    yield Line(rule=shown(block.heading), section=section)
    number = 0
    for sentence in block.sentences:
        for place, text in enumerate(wrapped(shown(sentence), width, MOST_LINES)):
            number += place == 0
            # One stop a sentence, so that a long one is passed by one key.
            target = Target(SENTENCE, f"{section}.{number}") if place == 0 else None
            yield Line((Cell(text, 0, width, target),), section=section)
    yield from _rows(block, section, width)


def _rows(block: Block, section: str, width: int) -> Iterator[Line]:
    if not block.rows:
        return
    headed = bool(block.columns) and len(block.columns) == len(block.rows[0])
    cells = [tuple(shown(cell) for cell in row) for row in block.rows]
    places = _places([block.columns, *cells] if headed else cells, width)
    right = to_the_right(cells, numbers=block.numbers)[: len(places)]
    if headed and any(block.columns):
        heads = zip(block.columns, places, right, strict=False)
        yield Line(tuple(Cell(text, x, size, style="heading", right=to_right) for text, (x, size), to_right in heads), section=section)
    for number, row in enumerate(cells):
        account = block.accounts[number] if number < len(block.accounts) else ""
        target = Target(ACCOUNT, account, str(number)) if account else Target(SENTENCE, f"{section}.row{number}")
        row_cells = zip(row, places, right, strict=False)
        yield Line(
            tuple(
                Cell(text, x, size, target if place == 0 else None, "" if place == 0 or block.numbers else "label", to_right)
                for place, (text, (x, size), to_right) in enumerate(row_cells)
            ),
            section=section,
        )


def _places(rows: Sequence[Sequence[str]], width: int) -> list[tuple[int, int]]:
    """Return (x, cells) of each column: as wide as its widest cell; where that is too much the widest gives way first, then the last ones leave."""
    sizes = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    over = sum(sizes) + GAP * (len(sizes) - 1) - width
    while over > 0:
        widest = max(range(len(sizes)), key=lambda place: sizes[place])
        if sizes[widest] <= LEAST:
            break
        sizes[widest] -= 1
        over -= 1
    starts = [sum(sizes[:place]) + GAP * place for place in range(len(sizes))]
    return [(x, size) for x, size in zip(starts, sizes, strict=True) if x + size <= width] or [(0, width)]
