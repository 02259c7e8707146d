"""Which accounts need a look in this review, why, and in which order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.review.needs import DEFAULT_CADENCE, FALL, OWN_BASELINE, OWN_CHANGE, REVIEWED, SNOOZED_UNTIL, completed, due_dates, needs, put_off, silent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.review.needs import Need

__all__ = [
    "DEFAULT_CADENCE",
    "EMPTY",
    "FALL",
    "OWN_BASELINE",
    "OWN_CHANGE",
    "REVIEWED",
    "SNOOZED_UNTIL",
    "Queue",
    "due_dates",
    "health_of",
    "quarter_start",
    "queue_of",
    "reasons_of",
]

AT_RISK: Final = "at risk"


def _rows() -> pl.Series:
    return pl.Series("row", [], dtype=pl.UInt32)


@dataclass(frozen=True, eq=False)
class Queue:
    """One review of one scope."""

    rows: pl.Series = field(default_factory=_rows)
    """The accounts (rows of the table) that need a look, the most pressing first."""
    reasons: pl.Series = field(default_factory=lambda: pl.Series("reason", [], dtype=pl.String))
    """Why each of `rows` does, in a few words; all reasons that hold, the first decides the order."""
    done: int = 0
    """Accounts of the scope reviewed since the quarter began."""
    quiet: int = 0
    """Accounts of the scope that need no look and were not reviewed in the quarter, nor put off."""
    put_off: int = 0
    """Accounts of the scope that a person left out until a day ahead, not reviewed in the quarter: nobody looked, so they are not among the quiet ones."""
    scope: int = 0
    """Accounts of the scope."""
    quiet_classes: Mapping[str, int] = field(default_factory=dict)
    """The quiet ones by ABC class."""
    quiet_values: pl.DataFrame = field(default_factory=lambda: pl.DataFrame({"row": _rows(), col.VALUE: []}, schema_overrides={col.VALUE: pl.Float64()}))
    """`row` and value of the quiet accounts, in the order of the table."""

    @cached_property
    def quiet_rows(self) -> pl.Series:
        """The quiet accounts (rows of the table), the largest first; sorted when first asked for, since a report only counts them."""
        return self.quiet_values.sort([col.VALUE, "row"], descending=[True, False], nulls_last=True)["row"]


EMPTY: Final = Queue()


def quarter_start(today: dt.date) -> dt.date:
    """Return the first day of today's calendar quarter."""
    return dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)


def queue_of(table: pl.DataFrame, scope: pl.Series | None, today: dt.date, cadence: Mapping[str, int] = DEFAULT_CADENCE, fall: float = FALL) -> Queue:
    """Return the review of the accounts in `scope` (Boolean, one an account; None: all).

    `table` has one row an account with any of the book's and the plans' columns, and what its revenue is against its own baseline;
    what it lacks counts as unknown. `fall` is the fall of revenue that is a reason, of one.
    Order: the first reason that holds, then the larger value (numbers.md, "Review need").
    """
    rules = needs(today, cadence, fall)
    frame = completed(table, cadence).with_row_index("row")
    if scope is not None:
        frame = frame.filter(scope)
    # Which accounts first, and words for those alone: in a large portfolio they are few.
    looks = frame.select(~silent(today) & pl.any_horizontal(rule.holds.fill_null(value=False) for rule in rules)).to_series()
    needing = _told(frame.filter(looks), rules)
    recent = (pl.col(REVIEWED) >= quarter_start(today)).fill_null(value=False)
    rest = frame.filter(~looks)
    quiet = rest.filter(~recent & ~put_off(today)).select("row", col.VALUE, col.ABC_CLASS)
    done = rest.select(recent.sum()).item()
    return Queue(
        rows=needing["row"],
        reasons=needing["reason"],
        done=done,
        quiet=quiet.height,
        put_off=rest.height - done - quiet.height,
        scope=frame.height,
        quiet_classes={name or "-": count for name, count in quiet[col.ABC_CLASS].value_counts().sort(col.ABC_CLASS, nulls_last=True).iter_rows()},
        quiet_values=quiet.select("row", col.VALUE),
    )


def _told(needing: pl.DataFrame, rules: tuple[Need, ...]) -> pl.DataFrame:
    """Return the accounts that need a look with `reason`, the most pressing first."""
    names = [f"need{place}" for place in range(len(rules))]
    said = needing.with_columns(pl.when(rule.holds).then(rule.words).alias(name) for name, rule in zip(names, rules, strict=True))
    level = pl.coalesce(*(pl.when(pl.col(name).is_not_null()).then(pl.lit(rule.level)) for name, rule in zip(names, rules, strict=True)))
    return said.select("row", level.alias("level"), pl.concat_str(names, separator="; ", ignore_nulls=True).alias("reason"), col.VALUE).sort(
        ["level", col.VALUE, "row"], descending=[False, True, False], nulls_last=True
    )


def reasons_of(table: pl.DataFrame, row: int, today: dt.date, cadence: Mapping[str, int] = DEFAULT_CADENCE, fall: float = FALL) -> str:
    """Return why one account needs a look, or empty when it is quiet."""
    queue = queue_of(table[row], None, today, cadence, fall)
    return str(queue.reasons[0]) if queue.rows.len() else ""


def health_of(table: pl.DataFrame, row: int, today: dt.date, cadence: Mapping[str, int] = DEFAULT_CADENCE, fall: float = FALL) -> tuple[str, str]:
    """Return one account's health, the worst word of the rules that hold ("good", "watch", "at risk"), and their reasons.

    A review silences a need, never the health.
    """
    rules = needs(today, cadence, fall)
    texts = completed(table[row], cadence).select(pl.when(rule.holds).then(rule.words).alias(str(place)) for place, rule in enumerate(rules)).row(0)
    held = [(rule.health, text) for rule, text in zip(rules, texts, strict=True) if text]
    if not held:
        return "good", ""
    worst = AT_RISK if any(word == AT_RISK for word, _ in held) else "watch"
    return worst, "; ".join(text for word, text in held if word == worst)
