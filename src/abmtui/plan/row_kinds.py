"""The rows of a plan: people, channel rows, red flags, goals, touches, notes, scores, offerings, gates and dismissed proposals."""
# ruff: noqa: RUF009  # the calls in the classes make dataclass fields

from __future__ import annotations

import datetime as dt  # noqa: TC003  # the fields' types are looked up at run time by whoever makes schemas of them
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from abmtui.plan import fields
from abmtui.plan import vocabulary as words

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Stakeholder:
    """A person at the account."""

    id: str = ""
    name: str = fields.text("Name")
    title: str = fields.text("Title")
    unit: str = fields.text("Unit")
    role: str = fields.choice("Role", words.BUYING_ROLES, "Buying role in the account's decision", free=True)
    reached_by: str = fields.choice("Reached by", words.REACHED_BY, "Who reaches this person today")
    influence: int | None = fields.optional("Influence", "scale", "1 low to 5 high")
    interest: int | None = fields.optional("Interest", "scale", "1 low to 5 high")
    support: str = fields.choice("Support", words.SUPPORT)
    coverage: str = fields.choice("Coverage", words.STAKEHOLDER_COVERAGE, "How well we know this person")
    relationship: str = fields.choice("Relationship", words.RELATIONSHIPS, "How the person sees us now")
    relationship_desired: str = fields.choice("Relationship wanted", words.RELATIONSHIPS)
    reports_to: str = fields.text("Reports to", "A stakeholder of this plan", "person", free=False)
    influences: tuple[str, ...] = fields.several("Influences", "people", "Stakeholders of this plan", free=False)
    persona: str = fields.text("Persona")
    personal_stake: str = fields.text("Personal stake", "What is at stake for the person's career and reputation")
    topics: tuple[str, ...] = fields.several("Topics", hint="What the person cares about")
    preferred_channel: str = fields.choice("Preferred channel", words.CHANNELS, free=True)
    our_contact: str = fields.text("Our contact")
    last_touch: dt.date | None = fields.optional("Last touch", "date")
    left: bool = fields.yes("Left", "The person left or moved")
    source: str = fields.choice("Source", words.SOURCES, "How we know", free=True)
    updated: dt.date | None = fields.optional("Updated", "date")
    note: str = fields.text("Note", shape="long")
    extra: Mapping[str, Any] = fields.extra()


@dataclass(frozen=True)
class ChannelRow:
    """One row of the channel plan: a message for an audience through a channel at a time."""

    id: str = ""
    audience: str = fields.text("To", "A stakeholder of this plan, or a persona or segment in words", "person")
    message: str = fields.text("Message")
    channel: str = fields.choice("Channel", words.CHANNELS, free=True)
    when: dt.date | str | None = fields.optional("When", "when", "A date, or a cadence such as monthly")
    call_to_action: str = fields.text("Call to action")
    goal: str = fields.text("Goal", "A goal of this plan", "goal", free=False)
    activity: str = fields.choice("Activity", words.ACTIVITIES, "What it is; enablement or tool helps them to run their business", free=True)
    answers: tuple[str, ...] = fields.several("Answers", hint="Pain points and needs of the plan that this row answers")
    private: bool = fields.yes("Private", "Closed or password-protected")
    programme: str = fields.choice("Programme", words.ROW_PROGRAMMES, free=True)
    owner: str = fields.text("Owner")
    side: str = fields.choice("Side", words.SIDES)
    status: str = fields.choice("Status", words.ROW_STATUS)
    budget: float | None = fields.optional("Budget", "money")
    actual: float | None = fields.optional("Actual", "money")
    hours: float | None = fields.optional("Hours", "number")
    metric: str = fields.choice("Metric", words.RESULT_METRICS, "Reach (followers, visits) or outcome at the account")
    result: str = fields.text("Result")
    result_value: float | None = fields.optional("Result value", "money")
    insight: str = fields.text("Insight")
    automated: bool = fields.yes("Automated")
    automatable: bool = fields.yes("Automatable", "Could be automated; what cannot takes people's hours")
    digital: bool = fields.yes("Digital")
    content_asset: str = fields.text("Content asset")
    content_status: str = fields.choice("Content status", words.CONTENT_STATUS)
    content_cost: float | None = fields.optional("Content cost", "money")
    extra: Mapping[str, Any] = fields.extra()


@dataclass(frozen=True)
class RedFlag:
    """A sign that the account is at risk."""

    id: str = ""
    type: str = fields.choice("Type", words.FLAG_TYPES, free=True)
    severity: str = fields.choice("Severity", words.LEVELS)
    likelihood: str = fields.choice("Likelihood", words.LEVELS)
    status: str = fields.choice("Status", words.FLAG_STATUS, default="open")
    raised: dt.date | None = fields.optional("Raised", "date")
    review_by: dt.date | None = fields.optional("Review by", "date")
    owner: str = fields.text("Owner")
    evidence: str = fields.text("Evidence")
    note: str = fields.text("Note", shape="long")
    action: str = fields.text("Action")
    resolution: str = fields.text("Resolution")
    closed: dt.date | None = fields.optional("Closed", "date", "When it was resolved, lost or cancelled")
    extra: Mapping[str, Any] = fields.extra()


