"""What a review says of customer profit: the whale curve, the classes, and the accounts that lose money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Measure
from abmtui.portfolio.periods import ALL
from abmtui.portfolio.profit import formula
from abmtui.portfolio.whale import Whale, whale_of
from abmtui.review.effort_columns import CUSTOMER_PROFIT, value_of

if TYPE_CHECKING:
    from abmtui.portfolio.book import Book
    from abmtui.workspace.reviewed import Reviewed

LONGEST_LIST: Final = 20


@dataclass(frozen=True, eq=False)
class ProfitFigures:
    """Customer profit of the accounts in view."""

    formula: str
    """Such as `margin - cost_to_serve`; empty when there is none."""
    undefined: str
    """Why there is no profit, or empty."""
    whale: Whale
    without: int
    """Customers in view without a profit: left out."""
    classes: pl.DataFrame
    """class, accounts, profit, loss_making, lost."""
    losses: pl.DataFrame
    """id, name, class, revenue, customer_profit of the largest losses, largest first; at most twenty."""


def profit_figures(reviewed: Reviewed) -> ProfitFigures:
    """Return the customer profit of the accounts in view, in the view's period."""
    ground, mask = reviewed.standing.ground, reviewed.measured.mask
    own = ground.book.measure
    book = ground.book if own.metric == col.PROFIT else ground.books(Measure(col.PROFIT, own.period))
    profit = book.columns[col.VALUE]
    whale = whale_of(profit, mask)
    accounts = ground.table.select(col.ID, col.NAME, col.ABC_CLASS).with_columns(
        value_of(ground, col.REVENUE).alias(col.REVENUE), profit.alias(CUSTOMER_PROFIT)
    )
    accounts = (accounts if mask is None else accounts.filter(mask)).filter(pl.col(CUSTOMER_PROFIT).is_not_null())
    lost = pl.col(CUSTOMER_PROFIT) < 0
    return ProfitFigures(
        formula=formula(col.PROFIT, ground.portfolio.accounts.columns).text,
        undefined=_undefined(book, whale),
        whale=whale,
        without=_without(book, mask),
        classes=accounts.group_by(col.ABC_CLASS)
        .agg(
            accounts=pl.len(),
            profit=pl.col(CUSTOMER_PROFIT).sum(),
            loss_making=lost.sum(),
            lost=pl.col(CUSTOMER_PROFIT).filter(lost).sum(),
        )
        .drop_nulls(col.ABC_CLASS)
        .sort(pl.col(col.ABC_CLASS).cast(pl.String)),
        losses=accounts.filter(lost).sort([CUSTOMER_PROFIT, col.ID]).head(LONGEST_LIST),
    )


def _undefined(book: Book, whale: Whale) -> str:
    """Return why there is no profit: also where a period has nothing but zeros, since the source's columns are of other years."""
    period = book.measure.period
    if not whale.points:
        return book.undefined or (whale.undefined if whale.accounts else "no account in view has a profit")
    empty = period != ALL and not whale.loss_making and not any(height for _, height in whale.points)
    return f"no account has a profit or a loss in {period}" if empty else ""


def _without(book: Book, mask: pl.Series | None) -> int:
    missing = book.ranking.missing
    return len(missing) if mask is None else int(mask.gather(missing).sum())
