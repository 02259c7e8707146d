"""The parts of a review on zones, coverage and fit, as people read them and as other programs do."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.config import EMPTY
from abmtui.formats import Formats
from abmtui.portfolio.rules import ZoneLines
from abmtui.report import part_coverage, part_fit, part_programmes
from abmtui.report.programme_words import abm_or_drm
from abmtui.report.text import as_text
from abmtui.sources.request import SourceRequest
from abmtui.workspace.measured import View
from abmtui.workspace.opened import open_workspace
from abmtui.workspace.request import OpenRequest
from abmtui.workspace.reviewed import Reviewed, reviewed

if TYPE_CHECKING:
    from pathlib import Path

ACCOUNTS = """id,name,kind,revenue,margin,potential,needs,industry,coverage,owner,marketer,currency
1,Alpha,customer,800000,200000,,5,Ports,dedicated team,Ada,Eva,EUR
2,Beta,customer,100000,20000,,,Ports,telesales,Ada,,EUR
3,Gamma,customer,50000,5000,,3,,field sales,,,EUR
4,Delta,customer,30000,4000,,1,Ports,field sales,Ben,,EUR
5,Epsilon,customer,20000,1000,,,Ports,web,Ben,,EUR
6,Zeta,customer,,,,,Ports,,Ben,,EUR
7,Pi,prospect,,,900000,,Ports,telesales,Ben,,EUR
8,Rho,partner,,,1000,,Ports,,Ben,,EUR
"""
PLAN = """format = 1
id = "1"
name = "Alpha"
key_account = true
strategy = "grow"
tier = "best"
marketer = "Eva"

