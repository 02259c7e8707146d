"""A review as sheets: its figures, the accounts in view, and every row of their plans with the account's name beside its id."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.model import KINDS, field_specs
from abmtui.plan.references import TARGETS
from abmtui.portfolio import columns as col
from abmtui.report.workbook import Heading, Sheet, Shown
from abmtui.store.rollup_frames import FRAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from abmtui.plan.fields import FieldSpec
    from abmtui.portfolio.book import Figures
    from abmtui.report.figures import ReviewFigures
    from abmtui.workspace.reviewed import Reviewed

ROWS: Final[Mapping[str, str]] = {
    "Stakeholders": "stakeholders",
    "Channel rows": "channels",
    "Red flags": "flags",
    "Goals": "goals",
    "Touches": "touches",
    "Notes": "notes",
    "Scores": "scores",
    "Offerings": "offerings",
    "Gates": "gates",
}
"""Sheet of the plans' rows -> their frame."""
_ACCOUNT_COLUMNS: Final[tuple[tuple[str, str, str], ...]] = (
    (col.RANK, "Rank", "number"),
    (col.ID, "Account id", ""),
    (col.NAME, "Account", ""),
    (col.PARENT, "Parent", ""),
    (col.KIND, "Kind", ""),
    (col.INDUSTRY, "Industry", ""),
    (col.REGION, "Region", ""),
    (col.SEGMENT, "Segment", ""),
    (col.ABC_CLASS, "Class", ""),
    (col.PROGRAMME, "Programme", ""),
    ("tier", "ABM tier", ""),
    ("zone", "Zone", ""),
    (col.VALUE, "", "decimal"),
    (col.PRIOR, "Prior", "decimal"),
    (col.CHANGE, "Change", "percent"),
    (col.SHARE, "Share", "percent"),
    (col.CUMULATIVE_SHARE, "Cumulative share", "percent"),
    (col.POTENTIAL, "Potential", "decimal"),
    (col.OWNER, "Owner", ""),
    (col.MARKETER, "Marketer", ""),
    (col.KEY_ACCOUNT, "Key account", ""),
    (col.OPEN_FLAGS, "Open flags", "number"),
    ("high_flags", "High flags", "number"),
    ("people_count", "People", "number"),
    ("channel_count", "Channel rows", "number"),
    ("goal_count", "Goals", "number"),
    ("last_touch", "Last touch", "date"),
    ("filled", "Plan filled", "percent"),
    ("reviewed", "Reviewed", "date"),
    (col.NEXT_REVIEW, "Next review", "date"),
    ("strategy", "Strategy", ""),
    ("next_step", "Next step", ""),
    ("next_step_owner", "Next step: owner", ""),
    ("next_step_due", "Next step: due", "date"),
)
"""Column of the table, its heading (empty: the metric's name) and how it is written; what the table lacks is left out."""
_FURTHER: Final = ("tier", "zone")
_WRITTEN: Final[Mapping[str, str]] = {"money": "decimal", "number": "", "scale": "number", "date": "date", "when": ""}


def review_sheets(review: ReviewFigures) -> tuple[Sheet, ...]:
    """Return all sheets of a review in the order of the workbook; the accounts are those in view, in its order."""
    reviewed = review.reviewed
    if reviewed is None:
        return (figure_sheet(review),)
    return (figure_sheet(review), account_sheet(reviewed, reviewed.measured.order), *row_sheets(reviewed, reviewed.measured.order))


# The figures.


def figure_sheet(review: ReviewFigures) -> Sheet:
    """Return the figures, a row each, with the book's beside those of a view."""
    headings = (Heading("Figure"), Heading("View" if review.filtered else "Value"), *((Heading("Book"),) if review.filtered else ()), Heading("Remark"))
    books = (review.figures, review.book) if review.filtered else (review.figures,)
    rows = [(name, value, *((None,) if review.filtered else ()), "") for name, value in _said(review)]
    for label, name, written in _FIGURES:
        values = [getattr(figures.concentration, name) for figures in books]
        if any(value is not None for value in values) or name in review.undefined:
            remark = "" if values[0] is not None else f"undefined: {review.undefined.get(name, 'no figure')}"
            rows.append((label, *(Shown(value, written) for value in values), remark))
    rows += [(label, *(Shown(getattr(figures, name), written) for figures in books), "") for label, name, written in _TOTALS]
    rows += list(_classes(books))
    return Sheet("Review", headings, rows)


def _said(review: ReviewFigures) -> Iterator[tuple[str, Any]]:
    measure = review.view.measure
    yield "Source", ", ".join(review.source)
    yield "Metric", measure.metric
    yield "Period", measure.period
    yield from (pair for pair in (("Currency", review.currency), ("Filter", review.view.filter)) if pair[1])
    if review.view.mine:
        yield "Accounts of", review.reviewed.config.me if review.reviewed else "mine"
    if review.view.rollup:
        yield "Subsidiaries", "with their parent"
    yield "Accounts", Shown(review.accounts, "number")
    yield "Rows of the source", Shown(review.rows, "number")
    yield "Rows left out", Shown(sum(item.rows for item in review.left_out), "number")
    if review.plans.folder:
        yield "Plans", Shown(review.plans.plans, "number")
        yield "Open red flags", Shown(review.plans.open_red_flags, "number")


