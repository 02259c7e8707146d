"""Numbers, money, shares and dates in the user's locale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

NEAR_DAYS: Final = 200
"""A day nearer to today than this is written without its year."""
MOST_CHANGE: Final = 9.995
"""A change from here on is only said to be large."""


@dataclass(frozen=True, slots=True)
class Formats:
    """How values are written; made once by `formats_for`, cheap to call for every visible cell."""

    decimal: str = "."
    group: str = ","
    locale: str = "en"

    def number(self, value: float | None, digits: int = 0) -> str:
        """Return a grouped number with `digits` decimals; empty for None."""
        if value is None:
            return ""
        text = f"{value:,.{digits}f}"
        if text.startswith("-") and not text.strip("-0.,"):
            text = text[1:]
        if self.decimal == "." and self.group == ",":
            return text
        return text.translate({ord(","): self.group, ord("."): self.decimal})

    def percent(self, share: float | None, digits: int = 1) -> str:
        """Return a share of one as percent; empty for None."""
        return "" if share is None else f"{self.number(share * 100, digits)}%"

    def change(self, share: float | None) -> str:
        """Return a relative change as signed whole percent; empty for None."""
        if share is None:
            return ""
        if share >= MOST_CHANGE:
            return ">999%"
        text = self.number(abs(share) * 100)
        return f"{'-' if share < 0 and text != '0' else '+'}{text}%"

    def short(self, value: float | None) -> str:
        """Return about three digits with K, M or B; empty for None."""
        if value is None:
            return ""
        for limit, divisor, letter in ((999_500_000, 1e9, "B"), (999_500, 1e6, "M"), (9_999.5, 1e3, "K")):
            if abs(value) >= limit:
                scaled = value / divisor
                return f"{self.number(scaled, 1 if len(f'{abs(scaled):.1f}') < len('100.0') else 0)}{letter}"
        return self.number(value)

    def date(self, day: dt.date | None) -> str:
        """Return a date as day, short month and year; empty for None."""
        return "" if day is None else f"{day.day} {_month(self.locale, day.month)} {day.year}"

    def day(self, day: dt.date | None, today: dt.date) -> str:
        """Return a date as day and short month, with the year only when it is not near `today`; empty for None."""
        if day is None:
            return ""
        near = abs((day - today).days) <= NEAR_DAYS
        return f"{day.day} {_month(self.locale, day.month)}" + ("" if near else f" {day.year}")


@cache
def _month(locale: str, month: int) -> str:
    if locale.startswith("en"):
        return ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
    from babel.dates import get_month_names

    return str(get_month_names("abbreviated", locale=locale)[month]).rstrip(".")


def formats_for(locale: str) -> Formats:
    """Return the formats of a locale name such as `de_DE`; unknown ones give English.

    babel is asked only for what is not English, because importing it costs 40 ms.
    """
    if not locale or locale.startswith("en") or locale in {"C", "POSIX"}:
        return Formats()
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(locale.split(".", maxsplit=1)[0].split("@", maxsplit=1)[0]).number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return Formats()
    group = str(symbols["group"]).replace("\u202f", "\u00a0")
    return Formats(str(symbols["decimal"]), group, locale.split(".", maxsplit=1)[0].split("@", maxsplit=1)[0])
