"""Which account is the topmost parent of each account, read from what the source says in its parent column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from abmtui.portfolio.columns import ID, NAME, PARENT
from abmtui.wording import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW = "row"
_MEANT = "meant"
_SPELLED = "spelled"


@dataclass(frozen=True, eq=False)
class Families:
    """Accounts under their topmost parents."""

    tops: pl.Series
    """For each row of `accounts` the row of its topmost parent (UInt32); its own row when it has none. Rows from the number of
    accounts on stand for `unknown`."""
    unknown: tuple[str, ...] = ()
    """Names that the parent column gives and no account has: a group of that name."""
    circles: tuple[tuple[int, ...], ...] = field(default=())
    """Rows of accounts that are each other's parents; the first row of each was taken for the topmost."""


def families(accounts: pl.DataFrame) -> Families:
    """The families of accounts with a text column `parent`: an id, else a name (in any case), of an account, else a group's name."""
    spoken = accounts.select(_text(PARENT)).with_row_index(_ROW).drop_nulls().filter(pl.col(PARENT) != "")
    meant, unknown = _meant(accounts, spoken[PARENT].unique(maintain_order=True))
    links = spoken.join(meant, on=PARENT, how="inner", maintain_order="left")
    up = pl.int_range(accounts.height + len(unknown), dtype=pl.UInt32, eager=True).scatter(links[_ROW], links[_MEANT])
    circles = _circles(up)
    for circle in circles:
        up = up.scatter(circle[0], circle[0])
    return Families(_topmost(up).head(accounts.height), unknown, circles)


def _text(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String).str.strip_chars()


def _meant(accounts: pl.DataFrame, parents: pl.Series) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Parent as spelled -> row meant, and the names of the groups that are no account."""
    spelled = parents.to_frame(PARENT).with_columns(
        pl.col(PARENT).str.to_lowercase().alias(_SPELLED),
        pl.Series(ID, [name_key(parent) for parent in parents], pl.String),
    )
    rows = accounts.lazy().select(_text(ID).alias(ID), _text(NAME).str.to_lowercase().alias(_SPELLED)).with_row_index(_ROW)
    by_id = rows.join(spelled.lazy(), left_on=ID, right_on=PARENT, how="semi").group_by(ID).agg(pl.col(_ROW).min().alias("by_id"))
    by_name = rows.join(spelled.lazy(), on=_SPELLED, how="semi").group_by(_SPELLED).agg(pl.col(_ROW).min().alias("by_name"))
    by_key = rows.join(spelled.lazy(), on=ID, how="semi").group_by(ID).agg(pl.col(_ROW).min().alias("by_key"))
    found = spelled.lazy().join(by_id, left_on=PARENT, right_on=ID, how="left").join(by_name, on=_SPELLED, how="left").join(by_key, on=ID, how="left")
    meant = found.select(PARENT, _SPELLED, pl.coalesce("by_id", "by_name", "by_key").cast(pl.UInt32).alias(_MEANT)).collect()
    groups = spelled.join(meant.filter(pl.col(_MEANT).is_null()), on=PARENT, how="semi").unique(_SPELLED, keep="first", maintain_order=True)
    numbered = groups.select(_SPELLED, pl.int_range(accounts.height, accounts.height + pl.len(), dtype=pl.UInt32).alias("group"))
    meant = meant.join(numbered, on=_SPELLED, how="left").select(PARENT, pl.coalesce(_MEANT, "group").alias(_MEANT))
    return meant, tuple(groups[PARENT])


def _topmost(up: pl.Series) -> pl.Series:
    """Follow every link to its end, each round twice as far: a chain of a million takes twenty rounds."""
    while True:
        farther = up.gather(up)
        if farther.equals(up):
            return up
        up = farther


def _circles(up: pl.Series) -> tuple[tuple[int, ...], ...]:
    """Rows that lead back to themselves, each circle from its first row on."""
    far, rounds = up, max(1, len(up)).bit_length()
    for _ in range(rounds):
        far = far.gather(far)
    ends = far.unique()
    loose = ends.filter(up.gather(ends) != ends).sort().to_list()
    return tuple(_circle(up, row) for row in _one_of_each(up, loose))


def _one_of_each(up: pl.Series, loose: Sequence[int]) -> Sequence[int]:
    """The first row of each circle among rows that stand on circles."""
    seen: set[int] = set()
    first = []
    for row in loose:
        if row not in seen:
            circle = _circle(up, row)
            seen.update(circle)
            first.append(min(circle))
    return first


def _circle(up: pl.Series, start: int) -> tuple[int, ...]:
    circle, row = [start], int(up[start])
    while row != start:
        circle.append(row)
        row = int(up[row])
    return tuple(circle)
