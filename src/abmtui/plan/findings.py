"""What a plan lacks or has let slip, and how much of it is filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from abmtui.plan import vocabulary as words
from abmtui.plan.edits import rows_of
from abmtui.plan.model import KINDS, Plan, default_of, field_specs
from abmtui.plan.reading import unknown_word
from abmtui.plan.references import TARGETS, index_for, reference_fields

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from abmtui.plan.model import Row

CHAMPION: Final = "champion"
ECONOMIC_BUYER: Final = "economic buyer"
UNREACHED: Final = ("", "none")
_CLOSED_ROWS: Final = ("done", "cancelled")
_LOOKS_LIKE_ID: Final = re.compile(r"[a-z]-[2-9a-z]{6}")

ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("strategy", "next_step", "next_step_owner", "next_step_due", "next_review", "owner", "marketer", "pain_points"),
    "stakeholder": ("name", "title", "role", "reached_by", "influence", "support", "our_contact"),
    "channel": ("audience", "message", "channel", "when", "call_to_action", "goal", "owner"),
    "goal": ("name", "whose", "due", "our_benefit", "their_benefit"),
}
"""The fields that a filled plan says something in."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: of a row, or of the plan as a whole."""

    kind: str
    """Kind of the row; empty for the plan's own fields."""
    row_id: str
    field: str
    """The field meant; empty for the whole row or plan."""
    what: str


def findings(plan: Plan, today: dt.date) -> tuple[Finding, ...]:
    """Return what is to be looked at, what concerns the whole plan first."""
    return tuple(finding for rule in _RULES for finding in rule(plan, today))


def filled(plan: Plan) -> float:
    """Return the share of `ASKED` fields that say something, 0 to 1; a kind of which there is no row counts as one empty row."""
    asked = said = 0
    for kind, names in ASKED.items():
        owners: tuple[Row | Plan, ...] = rows_of(plan, kind) if kind else (plan,)
        asked += len(names) * max(len(owners), 1)
        said += sum(getattr(owner, name) != default_of(type(owner), name) for owner in owners for name in names)
    return said / asked


def _people(plan: Plan, _today: dt.date) -> Iterator[Finding]:
    here = [person for person in plan.stakeholders if not person.left]
    for role in (ECONOMIC_BUYER, CHAMPION):
        if not any(person.role == role for person in here):
            yield Finding("", "", "", f"no {role}")
    for person in here:
        if person.role in words.DECIDER_ROLES and person.reached_by in UNREACHED:
            yield Finding("stakeholder", person.id, "reached_by", "decider unreached")


def _dates(plan: Plan, today: dt.date) -> Iterator[Finding]:
    dated = [("", "", "next_step_due", plan.next_step_due, "next step")]
    dated += [("flag", flag.id, "review_by", flag.review_by, "flag review") for flag in plan.flags if flag.status in words.OPEN_FLAG_STATUS]
    dated += [("goal", goal.id, "due", goal.due, "goal") for goal in plan.goals if goal.status in {"", "open"}]
    for kind, row_id, name, date, label in dated:
        if date is not None and date < today:
            yield Finding(kind, row_id, name, f"{label} overdue since {date.isoformat()}")


def _channel_rows(plan: Plan, _today: dt.date) -> Iterator[Finding]:
    for row in plan.channels:
        if row.status not in _CLOSED_ROWS:
            for name, what in (("call_to_action", "no call to action"), ("goal", "no goal")):
                if not getattr(row, name):
                    yield Finding("channel", row.id, name, what)


def _references(plan: Plan, _today: dt.date) -> Iterator[Finding]:
    known = {shape: index_for(plan, shape).ids for shape in TARGETS}
    for kind in KINDS.values():
        for name, shape in reference_fields(kind.row).items():
            free = field_specs(kind.row)[name].free
            for row in rows_of(plan, kind.name):
                value = getattr(row, name)
                for text in value if isinstance(value, tuple) else (value,):
                    if text and text not in known[shape] and (not free or _LOOKS_LIKE_ID.fullmatch(text)):
                        yield Finding(kind.name, row.id, name, f"{text} is no {TARGETS[shape]} of this plan")


def _words(plan: Plan, _today: dt.date) -> Iterator[Finding]:
    owners: list[tuple[str, str, Row | Plan]] = [("", "", plan)]
    owners += [(kind, row.id, row) for kind in KINDS for row in rows_of(plan, kind)]
    for kind, row_id, owner in owners:
        for name, spec in field_specs(type(owner)).items():
            if unknown_word(getattr(owner, name), spec):
                yield Finding(kind, row_id, name, f'"{getattr(owner, name)}" is none of the usual words')


_RULES: Final = (_people, _dates, _channel_rows, _references, _words)
