"""`abmtui [SOURCE...]`: the portfolio on the screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from abmtui.cli import places
from abmtui.cli.exits import StoppedError
from abmtui.cli.opening import author_of, config_in_force, request_of
from abmtui.cli.options import EVERY, examples, settings, shared
from abmtui.cli.streams import narrate
from abmtui.cli.terminal import need_screen, take_keys_from_terminal
from abmtui.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.workspace.request import OpenRequest


@click.command(
    "open",
    epilog=examples(
        "abmtui accounts-2026.csv",
        "abmtui sales.csv --map name=CUSTOMERNAME --map revenue=SALES --where \"STATUS != 'Cancelled'\"",
        "abmtui accounts.csv --join owners.xlsx:name=Customer",
        "zcat sales.csv.gz | abmtui -",
        note="Without a source the config's opens, and without that the start screen.",
    ),
)
@click.argument("sources", nargs=-1)
@shared(*EVERY)
def open_command(**given: Any) -> int:
    """Open a portfolio on the screen: files, globs, a folder, or - for stdin."""
    config, problems = config_in_force(given["config"])
    config = settings(config, given)
    need_screen(stdin_is_source="-" in config.source)
    missing_sources(config.source)
    narrate(problems)
    request = replace(request_of(config, given), problems=problems)
    return screen(replace(request, title="stdin") if config.source == ("-",) else request)


def missing_sources(sources: Sequence[str]) -> None:
    """Raise StoppedError for a plainly named file that is not there: said before the screen opens, not on it."""
    for name in sources:
        plain = name != "-" and "://" not in name and not any(sign in name for sign in "*?[")
        if plain and not Path(name).expanduser().exists():
            raise StoppedError(f"{name}: there is no such file or folder", Severity.SOURCE)


def screen(request: OpenRequest) -> int:
    """Run the full-screen program on a request and return its exit code."""
    if request.source.stdin is not None:
        take_keys_from_terminal()
    from datetime import datetime

    from abmtui.cli.demo import demo_request
    from abmtui.tui.app import run

    return run(
        request,
        author=author_of(request.config),
        now=lambda: datetime.now().astimezone(),
        demo=lambda: demo_request(request.config),
        state_folder=places.state_folder(),
    )
