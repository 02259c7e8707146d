"""What the rows of the channel plans cost and bring: by channel, class, programme and variety, by function, by audience."""

from __future__ import annotations

from typing import Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.classes import CLASSES
from abmtui.review.plan_columns import ACCOUNT_ID

ALWAYS_NAMED: Final = ("trade fair", "printed brochure")
"""Channels that take much of many budgets: named wherever they have spend."""
NO_CHANNEL: Final = "no channel"
NO_CLASS: Final = "no class"
PERSONS: Final = "persons"
SEGMENTS: Final = "segments and personas"
NOBODY: Final = "no audience"
FUNCTIONS: Final = ("sales", "marketing")
JOINT: Final = "joint"
REACH_ONLY: Final = "reach only"
NO_RESULT: Final = "no result at the account"


def placed(rows: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Return the channel rows beside their accounts, in the order of the plans; rows of other accounts are left out.

    `rows` as the plans' frame `channels` has them. `accounts` has id, name, kind, class, programme and abm_variety. Added are:
    `group` (the class; of who is no customer the kind), `planned` (the budget; of a cancelled row none), `spend` (actual, else planned), `cost` (spend and
    content cost), `human` (hours of rows that are neither automated nor automatable). Money and hours are null where nothing is said.
    """
    about = accounts.select(
        pl.col(col.ID).alias(ACCOUNT_ID),
        pl.col(col.NAME).alias("account"),
        _group().alias("group"),
        pl.col(col.PROGRAMME).alias("account_programme"),
        "abm_variety",
    )
    cancelled = (pl.col("status") == "cancelled").fill_null(value=False)
    free = pl.col("automated").fill_null(value=False) | pl.col("automatable").fill_null(value=False)
    return (
        rows.join(about, on=ACCOUNT_ID, how="inner", maintain_order="left")
        .with_columns(_named("channel", NO_CHANNEL), _named("programme", "no programme"), pl.when(~cancelled).then(pl.col("budget")).alias("planned"))
        .with_columns(pl.coalesce("actual", "planned").alias("spend"), pl.when(~free).then(pl.col("hours")).alias("human"))
        .with_columns(pl.when(~pl.all_horizontal(pl.col("spend", "content_cost").is_null())).then(pl.sum_horizontal("spend", "content_cost")).alias("cost"))
    )


def roi(result: pl.Expr, actual: pl.Expr) -> pl.Expr:
    """Return (result value - actual) / actual over the rows where both are known; null where none is, or nothing was spent."""
    both = result.is_not_null() & actual.is_not_null()
    spent = actual.filter(both).sum()
    return pl.when(spent > 0).then((result.filter(both).sum() - spent) / spent)


def summed(rows: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return one row a group of placed rows: rows, accounts, budget, share of the budget, actual, cost, result_value, roi; largest budget first.

    Money that no row of a group says is null, not 0.
    """
    money = [_sum(name).alias(new) for name, new in (("planned", "budget"), ("actual", "actual"), ("cost", "cost"), ("result_value", "result_value"))]
    found = rows.group_by(by, maintain_order=True).agg(
        pl.len().alias("rows"), pl.col(ACCOUNT_ID).n_unique().alias("accounts"), *money, roi(pl.col("result_value"), pl.col("actual")).alias("roi")
    )
    return found.with_columns(_share("budget")).sort(["budget", "actual", by], descending=[True, True, False], nulls_last=True)


def channel_budgets(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the budget of each channel in each class or kind of account: channel, group, budget; only where a row says one."""
    return rows.group_by("channel", "group", maintain_order=True).agg(_sum("planned").alias("budget")).drop_nulls("budget").sort("channel", "group")


def by_class(rows: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Return classes and further kinds of accounts: group, accounts, revenue_share, potential_share, rows, budget, budget_share, actual.

    Shares of revenue and potential are of what is above zero; null where a group has none.
    """
    above = [_sum(pl.col(name).filter(pl.col(name) > 0)).alias(name) for name in (col.REVENUE, col.POTENTIAL)]
    held = accounts.with_columns(_group().alias("group")).group_by("group", maintain_order=True).agg(pl.len().alias("accounts"), *above)
    held = held.with_columns(_share(col.REVENUE), _share(col.POTENTIAL)).drop(col.REVENUE, col.POTENTIAL)
    spent = summed(rows, "group").select("group", "rows", "budget", "budget_share", "actual")
    order = pl.col("group").replace_strict({name: place for place, name in enumerate(CLASSES)}, default=len(CLASSES), return_dtype=pl.Int8)
    return held.join(spent, on="group", how="left").with_columns(pl.col("rows").fill_null(0)).sort(order, "group")


def audiences(rows: pl.DataFrame, stakeholders: pl.DataFrame) -> pl.DataFrame:
    """Return rows for persons of the plans beside rows for segments and personas: audience_kind, rows, accounts, cost, cost_per_account.

    A person is a stakeholder of the same plan, by id or name; every other text is a segment or persona.
    """
    known = stakeholders.select(pl.col(ACCOUNT_ID), pl.concat_list("id", "name").alias("audience")).explode("audience").drop_nulls().unique()
    person = rows.join(known.with_columns(person=True), on=[ACCOUNT_ID, "audience"], how="left", maintain_order="left")["person"].is_not_null()
    said = pl.col("audience").fill_null("").str.strip_chars() != ""
    kind = pl.when(pl.lit(person) & said).then(pl.lit(PERSONS)).when(said).then(pl.lit(SEGMENTS)).otherwise(pl.lit(NOBODY))
    found = summed(rows.with_columns(kind.alias("audience_kind")), "audience_kind").select("audience_kind", "rows", "accounts", "cost")
    return found.with_columns((pl.col("cost") / pl.col("accounts")).alias("cost_per_account")).sort("audience_kind")


def by_side(rows: pl.DataFrame) -> pl.DataFrame:
    """Return sales, marketing, joint and rows without a side: side, rows, hours, human, budget."""
    order = pl.col("side").replace_strict({name: place for place, name in enumerate((*FUNCTIONS, JOINT))}, default=len(FUNCTIONS) + 1, return_dtype=pl.Int8)
    said = rows.with_columns(_named("side", "no side"))
    return (
        said.group_by("side", maintain_order=True)
        .agg(pl.len().alias("rows"), _sum("hours"), _sum("human"), _sum("planned").alias("budget"))
        .sort(order, "side")
    )


def function_hours(rows: pl.DataFrame) -> pl.DataFrame:
    """Return account_id with the hours of sales and of marketing; half of a joint row's are each one's."""
    shares = [
        pl.when(pl.col("side") == name).then(pl.col("hours")).when(pl.col("side") == JOINT).then(pl.col("hours") / 2).sum().alias(name) for name in FUNCTIONS
    ]
    return rows.group_by(ACCOUNT_ID).agg(shares)


def content(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the content assets that rows name: account_id, account, content_asset, content_status, content_cost; the costliest first."""
    named = rows.filter(pl.col("content_asset").fill_null("").str.strip_chars() != "")
    return named.select(ACCOUNT_ID, "account", "content_asset", "content_status", "content_cost").sort("content_cost", descending=True, nulls_last=True)


def vain(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that are done and show nothing at the account: account_id, account, channel, message, result, spend, why.

    Reach (followers, visits) is no result at an account; neither is an empty result without a value.
    """
    nothing = (pl.col("result").fill_null("").str.strip_chars() == "") & pl.col("result_value").is_null()
    why = pl.when(pl.col("metric") == "reach").then(pl.lit(REACH_ONLY)).when(nothing).then(pl.lit(NO_RESULT))
    flagged = rows.filter(pl.col("status") == "done").with_columns(why.alias("why")).drop_nulls("why")
    return flagged.select(ACCOUNT_ID, "account", "channel", "message", "result", "spend", "why").sort("spend", descending=True, nulls_last=True)


def _group() -> pl.Expr:
    """Return an account's class, else its kind; a customer without a value has no class."""
    kind = pl.when(pl.col(col.KIND) == col.CUSTOMER).then(pl.lit(NO_CLASS)).otherwise(pl.col(col.KIND))
    return pl.col(col.ABC_CLASS).cast(pl.String).fill_null(kind)


def _sum(of: str | pl.Expr) -> pl.Expr:
    """Return a sum that is null where there is nothing to sum."""
    values = pl.col(of) if isinstance(of, str) else of
    return pl.when(values.count() > 0).then(values.sum()).alias(of if isinstance(of, str) else "sum")


def _named(name: str, empty: str) -> pl.Expr:
    said = pl.col(name).fill_null("").str.strip_chars()
    return pl.when(said != "").then(said).otherwise(pl.lit(empty)).alias(name)


def _share(name: str) -> pl.Expr:
    """Return a column's share of its total, null where that is not above zero."""
    total = pl.col(name).sum()
    return pl.when(total > 0).then(pl.col(name) / total).alias(f"{name}_share")
