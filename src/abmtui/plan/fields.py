"""What describes a field of a plan once: its label, its shape and its words, kept in the metadata of frozen dataclasses."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Shape = Literal["text", "long", "choice", "date", "when", "number", "money", "scale", "yes", "list", "person", "people", "goal"]
"""What a field holds: `long` text of several lines, `when` a date or a cadence in words, `scale` 1 to 5, `yes` a truth value,
`list` of texts, `person` a stakeholder's id (or a free text where `free`), `people` a list of them, `goal` a goal's id."""


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


def text(label: str, hint: str = "", shape: Shape = "text", *, free: bool = True) -> Any:
    """A field of text."""
    return field(default="", metadata={"spec": (label, shape, (), free, hint)})


def choice(label: str, choices: tuple[str, ...], hint: str = "", *, free: bool = False, default: str = "") -> Any:
    """A field of one word of a list."""
    return field(default=default, metadata={"spec": (label, "choice", choices, free, hint)})


def optional(label: str, shape: Shape, hint: str = "") -> Any:
    """A field that may be empty."""
    return field(default=None, metadata={"spec": (label, shape, (), True, hint)})


def yes(label: str, hint: str = "") -> Any:
    """A field that is true or not."""
    return field(default=False, metadata={"spec": (label, "yes", (), True, hint)})


def several(label: str, shape: Shape = "list", hint: str = "", *, choices: tuple[str, ...] = (), free: bool = True) -> Any:
    """A field of several values; `choices` are offered, other words are welcome."""
    return field(default=(), metadata={"spec": (label, shape, choices, free, hint)})


def extra() -> Any:
    """What this version does not know of a table: kept as it is."""
    return field(default_factory=dict, compare=True)


def _spec(item: Field[Any]) -> FieldSpec:
    label, shape, choices, free, help_text = item.metadata["spec"]
    return FieldSpec(item.name, label, shape, choices, free, help_text)


def field_specs(owner: type[Any]) -> Mapping[str, FieldSpec]:
    """The editable fields of a plan or a row class, by name, in the order of forms and files."""
    key: Any = owner
    return _field_specs(key)


@cache
def _field_specs(owner: Any) -> Mapping[str, FieldSpec]:
    return {item.name: _spec(item) for item in fields(owner) if "spec" in item.metadata}


def default_of(owner: type[Any], name: str) -> Any:
    """The value that field has when nobody set it."""
    key: Any = owner
    return _defaults(key).get(name)


@cache
def _defaults(owner: Any) -> Mapping[str, Any]:
    return {item.name: item.default for item in fields(owner) if item.default is not MISSING}
