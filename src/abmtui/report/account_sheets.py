"""One account as sheets: where it stands and its own fields, then the rows of its plan, the same sheets as a whole review's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.portfolio import columns as col
from abmtui.report.plan_blocks import cell
from abmtui.report.review_sheets import ROWS, account_sheet, row_cells, row_headings
from abmtui.report.workbook import Heading, Sheet, Shown
from abmtui.store.rollup_frames import FRAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from abmtui.report.account_page import AccountPage
    from abmtui.workspace.reviewed import Reviewed

_WRITTEN: Final = {"money": "decimal", "number": "decimal", "scale": "number", "date": "date"}


def account_sheets(page: AccountPage, reviewed: Reviewed, row: int | None) -> tuple[Sheet, ...]:
    """Return the account's standing and fields, its line of the table, and a sheet a kind of plan row."""
    account = () if row is None else (account_sheet(reviewed, pl.Series([row], dtype=pl.UInt32)),)
    return (Sheet("Review", (Heading("What"), Heading("Value"), Heading("Because")), list(_said(page))), *account, *_rows(page.plan))


def _said(page: AccountPage) -> Iterator[tuple[Any, ...]]:
    known = page.standing
    yield "Account id", page.plan.id, ""
    yield "Account", page.plan.name, ""
    if known.values:
        yield "Rank", Shown(page.of(col.RANK), "number"), known.metric
        yield "Share of the book", Shown(page.of(col.SHARE), "percent"), ""
        yield "Change on the prior period", Shown(page.of(col.CHANGE), "percent"), ""
        yield from ((name.capitalize(), Shown(value, "decimal"), page.currency) for name, value in known.money if value is not None)
        yield from ((line.label, line.value or None, line.reason) for line in known.decided)
        yield "Health", known.health, known.health_reason
        yield "Review need", known.need or "none", ""
        yield "Review due", known.due, ""
        yield "Plan and source know", Shown(known.known, "percent"), "of what is asked"
    for spec in field_specs(Plan).values():
        value = getattr(page.plan, spec.name)
        if value not in (None, "", (), False):
            yield spec.label, Shown(value, _WRITTEN[spec.shape]) if spec.shape in _WRITTEN else cell(value, {}), ""


def _rows(plan: Plan) -> Iterator[Sheet]:
    names = {(plan.id, row.id): str(getattr(row, kind.title_field)) for kind in KINDS.values() for row in getattr(plan, kind.attribute) if row.id}
    for title, frame in ROWS.items():
        kind = KINDS[FRAMES[frame]]
        specs = tuple(field_specs(kind.row).values())
        rows = [(plan.id, plan.name, *row_cells([getattr(row, spec.name) for spec in specs], specs, plan.id, names)) for row in getattr(plan, kind.attribute)]
        yield Sheet(title, row_headings(specs), rows)
