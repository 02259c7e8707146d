"""How unevenly value is spread over accounts: every figure by its formula, or None with the reason."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import polars as pl

from abmtui.portfolio.lorenz import Ranked, kolkata, ranked

MOST: Final = 0.8
"""The share that "accounts to 80%" reaches."""
LARGEST: Final = 5
"""One account in five: the top 20%."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """The figures over accounts whose value is not negative; `n` and `total` are theirs. None means undefined."""

    n: int = 0
    total: float = 0.0
    gini: float | None = None
    """2 * sum(i * y_i) / (n * T) - (n + 1) / n over ascending values: a portfolio is a population."""
    gini_corrected: float | None = None
    """gini * n / (n - 1), the correction for a sample."""
    k: float | None = None
    """Kolkata index: the largest 1 - k of accounts hold k of the total."""
    top_20_percent_share: float | None = None
    """Share of the largest 0.2 n accounts, interpolated when that is not whole."""
    top_20_percent_share_whole: float | None = None
    """The same with 0.2 n rounded up to a whole account."""
    accounts_to_80_percent: int | None = None
    """The fewest accounts that hold 80%. A sum that misses it by no more than the rounding of adding n numbers counts as reaching it."""
    hhi: float | None = None
    """Herfindahl-Hirschman index, the sum of squared shares in percent: 0 to 10,000."""
    hhi_normalised: float | None = None
    """(H - 1/n) / (1 - 1/n) with H from 0 to 1."""
    effective_accounts: float | None = None
    """1 / H: as many equal accounts would be as concentrated."""
    hoover: float | None = None
    """Half the sum of |share - 1/n|: what would have to move for all to be equal."""
    cr1: float | None = None
    cr5: float | None = None
    cr10: float | None = None
    gini_rsv: float | None = None
    """Raffinetti, Siletti and Vernizzi, over all accounts; only where some are negative."""
    gini_ctr_bs: float | None = None
    """Chen, Tsaur and Rhai; Berrebi and Silber, over all accounts; only where some are negative and the net total is positive."""
    undefined: str = ""
    """Why the figures are None, or empty."""


def concentration_of(values: pl.Series) -> Concentration:
    """The figures of values in any order: those above zero make the headline, negative ones add RSV and CTR/BS. Nulls are left out."""
    descending = values.drop_nulls().sort(descending=True)
    count = int((descending > 0).sum())
    return concentration(ranked(descending.head(count)), descending.slice(count))


def concentration(curve: Ranked, rest: pl.Series) -> Concentration:
    """The figures of ranked values y >= 0; `rest` are the zero and negative values beside them, largest first."""
    n, total = curve.n, curve.total
    rsv, ctr_bs = _with_negatives(curve, rest)
    if not 0 < total < math.inf:
        return Concentration(n, total, gini_rsv=rsv, gini_ctr_bs=ctr_bs, undefined=_why(curve, rest))
    shares = curve.values / total
    squares = float(shares.dot(shares) or 0.0)
    gini = max(0.0, (2.0 * float((curve.running / total).sum()) - (n + 1)) / n)
    whole, part = divmod(n, LARGEST)
    return Concentration(
        n=n,
        total=total,
        gini=gini,
        gini_corrected=gini * n / (n - 1) if n > 1 else None,
        k=kolkata(curve),
        top_20_percent_share=(curve.largest(whole) + part / LARGEST * float(curve.values[whole])) / total,
        top_20_percent_share_whole=curve.largest(whole + bool(part)) / total,
        accounts_to_80_percent=accounts_to(curve, MOST),
        hhi=squares * 10_000,
        hhi_normalised=(squares - 1 / n) / (1 - 1 / n) if n > 1 else None,
        effective_accounts=1 / squares,
        hoover=_hoover(curve),
        cr1=curve.largest(1) / total,
        cr5=curve.largest(min(5, n)) / total,
        cr10=curve.largest(min(10, n)) / total,
        gini_rsv=rsv,
        gini_ctr_bs=ctr_bs,
    )


def accounts_to(curve: Ranked, share: float) -> int:
    """The fewest largest accounts that hold `share` of the total (0 < share <= 1), forgiving the rounding of adding n numbers."""
    rounding = (curve.n + 4) * 2.0**-52
    return min(int(curve.running.search_sorted(share * curve.total * (1 - rounding))) + 1, curve.n)


def gini_grouped(values: pl.Series, weights: pl.Series) -> float | None:
    """Gini of groups: 1 - sum f_i * (S_(i-1) + S_i) / S_n, S the running f * y, f = w / sum w, sorted by value.

    Values are not negative; None when the weights or the weighted total are not positive.
    """
    order = values.arg_sort()
    held = (values.gather(order) * weights.gather(order)).cum_sum()
    weight = float(weights.sum())
    total = float(held[-1]) if len(held) else 0.0
    if weight <= 0 or total <= 0:
        return None
    both = held + held.shift(1, fill_value=0)
    return 1.0 - float(both.dot(weights.gather(order)) or 0.0) / (weight * total)


def _why(curve: Ranked, rest: pl.Series) -> str:
    if curve.n and curve.total > 0:
        return "the total is too large to compute with"
    if not curve.n and not len(rest):
        return "no accounts"
    return "no account has a value above zero"


def _hoover(curve: Ranked) -> float:
    """The widest gap between the curve and the diagonal: reached after the accounts above the mean."""
    above = int(curve.values.search_sorted(curve.total / curve.n, side="left", descending=True))
    return max(0.0, curve.largest(above) / curve.total - above / curve.n)


def _with_negatives(curve: Ranked, rest: pl.Series) -> tuple[float | None, float | None]:
    """Gini RSV and CTR/BS over all accounts, each None where it is undefined or nothing is negative.

    RSV = sum_ij |y_i - y_j| / (2 n sum |y|); CTR/BS = (1 - 2 * integral of L) / (1 + 2 * area of L below the axis).
    """
    if not len(rest) or float(rest[-1]) >= 0:
        return None, None
    everyone = ranked(pl.concat([curve.values, rest]))
    n, net = everyone.n, everyone.total
    # Half the sum over all pairs of |y_i - y_j|, from the running total of values largest first.
    differences = 2.0 * float(everyone.running.sum()) - (n + 1) * net
    if not math.isfinite(differences):
        return None, None
    rsv = differences / (n * (curve.total - float(rest.sum())))
    if net <= 0:
        return rsv, None
    return rsv, differences / (n * net) / (1.0 + 2.0 * _below_axis(everyone, curve))


def _below_axis(everyone: Ranked, positive: Ranked) -> float:
    """The area between the axis and the part of the Lorenz curve that lies below it; the net total is positive.

    Counted from the largest account, the curve is below the axis where the running total exceeds the net total: from a point
    between the accounts `first` - 1 and `first` to the end.
    """
    net = everyone.total
    first = int(positive.running.search_sorted(net, side="right"))
    if first == positive.n:
        return 0.0  # the losses are lost in the rounding of the total
    excess = (everyone.running.slice(first) - net).clip(0)
    last, before = float(excess[0]), net - everyone.largest(first)
    corner = last * (last / (last + before) - 1.0) / 2.0
    return (float(excess.sum()) + corner) / (net * everyone.n)
