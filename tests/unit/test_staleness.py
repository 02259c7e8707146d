"""What is past its date or its age in a plan, at the border of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from abmtui.plan.model import ChannelRow, GateStep, Goal, Offering, Plan, RedFlag, Score, Stakeholder, Touch
from abmtui.plan.staleness import Ages, stale, touched_last

TODAY = dt.date(2026, 11, 22)
YESTERDAY = dt.date(2026, 11, 21)


def ago(days: int) -> dt.date:
    """Return the day so many days ago."""
    return TODAY - dt.timedelta(days)


def said(of_class: str = "C", ages: Ages | None = None, changed: dt.date | None = None, **fields: Any) -> list[tuple[str, str, str]]:
    """Return kind, field and words of what is stale in a plan that was touched today."""
    plan = Plan(**({"touches": (Touch(date=TODAY),)} | fields))
    return [(one.kind, one.field, one.what) for one in stale(plan, TODAY, ages or Ages(), of_class, changed)]


@pytest.mark.parametrize(
    ("kind", "field", "called", "open_", "closed"),
    [
        ("channel", "when", "channel row", ChannelRow(when=YESTERDAY), ChannelRow(when=YESTERDAY, status="done")),
        ("flag", "review_by", "flag review", RedFlag(review_by=YESTERDAY), RedFlag(review_by=YESTERDAY, status="resolved")),
        ("goal", "due", "goal", Goal(due=YESTERDAY), Goal(due=YESTERDAY, status="missed")),
        ("offering", "expected", "decision", Offering(expected=YESTERDAY), Offering(expected=YESTERDAY, stage="decided")),
    ],
)
def test_rows_are_past_their_date_while_they_wait_for_it(kind: str, field: str, called: str, open_: Any, closed: Any) -> None:
    """Yesterday is past, today is in time, and what is closed waits for nothing."""
    late: dict[str, Any] = {f"{kind}s": (open_, closed)}
    in_time: dict[str, Any] = {f"{kind}s": (replace(open_, **{field: TODAY}),)}
    assert said(**late) == [(kind, field, f"{called} past its date: 2026-11-21, 1 day ago")]
    assert said(**in_time) == []


def test_a_cadence_has_no_date() -> None:
    """A row in words, however old, waits for no day."""
    assert said(channels=(ChannelRow(when="monthly"),)) == []


def test_the_accounts_own_dates() -> None:
    """Next step, next review and contract end, each with its days."""
    assert said(next_step_due=ago(2), next_review=ago(41), contract_end=ago(1_000)) == [
        ("", "next_step_due", "next step past its date: 2026-11-20, 2 days ago"),
        ("", "next_review", "review past its date: 2026-10-12, 41 days ago"),
        ("", "contract_end", "contract end past its date: 2024-02-26, 1,000 days ago"),
    ]
    assert said(next_step_due=TODAY, next_review=TODAY, contract_end=TODAY) == []


def test_scores_go_stale_by_the_days_of_the_settings() -> None:
    """So many days are in time, one more is not; a guess that is merely old is no matter of dates."""
    score = Score(criterion="trust", score=4, evidence="said so", source="asked", date=ago(100))
    assert said(scores=(score,)) == []
    assert said(ages=Ages(score=100), scores=(score,)) == []
    assert said(ages=Ages(score=99), scores=(score,)) == [("score", "date", "stale: scored 100 days ago")]
    assert said(scores=(Score(criterion="trust", score=4, source="guessed", date=ago(100)),)) == []


def test_flags_without_a_review_date_go_stale() -> None:
    """90 days are in time; a review date to come, or a closed flag, is let be."""
    assert said(flags=(RedFlag(raised=ago(91)),)) == [("flag", "review_by", "open since 2026-08-23, 91 days ago, no review date")]
    for flag in (RedFlag(raised=ago(90)), RedFlag(raised=ago(91), review_by=TODAY), RedFlag(raised=ago(91), status="lost"), RedFlag()):
        assert said(flags=(flag,)) == []


def test_people_go_stale_by_the_last_that_was_heard_of_them() -> None:
    """Of update and touch the later counts; who left, and who has no date at all, is let be."""
    old = Stakeholder(updated=ago(366), last_touch=ago(500))
    assert said(stakeholders=(old,)) == [("stakeholder", "updated", "last heard of 2025-11-21, 366 days ago")]
    for person in (Stakeholder(updated=ago(366), last_touch=ago(365)), Stakeholder(updated=ago(400), left=True), Stakeholder()):
        assert said(stakeholders=(person,)) == []


def test_a_gate_goes_stale_after_the_sales_cycle() -> None:
    """180 days where no cycle is written; a passed gate and one without a day are let be."""
    gate = GateStep(entered=ago(181))
    assert said(gates=(gate,)) == [("gate", "entered", "in this gate since 2026-05-25, 181 days ago")]
    assert said(gates=(gate,), sales_cycle_months=6.0) == []
    assert said(gates=(gate,), sales_cycle_months=5.0) == said(gates=(gate,), sales_cycle_months=0.0) == said(gates=(gate,))
    assert said(gates=(GateStep(entered=ago(180)), GateStep(entered=ago(181), passed=TODAY), GateStep())) == []


@pytest.mark.parametrize(("value", "date"), [({"satisfaction": 4}, "satisfaction_date"), ({"our_roi": "yes"}, "roi_date"), ({"their_roi": "no"}, "roi_date")])
def test_what_was_asked_goes_stale(value: dict[str, Any], date: str) -> None:
    """After a year, and at once where nobody wrote when; what was never asked is not stale."""

    def dated(days: int) -> dict[str, Any]:
        return {date: ago(days)}

    assert said(**value) == [("", date, "nobody wrote when it was asked")]
    assert said(**value, **dated(366)) == [("", date, "asked 2025-11-21, 366 days ago")]
    assert said(**value, **dated(365)) == []
    assert said(our_roi="unknown", their_roi="") == []


def test_an_account_goes_without_a_touch_for_the_days_of_its_class() -> None:
    """Key account before the plan's class before the book's; without any the longest; never touched is said so."""
    touched: dict[str, Any] = {"touches": (Touch(date=ago(91)), Touch(date=ago(200)), Touch())}
    assert said("A", **touched) == [("touch", "date", "no touch since 2026-08-23, 91 days ago (90 days for class A)")]
    assert said("B", **touched) == said("", **touched) == []
    assert said("B", **touched, key_account=True)[0][2].endswith("(30 days for key accounts)")
    assert said("B", **touched, abc_class="A")[0][2].endswith("(90 days for class A)")
    assert said("A", touches=(Touch(date=ago(90)),)) == []
    assert said("", touches=()) == [("touch", "date", "no touch is written (365 days for accounts without a class)")]


def test_the_last_touch_is_anybodys() -> None:
    """Of the log or of a person, whichever is later; none where nothing is dated."""
    assert touched_last(Plan(touches=(Touch(date=ago(5)), Touch()), stakeholders=(Stakeholder(last_touch=ago(3)), Stakeholder()))) == ago(3)
    assert touched_last(Plan()) is None


def test_a_plan_that_nobody_changed_goes_stale() -> None:
    """180 days are in time; a day that is not known says nothing."""
    assert said(changed=ago(181)) == [("", "", "nobody changed this plan since 2026-05-25, 181 days ago")]
    assert said(changed=ago(180)) == []
    assert said(ages=Ages(plan=10), changed=ago(11)) != []
