"""Drafts of one folder's plans: kept while something is not on the disk, gone once it is, offered at the next start."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from abmtui.durable import NotSaved, fingerprint
from abmtui.plan.changes import changes
from abmtui.plan.document import parse
from abmtui.plan.model import Plan
from abmtui.workspace.typed import where_in_words, with_typed

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from abmtui.store.drafts import Draft, Drafts
    from abmtui.store.plan_file import PlanFile

    Typing = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Recovered:
    """A draft held against the plan as it now stands."""

    plan: Plan
    """With everything of the draft that fits into the plan."""
    lines: tuple[str, ...]
    """What it would change, a line each; empty: nothing."""
    conflict: bool
    """The plan was edited in the draft, and is another one on the disk by now."""
    unfit: str = ""
    """Why the text that was being typed does not fit where it was typed, or empty."""


class Unsaved:
    """What of the plans in a folder is not on the disk. Safe to ask from several threads; never waits for a save."""

    def __init__(self, folder: Path, drafts: Drafts | None) -> None:
        self._folder = folder
        self._drafts = drafts
        self._sittings: dict[str, Drafts] = {}
        self._typing: dict[str, Typing | None] = {}
        self.lock = threading.RLock()

    def keep(self, file: PlanFile, plan: Plan) -> str:
        """Keep a plan and the text last known to be typed on it; return a sentence when even that fails."""
        with self.lock:
            if self._drafts is None:
                return ""
            try:
                self._sittings.setdefault(plan.id, self._drafts).keep(file, plan, self._typing.get(plan.id))
            except NotSaved as error:
                return str(error)
            return ""

    def typing(self, plan_id: str, typing: Typing | None) -> None:
        """Remember the text that is being typed on a plan's screen; at once, so that the screen may say it too."""
        self._typing[plan_id] = typing

    def done(self, plan_id: str) -> None:
        """Everything of a plan is on the disk: its draft of this sitting goes, unless text is being typed."""
        with self.lock:
            if self._typing.get(plan_id) is None and (sitting := self._sittings.pop(plan_id, None)) is not None:
                sitting.forget(plan_id, self._folder)

    def set_aside(self, plan_id: str) -> None:
        """Leave a plan's draft to be offered again: what is kept of the plan from now on is a draft of its own."""
        with self.lock:
            if self._drafts is not None and self._sittings.pop(plan_id, None) is not None:
                self._drafts = self._drafts.anew()

    def offered(self) -> tuple[Draft, ...]:
        """Return the drafts of this folder's plans that no running program is still keeping, the newest first."""
        if self._drafts is None:
            return ()
        own = [draft for draft in self._drafts.all()[0] if draft.plans == str(self._folder.absolute())]
        return tuple(draft for draft in own if not self._drafts.is_elsewhere(draft))

    def remove(self, draft: Draft) -> None:
        """Remove a draft that was saved or thrown away."""
        if self._drafts is not None:
            self._drafts.remove(draft)


def recovered(draft: Draft, now: PlanFile, today: dt.date) -> Recovered:
    """Return what a draft comes to on the plan as it stands on the disk."""
    edited = replace(parse(draft.text).plan, id=now.plan.id, name=now.plan.name)
    if _only_typed(draft, edited):
        edited = now.plan
    conflict = (now.hash or "") != draft.base and bool(changes(now.plan, edited))
    typed, unfit = with_typed(edited, draft.field, draft.typed, today) if draft.typed else (edited, "")
    lines = [f"{change.kind or 'account'} {change.row_id} {change.field}: {change.before!s} -> {change.after!s}" for change in changes(now.plan, edited)]
    if unfit or changes(edited, typed):
        lines.append(f"being typed in {where_in_words(now.plan, draft.field)}: {draft.typed}")
    if unfit:
        lines.append(f"This text cannot be saved there: {unfit}")
    if conflict:
        lines.append("The plan was changed since, so these edits cannot be saved over it; make them again, then throw this draft away.")
    return Recovered(typed, tuple(lines), conflict, unfit)


def _only_typed(draft: Draft, edited: Plan) -> bool:
    """Return whether the plan itself was not edited: its text is the one that was opened, or says nothing where there was no file."""
    if draft.base:
        return fingerprint(draft.text.encode()) == draft.base
    return not changes(Plan(id=edited.id, name=edited.name), edited)
