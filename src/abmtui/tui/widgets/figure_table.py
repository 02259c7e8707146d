"""Figures before and after, or accounts with what losing them does: lines of text to read, the first column the widest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import polars as pl
from rich.cells import cell_len
from textual.binding import Binding, BindingType

from abmtui.tui.bases.columns import TableColumn
from abmtui.tui.bases.line_table import LineTable
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST: Final = 20
"""Cells that the first column keeps; then columns from the right leave."""


class FigureTable(LineTable):
    """Rows of cells."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "explain", key_display="↵", id="figures.explain", tooltip="Every figure with its meaning and formula"),
        Binding("space", "page(1)", show=False, id="figures.page"),
        Binding("asterisk", "nothing", show=False, id="figures.none"),
    ]

    def show_rows(self, headers: Sequence[str], rows: Sequence[Sequence[str]], *, leaving: Sequence[int] = ()) -> None:
        """Show rows of as many cells as there are headers; `leaving` are the places of the columns that go first where there is no room."""
        names = [f"c{place}" for place in range(len(headers))]
        frame = pl.DataFrame([list(row) for row in rows], schema=dict.fromkeys(names, pl.String), orient="row")
        widths = [max([cell_len(header), *(cell_len(shown(row[place])) for row in rows)]) for place, header in enumerate(headers)]
        first = TableColumn(names[0], headers[0], min(40, widths[0]), flexible=True, min_width=min(LEAST, widths[0]))
        others = (
            TableColumn(name, header, width, "right", style=_look, priority=leaving.index(place) + 1 if place in leaving else 0)
            for place, (name, header, width) in enumerate(zip(names[1:], headers[1:], widths[1:], strict=True), 1)
        )
        self.show(frame, pl.int_range(0, frame.height, dtype=pl.UInt32, eager=True), (first, *others), keep=self.cursor_row)

    def action_nothing(self) -> None:
        """Figures are not marked."""


class LossTable(FigureTable):
    """Accounts, each with the book without it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "try losing it", key_display="↵", id="losses.try", tooltip="Try out what losing this account would do"),
    ]


def _look(text: str) -> str:
    """Return the look of a cell: what is undefined is dim, what changed is lit."""
    if text.startswith(("+", "-", "~")):
        return "accent"
    return "muted" if text == "undefined" else ""
