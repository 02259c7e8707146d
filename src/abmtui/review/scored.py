"""The scores of every account of a view: outside-in and selection, their ranks, and who stands out beside its revenue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Measure
from abmtui.portfolio.gems import Gems, gems_of
from abmtui.portfolio.scores import SCORE_DAYS, Age, Counted, LeftOut, counted, rank_of, weighted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.review.standing import Ground, Standing

SCORES: Final = "scores"
_ROWS: Final = {"account_id": pl.String(), "criterion": pl.String(), "score": pl.Int8(), "source": pl.String(), "date": pl.Date(), "due": pl.Date()}


@dataclass(frozen=True, eq=False)
class Scored:
    """What the scores say of the accounts that have any; frames have one row a scored account, in the order of the table."""

    outside_in: pl.DataFrame
    """row (its place in the table), account_id, score, coverage, stale, guessed, rank, revenue_rank, gem."""
    selection: pl.DataFrame
    """row, account_id, score, coverage, stale, guessed, rank."""
    gems: Gems
    """Its marks are the column `gem` of `outside_in`."""
    counted: pl.DataFrame
    """The rows that count, of both scores: account_id, criterion, score, source, date, due, weight, stale, guessed."""
    left_out: LeftOut = field(default_factory=LeftOut)
    elsewhere: int = 0
    """Accounts with scores that are not in the table (subsidiaries under their parent, plans without an account)."""


def age_of(ground: Ground) -> Age:
    """Return what tells the age of a score."""
    return Age(ground.today, ground.rules.limits.get("score_days", SCORE_DAYS))


def scored(standing: Standing) -> Scored:
    """Return what the scores say of a view's accounts; worked out once for each view."""
    if standing not in _KEPT:
        _KEPT[standing] = _scored(standing)
    return _KEPT[standing]


_KEPT: WeakKeyDictionary[Standing, Scored] = WeakKeyDictionary()
"""Gone with the view."""


def over_table(standing: Standing, frame: pl.DataFrame, name: str) -> pl.Series:
    """Return a column of one of the frames as one value for each row of the table, null for all that are not in it."""
    values = frame[name]
    empty = pl.Series(name, [None], dtype=values.dtype).new_from_index(0, standing.ground.table.height)
    return empty.scatter(frame["row"], values) if frame.height else empty


def revenue_measure(ground: Ground) -> Measure:
    """Return revenue in the period in view: what the outside-in ranking stands beside, and is never made of."""
    return Measure(col.REVENUE, ground.book.measure.period)


def _scored(standing: Standing) -> Scored:
    ground = standing.ground
    rows = ground.frames.get(SCORES)
    rows = pl.DataFrame(schema=_ROWS) if rows is None or rows.is_empty() else rows
    rules = ground.rules
    outside, selection = (
        counted(rows, mine, age_of(ground), other) for mine, other in ((rules.outside_in, rules.selection), (rules.selection, rules.outside_in))
    )
    places = _places(ground.table[col.ID], rows)
    outside_in = _ranked(outside, rules.outside_in, places)
    gems, beside = _beside_revenue(ground, outside_in)
    both = pl.concat([outside.rows, selection.rows])
    known = rows.select("account_id").unique().height
    return Scored(beside, _ranked(selection, rules.selection, places), gems, both, _together(outside.left_out, selection.left_out), known - places.height)


def _places(ids: pl.Series, rows: pl.DataFrame) -> pl.DataFrame:
    """Return account_id and row of the accounts that have scores; a million accounts are gone through once, without a join that copies them."""
    wanted = rows.select(pl.col("account_id").unique())
    table = ids.rename("account_id").to_frame().with_row_index("row")
    return table.join(wanted, on="account_id", how="semi", maintain_order="left")


def _ranked(found: Counted, weights: Mapping[str, float], places: pl.DataFrame) -> pl.DataFrame:
    beside = places.join(weighted(found.rows, weights), on="account_id", how="inner", maintain_order="left")
    return beside.with_columns(rank_of(beside["score"]).alias("rank"))


def _beside_revenue(ground: Ground, outside_in: pl.DataFrame) -> tuple[Gems, pl.DataFrame]:
    book = ground.books(revenue_measure(ground))
    ranks = book.columns[col.RANK].gather(outside_in["row"])
    gems = gems_of(outside_in["score"], outside_in["coverage"], ranks, book.ranking.ends[0])
    return gems, outside_in.with_columns(ranks.alias("revenue_rank"), gems.marks.alias("gem"))


def _together(one: LeftOut, other: LeftOut) -> LeftOut:
    """Return what neither score counts; unknown criteria are the same for both."""
    return LeftOut(one.unknown, one.without_score + other.without_score, one.future + other.future, one.replaced + other.replaced)
