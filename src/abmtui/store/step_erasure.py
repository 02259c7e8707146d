"""A kept step after plans were changed for good, as when a person's data is erased."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from abmtui.plan.document import CannotWriteError, Document, parse
from abmtui.store.steps import PlanPart, StampPart, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from abmtui.plan.model import Plan
    from abmtui.store.steps import Part


def erased(step: Step, change: Callable[[Plan], Plan], words: Callable[[str], str]) -> Step | None:
    """Return the step with every plan and its words changed; None when nothing is left to undo, or a text cannot be written any more."""
    try:
        parts = tuple(part for old in step.parts if (part := _part(old, change, words)) is not None)
    except CannotWriteError:
        return None
    return replace(step, what=words(step.what), parts=parts) if parts else None


def _part(part: Part, change: Callable[[Plan], Plan], words: Callable[[str], str]) -> Part | None:
    if isinstance(part, StampPart):
        return part
    new = replace(part, before=_text(part, change, words, back=True), after=_text(part, change, words, back=False))
    return None if new.before == new.after else new


def _text(part: PlanPart, change: Callable[[Plan], Plan], words: Callable[[str], str], *, back: bool) -> str:
    """Return a text after the change; one that is met is written anew, since its comments may say what is to go."""
    text = part.side(back=back)
    if not text or parse(text).broken:
        return ""
    old = part.plan(back=back)
    new = change(old)
    return text if new == old and words(text) == text else Document().written(new)
