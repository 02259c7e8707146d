"""A decision of a review is one edit of the plan: a note, the next date, perhaps the next step."""

from __future__ import annotations

import datetime as dt
from random import Random

from abmtui.plan.decisions import Decision, decided
from abmtui.plan.model import Plan

TODAY = dt.date(2026, 11, 22)
NEXT = dt.date(2027, 2, 20)


def test_a_decision_is_a_note_of_today_with_its_topic() -> None:
    """Author, day and topic stand beside it; the next review and the next step are set."""
    plan, what = decided(Plan(id="1", next_step="Old"), Decision("Renew for two years", NEXT, "Send the offer"), TODAY, "AK", Random(1))
    (note,) = plan.notes
    assert (note.text, note.date, note.author, note.topic) == ("Renew for two years", TODAY, "AK", "decision")
    assert (plan.next_review, plan.next_step) == (NEXT, "Send the offer")
    assert what == "decision: Renew for two years, next review 2027-02-20"


def test_another_step_does_not_take_owner_and_day_of_the_one_before() -> None:
    """They are emptied, and that is said; the same step again keeps them."""
    before = Plan(next_step="Call", next_step_owner="Ada", next_step_due=dt.date(2026, 10, 1))
    plan, what = decided(before, Decision("Renew", None, "Send the offer"), TODAY)
    assert (plan.next_step, plan.next_step_owner, plan.next_step_due) == ("Send the offer", "", None)
    assert what == "decision: Renew; owner and day of the step before emptied"
    plan, what = decided(before, Decision("Renew", None, "Call"), TODAY)
    assert (plan.next_step_owner, plan.next_step_due, what) == ("Ada", dt.date(2026, 10, 1), "decision: Renew")


def test_what_is_not_given_stays_as_it_was() -> None:
    """Without a date or a step the plan keeps its own; a long decision is cut in the words of the edit, not in the note."""
    plan, what = decided(Plan(next_review=NEXT, next_step="Call"), Decision("x" * 100), TODAY)
    assert (plan.next_review, plan.next_step, plan.notes[0].text) == (NEXT, "Call", "x" * 100)
    assert what == f"decision: {'x' * 59}…"
