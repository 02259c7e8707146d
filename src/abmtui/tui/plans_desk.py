"""The plans' side of the app: accounts opened, edits saved and undone, the review gone through."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from textual.app import App

from abmtui.plan.values import value_of_date
from abmtui.review.queue import Queue, queue_of
from abmtui.tui.account_words import account_facts
from abmtui.tui.forms.export_form import ask_export
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.recovery_form import RecoveryForm
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.screens.portfolio import PortfolioScreen
from abmtui.tui.screens.review import ReviewScreen
from abmtui.workspace.editing import PlanEditing
from abmtui.workspace.measured import mine_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import polars as pl

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan
    from abmtui.tui import messages
    from abmtui.tui.saving import SaveQueue
    from abmtui.workspace.editing import Outcome
    from abmtui.workspace.opened import Workspace


class PlansDesk(App[int]):
    """Opens plans and has the one way by which they are written."""

    workspace: Workspace | None
    portfolio_screen: PortfolioScreen | None
    formats: Formats
    saves: SaveQueue
    now: Callable[[], dt.datetime]
    author: str
    state_folder: Path | None
    editing: PlanEditing | None = None
