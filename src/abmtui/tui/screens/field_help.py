"""One field of a plan explained: what it means, what it may hold, what is wrong with it now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.model import FieldSpec

SHAPES: Final[Mapping[str, str]] = {
    "text": "One line of text.",
    "long": "Text of one line or several; e opens it in your editor.",
    "choice": "One of",
    "date": "A date: 2026-03-01, 1 Mar 2026, next fri or +2w.",
    "when": "A date, or a cadence in words such as monthly.",
    "number": "A number.",
    "money": "An amount of money.",
    "scale": "A whole number from 1, low, to 5, high.",
    "yes": "yes or no.",
    "list": "Texts with ; between them.",
    "person": "A stakeholder of this plan, or somebody in words.",
    "people": "Stakeholders of this plan with ; between them.",
    "goal": "A goal of this plan.",
}


def field_explained(spec: FieldSpec, value: str, wrong: str) -> tuple[tuple[str, str], ...]:
    """Return (heading, text) pairs; raw text."""
    holds = SHAPES[spec.shape]
    if spec.shape == "choice":
        holds = f"{holds}: {', '.join(spec.choices)}" + (", or other words." if spec.free else ".")
    pairs = (("Means", spec.help), ("Holds", holds), ("Now", value or "nothing"), ("Wrong", wrong), ("In the file and in commands", spec.name))
    return tuple(pair for pair in pairs if pair[1])
