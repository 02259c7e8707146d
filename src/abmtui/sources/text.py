"""Delimited text of any encoding, delimiter and layout -> one table with the physical line of every row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.model import LeftOut
from abmtui.problems import Problem, Severity
from abmtui.sources.cutting import Cut, cut_rows
from abmtui.sources.dialect import NAMES, Sample, sampled, unwrapped
from abmtui.sources.encoding import SAMPLE, Transcoded, known, mended, transcoded
from abmtui.sources.rows import ABOVE, kept
from abmtui.sources.table import LINES_SHOWN, RawTable, UnreadableError, clean_header, lines_named, unique_headers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.sources.request import SourceRequest
    from abmtui.sources.table import Progress

MOST_COLUMNS: Final = 100_000
LONGEST_LINE: Final = 4_000_000
"""Bytes of a first line beyond which a file is no table."""
_MAJORITY: Final = 0.2
"""From this share of filled rows on, a column beyond the header's end is one; below, a few rows are too long."""
_LINES_WANTED: Final = 20
"""A beginning with fewer lines is too short to tell the layout by."""
_SOMETHING: Final = r"[^-=+_*~:|#.\s]"
"""What a cell holds that is neither blank nor part of a drawn line."""
_DELIMITER_WORDS: Final = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "bar": "|"}


def text_table(file: str, data: bytes, request: SourceRequest, progress: Progress, *, wary: bool = False) -> tuple[RawTable, tuple[Problem, ...]]:
    """The one table of a text, with the problems of single rows. Raises UnreadableError, if `wary` also when the text could as well be prose."""
    delimiter = _wanted_delimiter(request.delimiter)
    if request.encoding and not known(request.encoding):
        raise UnreadableError(f"{request.encoding!r} is no encoding that is known here; try utf-8, utf-16, cp1252, or leave out --encoding", Severity.USAGE)
    text, sample, cut = _sample_and_cut(transcoded(data, request.encoding), delimiter, progress)
    if wary and not sample.convincing:
        raise UnreadableError("plain text")
    progress(0.8, "looking at rows")
    layout = sample.layout
    frame, names, problems = _columns(file, cut, layout.names or ("",) * _usual_width(sample), framed=sample.dialect.delimiter == "|")
    lines, short = cut.lines, cut.short
    keep = kept(frame, names, lines, short, file)
    if keep.rows is not None:
        frame, lines, short = frame[keep.rows], lines.gather(keep.rows), short.gather(keep.rows)
    if not frame.height:
        raise UnreadableError("holds a header and no rows" if layout.header >= 0 else "holds no rows")
    left_out = (*_above(file, sample), *keep.left_out)
    notes = _notes(file, text, sample, lines.filter(short))
    frame.columns = names
    return RawTable(file, frame, lines, request.decimal, left_out, notes, sample.dialect.delimiter), problems


def _wanted_delimiter(wanted: str) -> str:
    delimiter = _DELIMITER_WORDS.get(wanted.lower(), wanted)
    if len(delimiter.encode()) > 1 or delimiter in {'"', "\n", "\r"}:
        raise UnreadableError(f"{wanted!r} cannot separate columns; --delimiter takes one sign such as `;`, or tab", Severity.USAGE)
    return delimiter


def _sample_and_cut(text: Transcoded, delimiter: str, progress: Progress) -> tuple[Transcoded, Sample, Cut]:
    """Detection and cutting; done again when bytes further down turn out to be no UTF-8."""
    data = text.data.rstrip(b"\r\n") if text.data.endswith((b"\n\n", b"\n\r\n")) else text.data
    if not data[:SAMPLE].strip() and not data.strip():
        raise UnreadableError("is empty")
    if len(data) > LONGEST_LINE and b"\n" not in data[:LONGEST_LINE]:
        raise UnreadableError(f"has a first line of over {LONGEST_LINE // 1_000_000} million characters: this is no table")
    size = SAMPLE
    while size < min(len(data), LONGEST_LINE) and data.count(b"\n", 0, size) < _LINES_WANTED:
        size *= 2
    whole = len(data) <= size
    end = len(data) if whole else data.rfind(b"\n", 0, size) + 1
    sample = sampled(data[:end].decode("utf-8", errors="replace"), delimiter, whole=whole)
    if max((len(record) for record in sample.records), default=0) > MOST_COLUMNS:
        raise UnreadableError(f"has more than {MOST_COLUMNS:,} columns: this is no table")
    if sample.wrapped and (bare := unwrapped(data)) != data:
        remarks = (*text.remarks, "every line is one quoted cell: read without these quotes")
        return _sample_and_cut(replace(text, data=bare, remarks=remarks), delimiter, progress)
    progress(0.3, "reading rows")
    try:
        return text, sample, cut_rows(data, sample)
    except UnicodeDecodeError:
        again = mended(text.data)
        return _sample_and_cut(replace(again, remarks=(*text.remarks, *again.remarks)), delimiter, progress)


