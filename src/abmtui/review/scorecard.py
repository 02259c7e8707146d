"""Accounts measured as accounts: who of them is reached, how often we were in touch, what is open and what was reached; no leads are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.plan.vocabulary import REACHED_BY
from abmtui.portfolio import columns as col

if TYPE_CHECKING:
    import datetime as dt

ACCOUNT: Final = "account_id"
PEOPLE: Final = "people"
REACHED: Final = "people_reached"
TOUCHES: Final = "touches"
GOALS_OPEN: Final = "goals_open"
GOALS_REACHED: Final = "goals_reached"
_BY_US: Final = tuple(word for word in REACHED_BY if word != "none")


def measured_accounts(table: pl.DataFrame) -> pl.Expr:
    """Return which accounts have a scorecard: key accounts, and those of ABM that have a plan."""
    key = pl.col(col.KEY_ACCOUNT) if col.KEY_ACCOUNT in table.columns else pl.lit(None, dtype=pl.Boolean)
    planned = pl.col(col.HAS_PLAN) if col.HAS_PLAN in table.columns else pl.lit(None, dtype=pl.Boolean)
    return key.fill_null(value=False) | ((pl.col(col.PROGRAMME) == "ABM").fill_null(value=False) & planned.fill_null(value=False))


def scorecards(accounts: pl.DataFrame, people: pl.DataFrame, touches: pl.DataFrame, goals: pl.DataFrame, span: tuple[dt.date, dt.date]) -> pl.DataFrame:
    """Return the accounts with PEOPLE still there and REACHED of them, TOUCHES within a span of days (both included), GOALS_OPEN and GOALS_REACHED.

    `accounts` has `id` a row; the frames of plan rows have `account_id`; what an account has none of is 0.
    """
    here = people.filter(~pl.col("left").fill_null(value=False))
    parts = (
        here.group_by(ACCOUNT).agg(pl.len().alias(PEOPLE), pl.col("reached_by").is_in(_BY_US).sum().alias(REACHED)),
        touches.filter(pl.col("date").is_between(*span)).group_by(ACCOUNT).agg(pl.len().alias(TOUCHES)),
        goals.group_by(ACCOUNT).agg(
            pl.col("status").fill_null("").is_in(("", "open")).sum().alias(GOALS_OPEN), (pl.col("status") == "reached").sum().alias(GOALS_REACHED)
        ),
    )
    for part in parts:
        accounts = accounts.join(part, left_on=col.ID, right_on=ACCOUNT, how="left", maintain_order="left")
    return accounts.with_columns(pl.col(PEOPLE, REACHED, TOUCHES, GOALS_OPEN, GOALS_REACHED).fill_null(0).cast(pl.UInt32))
