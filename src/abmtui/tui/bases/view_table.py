"""A drawn view of rows as values: a table whose first column stays while the others scroll, placed on a width when asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from rich.cells import cell_len

from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.grid_lines import NO_LINES, Cell, FixedLines, Line, Target
from abmtui.tui.bases.plan_columns import laid_out
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.tui.bases.plan_columns import ColumnSpec

HOLE: Final = "hole"
"""The kind of a target that stands for a meeting of a row and a column: `row` is the person's id or the audience's key, `field` the column's."""
AUDIENCE: Final = "audience"
"""The kind of a target that stands for an audience: `row` is its key."""
EMPTY: Final = "·"
"""An empty cell, so that it is seen."""
WORTH: Final = 8
"""Cells from which further text behind a cell's own is worth showing."""
MOST: Final = 6
"""Lines that one sentence may take."""


@dataclass(frozen=True, slots=True)
class ViewCell:
    """What stands in one cell."""

    text: str
    """Harmless."""
    target: Target | None = None
    style: str = ""
    mark: bool = False
    more: str = ""
    """Harmless; stands behind the text where there is room."""
    told: str = ""
    """Harmless; stands in the frame while the cursor is on the cell."""

    def placed(self, x: int, width: int, *, right: bool = False) -> Cell:
        """Return the cell at its place."""
        room = width - cell_len(self.text) - 1 - 2 * self.mark
        text = f"{self.text} {self.more}" if self.more and room >= min(WORTH, cell_len(self.more)) else self.text
        return Cell(text, x, width, self.target, self.style, right, self.mark)


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One line: a cell a column, or a rule, or one cell across."""

    cells: tuple[ViewCell, ...] = ()
    section: str = ""
    rule: str = ""
    """Harmless."""
    across: ViewCell | None = None


@dataclass(frozen=True, eq=False)
class Placed:
    """A view laid out for a size."""

    lines: FixedLines = NO_LINES
    head: Line | None = None
    behind: int = 0
    """Columns that have no room at the right."""
    told: Mapping[Target, ViewCell] = field(default_factory=dict)
    """What a target's cell says of itself."""


class Drawing(Protocol):
    """One view of a plan, ready to be laid out."""

    @property
    def count(self) -> str:
        """What the title counts; harmless."""

    def placed(self, width: int, height: int, left: int) -> Placed:
        """Return the view on so many cells and lines, `left` columns scrolled out."""

    def column_of(self, target: Target) -> int | None:
        """Return the column of a target's cell, of a row's first where only that is the same; None where it is not to be found."""


@dataclass(frozen=True, eq=False)
class ViewTable:
    """A table whose first column stays."""

    columns: tuple[ColumnSpec, ...]
    lines: tuple[ViewLine, ...]
    count: str = ""

    def placed(self, width: int, height: int, left: int) -> Placed:  # noqa: ARG002  # a table scrolls, whatever the height
        """Return the columns that fit, the first always, `left` of the others scrolled out."""
        columns = laid_out((self.columns[0], *self.columns[1 + left :]), width)
        chosen = (0, *range(1 + left, left + len(columns)))
        head = Line(tuple(Cell(column.heading, x, size, style="heading", right=column.right) for column, x, size in columns))
        lines: list[Line] = []
        for line in self.lines:
            if line.rule or line.across is not None:
                lines += _across(line, width)
            else:
                lines.append(
                    Line(
                        tuple(line.cells[place].placed(x, size, right=column.right) for place, (column, x, size) in zip(chosen, columns, strict=True)),
                        section=line.section,
                    )
                )
        told = {cell.target: cell for line in self.lines for cell in (*line.cells, *((line.across,) if line.across else ())) if cell.target is not None}
        return Placed(FixedLines(tuple(lines)), head, len(self.columns) - left - len(columns), told)

    def column_of(self, target: Target) -> int | None:
        """Return the column of a target's cell, else of the first of its row."""
        same_row: int | None = None
        for line in self.lines:
            for place, cell in enumerate(line.cells):
                if cell.target == target:
                    return place
                if same_row is None and cell.target is not None and (cell.target.kind, cell.target.row) == (target.kind, target.row):
                    same_row = place
        return same_row


def said(sentence: str, section: str, target: Target | None = None, style: str = "dim") -> ViewLine:
    """Return a sentence as a line across, broken where it is too long."""
    return ViewLine(section=section, across=ViewCell(shown(sentence), target, style))


def _across(line: ViewLine, width: int) -> list[Line]:
    if line.rule:
        return [Line(rule=line.rule, section=line.section)]
    cell = line.across or ViewCell("")
    pieces = wrapped(cell.text, width, MOST) if cell.target is None else (cell.text,)
    return [Line((Cell(piece, 0, width, cell.target, cell.style, mark=cell.mark),), section=line.section) for piece in pieces]
