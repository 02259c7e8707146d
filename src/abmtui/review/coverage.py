"""Who looks after whom, and the contradictions in it: coverage that does not fit the class, key accounts without a team, ABM without a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.programmes import model_of
from abmtui.portfolio.zones import TARGETED, ZONE
from abmtui.review.weighed import POTENTIAL, weighed
from abmtui.review_settings import COVERAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.review.standing import Standing

WHAT: Final = "what"
"""In the frame of a finding: what is wrong with the account, in words."""
KEY: Final = "key"
SATISFACTION: Final = "satisfaction"
LISTED: Final = 20
"""Accounts of a kind of contradiction that are listed; all are counted."""


@dataclass(frozen=True, eq=False)
class Found:
    """One kind of contradiction and its accounts."""

    name: str
    title: str
    count: int
    """Accounts it is true of."""
    accounts: pl.DataFrame
    """The first `LISTED` of them: the frame of `weighed` with `what`; key accounts, then the book's, then the others, each by value."""
    asked: int
    """Accounts that were looked at."""
    none: str
    """A sentence for when there are none."""


def grounds(standing: Standing, mask: pl.Series | None = None) -> pl.DataFrame:
    """Return the frame of `weighed` with satisfaction (1 to 5, the plan's before the source's) and its date."""
    frame = weighed(standing, mask)
    table = standing.ground.table
    rows = frame["row"]
    dates = table["satisfaction_date"].gather(rows) if "satisfaction_date" in table.columns else pl.lit(None, dtype=pl.Date)
    return frame.with_columns(_satisfaction(table).gather(rows).alias(SATISFACTION), dates.alias("asked"))


def _satisfaction(table: pl.DataFrame) -> pl.Series:
    """Return the plan's satisfaction, else that of a source's column of that name in which every number is a score from 1 to 5."""
    read: list[pl.Series] = []
    for name in (name for name in table.columns if name.casefold() == SATISFACTION):
        values = table[name].cast(pl.Float64, strict=False)
        scores = values.is_between(1, 5).all() and values.null_count() == table[name].null_count()
        if name == SATISFACTION:
            read.insert(0, values)
        elif scores:
            read.append(values)
    return pl.select(pl.coalesce(*read, pl.Series([None], dtype=pl.Float64).new_from_index(0, table.height)).alias(SATISFACTION)).to_series()


def findings_of(frame: pl.DataFrame, limits: Mapping[str, float]) -> tuple[Found, ...]:
    """Return every kind of contradiction among the accounts of a frame of `grounds`."""
    key, abm = pl.col(col.KEY_ACCOUNT), (pl.col(col.PROGRAMME) == "ABM").fill_null(value=False)
    weighty = key | (pl.col(col.ABC_CLASS) == "A").fill_null(value=False)
    targeted = (pl.col(ZONE) == TARGETED).fill_null(value=False)
    segment = pl.coalesce("of_segment", "of_industry")
    unhappy = pl.col(SATISFACTION) <= limits["unhappy"]
    kinds = (
        (
            "mismatches",
            "Coverage that contradicts class or key account",
            pl.col("coverage_by").is_in(("plan", "source")),
            pl.col("coverage_mismatch"),
            "Coverage and class fit.",
        ),
        (
            "key_without_team",
            "Key accounts without a team",
            key,
            pl.when(pl.col("of_team").is_null()).then(pl.lit("no team")),
            "Every key account has its team.",
        ),
        ("abm_incomplete", "ABM without a strategy or a programme of its own", abm, _incomplete(), "Every ABM account has its strategy and its plan."),
        ("abm_without_people", "ABM without an owner in sales or a marketer", abm, _people(), "Every ABM account has its owner and its marketer."),
        (
            "targeted_without_segment",
            "Targeted marketing without a segment or persona",
            targeted,
            pl.when(segment.is_null()).then(pl.lit("no segment, persona or industry")),
            "Every account of targeted marketing has its segment, persona or industry.",
        ),
        (
            "unhappy",
            "Unhappy key accounts and accounts of class A",
            weighty & pl.col(SATISFACTION).is_not_null(),
            pl.when(unhappy).then(_unhappy()),
            "None of those asked is unhappy.",
        ),
    )
    return tuple(_found(frame, *kind) for kind in kinds)


