"""Where a text stands in a plan: every cell that holds it, in the order of the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.tui.bases.cell_text import reading_text, spec_of, value_of
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.plan_columns import all_columns
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from abmtui.tui.bases.cell_text import PlanView


def cells_of(view: PlanView, kinds: Sequence[str]) -> Iterator[Target]:
    """Yield every cell of a plan: its own fields, then the rows of each kind, each in the order of its columns."""
    yield from (Target("", "", name) for name in field_specs(Plan))
    for kind in kinds:
        names = [column.field for column in all_columns(kind) if column.field in field_specs(KINDS[kind].row)]
        yield from (Target(kind, row.id, name) for row in view.rows(kind) for name in names)


def hits(view: PlanView, kinds: Sequence[str], text: str, at: Target | None, *, behind: bool = False) -> tuple[Target, ...]:
    """Return the cells that hold a text, accents and case forgiven: from `at` (or `behind` it) on, then from the top round to it."""
    wanted = folded(text)
    cells = tuple(cells_of(view, kinds))
    start = cells.index(at) + behind if at in cells else 0
    return tuple(cell for cell in (*cells[start:], *cells[:start]) if wanted in folded(read_at(view, cell)))


def read_at(view: PlanView, target: Target) -> str:
    """Return a cell's text as it is read, harmless."""
    return reading_text(spec_of(target), value_of(view.plan, target), view)
