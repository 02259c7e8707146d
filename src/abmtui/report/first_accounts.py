"""The first accounts of a list that may have a million, without sorting all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.portfolio import columns as col

if TYPE_CHECKING:
    import polars as pl


def first_accounts(accounts: pl.DataFrame, count: int, *by: pl.Expr) -> pl.DataFrame:
    """Return the first `count` accounts, those with the largest values of `by` first, equal ones by their id, unknown ones last.

    Of equal ones at the very end the source's order decides which are in.
    """
    some = accounts.top_k(count, by=list(by)) if accounts.height > count else accounts
    return some.sort(*by, col.ID, descending=[*(True for _ in by), False], nulls_last=True)