def _usual_width(sample: Sample) -> int:
    widths = [len(record) for record in sample.records[sample.layout.body :] if record]
    return max(set(widths), key=lambda width: (widths.count(width), width))


def _columns(file: str, cut: Cut, header: Sequence[str], *, framed: bool) -> tuple[pl.DataFrame, list[str], tuple[Problem, ...]]:
    """The columns that are some, under their names; rows that go on beyond the header are cut there, and said."""
    frame = cut.frame
    names = unique_headers([*header, *[""] * (frame.width - len(header))])
    if frame.width < len(header):
        frame = frame.with_columns(pl.lit(None, pl.String).alias(f"c{place}") for place in range(frame.width, len(header)))
    nameless = [column for place, column in enumerate(frame.columns) if place >= len(header) or not clean_header(header[place])]
    filled = frame.select(pl.col(nameless).str.contains(_SOMETHING).fill_null(value=False))
    counts = dict(zip(nameless, filled.sum().row(0) if nameless else (), strict=True))
    beyond = [column for column in frame.columns[len(header) :] if 0 < counts[column] < max(_MAJORITY * frame.height, 1)]
    dropped = {column for column, count in counts.items() if not count} | set(beyond)
    problems = (*_too_long(file, cut, filled, beyond, len(header)), *_spoilt(file, cut.spoilt))
    kept_places = [place for place, column in enumerate(frame.columns) if column not in dropped]
    frame = frame.select(frame.columns[place] for place in kept_places)
    if framed and "c0" in dropped:
        stripped = pl.all().str.strip_chars()
        frame = frame.with_columns(pl.when(stripped != "").then(stripped))
    return frame, [names[place] for place in kept_places], problems


def _too_long(file: str, cut: Cut, filled: pl.DataFrame, beyond: Sequence[str], cells: int) -> tuple[Problem, ...]:
    if not beyond:
        return ()
    lines = cut.lines.filter(filled.select(pl.any_horizontal(beyond)).to_series())
    few = lines.len() == 1
    what = (
        f"{'a row has' if few else f'{lines.len():,} rows have'} more cells than the header's {cells} ({lines_named(lines.head(LINES_SHOWN).to_list(), lines.len())}); "
        "what goes beyond was not read. Put cells that hold the delimiter in double quotes"
    )
    return (Problem(what, f"{file}:{lines[0]}", severity=Severity.MEND),)


def _spoilt(file: str, lines: Sequence[int]) -> tuple[Problem, ...]:
    if not lines:
        return ()
    what = f"double quotes are out of order on {lines_named(lines, len(lines))}; such a line is read by itself. Write a quote inside a quoted cell twice"
    return (Problem(what, f"{file}:{lines[0]}", severity=Severity.MEND),)


def _above(file: str, sample: Sample) -> tuple[LeftOut, ...]:
    layout = sample.layout
    end = layout.header if layout.header >= 0 else layout.body
    above = [first + 1 for first, record in zip(sample.firsts[:end], sample.records, strict=False) if any(cell.strip() for cell in record)]
    return (LeftOut(ABOVE, len(above), file, tuple(above[:LINES_SHOWN])),) if above else ()


def _notes(file: str, text: Transcoded, sample: Sample, short: pl.Series) -> tuple[Problem, ...]:
    """What was detected, where it is not UTF-8, `,` and a header on the first line."""
    layout, delimiter = sample.layout, sample.dialect.delimiter
    read = [f"read as {text.encoding}"] if text.encoding != "utf-8" else []
    if delimiter != ",":
        read.append(NAMES.get(delimiter, f"`{delimiter}` between columns"))
    if layout.header >= 0 and sample.firsts[layout.header] > 0:
        read.append(f"header on line {sample.firsts[layout.header] + 1}")
    said = [", ".join(read)] if read else []
    if layout.header < 0:
        said.append("no header was found, so the columns are called `column 1`, `column 2` and so on")
    said += text.remarks
    if short.len():
        count = short.len()
        said.append(
            f"{count:,} row{'s have' if count > 1 else ' has'} fewer cells than the header ({lines_named(short.head(LINES_SHOWN).to_list(), count)}); the missing ones count as empty"
        )
    return tuple(Problem(sentence, file, severity=Severity.NOTE) for sentence in said)
