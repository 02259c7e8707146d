"""Proposed red flags over the whole portfolio and their part of the review: the same as of each plan, counted, listed, told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.plan.model import ChannelRow, Dismissal, Goal, Plan, RedFlag, Stakeholder
from abmtui.plan.proposals import ELSEWHERE, proposals
from abmtui.report import part_flags
from abmtui.review.proposals import account_signs, flags_proposed, proposed
from abmtui.sources.request import SourceRequest
from abmtui.workspace.measured import View
from abmtui.workspace.opened import open_workspace
from abmtui.workspace.request import OpenRequest
from abmtui.workspace.reviewed import reviewed

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace

NOW = dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC)
TODAY = NOW.date()
ACCOUNTS = """id,name,kind,revenue 2024,revenue 2025,share of wallet,prior share of wallet
1,Falls,customer,1000,800,40,52
2,Falls by half,customer,1000,500,,
3,Grows,customer,1000,1200,30,30
4,New,customer,,90,,
5,Plan and fall,customer,1000,700,50,50
6,Partner,partner,1000,10,10,90
7,Decided,customer,1000,800,50,50
"""
PLANS = (
    Plan(
        id="3",
        name="Grows",
        key_account=True,
        our_roi="yes",
        stakeholders=(
            Stakeholder("s-1", "Anna", role="champion", left=True),
            Stakeholder("s-2", "Mika", role="champion"),
            Stakeholder("s-3", "Old", role="user", left=True),
        ),
        flags=(
            RedFlag("f-1", "mutual goals not achieved", "high", status="open", raised=dt.date(2026, 11, 13), review_by=dt.date(2026, 11, 20)),
            RedFlag("f-2"),
        ),
        goals=(Goal("g-1", "Late", "mutual", due=dt.date(2026, 9, 30)),),
        dismissals=(Dismissal("d-1", "no mutual ROI: theirs", "their return never asked, of a key account", "not yet", TODAY, "Anna"), Dismissal("d-2")),
    ),
    Plan(
        id="5",
        name="Plan and fall",
        our_roi="no",
        goals=(Goal("g-1", "Late", "mutual", due=dt.date(2026, 9, 30)), Goal("g-2", "Reached", "mutual", due=dt.date(2026, 9, 30), status="reached")),
        channels=(
            ChannelRow("c-1", actual=900.0),
            ChannelRow("c-2", actual=10.0, result_value=5.0),
            ChannelRow("c-3", content_cost=5.0, metric="outcome", result="x"),
        ),
        flags=(
            RedFlag("f-1", "reorganisation", status="resolved", raised=dt.date(2026, 10, 1), closed=dt.date(2026, 10, 11), resolution="new champion"),
            RedFlag("f-2", "", status="lost"),
        ),
    ),
    Plan(id="7", name="Decided", dismissals=(Dismissal("d-1", ELSEWHERE, "revenue -20% on the year before: 800 against 1,000", "seasonal"),)),
)


def opened(folder: Path, *plans: Plan) -> tuple[Workspace, Measured]:
    """Return a workspace over seven accounts with plans, and its view."""
    source = folder / "accounts.csv"
    source.write_text(ACCOUNTS)
    workspace = open_workspace(OpenRequest(SourceRequest((str(source),), {}), Config(locale="en")), author="tester", now=lambda: NOW)
    assert workspace.plans is not None
    for plan in plans:
        workspace.plans.save(workspace.plans.open(plan.id, plan.name), plan)
    workspace.refresh_plans()
    return workspace, workspace.measured(View())


def test_the_portfolio_proposes_what_each_plan_proposes(tmp_path: Path) -> None:
    """What is read out of the frames is what the whole plans say, beside what the figures say of each account alone."""
    _, measured = opened(tmp_path, *PLANS)
    ground = measured.review.ground
    found = proposed(ground)
    plans = {plan.id: plan for plan in PLANS}
    for row, account in enumerate(measured.table["id"]):
        whole = proposals(plans.get(account, Plan()), TODAY, account_signs(ground, row))
        if account in plans:
            assert found.planned.get(row, ()) == whole
        else:
            assert (row in found.unplanned.to_list()) == bool(whole)
    assert flags_proposed(measured.review).to_list() == [1, 1, 1, None, 3, None, 0]


def test_figures_become_signs_with_their_numbers(tmp_path: Path) -> None:
    """Revenue and share of wallet, each with what it was and is; twice the limit is severe; others than customers have none."""
    _, measured = opened(tmp_path)
    ground = measured.review.ground
    signs = [account_signs(ground, row) for row in range(7)]
    assert [(sign.words, sign.severe) for sign in signs[0]] == [
        ("revenue -20% on the year before: 800 against 1,000", False),
        ("share of wallet -12 points: 52% to 40%", False),
    ]
    assert [sign.severe for sign in signs[1]] == [True]
    assert [len(one) for one in signs] == [2, 1, 0, 0, 1, 0, 1]


def test_the_column_is_offered(tmp_path: Path) -> None:
    """By name, as every further column; sorted by it the most flags come first."""
    workspace, _ = opened(tmp_path, *PLANS)
    assert workspace.measured(View(further=("flags_proposed",))).table["flags_proposed"].to_list()[4] == 3


def test_without_plans_only_figures_speak(tmp_path: Path) -> None:
    """A portfolio of which no plan is known has no frames of rows."""
    from dataclasses import replace

    _, measured = opened(tmp_path)
    ground = replace(measured.review.ground, frames={}, table=measured.table.drop("has_plan", strict=False))
    assert proposed(ground).planned == {}
    assert proposed(ground).types() == {ELSEWHERE: 4}


def words(workspace: Workspace, measured: Measured) -> str:
    """Return the part as one text."""
    lines = []
    for block in part_flags.blocks(reviewed(workspace, measured), Formats()):
        lines += [block.heading, *block.sentences, *(" | ".join(row) for row in block.rows)]
    return "\n".join(lines)


def test_the_part_tells_open_overdue_closed_proposed_and_dismissed(tmp_path: Path) -> None:
    """Types with severities and days, who is late, how flags ended, what speaks for new ones, who decided against."""
    workspace, measured = opened(tmp_path, *PLANS)
    told = words(workspace, measured)
    for line in (
        "2 red flags of 1 account are open.",
        "1 flag without the day it was raised: not in the days.",
        "mutual goals not achieved | 1 | 1 | 0 | 0 | 9",
        "without a type | 1 | 0 | 0 | 0 | -",
        "Grows | mutual goals not achieved | high | 20 Nov | 2 days",
        "Plan and fall | reorganisation | resolved | 11 Oct | 10 | new champion",
        "Plan and fall | without a type | lost | - | - | -",
        "6 red flags of 4 accounts are proposed: `abmtui plan flags ACCOUNT`, or key 4 on the account.",
        "business goes elsewhere | 3",
        "Grows | reorganisation | medium | Anna (champion) left",
        "Falls by half | business goes elsewhere | high | revenue -50% on the year before: 500 against 1,000",
        "Grows | no mutual ROI: theirs | not yet | 22 Nov | Anna",
        "Grows | without a type | - | - | -",
    ):
        assert line in told.splitlines(), line


def test_the_part_follows_the_view_and_the_data_say_the_same(tmp_path: Path) -> None:
    """A filter leaves the accounts it leaves; JSON counts all and lists the first."""
    workspace, _ = opened(tmp_path, *PLANS)
    some = workspace.measured(View(filter="name = 'Falls' OR name = 'Grows'"))
    data = part_flags.data(reviewed(workspace, some))
    assert (data["open"], data["accounts"], data["overdue_reviews"], data["dismissed"]) == (2, 1, 1, 2)
    assert data["proposed"]["by_type"] == {"business goes elsewhere": 1, "reorganisation": 1}
    assert [(one["name"], len(one["flags"])) for one in data["proposed"]["list"]] == [("Grows", 1), ("Falls", 1)]
    assert data["overdue"][0] == {"id": "3", "name": "Grows", "type": "mutual goals not achieved", "review_by": "2026-11-20", "days_late": 2}
    assert [one["longest_days"] for one in data["by_type"]] == [None, 9]


def test_where_nothing_is_open_or_proposed_that_is_said(tmp_path: Path) -> None:
    """An empty part says which key and which command raise a flag."""
    workspace, _ = opened(tmp_path)
    told = words(workspace, workspace.measured(View(filter="name = 'Grows'")))
    assert part_flags.NONE in told
    assert "Neither figures nor plans in view speak for a red flag" in told
    assert part_flags.data(reviewed(workspace, workspace.measured(View(filter="name = 'Grows'"))))["proposed"]["flags"] == 0


@pytest.mark.parametrize("count", [1, 30])
def test_many_accounts_are_listed_to_a_dozen_and_the_rest_counted(tmp_path: Path, count: int) -> None:
    """The first dozen by value; the others are in the sentence."""
    source = tmp_path / "accounts.csv"
    source.write_text("id,name,revenue 2024,revenue 2025\n" + "".join(f"{n},Account {n},1000,{n * 10 + 10}\n" for n in range(count)))
    workspace = open_workspace(OpenRequest(SourceRequest((str(source),), {}), Config(locale="en")), author="tester", now=lambda: NOW)
    told = words(workspace, workspace.measured(View()))
    assert ("Of the first 12 accounts of 30, the largest first:" in told) == (count == 30)
    assert f"{count} red flag{'s' * (count > 1)} of {count} account{'s' * (count > 1)} {'are' if count > 1 else 'is'} proposed" in told