[[channel]]
id = "c-aaaaaa"
message = "m"
programme = "ABM"
status = "planned"
side = "joint"
hours = 5
budget = 90000
"""


def opened(tmp_path: Path, view: View | None = None, *, plan: str = PLAN, text: str = ACCOUNTS) -> Reviewed:
    """The review of the accounts above with one plan."""
    (tmp_path / "accounts.csv").write_text(text, "utf-8")
    if plan:
        (tmp_path / "plans").mkdir(exist_ok=True)
        (tmp_path / "plans" / "alpha--6b86b273ff34fce1.toml").write_text(plan, "utf-8")
    workspace = open_workspace(OpenRequest(SourceRequest((str(tmp_path / "accounts.csv"),))), author="t", now=lambda: dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
    workspace.refresh_plans()
    return reviewed(workspace, workspace.measured(view or View()))


def text_of(part: Any, found: Reviewed) -> str:
    """A part as text, runs of blanks as one."""
    return re.sub(r" +", " ", as_text(part.blocks(found, Formats())))


def test_programmes_in_words_and_rows(tmp_path: Path) -> None:
    """Every group has its accounts, their share and the others; what is undefined or odd is said."""
    told = text_of(part_programmes, opened(tmp_path))
    for expected in (
        "Top value band: class A, from EUR 800,000; low band: class C, below EUR 50,000; needs up to 2 of 5 are homogeneous.",
        "Mass marketing, one size fits all, is a small part: 1 account with 3.0% of the value.",
        "2 accounts of low value have no zone yet: their needs are not scored.",
        "1 account without revenue and potential stands in no zone.",
        "ABM 1 80.0% 1 EUR 900,000",
        "undefined 1 2.0% 1 EUR 1,000",
        "DRM 4 20.0% 1 EUR 1,000",
        "1:1 1 80.0%\n 1:few 0 0.0% 1 EUR 900,000",
        "True ABM, with a plan of its own: 1 account. In ABM without one, so targeted (named): 1.",
        "large-account 1 80.0% EUR 90,000",
        "Said by plans: 0, by the source: 6, by rule: 1.",
        "web 1 2.0%",
        "Alpha tier best",
        "1 key account: fewer than the 15 to 35 that a company usually has.",
        "1 key account without a reason:\n Alpha A",
        "The accounts of tier 1:1 and 1:few take 1 marketer; 1 is named.",
        "1 account of these tiers has no marketer.",
        "Eva 1 0 33%",
    ):
        assert expected in told, expected


def test_programmes_as_json(tmp_path: Path) -> None:
    """The keys other programs rely on, unrounded, at the top of the report."""
    data = json.loads(json.dumps(part_programmes.data(opened(tmp_path)), allow_nan=False))
    assert data["zones"]["ABM"] == {"accounts": 1, "share": 0.8, "others": 1, "potential": 900000.0}
    assert list(data["zones"]) == ["ABM", "targeted marketing", "mass marketing", "undefined"]
    assert sum(zone["accounts"] for zone in data["zones"].values()) == 5
    assert data["programmes"]["DRM"]["accounts"] == 4
    assert {name: tier["accounts"] for name, tier in data["tiers"].items()} == {"1:1": 1, "1:few": 0, "1:many": 4}
    assert data["varieties"]["large-account"]["budget"] == 90000
    assert data["varieties"]["customer marketing"]["budget"] is None
    assert data["coverage"]["telesales"] == {"accounts": 1, "share": pytest.approx(0.1), "others": 2, "potential": 901000.0}
    assert data["true_abm"] == {"true": 1, "named": 1, "accounts": [{"id": "1", "name": "Alpha"}]}
    assert data["key_accounts"]["judged"] == "few"
    assert data["key_accounts"]["without_reason"] == [{"id": "1", "name": "Alpha"}]
    assert data["key_accounts"]["marketers"] == [{"name": "Eva", "1:1": 1, "1:few": 0, "load": pytest.approx(1 / 3)}]


def test_a_view_has_its_own_shares_and_the_book_s_key_accounts(tmp_path: Path) -> None:
    """Filtered to Ben's: no ABM customer; lines of zones that are moved are told; an empty view says so."""
    told = text_of(part_programmes, opened(tmp_path, View(filter="owner = 'Ben'", zones=ZoneLines(top=0.5, low=0.9))))
    assert "Top value band: the first 50% of the value, from EUR 800,000; low band: beyond 90% of the value, below EUR 100,000;" in told
    assert "Mass marketing, one size fits all, is no small part: 1 account with 60.0% of the value." in told
    assert "1 key account in the whole book" in told
    nobody = opened(tmp_path, View(filter="revenue < 0"))
    assert text_of(part_programmes, nobody) == "Zones\n No account in view: no zones, programmes, tiers, varieties or coverage.\n"
    assert text_of(part_coverage, nobody) == "Coverage\n No account in view: no coverage.\n"
    assert part_programmes.data(nobody)["zones"] == {}


def test_without_plans_nothing_is_invented(tmp_path: Path) -> None:
    """No key account, no budget, nobody asked: a sentence each."""
    found = opened(tmp_path, plan="", text="id,name,revenue\n1,Alpha,9\n2,Beta,1\n")
    assert "No key account is chosen yet: a person chooses them, each with a reason." in text_of(part_programmes, found)
    told = text_of(part_coverage, found)
    for expected in ("No teams: neither source nor plans say any.", "No coverage data:", "No key account in view.", "No satisfaction data:"):
        assert expected in told
    assert "No costs: no channel row of an ABM account says a budget." in text_of(part_fit, found)
    nothing = opened(tmp_path, plan="", text="id,name,revenue\n1,Alpha,0\n")
    assert "No bands: no account has a value above zero." in text_of(part_programmes, nothing)
    assert "Undefined: no account has a value above zero." in text_of(part_fit, nothing)
    assert part_fit.data(nothing)["verdict"] is None


