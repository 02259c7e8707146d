"""Everything a written review says, as one value: figures of book and view, what was left out, plans and problems."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Final

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import ClassLines, Measure, book_of, major_customers
from abmtui.portfolio.effort import EFFORTS, effort_column
from abmtui.portfolio.profit import formula
from abmtui.portfolio.rollup import rolled_up_for
from abmtui.workspace.measured import View
from abmtui.workspace.reviewed import reviewed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from abmtui.portfolio.book import Figures
    from abmtui.portfolio.model import LeftOut
    from abmtui.problems import Problem
    from abmtui.store.rollup import RollUp
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.reviewed import Reviewed
    from abmtui.workspace.scenarios import WhatIf


@dataclass(frozen=True, slots=True)
class MajorCustomer:
    """An account that holds 10% of revenue or more; entities under common control are one customer (ASC 280-10-50-42)."""

    id: str
    name: str
    share: float


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """What the plans' folder holds; all zero without one."""

    folder: str = ""
    plans: int = 0
    accounts_with_plan: int = 0
    """Plans whose account is in the source."""
    without_account: int = 0
    key_accounts: int = 0
    open_red_flags: int = 0
    high_red_flags: int = 0
    broken: int = 0
    """Plan files that cannot be read: shown, never overwritten."""


@dataclass(frozen=True, eq=False)
class ReviewFigures:
    """One review, worked out."""

    source: tuple[str, ...]
    rows: int
    """Data rows of the source, those left out included."""
    accounts: int
    """Accounts in view: all of the source, or those a filter leaves."""
    mapping: Mapping[str, str]
    view: View
    currency: str | None
    figures: Figures
    """Of the view; the book's own when nothing is filtered."""
    book: Figures
    book_accounts: int
    left_out: tuple[LeftOut, ...]
    undefined: Mapping[str, str]
    """Figure or metric -> why it has no value."""
    major_customers: tuple[MajorCustomer, ...]
    """Largest first, of the whole book, after roll-up."""
    plans: PlanFigures = field(default_factory=PlanFigures)
    problems: tuple[Problem, ...] = ()
    reviewed: Reviewed | None = None
    """The view with the plans, for the parts of the report; None: the report has no parts."""
    what_if: WhatIf | None = None
    """A scenario worked out on the book, where one was asked for."""
    since: dt.date | None = None
    """The day from which it is to be told what changed; None: not asked."""

    @property
    def filtered(self) -> bool:
        """Whether the view is less than the book."""
        return self.figures is not self.book


def review_figures(workspace: Workspace, measured: Measured, problems: tuple[Problem, ...], group: str = "") -> ReviewFigures:
    """Return the figures of one view of an open portfolio, with the problems that are to be told beside them, grouped by a column where one is named."""
    portfolio = measured.portfolio
    return ReviewFigures(
        source=workspace.portfolio.sources,
        rows=workspace.portfolio.rows,
        accounts=portfolio.accounts.height if measured.mask is None else int(measured.mask.sum()),
        mapping=workspace.portfolio.mapping,
        view=measured.view,
        currency=workspace.portfolio.currency or workspace.config.currency or None,
        figures=measured.figures,
        book=measured.book.figures,
        book_accounts=portfolio.accounts.height,
        left_out=workspace.portfolio.left_out,
        undefined=_undefined(workspace, measured),
        major_customers=_major_customers(workspace, measured),
        reviewed=reviewed(workspace, measured, group),
        plans=_plan_figures(workspace),
        problems=problems,
    )


def _undefined(workspace: Workspace, measured: Measured) -> dict[str, str]:
    """Return why each metric or figure has no value; where nothing is negative no figure of negative values is told about."""
    worked = {metric: formula(metric, workspace.portfolio.accounts.columns) for metric in col.METRICS}
    reasons = {metric: way.undefined for metric, way in worked.items() if way.undefined}
    if measured.book.undefined:
        reasons[measured.view.measure.metric] = measured.book.undefined
    if effort_column(workspace.portfolio.accounts.columns) is None:
        reasons["effort"] = f"no column of {', '.join(EFFORTS)}"
    concentration = measured.figures.concentration
    if concentration.undefined:
        reasons |= {
            item.name: concentration.undefined for item in fields(concentration) if getattr(concentration, item.name) is None and item.name not in _NEGATIVE
        }
    elif concentration.n == 1:
        reasons |= dict.fromkeys(("gini_corrected", "hhi_normalised"), "one account only")
    if measured.figures.negative_accounts and concentration.gini_ctr_bs is None:
        reasons["gini_ctr_bs"] = "the net total is not above zero"
    return reasons


_NEGATIVE: Final = ("gini_rsv", "gini_ctr_bs")


def offered_metrics(workspace: Workspace) -> tuple[str, ...]:
    """Return the metrics that this source can be measured by."""
    return tuple(metric for metric in col.METRICS if not formula(metric, workspace.portfolio.accounts.columns).undefined)


def _major_customers(workspace: Workspace, measured: Measured) -> tuple[MajorCustomer, ...]:
    """Return the accounts with 10% of revenue or more, parents and subsidiaries as one customer."""
    accounts = workspace.portfolio.accounts
    own = measured.view
    measure = Measure(col.REVENUE if col.REVENUE in accounts.columns else own.measure.metric, own.measure.period)
    if col.PARENT in accounts.columns and not own.rollup:
        families = rolled_up_for(workspace.portfolio, measure.metric, measure.period)
        book = book_of(families, measure, own.lines or ClassLines())
        whole = families.accounts.select(col.ID, col.NAME).with_columns(book.columns[col.SHARE])
    else:
        found = workspace.measured(View(measure, rollup=own.rollup, lines=own.lines, zones=own.zones))
        book, whole = found.book, found.table.select(col.ID, col.NAME, col.SHARE)
    return tuple(MajorCustomer(*row) for row in whole[major_customers(book)].iter_rows())


def _plan_figures(workspace: Workspace) -> PlanFigures:
    roll_up: RollUp | None = workspace.roll_up
    if workspace.plans is None or roll_up is None:
        return PlanFigures()
    plans, orphans = roll_up.plans, workspace.orphans().height
    return PlanFigures(
        folder=str(workspace.plans.folder),
        plans=plans.height,
        accounts_with_plan=plans.height - orphans,
        without_account=orphans,
        key_accounts=int(plans["key_account"].sum() or 0),
        open_red_flags=int(plans["open_flags"].sum() or 0),
        high_red_flags=int(plans["high_flags"].sum() or 0),
        broken=int(plans["broken"].sum() or 0),
    )
