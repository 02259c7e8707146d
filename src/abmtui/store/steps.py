"""What can be undone: one step, made of the edits and review stamps of one or several accounts, before and after."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from abmtui.plan.document import parse

if TYPE_CHECKING:
    from abmtui.plan.model import Plan
    from abmtui.store.reviews import Stamp


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
    when: str = ""
    """ISO date and time."""
    key: str = field(default_factory=lambda: secrets.token_hex(4))
