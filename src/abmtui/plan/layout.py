"""A plan's text as blocks that belong to its rows, so that rows can go, come and move and all other lines stay."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from abmtui.plan.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.plan.line_map import Section

Owner = tuple[str, int]
"""Kind and place of a row; ("", 0) for the plan's own keys."""
ROOT: Final[Owner] = ("", 0)
_COMMENT: Final = re.compile(r"[ \t]*#")


@dataclass(slots=True)
class Block:
    """Lines that belong together; changed while a plan is rewritten."""

    lines: list[str]
    section: Section | None = None
    """None for blank lines and comments outside of tables."""
    owner: Owner | None = None
    """None for what is no part of a plan's rows and own keys."""


def owners_of(sections: Sequence[Section]) -> tuple[Owner | None, ...]:
    """Return for each table whose it is; a table within a row (`[stakeholder.crm]`) is the row's."""
    counts = dict.fromkeys(KINDS, -1)
    owners: list[Owner | None] = []
    for section in sections:
        if not section.path:
            owners.append(ROOT)
            continue
        kind = section.path[0]
        if kind not in KINDS:
            owners.append(None)
            continue
        if section.array and len(section.path) == 1:
            counts[kind] += 1
        owners.append((kind, counts[kind]))
    return tuple(owners)


def blocks_of(lines: Sequence[str], sections: Sequence[Section], owners: Sequence[Owner | None]) -> list[Block]:
    """Return the text cut into blocks, in order; together they are all lines. What stands between two tables of one row is the row's too."""
    blocks: list[Block] = []
    line = 0
    for section, owner in zip(sections, owners, strict=True):
        if section.first > line:
            within = bool(blocks) and owner not in {None, ROOT} and blocks[-1].owner == owner
            blocks.append(Block(list(lines[line : section.first]), owner=owner if within else None))
        blocks.append(Block(list(lines[section.first : section.stop]), section, owner))
        line = section.stop
    if line < len(lines):
        blocks.append(Block(list(lines[line:])))
    return blocks


def removed(blocks: list[Block], gone: Sequence[Block]) -> list[Block]:
    """Return the blocks without some; of the blank lines around one that went, one group stays."""
    if not gone:
        return blocks
    result: list[Block] = []
    trim = False
    for block in blocks:
        if any(block is other for other in gone):
            trim = True
            continue
        if trim and block.section is None and (not result or _is_blank(result[-1].lines[-1:])):
            _trim(block.lines, 0)
        if block.lines or block.section is not None:
            result.append(block)
            trim = False
    if trim and result and result[-1].section is None:
        _trim(result[-1].lines, -1)
    return result


def _trim(lines: list[str], end: int) -> None:
    """Take the blank lines off the start (0) or the end (-1)."""
    while lines and not lines[end].strip():
        del lines[end]


def reordered(blocks: list[Block], old: Sequence[Owner], new: Sequence[Owner], newline: str) -> list[Block]:
    """Return the blocks with the rows of a kind in another order: where one of them stood, one of them stands."""
    parts = {owner: [block for block in blocks if block.owner == owner] for owner in old}
    moved = [Block([line for part in parts[owner] for line in _ended(part.lines, newline)], parts[owner][0].section, owner) for owner in new]
    slots = {id(parts[owner][0]): block for owner, block in zip(old, moved, strict=True)}
    rest = {id(part) for owner in old for part in parts[owner][1:]}
    return [slots.get(id(block), block) for block in blocks if id(block) not in rest]


def inserted(blocks: list[Block], new: Block, *, behind: Owner | None, before: Owner | None, newline: str) -> list[Block]:
    """Return the blocks with a new row, a blank line between it and its neighbours.

    It stands behind the row `behind`, else before the row `before`, else behind the last row of the kinds that come earlier.
    """
    assert new.owner is not None
    if behind is None and before is not None:
        place = next(index for index, block in enumerate(blocks) if block.owner == before)
        return [*blocks[:place], Block([*new.lines, newline], new.section, new.owner), *blocks[place:]]
    kinds = ["", *KINDS]
    earlier = kinds[: kinds.index(new.owner[0]) + 1]
    wanted = [index for index, block in enumerate(blocks) if (block.owner == behind if behind else block.owner is not None and block.owner[0] in earlier)]
    place = wanted[-1] + 1
    empty = not any(block.lines for block in blocks[:place])
    return [*blocks[:place], Block([*([] if empty else [newline]), *new.lines], new.section, new.owner), *blocks[place:]]


def joined(blocks: Sequence[Block], newline: str) -> str:
    """Return the text; a comment at a table's end is kept apart from the next table, whose it would become."""
    lines: list[str] = []
    for block in blocks:
        own_end = bool(lines) and _COMMENT.match(lines[-1]) is not None
        if own_end and block.section is not None and block.lines:
            lines.append(newline)
        lines += block.lines
    return "".join(_ended(lines[:-1], newline) + lines[-1:])


def _ended(lines: Sequence[str], newline: str) -> list[str]:
    return [line if line.endswith("\n") else f"{line}{newline}" for line in lines]


def _is_blank(lines: Sequence[str]) -> bool:
    return bool(lines) and not lines[0].strip()
