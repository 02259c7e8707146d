"""One-line faults in what a plan lacks or let slip, in ages, in the agenda and in the reading page."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "plan/findings_people.py",
        "unit/test_findings_people.py",
        ("those who left make a thread", "return [person for person in plan.stakeholders if not person.left]", "return list(plan.stakeholders)"),
        (
            "a circle of reports is told at each of its people",
            "circle = found.pop(person.id, ())",
            "circle = next((one for one in found.values() if person.id in one), ())",
        ),
        ("a row of sales reaches whom sales does not reach", "and row.side in _FOR_MARKETING}", "}"),
    ),
    *faults_of(
        "plan/findings_channels.py",
        "unit/test_findings_channels.py",
        ("four touches a month are too many", "if most > expected.touches_a_month:", "if most >= expected.touches_a_month:"),
        ("the month of touches has 31 days", "0 <= (other - day).days < MONTH", "0 <= (other - day).days <= MONTH"),
        ("a result that is worth nothing is none", "or row.result_value is not None", "or row.result_value"),
    ),
    *faults_of(
        "plan/findings_account.py",
        "unit/test_findings_account.py",
        (
            "the rules' programme goes before the plan's",
            "if (plan.programme or expected.programme) != ABM:",
            "if (expected.programme or plan.programme) != ABM:",
        ),
    ),
    *faults_of(
        "plan/staleness.py",
        "unit/test_staleness.py",
        ("what is due today is past", "day < today and waits(owner)", "day <= today and waits(owner)"),
        ("an age is past on its last day", "(today - day).days <= days else", "(today - day).days < days else"),
        (
            "key accounts may be silent as long as their class",
            "name = KEY if plan.key_account else plan.abc_class or abc_class",
            "name = plan.abc_class or abc_class",
        ),
    ),
    *faults_of(
        "plan/agenda.py",
        "unit/test_agenda.py",
        ("Sunday is next week", "dt.timedelta(6 - today.weekday())", "dt.timedelta(5 - today.weekday())"),
    ),
    *faults_of(
        "review/agenda.py",
        "unit/test_agenda.py",
        ("done rows stand in the agenda of all plans", 'pl.col("day").is_not_null() & waits', 'pl.col("day").is_not_null()'),
        ("an older score of a criterion is asked again", "frame = _latest(frame, dated.latest_of)", "frame = frame.head(frame.height)"),
    ),
)
