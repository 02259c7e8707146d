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

    from abmtui.plan.model import Row, Score

CHAMPION: Final = "champion"
ECONOMIC_BUYER: Final = "economic buyer"
GUESSED: Final = "guessed"
UNREACHED: Final = ("", "none")
_CLOSED_ROWS: Final = ("done", "cancelled")
SCORE_DAYS: Final = 365
"""Days after which a score is stale, where nobody says otherwise."""
GUESS_DAYS: Final = 90
"""Days after which a guess should have been asked or observed."""
OVERRIDES: Final = ("abc_class", "programme", "zone", "tier", "abm_variety", "coverage")
"""The fields in which a person overrides a rule, and says why in `FIELD_reason`."""
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


def findings(plan: Plan, today: dt.date, score_days: float = SCORE_DAYS) -> tuple[Finding, ...]:
    """Return what is to be looked at, what concerns the whole plan first; a score of more than `score_days` days is stale."""
    return (*(finding for rule in _RULES for finding in rule(plan, today)), *_scores(plan, today, score_days))


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


def _reasons(plan: Plan, _today: dt.date) -> Iterator[Finding]:
    chosen = [
        ("key_account_reason", plan.key_account, "key account without a reason"),
        ("selection_reason", bool(plan.selection_verdict), "verdict without a reason"),
    ]
    labels = field_specs(Plan)
    chosen += [(f"{name}_reason", bool(getattr(plan, name)), f"{labels[name].label.lower()} set by hand without a reason") for name in OVERRIDES]
    for name, holds, what in chosen:
        if holds and not getattr(plan, name):
            yield Finding("", "", name, what)


def _scores(plan: Plan, today: dt.date, score_days: float) -> Iterator[Finding]:
    known = {_plain(name) for name in words.CRITERIA}
    latest: dict[str, Score] = {}
    for score in plan.scores:
        if _plain(score.criterion) not in known:
            yield Finding("score", score.id, "criterion", f'"{score.criterion}" is none of the criteria: the score does not count')
        elif score.score is None:
            yield Finding("score", score.id, "score", "no score")
        elif score.date is not None and score.date > today:
            yield Finding("score", score.id, "date", "scored in the future: the score does not count")
        else:
            before = latest.get(_plain(score.criterion))
            if before is None or _day(score) >= _day(before):
                latest[_plain(score.criterion)] = score
    for score in plan.scores:
        if latest.get(_plain(score.criterion)) is score:
            yield from _score(score, today, score_days)


def _score(score: Score, today: dt.date, score_days: float) -> Iterator[Finding]:
    """Yield what is wrong with a score that counts; an older one of the same criterion is history and let be."""
    days = None if score.date is None else (today - score.date).days
    if score.due is not None and score.due < today:
        yield Finding("score", score.id, "due", f"stale: to be scored again since {score.due.isoformat()}")
    elif days is None:
        yield Finding("score", score.id, "date", "score without a date")
    elif days > score_days:
        yield Finding("score", score.id, "date", f"stale: scored {days} days ago")
    elif score.source == GUESSED and days > GUESS_DAYS:
        yield Finding("score", score.id, "source", f"guessed {days} days ago: ask or observe")
    if not score.evidence and score.source != GUESSED:
        yield Finding("score", score.id, "evidence", "score without evidence")


def _day(score: Score) -> int:
    """Return the day of a score as a number, an undated one before all."""
    return 0 if score.date is None else score.date.toordinal()


def _plain(criterion: str) -> str:
    """Return a criterion as it is compared: lower case, hyphens and low lines are blanks."""
    return " ".join(criterion.lower().replace("_", " ").replace("-", " ").split())


_RULES: Final = (_people, _reasons, _dates, _channel_rows, _references, _words)
