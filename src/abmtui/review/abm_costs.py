"""What ABM costs an account beside what it brings, and which ABM accounts lack one of the two functions."""

from __future__ import annotations

from typing import Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.review.budgets import FUNCTIONS, function_hours
from abmtui.review.plan_columns import ACCOUNT_ID

ABM: Final = "ABM"
"""The programme that is dear enough to be asked what it brings."""
LACKS: Final = (
    ("no key account manager", pl.col(col.OWNER)),
    ("no key account marketer", pl.col(col.MARKETER)),
    ("no channel plan", pl.col("planned")),
    ("no hours of sales", (pl.col("sales") > 0) | ~pl.col("planned")),
    ("no hours of marketing", (pl.col("marketing") > 0) | ~pl.col("planned")),
)
"""What an ABM account may lack, and what shows that it does not."""


def abm_costs(rows: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Return ABM accounts with costs: id, name, cost, held (money), held_as (margin, or potential of who is no customer), cost_share.

    `rows` are placed rows; `accounts` has id, name, kind, programme, margin and potential. The cost is the rows' spend and content cost.
    The share is null where margin or potential is unknown or not above zero. The largest share comes first.
    """
    cost = rows.group_by(ACCOUNT_ID, maintain_order=True).agg(pl.col("cost").sum()).filter(pl.col("cost") > 0)
    found = accounts.filter(pl.col(col.PROGRAMME) == ABM).join(cost, left_on=col.ID, right_on=ACCOUNT_ID, how="inner", maintain_order="left")
    customer = pl.col(col.KIND) == col.CUSTOMER
    held = pl.when(customer).then(pl.col(col.MARGIN)).otherwise(pl.col(col.POTENTIAL))
    return (
        found.with_columns(held.alias("held"), pl.when(customer).then(pl.lit(col.MARGIN)).otherwise(pl.lit(col.POTENTIAL)).alias("held_as"))
        .with_columns(pl.when(pl.col("held") > 0).then(pl.col("cost") / pl.col("held")).alias("cost_share"))
        .select(col.ID, col.NAME, "cost", "held", "held_as", "cost_share")
        .sort(["cost_share", "cost", col.ID], descending=[True, True, False], nulls_last=True)
    )


def lacking(rows: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Return ABM accounts that lack an owner, a marketer, or hours of one function: id, name, planned, lacks.

    Those with a channel plan (`planned`) come first, then by value, the largest first.

    `accounts` has id, name, programme, value, owner and marketer.
    """
    hours = function_hours(rows).with_columns(planned=True)
    abm = accounts.filter(pl.col(col.PROGRAMME) == ABM).join(hours, left_on=col.ID, right_on=ACCOUNT_ID, how="left", maintain_order="left")
    filled = abm.with_columns(
        pl.col(*FUNCTIONS).fill_null(0.0), pl.col("planned").fill_null(value=False), *(_filled(name) for name in (col.OWNER, col.MARKETER))
    )
    lacks = [pl.when(~there).then(pl.lit(words)) for words, there in LACKS]
    return (
        filled.with_columns(pl.concat_str(lacks, separator=", ", ignore_nulls=True).alias("lacks"))
        .filter(pl.col("lacks") != "")
        .sort(["planned", col.VALUE, col.ID], descending=[True, True, False], nulls_last=True)
        .select(col.ID, col.NAME, "planned", "lacks")
    )


def _filled(name: str) -> pl.Expr:
    return (pl.col(name).fill_null("").str.strip_chars() != "").alias(name)
