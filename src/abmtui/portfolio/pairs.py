"""Which two periods of a portfolio are compared: the one in view and the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from abmtui.portfolio.periods import ALL, LAST_12, period_name, period_problem, reaches, span_of
from abmtui.portfolio.spans import STEPS, Stretch, day_words, extent, has_rows, last_12, missing_said, steps_of, whole

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.portfolio.model import Portfolio

NO_PERIODS: Final = "the source has neither yearly columns nor a date column"
_FARTHEST: Final = 10
"""Years that a gap may have."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The period in view and the one that it is compared with."""

    now: Stretch | None = None
    before: Stretch | None = None
    notes: tuple[str, ...] = ()
    """What has to be said of the comparison, each a sentence without its point."""
    undefined: str = ""
    """Why there is no pair (both are None then), or empty."""


def pair_of(portfolio: Portfolio, period: str, today: dt.date) -> Pair:
    """The period in view and the one before it.

    For all periods: the last 12 months against the 12 before them where days are known, else the latest whole year against the
    one before. A named period is compared with the same span a year before, as its change is; a gap is stepped over, and said.
    """
    if extent(portfolio) is None:
        return Pair(undefined=NO_PERIODS)
    name = period_name(period)
    if name == ALL:
        found = _back(portfolio, last_12(portfolio, today)) if portfolio.grain == "day" else Pair(undefined="by year")
        return _newest_two(portfolio, today) if found.undefined else found
    if problem := period_problem(portfolio, period):
        return Pair(undefined=problem.what)
    return _back(portfolio, last_12(portfolio, today) if name == LAST_12 else Stretch(name, span_of(portfolio, period)))


def _newest_two(portfolio: Portfolio, today: dt.date) -> Pair:
    """The newest whole year and the one with data before it; quarters or months where there are no two years."""
    found = steps_of(portfolio, today)
    full = [place for place, one in enumerate(found) if not one.empty]
    if not full:
        names = [one.name for step in STEPS for one in whole(portfolio, today, step)]
        return Pair(undefined=f"the data holds one whole period only ({names[0]})" if names else "the data holds no whole period")
    now, before = found[full[-1]], found[full[-2]]
    return Pair(now, before, _gap([one.name for one in found[full[-2] + 1 : full[-1]]], now, before))


def _back(portfolio: Portfolio, now: Stretch) -> Pair:
    """A period and the same span one year before, or as many years before as it takes to find a row."""
    span, between = now.span.year_before(), list[str]()
    for years in range(1, _FARTHEST + 1):
        if not reaches(portfolio, span):
            break
        if has_rows(portfolio, span):
            before = Stretch(_named_before(now, years), span)
            return Pair(now, before, (*_running(now, before), *_gap(between, now, before)))
        between.insert(0, Stretch(_named_before(now, years), span).words)
        span = span.year_before()
    return Pair(undefined=f"nothing stands before {now.words}: the data begins {_begin(portfolio)}")


def _named_before(now: Stretch, years: int) -> str:
    return f"{LAST_12}-{years}" if now.name == LAST_12 else f"{int(now.name[:4]) - years}{now.name[4:]}"


def _running(now: Stretch, before: Stretch) -> tuple[str, ...]:
    """What is said where the period in view is not over: it ends with the data, and so does the one before."""
    months = 3 if "Q" in now.name else 12
    if now.name == LAST_12 or (now.span.last.month - now.span.first.month + 1, now.span.last.day) >= (months, 28):
        return ()
    return (f"{now.name} ends with the data on {day_words(now.span.last)}; {before.name} is taken to the same day",)


def _gap(between: list[str], now: Stretch, before: Stretch) -> tuple[str, ...]:
    said = missing_said(between)
    return (f"{said}: {now.words} is compared with {before.words}",) if said else ()


def _begin(portfolio: Portfolio) -> str:
    found = extent(portfolio)
    assert found is not None
    return f"with {found.first.year}" if portfolio.grain == "year" else f"on {day_words(found.first)}"
