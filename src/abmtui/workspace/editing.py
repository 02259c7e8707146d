"""Plans being edited: opened, saved, stamped as reviewed, one or several at a stroke, and each stroke undone and redone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from abmtui.durable import NotSaved
from abmtui.store.reviews import Stamp
from abmtui.store.steps import PlanPart, StampPart
from abmtui.workspace.outcomes import Outcome, Several, State, names_of, several
from abmtui.workspace.undoing import Undoing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.plan.model import Plan
    from abmtui.store.drafts import Draft, Drafts
    from abmtui.store.plans import PlanStore
    from abmtui.store.reviews import Reviews
    from abmtui.store.steps import Part
    from abmtui.store.undo_log import UndoLog

    Edit = Callable[[Plan], Plan]

__all__ = ["Outcome", "PlanEditing", "Several", "State"]


class PlanEditing(Undoing):
    """Saves one after another and remembers the steps; safe to call from several threads."""

    def __init__(
        self,
        store: PlanStore,
        reviews: Reviews,
        drafts: Drafts | None = None,
        today: Callable[[], dt.date] = lambda: dt.date.min,
        log: UndoLog | None = None,
    ) -> None:
        """Edit the plans of a store; without a log, steps are kept as long as the program runs."""
        super().__init__(store, reviews, drafts, today, log)

    # One account.

    def save(self, plan: Plan, what: str) -> Outcome:
        """Save an edited plan; a failure keeps it as a draft and says why."""
        with self._lock:
            outcome, part = self._edited(plan, what)
            self._remember(what, part)
            return outcome

    def decide(self, plan: Plan, what: str, reviewed: dt.date) -> Outcome:
        """Save an edited plan and stamp its account as reviewed on a day, as one step."""
        with self._lock:
            outcome, edited = self._edited(plan, what)
            parts: tuple[Part, ...] = edited
            if outcome.state == "saved":
                try:
                    parts = (*edited, *self._reviewed({plan.id: plan.name}, reviewed))
                except NotSaved as error:
                    outcome = replace(outcome, why="; ".join(part for part in (outcome.why, f"not marked as reviewed: {error}") if part))
            self._remember(what, parts)
            return outcome

    def stamp(self, account: str, name: str, reviewed: dt.date | None, snoozed_until: dt.date | None = None) -> Outcome:
        """Stamp an account as reviewed on a day, or as put off until one."""
        if reviewed is not None:
            return self.stamp_all({account: name}, reviewed, "reviewed")
        if snoozed_until is None:
            raise ValueError("a stamp needs a day")
        what = f"put off until {snoozed_until}"
        with self._lock:
            try:
                old = self.reviews.snooze([account], snoozed_until)[account]
            except NotSaved as error:
                return Outcome("not saved", account, name, what, str(error))
            new = replace(old, snoozed_until=snoozed_until, by=self.store.author)
            self._remember(what, [StampPart(account, name, old, new)])
            return Outcome("saved", account, name, what)

    # Several accounts at a stroke.

    def change(self, accounts: Mapping[str, str], change: Edit, what: str) -> Several:
        """Change the plans of several accounts (id -> name) in the same way, as one step; `change` must raise nothing."""
        return self.change_each(dict.fromkeys(accounts, change), accounts, what)

    def change_each(self, changes: Mapping[str, Edit], names: Mapping[str, str], what: str) -> Several:
        """Change the plans of several accounts, each in its own way, as one step; those that cannot be saved are refused one by one.

        Others may open and save plans meanwhile: the lock is held for one account at a time. Whoever has one of them open opens it again.
        """
        outcomes: list[Outcome] = []
        parts: list[PlanPart] = []
        unchanged = 0
        for account, change in changes.items():
            with self._apart(account):
                now = self.open(account, names[account]).plan
                new = change(now)
                if new == now:
                    unchanged += 1
                    continue
                outcome, part = self._edited(new, what)
            outcomes.append(outcome)
            parts += part
        self._remember(what, parts)
        return several(what, outcomes, unchanged)

    def stamp_all(self, accounts: Mapping[str, str], reviewed: dt.date, what: str) -> Outcome:
        """Stamp several accounts (id -> name) as reviewed on a day, as one step."""
        account = next(iter(accounts)) if len(accounts) == 1 else ""
        name = names_of(list(accounts.values()))
        with self._lock:
            try:
                parts = self._reviewed(accounts, reviewed)
            except NotSaved as error:
                return Outcome("not saved", account, name, what, str(error))
            self._remember(what, parts)
            return Outcome("saved", account, name, what)

    # Drafts.

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

    # One way to write.

    def _edited(self, plan: Plan, what: str) -> tuple[Outcome, tuple[PlanPart, ...]]:
        """Write an edited plan; return what became of it and what undoes it, nothing where nothing changed."""
        before = self._files[plan.id]
        outcome = self._written(plan, what)
        if outcome.file is None or outcome.state != "saved" or outcome.plan == before.plan:
            return outcome, ()
        return outcome, (PlanPart(plan.id, plan.name, before.text, outcome.file.text),)

    def _reviewed(self, accounts: Mapping[str, str], day: dt.date) -> tuple[StampPart, ...]:
        """Stamp accounts and return what undoes it. Raises NotSaved."""
        before = self.reviews.review(accounts, day)
        new = Stamp(day, None, self.store.author)
        return tuple(StampPart(account, name, before[account], new) for account, name in accounts.items())
