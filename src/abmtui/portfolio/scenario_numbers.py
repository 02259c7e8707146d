"""Numbers and values as a person writes them into a change: 500000, 1.5M, 40k, 2026-01-31, "Nordics"."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio.columns import ID, NAME
from abmtui.portfolio.scenario_names import CannotDoError

if TYPE_CHECKING:
    from collections.abc import Mapping

NUMBER: Final = r"[+-]?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?[kKmM]?"
"""A number as it stands in a change; a comma would mean two things."""
_TIMES: Final[Mapping[str, float]] = {"k": 1e3, "m": 1e6}
_LISTED: Final = 12
_WHOLE_FROM: Final = 1_000


def number_of(text: str) -> float | None:
    """The number that a text writes, or None; one too large to reckon with is none."""
    if not re.fullmatch(NUMBER, text):
        return None
    times = _TIMES.get(text[-1].lower(), 1.0)
    number = float((text[:-1] if times > 1 else text).replace("_", "")) * times
    return number if math.isfinite(number) else None


def amount_of(value: float) -> str:
    """A number as it is written into a change: as many digits as it has, so that it is read as the same number again."""
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)


def short_amount(amount: float) -> str:
    """An amount to be read, not to be reckoned with."""
    return f"{amount:,.0f}" if amount.is_integer() or amount >= _WHOLE_FROM else f"{amount:,.1f}"


def value_of(column: str, text: str, schema: Mapping[str, pl.DataType]) -> Any:
    """What a text means in a column of accounts; raises CannotDoError where there is no such column or the text does not fit it."""
    if column in {ID, NAME} or column not in schema:
        numbers = [name for name, dtype in schema.items() if dtype.is_numeric()]
        raise CannotDoError(f"the source has no column {column} to fill; it has {', '.join(numbers[:_LISTED])}")
    dtype = schema[column]
    if dtype.is_numeric():
        number = number_of(text)
        if number is None:
            raise CannotDoError(f"{column}={text} is no number; write it as 500000, 500k or 0.5M, without commas")
        return number if dtype.is_float() else int(number)
    if dtype == pl.Date:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise CannotDoError(f"{column}={text} is no date; write it as 2026-01-31") from None
    if dtype != pl.String:
        raise CannotDoError(f"{column} holds neither text nor numbers nor dates, so a new account has nothing there")
    return text
