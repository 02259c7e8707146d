"""Plans opened and written one after another, and drafted when they cannot be."""

from __future__ import annotations

import datetime as dt
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from abmtui.durable import Changed, NotSaved
from abmtui.workspace.outcomes import Outcome, State
from abmtui.workspace.unsaved import Recovered, Unsaved, recovered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from abmtui.plan.model import Plan
    from abmtui.store.drafts import Draft, Drafts
    from abmtui.store.plan_file import PlanFile
    from abmtui.store.plans import PlanStore


class PlanSaving:
    """The plans of one folder as they were last opened; safe to call from several threads."""

    def __init__(self, store: PlanStore, drafts: Drafts | None = None, today: Callable[[], dt.date] = lambda: dt.date.min) -> None:
        """Open and write the plans of a store; `today` is what typed dates such as "next fri" are read by."""
        self.store = store
        self.today = today
        self._unsaved = Unsaved(store.folder, drafts)
        self._files: dict[str, PlanFile] = {}
        self._given: dict[str, Plan] = {}
        """The plans as they were handed in at their last acknowledged save."""
        self._failed: set[str] = set()
        """Accounts whose last edit could not be saved."""
        self._left: set[str] = set()
        self._lock = threading.RLock()

    def open(self, account: str, name: str) -> PlanFile:
        """Return the account's plan as it stands on disk; an edit of it that could not be saved stays a draft, to be offered again."""
        with self._lock:
            if account in self._failed:
                self._unsaved.set_aside(account)
                self._failed.discard(account)
                self._left.add(account)
            self._given.pop(account, None)
            file = self.store.open(account, name)
            # A broken file says no id; it is the account's all the same.
            self._files[account] = replace(file, plan=replace(file.plan, id=account, name=name)) if file.broken else file
            return self._files[account]

    def take(self, file: PlanFile) -> None:
        """Edit a plan that was opened elsewhere, as a command does."""
        self._files[file.plan.id] = file

    @contextmanager
    def _apart(self, account: str) -> Iterator[None]:
        """Write an account's plan behind the back of whoever has opened it: their next save is a conflict until they open it again, and takes nothing back."""
        with self._lock:
            opened = self._files.get(account)
            try:
                yield
            finally:
                if opened is not None:
                    self._files[account] = opened

    def _written(self, plan: Plan, what: str, text: str = "") -> Outcome:
        """Write a plan over the file it was opened from; `text`, where given, says the same plan and is what is written."""
        opened = self._files[plan.id]
        if opened.broken or opened.read_only:
            return Outcome("read-only", plan.id, plan.name, what, opened.read_only, plan, opened)
        try:
            saved = self.store.save(opened, plan, text)
        except Changed as error:
            return self._refused("conflict", plan, what, error)
        except NotSaved as error:
            return self._refused("not saved", plan, what, error)
        with self._unsaved.lock:
            self._files[plan.id], self._given[plan.id] = saved, plan
            self._failed.discard(plan.id)
            self._unsaved.done(plan.id)
        return Outcome("saved", plan.id, plan.name, what, saved.note, saved.plan, saved)

    def _refused(self, state: State, plan: Plan, what: str, error: Exception) -> Outcome:
        self._failed.add(plan.id)
        wrong = self._unsaved.keep(self._files[plan.id], plan)
        return Outcome(state, plan.id, plan.name, what, f"{error}{'; ' + wrong if wrong else ''}", plan)

    # Drafts.

    def typed_out(self, account: str) -> None:
        """Take note that what was being typed was committed: the save that follows removes its draft. Never waits."""
        self._unsaved.typing(account, None)

    def draft_if_unsaved(self, plan: Plan, typing: tuple[str, str] | None) -> str:
        """Keep a draft of what is typed or not on the disk, or remove it when nothing is; return a sentence when it could not be kept.

        Does not wait for a save that is under way.
        """
        with self._unsaved.lock:
            file = self._files.get(plan.id)
            if file is None:
                return ""
            self._unsaved.typing(plan.id, typing)
            if typing is not None or not (file.broken or plan in (file.plan, self._given.get(plan.id))):
                return self._unsaved.keep(file, plan)
            self._unsaved.done(plan.id)
            return ""

    def drafts(self, account: str | None = None) -> tuple[Draft, ...]:
        """Return the drafts of this folder's plans, or of one account, the newest first; one that says nothing new is removed."""
        kept = []
        for draft in self._unsaved.offered():
            if account not in {None, draft.plan_id}:
                continue
            if self.draft_changes(draft):
                kept.append(draft)
            else:
                self._unsaved.remove(draft)
        return tuple(kept)

    def left_aside(self, account: str) -> bool:
        """Return whether an edit of the account could not be saved since the start, and was left when it was opened again."""
        return account in self._left

    def draft_changes(self, draft: Draft) -> tuple[str, ...]:
        """Return what a draft would change in the plan as it now stands, a line each, with the text that was being typed."""
        return self._recovered(draft)[1].lines

    def discard_draft(self, draft: Draft) -> None:
        """Throw a draft away."""
        self._unsaved.remove(draft)

    def _recovered(self, draft: Draft) -> tuple[PlanFile, Recovered]:
        now = self.store.open(draft.plan_id, draft.name)
        return now, recovered(draft, now, self.today())
