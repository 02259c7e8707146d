"""The grid of value and needs: which accounts stand on it, on which of its lines and in which of its columns, and what each zone holds."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import polars as pl

from abmtui.portfolio import columns as names
from abmtui.portfolio.kinds import of_kind
from abmtui.portfolio.lorenz import ranked
from abmtui.portfolio.zones import BAND, BANDS, LEAST_NEEDS, LOW, MOST_NEEDS, UNDEFINED, ZONE, ZONES, zoned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.portfolio.book import Book
    from abmtui.portfolio.classes import ClassLines
    from abmtui.portfolio.rules import ZoneLines

CUSTOMER, PROSPECT, PARTNER = range(3)
"""Who an account is; whoever is neither customer nor prospect stands with the partners."""
ROW: Final = "row"
WHO: Final = "who"
KEY: Final = "key"
STEP: Final = "step"
"""The column of the grid: 0 not scored, else needs rounded up to a whole score, so that a threshold lies between two of them."""
LINE: Final = "line"
SLOT: Final = "slot"
COUNT: Final = "count"
STEPS: Final = 6
_ROOMY: Final = 9
"""Lines from which every band has two at least."""

Line = Literal["top", "low", "needs"]
Towards = Literal["left", "right", "up", "down", "next", "before", "first", "last"]


@dataclass(frozen=True, eq=False)
class Points:
    """The accounts that have a place on the grid, largest value first."""

    frame: pl.DataFrame
    """`row` (of the table), `value` (of the book; the potential of who is not in it), `needs` (null = not scored), `step`, `who`, `key`."""
    beside: int = 0
    """Accounts in view that have neither value nor potential."""


class Held(NamedTuple):
    """What one zone holds of the accounts on the grid."""

    customers: int = 0
    customer_share: float | None = None
    """Of the positive value of all customers on the grid; None where there is none."""
    prospects: int = 0
    prospect_share: float | None = None
    """Of the potential of all prospects on the grid."""
    partners: int = 0


@dataclass(frozen=True, eq=False)
class Layout:
    """The points on lines: the bands one below the other, each with its accounts by rank, so that no line of the screen is crowded while another is empty."""

    frame: pl.DataFrame
    """As `Points.frame` with `band`, `zone`, `line` (0 at the top), `slot` (place in its cell, from the left, largest first), `count` (accounts of the cell)."""
    heights: tuple[int, int, int]
    """Lines of the top, the middle and the low band."""

    def place(self, row: int | None) -> int | None:
        """Return where an account stands in `frame`; None when it is not on the grid."""
        return None if row is None else self.frame[ROW].index_of(row)


def points_of(book: Book, accounts: pl.DataFrame, mask: pl.Series | None = None) -> Points:
    """Return the accounts of a view on the grid; `accounts` has kind and perhaps key_account, a row for each of the book's."""
    kind, basis = accounts[names.KIND], book.basis
    nothing = pl.Series([None], dtype=pl.Float64).new_from_index(0, accounts.height)
    key = accounts[names.KEY_ACCOUNT].fill_null(value=False) if names.KEY_ACCOUNT in accounts.columns else of_kind(kind, ())
    potential = nothing if basis.potential is None else basis.potential.cast(pl.Float64)
    needs = nothing if basis.needs is None else basis.needs.cast(pl.Float64)
    value, score = pl.col(names.VALUE), pl.col(names.NEEDS)
    frame = pl.DataFrame(
        {
            names.VALUE: book.columns[names.VALUE].zip_with(book.columns[names.RANK].is_not_null(), potential),
            names.NEEDS: needs,
            WHO: pl.select(
                pl.when(pl.lit(of_kind(kind, (names.CUSTOMER,))))
                .then(CUSTOMER)
                .when(pl.lit(of_kind(kind, (names.PROSPECT,))))
                .then(PROSPECT)
                .otherwise(PARTNER)
            ).to_series(),
            KEY: key,
        }
    ).with_row_index(ROW)
    inside = frame if mask is None else frame.filter(mask.fill_null(value=False))
    there = inside.filter(value.is_finite().fill_null(value=False)).sort(names.VALUE, descending=True, maintain_order=True)
    scored = there.with_columns(pl.when(score.is_between(LEAST_NEEDS, MOST_NEEDS)).then(score))
    return Points(scored.with_columns(score.ceil().fill_null(0).cast(pl.UInt8).alias(STEP)), inside.height - there.height)


def zoned_points(points: Points, book: Book, lines: ZoneLines) -> pl.DataFrame:
    """Return the points with band and zone under these lines; what a plan says of a zone stands."""
    found = zoned(book.columns, book.ranking, replace(book.basis, zone_lines=lines))
    rows = points.frame[ROW]
    band, zone = (found[name].gather(rows) for name in (BAND, ZONE))
    # Where the book is empty no account has a band; it stands at the bottom, its zone undefined.
    return points.frame.with_columns(band.fill_null(LOW), zone.fill_null(UNDEFINED))


