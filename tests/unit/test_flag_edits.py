"""The life of a red flag: closing, opening again, accepting and dismissing, days open and order."""

from __future__ import annotations

import datetime as dt

import pytest

from abmtui.plan import flag_edits
from abmtui.plan.model import Goal, Plan, RedFlag
from abmtui.plan.proposals import CLOSED, Proposal, proposals

TODAY = dt.date(2026, 11, 22)
RAISED = dt.date(2026, 11, 13)
OPEN = Plan(id="42", name="W", owner="AK", flags=(RedFlag("f-1", "reorganisation", raised=RAISED, note="who follows?"),))
FALL = Proposal("business goes elsewhere", "high", "revenue -18% on the year before: 82 against 100")


def status(plan: Plan, word: str, today: dt.date = TODAY) -> Plan:
    """Set the flag's status as screen and command do."""
    return flag_edits.set_row_field(plan, "flag", "f-1", "status", word, today)


@pytest.mark.parametrize("word", CLOSED)
def test_closing_a_flag_sets_its_day(word: str) -> None:
    """Resolved, lost and cancelled close it today; another word for it leaves the day."""
    plan = status(OPEN, word)
    assert (plan.flags[0].status, plan.flags[0].closed) == (word, TODAY)
    later = status(plan, "lost", TODAY + dt.timedelta(5))
    assert later.flags[0].closed == TODAY


def test_opening_again_loses_nothing() -> None:
    """The day of closing goes, how it ended goes into the note below what stood there."""
    plan = flag_edits.set_row_field(status(OPEN, "resolved"), "flag", "f-1", "resolution", "new champion", TODAY)
    flag = status(plan, "mitigating").flags[0]
    assert (flag.status, flag.closed, flag.resolution) == ("mitigating", None, "")
    assert flag.note == "who follows?\nresolved 2026-11-22: new champion"


def test_opening_again_what_says_little() -> None:
    """Without a resolution the word and the day are kept, without a day the word."""
    assert status(status(OPEN, "lost"), "open").flags[0].note == "who follows?\nlost 2026-11-22"
    assert status(Plan(flags=(RedFlag("f-1", "x", status="cancelled"),)), "open").flags[0].note == "cancelled"


def test_other_edits_leave_the_day_alone() -> None:
    """Among open words, to a word that nobody knows, of other fields and of other kinds nothing follows."""
    assert status(OPEN, "mitigating").flags[0].closed is None
    assert status(status(OPEN, "lost"), "").flags[0].closed == TODAY
    assert flag_edits.set_row_field(OPEN, "flag", "f-1", "severity", "high", TODAY).flags[0].closed is None
    goals = Plan(goals=(Goal("g-1", "x", status="open"),))
    assert flag_edits.set_row_field(goals, "goal", "g-1", "status", "dropped", TODAY).goals[0].status == "dropped"


def test_a_missing_row_is_said() -> None:
    """As every edit of a row."""
    with pytest.raises(LookupError):
        flag_edits.set_row_field(OPEN, "flag", "f-9", "status", "open", TODAY)


def test_a_new_flag_is_raised_today() -> None:
    """Unless somebody says when; other kinds begin as they are given."""
    assert flag_edits.begun("flag", {"type": "x"}, TODAY) == {"type": "x", "raised": TODAY}
    assert flag_edits.begun("flag", {"raised": RAISED, "status": "lost"}, TODAY) == {"raised": RAISED, "status": "lost", "closed": TODAY}
    assert flag_edits.begun("goal", {"name": "x"}, TODAY) == {"name": "x"}


def test_an_accepted_proposal_is_a_flag() -> None:
    """Open, raised today, with the evidence, the owner and the day it is looked at again."""
    plan, row = flag_edits.accepted(OPEN, FALL, TODAY, dt.date(2027, 2, 20))
    flag = plan.flags[-1]
    assert (flag.id, flag.type, flag.severity, flag.status, flag.raised) == (row, FALL.type, "high", "open", TODAY)
    assert (flag.review_by, flag.owner, flag.evidence) == (dt.date(2027, 2, 20), "AK", FALL.evidence)


def test_a_flag_is_looked_at_again_as_its_account_is() -> None:
    """By the days of key accounts, of the plan's class, of the book's; 30 days where there is none."""
    days = {"key": 30, "A": 90, "B": 180, "C": 365}
    found = [
        flag_edits.review_day(plan, abc_class, days, TODAY) - TODAY
        for plan, abc_class in ((Plan(key_account=True), "C"), (Plan(abc_class="B"), "A"), (Plan(abc_class="X"), "A"), (Plan(), ""))
    ]
    assert [one.days for one in found] == [30, 180, 90, 30]


def test_a_dismissed_proposal_is_silent() -> None:
    """The decision says what it rested on, why, when and by whom, and the proposal is not made again."""
    late = Plan(goals=(Goal("g-1", "Stops", "mutual", due=RAISED),))
    (proposal,) = proposals(late, TODAY)
    plan, row = flag_edits.dismissed(late, proposal, "moved together", TODAY, "Anna")
    said = plan.dismissals[0]
    assert (said.id, said.type, said.evidence, said.reason, said.date, said.author) == (row, proposal.type, proposal.evidence, "moved together", TODAY, "Anna")
    assert proposals(plan, TODAY) == ()


def test_days_open_count_to_the_day_of_closing() -> None:
    """Up to today while it stands; not known without one of the days."""
    assert flag_edits.days_open(OPEN.flags[0], TODAY) == 9
    assert flag_edits.days_open(RedFlag(status="lost", raised=RAISED, closed=dt.date(2026, 11, 15)), TODAY) == 2
    assert flag_edits.days_open(RedFlag(status="lost", raised=RAISED), TODAY) is None
    assert flag_edits.days_open(RedFlag(), TODAY) is None


def test_closed_flags_stand_below_and_are_moved_among_themselves() -> None:
    """A move goes past the next flag that is shown beside it; at the ends nothing moves; other kinds move as in the file."""
    flags = tuple(RedFlag(f"f-{n}", status="lost" if n in {0, 2} else "open") for n in range(4))
    plan = Plan(flags=flags)
    assert [row.id for row in flag_edits.in_order("flag", flags)] == ["f-1", "f-3", "f-0", "f-2"]
    assert [row.id for row in flag_edits.move_row(plan, "flag", "f-1", 1).flags] == ["f-0", "f-2", "f-3", "f-1"]
    assert [row.id for row in flag_edits.move_row(plan, "flag", "f-3", -9).flags] == ["f-0", "f-3", "f-1", "f-2"]
    assert flag_edits.move_row(plan, "flag", "f-3", 1) is plan
    goals = Plan(goals=(Goal("g-1"), Goal("g-2")))
    assert flag_edits.in_order("goal", goals.goals) == goals.goals
    assert [row.id for row in flag_edits.move_row(goals, "goal", "g-1", 1).goals] == ["g-2", "g-1"]
    assert flag_edits.move_row(plan, "flag", "f-1", 0) is plan
