"""Which ideas of a header make which of our fields, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from abmtui.portfolio import columns as col
from abmtui.sources.headers import UNIT

if TYPE_CHECKING:
    from abmtui.sources.headers import Meaning

LEAST: Final = 56.0
"""A header that scores less is not recognised."""
EQUAL: Final = 4.0
"""Two headers whose scores differ by less are equally good."""
_UNKNOWN_WORD: Final = 11.0
_GUESSED_WORD: Final = 5.0
_HARDLY_SAID: Final = 20.0
"""What a word understood by likeness beside one that says nothing takes off further."""
_MONEY_EXTRAS: Final = "AMOUNT VALUE TOTAL NET GROSS CURRENT PARTIAL YEAR PARTY ACCOUNT INVOICE PAYMENT LINE ORDER DEAL TRANSACTION UNIT"
_OWNER_EXTRAS: Final = "NAME PARTY ACCOUNT"

# field, score, ideas it must have, ideas it may have besides
_ROWS: Final = (
    (col.NAME, 100, "PARTY NAME", "ACCOUNT COMPANY ORGANISATION DESCRIPTION DEAL"),
    (col.NAME, 96, "PARTY", "COMPANY ORGANISATION DESCRIPTION INVOICE DEAL"),
    (col.NAME, 95, "ACCOUNT NAME", "DEAL"),
    (col.NAME, 93, "COMPANY_NAME", "PARTY"),
    (col.NAME, 91, "ACCOUNT", "DEAL"),
    (col.NAME, 88, "COMPANY NAME", "DEAL"),
    (col.NAME, 88, "BUYER NAME", "COMPANY"),
    (col.NAME, 84, "COMPANY", "DEAL"),
    (col.NAME, 84, "BUYER", ""),
    (col.NAME, 80, "SHIP_TO NAME", "PARTY"),
    (col.NAME, 78, "SHIP_TO", "PARTY"),
    (col.NAME, 72, "NAME", ""),
    (col.NAME, 74, "ROW_LABELS", ""),
    (col.NAME, 70, "ORGANISATION NAME", "DEAL"),
    (col.NAME, 68, "ORGANISATION", "DEAL"),
    (col.NAME, 58, "DESCRIPTION", ""),
    (col.ID, 100, "PARTY ID", "COMPANY"),
    (col.ID, 97, "ACCOUNT ID", ""),
    (col.ID, 97, "PARTY ACCOUNT ID", ""),
    (col.ID, 90, "BUYER ID", ""),
    (col.ID, 88, "COMPANY ID", ""),
    (col.ID, 84, "ORGANISATION ID", ""),
    (col.ID, 82, "PARTY", ""),
    (col.ID, 80, "ACCOUNT", "PARTY"),
    (col.ID, 70, "ID", ""),
    (col.ID, 66, "PARTY REFERENCE", "ID"),
    (col.ID, 64, "TAX_ID", "PARTY COMPANY"),
    (col.REVENUE, 100, "REVENUE", _MONEY_EXTRAS),
    (col.REVENUE, 96, "SPEND", _MONEY_EXTRAS),
    (col.REVENUE, 92, "INVOICE AMOUNT", _MONEY_EXTRAS),
    (col.REVENUE, 92, "INVOICE VALUE", _MONEY_EXTRAS),
    (col.REVENUE, 92, "INVOICE TOTAL", _MONEY_EXTRAS),
    (col.REVENUE, 88, "AMOUNT", _MONEY_EXTRAS),
    (col.REVENUE, 86, "VALUE", _MONEY_EXTRAS),
    (col.REVENUE, 84, "INCOME", _MONEY_EXTRAS),
    (col.REVENUE, 80, "TOTAL", _MONEY_EXTRAS),
    (col.REVENUE, 78, "PRICE TOTAL", "NET GROSS LINE UNIT"),
    (col.REVENUE, 76, "PAYMENT", "UNIT NET GROSS TOTAL PARTY"),
    (col.REVENUE, 75, "NET", "UNIT TOTAL INVOICE"),
    (col.REVENUE, 75, "GROSS", "UNIT TOTAL INVOICE"),
    (col.REVENUE, 70, "UNIT", "YEAR"),
    (col.PRIOR_REVENUE, 100, "REVENUE PRIOR", _MONEY_EXTRAS),
    (col.PRIOR_REVENUE, 96, "SPEND PRIOR", _MONEY_EXTRAS),
    (col.PRIOR_REVENUE, 88, "AMOUNT PRIOR", _MONEY_EXTRAS),
    (col.PRIOR_REVENUE, 86, "VALUE PRIOR", _MONEY_EXTRAS),
    (col.PRIOR_REVENUE, 76, "PRIOR", "YEAR UNIT TOTAL"),
    (col.MARGIN, 100, "MARGIN", "AMOUNT VALUE TOTAL GROSS NET CURRENT PARTIAL YEAR UNIT PARTY"),
    (col.MARGIN, 96, "PROFIT GROSS", "AMOUNT VALUE TOTAL CURRENT YEAR UNIT"),
    (col.MARGIN_PERCENT, 100, "MARGIN PERCENT", "GROSS NET CURRENT YEAR"),
    (col.MARGIN_PERCENT, 100, "MARGIN_PERCENT", "PERCENT GROSS NET"),
    (col.MARGIN_PERCENT, 90, "PROFIT GROSS PERCENT", "YEAR"),
    (col.PROFIT, 100, "PROFIT", "AMOUNT VALUE TOTAL NET CURRENT YEAR UNIT PARTY"),
    (col.COST, 100, "COST", "AMOUNT VALUE TOTAL CURRENT YEAR UNIT NET"),
    (col.COST_TO_SERVE, 100, "COST_TO_SERVE", "AMOUNT TOTAL YEAR UNIT PARTY ACCOUNT"),
    (col.BUDGET, 90, "BUDGET", "AMOUNT TOTAL CURRENT YEAR UNIT"),
    (col.HOURS, 100, "HOURS", "TOTAL YEAR REVENUE CURRENT PARTY ACCOUNT"),
    (col.POTENTIAL, 100, "POTENTIAL", "REVENUE SPEND AMOUNT VALUE TOTAL YEAR UNIT PARTY ACCOUNT"),
    (col.EMPLOYEES, 100, "EMPLOYEES", "QUANTITY TOTAL PARTY COMPANY"),
    (col.SHARE_OF_WALLET, 100, "SHARE_OF_WALLET", "PERCENT"),
    (col.NEEDS, 90, "NEEDS", "PARTY"),
    (col.PARENT, 100, "PARENT", "PARTY ACCOUNT COMPANY NAME ORGANISATION GROUP"),
    (col.PARENT, 84, "COMPANY GROUP", "NAME"),
    (col.PARENT, 62, "GROUP", "NAME"),
    (col.KIND, 100, "PARTY TYPE", ""),
    (col.KIND, 98, "ACCOUNT TYPE", ""),
    (col.KIND, 90, "TYPE", "COMPANY ORGANISATION"),
    (col.KIND, 76, "STATUS", "PARTY ACCOUNT"),
    (col.INDUSTRY, 100, "INDUSTRY", "NAME PARTY COMPANY ACCOUNT DESCRIPTION GROUP"),
    (col.INDUSTRY, 70, "INDUSTRY ID", "PARTY"),
    (col.REGION, 100, "REGION", "NAME PARTY ACCOUNT ID"),
    (col.REGION, 80, "COUNTRY", "NAME PARTY ACCOUNT ID COMPANY"),
    (col.REGION, 70, "STATE", "NAME PARTY ACCOUNT"),
    (col.SEGMENT, 100, "SEGMENT", "PARTY ACCOUNT NAME ID"),
    (col.SEGMENT, 90, "PARTY GROUP", "NAME"),
    (col.OWNER, 100, "OWNER", _OWNER_EXTRAS),
    (col.OWNER, 70, "OWNER ID", _OWNER_EXTRAS),
    (col.MARKETER, 100, "MARKETER", _OWNER_EXTRAS),
    (col.TEAM, 100, "TEAM", "NAME OWNER"),
    (col.COVERAGE, 100, "COVERAGE", "TYPE PARTY ACCOUNT"),
    (col.STATUS, 100, "STATUS", "PARTY ACCOUNT ORDER DEAL INVOICE PAYMENT"),
    (col.CURRENCY, 100, "CURRENCY", "ID TRANSACTION INVOICE NAME ORDER AMOUNT REVENUE VALUE DEAL ACCOUNT"),
    (col.CURRENCY, 60, "CURRENCY UNIT", "ID"),
    (col.SINCE, 100, "SINCE", "DATE PARTY ACCOUNT YEAR"),
    (col.SINCE, 62, "CREATED", "DATE PARTY ACCOUNT"),
    (col.LAST_ORDER, 100, "LAST_ORDER", "DATE"),
    (col.LAST_ORDER, 98, "LAST ORDER DATE", ""),
    (col.LAST_ORDER, 98, "LAST INVOICE DATE", ""),
    (col.LAST_ORDER, 96, "LAST REVENUE DATE", ""),
    (col.LAST_ORDER, 94, "LAST TRANSACTION DATE", ""),
    (col.LAST_ORDER, 90, "LAST PAYMENT DATE", ""),
    (col.DATE, 97, "DATE INVOICE", "TRANSACTION PAYMENT"),
    (col.DATE, 96, "DATE ORDER", ""),
    (col.DATE, 95, "DATE TRANSACTION", ""),
    (col.DATE, 95, "DATE REVENUE", ""),
    (col.DATE, 94, "DATE", ""),
    (col.DATE, 93, "DATE DEAL", ""),
    (col.DATE, 92, "DATE PAYMENT", ""),
    (col.DATE, 84, "DATE SHIPPING", "ORDER"),
    (col.DATE, 74, "DATE MONTH", "YEAR"),
    (col.DATE, 70, "PERIOD", "TRANSACTION"),
    (col.DATE, 68, "MONTH", "YEAR"),
    (col.DATE, 66, "QUARTER", "YEAR"),
    (col.DATE, 62, "YEAR", "ID INVOICE ORDER"),
)


@dataclass(frozen=True, slots=True)
class _Rule:
    field: str
    score: float
    needs: frozenset[str]
    allows: frozenset[str]


_RULES: Final = tuple(_Rule(field, score, frozenset(needs.split()), frozenset(f"{needs} {extras}".split())) for field, score, needs, extras in _ROWS)


def fields_of(meaning: Meaning) -> dict[str, float]:
    """Return the fields that a header can stand for -> how surely, 100 at best; a bare year stands for that year's revenue."""
    ideas = meaning.ideas
    found: dict[str, float] = {}
    if meaning.year is not None and ideas <= {UNIT, "YEAR", "CURRENT", "PARTIAL", "TOTAL"}:
        return {} if meaning.unknown else {col.REVENUE: 72.0}
    less = meaning.unknown * _UNKNOWN_WORD + meaning.guessed * _GUESSED_WORD + (_HARDLY_SAID if meaning.unknown and meaning.guessed else 0.0)
    for rule in _RULES:
        if rule.needs <= ideas <= rule.allows and rule.score - less >= LEAST:
            found[rule.field] = max(found.get(rule.field, 0.0), rule.score - less)
    return found
