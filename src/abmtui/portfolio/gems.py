"""Hidden gems and their reverse: accounts that are worth more, or less, seen from the outside in than their revenue says."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import polars as pl

GEM: Final = "hidden gem"
REVERSE: Final = "reverse"
FIFTH: Final = 0.2
"""The part of the judged accounts at either end of the outside-in ranking."""
ENOUGH: Final = 0.5
"""The least coverage with which an account is judged."""
FEWEST: Final = 5
"""Fewer judged accounts than this have no fifth."""
_SAME: Final = 9


@dataclass(frozen=True, eq=False)
class Gems:
    """Which accounts stand out, and by which lines."""

    marks: pl.Series
    """"hidden gem", "reverse" or null, one an account."""
    judged: int = 0
    """Accounts of the book of revenue whose outside-in score covers at least half of the weight."""
    high: float | None = None
    """The lowest score of the best fifth."""
    low: float | None = None
    """The highest score of the last fifth."""
    largest: int = 0
    """How many accounts count as large."""
    undefined: str = ""
    """Why nobody can stand out, or empty."""


def gems_of(score: pl.Series, coverage: pl.Series, revenue_rank: pl.Series, largest: int) -> Gems:
    """Hidden gem: in the best fifth by outside-in score, but not among the largest by revenue. Reverse: in the last fifth, and among them.

    Three values an account in one order; `revenue_rank` (1 is the largest) is null outside the book of revenue, and prospects and partners with it.
    `largest` is how many accounts count as large: those of class A by their revenue, whatever class a plan gives them.
    Judged are accounts of the book whose coverage is at least 1/2; a fifth of them is rounded up, accounts that tie with
    its last one belong to it. A best score must lie above the median of the judged, a last one below: where all are alike nobody stands out.
    """
    frame = pl.DataFrame({"score": score.round(_SAME), "coverage": coverage, "rank": revenue_rank})
    judged = (
        frame.select(pl.col("score").is_not_null() & (pl.col("coverage") >= ENOUGH - 1e-9) & pl.col("rank").is_not_null()).to_series().fill_null(value=False)
    )
    nobody = pl.Series([None], dtype=pl.String).new_from_index(0, len(score))
    scores = frame["score"].filter(judged).sort(descending=True)
    if len(scores) < FEWEST:
        return Gems(nobody, len(scores), largest=largest, undefined=_too_few(len(scores), revenue_rank))
    part = math.ceil(FIFTH * len(scores) - 1e-9)
    high, low, middle = float(scores[part - 1]), float(scores[-part]), scores.median()
    is_large = pl.col("rank") <= largest
    gem = pl.when((pl.col("score") >= high) & (pl.col("score") > middle) & ~is_large).then(pl.lit(GEM))
    mark = gem.when((pl.col("score") <= low) & (pl.col("score") < middle) & is_large).then(pl.lit(REVERSE))
    marks = frame.select(pl.when(pl.lit(judged)).then(mark).cast(pl.String)).to_series()
    return Gems(marks, len(scores), high, low, largest)


def _too_few(judged: int, revenue_rank: pl.Series) -> str:
    if revenue_rank.null_count() == len(revenue_rank):
        return "no scored account has revenue to compare with"
    return f"it takes {FEWEST} accounts with revenue that are scored on half of the weight or more; there are {judged}"
