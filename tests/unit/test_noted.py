"""What an account's page is told to look at, and how the same stands in words for `plan show --view findings`."""

from __future__ import annotations

import datetime as dt

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.plan.findings import Expectations, Finding
from abmtui.plan.gates import Gate
from abmtui.plan.model import EMPTY, ChannelRow, GateStep, Goal, Plan, Score, Stakeholder
from abmtui.report.view_findings import blocks, where
from abmtui.tui.account_words import health_words
from abmtui.tui.bases.account_facts import AccountFacts
from abmtui.tui.bases.summary_lines import as_many, missing_words
from abmtui.workspace.expected import ages_of, expectations_of

TODAY = dt.date(2026, 11, 22)
PAST = dt.date(2026, 11, 1)


def test_a_place_is_marked_once_by_what_is_found_or_stale() -> None:
    """A score that is stale is both: it is told once; what is only stale comes behind, by the class that the account has."""
    score = Score(id="k-a", criterion="trust", score=4, evidence="said so", source="asked", date=dt.date(2025, 1, 1))
    plan = Plan(scores=(score,), next_review=PAST, next_step_due=PAST)
    facts = AccountFacts(abc_class="B", expected=Expectations(programme="ABM", owner="Aino", marketer="Ben"))
    said = [one.what for one in facts.noted(plan, TODAY)]
    assert said.count("stale: scored 690 days ago") == 1
    assert sum("next step" in what for what in said) == 1
    assert "ABM without a strategy" in said
    assert not any("marketer" in what for what in said)
    assert said[-2:] == ["review past its date: 2026-11-01, 21 days ago", "no touch is written (180 days for class B)"]


def test_gates_and_the_plans_age_are_noted_too() -> None:
    """Gates by the account's class; a plan that nobody changed beside one that lacks people."""
    plan = Plan(gates=(GateStep(id="p-a", name="Order", entered=TODAY, passed=TODAY),))
    facts = AccountFacts(abc_class="A", gates={"A": (Gate("Order", ("signed",)),)}, changed=dt.date(2026, 1, 1))
    said = [one.what for one in facts.noted(plan, TODAY)]
    assert "passed with unmet criteria (signed) and no reason" in said
    assert said[0] == "no economic buyer"
    assert said[-1] == "nobody changed this plan since 2026-01-01, 325 days ago"


def test_settings_become_what_is_expected() -> None:
    """Limits and ages of the config, and what source and rules say of the account."""
    config = Config(
        limits={"score_days": 10.0, "touches_a_month": 2.0, "unhappy": 3.0}, ages={"plan": 1, "person": 2, "flag": 3, "satisfaction": 4, "returns": 5}
    )
    assert expectations_of(config, "DRM", "Aino") == Expectations(10.0, 2.0, 3.0, "DRM", "Aino", "")
    ages = ages_of(config)
    assert (ages.plan, ages.person, ages.flag, ages.satisfaction, ages.returns, ages.score) == (1, 2, 3, 4, 5, 10.0)
    assert ages.touch["key"] == 30


def test_health_counts_its_flags_at_the_end() -> None:
    """Every other reason stands before them; without a reason there is nothing to say."""
    assert health_words("high flag open 9 days; decider unreached", 1) == "decider unreached + 1 high flag"
    assert health_words("high flag open", 2) == "2 high flags"
    assert health_words("goal overdue 30 Sep 2026; flag open 3 days", 0) == "goal overdue 30 Sep 2026 + flag open 3 days"
    assert health_words("", 0) == ""


def test_a_line_holds_as_many_parts_as_it_can() -> None:
    """The rest is counted; a first part that is too long stays whole, the screen cuts it."""
    assert as_many(("one", "two", "three"), 17) == "one · two · three"
    assert as_many(("one", "two", "three"), 16) == "one"
    assert as_many(("one", "two", "three", "four"), 21) == "one · + 3 further"
    assert as_many(("a long part",), 5) == "a long part"
    assert as_many((), 5) == ""


def test_what_is_missing_is_said_with_its_rows() -> None:
    """Of several rows how many lack it; a kind without any is named as such."""
    words = missing_words(Plan(stakeholders=(Stakeholder(name="a", title="x"), Stakeholder(name="b"))))
    assert words[0] == "any channel row"
    assert "title of stakeholders (1 of 2)" in words
    assert "strategy" in words


def test_the_view_lists_places_words_and_mends() -> None:
    """Findings, what is stale, what is missing, and what is not known of the account."""
    row = ChannelRow(id="c-a", message="Fuel cost\nper mile", goal="g-a")
    found, old, filled, known = blocks(Plan(channels=(row,), goals=(Goal(id="g-a", whose="ours", sales_owner="Aino"),), next_review=PAST), TODAY, Formats())
    assert ("channel row Fuel cost per mile, call to action", "no call to action", "say what they should do next") in found.rows
    assert found.sentences == ("3 things to look at",)
    assert [what for _, what, _ in old.rows] == ["review past its date: 2026-11-01, 21 days ago", "no touch is written (365 days for accounts without a class)"]
    assert filled.rows[0] == ("any stakeholder", "7 of 7")
    assert "by this plan alone" in known.sentences[0]
    assert [group for group, _ in known.rows] == ["account", "people", "scores"]
    assert where(EMPTY, Finding("", "", "", "no champion")) == "the account"
    assert where(EMPTY, Finding("touch", "", "date", "no touch")) == "touch, date"
