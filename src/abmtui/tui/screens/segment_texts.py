"""The words of the segments' screen: its columns, what stands under the cursor, what the figures mean."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from rich.cells import cell_len

from abmtui.portfolio import columns as col
from abmtui.tui.bases.columns import TableColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.formats import Formats
    from abmtui.portfolio.segments import Segments
    from abmtui.workspace.measured import View

WIDEST: Final = 16
UNTOLD: Final = "undefined"
WITHOUT: Final = "without"
"""Accounts of a group that the figures are not over."""
MEANINGS: Final = (
    ("Accounts", "All accounts of the group that are in view."),
    ("Without", "Those of them that its figures are not over: at zero or below, without a value, or no customers. Counted, never reckoned as 0."),
    ("Share", "The group's part of the view's total of accounts above zero."),
    ("k", "The largest 1-k of the group's accounts hold k of its total: 80/20 as it really is there. The point where 1 - k = L(k)."),
    ("Gini", "How uneven the group is: 0 when all its accounts are equal, near 1 when one has all. 2 sum(i y_i) / (n T) - (n + 1) / n, y ascending."),
    ("Top 20%", "What the largest fifth of the group's accounts holds of its total, interpolated when 0.2 n is not whole."),
    ("To 80%", "The fewest accounts of the group that hold 80% of its total."),
    ("A, B, C", "The group's accounts by class. The class is the whole book's, whatever the group."),
    ("Median", "The middle value of its accounts above zero: half of them are smaller."),
    ("(none)", "Accounts without a value in this column. Sizes and other numbers are grouped in quarters named by their bounds, dates by year."),
    ("Undefined", "A group in which no account is above zero has no figures; the line below the table says so."),
)


def column_label(name: str, further: Mapping[str, str]) -> str:
    """Return a column as a heading: our fields and the further columns by their label, a source's own as it is written."""
    field = col.FIELDS.get(name)
    return field.label if field is not None else further.get(name) or _PLAIN.get(name) or name


_PLAIN: Final[Mapping[str, str]] = {col.ABC_CLASS: "Class", col.PROGRAMME: "Programme", col.KEY_ACCOUNT: "Key account", col.HAS_PLAN: "Plan or none"}


def segment_columns(found: Segments, label: str, metric: str, formats: Formats) -> tuple[TableColumn, ...]:
    """Return the table's columns; `label` is the heading of the column grouped by."""
    wide = _wide(found, formats)

    def count(name: str, heading: str, least: int, priority: int = 0) -> TableColumn:
        return TableColumn(name, heading, max(least, wide(name)), "right", formats.number, priority=priority)

    return (
        TableColumn("group", label, 24, flexible=True, min_width=12),
        count("accounts", "Accounts", 8),
        count(WITHOUT, "Without", 7, 5),
        TableColumn("total", metric, max(cell_len(metric) + 2, len(UNTOLD), wide("total")), "right", partial(_total, formats), _look, priority=1),
        TableColumn("share", "Share", 6, "right", formats.percent),
        TableColumn("k", "k", 6, "right", partial(pair, formats), priority=2),
        TableColumn("gini", "Gini", 6, "right", lambda value: formats.number(value, 2), priority=3),
        TableColumn("top_20_percent_share", "Top 20%", 9, "right", formats.percent, priority=4),
        count("accounts_to_80_percent", "To 80%", 8, 6),
        count("a", "A", 5, 7),
        count("b", "B", 5, 8),
        count("c", "C", 5, 9),
        count("median", "Median", 8, 11),
    )


def told(groups: pl.DataFrame) -> pl.DataFrame:
    """Return the groups as the table draws them: a total that is undefined is a word of its own, not an empty cell."""
    return groups.with_columns(pl.col("total").fill_null(-math.inf))


def _total(formats: Formats, value: float) -> str:
    if value == -math.inf:
        return UNTOLD
    text = formats.number(value)
    return text if cell_len(text) <= WIDEST else formats.short(value)


def _look(value: float) -> str:
    return "muted" if value == -math.inf else ""


def _wide(found: Segments, formats: Formats) -> Any:
    """Return what tells how many cells a column's figures need."""
    return lambda name: min(
        WIDEST, max((cell_len(formats.number(value)) for value in (found.groups[name].max(), found.groups[name].min()) if value is not None), default=0)
    )


def pair(formats: Formats, k: float) -> str:
    """Return k as people say it: 78/22."""
    return f"{formats.number(k * 100)}/{formats.number(100 - round(k * 100))}"


def view_parts(view: View) -> tuple[str, ...]:
    """Return what narrows or turns the figures, in words."""
    period = view.measure.period
    return tuple(part for part in ("" if period == "all" else period, "parents" if view.rollup else "", "mine" if view.mine else "", view.filter) if part)


def under_cursor(row: Mapping[str, Any], formats: Formats) -> tuple[str, ...]:
    """Return a group in a sentence."""
    count = row["positive_accounts"]
    without = row["accounts"] - count
    accounts = f"{formats.number(row['accounts'])} account{'' if row['accounts'] == 1 else 's'}"
    beside = f"{formats.number(without)} left out" if without else ""
    if row["undefined"]:
        return (row["group"], f"undefined: {row['undefined']}", accounts)
    held = f"top {formats.number(100 - row['k'] * 100)}% hold {formats.number(row['k'] * 100)}%" if count > 1 else "one account is all of it"
    few = f"{formats.number(row['accounts_to_80_percent'])} of {formats.number(count)} make 80%"
    negative = f"{formats.number(row['negative_accounts'])} negative ({formats.short(row['negative_total'])})" if row["negative_accounts"] else ""
    return (row["group"], accounts, held, few, beside, negative)
