"""A whole text -> rows of text cells and the physical line of each, as fast as the text allows."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.sources.quiet import natively
from abmtui.sources.records import Dialect, Record, records_of
from abmtui.sources.table import UnreadableError

if TYPE_CHECKING:
    from abmtui.sources.dialect import Sample

SPARE: Final = 32
"""Columns kept ready for rows that are longer than any record of the sample; what lies beyond is not read."""
_LONE_RETURN: Final = "\ue00d"
"""Stands for a carriage return inside a cell while Python's reader, which refuses it, cuts the text."""


@dataclass(frozen=True, eq=False)
class Cut:
    """A text cut into rows."""

    frame: pl.DataFrame
    """All String, an empty cell null, columns by position: `c0`, `c1`, ..."""
    lines: pl.Series
    """UInt32, physical line of every row from 1."""
    short: pl.Series
    """Boolean: the row has fewer cells than the header has names."""
    spoilt: tuple[int, ...] = ()
    """Physical lines whose quotes are out of order; each is a row by itself."""


def cut_rows(data: bytes, sample: Sample) -> Cut:
    """All rows below the header of UTF-8 `data`.

    By polars where it cuts the first rows as the sample was cut and every line feed is accounted for; else record by record (about 20 times slower).
    Raises UnicodeDecodeError when the bytes are no UTF-8, UnreadableError when there are no rows.
    """
    layout = sample.layout
    if layout.body >= len(sample.records):
        raise UnreadableError("holds a header and no rows" if layout.header >= 0 else "holds no table")
    start = sample.firsts[layout.body]
    width = max(len(layout.names), *(len(record) for record in sample.records[layout.body :]))
    named = max((place + 1 for place, name in enumerate(layout.names) if name), default=0)
    if sample.dialect.plain and sample.sound:
        for spare in (0, SPARE):
            cut = _by_polars(data, sample, start, width + spare, named)
            if cut is not None:
                return cut
    return _by_record(data, sample.dialect, start, width + SPARE, named)


def _by_polars(data: bytes, sample: Sample, start: int, width: int, named: int) -> Cut | None:
    delimiter = sample.dialect.delimiter
    quoted = sample.dialect.quoted or _quotes_open(data, delimiter)
    frame = _parsed(data, delimiter, width, start, quoted=quoted)
    if frame is None or not _agrees(frame, sample):
        return None
    breaks = None
    if quoted:
        total = data.count(b"\n") + (not data.endswith(b"\n")) - start
        if total != frame.height:
            counts = [pl.col(name).str.count_matches("\n", literal=True).fill_null(0) for name in frame.columns]
            breaks = frame.select(pl.sum_horizontal(counts).cast(pl.UInt32).alias("breaks")).to_series()
            if frame.height + int(breaks.sum()) != total:
                return None
        if b'""' in data:
            frame = frame.with_columns(pl.when(pl.all() != "").then(pl.all()))
    lines = pl.select(line=pl.int_range(start + 1, start + 1 + frame.height, dtype=pl.UInt32)).to_series()
    if breaks is not None:
        lines += breaks.cum_sum() - breaks
    return Cut(frame, lines, _short(data, frame, lines, breaks, delimiter, named))


def _quotes_open(data: bytes, delimiter: str) -> bool:
    """Whether a cell begins with a quote anywhere in the text."""
    return b'"' in data and (b'\n"' in data or delimiter.encode() + b'"' in data or data.startswith(b'"'))


def _parsed(data: bytes, delimiter: str, width: int, start: int, *, quoted: bool) -> pl.DataFrame | None:
    """Every column as text, or None when polars cannot cut it so. Raises UnicodeDecodeError when it is no UTF-8."""
    schema = {f"c{place}": pl.String for place in range(width)}
    quote = '"' if quoted else None
    try:
        return natively(
            lambda: pl.read_csv(
                data, has_header=False, schema=schema, separator=delimiter, quote_char=quote, skip_lines=start, missing_columns="insert", glob=False
            ),
            "",
        )
    except UnreadableError:
        if not data.isascii():
            data.decode("utf-8")
        return None


def _agrees(frame: pl.DataFrame, sample: Sample) -> bool:
    """Whether polars cut the first rows as Python's reader did; lone carriage returns aside, which the sample does not keep."""
    records = sample.records[sample.layout.body :][:100]
    for mine, record in zip(frame.head(len(records)).rows(), records, strict=False):
        cells = [(cell or "").replace("\r\n", "\n").replace("\r", " ") for cell in mine]
        if cells != [*record, *[""] * (len(cells) - len(record))]:
            return False
    return True


def _short(data: bytes, frame: pl.DataFrame, lines: pl.Series, breaks: pl.Series | None, delimiter: str, named: int) -> pl.Series:
    """Which rows have fewer cells than `named`: only those whose last named cell is empty are looked at, in their physical line."""
    short = pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    if named <= 1 or b"\x1f" in data:
        return short
    suspects = frame.select(pl.arg_where(pl.col(f"c{named - 1}").is_null())).to_series()
    if breaks is not None:
        suspects = suspects.filter(breaks.gather(suspects) == 0)
    if not suspects.len():
        return short
    raw = pl.read_csv(data, has_header=False, schema={"line": pl.String}, separator="\x1f", quote_char=None, glob=False).to_series()
    texts = raw.gather(lines.gather(suspects) - 1).str.replace_all(r'"[^"]*"', "")
    few = suspects.filter((texts.str.count_matches(delimiter, literal=True) < named - 1).fill_null(value=True))
    return short.scatter(few, True) if few.len() else short


def _by_record(data: bytes, dialect: Dialect, start: int, width: int, named: int) -> Cut:
    text = re.sub("\r(?!\n)", _LONE_RETURN, data.decode("utf-8"))
    records = list(records_of(list(islice(io.StringIO(text, newline="\n"), start, None)), dialect))
    width = min(width, max((len(record.cells) for record in records), default=0))
    columns = {f"c{place}": [record.cells[place] if place < len(record.cells) else None for record in records] for place in range(width)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    frame = frame.with_columns(pl.when(pl.all() != "").then(pl.all()))
    if _LONE_RETURN in text:
        frame = frame.with_columns(pl.all().str.replace_all(_LONE_RETURN, "\r", literal=True))
    lines = pl.Series("line", [start + record.line + 1 for record in records], dtype=pl.UInt32)
    short = pl.Series("short", [len(record.cells) < named for record in records], dtype=pl.Boolean)
    spoilt = tuple(start + record.line + 1 for record in records if _doubtful(record, named))
    return Cut(frame, lines, short, spoilt)


def _doubtful(record: Record, named: int) -> bool:
    """Whether quotes out of order have spoilt a record: `"x" ,2` is odd and yet clear, `"x,2` is not."""
    return not record.sound and (len(record.cells) != (named or len(record.cells)) or any('"' in cell for cell in record.cells))
