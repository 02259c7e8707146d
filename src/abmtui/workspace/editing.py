"""Plans being edited: opened, saved, undone, redone, stamped as reviewed, and drafted when they cannot be saved."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from abmtui.durable import Changed, NotSaved
from abmtui.plan.changes import changes
from abmtui.plan.document import parse
from abmtui.plan.model import Plan
from abmtui.store.reviews import Stamp

if TYPE_CHECKING:
    import datetime as dt

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

    def __init__(self, store: PlanStore, reviews: Reviews, drafts: Drafts | None = None) -> None:
        self.store = store
        self.reviews = reviews
        self._drafts = drafts
        self._files: dict[str, PlanFile] = {}
        self._unsaved: set[str] = set()
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._lock = threading.RLock()

    def open(self, account: str, name: str) -> PlanFile:
        """Return the account's plan as it stands on disk."""
        with self._lock:
            self._files[account] = self.store.open(account, name)
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

    def draft(self, plan: Plan, typing: tuple[str, str] | None = None) -> str:
        """Keep what cannot be saved: the plan on the screen and the text being typed; return a sentence when even that fails."""
        file = self._files.get(plan.id)
        if self._drafts is None or file is None:
            return ""
        try:
            self._drafts.keep(file, plan, typing)
        except NotSaved as error:
            return str(error)
        return ""

    def draft_if_unsaved(self, plan: Plan, typing: tuple[str, str] | None) -> None:
        """Keep a draft when text is being typed, or the plan on the screen is not the one on disk."""
        file = self._files.get(plan.id)
        if typing is not None or (file is not None and plan != file.plan and not file.broken):
            self.draft(plan, typing)

    def drafts(self) -> tuple[Draft, ...]:
        """Return the drafts of this folder's plans, the newest first; one that says nothing new is removed."""
        if self._drafts is None:
            return ()
        own = [draft for draft in self._drafts.all()[0] if draft.plans == str(self.store.folder.absolute())]
        kept = []
        for draft in own:
            if draft.typed or self.draft_changes(draft):
                kept.append(draft)
            else:
                self._drafts.remove(draft)
        return tuple(kept)

    def draft_changes(self, draft: Draft) -> tuple[str, ...]:
        """Return what a draft would change in the plan as it now stands, a line each, and the text that was being typed."""
        now = self.open(draft.plan_id, draft.name)
        edited = parse(draft.text).plan
        lines = [f"{change.kind or 'account'} {change.row_id} {change.field}: {change.before!s} -> {change.after!s}" for change in changes(now.plan, edited)]
        if draft.typed:
            lines.append(f"being typed in {draft.field}: {draft.typed}")
        return tuple(lines)

    def apply_draft(self, draft: Draft) -> Outcome:
        """Save a draft's plan; when the file is another one meanwhile, the draft stays and the outcome says so."""
        with self._lock:
            now = self.open(draft.plan_id, draft.name)
            if (now.hash or "") != draft.base:
                why = f"the plan of {draft.name} was changed since; its draft is kept in {draft.path}"
                return Outcome("conflict", draft.plan_id, draft.name, "draft", why, now.plan)
            edited = replace(parse(draft.text).plan, id=now.plan.id, name=now.plan.name)
            outcome = self.save(edited, "draft")
            if outcome.state == "saved":
                self.discard_draft(draft)
            return outcome

    def discard_draft(self, draft: Draft) -> None:
        """Throw a draft away."""
        if self._drafts is not None:
            self._drafts.remove(draft)

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
        self._files[plan.id] = saved
        if self._drafts is not None and plan.id in self._unsaved:
            self._drafts.forget(plan.id, self.store.folder)
            self._unsaved.discard(plan.id)
        return Outcome("saved", plan.id, plan.name, what, saved.note, saved.plan, saved)

    def _refused(self, state: State, plan: Plan, what: str, error: Exception) -> Outcome:
        self._unsaved.add(plan.id)
        wrong = self.draft(plan)
        return Outcome(state, plan.id, plan.name, what, f"{error}{'; ' + wrong if wrong else ''}", plan)


def _overtaken(step: Step, *, back: bool) -> str:
    return f"{step.name}: {step.what}: somebody changed it since, so it cannot be {'undone' if back else 'made again'}"
