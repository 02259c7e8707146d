"""What the settings expect of a plan, as the values that findings and ages are worked out with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.plan.findings import USUAL, Expectations
from abmtui.plan.gates import gates_of
from abmtui.plan.noted import Yardstick
from abmtui.plan.staleness import USUAL_AGES, Ages
from abmtui.portfolio import columns as col

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.config import Config
    from abmtui.workspace.opened import Workspace


def expectations_of(config: Config, programme: str = "", owner: str = "", marketer: str = "") -> Expectations:
    """Return what is expected of an account's plan; programme and names are those that source and rules give the account."""
    limits = config.limits
    return Expectations(
        score_days=limits.get("score_days", USUAL.score_days),
        touches_a_month=limits.get("touches_a_month", USUAL.touches_a_month),
        unhappy=limits.get("unhappy", USUAL.unhappy),
        programme=programme,
        owner=owner,
        marketer=marketer,
    )


def ages_of(config: Config) -> Ages:
    """Return the ages after which what a plan says is stale."""
    score = config.limits.get("score_days", USUAL_AGES.score)
    return Ages(**config.ages, score=score, touch=dict(config.review_days))


def yardstick_of(config: Config, workspace: Workspace | None, account: str, changed: dt.date | None) -> Yardstick:
    """Return what an account's plan is measured by, as the account's screen does; without a workspace its class and people are not known."""
    said: dict[str, str] = {}
    if workspace is not None:
        table = workspace.measured(workspace.request.view).table
        row = table[col.ID].index_of(account)
        said = (
            {} if row is None else {name: table[name][row] or "" for name in (col.ABC_CLASS, col.PROGRAMME, col.OWNER, col.MARKETER) if name in table.columns}
        )
    expected = expectations_of(config, *(said.get(name, "") for name in (col.PROGRAMME, col.OWNER, col.MARKETER)))
    gates = {name: gates_of(described) for name, described in config.gates.items()}
    return Yardstick(expected, ages_of(config), gates, said.get(col.ABC_CLASS, ""), changed)
