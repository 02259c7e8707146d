"""Budgets of the channel plans in the review: sentences, tables and JSON."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.plan.model import ChannelRow, Plan, Stakeholder
from abmtui.portfolio.model import EMPTY
from abmtui.portfolio.rules import Rules
from abmtui.report import part_budgets
from abmtui.report.room import cut
from abmtui.store.plan_file import PlanFile
from abmtui.store.rollup_frames import frames_of
from abmtui.workspace.measured import Measuring, View
from abmtui.workspace.reviewed import Reviewed

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.report.blocks import Block

TODAY = dt.date(2026, 11, 22)
ACCOUNTS: dict[str, list[Any]] = {
    "id": ["1", "2", "3"],
    "name": ["Alpha", "Beta", "Delta"],
    "kind": ["customer", "customer", "prospect"],
    "owner": ["Aino", None, None],
    "revenue": [900.0, 100, None],
    "margin": [200.0, 10, None],
    "potential": [1000.0, None, 3000],
}


def reviewed(folder: Path, *plans: Plan, view: View | None = None, accounts: dict[str, list[Any]] | None = None) -> Reviewed:
    """A review of three accounts with these plans."""
    measuring = Measuring(replace(EMPTY, accounts=pl.DataFrame(accounts or ACCOUNTS)), Rules(limits={"abm_cost_share": 0.1}), today=lambda: TODAY)
    frames = frames_of([PlanFile(folder / f"{plan.id}.toml", plan) for plan in plans])
    measuring.with_plans(frames["plans"].drop("file"), frames)
    return Reviewed(measuring.measured(view or View()), None, Config(), TODAY, "EUR")


def alpha(*rows: ChannelRow, **changed: Any) -> Plan:
    """A plan of the largest account."""
    return Plan(id="1", name="Alpha", stakeholders=(Stakeholder(id="s-1", name="Mika"),), channels=rows, **changed)


def beta(*rows: ChannelRow) -> Plan:
    """A plan of the smaller customer."""
    return Plan(id="2", name="Beta", channels=rows)


def blocks(made: Reviewed) -> dict[str, Block]:
    """The part's blocks by heading."""
    return {block.heading: block for block in part_budgets.blocks(made, Formats())}


FAIR = ChannelRow(channel="trade fair", status="done", budget=60, actual=70, metric="reach", result="400 visitors", audience="Engineers", side="marketing")
VISIT = ChannelRow(channel="site visit", audience="s-1", status="active", budget=20, actual=10, result_value=25, side="joint", hours=8, programme="ABM")
MAIL = ChannelRow(channel="email", budget=20, hours=2, automated=True, side="marketing", content_asset="Letter", content_cost=5, content_status="ready")


def test_no_channel_rows_is_said(tmp_path: Path) -> None:
    """One sentence instead of empty tables, and null in JSON."""
    made = reviewed(tmp_path, alpha())
    (block,) = part_budgets.blocks(made, Formats())
    assert block.sentences == ("No channel plan: no account in view has a row, so there are no budgets, hours or results to show.",)
    assert part_budgets.data(made) is None


def test_budget_by_channel_and_class(tmp_path: Path) -> None:
    """Budget, actual, share and ROI of each channel, the budget in each class; trade fair is named."""
    made = reviewed(tmp_path, alpha(FAIR, VISIT), beta(MAIL), Plan(id="3", name="Delta", channels=(replace(VISIT, budget=300),)))
    block = blocks(made)["Budget by channel and class"]
    assert block.sentences == ("4 rows of 3 accounts: budget EUR 400, actual EUR 90 so far.", "Trade fair: budget EUR 60, 15.0% of all; actual EUR 70.")
    assert block.columns == ("Channel", "Rows", "Budget", "Actual", "Share", "A", "B", "Others", "ROI")
    assert block.rows == (
        ("site visit", "2", "320", "20", "80.0%", "20", "", "300", "150%"),
        ("trade fair", "1", "60", "70", "15.0%", "60", "", "", ""),
        ("email", "1", "20", "", "5.0%", "", "20", "", ""),
    )


