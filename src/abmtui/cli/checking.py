"""`abmtui check`: source, config and every plan read, and what should be mended printed with file, line and field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from abmtui.cli.exits import StoppedError
from abmtui.cli.opening import all_problems, author_of, config_in_force, plan_problems, request_of
from abmtui.cli.options import EVERY, examples, settings, shared
from abmtui.cli.streams import narrate, put_text, say
from abmtui.problems import Severity, exit_code
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from abmtui.config import Config
    from abmtui.problems import Problem
    from abmtui.store.plan_file import PlanFile
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.request import OpenRequest


@dataclass(frozen=True, eq=False)
class Checked:
    """What a check read and met."""

    problems: tuple[Problem, ...] = ()
    files: tuple[PlanFile, ...] = ()
    what: str = ""
    """What was read, counted."""
    classes: Mapping[str, str] = field(default_factory=dict)
    """Account -> ABC class, where the source was read."""


@click.command(
    "check",
    epilog=examples(
        "abmtui check accounts.csv", "abmtui check --plans plans", "abmtui check accounts.csv --stale", note="Exit code 0: in order; 1: something to mend."
    ),
)
@click.argument("sources", nargs=-1)
@click.option("--stale", is_flag=True, help="List what is past its date or its age in the plans, by the ages of the config, instead of what to mend.")
@shared(*EVERY)
def check_command(*, stale: bool, **given: Any) -> int:
    """Read source, config and every plan, and print what should be mended: FILE:LINE: field: what, and how to mend it."""
    config, config_problems = config_in_force(given["config"])
    config = settings(config, given)
    if not config.source and not config.plans and not config_problems:
        raise StoppedError("name a source or --plans DIR (or put `source` into the config): there is nothing to check")
    checked = _checked(request_of(config, given)) if config.source or config.plans else Checked()
    found = tuple(dict.fromkeys((*config_problems, *_of_templates(config), *checked.problems)))
    to_mend = [problem for problem in found if problem.severity]
    lines = _past(checked, config) if stale else to_mend
    put_text("".join(" ".join(problem.sentence().splitlines()) + "\n" for problem in lines))
    narrate(problem for problem in found if stale or not problem.severity)
    say(f"note: checked {checked.what or 'the config'}: {len(to_mend)} to mend" + (f", {len(lines)} past their date or age" if stale else ""))
    return exit_code(found)


def _of_templates(config: Config) -> tuple[Problem, ...]:
    """Return what is wrong in the user's file of templates."""
    if not config.templates:
        return ()
    from pathlib import Path

    from abmtui.store.templates import read_templates

    return read_templates(Path(config.templates))[1]


def _checked(request: OpenRequest) -> Checked:
    if not request.source.sources:
        from abmtui.store.plans import PlanStore
        from abmtui.workspace.request import plans_folder

        folder = plans_folder(request)
        files = () if folder is None else PlanStore(folder, author_of(request.config), _now).every()
        return Checked(_of_files(files, request.config, {}), files, counted(len(files), "plan"))
    from abmtui.workspace.opened import open_workspace

    workspace = open_workspace(request, author=author_of(request.config), now=_now)
    files = () if workspace.plans is None else workspace.plans.every()
    portfolio = workspace.portfolio
    what = f"{counted(portfolio.rows, 'row')}, {counted(portfolio.accounts.height, 'account')}, {counted(len(files), 'plan')}"
    of_source, classes = _of_source(workspace), _classes(workspace, files)
    return Checked((*of_source, *_of_files(files, workspace.config, classes)), files, what, classes)


def _now() -> datetime:
    return datetime.now().astimezone()


def _of_source(workspace: Workspace) -> tuple[Problem, ...]:
    """Return what was met in reading and measuring; where nothing could be read there is nothing to measure."""
    if exit_code(workspace.reading.problems) >= Severity.USAGE:
        return (*workspace.problems, *plan_problems(workspace))
    measured = workspace.measured(workspace.request.view)
    filtered = () if measured.problem is None else (measured.problem,)
    return (*all_problems(workspace, measured), *filtered)


def _classes(workspace: Workspace, files: Sequence[PlanFile]) -> dict[str, str]:
    """Return the ABC class of the accounts with a plan, by id."""
    ids = [file.plan.id for file in files if file.plan.id]
    if not ids or exit_code(workspace.reading.problems) >= Severity.USAGE:
        return {}
    import polars as pl

    table = workspace.measured(workspace.request.view).table
    return {account: name or "" for account, name in table.filter(pl.col("id").is_in(ids)).select("id", "class").iter_rows()}


def _of_files(files: Sequence[PlanFile], config: Config, classes: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what is wrong in the files themselves, what in them leads nowhere, and gates passed in silence by the gates of the account's class."""
    from abmtui.cli.plan_checks import mistakes
    from abmtui.plan.gates import gates_of

    today = _now().date()
    gates = {name: gates_of(described) for name, described in config.gates.items()}
    found = []
    for file in files:
        own = gates.get(classes.get(file.plan.id) or file.plan.abc_class, ())
        # A word that the reading told of already, with the words that would do, is not told a second time.
        told = {(problem.where, problem.field.rpartition(".")[2]) for problem in file.problems}
        further = () if file.broken else mistakes(file, today, own)
        found += [*file.problems, *(problem for problem in further if (problem.where, problem.field) not in told)]
    return tuple(found)


def _past(checked: Checked, config: Config) -> tuple[Problem, ...]:
    """Return what is past its date or age in all plans."""
    from abmtui.cli.plan_checks import stale
    from abmtui.workspace.expected import ages_of

    today, ages = _now().date(), ages_of(config)
    return tuple(
        problem for file in checked.files if not file.broken for problem in stale(file, today, ages, checked.classes.get(file.plan.id, ""), last_changed(file))
    )


def last_changed(file: PlanFile) -> date | None:
    """Return the day on which a plan was last changed: by its history, else by its file; None where neither can be read."""
    from abmtui.store import history
    from abmtui.store.names import key_in

    log, _ = history.entries(history.path_of(file.path.parent, key_in(file.path.name) or file.path.stem))
    try:
        return datetime.fromisoformat(log[-1].when).date() if log else datetime.fromtimestamp(file.path.stat().st_mtime).astimezone().date()
    except (OSError, ValueError):
        return None
