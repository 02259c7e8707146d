"""What a review says of the plans' budgets: rows of the channel plans beside the accounts in view, worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.periods import period_values
from abmtui.review import abm_costs, budgets

if TYPE_CHECKING:
    from abmtui.workspace.reviewed import Reviewed

VARIETY: Final = "abm_variety"


@dataclass(frozen=True, eq=False)
class BudgetFigures:
    """Budgets, hours and results of the channel rows of the accounts in view; frames as `review.budgets` describes them."""

    rows: pl.DataFrame
    channels: pl.DataFrame
    cells: pl.DataFrame
    """Budget of each channel in each class."""
    classes: pl.DataFrame
    programmes: pl.DataFrame
    varieties: pl.DataFrame
    """abm_variety, accounts in view, accounts with rows (`planned`), rows, budget, budget_share."""
    costs: pl.DataFrame
    limit: float
    """The share of its margin that ABM for an account may cost."""
    sides: pl.DataFrame
    lacking: pl.DataFrame
    abm_accounts: int
    content: pl.DataFrame
    vain: pl.DataFrame
    audiences: pl.DataFrame

    @property
    def budget(self) -> float:
        """All budgets, without those of cancelled rows."""
        return float(self.rows["planned"].sum())

    @property
    def class_a_share(self) -> float | None:
        """The share of the budget that hits class A; None without a budget."""
        if self.budget <= 0:
            return None
        found = self.classes.filter(pl.col("group") == "A")["budget_share"].to_list()
        return float(sum(share or 0.0 for share in found))


def budget_figures(reviewed: Reviewed) -> BudgetFigures | None:
    """Return what the channel rows of the accounts in view say; None where there is no row."""
    given = reviewed.rows_of("channels")
    if given.is_empty():
        return None
    accounts = _accounts(reviewed)
    rows = budgets.placed(given, accounts)
    held = accounts.drop_nulls(VARIETY).group_by(VARIETY).agg(pl.len().alias("accounts"))
    spent = budgets.summed(rows, VARIETY).select(VARIETY, pl.col("accounts").alias("planned"), "rows", "budget", "budget_share")
    return BudgetFigures(
        rows=rows,
        channels=budgets.summed(rows, "channel"),
        cells=budgets.channel_budgets(rows),
        classes=budgets.by_class(rows, accounts),
        programmes=budgets.summed(rows, "programme"),
        varieties=held.join(spent, on=VARIETY, how="left")
        .with_columns(pl.col("planned", "rows").fill_null(0))
        .sort("budget", VARIETY, descending=[True, False], nulls_last=True),
        costs=abm_costs.abm_costs(rows, accounts),
        limit=reviewed.rules.limits.get("abm_cost_share", 0.10),
        sides=budgets.by_side(rows),
        lacking=abm_costs.lacking(rows, accounts),
        abm_accounts=int((accounts[col.PROGRAMME] == abm_costs.ABM).sum()),
        content=budgets.content(rows),
        vain=budgets.vain(rows),
        audiences=budgets.audiences(rows, reviewed.rows_of("stakeholders")),
    )


def _accounts(reviewed: Reviewed) -> pl.DataFrame:
    """Return the accounts in view with what budgets are held against; a column that the source lacks is empty.

    Potential, owner and marketer are the plan's where it says something, else the source's.
    """
    ground, mask = reviewed.standing.ground, reviewed.measured.mask
    table, period = ground.table, ground.book.measure.period
    money = {name: period_values(ground.portfolio, name, period).values for name in (col.REVENUE, col.MARGIN)}
    own = table.select(
        col.ID,
        col.NAME,
        col.KIND,
        col.ABC_CLASS,
        col.PROGRAMME,
        col.VALUE,
        *(_of_plan(table, name, pl.String()) for name in (col.OWNER, col.MARKETER)),
        _of_plan(table, col.POTENTIAL, pl.Float64()),
    )
    own = own.with_columns(*(values.alias(name) for name, values in money.items()), reviewed.standing.column(VARIETY).alias(VARIETY))
    return own if mask is None else own.filter(mask)


def _of_plan(table: pl.DataFrame, name: str, dtype: pl.DataType) -> pl.Expr:
    """Return what the plan says in a column, else what the source does."""
    found = [pl.col(column) for column in (f"plan_{name}", name) if column in table.columns]
    said = [pl.when(one != "").then(one) if dtype == pl.String() else one.cast(pl.Float64) for one in found]
    return (pl.coalesce(said) if said else pl.lit(None, dtype=dtype)).alias(name)
