"""Weighted scores of accounts, from 1 to 5: which of them count, how much of the whole they cover, and who ranks where by them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

LEAST: Final = 1
MOST: Final = 5
HIGH: Final = 3.5
"""A weighted score from here on is high; the middle of the scale is 3."""
LOW: Final = 2.5
"""A weighted score up to here is low."""
GUESSED: Final = "guessed"
"""The source of a score that nobody asked for or saw."""
SCORE_DAYS: Final = 365.0
"""Days after which a score is stale, where nobody says otherwise."""
_CRITERIA: Final = {"_plain": pl.String(), "criterion": pl.String(), "weight": pl.Float64()}
_PLAIN: Final = r"[\s_\-]+"
_SAME: Final = 9
"""Digits to which two weighted scores are the same: sums of other weights round differently."""


@dataclass(frozen=True, slots=True)
class Age:
    """What tells how old a score is."""

    today: dt.date
    days: float = SCORE_DAYS
    """A score of more days than this is stale."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of scores that do not count, by reason."""

    unknown: Mapping[str, int] = field(default_factory=dict)
    """Criterion that is none of the known ones -> rows."""
    without_score: int = 0
    """A known criterion whose score is empty or not from 1 to 5."""
    future: int = 0
    """Dated after today."""
    replaced: int = 0
    """Scored again since, or at the same time further down in the plan."""


@dataclass(frozen=True, eq=False)
class Counted:
    """The scores that count: one row an account and criterion."""

    rows: pl.DataFrame
    """The columns that were given, with the criterion as the weights spell it, and `weight`, `stale` and `guessed`, in the order of the plans."""
    left_out: LeftOut = field(default_factory=LeftOut)


def plain(criterion: str) -> str:
    """A criterion as it is compared: lower case, hyphens and low lines are blanks."""
    return " ".join(criterion.lower().replace("_", " ").replace("-", " ").split())


def plain_criterion(column: str = "criterion") -> pl.Expr:
    """A column of criteria as they are compared: what `plain` makes of each."""
    return pl.col(column).fill_null("").str.to_lowercase().str.replace_all(_PLAIN, " ").str.strip_chars()


def counted(rows: pl.DataFrame, weights: Mapping[str, float], age: Age, others: Collection[str] = ()) -> Counted:
    """The scores of these criteria that count: from 1 to 5, not of the future, and of several for one criterion the latest.

    `rows` has account_id, criterion, score, source, date, due and is in the order of the plans; an undated score is older than any dated
    one, and of equals the lower one in the plan counts. A score is stale when it is older than the age's days or past its `due`.
    `others` are criteria of other scores: they are passed over silently, what is in neither is unknown. A criterion of weight 0 is known and not counted.
    """
    criteria = pl.DataFrame([(plain(name), name, weight) for name, weight in weights.items()], schema=_CRITERIA, orient="row")
    known = rows.rename({"criterion": "_said"}).with_columns(plain_criterion("_said").alias("_plain"), pl.int_range(pl.len()).alias("_place"))
    ours = known.join(criteria, on="_plain", how="inner", maintain_order="left")
    there = ours.filter(pl.col("score").is_between(LEAST, MOST))
    past = there.filter((pl.col("date") <= age.today) | pl.col("date").is_null())
    newest = past.sort("date", "_place", nulls_last=False).unique(["account_id", "_plain"], keep="last", maintain_order=True).sort("_place")
    judged = newest.with_columns(stale(age).alias("stale"), (pl.col("source") == GUESSED).fill_null(value=False).alias("guessed"))
    elsewhere = pl.Series("_plain", [plain(name) for name in others], dtype=pl.String).to_frame()
    strange = known.join(criteria, on="_plain", how="anti").join(elsewhere, on="_plain", how="anti")["_said"].fill_null("")
    left_out = LeftOut(dict(sorted(Counter(strange.to_list()).items())), ours.height - there.height, there.height - past.height, past.height - newest.height)
    return Counted(judged.filter(pl.col("weight") > 0).drop("_plain", "_said", "_place"), left_out)


def stale(age: Age) -> pl.Expr:
    """Whether a score's `date` is more than the age's days ago, or its `due` is past; never for one without either."""
    too_old = (pl.lit(age.today) - pl.col("date")).dt.total_days() > age.days
    return too_old.fill_null(value=False) | (pl.col("due") < age.today).fill_null(value=False)


def weighted(rows: pl.DataFrame, weights: Mapping[str, float]) -> pl.DataFrame:
    """One row an account of the rows that count, by `account_id` in their order: score, coverage, stale, guessed.

    score = sum(weight * score) / sum(weight) over the scores that are there: a missing one is left out, never 0.
    coverage = weight of the scores that are there / all weight, 0 to 1. stale and guessed count the scores that are.
    """
    whole = sum(weight for weight in weights.values() if weight > 0)
    there = pl.col("weight").sum()
    return rows.group_by("account_id", maintain_order=True).agg(
        ((pl.col("score").cast(pl.Float64) * pl.col("weight")).sum() / there).alias("score"),
        (there / whole).clip(0.0, 1.0).alias("coverage"),
        pl.col("stale").sum().cast(pl.UInt32),
        pl.col("guessed").sum().cast(pl.UInt32),
    )


def rank_of(scores: pl.Series) -> pl.Series:
    """The rank of each score (UInt32, 1 is the highest), equal ones in their order; null where there is no score."""
    return scores.round(_SAME).rank("ordinal", descending=True).cast(pl.UInt32)


def band_of(score: pl.Expr) -> pl.Expr:
    """Where a score stands, as a text to group by: high (3.5 or more), low (2.5 or less) or middle; null where there is none."""
    same = score.round(_SAME)
    return pl.when(same >= HIGH).then(pl.lit("high")).when(same <= LOW).then(pl.lit("low")).when(same.is_not_null()).then(pl.lit("middle"))
