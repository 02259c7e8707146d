"""Lines of an account's own fields: a label, then cells that are edited where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from abmtui.tui.bases.cell_text import NOTHING, PlanView, reading_text, spec_of, value_of
from abmtui.tui.bases.fitted import shares
from abmtui.tui.bases.grid_lines import Cell, Line, Target
from abmtui.tui.bases.plan_columns import GAP
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_SOURCE: Final = " (source)"
"""Behind what the source says and the plan does not, where there is room."""
LABEL: Final = 13
"""Cells of the label before the fields."""


@dataclass(frozen=True, slots=True)
class OwnField:
    """One of the account's own fields in its line."""

    field: str
    least: int
    weight: int = 0
    before: str = ""
    """A word that stands before it, when it is not the first."""


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One line of the account's own fields."""

    label: str
    fields: tuple[OwnField, ...]
    indent: int = LABEL
    """Cells of the label."""


@dataclass(frozen=True, eq=False)
class Writing:
    """A plan written out for a page of so many cells a line."""

    view: PlanView
    width: int
    marks: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    of_source: Mapping[str, str] = field(default_factory=dict)
    """What the source says in one of the account's own fields that the plan leaves empty."""

    def own_line(self, line: OwnLine, section: str) -> Line:
        """Return one line of the account's own fields."""
        befores = [len(part.before) + GAP if part.before else 0 for part in line.fields]
        spare = self.width - line.indent - sum(part.least + GAP for part in line.fields) - sum(befores) + GAP
        widths = [part.least + more for part, more in zip(line.fields, shares(spare, [part.weight for part in line.fields]), strict=True)]
        cells = [Cell(line.label, 0, line.indent - 1, style="label")]
        starts = accumulate((before + width + GAP for before, width in zip(befores, widths, strict=True)), initial=line.indent)
        for part, before, width, start in zip(line.fields, befores, widths, starts, strict=False):
            if before:
                cells.append(Cell(part.before, start, before - GAP, style="label"))
            cells.append(self.cell(Target("", "", part.field), start + before, width))
        return Line(tuple(cells), section=section)

    def cell(self, target: Target, x: int, width: int, text: str | None = None, *, right: bool = False, style: str = "") -> Cell:
        """Return the cell of a field, with its value when no text is given."""
        written = reading_text(spec_of(target), value_of(self.view.plan, target), self.view) if text is None else text
        marked = (target.kind, target.row, target.field) in self.marks
        known = "" if written or target.kind or text is not None else shown(self.of_source.get(target.field, ""))
        known += OF_SOURCE if known and cell_len(known + OF_SOURCE) <= width else ""
        return Cell(written or known or NOTHING, x, width, target, style if written else "dim", right, marked)
