"""The columns of a table of lines: which of them fit a width, where they stand, what their headers say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from rich.cells import cell_len, set_cell_size

from abmtui.tui.bases.fitted import fitted
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from abmtui.portfolio.view import SortKey

GUTTER: Final = 1
"""Cells before the first column; they hold a row's mark."""
FURTHER: Final = 10
"""Columns of this priority or more come in only while the flexible column keeps its full `width`."""
LEAST: Final = 4
"""Cells that the flexible column keeps on the narrowest screen."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """How one column of a frame stands in a table."""

    name: str
    """The frame's column."""
    header: str
    width: int
    """Cells; of the flexible column those it should have before columns of priority `FURTHER` come in."""
    align: Literal["left", "right"] = "left"
    text: Callable[[Any], str] = str
    """A value as it is read; never asked for None, which is an empty cell. Raw text may be inside: the table makes it harmless."""
    style: Callable[[Any], str] | None = None
    """A value's look by name: "", "muted", "error", "warning", "accent"; never asked for None."""
    flexible: bool = False
    """Whether it takes the cells that the others leave; one column of a table does."""
    min_width: int = 0
    """Of the flexible column: the cells below which other columns leave."""
    priority: int = 0
    """Columns of the highest number leave first when there is no room, of equals the rightmost."""
    badge: tuple[str, str] | None = None
    """A Boolean column of the frame and the sign after the text where it is true; the text is cut, the sign stays."""
    sign: tuple[str, Callable[[Any], str]] | None = None
    """A column of the frame and the sign that its value puts behind the text, before the badge; empty for none."""
    shorter: Callable[[Any], str] | None = None
    """The same where `text` needs more cells than a column may have."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A column that is on the screen."""

    column: TableColumn
    x: int
    """First cell, counted from the table's left edge."""
    width: int


def gap(left: TableColumn | None, right: TableColumn) -> int:
    """Return the blanks between two neighbours: two where a right-aligned column meets a left-aligned one, whose texts would touch."""
    if left is None:
        return GUTTER
    return 2 if (left.align, right.align) == ("right", "left") else 1


def placed(columns: Sequence[TableColumn], width: int, wanted: str = "") -> tuple[Placed, ...]:
    """Return the columns that fit `width` cells and where they stand, the column named `wanted` among them.

    The flexible column always stays. When `wanted` is there anyway, nothing moves for its sake.
    """
    kept = _kept(columns, width, "")
    if wanted and not any(column.name == wanted for column in kept):
        kept = _kept(columns, width, wanted)
    flexible = max(LEAST, width - _fixed(kept))
    result: list[Placed] = []
    x, before = 0, None
    for column in kept:
        x += gap(before, column)
        cells = flexible if column.flexible else column.width
        result.append(Placed(column, x, cells))
        x, before = x + cells, column
    return tuple(result)


def _kept(columns: Sequence[TableColumn], width: int, wanted: str) -> list[TableColumn]:
    kept = list(columns)
    least = max((column.min_width for column in columns if column.flexible), default=0)
    full = max((column.width for column in columns if column.flexible), default=0)
    leaving = [(column.priority, place, column) for place, column in enumerate(columns) if not column.flexible and column.name != wanted]
    for priority, _, column in sorted(leaving, key=lambda item: item[:2], reverse=True):
        if width - _fixed(kept) >= (full if priority >= FURTHER else least):
            break
        kept.remove(column)
    return kept


def _fixed(kept: Sequence[TableColumn]) -> int:
    gaps = sum(gap(left, right) for left, right in zip([None, *kept], kept, strict=False))
    return gaps + sum(column.width for column in kept if not column.flexible)


def header_text(place: Placed, sort: Sequence[SortKey]) -> str:
    """Return a header in its width, with ▼ or ▲ where the table is sorted by it, numbered when there are several keys."""
    column, width = place.column, place.width
    title, right = shown(column.header), column.align == "right"
    number = next((number for number, key in enumerate(sort, 1) if key.column == column.name), 0)
    if not number:
        return fitted(title, width, right=right)
    glyph = ("▼" if sort[number - 1].descending else "▲") + (str(number) if len(sort) > 1 else "")
    if cell_len(title) + 1 + len(glyph) <= width:
        return fitted(f"{title} {glyph}", width, right=right)
    return fitted(set_cell_size(title, max(0, width - len(glyph))) + glyph, width, right=right)
