"""What serves what: goals with their owners, channel rows with their goals, pain points with the rows that answer them."""

from __future__ import annotations

from typing import Final

import polars as pl

from abmtui.plan.vocabulary import DECIDER_ROLES
from abmtui.portfolio import columns as col
from abmtui.review.plan_columns import ACCOUNT_ID

OPEN_GOAL: Final = ("", "open")
LIVE_ROW: Final = ("", "planned", "active")
UNREACHED: Final = ("", "none")
REACH: Final = "reach"
EFFICIENCY: Final = "efficiency"
ENABLEMENT: Final = "enablement or tool"
INFLUENTIAL: Final = 4
"""Influence from which a person is weighty, of 5."""


def beside(rows: pl.DataFrame, accounts: pl.DataFrame) -> pl.DataFrame:
    """Return rows of plans with `account` (its name) and `group` (its class; of who is no customer the kind), in the plans' order.

    `accounts` has id, name, kind and class; rows of other accounts are left out.
    """
    about = accounts.select(
        pl.col(col.ID).alias(ACCOUNT_ID),
        pl.col(col.NAME).alias("account"),
        pl.when(pl.col(col.KIND) == col.CUSTOMER).then(pl.col(col.ABC_CLASS)).otherwise(pl.col(col.KIND)).fill_null("no class").alias("group"),
    )
    return rows.join(about, on=ACCOUNT_ID, how="inner", maintain_order="left")


def said(name: str) -> pl.Expr:
    """Return whether a column of text says something."""
    return pl.col(name).fill_null("").str.strip_chars() != ""


def lacking(words: dict[str, pl.Expr]) -> pl.Expr:
    """Return the words whose condition holds, joined by commas; empty where none does."""
    return pl.concat_str([pl.when(condition).then(pl.lit(word)) for word, condition in words.items()], separator=", ", ignore_nulls=True)


def open_goals(goals: pl.DataFrame) -> pl.DataFrame:
    """Return the open goals with `lacks`: owners in sales and marketing, and of mutual goals the benefit to either side that are missing.

    Sales and marketing are aligned on a goal that both own (rows A14 and D19 of the field's sources).
    """
    mutual = pl.col("whose") == "mutual"
    words = {
        "owner in sales": ~said("sales_owner"),
        "owner in marketing": ~said("marketing_owner"),
        "our benefit": mutual & ~said("our_benefit"),
        "their benefit": mutual & ~said("their_benefit"),
    }
    return goals.filter(pl.col("status").fill_null("").is_in(OPEN_GOAL)).with_columns(lacking(words).alias("lacks"))


def loose_rows(rows: pl.DataFrame, goals: pl.DataFrame) -> pl.DataFrame:
    """Return the channel rows that are not cancelled with `lacks`: a goal of their plan, a call to action, an outcome beside reach, a goal for their spend; those that lack most first."""
    known = goals.select(ACCOUNT_ID, pl.col("id").alias("goal"), pl.lit(value=True).alias("known"))
    here = rows.filter(pl.col("status").fill_null("") != "cancelled").join(known, on=[ACCOUNT_ID, "goal"], how="left", maintain_order="left")
    aimless = pl.col("known").is_null()
    spends = (pl.col("budget").fill_null(0) > 0) | (pl.col("actual").fill_null(0) > 0)
    words = {
        "spend without a goal": aimless & spends,
        "no goal": aimless & ~spends,
        "no call to action": ~said("call_to_action"),
        "reach only": (pl.col("metric") == REACH) & pl.col("result_value").is_null(),
    }
    told = here.with_columns(lacking(words).alias("lacks")).drop("known")
    return told.sort(pl.col("lacks").str.count_matches(", "), descending=True, maintain_order=True)


