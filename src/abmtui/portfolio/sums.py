"""Sums by group that are the same in every run and lose no cent, and the most frequent value of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCALE: Final = 10_000
"""Amounts with up to four decimals are summed as whole numbers, which no order of the rows can change."""
_LARGEST: Final = 9e14
_SPREAD: Final = 11_400_714_819_323_198_485
"""An odd number near 2**64 divided by the golden ratio: it spreads small group numbers over all bits."""
_KEY, _ROW, _COUNT = "\x00key", "\x00row", "\x00count"


def sums_by(rows: pl.DataFrame, key: str, names: Sequence[str]) -> pl.DataFrame:
    """Return `key` (an integer column) and the sums of the Float64 columns `names`, sorted by the key; null where a group has no value.

    Threads add in any order, and sums of floats depend on it; so amounts are summed in ten-thousandths as integers, and where there are finer ones
    the rows are sorted first. Sorting is also the quicker way where most rows are groups of their own.
    """
    distinct = rows[key].n_unique()
    if distinct == rows.height:
        return rows.select(key, *names).sort(key)
    whole = [name for name in names if _exact(rows[name])]
    scaled = rows.select(key, *((pl.col(name) * _SCALE).round().cast(pl.Int64) if name in whole else pl.col(name) for name in names))
    sums = [_sum(name) for name in names]
    if len(whole) < len(names) or distinct > rows.height // 4:
        found = scaled.sort(key, maintain_order=True).group_by(key, maintain_order=True).agg(sums)
    else:
        found = scaled.group_by(key).agg(sums).sort(key)
    return found.with_columns(_unscaled(found[name].cast(pl.Float64)) for name in whole)


def _sum(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def _unscaled(values: pl.Series) -> pl.Series:
    """Ten-thousandths as amounts, each the nearest there is; by a single number polars would multiply with its inexact inverse."""
    return values / pl.repeat(float(_SCALE), values.len(), eager=True)


def _exact(values: pl.Series) -> bool:
    """Whether every value is a number of ten-thousandths."""
    total = values.abs().sum()
    return total < _LARGEST and bool((_unscaled((values * _SCALE).round()) == values).fill_null(value=True).all())


def first_values(codes: pl.Series, values: pl.Series, count: int) -> pl.Series:
    """Return the value in the first row of each of the groups 0 to `count` - 1 that `codes` names."""
    firsts = codes.is_first_distinct()
    return _empty(values, count).scatter(codes.filter(firsts), values.filter(firsts))


def most_frequent(codes: pl.Series, values: pl.Series, count: int) -> pl.Series:
    """Return the most frequent of `values` for each of the groups 0 to `count` - 1 that `codes` names, the last one among equals; null where there is none."""
    at_first = first_values(codes, values, count)
    if at_first.gather(codes).eq_missing(values).all():
        return at_first
    if values.n_unique() == values.len() and not values.null_count():
        return _empty(values, count).scatter(codes, values)
    pair = values.hash() ^ (codes.cast(pl.UInt64) * pl.repeat(_SPREAD, codes.len(), dtype=pl.UInt64, eager=True))
    pairs = pl.DataFrame([codes.alias(_KEY), pair.alias("pair"), values.is_null().alias("empty")]).with_row_index(_ROW).filter(~pl.col("empty"))
    counted = pairs.group_by("pair").agg(pl.col(_KEY).first(), pl.len().alias(_COUNT), pl.col(_ROW).max())
    weight = (pl.col(_COUNT).cast(pl.UInt64) * 2**32 + pl.col(_ROW)).alias("weight")
    best = counted.select(_KEY, weight).group_by(_KEY).agg(pl.col("weight").max())
    rows = (best["weight"] % 2**32).cast(pl.UInt32)
    return _empty(values, count).scatter(best[_KEY], values.gather(rows))


def _empty(values: pl.Series, count: int) -> pl.Series:
    return pl.Series(values.name, [None], dtype=values.dtype).new_from_index(0, count)
