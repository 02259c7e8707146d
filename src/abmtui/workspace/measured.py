"""What the portfolio screen and the headless commands show of one view: its table, its figures, its row order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Book, ClassLines, Figures, Measure, book_of, view_of
from abmtui.portfolio.model import EMPTY, Portfolio
from abmtui.portfolio.rollup import rolled_up
from abmtui.portfolio.view import Orders, SortKey, matching
from abmtui.workspace.plan_side import PlanSide

if TYPE_CHECKING:
    from abmtui.problems import Problem

    _Key = tuple[Measure, bool]

BOOKS_KEPT: Final = 4
"""Books that are remembered: going back and forth between a few metrics and periods is what people do, and each is large."""


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
        self._books: dict[_Key, Book] = {}
        self._plain: dict[_Key, Orders] = {}
        """Orders of the accounts' and the book's columns: what a changed plan leaves as it was."""
        self._tables: dict[_Key, tuple[pl.DataFrame, Orders]] = {}
        self._own: dict[bool, Orders] = {}
        self._sides: dict[bool, PlanSide] = {}

    def with_plans(self, plans: pl.DataFrame) -> None:
        """Take the plans' columns, one row a plan keyed by `id`; what was worked out from older ones is forgotten."""
        programmes_changed = self._plans is None or not _same(self._plans, plans, col.PROGRAMME)
        self._plans = plans
        self._tables.clear()
        if programmes_changed:
            self._books.clear()
            self._plain.clear()

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
        plain = self._plain_orders(view, portfolio, book)
        table, orders = self._table(view, plain)
        mask, problem, unknown = self._mask(table, view)
        needs_plans = any(key.column in table.columns and key.column not in plain.frame.columns for key in view.sort)
        order = (orders if needs_plans else plain).order(view.sort)
        if mask is not None:
            order = order.filter(mask.gather(order))
        figures = book.figures if mask is None else view_of(book, mask)
        return Measured(view, portfolio, table, book, figures, mask, order, problem, unknown)

    def _book(self, view: View, portfolio: Portfolio) -> Book:
        key = (view.measure, view.rollup)
        book = self._books.pop(key, None) or book_of(portfolio, view.measure, self._lines, self._programmes(portfolio))
        for oldest in list(self._books)[: max(0, len(self._books) + 1 - BOOKS_KEPT)]:
            for kept in (self._books, self._plain, self._tables):
                kept.pop(oldest, None)
        self._books[key] = book
        return book

    def _programmes(self, portfolio: Portfolio) -> pl.Series | None:
        if self._plans is None or col.PROGRAMME not in self._plans.columns:
            return None
        said = pl.col(col.PROGRAMME)
        by_id = self._plans.select(col.ID, pl.when(said != "").then(said)).drop_nulls()
        if by_id.is_empty():
            return None
        return portfolio.accounts.select(col.ID).join(by_id, on=col.ID, how="left", maintain_order="left")[col.PROGRAMME]

    def _plain_orders(self, view: View, portfolio: Portfolio, book: Book) -> Orders:
        """Return the orders of the accounts' columns and the book's; the book's names win over a source's column of the same name."""
        key = (view.measure, view.rollup)
        if key not in self._plain:
            own = self._own.setdefault(view.rollup, Orders(portfolio.accounts.drop(book.columns.columns, strict=False)))
            self._plain[key] = Orders(own.frame.hstack(book.columns.get_columns()), own)
        return self._plain[key]

    def _table(self, view: View, plain: Orders) -> tuple[pl.DataFrame, Orders]:
        """Return the whole table: the plans' columns too, which never hide the source's."""
        key = (view.measure, view.rollup)
        if key not in self._tables:
            table = plain.frame
            if self._plans is not None:
                table = self._sides.setdefault(view.rollup, PlanSide(table[col.ID])).beside(table, self._plans)
            self._tables[key] = (table, Orders(table, plain))
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


def _same(one: pl.DataFrame, other: pl.DataFrame, name: str) -> bool:
    """Return whether two states of the plans say the same of a text column; a plan that says nothing there is as none."""
    if name not in one.columns or name not in other.columns:
        return (name in one.columns) == (name in other.columns)
    said = pl.col(name) != ""
    return one.filter(said).select(col.ID, name).sort(col.ID).equals(other.filter(said).select(col.ID, name).sort(col.ID))
