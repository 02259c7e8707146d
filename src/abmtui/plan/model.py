"""A plan as a value: the account's own fields and its rows, each field described once."""
# ruff: noqa: RUF009  # the calls in the classes make dataclass fields

from __future__ import annotations

import datetime as dt  # noqa: TC003  # the fields' types are looked up at run time by whoever makes schemas of them
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

from abmtui.plan import vocabulary as words

if TYPE_CHECKING:
    from collections.abc import Mapping

Shape = Literal["text", "long", "choice", "date", "when", "number", "money", "scale", "yes", "list", "person", "people", "goal"]
"""What a field holds: `long` text of several lines, `when` a date or a cadence in words, `scale` 1 to 5, `yes` a truth value,
`list` of texts, `person` a stakeholder's id (or a free text where `free`), `people` a list of them, `goal` a goal's id."""

FORMAT: Final = 1
"""The newest plan format that this version reads and writes."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a plan or of a row: what forms, commands, checks and files need to know of it."""

    name: str
    label: str
    shape: Shape
    choices: tuple[str, ...] = ()
    free: bool = True
    """Whether other words are welcome than `choices`, or than those of the plan that a reference can point to.

    Unknown words are never dropped; where not welcome they are marked.
    """
    help: str = ""


def _text(label: str, hint: str = "", shape: Shape = "text", *, free: bool = True) -> Any:
    return field(default="", metadata={"spec": (label, shape, (), free, hint)})


def _choice(label: str, choices: tuple[str, ...], hint: str = "", *, free: bool = False, default: str = "") -> Any:
    return field(default=default, metadata={"spec": (label, "choice", choices, free, hint)})


def _optional(label: str, shape: Shape, hint: str = "") -> Any:
    return field(default=None, metadata={"spec": (label, shape, (), True, hint)})


def _yes(label: str, hint: str = "") -> Any:
    return field(default=False, metadata={"spec": (label, "yes", (), True, hint)})


def _several(label: str, shape: Shape = "list", hint: str = "", *, free: bool = True) -> Any:
    return field(default=(), metadata={"spec": (label, shape, (), free, hint)})


def _extra() -> Any:
    return field(default_factory=dict, compare=True)


@dataclass(frozen=True)
class Stakeholder:
    """A person at the account."""

    id: str = ""
    name: str = _text("Name")
    title: str = _text("Title")
    unit: str = _text("Unit")
    role: str = _choice("Role", words.BUYING_ROLES, "Buying role in the account's decision", free=True)
    reached_by: str = _choice("Reached by", words.REACHED_BY, "Who reaches this person today")
    influence: int | None = _optional("Influence", "scale", "1 low to 5 high")
    interest: int | None = _optional("Interest", "scale", "1 low to 5 high")
    support: str = _choice("Support", words.SUPPORT)
    coverage: str = _choice("Coverage", words.STAKEHOLDER_COVERAGE, "How well we know this person")
    relationship: str = _choice("Relationship", words.RELATIONSHIPS, "How the person sees us now")
    relationship_desired: str = _choice("Relationship wanted", words.RELATIONSHIPS)
    reports_to: str = _text("Reports to", "A stakeholder of this plan", "person", free=False)
    influences: tuple[str, ...] = _several("Influences", "people", "Stakeholders of this plan", free=False)
    persona: str = _text("Persona")
    personal_stake: str = _text("Personal stake", "What is at stake for the person's career and reputation")
    topics: tuple[str, ...] = _several("Topics", hint="What the person cares about")
    preferred_channel: str = _choice("Preferred channel", words.CHANNELS, free=True)
    our_contact: str = _text("Our contact")
    last_touch: dt.date | None = _optional("Last touch", "date")
    left: bool = _yes("Left", "The person left or moved")
    source: str = _choice("Source", words.SOURCES, "How we know", free=True)
    updated: dt.date | None = _optional("Updated", "date")
    note: str = _text("Note", shape="long")
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True)
class ChannelRow:
    """One row of the channel plan: a message for an audience through a channel at a time."""

    id: str = ""
    audience: str = _text("To", "A stakeholder of this plan, or a persona or segment in words", "person")
    message: str = _text("Message")
    channel: str = _choice("Channel", words.CHANNELS, free=True)
    when: dt.date | str | None = _optional("When", "when", "A date, or a cadence such as monthly")
    call_to_action: str = _text("Call to action")
    goal: str = _text("Goal", "A goal of this plan", "goal", free=False)
    private: bool = _yes("Private", "Closed or password-protected")
    programme: str = _choice("Programme", words.ROW_PROGRAMMES, free=True)
    owner: str = _text("Owner")
    side: str = _choice("Side", words.SIDES)
    status: str = _choice("Status", words.ROW_STATUS)
    budget: float | None = _optional("Budget", "money")
    actual: float | None = _optional("Actual", "money")
    hours: float | None = _optional("Hours", "number")
    metric: str = _choice("Metric", words.RESULT_METRICS, "Reach (followers, visits) or outcome at the account")
    result: str = _text("Result")
    result_value: float | None = _optional("Result value", "money")
    insight: str = _text("Insight")
    automated: bool = _yes("Automated")
    digital: bool = _yes("Digital")
    content_asset: str = _text("Content asset")
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True)
class RedFlag:
    """A sign that the account is at risk."""

    id: str = ""
    type: str = _choice("Type", words.FLAG_TYPES, free=True)
    severity: str = _choice("Severity", words.LEVELS)
    likelihood: str = _choice("Likelihood", words.LEVELS)
    status: str = _choice("Status", words.FLAG_STATUS, default="open")
    raised: dt.date | None = _optional("Raised", "date")
    review_by: dt.date | None = _optional("Review by", "date")
    owner: str = _text("Owner")
    evidence: str = _text("Evidence")
    note: str = _text("Note", shape="long")
    action: str = _text("Action")
    resolution: str = _text("Resolution")
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True)
class Goal:
    """What we, they or both want to reach."""

    id: str = ""
    name: str = _text("Goal")
    whose: str = _choice("Whose", words.GOAL_SIDES)
    kind: str = _choice("Kind", words.GOAL_KINDS)
    baseline: float | None = _optional("Baseline", "number")
    target: float | None = _optional("Target", "number")
    current: float | None = _optional("Current", "number")
    unit: str = _text("Unit", "% or EUR, say")
    due: dt.date | None = _optional("Due", "date")
    status: str = _choice("Status", words.GOAL_STATUS)
    our_benefit: str = _text("Our benefit")
    their_benefit: str = _text("Their benefit")
    sales_owner: str = _text("Owner in sales")
    marketing_owner: str = _text("Owner in marketing")
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True)
class Touch:
    """One contact with people at the account."""

    id: str = ""
    date: dt.date | None = _optional("Date", "date")
    channel: str = _choice("Channel", words.CHANNELS, free=True)
    who: tuple[str, ...] = _several("Who", "people")
    our_contact: str = _text("Our contact")
    topic: str = _text("Topic")
    insight: str = _text("Insight")
    source: str = _choice("Source", words.SOURCES, free=True)
    extra: Mapping[str, Any] = _extra()


