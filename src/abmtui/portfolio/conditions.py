"""A condition typed by a person, one polars SQL expression, becomes a mask of rows or a sentence that shows the form that works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl
from rapidfuzz import fuzz, process

from abmtui.problems import Problem, Severity
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST: Final = 2_000
"""Characters; twenty thousand terms overflow polars' stack and end the process."""
LONGEST_REASON: Final = 160
FORM: Final = "revenue > 100000 AND \"Customer Name\" LIKE 'A%' AND since >= DATE '2024-01-31'"
"""Shown in every error: a column with blanks in double quotes, text in single quotes, a date."""

# polars runs a subquery while it parses, and `read_csv(...)` in one opens the file: both are looked for in the raw text, before polars sees it.
_READS: Final = re.compile(r"\bread_\w+\W{0,3}\(|(?:\(|\*/|\n)\s*(?:select|with|from|table|values)\b", re.IGNORECASE)
_MASK: Final = "\x00mask"
_FAILURES: Final = (pl.exceptions.PolarsError, pl.exceptions.PanicException, ValueError)


def columns_named(condition: str, option: str) -> tuple[tuple[str, ...], Problem | None]:
    """The columns a condition names, as written and once each, or the problem; no frame is needed to know them."""
    expression, problem = _parsed(condition, option)
    return () if expression is None else tuple(dict.fromkeys(expression.meta.root_names())), problem


def columns_meant(named: Iterable[str], columns: Iterable[str], option: str) -> tuple[Mapping[str, str], Problem | None]:
    """Name as written -> column meant: the same spelling, else the only one that differs in case; else a problem with the nearest."""
    known = tuple(columns)
    by_fold: dict[str, list[str]] = {}
    for column in known:
        by_fold.setdefault(column.casefold(), []).append(column)
    meant: dict[str, str] = {}
    for name in named:
        alike = [name] if name in known else by_fold.get(name.casefold(), [])
        if len(alike) != 1:
            return {}, _problem(option, _unknown(name, alike or known, ambiguous=bool(alike)))
        meant[name] = alike[0]
    return meant, None


def condition_mask(
    frame: pl.DataFrame, condition: str, option: str, kinds: Mapping[str, pl.DataType] | None = None
) -> tuple[pl.Series | None, int, Problem | None]:
    """The rows for which a condition is true: Boolean mask, number of rows where it is unknown (they count as not true), or the problem.

    Only the columns named are touched. `kinds` gives columns of `frame` a type before they are compared; a cell that does not fit is null.
    """
    expression, problem = _parsed(condition, option)
    if expression is None:
        return None, 0, problem
    meant, problem = columns_meant(expression.meta.root_names(), frame.columns, option)
    if problem is not None:
        return None, 0, problem
    columns = [_typed(frame.schema[column], column, kinds or {}).alias(name) for name, column in meant.items()]
    try:
        answer = frame.select(columns).with_columns(expression.alias(_MASK))[_MASK]
    except _FAILURES as failure:
        return None, 0, _problem(option, f"cannot be worked out: {_reason(failure)}")
    if answer.dtype != pl.Boolean:
        return None, 0, _problem(option, f"must be true or false for each row, but gives {_kind(answer.dtype)}; compare it with something")
    return answer.fill_null(value=False).alias(option), answer.null_count(), None


def _typed(dtype: pl.DataType, column: str, kinds: Mapping[str, pl.DataType]) -> pl.Expr:
    """The column as it is compared: by its kind, and words from a fixed list (a class) as plain text, which LIKE needs."""
    if column in kinds:
        return pl.col(column).cast(kinds[column], strict=False)
    return pl.col(column).cast(pl.String) if dtype in (pl.Enum, pl.Categorical) else pl.col(column)


def _parsed(condition: str, option: str) -> tuple[pl.Expr | None, Problem | None]:
    """The condition as an expression that names a column, or the problem."""
    if fault := _refused(condition):
        return None, _problem(option, fault)
    try:
        expression = pl.sql_expr(condition)
        named = expression.meta.root_names()
    except _FAILURES as failure:
        return None, _problem(option, f"is not understood: {_reason(failure)}")
    try:
        # An alias is legal after an expression but not inside brackets; the line feed ends a comment.
        pl.sql_expr(f"({condition}\n)")
    except _FAILURES:
        return None, _problem(option, "has words after its end; put AND or OR between comparisons")
    if not named:
        return None, _problem(option, "names no column")
    return expression, None


def _refused(condition: str) -> str:
    """Why a condition is not even handed to polars, or nothing."""
    if not condition.strip():
        return "is empty"
    if len(condition) > LONGEST:
        return f"has {len(condition):,} characters; at most {LONGEST:,} are read"
    if _READS.search(condition):
        return "must be one comparison of columns: queries and files inside it are not allowed"
    return ""


def _problem(option: str, fault: str) -> Problem:
    return Problem(f"the condition {fault}. A form that works: {FORM}", field=option, severity=Severity.USAGE)


def _unknown(name: str, columns: Iterable[str], *, ambiguous: bool) -> str:
    known = list(columns)
    if ambiguous:
        return f'names "{name}", which may be any of {_quoted(known)}; spell it as in the source'
    nearest = process.extractOne(name, known, scorer=fuzz.WRatio, processor=folded)
    hint = f"; the nearest is {_quoted([nearest[0]])}" if nearest else ""
    return f"names \"{name}\", and there is no such column{hint} (text stands in single quotes: '{name}')"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _reason(failure: BaseException) -> str:
    """The first line of what polars says, at most `LONGEST_REASON` letters, without its own full stop."""
    line = (str(failure).strip().splitlines() or [type(failure).__name__])[0].rstrip(".")
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1]}…"


def _kind(dtype: pl.DataType) -> str:
    if dtype.is_numeric():
        return "a number"
    return "text" if dtype == pl.String else f"{dtype}".lower()
