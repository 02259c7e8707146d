"""A frame written as a table for eyes, CSV, JSON, NDJSON, Parquet or XLSX; values raw except in the table for eyes."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.report.workbook import FIRST_YEAR, MADE, SAFE, cut
from abmtui.review.standing import further

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from abmtui.formats import Formats

WIDEST: Final = 64
"""Cells of a text column in the table for eyes; what is longer ends in an ellipsis."""
_CHUNK: Final = 2_000
_RANKED: Final = 200
_WHOLE_CENTS: Final = 2
_FORMULA: Final = "^[=+\\-@\\t\\r\\x00]"
"""What a spreadsheet takes for a formula at the start of a CSV cell."""
_STEERING: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One way to write a frame."""

    name: str
    write: Callable[[pl.DataFrame], Iterator[bytes]]
    """Data in pieces, so that a reader who stops early stops the writing."""
    to_file_only: bool = False
    """Whether it makes no sense on a terminal."""
    most_rows: int = 0
    """Rows that it can hold; 0: any number."""

    def refusal(self, frame: pl.DataFrame) -> str:
        """Return why the frame does not fit into this format, with another that takes it; empty when it fits."""
        if not 0 < self.most_rows < frame.height:
            return ""
        return f"{self.name} holds {self.most_rows:,} rows, not {frame.height:,}; write parquet or csv, or fewer accounts"


