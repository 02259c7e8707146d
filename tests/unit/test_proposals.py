"""Red flags that data and plan speak for: when they are proposed, on what they rest, and what silences them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abmtui.plan import vocabulary as words
from abmtui.plan.model import ChannelRow, Dismissal, Goal, Plan, RedFlag, Stakeholder
from abmtui.plan.proposals import CLOSED, ELSEWHERE, GOALS, OUR_RETURN, REORGANISATION, THEIR_RETURN, Sign, covers, proposals

TODAY = dt.date(2026, 11, 22)
FALL = "revenue -18% on the 12 months before: 1,016,100 against 1,239,000"
WALLET = "share of wallet -12 points: 40% to 28%"
LATE = Goal("g-1", "Cut unplanned stops", "mutual", due=dt.date(2026, 9, 30))


def types(plan: Plan, *signs: Sign) -> list[str]:
    """Return the types that are proposed."""
    return [proposal.type for proposal in proposals(plan, TODAY, signs)]


def test_nothing_speaks_for_a_flag_in_an_empty_plan() -> None:
    """An account of which nothing is known is proposed nothing."""
    assert proposals(Plan(), TODAY) == ()


def test_falling_figures_propose_that_business_goes_elsewhere() -> None:
    """The evidence is the figures' own words; two signs, or one that is twice its limit, weigh heavily."""
    (one,) = proposals(Plan(), TODAY, [Sign(FALL)])
    assert (one.type, one.severity, one.evidence) == (ELSEWHERE, "medium", FALL)
    assert proposals(Plan(), TODAY, [Sign(FALL, severe=True)])[0].severity == "high"
    both = proposals(Plan(), TODAY, [Sign(FALL), Sign(WALLET)])[0]
    assert (both.severity, both.evidence) == ("high", f"{FALL}; {WALLET}")


@pytest.mark.parametrize("role", ["economic buyer", "decision maker", "champion", "executive sponsor"])
def test_a_key_person_who_left_is_a_reorganisation(role: str) -> None:
    """A decider, champion or executive sponsor marked as left is named; heavier where nobody else has the part."""
    anna = Stakeholder("s-1", "Anna Salo", role=role, left=True)
    (alone,) = proposals(Plan(stakeholders=(anna,)), TODAY)
    assert (alone.type, alone.severity, alone.evidence) == (REORGANISATION, "high", f"Anna Salo ({role}) left")
    other = Stakeholder("s-2", "Mika", role="decision maker" if role == "economic buyer" else role)
    (replaced,) = proposals(Plan(stakeholders=(anna, other)), TODAY)
    assert replaced.severity == "medium"


def test_users_who_leave_and_deciders_who_stay_are_no_reorganisation() -> None:
    """Only who left, and only key roles."""
    assert types(Plan(stakeholders=(Stakeholder("s-1", "A", role="user", left=True), Stakeholder("s-2", "B", role="economic buyer")))) == []


def test_a_person_without_name_is_called_by_id() -> None:
    """Nothing is proposed about nobody."""
    assert proposals(Plan(stakeholders=(Stakeholder("s-1", role="champion", left=True),)), TODAY)[0].evidence == "s-1 (champion) left"


def test_a_return_that_is_not_seen_is_proposed_for_each_side_apart() -> None:
    """No is medium, for a key account high; the day it was asked is said."""
    plan = Plan(our_roi="no", their_roi="yes", roi_date=dt.date(2026, 3, 1))
    (ours,) = proposals(plan, TODAY)
    assert (ours.type, ours.severity, ours.evidence) == (OUR_RETURN, "medium", "our return is no (asked 2026-03-01)")
    (theirs,) = proposals(Plan(our_roi="yes", their_roi="no", key_account=True), TODAY)
    assert (theirs.type, theirs.severity, theirs.evidence) == (THEIR_RETURN, "high", "their return is no")


def test_returns_never_asked_are_proposed_for_key_accounts_alone() -> None:
    """Unknown or never asked: low, and only where the account is a key account."""
    assert types(Plan(our_roi="unknown")) == []
    ours, theirs = proposals(Plan(key_account=True, their_roi="unknown", roi_date=dt.date(2026, 3, 1)), TODAY)
    assert (ours.type, ours.severity, ours.evidence) == (OUR_RETURN, "low", "our return never asked, of a key account")
    assert (theirs.type, theirs.evidence) == (THEIR_RETURN, "their return unknown (asked 2026-03-01), of a key account")
    assert types(Plan(key_account=True, our_roi="yes", their_roi="yes")) == []


def test_spending_without_a_known_outcome_is_our_return() -> None:
    """What was spent, content included, on rows without value or outcome; a person who sees the return is believed."""
    rows = (
        ChannelRow("c-1", actual=12000.0),
        ChannelRow("c-2", content_cost=5000.0, metric="reach", result="900 visits"),
        ChannelRow("c-3", actual=900.0, result_value=4000.0),
        ChannelRow("c-4", actual=900.0, metric="outcome", result="order"),
        ChannelRow("c-5", budget=900.0),
    )
    (one,) = proposals(Plan(channels=rows), TODAY)
    assert (one.type, one.severity, one.evidence) == (OUR_RETURN, "low", "spent 17,000 on 2 channel rows without a known outcome")
    assert types(Plan(channels=rows, our_roi="yes")) == []