def _found(frame: pl.DataFrame, name: str, title: str, looked_at: pl.Expr, *words: pl.Expr | str) -> Found:
    what, none = words
    worth = (-pl.coalesce(col.VALUE, POTENTIAL)).alias("worth")
    # Filtering and sorting whole frames would take most of the time in a book of a million accounts; few of them are shown.
    places = frame.with_row_index("place").lazy().filter(looked_at.fill_null(value=False))
    asked = places.select("place", col.KEY_ACCOUNT, col.RANK, worth, (what if isinstance(what, pl.Expr) else pl.lit(what)).alias(WHAT)).collect()
    told = asked.filter(pl.col(WHAT).is_not_null())
    first = _first(told)
    accounts = frame.drop(WHAT, strict=False)[first["place"]].with_columns(first[WHAT])
    return Found(name, title, told.height, accounts, asked.height, str(none))


def _first(told: pl.DataFrame) -> pl.DataFrame:
    """Return the first `LISTED` accounts: key accounts, then the book's, then the others, each by worth; equal ones in the order of the source."""
    found = []
    left = LISTED
    for key, inside in ((True, True), (True, False), (False, True), (False, False)):
        group = told.filter((pl.col(col.KEY_ACCOUNT) == key) & (pl.col(col.RANK).is_not_null() == inside))
        if group.height > left and group.height - group["worth"].null_count() >= left > 0:
            group = group.filter(pl.col("worth") <= group["worth"].bottom_k(left).max())
        found.append(group.sort("worth", nulls_last=True, maintain_order=True).head(left))
        left -= found[-1].height
    return pl.concat(found)


def _incomplete() -> pl.Expr:
    strategy, rows = pl.col("strategy").is_not_null(), pl.col("channel_count") > 0
    return (
        pl.when(~pl.col(col.HAS_PLAN))
        .then(pl.lit("no plan"))
        .when(~strategy & ~rows)
        .then(pl.lit("neither strategy nor plan row"))
        .when(~strategy)
        .then(pl.lit("no strategy"))
        .when(~rows)
        .then(pl.lit("no plan row"))
    )


def _people() -> pl.Expr:
    """Who is missing; the hours of both functions stand with the budgets."""
    owner, marketer = pl.col("of_owner").is_null(), pl.col("of_marketer").is_null()
    return (
        pl.when(owner & marketer)
        .then(pl.lit("neither owner nor marketer"))
        .when(owner)
        .then(pl.lit("no owner in sales"))
        .when(marketer)
        .then(pl.lit("no marketer"))
    )


def _unhappy() -> pl.Expr:
    asked = pl.when(pl.col("asked").is_null()).then(pl.lit("no date")).otherwise(pl.col("asked").dt.strftime("asked %-d %b %Y"))
    return pl.format("satisfaction {} of 5, {}", pl.col(SATISFACTION).round(1).cast(pl.String).str.strip_suffix(".0"), asked)


def by_class(frame: pl.DataFrame) -> Mapping[str, Mapping[str, int]]:
    """Return for key accounts, the classes and the accounts without one (prospects and partners) how many stand under each coverage model; odd words under `other`.

    A key account counts with its class too.
    """
    counted = frame.group_by(col.KEY_ACCOUNT, col.ABC_CLASS, "coverage_model").len()
    model = model_of(pl.col("coverage_model"))
    word = pl.when(pl.col("coverage_model").is_not_null()).then(model.fill_null("other")).otherwise(pl.lit("none"))
    groups = {
        "key": pl.col(col.KEY_ACCOUNT),
        **{name: (pl.col(col.ABC_CLASS) == name).fill_null(value=False) for name in "ABC"},
        "without a class": pl.col(col.ABC_CLASS).is_null(),
    }
    counts = {group: dict(counted.filter(one).group_by(word.alias("word")).agg(pl.col("len").sum()).iter_rows()) for group, one in groups.items()}
    return {group: {word: counts[group].get(word, 0) for word in (*COVERAGE, "other", "none")} for group in groups}


def odd_words(frame: pl.DataFrame) -> Mapping[str, int]:
    """Return the words of coverage that mean none of the models, the most frequent first: nothing can be judged by them."""
    counted = frame["coverage_model"].drop_nulls().value_counts()
    odd = counted.filter(model_of(pl.col("coverage_model")).is_null()).sort("count", "coverage_model", descending=[True, False])
    return dict(odd.iter_rows())


def teams(frame: pl.DataFrame) -> Mapping[str, Mapping[str, int]]:
    """Return each team's key accounts and accounts of class A, B and C, the team with most first."""
    counts = [pl.col(col.KEY_ACCOUNT).sum().alias(KEY), *((pl.col(col.ABC_CLASS) == name).sum().alias(name) for name in "ABC"), pl.len().alias("all")]
    counted = (
        frame.select("of_team", col.KEY_ACCOUNT, col.ABC_CLASS)
        .drop_nulls("of_team")
        .group_by("of_team")
        .agg(*counts)
        .sort("all", "of_team", descending=[True, False])
    )
    return {str(row.pop("of_team")): row for row in counted.iter_rows(named=True)}
