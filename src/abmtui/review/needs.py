"""What makes an account need a look: each rule once, with its weight, its words and what it makes of the account's health."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col

if TYPE_CHECKING:
    from collections.abc import Mapping

REVIEWED: Final = "reviewed"
SNOOZED_UNTIL: Final = "snoozed_until"
HIGH_FLAG_RAISED: Final = "high_flag_raised"
FLAG_RAISED: Final = "flag_raised"
LATEST_FLAG_RAISED: Final = "latest_flag_raised"
DECIDER_UNREACHED: Final = "decider_unreached"
GOAL_OVERDUE: Final = "goal_overdue"
KEY_PERSON_LEFT: Final = "key_person_left"
LAST_TOUCH: Final = "last_touch"
DUE: Final = "due"
"""The day the next review is due."""

KEY: Final = "key"
DEFAULT_CADENCE: Final[Mapping[str, int]] = {KEY: 30, "A": 90, "B": 180, "C": 365}
"""Days from one review to the next, and days without a touch, by class and of key accounts."""
FALL: Final = 0.15
"""A fall of revenue from which an account needs a look: 15% below its own baseline, or below the prior period where it has none."""
OWN_CHANGE: Final = "baseline_change"
"""Revenue now against the account's own earlier years, less one."""
OWN_BASELINE: Final = "baseline"
"""What that is against, in words."""
_ROUNDING: Final = 1e-9

_OPTIONAL: Final[Mapping[str, pl.DataType]] = {
    col.KEY_ACCOUNT: pl.Boolean(),
    col.HAS_PLAN: pl.Boolean(),
    col.NEXT_REVIEW: pl.Date(),
    col.OPEN_FLAGS: pl.UInt32(),
    "high_flags": pl.UInt32(),
    HIGH_FLAG_RAISED: pl.Date(),
    FLAG_RAISED: pl.Date(),
    LATEST_FLAG_RAISED: pl.Date(),
    DECIDER_UNREACHED: pl.Boolean(),
    KEY_PERSON_LEFT: pl.Boolean(),
    GOAL_OVERDUE: pl.Date(),
    LAST_TOUCH: pl.Date(),
    REVIEWED: pl.Date(),
    SNOOZED_UNTIL: pl.Date(),
    col.CHANGE: pl.Float64(),
    OWN_CHANGE: pl.Float64(),
    OWN_BASELINE: pl.String(),
    col.VALUE: pl.Float64(),
    col.ABC_CLASS: pl.String(),
}
_TEXTS: Final = (pl.String, pl.Enum, pl.Categorical)


@dataclass(frozen=True, eq=False)
class Need:
    """One rule of numbers.md, "Review need"."""

    level: int
    """The first that holds decides the place in the queue; rules of one level weigh the same."""
    health: str
    """What it makes of the account's health: "at risk" or "watch"."""
    holds: pl.Expr
    """Boolean, one an account; null: not known, which is no need."""
    words: pl.Expr
    """Why, in a few words."""


def completed(table: pl.DataFrame, cadence: Mapping[str, int] = DEFAULT_CADENCE) -> pl.DataFrame:
    """Return the columns that the rules read, with nulls for what the table lacks, and DUE."""
    return table.select(read(table, name, dtype) for name, dtype in _OPTIONAL.items()).with_columns(_due(cadence))


def read(table: pl.DataFrame, name: str, dtype: pl.DataType | None = None) -> pl.Expr:
    """Return one column as the rules read it; one of the source's that has the name but holds something else says nothing."""
    dtype = dtype or _OPTIONAL[name]
    has = table.schema.get(name)
    alike = has is not None and (has == dtype or (has.is_numeric() and dtype.is_numeric()) or (has.base_type() in _TEXTS and dtype == pl.String))
    return pl.col(name).cast(dtype) if alike else pl.lit(None, dtype=dtype).alias(name)


def due_dates(table: pl.DataFrame, cadence: Mapping[str, int] = DEFAULT_CADENCE) -> pl.Series:
    """Return for each account the day its next review is due, or null where none was ever set.

    A date that a person set in the plan counts while it lies after the last review; then the class's cadence in days does.
    """
    return completed(table, cadence)[DUE]


def days_of(cadence: Mapping[str, int]) -> pl.Expr:
    """Return the days between two looks at an account: its own as a key account, else its class's; without a class those of C."""
    longest = cadence.get("C", DEFAULT_CADENCE["C"])
    by_class = {name: cadence.get(name, longest) for name in "ABC"}
    own = pl.col(col.ABC_CLASS).replace_strict(by_class, default=longest, return_dtype=pl.Int32)
    return pl.when(pl.col(col.KEY_ACCOUNT).fill_null(value=False)).then(pl.lit(cadence.get(KEY, DEFAULT_CADENCE[KEY]))).otherwise(own)


