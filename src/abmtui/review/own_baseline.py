"""Each account's revenue now against its own earlier years, and its silence against its own rhythm: the evidence of churn signals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio import signals
from abmtui.portfolio.kinds import of_kind
from abmtui.portfolio.periods import summed_within
from abmtui.portfolio.spans import as_of, baseline_spans, dated, last_12
from abmtui.portfolio.trends import series_of
from abmtui.review.kept import Kept

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.portfolio.model import Portfolio
    from abmtui.portfolio.spans import Stretch
    from abmtui.review.standing import Ground

BASELINE_WORDS: Final = "baseline"


@dataclass(frozen=True, eq=False)
class Evidence:
    """What signals are made from, one row an account."""

    frame: pl.DataFrame
    """NOW, BASELINE, YEARS, CHANGE, SILENT and USUAL (`portfolio.signals`); of other kinds than customers null."""
    against: str
    """What one year of baseline is."""
    now: str
    """What NOW is, in words."""
    day: dt.date
    """The day up to which silence is counted."""


@dataclass(frozen=True, slots=True)
class _Times:
    """What of a portfolio's time is looked at."""

    spans: tuple[Stretch, ...]
    """The last 12 months or the latest whole year, then its like before; empty without a baseline."""
    recent: Stretch
    """The last 12 months."""


_TIMES: Final[Kept[_Times]] = Kept()
_EVIDENCE: Final[Kept[Evidence]] = Kept()


def evidence(ground: Ground) -> Evidence:
    """Return revenue now against each account's own baseline, and its silence against its own rhythm."""
    return _EVIDENCE.answer(ground.portfolio, ground.today, lambda: _evidence(ground.portfolio, ground.today))


def baseline_columns(ground: Ground) -> pl.DataFrame:
    """Return CHANGE and BASELINE_WORDS, what it is against, of all accounts; null without a baseline."""
    found = evidence(ground)
    return in_words(found.frame, found.against)


def baseline_of(ground: Ground, row: int) -> pl.DataFrame:
    """Return the same of one account, at once: the others are not looked at."""
    return in_words(*own_evidence(ground, row))


def own_evidence(ground: Ground, row: int) -> tuple[pl.DataFrame, str]:
    """Return NOW, BASELINE, YEARS and CHANGE of one account, and what one year of baseline is; the others are not looked at."""
    portfolio = ground.portfolio
    rows = portfolio.periods.filter(pl.col(col.ACCOUNT) == row).with_columns(pl.lit(0, dtype=pl.UInt32).alias(col.ACCOUNT))
    frame, against, _ = _own_baseline(replace(portfolio, accounts=portfolio.accounts[row], periods=rows), _times(portfolio, ground.today))
    return frame, against


def in_words(frame: pl.DataFrame, against: str) -> pl.DataFrame:
    """Return CHANGE and BASELINE_WORDS of such evidence."""
    words = signals.against_words(against)
    return frame.select(signals.CHANGE, pl.when(pl.col(signals.CHANGE).is_not_null()).then(words).alias(BASELINE_WORDS))


def _times(portfolio: Portfolio, today: dt.date) -> _Times:
    return _TIMES.answer(portfolio, today, lambda: _Times(baseline_spans(dated(portfolio, col.REVENUE), today), last_12(portfolio, today)))


def _evidence(portfolio: Portfolio, today: dt.date) -> Evidence:
    frame, against, now = _own_baseline(portfolio, _times(portfolio, today))
    day = as_of(portfolio, today)
    silence = signals.rhythm(portfolio, day)
    others = ~of_kind(portfolio.accounts[col.KIND], (col.CUSTOMER,))
    return Evidence(frame.hstack(silence.with_columns(silence[name].set(others, None) for name in silence.columns)), against, now, day)


def _own_baseline(portfolio: Portfolio, times: _Times) -> tuple[pl.DataFrame, str, str]:
    """Return NOW, BASELINE, YEARS and CHANGE, what one year of baseline is, and what NOW is, both in words."""
    year = portfolio.grain == "year"
    if times.spans:
        now = summed_within(portfolio, pl.col(col.REVENUE), times.spans[0].span)
        frame = signals.baseline(series_of(portfolio, col.REVENUE, times.spans)).with_columns(now.alias(signals.NOW))
        newest, words = times.spans[0].span, times.spans[0].words
        against = "the year before" if year else "the 12 months before"
        if all(one.empty or one.span != newest.year_before() for one in times.spans[1:]):
            # The data has a gap: what stands before lies farther back.
            against = "the one year that it has before" if year else "the one span of 12 months that it has before"
    else:
        frame, against, words = _undated(portfolio), "the prior period", "the source's column, beside its prior revenue"
        if col.REVENUE in portfolio.periods.columns and portfolio.grain == "day":
            now = summed_within(portfolio, pl.col(col.REVENUE), times.recent.span)
            frame = frame.with_columns(now.alias(signals.NOW), pl.lit(None, dtype=pl.Float64).alias(signals.BASELINE))
            words = times.recent.words
    inside = pl.lit(of_kind(portfolio.accounts[col.KIND], (col.CUSTOMER,)))
    known = signals.with_change(frame)
    return known.select(pl.when(inside).then(pl.col(name)).alias(name) for name in known.columns), against, words


def _undated(portfolio: Portfolio) -> pl.DataFrame:
    """Return revenue and prior revenue as the source gives them."""
    accounts = portfolio.accounts
    nothing = pl.Series([None], dtype=pl.Float64).new_from_index(0, accounts.height)
    revenue, prior = (accounts[name] if name in accounts.columns else nothing for name in (col.REVENUE, col.PRIOR_REVENUE))
    years = pl.Series([1], dtype=pl.UInt32).new_from_index(0, accounts.height)
    return pl.DataFrame({signals.NOW: revenue, signals.BASELINE: prior, signals.YEARS: years})
