"""Parquet and Arrow files -> one table with plain column types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.problems import Problem, Severity
from abmtui.sources.quiet import natively
from abmtui.sources.table import RawTable, UnreadableError, unique_headers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.sources.contents import Content
    from abmtui.sources.request import SourceRequest

CELL: Final = 16
"""Bytes that a cell takes at least; the file's own account of its size is no guard."""
MOST_BYTES: Final = 4_000_000_000
_DAMAGED: Final = "cannot be read; it may be damaged, so write it again or export CSV"
_DAYS: Final = (-719_162, 2_932_896)
"""The years 1 to 9999 in days from 1970; polars panics when it shows a date outside of Python's."""
_SECONDS: Final = (-62_135_596_800, 253_402_300_799)
_PER_SECOND: Final = {"ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}

_READERS: Final[Mapping[Content, Callable[[bytes], pl.LazyFrame]]] = {
    "parquet": lambda data: pl.scan_parquet(data, glob=False, hive_partitioning=False),
    "arrow": lambda data: pl.scan_ipc(data, glob=False, hive_partitioning=False),
    "arrow_stream": lambda data: pl.read_ipc_stream(data).lazy(),
}


def columnar_table(file: str, data: bytes, content: Content, request: SourceRequest) -> RawTable:
    """The table of a Parquet or Arrow file. Raises UnreadableError, also when it would take more than 4 GB."""
    lazy = natively(lambda: _READERS[content](data), _DAMAGED)
    width = len(natively(lazy.collect_schema, _DAMAGED))
    height = int(natively(lambda: lazy.select(pl.len()).collect().item(), _DAMAGED)) if width else 0
    if height * width * CELL > MOST_BYTES:
        raise UnreadableError(f"has {height:,} rows of {width:,} columns, more than fits in 4 GB: write out only the columns that are needed")
    if not height:
        raise UnreadableError("holds no rows")
    frame = natively(lambda: _materialised(lazy), _DAMAGED)
    names = unique_headers(frame.columns)
    changed = [f"{was!r} is called {name!r}" for was, name in zip(frame.columns, names, strict=True) if was != name]
    notes = (Problem(f"headers changed: {', '.join(changed[:5])}", file, severity=Severity.NOTE),) if changed else ()
    frame.columns = names
    lines = pl.select(line=pl.int_range(1, frame.height + 1, dtype=pl.UInt32)).to_series()
    return RawTable(file, frame, lines, request.decimal, (), notes)


def _materialised(lazy: pl.LazyFrame) -> pl.DataFrame:
    """The rows with every column cast here, so that a panic over a value comes now and not on the screen."""
    frame = lazy.collect()
    while nested := [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.Struct)]:
        for name in nested:
            inner = frame.get_column(name).struct
            parts = [inner.field(field).alias(f"{name}.{field}") for field in inner.fields]
            parts = [part for part in parts if part.name not in frame.columns]
            place = frame.columns.index(name)
            frame = frame.select(*frame.columns[:place], *parts, *frame.columns[place + 1 :])
    return frame.with_columns(_plain_column(name, dtype) for name, dtype in frame.schema.items())


def _plain_column(name: str, dtype: pl.DataType) -> pl.Expr:
    """One column as String, Boolean, Int64, Float64, Date or Datetime without time zone."""
    column = pl.col(name)
    for test, change in _PLAIN:
        if test(dtype):
            return change(column, dtype)
    return column.cast(pl.String, strict=False)


def _bounded(column: pl.Expr, _: pl.DataType) -> pl.Expr:
    return pl.when(column.to_physical().is_between(*_DAYS)).then(column)


def _zoneless(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    per_second = _PER_SECOND[getattr(dtype, "time_unit", "us")]
    first, last = (max(-(2**63) + 1, min(2**63 - 1, second * per_second)) for second in _SECONDS)
    bounded: pl.Expr = pl.when(column.to_physical().is_between(first, last)).then(column)
    if getattr(dtype, "time_zone", None):
        bounded = bounded.dt.replace_time_zone(None)
    return bounded.cast(pl.Datetime("us"))


def _decoded(column: pl.Expr, _: pl.DataType) -> pl.Expr:
    return column.map_elements(lambda value: value.decode("utf-8", errors="replace"), return_dtype=pl.String)


def _joined(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    inner = getattr(dtype, "inner", None)
    if inner is not None and not inner.is_nested():
        return column.list.eval(pl.element().cast(pl.String, strict=False)).list.join(", ", ignore_nulls=True)
    return column.map_elements(lambda value: str(value.to_list()), return_dtype=pl.String)


_PLAIN: Final[tuple[tuple[Callable[[pl.DataType], bool], Callable[[pl.Expr, pl.DataType], pl.Expr]], ...]] = (
    (lambda dtype: dtype == pl.String, lambda column, _: pl.when(column != "").then(column)),
    (lambda dtype: dtype in (pl.Boolean, pl.Int64, pl.Float64), lambda column, _: column),
    (lambda dtype: dtype in (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32), lambda column, _: column.cast(pl.Int64)),
    (lambda dtype: dtype == pl.Float32 or dtype.is_decimal(), lambda column, _: column.cast(pl.Float64)),
    (lambda dtype: dtype == pl.Date, _bounded),
    (lambda dtype: dtype == pl.Datetime, _zoneless),
    (lambda dtype: dtype == pl.Binary, _decoded),
    (lambda dtype: dtype == pl.List, _joined),
)
"""In this order: which types a column of plain type comes from, and how."""
