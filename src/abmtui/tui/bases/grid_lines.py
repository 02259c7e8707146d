"""The lines of a grid as values: what stands in each cell, and what a cell stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


NEW: Final = "\0"
"""Before a title: a row of that title, which the plan does not have yet; nobody types it into an id."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a cell stands for: a field of the plan (`kind` and `row` empty) or of one of its rows.

    Without `field` it stands for the kind as a whole: its panel, its table.
    """

    kind: str = ""
    row: str = ""
    field: str = ""

    @property
    def editable(self) -> bool:
        """Whether a value stands behind it."""
        return bool(self.field)

    @property
    def is_new(self) -> bool:
        """Whether it stands for a row that the plan does not have yet; a value typed there adds it."""
        return self.row.startswith(NEW)

    @property
    def path(self) -> str:
        """The cell as a draft names it: `kind.row.field`, or a field of the plan."""
        return ".".join(part for part in (self.kind, self.row, self.field) if part)


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece of a line."""

    text: str
    """As shown: already harmless, not yet cut to `width`."""
    x: int
    """First column, counted from the line's inner left edge."""
    width: int
    target: Target | None = None
    """None: the cursor passes it by."""
    style: str = ""
    """Which look, by name: "", "label", "dim", "heading", "warn"."""
    right: bool = False
    mark: bool = False
    """A `!` in the last column: a finding is about this cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a grid."""

    cells: tuple[Cell, ...] = ()
    rule: str = ""
    """The title of the panel that begins here; the line is then a rule across the frame."""
    section: str = ""
    """The panel that the line belongs to: a kind of row, or a name for the account's own fields."""

    def stops(self) -> Iterator[int]:
        """Yield the places in `cells` where the cursor can stand."""
        return (place for place, cell in enumerate(self.cells) if cell.target is not None)


class Lines(Protocol):
    """A sequence of lines that may make them when asked."""

    def __len__(self) -> int:
        """Return how many lines there are."""

    def __getitem__(self, place: int, /) -> Line:
        """Return the line at a place from 0."""

    def find(self, target: Target) -> int | None:
        """Return the place of the line that holds this target (its row at least), or None."""


@dataclass(frozen=True)
class FixedLines:
    """Lines that are all made already."""

    lines: tuple[Line, ...] = ()

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self.lines)

    def __getitem__(self, place: int) -> Line:
        """Return the line at a place from 0."""
        return self.lines[place]

    def find(self, target: Target) -> int | None:
        """Return the place of the line with this target, else of the first with its row, or None."""
        same_row: int | None = None
        for place, line in enumerate(self.lines):
            for cell in line.cells:
                if cell.target == target:
                    return place
                if same_row is None and cell.target is not None and target.row and (cell.target.kind, cell.target.row) == (target.kind, target.row):
                    same_row = place
        return same_row


NO_LINES: Final = FixedLines()
