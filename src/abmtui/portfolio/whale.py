"""The whale curve: how far the profitable accounts raise profit, and how much of it the others take away again."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from abmtui.portfolio.concentration import LARGEST
from abmtui.portfolio.curve_points import drawn_counts
from abmtui.portfolio.lorenz import Ranked, ranked

if TYPE_CHECKING:
    from abmtui.portfolio.lorenz import Curve, Point

NOT_POSITIVE: Final = "the net total is not above zero"


@dataclass(frozen=True, eq=False)
class Whale:
    """Accounts by profit, largest first. Shares are of the net total, 1 = all of it; None means undefined."""

    net_total: float = 0.0
    accounts: int = 0
    without: int = 0
    """Accounts in view without a profit: left out."""
    loss_making: int = 0
    loss_total: float = 0.0
    """Sum of the negative profits, at most 0."""
    peak: float | None = None
    """Sum of the positive profits / net total."""
    erosion: float | None = None
    """Peak - 1: what the loss-making accounts take away again."""
    top_20_percent_share: float | None = None
    """Share of the most profitable 0.2 n accounts, interpolated when that is not whole. Kaplan and Narayanan: 1.5 to 3."""
    points: Curve = ()
    """At most 201 points (share of accounts; their profit as share of the net total, or as money when `in_money`), from (0, 0)."""
    in_money: bool = False
    """Whether the points are money because the net total is not above zero."""
    undefined: str = ""
    """Why the shares are None, or empty."""
    _values: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.Float64), repr=False)
    """Profits by row of the accounts, null where they do not count."""
    _curve: Ranked | None = field(default=None, repr=False)

    def position(self, row: int) -> Point | None:
        """Return an account's own point of the curve; None when it is not on it. Equal accounts stand in the order of the source."""
        value = self._values[row] if row < len(self._values) else None
        if self._curve is None or value is None:
            return None
        count = int((self._values > value).sum()) + int((self._values.head(row + 1) == value).sum())
        return (count / self.accounts, self._curve.largest(count) / self._unit)

    @property
    def _unit(self) -> float:
        return 1.0 if self.in_money else self.net_total


def whale_of(profit: pl.Series, mask: pl.Series | None = None) -> Whale:
    """Return the whale curve of a profit for each row of the accounts, null = not in it; `mask` leaves a view."""
    shown = pl.lit(value=True) if mask is None else pl.lit(mask).fill_null(value=False)
    given = pl.lit(profit.cast(pl.Float64))
    values = pl.select(pl.when(shown & given.is_finite()).then(given).alias("profit")).to_series()
    without = (len(profit) if mask is None else int(mask.sum())) - (len(values) - values.null_count())
    curve = ranked(values.drop_nulls().sort(descending=True))
    losses = curve.values.filter(curve.values < 0)
    positive = curve.largest(curve.n - len(losses))
    counted = Whale(accounts=curve.n, without=without, loss_making=len(losses))
    if not curve.n:
        return replace(counted, undefined="no accounts")
    if not math.isfinite(positive) or not math.isfinite(curve.total):
        return replace(counted, undefined="the total is too large to compute with")
    found = _Parts(curve, positive, float(losses.sum()))
    return replace(
        counted,
        net_total=curve.total,
        loss_total=found.loss,
        peak=found.share(positive),
        erosion=found.share(-found.loss),
        top_20_percent_share=found.share(found.top_20_percent()),
        points=found.points(),
        in_money=found.in_money,
        undefined=NOT_POSITIVE if found.in_money else "",
        _values=values,
        _curve=curve,
    )


class _Parts(NamedTuple):
    """Profits, largest first, with the sum of those above zero and of those below."""

    curve: Ranked
    positive: float
    loss: float

    @property
    def in_money(self) -> bool:
        """Whether the net total is not above zero, what adding n numbers can round included."""
        return self.curve.total <= self.curve.n * 2.0**-52 * (self.positive - self.loss)

    def share(self, money: float) -> float | None:
        return None if self.in_money else money / self.curve.total

    def top_20_percent(self) -> float:
        whole, part = divmod(self.curve.n, LARGEST)
        return self.curve.largest(whole) + part / LARGEST * float(self.curve.values[whole])

    def points(self) -> Curve:
        n, unit = self.curve.n, 1.0 if self.in_money else self.curve.total
        rising = int((self.curve.values > 0).sum())
        counts = drawn_counts(self.curve.running, rising)[1:]
        held = (self.curve.running.gather([count - 1 for count in counts]) / unit).to_list()
        return ((0.0, 0.0), *zip((count / n for count in counts), held, strict=True))
