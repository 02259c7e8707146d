"""What the pages of process and value are told of one account, worked out of the whole portfolio; for a worker, not for the screen's thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import MAJOR, Measure
from abmtui.portfolio.common_control import control_of
from abmtui.portfolio.losses import LARGEST, losses_of
from abmtui.portfolio.periods import why_no_values
from abmtui.review.course import trend_step
from abmtui.review.effort_columns import value_of
from abmtui.review.intelligence import intelligence_at
from abmtui.review.past import by_period
from abmtui.review.reasons import account_reasons
from abmtui.review.selection import outside_in_lines, worksheet
from abmtui.review.standing import further
from abmtui.tui.bases.value_facts import Figure, ValueFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan
    from abmtui.portfolio.book import Book
    from abmtui.portfolio.losses import Loss
    from abmtui.review.standing import Standing

PERIODS: Final = 6
"""Periods of the past that are told, the newest ones."""


@dataclass(frozen=True, eq=False)
class One:
    """One account of a view."""

    standing: Standing
    row: int
    plan: Plan
    formats: Formats
    currency: str = ""

    def of(self, name: str) -> Any:
        """Return the account's value in a column of the table or a further one; None where it has none or there is no such column."""
        table = self.standing.ground.table
        if name in table.columns:
            return table[name][self.row]
        return self.standing.column(name)[self.row] if name in further() else None

    def money(self, value: float | None) -> str:
        """Return an amount with its currency; empty for None."""
        return "" if value is None else f"{self.currency} {self.formats.short(value)}".strip()

    def metric(self, name: str) -> tuple[float | None, str]:
        """Return a metric of the period in view, and why there is none."""
        ground = self.standing.ground
        value = value_of(ground, name)[self.row]
        why = why_no_values(ground.portfolio, name, ground.book.measure.period) or f"no {name.replace('_', ' ')} of this account"
        return value, "" if value is not None else why


def value_facts(one: One) -> ValueFacts:
    """Return everything that is worked out of one account."""
    known = intelligence_at(one.standing, one.row, one.plan)
    lines = [*outside_in_lines(one.standing, one.row, (), one.plan, one.formats), *worksheet(one.standing, one.row, (), one.plan, one.formats)]
    groups: dict[str, list[str]] = {}
    for group, name in known.missing:
        groups.setdefault(group, []).append(name)
    return ValueFacts(
        standing=account_reasons(one.standing, one.row, one.formats),
        remarks=_figures(REMARKS, one),
        money=_figures(MONEY, one),
        data={line.criterion: line.data_says for line in lines},
        ranks=_ranks(one),
        selected=_rank("selection_rank", one),
        intelligence=f"intelligence {one.formats.percent(known.share, 0)}: {known.known} of {known.asked} known",
        missing=tuple(f"{group}: {', '.join(names)}" for group, names in groups.items()),
    )


def _figures(makers: Sequence[Callable[[One], Figure | None]], one: One) -> tuple[Figure, ...]:
    found = (make(one) for make in makers)
    ranked = "The metric in view, its rank, its share of the book and the share of all accounts down to it."
    return tuple(replace(figure, about=ABOUT.get(figure.label, ranked)) for figure in found if figure is not None)


def _rank(name: str, one: One) -> str:
    place = one.of(name)
    return "" if place is None else f"rank {one.formats.number(place)}"


def _ranks(one: One) -> str:
    """Return where the account stands from the outside in, beside where it stands by revenue."""
    own = _rank("outside_in_rank", one)
    ground = one.standing.ground
    revenue = ground.books(Measure(col.REVENUE, ground.book.measure.period)).columns[col.RANK][one.row]
    beside = f"by revenue {one.formats.number(revenue)}" if revenue is not None else "no revenue to rank by"
    return " · ".join(part for part in (f"{own}, {beside}" if own else "", one.of("gem") or "") if part)


def _true_abm(one: One) -> Figure | None:
    word = one.of("true_abm")
    if word is None:
        return Figure("True ABM", "no", "not in ABM: only an account of the ABM programme can be")
    return Figure("True ABM", word, "it has a plan of its own" if word == "true ABM" else "no plan of its own yet: one of a named group")


