"""Whether account-based marketing fits this book: the verdict, the numbers it rests on, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Measure
from abmtui.portfolio.profit import formula
from abmtui.portfolio.zones import TOP, lines_of
from abmtui.review.capacity import Capacity, capacity_of
from abmtui.review.decided import completed
from abmtui.review.weighed import POTENTIAL, weighed
from abmtui.review.zone_columns import revenue_book

if TYPE_CHECKING:
    from abmtui.review.standing import Standing

Verdict = Literal["for some accounts", "for most accounts", "not", "undefined"]
EVEN: Final = 0.60
"""Below this k (60/40) the value is spread so evenly that no account stands out by its rank."""
MOST: Final = 0.50
"""From this share of the accounts in the top band on, ABM is for most of them."""
OWN_ROWS: Final = ("", "ABM")
"""Programmes of channel rows whose budgets are the cost of ABM; a row that names none is one of the account's own programme."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the book's value is spread, as far as the verdict rests on it."""

    accounts: int
    """Above zero."""
    top: int
    """In the top value band."""
    top_share: float | None
    """Of the value; None where undefined."""
    k: float | None
    undefined: str
    """Why there is no verdict, or empty."""


@dataclass(frozen=True, eq=False)
class Fit:
    """The verdict over the whole book, and its numbers."""

    verdict: Verdict
    spread: Spread
    too_big: pl.DataFrame
    """Accounts too big to lose, largest first: id, name, of_revenue."""
    line: float | None
    """The value that a prospect's potential must reach to stand in the top band."""
    prospects: pl.DataFrame
    """Those that do, largest first: id, name, others_potential."""
    scored: int
    """Accounts of the low band whose needs are scored, of `low`: on these the zone hangs."""
    low: int
    costs: pl.DataFrame
    """ABM accounts with a budget, the dearest first: id, name, budget, worth (margin, of others potential; null: not known), by, cost_share."""
    abm: int
    """Accounts in programme ABM."""
    margin: float | None
    """Mean margin of the ABM accounts whose margin is known."""
    margins: int
    """How many these are."""
    capacity: Capacity

    @property
    def budget(self) -> float | None:
        """What ABM is planned to cost; None where no plan says a budget."""
        return float(self.costs["budget"].sum()) if self.costs.height else None


def fit_of(standing: Standing) -> Fit:
    """Return whether ABM fits the book of the view's metric and period; a filter changes nothing in it."""
    rules, book = completed(standing.ground.rules), standing.ground.book
    frame = weighed(standing)
    shares = revenue_book(standing).columns[col.SHARE].alias("of_revenue")
    too_big = frame.with_columns(shares).filter("too_big_to_lose").sort("of_revenue", descending=True).select(col.ID, col.NAME, "of_revenue")
    others = frame.filter(pl.col(col.RANK).is_null() & (pl.col("band") == TOP)).sort(POTENTIAL, descending=True).select(col.ID, col.NAME, POTENTIAL)
    spread = _spread(standing, frame)
    limits = rules.limits
    low = frame.filter(pl.col(col.RANK).is_not_null() & (pl.col("band") == "low"))
    abm = frame.with_columns(_margins(standing)).filter(pl.col(col.PROGRAMME) == "ABM")
    margins = abm["margin"].drop_nulls()
    return Fit(
        verdict=verdict_of(spread, too_big.height, others.height, limits["key_accounts_far_too_many"]),
        spread=spread,
        too_big=too_big,
        line=lines_of(book.basis.outside or book.ranking, rules.zones).top,
        prospects=others,
        scored=int((low["zone"] != "undefined").sum()),
        low=low.height,
        costs=_costs(standing, abm),
        abm=abm.height,
        margin=None if margins.is_empty() else float(margins.sum()) / len(margins),
        margins=len(margins),
        capacity=capacity_of(frame, limits),
    )


def verdict_of(spread: Spread, too_big: int, prospects: int, most: float) -> Verdict:
    """Return whether ABM is right: not where nothing stands out; for most where the top band is most accounts and few enough; else for some."""
    if spread.k is None or spread.undefined:
        return "undefined"
    if spread.k < EVEN and not too_big and not prospects:
        return "not"
    return "for most accounts" if spread.top > MOST * spread.accounts and spread.top <= most else "for some accounts"


def _spread(standing: Standing, frame: pl.DataFrame) -> Spread:
    book = standing.ground.book
    found = book.figures.concentration
    top = frame.filter(pl.col(col.RANK).is_not_null() & (pl.col("band") == TOP))
    share = None if found.undefined else float(top[col.SHARE].sum())
    return Spread(book.figures.positive_accounts, top.height, share, found.k, found.undefined or book.undefined)


def _margins(standing: Standing) -> pl.Series:
    """Return each account's margin in the view's period; null where the source has none."""
    ground = standing.ground
    if formula(col.MARGIN, ground.portfolio.accounts.columns).undefined:
        return pl.Series(col.MARGIN, [None], dtype=pl.Float64).new_from_index(0, ground.table.height)
    return ground.books(Measure(col.MARGIN, ground.book.measure.period)).columns[col.VALUE].alias(col.MARGIN)


def _costs(standing: Standing, abm: pl.DataFrame) -> pl.DataFrame:
    rows = standing.ground.frames.get("channels")
    if rows is None or rows.is_empty():
        rows = pl.DataFrame(schema={"account_id": pl.String, "budget": pl.Float64, "programme": pl.String, "status": pl.String})
    own = rows.filter(pl.col("budget").is_not_null() & pl.col("programme").is_in(OWN_ROWS) & (pl.col("status") != "cancelled"))
    budgets = own.group_by(pl.col("account_id").alias(col.ID)).agg(pl.col("budget").sum())
    worth, by = pl.coalesce("margin", POTENTIAL), pl.when(pl.col("margin").is_not_null()).then(pl.lit("margin")).otherwise(pl.lit("potential"))
    return (
        abm.join(budgets, on=col.ID, how="inner")
        .select(col.ID, col.NAME, "budget", worth.alias("worth"), pl.when(worth.is_not_null()).then(by).alias("by"))
        .with_columns(pl.when(pl.col("worth") > 0).then(pl.col("budget") / pl.col("worth")).alias("cost_share"))
        .sort("cost_share", "budget", col.ID, descending=[True, True, False], nulls_last=False)
    )
