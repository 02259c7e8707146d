"""What was understood of a table's columns, and what only the user can settle."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Question:
    """Two readings that are equally good and would change the figures."""

    field: str
    """One of our fields, or a year of it such as `revenue.2025`."""
    candidates: tuple[str, ...]
    """Headers."""
    why: str
    """A sentence that names them and the option that settles it."""


@dataclass(frozen=True, eq=False)
class MappingOffer:
    """What a mapping form shows: the user's headers with cells of each, and the mapping as far as it is understood."""

    headers: tuple[str, ...] = ()
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Header -> up to three different cells."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Our field, or a year of it -> header or arithmetic."""
    questions: tuple[Question, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    """Rows of several currencies, of which one can be read: its words, and the condition (`--where`) that chooses it."""