def _team(one: One) -> Figure | None:
    """Return the team that the source names, where the plan names none."""
    team = None if one.plan.team else one.of(col.TEAM)
    return Figure("Team (file)", str(team), "the source says so; a team in the plan counts before it") if team else None


def _too_big(one: One) -> Figure:
    """Return whether the account is too big to lose, and what losing it does, under its control the entities that belong to it."""
    ground, formats = one.standing.ground, one.formats
    book = ground.books(Measure(col.REVENUE, ground.book.measure.period))
    limit = ground.rules.limits.get("too_big_to_lose", MAJOR)
    share, rank = (book.columns[name][one.row] for name in (col.SHARE, col.RANK))
    if share is None:
        return Figure("If lost", "no revenue", "not in the book of revenue")
    if rank > LARGEST and share < limit:
        return Figure("If lost", "bearable", f"{formats.percent(share)} of revenue; too big to lose from {formats.percent(limit, 0)} on")
    accounts = ground.portfolio.accounts
    control = control_of(accounts, book)
    family = str(control.names[control.family[one.row]])
    who = family if family != one.of(col.NAME) else "it" if share >= MAJOR else "with what belongs to it, it"
    major = (
        f"{who} is a major customer (from {formats.percent(MAJOR, 0)})"
        if family in control.majors()
        else f"no major customer (from {formats.percent(MAJOR, 0)})"
    )
    loss = next((loss for loss in losses_of(book, accounts, control, limit, rank if rank <= LARGEST else 0) if loss.row == one.row), None)
    told = "; ".join((f"{formats.percent(share)} of revenue", major, *(_without(one, book, loss) if loss else ())))
    if share >= limit:
        return Figure("If lost", "too big to lose", told, warns=True)
    return Figure("If lost", "bearable", f"{told}; too big to lose from {formats.percent(limit, 0)} on")


def _without(one: One, book: Book, loss: Loss) -> Iterator[str]:
    """Yield what the book is without the account."""
    before, after = book.figures.concentration, loss.after
    figures = (("Gini", before.gini, after.gini, 3), ("HHI", before.hhi, after.hhi, 0))
    changes = [
        f"{name} {one.formats.number(now, digits)} → {one.formats.number(then, digits)}"
        for name, now, then, digits in figures
        if now is not None and then is not None
    ]
    yield f"without it {', '.join(changes)}" if changes else f"without it undefined: {after.undefined}"
    if loss.new_majors:
        yield f"then major: {', '.join(loss.new_majors)}"


def _mismatch(one: One) -> Figure | None:
    text = one.of("coverage_mismatch")
    return Figure("Mismatch", text, warns=True) if text else None


def _value(one: One) -> Figure:
    ground, formats = one.standing.ground, one.formats
    metric = ground.book.measure.metric
    value, rank, share, cumulative, change = (one.of(name) for name in (col.VALUE, col.RANK, col.SHARE, col.CUMULATIVE_SHARE, col.CHANGE))
    if value is None:
        return Figure(metric.capitalize(), "", one.standing.ground.book.undefined or f"not in the book of {metric}: no customer, or no value")
    shares = f"{formats.percent(share)} of the book, cumulative {formats.percent(cumulative)}" if share is not None else "no share: not above zero"
    changed = f"{formats.change(change)} on the prior period" if change is not None else ""
    return Figure(metric.capitalize(), one.money(value), " · ".join(part for part in (f"rank {formats.number(rank)}", shares, changed) if part))


def _trend(one: One) -> Figure:
    trend = one.of("trend")
    past = by_period(one.standing.ground)
    told = [
        f"{stretch.name} {one.formats.short(value)}"
        for stretch, value in zip(past.stretches, past.values.row(one.row) if past.values.width else (), strict=False)
        if value is not None
    ]
    history = " · ".join(told[-PERIODS:])
    if trend is None:
        return Figure("Trend", one.of("sparkline") or "", history or past.undefined or "too few periods of this account")
    steps, words = trend_step(one.standing.ground)
    return Figure("Trend", f"{one.of('sparkline') or ''} {one.formats.change(trend / steps)} {words}".strip(), history)


def _of_metric(label: str, metric: str) -> Callable[[One], Figure]:
    def make(one: One) -> Figure:
        value, why = one.metric(metric)
        revenue, _ = one.metric(col.REVENUE)
        share = f"{one.formats.percent(value / revenue)} of revenue" if value is not None and revenue else ""
        return Figure(label, one.money(value), why or share)

    return make