@dataclass(frozen=True)
class Goal:
    """What we, they or both want to reach."""

    id: str = ""
    name: str = fields.text("Goal")
    whose: str = fields.choice("Whose", words.GOAL_SIDES)
    kind: str = fields.choice("Kind", words.GOAL_KINDS)
    aim: str = fields.choice("Aim", words.GOAL_AIMS, "What it is for; efficiency is cost to serve down or self-service", free=True)
    baseline: float | None = fields.optional("Baseline", "number")
    target: float | None = fields.optional("Target", "number")
    current: float | None = fields.optional("Current", "number")
    unit: str = fields.text("Unit", "% or EUR, say")
    due: dt.date | None = fields.optional("Due", "date")
    status: str = fields.choice("Status", words.GOAL_STATUS)
    our_benefit: str = fields.text("Our benefit")
    their_benefit: str = fields.text("Their benefit")
    sales_owner: str = fields.text("Owner in sales")
    marketing_owner: str = fields.text("Owner in marketing")
    extra: Mapping[str, Any] = fields.extra()


@dataclass(frozen=True)
class Touch:
    """One contact with people at the account."""

    id: str = ""
    date: dt.date | None = fields.optional("Date", "date")
    channel: str = fields.choice("Channel", words.CHANNELS, free=True)
    who: tuple[str, ...] = fields.several("Who", "people")
    our_contact: str = fields.text("Our contact")
    topic: str = fields.text("Topic")
    insight: str = fields.text("Insight")
    source: str = fields.choice("Source", words.SOURCES, free=True)
    extra: Mapping[str, Any] = fields.extra()


@dataclass(frozen=True)
class Note:
    """A free note."""

    id: str = ""
    text: str = fields.text("Note", shape="long")
    date: dt.date | None = fields.optional("Date", "date")
    author: str = fields.text("Author")
    topic: str = fields.choice("Topic", words.NOTE_TOPICS, free=True)
    market: str = fields.text("Market", "A new market that the account's feedback points to")
    extra: Mapping[str, Any] = fields.extra()


@dataclass(frozen=True)
class Score:
    """One criterion scored from 1 to 5, with what the score rests on."""

    id: str = ""
    criterion: str = fields.choice("Criterion", words.CRITERIA, "Of the outside-in score or of the selection of key accounts", free=True)
    score: int | None = fields.optional("Score", "scale", "1 low to 5 high")
    evidence: str = fields.text("Evidence")
    source: str = fields.choice("Source", words.SCORE_SOURCES, "Asked, observed or guessed; guessed scores are shown dim")
    date: dt.date | None = fields.optional("Scored", "date")
    due: dt.date | None = fields.optional("Score again", "date", "When the score is to be looked at again")
    extra: Mapping[str, Any] = fields.extra()


@dataclass(frozen=True)
class Offering:
    """What the account buys or could buy of one offering."""

    id: str = ""
    name: str = fields.text("Offering")
    current: float | None = fields.optional("Current", "money", "Revenue of it now, a year")
    potential: float | None = fields.optional("Potential", "money", "What the account could buy of it, a year")
    stage: str = fields.choice("Decision stage", words.DECISION_STAGES, free=True)
    expected: dt.date | None = fields.optional("Expected", "date", "When the decision is expected")
    cycle_months: float | None = fields.optional("Sales cycle, months", "number")
    note: str = fields.text("Note", shape="long")
    extra: Mapping[str, Any] = fields.extra()


@dataclass(frozen=True)
class GateStep:
    """One gate of the sales process that the account has come to."""

    id: str = ""
    name: str = fields.text("Gate", "As the config names it for the account's class")
    entered: dt.date | None = fields.optional("Entered", "date")
    passed: dt.date | None = fields.optional("Passed", "date")
    owner: str = fields.text("Owner")
    met: tuple[str, ...] = fields.several("Met", hint="The criteria that are met")
    reason: str = fields.text("Passed because", "Why it was passed with unmet criteria")
    extra: Mapping[str, Any] = fields.extra()


@dataclass(frozen=True)
class Dismissal:
    """A red flag that was proposed and that a person decided against."""

    id: str = ""
    type: str = fields.choice("Type", words.FLAG_TYPES, free=True)
    evidence: str = fields.text("Evidence", "What the proposal rested on; other evidence proposes it anew")
    reason: str = fields.text("Dismissed because")
    date: dt.date | None = fields.optional("Dismissed", "date")
    author: str = fields.text("By")
    extra: Mapping[str, Any] = fields.extra()
