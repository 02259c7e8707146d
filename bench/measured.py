"""Measurements by name, program and size, and what they come to."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, field

OURS = "abmtui"


@dataclass(frozen=True, slots=True)
class Figure:
    """What many measurements of one thing come to."""

    name: str
    unit: str
    accounts: int
    who: str
    median: float | None
    """None when the program never answered."""
    p95: float | None
    runs: int
    goal: float | None
    answered: int

    @property
    def reached(self) -> bool | None:
        """Whether the median keeps the goal; None without a goal or a figure."""
        return None if self.goal is None or self.median is None else self.median <= self.goal


@dataclass
class Measurements:
    """All measurements at one size."""

    accounts: int
    values: dict[tuple[str, str, str], list[float]] = field(default_factory=dict)
    goals: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, value: float, *, unit: str = "ms", who: str = OURS, goal: float | None = None) -> None:
        """Keep one measurement; nan means that no answer came."""
        self.values.setdefault((name, unit, who), []).append(value)
        if goal is not None:
            self.goals[name] = goal

    def figures(self) -> list[Figure]:
        """Return one figure a name and program, in the order of measuring."""
        return [self._figure(*key, values) for key, values in self.values.items()]

    def _figure(self, name: str, unit: str, who: str, values: list[float]) -> Figure:
        known = sorted(value for value in values if not math.isnan(value))
        goal = self.goals.get(name) if who == OURS else None
        if not known:
            return Figure(name, unit, self.accounts, who, None, None, len(values), goal, 0)
        p95 = known[math.ceil(0.95 * len(known)) - 1]
        return Figure(name, unit, self.accounts, who, round(statistics.median(known), 2), round(p95, 2), len(values), goal, len(known))
