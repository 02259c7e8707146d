"""What a plan knows of its account and what it lacks by name, and how the account buys."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from abmtui.config import Config
from abmtui.plan.model import EMPTY, Offering, Plan, Score, Stakeholder
from abmtui.review.intelligence import ACCOUNT, PEOPLE, SCORES, buying_structure, criteria_asked, intelligence, intelligence_at, intelligence_of, structure_said
from abmtui.sources.request import SourceRequest
from abmtui.workspace.measured import View
from abmtui.workspace.opened import open_workspace
from abmtui.workspace.request import OpenRequest
from abmtui.workspace.review_rules import rules_of

if TYPE_CHECKING:
    from abmtui.workspace.opened import Workspace

SAMPLE = Path(__file__).parents[2] / "sample_data"
BUYER = Stakeholder(name="Mika", role="economic buyer", reached_by="sales", influence=5, support="neutral", topics=("cost",), unit="Group")
CHAMPION = Stakeholder(name="Anna", role="champion", influence=4, support="mentor", topics=("uptime",), influences=("s-aaaaaa",))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a copy of the sample portfolio with its plans."""
    copy = tmp_path_factory.mktemp("sample") / "demo"
    shutil.copytree(SAMPLE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", ".rollup"))
    request = OpenRequest(SourceRequest((str(copy / "accounts.csv"),)), Config(locale="en"))
    return open_workspace(request, author="", now=lambda: dt.datetime(2026, 11, 22, tzinfo=dt.UTC))


def lacking(plan: Plan, group: str, *in_source: str) -> list[str]:
    """Return what is missing of a group."""
    return [name for of, name in intelligence(plan, in_source, ("trust", "margin")).missing if of == group]


def test_an_empty_plan_knows_nothing_and_says_what_by_name() -> None:
    """11 fields, offerings, 7 things of its people and the criteria of the scores."""
    found = intelligence(EMPTY, (), ("trust", "margin"))
    assert (found.known, found.asked, found.share) == (0, 21, 0.0)
    assert lacking(EMPTY, ACCOUNT)[:3] == ["strategy", "pain points", "segment"]
    assert lacking(EMPTY, SCORES) == ["trust", "margin"]


def test_what_the_source_knows_is_known() -> None:
    """Segment, needs and potential may stand there."""
    assert {"segment", "needs", "potential"} & set(lacking(EMPTY, ACCOUNT, "segment", "needs", "potential")) == set()
    assert intelligence(EMPTY, ("segment",), ()).known == 1


def test_people_count_while_they_are_there() -> None:
    """A decider, reached; a champion; role, influence, support and topics of everybody; who left is not asked about."""
    gone = Stakeholder(name="Sam", left=True)
    assert lacking(Plan(stakeholders=(BUYER, CHAMPION, gone)), PEOPLE) == []
    assert lacking(Plan(stakeholders=(gone,)), PEOPLE) == lacking(EMPTY, PEOPLE)
    unreached = Stakeholder(role="decision maker", reached_by="none")
    assert lacking(Plan(stakeholders=(BUYER, unreached)), PEOPLE) == [
        "a champion",
        "every decider reached",
        "influence of each person",
        "support of each person",
        "topics of each person",
    ]


def test_a_criterion_is_known_with_any_score_on_the_scale() -> None:
    """However it is spelled; a row without a score, or off the scale, says nothing."""
    plan = Plan(
        scores=(Score(criterion="TRUST", score=3, source="guessed"), Score(criterion="margin"), Score(criterion="margin", score=9)), offerings=(Offering(),)
    )
    assert lacking(plan, SCORES) == ["margin"]
    assert "offerings" not in lacking(plan, ACCOUNT)


def test_criteria_without_weight_are_not_asked_for() -> None:
    """The config may switch one off."""
    rules = rules_of(Config(selection={"margin": 100.0, "profitability": 0.0}))
    assert criteria_asked(rules) == (*Config().outside_in, "margin")


def test_every_plan_of_the_sample_is_judged_alike_alone_and_with_all_others(workspace: Workspace) -> None:
    """The column and the account's own page say the same of all plans, deciders and influencers too."""
    standing = workspace.measured(View()).review
    shares, deciders, influencers = (standing.column(name) for name in ("intelligence", "deciders", "influencers"))
    rows = {account: row for row, account in enumerate(standing.ground.table["id"])}
    missing = dict(intelligence_of(standing).select("row", "missing").iter_rows())
    assert workspace.plans is not None
    plans = [workspace.plans.open(account, "").plan for account in standing.ground.table.filter(shares.is_not_null())["id"]]
    assert len(plans) == 14
    for plan in plans:
        row = rows[plan.id]
        alone = intelligence_at(standing, row, plan)
        assert shares[row] == pytest.approx(alone.share), plan.name
        assert sorted(missing[row]) == sorted(name for _, name in alone.missing), plan.name
        structure = buying_structure(plan)
        assert (deciders[row], influencers[row]) == (structure.deciders, structure.influencers), plan.name


def test_deciders_and_influencers_are_counted_from_the_people() -> None:
    """Those who left do not count; whoever neither has a role nor influences anybody is neither."""
    plan = Plan(
        buying_process="formal", buying_centre="centralised", stakeholders=(BUYER, CHAMPION, Stakeholder(name="?"), Stakeholder(role="user", left=True))
    )
    structure = buying_structure(plan)
    assert (structure.deciders, structure.deciders_reached, structure.influencers, structure.units) == (1, 1, 1, 1)
    assert structure_said(structure) == "formal, centralised, 1 decider (1 reached), 1 influencer"


def test_deciders_in_several_units_look_decentralised_until_the_plan_says() -> None:
    """A hint, never a field; nothing known is nothing said."""
    two = (BUYER, Stakeholder(role="decision maker", unit="Bergen"), Stakeholder(influences=("s-aaaaaa",)), CHAMPION)
    assert structure_said(buying_structure(Plan(stakeholders=two))) == "deciders in 2 units: looks decentralised, 2 deciders (1 reached), 2 influencers"
    assert structure_said(buying_structure(EMPTY)) == ""
