"""How stable the largest fifth of the accounts is: who stayed, who came, who went, between two periods."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import polars as pl

from abmtui.portfolio.concentration import LARGEST

STAYED: Final = "stayed"
ENTERED: Final = "entered"
LEFT: Final = "left"


@dataclass(frozen=True, slots=True)
class Stability:
    """The figures of two periods; None means undefined."""

    stayed: int = 0
    """Accounts in the top 20% of both periods."""
    entered: int = 0
    left: int = 0
    retention: float | None = None
    """stayed / (stayed + left): how much of the earlier top 20% is still there."""
    jaccard: float | None = None
    """stayed / (stayed + entered + left): how alike the two sets are."""
    stayers_share: float | None = None
    """What those who stayed hold of the later period's positive total."""
    rank_correlation: float | None = None
    """Spearman's rho with average ranks, over the accounts that are not zero in both periods."""


def moves(now: pl.Series, before: pl.Series) -> pl.DataFrame:
    """Return rank, rank_before, rank_move and top_20 of each account from its value in two periods (null: not in the book).

    Ranks count values above zero, equal ones share the better rank; a move is positive upward, null where either rank is. The top
    20% are the ceil(n / 5) largest of the n accounts above zero, and those as large as the last of them.
    """
    values = pl.DataFrame({"rank": now, "rank_before": before})
    ranks = values.select(pl.when(pl.col(name) > 0).then(pl.col(name)).rank("min", descending=True).alias(name) for name in values.columns)
    frame = ranks.with_columns(top_20(now).alias("top"), top_20(before).alias("top_before"))
    move = pl.col("rank_before").cast(pl.Int64) - pl.col("rank").cast(pl.Int64)
    word = pl.when(pl.col("top") & pl.col("top_before")).then(pl.lit(STAYED)).when("top").then(pl.lit(ENTERED)).when("top_before").then(pl.lit(LEFT))
    return frame.select("rank", "rank_before", move.alias("rank_move"), word.alias("top_20"))


def top_20(values: pl.Series) -> pl.Series:
    """Return which values are among the largest fifth of those above zero, ties included."""
    positive = values.filter(values > 0)
    if positive.is_empty():
        return pl.repeat(value=False, n=len(values), dtype=pl.Boolean, eager=True)
    least = positive.top_k(-(-len(positive) // LARGEST)).min()
    return values.ge(least).fill_null(value=False)


def stability_of(now: pl.Series, before: pl.Series, top: pl.Series) -> Stability:
    """Return the figures of some accounts; `top` is what `moves` calls top_20, made over the whole book."""
    stayed, entered, left = (int((top == word).fill_null(value=False).sum()) for word in (STAYED, ENTERED, LEFT))
    total = float(now.filter(now > 0).sum())
    held = float(now.filter((top == STAYED).fill_null(value=False)).sum())
    return Stability(
        stayed,
        entered,
        left,
        retention=stayed / (stayed + left) if stayed + left else None,
        jaccard=stayed / (stayed + entered + left) if stayed + entered + left else None,
        stayers_share=held / total if total > 0 else None,
        rank_correlation=rank_correlation(now, before),
    )


def rank_correlation(now: pl.Series, before: pl.Series) -> float | None:
    """Return Spearman's rho: the correlation of average ranks; None for fewer than two accounts or where all ranks of a period are equal.

    Spearman (1904); ties get the mean of their ranks. Accounts that are zero in both periods would only tie with each other: left out.
    """
    both = pl.DataFrame({"now": now, "before": before}).drop_nulls().filter((pl.col("now") != 0) | (pl.col("before") != 0))
    if both.height < 2:  # noqa: PLR2004  # one account has no order
        return None
    rho = both.select(pl.all().rank("average")).select(pl.corr("now", "before")).item()
    return None if rho is None or math.isnan(rho) else max(-1.0, min(1.0, float(rho)))


def top_tenure(series: pl.DataFrame) -> pl.Series:
    """Return for how many periods without a break, the newest included, each account has been in the top 20%; columns without any value are passed over."""
    held = [top_20(series[name]) for name in reversed(series.columns) if series[name].null_count() < series.height]
    running = pl.repeat(value=True, n=series.height, dtype=pl.Boolean, eager=True)
    count = pl.zeros(series.height, dtype=pl.UInt32, eager=True)
    for top in held:
        running = running & top
        count = count + running.cast(pl.UInt32)
    return count.alias("top_tenure")
