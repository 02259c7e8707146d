"""What plans say that the book itself follows: class, zone, programme, needs and the potential of who is no customer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import basis_of
from abmtui.portfolio.kinds import of_kind

if TYPE_CHECKING:
    from abmtui.portfolio.model import Portfolio
    from abmtui.portfolio.zones import Basis

IN_BOOK: Final = ("abc_class", "zone", col.PROGRAMME, col.NEEDS, col.POTENTIAL)
"""The plans' columns that the book's own follow."""


def said_in(plans: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return the plans that say something in a column: their id and what they say; nothing where there is no such column."""
    if name not in plans.columns:
        return pl.DataFrame(schema={col.ID: pl.String, name: pl.String})
    found = plans.select(col.ID, name).filter(pl.col(name).is_not_null())
    return found.filter(pl.col(name) != "") if found.schema[name] == pl.String else found


def same_in_book(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Return whether two states of the plans leave the book as it is; a plan that says nothing is as none."""
    return all(said_in(one, name).sort(col.ID).equals(said_in(other, name).sort(col.ID)) for name in IN_BOOK)


def said_beside(portfolio: Portfolio, plans: pl.DataFrame | None) -> Basis:
    """Return what source and plans say beside the book; needs and potential of a plan stand before the source's."""
    own = basis_of(portfolio)
    if plans is None or plans.is_empty():
        return own
    accounts = portfolio.accounts
    ids = accounts.select(col.ID).with_row_index("row")
    placed = ids.join(plans.select(col.ID), on=col.ID, how="semi")
    customers = of_kind(accounts[col.KIND], (col.CUSTOMER,)).gather(placed["row"])

    def laid(name: str, places: pl.DataFrame, over: pl.Series | None, dtype: pl.DataType) -> pl.Series | None:
        said = places.join(said_in(plans, name), on=col.ID, how="inner")
        if said.is_empty():
            return over
        under = pl.Series(name, [None], dtype=dtype).new_from_index(0, accounts.height) if over is None else over.clone()
        return under.scatter(said["row"], said[name].cast(dtype))

    return replace(
        own,
        needs=laid(col.NEEDS, placed, own.needs, pl.Float64()),
        potential=laid(col.POTENTIAL, placed.filter(~customers), own.potential, pl.Float64()),
        said_class=laid("abc_class", placed, None, pl.String()),
        said_zone=laid("zone", placed, None, pl.String()),
        said_programme=laid(col.PROGRAMME, placed, None, pl.String()),
    )