def _potential(one: One) -> Figure:
    source = one.of(col.POTENTIAL)
    note = "of the plan; Enter changes it" if one.plan.potential is not None else "of the source; Enter overrides it" if source is not None else "not known"
    return Figure("Potential", one.money(source), note, "potential")


def _whitespace(one: One) -> Figure:
    left = one.of("whitespace")
    below = "; by offering below" if one.plan.offerings else ""
    return Figure("Whitespace", one.money(left), f"potential - revenue now{below}" if left is not None else "potential or revenue is not known")


def _signals(one: One) -> Figure:
    count = one.of("signals")
    if count is None:
        return Figure("Signals", "", "not a customer, or no past to compare with")
    return Figure("Signals", one.formats.number(count) if count else "none", one.of("signal_reasons") or "", warns=bool(count))


def _drm(one: One) -> Figure | None:
    text = one.of("drm_programmes")
    return Figure("DRM", text) if text else None


def _served(one: One) -> Figure:
    served, move = one.of("served"), one.of("effort_to_move")
    if served is None:
        return Figure("Served", "", "no effort data")
    unit = "hours" if col.HOURS in one.standing.ground.table.columns else "of effort"
    moved = "" if move is None else f"{one.formats.number(abs(move), 0)} {unit} {'beyond' if move >= 0 else 'short of'} its share of revenue"
    return Figure("Served", f"{one.formats.number(served, 2)} of its share", moved)


def _lifetime(_one: One) -> Figure:
    return Figure("Lifetime value", "", "an estimate over the whole relationship", "lifetime_value")


def _cycle(one: One) -> Figure:
    cycles = sorted({offering.cycle_months for offering in one.plan.offerings if offering.cycle_months is not None})
    told = f"; of offerings {one.formats.number(cycles[0])} to {one.formats.number(cycles[-1])}" if cycles else ""
    return Figure("Sales cycle", "", f"in months, for one sale{told}", "sales_cycle_months")


def _tenure(one: One) -> Figure:
    years = one.of("tenure_years")
    moved = {"entered": "entered the top 20%", "left": "left the top 20%", "stayed": "stayed in the top 20%"}.get(one.of("top_20") or "", "")
    return Figure("Customer for", "" if years is None else f"{one.formats.number(years, 1)} years", moved if years is not None else "since when is not known")


ABOUT: Final[Mapping[str, str]] = {
    "True ABM": "ABM in its first sense: one account, one plan. An ABM account without a plan of its own is one of a targeted (named) group.",
    "If lost": "What the portfolio is without the account: too big to lose from the share of revenue that `limits.too_big_to_lose` says; "
    "a major customer has 10% of revenue or more (ASC 280-10-50-42), under common control counted as one.",
    "Team (file)": "The team that the file names for the account.",
    "Mismatch": "A coverage that contradicts the class: a C account with a field team, an A account on telesales.",
    "Trend": "The slope of a straight line through the account's periods as a share of their mean; the bars are the periods.",
    "Margin": "Revenue - cost of goods, of the period in view.",
    "Customer profit": "Revenue - cost of goods - cost to serve.",
    "Whitespace": "Potential - revenue now, 0 where more is bought.",
    "Signals": "Signs that the account may be lost, each against its own past: falling revenue, long silence, falling share of wallet.",
    "DRM": "The programmes of digital relationship management that the account belongs into, and why.",
    "Served": "Share of the effort / share of the revenue: 1 is as much effort as its revenue speaks for.",
    "Customer for": "Years since the first order, and whether the account came into the top 20% or left it between the last two periods.",
}
"""What each figure means and how it is reckoned."""
REMARKS: Final[tuple[Callable[[One], Figure | None], ...]] = (_true_abm, _too_big, _mismatch, _team)
MONEY: Final[tuple[Callable[[One], Figure | None], ...]] = (
    _value,
    _trend,
    _of_metric("Margin", col.MARGIN),
    _of_metric("Customer profit", col.PROFIT),
    _potential,
    _whitespace,
    _signals,
    _drm,
    _served,
    _lifetime,
    _cycle,
    _tenure,
)
"""One line each, in the order of the panel."""
