"""Effort against value: whether hours, cost to serve or budget go where the revenue is, and how much would have to move."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from abmtui.portfolio.columns import BUDGET, COST_TO_SERVE, HOURS, RANK
from abmtui.portfolio.concentration import MOST, accounts_to
from abmtui.portfolio.curve_points import drawn_counts
from abmtui.portfolio.lorenz import ranked

if TYPE_CHECKING:
    from collections.abc import Collection

    from abmtui.portfolio.book import Book
    from abmtui.portfolio.lorenz import Curve, Point

EFFORTS: Final = (HOURS, COST_TO_SERVE, BUDGET)
"""Columns that measure effort, the one that is asked first before the others."""
EFFORT_SHARE: Final = "effort_share"
VALUE_SHARE: Final = "value_share"
SERVED: Final = "served"
TO_MOVE: Final = "effort_to_move"


class Tail(NamedTuple):
    """The small accounts behind a line of cumulative value."""

    accounts: int
    value_share: float
    effort_share: float


@dataclass(frozen=True, eq=False)
class Effort:
    """The figures over the book's accounts above zero that have effort data; None means undefined."""

    total: float = 0.0
    """Effort of these accounts, in the effort's unit."""
    accounts: int = 0
    without: int = 0
    """Accounts of the book, above zero, that have no effort data: left out."""
    negative: int = 0
    """Accounts of the book, above zero, whose effort is below zero: left out."""
    beside: float = 0.0
    """Effort of all other accounts: prospects, partners, and those that are not above zero."""
    beside_accounts: int = 0
    """How many of those have effort above zero."""
    concentration_index: float | None = None
    """2 / (n * mean) * sum y_i R_i - 1, R_i = (rank by value - 1/2) / n, average rank on ties (Kakwani, Wagstaff and van Doorslaer 1997).
    Below zero: effort sits on small accounts."""
    kakwani: float | None = None
    """Concentration index less the Gini of the value of the same accounts; below zero: small accounts are over-served."""
    hoover_mismatch: float | None = None
    """Half the sum of |value share - effort share|: the share of all effort that would have to move."""
    tail: Tail | None = None
    """The accounts behind those that make 80% of the value, and what they get."""
    curve: Curve = ()
    """At most 201 points (cumulative share of accounts by value, smallest first; cumulative share of effort). Empty when undefined."""
    undefined: str = ""
    """Why the figures are None, or empty."""
    _ranks: pl.Series = field(default_factory=lambda: pl.Series(RANK, [], dtype=pl.UInt32), repr=False)
    _kept: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.Boolean), repr=False)
    _ties: _Ties | None = field(default=None, repr=False)

    def position(self, row: int) -> Point | None:
        """Return an account's own point of the curve; None when it is not among the accounts that make it.

        Accounts of the same value stand on the straight line between the ends of their tie.
        """
        rank = self._ranks[row] if row < len(self._ranks) else None
        if self._ties is None or rank is None or rank > len(self._kept) or not self._kept[rank - 1]:
            return None
        larger = int(self._kept.head(rank - 1).sum())
        return (1.0 - larger / self.accounts, 1.0 - self._ties.held(larger) / self.total)


class _Ties(NamedTuple):
    """Runs of accounts of the same value, largest value first."""

    ends: pl.Series
    """How many accounts stand up to the end of each run."""
    running: pl.Series
    """Their effort together."""

    def held(self, count: int) -> float:
        """Return the effort of the `count` first accounts, spread evenly within a run."""
        run = int(self.ends.search_sorted(count))
        before = (0, 0.0) if run == 0 else (int(self.ends[run - 1]), float(self.running[run - 1]))
        part = (count - before[0]) / (int(self.ends[run]) - before[0])
        return before[1] + part * (float(self.running[run]) - before[1])


class _Inside(NamedTuple):
    """The book's accounts above zero, largest first, and which of them count."""

    values: pl.Series
    effort: pl.Series
    kept: pl.Series
    without: int
    negative: int


def effort_column(columns: Collection[str]) -> str | None:
    """Return the column that measures effort: hours, else cost to serve, else budget."""
    return next((name for name in EFFORTS if name in columns), None)


def effort_of(book: Book, effort: pl.Series, mask: pl.Series | None = None) -> Effort:
    """Return effort against the book's value; `effort` has a number for each row of the accounts, null = no data, `mask` leaves a view.

    One gather in the book's order and sums along it: nothing is sorted.
    """
    inside = _inside(book, effort, mask)
    beside = _beside(book, effort, mask)
    values, spent = inside.values.filter(inside.kept), inside.effort.filter(inside.kept)
    total = float(spent.sum())
    counted = Effort(total, len(values), inside.without, inside.negative, float(beside.sum()), len(beside))
    why = _why(book, inside, total)
    if why:
        return replace(counted, undefined=why)
    ends = values.rle().struct.field("len").cum_sum()
    ties = _ties(ends, spent)
    index = _concentration_index(ties, total)
    return replace(
        counted,
        concentration_index=index,
        kakwani=index - _concentration_index(_ties(ends, values), float(values.sum())),
        hoover_mismatch=float((spent / total - values / values.sum()).abs().sum()) / 2.0,
        tail=_tail(values, ties, total),
        curve=_curve(ties, total),
        _ranks=book.columns[RANK],
        _kept=inside.kept,
        _ties=ties,
    )


