"""What the settings expect of a plan, as the values that findings and ages are worked out with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.plan.findings import USUAL, Expectations
from abmtui.plan.staleness import USUAL_AGES, Ages

if TYPE_CHECKING:
    from abmtui.config import Config


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
