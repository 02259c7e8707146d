"""Plans being edited: opened, saved, undone, redone, stamped as reviewed, and drafted when they cannot be saved."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from abmtui.durable import Changed, NotSaved
from abmtui.plan.model import Plan
from abmtui.store.reviews import Stamp
from abmtui.workspace.unsaved import Recovered, Unsaved, recovered

if TYPE_CHECKING:
    from collections.abc import Callable

    from abmtui.store.drafts import Draft, Drafts
    from abmtui.store.plan_file import PlanFile
    from abmtui.store.plans import PlanStore
    from abmtui.store.reviews import Reviews

UNDO_LIMIT: Final = 500

State = Literal["saved", "not saved", "conflict", "read-only"]


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of one save, undo or redo."""

    state: State
    account: str
    """The account's id."""
    name: str
    what: str
    """The edit that was made, undone or redone, in words."""
    why: str = ""
    """A sentence when it was not saved, or what must be said of a save."""
    plan: Plan | None = None
    """The plan to show: after a failed save still the edited one; None for a stamp."""
    file: PlanFile | None = None
    """The plan as it now stands on disk; None when nothing was written."""


@dataclass(frozen=True)
class Step:
    """One edit of a plan, or one stamp of a review, that can be undone."""

    account: str
    name: str
    what: str
    before: Plan | Stamp
    after: Plan | Stamp


class PlanEditing:
    """Saves one after another and remembers the steps; safe to call from several threads."""

    def __init__(self, store: PlanStore, reviews: Reviews, drafts: Drafts | None = None, today: Callable[[], dt.date] = lambda: dt.date.min) -> None:
        """Edit the plans of a store; `today` is what typed dates such as "next fri" are read by."""
        self.store = store
        self.today = today
        self.reviews = reviews
        self._unsaved = Unsaved(store.folder, drafts)
        self._files: dict[str, PlanFile] = {}
        self._given: dict[str, Plan] = {}
        """The plans as they were handed in at their last acknowledged save."""
        self._failed: set[str] = set()
        """Accounts whose last edit could not be saved."""
        self._left: set[str] = set()
        self._undo: list[Step] = []
        self._redo: list[Step] = []
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

    def save(self, plan: Plan, what: str) -> Outcome:
        """Save an edited plan; a failure keeps it as a draft and says why."""
        with self._lock:
            before = self._files[plan.id].plan
            outcome = self._written(plan, what)
            if outcome.state == "saved" and outcome.plan is not None and outcome.plan != before:
                self._remember(Step(plan.id, plan.name, what, before, outcome.plan))
            return outcome

    def stamp(self, account: str, name: str, reviewed: dt.date | None, snoozed_until: dt.date | None = None) -> Outcome:
        """Stamp an account as reviewed on a day, or as put off until one."""
        with self._lock:
            what = "reviewed" if reviewed else f"put off until {snoozed_until}"
            try:
                if reviewed is not None:
                    old = self.reviews.review([account], reviewed)[account]
                    new = Stamp(reviewed, None, self.store.author)
                elif snoozed_until is not None:
                    old = self.reviews.snooze([account], snoozed_until)[account]
                    new = replace(old, snoozed_until=snoozed_until, by=self.store.author)
                else:
                    raise ValueError("a stamp needs a day")
            except NotSaved as error:
                return Outcome("not saved", account, name, what, str(error))
            self._remember(Step(account, name, what, old, new))
            return Outcome("saved", account, name, what)

    def undo(self) -> Outcome | None:
        """Take the last step back, whichever account it was made in; None when there is none."""
        with self._lock:
            return self._moved(self._undo, self._redo, back=True)

    def redo(self) -> Outcome | None:
        """Make the last undone step again; None when there is none."""
        with self._lock:
            return self._moved(self._redo, self._undo, back=False)

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

    def apply_draft(self, draft: Draft) -> Outcome:
        """Save a draft's plan with the text that was being typed; when it cannot be, the draft stays and the outcome says why."""
        with self._lock:
            now, found = self._recovered(draft)
            if found.conflict:
                why = f"the plan of {draft.name} was changed since; its draft is kept in {draft.path}"
                return Outcome("conflict", draft.plan_id, draft.name, "draft", why, now.plan)
            if found.unfit:
                why = f"what was being typed cannot be saved: {found.unfit}; it is kept in {draft.path}"
                return Outcome("not saved", draft.plan_id, draft.name, "draft", why, now.plan)
            self._files[draft.plan_id] = now
            outcome = self.save(found.plan, "draft")
            if outcome.state == "saved":
                self.discard_draft(draft)
            return outcome

    def discard_draft(self, draft: Draft) -> None:
        """Throw a draft away."""
        self._unsaved.remove(draft)

    def _recovered(self, draft: Draft) -> tuple[PlanFile, Recovered]:
        now = self.store.open(draft.plan_id, draft.name)
        return now, recovered(draft, now, self.today())

    # One way to write.

    def _remember(self, step: Step) -> None:
        self._undo = [*self._undo[-UNDO_LIMIT + 1 :], step]
        self._redo.clear()

    def _moved(self, taken: list[Step], given: list[Step], *, back: bool) -> Outcome | None:
        if not taken:
            return None
        step = taken[-1]
        wanted, left = (step.before, step.after) if back else (step.after, step.before)
        move = self._plan_moved if isinstance(left, Plan) else self._stamp_moved
        outcome = move(step, wanted, left, back=back)
        if outcome.state == "saved":
            given.append(taken.pop())
        return outcome

    def _stamp_moved(self, step: Step, wanted: Plan | Stamp, left: Plan | Stamp, *, back: bool) -> Outcome:
        assert isinstance(wanted, Stamp)
        now = self.reviews.stamps()[0].get(step.account, Stamp())
        if now != left:
            return Outcome("conflict", step.account, step.name, step.what, _overtaken(step, back=back))
        try:
            self.reviews.put({step.account: wanted})
        except NotSaved as error:
            return Outcome("not saved", step.account, step.name, step.what, str(error))
        return Outcome("saved", step.account, step.name, step.what)

    def _plan_moved(self, step: Step, wanted: Plan | Stamp, left: Plan | Stamp, *, back: bool) -> Outcome:
        assert isinstance(wanted, Plan)
        file = self.open(step.account, step.name)
        if file.plan != left:
            return Outcome("conflict", step.account, step.name, step.what, _overtaken(step, back=back), file.plan, file)
        return self._written(wanted, step.what)

    def _written(self, plan: Plan, what: str) -> Outcome:
        opened = self._files[plan.id]
        if opened.broken or opened.read_only:
            return Outcome("read-only", plan.id, plan.name, what, opened.read_only, plan, opened)
        try:
            saved = self.store.save(opened, plan)
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


def _overtaken(step: Step, *, back: bool) -> str:
    return f"{step.name}: {step.what}: somebody changed it since, so it cannot be {'undone' if back else 'made again'}"
