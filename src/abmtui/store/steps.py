"""What can be undone: one step, made of the edits and review stamps of one or several accounts, before and after."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from abmtui.plan.document import parse
from abmtui.store.reviews import Stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.model import Plan


@dataclass(frozen=True)
class PlanPart:
    """One account's plan before and after, each as its file's whole text, so that not even a comment is lost."""

    account: str
    name: str
    before: str
    """Empty where there was no file."""
    after: str

    def side(self, *, back: bool) -> str:
        """Return the text that is wanted: the one before to undo, the one after to redo."""
        return self.before if back else self.after

    def plan(self, *, back: bool) -> Plan:
        """Return the plan that is wanted, of this account."""
        return replace(parse(self.side(back=back)).plan, id=self.account, name=self.name)


@dataclass(frozen=True)
class StampPart:
    """One account's review stamp before and after."""

    account: str
    name: str
    before: Stamp
    after: Stamp

    def side(self, *, back: bool) -> Stamp:
        """Return the stamp that is wanted."""
        return self.before if back else self.after


Part = PlanPart | StampPart


@dataclass(frozen=True)
class Step:
    """What was done at one stroke, and is undone at one."""

    what: str
    """In words, without the account."""
    parts: tuple[Part, ...]
    key: str = field(default_factory=lambda: secrets.token_hex(4))


def written_step(step: Step) -> dict[str, Any]:
    """Return a step as JSON holds it; of two texts the second is kept as what differs from the first."""
    return {"key": step.key, "what": step.what, "parts": [_written_part(part) for part in step.parts]}


def read_step(said: Mapping[str, Any]) -> Step:
    """Return the step that was written; raises ValueError, KeyError or TypeError for what is none."""
    return Step(str(said["what"]), tuple(_read_part(part) for part in said["parts"]), str(said["key"]))


def _written_part(part: Part) -> dict[str, Any]:
    said: dict[str, Any] = {"account": part.account, "name": part.name}
    if isinstance(part, StampPart):
        return said | {"stamps": [_written_stamp(part.before), _written_stamp(part.after)]}
    start, end = _shared(part.before, part.after)
    return said | {"before": part.before, "after": [start, end, part.after[start : len(part.after) - end]]}


def _read_part(said: Mapping[str, Any]) -> Part:
    if "stamps" in said:
        before, after = (_read_stamp(stamp) for stamp in said["stamps"])
        return StampPart(str(said["account"]), str(said["name"]), before, after)
    text = str(said["before"])
    start, end, middle = said["after"]
    return PlanPart(str(said["account"]), str(said["name"]), text, text[:start] + middle + text[len(text) - end :])


def _shared(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two texts have in common at their beginning, and of the rest at their end."""
    start = _same(one, other)
    return start, _same(one[start:][::-1], other[start:][::-1])


def _same(one: str, other: str) -> int:
    return next((place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), min(len(one), len(other)))


def _written_stamp(stamp: Stamp) -> list[str | None]:
    return [*(None if day is None else day.isoformat() for day in (stamp.reviewed, stamp.snoozed_until)), stamp.by]


def _read_stamp(said: Any) -> Stamp:
    reviewed, snoozed_until = (None if day is None else dt.date.fromisoformat(day) for day in said[:2])
    return Stamp(reviewed, snoozed_until, str(said[2]))
