"""Signs that an account is leaving, each against the account's own baseline and each with its numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.columns import ACCOUNT, DATE, POTENTIAL, REVENUE, SHARE_OF_WALLET

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from abmtui.portfolio.model import Portfolio

NOW: Final = "revenue_now"
"""Revenue of the last 12 months or of the latest whole year."""
BASELINE: Final = "revenue_baseline"
"""The mean of the account's own earlier years."""
YEARS: Final = "baseline_years"
"""How many of them."""
CHANGE: Final = "baseline_change"
SILENT: Final = "silent_days"
USUAL: Final = "usual_days"
"""The median of the account's own gaps between days with an order."""
WALLET: Final = "wallet"
"""Share of wallet now, of one."""
WALLET_BEFORE: Final = "wallet_before"
BASIS: Final = "wallet_basis"
"""What the two shares of wallet rest on, in words; empty for shares that the source gives."""
FALLING: Final = "falling_revenue"
SILENCE: Final = "long_silence"
LOSING: Final = "falling_wallet"
SIGNALS: Final = "signals"
REASONS: Final = "signal_reasons"

LIMITS: Final[Mapping[str, float]] = {"fall": 0.15, "silence": 2.0, "wallet_points": 10.0}
"""The limits in force where no rules are given."""
LEAST_GAPS: Final = 3
"""Fewer gaps between orders than this are no rhythm."""
_ROUNDING: Final = 1e-9
"""A fall that misses its limit by the rounding of a division counts as reaching it."""
_EVIDENCE: Final = {
    YEARS: pl.UInt32,
    CHANGE: pl.Float64,
    SILENT: pl.Int64,
    USUAL: pl.Float64,
    WALLET: pl.Float64,
    WALLET_BEFORE: pl.Float64,
    BASIS: pl.String,
}
_SAME_POTENTIAL: Final = "of the same potential"
_PRIOR_WALLETS: Final = re.compile(
    r"(?:prior|previous|last year s?|old) (?:share of wallet|wallet share)|(?:share of wallet|wallet share) (?:prior|previous|before|last year|old)"
)


def baseline(series: pl.DataFrame) -> pl.DataFrame:
    """Return NOW, BASELINE and YEARS from revenue by period, the newest in the first column, null where an account has no history."""
    now, *earlier = series.columns
    return series.select(
        pl.col(now).alias(NOW),
        pl.mean_horizontal(earlier).alias(BASELINE),
        pl.sum_horizontal(pl.col(earlier).is_not_null()).cast(pl.UInt32).alias(YEARS),
    )


