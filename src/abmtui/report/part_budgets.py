"""Plans by channel and class: budgets, hours and results in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.report.blocks import Block
from abmtui.report.budget_blocks import NO_ROWS, BudgetBlocks
from abmtui.report.budget_figures import budget_figures
from abmtui.report.explained import Explained

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.report.budget_figures import BudgetFigures
    from abmtui.workspace.reviewed import Reviewed

_LONGEST: Final = 20
"""Entries of a list in JSON."""

EXPLAINED: Final = (
    Explained(
        "budget_share",
        "Share of the budget",
        "share",
        "What part of all planned money a channel, a class or a programme takes; budgets of cancelled rows do not count, what they cost does.",
        "budget / budget of all channel rows in view",
    ),
    Explained(
        "class_a_budget_share",
        "Share of the budget that hits class A",
        "share",
        "How much of the budget is aimed at the accounts that make most of the value.",
        "budget of rows at accounts of class A / budget of all rows",
    ),
    Explained("roi", "ROI", "share", "What the rows brought beyond what they cost; blank where either is unknown.", "(result value - actual) / actual"),
    Explained(
        "abm_cost_share",
        "Cost of ABM beside margin",
        "share",
        "What the rows of an ABM account cost as a share of its margin (of a prospect: of its potential); more than limits.abm_cost_share is marked.",
        "sum of (actual, else budget, + content cost) / margin",
    ),
    Explained(
        "human_hours",
        "Human hours",
        "points",
        "Hours of rows that are neither automated nor automatable; half of a joint row's hours are each function's.",
        "sum of hours of those rows",
    ),
    Explained(
        "cost_per_account",
        "Cost an account",
        "points",
        "What rows for persons cost beside rows for segments and personas, for each account that they are for.",
        "sum of (actual, else budget, + content cost) / accounts with such rows",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return budgets by channel, class, programme and variety, hours, content, results and audiences."""
    found = budget_figures(reviewed)
    if found is None:
        return (Block("Budgets", (NO_ROWS,)),)
    return BudgetBlocks(found, formats, reviewed.currency or "").blocks()


def data(reviewed: Reviewed) -> dict[str, Any] | None:
    """Return the same for JSON; None where no account in view has a channel row."""
    found = budget_figures(reviewed)
    if found is None:
        return None
    over = found.costs.filter(pl.col("cost_share") > found.limit)
    return {
        "rows": found.rows.height,
        "cancelled": int((found.rows["status"] == "cancelled").sum()),
        "budget": found.budget,
        "actual": found.rows["actual"].sum(),
        "cost": found.rows["cost"].sum(),
        "class_a_share": found.class_a_share,
        "by_channel": _channels(found),
        "by_class": _keyed(found.classes, "group"),
        "by_programme": _keyed(found.programmes, "programme"),
        "by_variety": _keyed(found.varieties, "abm_variety"),
        "abm_cost": {"limit": found.limit, "accounts": found.costs.height, "above_limit": over.height, "list": _listed(found.costs)},
        "hours": _hours(found),
        "abm_lacking": {"abm_accounts": found.abm_accounts, "accounts": found.lacking.height, "list": _listed(found.lacking)},
        "content": {
            "assets": found.content.height,
            "cost": found.content["content_cost"].sum(),
            "without_cost": found.content["content_cost"].null_count(),
            "list": _listed(found.content),
        },
        "done_without_result": {"done": int((found.rows["status"] == "done").sum()), "rows": found.vain.height, "list": _listed(found.vain)},
        "audiences": _keyed(found.audiences, "audience_kind"),
    }


def _channels(found: BudgetFigures) -> list[dict[str, Any]]:
    cells: dict[str, dict[str, float]] = {}
    for channel, group, budget in found.cells.iter_rows():
        cells.setdefault(channel, {})[group] = budget
    return [{**row, "by_class": cells.get(row["channel"], {})} for row in _listed(found.channels)]


def _hours(found: BudgetFigures) -> dict[str, Any]:
    rows = found.rows
    return {"total": rows["hours"].sum(), "human": rows["human"].sum(), "by_side": _keyed(found.sides, "side")}


def _listed(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return frame.head(_LONGEST).to_dicts()


def _keyed(frame: pl.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    return {str(row.pop(key)): row for row in frame.head(_LONGEST).to_dicts()}
