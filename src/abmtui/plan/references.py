"""Which row of the plan a reference means: an id, or a name that only one row has."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.plan.model import Row

TARGETS: Final[Mapping[str, str]] = {"person": "stakeholder", "people": "stakeholder", "goal": "goal"}
"""Shape of a reference -> the kind of row it points to."""


@dataclass(frozen=True)
class Index:
    """The rows of one kind by id and by name."""

    ids: frozenset[str] = frozenset()
    names: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    """Folded name -> (name, id) of the rows called so."""

    def candidates(self, text: str) -> tuple[str, ...]:
        """Return the ids that a typed id or name can mean; an id comes before a name, the same spelling before a similar one."""
        if text in self.ids:
            return (text,)
        found = self.names.get(_key(text), ())
        exact = tuple(row_id for name, row_id in found if name == text.strip())
        return exact or tuple(row_id for _, row_id in found)

    def meant(self, text: str) -> str:
        """Return the id that is meant, or the text as it is when it names no row or several."""
        found = self.candidates(text) if text else ()
        return found[0] if len(found) == 1 else text


def index_of(rows: Sequence[Row], title_field: str) -> Index:
    """Return the rows by id and by title."""
    names: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        name = str(getattr(row, title_field)).strip()
        if name:
            names.setdefault(_key(name), []).append((name, row.id))
    return Index(frozenset(row.id for row in rows), names)


def index_for(plan: Plan, shape: str) -> Index:
    """Return the rows that references of this shape can point to."""
    kind = KINDS[TARGETS[shape]]
    return index_of(getattr(plan, kind.attribute), kind.title_field)


def reference_fields(owner: type[Row]) -> Mapping[str, str]:
    """The fields of a row that refer to other rows, with their shapes."""
    key: Any = owner
    return _reference_fields(key)


@cache
def _reference_fields(owner: Any) -> Mapping[str, str]:
    return {name: spec.shape for name, spec in field_specs(owner).items() if spec.shape in TARGETS}


def meant(value: Any, index: Index) -> Any:
    """Return a reference, or a list of them, with ids instead of names where one row has the name."""
    return tuple(index.meant(item) for item in value) if isinstance(value, tuple) else index.meant(value)


def settled(plan: Plan) -> Plan:
    """Return the plan with ids instead of names in every reference that names one row."""
    indexes = {shape: index_for(plan, shape) for shape in TARGETS}
    changed: dict[str, Any] = {}
    for kind in KINDS.values():
        fields = reference_fields(kind.row)
        rows: tuple[Row, ...] = getattr(plan, kind.attribute)
        new = tuple(_settled_row(row, fields, indexes) for row in rows) if fields else rows
        if any(one is not other for one, other in zip(new, rows, strict=True)):
            changed[kind.attribute] = new
    return replace(plan, **changed) if changed else plan


def _settled_row(row: Row, fields: Mapping[str, str], indexes: Mapping[str, Index]) -> Row:
    new = {name: value for name, shape in fields.items() if (value := meant(getattr(row, name), indexes[shape])) != getattr(row, name)}
    return replace(row, **new) if new else row


def _key(name: str) -> str:
    return " ".join(folded(name).split())
