"""Which whole years, quarters and months a portfolio covers, and which of them make an account's own baseline."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from abmtui.portfolio.columns import DATE, REVENUE
from abmtui.portfolio.periods import LAST_12, Span, month_end, reaches, years_on
from abmtui.portfolio.profit import formula

if TYPE_CHECKING:
    from abmtui.portfolio.model import Portfolio

Step = Literal["year", "quarter", "month"]
STEPS: Final[tuple[Step, ...]] = ("year", "quarter", "month")
MONTHS: Final = {"year": 12, "quarter": 3, "month": 1}
"""Months of a step."""
MOST: Final = {"year": 10, "quarter": 8, "month": 12}
"""So many of the newest steps are looked at."""
LEAST: Final = {"year": 2, "quarter": 2, "month": 2}
"""So many steps with data are needed before a finer step is taken."""
LEAST_FOR_TREND: Final = {"year": 2, "quarter": 4, "month": 3}
BASELINE: Final = 3
"""Years, or spans of 12 months, that make an account's own baseline."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period by name."""

    name: str
    """Such as 2025, 2025Q3, 2025-03 or last12."""
    span: Span
    empty: bool = False
    """Whether the data has no row at all in it: a gap."""

    @property
    def words(self) -> str:
        """The name as it stands in a sentence."""
        return f"the 12 months to {day_words(self.span.last)}" if self.name.startswith(LAST_12) else self.name


def day_words(day: dt.date) -> str:
    """A day in a sentence."""
    return f"{day.day} {day:%b %Y}"


def dated(portfolio: Portfolio, metric: str) -> Portfolio:
    """The portfolio with those rows of its periods alone that tell a metric: a year without margins is a gap of the margin, not a zero."""
    expression = formula(metric, portfolio.periods.columns).expression
    if expression is None:
        return replace(portfolio, periods=portfolio.periods.clear(), grain="none")
    told = portfolio.periods.select(expression.is_not_null()).to_series()
    return portfolio if told.all() else replace(portfolio, periods=portfolio.periods.filter(told))


def extent(portfolio: Portfolio) -> Span | None:
    """The first and the last date of the data; None without any."""
    first, last = (portfolio.periods[DATE].min(), portfolio.periods[DATE].max()) if portfolio.grain != "none" else (None, None)
    return Span(first, last) if isinstance(first, dt.date) and isinstance(last, dt.date) else None


def as_of(portfolio: Portfolio, today: dt.date) -> dt.date:
    """The day up to which the data tells: today, or its newest date where that is earlier."""
    found = extent(portfolio)
    return today if found is None or portfolio.grain == "year" else min(today, found.last)


def whole(portfolio: Portfolio, today: dt.date, step: Step) -> tuple[Stretch, ...]:
    """The newest whole years, quarters or months, oldest first, those without any row between them too.

    A period is whole when it is over and the data reaches from its first month into its last. Of yearly columns the one that
    is read as the revenue is the latest whole year; where none is, the year before today's.
    """
    found = extent(portfolio)
    if found is None or (portfolio.grain == "year" and step != "year"):
        return ()
    first, last = _whole_months(portfolio, found, today)
    months = MONTHS[step]
    oldest, newest = -(-first // months), (last + 1) // months - 1
    numbers = range(max(oldest, newest - MOST[step] + 1), newest + 1)
    there = {_month(day) for day in portfolio.periods[DATE].unique().drop_nulls()}
    steps = [_stretch(number, step, there) for number in numbers]
    full = [place for place, one in enumerate(steps) if not one.empty]
    return tuple(steps[full[0] : full[-1] + 1]) if full else ()


def steps_of(portfolio: Portfolio, today: dt.date, order: tuple[Step, ...] = STEPS, least: dict[str, int] = LEAST) -> tuple[Stretch, ...]:
    """The whole periods of the first step in `order` that has enough of them with data; empty when none has."""
    for step in order:
        found = whole(portfolio, today, step)
        if sum(not one.empty for one in found) >= least[step]:
            return found
    return ()


def trend_steps(portfolio: Portfolio, today: dt.date) -> tuple[Stretch, ...]:
    """What a trend is drawn over: whole years, or where days are known the last 8 quarters or 12 months."""
    return steps_of(portfolio, today, STEPS if portfolio.grain == "year" else ("quarter", "month"), LEAST_FOR_TREND)


def steps_a_year(stretches: tuple[Stretch, ...]) -> int:
    """How many periods like these make a year; they are of one length."""
    span = stretches[0].span
    return 12 // (_month(span.last) - _month(span.first) + 1)


def has_rows(portfolio: Portfolio, span: Span) -> bool:
    """Whether any row of the data falls into a span."""
    return bool(portfolio.periods.select(pl.col(DATE).is_between(span.first, span.last).any()).item())


def missing_said(missing: list[str]) -> str:
    """A sentence that names periods without any row between others, or empty."""
    one = len(missing) == 1 and "months" not in missing[0]
    return f"{', '.join(missing)} {'is' if one else 'are'} not in the data" if missing else ""


def last_12(portfolio: Portfolio, today: dt.date) -> Stretch:
    """The 12 months up to the day that the data tells of."""
    end = as_of(portfolio, today)
    return Stretch(LAST_12, Span(years_on(end, -1) + dt.timedelta(days=1), end))


def baseline_spans(portfolio: Portfolio, today: dt.date) -> tuple[Stretch, ...]:
    """The last 12 months or the latest whole year, then up to three like it before, newest first; empty where nothing stands before."""
    if portfolio.grain == "year":
        found = [one for one in reversed(whole(portfolio, today, "year")) if not one.empty][: BASELINE + 1]
    else:
        found = [last_12(portfolio, today)] if extent(portfolio) else []
        while found and len(found) <= BASELINE and reaches(portfolio, found[-1].span.year_before()):
            before = found[-1].span.year_before()
            found.append(Stretch(f"{LAST_12}-{len(found)}", before, empty=not has_rows(portfolio, before)))
    return tuple(found) if len(found) > 1 else ()


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _whole_months(portfolio: Portfolio, found: Span, today: dt.date) -> tuple[int, int]:
    """The first and the last month that count as whole, as months since the year 0."""
    if portfolio.grain == "year":
        header = portfolio.mapping.get(REVENUE)
        read = [int(name.partition(".")[2]) for name, column in portfolio.mapping.items() if name.startswith(f"{REVENUE}.") and column == header]
        return found.first.year * 12, max(read, default=today.year - 1) * 12 + 11
    newest = min(found.last, today)
    end = month_end(newest.year, newest.month)
    return _month(found.first), _month(newest) - (newest != end and end >= today)


def _stretch(number: int, step: Step, there: set[int]) -> Stretch:
    """The `number`-th step since the year 0; `there` are the months with rows."""
    begin = number * MONTHS[step]
    months = range(begin, begin + MONTHS[step])
    year, month = divmod(begin, 12)
    name = {"year": f"{year}", "quarter": f"{year}Q{month // 3 + 1}", "month": f"{year}-{month + 1:02d}"}[step]
    span = Span(dt.date(year, month + 1, 1), month_end(year, month + MONTHS[step]))
    return Stretch(name, span, empty=there.isdisjoint(months))
