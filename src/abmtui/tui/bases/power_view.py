"""The people of a plan on a grid of influence and interest, support as a sign and a colour; who is not scored below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from abmtui.plan.power_grid import HIGH, QUARTERS, SCALE, PowerGrid, power_grid
from abmtui.report.view_people_power import HALVES, LEGEND, missing_score, sign_of
from abmtui.report.view_people_tree import shown_name
from abmtui.tui.bases.fitted import fitted, wrapped
from abmtui.tui.bases.grid_lines import Cell, FixedLines, Line, Target
from abmtui.tui.bases.plan_columns import PANELS
from abmtui.tui.bases.view_table import EMPTY, Placed, ViewCell
from abmtui.wording import shown

if TYPE_CHECKING:
    from abmtui.plan.model import Stakeholder
    from abmtui.tui.bases.cell_text import PlanView

KIND: Final = "stakeholder"
MARGIN: Final = 3
"""Cells before the first column: the influence."""
DIVIDER: Final = "│"
LOOKS: Final = {"mentor": "good", "supporter": "good", "non-supporter": "poor", "enemy": "warn"}
"""Support -> the look of a name; its sign says the same."""
LEAST: Final = 2
"""Lines that a level may take at least where several people share a cell."""
BESIDE: Final = 2
"""Lines of the grid that hold no level: the names of the quarters."""


@dataclass(frozen=True, eq=False)
class PowerView:
    """The grid, to be laid out; nothing scrolls sideways."""

    view: PlanView
    grid: PowerGrid

    @property
    def count(self) -> str:
        """How many people, and how many of them are not scored."""
        unscored = f" · {len(self.grid.unscored)} not scored" if self.grid.unscored else ""
        return f"{len(self.view.plan.stakeholders)}{unscored}"

    def column_of(self, target: Target) -> int | None:  # noqa: ARG002  # nothing is ever out of view
        """Return the first column: the grid has all of its width in view."""
        return 0

    def placed(self, width: int, height: int, left: int) -> Placed:  # noqa: ARG002  # nothing scrolls sideways
        """Return the grid for a size: as many names in a cell as the height has room for, the rest counted."""
        people = self.view.plan.stakeholders
        if not people:
            return Placed(FixedLines((Line((Cell(PANELS[KIND].none, 0, width, Target(KIND), "dim"),), section=KIND),)))
        room = max(1, (width - MARGIN - len(SCALE)) // len(SCALE))
        body = _Body(self.grid, room, width, _deepest(self.grid, height))
        head = Line(tuple(Cell(_heading(step, room), _x(step, room), room, style="heading") for step in SCALE))
        told = {Target(KIND, person.id, "influence"): ViewCell("", told=_told(person)) for person in people} | body.told
        lines = body.lines()
        return Placed(FixedLines((*lines, *self._below(width))), head, 0, told)

    def _below(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for heading, people in (("Not scored", self.grid.unscored), ("Left", self.grid.left)):
            if people:
                section = f"{KIND}:{heading}"
                lines.append(Line(rule=f"{heading} · {len(people)}", section=section))
                lines += [_listed(person, width, section) for person in people]
        lines.append(Line(rule="Signs", section="legend"))
        return lines + [Line((Cell(piece, 0, width, style="dim"),), section="legend") for piece in wrapped(f"{LEGEND} · {HALVES}", width, 4)]


def power_view(view: PlanView) -> PowerView:
    """Return the people by power and interest."""
    return PowerView(view, power_grid(view.plan))


@dataclass(frozen=True, eq=False)
class _Body:
    """The five levels and the names of the four quarters."""

    grid: PowerGrid
    room: int
    width: int
    deepest: int

    @property
    def told(self) -> dict[Target, ViewCell]:
        """What the cells say that stand for several."""
        found: dict[Target, ViewCell] = {}
        for people in self.grid.cells.values():
            hidden = people[self.deepest - 1 :] if len(people) > self.deepest else ()
            if hidden:
                found[Target(KIND, hidden[0].id, "influence")] = ViewCell("", told=shown(", ".join(map(shown_name, hidden))))
        return found

    def lines(self) -> list[Line]:
        """Return the lines, the highest influence first."""
        lines = [self._names(high=True)]
        for power in reversed(SCALE):
            if power == HIGH - 1:
                lines.append(self._names(high=False))
            depth = max(1, *(min(self.deepest, len(self.grid.cells.get((power, step), ()))) for step in SCALE))
            lines += [self._line(power, line) for line in range(depth)]
        return lines

    def _names(self, *, high: bool) -> Line:
        """Return the names of two quarters, set off by rules."""
        middle = _x(HIGH, self.room) - 1
        first, second = (f"{QUARTERS[high, side]} " for side in (False, True))
        left, right = middle - 1, self.width - middle
        cells = (
            Cell(fitted(first + "─" * left, left)[: left - 1] + "─", 0, left, style="heading"),
            Cell(DIVIDER if high else "┼", left, 1, style="dim"),
            Cell(f" {second}{'─' * right}"[:right], middle, right, style="heading"),
        )
        return Line(cells, section=KIND)

    def _line(self, power: int, line: int) -> Line:
        cells = [Cell(str(power) if line == 0 else "", 0, MARGIN - 1, style="heading")]
        for step in SCALE:
            if step == HIGH:
                cells.append(Cell(DIVIDER, _x(step, self.room) - 2, 1, style="dim"))
            cells.append(self._cell(self.grid.cells.get((power, step), ()), line, _x(step, self.room)))
        return Line(tuple(cells), section=KIND)

    def _cell(self, people: tuple[Stakeholder, ...], line: int, x: int) -> Cell:
        if line >= len(people):
            return Cell(EMPTY if not people and line == 0 else "", x, self.room, style="dim")
        person = people[line]
        target = Target(KIND, person.id, "influence")
        if line == self.deepest - 1 and len(people) > self.deepest:
            return Cell(f"+{len(people) - line} more", x, self.room, target, "label")
        return Cell(f"{sign_of(person):<2} {_short(shown(person.name or person.id), self.room - 3)}", x, self.room, target, LOOKS.get(person.support, ""))


def _x(step: int, room: int) -> int:
    """Return where a column begins; before the first high one stands the divider and a blank."""
    return MARGIN + (step - 1) * (room + 1) + (step >= HIGH)


def _heading(step: int, room: int) -> str:
    return next((word for word in (f"interest {step}", f"int. {step}") if len(word) <= room), str(step))


def _deepest(grid: PowerGrid, height: int) -> int:
    """Return how many lines a level may take so that the grid is seen whole; `LEAST` where it cannot be."""
    needs = [max((len(grid.cells.get((power, step), ())) for step in SCALE), default=0) for power in SCALE]
    for deepest in range(max(LEAST, *needs), LEAST, -1):
        if sum(max(1, min(need, deepest)) for need in needs) + BESIDE <= height:
            return deepest
    return LEAST


def _short(name: str, width: int) -> str:
    """Return a name whole where it fits, else the first name's letter and the last name: "M. Laine"."""
    words = [word for word in name.split() if not word.endswith(".")]
    return f"{words[0][0]}. {words[-1]}" if len(words) > 1 and cell_len(name) > width else name


def _listed(person: Stakeholder, width: int, section: str) -> Line:
    name = max(12, min(30, width // 2))
    missing = missing_score(person)
    note = f"no {missing}" if missing else ""
    role = Cell(shown(" · ".join(part for part in (note, person.role) if part)), name + 1, width - name - 1, style="dim")
    text = f"{sign_of(person):<2} {shown(shown_name(person))}"
    return Line((Cell(text, 0, name, Target(KIND, person.id, "influence"), "dim" if person.left else LOOKS.get(person.support, "")), role), section=section)


def _told(person: Stakeholder) -> str:
    scores = ", ".join(f"{name} {getattr(person, name) or 'not scored'}" for name in ("influence", "interest"))
    parts = (shown_name(person), person.role, scores, person.support or "support not known", f"reached by {person.reached_by or 'nobody known'}")
    return shown(" · ".join(part for part in parts if part))
