"""Cells as people write dates -> dates, day or month first by what the whole column shows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from abmtui.sources.values import EMPTY_WORDS
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

Order = Literal["", "day", "month"]
"""Which of day and month stands first; empty when no cell tells."""

_MONTHS: Final = """
january januar janvier enero tammikuu januari gennaio janeiro jan janv ene tammi gen | february februar fevrier febrero helmikuu februari febbraio fevereiro feb fevr fev helmi febr
march marz maerz mars marzo maaliskuu maart marco mar mrz mrt maalis | april avril abril huhtikuu aprile apr avr abr huhti | may mai mayo toukokuu maj mei maggio maio mag touko
june juni juin junio kesakuu giugno junho jun giu kesa | july juli juillet julio heinakuu luglio julho jul juil lug heina | august aout agosto elokuu augusti augustus aug ago elo
september septembre septiembre syyskuu settembre setembro sep sept set syys | october oktober octobre octubre lokakuu ottobre outubro oct okt ott out loka
november novembre noviembre marraskuu novembro nov marras | december dezember decembre diciembre joulukuu dicembre dezembro dec dez dic joulu
"""
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Days since 30 December 1899: the years 1954 to 2119."""
_ZERO_SERIAL: Final = dt.date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_TURN: Final = 69
_LONGEST: Final = 60
_DIGITS: Final = re.compile(r"\d+")
_PARTS: Final = 2
"""A word before this many numbers may be a day of the week."""
_YEAR, _MONTHLY, _DAILY = 4, 6, 8
"""Digits of `2024`, `202403`, `20240331`."""
"""Two-digit years below mean 20xx."""

