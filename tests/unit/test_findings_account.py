"""What is found in the account's own fields, its goals, flags and gates, and in what cannot be read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from abmtui.plan.document import parse
from abmtui.plan.findings import Expectations, Finding, findings
from abmtui.plan.model import ChannelRow, GateStep, Goal, Offering, Plan, RedFlag, Stakeholder, Touch

TODAY = dt.date(2026, 11, 22)
PEOPLE = (
    Stakeholder(id="s-aaaaaa", role="economic buyer", reached_by="sales"),
    Stakeholder(id="s-bbbbbb", role="champion", reached_by="both"),
)


def found(plan: Plan, **expected: Any) -> tuple[Finding, ...]:
    """Return what is found."""
    return findings(plan, TODAY, Expectations(**expected))


def said(expected: dict[str, Any] | None = None, **fields: Any) -> list[tuple[str, str, str]]:
    """Return kind, field and words of what is found in a plan of two people."""
    plan = Plan(**({"stakeholders": PEOPLE} | fields))
    return [(one.kind, one.field, one.what) for one in found(plan, **(expected or {}))]


def row(side: str, hours: float | None = 1.0, **fields: Any) -> ChannelRow:
    """Return a channel row of a side with hours."""
    return ChannelRow(id=f"c-{side}", side=side, hours=hours, owner="Aino", call_to_action="x", goal="g-aaaaaa", **fields)


GOAL = Goal(id="g-aaaaaa", name="Cut stops", whose="ours", sales_owner="Aino")
WHOLE: dict[str, Any] = {"strategy": "s", "owner": "Aino", "marketer": "Ben", "goals": (GOAL,)}


def test_abm_takes_a_strategy_a_channel_plan_and_both_functions() -> None:
    """By the plan's programme or by what the rules give; an account in DRM is not asked."""
    lacking = [
        ("", "strategy", "ABM without a strategy"),
        ("", "owner", "ABM without a key account manager"),
        ("", "marketer", "ABM without a key account marketer"),
        ("channel", "", "ABM without a channel row"),
    ]
    assert said({"programme": "ABM"}) == lacking
    assert said({"programme": "ABM", "owner": "Aino", "marketer": "Ben"}, strategy="s") == lacking[3:]
    assert said({"programme": "DRM"}) == []
    assert said({"programme": "ABM"}, programme="DRM", programme_reason="small") == []
    assert said(programme="ABM", programme_reason="large") == lacking


def test_abm_takes_hours_of_both_functions() -> None:
    """A joint row has hours of both; hours of zero, and rows that are over, are none."""
    abm = {"programme": "ABM"}
    assert said(abm, **WHOLE, channels=(row("sales"), row("marketing"))) == []
    assert said(abm, **WHOLE, channels=(row("joint"),)) == []
    assert said(abm, **WHOLE, channels=(row("sales"),)) == [("channel", "hours", "ABM without hours of marketing")]
    assert said(abm, **WHOLE, channels=(row("marketing", 0.0),)) == [("channel", "hours", "ABM without hours of sales and marketing")]
    assert said(abm, **WHOLE, channels=(row("joint", status="done"),)) == [("channel", "", "ABM without a channel row")]


def test_an_unhappy_account_is_told() -> None:
    """Up to 2 of 5, or up to what the settings say."""
    assert said(satisfaction=2) == [("", "satisfaction", "unhappy: 2 of 5")]
    assert said(satisfaction=3) == []
    assert said({"unhappy": 3.0}, satisfaction=3) == [("", "satisfaction", "unhappy: 3 of 5")]


def test_a_side_without_a_return_is_told_until_a_flag_is_open() -> None:
    """Each side for itself; unknown is no no."""
    assert said(our_roi="no") == [("", "our_roi", "we see no return, no flag is open")]
    assert said(their_roi="no", flags=(RedFlag(type="no mutual ROI: ours"),)) == [("", "their_roi", "they see no return, no flag is open")]
    assert said(their_roi="no", flags=(RedFlag(type="no mutual ROI: theirs"),)) == []
    assert said(our_roi="unknown", their_roi="yes") == []


