"""`--what-if` and `--scenario`: changes to accounts tried out on the figures of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from abmtui.cli.exits import StoppedError
from abmtui.cli.words import nearest
from abmtui.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.portfolio.scenario_changes import Scenario
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.scenarios import ScenarioBook, WhatIf


def tried_out(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the two options to a command."""
    what_if = "Figures before and after changes: lose, add, grow or merge accounts, move or free hours; `;` between two."
    scenario = "The same for a scenario that is kept beside the plans; --what-if adds to it."
    named = click.option("--scenario", default="", metavar="NAME", help=scenario)
    decorated: Callable[..., Any] = click.option("--what-if", default="", metavar="CHANGES", help=what_if)(named(function))
    return decorated


def what_if_given(workspace: Workspace, measured: Measured, given: Mapping[str, Any]) -> tuple[WhatIf | None, tuple[Problem, ...]]:
    """Return the scenario that a command line asks for, worked out, and a problem for each kept change that could not be done.

    Raises StoppedError where a change on the command line is not understood or cannot be done: nobody means half of it.
    """
    from abmtui.workspace.scenarios import ScenarioBook, Trying, scenario_of

    text, name = given["what_if"].strip(), given["scenario"].strip()
    if not text and not name:
        return None, ()
    written, wrong = scenario_of(text)
    if text and wrong:
        raise StoppedError(f"--what-if: {wrong}")
    kept = _named(ScenarioBook(workspace), name) if name else written
    steps = (*kept.steps, *written.steps) if name else written.steps
    found = Trying(measured, workspace.alone).worked_out(type(kept)(kept.name, steps))
    count = len(steps) - len(written.steps)
    for step, outcome in zip(steps[count:], found.outcomes[count:], strict=True):
        if outcome.problem:
            raise StoppedError(f"--what-if {step.text}: {outcome.problem}")
    pairs = zip(steps[:count], found.outcomes[:count], strict=True)
    return found, tuple(Problem(f"{step.text}: {outcome.problem}", field=f"--scenario {name}") for step, outcome in pairs if outcome.problem)


def _named(book: ScenarioBook, name: str) -> Scenario:
    kept, problems = book.all()
    if problems:
        raise StoppedError(f"--scenario {name}: {problems[0].sentence()}")
    if name not in kept:
        near = nearest(name, kept)
        there = f"did you mean `{near}`?" if near else f"there is {', '.join(kept)}" if kept else "none is kept beside the plans yet; w on the screen makes one"
        raise StoppedError(f"--scenario {name}: there is no such scenario; {there}")
    return kept[name]