def test_trade_fair_and_brochure_are_always_named(tmp_path: Path) -> None:
    """Behind a dozen dearer channels they stand all the same, with a budget or an actual alone; without spend they do not."""
    many = tuple(ChannelRow(channel=f"channel {place}", budget=1000 - place) for place in range(12))
    brochure = ChannelRow(channel="printed brochure", budget=1)
    block = blocks(reviewed(tmp_path, alpha(*many, brochure, ChannelRow(channel="trade fair", status="cancelled", budget=9, actual=3))))[
        "Budget by channel and class"
    ]
    assert block.sentences[0].startswith("14 rows of 1 account; 1 of them cancelled, whose budget does not count: ")
    assert block.sentences[1:] == ("Printed brochure: budget EUR 1, 0.0% of all; no actual yet.", "Trade fair: no budget; actual EUR 3.", "The first 12 of 14:")
    assert [row[0] for row in block.rows[12:]] == ["printed brochure", "trade fair"]
    planned = blocks(reviewed(tmp_path, alpha(ChannelRow(channel="trade fair"))))["Budget by channel and class"]
    assert len(planned.sentences) == 1


def test_budget_beside_revenue_and_potential(tmp_path: Path) -> None:
    """Each class with its shares; how much of the budget hits class A; without a budget that is undefined."""
    made = reviewed(tmp_path, alpha(FAIR, VISIT), beta(MAIL), Plan(id="3", name="Delta", channels=(MAIL,)))
    block = blocks(made)["Budget beside revenue and potential"]
    assert block.sentences == ("66.7% of the budget hits class A.",)
    assert block.rows == (
        ("A", "1", "2", "80", "66.7%", "90.0%", "25.0%"),
        ("B", "1", "1", "20", "16.7%", "10.0%", ""),
        ("Prospects", "1", "1", "20", "16.7%", "", "75.0%"),
    )
    assert blocks(reviewed(tmp_path, alpha(ChannelRow())))["Budget beside revenue and potential"].sentences == ("No budget yet.",)
    assert blocks(reviewed(tmp_path, beta(MAIL)))["Budget beside revenue and potential"].sentences == ("0.0% of the budget hits class A.",)


def test_results_by_programme(tmp_path: Path) -> None:
    """ROI over the rows where both are known, and how many those are."""
    block = blocks(reviewed(tmp_path, alpha(FAIR, VISIT)))["Results by programme"]
    assert block.sentences == ("ROI = (result value - actual) / actual, known for 1 row of 2; blank where unknown.",)
    assert block.rows == (("no programme", "1", "60", "70", "", ""), ("ABM", "1", "20", "10", "25", "150%"))


def test_varieties(tmp_path: Path) -> None:
    """Accounts, accounts with rows, and budget of each variety of ABM; the plan's word counts."""
    block = blocks(reviewed(tmp_path, alpha(FAIR, abm_variety="industry-account")))["Budget by ABM variety"]
    assert ("industry-account", "1", "1", "1", "60", "100.0%") in block.rows


def test_abm_that_costs_too_much(tmp_path: Path) -> None:
    """70 + 10 of a margin of 200 is more than a tenth: marked, and counted in the sentence."""
    block = blocks(reviewed(tmp_path, alpha(FAIR, VISIT), beta(MAIL)))["What ABM costs an account"]
    assert block.sentences == ("1 ABM account of 1 with costs: more than 10% of margin or potential.",)
    assert block.rows == (("Alpha", "80", "margin", "200", "! 40.0%"),)
    assert block.accounts == ("1",)
    cheap = blocks(reviewed(tmp_path, alpha(replace(VISIT, actual=1))))["What ABM costs an account"]
    assert cheap.sentences == ("No ABM account costs more than 10% of its margin or potential.",)
    assert cheap.rows[0][-1] == "0.5%"


def test_abm_without_a_margin_or_a_cost(tmp_path: Path) -> None:
    """The share is undefined, not 0; without any cost there is nothing to hold against a margin."""
    bare = reviewed(tmp_path, alpha(FAIR), accounts={name: values for name, values in ACCOUNTS.items() if name not in {"margin", "owner", "potential"}})
    block = blocks(bare)["What ABM costs an account"]
    assert block.sentences[1] == "1 account without a margin or potential above zero: the share is undefined."
    assert block.rows == (("Alpha", "70", "margin", "", "undefined"),)
    assert blocks(reviewed(tmp_path, beta(MAIL)))["What ABM costs an account"].sentences == ("No ABM account has a cost yet.",)


def test_hours_by_function(tmp_path: Path) -> None:
    """8 of 10 hours cannot be automated; a joint row is half of each function's."""
    block = blocks(reviewed(tmp_path, alpha(VISIT), beta(MAIL)))["Hours by function"]
    assert block.sentences == (
        "8.0 of 10.0 hours cannot be automated: their rows are neither automated nor automatable.",
        "Hours with joint rows halved: sales 4.0, marketing 6.0.",
    )
    assert block.rows == (("marketing", "1", "2.0", "", "20"), ("joint", "1", "8.0", "8.0", "20"))
    assert blocks(reviewed(tmp_path, alpha(FAIR)))["Hours by function"].sentences == ("No row says hours.",)


