"""`--join FILE[:OURS=THEIRS]`: columns that the rows lack, from a file with one row a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.keys import name_keys
from abmtui.problems import Problem, Severity
from abmtui.sources.decode import decode
from abmtui.sources.nearest import nearest, quoted
from abmtui.sources.stack import grouped
from abmtui.sources.typed import Typed, typed
from abmtui.sources.understanding import understood
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.sources.request import SourceRequest
    from abmtui.sources.stack import Group
    from abmtui.sources.table import Progress

OPTION: Final = "--join"
_KEY: Final = "\x00key"
_SHOWN: Final = 3


@dataclass(frozen=True, eq=False)
class Joined:
    """Rows with what a file added."""

    rows: pl.DataFrame
    added: Mapping[str, str]
    """Our fields that came from the file -> its headers."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, eq=False)
class _Side:
    """A table with the column it is joined on."""

    rows: pl.DataFrame
    key: str
    sources: Mapping[str, str]
    """Our fields -> the table's headers."""


@dataclass(frozen=True, eq=False)
class JoinFile:
    """One file to join, decoded."""

    file: str
    ours: str
    theirs: str
    """The columns to join on; empty when none are named."""
    group: Group | None = None
    """Its rows; None when it could not be read."""
    problems: tuple[Problem, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The file's columns."""
        return () if self.group is None else tuple(self.group.frame.columns)


def opened(spec: str, request: SourceRequest, progress: Progress) -> JoinFile:
    """Return the decoded file that `spec` names."""
    file, ours, theirs = _parsed(spec)
    tables, problems = decode(file, request, progress)
    if not tables or any(problem.severity >= Severity.USAGE for problem in problems):
        return JoinFile(file, ours, theirs, None, problems or (_usage(f"{file} has no rows"),))
    groups = grouped(tables)
    if len(groups) > 1:
        return JoinFile(file, ours, theirs, None, (_usage(f"the tables of {file} have different columns; join one at a time"),))
    return JoinFile(file, ours, theirs, groups[0], problems)


def joined(rows: pl.DataFrame, sources: Mapping[str, str], join: JoinFile, mapping: Mapping[str, str]) -> Joined:
    """Return `rows` with the columns of the file; `sources` tells which headers our fields came from, `mapping` is the user's own for the file."""
    if join.group is None:
        return Joined(rows, {}, join.problems)
    read, their_sources = _read(join.group, join.theirs, {name: header for name, header in mapping.items() if header in join.headers})
    if any(problem.severity >= Severity.USAGE for problem in read.problems):
        return Joined(rows, {}, read.problems)
    if join.theirs and not read.frame.width:
        return Joined(rows, {}, (_usage(f'{join.file}: there is no column "{join.theirs}"{nearest(join.theirs, join.headers)}'),))
    sides, fault = _sides(rows, sources, read.frame, their_sources, (join.ours, join.theirs))
    if sides is None:
        return Joined(rows, {}, (_usage(f"{join.file}: {fault}"),))
    mine, other = sides
    if twice := _twice(other):
        return Joined(rows, {}, (_usage(f"{join.file} has {twice} more than once under {quoted([_header(other)])}; a join needs one row for each"),))
    return _added(mine, other, join.file, (*join.problems, *read.problems))


def _usage(what: str) -> Problem:
    return Problem(what, field=OPTION, severity=Severity.USAGE)


def _parsed(spec: str) -> tuple[str, str, str]:
    """File, our column, their column; the columns are empty when `spec` names none."""
    file, _, pair = spec.rpartition(":")
    ours, equals, theirs = pair.partition("=")
    if not file or not equals or "/" in pair or "\\" in pair:
        return spec, "", ""
    return file, ours.strip().strip('"'), theirs.strip().strip('"')


def _read(group: Group, theirs: str, mapping: Mapping[str, str]) -> tuple[Typed, Mapping[str, str]]:
    """The file's rows in our fields; without a sure name or id the column `theirs` is the key, and without that there are no rows."""
    understanding = understood(group.frame, mapping)
    if not ({col.NAME, col.ID} & set(understanding.sources)) - understanding.guessed:
        if theirs not in group.frame.columns:
            return Typed(), {}
        understanding = understood(group.frame, {**mapping, col.ID: theirs})
    return typed(group, understanding, ""), understanding.sources


def _sides(
    rows: pl.DataFrame, sources: Mapping[str, str], other: pl.DataFrame, their_sources: Mapping[str, str], named: tuple[str, str]
) -> tuple[tuple[_Side, _Side] | None, str]:
    """Both tables with the columns they are joined on, or why not."""
    if named[0]:
        mine, theirs = _column(rows, sources, named[0]), _column(other, their_sources, named[1])
        for wanted, found, headers in ((named[0], mine, _headers(rows, sources)), (named[1], theirs, _headers(other, their_sources))):
            if not found:
                return None, f'there is no column "{wanted}"{nearest(wanted, headers)}'
        return (_Side(rows, mine, sources), _Side(other, theirs, their_sources)), ""
    for key in (col.ID, col.NAME):
        if key in rows.columns and key in other.columns:
            mine_side, their_side = _Side(rows, key, sources), _Side(other, key, their_sources)
            if key == col.NAME or _keys(mine_side).is_in(_keys(their_side).drop_nulls().implode()).any():
                return (mine_side, their_side), ""
    return None, "it has neither ids nor names of ours; name the columns with --join FILE:OURS=THEIRS"


def _column(frame: pl.DataFrame, sources: Mapping[str, str], wanted: str) -> str:
    """The column of `frame` that a header or a field of ours names, or empty."""
    by_header = {header: name for name, header in sources.items() if name in frame.columns}
    return by_header.get(wanted) or (wanted if wanted in frame.columns else "")


def _headers(frame: pl.DataFrame, sources: Mapping[str, str]) -> list[str]:
    """The columns of `frame` as the user knows them."""
    return [sources.get(name, name) for name in frame.columns]


def _header(side: _Side) -> str:
    return side.sources.get(side.key, side.key)


def _keys(side: _Side) -> pl.Series:
    """The join column as text."""
    cells = side.rows[side.key]
    if cells.dtype.is_float():
        whole = cells.cast(pl.Int64, strict=False)
        cells = whole if (whole.drop_nulls() == cells.drop_nulls()).all() else cells
    return cells.cast(pl.String).str.strip_chars().alias(_KEY)


def _twice(side: _Side) -> str:
    """The first keys that stand in more than one row, quoted, or empty."""
    keys = _keys(side).drop_nulls()
    repeated = keys.filter(keys.is_duplicated()).unique(maintain_order=True)
    return quoted(repeated.head(_SHOWN)) + (f" and {repeated.len() - _SHOWN} more" if repeated.len() > _SHOWN else "") if repeated.len() else ""


def _added(mine: _Side, other: _Side, file: str, problems: Sequence[Problem]) -> Joined:
    """The rows with the file's missing columns: texts on every row, amounts on the first row of each key, so that no sum counts them twice."""
    said = list(problems)
    names = _missing(mine, other, file, said)
    left, right = _keys(mine), _keys(other)
    if mine.key == other.key == col.NAME:
        folded = name_keys(right)
        if folded.drop_nulls().n_unique() == folded.drop_nulls().len():
            left, right = name_keys(left), folded
    found = other.rows.select(names).with_columns(right.alias(_KEY))
    rows = mine.rows.with_columns(left.alias(_KEY)).join(found, on=_KEY, how="left", maintain_order="left")
    rows = rows.with_columns(pl.when(pl.col(_KEY).is_first_distinct()).then(pl.col(name)).alias(name) for name in names if _summed(name)).drop(_KEY)
    said.append(_told(left, right, file, _header(mine)))
    added = {name: other.sources[name] for name in names if name in other.sources}
    return Joined(rows, added, tuple(said))


def _missing(mine: _Side, other: _Side, file: str, said: list[Problem]) -> list[str]:
    """The file's columns that the rows lack."""
    unwanted = {other.key, col.DATE} if _of_accounts(mine.rows) else {other.key}
    names = [name for name in other.rows.columns if name not in mine.rows.columns and name not in unwanted]
    revenue = [name for name in other.rows.columns if name.partition(".")[0] == col.REVENUE]
    if col.REVENUE in mine.rows.columns and revenue:
        names = [name for name in names if name not in revenue]
        said.append(Problem(f'its revenue "{other.sources.get(col.REVENUE, revenue[0])}" is not added: the source has revenue', file, severity=Severity.NOTE))
    if mine.key not in {col.ID, col.NAME} and (amounts := [name for name in names if _summed(name)]):
        names = [name for name in names if name not in amounts]
        said.append(
            Problem(f'{", ".join(amounts)} is not added: "{_header(mine)}" is no key of accounts, so it would be counted wrongly', file, severity=Severity.NOTE)
        )
    return names


def _of_accounts(rows: pl.DataFrame) -> bool:
    """Whether the rows name accounts; else what is joined to them is the order that each is a line of, with its date."""
    return bool({col.ID, col.NAME} & set(rows.columns))


def _summed(name: str) -> bool:
    base = name.partition(".")[0]
    return base in col.FIELDS and col.FIELDS[base].summing == "sum"


def _told(left: pl.Series, right: pl.Series, file: str, header: str) -> Problem:
    """How many keys found a row, and how many rows found none."""
    keys, theirs = left.drop_nulls().unique(maintain_order=True), right.drop_nulls()
    lost = keys.filter(~keys.is_in(theirs.implode()))
    unused = int((~theirs.is_in(keys.implode())).sum())
    what = f'joined on "{header}": {keys.len() - lost.len():,} of {keys.len():,} found'
    if lost.len():
        what += f", {lost.len():,} not, such as {quoted(lost.head(_SHOWN))}"
    if unused:
        what += f"; {counted(unused, 'row')} of the file not used"
    return Problem(what, file, severity=Severity.NOTE)
