"""Rows of a source -> one row an account, each field summed as the table of fields says, and money by date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.collective import without_collective
from abmtui.portfolio.keys import ids_from_names, name_keys
from abmtui.portfolio.model import EMPTY
from abmtui.portfolio.sums import first_values, most_frequent, sums_by
from abmtui.portfolio.timeline import MONEY, Timeline, timeline
from abmtui.problems import Problem, Severity
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.portfolio.model import Grain

CODE: Final = "\x00code"
_SUMMED: Final = frozenset(name for name, spec in col.FIELDS.items() if spec.summing == "sum")
_LAST: Final = frozenset(name for name, spec in col.FIELDS.items() if spec.summing == "last")
_SHOWN: Final = 5


@dataclass(frozen=True, eq=False)
class Accounts:
    """What rows become; the parts of a Portfolio."""

    frame: pl.DataFrame = field(default_factory=lambda: EMPTY.accounts)
    periods: pl.DataFrame = field(default_factory=lambda: EMPTY.periods)
    grain: Grain = "none"
    has_ids: bool = False
    problems: tuple[Problem, ...] = ()


def accounts_of(rows: pl.DataFrame, *, years_only: bool = False) -> Accounts:
    """Return the accounts of typed rows, in the order of their first rows.

    `rows` has `name` or `id` or both (a row has one of them at least), any of our fields in their types, years of money such as `revenue.2024`,
    and further columns of any name. `years_only` says that the column of dates names whole years.
    """
    if rows.is_empty():
        return Accounts()
    has_ids = col.ID in rows.columns
    rows, collective = _keyed(rows)
    problems: list[Problem] = [*collective]
    rows, said = _with_margin(rows)
    problems += said
    summed = _summed(rows, problems)
    frame, more = _named(summed, rows, has_ids=has_ids)
    problems += more
    line = timeline(rows if CODE in rows.columns else rows.with_row_index(CODE), summed, years_only=years_only)
    frame = _ordered(_finished(frame, line))
    return Accounts(frame, line.periods, line.grain, has_ids, tuple(problems))


def _keyed(rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    """Rows with a key in `id`, else in `name`, and the number of their account in CODE, unless every row is an account of its own."""
    if col.ID in rows.columns and col.NAME not in rows.columns:
        rows = rows.with_columns(pl.col(col.ID).alias(col.NAME))
    key = col.ID if col.ID in rows.columns else col.NAME
    if key == col.ID and rows[col.ID].null_count():
        rows = _with_missing_ids(rows)
    if rows[key].n_unique() == rows.height:
        return rows, ()
    coded, count = _coded(rows, key)
    if key == col.NAME:
        return coded, ()
    freed, problems = without_collective(rows, coded[CODE], count)
    return (_coded(_with_missing_ids(freed), key)[0], problems) if problems else (coded, ())


def _coded(rows: pl.DataFrame, key: str) -> tuple[pl.DataFrame, int]:
    """The rows with the number of their account in CODE, and how many accounts there are."""
    codes = rows.select(pl.col(key).unique(maintain_order=True)).with_row_index(CODE)
    return rows.join(codes, on=key, how="left", maintain_order="left"), codes.height


def _with_missing_ids(rows: pl.DataFrame) -> pl.DataFrame:
    """Give a row without id the id that its name has elsewhere, when that is one, else the key of its name."""
    known = rows.select(col.NAME, col.ID).drop_nulls().unique()
    only = known.filter(pl.col(col.NAME).is_unique()).rename({col.ID: "\x00known"})
    rows = rows.join(only, on=col.NAME, how="left", maintain_order="left")
    empty = rows[col.ID].is_null() & rows["\x00known"].is_null()
    names = rows[col.NAME].filter(empty).unique()
    keys = pl.DataFrame([names, name_keys(names).alias("\x00key")])
    rows = rows.join(keys, on=col.NAME, how="left", maintain_order="left")
    return rows.with_columns(pl.coalesce(col.ID, "\x00known", "\x00key").alias(col.ID)).drop("\x00known", "\x00key")


def _with_margin(rows: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows with margin = percent x revenue where only the percentage is there."""
    if col.MARGIN_PERCENT not in rows.columns or col.MARGIN in rows.columns or col.REVENUE not in rows.columns:
        return rows, []
    rows = rows.with_columns((pl.col(col.MARGIN_PERCENT) / 100 * pl.col(col.REVENUE)).alias(col.MARGIN))
    return rows, [_note("margin is margin percent x revenue, since the source has the percentage alone")]


def _note(what: str, field_name: str = "") -> Problem:
    return Problem(what, field=field_name, severity=Severity.NOTE)


def _summed(rows: pl.DataFrame, problems: list[Problem]) -> pl.DataFrame:
    """One row an account; every column as its field says."""
    if CODE not in rows.columns:
        return rows
    count = rows[CODE].n_unique()
    problems.append(_note(f"{counted(rows.height, 'row')} summed to {counted(count, 'account')}"))
    money = sums_by(rows, CODE, [name for name in rows.columns if _base(name) in _SUMMED])
    numeric = rows.group_by(CODE).agg(_numeric(rows)).sort(CODE)
    texts = [most_frequent(rows[CODE], rows[name], count) for name in rows.columns if _is_text(name)]
    found = {column.name: column for column in (*money.drop(CODE), *numeric.drop(CODE), *texts)}
    _say_differing(rows, numeric, problems)
    return pl.DataFrame([found[name] for name in rows.columns if name in found])


