"""One frame of what programmes, coverage and fit are judged by: each account with its people, its plan and what is decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.review.decided import DECISIONS, decided, said_texts, unknown
from abmtui.review.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.review.standing import Standing

DECIDED: Final = ("band", "zone", "tier", "abm_variety", "coverage_model", "coverage_by", "coverage_mismatch", "true_abm", "too_big_to_lose")
BY_PLAN_OR_RULE: Final = frozenset(DECIDED) - {"band", "zone", "too_big_to_lose"}
POTENTIAL: Final = "others_potential"
"""The potential of accounts that are no part of the book."""
PEOPLE: Final[Mapping[str, tuple[str, str]]] = {
    "of_owner": ("plan_owner", col.OWNER),
    "of_marketer": ("plan_marketer", col.MARKETER),
    "of_team": ("plan_team", col.TEAM),
    "of_segment": ("plan_segment", col.SEGMENT),
    "of_industry": ("", col.INDUSTRY),
}
"""Who and what stands behind an account: the plan's word, else the source's."""
_PLAN_TEXTS: Final = ("strategy", "key_account_reason")
_WEIGHED: Final[Kept[pl.DataFrame]] = Kept()
"""Several parts of a review look at the same frame."""


@dataclass(frozen=True, slots=True)
class Held:
    """Accounts under one word: those of the book with their share of the value in view, and the others with their potential."""

    accounts: int = 0
    share: float | None = None
    """None where the value in view is not above zero."""
    others: int = 0
    potential: float = 0.0


def weighed(standing: Standing, mask: pl.Series | None = None) -> pl.DataFrame:
    """Return one row an account in view, with `row`, its place in the whole table; text is null where nothing is said.

    Columns: id, name, kind, rank, value, share, class, programme, key_account, has_plan, channel_count, strategy, key_account_reason,
    those of `DECIDED` and `PEOPLE`, and `others_potential`.
    """
    frame = _WEIGHED.answer(standing.ground, None, lambda: _weighed(standing))
    return frame if mask is None else frame.filter(mask)


def _weighed(standing: Standing) -> pl.DataFrame:
    lacking = standing.lacking(DECIDED)
    standing.keep(decided(standing, (name for name in lacking if name in BY_PLAN_OR_RULE)))
    table = standing.beside(DECIDED)
    potential = standing.ground.book.basis.potential
    return table.select(
        *(col.ID, col.NAME, col.KIND, col.RANK, col.VALUE, col.SHARE, col.ABC_CLASS, col.PROGRAMME),
        *DECIDED,
        *(_yes(table, name) for name in (col.KEY_ACCOUNT, col.HAS_PLAN)),
        (pl.col("channel_count").fill_null(0) if "channel_count" in table.columns else pl.lit(0)).alias("channel_count"),
        *(pl.coalesce(_said(table, plan), _said(table, own)).alias(name) for name, (plan, own) in PEOPLE.items()),
        *(_said(table, name).alias(name) for name in _PLAN_TEXTS),
        (pl.lit(None, dtype=pl.Float64) if potential is None else pl.lit(potential)).alias(POTENTIAL),
    ).with_row_index("row")


def held_by(frame: pl.DataFrame, column: str, words: Sequence[str] = ()) -> Mapping[str, Held]:
    """Return how many accounts of a frame stand under each word of a column: the known words in their order, then others by number."""
    inside, value = pl.col(col.RANK).is_not_null(), pl.col(col.VALUE).clip(0)
    total = frame.select(value.sum()).item()
    place = pl.col(column).cast(pl.String).replace_strict({word: place for place, word in enumerate(words)}, default=len(words), return_dtype=pl.UInt32)
    counted = (
        frame.group_by(column, maintain_order=True)
        .agg(inside.sum().alias("in"), value.sum().alias("held"), (~inside).sum().alias("out"), pl.when(~inside).then(pl.col(POTENTIAL)).sum())
        .drop_nulls(column)
        .sort(place, "in", "out", column, descending=[False, True, True, False])
    )
    return {
        str(word): Held(count, held / total if total and total > 0 else None, others, potential) for word, count, held, others, potential in counted.iter_rows()
    }


def unknown_words(standing: Standing) -> pl.DataFrame:
    """Return the plans' words of class, zone, programme, tier and variety that are none of the known ones and so say nothing: row, field, word."""
    table = standing.ground.table
    frame = table.select(said_texts(table)).select(unknown(name).alias(name) for name in DECISIONS).with_row_index("row")
    found = frame.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in DECISIONS))
    return found.unpivot(index="row", variable_name="field", value_name="word").drop_nulls("word").sort("row", "field")


def _said(table: pl.DataFrame, name: str) -> pl.Expr:
    if name not in table.columns or table.schema[name] != pl.String:
        return pl.lit(None, dtype=pl.String)
    return pl.when(pl.col(name).str.strip_chars().str.len_bytes() > 0).then(pl.col(name))


def _yes(table: pl.DataFrame, name: str) -> pl.Expr:
    return (pl.col(name).fill_null(value=False) if name in table.columns else pl.lit(value=False)).alias(name)
