"""The rules by which accounts are classed, zoned, programmed, covered and scored: values, passed in, never global."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from abmtui.portfolio.classes import ClassLines

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY: Final = "key"
"""In a mapping by class or programme: what counts for key accounts."""


@dataclass(frozen=True, slots=True)
class ZoneLines:
    """Where the value bands end, as shares of the value counted from the largest account, and what counts as homogeneous needs."""

    top: float | None = None
    """End of the top band; None: where class A ends."""
    low: float | None = None
    """Begin of the low band; None: where class B ends."""
    homogeneous: float = 2.0
    """Needs (1 to 5) up to this are homogeneous."""


@dataclass(frozen=True, eq=False)
class Rules:
    """Every rule of the review."""

    classes: ClassLines = field(default_factory=ClassLines)
    zones: ZoneLines = field(default_factory=ZoneLines)
    programmes: Mapping[str, str] = field(default_factory=dict)
    """ABM, targeted, mass, undefined (zones) -> programme."""
    tiers: Mapping[str, str] = field(default_factory=dict)
    """key, ABM, DRM -> ABM tier."""
    varieties: Mapping[str, str] = field(default_factory=dict)
    """key, ABM, segment, rest -> variety of ABM."""
    coverage: Mapping[str, str] = field(default_factory=dict)
    """key, A, B, C -> coverage model."""
    selection: Mapping[str, float] = field(default_factory=dict)
    """Criterion of the selection of key accounts -> weight."""
    outside_in: Mapping[str, float] = field(default_factory=dict)
    """Criterion of the outside-in score -> weight."""
    limits: Mapping[str, float] = field(default_factory=dict)
    """Numbers by name, as the settings `limits.*` say."""
