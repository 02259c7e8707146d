"""What source and plan say beside each criterion of a score, so that a person can score it: words and numbers, never a score."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.vocabulary import OPEN_FLAG_STATUS, RELATIONSHIPS
from abmtui.portfolio import columns as col
from abmtui.portfolio.periods import period_values
from abmtui.portfolio.scores import plain
from abmtui.review.intelligence import buying_structure, structure_said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan
    from abmtui.review.standing import Standing

_YEARS: Final = 5
"""Years of a revenue history that are told, the newest ones."""
_DAYS_A_YEAR: Final = 365.25


@dataclass(frozen=True, eq=False)
class _Account:
    """One account: where it stands in the view, its plan, and how values are written."""

    standing: Standing
    row: int
    plan: Plan
    formats: Formats

    def value(self, *names: str) -> Any:
        """Return the first of these columns that says something, None where none does."""
        table = self.standing.ground.table
        return next((found for name in names if name in table.columns and (found := table[name][self.row]) not in (None, "")), None)


def data_says(criterion: str, standing: Standing, row: int, plan: Plan, formats: Formats) -> str:
    """Return what is known beside a criterion, in a few words; empty where nothing is."""
    says = _SAYS.get(plain(criterion))
    return says(_Account(standing, row, plan, formats)) if says else ""


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or f'{one}s'}" if count else ""


def _revenue_history(account: _Account) -> str:
    years = _years_of(account)
    told = [f"{year} {account.formats.short(value)}" for year, value in years[-_YEARS:]]
    return _joined(", ".join(told), _trend(years, account.formats))


def _years_of(account: _Account) -> list[tuple[int, float]]:
    """Return the account's revenue by calendar year, oldest first; the running year of dated data is left out."""
    portfolio = account.standing.ground.portfolio
    periods = portfolio.periods
    if portfolio.grain == "none" or col.REVENUE not in periods.columns:
        return []
    own = periods.filter(pl.col(col.ACCOUNT) == account.row)
    if portfolio.grain == "day":
        own = own.filter(pl.col(col.DATE).dt.year() < account.standing.ground.today.year)
    by_year = (
        own.group_by(pl.col(col.DATE).dt.year().alias("year"), maintain_order=True)
        .agg(pl.col(col.REVENUE).sum(), pl.col(col.REVENUE).count().alias("said"))
        .sort("year")
    )
    return [(year, value) for year, value, said in by_year.drop_nulls("year").iter_rows() if said]


def _trend(years: list[tuple[int, float]], formats: Formats) -> str:
    """Return the change from the first to the last of the years; nothing where there is none or it began at nothing."""
    if len(years) < 2 or years[0][1] <= 0:  # noqa: PLR2004  # two points make a change
        return ""
    return f"{formats.change(years[-1][1] / years[0][1] - 1)} since {years[0][0]}"


def _account_history(account: _Account) -> str:
    ground, formats = account.standing.ground, account.formats
    since, last = account.value(col.SINCE), account.value(col.LAST_ORDER)
    tenure = f"customer since {formats.date(since)} ({formats.number((ground.today - since).days / _DAYS_A_YEAR)} years)" if since else ""
    return _joined(
        tenure,
        f"last order {formats.day(last, ground.today)}" if last else "",
        _many(len(account.plan.notes), "note"),
        _many(len(account.plan.touches), "touch", "touches"),
    )


def _margin(account: _Account) -> str:
    """Return the margin as a share of revenue and its rank among the customers that have one."""
    ground = account.standing.ground
    period = ground.book.measure.period
    margin, revenue = (period_values(ground.portfolio, metric, period).values for metric in (col.MARGIN, col.REVENUE))
    share = pl.select(pl.when(pl.lit(revenue) > 0).then(pl.lit(margin) / pl.lit(revenue))).to_series()
    ranked = _rank_said(account, share)
    return f"margin {account.formats.percent(share[account.row])}{ranked}" if ranked else ""


