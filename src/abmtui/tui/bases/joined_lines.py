"""Several runs of lines as one, each still making its lines when they are looked at."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from abmtui.tui.bases.grid_lines import Line, Lines, Target


@dataclass(frozen=True, eq=False)
class JoinedLines:
    """Lines one behind the other."""

    parts: tuple[Lines, ...]
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Reckon where each part begins."""
        self._starts.extend(accumulate((len(part) for part in self.parts), initial=0))

    def __len__(self) -> int:
        """Return how many lines there are."""
        return self._starts[-1]

    def __getitem__(self, place: int) -> Line:
        """Return the line at a place from 0."""
        part = bisect_right(self._starts, place) - 1
        return self.parts[part][place - self._starts[part]]

    def find(self, target: Target) -> int | None:
        """Return the place of the line that holds this target, or None."""
        found = ((start, part.find(target)) for start, part in zip(self._starts, self.parts, strict=False))
        return next((start + place for start, place in found if place is not None), None)