def test_abm_accounts_without_both_functions(tmp_path: Path) -> None:
    """Owner, marketer and hours of both; the plan's owner counts before the source's."""
    heading = "ABM accounts without both functions"
    block = blocks(reviewed(tmp_path, alpha(FAIR)))[heading]
    assert block.sentences == ("2 of 2 ABM accounts without an owner, a marketer or hours of one function; 1 of them without a channel plan.",)
    assert block.rows == (
        ("Alpha", "no key account marketer, no hours of sales, no hours of marketing"),
        ("Delta", "no key account manager, no key account marketer, no channel plan"),
    )
    whole = reviewed(tmp_path, alpha(VISIT, marketer="Joonas"), view=View(filter="revenue > 0"))
    assert blocks(whole)[heading].sentences == ("1 ABM account in view, none without an owner, a marketer or hours of both.",)


def test_content_results_and_audiences(tmp_path: Path) -> None:
    """Assets with status and cost, rows done with reach only, messages for persons beside those for segments."""
    found = blocks(reviewed(tmp_path, alpha(FAIR, VISIT), beta(MAIL, replace(MAIL, content_cost=None, content_status=""))))
    content, vain, audiences = (found[name] for name in ("Content made for accounts", "Done without a result at the account", "Persons, segments and personas"))
    assert content.sentences == ("2 content assets, cost EUR 5, 1 without a cost; the costliest first.",)
    assert content.rows == (("Letter", "Beta", "ready", "5"), ("Letter", "Beta", "", ""))
    assert vain.sentences == ("1 of 1 row done: 1 with reach only, 0 without a result.",)
    assert vain.rows == (("Alpha", "trade fair", "400 visitors", "reach only"),)
    assert vain.accounts == ("1",)
    assert audiences.sentences == ("An account costs EUR 10 with messages for persons, EUR 70 (700%) with messages for segments and personas.",)
    assert [row[0] for row in audiences.rows] == ["no audience", "persons", "segments and personas"]


def test_without_content_results_or_persons(tmp_path: Path) -> None:
    """Each of them says so in a sentence."""
    found = blocks(reviewed(tmp_path, alpha(VISIT)))
    assert found["Content made for accounts"].sentences == ("No row names a content asset.",)
    assert found["Done without a result at the account"].sentences == ("No row is done yet.",)
    assert found["Persons, segments and personas"].sentences == ()
    done = blocks(reviewed(tmp_path, alpha(replace(VISIT, status="done"))))
    assert done["Done without a result at the account"].sentences == ("1 row done, each with a result at its account.",)


def test_json(tmp_path: Path) -> None:
    """The same unrounded, null where nothing is known, no list beyond twenty."""
    data = part_budgets.data(reviewed(tmp_path, alpha(FAIR, VISIT, *[replace(MAIL, channel=f"c{place}") for place in range(30)]), beta(MAIL)))
    assert data is not None
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert (data["rows"], data["cancelled"], data["budget"], data["actual"]) == (33, 0, 700, 80)
    assert len(data["by_channel"]) == len(data["content"]["list"]) == 20
    assert data["by_channel"][0]["by_class"] == {"A": 60}
    assert data["class_a_share"] == 680 / 700
    assert data["abm_cost"]["above_limit"] == 1
    assert data["hours"] == {"total": 70, "human": 8, "by_side": data["hours"]["by_side"]}
    assert data["done_without_result"]["list"][0]["why"] == "reach only"
    assert data["audiences"]["persons"]["cost_per_account"] == 10


def test_a_view_has_its_own_budgets(tmp_path: Path) -> None:
    """A filter leaves the rows of its accounts."""
    data = part_budgets.data(reviewed(tmp_path, alpha(FAIR), beta(MAIL), view=View(filter="revenue < 200")))
    assert data is not None
    assert (data["budget"], data["by_class"]["B"]["revenue_share"], "A" in data["by_class"]) == (20, 1, False)


def test_every_figure_is_explained(tmp_path: Path) -> None:
    """What a block is about has an entry with its formula."""
    known = {figure.field for figure in part_budgets.EXPLAINED}
    assert {key for block in blocks(reviewed(tmp_path, alpha(FAIR, VISIT), beta(MAIL))).values() for key in block.about} == known


def test_what_is_cut_is_counted() -> None:
    """A list with more rows than a block has room for says so above them."""
    assert cut(12, Formats()) == ()
    assert cut(1234, Formats()) == ("The first 12 of 1,234:",)
