"""Sums by group that are the same in every run and lose no cent, and the most frequent value of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCALE: Final = 10_000
"""Amounts with up to four decimals are summed as whole numbers, which no order of the rows can change."""
_LARGEST: Final = 9e14
_KEY, _ROW, _COUNT = "\x00key", "\x00row", "\x00count"


def sums_by(rows: pl.DataFrame, key: str, names: Sequence[str]) -> pl.DataFrame:
    """Return `key` (an integer column) and the sums of the Float64 columns `names`, sorted by the key; null where a group has no value.

    Threads add in any order, and sums of floats depend on it; so amounts are summed in ten-thousandths as integers, and where there are finer ones
    the rows are sorted first.
    """
    if rows[key].n_unique() == rows.height:
        return rows.select(key, *names).sort(key)
    whole = [name for name in names if _exact(rows[name])]
    finer = [name for name in names if name not in whole]
    scaled = rows.select(key, *((pl.col(name) * _SCALE).round().cast(pl.Int64) for name in whole))
    found = scaled.group_by(key).agg(_sum(name) for name in whole).sort(key)
    found = found.with_columns(_unscaled(found[name].cast(pl.Float64)) for name in whole)
    if finer:
        ordered = rows.select(key, *finer).sort(key, maintain_order=True)
        found = pl.concat([found, ordered.group_by(key, maintain_order=True).agg(_sum(name) for name in finer).select(finer)], how="horizontal")
    return found.select(key, *names)


def _sum(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def _unscaled(values: pl.Series) -> pl.Series:
    """Ten-thousandths as amounts, each the nearest there is; by a single number polars would multiply with its inexact inverse."""
    return values / pl.repeat(float(_SCALE), values.len(), eager=True)


def _exact(values: pl.Series) -> bool:
    """Whether every value is a number of ten-thousandths."""
    total = values.abs().sum()
    return total < _LARGEST and bool((_unscaled((values * _SCALE).round()) == values).fill_null(value=True).all())


def most_frequent(codes: pl.Series, values: pl.Series, count: int) -> pl.Series:
    """Return the most frequent of `values` for each of the groups 0 to `count` - 1 that `codes` names, the last one among equals; null where there is none."""
    firsts = codes.is_first_distinct()
    at_first = pl.select(pl.lit(None, dtype=values.dtype).repeat_by(count).explode().alias(values.name)).to_series()
    at_first = at_first.scatter(codes.filter(firsts), values.filter(firsts))
    if at_first.gather(codes).eq_missing(values).all():
        return at_first
    frame = pl.DataFrame([codes.alias(_KEY), values.alias("value")]).with_row_index(_ROW).drop_nulls("value")
    pairs = frame.select(_ROW, _KEY, pl.struct(_KEY, "value").hash().alias("pair"))
    counted = pairs.group_by("pair").agg(pl.col(_KEY).first(), pl.len().alias(_COUNT), pl.col(_ROW).max())
    weight = (pl.col(_COUNT).cast(pl.UInt64) * (2**32) + pl.col(_ROW)).alias("weight")
    best = counted.select(_KEY, weight).group_by(_KEY).agg(pl.col("weight").max())
    rows = (best["weight"] % 2**32).cast(pl.UInt32)
    return pl.select(pl.lit(None, dtype=values.dtype).repeat_by(count).explode().alias(values.name)).to_series().scatter(best[_KEY], values.gather(rows))
