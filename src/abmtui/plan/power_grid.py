"""The people of a plan by power and interest: influence against interest, 1 to 5 each, and the four quarters of the grid.

After Mendelow's power-interest matrix: who has power and interest is managed closely, power alone is kept satisfied, interest alone kept
informed, neither monitored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.model import Plan, Stakeholder

SCALE: Final = (1, 2, 3, 4, 5)
HIGH: Final = 4
"""From here on influence or interest counts as high; 3, the middle, does not."""
QUARTERS: Final[Mapping[tuple[bool, bool], str]] = {
    (True, True): "manage closely",
    (True, False): "keep satisfied",
    (False, True): "keep informed",
    (False, False): "monitor",
}
"""(influence high, interest high) -> the quarter, as the field calls it; the first to look at stands first."""


@dataclass(frozen=True, slots=True)
class PowerGrid:
    """Everybody of a plan, once."""

    cells: Mapping[tuple[int, int], tuple[Stakeholder, ...]]
    """(influence, interest) -> who stands there, in the file's order; cells without anybody are left out."""
    unscored: tuple[Stakeholder, ...]
    """Whose influence or interest nobody scored."""
    left: tuple[Stakeholder, ...]
    """Who left the account: without power here, whatever was scored."""

    def quarter(self, name: str) -> tuple[Stakeholder, ...]:
        """Return the people of a quarter, the most influential first."""
        places = sorted((place for place in self.cells if quarter_of(*place) == name), reverse=True)
        return tuple(person for place in places for person in self.cells[place])


def power_grid(plan: Plan) -> PowerGrid:
    """Return the people of a plan by influence and interest."""
    cells: dict[tuple[int, int], tuple[Stakeholder, ...]] = {}
    unscored: list[Stakeholder] = []
    for person in plan.stakeholders:
        if person.left:
            continue
        if person.influence in SCALE and person.interest in SCALE:
            place = (person.influence, person.interest)
            cells[place] = (*cells.get(place, ()), person)
        else:
            unscored.append(person)
    return PowerGrid(cells, tuple(unscored), tuple(person for person in plan.stakeholders if person.left))


def quarter_of(influence: int, interest: int) -> str:
    """Return the quarter of a cell."""
    return QUARTERS[(influence >= HIGH, interest >= HIGH)]
