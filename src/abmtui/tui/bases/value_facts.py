"""What the review knows of one account's value, ready to be shown beside its plan: written in the user's locale, raw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.review.reasons import Line as Reason


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in its line."""

    label: str
    value: str
    """Empty: undefined, `note` says why."""
    note: str = ""
    """What goes with it: its inputs, or why it is undefined."""
    field: str = ""
    """The plan's field that says it; empty where it is worked out."""
    warns: bool = False
    about: str = ""
    """What it means and how it is reckoned."""


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """Everything of one account that has to be worked out of the whole portfolio."""

    standing: tuple[Reason, ...] = ()
    """Class, key account, zone, programme, tier, variety, coverage."""
    remarks: tuple[Figure, ...] = ()
    """True ABM or not, too big to lose, a coverage that contradicts the class."""
    money: tuple[Figure, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)
    """Criterion of a score -> what source and plan say about it."""
    ranks: str = ""
    """Where the account stands by its outside-in score: "rank 3, by revenue 41 · hidden gem"."""
    selected: str = ""
    """Where it stands on the selection worksheet: "rank 2 of 14"."""
    intelligence: str = ""
    """How much is known of the account: "intelligence 60%"."""
    missing: tuple[str, ...] = ()
    """What is not known of it."""
