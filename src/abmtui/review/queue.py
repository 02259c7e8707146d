"""Which accounts need a look in this review, why, and in which order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
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

DEFAULT_CADENCE: Final[Mapping[str, int]] = {"key": 30, "A": 90, "B": 180, "C": 365}
FALL: Final = 0.15
"""A fall of revenue from which an account needs a look: 15% below its own baseline, or below the prior period where it has none."""
OWN_CHANGE: Final = "baseline_change"
"""Revenue now against the account's own earlier years, less one."""
OWN_BASELINE: Final = "baseline"
"""What that is against, in words."""
_ROUNDING: Final = 1e-9

_WORDS: Final = ("at risk", "watch", "watch", "at risk", "at risk", "at risk", "watch", "watch")
"""What each rule makes of the account's health, in the order of `_rules`."""

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
    REVIEWED: pl.Date(),
    SNOOZED_UNTIL: pl.Date(),
    col.CHANGE: pl.Float64(),
    OWN_CHANGE: pl.Float64(),
    OWN_BASELINE: pl.String(),
    col.VALUE: pl.Float64(),
    col.ABC_CLASS: pl.String(),
}


@dataclass(frozen=True, eq=False)
class Queue:
    """One review of one scope."""

    rows: pl.Series = field(default_factory=lambda: pl.Series("row", [], dtype=pl.UInt32))
    """The accounts (rows of the table) that need a look, the most pressing first."""
    reasons: pl.Series = field(default_factory=lambda: pl.Series("reason", [], dtype=pl.String))
    """Why each of `rows` does, in a few words; all reasons that hold, the first decides the order."""
    done: int = 0
    """Accounts of the scope reviewed since the quarter began."""
    quiet: int = 0
    """Accounts of the scope that need no look and were not reviewed in the quarter."""
    scope: int = 0
    """Accounts of the scope."""
    quiet_classes: Mapping[str, int] = field(default_factory=dict)
    """The quiet ones by ABC class."""


EMPTY: Final = Queue()


def quarter_start(today: dt.date) -> dt.date:
    """Return the first day of today's calendar quarter."""
    return dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)


def due_dates(table: pl.DataFrame, cadence: Mapping[str, int] = DEFAULT_CADENCE) -> pl.Series:
    """Return for each account the day its next review is due, or null where none was ever set.

    A date that a person set in the plan counts while it lies after the last review; then the class's cadence in days does.
    """
    frame = _completed(table)
    days = (
        pl.when(pl.col(col.KEY_ACCOUNT).fill_null(value=False))
        .then(pl.lit(cadence.get("key", 30)))
        .otherwise(pl.col(col.ABC_CLASS).replace_strict({name: cadence.get(name, 365) for name in "ABC"}, default=cadence.get("C", 365), return_dtype=pl.Int32))
    )
    by_person = pl.col(col.NEXT_REVIEW)
    by_cadence = pl.col(REVIEWED) + pl.duration(days=days)
    counts = by_person.is_not_null() & (pl.col(REVIEWED).is_null() | (by_person > pl.col(REVIEWED)))
    due = pl.when(counts).then(by_person).otherwise(by_cadence).cast(pl.Date).alias("due")
    return frame.select(due).to_series()


def queue_of(table: pl.DataFrame, scope: pl.Series | None, today: dt.date, cadence: Mapping[str, int] = DEFAULT_CADENCE, fall: float = FALL) -> Queue:
    """Return the review of the accounts in `scope` (Boolean, one an account; None: all).

    `table` has one row an account with any of the book's and the plans' columns, and what its revenue is against its own baseline;
    what it lacks counts as unknown. `fall` is the fall of revenue that is a reason, of one.
    Order: the first reason that holds, then the larger value (numbers.md, "Review need").
    """
    rules = _rules(today, fall)
    frame = _completed(table).with_columns(due_dates(table, cadence).alias("due")).with_row_index("row")
    if scope is not None:
        frame = frame.filter(scope)
    frame = frame.with_columns(_silent(today).alias("silent"), *(rule.alias(f"need{place}") for place, rule in enumerate(rules)))
    names = [f"need{place}" for place in range(len(rules))]
    level = pl.coalesce(*(pl.when(pl.col(name).is_not_null()).then(pl.lit(place)) for place, name in enumerate(names)))
    needing = (
        frame.filter(~pl.col("silent") & pl.any_horizontal(pl.col(name).is_not_null() for name in names))
        .select("row", level.alias("level"), pl.concat_str(names, separator="; ", ignore_nulls=True).alias("reason"), col.VALUE)
        .sort(["level", col.VALUE, "row"], descending=[False, True, False], nulls_last=True)
    )
    recent = pl.col(REVIEWED) >= quarter_start(today)
    rest = frame.join(needing.select("row"), on="row", how="anti")
    quiet = rest.filter(~recent.fill_null(value=False))
    return Queue(
        rows=needing["row"],
        reasons=needing["reason"],
        done=rest.select(recent.fill_null(value=False).sum()).item(),
        quiet=quiet.height,
        scope=frame.height,
        quiet_classes={name or "-": count for name, count in quiet[col.ABC_CLASS].value_counts().sort(col.ABC_CLASS, nulls_last=True).iter_rows()},
    )


