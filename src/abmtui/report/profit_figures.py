"""What a review says of customer profit: the whale curve, the classes, and the accounts that lose money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Measure, values_of
from abmtui.portfolio.periods import ALL
from abmtui.portfolio.profit import formula
from abmtui.portfolio.whale import Whale, whale_of
from abmtui.review.effort_columns import CUSTOMER_PROFIT, value_of

if TYPE_CHECKING:
    from abmtui.review.standing import Ground
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
    measure = Measure(col.PROFIT, ground.book.measure.period)
    profit, customers = values_of(ground.portfolio, measure)
    whale = whale_of(profit, mask)
    missing = customers & profit.is_null()
    lost = pl.col(CUSTOMER_PROFIT) < 0
    return ProfitFigures(
        formula=formula(col.PROFIT, ground.portfolio.accounts.columns).text,
        undefined=_undefined(ground, measure, whale),
        whale=whale,
        without=int((missing if mask is None else missing & mask).sum()),
        classes=_in_view(ground.table.select(col.ABC_CLASS, profit.alias(CUSTOMER_PROFIT)), mask)
        .group_by(col.ABC_CLASS, maintain_order=True)
        .agg(
            accounts=pl.len(),
            profit=pl.col(CUSTOMER_PROFIT).sum(),
            loss_making=lost.sum(),
            lost=pl.when(lost).then(pl.col(CUSTOMER_PROFIT)).sum(),
        )
        .drop_nulls(col.ABC_CLASS)
        .sort(pl.col(col.ABC_CLASS).cast(pl.String)),
        losses=_losses(ground, profit, mask),
    )


def _in_view(accounts: pl.DataFrame, mask: pl.Series | None) -> pl.DataFrame:
    """Return the accounts in view that have a profit."""
    return (accounts if mask is None else accounts.filter(mask)).drop_nulls(CUSTOMER_PROFIT)


def _losses(ground: Ground, profit: pl.Series, mask: pl.Series | None) -> pl.DataFrame:
    """Return the largest losses in view, equal ones by their id; only those that tie with the last of them are sorted."""
    lost = profit < 0 if mask is None else (profit < 0) & mask
    losses = profit.filter(lost)
    if len(losses) > LONGEST_LIST:
        lost = lost & (profit <= losses.bottom_k(LONGEST_LIST).max())
    accounts = ground.table.select(col.ID, col.NAME, col.ABC_CLASS).with_columns(
        value_of(ground, col.REVENUE).alias(col.REVENUE), profit.alias(CUSTOMER_PROFIT)
    )
    return accounts.filter(lost).sort([CUSTOMER_PROFIT, col.ID]).head(LONGEST_LIST)


def _undefined(ground: Ground, measure: Measure, whale: Whale) -> str:
    """Return why there is no profit: also where a period has nothing but zeros, since the source's columns are of other years."""
    if not whale.points:
        book = ground.book if ground.book.measure == measure else ground.books(measure)
        return book.undefined or (whale.undefined if whale.accounts else "no account in view has a profit")
    empty = measure.period != ALL and not whale.loss_making and not any(height for _, height in whale.points)
    return f"no account has a profit or a loss in {measure.period}" if empty else ""
