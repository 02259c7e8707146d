"""A scenario worked out on the view in force, and the named scenarios of an open portfolio, kept beside its plans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import polars as pl

from abmtui import durable
from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Book, Measure, book_of
from abmtui.portfolio.classes import class_of_rank
from abmtui.portfolio.common_control import Control, control_of
from abmtui.portfolio.conditions import condition_mask
from abmtui.portfolio.effort import effort_column
from abmtui.portfolio.losses import Loss, losses_of
from abmtui.portfolio.scenario import Applied, Outcome, applied, in_period
from abmtui.portfolio.scenario_changes import Add, Move, Scenario, Step
from abmtui.portfolio.scenario_figures import Facts, Figure, compared, facts_of
from abmtui.portfolio.scenario_numbers import short_amount
from abmtui.portfolio.scenario_words import lines_of, parsed
from abmtui.portfolio.zones import Basis
from abmtui.review.standing import further
from abmtui.store.scenarios import ScenarioChanged, Scenarios
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from abmtui.portfolio.model import Portfolio
    from abmtui.portfolio.scenario_changes import Change
    from abmtui.problems import Problem
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace

SWITCHED_OFF = Outcome(said="off")


@dataclass(frozen=True, eq=False)
class WhatIf:
    """A scenario worked out."""

    scenario: Scenario
    outcomes: tuple[Outcome, ...]
    """What each step did, in their order."""
    before: Facts
    after: Facts
    """The very same value when no step did anything."""
    figures: tuple[Figure, ...]
    effort: str
    """The column that measures effort, or empty."""
    notes: tuple[str, ...]
    """What is to be said beside the figures, in sentences."""
    losses: tuple[Loss, ...]
    """Too big to lose: the largest accounts of the real book."""
    drm_frees: float = 100.0
    """Percent of its effort that moving class C to DRM would free, as the rules say."""


class Trying:
    """Scenarios on one view's book; what all of them share is worked out once. Not thread-safe: one thread at a time asks it."""

    def __init__(self, measured: Measured, alone: AbstractContextManager[object]) -> None:
        """`alone` keeps other threads from asking for further columns meanwhile."""
        self.measured = measured
        self._alone = alone
        self._facts: dict[str, Facts] = {}
        self._masks: dict[str, tuple[pl.Series | None, str]] = {}
        self._losses: tuple[Loss, ...] | None = None

    @cached_property
    def _real(self) -> Portfolio:
        """The accounts that scenarios change; sums of a period may take a while, so they wait for the thread that works scenarios out."""
        return in_period(self.measured.portfolio, self.measured.view.measure.period)

    @property
    def losses(self) -> tuple[Loss, ...]:
        """Too big to lose: what the real book would be without each of its largest accounts."""
        if self._losses is None:
            self._losses = losses_of(self.measured.book, self._real.accounts, self._control, self._limit("too_big_to_lose"))
        return self._losses

    @property
    def _drm_frees(self) -> float:
        return 100 * (1 - min(1.0, self._limit("drm_effort_share")))

    def _limit(self, name: str) -> float:
        return self.measured.review.ground.rules.limits.get(name, 0.0)

    def worked_out(self, scenario: Scenario) -> WhatIf:
        """Return the figures before and after the steps that are switched on; a step that cannot be done says why and changes nothing."""
        readings = [parsed(step.text) for step in scenario.steps]
        does = [reading.change for step, reading in zip(scenario.steps, readings, strict=True) if step.on and reading.change is not None]
        found = applied(self._real, does, self._where)
        done = iter(found.outcomes)
        outcomes = tuple(
            SWITCHED_OFF if not step.on else Outcome(problem=reading.problem) if reading.change is None else next(done)
            for step, reading in zip(scenario.steps, readings, strict=True)
        )
        effort = _effort_column(does, self._real)
        before = self._before(effort)
        after = before if found.portfolio is self._real else self._after(found, effort)
        figures = compared(before, after)
        return WhatIf(scenario, outcomes, before, after, figures, effort or "", _notes(outcomes, before, after, effort or ""), self.losses, self._drm_frees)

    def refused(self, others: Scenario, line: str) -> str:
        """Return why a change cannot be done on the real accounts and those that other steps add, or empty."""
        reading = parsed(line)
        if reading.change is None:
            return reading.problem
        readings = (parsed(step.text).change for step in others.steps if step.on)
        added = [change for change in readings if isinstance(change, Add)]
        return applied(self._real, [*added, reading.change], self._where).outcomes[-1].problem

    def _before(self, effort: str | None) -> Facts:
        key = effort or ""
        if key not in self._facts:
            self._facts[key] = facts_of(self._real, self.measured.book, self._control, effort)
        return self._facts[key]

    def _after(self, found: Applied, effort: str | None) -> Facts:
        book = self._book(found)
        return facts_of(found.portfolio, book, self._control.after(found.origin, found.portfolio.accounts, book), effort)

    @cached_property
    def _control(self) -> Control:
        return control_of(self._real.accounts, self.measured.book)

    def _book(self, found: Applied) -> Book:
        """Return the changed book; a class that a plan says stays with its account."""
        real, view = self.measured.book, self.measured.view
        rule = class_of_rank(real.ranking.ends).alias("rule")
        said = real.columns.select(pl.when(pl.col(col.ABC_CLASS).cast(pl.String) != rule.cast(pl.String)).then(pl.col(col.ABC_CLASS))).to_series()
        basis = Basis(said_class=said.gather(found.origin)) if said.null_count() < len(said) else None
        return book_of(found.portfolio, Measure(view.measure.metric), self.measured.review.ground.rules.classes, basis)

    def _where(self, condition: str) -> tuple[pl.Series | None, str]:
        """Return the accounts that meet a condition, further columns included, or the reason."""
        if condition not in self._masks:
            named = set(re.findall(r"\w+", condition))
            with self._alone:
                table = self.measured.review.beside(name for name in further() if name in named)
            mask, _, problem = condition_mask(table, condition, "what-if")
            self._masks[condition] = (mask, problem.what if problem is not None else "")
        return self._masks[condition]


