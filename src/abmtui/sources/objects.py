"""JSON and NDJSON -> one table: an object a row, nested objects as `outer.inner`, lists as text."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.problems import Problem, Severity
from abmtui.sources.encoding import transcoded
from abmtui.sources.table import RawTable, UnreadableError, lines_named, unique_headers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.sources.request import SourceRequest

    Row = Mapping[str, Any]

_SHAPE: Final = "holds no array of objects; it takes `[{...}, {...}]`, one object holding such an array, or one object a line"
_PRIMITIVE: Final = (pl.String, pl.Int64, pl.Float64, pl.Boolean)


def json_table(file: str, data: bytes, request: SourceRequest) -> tuple[RawTable, tuple[Problem, ...]]:
    """The table of a JSON text, with the lines that could not be read. Raises UnreadableError."""
    text = transcoded(data, request.encoding).data
    problems: tuple[Problem, ...] = ()
    if not text.strip():
        raise UnreadableError("is empty")
    frame = _quick(text)
    lines: Sequence[int] = ()
    if frame is None:
        rows, lines, problems = _rows(file, text)
        frame = _frame([_flat(row) for row in rows])
    if not frame.height or not frame.width:
        raise UnreadableError("holds no rows" if not problems else "is no valid JSON: " + problems[0].what)
    frame.columns = unique_headers(frame.columns)
    numbers = pl.Series("line", lines or range(1, frame.height + 1), dtype=pl.UInt32)
    return RawTable(file, frame, numbers, request.decimal), problems


def _quick(text: bytes) -> pl.DataFrame | None:
    """One object a line, without nesting and blank lines, by polars; None when it is anything else."""
    if not text.startswith(b"{") or b"\n{" not in text:
        return None
    try:
        frame = pl.read_ndjson(text, infer_schema_length=None)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None
    if any(dtype not in _PRIMITIVE for dtype in frame.dtypes) or frame.height != text.count(b"\n") + (not text.endswith(b"\n")):
        return None
    return frame.with_columns(pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)))


def _rows(file: str, text: bytes) -> tuple[list[Row], list[int], tuple[Problem, ...]]:
    """The objects, their physical lines when each has one of its own, and the lines that are no JSON."""
    try:
        return _found(json.loads(text)), [], ()
    except RecursionError:
        raise UnreadableError("is nested too deeply to be a table") from None
    except ValueError as error:
        rows, lines, bad = _by_line(text)
        if not rows:
            raise UnreadableError(f"is no valid JSON ({error}): export it again, or as CSV") from None
    if not bad:
        return rows, lines, ()
    what = (
        f"{len(bad):,} line{'s are' if len(bad) > 1 else ' is'} no JSON object and {'were' if len(bad) > 1 else 'was'} not read ({lines_named(bad, len(bad))})"
    )
    return rows, lines, (Problem(what, f"{file}:{bad[0]}", severity=Severity.MEND),)


def _by_line(text: bytes) -> tuple[list[Row], list[int], list[int]]:
    rows: list[Row] = []
    lines: list[int] = []
    bad: list[int] = []
    for number, line in enumerate(text.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            rows.append(row)
            lines.append(number)
        else:
            bad.append(number)
    return rows, lines, bad


def _found(document: Any) -> list[Row]:
    """The array of objects that a document is or holds, the longest where it holds several, at most three levels down."""
    level = [document]
    for _ in range(4):
        arrays = [part for part in level if isinstance(part, list) and part and all(isinstance(row, dict) for row in part)]
        if arrays:
            return max(arrays, key=len)
        headed = [part for part in level if isinstance(part, list) and len(part) > 1 and all(isinstance(row, list) for row in part)]
        if headed:
            header, *rows = max(headed, key=len)
            return [dict(zip(map(str, header), row, strict=False)) for row in rows]
        level = [inner for part in level if isinstance(part, dict) for inner in part.values()]
    if isinstance(document, dict) and document and not any(isinstance(value, (dict, list)) for value in document.values()):
        return [document]
    raise UnreadableError(_SHAPE if document != [] else "holds no rows")


def _flat(row: Row, prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = value
    return flat


def _frame(rows: Sequence[Row]) -> pl.DataFrame:
    """A column of one kind of value keeps it; a mixed one becomes text, each value as JSON spells it."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pl.DataFrame([_series(name, [row.get(name) for row in rows]) for name in names])


def _series(name: str, values: Sequence[Any]) -> pl.Series:
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int, float} and kinds:
        if kinds == {int} and all(value is None or abs(value) < 2**63 for value in values):
            return pl.Series(name, values, dtype=pl.Int64)
        if float in kinds:
            return pl.Series(name, [None if value is None or not math.isfinite(value) else float(value) for value in values], dtype=pl.Float64)
    if kinds == {bool}:
        return pl.Series(name, values, dtype=pl.Boolean)
    texts = [_text(value) for value in values]
    try:
        return pl.Series(name, texts, dtype=pl.String)
    except UnicodeEncodeError:
        return pl.Series(name, [text and text.encode("utf-8", "replace").decode() for text in texts], dtype=pl.String)


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(part, (dict, list)) for part in value):
        return ", ".join(_text(part) or "" for part in value) or None
    return json.dumps(value, ensure_ascii=False)