def _due(cadence: Mapping[str, int]) -> pl.Expr:
    by_person = pl.col(col.NEXT_REVIEW)
    # A mistyped day in the last year of the calendar has none after it.
    by_cadence = (pl.col(REVIEWED) + pl.duration(days=days_of(cadence))).cast(pl.Date).clip(upper_bound=dt.date.max)
    counts = by_person.is_not_null() & (pl.col(REVIEWED).is_null() | (by_person > pl.col(REVIEWED)))
    return pl.when(counts).then(by_person).otherwise(by_cadence).cast(pl.Date).alias(DUE)


def silent(today: dt.date) -> pl.Expr:
    """Return whether an account was reviewed or snoozed and nothing came up since."""
    new_flag = (pl.col(LATEST_FLAG_RAISED) > pl.col(REVIEWED)).fill_null(value=False)
    reviewed = (pl.col(DUE) > today).fill_null(value=False) & pl.col(REVIEWED).is_not_null()
    return put_off(today) | (reviewed & ~new_flag)


def put_off(today: dt.date) -> pl.Expr:
    """Return whether a person left an account out of the review until a day that is ahead."""
    return (pl.col(SNOOZED_UNTIL) > today).fill_null(value=False)


def needs(today: dt.date, cadence: Mapping[str, int] = DEFAULT_CADENCE, fall: float = FALL) -> tuple[Need, ...]:
    """Return the rules in the order in which they are told.

    "No touch" asks for a touch that is known: of accounts that nobody planned no contact is written down anywhere, which says nothing, and
    thousands of small ones would flood the queue. A key or A account whose plan knows of no touch at all needs a look; others do not.
    """
    weighty = pl.col(col.KEY_ACCOUNT).fill_null(value=False) | (pl.col(col.ABC_CLASS) == "A").fill_null(value=False)
    planned = pl.col(col.HAS_PLAN).fill_null(value=False)
    no_high = pl.col("high_flags").fill_null(0) == 0
    change = pl.coalesce(OWN_CHANGE, col.CHANGE)
    against = pl.when(pl.col(OWN_CHANGE).is_not_null()).then(pl.col(OWN_BASELINE)).otherwise(pl.lit("the prior period"))
    silence = (pl.lit(today) - pl.col(LAST_TOUCH)).dt.total_days()
    return (
        Need(0, "at risk", pl.col("high_flags") > 0, _open_for(HIGH_FLAG_RAISED, "high flag", today)),
        Need(1, "watch", pl.col(DUE) <= today, _due_words(today)),
        Need(2, "watch", pl.col(col.KEY_ACCOUNT) & ~planned, pl.lit("key account without plan")),
        Need(3, "at risk", pl.col(DECIDER_UNREACHED) & weighty, pl.lit("decider unreached")),
        Need(3, "at risk", pl.col(KEY_PERSON_LEFT) & weighty, pl.lit("key person left")),
        Need(4, "at risk", change <= -fall + _ROUNDING, pl.format("revenue -{}% on {}", (change.abs() * 100).round(0).cast(pl.Int64, strict=False), against)),
        Need(5, "watch", pl.col(GOAL_OVERDUE).is_not_null(), pl.format("goal overdue {}", _day(GOAL_OVERDUE))),
        Need(6, "watch", silence >= days_of(cadence), pl.format("no touch since {}", _day(LAST_TOUCH))),
        Need(6, "watch", pl.col(LAST_TOUCH).is_null() & planned & weighty, pl.lit("no touch known")),
        # Not in numbers.md: an open flag that is not high is said, below everything that is.
        Need(7, "watch", (pl.col(col.OPEN_FLAGS) > 0) & no_high, _open_for(FLAG_RAISED, "flag", today)),
    )


def _due_words(today: dt.date) -> pl.Expr:
    past = pl.format("review due {} ({} ago)", _day(DUE), _days(DUE, today))
    return pl.when(pl.col(DUE) == today).then(pl.lit("review due today")).otherwise(past)


def _open_for(raised: str, start: str, today: dt.date) -> pl.Expr:
    return pl.format(f"{start} open{{}}", pl.format(" {}", _days(raised, today)).fill_null(""))


def _day(name: str) -> pl.Expr:
    return pl.col(name).dt.strftime("%-d %b %Y")


def _days(since: str, today: dt.date) -> pl.Expr:
    """Return "1 day" or "9 days"; null where the day is not known."""
    count = (pl.lit(today) - pl.col(since)).dt.total_days()
    return pl.when(count == 1).then(pl.lit("1 day")).otherwise(pl.format("{} days", count))