_TOTALS: Final = (
    ("Accounts with a positive total", "positive_accounts", "number"),
    ("Accounts at zero", "zero_accounts", "number"),
    ("Accounts below zero", "negative_accounts", "number"),
    ("Total below zero", "negative_total", "decimal"),
    ("Accounts without a value", "missing_accounts", "number"),
)
_FIGURES: Final = (
    ("Total", "total", "decimal"),
    ("Gini", "gini", "figure"),
    ("Gini RSV, negatives included", "gini_rsv", "figure"),
    ("Gini CTR/BS, negatives included", "gini_ctr_bs", "figure"),
    ("k", "k", "figure"),
    ("Top-20% share", "top_20_percent_share", "percent"),
    ("Accounts to 80%", "accounts_to_80_percent", "number"),
    ("HHI, 0 to 10,000", "hhi", "decimal"),
    ("Effective accounts", "effective_accounts", "decimal"),
    ("Hoover index", "hoover", "figure"),
    ("Share of the largest account", "cr1", "percent"),
    ("Share of the 5 largest", "cr5", "percent"),
    ("Share of the 10 largest", "cr10", "percent"),
)
"""Label, field of Concentration and how it is written."""


def _classes(books: Sequence[Figures]) -> Iterator[tuple[Any, ...]]:
    for name in books[0].classes:
        held = [figures.classes[name] for figures in books]
        yield (f"Class {name}: accounts", *(Shown(one.accounts, "number") for one in held), "")
        yield (f"Class {name}: share", *(Shown(one.share, "percent") for one in held), "")


# Accounts and the rows of their plans.


def account_sheet(reviewed: Reviewed, order: pl.Series) -> Sheet:
    """Return the accounts at these rows of the view's table, with what book and plans say of them."""
    table = reviewed.standing.beside(_FURTHER)
    columns = [(name, heading or reviewed.measured.view.measure.metric.capitalize(), written) for name, heading, written in _ACCOUNT_COLUMNS]
    there = [item for item in columns if item[0] in table.columns and not _empty(table[item[0]])]
    frame = table.select(pl.col(name) for name, _, _ in there)[order]
    return Sheet("Accounts", tuple(Heading(heading, written) for _, heading, written in there), list(frame.iter_rows()))


def _empty(column: pl.Series) -> bool:
    return column.null_count() == column.len()


def row_sheets(reviewed: Reviewed, order: pl.Series) -> tuple[Sheet, ...]:
    """Return a sheet a kind of plan row, of the accounts at these rows of the view's table and in their order."""
    table = reviewed.standing.ground.table
    accounts = table.select(pl.col(col.ID).alias("account_id"), pl.col(col.NAME).alias("account"))[order].with_row_index("nth")
    frames = {name: _of_accounts(reviewed.standing.ground.frames.get(name), accounts) for name in FRAMES}
    names = _row_names(frames)
    return tuple(_rows(title, frames[name], FRAMES[name], names) for title, name in ROWS.items())


def _of_accounts(frame: pl.DataFrame | None, accounts: pl.DataFrame) -> pl.DataFrame:
    if frame is None:
        return pl.DataFrame(schema={"account_id": pl.String, "account": pl.String})
    few = accounts.filter(pl.col("account_id").is_in(frame["account_id"].unique().implode()))
    return frame.join(few, on="account_id", how="inner", maintain_order="left").sort("nth", "place")


def _row_names(frames: Mapping[str, pl.DataFrame]) -> Mapping[tuple[str, str], str]:
    """Return what the rows that references name are called, by account and id."""
    names: dict[tuple[str, str], str] = {}
    for frame, kind in FRAMES.items():
        if kind in TARGETS.values() and "id" in frames[frame].columns:
            found = frames[frame].select("account_id", "id", KINDS[kind].title_field).iter_rows()
            names |= {(account, row_id): name for account, row_id, name in found if name}
    return names


def _rows(title: str, frame: pl.DataFrame, kind: str, names: Mapping[tuple[str, str], str]) -> Sheet:
    specs = tuple(field_specs(KINDS[kind].row).values())
    if frame.is_empty():
        return Sheet(title, row_headings(specs), [])
    found = frame.select("account_id", "account", *(spec.name for spec in specs)).iter_rows()
    return Sheet(title, row_headings(specs), [(row[0], row[1], *row_cells(row[2:], specs, row[0], names)) for row in found])


def row_headings(specs: Sequence[FieldSpec]) -> tuple[Heading, ...]:
    """Return the headings of a sheet of plan rows: whose they are, then their fields."""
    return (Heading("Account id"), Heading("Account"), *(Heading(spec.label, _WRITTEN.get(spec.shape, "")) for spec in specs))


def row_cells(values: Sequence[Any], specs: Sequence[FieldSpec], account: str, names: Mapping[tuple[str, str], str]) -> Iterator[Any]:
    """Yield the cells of one plan row: lists as one text, references as names, a written date as a date; what is not said is empty."""
    for value, spec in zip(values, specs, strict=True):
        yield _cell(value, spec, account, names)


def _cell(value: Any, spec: FieldSpec, account: str, names: Mapping[tuple[str, str], str]) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(str(_cell(item, spec, account, names)) for item in value) or None
    if spec.shape in TARGETS:
        return names.get((account, value), value) or None
    if spec.shape == "when" and isinstance(value, str) and value:
        return _dated(value)
    return None if value is False or value == "" else value


def _dated(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text
