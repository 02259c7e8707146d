"""What the figures of effort say, in sentences with their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from abmtui.portfolio import columns as col

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.portfolio.effort import Effort, Tail
    from abmtui.report.effort_figures import EffortFigures

NAMES: Final = {col.HOURS: "hours", col.COST_TO_SERVE: "cost to serve", col.BUDGET: "budget"}
NO_EFFORT: Final = "No effort data: the source has no column of hours, cost to serve or budget. --map hours=COLUMN names one."
_MOST: Final = 0.8
_NEAR: Final = 5e-4
"""An index closer to zero than this is written as no lean to either side."""


@dataclass(frozen=True, slots=True)
class EffortWords:
    """Writes the sentences of one measure of effort."""

    effort: EffortFigures
    metric: str
    currency: str
    formats: Formats
    pareto: str = ""
    """How far the value is from 80/20, in words."""

    @property
    def name(self) -> str:
        """What the effort is called."""
        return NAMES[self.effort.column]

    def amount(self, value: float) -> str:
        """Return effort with its unit: hours, or money with its currency."""
        if self.effort.column == col.HOURS:
            return f"{self.formats.number(value)} hours"
        return f"{self.currency} {self.formats.number(value)}".strip()

    def figures(self) -> tuple[str, ...]:
        """Return verdict, mismatch, lean, what the classes cost, and what is not in it."""
        found = self.effort.figures
        if found.undefined:
            return (f"Undefined: {found.undefined}.", *self._left_out(found))
        return (
            *self._pareto(),
            *self._verdict(found.tail),
            self._mismatch(found),
            self._lean(found),
            *self._classes(),
            *self._left_out(found),
            *self._undated(),
        )

    def drm(self) -> tuple[str, ...]:
        """Return what moving class C to DRM frees, beside what class A lacks."""
        moved = self.effort.moved
        if moved is None:
            return (f"No account of class C has {self.name}.",)
        takes = f"still takes {self.formats.percent(moved.kept, 0)} of it" if moved.kept else "takes none of it"
        freed = f"The {self.count(moved.accounts)} of class C take{'s' * (moved.accounts == 1)} {self.amount(moved.effort)}."
        assumed = f"Assuming that DRM {takes} (setting limits.drm_effort_share), moving them to DRM frees {self.amount(moved.freed)}."
        if moved.covered is None:
            return (freed, assumed, f"Class A is not short of its share of {self.metric}.")
        covers = f"covers it {self.formats.number(moved.covered, 1)} times" if moved.covered >= 1 else f"covers {self.formats.percent(moved.covered, 0)} of it"
        return (freed, assumed, f"Class A is {self.amount(moved.gap)} short of its share of {self.metric}: what is freed {covers}.")

    def count(self, accounts: int) -> str:
        """Return a number of accounts with the word."""
        return f"{self.formats.number(accounts)} account{'s' * (accounts != 1)}"

    def _pareto(self) -> tuple[str, ...]:
        return (f"{self.metric.capitalize()}: {self.pareto}.",) if self.pareto else ()

    def _verdict(self, tail: Tail | None) -> tuple[str, ...]:
        """Answer whether 80% of the effort goes to 20% of the value."""
        if tail is None or not tail.value_share:
            return ()
        percent = self.formats.percent
        answer = "Yes" if tail.effort_share >= _MOST else "No"
        one = "s" * (tail.accounts == 1)
        take = f"bring{one} {percent(tail.value_share)} of {self.metric} and take{one} {percent(tail.effort_share)} of {self.name}"
        times = self.formats.number(tail.effort_share / tail.value_share, 1)
        behind = f"the {self.count(tail.accounts)} behind the 80% line {take}, {times} times {'its' if one else 'their'} share."
        return (f"Do 80% of {self.name} go to 20% of {self.metric}? {answer}: {behind}",)

    def _mismatch(self, found: Effort) -> str:
        share = self.formats.percent(found.hoover_mismatch, 0)
        moved = self.formats.number((found.hoover_mismatch or 0.0) * found.total)
        return f"{share} of {self.name} would have to move ({moved} of {self.amount(found.total)}) for each account to get its share of {self.metric}."

    def _lean(self, found: Effort) -> str:
        number = self.formats.number
        index, kakwani = found.concentration_index or 0.0, found.kakwani or 0.0
        share = f"their share of {self.metric}"
        sits = _side(index, "sits on small accounts", "sits on large accounts", "is spread evenly over small and large accounts")
        served = _side(kakwani, f"small accounts get more than {share}", f"large accounts get more than {share}", f"small and large accounts get {share}")
        return f"Concentration index {number(index, 4)}: effort {sits}. Kakwani {number(kakwani, 4)}: {served}."

    def _classes(self) -> tuple[str, ...]:
        ratios = {name: held.cost_to_serve_ratio for name, held in self.effort.classes.items() if held.cost_to_serve_ratio is not None}
        if self.effort.column != col.COST_TO_SERVE or not ratios:
            return ()
        held = list(ratios.values())
        rising = len(held) > 1 and all(before < after for before, after in pairwise(held))
        each = ", ".join(f"{self.formats.percent(ratio)} in class {name}" for name, ratio in ratios.items())
        return (f"Cost to serve / revenue: {each}{'; larger customers are more efficient' * rising}.",)

    def _left_out(self, found: Effort) -> tuple[str, ...]:
        said = []
        if found.without or found.negative:
            none = (f"{self.count(found.without)} without {self.name}",) if found.without else ()
            below = (f"{self.count(found.negative)} below zero",) if found.negative else ()
            said.append(f"Figures are over {self.count(found.accounts)} with {self.metric} above zero; left out: {', '.join((*none, *below))}.")
        if self.effort.beside:
            beside = (f"{self.amount(spent)} on {self._kind(kind, accounts)}" for kind, accounts, spent in self.effort.beside)
            said.append(f"Beside them: {', '.join(beside)}.")
        return tuple(said)

    def _kind(self, kind: str, accounts: int) -> str:
        if kind == col.CUSTOMER:
            return f"{self.count(accounts)} with {self.metric} at or below zero or unknown"
        return f"{self.formats.number(accounts)} {kind}{'s' * (accounts != 1)}"

    def _undated(self) -> tuple[str, ...]:
        return () if self.effort.dated else (f"The source has no {self.name} of this period: its own figure stands beside the period's {self.metric}.",)


def _side(value: float, below: str, above: str, neither: str) -> str:
    return neither if abs(value) < _NEAR else below if value < 0 else above
