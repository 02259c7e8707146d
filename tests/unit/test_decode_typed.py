"""Parquet, Arrow and JSON: types are kept where the source has them, nested values are laid flat."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING

import polars as pl
import pytest

from abmtui.problems import Severity
from abmtui.sources import columnar
from abmtui.sources.decode import decode
from abmtui.sources.request import SourceRequest

if TYPE_CHECKING:
    from abmtui.problems import Problem
    from abmtui.sources.table import RawTable

at = dt.datetime.fromisoformat


def decoded(data: bytes) -> tuple[tuple[RawTable, ...], tuple[Problem, ...]]:
    """What decode makes of bytes on stdin."""
    return decode("-", SourceRequest(("-",), stdin=data), lambda _share, _what: None)


def one(data: bytes) -> RawTable:
    """The one table of bytes that have no problem."""
    tables, problems = decoded(data)
    assert [problem.sentence() for problem in problems] == []
    (table,) = tables
    return table


def parquet(frame: pl.DataFrame) -> bytes:
    """The frame as a Parquet file."""
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


ODD = pl.DataFrame(
    {
        " Name ": ["Acme", ""],
        "small": pl.Series([1, 2], dtype=pl.Int8),
        "unsigned": pl.Series([1, 2**64 - 1], dtype=pl.UInt64),
        "half": pl.Series([1.5, None], dtype=pl.Float32),
        "exact": pl.Series(["1.10", "2.20"]).str.to_decimal(scale=2),
        "day": pl.Series([dt.date(2024, 1, 1), None]),
        "when": pl.Series([at("2024-01-01T12:00"), None], dtype=pl.Datetime("ns", "Europe/Helsinki")),
        "kind": pl.Series(["a", "b"], dtype=pl.Categorical),
        "list": [["x", "y"], []],
        "bytes": [b"abc", b"\xff"],
        "deep": [{"city": "Rome", "more": {"zip": "1"}}, {"city": "Bonn", "more": {"zip": "2"}}],
        "none": pl.Series([None, None], dtype=pl.Null),
        "time": [dt.time(1), dt.time(2)],
        "flag": [True, None],
    }
)


def test_parquet_columns_become_plain() -> None:
    """Every type is one of six; a category is text, a struct is laid flat, a list is joined, a time loses its zone and not its hour."""
    table = one(parquet(ODD))
    assert table.frame.row(0) == (
        "Acme",
        1,
        "1",
        1.5,
        1.1,
        dt.date(2024, 1, 1),
        at("2024-01-01T14:00"),
        "a",
        "x, y",
        "abc",
        "Rome",
        "1",
        None,
        "01:00:00",
        True,
    )
    assert table.frame.columns[0] == "Name"
    assert table.frame.columns[10:12] == ["deep.city", "deep.more.zip"]
    assert {type(dtype) for dtype in table.frame.dtypes} <= {pl.String, pl.Boolean, pl.Int64, pl.Float64, pl.Date, pl.Datetime}
    assert table.frame["Name"].to_list() == ["Acme", None]
    assert table.lines.to_list() == [1, 2]
    assert table.lines.dtype == pl.UInt32


@pytest.mark.parametrize("write", ["write_ipc", "write_ipc_stream"])
def test_arrow_files_and_streams_are_read(write: str) -> None:
    """Both forms of Arrow IPC."""
    out = io.BytesIO()
    getattr(pl.DataFrame({"name": ["A"], "revenue": [1.5]}), write)(out)
    assert one(out.getvalue()).frame.rows() == [("A", 1.5)]


def test_impossible_dates_are_empty() -> None:
    """A day before year 1 would panic when shown."""
    frame = pl.DataFrame({"name": ["A", "B"], "day": pl.Series([-1_000_000_000, 19_000], dtype=pl.Int32).cast(pl.Date)})
    frame = frame.with_columns(when=pl.Series([2**62, 0], dtype=pl.Int64).cast(pl.Datetime("ms")))
    table = one(parquet(frame))
    assert table.frame["day"].to_list() == [None, dt.date(2022, 1, 8)]
    assert table.frame["when"].to_list() == [None, at("1970-01-01")]


def test_parquet_too_large_for_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By rows and columns, before anything is read."""
    monkeypatch.setattr(columnar, "MOST_BYTES", 100)
    tables, problems = decoded(parquet(pl.DataFrame({"a": range(10), "b": range(10)})))
    assert tables == ()
    assert [problem.severity for problem in problems] == [Severity.SOURCE]
    assert "10 rows of 2 columns" in problems[0].what