def test_coverage_in_words_and_as_json(tmp_path: Path) -> None:
    """By class, odd words named, each finding counted with its accounts, which Enter opens."""
    found = opened(tmp_path)
    told = text_of(part_coverage, found)
    for expected in (
        "Class B 0 1 1 0 0",
        'Coverage in words that mean none of the models, so that nothing can be judged by them: "web" (1).',
        "1 of 6 accounts.\n Account Class Revenue What\n Delta C EUR 30,000 class C with field sales",
        "1 of 1 account.\n Account Class Revenue What\n Alpha A ★ EUR 800,000 no team",
        "Pi - EUR 900,000 potential no plan",
        "Pi - EUR 900,000 potential no marketer",
        "Gamma B EUR 50,000 no segment, persona or industry",
    ):
        assert expected in told, expected
    for block in part_coverage.blocks(found, Formats()):
        assert not block.accounts or len(block.accounts) == len(block.rows)
    data = json.loads(json.dumps(part_coverage.data(found), allow_nan=False))
    assert (data["count"], data["of"]) == (1, 6)
    assert data["accounts"] == [
        {"id": "4", "name": "Delta", "class": "C", "key_account": False, "coverage_model": "field sales", "what": "class C with field sales"}
    ]
    assert data["key_without_team"]["count"] == 1
    assert data["odd_words"] == {"web": 1}


def test_fit_on_one_page(tmp_path: Path) -> None:
    """The verdict first, a threshold with each number, what would change it; too dear is told."""
    told = text_of(part_fit, opened(tmp_path, View(filter="owner = 'Ben'")))
    for expected in (
        "Yes, for some accounts",
        "Of the whole book, whatever is in view.",
        "Top value band: 1 account of 5 (20.0%) with 80.0% of the value; more than 50% of the accounts would be most of them.",
        "Too big to lose, with 10% of revenue or more: 2.",
        "Alpha 80.0%",
        "Prospects and partners whose potential reaches the top band, EUR 800,000 or more: 1.",
        "Needs are scored for 1 of 2 accounts of the low band",
        "3 accounts in the top band, and not more than 50, would make it right for most;",
        "EUR 90,000 for 1 of 2 accounts in ABM; their margin is EUR 200,000 on average over 1 account.",
        "Above 10% of margin (prospects: potential), or against a loss: 1.",
        "Alpha EUR 90,000 EUR 200,000 45.0%",
        "ABM or DRM: the difference",
    ):
        assert expected in told, expected
    data = json.loads(json.dumps(part_fit.data(opened(tmp_path)), allow_nan=False))
    assert data["verdict"] == "for some accounts"
    assert data["too_big_to_lose"]["accounts"][0] == {"id": "1", "name": "Alpha", "share": pytest.approx(0.8)}
    assert data["dear"]["accounts"] == [{"id": "1", "name": "Alpha", "cost": 90000.0, "held": 200000.0, "held_as": "margin", "cost_share": 0.45}]


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        ([1] * 100, "Not by these numbers"),
        ([1] * 100, "an account with 10% of revenue, a prospect of 1, or a spread of 60/40 or more uneven."),
        ([1] * 4, "2 accounts or fewer in the top band would make it right for some;"),
        ([1] * 3, "What would change the verdict: 1 account in the top band would make it right for some;"),
        ([1], "What would change the verdict: a spread below 60/40"),
        ([1] * 4, "Needs: no account is in the low band"),
        ([90, *[1] * 200], "right for most it cannot be: half of 201 accounts are more than the 50 that people can carry."),
    ],
)
def test_what_would_change_the_verdict(tmp_path: Path, revenue: list[int], expected: str) -> None:
    """For every verdict."""
    text = "id,name,revenue\n" + "".join(f"{row},Account {row},{amount}\n" for row, amount in enumerate(revenue))
    assert expected in text_of(part_fit, opened(tmp_path, plan="", text=text))


def test_every_figure_is_explained() -> None:
    """Name, meaning and formula of each; the difference between ABM and DRM has as many cells as columns."""
    explained = [*part_programmes.EXPLAINED, *part_coverage.EXPLAINED, *part_fit.EXPLAINED]
    assert len({one.field for one in explained}) == len(explained)
    assert all(one.name and one.meaning and one.formula for one in explained)
    assert all(len(row) == 3 for row in abm_or_drm().rows)
    assert EMPTY.limits["abm_cost_share"] == 0.10
