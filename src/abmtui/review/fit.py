"""Whether account-based marketing fits this book: the verdict, the numbers it rests on, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.periods import period_values
from abmtui.portfolio.zones import TOP, outside_lines
from abmtui.review.abm_costs import abm_costs
from abmtui.review.budgets import placed
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
    """ABM accounts whose channel rows cost something, the dearest first, as `abm_costs` gives them."""
    abm: int
    """Accounts in programme ABM."""
    elsewhere: tuple[float, int]
    """What the channel rows of accounts outside ABM cost, and how many such accounts there are."""
    margin: float | None
    """Mean margin of the ABM accounts whose margin is known."""
    margins: int
    """How many these are."""
    capacity: Capacity

    @property
    def cost(self) -> float | None:
        """What ABM costs by the plans; None where no plan says."""
        return float(self.costs["cost"].sum()) if self.costs.height else None


def fit_of(standing: Standing) -> Fit:
    """Return whether ABM fits the book of the view's metric and period; a filter changes nothing in it."""
    rules, book = completed(standing.ground.rules), standing.ground.book
    frame = weighed(standing)
    shares = revenue_book(standing).columns[col.SHARE].alias("of_revenue")
    inside = pl.col(col.RANK).is_not_null()
    too_big = frame.select(col.ID, col.NAME, shares, "too_big_to_lose").filter("too_big_to_lose").drop("too_big_to_lose").sort("of_revenue", descending=True)
    others = frame.lazy().filter(~inside & (pl.col("band") == TOP)).select(col.ID, col.NAME, POTENTIAL).collect().sort(POTENTIAL, descending=True)
    spread = _spread(standing, frame)
    limits = rules.limits
    low = frame.lazy().filter(inside & (pl.col("band") == "low")).select("zone").collect()
    accounts = _accounts(standing, frame)
    abm = accounts[col.MARGIN].filter(accounts[col.PROGRAMME] == "ABM")
    margins = abm.drop_nulls()
    rows = _rows(standing, accounts)
    return Fit(
        verdict=verdict_of(spread, too_big.height, others.height, limits["key_accounts_far_too_many"]),
        spread=spread,
        too_big=too_big,
        line=outside_lines(book, rules.zones).top,
        prospects=others,
        scored=int((low["zone"] != "undefined").sum()),
        low=low.height,
        costs=pl.DataFrame() if rows is None else abm_costs(rows, accounts),
        abm=len(abm),
        elsewhere=_elsewhere(rows),
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
    top = frame.lazy().filter(pl.col(col.RANK).is_not_null() & (pl.col("band") == TOP)).select(col.SHARE).collect().to_series()
    share = None if found.undefined else float(top.sum())
    return Spread(book.figures.positive_accounts, len(top), share, found.k, found.undefined or book.undefined)


def _accounts(standing: Standing, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with margin (null where the source has none) and potential, as `abm_costs` reads them."""
    ground = standing.ground
    margin = period_values(ground.portfolio, col.MARGIN, ground.book.measure.period).values
    return frame.with_columns(margin.alias(col.MARGIN), pl.col(POTENTIAL).alias(col.POTENTIAL))


def _rows(standing: Standing, accounts: pl.DataFrame) -> pl.DataFrame | None:
    """Return the channel rows beside their accounts; None where no plan has one."""
    rows = standing.ground.frames.get("channels")
    return None if rows is None or rows.is_empty() else placed(rows, accounts)


def _elsewhere(rows: pl.DataFrame | None) -> tuple[float, int]:
    if rows is None:
        return 0.0, 0
    outside = rows.filter((pl.col("account_programme") != "ABM") & (pl.col("cost") > 0))
    return float(outside["cost"].sum()), outside["account_id"].n_unique()