def served_of(book: Book, effort: pl.Series) -> pl.DataFrame:
    """Return `effort_share`, `value_share`, `served` (effort share / value share) and `effort_to_move` for each row of the accounts.

    Both shares are of the book's accounts above zero that have effort data, so each adds up to one; null elsewhere. Effort to move is
    what an account gets beyond (+) or short of (-) its value share, in the effort's unit; over all accounts it adds up to zero.
    """
    ordered = served_in_order(book, effort)
    if ordered.is_empty():
        nothing = pl.Series([None], dtype=pl.Float64).new_from_index(0, len(effort))
        return pl.DataFrame(dict.fromkeys((EFFORT_SHARE, VALUE_SHARE, SERVED, TO_MOVE), nothing))
    places = pl.Series([None], dtype=pl.UInt32).new_from_index(0, len(effort)).scatter(book.order, pl.int_range(len(book.order), dtype=pl.UInt32, eager=True))
    return ordered.select(pl.all().gather(places))


def served_in_order(book: Book, effort: pl.Series) -> pl.DataFrame:
    """Return the same for the accounts of `book.order` alone, in that order; no row where it is undefined."""
    inside = _inside(book, effort, None)
    given = pl.DataFrame({"effort": inside.effort, "value": inside.values, "kept": inside.kept}).select(pl.when("kept").then(pl.col("effort", "value")))
    total = float(given["effort"].sum())
    if _why(book, inside, total):
        given = given.clear()
    shares = given.select(pl.col("effort") / total, pl.col("value") / pl.col("value").sum())
    return shares.select(
        pl.col("effort").alias(EFFORT_SHARE),
        pl.col("value").alias(VALUE_SHARE),
        pl.when(pl.col("value") > 0).then(pl.col("effort") / pl.col("value")).alias(SERVED),  # a share so small that it is 0 as a number has no ratio
        ((pl.col("effort") - pl.col("value")) * total).alias(TO_MOVE),
    )


def _inside(book: Book, effort: pl.Series, mask: pl.Series | None) -> _Inside:
    spent = effort.cast(pl.Float64).gather(book.order)
    shown = pl.repeat(value=True, n=len(spent), eager=True) if mask is None else mask.gather(book.order).fill_null(value=False)
    known = shown & spent.is_finite().fill_null(value=False)
    kept = known & (spent >= 0).fill_null(value=False)
    return _Inside(book.ranking.values.head(len(spent)), spent, kept, int((shown & ~known).sum()), int((known & ~kept).sum()))


def _beside(book: Book, effort: pl.Series, mask: pl.Series | None) -> pl.Series:
    """Return the effort above zero of the accounts in view that are not above zero in the book, or not in it."""
    outside = pl.repeat(value=True, n=len(effort), eager=True).scatter(book.order, values=False)
    spent = effort.cast(pl.Float64)
    return spent.filter((outside if mask is None else outside & mask) & spent.is_finite() & (spent > 0))


def _why(book: Book, inside: _Inside, total: float) -> str:
    if book.undefined:
        return book.undefined
    if not inside.kept.any():
        return "no effort data" if inside.without + inside.negative else "no account in view has a value above zero"
    if total <= 0:
        return "the total effort is not above zero"
    return "" if math.isfinite(total) else "the total effort is too large to compute with"


def _ties(ends: pl.Series, effort: pl.Series) -> _Ties:
    return _Ties(ends, effort.cum_sum().gather(ends - 1))


def _concentration_index(ties: _Ties, total: float) -> float:
    """Return the index of what is held along the runs: each run's effort stands at the middle of its ranks."""
    n = int(ties.ends[-1])
    middle = n - (ties.ends + ties.ends.shift(1, fill_value=0)) / 2.0
    held = ties.running - ties.running.shift(1, fill_value=0.0)
    return 2.0 * float((held / total).dot(middle / n) or 0.0) - 1.0


def _tail(values: pl.Series, ties: _Ties, total: float) -> Tail:
    curve = ranked(values)
    ahead = accounts_to(curve, MOST)
    return Tail(curve.n - ahead, 1.0 - curve.largest(ahead) / curve.total, 1.0 - ties.held(ahead) / total)


def _curve(ties: _Ties, total: float) -> Curve:
    """Return the drawn points, smallest first: only ends of runs, so that the order of equal accounts bends nothing."""
    n = int(ties.ends[-1])
    runs = drawn_counts(ties.running, len(ties.running))[1:-1]
    chosen = pl.Series([run - 1 for run in runs], dtype=pl.UInt32)
    points = zip((1.0 - ties.ends.gather(chosen) / n).to_list(), (1.0 - ties.running.gather(chosen) / total).to_list(), strict=True)
    return ((0.0, 0.0), *reversed(list(points)), (1.0, 1.0))
