"""Ids that stand for nobody in particular, such as the number for one-time vendors: their rows are accounts by their names."""

from __future__ import annotations

from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.keys import name_keys
from abmtui.portfolio.sums import first_values
from abmtui.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST: Final = 5
"""So many different names an id must stand beside to be suspected."""
_LOOKED_AT: Final = 20
_ALIKE: Final = 60.0
"""Half of the pairs of its names are less alike than this (0 to 100): they are no spellings of one."""
_SHOWN: Final = 5
_KEY: Final = "\x00key"


def without_collective(rows: pl.DataFrame, codes: pl.Series, count: int) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    """Return the rows with null for each such id, and what is to be mended; `codes` numbers the ids, of which there are `count`."""
    first = first_values(codes, rows[col.NAME], count)
    differing = rows.select(col.ID, col.NAME).filter((first.gather(codes) != rows[col.NAME]).fill_null(value=False))
    if differing.height < _LEAST - 1:
        return rows, ()
    meant = rows.select(col.ID, col.NAME).filter(pl.col(col.ID).is_in(differing[col.ID].implode())).drop_nulls().unique(maintain_order=True)
    keyed = meant.with_columns(name_keys(meant[col.NAME]).alias(_KEY))
    found = keyed.group_by(col.ID, maintain_order=True).agg(pl.col(_KEY).unique(maintain_order=True), col.NAME).filter(pl.col(_KEY).list.len() >= _LEAST)
    collective = {key: names for key, keys, names in found.select(col.ID, _KEY, col.NAME).rows() if _unlike(keys)}
    if not collective:
        return rows, ()
    freed = rows[col.ID].is_in(pl.Series(list(collective)).implode()).fill_null(value=False) & rows[col.NAME].is_not_null()
    ids = rows[col.ID].set(freed, None)
    return rows.with_columns(ids), tuple(_problem(key, names) for key, names in collective.items())


def _unlike(keys: Sequence[str | None]) -> bool:
    """Whether names are those of different accounts and no spellings of one."""
    from rapidfuzz.fuzz import token_sort_ratio

    looked = [key for key in keys if key][:_LOOKED_AT]
    return len(looked) >= _LEAST and median(token_sort_ratio(one, other) for one, other in combinations(looked, 2)) < _ALIKE


def _problem(key: str, names: Sequence[str]) -> Problem:
    told = ", ".join(f'"{name}"' for name in names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    what = f'the id "{key}" stands beside {told}{more}, so it is no account\'s own, and its rows are accounts by their names; give each its own id'
    return Problem(what, field=col.ID)
