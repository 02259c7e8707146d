"""Which months a time in words means: monthly, every 2 weeks, twice a year, Q1 2027, December."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from abmtui.plan.dates import typed_date
from abmtui.wording import folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

YEAR: Final = 12
"""Months."""
QUARTER: Final = 3
WEEKS: Final = 52 / 12
"""In a month."""
DAYS: Final = 30
"""In a month."""
_ALWAYS: Final = frozenset({"always", "ongoing", "always on"})
"""It stands in every month, and nobody is turned to at any time of its own."""
_CADENCES: Final[Mapping[str, float]] = {
    "daily": 1 / DAYS,
    "weekly": 1 / WEEKS,
    **dict.fromkeys(("fortnightly", "biweekly", "bi-weekly"), 2 / WEEKS),
    "monthly": 1,
    **dict.fromkeys(("bimonthly", "bi-monthly"), 2),
    "quarterly": QUARTER,
    **dict.fromkeys(("half-yearly", "half yearly", "biannually", "semi-annually"), 6),
    **dict.fromkeys(("yearly", "annually", "annual"), YEAR),
}
"""A cadence in a word -> months from one to the next."""
_COUNTS: Final[Mapping[str, int]] = {"": 1, "second": 2, "other": 2, "two": 2, "third": 3, "three": 3, "four": 4, "six": 6, "once": 1, "twice": 2}
_UNITS: Final[Mapping[str, float]] = {"day": 1 / DAYS, "week": 1 / WEEKS, "month": 1, "quarter": QUARTER, "year": YEAR}
_EVERY: Final = re.compile(r"(?:every|each)(?: (second|other|two|third|three|four|six|\d{1,3}))? (day|week|month|quarter|year)s?")
_TIMES: Final = re.compile(r"(once|twice|(?:two|three|four|six|\d{1,3}) ?(?:times|x)) (?:a|an|per|every|each) (day|week|month|quarter|year)")
_QUARTERS: Final = (re.compile(r"q(?P<quarter>[1-4])(?:[ /-]?(?P<year>\d{4}))?"), re.compile(r"(?P<year>\d{4})[ /-]?q(?P<quarter>[1-4])"))
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Said:
    """The months that a time in words means."""

    months: tuple[int, ...] = ()
    """As `year * 12 + month - 1`."""
    every: int = 0
    """Of a cadence: months from one to the next. It stands in the months whose number this divides, so a quarterly one in those that begin a quarter."""

    @property
    def recurring(self) -> bool:
        """Whether it is a cadence."""
        return self.every > 0


def months_said(text: str, today: dt.date) -> Said | None:
    """Return the months that are meant, None where the words name none; a month or quarter without its year is the next one from this month on."""
    word = " ".join(folded(text).split())
    every = 1 if word in _ALWAYS else _cadence(word)
    if every is not None:
        return Said(every=_months(every))
    months = _quarter(word, today) or _month(word, today)
    return Said(months) if months else None


def days_said(text: str) -> int | None:
    """Return the days from one to the next that a cadence means, one at least; None where the words are none, or name no time of its own."""
    every = _cadence(" ".join(folded(text).split()))
    return None if every is None else max(1, round(every * DAYS))


def _cadence(word: str) -> float | None:
    """Return the months from one to the next."""
    if word in _CADENCES:
        return _CADENCES[word]
    if found := _EVERY.fullmatch(word):
        return _count(found[1] or "") * _UNITS[found[2]]
    if found := _TIMES.fullmatch(word):
        times = _count(re.sub(r" ?(?:times|x)$", "", found[1]))
        return _UNITS[found[2]] / max(times, 1)
    return None


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS[word]


def _months(distance: float) -> int:
    """Return whole months, one at least: what comes more often comes every month."""
    return max(1, round(distance))


def _quarter(word: str, today: dt.date) -> tuple[int, ...]:
    found = next((match for form in _QUARTERS if (match := form.fullmatch(word))), None)
    if found is None:
        return ()
    last = (int(found["quarter"]) - 1) * QUARTER + QUARTER - 1
    year = int(found["year"]) if found["year"] else today.year + (last < today.month - 1)
    return tuple(year * YEAR + last - back for back in (2, 1, 0))


def _month(word: str, today: dt.date) -> tuple[int, ...]:
    if found := _ISO_MONTH.fullmatch(word):
        month = int(found[2])
        return (int(found[1]) * YEAR + month - 1,) if 1 <= month <= YEAR else ()
    day = typed_date(f"1 {word}", today.replace(day=1)) if word[:1].isalpha() else None
    return (day.year * YEAR + day.month - 1,) if day is not None else ()
