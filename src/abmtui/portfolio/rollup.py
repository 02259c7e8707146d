"""A portfolio with its accounts merged under their topmost parents, and what is to be said about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import polars as pl

from abmtui.portfolio.columns import ACCOUNT, CUSTOMER, DATE, FIELDS, ID, KIND, NAME, PARENT, REVENUE
from abmtui.portfolio.families import Families, families
from abmtui.portfolio.periods import ALL
from abmtui.portfolio.profit import formula
from abmtui.problems import Problem, Severity
from abmtui.wording import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.portfolio.model import Portfolio

_TOP: Final = "\x00top"
_ROW: Final = "\x00row"
_CUSTOMER: Final = "\x00customer"
_TIMES: Final = "\x00times"
_NAMED: Final = 3
"""Accounts of a circle that a sentence names."""


def rolled_up(portfolio: Portfolio) -> Portfolio:
    """The portfolio with one account a family, in the order of first appearance; the same portfolio without a parent column.

    Money and dates come together as `columns.FIELDS` says. A word (owner, region) is the topmost parent's own, else the most
    frequent. The family is a customer if any of its accounts is one. A column that is none of our fields keeps the parent's value, else
    the one value that all share. A parent that is no account of its own gives the family its name and key.
    """
    return _rolled(portfolio, families_of(portfolio))


def _rolled(portfolio: Portfolio, found: Families | None) -> Portfolio:
    if found is None:
        return portfolio
    accounts = portfolio.accounts.with_columns(found.tops.alias(_TOP)).with_row_index(_ROW)
    many = found.tops.is_duplicated() | (found.tops >= portfolio.accounts.height)
    alone = accounts.filter(~many)
    merged = _merged(accounts.filter(many), found, portfolio)
    together = pl.concat([alone.select(merged.columns), merged]).sort(_ROW).with_columns(pl.lit(None, pl.String).alias(PARENT))
    place = pl.zeros(portfolio.accounts.height + len(found.unknown), dtype=pl.UInt32, eager=True)
    place = place.scatter(together[_TOP], pl.int_range(together.height, dtype=pl.UInt32, eager=True))
    periods = portfolio.periods.with_columns(place.gather(found.tops).gather(portfolio.periods[ACCOUNT]).alias(ACCOUNT))
    summed = periods.group_by(ACCOUNT, DATE, maintain_order=True).agg(pl.all().sum())
    return replace(portfolio, accounts=together.select(portfolio.accounts.columns), periods=summed)


def rolled_up_for(portfolio: Portfolio, metric: str, period: str) -> Portfolio:
    """The same with nothing but what the book of one metric and period is made of: merging the other columns would take most of the time."""
    wanted = {name for columns in (portfolio.accounts.columns, portfolio.periods.columns) for name in formula(metric, columns).text.split(" - ")}
    accounts = [name for name in portfolio.accounts.columns if name in {ID, NAME, KIND, PARENT, REVENUE, *wanted}]
    periods = [name for name in portfolio.periods.columns if name in {ACCOUNT, DATE, *wanted}]
    told = portfolio.periods.select(periods)
    return _rolled(replace(portfolio, accounts=portfolio.accounts.select(accounts), periods=told.clear() if period == ALL else told), families_of(portfolio))


def families_of(portfolio: Portfolio) -> Families | None:
    """The families of a portfolio, worked out once; None without a parent column."""
    if PARENT not in portfolio.accounts.columns or not portfolio.accounts.height:
        return None
    if portfolio not in _FAMILIES:
        _FAMILIES[portfolio] = families(portfolio.accounts)
    return _FAMILIES[portfolio]


_FAMILIES: Final[WeakKeyDictionary[Portfolio, Families]] = WeakKeyDictionary()


def parents_found(portfolio: Portfolio) -> int:
    """How many accounts stand under another account or a named group; 0 without a parent column."""
    found = families_of(portfolio)
    return 0 if found is None else int((found.tops != pl.int_range(len(found.tops), dtype=pl.UInt32, eager=True)).sum())


def parent_problems(portfolio: Portfolio) -> tuple[Problem, ...]:
    """A sentence for each circle of parents, which was broken at its first account."""
    found = families_of(portfolio)
    names = portfolio.accounts[NAME]
    return () if found is None else tuple(Problem(_said(names, circle), field=PARENT, severity=Severity.MEND) for circle in found.circles)


def _said(names: pl.Series, circle: tuple[int, ...]) -> str:
    listed = [str(names[row]) for row in circle[:_NAMED]]
    more = f" and {len(circle) - _NAMED} more" if len(circle) > _NAMED else ""
    return f"{', '.join(listed)}{more} are each other's parents; {listed[0]} was taken for the topmost. Mend the parent of one of them"


def _merged(members: pl.DataFrame, found: Families, portfolio: Portfolio) -> pl.DataFrame:
    """One row a family of several accounts; column `_ROW` is that of its first account."""
    columns, height = portfolio.accounts.columns, portfolio.accounts.height
    figures = [name for name in columns if _summing(name) in _FIGURES]
    customer = (pl.col(KIND) == CUSTOMER).any().alias(_CUSTOMER)
    merged = members.group_by(_TOP, maintain_order=True).agg(pl.col(_ROW).min(), customer, *(_figure(name, columns).alias(name) for name in figures))
    for name in (name for name in columns if name not in figures):
        merged = merged.join(_word(members, name), on=_TOP, how="left", maintain_order="left")
    group = merged[_TOP] >= height
    called = [found.unknown[top - height] for top in merged[_TOP].filter(group)]
    merged = merged.with_columns(
        _replaced(merged[ID], group, [name_key(name) for name in called]),
        _replaced(merged[NAME], group, called),
        pl.when(_CUSTOMER).then(pl.lit(CUSTOMER)).otherwise(KIND).alias(KIND),
    )
    return merged.select(_ROW, *columns, _TOP)


def _replaced(column: pl.Series, where: pl.Series, values: list[str]) -> pl.Series:
    return column.scatter(where.arg_true(), pl.Series(values, dtype=pl.String))


def _summing(name: str) -> str:
    """How several values of a column become one; a column that is none of our fields has to agree."""
    return FIELDS[name].summing if name in FIELDS else "agree"


def _figure(name: str, columns: list[str]) -> pl.Expr:
    """Several numbers or dates as one; nothing known stays nothing known."""
    weighted = _summing(name) == "weighted" and REVENUE in columns
    return _weighted(name) if weighted else _FIGURES[_summing(name)](name)


def _weighted(name: str) -> pl.Expr:
    """The mean weighted by revenue over the accounts that have both."""
    total = pl.col(REVENUE).filter(pl.col(name).is_not_null()).sum()
    return pl.when(total != 0).then((pl.col(name) * pl.col(REVENUE)).sum() / total).otherwise(pl.col(name).mean())


def _word(members: pl.DataFrame, name: str) -> pl.DataFrame:
    """Family -> the topmost parent's own value, else the most frequent (of equally frequent ones the last), or the one value that all share."""
    known = members.lazy().select(_TOP, _ROW, name).drop_nulls(name)
    own = known.filter(pl.col(_ROW) == pl.col(_TOP)).select(_TOP, name)
    counted = known.join(own, on=_TOP, how="anti").group_by(_TOP, name).agg(pl.len().alias(_TIMES), pl.col(_ROW).max())
    if _summing(name) == "agree":
        counted = counted.filter(pl.len().over(_TOP) == 1)
    return pl.concat([own, counted.sort(_TIMES, _ROW).group_by(_TOP).agg(pl.col(name).last())]).collect()


_FIGURES: Final[Mapping[str, Callable[[str], pl.Expr]]] = {
    "sum": lambda name: pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()),
    "weighted": lambda name: pl.col(name).mean(),
    "last": lambda name: pl.col(name).drop_nulls().last(),
    "earliest": lambda name: pl.col(name).min(),
    "latest": lambda name: pl.col(name).max(),
    "periods": lambda name: pl.col(name).max(),
}
"""The ways of `columns.FIELDS` for numbers and dates."""
