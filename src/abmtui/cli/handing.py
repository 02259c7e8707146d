"""What commands that hand something on share: `--without people`, and the one account that is meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.exits import StoppedError
from abmtui.cli.plan_desk import Desk
from abmtui.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from abmtui.problems import Problem
    from abmtui.store.plan_file import PlanFile
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace

PEOPLE: Final = "people"
WITHOUT_HELP: Final = "people: nobody at the accounts is named; personal stakes, notes and who said what are left out, counts stay. Known are the people whom the plans name now: somebody deleted from them may still stand in a free text."


def without_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--without people` to a command, as its parameter `without`."""
    option = click.option("--without", type=click.Choice((PEOPLE,), case_sensitive=False), default=None, help=WITHOUT_HELP)
    decorated: Callable[..., Any] = option(function)
    return decorated


def account_meant(workspace: Workspace, measured: Measured, word: str) -> tuple[int | None, PlanFile]:
    """Return the account's row in the view's table (None: it has no line there) and its plan; raise StoppedError as `plan show` does."""
    from abmtui.plan.model import Plan
    from abmtui.store.plan_file import PlanFile
    from abmtui.store.plans import PlanStore

    store = workspace.plans
    files = () if store is None else store.every()
    desk = Desk(store or PlanStore(Path(), workspace.author, workspace.now), workspace.config, files, workspace.portfolio.accounts.select("id", "name"))
    meant = desk.account(word)
    row = measured.table["id"].index_of(meant.id)
    if row is None and meant.id in workspace.portfolio.accounts["id"]:
        raise StoppedError(f"{meant.name} counts under its parent in this view; leave out --rollup for a page of its own")
    opened = PlanFile(plan=Plan(id=meant.id, name=meant.name)) if store is None else store.open(meant.id, meant.name)
    return row, opened


def shown_plan(opened: PlanFile, form: str, *, without: bool) -> PlanFile:
    """Return a plan as it may be shown; raise StoppedError where what would be shown is the file as it stands, people and all."""
    if not without:
        return opened
    if opened.broken:
        raise StoppedError(f"{opened.path} is broken, so nobody in it can be left out; mend it first", Severity.MEND)
    if form == "toml":
        raise StoppedError("--format toml is the file as it stands, with its comments; for --without people choose text, markdown or json")
    from abmtui.report.without_people import hidden, without_people

    hide = hidden(person.name for person in opened.plan.stakeholders)
    problems = tuple(replace(problem, what=hide(problem.what)) for problem in opened.problems)
    return replace(opened, plan=without_people(opened.plan), problems=problems)


def table_without(workspace: Workspace, measured: Measured) -> tuple[Measured, tuple[str, ...]]:
    """Return a view whose table names nobody, and the source's own columns that hold people and are left out."""
    from abmtui.report.frames_without_people import measured_without, personal_columns

    roll_up = workspace.roll_up
    return (measured if roll_up is None else measured_without(measured, roll_up)), personal_columns(workspace.portfolio)


def nameless(problems: tuple[Problem, ...], workspace: Workspace) -> tuple[Problem, ...]:
    """Return problems whose words name nobody."""
    from abmtui.report.frames_without_people import problems_without

    return problems_without(problems, workspace.roll_up)
