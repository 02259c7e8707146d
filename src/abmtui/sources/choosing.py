"""Which source rows `--where` chooses: one condition over the file's own columns, of which only those it names are converted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from abmtui.portfolio.conditions import columns_meant, columns_named, condition_mask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.problems import Problem
    from abmtui.sources.candidates import Look
    from abmtui.sources.converting import Columns

OPTION = "--where"
_MOST = 0.6
Kind = Literal["number", "date", "text"]


@dataclass(frozen=True, eq=False)
class Choice:
    """The rows a condition chooses."""

    mask: pl.Series | None = None
    """Boolean, one a row; None when the condition is not understood."""
    unknown: int = 0
    """Rows for which the condition is neither true nor false."""
    problem: Problem | None = None


def chosen(condition: str, columns: Columns, looked: Look) -> Choice:
    """Return the rows for which `condition` is true.

    Where the condition does not fit the detected kinds, as in `"Postal code" = '10022'`, columns are tried as the text they are.
    """
    named, problem = columns_named(condition, OPTION)
    if problem is not None:
        return Choice(problem=problem)
    meant, problem = columns_meant(named, columns.frame.columns, OPTION)
    if problem is not None:
        return Choice(problem=problem)
    headers = list(dict.fromkeys(meant.values()))
    first = None
    for as_text in _trials(headers):
        frame = pl.DataFrame([_converted(columns, looked, header, as_text).alias(header) for header in headers])
        mask, unknown, problem = condition_mask(frame, condition, OPTION)
        if mask is not None:
            return Choice(mask, unknown)
        first = first or problem
    return Choice(problem=first)


def _trials(headers: Sequence[str]) -> list[frozenset[str]]:
    """Which columns are left as text in each trial: none, then one, then all."""
    trials = [frozenset[str](), *(frozenset({header}) for header in headers), frozenset(headers)]
    return list(dict.fromkeys(trials))


def kind_of(looked: Look, header: str) -> Kind:
    """What a column is compared as."""
    profile = looked.profiles[header]
    if profile.dates >= _MOST and not profile.years:
        return "date"
    return "number" if profile.numeric and profile.zero_led == 0 else "text"


def _converted(columns: Columns, looked: Look, header: str, as_text: frozenset[str]) -> pl.Series:
    cells = columns.frame[header]
    if cells.dtype != pl.String:
        return cells.cast(pl.String) if header in as_text else cells
    kind = "text" if header in as_text else kind_of(looked, header)
    if kind == "number":
        read = columns.number(header)
        return cells if len(read.currencies) > 1 else read.values
    return columns.date(header).values if kind == "date" else columns.text(header)