def test_overdue_mutual_goals_are_named_with_their_dates() -> None:
    """Only open mutual goals whose day is behind us; several, or one long overdue, weigh heavily."""
    others = (
        Goal("g-2", "Theirs", "theirs", due=dt.date(2026, 1, 1)),
        Goal("g-3", "Reached", "mutual", due=dt.date(2026, 1, 1), status="reached"),
        Goal("g-4", "Today", "mutual", due=TODAY),
        Goal("g-5", "Undated", "mutual"),
    )
    (one,) = proposals(Plan(goals=(LATE, *others)), TODAY)
    assert (one.type, one.severity, one.evidence) == (GOALS, "medium", "Cut unplanned stops, overdue since 2026-09-30")
    assert proposals(Plan(goals=(LATE, replace(LATE, id="g-6", name=""))), TODAY)[0].evidence.endswith("g-6, overdue since 2026-09-30")
    assert proposals(Plan(goals=(replace(LATE, due=dt.date(2026, 1, 1)),)), TODAY)[0].severity == "high"


@pytest.mark.parametrize("status", ["open", "mitigating", "", "waiting"])
def test_a_standing_flag_of_the_type_silences_it(status: str) -> None:
    """Whatever its evidence; an unknown status closes nothing."""
    assert types(Plan(flags=(RedFlag("f-1", "Business goes elsewhere ", status=status),)), Sign(FALL)) == []
    assert types(Plan(flags=(RedFlag("f-1", REORGANISATION, status=status),)), Sign(FALL)) == [ELSEWHERE]


@pytest.mark.parametrize("status", CLOSED)
def test_a_closed_flag_silences_only_what_it_rested_on(status: str) -> None:
    """Who closed a flag decided about its evidence; without evidence nothing was decided."""
    flag = RedFlag("f-1", ELSEWHERE, status=status, evidence=FALL)
    assert types(Plan(flags=(flag,)), Sign(FALL)) == []
    assert types(Plan(flags=(flag,)), Sign("revenue -23% on the year before: 1 against 2")) == [ELSEWHERE]
    assert types(Plan(flags=(replace(flag, evidence=""),)), Sign(FALL)) == [ELSEWHERE]


def test_a_dismissal_silences_until_the_evidence_is_another() -> None:
    """Other digits are no other evidence; 5 points more, another sign, person or goal are."""
    plan = Plan(dismissals=(Dismissal("d-1", ELSEWHERE, FALL, "seasonal"), Dismissal("d-2", GOALS, "Cut unplanned stops, overdue since 2026-09-30")))
    assert types(plan, Sign(FALL.replace("18", "22"))) == []
    assert types(plan, Sign(FALL.replace("18", "23"))) == [ELSEWHERE]
    assert types(plan, Sign(FALL.replace("18", "9"))) == []
    assert types(plan, Sign(FALL), Sign(WALLET)) == [ELSEWHERE]
    assert types(replace(plan, goals=(LATE,))) == []
    assert types(replace(plan, goals=(LATE, replace(LATE, id="g-2", name="Other")))) == [GOALS]
    assert types(replace(plan, goals=(replace(LATE, due=dt.date(2026, 10, 31)),))) == [GOALS]


def test_a_dismissal_without_evidence_silences_its_type() -> None:
    """A decision written by hand, with a reason alone, holds for the whole type."""
    assert types(Plan(dismissals=(Dismissal("d-1", ELSEWHERE, reason="we know"),)), Sign(FALL), Sign(WALLET)) == []


def test_more_money_spent_is_no_other_evidence() -> None:
    """Amounts drift with every campaign."""
    assert covers("spent 17,000 on 2 channel rows without a known outcome", "spent 900 on 1 channel row without a known outcome")
    assert not covers("our return never asked, of a key account", "spent 900 on 1 channel row without a known outcome")


def test_a_person_without_a_name_any_more_was_decided_about() -> None:
    """Erasing or hiding a name proposes nothing anew, but for another role."""
    assert covers("[erased] (champion) left", "person 1 (champion) left")
    assert not covers("[erased] (champion) left", "person 1 (executive sponsor) left")


@given(st.lists(st.sampled_from([FALL, WALLET, "Anna (champion) left", "A; b, overdue since 2026-01-01", ""])))
def test_evidence_covers_itself(parts: list[str]) -> None:
    """What was dismissed is never proposed again as it was."""
    assert covers("; ".join(parts), "; ".join(parts))


def test_the_order_is_that_of_the_types() -> None:
    """The five in the order of the picklist."""
    plan = Plan(key_account=True, stakeholders=(Stakeholder("s-1", "A", role="champion", left=True),), goals=(LATE,))
    assert types(plan, Sign(FALL)) == list(words.FLAG_TYPES)
