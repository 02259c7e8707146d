"""What the plans say of each account, one row an account: the table's plan columns and the review's grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.plan.vocabulary import DECIDER_ROLES, OPEN_FLAG_STATUS
from abmtui.portfolio import columns as col
from abmtui.review import needs as need

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

ACCOUNT_ID: Final = "account_id"
"""In every frame of rows: the id of the plan's account."""
OWN: Final = "own"
"""Whether a plan says anything of its account: a programme that it is enrolled in with many others is no plan of its own."""


def plan_columns(plans: pl.DataFrame, frames: Mapping[str, pl.DataFrame], today: dt.date) -> pl.DataFrame:
    """Return one row a plan, keyed by `id`: its own fields, its counts of flags and what the review asks for.

    `plans` has one row a plan with `id` and the plan's fields; `frames` holds `stakeholders`, `flags`, `goals` and `touches`, each with one
    row a person, flag, goal or touch, with `account_id` and the row's fields.
    """
    counted = [name for name in (col.OPEN_FLAGS, "high_flags", need.LAST_TOUCH) if name in plans.columns]
    # Several files of one account are a problem that is told; the table shows the first of them, and never two rows.
    result = plans.drop(counted).filter(pl.col(col.ID) != "").unique(col.ID, keep="first", maintain_order=True)
    result = result.rename({OWN: col.HAS_PLAN})
    people, touches = frames["stakeholders"], frames["touches"]
    for part in (_of_flags(frames["flags"]), _of_people(people), _of_goals(frames["goals"], today), _of_touches(people, touches, today)):
        result = result.join(part, left_on=col.ID, right_on=ACCOUNT_ID, how="left")
    return result.with_columns(pl.col(col.OPEN_FLAGS, "high_flags").fill_null(0))


def _of_flags(flags: pl.DataFrame) -> pl.DataFrame:
    is_open = flags.filter(pl.col("status").is_in(OPEN_FLAG_STATUS))
    high = pl.col("severity") == "high"
    return is_open.group_by(ACCOUNT_ID).agg(
        pl.len().cast(pl.UInt32).alias(col.OPEN_FLAGS),
        high.sum().cast(pl.UInt32).alias("high_flags"),
        pl.col("raised").filter(high).min().alias(need.HIGH_FLAG_RAISED),
        pl.col("raised").min().alias(need.FLAG_RAISED),
        pl.col("raised").max().alias(need.LATEST_FLAG_RAISED),
    )


def _of_people(stakeholders: pl.DataFrame) -> pl.DataFrame:
    decider = pl.col("role").is_in(DECIDER_ROLES)
    here = ~pl.col("left").fill_null(value=False)
    reached = pl.col("reached_by").is_in(("sales", "marketing", "both"))
    key_person = decider | (pl.col("role") == "champion")
    return stakeholders.group_by(ACCOUNT_ID).agg(
        ((decider & here).any() & ~(decider & here & reached).any()).alias(need.DECIDER_UNREACHED),
        (key_person & ~here).any().alias(need.KEY_PERSON_LEFT),
    )


def _of_goals(goals: pl.DataFrame, today: dt.date) -> pl.DataFrame:
    missed = goals.filter((pl.col("due") < today) & pl.col("status").fill_null("").is_in(("", "open")))
    return missed.group_by(ACCOUNT_ID).agg(pl.col("due").min().alias(need.GOAL_OVERDUE))


def _of_touches(stakeholders: pl.DataFrame, touches: pl.DataFrame, today: dt.date) -> pl.DataFrame:
    """Return the last day somebody was in touch, by the log of touches and by the people; a day that is still to come is none."""
    days = pl.concat([touches.select(ACCOUNT_ID, day="date"), stakeholders.select(ACCOUNT_ID, day="last_touch")])
    return days.filter(pl.col("day") <= today).group_by(ACCOUNT_ID).agg(pl.col("day").max().alias(need.LAST_TOUCH))
