"""The red flags that are proposed of an account, as dim lines below those that stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.tui.bases.grid_lines import Cell, FixedLines, Line, Target
from abmtui.wording import counted, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.plan.proposals import Proposal
    from abmtui.tui.bases.cell_text import PlanView
    from abmtui.tui.bases.grid_lines import Lines

PROPOSAL: Final = "proposal"
"""The kind of a target that stands for a proposed flag; its row is the flag's type."""
SECTION: Final = "flag:proposed"
_TYPE: Final = 27
"""Cells of a type's longest usual word, with a blank behind it."""
_WIDE: Final = 70
"""Cells from which there is room for the word that each line is proposed; the rule above says it anyway."""
_SEVERITY: Final = 9
_STATUS: Final = 9


def target_of(proposal: Proposal) -> Target:
    """Return what a proposal's line stands for."""
    return Target(PROPOSAL, proposal.type)


def meant(target: Target | None, proposals: Sequence[Proposal]) -> Proposal | None:
    """Return the proposal that a target stands for, or None."""
    if target is None or target.kind != PROPOSAL:
        return None
    return next((one for one in proposals if one.type == target.row), None)


def proposed_words(view: PlanView) -> str:
    """Return "2 flags proposed", or empty."""
    return f"{counted(len(view.proposals), 'flag')} proposed" if view.proposals else ""


def proposal_lines(view: PlanView, width: int) -> Lines:
    """Return a rule and a line a proposal, of so many cells; no line where none is proposed."""
    if not view.proposals:
        return FixedLines()
    rule = Line(rule=f"{proposed_words(view)} · ↵ accepts · d dismisses", section=SECTION)
    return FixedLines((rule, *(_line(one, width) for one in view.proposals)))


def _line(proposal: Proposal, width: int) -> Line:
    kind, status = (_TYPE, _STATUS) if width >= _WIDE else (width // 3, 0)
    target = target_of(proposal)
    cells, x = [], 0
    for text, size in ((shown(proposal.type), kind), (proposal.severity, _SEVERITY), ("proposed", status)):
        if size:
            cells.append(Cell(text, x, size - 1, target, "dim"))
        x += size
    return Line((*cells, Cell(shown(proposal.evidence), x, max(1, width - x), target, "dim")), section=SECTION)
