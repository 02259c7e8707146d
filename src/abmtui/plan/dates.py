"""Dates as people type them: 2026-03-01, 1.3.2026, 1 Mar, next fri, tomorrow, +2w."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN_FORMS: Final = "2026-03-01, 1 Mar, next fri or +2w"
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    "january february march april may june july august september october november december",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesakuu heinakuu elokuu syyskuu lokakuu marraskuu joulukuu",
    "januari februari mars april maj juni juli augusti september oktober november december",
)
"""English, German, French, Spanish, Finnish and Swedish, folded; the first language in which the letters mean one month counts."""
_NEAR: Final = {"today": 0, "tomorrow": 1, "yesterday": -1}
_YEAR_MONTHS: Final = 12


def typed_date(text: str, today: dt.date, *, past: bool = False) -> dt.date | None:
    """Return the date meant, or None when it is none or could be two.

    A day without a year is the next one from today on, or with `past` the last one up to today; a weekday alone is never today.
    """
    word = _word(text)
    if word in _NEAR:
        return _shifted(today, _NEAR[word])
    for form, read in _FORMS:
        if found := form.fullmatch(word):
            try:
                return read(found, today, past)
            except (ValueError, OverflowError):
                return None
    return None


def day_ahead(text: str, today: dt.date) -> tuple[dt.date | None, str]:
    """Return the day from tomorrow on that is meant, or None and why the text means none."""
    day = typed_date(text, today)
    if day is None:
        return None, f'"{text}" is no date: write {SHOWN_FORMS}'
    if day <= today:
        return None, f'"{text}" is {day.isoformat()}, which is not ahead: write {SHOWN_FORMS}'
    return day, ""


def is_dated(text: str) -> bool:
    """Return whether the text is written as a date is, be it one that there is or not."""
    word = _word(text)
    return word in _NEAR or any(form.fullmatch(word) for form, _ in _FORMS)


def _word(text: str) -> str:
    return " ".join(folded(text).replace(",", " ").split())


def _shifted(today: dt.date, days: int) -> dt.date | None:
    try:
        return today + dt.timedelta(days)
    except OverflowError:
        return None


def _of_year(year: str | None, month: int, day: int, today: dt.date, past: bool) -> dt.date:
    if year:
        return dt.date(int(f"20{year}"[-4:]), month, day)
    # 29 February comes at most eight years later.
    for distance in range(9):
        number = today.year + (-distance if past else distance)
        if day <= calendar.monthrange(number, month)[1]:
            date = dt.date(number, month, day)
            if (date <= today) if past else (date >= today):
                return date
    raise ValueError


def _iso(found: re.Match[str], _today: dt.date, _past: bool) -> dt.date:
    return dt.date(int(found[1]), int(found[2]), int(found[3]))


def _dotted(found: re.Match[str], today: dt.date, past: bool) -> dt.date:
    return _of_year(found[3], int(found[2]), int(found[1]), today, past)


def _slashed(found: re.Match[str], today: dt.date, past: bool) -> dt.date | None:
    one, two = int(found[1]), int(found[2])
    if one <= _YEAR_MONTHS and two <= _YEAR_MONTHS and one != two:
        return None  # 3/4 is the third of April to some and the fourth of March to others
    day, month = (one, two) if two <= _YEAR_MONTHS else (two, one)
    return _of_year(found[3], month, day, today, past)


def _named(found: re.Match[str], today: dt.date, past: bool) -> dt.date | None:
    month = _month(found["month"])
    return None if month is None else _of_year(found["year"], month, int(found["day"]), today, past)


def _relative(found: re.Match[str], today: dt.date, _past: bool) -> dt.date:
    count = int(found[1].replace(" ", ""))
    unit = found[2]
    if unit in "dw":
        return today + dt.timedelta(days=count * (7 if unit == "w" else 1))
    years, month = divmod(today.month - 1 + count * (12 if unit == "y" else 1), 12)
    last = calendar.monthrange(today.year + years, month + 1)[1]
    return dt.date(today.year + years, month + 1, min(today.day, last))


def _weekday(found: re.Match[str], today: dt.date, past: bool) -> dt.date | None:
    days = [place for place, name in enumerate(_DAYS) if name.startswith(found[2])]
    back = found[1] == "last" or (past and not found[1])
    ahead = (days[0] - today.weekday()) % 7
    return today + dt.timedelta(days=(ahead or 7) if not back else ahead - 7)


def _month(word: str) -> int | None:
    for names in _MONTHS:
        found = [place for place, name in enumerate(names.split(), 1) if name.startswith(word)]
        if len(found) == 1:
            return found[0]
    return None


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date, bool], dt.date | None]], ...]] = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"), _iso),
    (re.compile(r"(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4}|\d{2})?"), _dotted),
    (re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?"), _slashed),
    (re.compile(r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?[ -]?(?P<month>[a-z]{3,})\.?(?:[ -]'?(?P<year>\d{4}|\d{2}))?"), _named),
    (re.compile(r"(?P<month>[a-z]{3,})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?: '?(?P<year>\d{4}))?"), _named),
    (re.compile(r"([+-] ?\d{1,6}) ?([dwmy])"), _relative),
    (
        re.compile(r"(?:(next|last|this) )?(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"),
        _weekday,
    ),
)
