"""Plans being edited: opened, saved, undone, redone, and drafted when they cannot be saved."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from abmtui.durable import Changed, NotSaved

if TYPE_CHECKING:
    from abmtui.plan.model import Plan
    from abmtui.store.drafts import Drafts
    from abmtui.store.plans import PlanFile, PlanStore

UNDO_LIMIT: Final = 500

State = Literal["saved", "not saved", "conflict", "read-only", "nothing"]


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of one save, undo or redo."""

    state: State
    file: PlanFile
    """The plan as it now stands on disk, or as it was opened when nothing was written."""
    plan: Plan
    """The plan to show: after a failed save still the edited one."""
    why: str = ""
    """A sentence when it was not saved."""
    what: str = ""
    """The edit that was made, undone or redone, in words."""


@dataclass(frozen=True)
class Step:
    """One edit that can be undone."""

    before: Plan
    after: Plan
    what: str


class PlanEditing:
    """Saves plans one after another and remembers the steps; one lock, so that workers may call it side by side."""

    def __init__(self, store: PlanStore, drafts: Drafts | None = None) -> None:
        self._store = store
        self._drafts = drafts
        self._files: dict[str, PlanFile] = {}
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._lock = threading.RLock()

    def open(self, account_id: str, name: str) -> PlanFile:
        """Return the account's plan as it stands on disk."""
        with self._lock:
            file = self._store.open(account_id, name)
            self._files[account_id] = file
            return file

    def save(self, plan: Plan, what: str) -> Outcome:
        """Save an edited plan; a failure keeps it as a draft and says why."""
        with self._lock:
            before = self._files[plan.id].plan
            outcome = self._written(plan, what)
            if outcome.state == "saved":
                self._undo = [*self._undo[-UNDO_LIMIT + 1 :], Step(before, plan, what)]
                self._redo.clear()
            return outcome

    def undo(self) -> Outcome | None:
        """Take the last edit back, whichever account it was made in; None when there is none."""
        with self._lock:
            return self._moved(self._undo, self._redo, back=True)

    def redo(self) -> Outcome | None:
        """Make the last undone edit again; None when there is none."""
        with self._lock:
            return self._moved(self._redo, self._undo, back=False)

    def draft(self, plan: Plan, typing: tuple[str, str] | None = None) -> None:
        """Keep what cannot be saved: the plan on the screen and the text being typed."""
        with self._lock:
            if self._drafts is not None and plan.id in self._files:
                self._drafts.keep(self._files[plan.id], plan, typing)

    def _moved(self, taken: list[Step], given: list[Step], *, back: bool) -> Outcome | None:
        if not taken:
            return None
        step = taken[-1]
        wanted, left = (step.before, step.after) if back else (step.after, step.before)
        file = self._store.open(left.id, left.name)
        self._files[left.id] = file
        if file.plan != left:
            taken.clear()
            return Outcome(
                "conflict", file, file.plan, f"{left.name}: changed by somebody else since; it cannot be {'undone' if back else 'redone'}", step.what
            )
        outcome = self._written(wanted, step.what)
        if outcome.state == "saved":
            given.append(taken.pop())
        return outcome

    def _written(self, plan: Plan, what: str) -> Outcome:
        opened = self._files[plan.id]
        if opened.broken or opened.read_only:
            return Outcome("read-only", opened, opened.plan, opened.read_only or "the plan file is broken; mend it first", what)
        try:
            saved = self._store.save(opened, plan)
        except Changed as error:
            self.draft(plan)
            return Outcome("conflict", opened, plan, str(error), what)
        except NotSaved as error:
            self.draft(plan)
            return Outcome("not saved", opened, plan, str(error), what)
        self._files[plan.id] = saved
        if self._drafts is not None:
            self._drafts.forget(plan.id)
        return Outcome("saved", saved, saved.plan, "", what)
