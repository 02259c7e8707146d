"""The rows on the screen: one gather for a page, and which rows stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def no_rows() -> pl.Series:
    """Return an order without rows."""
    return pl.Series("row", [], dtype=pl.UInt32)


def into_view(position: int, top: int, visible: int, *, jump: int) -> int:
    """Return the first row to show so that `position` is among `visible` rows: `top` when it is, else `jump` rows beyond the edge it left by."""
    if position < top:
        return position - jump + 1
    if position >= top + visible:
        return position - visible + jump
    return top


class Window:
    """A frame in an order, read a page at a time."""

    def __init__(self, frame: pl.DataFrame | None = None, order: pl.Series | None = None) -> None:
        self.frame = pl.DataFrame() if frame is None else frame
        self.order = no_rows() if order is None else order
        self.height = len(self.order)
        """Rows in the order."""
        self._chosen = self.frame
        self._first = 0
        self._rows: list[dict[str, Any]] = []

    def choose(self, names: Sequence[str]) -> None:
        """Read only these columns of the frame; taken by name one by one, since `select` would read a name such as `^a$` as a pattern."""
        self._chosen = pl.DataFrame([self.frame.get_column(name) for name in dict.fromkeys(names)])
        self._rows = []

    def row_at(self, position: int) -> int | None:
        """Return the frame's row at a place in the order; None where there is none."""
        return int(self.order[position]) if 0 <= position < self.height else None

    def position_of(self, row: int | None) -> int | None:
        """Return the place of a frame's row in the order; None when it is not there."""
        return None if row is None or not self.height or row < 0 else self.order.index_of(row)

    def values(self, position: int, top: int, visible: int) -> Mapping[str, Any]:
        """Return the values by column name at a place in the order; a place beyond the page last read reads the page that starts at `top`."""
        if not self._first <= position < self._first + len(self._rows):
            self._first = top if top <= position < top + visible else position
            page = self.order.slice(self._first, visible)
            self._rows = self._chosen[page].to_dicts()
        return self._rows[position - self._first]