def _finite(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with numbers that are none (NaN, infinite) as null."""
    floats = [name for name, dtype in frame.schema.items() if dtype.is_float()]
    return frame.with_columns(pl.when(pl.col(name).is_finite()).then(pl.col(name)).alias(name) for name in floats)


def _flat(frame: pl.DataFrame, kinds: tuple[type[pl.DataType], ...]) -> pl.DataFrame:
    """Return the frame with columns of these types, which the format cannot hold, as text; lists as their items with semicolons between."""
    odd = [name for name, dtype in frame.schema.items() if dtype.base_type() in kinds]
    return frame.with_columns(pl.Series(name, [_one_text(value) for value in frame[name]], dtype=pl.String) for name in odd)


def _one_text(value: Any) -> str | None:
    if value is None:
        return None
    return "; ".join(map(str, value)) if isinstance(value, pl.Series) else str(value)


_NESTED: Final = (pl.List, pl.Array, pl.Struct, pl.Binary, pl.Object)


def _csv(frame: pl.DataFrame) -> Iterator[bytes]:
    """Write CSV whose text cells no spreadsheet runs: a leading sign of a formula gets an apostrophe before it; numbers never do."""
    frame = _flat(frame, _NESTED)
    texts = [name for name, dtype in frame.schema.items() if dtype in {pl.String, pl.Categorical, pl.Enum}]
    guarded = _finite(frame).with_columns(_guarded(pl.col(name).cast(pl.String)).alias(name) for name in texts)
    names = pl.DataFrame({str(place): [f"'{name}" if re.match(_FORMULA, name) else name] for place, name in enumerate(frame.columns)})
    yield names.write_csv(include_header=False).encode()
    for piece in guarded.iter_slices(_CHUNK):
        yield piece.write_csv(include_header=False).encode()


def _guarded(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.contains(_FORMULA)).then(pl.concat_str(pl.lit("'"), text)).otherwise(text)


def _ndjson(frame: pl.DataFrame) -> Iterator[bytes]:
    for piece in _finite(_flat(frame, (pl.Binary, pl.Object))).iter_slices(_CHUNK):
        yield _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", piece.write_ndjson()).encode()


def _json(frame: pl.DataFrame) -> Iterator[bytes]:
    before = b"["
    for lines in _ndjson(frame):
        yield before + lines.rstrip(b"\n").replace(b"\n", b",\n ")
        before = b",\n "
    yield b"[]\n" if before == b"[" else b"]\n"


def _parquet(frame: pl.DataFrame) -> Iterator[bytes]:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    yield buffer.getvalue()


def _cell(value: Any) -> Any:
    """Return a value as a workbook holds it: a longer text ends in an ellipsis, an older day is text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return cut(value)
    return str(value) if isinstance(value, dt.date) and value.year < FIRST_YEAR else value


def _xlsx(frame: pl.DataFrame) -> Iterator[bytes]:
    """Write a workbook in which text stays text: no formulas, no links."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("accounts")
        sheet.write_row(0, 0, frame.columns, book.add_format({"bold": True}))
        for place, row in enumerate(_finite(_flat(frame, _NESTED)).iter_rows(), start=1):
            sheet.write_row(place, 0, [_cell(value) for value in row])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, frame.height, max(frame.width - 1, 0))
    yield buffer.getvalue()


FORMATS: Final[Mapping[str, TableFormat]] = {
    form.name: form
    for form in (
        TableFormat("csv", _csv),
        TableFormat("json", _json),
        TableFormat("ndjson", _ndjson),
        TableFormat("parquet", _parquet, to_file_only=True),
        TableFormat("xlsx", _xlsx, to_file_only=True, most_rows=1_048_575),
    )
}
"""Besides these there is `table`, which is text for eyes: `table_lines`."""

_PERCENT: Final = frozenset({col.SHARE, col.CUMULATIVE_SHARE})


def table_lines(frame: pl.DataFrame, formats: Formats) -> Iterator[str]:
    """Return the frame as text in pieces of whole lines: headings, then rows, numbers to the right; the caller makes control signs visible."""
    writers = [_writer(name, frame.schema[name], frame, formats) for name in frame.columns]
    right = [dtype.is_numeric() for dtype in frame.dtypes]
    widths = [max(_width(_cut(name)), *(_width(write(value)) for value in _widest(frame[name]))) for name, write in zip(frame.columns, writers, strict=True)]
    yield _line([_cut(name) for name in frame.columns], widths, right)
    for piece in frame.iter_slices(_CHUNK):
        cells = ([write(value) for value in piece[name]] for name, write in zip(frame.columns, writers, strict=True))
        yield "".join(_line(row, widths, right) for row in zip(*cells, strict=True))


def _widest(series: pl.Series) -> list[Any]:
    """Return values among which is the one that takes most room: looking at every cell of a million rows would delay the first line.

    Bytes and letters together rank texts nearly as their cells do (a wide letter has three bytes and two cells).
    """
    if series.dtype.is_numeric():
        return [series.min(), series.max()]
    if series.dtype not in {pl.String, pl.Categorical, pl.Enum}:
        return [None, *series.head(_RANKED)]
    text = series.cast(pl.String).rename("text").to_frame()
    room = pl.col("text").str.len_bytes() + pl.col("text").str.len_chars()
    return [None, *text.drop_nulls().top_k(_RANKED, by=room)["text"]]


def _line(cells: Sequence[str], widths: list[int], right: list[bool]) -> str:
    padded = (
        " " * (width - _width(cell)) + cell if to_right else cell + " " * (width - _width(cell))
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip() + "\n"


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _cut(text: str) -> str:
    """Return text on one line of at most `WIDEST` cells."""
    line = text.replace("\n", "␊")
    if len(line) <= WIDEST // 2 or _width(line) <= WIDEST:
        return line
    from rich.cells import set_cell_size

    return f"{set_cell_size(line, WIDEST - 1).rstrip()}…"


def _writer(name: str, dtype: pl.DataType, frame: pl.DataFrame, formats: Formats) -> Callable[[Any], str]:
    """Return the function that writes a cell of this column: one look at the column decides how many digits its numbers need."""
    if name in _PERCENT or (dtype.is_float() and _is_share(name)):
        return formats.percent
    if name == col.CHANGE:
        return formats.change
    if dtype.is_float():
        digits = 0 if _all_whole(frame[name]) else _WHOLE_CENTS
        return lambda value: formats.number(value, digits)
    if dtype.is_integer():
        return formats.number
    return _plain


def _is_share(name: str) -> bool:
    """Return whether a further column of the review is a share of one; percent columns of a source are points."""
    return name in further() and further()[name].unit == "percent"


def _all_whole(series: pl.Series) -> bool:
    return bool((series.drop_nulls() == series.drop_nulls().round(0)).all())


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return _cut(_one_text(value) or "")