_CLOCKED: Final = r"^\d{4}-\d\d-\d\d[T ]\d\d?:"
_CLOCK: Final = r"[T ]\d\d?:\d\d(?::.*)?$"
_TRIED: Final = 2_000
_TIME: Final = re.compile(r"[t ,]+\d{1,2}[:.h]\d{2}([:.]\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?(\s*\w{3,4})?$")
_ZEROS: Final = re.compile(r"\.0+$")
_WORDS: Final = re.compile(r"[^\W\d_]+\.?")
_YMD: Final = re.compile(r"(\d{4})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{1,2})\.?")
_TWO_FIRST: Final = re.compile(r"(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ']{1,2}(\d{4}|\d{2})\.?")
_NAMED: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[-/., ]*m(\d{1,2})[-/., ']*(\d{4}|\d{2})")
_NAMED_FIRST: Final = re.compile(r"m(\d{1,2})[-/., ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d{2})")
_YEAR_NAMED: Final = re.compile(r"(\d{4})[-/., ]*m(\d{1,2})[-/., ]*(\d{1,2})")
_MONTH_YEAR: Final = re.compile(r"m(\d{1,2})[-/., ']*(\d{4}|\d{2})|(\d{1,2})[-/.](\d{4})")
_YEAR_MONTH: Final = re.compile(r"(\d{4})(?:[-/]|[-/., ]*m)(\d{1,2})")
_QUARTER: Final = re.compile(r"(\d{4})[-/ ]?q([1-4])|q([1-4])[-/ ]?(\d{4})")


@dataclass(frozen=True, eq=False)
class Dates:
    """A column read as dates."""

    values: pl.Series
    """Date; null where the cell is empty or no date."""
    unreadable: pl.Series
    """UInt32 rows whose cell is neither empty nor a date."""
    order: Order = ""
    """How `02/03/2024` was read where such cells stand in the column."""
    assumed: bool = False
    """True when such cells stand in the column and none of them tells."""
    years_only: bool = False
    """Every cell names a year and no more."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell understood; with `swapped`, the date it is when the month stands first."""

    day: dt.date | None
    swapped: dt.date | None = None
    year_only: bool = False
    either: bool = False
    """Day and month could change places."""
    slashed: Order = ""
    """Which order this cell proves."""


def dates(cells: pl.Series, *, month_first: bool = False, year_starts: bool = False) -> Dates:
    """Return a column as dates.

    Where no cell tells day from month, day stands first unless `month_first`. A bare year is its 31 December, or with `year_starts` its 1 January.
    """
    none = pl.Series("row", [], dtype=pl.UInt32)
    if cells.dtype in (pl.Date, pl.Datetime):
        return Dates(cells.cast(pl.Date), none)
    text = _as_text(cells)
    values = _iso(text)
    if values.null_count() > text.null_count() and text.head(_TRIED).str.contains(_CLOCKED).any():
        text = text.str.replace(_CLOCK, "")
        values = _iso(text)
    rest = (values.is_null() & text.is_not_null()).arg_true().cast(pl.UInt32)
    if not rest.len():
        return Dates(values, none)
    looked = text.gather(rest)
    unique = looked.unique()
    understood = {cell: _understood(cell, year_starts=year_starts) for cell in unique}
    order = _order(understood.values())
    either = any(cell and cell.either for cell in understood.values())
    proofs = {cell.slashed for cell in understood.values() if cell and cell.slashed}
    monthly = order == "month" or (not order and month_first)
    days = {cell: _chosen(found, monthly=monthly) for cell, found in understood.items()}
    found = looked.replace_strict(unique, pl.Series([days[cell] for cell in unique], dtype=pl.Date), return_dtype=pl.Date)
    empty = [cell for cell in unique if folded("".join(cell.split())) in EMPTY_WORDS or not cell.strip() or cell.strip() == "0"]
    lost = rest.filter(found.is_null() & ~looked.is_in(pl.Series(empty, dtype=pl.String).implode()))
    years_only = rest.len() == text.len() - text.null_count() and all(cell is None or cell.year_only for cell in understood.values())
    said: Order = ("month" if monthly else "day") if either or order else ""
    return Dates(values.scatter(rest, found), lost.alias("row"), said, either and len(proofs) != 1, years_only and found.is_not_null().any())


def _iso(text: pl.Series) -> pl.Series:
    """The cells of year, month and day as dates; null for all others."""
    values = text.str.to_date("%Y-%m-%d", strict=False)
    odd = ~values.is_between(dt.date(_FIRST_YEAR, 1, 1), dt.date(_LAST_YEAR, 12, 31))
    return values.set(odd, None) if odd.any() else values


def _as_text(cells: pl.Series) -> pl.Series:
    """Cells as text; typed columns too, whole floats without their point."""
    if cells.dtype == pl.String:
        return cells
    if cells.dtype.is_float():
        whole = cells.cast(pl.Int64, strict=False)
        return whole.cast(pl.String) if (cells.drop_nulls() == whole.drop_nulls()).all() else cells.cast(pl.String)
    return cells.cast(pl.String)


def _order(cells: Iterable[_Cell | None]) -> Order:
    """The order most of the proving cells prove."""
    proofs = [cell.slashed for cell in cells if cell and cell.slashed]
    days = proofs.count("day")
    if not proofs or days * 2 == len(proofs):
        return ""
    return "day" if days * 2 > len(proofs) else "month"


def _chosen(cell: _Cell | None, *, monthly: bool) -> dt.date | None:
    if cell is None:
        return None
    return cell.swapped if monthly and cell.swapped else cell.day


@cache
def _month_words() -> dict[str, int]:
    return {word: number for number, names in enumerate(re.split(r"[|\n]", _MONTHS.strip()), 1) for word in names.split()}


def _month_marked(text: str) -> str | None:
    """`text` with each month's name as m1 to m12 and weekdays left out, or None when it holds another word."""
    known = _month_words()
    marked: list[str] = []
    last = 0
    for match in _WORDS.finditer(text):
        word = match[0].rstrip(".")
        word = word.removesuffix("ta") if word.endswith("kuuta") else word
        marked.append(text[last : match.start()])
        last = match.end()
        if word in known:
            marked.append(f"m{known[word]}")
        elif word in {"de", "of", "den", "the", "del", "le"}:
            marked.append(" ")
        elif word in {"st", "nd", "rd", "th", "er", "q"}:
            marked.append(match[0])
        elif match.start() or len(_DIGITS.findall(text)) < _PARTS:
            return None
    marked.append(text[last:])
    return " ".join("".join(marked).split()).strip(" ,")


def _understood(cell: str, *, year_starts: bool) -> _Cell | None:
    """One cell as a date, or None."""
    if len(cell) > _LONGEST or not any(letter.isdigit() for letter in cell):
        return None
    text = _TIME.sub("", " ".join(folded(cell).split()))
    marked = _month_marked(text)
    if marked is None:
        return None
    return _numeric(marked, year_starts=year_starts) or _with_names(marked) or _coarse(marked)


def _numeric(text: str, *, year_starts: bool) -> _Cell | None:
    """Dates of digits and separators alone, years, compact dates and serial numbers."""
    if match := _YMD.fullmatch(text):
        return _cell(*(int(part) for part in match.groups()))
    if match := _TWO_FIRST.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), _full_year(match[3])
        day, swapped = _day(year, second, first), _day(year, first, second)
        proof: Order = "" if day and swapped else "day" if day else "month" if swapped else ""
        if not day and not swapped:
            return None
        return _Cell(day or swapped, swapped, either=bool(day and swapped and first != second), slashed=proof)
    digits = _ZEROS.sub("", text)
    if not digits.replace(".", "", 1).isdecimal():
        return None
    if len(digits) == _YEAR:
        year = int(digits)
        return _Cell(dt.date(year, *((1, 1) if year_starts else (12, 31))), year_only=True) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    if len(digits) == _DAILY and digits.isdecimal():
        return _cell(int(digits[:4]), int(digits[4:6]), int(digits[6:])) or _cell(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    if len(digits) == _MONTHLY and digits.isdecimal():
        return _cell(int(digits[:4]), int(digits[4:]), 1)
    serial = float(digits)
    return _Cell(_ZERO_SERIAL + dt.timedelta(days=int(serial))) if _FIRST_SERIAL <= serial <= _LAST_SERIAL else None


def _with_names(text: str) -> _Cell | None:
    """Dates with a month's name, already `m1` to `m12`."""
    if match := _NAMED.fullmatch(text):
        return _cell(_full_year(match[3]), int(match[2]), int(match[1]))
    if match := _YEAR_NAMED.fullmatch(text):
        return _cell(int(match[1]), int(match[2]), int(match[3]))
    if match := _NAMED_FIRST.fullmatch(text):
        return _cell(_full_year(match[3]), int(match[1]), int(match[2]))
    return None


def _coarse(text: str) -> _Cell | None:
    """Months and quarters, each as its first day."""
    if match := _MONTH_YEAR.fullmatch(text):
        return _cell(_full_year(match[2] or match[4]), int(match[1] or match[3]), 1)
    if match := _YEAR_MONTH.fullmatch(text):
        return _cell(int(match[1]), int(match[2]), 1)
    if match := _QUARTER.fullmatch(text):
        return _cell(int(match[1] or match[4]), int(match[2] or match[3]) * 3 - 2, 1)
    return None


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) == _YEAR else year + (2000 if year < _TURN else 1900)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _cell(year: int, month: int, day: int) -> _Cell | None:
    found = _day(year, month, day)
    return _Cell(found) if found else None
