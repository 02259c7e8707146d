"""One account on one page: where it stands, how it is, who and what the plan holds; made once, written in every format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.gates import Process, gates_of, process_of
from abmtui.plan.vocabulary import ABC_CLASSES
from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Measure
from abmtui.report.plan_blocks import plan_data
from abmtui.report.without_people import hidden, without_people
from abmtui.review.effort_columns import value_of
from abmtui.review.intelligence import intelligence_at
from abmtui.review.own_baseline import baseline_of
from abmtui.review.queue import FALL, due_dates, health_of, reasons_of
from abmtui.review.reasons import Line, account_reasons
from abmtui.review.standing import further

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan
    from abmtui.workspace.reviewed import Reviewed

NOT_IN_SOURCE: Final = "the source has no such account: rank, share and money are not known"


@dataclass(frozen=True, eq=False)
class Standing:
    """What the portfolio and the review know of one account; without an account in the source all of it is empty."""

    values: dict[str, Any]
    """The account's row of the table; empty: it has none."""
    metric: str = ""
    decided: tuple[Line, ...] = ()
    """Class, key account, zone, programme, tier, variety, coverage, each with its reason."""
    health: str = ""
    health_reason: str = ""
    need: str = ""
    """Why it needs a look; empty: it does not."""
    due: dt.date | None = None
    """When the next review is due."""
    money: tuple[tuple[str, float | None], ...] = ()
    """Name and value of what it brings and could bring."""
    known: float | None = None
    """How much of what there is to know of it its plan says, of one."""


@dataclass(frozen=True, eq=False)
class AccountPage:
    """One account, everything for its page at hand."""

    plan: Plan
    standing: Standing
    process: Process
    today: dt.date
    formats: Formats
    currency: str = ""
    people: bool = True
    """Whether people are named."""

    def of(self, name: str) -> Any:
        """Return what the account has in a column; None where it has none."""
        return self.standing.values.get(name)

    def money(self, value: float | None) -> str:
        """Return an amount with its currency; empty for None."""
        return "" if value is None else f"{self.currency} {self.formats.short(value)}".strip()

    def day(self, day: dt.date | None) -> str:
        """Return a date as it is said on the page; empty for None."""
        return self.formats.day(day, self.today)


_FURTHER: Final = (
    "zone", "tier", "sparkline", "trend", "signals", "signal_reasons", "drm_programmes", "outside_in", "outside_in_rank", "gem", "selection_rank", "served",
)  # fmt: skip


def account_page(reviewed: Reviewed, row: int | None, plan: Plan, formats: Formats, *, people: bool = True) -> AccountPage:
    """Return the page of an account at `row` of the view's table (None: it has no line there) with its plan.

    Further columns are worked out here: nobody else may work with the view meanwhile.
    """
    standing = Standing({}) if row is None else _standing(reviewed, row, plan, formats)
    shown = plan if people else without_people(plan)
    if not people:
        hide = hidden(person.name for person in plan.stakeholders)
        standing = replace(standing, decided=tuple(replace(line, reason=hide(line.reason)) for line in standing.decided))
    return AccountPage(shown, standing, _process(reviewed, shown, standing), reviewed.today, formats, reviewed.currency or "", people)


def _standing(reviewed: Reviewed, row: int, plan: Plan, formats: Formats) -> Standing:
    measured, config, today = reviewed.measured, reviewed.config, reviewed.today
    ground, known = reviewed.standing.ground, further()
    values = dict(measured.table.row(row, named=True))
    values |= {name: reviewed.standing.column(name)[row] for name in _FURTHER if name in known and name not in values}
    one = measured.table[row].with_columns(baseline_of(ground, row))
    cadence, fall = config.review_days, config.limits.get("fall", FALL)
    health, why = health_of(one, 0, today, cadence, fall)
    return Standing(
        values,
        measured.view.measure.metric,
        account_reasons(reviewed.standing, row, formats),
        health,
        why,
        reasons_of(one, 0, today, cadence, fall),
        due_dates(one, cadence)[0],
        _money(reviewed, row),
        intelligence_at(reviewed.standing, row, plan).share,
    )


def _money(reviewed: Reviewed, row: int) -> tuple[tuple[str, float | None], ...]:
    ground = reviewed.standing.ground
    revenue = ground.books(Measure(col.REVENUE, ground.book.measure.period)).columns[col.VALUE][row] if col.REVENUE in ground.table.columns else None
    amounts = {name: value_of(ground, name)[row] for name in (col.MARGIN, col.PROFIT)}
    table = ground.table
    potential = next((table[name][row] for name in ("plan_potential", col.POTENTIAL) if name in table.columns and table[name][row] is not None), None)
    return (
        ("revenue", revenue),
        ("margin", amounts[col.MARGIN]),
        ("profit", amounts[col.PROFIT]),
        ("potential", potential),
        ("whitespace", reviewed.standing.column("whitespace")[row]),
    )


def _process(reviewed: Reviewed, plan: Plan, standing: Standing) -> Process:
    by_view = standing.values.get(col.ABC_CLASS) or ""
    abc_class = plan.abc_class if plan.abc_class in ABC_CLASSES else by_view
    return process_of(plan, gates_of(reviewed.config.gates.get(abc_class, ())), reviewed.today, abc_class)


def page_data(page: AccountPage) -> dict[str, Any]:
    """Return the page for JSON: the whole plan, and where the account stands; unrounded, None where nothing is known."""
    known = page.standing
    return {
        "account": {"id": page.plan.id, "name": page.plan.name},
        "as_of": page.today.isoformat(),
        "without_people": not page.people,
        "standing": None if not known.values else _standing_data(page),
        "plan": plan_data(page.plan),
    }


def _standing_data(page: AccountPage) -> dict[str, Any]:
    known = page.standing
    figures = (col.RANK, col.SHARE, col.CUMULATIVE_SHARE, col.CHANGE, *_FURTHER)
    return {
        "metric": known.metric,
        "value": page.of(col.VALUE),
        **{name: page.of(name) for name in figures},
        "class": page.of(col.ABC_CLASS),
        "decided": [{"field": line.field, "value": line.value or None, "by": line.by or None, "reason": line.reason} for line in known.decided],
        "health": known.health,
        "health_reason": known.health_reason or None,
        "review_need": known.need or None,
        "review_due": None if known.due is None else known.due.isoformat(),
        "money": dict(known.money),
        "intelligence": known.known,
    }
