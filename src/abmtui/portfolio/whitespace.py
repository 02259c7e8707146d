"""What accounts could still buy: potential less revenue, never below zero, as a whole and by offering."""

from __future__ import annotations

import polars as pl

from abmtui.portfolio.columns import POTENTIAL, REVENUE

WHITESPACE = "whitespace"


def whitespace(potential: pl.Series, revenue: pl.Series) -> pl.Series:
    """Return potential - revenue, 0 where revenue is above potential, null where either is not known."""
    both = pl.DataFrame({POTENTIAL: potential, REVENUE: revenue})
    left = (pl.col(POTENTIAL) - pl.col(REVENUE)).clip(lower_bound=0.0)
    return both.select(pl.when(pl.col(POTENTIAL).is_not_null() & pl.col(REVENUE).is_not_null()).then(left).alias(WHITESPACE)).to_series()


def offering_whitespace(offerings: pl.DataFrame) -> pl.DataFrame:
    """Return account_id, name, current, potential and whitespace of the plans' offerings that have a potential, largest whitespace first.

    Of an offering without a current figure nothing is bought yet.
    """
    wanted = ("account_id", "name", "current", POTENTIAL)
    if not set(wanted) <= set(offerings.columns):
        return pl.DataFrame(schema={"account_id": pl.String, "name": pl.String, **dict.fromkeys(("current", POTENTIAL, WHITESPACE), pl.Float64)})
    known = offerings.select(wanted).filter(pl.col(POTENTIAL).is_not_null()).with_columns(pl.col("current").fill_null(0.0))
    left = (pl.col(POTENTIAL) - pl.col("current")).clip(lower_bound=0.0).alias(WHITESPACE)
    return known.with_columns(left).sort(WHITESPACE, "account_id", "name", descending=[True, False, False])


def offered(offerings: pl.DataFrame) -> pl.DataFrame:
    """Return account_id, potential and whitespace summed over the offerings of each account (`offering_whitespace`)."""
    return offerings.group_by("account_id", maintain_order=True).agg(pl.col(POTENTIAL, WHITESPACE).sum())
