"""Every column name and type of an account, spelled once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

Unit = Literal["money", "hours", "percent", "count", "score", "text", "date"]
Summing = Literal["sum", "weighted", "last", "most_frequent", "earliest", "latest", "periods"]

ID: Final = "id"
NAME: Final = "name"
PARENT: Final = "parent"
KIND: Final = "kind"
INDUSTRY: Final = "industry"
REGION: Final = "region"
SEGMENT: Final = "segment"
OWNER: Final = "owner"
MARKETER: Final = "marketer"
TEAM: Final = "team"
COVERAGE: Final = "coverage"
STATUS: Final = "status"
CURRENCY: Final = "currency"
REVENUE: Final = "revenue"
PRIOR_REVENUE: Final = "prior_revenue"
MARGIN: Final = "margin"
COST: Final = "cost"
COST_TO_SERVE: Final = "cost_to_serve"
PROFIT: Final = "profit"
BUDGET: Final = "budget"
HOURS: Final = "hours"
MARGIN_PERCENT: Final = "margin_percent"
POTENTIAL: Final = "potential"
EMPLOYEES: Final = "employees"
SHARE_OF_WALLET: Final = "share_of_wallet"
NEEDS: Final = "needs"
SINCE: Final = "since"
LAST_ORDER: Final = "last_order"
DATE: Final = "date"

# Computed for the book (see book.py): one value an account, null where it is not in the book.
VALUE: Final = "value"
PRIOR: Final = "prior"
CHANGE: Final = "change"
RANK: Final = "rank"
SHARE: Final = "share"
CUMULATIVE_SHARE: Final = "cumulative_share"
ABC_CLASS: Final = "class"
PROGRAMME: Final = "programme"

# From the roll-up of the plans (see store/rollup.py).
KEY_ACCOUNT: Final = "key_account"
OPEN_FLAGS: Final = "open_flags"
NEXT_REVIEW: Final = "next_review"
HAS_PLAN: Final = "has_plan"

ACCOUNT: Final = "account"
"""In a frame of periods: the account's row in the frame of accounts (UInt32)."""

CUSTOMER: Final = "customer"
PROSPECT: Final = "prospect"
PARTNER: Final = "partner"


@dataclass(frozen=True, slots=True)
class Field:
    """One of our fields: what a user's column can be mapped to."""

    name: str
    unit: Unit
    summing: Summing
    """How several rows of one account become one value."""
    label: str
    """The field's heading in a table, in the trade's words."""

    @property
    def dtype(self) -> pl.DataType:
        """The polars type of this field's column in the frame of accounts."""
        if self.unit == "text":
            return pl.String()
        return pl.Date() if self.unit == "date" else pl.Float64()


FIELDS: Final[Mapping[str, Field]] = {
    field.name: field
    for field in (
        Field(ID, "text", "most_frequent", "Id"),
        Field(NAME, "text", "most_frequent", "Account"),
        Field(PARENT, "text", "most_frequent", "Parent"),
        Field(KIND, "text", "most_frequent", "Kind"),
        Field(INDUSTRY, "text", "most_frequent", "Industry"),
        Field(REGION, "text", "most_frequent", "Region"),
        Field(SEGMENT, "text", "most_frequent", "Segment"),
        Field(OWNER, "text", "most_frequent", "Owner"),
        Field(MARKETER, "text", "most_frequent", "Marketer"),
        Field(TEAM, "text", "most_frequent", "Team"),
        Field(COVERAGE, "text", "most_frequent", "Coverage"),
        Field(STATUS, "text", "most_frequent", "Status"),
        Field(CURRENCY, "text", "most_frequent", "Currency"),
        Field(REVENUE, "money", "sum", "Revenue"),
        Field(PRIOR_REVENUE, "money", "sum", "Prior revenue"),
        Field(MARGIN, "money", "sum", "Margin"),
        Field(COST, "money", "sum", "Cost"),
        Field(COST_TO_SERVE, "money", "sum", "Cost to serve"),
        Field(PROFIT, "money", "sum", "Profit"),
        Field(BUDGET, "money", "sum", "Budget"),
        Field(HOURS, "hours", "sum", "Hours"),
        Field(MARGIN_PERCENT, "percent", "weighted", "Margin %"),
        Field(POTENTIAL, "money", "last", "Potential"),
        Field(EMPLOYEES, "count", "last", "Employees"),
        Field(SHARE_OF_WALLET, "percent", "last", "Share of wallet"),
        Field(NEEDS, "score", "last", "Needs"),
        Field(SINCE, "date", "earliest", "Since"),
        Field(LAST_ORDER, "date", "latest", "Last order"),
        Field(DATE, "date", "periods", "Date"),
    )
}
"""Percent columns hold percent points (12.5 means 12.5%)."""

METRICS: Final = (REVENUE, MARGIN, PROFIT, POTENTIAL)
