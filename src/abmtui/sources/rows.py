"""Rows that are no data by their shape alone: blank rows, drawn lines, headers repeated below, and what stands under the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.model import LeftOut
from abmtui.sources.table import LINES_SHOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

ABOVE: Final = "above the header"
BLANK: Final = "blank row"
RULE: Final = "drawn line"
REPEATED: Final = "repeated header"
BELOW: Final = "below the table"
_RULE_PATTERN: Final = r"^[-=+_*~:|#.\s]*[-=_*~]{3}[-=+_*~:|#.\s]*$"
_WIDE: Final = 5
_TAIL: Final = 60
"""How many rows from the end may be a footer."""


@dataclass(frozen=True, eq=False)
class Kept:
    """The rows of a table that are data, and those that are not."""

    rows: pl.Series | None
    """UInt32 positions that stay, or None when all do."""
    left_out: tuple[LeftOut, ...]


def kept(frame: pl.DataFrame, headers: Sequence[str], lines: pl.Series, short: pl.Series, file: str) -> Kept:
    """Which rows of `frame` (its columns in the order of `headers`) are data.

    `short` (Boolean) marks rows that have fewer cells than the header: at the end, one with a single cell is a footer.
    """
    reasons: dict[str, pl.Series] = {}
    suspects = _suspects(frame, headers)
    if suspects.len():
        some = frame[suspects]
        for reason, mask in ((BLANK, _blank(some)), (RULE, _rules(some)), (REPEATED, _repeated(some, headers))):
            taken = suspects.filter(mask)
            reasons[reason] = taken.filter(~taken.is_in(_all(reasons).implode()))
    reasons[BELOW] = _footers(frame, short, _all(reasons))
    gone = _all(reasons)
    if not gone.len():
        return Kept(None, ())
    left_out = tuple(
        LeftOut(reason, rows.len(), file, tuple(lines.gather(rows.sort().head(LINES_SHOWN)).to_list())) for reason, rows in reasons.items() if rows.len()
    )
    stays = pl.select(pl.int_range(frame.height, dtype=pl.UInt32)).to_series()
    return Kept(stays.filter(~stays.is_in(gone.implode())), left_out)


def _all(reasons: dict[str, pl.Series]) -> pl.Series:
    return pl.concat([pl.Series("row", [], dtype=pl.UInt32), *(rows.alias("row") for rows in reasons.values())])


def _suspects(frame: pl.DataFrame, headers: Sequence[str]) -> pl.Series:
    """Rows worth a closer look, by their first column alone, so that a million good rows cost one pass over one column."""
    first = frame.columns[0]
    odd = pl.col(first).is_null()
    if frame.schema[first] == pl.String:
        odd |= pl.col(first).str.contains(r"^[-=+_*~:|#.\s]*$") | (pl.col(first) == headers[0])
    return frame.select(pl.arg_where(odd)).to_series().cast(pl.UInt32)


def _blank(frame: pl.DataFrame) -> pl.Series:
    empty = [
        pl.col(name).is_null() | (pl.col(name).str.strip_chars() == "") if dtype == pl.String else pl.col(name).is_null()
        for name, dtype in frame.schema.items()
    ]
    return frame.select(pl.all_horizontal(empty).alias("row")).to_series()


def _rules(frame: pl.DataFrame) -> pl.Series:
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    others = [name for name in frame.columns if name not in texts]
    drawn = [pl.col(name).str.contains(_RULE_PATTERN) for name in texts]
    clear = [pl.col(name).is_null() | pl.col(name).str.contains(r"^[-=+_*~:|#.\s]*$") for name in texts]
    none = [pl.col(name).is_null() for name in others]
    return frame.select((pl.any_horizontal(drawn).fill_null(value=False) & pl.all_horizontal(clear + none)).alias("row")).to_series()


def _repeated(frame: pl.DataFrame, headers: Sequence[str]) -> pl.Series:
    told = [(name, header) for name, header in zip(frame.columns, headers, strict=True) if header]
    if len(told) <= 1 or any(frame.schema[name] != pl.String for name, _ in told):
        return pl.repeat(False, frame.height, dtype=pl.Boolean, eager=True)
    same = [(pl.col(name).str.strip_chars() == header).fill_null(value=False) for name, header in told]
    return frame.select(pl.all_horizontal(same).alias("row")).to_series()


def _footers(frame: pl.DataFrame, short: pl.Series, gone: pl.Series) -> pl.Series:
    """Rows at the very end with one cell (or two, side by side at the start of a wide table) that are short or stand below a gap."""
    height, width = frame.height, frame.width
    left = set(gone.to_list())
    found: list[int] = []
    waiting: list[int] = []
    tail = frame.tail(_TAIL).rows()
    for row in range(height - 1, max(-1, height - 1 - len(tail)), -1):
        if row in left:
            found += waiting
            waiting = []
            continue
        filled = [place for place, cell in enumerate(tail[row - height]) if cell is not None and str(cell).strip()]
        if not (filled == [0] or (filled == [0, 1] and width >= _WIDE)) or width <= 1:
            break
        if filled == [0] and short[row]:
            found += [*waiting, row]
            waiting = []
        else:
            waiting.append(row)
    if len(found) >= height - len(left):
        found = []
    return pl.Series("row", sorted(found), dtype=pl.UInt32)
