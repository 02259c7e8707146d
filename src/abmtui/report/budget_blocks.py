"""The budgets of the channel plans in sentences and small tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio.classes import CLASSES
from abmtui.report.blocks import Block
from abmtui.report.room import ROWS, cut
from abmtui.review.budgets import ALWAYS_NAMED, FUNCTIONS, JOINT, NO_CLASS, PERSONS, REACH_ONLY, SEGMENTS

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.report.budget_figures import BudgetFigures

_OTHERS: Final = "Others"
"""Accounts without a class: prospects, partners, customers without a value."""
NO_ROWS: Final = "No channel plan: no account in view has a row, so there are no budgets, hours or results to show."


@dataclass(frozen=True, slots=True)
class BudgetBlocks:
    """Writes the blocks of one review's budgets."""

    found: BudgetFigures
    formats: Formats
    currency: str

    def blocks(self) -> tuple[Block, ...]:
        """Return all blocks; those without rows say so in a sentence."""
        return (
            self._channels(),
            self._classes(),
            self._programmes(),
            self._varieties(),
            self._costs(),
            self._hours(),
            self._lacking(),
            self._content(),
            self._vain(),
            self._audiences(),
        )

    def money(self, value: float) -> str:
        """Return money with its currency."""
        return f"{self.currency} {self.formats.number(value)}".strip()

    def _channels(self) -> Block:
        found, number, percent = self.found, self.formats.number, self.formats.percent
        cells = self._cells()
        groups = [name for name in (*CLASSES, _OTHERS) if any(group == name for _, group in cells)]
        rows = tuple(
            (
                row["channel"],
                number(row["rows"]),
                number(row["budget"]),
                number(row["actual"]),
                percent(row["budget_share"]),
                *(number(cells.get((row["channel"], name))) for name in groups),
                percent(row["roi"], 0),
            )
            for row in self._shown_channels().iter_rows(named=True)
        )
        columns = ("Channel", "Rows", "Budget", "Actual", "Share", *groups, "ROI")
        return Block(
            "Budget by channel and class",
            (self._total(), *self._always_named(), *cut(found.channels.height, self.formats)),
            columns,
            rows,
            about=("budget_share", "roi"),
        )

    def _cells(self) -> dict[tuple[str, str], float]:
        """Return the budget by channel and class; who has no class, prospects and partners among them, stands under the others."""
        cells: dict[tuple[str, str], float] = {}
        for channel, group, budget in self.found.cells.iter_rows():
            key = (channel, group if group in CLASSES else _OTHERS)
            cells[key] = cells.get(key, 0.0) + budget
        return cells

    def _shown_channels(self) -> pl.DataFrame:
        """Return the first channels and, wherever they have spend, those that are always named."""
        place = pl.int_range(pl.len())
        named = pl.col("channel").is_in(ALWAYS_NAMED) & (pl.max_horizontal("budget", "actual") > 0)
        return self.found.channels.filter((place < ROWS) | named)

    def _total(self) -> str:
        rows = self.found.rows
        cancelled = int((rows["status"] == "cancelled").sum())
        without = f"; {self.formats.number(cancelled)} of them cancelled, whose budget does not count" if cancelled else ""
        count, accounts = self._count(rows.height, "row"), self._count(rows["account_id"].n_unique(), "account")
        spent = f"budget {self.money(self.found.budget)}, actual {self.money(float(rows['actual'].sum()))} so far"
        return f"{count} of {accounts}{without}: {spent}."

    def _always_named(self) -> tuple[str, ...]:
        said = []
        for row in self.found.channels.filter(pl.col("channel").is_in(ALWAYS_NAMED)).iter_rows(named=True):
            budget = f"budget {self.money(row['budget'])}, {self.formats.percent(row['budget_share'])} of all" if row["budget"] else "no budget"
            actual = f"actual {self.money(row['actual'])}" if row["actual"] else "no actual yet"
            if row["budget"] or row["actual"]:
                said.append(f"{row['channel'].capitalize()}: {budget}; {actual}.")
        return tuple(said)

    def _classes(self) -> Block:
        number, percent = self.formats.number, self.formats.percent
        rows = tuple(
            (
                _group(row["group"]),
                number(row["accounts"]),
                number(row["rows"]),
                number(row["budget"]),
                percent(row["budget_share"]),
                percent(row["revenue_share"]),
                percent(row["potential_share"]),
            )
            for row in self.found.classes.iter_rows(named=True)
        )
        share = self.found.class_a_share
        hits = "No budget yet." if share is None else f"{percent(share)} of the budget hits class A."
        columns = ("Class", "Accounts", "Rows", "Budget", "Of budget", "Of revenue", "Of potential")
        return Block("Budget beside revenue and potential", (hits,), columns, rows, about=("class_a_budget_share", "budget_share"))

    def _programmes(self) -> Block:
        number, percent = self.formats.number, self.formats.percent
        rows = tuple(
            (
                row["programme"],
                number(row["rows"]),
                number(row["budget"]),
                number(row["actual"]),
                number(row["result_value"]),
                percent(row["roi"], 0),
            )
            for row in self.found.programmes.head(ROWS).iter_rows(named=True)
        )
        both = self.found.rows.filter(pl.col("actual").is_not_null() & pl.col("result_value").is_not_null())
        known = f"ROI = (result value - actual) / actual, known for {self._count(both.height, 'row')} of {self.formats.number(self.found.rows.height)}; blank where unknown."
        return Block(
            "Results by programme",
            (known, *cut(self.found.programmes.height, self.formats)),
            ("Programme", "Rows", "Budget", "Actual", "Result value", "ROI"),
            rows,
            about=("roi",),
        )

    def _varieties(self) -> Block:
        number, percent = self.formats.number, self.formats.percent
        rows = tuple(
            (row["abm_variety"], number(row["accounts"]), number(row["planned"]), number(row["rows"]), number(row["budget"]), percent(row["budget_share"]))
            for row in self.found.varieties.iter_rows(named=True)
        )
        return Block("Budget by ABM variety", (), ("Variety", "Accounts", "With rows", "Rows", "Budget", "Share"), rows, about=("budget_share",))

    def _costs(self) -> Block:
        found, limit = self.found, self.formats.percent(self.found.limit, 0)
        heading = "What ABM costs an account"
        if found.costs.is_empty():
            return Block(heading, ("No ABM account has a cost yet.",))
        over = found.costs.filter(pl.col("cost_share") > found.limit)
        warning = (
            f"{self._count(over.height, 'ABM account')} of {self.formats.number(found.costs.height)} with costs: more than {limit} of margin or potential."
        )
        said = [warning if over.height else f"No ABM account costs more than {limit} of its margin or potential."]
        unknown = found.costs["cost_share"].null_count()
        if unknown:
            said.append(f"{self._count(unknown, 'account')} without a margin or potential above zero: the share is undefined.")
        first = found.costs.head(ROWS)
        rows = tuple(self._cost_row(row) for row in first.iter_rows(named=True))
        columns = ("Account", "Cost", "Held against", "Amount", "Share")
        return Block(heading, (*said, *cut(found.costs.height, self.formats)), columns, rows, accounts=tuple(first["id"]), about=("abm_cost_share",))

    def _cost_row(self, row: dict[str, Any]) -> tuple[str, ...]:
        share = row["cost_share"]
        mark = "! " if share is not None and share > self.found.limit else ""
        written = "undefined" if share is None else mark + self.formats.percent(share)
        return (row["name"], self.formats.number(row["cost"]), row["held_as"], self.formats.number(row["held"]), written)

    def _hours(self) -> Block:
        number, sides = self.formats.number, self.found.sides
        total, human = float(self.found.rows["hours"].sum()), float(self.found.rows["human"].sum())
        if total <= 0:
            return Block("Hours by function", ("No row says hours.",))
        held = {side: hours or 0.0 for side, hours in sides.select("side", "hours").iter_rows()}
        parts = (f"{name} {number(held.get(name, 0.0) + held.get(JOINT, 0.0) / 2, 1)}" for name in FUNCTIONS)
        sentences = (
            f"{number(human, 1)} of {number(total, 1)} hours cannot be automated: their rows are neither automated nor automatable.",
            f"Hours with joint rows halved: {', '.join(parts)}.",
        )
        rows = tuple(
            (row["side"], number(row["rows"]), number(row["hours"], 1), number(row["human"], 1), number(row["budget"])) for row in sides.iter_rows(named=True)
        )
        return Block("Hours by function", sentences, ("Side", "Rows", "Hours", "Human hours", "Budget"), rows, about=("human_hours",))

    def _lacking(self) -> Block:
        found = self.found
        heading = "ABM accounts without both functions"
        if found.lacking.is_empty():
            return Block(heading, (f"{self._count(found.abm_accounts, 'ABM account')} in view, none without an owner, a marketer or hours of both.",))
        without = found.lacking.height - int(found.lacking["planned"].sum())
        lack = f"{self.formats.number(found.lacking.height)} of {self._count(found.abm_accounts, 'ABM account')} without an owner, a marketer or hours of one function"
        sentence = f"{lack}; {self.formats.number(without)} of them without a channel plan."
        return self._listed(heading, sentence, found.lacking, ("Account", "Lacks"), ("name", "lacks"))

    def _content(self) -> Block:
        content = self.found.content
        heading = "Content made for accounts"
        if content.is_empty():
            return Block(heading, ("No row names a content asset.",))
        unknown = content["content_cost"].null_count()
        without = f", {self.formats.number(unknown)} without a cost" if unknown else ""
        sentence = f"{self._count(content.height, 'content asset')}, cost {self.money(float(content['content_cost'].sum()))}{without}; the costliest first."
        shown = content.with_columns(pl.col("content_cost").map_elements(self.formats.number, return_dtype=pl.String))
        columns, names = ("Content asset", "Account", "Status", "Cost"), ("content_asset", "account", "content_status", "content_cost")
        return self._listed(heading, sentence, shown, columns, names)

    def _vain(self) -> Block:
        rows, vain = self.found.rows, self.found.vain
        done = int((rows["status"] == "done").sum())
        heading = "Done without a result at the account"
        if vain.is_empty():
            return Block(heading, (f"{self._count(done, 'row')} done, each with a result at its account." if done else "No row is done yet.",))
        reach = int((vain["why"] == REACH_ONLY).sum())
        number = self.formats.number
        sentence = f"{number(vain.height)} of {self._count(done, 'row')} done: {number(reach)} with reach only, {number(vain.height - reach)} without a result."
        return self._listed(heading, sentence, vain, ("Account", "Channel", "Result", "Why"), ("account", "channel", "result", "why"))

    def _audiences(self) -> Block:
        number = self.formats.number
        rows = tuple(
            (row["audience_kind"], number(row["rows"]), number(row["accounts"]), number(row["cost"]), number(row["cost_per_account"]))
            for row in self.found.audiences.iter_rows(named=True)
        )
        cost: dict[str, float | None] = dict(self.found.audiences.select("audience_kind", "cost_per_account").iter_rows())
        one, other = cost.get(PERSONS), cost.get(SEGMENTS)
        said: tuple[str, ...] = ()
        if one and other:
            share = self.formats.percent(other / one, 0)
            said = (f"An account costs {self.money(one)} with messages for persons, {self.money(other)} ({share}) with messages for segments and personas.",)
        return Block("Persons, segments and personas", said, ("Audience", "Rows", "Accounts", "Cost", "Cost per account"), rows, about=("cost_per_account",))

    def _listed(self, heading: str, sentence: str, frame: pl.DataFrame, columns: tuple[str, ...], names: tuple[str, ...]) -> Block:
        first = frame.head(ROWS)
        ids = first["id" if "id" in first.columns else "account_id"]
        rows = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in first.select(names).iter_rows())
        return Block(heading, (sentence, *cut(frame.height, self.formats)), columns, rows, numbers=False, accounts=tuple(ids))

    def _count(self, count: int, noun: str) -> str:
        return f"{self.formats.number(count)} {noun}{'s' * (count != 1)}"


def _group(name: str) -> str:
    """Return a class as it is, another kind of account as its heading."""
    return name if name in CLASSES else name.capitalize() if name == NO_CLASS else f"{name.capitalize()}s"
