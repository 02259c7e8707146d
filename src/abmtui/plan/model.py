"""A plan as a value: the account's own fields and its rows, each field described once."""
# ruff: noqa: RUF009  # the calls in the class make dataclass fields

from __future__ import annotations

import datetime as dt  # noqa: TC003  # the fields' types are looked up at run time by whoever makes schemas of them
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan import fields
from abmtui.plan import vocabulary as words
from abmtui.plan.fields import FieldSpec, Shape, default_of, field_specs
from abmtui.plan.row_kinds import ChannelRow, Dismissal, GateStep, Goal, Note, Offering, RedFlag, Score, Stakeholder, Touch

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "EMPTY",
    "FORMAT",
    "KINDS",
    "ChannelRow",
    "Dismissal",
    "FieldSpec",
    "GateStep",
    "Goal",
    "KindSpec",
    "Note",
    "Offering",
    "Plan",
    "RedFlag",
    "Row",
    "Score",
    "Shape",
    "Stakeholder",
    "Touch",
    "default_of",
    "field_specs",
]

FORMAT: Final = 1
"""The newest plan format that this version reads and writes."""

Row = Stakeholder | ChannelRow | RedFlag | Goal | Touch | Note | Score | Offering | GateStep | Dismissal


@dataclass(frozen=True)
class Plan:
    """Everything people decided about one account."""

    id: str = ""
    """The account's id in the portfolio (or its folded name without legal form where the source has no ids)."""
    name: str = ""
    """The account's name when the plan was last saved."""
    key_account: bool = fields.yes("Key account", "Chosen by a person, never computed")
    key_account_reason: str = fields.text("Why a key account")
    strategy: str = fields.text("Strategy", shape="long")
    next_step: str = fields.text("Next step")
    next_step_owner: str = fields.text("Next step: owner")
    next_step_due: dt.date | None = fields.optional("Next step: due", "date")
    next_review: dt.date | None = fields.optional("Next review", "date")
    owner: str = fields.text("Key account manager")
    marketer: str = fields.text("Key account marketer")
    programme: str = fields.choice("Programme", words.ACCOUNT_PROGRAMMES, "Overrides the rule; give the reason too")
    programme_reason: str = fields.text("Why this programme")
    abc_class: str = fields.choice("Class", words.ABC_CLASSES, "Overrides the rule; give the reason too")
    abc_class_reason: str = fields.text("Why this class")
    zone: str = fields.choice("Zone", words.ZONES, "Overrides the rule; give the reason too")
    zone_reason: str = fields.text("Why this zone")
    tier: str = fields.choice("ABM tier", words.TIERS, "Overrides the rule; give the reason too")
    tier_reason: str = fields.text("Why this tier")
    abm_variety: str = fields.choice("ABM variety", words.ABM_VARIETIES, "Overrides the rule; give the reason too")
    abm_variety_reason: str = fields.text("Why this variety")
    coverage: str = fields.choice("Coverage", words.COVERAGE_MODELS, "Overrides the source and the rule; give the reason too", free=True)
    coverage_reason: str = fields.text("Why this coverage")
    team: str = fields.text("Team")
    segment: str = fields.text("Segment", "Or buyer persona, for targeted marketing")
    needs: int | None = fields.optional("Needs", "scale", "1 homogeneous to 5 heterogeneous")
    buying_process: str = fields.choice("Buying process", words.BUYING_PROCESSES)
    buying_process_note: str = fields.text("Buying process: note")
    buying_centre: str = fields.choice("Buying centre", words.BUYING_CENTRES)
    potential: float | None = fields.optional("Potential", "money", "What the account could buy, a year; of a prospect the value of the opportunity")
    lifetime_value: float | None = fields.optional("Lifetime value", "money", "An estimate over the whole relationship")
    sales_cycle_months: float | None = fields.optional("Sales cycle, months", "number")
    selection_verdict: str = fields.choice("Selection verdict", words.VERDICTS, "Chosen by a person over the worksheet")
    selection_reason: str = fields.text("Why this verdict")
    selection_date: dt.date | None = fields.optional("Verdict of", "date")
    contract_end: dt.date | None = fields.optional("Contract end", "date")
    satisfaction: int | None = fields.optional("Satisfaction", "scale", "1 low to 5 high")
    satisfaction_date: dt.date | None = fields.optional("Satisfaction asked", "date")
    pain_points: tuple[str, ...] = fields.several("Pain points")
    motivations: tuple[str, ...] = fields.several("Needs and motivations", hint="What they need and want, in their own words")
    lifecycle_stage: str = fields.choice("Lifecycle stage", words.LIFECYCLE_STAGES, free=True)
    relationship_stage: str = fields.choice("Relationship stage", words.RELATIONSHIP_STAGES, "How closely both companies work together", free=True)
    awareness: str = fields.choice("Account awareness", words.AWARENESS, "How well the account as a whole knows us")
    our_roi: str = fields.choice("Our return", words.KNOWN, "Do we see a return on what we put in?")
    their_roi: str = fields.choice("Their return", words.KNOWN, "Do they see a return on what they put in?")
    roi_date: dt.date | None = fields.optional("Returns asked", "date")
    our_team: tuple[str, ...] = fields.several("Our team", hint="A name, or name: role, such as Anna Salo: product manager")
    enrolled: tuple[str, ...] = fields.several("Enrolled in", hint="Programmes of digital relationship management", choices=words.DRM_PROGRAMMES)
    stakeholders: tuple[Stakeholder, ...] = ()
    channels: tuple[ChannelRow, ...] = ()
    flags: tuple[RedFlag, ...] = ()
    goals: tuple[Goal, ...] = ()
    touches: tuple[Touch, ...] = ()
    notes: tuple[Note, ...] = ()
    scores: tuple[Score, ...] = ()
    offerings: tuple[Offering, ...] = ()
    gates: tuple[GateStep, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    extra: Mapping[str, Any] = fields.extra()
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
        KindSpec("score", "scores", "score", "k", Score, "criterion"),
        KindSpec("offering", "offerings", "offering", "o", Offering, "name"),
        KindSpec("gate", "gates", "gate", "p", GateStep, "name"),
        KindSpec("dismissal", "dismissals", "dismissed proposal", "d", Dismissal, "type"),
    )
}


EMPTY: Final = Plan()
