"""What would be if accounts were lost, added, grown or merged, or hours moved: a changed portfolio beside the real one, which is never touched."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.model import Portfolio
from abmtui.portfolio.periods import ALL, period_values
from abmtui.portfolio.profit import formula
from abmtui.portfolio.rollup import rolled_up
from abmtui.portfolio.scenario_changes import Add, Change, Grow, Lose, Merge, Move
from abmtui.portfolio.scenario_names import CannotDoError, Stage, chosen, row_named
from abmtui.portfolio.scenario_numbers import short_amount, value_of
from abmtui.portfolio.timeline import MONEY
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from abmtui.portfolio.scenario_names import Where

GROWING: Final = (col.REVENUE, col.MARGIN, col.COST)
"""What grows with an account's business, profit aside; see `Grow`."""
NEW_ID: Final = "what-if: "
"""Begins the id of an account that a scenario adds."""
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one change did."""

    accounts: int = 0
    """How many accounts it took away, added, changed or put together."""
    said: str = ""
    """The same in a few words."""
    problem: str = ""
    """Why it did nothing, or empty."""
    freed: float = 0.0
    """Effort that it took from accounts and gave to none."""


@dataclass(frozen=True, eq=False)
class Applied:
    """A portfolio under changes."""

    portfolio: Portfolio
    """The very portfolio that was given when no change did anything; else one of the same columns, without periods."""
    origin: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.UInt32))
    """For each of its accounts the row in the portfolio that was given (UInt32); null for one that was added."""
    outcomes: tuple[Outcome, ...] = ()
    """One for each change, in their order."""


def in_period(portfolio: Portfolio, period: str) -> Portfolio:
    """The portfolio with the money of one period as its accounts' own; the same portfolio for all periods.

    Money that the source does not give by period is left out, so that no year stands beside a sum of years.
    """
    if period == ALL:
        return portfolio
    dated = [name for name in MONEY if name in portfolio.periods.columns]
    money = [period_values(portfolio, name, period).values.alias(name) for name in dated]
    accounts = portfolio.accounts.drop(*MONEY, col.PRIOR_REVENUE, strict=False)
    return replace(portfolio, accounts=accounts.with_columns(money), periods=portfolio.periods.clear(), grain="none")


def applied(portfolio: Portfolio, changes: Sequence[Change], where: Where) -> Applied:
    """The portfolio under changes, one after another; one that cannot be done is left out and says why.

    `where` gives the accounts of `portfolio` that meet a condition. Conditions are about these accounts as they really are, so that
    "class = 'A'" means the same accounts in every change; those that were added meet none. At 1,000,000 accounts a change is one
    filter or one pass over the columns that it changes.
    """
    start = Stage(portfolio.accounts, pl.int_range(portfolio.accounts.height, dtype=pl.UInt32, eager=True), where, portfolio.accounts)
    stage, outcomes = start, []
    for change in changes:
        stage, outcome = _step(stage, change)
        outcomes.append(outcome)
    if stage is start:
        return Applied(portfolio, start.origin, tuple(outcomes))
    changed = replace(portfolio, accounts=stage.accounts, periods=portfolio.periods.clear(), grain="none")
    return Applied(changed, stage.origin, tuple(outcomes))


def _step(stage: Stage, change: Change) -> tuple[Stage, Outcome]:
    try:
        return _STEPS[type(change)](stage, change)
    except CannotDoError as reason:
        return stage, Outcome(problem=str(reason))


def _lost(stage: Stage, change: Lose) -> tuple[Stage, Outcome]:
    mask = chosen(stage, change.who)
    count = int(mask.sum())
    return stage.kept(~mask), Outcome(count, f"{counted(count, 'account')} lost")


def _added(stage: Stage, change: Add) -> tuple[Stage, Outcome]:
    accounts = stage.accounts
    if (accounts[col.NAME] == change.name).any():
        raise CannotDoError(f'there is an account "{change.name}" already; grow it, or give the new one another name')
    row: dict[str, Any] = dict.fromkeys(accounts.columns)
    row |= {name: value_of(name, text, accounts.schema) for name, text in change.values}
    row |= {col.ID: f"{NEW_ID}{change.name}", col.NAME: change.name, col.KIND: row[col.KIND] or col.CUSTOMER}
    new = pl.DataFrame({name: [value] for name, value in row.items()}, schema=accounts.schema)
    origin = pl.concat([stage.origin, pl.Series(stage.origin.name, [None], dtype=pl.UInt32)])
    return replace(stage, accounts=pl.concat([accounts, new]), origin=origin), Outcome(1, "1 account added")


def _grown(stage: Stage, change: Grow) -> tuple[Stage, Outcome]:
    accounts, share = stage.accounts, change.percent / 100
    columns = [change.column] if change.column else [name for name in GROWING if name in accounts.columns]
    if not columns or columns[0] not in accounts.columns:
        raise CannotDoError(f"the source has no column {change.column or col.REVENUE} that could grow")
    mask = chosen(stage, change.who)
    more = {name: pl.col(name) * share for name in columns}
    if not change.column and col.PROFIT in accounts.columns:
        margin = formula(col.MARGIN, accounts.columns).expression
        own = pl.col(col.PROFIT)
        more[col.PROFIT] = (own if margin is None else pl.coalesce(margin, own)) * share
    grown = (pl.when(pl.lit(mask)).then(pl.col(name) + by).otherwise(pl.col(name)).alias(name) for name, by in more.items())
    count = int(mask.sum())
    return replace(stage, accounts=accounts.with_columns(grown)), Outcome(count, f"{counted(count, 'account')} changed")


def _merged(stage: Stage, change: Merge) -> tuple[Stage, Outcome]:
    accounts = stage.accounts
    mask = chosen(stage, change.who)
    rows = mask.arg_true()
    if len(rows) < 2:  # noqa: PLR2004 - fewer make no pair
        raise CannotDoError("it takes two accounts to merge; this names one")
    first = row_named(stage, change.who.names[0]) if change.who.names else int(rows[0])
    one = _together(accounts, first, rows)
    before = accounts.head(first).filter(~mask.head(first))
    after = accounts.slice(first + 1).filter(~mask.slice(first + 1))
    mask = mask.scatter(first, values=False)
    together = replace(stage, accounts=pl.concat([before, one, after]), origin=stage.origin.filter(~mask))
    return together, Outcome(len(rows), f"{len(rows):,} accounts into one")


def _together(accounts: pl.DataFrame, first: int, rows: pl.Series) -> pl.DataFrame:
    """Several accounts as one line: a family whose parent is the first."""
    own = accounts[first]
    members = pl.concat([own, accounts[rows.filter(rows != first)]])
    parent = pl.Series(col.PARENT, [None], dtype=pl.String).extend_constant(own[col.ID][0], members.height - 1)
    family = rolled_up(Portfolio(accounts=members.with_columns(parent)))
    kept = [own[col.PARENT]] if col.PARENT in own.columns else []
    return family.accounts.with_columns(kept).select(accounts.columns)


def _moved(stage: Stage, change: Move) -> tuple[Stage, Outcome]:
    accounts, name = stage.accounts, change.column
    if name not in accounts.columns:
        raise CannotDoError(f"no effort data: the source has no column {name}")
    source = chosen(stage, change.source)
    has = accounts[name].cast(pl.Float64)
    taken_from = source & (has > 0).fill_null(value=False)
    there = float(has.filter(taken_from).sum())
    amount = change.amount / 100 * there if change.percent else change.amount
    if not there or amount > there * (1 + _ROUNDING):
        raise CannotDoError(f"these accounts have {short_amount(there)} {name} to take from, no more")
    taken = min(1.0, amount / there)
    count = int(taken_from.sum())
    moved = has.to_frame().select(pl.when(pl.lit(taken_from)).then(pl.col(name) * (1 - taken)).otherwise(pl.col(name)).alias(name)).to_series()
    if change.target is None:
        said = f"{short_amount(amount)} {name} freed from {counted(count, 'account')}"
        return replace(stage, accounts=accounts.with_columns(moved)), Outcome(count, said, freed=amount)
    given, to = _dealt(stage, change, amount)
    dealt = moved.to_frame().select(pl.when(pl.lit(given) > 0).then(pl.col(name).fill_null(0.0) + pl.lit(given)).otherwise(pl.col(name)).alias(name))
    said = f"{short_amount(amount)} {name} from {counted(count, 'account')} to {to:,}"
    return replace(stage, accounts=accounts.with_columns(dealt.to_series())), Outcome(count + to, said)


def _dealt(stage: Stage, change: Move, amount: float) -> tuple[pl.Series, int]:
    """What each account gets of an amount, in proportion to its revenue, and how many get something."""
    assert change.target is not None
    if col.REVENUE not in stage.accounts.columns:
        raise CannotDoError(f"there is no revenue by which {change.column} could be dealt out")
    mask = chosen(stage, change.target)
    revenue = stage.accounts[col.REVENUE].cast(pl.Float64)
    weights = revenue.to_frame().select(pl.when(pl.lit(mask) & (pl.col(col.REVENUE) > 0)).then(pl.col(col.REVENUE)).otherwise(0.0)).to_series()
    total = float(weights.sum())
    if total <= 0:
        raise CannotDoError(f"nobody can get the {change.column}: no account meant has revenue above zero")
    return weights * (amount / total), int((weights > 0).sum())


_STEPS: Final[Mapping[type, Callable[[Stage, Any], tuple[Stage, Outcome]]]] = {Lose: _lost, Add: _added, Grow: _grown, Merge: _merged, Move: _moved}
