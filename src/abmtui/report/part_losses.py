"""Too big to lose: the largest accounts, and what the book would be without each; the part of a review in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio.common_control import control_of
from abmtui.portfolio.losses import LARGEST, losses_of
from abmtui.portfolio.rollup import families_of
from abmtui.report.explained import Explained
from abmtui.report.scenario_blocks import losses_block, losses_data

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.portfolio.losses import Loss
    from abmtui.report.blocks import Block
    from abmtui.workspace.reviewed import Reviewed

LIMIT: Final = "too_big_to_lose"
EXPLAINED: Final = (
    Explained(
        "major_customers",
        "Major customers",
        "count",
        "Customers with 10% of revenue or more; entities under common control, which the parent column says, are one customer.",
        "sum of y_i of a family >= 0.1 T (ASC 280-10-50-42)",
    ),
    Explained(
        LIMIT,
        "Too big to lose",
        "share",
        "An account whose share of the book reaches the setting limits.too_big_to_lose; beside it stands the book as it would be without it.",
        "y_i / T >= limit; total, Gini, HHI, k and who holds 10% over all other accounts",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the largest accounts, those that reach the limit counted."""
    return (losses_block(_losses(reviewed, LARGEST), _limit(reviewed), formats),)


def data(reviewed: Reviewed) -> Any:
    """Return those that reach the limit; None where there is no total to lose a part of."""
    return None if reviewed.book.figures.concentration.undefined else losses_data(_losses(reviewed, 0))


def _losses(reviewed: Reviewed, least: int) -> tuple[Loss, ...]:
    ground = reviewed.standing.ground
    control = control_of(ground.table, reviewed.book, families_of(ground.portfolio))
    return losses_of(reviewed.book, ground.table, control, _limit(reviewed), least)


def _limit(reviewed: Reviewed) -> float:
    return reviewed.rules.limits.get(LIMIT, 0.0)
