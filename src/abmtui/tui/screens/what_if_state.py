"""The state of the what-if screen as one value: the scenario, how it was before each edit, and what it was worked out to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from abmtui.portfolio.scenario_changes import Scenario, Step

if TYPE_CHECKING:
    from abmtui.workspace.scenarios import WhatIf

KEPT_EDITS: Final = 100
"""Edits that can be undone."""


@dataclass(frozen=True, eq=False)
class WhatIfState:
    """What the screen shows."""

    scenario: Scenario
    past: tuple[Scenario, ...] = ()
    future: tuple[Scenario, ...] = ()
    result: WhatIf | None = None
    """The last that was worked out; it may be of the scenario before."""

    @property
    def stale(self) -> bool:
        """Whether the figures are not those of the scenario yet."""
        return self.result is None or self.result.scenario.steps != self.scenario.steps

    def with_steps(self, steps: tuple[Step, ...]) -> WhatIfState:
        """Return the state after an edit."""
        scenario = replace(self.scenario, steps=steps)
        return replace(self, scenario=scenario, past=(*self.past, self.scenario)[-KEPT_EDITS:], future=())

    def with_step(self, place: int | None, text: str) -> WhatIfState:
        """Return the state with another text at a place, or a further change."""
        steps = self.scenario.steps
        if place is None:
            return self.with_steps((*steps, Step(text)))
        return self.with_steps((*steps[:place], replace(steps[place], text=text), *steps[place + 1 :]))

    def after(self, what: str, place: int) -> tuple[WhatIfState, int]:
        """Return the state after `switch`, `delete`, `up` or `down` of a change, and where the cursor stands then."""
        steps = list(self.scenario.steps)
        to = place
        if what == "switch":
            steps[place] = replace(steps[place], on=not steps[place].on)
            to = min(place + 1, len(steps) - 1)
        elif what == "delete":
            del steps[place]
        else:
            to = max(0, min(place + (1 if what == "down" else -1), len(steps) - 1))
            steps.insert(to, steps.pop(place))
        return (self if tuple(steps) == self.scenario.steps else self.with_steps(tuple(steps))), to

    def moved(self, *, back: bool) -> WhatIfState:
        """Return the state with the last edit undone, or the last undone one made again; the name stays."""
        here, there = (self.past, self.future) if back else (self.future, self.past)
        if not here:
            return self
        found = replace(here[-1], name=self.scenario.name)
        past, future = (here[:-1], (*there, self.scenario)) if back else ((*there, self.scenario), here[:-1])
        return replace(self, scenario=found, past=past, future=future)