def reasons_of(table: pl.DataFrame, row: int, today: dt.date, cadence: Mapping[str, int] = DEFAULT_CADENCE, fall: float = FALL) -> str:
    """Return why one account needs a look, or empty when it is quiet."""
    queue = queue_of(table[row], None, today, cadence, fall)
    return str(queue.reasons[0]) if queue.rows.len() else ""


def health_of(table: pl.DataFrame, row: int, today: dt.date, cadence: Mapping[str, int] = DEFAULT_CADENCE, fall: float = FALL) -> tuple[str, str]:
    """Return one account's health, the worst word of the rules that hold ("good", "watch", "at risk"), and their reasons.

    A review silences a need, never the health.
    """
    one = table[row]
    frame = _completed(one).with_columns(due_dates(one, cadence).alias("due"))
    texts = frame.select(rule.alias(str(place)) for place, rule in enumerate(_rules(today, fall))).row(0)
    held = [(word, text) for word, text in zip(_WORDS, texts, strict=True) if text]
    if not held:
        return "good", ""
    worst = "at risk" if any(word == "at risk" for word, _ in held) else "watch"
    return worst, "; ".join(text for word, text in held if word == worst)


def _completed(table: pl.DataFrame) -> pl.DataFrame:
    """Return only the columns that the rules read, with nulls for what the table lacks."""
    return table.select(pl.col(name).cast(dtype) if name in table.columns else pl.lit(None, dtype=dtype).alias(name) for name, dtype in _OPTIONAL.items())


def _silent(today: dt.date) -> pl.Expr:
    """Return whether an account was reviewed or snoozed and nothing came up since."""
    snoozed = (pl.col(SNOOZED_UNTIL) > today).fill_null(value=False)
    new_flag = (pl.col(LATEST_FLAG_RAISED) > pl.col(REVIEWED)).fill_null(value=False)
    reviewed = (pl.col("due") > today).fill_null(value=False) & pl.col(REVIEWED).is_not_null()
    return snoozed | (reviewed & ~new_flag)


def _days(since: pl.Expr, today: dt.date) -> pl.Expr:
    """Return "1 day" or "9 days"; null where the day is not known."""
    count = (pl.lit(today) - since).dt.total_days()
    return pl.when(count == 1).then(pl.lit("1 day")).otherwise(pl.format("{} days", count))


def _rules(today: dt.date, fall: float = FALL) -> tuple[pl.Expr, ...]:
    """Return one text an account and rule, null where the rule does not hold; the first rule weighs most. `_WORDS` stands beside it."""
    weighty = pl.col(col.KEY_ACCOUNT).fill_null(value=False) | (pl.col(col.ABC_CLASS) == "A")
    no_high = pl.col("high_flags").fill_null(0) == 0
    change = pl.coalesce(OWN_CHANGE, col.CHANGE)
    against = pl.when(pl.col(OWN_CHANGE).is_not_null()).then(pl.col(OWN_BASELINE)).otherwise(pl.lit("the prior period"))

    def when(condition: pl.Expr, words: pl.Expr) -> pl.Expr:
        return pl.when(condition).then(words)

    def since(raised: str, start: str) -> pl.Expr:
        return pl.format(f"{start} open{{}}", pl.format(" {}", _days(pl.col(raised), today)).fill_null(""))

    return (
        when(pl.col("high_flags") > 0, since(HIGH_FLAG_RAISED, "high flag")),
        when(
            pl.col("due") <= today,
            pl.when(pl.col("due") == today)
            .then(pl.lit("review due today"))
            .otherwise(pl.format("review due {} ({} ago)", pl.col("due").dt.strftime("%-d %b %Y"), _days(pl.col("due"), today))),
        ),
        when(pl.col(col.KEY_ACCOUNT) & ~pl.col(col.HAS_PLAN).fill_null(value=False), pl.lit("key account without plan")),
        when(pl.col(DECIDER_UNREACHED) & weighty, pl.lit("decider unreached")),
        when(pl.col(KEY_PERSON_LEFT) & weighty, pl.lit("key person left")),
        when(change <= -fall + _ROUNDING, pl.format("revenue -{}% on {}", (change.abs() * 100).round(0).cast(pl.Int64, strict=False), against)),
        when(
            pl.col(GOAL_OVERDUE).is_not_null(),
            pl.format("goal overdue {}", pl.col(GOAL_OVERDUE).dt.strftime("%-d %b %Y")),
        ),
        when((pl.col(col.OPEN_FLAGS) > 0) & no_high, since(FLAG_RAISED, "flag")),
    )