def served_goals(goals: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the goals beside the rows that serve them: `rows`, `spend` (actual, else budget), `result_value`, null where no row says one; most rows first.

    This is the attribution from activity to goal to result: a row counts for the one goal that it names.
    """
    live = rows.filter((pl.col("status").fill_null("") != "cancelled") & said("goal"))
    spend = pl.coalesce("actual", "budget")
    summed = live.group_by(ACCOUNT_ID, pl.col("goal").alias("id")).agg(
        pl.len().alias("rows"),
        pl.when(spend.is_not_null().any()).then(spend.sum()).alias("spend"),
        pl.when(pl.col("result_value").is_not_null().any()).then(pl.col("result_value").sum()).alias("result_value"),
    )
    joined = goals.join(summed, on=[ACCOUNT_ID, "id"], how="left", maintain_order="left").with_columns(pl.col("rows").fill_null(0))
    return joined.sort("rows", descending=True, maintain_order=True)


def covered(rows: pl.DataFrame, accounts: pl.DataFrame) -> tuple[int, int]:
    """Return (accounts of class A with a planned or active row, accounts of class A)."""
    live = rows.filter(pl.col("status").fill_null("").is_in(LIVE_ROW))[ACCOUNT_ID].unique()
    class_a = accounts.filter(pl.col(col.ABC_CLASS) == "A")[col.ID]
    return int(class_a.is_in(live.implode()).sum()), class_a.len()


def touchpoints(rows: pl.DataFrame) -> pl.DataFrame:
    """Return by `group`: rows, and how many are digital, automated, private, enablement; of rows that are not cancelled."""
    yes = [pl.col(name).fill_null(value=False).sum().alias(name) for name in ("digital", "automated", "private")]
    return (
        rows.filter(pl.col("status").fill_null("") != "cancelled")
        .group_by("group")
        .agg(pl.len().alias("rows"), *yes, (pl.col("activity") == ENABLEMENT).sum().alias("enablement"))
        .sort("group")
    )


def wanted(plans: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return what accounts suffer from and want: account_id, account, what, of ("pain point", "need"), rows that answer it; unanswered first.

    `plans` has id, name, pain_points and motivations (lists); a row answers what its `answers` spell alike, upper and lower case apart.
    """
    parts = [
        plans.select(pl.col(col.ID).alias(ACCOUNT_ID), pl.col(col.NAME).alias("account"), pl.col(name).alias("what"), pl.lit(word).alias("of"))
        .explode("what")
        .drop_nulls("what")
        for name, word in (("pain_points", "pain point"), ("motivations", "need"))
    ]
    live = rows.filter(pl.col("status").fill_null("") != "cancelled")
    answers = live.select(ACCOUNT_ID, pl.col("answers").alias("what")).explode("what").drop_nulls("what")
    counted = answers.group_by(ACCOUNT_ID, pl.col("what").str.to_lowercase().alias("key")).agg(pl.len().alias("rows"))
    asked = pl.concat(parts).with_columns(pl.col("what").str.to_lowercase().alias("key"))
    joined = asked.join(counted, on=[ACCOUNT_ID, "key"], how="left", maintain_order="left").with_columns(pl.col("rows").fill_null(0)).drop("key")
    return joined.sort("rows", maintain_order=True)


def markets(notes: pl.DataFrame) -> pl.DataFrame:
    """Return the new markets that feedback points to: market, notes, accounts, latest; most notes first."""
    told = notes.filter(said("market")).with_columns(pl.col("market").str.strip_chars())
    return (
        told.group_by("market", maintain_order=True)
        .agg(pl.len().alias("notes"), pl.col(ACCOUNT_ID).n_unique().alias("accounts"), pl.col("date").max().alias("latest"))
        .sort(["notes", "market"], descending=[True, False])
    )


def topics(touches: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Return what interests people: topic, touches with it, people who care about it; most named first, upper and lower case as one."""
    parts = (
        touches.filter(said("topic")).select(pl.col("topic").str.strip_chars(), pl.lit(1).alias("touches"), pl.lit(0).alias("people")),
        people.select(pl.col("topics").alias("topic"))
        .explode("topic")
        .drop_nulls("topic")
        .select("topic", pl.lit(0).alias("touches"), pl.lit(1).alias("people")),
    )
    both = pl.concat(parts).with_columns(pl.col("topic").str.to_lowercase().alias("key"))
    summed = both.group_by("key", maintain_order=True).agg(pl.col("topic").first(), pl.col("touches", "people").sum())
    return summed.drop("key").sort([pl.col("touches") + pl.col("people"), "topic"], descending=[True, False])


def here(people: pl.DataFrame) -> pl.DataFrame:
    """Return the people who have not left, with `reached` (by sales or marketing) and `decider`."""
    return people.filter(~pl.col("left").fill_null(value=False)).with_columns(
        (~pl.col("reached_by").fill_null("").is_in(UNREACHED)).alias("reached"), pl.col("role").fill_null("").is_in(DECIDER_ROLES).alias("decider")
    )


def by_role(people: pl.DataFrame) -> pl.DataFrame:
    """Return by role of people who are `here`: role, people, sales, marketing (each with those that both reach), unreached; most people first."""
    either = [pl.col("reached_by").is_in((side, "both")).sum().alias(side) for side in ("sales", "marketing")]
    return (
        people.with_columns(pl.when(said("role")).then(pl.col("role")).otherwise(pl.lit("no role")).alias("role"))
        .group_by("role", maintain_order=True)
        .agg(pl.len().alias("people"), *either, (~pl.col("reached")).sum().alias("unreached"))
        .sort(["people", "role"], descending=[True, False])
    )


def out_of_reach(people: pl.DataFrame) -> pl.DataFrame:
    """Return the people who are `here` and whom nobody reaches, deciders first, then by influence."""
    return people.filter(~pl.col("reached")).sort(["decider", "influence"], descending=[True, True], nulls_last=True, maintain_order=True)


def thin(people: pl.DataFrame) -> pl.DataFrame:
    """Return accounts with people of which something is missing: account_id, account, people, lacks (economic buyer, champion, a second thread)."""
    held = people.group_by(ACCOUNT_ID, "account", maintain_order=True).agg(
        pl.len().alias("people"),
        (pl.col("role") == "economic buyer").any().alias("buyer"),
        (pl.col("role") == "champion").any().alias("champion"),
        pl.col("reached").sum().alias("reached"),
    )
    words = {
        "economic buyer": ~pl.col("buyer").fill_null(value=False),
        "champion": ~pl.col("champion").fill_null(value=False),
        "a second thread": pl.col("reached") == 1,
        "anybody reached": pl.col("reached") == 0,
    }
    found = held.with_columns(lacking(words).alias("lacks")).filter(pl.col("lacks") != "")
    return found.select(ACCOUNT_ID, "account", "people", "lacks")


def personas(people: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return personas and audiences in words: persona, people of it, channel rows for it; most people first."""
    named = people.filter(said("persona")).group_by(pl.col("persona").str.strip_chars()).agg(pl.len().alias("people"))
    ids = pl.concat([people["id"], people["name"]]).unique()
    aimed = (
        rows.filter(said("audience") & ~pl.col("audience").is_in(ids.implode()))
        .group_by(pl.col("audience").str.strip_chars().alias("persona"))
        .agg(pl.len().alias("rows"))
    )
    both = named.join(aimed, on="persona", how="full", coalesce=True).with_columns(pl.col("people", "rows").fill_null(0))
    return both.sort(["people", "rows", "persona"], descending=[True, True, False])


def sources(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return where knowledge comes from: source, then a count for each frame given (people, touches, scores); those that say none last."""
    parts = [
        frame.select(pl.when(said("source")).then(pl.col("source")).otherwise(pl.lit("no source")).alias("source"), pl.lit(name).alias("of"))
        for name, frame in frames.items()
    ]
    counted = pl.concat(parts).group_by("source").agg((pl.col("of") == name).sum().alias(name) for name in frames)
    return counted.sort([pl.col("source") == "no source", pl.sum_horizontal(*frames), "source"], descending=[False, True, False])


def tally(plans: pl.DataFrame, name: str, words: tuple[str, ...]) -> pl.DataFrame:
    """Return how many plans say each word of a field: word, plans; in the order of the picklist, others behind it by count; plans that say nothing are left out."""
    held = plans.filter(said(name)).group_by(pl.col(name).alias("word")).agg(pl.len().alias("plans"))
    order = pl.col("word").replace_strict({word: place for place, word in enumerate(words)}, default=len(words), return_dtype=pl.Int32)
    return held.sort([order, "plans", "word"], descending=[False, True, False])