def test_parquet_without_rows_is_refused() -> None:
    """A schema is no portfolio."""
    _, problems = decoded(parquet(pl.DataFrame({"a": []})))
    assert problems[0].what == "holds no rows"


def test_damaged_parquet_is_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    """Bytes changed anywhere give a sentence or another table, never a crash or text on the terminal."""
    data = parquet(pl.DataFrame({"name": ["A", "B"] * 50, "revenue": range(100)}))
    for place in range(4, len(data) - 4, 7):
        broken = bytearray(data)
        broken[place] ^= 0x55
        tables, problems = decoded(bytes(broken))
        assert bool(tables) != bool(problems)
    assert capfd.readouterr().err == ""


JSON_CASES = {
    "array": (b'[{"id": "0012", "revenue": 1.5}, {"id": "0013", "revenue": 2}]', [("0012", 1.5), ("0013", 2.0)]),
    "object with an array": (b'{"count": 2, "results": [{"id": 1, "revenue": 1.5}, {"id": 2}]}', [(1, 1.5), (2, None)]),
    "array two levels down": (b'{"d": {"results": [{"id": 1, "revenue": 1.5}]}}', [(1, 1.5)]),
    "rows of cells": (b'[["id", "revenue"], [1, 2], [3, 4]]', [(1, 2), (3, 4)]),
    "lines": (b'{"id": "a", "revenue": 1}\n{"id": "b", "revenue": 2.5}\n', [("a", 1.0), ("b", 2.5)]),
    "one line": (b'{"id": "a", "revenue": 1}', [("a", 1)]),
    "byte order mark": (b'\xef\xbb\xbf[{"id": "a", "revenue": 1}]', [("a", 1)]),
    "UTF-16": ('[{"id": "é", "revenue": 1}]'.encode("utf-16"), [("é", 1)]),
    "mixed values": (b'[{"id": 1, "revenue": "n/a"}, {"id": "x", "revenue": 2.50}]', [("1", "n/a"), ("x", "2.5")]),
    "truth values": (b'[{"id": true, "revenue": null}, {"id": 2, "revenue": 1}]', [("true", None), ("2", 1)]),
    "no numbers": (b'[{"id": 1, "revenue": NaN}, {"id": 2, "revenue": 1.5}]', [(1, None), (2, 1.5)]),
    "very large whole numbers": (b'[{"id": 123456789012345678901234, "revenue": 1}]', [("123456789012345678901234", 1)]),
    "half a surrogate": (b'[{"id": "a\\ud800", "revenue": 1}]', [("a?", 1)]),
    "empty text": (b'{"id": "", "revenue": 1}\n{"id": "b", "revenue": 2}', [(None, 1), ("b", 2)]),
}


@pytest.mark.parametrize("name", JSON_CASES)
def test_json_rows(name: str) -> None:
    """One kind of value keeps its type, a mixed column becomes text."""
    data, rows = JSON_CASES[name]
    table = one(data)
    assert table.frame.columns == ["id", "revenue"]
    assert table.frame.rows() == rows


def test_nested_json_is_laid_flat() -> None:
    """As CRM interfaces answer: objects within objects, lists of words, lists of objects."""
    rows = [
        {"id": "1", "properties": {"name": "Acme", "revenue": 5, "owner": {"email": "k@x"}}, "tags": ["a", "b"], "contacts": [{"n": 1}]},
        {"id": "2", "properties": {"name": "Foo"}, "tags": []},
    ]
    for data in (json.dumps({"results": rows}), "\n".join(map(json.dumps, rows))):
        table = one(data.encode())
        assert table.frame.rows(named=True) == [
            {"id": "1", "properties.name": "Acme", "properties.revenue": 5, "properties.owner.email": "k@x", "tags": "a, b", "contacts": '[{"n": 1}]'},
            {"id": "2", "properties.name": "Foo", "properties.revenue": None, "properties.owner.email": None, "tags": None, "contacts": None},
        ]
        assert table.lines.to_list() == [1, 2]


def test_lines_that_are_no_json_are_to_be_mended() -> None:
    """The rest is read, every row with its physical line."""
    tables, problems = decoded(b'{"id": 1}\n\n{"id": oops}\n{"id": 3}\n')
    assert tables[0].frame.rows() == [(1,), (3,)]
    assert tables[0].lines.to_list() == [1, 4]
    assert [(problem.severity, problem.where) for problem in problems] == [(Severity.MEND, "-:3")]