def held_by_zone(placed: pl.DataFrame) -> Mapping[str, Held]:
    """Return what each zone holds, customers, prospects and partners apart."""
    value, who = pl.col(names.VALUE).clip(0), pl.col(WHO)
    sums = [pl.when(who == one).then(value).otherwise(0.0).sum() for one in (CUSTOMER, PROSPECT)]
    counts = [(who == one).sum() for one in (CUSTOMER, PROSPECT, PARTNER)]
    whole = placed.select(sums[0].alias("customers"), sums[1].alias("prospects")).row(0)
    found = placed.lazy().group_by(ZONE, maintain_order=True).agg(*(one.alias(f"{place}") for place, one in enumerate((*counts, *sums)))).collect()
    rows = {
        str(zone): Held(customers, _share(value, whole[0]), prospects, _share(potential, whole[1]), partners)
        for zone, customers, prospects, partners, value, potential in found.iter_rows()
    }
    empty = Held(0, _share(0.0, whole[0]), 0, _share(0.0, whole[1]), 0)
    return {zone: rows.get(zone, empty) for zone in ZONES}


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def laid_out(placed: pl.DataFrame, lines: int) -> Layout:
    """Lay points with their bands (`zoned_points`) out on so many lines, three at least."""
    counts = dict(placed.group_by(BAND).len().iter_rows())
    heights = band_heights(tuple(counts.get(band, 0) for band in BANDS), lines)
    tops = (0, heights[0], heights[0] + heights[1])
    height, top = (pl.col(BAND).replace_strict(dict(zip(BANDS, numbers, strict=True)), return_dtype=pl.Int64) for numbers in (heights, tops))
    line = top + pl.int_range(pl.len()).over(BAND) * height // pl.len().over(BAND)
    on_lines = placed.with_columns(line.alias(LINE))
    cell = (LINE, STEP)
    return Layout(on_lines.with_columns(pl.int_range(pl.len()).over(cell).alias(SLOT), pl.len().over(cell).cast(pl.Int64).alias(COUNT)), heights)


def band_heights(counts: tuple[int, ...], lines: int) -> tuple[int, int, int]:
    """Deal lines out to the three bands by their number of accounts, each one at least, two where there is room."""
    least = 2 if lines >= _ROOMY else 1
    spare, total = max(0, lines - 3 * least), max(1, sum(counts))
    top, middle = (round(spare * sum(counts[: place + 1]) / total) for place in (0, 1))
    return least + top, least + middle - top, least + spare - middle


def line_shares(book: Book, lines: ZoneLines, classes: ClassLines) -> tuple[float, float]:
    """Return where the bands end as shares of the value; lines left to the classes stand where those do."""
    if classes.by == "value":
        ends = (classes.a, classes.b)
    else:
        held = ranked(book.ranking.values.head(book.ranking.positive))
        shares = [held.largest(min(end, held.n)) / held.total if held.total > 0 else 0.0 for end in book.ranking.ends]
        ends = (shares[0], shares[1])
    top = ends[0] if lines.top is None else lines.top
    return top, max(top, ends[1] if lines.low is None else lines.low)


def moved(lines: ZoneLines, shares: tuple[float, float], name: Line, by: int) -> ZoneLines:
    """Return the lines with one of them moved by so many points of value, or by whole scores of needs; no line passes the other or the ends."""
    top, low = shares
    if name == "top":
        return replace(lines, top=round(min(max(top + by / 100, 0.0), low), 4), low=low)
    if name == "low":
        return replace(lines, top=top, low=round(min(max(low + by / 100, top), 1.0), 4))
    score = math.floor(lines.homogeneous) + 1 if by > 0 else math.ceil(lines.homogeneous) - 1
    return replace(lines, homogeneous=float(min(max(score, LEAST_NEEDS), MOST_NEEDS)))


def neighbour(layout: Layout, row: int | None, towards: Towards, room: int) -> int | None:
    """Return the account (row of the table) nearest in a direction; itself at the edge, the first one from nowhere. Cells show `room` accounts at most."""
    frame = layout.frame
    place = layout.place(row)
    if place is None or towards in {"first", "last"}:
        return None if frame.is_empty() else int(frame[ROW][-1 if towards == "last" else 0])
    if towards in {"next", "before"}:
        return int(frame[ROW][min(max(0, place + (1 if towards == "next" else -1)), frame.height - 1)])
    back = towards in {"left", "up"}
    line, step, slot = (int(frame[name][place]) for name in (LINE, STEP, SLOT))
    if towards in {"left", "right"}:
        own = (pl.col(STEP) == step) & ((pl.col(SLOT) < slot) if back else (pl.col(SLOT) > slot))
        there = own | ((pl.col(STEP) < step) if back else (pl.col(STEP) > step))
        found = frame.filter((pl.col(LINE) == line) & there).sort(STEP, SLOT, descending=back)
    else:
        beyond = frame.filter(pl.col(LINE) < line if back else pl.col(LINE) > line)
        nearest = pl.col(LINE) == (pl.col(LINE).max() if back else pl.col(LINE).min())
        across = (pl.col(STEP).cast(pl.Int64) * room + pl.col(SLOT).clip(0, room - 1) - (step * room + min(slot, room - 1))).abs()
        found = beyond.filter(nearest).sort(across, SLOT)
    return row if found.is_empty() else int(found[ROW][0])