def _profitability(account: _Account) -> str:
    ground = account.standing.ground
    profit = period_values(ground.portfolio, col.PROFIT, ground.book.measure.period).values
    ranked = _rank_said(account, profit)
    return f"customer profit {account.formats.short(profit[account.row])}{ranked}" if ranked else ""


def _rank_said(account: _Account, values: pl.Series) -> str:
    """Return the place among the customers with a value, by two counts instead of a sort; empty where the account has none."""
    own = values[account.row]
    if own is None:
        return ""
    customers = account.standing.ground.table[col.KIND].str.to_lowercase() == col.CUSTOMER
    above = int(((values > own) & customers).fill_null(value=False).sum())
    return f", rank {account.formats.number(above + 1)} of {account.formats.number(int((values.is_not_null() & customers).sum()))}"


def _viability(account: _Account) -> str:
    plan, formats = account.plan, account.formats
    contract = f"contract ends {formats.date(plan.contract_end)}" if plan.contract_end else ""
    flags = _many(sum(flag.status in OPEN_FLAG_STATUS for flag in plan.flags), "open flag")
    return _joined(contract, _satisfaction(account), flags, "a key person left" if any(person.left for person in plan.stakeholders) else "")


def _satisfaction(account: _Account) -> str:
    plan = account.plan
    asked = f" ({account.formats.day(plan.satisfaction_date, account.standing.ground.today)})" if plan.satisfaction_date else ""
    return f"satisfaction {plan.satisfaction} of 5{asked}" if plan.satisfaction else ""


def _common(account: _Account) -> str:
    mutual = [goal.name for goal in account.plan.goals if goal.whose == "mutual" and goal.status != "dropped"]
    return f"{_many(len(mutual), 'mutual goal')}: {', '.join(mutual)}" if mutual else ""


def _uniqueness(account: _Account) -> str:
    wallet = account.value(col.SHARE_OF_WALLET)
    elsewhere = any(flag.type == "business goes elsewhere" and flag.status in OPEN_FLAG_STATUS for flag in account.plan.flags)
    return _joined(f"share of wallet {account.formats.number(wallet)}%" if wallet is not None else "", "flag: business goes elsewhere" if elsewhere else "")


def _needs(account: _Account) -> str:
    needs = account.plan.needs or account.value("plan_needs", col.NEEDS)
    return _joined(f"needs {account.formats.number(needs)} of 5 (1 homogeneous)" if needs else "", _many(len(account.plan.pain_points), "pain point"))


def _range(account: _Account) -> str:
    offerings = account.plan.offerings
    bought = sum((offering.current or 0) > 0 for offering in offerings)
    return f"{_many(len(offerings), 'offering')}, {bought} bought now" if offerings else ""


def _stakes(account: _Account) -> str:
    return _many(sum(bool(person.personal_stake) for person in account.plan.stakeholders), "person with a personal stake", "people with a personal stake")


def _trust(account: _Account) -> str:
    seen = Counter(person.relationship for person in account.plan.stakeholders if person.relationship and not person.left)
    told = [f"{name} to {seen[name]}" for name in reversed(RELATIONSHIPS) if seen[name]]
    return _joined(f"we are {', '.join(told)}" if told else "", _satisfaction(account))


_SAYS: Final[Mapping[str, Callable[[_Account], str]]] = {
    "revenue history": _revenue_history,
    "account history": _account_history,
    "margin": _margin,
    "profitability": _profitability,
    "viability of the relationship": _viability,
    "what both have in common": _common,
    "uniqueness of the service": _uniqueness,
    "needs": _needs,
    "buying process": lambda account: structure_said(buying_structure(account.plan)),
    "range of requirements": _range,
    "stakes": _stakes,
    "trust": _trust,
    "desire to co create": _common,
}
"""Criterion, plain -> what is known beside it; what can only be asked has no entry."""
