"""A frame as a block of a review: its first rows, every value in words, the accounts they are about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from abmtui.report.blocks import Block
from abmtui.report.room import ROWS, cut
from abmtui.review.plan_columns import ACCOUNT_ID

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from abmtui.formats import Formats


def framed(heading: str, sentences: tuple[str, ...], frame: pl.DataFrame, columns: Mapping[str, str], formats: Formats) -> Block:
    """Return a block of the frame's first rows; `columns` maps what a heading says to the frame's column, in order.

    The columns after the first stand to the right when the frame holds numbers in all of them.
    """
    first = frame.head(ROWS)
    names = tuple(columns.values())
    rows = tuple(tuple(_cell(value, formats) for value in row) for row in first.select(names).iter_rows())
    numbers = all(first.schema[name].is_numeric() for name in names[1:])
    accounts = tuple(first[ACCOUNT_ID]) if ACCOUNT_ID in first.columns else ()
    return Block(heading, (*sentences, *cut(frame.height, formats)), tuple(columns), rows, numbers=numbers, accounts=accounts)


def about(block: Block, *keys: str) -> Block:
    """Return the block with the keys of the figures that it holds."""
    return replace(block, about=keys)


def _cell(value: Any, formats: Formats) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return formats.date(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return formats.number(value) if isinstance(value, int | float) else " ".join(str(value).split())