def with_change(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return the evidence with CHANGE, NOW / BASELINE - 1; null unless the baseline is above zero."""
    return evidence.with_columns(pl.when(pl.col(BASELINE) > 0).then(pl.col(NOW) / pl.col(BASELINE) - 1).alias(CHANGE))


def rhythm(portfolio: Portfolio, day: dt.date) -> pl.DataFrame:
    """Return SILENT and USUAL of each account: days since its last order up to `day`, and the median of its gaps between days with an order.

    A credit note is no order. Both are null without days, and where an account has fewer than `LEAST_GAPS` gaps.
    """
    count = portfolio.accounts.height
    empty = pl.DataFrame(
        {SILENT: pl.Series([None], dtype=pl.Int64).new_from_index(0, count), USUAL: pl.Series([None], dtype=pl.Float64).new_from_index(0, count)}
    )
    if portfolio.grain != "day":
        return empty
    orders = portfolio.periods.lazy().filter(pl.col(DATE) <= day)
    if REVENUE in portfolio.periods.columns:
        orders = orders.filter(pl.col(REVENUE) > 0)
    gap = pl.col(DATE).diff().dt.total_days()
    same = pl.col(ACCOUNT) == pl.col(ACCOUNT).shift(1)
    found = (
        orders.select(ACCOUNT, DATE)
        .sort(ACCOUNT, DATE)
        .with_columns(pl.when(same).then(gap).alias("gap"))
        .group_by(ACCOUNT)
        .agg(pl.col(DATE).max().alias("last"), pl.col("gap").median().cast(pl.Float64), pl.col("gap").count().alias("gaps"))
        .filter(pl.col("gaps") >= LEAST_GAPS)
        .select(ACCOUNT, (pl.lit(day) - pl.col("last")).dt.total_days().alias(SILENT), pl.col("gap").alias(USUAL))
        .collect()
    )
    return pl.DataFrame([empty[name].scatter(found[ACCOUNT], found[name]) for name in empty.columns])


def wallets(accounts: pl.DataFrame, evidence: pl.DataFrame, potential: pl.Series) -> pl.DataFrame:
    """Return WALLET, WALLET_BEFORE and BASIS of each account, null where two shares are not known.

    The source's own share with a column that says it is the prior one comes first; else revenue now and its baseline, both as
    shares of one and the same potential, where that is above zero.
    """
    own, before = _own_wallets(accounts)
    frame = pl.DataFrame({"own": own, "before": before, NOW: evidence[NOW], BASELINE: evidence[BASELINE], POTENTIAL: potential})
    given = pl.col("own").is_not_null() & pl.col("before").is_not_null()
    worked = ~given & (pl.col(POTENTIAL) > 0) & pl.col(NOW).is_not_null() & pl.col(BASELINE).is_not_null()

    def either(here: str, share_of: str) -> pl.Expr:
        return pl.when(given).then(pl.col(here)).when(worked).then(pl.col(share_of) / pl.col(POTENTIAL))

    return frame.select(
        either("own", NOW).alias(WALLET), either("before", BASELINE).alias(WALLET_BEFORE), pl.when(worked).then(pl.lit(_SAME_POTENTIAL)).alias(BASIS)
    )


def _own_wallets(accounts: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return the source's share of wallet and the prior one, of one; nulls where it has not both columns."""
    prior = next((name for name in accounts.columns if _PRIOR_WALLETS.fullmatch(re.sub(r"[\W_]+", " ", name.lower()).strip())), "")
    if SHARE_OF_WALLET not in accounts.columns or not prior:
        nothing = pl.Series([None], dtype=pl.Float64).new_from_index(0, accounts.height)
        return nothing, nothing
    cells = accounts[prior].cast(pl.String).str.strip_chars(" %").str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return accounts[SHARE_OF_WALLET] / 100, cells / 100


def signals_of(evidence: pl.DataFrame, limits: Mapping[str, float], against: str) -> pl.DataFrame:
    """Return the evidence, the three signals as Booleans (null: not to be judged), SIGNALS, how many hold, and REASONS with their numbers.

    `evidence` has any of CHANGE, YEARS, SILENT, USUAL, WALLET, WALLET_BEFORE and BASIS; what it lacks is not known. `against` says what one year of baseline is
    ("the year before"). SIGNALS is null where nothing can be judged; REASONS where none holds.
    """
    limits = {**LIMITS, **limits}
    known = evidence.select(pl.col(name) if name in evidence.columns else pl.lit(None, dtype=dtype).alias(name) for name, dtype in _EVIDENCE.items())
    judged = known.with_columns(
        (pl.col(CHANGE) <= -limits["fall"] + _ROUNDING).alias(FALLING),
        (pl.col(SILENT) > limits["silence"] * pl.col(USUAL)).alias(SILENCE),
        ((pl.col(WALLET) - pl.col(WALLET_BEFORE)) * 100 <= -limits["wallet_points"] + _ROUNDING).alias(LOSING),
    )
    three = (FALLING, SILENCE, LOSING)
    any_judged = pl.any_horizontal(pl.col(name).is_not_null() for name in three)
    count = pl.sum_horizontal(pl.col(three).fill_null(value=False).cast(pl.UInt32))
    counted = judged.with_columns(pl.when(any_judged).then(count).alias(SIGNALS))
    return counted.select(CHANGE, YEARS, SILENT, USUAL, WALLET, WALLET_BEFORE, *three, SIGNALS, _reasons(counted, against))


def _reasons(judged: pl.DataFrame, against: str) -> pl.Series:
    """Return REASONS; only where a signal holds anything is written: most accounts have none."""
    held = (judged[SIGNALS] > 0).fill_null(value=False)
    texts = (pl.when(FALLING).then(_fall_text(against)), pl.when(SILENCE).then(_silence_text()), pl.when(LOSING).then(_wallet_text()))
    said = judged.filter(held).select(pl.concat_str(texts, separator="; ", ignore_nulls=True)).to_series()
    nothing = pl.Series(REASONS, [None], dtype=pl.String).new_from_index(0, judged.height)
    return nothing.scatter(held.arg_true(), said)


def against_words(against: str) -> pl.Expr:
    """Return what CHANGE is against, from YEARS: `against` for one, "its own 3-year mean" for several."""
    return pl.when(pl.col(YEARS) > 1).then(pl.format("its own {}-year mean", YEARS)).otherwise(pl.lit(against))


def _fall_text(against: str) -> pl.Expr:
    return pl.format("revenue {}% on {}", _whole(pl.col(CHANGE) * 100), against_words(against))


def _silence_text() -> pl.Expr:
    return pl.format("silent {} days, usually every {}", SILENT, _whole(pl.col(USUAL)))


def _wallet_text() -> pl.Expr:
    return pl.format("share of wallet {}% to {}%{}", _whole(pl.col(WALLET_BEFORE) * 100), _whole(pl.col(WALLET) * 100), pl.format(" {}", BASIS).fill_null(""))


def _whole(value: pl.Expr) -> pl.Expr:
    return value.round(0).cast(pl.Int64, strict=False)
