"""The grid of value and needs as lines of text: bands under each other, needs side by side, an account a sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.value_grid import COUNT, KEY, LINE, ROW, SLOT, STEP, STEPS, WHO
from abmtui.portfolio.zones import ABM, MASS, TARGETED, UNDEFINED, ZONE
from abmtui.tui.bases.fitted import cut, fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from abmtui.portfolio.value_grid import Layout

    Piece = tuple[str, str]

MARGIN: Final = 8
"""Cells of the amounts at the left."""
BESIDE: Final = 4
"""Lines that hold no accounts: the upper edge of each band and the scores of needs."""
SIGNS: Final = ("●", "◇", "▫", "★")
"""Customer, prospect, partner, key account."""
ASCII: Final = ("@", "o", "&", "*")
LOOKS: Final = {ABM: "abm", TARGETED: "targeted", MASS: "mass", UNDEFINED: "undefined"}
SHORTER: Final = {ABM: (), TARGETED: ("targeted",), MASS: ("mass",), UNDEFINED: ("undef.", "?")}
"""What a zone is called where its name has no room."""
NOT_SCORED: Final = "not scored"


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands at the edges of the grid."""

    amounts: tuple[str, str, str] = ("", "", "")
    """The largest value, the least of the top band, the least above the low one."""
    homogeneous: float = 2.0
    """Needs up to here are homogeneous: the corner of mass marketing."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A layout as it is drawn on a width."""

    layout: Layout
    lines: tuple[tuple[Piece, ...], ...]
    room: int
    """Cells of one column of needs; so many accounts of a cell have a sign of their own."""

    def spot(self, row: int | None) -> tuple[int, int] | None:
        """Return the cell (x, y) where an account is drawn; None when it is not on the grid."""
        place = self.layout.place(row)
        if place is None:
            return None
        line, step, slot, count = (int(self.layout.frame[name][place]) for name in (LINE, STEP, SLOT, COUNT))
        return _left(step, self.room) + min(slot, _signs_of(count, self.room)), self._y(line)

    def row_at(self, x: int, y: int) -> int | None:
        """Return the account drawn at a cell, of several the largest; None where there is none."""
        line = next((line for line in range(sum(self.layout.heights)) if self._y(line) == y), None)
        step, slot = divmod(x - MARGIN, self.room + 1)
        if line is None or x < MARGIN:
            return None
        here = self.layout.frame.filter((pl.col(LINE) == line) & (pl.col(STEP) == step) & (pl.col(SLOT) <= slot)).sort(SLOT)
        drawn = here.head(_signs_of(int(here[COUNT][0]), self.room) + 1) if here.height else here
        return None if here.is_empty() or drawn.height <= slot < min(self.room, drawn.height) else int(drawn[ROW][-1])

    def _y(self, line: int) -> int:
        top, middle, _ = self.layout.heights
        return line + 1 + (line >= top) + (line >= top + middle)


def room_of(width: int) -> int:
    """Return the cells of one column of needs on a width."""
    return max(1, (width - MARGIN - (STEPS - 1)) // STEPS)


def picture(layout: Layout, edges: Edges, width: int, signs: Sequence[str], short: Callable[[float], str]) -> Picture:
    """Return a layout drawn on a width; `signs` as `SIGNS`, `short` writes how many more a cell has."""
    room = room_of(width)
    top, middle, low = layout.heights
    cells = _cells(layout, room, signs, short)
    bounds = _bounds(edges.homogeneous)
    lines: list[tuple[Piece, ...]] = []
    number = 0
    for place, height in enumerate((top, middle, low)):
        lines.append(tuple(_rule(edges.amounts[place], _titles(place, bounds), room, width)))
        for _ in range(height):
            lines.append(tuple(_line(cells.get(number, {}), bounds if place == 2 else (), room)))  # noqa: PLR2004 - the low band
            number += 1
    return Picture(layout, (*lines, _scores(room)), room)


def _left(step: int, room: int) -> int:
    return MARGIN + step * (room + 1)


def _signs_of(count: int, room: int) -> int:
    """Return how many accounts of a cell have a sign of their own; the others are counted behind them."""
    return count if count <= room else max(0, room - 1 - min(len(str(count)), 5))


def _bounds(homogeneous: float) -> tuple[int, ...]:
    """Return the columns of needs behind which another zone of the low band begins."""
    last = min(STEPS - 1, max(0, -int(-homogeneous // 1)))
    return (0, last) if last < STEPS - 1 else (0,)


def _titles(band: int, bounds: tuple[int, ...]) -> dict[int, str]:
    """Return the names of zones by the column of needs at which they begin."""
    if band < 2:  # noqa: PLR2004 - the low band is the third
        return {0: (ABM, TARGETED)[band]}
    names = {0: UNDEFINED, 1: MASS}
    return names | ({bounds[1] + 1: TARGETED} if len(bounds) > 1 else {})


def _cells(layout: Layout, room: int, signs: Sequence[str], short: Callable[[float], str]) -> dict[int, dict[int, list[Piece]]]:
    """Return the pieces of every cell that has accounts, by line and column of needs."""
    cells: dict[int, dict[int, list[Piece]]] = {}
    drawn = layout.frame.filter(pl.col(SLOT) < room).sort(LINE, STEP, SLOT)
    for line, step, slot, count, who, key, zone in drawn.select(LINE, STEP, SLOT, COUNT, WHO, KEY, ZONE).iter_rows():
        own = _signs_of(count, room)
        pieces = cells.setdefault(line, {}).setdefault(step, [])
        if slot < own:
            pieces.append((signs[-1] if key else signs[who], LOOKS[zone]))
        elif slot == own:
            pieces.append((cut(f"+{short(count - own)}", room - own), LOOKS[zone]))
    return cells


def _rule(amount: str, titles: dict[int, str], room: int, width: int) -> Iterator[Piece]:
    yield f"{fitted(amount, MARGIN - 2, right=True)} ┼", "axis"
    starts = sorted(titles)
    ends = [*(_left(start, room) - 1 for start in starts[1:]), width]
    for start, end in zip(starts, ends, strict=True):
        cells = max(0, end - _left(start, room))
        name = _name(titles[start], cells)
        yield name, "title"
        yield "─" * (cells - len(name)) + "┬" * (end != width), "axis"


def _name(zone: str, cells: int) -> str:
    """Return a zone's name, set off by blanks, as much of it as fits."""
    return next((f" {name} " for name in (zone, *SHORTER[zone]) if len(name) + 2 <= cells), cut(zone, cells))


def _line(cells: dict[int, list[Piece]], bounds: tuple[int, ...], room: int) -> Iterator[Piece]:
    yield " " * (MARGIN - 1) + "│", "axis"
    for step in range(STEPS):
        pieces = cells.get(step, [])
        yield from pieces
        used = sum(len(text) for text, _ in pieces)
        yield " " * (room - used), "axis"
        if step < STEPS - 1:
            yield "│" if step in bounds else " ", "axis"


def _scores(room: int) -> tuple[Piece, ...]:
    names = (NOT_SCORED if len(NOT_SCORED) <= room else "none", *(str(score) for score in range(1, STEPS)))
    return ((fitted("needs", MARGIN - 1), "axis"), (" " + " ".join(cut(name, room).center(room) for name in names), "axis"))