def _effort_column(changes: Sequence[Change], real: Portfolio) -> str | None:
    """Return what the effort figures are of: what a change moves, else hours, cost to serve or budget."""
    moved = [change.column for change in changes if isinstance(change, Move) and change.column in real.accounts.columns]
    return moved[-1] if moved else effort_column(real.accounts.columns)


def _notes(outcomes: Sequence[Outcome], before: Facts, after: Facts, effort: str) -> tuple[str, ...]:
    """Return the sentences beside the figures: hours freed against what class A lacks, who comes to hold 10%."""
    notes = []
    freed = sum(outcome.freed for outcome in outcomes)
    if freed:
        short = -before.class_effort.get("A", (0.0, 0.0))[1]
        lacking = f": {freed / short:.0%} of the {short_amount(short)} that class A is short of its share of the value" if short > 0 else ""
        notes.append(f"{short_amount(freed)} {effort} freed{lacking}.")
    for said, names in (("Now", set(after.majors) - set(before.majors)), ("No longer", set(before.majors) - set(after.majors))):
        if names:
            listed = ", ".join(name for name in (*after.majors, *before.majors) if name in names)
            notes.append(f"{said} with 10% or more: {listed}.")
    return tuple(notes)


def scenario_of(text: str) -> tuple[Scenario, str]:
    """Return the scenario of changes written one behind the other, or the sentence about the first that is not understood."""
    lines = lines_of(text)
    wrong = next((reading.problem for reading in map(parsed, lines) if reading.change is None), "")
    return Scenario(steps=tuple(Step(line) for line in lines)), wrong or ("" if lines else "it holds no change")


State = Literal["saved", "not saved", "conflict", "this session"]


@dataclass(frozen=True, slots=True)
class Kept:
    """How keeping a scenario went."""

    state: State
    name: str
    why: str = ""
    """What must be said, or empty."""
    now: Scenario | None = None
    """After a conflict: the scenario as somebody else left it; None: deleted."""


class ScenarioBook:
    """The named scenarios; without a folder of plans they last as long as the program runs.

    Those go into a folder that is chosen later when they are edited again. One thread at a time asks it.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._session: dict[str, Scenario] = {}
        self._opened: dict[str, Scenario] = {}
        """As each stands on disk as far as we know."""

    def _store(self) -> Scenarios | None:
        plans = self._workspace.plans
        return None if plans is None else Scenarios(plans.folder)

    def all(self) -> tuple[dict[str, Scenario], tuple[Problem, ...]]:
        """Return the scenarios by name as they now stand, and what could not be read."""
        store = self._store()
        if store is None:
            return dict(self._session), ()
        found, problems = store.all()
        self._opened = dict(found)
        return {**self._session, **found}, problems

    def keep(self, scenario: Scenario, old: str = "") -> Kept:
        """Keep a scenario; `old` is the name it had, empty for a new one."""
        store = self._store()
        if store is None:
            return self._keep_here(scenario, old)
        try:
            note = store.put(scenario, self._opened.get(old))
        except ScenarioChanged as changed:
            return Kept("conflict", scenario.name, str(changed), changed.now)
        except durable.NotSaved as wrong:
            return Kept("not saved", scenario.name, str(wrong))
        for kept in (self._opened, self._session):
            kept.pop(old, None)
        self._opened[scenario.name] = scenario
        return Kept("saved", scenario.name, note)

    def remove(self, name: str) -> Kept:
        """Delete a scenario."""
        store = self._store()
        if store is None or name in self._session:
            self._session.pop(name, None)
            return Kept("this session", name)
        try:
            note = store.remove(self._opened.get(name, Scenario(name)))
        except ScenarioChanged as changed:
            return Kept("conflict", name, str(changed), changed.now)
        except durable.NotSaved as wrong:
            return Kept("not saved", name, str(wrong))
        self._opened.pop(name, None)
        return Kept("saved", name, note)

    def accept(self, name: str, now: Scenario | None) -> None:
        """Take note of how somebody else left a scenario: the next save is meant to replace that."""
        self._opened.pop(name, None)
        if now is not None:
            self._opened[name] = now

    def _keep_here(self, scenario: Scenario, old: str) -> Kept:
        if scenario.name != old and scenario.name in self._session:
            return Kept("not saved", scenario.name, f'there is a scenario "{scenario.name}" already; choose another name')
        self._session.pop(old, None)
        self._session[scenario.name] = scenario
        return Kept("this session", scenario.name, f"{counted(len(self._session), 'scenario')} kept until you leave: there is no folder for plans")
