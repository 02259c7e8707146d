"""Which periods a portfolio offers, and each account's value in one of them beside the same span a year before."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.columns import ACCOUNT, DATE, PRIOR_REVENUE, REVENUE
from abmtui.portfolio.profit import Formula, formula
from abmtui.problems import Problem, Severity

if TYPE_CHECKING:
    from abmtui.portfolio.model import Portfolio

ALL: Final = "all"
LAST_12: Final = "last12"
_NAME: Final = re.compile(r"(\d{4})(?:-?Q([1-4]))?")
_LISTED: Final = 16


@dataclass(frozen=True, slots=True)
class Span:
    """Two days, both included."""

    first: dt.date
    last: dt.date

    def year_before(self) -> Span:
        """The same days one year earlier; 29 February becomes 28 February."""
        return Span(years_on(self.first, -1), years_on(self.last, -1))


@dataclass(frozen=True, eq=False)
class PeriodValues:
    """A metric in a period: one Float64 an account, in the order of the accounts."""

    values: pl.Series
    """Null where the source says nothing; 0 for an account without a row in the period."""
    prior: pl.Series | None = None
    """The same span a year before; None when the data does not reach back so far."""
    undefined: str = ""
    """Why there are no values (all are null then), or empty."""


def period_names(portfolio: Portfolio) -> tuple[str, ...]:
    """`all`, then what the dates of the source give: `last12`, years and quarters, newest first; yearly columns give years alone."""
    if portfolio.grain == "none" or portfolio.periods.is_empty():
        return (ALL,)
    days = portfolio.periods.select(pl.col(DATE).unique()).drop_nulls()
    dates = days.select(year=pl.col(DATE).dt.year(), quarter=pl.col(DATE).dt.quarter()).unique().sort("year", "quarter", descending=True)
    years = [str(year) for year in dates["year"].unique(maintain_order=True)]
    if portfolio.grain == "year":
        return (ALL, *years)
    return (ALL, LAST_12, *years, *(f"{year}Q{quarter}" for year, quarter in dates.iter_rows()))


def period_problem(portfolio: Portfolio, period: str) -> Problem | None:
    """Nothing if the portfolio offers the period, else a sentence that lists what it offers."""
    if period_name(period) == ALL:
        return None
    offered = period_names(portfolio)
    if period_name(period) in offered:
        return None
    more = f" and {len(offered) - _LISTED} more" if len(offered) > _LISTED else ""
    if len(offered) == 1:
        more = ", because the source has neither a date column nor columns of years"
    return Problem(f"the period {period} is not in the data; there is {', '.join(offered[:_LISTED])}{more}", field="--period", severity=Severity.USAGE)


def period_values(portfolio: Portfolio, metric: str, period: str = ALL) -> PeriodValues:
    """The metric of each account in a period; undefined with the reason when the period or a column is not there.

    "all" is the source's own figure, with its `prior_revenue`. A period that is still running ends with the last date of the
    data, and so does its year before: a half year is never compared with a whole one.
    """
    worked, why = _worked(portfolio, metric, period), why_no_values(portfolio, metric, period)
    if why or worked.expression is None:
        return PeriodValues(pl.Series(metric, [None], dtype=pl.Float64).new_from_index(0, portfolio.accounts.height), undefined=why)
    if period == ALL:
        frame = portfolio.accounts
        prior = frame[PRIOR_REVENUE] if metric == REVENUE and PRIOR_REVENUE in frame.columns else None
        return PeriodValues(frame.select(worked.expression.cast(pl.Float64)).to_series(), prior)
    span = span_of(portfolio, period)
    before = span.year_before()
    prior = summed_within(portfolio, worked.expression, before) if reaches(portfolio, before) else None
    return PeriodValues(summed_within(portfolio, worked.expression, span), prior)


def why_no_values(portfolio: Portfolio, metric: str, period: str = ALL) -> str:
    """Why no account has the metric in a period: there is no such period, a column is lacking, or nothing is known within it; else empty."""
    if problem := period_problem(portfolio, period):
        return problem.what
    worked = _worked(portfolio, metric, period)
    if period == ALL or worked.expression is None:
        return worked.undefined
    span = span_of(portfolio, period)
    known = portfolio.periods.lazy().filter(pl.col(DATE).is_between(span.first, span.last)).select(worked.expression.is_not_null().any())
    return "" if known.collect().item() else f"the source has no {metric} in {period}"


def why_no_column(portfolio: Portfolio, metric: str, period: str = ALL) -> str:
    """Which column the source lacks for the metric in a period that is offered; empty when it lacks none. Looks at no value."""
    return _worked(portfolio, metric, period).undefined


def _worked(portfolio: Portfolio, metric: str, period: str) -> Formula:
    if period == ALL:
        return formula(metric, portfolio.accounts.columns)
    found = formula(metric, [column for column in portfolio.periods.columns if column not in (ACCOUNT, DATE)])
    return replace(found, undefined=f"{found.undefined} by period") if found.undefined else found


def period_name(period: str) -> str:
    """A period as it is listed: `2025q3` and `2025-Q3` are 2025Q3."""
    found = _NAME.fullmatch(period.strip().upper())
    if found is None:
        return period.strip().lower()
    return found[1] if found[2] is None else f"{found[1]}Q{found[2]}"


def span_of(portfolio: Portfolio, period: str) -> Span:
    """The days of a period that is offered, not beyond the last date of the data unless the data is by year."""
    period = period_name(period)
    newest = portfolio.periods[DATE].max()
    assert isinstance(newest, dt.date)
    if period == LAST_12:
        return Span(years_on(newest, -1) + dt.timedelta(days=1), newest)
    year, _, quarter = period.partition("Q")
    first = dt.date(int(year), 3 * int(quarter or 1) - 2, 1)
    last = month_end(first.year, first.month + (2 if quarter else 11))
    return Span(first, last if portfolio.grain == "year" else min(last, newest))


def reaches(portfolio: Portfolio, span: Span) -> bool:
    """Whether the data begins in the first month of the span or before: a year of which only the end is there compares to nothing."""
    oldest = portfolio.periods[DATE].min()
    assert isinstance(oldest, dt.date)
    if portfolio.grain == "year":
        return oldest <= span.last
    return (oldest.year, oldest.month) <= (span.first.year, span.first.month)


def summed_within(portfolio: Portfolio, expression: pl.Expr, span: Span) -> pl.Series:
    """The sum of an expression over the rows of a span, a value an account; 0 for an account without a row in it."""
    value = expression.cast(pl.Float64).alias("sum")
    rows = portfolio.periods.lazy().filter(pl.col(DATE).is_between(span.first, span.last))
    # By year an account has one row a year at most: nothing to add up.
    found = rows.select(ACCOUNT, value.fill_null(0.0)) if portfolio.grain == "year" else rows.group_by(ACCOUNT, maintain_order=True).agg(value.sum())
    within = found.collect()
    return pl.zeros(portfolio.accounts.height, dtype=pl.Float64, eager=True).scatter(within[ACCOUNT], within["sum"])


def years_on(day: dt.date, years: int) -> dt.date:
    """The same day some years later; 29 February becomes 28 February."""
    year = max(dt.MINYEAR, day.year + years)
    return dt.date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, monthrange(year, month)[1])
