"""One edit of many plans: a field set, a list's items added or removed, a row added; the same words for each plan, read in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan import edits
from abmtui.plan.flag_edits import begun
from abmtui.plan.model import EMPTY, KINDS, Plan, field_specs
from abmtui.plan.values import value_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from abmtui.plan.fields import FieldSpec

LISTS: Final = frozenset({"list", "people"})
"""Shapes to which items are added."""
_REFERENCES: Final = frozenset({"person", "people", "goal"})
"""Shapes whose words mean another row in each plan."""
REASONS: Final[Mapping[str, str]] = {
    **{name: f"{name}_reason" for name in ("key_account", "programme", "abc_class", "zone", "tier", "abm_variety", "coverage")},
    "selection_verdict": "selection_reason",
}
"""Fields by which a person overrides what is worked out, with the field that says why."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is given for one field."""

    field: str
    sign: str
    """`=`, or for a list `+=` and `-=`."""
    text: str
    """As a person types it; empty empties."""


@dataclass(frozen=True)
class BulkEdit:
    """An edit that can be made in any plan."""

    given: tuple[Given, ...]
    today: dt.date
    """What typed dates are read by."""
    kind: str = ""
    """Adds a row of this kind; empty: the plan's own fields."""
    named: str = ""
    """What it is called; empty: its fields in words."""

    @property
    def specs(self) -> Mapping[str, FieldSpec]:
        """The fields that can be given, by name."""
        owner: type[Any] = KINDS[self.kind].row if self.kind else Plan
        return field_specs(owner)

    @property
    def what(self) -> str:
        """The edit in words."""
        said = "; ".join(self._words(one) for one in self.given)
        return self.named or (f"{KINDS[self.kind].label} added: {said}" if self.kind else said)

    def _words(self, one: Given) -> str:
        label = self.specs[one.field].label.lower()
        if one.sign == "=":
            return f"{label} {one.text or 'emptied'}"
        return f"{label}: {one.text} {'added' if one.sign == '+=' else 'removed'}"

    def wrong(self) -> str:
        """Return why this can be made in no plan whatever, or empty. References are looked for in each plan."""
        if not self.given:
            return "say what to set: FIELD=VALUE"
        for one in self.given:
            spec = self.specs.get(one.field)
            if spec is None:
                return f"there is no field {one.field}"
            if one.sign != "=" and (spec.shape not in LISTS or self.kind):
                return f"{spec.label}: {one.sign} is for lists of the plan; set it with ="
            why = "" if spec.shape in _REFERENCES else value_of(one.text, spec, EMPTY, self.today)[1]
            if why:
                return f"{spec.label}: {why}"
        return ""

    def tried(self, plan: Plan) -> tuple[Plan, str]:
        """Return the plan after the edit and nothing, or the plan as it is and why the words mean nothing in it."""
        values: dict[str, Any] = {}
        for one in self.given:
            spec = self.specs[one.field]
            value, why = value_of(one.text, spec, plan, self.today)
            if why:
                return plan, f"{spec.label}: {why}"
            values[one.field] = value if one.sign == "=" else _items(values.get(one.field, getattr(plan, one.field)), one.sign, value)
        if self.kind:
            return edits.add_row(plan, self.kind, begun(self.kind, values, self.today))[0], ""
        for name, value in values.items():
            plan = edits.set_field(plan, name, value)
        return plan, ""

    def __call__(self, plan: Plan) -> Plan:
        """Return the plan after the edit; where it cannot be made, as it is."""
        return self.tried(plan)[0]


def _items(old: tuple[str, ...], sign: str, items: tuple[str, ...]) -> tuple[str, ...]:
    return edits.with_items(old, items) if sign == "+=" else edits.without_items(old, items)


def without_reason(before: Plan, after: Plan) -> tuple[str, ...]:
    """Return the labels of the overrides that an edit made or changed without a reason standing beside them."""
    specs = field_specs(Plan)
    return tuple(
        specs[name].label
        for name, reason in REASONS.items()
        if getattr(after, name) and getattr(after, name) != getattr(before, name) and not getattr(after, reason)
    )


def is_own(plan: Plan) -> bool:
    """Return whether a plan says anything of its account beyond the programmes that it is enrolled in with many others."""
    return replace(plan, enrolled=()) != Plan(id=plan.id, name=plan.name)


def enrolment(programme: str, today: dt.date, *, leave: bool = False) -> BulkEdit:
    """Return the edit that enrols an account in a DRM programme, or takes it out."""
    sign, named = ("-=", f"{programme} left") if leave else ("+=", f"enrolled in {programme}")
    return BulkEdit((Given("enrolled", sign, programme),), today, named=named)
