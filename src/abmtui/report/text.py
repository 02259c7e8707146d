"""A review as plain text, as wide as its longest line, the same on a terminal and in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from abmtui.report.sides import to_the_right

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from abmtui.report.blocks import Block


def as_text(blocks: Iterable[Block]) -> str:
    """Return the blocks one below the other; the caller makes control signs visible."""
    return "\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    lines = [_one_line(block.heading), *(f"  {_one_line(sentence)}" for sentence in block.sentences)]
    if block.rows:
        rows = [block.columns, *block.rows] if len(block.columns) > 2 else block.rows  # noqa: PLR2004  # two columns need no heading
        lines += [f"  {line}" for line in aligned(rows, to_the_right(block.rows, numbers=block.numbers))]
    return "\n".join(lines) + "\n"


def aligned(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> list[str]:
    """Return rows as lines, aligned by cell width, each column to the side said."""
    cells = [[_one_line(cell) for cell in row] for row in rows]
    widths = [max(cell_len(row[place]) for row in cells) for place in range(len(cells[0]))]
    sides = [_right if to_right else _left for to_right in right]
    return ["  ".join(pad(cell, width) for pad, cell, width in zip(sides, row, widths, strict=True)).rstrip() for row in cells]


def _left(cell: str, width: int) -> str:
    return cell + " " * (width - cell_len(cell))


def _right(cell: str, width: int) -> str:
    return " " * (width - cell_len(cell)) + cell


def _one_line(text: str) -> str:
    """Return text whose line breaks are visible marks, so that no name makes a line of its own."""
    return text.replace("\n", "␊")
