"""Segments side by side: the part of a review in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio.grouping import grouping_of
from abmtui.portfolio.segments import segments_of
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.formats import Formats
    from abmtui.portfolio.segments import Segments
    from abmtui.workspace.reviewed import Reviewed

LARGEST: Final = 20
"""Groups that are listed, the largest first; the rest are counted."""
EXPLAINED: Final = (
    Explained("segment_total", "Group's total", "points", "What the accounts of the group that are above zero sum to.", "sum of y_i > 0 in the group"),
    Explained("segment_share", "Group's share", "share", "The group's part of the view's total.", "sum of y_i > 0 in the group / T of the view"),
    Explained("segment_median", "Median of a group", "points", "The middle value of its accounts above zero.", "y at (n + 1) / 2"),
    Explained("segment_classes", "Classes in a group", "count", "Its accounts by class; the class is the whole book's.", "accounts of the group in A, B and C"),
)
COLUMNS: Final = ("Accounts", "Total", "Share", "k", "Gini", "Top 20%", "To 80%", "A/B/C", "Median")
_ABOUT: Final = ("segment_total", "segment_share", "k", "gini", "top_20_percent_share", "accounts_to_80_percent", "segment_classes", "segment_median")


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows; nothing when no column to group by was named."""
    found = _found(reviewed, formats)
    if found is None:
        return ()
    rows = tuple((str(row["group"]), *_cells(row, formats)) for row in found.groups.head(LARGEST).iter_rows(named=True))
    return (Block(f"Segments by {found.grouping.column}", _sentences(found, formats), (found.grouping.column, *COLUMNS), rows, about=_ABOUT),)


def data(reviewed: Reviewed) -> dict[str, Any] | None:
    """Return the column, how many groups it makes and the largest of them; None when no column was named."""
    found = _found(reviewed, None)
    if found is None:
        return None
    groups = [_group(row) for row in found.groups.head(LARGEST).iter_rows(named=True)]
    return {"column": found.grouping.column, "group_count": found.groups.height, "total": found.total, "groups": groups}


def _found(reviewed: Reviewed, formats: Formats | None) -> Segments | None:
    grouping = grouping_of(reviewed.standing.column(reviewed.group)) if reviewed.group else None
    if grouping is None:
        return None
    mask = reviewed.measured.mask
    return segments_of(reviewed.book, grouping, mask) if formats is None else segments_of(reviewed.book, grouping, mask, formats.number)


def _sentences(found: Segments, formats: Formats) -> tuple[str, ...]:
    number, groups = formats.number, found.groups
    said = [f"{number(groups.height)} group{'' if groups.height == 1 else 's'}; accounts are all in view, figures are over those above zero."]
    if groups.height > LARGEST:
        rest = groups.slice(LARGEST)
        share = formats.percent(float(rest["share"].sum())) if found.total else "undefined"
        said.append(f"The {LARGEST} largest are listed; {number(rest.height)} more hold {share} with {number(int(rest['accounts'].sum()))} accounts.")
    without = int((groups["accounts"] - groups["positive_accounts"]).sum())
    if without:
        said.append(f"{number(without)} account{'' if without == 1 else 's'} at zero, below, without a value or no customer: counted, not reckoned.")
    for reason, count in groups.filter(groups["undefined"] != "")["undefined"].value_counts(sort=True).iter_rows():
        said.append(f"{number(count)} group{' is' if count == 1 else 's are'} undefined: {reason}.")
    return tuple(said)


def _cells(row: Mapping[str, Any], formats: Formats) -> tuple[str, ...]:
    number, k = formats.number, row["k"]
    return (
        number(row["accounts"]),
        "undefined" if row["undefined"] else number(row["total"]),
        formats.percent(row["share"]),
        "" if k is None else f"{number(k * 100)}/{number(100 - round(k * 100))}",
        number(row["gini"], 4),
        formats.percent(row["top_20_percent_share"]),
        number(row["accounts_to_80_percent"]),
        "/".join(number(row[name]) for name in "abc"),
        number(row["median"]),
    )


def _group(row: Mapping[str, Any]) -> dict[str, Any]:
    counted = {name: value for name, value in row.items() if name not in {"key", "a", "b", "c", "undefined"}}
    return {**counted, "classes": {name.upper(): row[name] for name in "abc"}, "undefined": row["undefined"] or None}
