"""What the portfolio screen and the headless commands show of one view: its table, its figures, its row order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Book, ClassLines, Figures, Measure, Ranking, book_of, value_metric, view_of, with_lines, with_programmes
from abmtui.portfolio.model import EMPTY, Portfolio
from abmtui.portfolio.periods import ALL
from abmtui.portfolio.rollup import rolled_up
from abmtui.portfolio.rules import Rules, ZoneLines
from abmtui.portfolio.view import Orders, SortKey, matching
from abmtui.review.standing import Ground, Standing, named_in
from abmtui.workspace.plan_side import PlanSide
from abmtui.workspace.said import said_beside, same_in_book

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.portfolio.zones import Basis
    from abmtui.problems import Problem

    _Key = tuple[Measure, bool, ClassLines, ZoneLines]

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
    lines: ClassLines | None = None
    """Where the classes end; None: as the rules say."""
    zones: ZoneLines | None = None
    """Where the value bands end; None: as the rules say."""
    further: tuple[str, ...] = ()
    """Further columns (`review.standing.further`) that the table is to have."""
    curve: str = "lorenz"
    """Which curve is drawn beside the table (`workspace.curves.KINDS`)."""


@dataclass(frozen=True, eq=False)
class Measured:
    """One view, worked out; frames have one row an account in the portfolio's order."""

    view: View
    portfolio: Portfolio
    table: pl.DataFrame
    """The accounts' columns, the book's and the plans', and the further ones that the view names."""
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
    standing: Standing | None = None
    """Further columns, worked out when asked for; None only for views that no workspace made."""
    kept: dict[str, Any] = field(default_factory=dict, repr=False)
    """What was worked out of this view when it was asked for (`workspace.curves`)."""
    book_kept: dict[str, Any] = field(default_factory=dict, repr=False)
    """The same of the whole book, shared by its views."""

    @property
    def review(self) -> Standing:
        """The further columns; raises LookupError for a view that no workspace made."""
        if self.standing is None:
            msg = "this view was not worked out by a workspace"
            raise LookupError(msg)
        return self.standing


