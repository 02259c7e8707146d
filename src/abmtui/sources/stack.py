"""Several tables as one: tables with the same headers are understood together, others must map to the same fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from abmtui.portfolio.model import LeftOut
from abmtui.problems import Problem, Severity
from abmtui.sources.table import LINES_SHOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.sources.table import RawTable
    from abmtui.sources.understanding import Understanding


@dataclass(frozen=True, eq=False)
class Group:
    """Tables that have the same headers, one below the other."""

    tables: tuple[RawTable, ...]
    frame: pl.DataFrame
    starts: tuple[int, ...]
    """The first row of each table in `frame`."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files' names."""
        return tuple(table.file for table in self.tables)

    @property
    def decimal(self) -> str:
        """The decimal sign that the user named, or empty."""
        return self.tables[0].decimal

    @property
    def delimiter(self) -> str:
        """What stands between the columns, when all files agree."""
        found = {table.delimiter for table in self.tables}
        return found.pop() if len(found) == 1 else ""

    def place(self, row: int) -> tuple[str, int]:
        """The file and the physical line of a row."""
        index = max(place for place, start in enumerate(self.starts) if start <= row)
        table = self.tables[index]
        return table.file, int(table.lines[row - self.starts[index]])

    def left_out(self, reason: str, rows: pl.Series) -> tuple[LeftOut, ...]:
        """The report of rows (UInt32, ascending) that are left out, one a file."""
        found: list[LeftOut] = []
        for table, start in zip(self.tables, self.starts, strict=True):
            own = rows.filter((rows >= start) & (rows < start + table.frame.height))
            if own.len():
                lines = table.lines.gather(own.head(LINES_SHOWN) - start)
                found.append(LeftOut(reason, own.len(), table.file, tuple(lines.to_list())))
        return tuple(found)


def grouped(tables: Sequence[RawTable]) -> tuple[Group, ...]:
    """Return tables grouped by their headers, each group in the order of its first table."""
    by_headers: dict[tuple[str, ...], list[RawTable]] = {}
    for table in tables:
        by_headers.setdefault(tuple(sorted(table.frame.columns)), []).append(table)
    return tuple(_group(some) for some in by_headers.values())


def _group(tables: list[RawTable]) -> Group:
    first = tables[0].frame
    if len(tables) == 1:
        return Group(tuple(tables), first, (0,))
    frames = [table.frame.select(first.columns) for table in tables]
    mixed = [name for name in first.columns if len({frame.schema[name] for frame in frames}) > 1]
    frames = [frame.with_columns(pl.col(name).cast(pl.String) for name in mixed) for frame in frames]
    heights = [frame.height for frame in frames]
    starts = tuple(sum(heights[:place]) for place in range(len(heights)))
    return Group(tuple(tables), pl.concat(frames, rechunk=True), starts)


def stacked(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return the rows of typed frames, one frame below the other; a column that is not of one type in all of them becomes text."""
    if len(frames) == 1:
        return frames[0]
    types: dict[str, set[pl.DataType]] = {}
    for frame in frames:
        for name, dtype in frame.schema.items():
            types.setdefault(name, set()).add(dtype)
    mixed = {name for name, found in types.items() if len(found) > 1}
    return pl.concat([frame.with_columns(pl.col(name).cast(pl.String) for name in frame.columns if name in mixed) for frame in frames], how="diagonal")


def misfit(groups: Sequence[Group], understandings: Sequence[Understanding]) -> Problem | None:
    """The problem of tables that do not map to the same fields, or nothing."""
    if len(groups) <= 1:
        return None
    maps = [frozenset(understanding.sources) for understanding in understandings]
    if len(set(maps)) == 1:
        return None
    told = "; ".join(f"{_files(group)} has {', '.join(sorted(fields)) or 'nothing that is understood'}" for group, fields in zip(groups, maps, strict=True))
    main = max(groups, key=lambda group: group.frame.height)
    other = next(group for group in groups if group is not main)
    advice = f"name one source and add the others to it, as in {main.files[0]} --join {other.files[0]}, or map the columns with --map"
    return Problem(f"the sources do not map to the same fields: {told}; {advice}", severity=Severity.USAGE)


def _files(group: Group) -> str:
    more = f" and {len(group.files) - 1} more" if len(group.files) > 1 else ""
    return f"{group.files[0]}{more}"
