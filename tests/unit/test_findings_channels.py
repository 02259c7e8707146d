"""What is found in the channel plan, each rule where it holds, where it does not, and at its border."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from abmtui.plan.findings import Expectations, findings
from abmtui.plan.model import ChannelRow, Goal, Plan, Stakeholder, Touch

TODAY = dt.date(2026, 11, 22)
PEOPLE = (
    Stakeholder(id="s-aaaaaa", name="Mika", role="economic buyer", reached_by="sales"),
    Stakeholder(id="s-bbbbbb", name="Anna", role="champion", reached_by="both"),
)
GOAL = Goal(id="g-aaaaaa", name="Cut stops", whose="ours", sales_owner="Aino", due=dt.date(2026, 12, 31))


def row(**fields: Any) -> ChannelRow:
    """Return a channel row in which nothing is found, with some fields changed."""
    return ChannelRow(**({"id": "c-aaaaaa", "audience": "s-aaaaaa", "call_to_action": "book", "goal": "g-aaaaaa"} | fields))


def said(*rows: ChannelRow, people: tuple[Stakeholder, ...] = PEOPLE, touches: tuple[Touch, ...] = (), **expected: Any) -> list[tuple[str, str]]:
    """Return field and words of what is found."""
    plan = Plan(stakeholders=people, goals=(GOAL,), channels=rows, touches=touches)
    return [(one.field, one.what) for one in findings(plan, TODAY, Expectations(**expected))]


def touched(days_ago: int, who: str = "s-aaaaaa") -> Touch:
    """Return a touch so many days ago."""
    return Touch(date=TODAY - dt.timedelta(days_ago), who=(who,))


@pytest.mark.parametrize("spent", [{"budget": 0.01}, {"actual": 100.0}])
def test_money_without_a_goal_is_told_instead_of_a_row_without_one(spent: dict[str, float]) -> None:
    """Nothing spent is no goal alone; a row that is over says nothing."""
    assert said(row(goal="", **spent)) == [("goal", "spend without a goal")]
    assert said(row(goal="", budget=0.0)) == [("goal", "no goal")]
    assert said(row(**spent)) == []
    for status in ("done", "cancelled"):
        assert said(row(goal="", call_to_action="", status=status, **spent)) == []


def test_reach_alone_is_no_result() -> None:
    """Reach, and a result nobody calls an outcome; an outcome or its value at the account does; done rows are asked too, cancelled ones not."""
    assert said(row(metric="reach")) == [("metric", "reach only")]
    assert said(row(metric="reach", result="2,000 followers", status="done")) == [("metric", "reach only")]
    assert said(row(result="2,000 followers")) == [("metric", "result without an outcome")]
    assert said(row(metric="outcome", result="a meeting with the CFO")) == []
    assert said(row(metric="reach", result_value=0.0)) == []
    assert said(row(metric="reach", status="cancelled")) == []
    assert said(row()) == []


def test_a_channel_against_the_preference_is_told() -> None:
    """Case and accents do not matter; without a preference, or without a channel yet, there is nothing to tell."""
    prefers = (Stakeholder(id="s-aaaaaa", role="economic buyer", reached_by="sales", preferred_channel="Email"), PEOPLE[1])
    assert said(row(channel="webinar"), people=prefers) == [("channel", "against the preference: Email")]
    assert said(row(channel="email"), people=prefers) == []
    assert said(row(), people=prefers) == []
    assert said(row(channel="webinar", audience="s-bbbbbb"), people=prefers) == []
    assert said(row(channel="webinar", status="done"), people=prefers) == []


def test_a_row_of_sales_has_an_owner() -> None:
    """Sales and joint rows; one of marketing may have none, and a row that is over too."""
    assert said(row(side="sales")) == [("owner", "sales row without an owner")]
    assert said(row(side="joint")) == [("owner", "joint row without an owner")]
    assert said(row(side="sales", owner="Aino")) == []
    assert said(row(side="marketing")) == []
    assert said(row(side="sales", status="done")) == []


def test_a_row_comes_before_its_goal_is_due() -> None:
    """On the very day it is in time."""
    assert said(row(when=dt.date(2027, 1, 1))) == [("when", "after its goal is due (2026-12-31)")]
    assert said(row(when=dt.date(2026, 12, 31))) == []
    assert said(row(when="monthly")) == []


def test_what_looks_like_a_date_is_one() -> None:
    """A day that no month has is told; a cadence is not."""
    assert said(row(when="2026-02-30")) == [("when", '"2026-02-30" is no date of the calendar')]
    assert said(row(when="2026-12-03")) == [("when", '"2026-12-03" is a text, not a date')]
    assert said(row(when="2026 spring")) == []


def test_more_than_four_touches_within_a_month_annoy() -> None:
    """Four are not too many, five are, and only within 30 days: the 30th day is out; the limit is the settings'."""
    assert said(touches=tuple(touched(day) for day in (0, 1, 2, 29))) == []
    assert said(touches=tuple(touched(day) for day in (0, 1, 2, 3, 29))) == [("name", "5 touches within 30 days, more than 4")]
    assert said(touches=tuple(touched(day) for day in (0, 1, 2, 3, 30))) == []
    assert said(touches=(touched(0), touched(1)), touches_a_month=1) == [("name", "2 touches within 30 days, more than 1")]
    assert said(touches=(*(touched(day) for day in (0, 1, 2, 3)), Touch(who=("s-aaaaaa",)), touched(-1))) == []


def test_what_is_planned_counts_as_touches() -> None:
    """Dated rows and cadences, beside what was done; each person for himself; who left is let be."""
    dated = [row(id=f"c-{day}", when=TODAY + dt.timedelta(day)) for day in range(3)]
    assert said(*dated, touches=(touched(1), touched(2))) == [("name", "5 touches within 30 days, more than 4")]
    assert said(*dated, touches=(touched(1), touched(2, "s-bbbbbb"))) == []
    spread = [row(id=f"c-{day}", when=TODAY + dt.timedelta(day)) for day in (0, 1, 2, 3, 30)]
    assert said(*spread) == []
    assert said(*spread[:4], row(id="c-x", when=TODAY + dt.timedelta(29))) == [("name", "5 touches within 30 days, more than 4")]
    assert said(row(when="weekly")) == [("name", "5 touches within 30 days, more than 4")]
    assert said(row(when="twice a week")) == [("name", "10 touches within 30 days, more than 4")]
    for rare in ("always on", "quarterly", "fortnightly", "every other week", "soon"):
        assert said(row(when=rare)) == []
    assert said(row(when="Every two weeks")) == []
    assert said(row(when="quarterly")) == []
    assert said(row(when=dt.date(2026, 11, 21)), row(id="c-b", when="weekly", status="cancelled"), touches=tuple(touched(day) for day in range(4))) == []
    gone = (Stakeholder(id="s-aaaaaa", left=True), *PEOPLE[1:])
    assert "name" not in [field for field, _ in said(touches=tuple(touched(day) for day in range(9)), people=gone)]
