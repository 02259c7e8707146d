"""What commands that hand something on share: `--without people`, and the one account that is meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.plan_desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from abmtui.store.plan_file import PlanFile
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace

PEOPLE: Final = "people"
WITHOUT_HELP: Final = "people: nobody at the accounts is named; personal stakes, notes and who said what are left out, counts stay."


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
    opened = PlanFile(plan=Plan(id=meant.id, name=meant.name)) if store is None else store.open(meant.id, meant.name)
    return measured.table["id"].index_of(meant.id), opened
