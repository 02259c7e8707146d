"""What a review says of one measure of effort: its figures, its classes, and the accounts that get most beyond or least of their share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.effort import EFFORT_SHARE, EFFORTS, SERVED, TO_MOVE, VALUE_SHARE, Effort, effort_of, served_in_order
from abmtui.portfolio.served import EFFORT, ClassEffort, Moved, by_class, class_c_to_drm
from abmtui.review.effort_columns import effort_values, value_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.review.standing import Ground
    from abmtui.workspace.reviewed import Reviewed

LONGEST_LIST: Final = 20


@dataclass(frozen=True, eq=False)
class Served:
    """Accounts on one side of their share: how many, how much effort lies between them and it, and the first twenty."""

    accounts: int
    to_move: float
    first: pl.DataFrame
    """id, name, class, effort, effort_share, value_share, served, effort_to_move."""


@dataclass(frozen=True, eq=False)
class EffortFigures:
    """One measure of effort over the accounts in view."""

    column: str
    dated: bool
    """Whether it is of the view's period; False: the source's own figure beside a period's revenue."""
    figures: Effort
    classes: Mapping[str, ClassEffort]
    moved: Moved | None
    beside: tuple[tuple[str, int, float], ...]
    """Kind (`customer` stands for accounts at or below zero, or without a value), accounts with effort, their effort."""
    limit: float
    """Effort share over revenue share from which an account is over-served."""
    over: Served
    """Highest ratio first."""
    under: Served
    """Furthest below the share first."""


def efforts_of(reviewed: Reviewed) -> tuple[EffortFigures, ...]:
    """Return every measure of effort that the source has: hours, cost to serve, budget; one without any data comes last."""
    there = [name for name in EFFORTS if name in reviewed.standing.ground.table.columns]
    found = [effort_figures(reviewed, name) for name in there]
    return tuple(sorted(found, key=lambda effort: bool(effort.figures.undefined)))


def effort_figures(reviewed: Reviewed, column: str) -> EffortFigures:
    """Return one measure of effort of the accounts in view; ratios and shares of single accounts are the book's."""
    ground, mask = reviewed.standing.ground, reviewed.measured.mask
    effort, dated = effort_values(ground, column)
    accounts = _accounts(reviewed, effort)
    classes = by_class(accounts)
    limit = reviewed.rules.limits.get("over_served", 2.0)
    ordered = _ordered(reviewed, effort)
    over, under = (pl.col(SERVED) >= limit) & (pl.col(TO_MOVE) > 0), (pl.col(SERVED) <= 1 / limit) & (pl.col(TO_MOVE) < 0)
    return EffortFigures(
        column,
        dated,
        effort_of(ground.book, effort, mask),
        classes,
        class_c_to_drm(classes, min(1.0, reviewed.rules.limits.get("drm_effort_share", 0.0))),
        _beside(accounts),
        limit,
        _served(ground, effort, ordered.filter(over), {SERVED: True, TO_MOVE: True}),
        _served(ground, effort, ordered.filter(under), {TO_MOVE: False}),
    )


def _accounts(reviewed: Reviewed, effort: pl.Series) -> pl.DataFrame:
    """Return the accounts in view with their effort and what it is held against, as far as classes and kinds are made of it."""
    ground, mask = reviewed.standing.ground, reviewed.measured.mask
    table = ground.table.select(col.KIND, col.ABC_CLASS, col.VALUE)
    table = table.with_columns(effort.alias(EFFORT), value_of(ground, col.REVENUE).alias(col.REVENUE))
    if col.COST_TO_SERVE in ground.table.columns:
        table = table.with_columns(effort_values(ground, col.COST_TO_SERVE)[0].alias(col.COST_TO_SERVE))
    return table if mask is None else table.filter(mask)


def _ordered(reviewed: Reviewed, effort: pl.Series) -> pl.DataFrame:
    """Return the accounts in view that have a share of the effort, in the book's order, with `row`, their place in the table."""
    book, mask = reviewed.book, reviewed.measured.mask
    found = served_in_order(book, effort)
    found = found.with_columns(book.order.head(found.height).alias("row"))
    return found if mask is None or found.is_empty() else found.filter(mask.gather(book.order))


def _beside(accounts: pl.DataFrame) -> tuple[tuple[str, int, float], ...]:
    """Return the effort of accounts that are not above zero in the book, or not in it, by kind."""
    outside = accounts.filter(~(pl.col(col.VALUE) > 0).fill_null(value=False) & pl.col(EFFORT).is_finite() & (pl.col(EFFORT) > 0))
    return tuple(outside.group_by(col.KIND, maintain_order=True).agg(pl.len(), pl.col(EFFORT).sum()).sort(col.KIND).iter_rows())


def _served(ground: Ground, effort: pl.Series, accounts: pl.DataFrame, by: Mapping[str, bool]) -> Served:
    """Return accounts on one side; `by` says which columns the first are sorted by, and whether the largest come first; equal ones stand by their id."""
    name, largest = next(iter(by.items()))
    some = accounts
    if accounts.height > LONGEST_LIST:
        # A million accounts are not sorted for the sake of twenty: those that tie with the last of them are enough.
        ends = accounts[name].top_k(LONGEST_LIST) if largest else accounts[name].bottom_k(LONGEST_LIST)
        some = accounts.filter(pl.col(name) >= ends.min() if largest else pl.col(name) <= ends.max())
    named = ground.table.select(col.ID, col.NAME, col.ABC_CLASS, effort.alias(EFFORT))[some["row"]].hstack(some)
    first = named.sort([*by, col.ID], descending=[*by.values(), False]).head(LONGEST_LIST)
    names = [col.ID, col.NAME, col.ABC_CLASS, EFFORT, EFFORT_SHARE, VALUE_SHARE, SERVED, TO_MOVE]
    return Served(accounts.height, abs(float(accounts[TO_MOVE].sum())), first.select(names))
