"""Everything dated in all plans, by day: the same entries as `plan.agenda` finds in one, out of the plans' frames."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.plan.agenda import DATED, GATE, LATER, OVERDUE, REVIEW, THIS_MONTH, THIS_WEEK, Dated, gate_due, told
from abmtui.portfolio import columns as col
from abmtui.review.needs import due_dates

if TYPE_CHECKING:
    from collections.abc import Mapping

DATE: Final = "date"
WHAT: Final = "what"
OWNER: Final = "by"
KIND: Final = "kind"
ROW_ID: Final = "row_id"
FIELD: Final = "field"
SCHEMA: Final[Mapping[str, pl.DataType]] = {
    DATE: pl.Date(),
    col.ID: pl.String(),
    KIND: pl.String(),
    ROW_ID: pl.String(),
    FIELD: pl.String(),
    WHAT: pl.String(),
    OWNER: pl.String(),
}
NEXT_REVIEW: Final = "next_review"
ROW: Final = "row"
"""The account's row in the table."""
FRAMES: Final[Mapping[str, str]] = {"flag": "flags", "goal": "goals", "channel": "channels", "offering": "offerings", "score": "scores", "gate": "gates"}
"""Kind of row -> the plans' frame that holds it."""


def agenda_of(table: pl.DataFrame, plans: pl.DataFrame, frames: Mapping[str, pl.DataFrame], cadence: Mapping[str, int]) -> pl.DataFrame:
    """Return one row an entry, by day, then by account: `SCHEMA`, the account's name and its `row` in the table.

    `table` has one row an account, `plans` one a plan; `frames` hold the plans' rows with `account_id`. A plan whose account is not in the
    table has no entries. The review is due by the day in the plan or by the cadence, whichever counts (`due_dates`).
    """
    found = _of_plans(plans, frames).filter((pl.col(KIND) != "") | (pl.col(FIELD) != NEXT_REVIEW))
    accounts = table.select(col.ID, col.NAME).with_row_index(ROW)
    # Plans are few beside accounts: theirs are looked for, so that no table of all is made.
    known = accounts.filter(pl.col(col.ID).is_in(found[col.ID].unique().implode()))
    result = pl.concat([found.join(known, on=col.ID, how="inner"), _reviews(table, cadence)], how="diagonal")
    return result.sort([DATE, col.NAME, WHAT, ROW_ID], maintain_order=True)


def left_out(ids: pl.Series, plans: pl.DataFrame, frames: Mapping[str, pl.DataFrame]) -> int:
    """Return how many entries the plans of other accounts than `ids` have, those of subsidiaries that count with their parent among them."""
    found = _of_plans(plans, frames)[col.ID]
    return found.len() - int(found.is_in(ids.filter(ids.is_in(found.unique().implode())).implode()).sum())


def _of_plans(plans: pl.DataFrame, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return what the plans themselves say, as `SCHEMA`."""
    own = plans.rename({col.ID: "account_id"}).with_columns(pl.lit("").alias(col.ID))
    parts = [_part(own, dated) for dated in DATED if not dated.kind and dated.field in own.columns]
    parts += [_part(frames[FRAMES[dated.kind]], dated) for dated in DATED if dated.kind in FRAMES and FRAMES[dated.kind] in frames]
    parts += [_gates(frames["gates"], plans)] if "gates" in frames else []
    return pl.concat([pl.DataFrame(schema=SCHEMA), *parts])


def span(today: dt.date) -> pl.Expr:
    """Return which span the `date` of each entry lies in, as `plan.agenda.span_of` says of one."""
    day = pl.col(DATE)
    sunday = today + dt.timedelta(6 - today.weekday())
    month = (day.dt.year() == today.year) & (day.dt.month() == today.month)
    return pl.when(day < today).then(pl.lit(OVERDUE)).when(day <= sunday).then(pl.lit(THIS_WEEK)).when(month).then(pl.lit(THIS_MONTH)).otherwise(pl.lit(LATER))


def _part(frame: pl.DataFrame, dated: Dated) -> pl.DataFrame:
    """Return the entries of one field; a `when` in words has no day."""
    day = pl.col(dated.field)
    if frame.schema[dated.field] == pl.String:
        day = day.str.to_date("%Y-%m-%d", strict=False)
    waits = ~pl.col(dated.state).fill_null("").is_in(dated.over) if dated.state else pl.lit(value=True)
    if dated.latest_of:
        frame = _latest(frame, dated.latest_of)
    return frame.with_columns(day.alias("day")).filter(pl.col("day").is_not_null() & waits).select(*_said(dated, pl.col("day")))


def _said(dated: Dated, day: pl.Expr) -> tuple[pl.Expr, ...]:
    """Return the columns of `SCHEMA` for one field."""
    title = pl.col(dated.title).fill_null("").str.replace_all(r"\s+", " ").str.strip_chars() if dated.title else pl.lit("")
    names = [pl.col(name).str.strip_chars().replace("", None) for name in dated.owners]
    return (
        day.alias(DATE),
        pl.col("account_id").alias(col.ID),
        pl.lit(dated.kind).alias(KIND),
        pl.col(col.ID).fill_null("").alias(ROW_ID),
        pl.lit(dated.field).alias(FIELD),
        pl.when(title == "").then(pl.lit(dated.what)).otherwise(pl.format(f"{dated.what}: {{}}", title)).alias(WHAT),
        (pl.coalesce(*names, pl.lit("")) if names else pl.lit("")).alias(OWNER),
    )


def _latest(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return of rows of one account that agree in a field the last by `date`; of one day the last in the file."""
    ordered = frame.with_columns(pl.col(name).str.to_lowercase().alias("same")).sort(pl.col("date"), nulls_last=False, maintain_order=True)
    return ordered.unique(["account_id", "same"], keep="last", maintain_order=True)


def _gates(gates: pl.DataFrame, plans: pl.DataFrame) -> pl.DataFrame:
    """Return the gates that were entered and not passed, on the day from which they stand still; a gate stands only where a person wrote it."""
    open_gates = gates.filter(pl.col("entered").is_not_null() & pl.col("passed").is_null())
    cycles = dict(plans.select(col.ID, "sales_cycle_months").iter_rows())
    rows = []
    for account, row_id, name, entered, owner in open_gates.select("account_id", col.ID, "name", "entered", "owner").iter_rows():
        day = gate_due(entered, cycles.get(account))
        if day is not None:
            rows.append((day, account, GATE.kind, row_id or "", GATE.field, told(GATE.what, name or ""), (owner or "").strip()))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _reviews(table: pl.DataFrame, cadence: Mapping[str, int]) -> pl.DataFrame:
    """Return the next review of every account that has one, with its key account manager."""
    names = [pl.col(name).str.strip_chars().replace("", None) for name in ("plan_owner", col.OWNER) if name in table.columns]
    owner = pl.coalesce(*names, pl.lit("")) if names else pl.lit("")
    said = {KIND: "", ROW_ID: "", FIELD: NEXT_REVIEW, WHAT: REVIEW}
    accounts = table.select(col.ID, col.NAME, owner.alias(OWNER)).with_columns(due_dates(table, cadence).alias(DATE)).with_row_index(ROW)
    return accounts.filter(pl.col(DATE).is_not_null()).with_columns(pl.lit(text).alias(name) for name, text in said.items())