@dataclass(frozen=True)
class Note:
    """A free note."""

    id: str = ""
    text: str = _text("Note", shape="long")
    date: dt.date | None = _optional("Date", "date")
    author: str = _text("Author")
    topic: str = _choice("Topic", words.NOTE_TOPICS, free=True)
    extra: Mapping[str, Any] = _extra()


Row = Stakeholder | ChannelRow | RedFlag | Goal | Touch | Note


@dataclass(frozen=True)
class Plan:
    """Everything people decided about one account."""

    id: str = ""
    """The account's id in the portfolio (or its folded name without legal form where the source has no ids)."""
    name: str = ""
    """The account's name when the plan was last saved."""
    key_account: bool = _yes("Key account", "Chosen by a person, never computed")
    key_account_reason: str = _text("Why a key account")
    strategy: str = _text("Strategy", shape="long")
    next_step: str = _text("Next step")
    next_step_owner: str = _text("Next step: owner")
    next_step_due: dt.date | None = _optional("Next step: due", "date")
    next_review: dt.date | None = _optional("Next review", "date")
    owner: str = _text("Key account manager")
    marketer: str = _text("Key account marketer")
    programme: str = _choice("Programme", words.ACCOUNT_PROGRAMMES, "Overrides the rule; give the reason too")
    programme_reason: str = _text("Why this programme")
    contract_end: dt.date | None = _optional("Contract end", "date")
    satisfaction: int | None = _optional("Satisfaction", "scale", "1 low to 5 high")
    satisfaction_date: dt.date | None = _optional("Satisfaction asked", "date")
    pain_points: tuple[str, ...] = _several("Pain points")
    stakeholders: tuple[Stakeholder, ...] = ()
    channels: tuple[ChannelRow, ...] = ()
    flags: tuple[RedFlag, ...] = ()
    goals: tuple[Goal, ...] = ()
    touches: tuple[Touch, ...] = ()
    notes: tuple[Note, ...] = ()
    extra: Mapping[str, Any] = _extra()
    """Keys that this version does not know, and values it cannot read in a known key: kept as they are."""


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind of row: its name in files and commands, where a plan holds it, and its class."""

    name: str
    """In TOML `[[name]]` and in `abmtui plan add ACCOUNT name`."""
    attribute: str
    """The plan's attribute that holds the rows."""
    label: str
    prefix: str
    """First letter of the ids, before the hyphen."""
    row: type[Row]
    title_field: str
    """The field a row is called by in sentences."""


KINDS: Final[Mapping[str, KindSpec]] = {
    kind.name: kind
    for kind in (
        KindSpec("stakeholder", "stakeholders", "stakeholder", "s", Stakeholder, "name"),
        KindSpec("channel", "channels", "channel row", "c", ChannelRow, "message"),
        KindSpec("flag", "flags", "red flag", "f", RedFlag, "type"),
        KindSpec("goal", "goals", "goal", "g", Goal, "name"),
        KindSpec("touch", "touches", "touch", "t", Touch, "topic"),
        KindSpec("note", "notes", "note", "n", Note, "text"),
    )
}


def _spec(item: Field[Any]) -> FieldSpec:
    label, shape, choices, free, help_text = item.metadata["spec"]
    return FieldSpec(item.name, label, shape, choices, free, help_text)


def field_specs(owner: type[Row | Plan]) -> Mapping[str, FieldSpec]:
    """The editable fields of a plan or a row class, by name, in the order of forms and files."""
    key: Any = owner
    return _field_specs(key)


@cache
def _field_specs(owner: Any) -> Mapping[str, FieldSpec]:
    return {item.name: _spec(item) for item in fields(owner) if "spec" in item.metadata}


def default_of(owner: type[Row | Plan], name: str) -> Any:
    """The value that field has when nobody set it."""
    key: Any = owner
    return _defaults(key).get(name)


@cache
def _defaults(owner: Any) -> Mapping[str, Any]:
    return {item.name: item.default for item in fields(owner) if item.default is not MISSING}


EMPTY: Final = Plan()
