"""What the portfolio screen and the headless commands show of one view: its table, its figures, its row order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Book, ClassLines, Figures, Measure, book_of, view_of
from abmtui.portfolio.model import EMPTY, Portfolio
from abmtui.portfolio.rollup import rolled_up
from abmtui.portfolio.view import Orders, SortKey, matching

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.problems import Problem


@dataclass(frozen=True, slots=True)
class View:
    """What a user chose to see: the book by metric, period and roll-up; the view by filter and mine; the order."""

    measure: Measure = field(default_factory=Measure)
    rollup: bool = False
    filter: str = ""
    mine: bool = False
    sort: tuple[SortKey, ...] = (SortKey(col.VALUE, descending=True),)


@dataclass(frozen=True, eq=False)
class Measured:
    """One view, worked out; frames have one row an account in the portfolio's order."""

    view: View
    portfolio: Portfolio
    table: pl.DataFrame
    """The accounts' columns, the book's and the plans'."""
    book: Book
    figures: Figures
    """Of the view: the book's own when nothing is filtered."""
    mask: pl.Series | None
    """Which accounts the filter and mine leave (Boolean); None: all."""
    order: pl.Series
    """UInt32 rows of `table` that are shown, in the view's order."""
    problem: Problem | None = None
    """Why the filter could not be applied; the view is then unfiltered."""
    unknown: int = 0
    """Accounts left out because the filter's columns are empty there."""


class Measuring:
    """Works views out and keeps what several of them share: the rolled-up portfolio, books, sorted columns.

    Not thread-safe: one thread at a time asks it.
    """

    def __init__(self, portfolio: Portfolio = EMPTY, lines: ClassLines | None = None, me: str = "") -> None:
        self._portfolio = portfolio
        self._lines = lines or ClassLines()
        self._me = me
        self._plans: pl.DataFrame | None = None
        self._rolled: Portfolio | None = None
        self._books: dict[tuple[Measure, bool], Book] = {}
        self._tables: dict[tuple[Measure, bool], tuple[pl.DataFrame, Orders]] = {}
        self._own: dict[bool, Orders] = {}

    def with_plans(self, plans: pl.DataFrame) -> None:
        """Take the plans' columns, one row a plan keyed by `id`; what was worked out from older ones is forgotten."""
        programmes_changed = self._plans is None or not _same(self._plans, plans, col.PROGRAMME)
        self._plans = plans
        self._tables.clear()
        if programmes_changed:
            self._books.clear()

    def portfolio(self, *, rollup: bool) -> Portfolio:
        """Return the portfolio as read, or with its accounts under their parents."""
        if not rollup:
            return self._portfolio
        if self._rolled is None:
            self._rolled = rolled_up(self._portfolio)
        return self._rolled

    def measured(self, view: View) -> Measured:
        """Return the view worked out."""
        portfolio = self.portfolio(rollup=view.rollup)
        book = self._book(view, portfolio)
        table, orders = self._table(view, portfolio, book)
        mask, problem, unknown = self._mask(table, view)
        order = orders.order(view.sort)
        if mask is not None:
            order = order.filter(mask.gather(order))
        figures = book.figures if mask is None else view_of(book, mask)
        return Measured(view, portfolio, table, book, figures, mask, order, problem, unknown)

    def _book(self, view: View, portfolio: Portfolio) -> Book:
        key = (view.measure, view.rollup)
        if key not in self._books:
            self._books[key] = book_of(portfolio, view.measure, self._lines, self._programmes(portfolio))
        return self._books[key]

    def _programmes(self, portfolio: Portfolio) -> pl.Series | None:
        if self._plans is None or col.PROGRAMME not in self._plans.columns:
            return None
        said = pl.col(col.PROGRAMME)
        by_id = self._plans.select(col.ID, pl.when(said != "").then(said)).drop_nulls()
        if by_id.is_empty():
            return None
        return portfolio.accounts.select(col.ID).join(by_id, on=col.ID, how="left", maintain_order="left")[col.PROGRAMME]

    def _table(self, view: View, portfolio: Portfolio, book: Book) -> tuple[pl.DataFrame, Orders]:
        key = (view.measure, view.rollup)
        if key not in self._tables:
            own = portfolio.accounts.drop([name for name in book.columns.columns if name in portfolio.accounts.columns])
            table = _joined(own, book.columns, self._plans)
            self._tables[key] = (table, Orders(table, self._own.setdefault(view.rollup, Orders(own))))
        return self._tables[key]

    def _mask(self, table: pl.DataFrame, view: View) -> tuple[pl.Series | None, Problem | None, int]:
        mask, problem, unknown = (None, None, 0)
        if view.filter:
            mask, unknown, problem = matching(table, view.filter)
        if view.mine:
            own = mine_of(table, self._me)
            mask = own if mask is None else mask & own
        return mask, problem, unknown


def mine_of(table: pl.DataFrame, me: str) -> pl.Series:
    """Return which accounts have `me` as their key account manager or marketer, in the source or in the plan."""
    names = [name for name in (col.OWNER, col.MARKETER, "plan_owner", "plan_marketer") if name in table.columns]
    wanted = me.strip().lower()
    if not names or not wanted:
        return pl.Series("mine", [False]).new_from_index(0, table.height)
    hits = pl.any_horizontal((pl.col(name).str.strip_chars().str.to_lowercase() == wanted).fill_null(value=False) for name in names)
    return table.select(hits.alias("mine")).to_series()


_PLAN_NAMES: Mapping[str, str] = {name: f"plan_{name}" for name in (col.OWNER, col.MARKETER, col.NAME, col.PROGRAMME)}


def _joined(accounts: pl.DataFrame, book: pl.DataFrame, plans: pl.DataFrame | None) -> pl.DataFrame:
    """Return one frame; the book's names win over a source's column of the same name, a plan's never hide the source's."""
    table = accounts.hstack(book.get_columns())
    if plans is None:
        return table
    extra = plans.rename({name: new for name, new in _PLAN_NAMES.items() if name in plans.columns})
    extra = extra.select(col.ID, *(name for name in extra.columns if name != col.ID and name not in table.columns))
    return table.join(extra, on=col.ID, how="left", maintain_order="left")


def _same(one: pl.DataFrame, other: pl.DataFrame, name: str) -> bool:
    if name not in one.columns or name not in other.columns:
        return (name in one.columns) == (name in other.columns)
    return one.select(col.ID, name).equals(other.select(col.ID, name))
