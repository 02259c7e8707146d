"""The views of one account's plan beyond its rows as they stand: one row a view, its module read when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan
    from abmtui.plan.noted import Yardstick
    from abmtui.report.blocks import Block


@dataclass(frozen=True, slots=True)
class PlanViewSpec:
    """One view of a plan; module `report.MODULE` has `blocks(plan, today, formats)`, and one that judges takes a yardstick behind them."""

    name: str
    """As in `abmtui plan show ACCOUNT --view NAME`."""
    title: str
    module: str
    judges: bool = False
    """Whether it says something by what settings and portfolio expect of the account."""

    def blocks(self, plan: Plan, today: dt.date, formats: Formats, by: Yardstick | None = None) -> tuple[Block, ...]:
        """Return the view in words and rows, its title first; a view with nothing to go by says so in a sentence."""
        module: Any = import_module(f"abmtui.report.{self.module}")
        blocks: tuple[Block, ...] = module.blocks(plan, today, formats, *((by,) if self.judges and by is not None else ()))
        return blocks


VIEWS: Final[Mapping[str, PlanViewSpec]] = {
    view.name: view
    for view in (
        PlanViewSpec("people-tree", "People: who reports to whom", "view_people_tree"),
        PlanViewSpec("people-power", "People: power and interest", "view_people_power"),
        PlanViewSpec("people-team", "People and our team", "view_people_team"),
        PlanViewSpec("channels", "Channels: audience by channel and by month", "view_channels"),
        PlanViewSpec("findings", "Findings: what is missing, slipped or stale", "view_findings", judges=True),
        PlanViewSpec("brief", "Brief for sales", "view_brief"),
    )
}
"""In the order in which they are listed."""