class Measuring:
    """Works views out and keeps what several of them share: the rolled-up portfolio, books, sorted columns.

    Not thread-safe: one thread at a time asks it.
    """

    def __init__(self, portfolio: Portfolio = EMPTY, rules: Rules | None = None, me: str = "", today: Callable[[], dt.date] = dt.date.today) -> None:
        self._portfolio = portfolio
        self._rules = rules or Rules()
        self._me = me
        self._today = today
        self._plans: pl.DataFrame | None = None
        self._frames: Mapping[str, pl.DataFrame] = {}
        self._rolled: Portfolio | None = None
        self._books: dict[_Key, Book] = {}
        self._plain: dict[_Key, Orders] = {}
        """Orders of the accounts' and the book's columns: what a changed plan leaves as it was."""
        self._tables: dict[_Key, tuple[Standing, Orders]] = {}
        self._own: dict[bool, Orders] = {}
        self._sides: dict[bool, PlanSide] = {}
        self._bases: dict[bool, Basis] = {}
        """What source and plans say beside the book, by roll-up."""
        self._worked: dict[_Key, dict[str, Any]] = {}
        """What views of one book share beyond it."""
        self._last: Measured | None = None

    def with_plans(self, plans: pl.DataFrame, frames: Mapping[str, pl.DataFrame] | None = None) -> None:
        """Take the plans' columns, one row a plan keyed by `id`, and the frames of their rows; what older ones led to is forgotten."""
        book_changed = self._plans is None or not same_in_book(self._plans, plans)
        self._plans = plans
        self._frames = frames or {}
        self._last = None
        self._tables.clear()
        if book_changed:
            self._bases.clear()
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
        """Return the view worked out; one that differs from the last in the curve alone is the last."""
        last = self._last
        if last is not None and replace(last.view, curve=view.curve) == view:
            return replace(last, view=view)
        self._last = self._worked_out(view)
        return self._last

    def _worked_out(self, view: View) -> Measured:
        portfolio = self.portfolio(rollup=view.rollup)
        rules = replace(self._rules, classes=view.lines or self._rules.classes, zones=view.zones or self._rules.zones)
        key = (view.measure, view.rollup, rules.classes, rules.zones)
        book = self._book(key)
        plain = self._plain_orders(key, portfolio, book)
        standing, orders = self._table(key, plain, rules)
        named = _further_named(view, standing.ground.table)
        table = standing.beside(named)
        mask, problem, unknown = self._mask(table, view)
        if any(sort.column in named for sort in view.sort):
            order = Orders(table, orders).order(view.sort)
        else:
            needs_plans = any(sort.column in orders.frame.columns and sort.column not in plain.frame.columns for sort in view.sort)
            order = (orders if needs_plans else plain).order(view.sort)
        if mask is not None:
            order = order.filter(mask.gather(order))
        figures = book.figures if mask is None else view_of(book, mask)
        return Measured(view, portfolio, table, book, figures, mask, order, problem, unknown, standing, book_kept=self._worked.setdefault(key, {}))

    def _book(self, key: _Key) -> Book:
        book = self._books.pop(key, None) or self._made(key)
        for oldest in list(self._books)[: max(0, len(self._books) + 1 - BOOKS_KEPT)]:
            for kept in (self._books, self._plain, self._tables, self._worked):
                kept.pop(oldest, None)
        self._books[key] = book
        return book

    def _made(self, key: _Key) -> Book:
        """Return a book; where only the lines of classes or zones are others than those of one that is kept, nothing is sorted again."""
        measure, rollup, lines, zones = key
        basis = self._bases.get(rollup) or self._bases.setdefault(rollup, said_beside(self.portfolio(rollup=rollup), self._plans))
        outside = None if basis.potential is None else self._outside(key)
        basis = replace(basis, zone_lines=zones, programmes=self._rules.programmes or None, outside=outside)
        alike = {kept[:3]: book for kept, book in self._books.items() if kept[:2] == key[:2]}
        if key[:3] in alike:
            return with_programmes(alike[key[:3]], basis)
        near = next(iter(alike.values()), None)
        return book_of(self.portfolio(rollup=rollup), measure, lines, basis) if near is None else with_lines(near, lines, basis)

    def _outside(self, key: _Key) -> Ranking | None:
        """Return the ranking whose bands in money hold for prospects and partners: that of revenue, of potential where nobody has revenue; None: the book's own."""
        measure, rollup, lines, zones = key
        metric = value_metric(self.portfolio(rollup=rollup))
        if measure.metric in {metric, col.POTENTIAL}:
            return None
        period = measure.period if metric == col.REVENUE else ALL
        return self._book((Measure(metric, period), rollup, lines, zones)).ranking

    def _plain_orders(self, key: _Key, portfolio: Portfolio, book: Book) -> Orders:
        """Return the orders of the accounts' columns and the book's; the book's names win over a source's column of the same name."""
        rollup = key[1]
        if key not in self._plain:
            own = self._own.setdefault(rollup, Orders(portfolio.accounts.drop(book.columns.columns, strict=False)))
            self._plain[key] = Orders(own.frame.hstack(book.columns.get_columns()), own)
            # The ranking is the usual order but for those without a value, who stand behind it: no second sort.
            without = book.columns[col.VALUE].is_null().arg_true().cast(pl.UInt32)
            self._plain[key].know(View().sort, pl.concat([book.ranking.rows, without]))
        return self._plain[key]

    def _table(self, key: _Key, plain: Orders, rules: Rules) -> tuple[Standing, Orders]:
        """Return the whole table with what can be asked beyond it: the plans' columns too, which never hide the source's."""
        _, rollup, lines, zones = key
        if key not in self._tables:
            table = plain.frame
            if self._plans is not None:
                table = self._sides.setdefault(rollup, PlanSide(table[col.ID])).beside(table, self._plans)
            portfolio = self.portfolio(rollup=rollup)
            ground = Ground(portfolio, table, self._books[key], lambda other: self._book((other, rollup, lines, zones)), self._today(), rules, self._frames)
            self._tables[key] = (Standing(ground), Orders(table, plain))
        return self._tables[key]

    def _mask(self, table: pl.DataFrame, view: View) -> tuple[pl.Series | None, Problem | None, int]:
        mask, problem, unknown = (None, None, 0)
        if view.filter:
            mask, unknown, problem = matching(table, view.filter)
        if view.mine:
            own = mine_of(table, self._me)
            mask = own if mask is None else mask & own
        return mask, problem, unknown


def _further_named(view: View, table: pl.DataFrame) -> tuple[str, ...]:
    """Return the further columns that a view shows, sorts by or names in its filter, as far as the table has none of that name."""
    return named_in(" ".join((*view.further, *(key.column for key in view.sort), view.filter)), table)


def mine_of(table: pl.DataFrame, me: str) -> pl.Series:
    """Return which accounts have `me` as their key account manager or marketer, in the source or in the plan."""
    names = [name for name in (col.OWNER, col.MARKETER, "plan_owner", "plan_marketer") if name in table.columns]
    wanted = me.strip().lower()
    if not names or not wanted:
        return pl.Series("mine", [False]).new_from_index(0, table.height)
    hits = pl.any_horizontal((pl.col(name).str.strip_chars().str.to_lowercase() == wanted).fill_null(value=False) for name in names)
    return table.select(hits.alias("mine")).to_series()
