"""The people of one account by power and interest, in words and rows: the grid, then each quarter with who stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan.power_grid import HIGH, QUARTERS, SCALE, power_grid
from abmtui.report.blocks import Block

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan, Stakeholder
    from abmtui.plan.power_grid import PowerGrid

SIGNS: Final[Mapping[str, str]] = {"mentor": "++", "supporter": "+", "neutral": "=", "non-supporter": "-", "enemy": "--"}
"""Support -> its sign, of two cells at most."""
UNKNOWN: Final = "?"
LEGEND: Final = "++ mentor  + supporter  = neutral  - non-supporter  -- enemy  ? not known"
HALVES: Final = f"from {HIGH} on influence and interest count as high"


def blocks(plan: Plan, today: dt.date, formats: Formats) -> tuple[Block, ...]:  # noqa: ARG001  # the shape of every view
    """Return the grid, the quarters, who is not scored and who left."""
    grid = power_grid(plan)
    title = f"{plan.name or plan.id}: power and interest"
    if not plan.stakeholders:
        return (Block(title, ("nobody yet",)),)
    head = Block(
        title, (f"Influence down, interest across; {HALVES}.", f"Support: {LEGEND}."), ("Influence", *(f"interest {step}" for step in SCALE)), _rows(grid)
    )
    lists = (*((name, grid.quarter(name)) for name in QUARTERS.values()), ("not scored", grid.unscored), ("left", grid.left))
    return (head, *(_list(name, who) for name, who in lists if who))


def sign_of(person: Stakeholder) -> str:
    """Return the sign of a person's support."""
    return SIGNS.get(person.support, UNKNOWN)


def missing_score(person: Stakeholder) -> str:
    """Return which of the two nobody scored, in words."""
    return " and ".join(name for name in ("influence", "interest") if getattr(person, name) not in SCALE)


def _rows(grid: PowerGrid) -> tuple[tuple[str, ...], ...]:
    return tuple((str(power), *(_cell(grid.cells.get((power, interest), ())) for interest in SCALE)) for power in reversed(SCALE))


def _cell(people: tuple[Stakeholder, ...]) -> str:
    return ", ".join(f"{sign_of(person)} {person.name or person.id}" for person in people)


def _list(name: str, people: tuple[Stakeholder, ...]) -> Block:
    rows = tuple(
        (person.name or person.id, person.role, str(person.influence or ""), str(person.interest or ""), person.support or "not known") for person in people
    )
    return Block(f"{name.capitalize()}: {len(people)}", (), ("Name", "Role", "Influence", "Interest", "Support"), rows, numbers=False)
