"""Any column as groups of accounts: which key each account has, what a group is called, and the condition that chooses it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import polars as pl

from abmtui.portfolio import columns as names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Way = Literal["text", "flag", "number", "band", "year"]

NOTHING: Final = "(none)"
"""What the group of accounts without a value is called."""
FEW: Final = 12
"""A column of whole numbers with at most so many different ones is grouped as it stands: scores, years, counts of flags."""
FEWER: Final = 5
"""So many are always few; more than that only where a group has three accounts and more."""
QUARTILES: Final = (0.25, 0.5, 0.75)
_DIGITS: Final = 2
"""Significant digits of a band's bounds."""
_SAMPLE: Final = 5_000
FIRST: Final = (
    *(names.SEGMENT, names.INDUSTRY, names.REGION, "country", names.OWNER, names.KIND, names.ABC_CLASS, "zone", names.PROGRAMME),
    *("tier", "coverage_model", "abm_variety", names.PARENT, names.EMPLOYEES, names.REVENUE, names.NEEDS, names.SINCE, names.TEAM, names.MARKETER),
    *(names.COVERAGE, names.STATUS, "band", "true_abm", "gem", "top_20", names.KEY_ACCOUNT, names.HAS_PLAN, "buying_process", "selection_verdict"),
)
"""The columns that people group by, those most used first."""
_TEXTS: Final = (pl.String, pl.Categorical, pl.Enum)
_NEVER: Final = frozenset({names.ID, names.NAME, names.VALUE, names.PRIOR, names.CHANGE, names.RANK, names.SHARE, names.CUMULATIVE_SHARE})


@dataclass(frozen=True, eq=False)
class Grouping:
    """One column read as groups."""

    column: str
    keys: pl.Series
    """A key an account: the text, the number, the flag, the place of the band, the year; null where the account has no value."""
    way: Way
    edges: tuple[float, ...] = ()
    """Upper bounds of the bands but the last, rising; a value on a bound belongs to the band below it."""

    def labels(self, keys: pl.Series, write: Callable[[float], str] = "{:,.12g}".format) -> pl.Series:
        """Return what the groups of keys are called, raw; `write` writes the bounds of a band."""
        if self.way == "text":
            return keys.fill_null(NOTHING)
        return pl.Series(keys.name, [NOTHING if key is None else self._label(key, write) for key in keys], dtype=pl.String)

    def _label(self, key: Any, write: Callable[[float], str]) -> str:
        match self.way:
            case "flag":
                return "yes" if key else "no"
            case "number":
                return f"{key:.0f}"
            case "band":
                return self._band(int(key), write)
            case _:
                return str(key)

    def condition(self, key: Any) -> str:
        """Return the filter that leaves this group, as `view.matching` reads it."""
        name = quoted(self.column)
        if key is None:
            return f"({name} IS NULL OR {name} = '')" if self.way == "text" else f"{name} IS NULL"
        match self.way:
            case "flag":
                return f"{name} = {'true' if key else 'false'}"
            case "number":
                return f"{name} = {key:.0f}"
            case "band":
                bounds = [f"{name} > {self.edges[key - 1]!r}"] * (key > 0) + [f"{name} <= {self.edges[key]!r}" for _ in range(key < len(self.edges))]
                return " AND ".join(bounds)
            case "year":
                return f"{name} >= DATE '{dt.date(key, 1, 1)}' AND {name} < DATE '{dt.date(key + 1, 1, 1)}'"
            case _:
                return f"{name} = '" + str(key).replace("'", "''") + "'"

    def _band(self, place: int, write: Callable[[float], str]) -> str:
        if place == 0:
            return f"up to {write(self.edges[0])}"
        if place == len(self.edges):
            return f"over {write(self.edges[-1])}"
        return f"over {write(self.edges[place - 1])} to {write(self.edges[place])}"


def quoted(column: str) -> str:
    """Return a column's name as a condition holds it."""
    return '"' + column.replace('"', '""') + '"'


def grouping_of(values: pl.Series) -> Grouping | None:
    """Return a column (its name is the series' own) as groups; None where its values are no text, number, flag or date."""
    dtype = values.dtype
    if dtype in _TEXTS:
        texts = values.cast(pl.String)
        return Grouping(values.name, texts.set(texts == "", None), "text")
    if dtype == pl.Boolean:
        return Grouping(values.name, values, "flag")
    if dtype.is_numeric():
        return _numbers(values)
    return Grouping(values.name, values.dt.year(), "year") if dtype in (pl.Date, pl.Datetime) else None


def _numbers(values: pl.Series) -> Grouping:
    numbers = values.cast(pl.Float64).fill_nan(None)
    different = numbers.drop_nulls().unique()
    if len(different) <= max(FEWER, min(FEW, len(numbers) // 3)) and bool((different == different.round()).all()):
        return Grouping(values.name, numbers, "number")
    edges = tuple(sorted({_rounded(float(numbers.quantile(share, "nearest") or 0.0)) for share in QUARTILES}))
    places = pl.Series(edges, dtype=pl.Float64).search_sorted(numbers.fill_null(0.0), side="left").cast(pl.UInt32)
    return Grouping(values.name, pl.select(pl.when(pl.lit(numbers).is_not_null()).then(pl.lit(places))).to_series(), "band", edges)


def _rounded(edge: float) -> float:
    return round(edge, _DIGITS - 1 - math.floor(math.log10(abs(edge)))) if edge else 0.0


def columns_to_group(table: pl.DataFrame, own: Iterable[str], further: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the columns worth grouping by: the usual ones first, then the source's own (`own`), texts before numbers.

    `further` are columns that the table can have beside those it has; of them, and of the plans', only the usual ones are offered.
    """
    spelled: Mapping[str, str] = {name.casefold(): name for name in (*further, *table.columns)}
    usual = [name for name in (spelled.get(name) for name in FIRST) if name is not None and (name not in table.columns or _worth(table[name]))]
    others = [name for name in own if name not in _NEVER and name not in usual and _worth(table[name])]
    return (*usual, *sorted(others, key=lambda name: table.schema[name].is_numeric()))


def _worth(values: pl.Series) -> bool:
    """Return whether a column makes groups; judged by its first values, since a list of choices must not wait for a count of all."""
    sample = values.head(_SAMPLE).drop_nulls()
    if sample.is_empty():
        return False
    if values.dtype in _TEXTS:
        return sample.n_unique() <= max(FEW, len(sample) // 2)
    return values.dtype in (pl.Boolean, pl.Date, pl.Datetime) or values.dtype.is_numeric()