def test_a_contract_that_ended_is_told() -> None:
    """Today it still runs."""
    assert said(contract_end=dt.date(2026, 11, 21)) == [("", "contract_end", "contract ended 2026-11-21")]
    assert said(contract_end=TODAY) == []


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"potential": -1.0}, ("", "potential", "potential below zero")),
        ({"offerings": (Offering(id="o-a", potential=-1.0),)}, ("offering", "potential", "potential below zero")),
        ({"channels": (row("marketing", -2.0),), "goals": (GOAL,)}, ("channel", "hours", "hours below zero")),
    ],
)
def test_amounts_below_zero_are_told(fields: dict[str, Any], place: tuple[str, str, str]) -> None:
    """What an account could buy, budgets and hours."""
    assert place in said(**fields)


def test_what_may_fall_below_zero_is_let_be() -> None:
    """Numbers of goals, what an account buys after credit notes, a result that was a loss, and zero."""
    goal = Goal(id="g-aaaaaa", whose="ours", sales_owner="Aino", current=-5.0)
    assert said(potential=0.0, goals=(goal,), offerings=(Offering(current=-1.0),), channels=(row("marketing", result_value=-3.0),)) == []


def test_a_goal_of_both_has_owners_on_both_sides() -> None:
    """A mutual one, or one that nobody calls anybody's; ours and theirs take one owner; closed goals say nothing."""
    one: dict[str, Any] = {"id": "g-aaaaaa", "name": "Cut stops", "sales_owner": "Aino"}
    assert said(goals=(Goal(**one, whose="mutual"),)) == [("goal", "marketing_owner", "unaligned: no owner in marketing")]
    assert said(goals=(Goal(id="g-a", marketing_owner="Ben"),)) == [("goal", "sales_owner", "unaligned: no owner in sales")]
    assert said(goals=(Goal(**one, whose="mutual", marketing_owner="Ben"),)) == []
    assert said(goals=(Goal(**one, whose="ours"),)) == []
    assert said(goals=(Goal(id="g-a", whose="theirs"),)) == [("goal", "sales_owner", "no owner")]
    assert said(goals=(Goal(id="g-a", whose="mutual", status="reached"),)) == []


def test_days_stand_in_their_order() -> None:
    """A gate passed before it was entered, a flag closed before it was raised: both are mistakes; the same day is none."""
    early, late = dt.date(2026, 5, 1), dt.date(2026, 5, 2)
    assert said(gates=(GateStep(entered=late, passed=early),)) == [("gate", "passed", "passed before it was entered (2026-05-02)")]
    assert said(flags=(RedFlag(raised=late, closed=early, status="resolved"),)) == [("flag", "closed", "closed before it was raised (2026-05-02)")]
    assert said(gates=(GateStep(entered=early, passed=early), GateStep(passed=late)), flags=(RedFlag(raised=early),)) == []


def test_what_was_done_was_not_done_in_the_future() -> None:
    """Tomorrow is let be, since it is tomorrow already elsewhere."""
    tomorrow, after = TODAY + dt.timedelta(1), TODAY + dt.timedelta(2)
    assert said(satisfaction_date=after, touches=(Touch(date=after),)) == [
        ("", "satisfaction_date", "lies in the future (2026-11-24)"),
        ("touch", "date", "lies in the future (2026-11-24)"),
    ]
    assert said(satisfaction_date=tomorrow, touches=(Touch(date=tomorrow),)) == []


def test_values_that_a_field_cannot_hold_are_kept_and_told() -> None:
    """An impossible date and an amount in words stay in the file and are marked; keys that nobody knows are let be."""
    text = 'format = 1\nid = "1"\npotential = "a lot"\ncolour = "red"\n[[goal]]\nid = "g-aaaaaa"\nwhose = "ours"\nsales_owner = "A"\ndue = "2026-02-30"\n'
    plan = parse(text, "plan.toml").plan
    unread = [one for one in found(plan) if "cannot be read" in one.what]
    assert [(one.kind, one.row_id, one.field, one.mistake) for one in unread] == [("", "", "potential", True), ("goal", "g-aaaaaa", "due", True)]
    assert unread[1].what == '"2026-02-30" cannot be read: it is kept and shown as empty'
    assert unread[1].mend == "write a date without quotes, such as 2026-03-01"


def test_nothing_is_told_twice() -> None:
    """Each finding stands once, and each says how it is mended."""
    plan = Plan(stakeholders=(Stakeholder(id="s-a", influences=("s-zzzzzz", "s-zzzzzz")),))
    all_found = found(plan)
    assert len(set(all_found)) == len(all_found)
    assert all(one.mend for one in all_found)
