"""What is found in a plan, and how much of it is filled in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from abmtui.plan.findings import ASKED, Expectations, filled, findings, missing_most
from abmtui.plan.model import EMPTY, ChannelRow, Goal, Plan, RedFlag, Score, Stakeholder, Touch

TODAY = dt.date(2026, 1, 15)
PAST = dt.date(2026, 1, 14)
BUYER = Stakeholder(id="s-aaaaaa", name="Mika", role="economic buyer", reached_by="sales")
CHAMPION = Stakeholder(id="s-bbbbbb", name="Anna", role="champion", reached_by="both")
GOAL = Goal(id="g-aaaaaa", name="Cut stops", whose="mutual", sales_owner="Aino", marketing_owner="Ben")
ROW = ChannelRow(id="c-aaaaaa", audience="s-aaaaaa", call_to_action="book", goal="g-aaaaaa")


def found(plan: Plan) -> list[tuple[str, str, str]]:
    """Return kind, field and words of every finding."""
    return [(finding.kind, finding.field, finding.what) for finding in findings(plan, TODAY)]


def complete(**changed: object) -> Plan:
    """Return a plan in which nothing is found, with some fields changed."""
    fields: dict[str, Any] = {"stakeholders": (BUYER, CHAMPION), "channels": (ROW,), "goals": (GOAL,)} | changed
    return Plan(**fields)


def test_a_plan_in_order_has_no_findings() -> None:
    """Buyer reached, champion there, rows with call to action and goal: nothing is found."""
    assert found(complete()) == []


def test_the_people_a_plan_needs_are_missed() -> None:
    """No economic buyer, no champion; those who left do not count; a decider nobody reaches is named."""
    assert found(EMPTY) == [("", "", "no economic buyer"), ("", "", "no champion")]
    left = complete(stakeholders=(Stakeholder(id="s-aaaaaa", role="economic buyer", left=True), CHAMPION))
    assert ("", "", "no economic buyer") in found(left)
    user = Stakeholder(id="s-cccccc", role="user", reached_by="sales")
    for reached in ("", "none"):
        plan = complete(stakeholders=(Stakeholder(id="s-aaaaaa", role="economic buyer", reached_by=reached), CHAMPION, user))
        (finding,) = findings(plan, TODAY)
        assert (finding.kind, finding.row_id, finding.field, finding.what) == ("stakeholder", "s-aaaaaa", "reached_by", "decider unreached")
        assert finding.mend
        assert not finding.mistake


def test_what_is_past_its_date_is_found_while_it_is_open() -> None:
    """Next step, flag reviews and goals; today is not yet overdue, and what is closed never is."""
    plan = complete(
        next_step_due=PAST,
        flags=(RedFlag(id="f-aaaaaa", review_by=PAST), RedFlag(id="f-bbbbbb", review_by=PAST, status="resolved"), RedFlag(id="f-cccccc", review_by=TODAY)),
        goals=(GOAL, Goal(id="g-bbbbbb", due=PAST, sales_owner="Aino", marketing_owner="Ben"), Goal(id="g-cccccc", due=PAST, status="reached")),
    )
    assert [(finding.row_id, finding.what) for finding in findings(plan, TODAY)] == [
        ("", "next step overdue since 2026-01-14"),
        ("f-aaaaaa", "flag review overdue since 2026-01-14"),
        ("g-bbbbbb", "goal overdue since 2026-01-14"),
    ]


def test_a_channel_row_needs_a_call_to_action_and_a_goal_until_it_is_over() -> None:
    """Done and cancelled rows are let be."""
    bare = ChannelRow(id="c-bbbbbb")
    assert found(complete(channels=(bare,))) == [("channel", "call_to_action", "no call to action"), ("channel", "goal", "no goal")]
    assert found(complete(channels=(ChannelRow(id="c-bbbbbb", status="done"), ChannelRow(id="c-cccccc", status="cancelled")))) == []


def test_references_to_nobody_are_found() -> None:
    """Where only rows of the plan are welcome any other text is; where free text is welcome, only what looks like an id."""
    plan = complete(
        stakeholders=(BUYER, Stakeholder(id="s-bbbbbb", role="champion", reached_by="sales", reports_to="Bo", influences=("s-aaaaaa", "s-zzzzzz"))),
        channels=(
            ROW,
            ChannelRow(id="c-bbbbbb", audience="s-zzzzzz", call_to_action="x", goal="g-zzzzzz"),
            ChannelRow(id="c-dddddd", audience="engineers", call_to_action="x", goal="g-aaaaaa"),
        ),
        touches=(Touch(id="t-aaaaaa", who=("their CFO", "s-zzzzzz")),),
    )
    assert found(plan) == [
        ("stakeholder", "reports_to", "Bo is no stakeholder of this plan"),
        ("stakeholder", "influences", "s-zzzzzz is no stakeholder of this plan"),
        ("channel", "audience", "s-zzzzzz is no stakeholder of this plan"),
        ("channel", "goal", "g-zzzzzz is no goal of this plan"),
        ("touch", "who", "s-zzzzzz is no stakeholder of this plan"),
    ]


def test_words_that_no_picklist_has_are_found_where_only_those_are_welcome() -> None:
    """A role may be any word, support and programme may not."""
    plan = complete(
        programme="XYZ", programme_reason="asked for", stakeholders=(BUYER, CHAMPION, Stakeholder(id="s-cccccc", role="gatekeeper", support="friend"))
    )
    assert found(plan) == [("", "programme", '"XYZ" is none of the usual words'), ("stakeholder", "support", '"friend" is none of the usual words')]


def test_filled_is_the_share_of_asked_fields_that_say_something() -> None:
    """An empty plan is at 0; a kind without rows counts as one empty row; more rows ask more."""
    asked = sum(len(names) for names in ASKED.values())
    assert filled(EMPTY) == 0
    assert filled(Plan(strategy="grow")) == 1 / asked
    assert filled(Plan(stakeholders=(Stakeholder(name="a"), Stakeholder(name="b")))) == 2 / (asked + len(ASKED["stakeholder"]))


def test_what_is_missing_most_is_counted_by_field() -> None:
    """Fields of rows by how many rows lack them; a kind without rows as often as it has fields; what is said is not listed."""
    plan = Plan(strategy="grow", stakeholders=(Stakeholder(name="a"), Stakeholder(name="b", title="chief")), goals=(Goal(name="x"),))
    missing = missing_most(plan)
    assert missing[0] == ("any channel row", 7, 7)
    assert ("role of stakeholders", 2, 2) in missing
    assert ("title of stakeholders", 1, 2) in missing
    assert not any(what in {"strategy", "name of stakeholders", "goal of goals"} for what, _, _ in missing)
    assert sum(count for _, count, _ in missing) == round((1 - filled(plan)) * (8 + 14 + 7 + 5))


def of_scores(*scores: Score, days: float = 365) -> list[tuple[str, str, str]]:
    """Return row, field and words of what is found in scores."""
    return [(finding.row_id, finding.field, finding.what) for finding in findings(complete(scores=scores), TODAY, Expectations(score_days=days))]


def score(row_id: str, **changed: Any) -> Score:
    """Return a score in which nothing is found, with some fields changed."""
    fields: dict[str, Any] = {"criterion": "trust", "score": 4, "evidence": "said so", "source": "asked", "date": dt.date(2026, 1, 1)} | changed
    return Score(id=row_id, **fields)


def test_a_person_says_why_where_a_rule_is_overridden_or_an_account_chosen() -> None:
    """Key star, verdict and every override; with its reason nothing is found."""
    plan = complete(key_account=True, selection_verdict="watch", tier="1:1", coverage="telesales")
    assert found(plan) == [
        ("", "key_account_reason", "key account without a reason"),
        ("", "selection_reason", "verdict without a reason"),
        ("", "tier_reason", "abm tier set by hand without a reason"),
        ("", "coverage_reason", "coverage set by hand without a reason"),
    ]
    assert found(complete(key_account=True, key_account_reason="largest", zone="ABM", zone_reason="asked for it")) == []


def test_a_score_past_its_date_or_its_days_is_stale() -> None:
    """Its own date for scoring again goes first; the day itself is not past; the days may be given."""
    assert of_scores(score("k-aaaaaa", due=PAST, date=dt.date(2020, 1, 1))) == [("k-aaaaaa", "due", "stale: to be scored again since 2026-01-14")]
    assert of_scores(score("k-aaaaaa", date=dt.date(2025, 1, 14))) == [("k-aaaaaa", "date", "stale: scored 366 days ago")]
    assert of_scores(score("k-aaaaaa", date=dt.date(2025, 1, 15), due=TODAY)) == []
    assert of_scores(score("k-aaaaaa"), days=7) == [("k-aaaaaa", "date", "stale: scored 14 days ago")]


def test_an_old_guess_is_to_be_asked_and_a_score_needs_evidence_and_a_date() -> None:
    """A guess has no evidence, and for a while that is all right."""
    guess = score("k-aaaaaa", source="guessed", evidence="", date=dt.date(2025, 10, 1))
    assert of_scores(guess) == [("k-aaaaaa", "source", "guessed 106 days ago: ask or observe")]
    assert of_scores(score("k-aaaaaa", source="guessed", evidence="")) == []
    assert of_scores(score("k-aaaaaa", evidence="", date=None)) == [
        ("k-aaaaaa", "date", "score without a date"),
        ("k-aaaaaa", "evidence", "score without evidence"),
    ]


def test_scores_that_do_not_count_are_named() -> None:
    """An unknown criterion, no score, a day to come; however a known criterion is spelled it is known."""
    rows = (score("k-aaaaaa", criterion="likes us"), score("k-bbbbbb", score=None), score("k-cccccc", date=dt.date(2026, 1, 16)))
    assert of_scores(*rows, score("k-dddddd", criterion="Build_test run-evolve MATURITY")) == [
        ("k-aaaaaa", "criterion", '"likes us" is none of the criteria: the score does not count'),
        ("k-bbbbbb", "score", "no score"),
        ("k-cccccc", "date", "scored in the future: the score does not count"),
    ]


def test_an_older_score_of_a_criterion_is_history() -> None:
    """Only the latest one of a criterion is looked at, of equal days the lower one, an undated one last."""
    old, new = score("k-aaaaaa", date=dt.date(2020, 1, 1)), score("k-bbbbbb")
    assert of_scores(old, new) == of_scores(new, old) == []
    assert of_scores(score("k-aaaaaa", evidence=""), new) == []
    assert of_scores(score("k-aaaaaa", date=None), new) == of_scores(new, score("k-aaaaaa", date=None)) == []
