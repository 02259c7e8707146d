"""From the words of a command line to a request, and from a request to an open workspace."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from abmtui.cli import places
from abmtui.cli.exits import StoppedError
from abmtui.cli.options import settings
from abmtui.cli.streams import narrate
from abmtui.cli.terminal import stdin_bytes
from abmtui.cli.words import is_uri
from abmtui.problems import Severity, exit_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.config import Config
    from abmtui.problems import Problem
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.request import OpenRequest


def config_in_force(explicit: str | None) -> tuple[Config, tuple[Problem, ...]]:
    """Return the settings in force and what is wrong in their file."""
    from abmtui.config import found_config, read_config

    return read_config(found_config(explicit, os.environ, Path.cwd(), places.config_folder()))


def sound_config(given: Mapping[str, Any]) -> Config:
    """Return the settings in force with the command line's in their place; a wrong config is told and ends the command."""
    config, problems = config_in_force(given.get("config"))
    if problems:
        narrate(problems)
        raise StoppedError("mend the config first, or leave it out with --config /dev/null")
    return settings(config, given)


def request_of(config: Config, given: Mapping[str, Any]) -> OpenRequest:
    """Return what is to be opened; raise StoppedError where the words contradict each other or ask for what there is not."""
    from abmtui.portfolio.book import Measure
    from abmtui.sources.request import SourceRequest
    from abmtui.workspace.measured import View
    from abmtui.workspace.request import OpenRequest

    _possible(config)
    source = SourceRequest(
        config.source,
        config.mapping,
        config.where,
        config.join,
        config.sheet,
        config.encoding,
        config.delimiter,
        config.decimal,
        stdin_bytes() if "-" in config.source else None,
    )
    view = View(Measure(config.metric, config.period), rollup=config.rollup, filter=config.filter, mine=config.mine)
    return OpenRequest(source, config, given.get("plans") or "", view, config.low_bandwidth)


def _possible(config: Config) -> None:
    for name in config.source:
        if is_uri(name):
            raise StoppedError(f"{name.split('://')[0]}://...: this version reads files, not addresses; save it as CSV, Parquet or XLSX and open that")
    if config.source.count("-") > 1:
        raise StoppedError("stdin (`-`) can be read only once")
    if config.mine and not config.me:
        raise StoppedError('--mine needs your name: put `me = "..."` into the config, spelled as in the owner column (`abmtui init` writes one)')


def author_of(config: Config) -> str:
    """Return who edits: `me` of the config, else the system's name for the user."""
    if config.me:
        return config.me
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):
        return "unknown"


def opened_workspace(given: Mapping[str, Any]) -> Workspace:
    """Return the open portfolio of a command; what hinders reading is told and ends the command with its exit code."""
    config = sound_config(given)
    if not config.source:
        raise StoppedError("name a source: a file, a glob, a folder or - for stdin (or put `source` into the config); `abmtui demo` shows a sample")
    return workspace_of(request_of(config, given))


def workspace_of(request: OpenRequest) -> Workspace:
    """Return the workspace of a request, or tell what hinders and raise StoppedError."""
    from datetime import datetime

    from abmtui.workspace.opened import open_workspace

    workspace = open_workspace(request, author=author_of(request.config), now=lambda: datetime.now().astimezone())
    code = exit_code(workspace.reading.problems)
    if code >= Severity.USAGE:
        narrate(workspace.problems)
        raise StoppedError("", code)
    return workspace


def plan_problems(workspace: Workspace) -> tuple[Problem, ...]:
    """Return a problem for each plan whose account is not in the portfolio."""
    from abmtui.problems import Problem

    if workspace.roll_up is None:
        return ()
    return tuple(
        Problem(
            f"the plan of {row['name'] or row['id']} has no account in the source; its id there is {row['id']!r}. Correct the id, or move the file away",
            str(row["file"]),
            "id",
        )
        for row in workspace.orphans().iter_rows(named=True)
    )


def measured_view(workspace: Workspace) -> Measured:
    """Return the view that the request asks for; raise StoppedError where it cannot be made."""
    from abmtui.portfolio.periods import period_problem
    from abmtui.report.figures import offered_metrics

    view = workspace.request.view
    offered = offered_metrics(workspace)
    if view.measure.metric not in offered:
        metric = view.measure.metric
        raise StoppedError(f"no column holds {metric}; name it with --map {metric}=COLUMN, or choose --metric {' or '.join(offered) or 'revenue'}")
    measured = workspace.measured(view)
    for problem in (period_problem(measured.portfolio, view.measure.period), measured.problem):
        if problem is not None:
            narrate([problem])
            raise StoppedError("", problem.severity)
    return measured


def all_problems(workspace: Workspace, measured: Measured) -> tuple[Problem, ...]:
    """Return everything to tell of a command that has figures: reading, plans, view, and a total that is not positive."""
    from abmtui.problems import Problem

    found = [*workspace.problems, *plan_problems(workspace)]
    if measured.unknown:
        found.append(
            Problem(f"{measured.unknown:,} accounts are not in view: a column that the filter names is empty there", field="--filter", severity=Severity.NOTE)
        )
    concentration = measured.figures.concentration
    if concentration.undefined or measured.book.undefined:
        what = f"the figures are undefined: {concentration.undefined or measured.book.undefined}"
        found.append(Problem(what, ", ".join(workspace.portfolio.sources), measured.view.measure.metric))
    return tuple(dict.fromkeys(found))