def _base(name: str) -> str:
    """The field that a column is, or is a year of; empty for the source's further columns."""
    base, _, year = name.partition(".")
    return name if name in col.FIELDS else base if base in MONEY and year.isdecimal() else ""


def _is_text(name: str) -> bool:
    """Whether several rows of a column become its most frequent value: our texts, and the source's further columns."""
    base = _base(name)
    return col.FIELDS[base].unit == "text" if base else name != CODE


def _numeric(rows: pl.DataFrame) -> list[pl.Expr]:
    """How each column of our numbers and dates that is not summed becomes one value."""
    made: list[pl.Expr] = []
    for name in rows.columns:
        base = _base(name)
        if base in _SUMMED or name in {CODE, col.DATE} or _is_text(name):
            continue
        column = pl.col(name)
        if base in _LAST:
            made += [column.drop_nulls().last().alias(name), (column.min() != column.max()).alias(f"\x00{name}")]
        elif base == col.MARGIN_PERCENT:
            made.append(_weighted(rows).alias(name))
        else:
            made.append((column.min() if base == col.SINCE else column.max()).alias(name))
    return made


def _weighted(rows: pl.DataFrame) -> pl.Expr:
    """Margin percent weighted by revenue; the plain mean where revenue sums to nothing."""
    percent = pl.col(col.MARGIN_PERCENT)
    if col.REVENUE not in rows.columns:
        return percent.mean()
    weight = pl.when(percent.is_not_null()).then(pl.col(col.REVENUE)).fill_null(0.0)
    return pl.when(weight.sum() != 0).then((percent * weight).sum() / weight.sum()).otherwise(percent.mean())


def _say_differing(rows: pl.DataFrame, numeric: pl.DataFrame, problems: list[Problem]) -> None:
    for name in [name for name in rows.columns if name in _LAST]:
        differing = int(numeric[f"\x00{name}"].sum())
        if differing:
            problems.append(_note(f"differing values in {counted(differing, 'account')}; the last row's counts", name))


def _named(summed: pl.DataFrame, rows: pl.DataFrame, *, has_ids: bool) -> tuple[pl.DataFrame, list[Problem]]:
    """The accounts with unique ids and names that are never null."""
    if has_ids:
        frame = summed.with_columns(pl.coalesce(col.NAME, col.ID).alias(col.NAME))
        return frame, _renamed(rows)
    ids, shared = ids_from_names(summed[col.NAME])
    frame = summed.with_columns(ids.alias(col.ID))
    if not shared.any():
        return frame, []
    alike = _listed(summed[col.NAME].filter(shared).head(_SHOWN).to_list())
    return frame, [_note(f"{shared.sum():,} names differ from another in legal form or case alone and stay accounts of their own: {alike}", col.NAME)]


def _renamed(rows: pl.DataFrame) -> list[Problem]:
    """Ids that stand beside several names: to be mended, unless only legal form and case differ."""
    if CODE not in rows.columns or (rows[col.ID] == rows[col.NAME]).all():
        return []
    first = first_values(rows[CODE], rows[col.NAME], rows[CODE].n_unique())
    differing = rows.filter((first.gather(rows[CODE]) != rows[col.NAME]).fill_null(value=False))
    if differing.is_empty():
        return []
    meant = rows.filter(pl.col(CODE).is_in(differing[CODE].implode()))
    several = meant.select(col.ID, col.NAME).drop_nulls().unique(maintain_order=True)
    keyed = (
        several.with_columns(name_keys(several[col.NAME]).alias("\x00key")).group_by(col.ID, maintain_order=True).agg(col.NAME, pl.col("\x00key").n_unique())
    )
    real = keyed.filter(pl.col("\x00key") > 1)
    problems = [
        Problem(
            f'the id "{key}" stands beside {_listed(names)}; they are one account under the most frequent name; give each its own id or one name', field=col.ID
        )
        for key, names in real.select(col.ID, col.NAME).head(_SHOWN).rows()
    ]
    if real.height > _SHOWN:
        problems.append(Problem(f"{counted(real.height - _SHOWN, 'more id')} beside several names", field=col.ID))
    if keyed.height > real.height:
        problems.append(
            _note(f"{counted(keyed.height - real.height, 'id')} beside names that differ in legal form or case alone; the most frequent is shown", col.ID)
        )
    return problems


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(f'"{name}"' for name in names[:_SHOWN]) + more


def _finished(frame: pl.DataFrame, line: Timeline) -> pl.DataFrame:
    """The accounts with a kind, and with the last date as last order where the source has no such column."""
    kind = pl.col(col.KIND).fill_null(col.CUSTOMER) if col.KIND in frame.columns else pl.lit(col.CUSTOMER)
    frame = frame.with_columns(kind.alias(col.KIND))
    if col.LAST_ORDER not in frame.columns and line.last is not None:
        frame = frame.with_columns(line.last.alias(col.LAST_ORDER))
    return frame


def _ordered(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns in the order of our fields, then the source's further ones; years of money are in the periods."""
    own = [name for name in (col.ID, col.NAME, col.KIND, *col.FIELDS) if name in frame.columns and name != col.DATE]
    further = [name for name in frame.columns if not _base(name) and name != CODE]
    return frame.select(*dict.fromkeys(own), *further)
