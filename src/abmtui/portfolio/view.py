"""Which accounts a view shows and in which order: filter by condition, sort by several keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from abmtui.portfolio.conditions import condition_mask
from abmtui.portfolio.folding import folded_column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.problems import Problem

_KEPT: Final = 8
"""Row orders that are remembered; going back and forth between a few is what people do."""
_SAMPLE: Final = 10_000
_BITS: Final = 64


@dataclass(frozen=True, slots=True)
class SortKey:
    """One column to sort by."""

    column: str
    descending: bool = False


class Codes(NamedTuple):
    """A column as whole numbers that sort as its values do."""

    codes: pl.Series
    """UInt32, equal for equal values, without gaps from 0; null stays null."""
    ascending: pl.Series | None
    """Rows in ascending order, where the way here already gave them."""
    size: int
    """Number of different values."""


class Orders:
    """Row orders of one frame: what a sort found out about a column serves the next one.

    At 1,000,000 rows a number takes one sort of its own (55 ms); a name is folded and sorted once, then costs as little as a number.
    Several keys are packed into one number of 64 bits, which sorts ten times faster than the columns side by side. Callable from
    several threads: at worst two do the same work. Columns of `base` are taken to be the same here and are looked up there, so that
    the accounts' own columns are sorted once for every metric and period.
    """

    def __init__(self, frame: pl.DataFrame, base: Orders | None = None) -> None:
        self.frame = frame
        self._base = base
        self._codes: dict[str, Codes] = {}
        self._orders: dict[tuple[SortKey, ...], pl.Series] = {}

    def order(self, keys: Sequence[SortKey]) -> pl.Series:
        """The rows (UInt32) sorted by `keys`, first key first: nulls last both ways, stable, text by folded letters, a class by its rank.

        A key without its column (a session of an older source) is passed over; without any key the rows stay as they are.
        """
        known = tuple(key for key in keys if key.column in self.frame.columns)
        found = self._orders.pop(known, None)
        if found is None:
            found = self._sorted(known)
            for oldest in list(self._orders)[: max(0, len(self._orders) + 1 - _KEPT)]:
                self._orders.pop(oldest, None)
        self._orders[known] = found
        return found

    def know(self, keys: Sequence[SortKey], rows: pl.Series) -> None:
        """Take an order that was found out elsewhere."""
        self._orders[tuple(keys)] = rows

    def codes_of(self, column: str) -> Codes:
        """The codes of one column, worked out when first asked for."""
        if self._base is not None and column in self._base.frame.columns:
            return self._base.codes_of(column)
        if column not in self._codes:
            values = _comparable(self.frame[column])
            self._codes[column] = _coded_text(values) if values.dtype == pl.String else _numbered(values)
        return self._codes[column]

    def warm(self, column: str) -> None:
        """Find out ahead of time, in another thread, what sorting by a column of text needs."""
        self.codes_of(column)

    def _sorted(self, keys: tuple[SortKey, ...]) -> pl.Series:
        if not keys:
            return pl.int_range(self.frame.height, dtype=pl.UInt32, eager=True)
        first = self.frame[keys[0].column]
        if len(keys) == 1 and first.dtype.is_numeric() and keys[0].column not in self._codes:
            return _rows_by(_comparable(first), descending=keys[0].descending)
        if len(keys) == 1 and not keys[0].descending and (ascending := self.codes_of(keys[0].column).ascending) is not None:
            return ascending
        return _rows_by(self._packed(keys), descending=False)

    def _packed(self, keys: tuple[SortKey, ...]) -> pl.Series:
        """All keys as one UInt64 a row; when they need more than 64 bits, those before are numbered anew."""
        packed, taken = pl.zeros(self.frame.height, dtype=pl.UInt64, eager=True), 0
        for key in keys:
            codes, _, size = self.codes_of(key.column)
            directed = (max(size, 1) - 1 - codes if key.descending else codes).fill_null(size).cast(pl.UInt64)
            bits = size.bit_length()
            if taken + bits > _BITS:
                codes, _, size = _numbered(packed)
                packed, taken = codes.cast(pl.UInt64), size.bit_length()
            packed, taken = packed * (1 << bits) + directed, taken + bits
        return packed


def row_order(frame: pl.DataFrame, keys: Sequence[SortKey]) -> pl.Series:
    """The rows of a frame sorted by several keys, as `Orders.order` says; for a single question."""
    return Orders(frame).order(keys)


def matching(frame: pl.DataFrame, condition: str) -> tuple[pl.Series | None, int, Problem | None]:
    """The accounts for which a condition over our fields, the book's columns and the plans' is true.

    A Boolean mask where unknown counts as no, how many were unknown, or the problem; see `conditions.condition_mask`.
    """
    return condition_mask(frame, condition, "--filter")


def _comparable(values: pl.Series) -> pl.Series:
    """A column whose values compare as a person expects: no NaN; words of an open list as text, of a fixed list (a class) as their places."""
    if values.dtype.is_float():
        return values.fill_nan(None)
    if values.dtype == pl.Categorical:
        return values.cast(pl.String)
    return values.to_physical() if values.dtype == pl.Enum else values


def _rows_by(values: pl.Series, *, descending: bool) -> pl.Series:
    by = pl.arg_sort_by("key", descending=descending, nulls_last=True, maintain_order=True)
    return values.to_frame("key").select(by.cast(pl.UInt32)).to_series()


def _numbered(values: pl.Series) -> Codes:
    """Codes by sorting the values together with their rows."""
    ordered = values.to_frame("key").with_row_index("row").sort("key", nulls_last=True, maintain_order=True)
    rows, keys = ordered
    known = len(keys) - keys.null_count()
    changes = keys.head(known).ne_missing(keys.head(known).shift(1)).cast(pl.UInt32).cum_sum()
    codes = pl.Series([None], dtype=pl.UInt32).new_from_index(0, len(keys)).scatter(rows.head(known), changes - 1)
    return Codes(codes, rows, int(changes[-1]) if known else 0)


def _coded_text(texts: pl.Series) -> Codes:
    """Codes of folded text; a column of few words folds and sorts only those."""
    sample = texts.head(_SAMPLE)
    if sample.n_unique() * 2 > len(sample):
        return _numbered(folded_column(texts))
    words = texts.drop_nulls().unique(maintain_order=True)
    codes, _, size = _numbered(folded_column(words))
    return Codes(codes.gather(texts.cast(pl.Enum(words)).to_physical()), None, size)
