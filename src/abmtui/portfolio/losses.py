"""Too big to lose: what each of the largest accounts would take along if it left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.columns import ID, NAME
from abmtui.portfolio.concentration import Concentration, concentration
from abmtui.portfolio.lorenz import ranked

if TYPE_CHECKING:
    from abmtui.portfolio.book import Book
    from abmtui.portfolio.common_control import Control

LARGEST: Final = 10
"""So many of the largest accounts are looked at, whether they reach the limit or not."""
MOST: Final = 20
"""Accounts that are looked at where more reach the limit."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One account and the book without it."""

    row: int
    """Row of the accounts."""
    id: str
    name: str
    value: float
    share: float
    too_big: bool
    """Whether its share reaches the limit."""
    after: Concentration
    """The figures of the book without it; they say why where nothing is left."""
    majors: tuple[str, ...]
    """Who would hold 10% or more of the revenue that is left, those under common control as one, largest first."""
    new_majors: tuple[str, ...]
    """Those of them that do not today."""


def losses_of(book: Book, accounts: pl.DataFrame, control: Control, limit: float, least: int = LARGEST) -> tuple[Loss, ...]:
    """What losing each of the `least` largest accounts, and of all that hold the share `limit`, would do, the largest first.

    The book is sorted already, so that each loss is one cut through the sorted values. At most `MOST` accounts are looked at.
    """
    total = book.figures.concentration.total
    if book.figures.concentration.undefined:
        return ()
    positive = book.ranking.values.head(book.ranking.positive)
    # What adding n numbers can round must not turn an account of exactly the limit away.
    big = int((positive >= limit * total * (1 - 1e-12)).sum()) if limit > 0 else 0
    count = min(len(positive), max(least, min(big, MOST)))
    majors = control.majors() if count else ()
    return tuple(_loss(book, accounts, place, (control, majors), place < big) for place in range(count))


def _loss(book: Book, accounts: pl.DataFrame, place: int, held: tuple[Control, tuple[str, ...]], too_big: bool) -> Loss:
    control, majors = held
    values, positive, row = book.ranking.values, book.ranking.positive, int(book.order[place])
    left = pl.concat([values.head(place), values.slice(place + 1, positive - place - 1)])
    now = control.majors(lost=row)
    value = float(values[place])
    return Loss(
        row=row,
        id=str(accounts[ID][row]),
        name=str(accounts[NAME][row]),
        value=value,
        share=value / book.figures.concentration.total,
        too_big=too_big,
        after=concentration(ranked(left), values.slice(positive)),
        majors=now,
        new_majors=tuple(name for name in now if name not in majors),
    )
