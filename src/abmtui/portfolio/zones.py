"""Where accounts stand on value and needs: the value band, and the zone of marketing that follows from both, for any thresholds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

import polars as pl

from abmtui.portfolio import columns as names
from abmtui.portfolio.classes import ClassLines, class_ends
from abmtui.portfolio.lorenz import ranked
from abmtui.portfolio.rules import ZoneLines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.portfolio.book import Book, Ranking

BAND: Final = "band"
ZONE: Final = "zone"
TOP: Final = "top"
MIDDLE: Final = "middle"
LOW: Final = "low"
BANDS: Final = (TOP, MIDDLE, LOW)
BAND_TYPE: Final = pl.Enum(BANDS)
ABM: Final = "ABM"
TARGETED: Final = "targeted marketing"
MASS: Final = "mass marketing"
UNDEFINED: Final = "undefined"
ZONES: Final = (ABM, TARGETED, MASS, UNDEFINED)
ZONE_TYPE: Final = pl.Enum(ZONES)
LEAST_NEEDS: Final = 1.0
MOST_NEEDS: Final = 5.0


class Lines(NamedTuple):
    """The bands in money; None where no account of the book is in or above the band."""

    top: float | None = None
    """The smallest value of the top band."""
    low: float | None = None
    """The smallest value above the low band."""


@dataclass(frozen=True, eq=False)
class Basis:
    """What zones and programmes rest on beside the book: series with one value an account, None where nothing is said of any."""

    needs: pl.Series | None = None
    """Heterogeneity of needs, 1 to 5; what lies outside counts as not scored."""
    potential: pl.Series | None = None
    """The value of accounts that are no customers, null for customers: they are no part of the book of revenue."""
    said_class: pl.Series | None = None
    said_zone: pl.Series | None = None
    said_programme: pl.Series | None = None
    """Texts that plans say; a word that is none of the known ones says nothing."""
    outside: Ranking | None = None
    """Whose bands in money hold for accounts outside the book; None: the book's own."""
    zone_lines: ZoneLines = field(default_factory=ZoneLines)
    programmes: Mapping[str, str] | None = None
    """ABM, targeted, mass, undefined -> programme; None: ABM in zone ABM, else DRM."""


def band_ends(ranking: Ranking, zones: ZoneLines) -> tuple[int, int]:
    """How many of the ranked accounts are in the top band, and how many above the low one.

    The account that crosses a line belongs to the higher band, and so does every account with the same value.
    """
    if zones.top is None and zones.low is None:
        return ranking.ends
    curve = ranked(ranking.values.head(ranking.positive))
    own = class_ends(curve, ClassLines(zones.top or 0.0, 1.0 if zones.low is None else zones.low))
    top = ranking.ends[0] if zones.top is None else own[0]
    return top, max(top, ranking.ends[1] if zones.low is None else own[1])


def band_lines(book: Book, zones: ZoneLines) -> Lines:
    """The bands of the book in money: its smallest value in the top band, and above the low one."""
    return lines_of(book.ranking, zones)


def outside_lines(book: Book, zones: ZoneLines) -> Lines:
    """What a potential must reach to stand in the top band, and above the low one: the book's lines, in a book of margin or profit those of revenue."""
    return lines_of(book.basis.outside or book.ranking, zones)


def lines_of(ranking: Ranking, zones: ZoneLines) -> Lines:
    """The bands in money of any ranking."""
    return Lines(*(float(ranking.values[end - 1]) if end else None for end in band_ends(ranking, zones)))


def band_of(ends: tuple[int, int], zones: ZoneLines, lines: Lines) -> pl.Expr:
    """The band from the columns rank, class and potential; null without rank and potential.

    A line that the rules leave to the classes follows them, and so a class that a plan says.
    """
    rank, potential = pl.col(names.RANK), pl.col(names.POTENTIAL)
    top, middle, low = (pl.lit(band, dtype=BAND_TYPE) for band in BANDS)
    in_top = pl.col(names.ABC_CLASS) == "A" if zones.top is None else rank <= ends[0]
    in_low = pl.col(names.ABC_CLASS) == "C" if zones.low is None else rank > ends[1]
    found = pl.when(rank.is_not_null()).then(pl.when(in_top).then(top).when(in_low).then(low).otherwise(middle))
    if lines.low is None:
        return found.alias(BAND)
    reached = pl.lit(value=False) if lines.top is None else potential >= lines.top
    outside = pl.when(reached).then(top).when(potential >= lines.low).then(middle).when(potential.is_not_null()).then(low)
    return found.otherwise(outside).alias(BAND)


def zone_of(homogeneous: float) -> pl.Expr:
    """The zone from the columns band and needs: ABM the whole top band, scored or not; mass marketing only low value with homogeneous needs."""
    abm, targeted, mass, undefined = (pl.lit(zone, dtype=ZONE_TYPE) for zone in ZONES)
    band, needs = pl.col(BAND), pl.col(names.NEEDS)
    low = pl.when(needs.is_null()).then(undefined).when(needs <= homogeneous).then(mass).otherwise(targeted)
    return pl.when(band == TOP).then(abm).when(band == MIDDLE).then(targeted).when(band == LOW).then(low).alias(ZONE)


def zoned(columns: pl.DataFrame, ranking: Ranking, basis: Basis) -> pl.DataFrame:
    """Band and zone of every account; `columns` are the book's (rank, class). What a plan says of a zone stands in place of the rule's."""
    zones = basis.zone_lines
    ends = band_ends(ranking, zones)
    lines = lines_of(ranking if basis.outside is None else basis.outside, zones)
    found = columns.select(
        names.RANK,
        names.ABC_CLASS,
        scored(basis.needs).alias(names.NEEDS),
        _finite(basis.potential).alias(names.POTENTIAL),
    )
    found = found.select(band_of(ends, zones, lines), names.NEEDS).select(BAND, zone_of(zones.homogeneous))
    said = known_words(basis.said_zone, ZONES[:3])
    return found if said is None else found.with_columns(pl.coalesce(said.cast(ZONE_TYPE), ZONE).alias(ZONE))


def known_words(said: pl.Series | None, words: tuple[str, ...]) -> pl.Series | None:
    """What plans say as far as it is one of the known words (null elsewhere); None when nobody says any."""
    if said is None:
        return None
    kept = said.to_frame("said").select(pl.when(pl.col("said").is_in(words)).then(pl.col("said"))).to_series()
    return None if kept.null_count() == len(kept) else kept


def scored(needs: pl.Series | None) -> pl.Expr:
    """Needs as far as they are a score."""
    if needs is None:
        return pl.lit(None, dtype=pl.Float64)
    found = pl.lit(needs.cast(pl.Float64))
    return pl.when(found.is_between(LEAST_NEEDS, MOST_NEEDS)).then(found)


def _finite(values: pl.Series | None) -> pl.Expr:
    if values is None:
        return pl.lit(None, dtype=pl.Float64)
    found = pl.lit(values.cast(pl.Float64))
    return pl.when(found.is_finite()).then(found)
