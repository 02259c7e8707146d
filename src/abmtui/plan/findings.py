"""What a plan lacks or has let slip, and how much of it is filled in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from abmtui.plan import findings_account, findings_channels, findings_goals, findings_people, findings_rows
from abmtui.plan.edits import rows_of
from abmtui.plan.finding import SCORE_DAYS, USUAL, Expectations, Finding
from abmtui.plan.findings_scores import scores_wanting
from abmtui.plan.model import KINDS, Plan, default_of, field_specs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from abmtui.plan.model import Row

__all__ = ["ASKED", "SCORE_DAYS", "USUAL", "Expectations", "Finding", "filled", "findings", "missing_most"]

ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("strategy", "next_step", "next_step_owner", "next_step_due", "next_review", "owner", "marketer", "pain_points"),
    "stakeholder": ("name", "title", "role", "reached_by", "influence", "support", "our_contact"),
    "channel": ("audience", "message", "channel", "when", "call_to_action", "goal", "owner"),
    "goal": ("name", "whose", "due", "our_benefit", "their_benefit"),
}
"""The fields that a filled plan says something in."""

RULES: Final = (
    findings_people.roles_missing,
    findings_people.single_thread,
    findings_people.decider_unreached,
    findings_people.outside_sales,
    findings_people.circles,
    findings_people.names_who_left,
    findings_account.abm_incomplete,
    findings_account.reasons_missing,
    findings_account.unhappy,
    findings_account.returns,
    findings_goals.overdue,
    findings_goals.unaligned,
    findings_goals.order_of_days,
    findings_goals.in_the_future,
    findings_channels.call_and_goal,
    findings_channels.reach_only,
    findings_channels.against_preference,
    findings_channels.unowned,
    findings_channels.after_its_goal,
    findings_channels.too_many_touches,
    findings_channels.no_date,
    findings_account.negative,
    findings_rows.dangling,
    findings_rows.unusual_words,
    findings_rows.unreadable,
    scores_wanting,
)
"""Each yields what it finds of one thing; within a kind of row the weightier stand first."""


def findings(plan: Plan, today: dt.date, expected: Expectations = USUAL) -> tuple[Finding, ...]:
    """Return what is to be looked at, in the order of `RULES`; nothing twice."""
    return tuple(dict.fromkeys(finding for rule in RULES for finding in rule(plan, today, expected)))


def filled(plan: Plan) -> float:
    """Return the share of `ASKED` fields that say something, 0 to 1; a kind of which there is no row counts as one empty row."""
    asked = said = 0
    for kind, names in ASKED.items():
        owners: tuple[Row | Plan, ...] = rows_of(plan, kind) if kind else (plan,)
        asked += len(names) * max(len(owners), 1)
        said += sum(getattr(owner, name) != default_of(type(owner), name) for owner in owners for name in names)
    return said / asked


def missing_most(plan: Plan) -> tuple[tuple[str, int, int], ...]:
    """Return (what, how often it is missing, of how many) for the `ASKED` fields that say nothing somewhere, the most frequent first.

    A kind without any row is one thing that is missing, as often as it has fields.
    """
    missing: Counter[str] = Counter()
    places: dict[str, int] = {}
    for kind, names in ASKED.items():
        owners: tuple[Row | Plan, ...] = rows_of(plan, kind) if kind else (plan,)
        if not owners:
            missing[f"any {KINDS[kind].label}"] = places[f"any {KINDS[kind].label}"] = len(names)
            continue
        for name in names:
            label = field_specs(type(owners[0]))[name].label.lower()
            what = f"{label} of {KINDS[kind].label}s" if kind else label
            missing[what] += sum(getattr(owner, name) == default_of(type(owner), name) for owner in owners)
            places[what] = len(owners)
    return tuple((what, count, places[what]) for what, count in missing.most_common() if count)
