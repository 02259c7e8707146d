"""A review as Markdown: headings, sentences, small tables; what comes from data cannot become markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from abmtui.report.sides import to_the_right

if TYPE_CHECKING:
    from collections.abc import Iterable

    from abmtui.report.blocks import Block

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~])")


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return the blocks as Markdown; the first is the title."""
    return "\n".join(_block(block, "#" if place == 0 else "##") for place, block in enumerate(blocks))


def _block(block: Block, mark: str) -> str:
    lines = [f"{mark} {_escaped(block.heading)}", ""]
    if block.sentences:
        lines += [*(f"- {_escaped(sentence)}" for sentence in block.sentences), ""]
    if block.rows:
        rules = ["---:" if right else ":---" for right in to_the_right(block.rows, numbers=block.numbers)]
        lines += [_row(block.columns), f"| {' | '.join(rules)} |", *(_row(row) for row in block.rows), ""]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
