"""Which accounts are of a kind, however it is written, and what is said where none is."""

from __future__ import annotations

from functools import reduce
from operator import or_

import polars as pl


def of_kind(kind: pl.Series, kinds: tuple[str, ...]) -> pl.Series:
    """Which accounts are of one of these kinds, however it is written."""
    wanted = [found for found in kind.unique().to_list() if found is not None and found.strip().lower() in kinds]
    same = [kind.eq_missing(found) for found in wanted]
    return reduce(or_, same, pl.repeat(value=False, n=len(kind), dtype=pl.Boolean, eager=True)) if len(same) != 1 else same[0]


def no_kind(kind: pl.Series, inside: pl.Series, kinds: tuple[str, ...]) -> str:
    """Why no account is of these kinds, or empty."""
    if kind.is_empty():
        return "no accounts"
    if inside.any():
        return ""
    there = ", ".join(f'"{found}"' for found in sorted(kind.drop_nulls().unique().to_list())[:5])
    return f"no account is of kind {' or '.join(kinds)}; the kinds are {there}"
