"""Steps taken back and made again, whole or not at all as far as the disk allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from abmtui.durable import NotSaved
from abmtui.store.reviews import Stamp
from abmtui.store.steps import PlanPart, StampPart, Step
from abmtui.store.undo_log import UndoLog
from abmtui.workspace.outcomes import Outcome, several
from abmtui.workspace.saving import PlanSaving

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from abmtui.store.drafts import Drafts
    from abmtui.store.plans import PlanStore
    from abmtui.store.reviews import Reviews
    from abmtui.store.steps import Part


class Undoing(PlanSaving):
    """Remembers steps, undoes them and makes them again."""

    def __init__(self, store: PlanStore, reviews: Reviews, drafts: Drafts | None, today: Callable[[], dt.date], log: UndoLog | None = None) -> None:
        super().__init__(store, drafts, today)
        self.reviews = reviews
        self.log = log or UndoLog()

    def undo(self) -> Outcome | None:
        """Take the last step back, whichever accounts it was made in; None when there is none."""
        return self._moved(back=True)

    def redo(self) -> Outcome | None:
        """Make the last undone step again; None when there is none."""
        return self._moved(back=False)

    def _remember(self, what: str, parts: Iterable[Part]) -> None:
        kept = tuple(parts)
        if kept:
            self.log.record(Step(what, kept))

    def _moved(self, *, back: bool) -> Outcome | None:
        step = self.log.last(back=back)
        if step is None:
            return None
        overtaken = [outcome for part in step.parts if (outcome := self._looked(step, part, back=back)) is not None]
        if overtaken:
            return _of(step, overtaken)
        outcomes, done = self._done(step, back=back)
        if done:
            rest = tuple(part for part in step.parts if part not in done)
            if rest:
                self.log.moved(Step(step.what, done), replace(step, parts=rest), back=back)
            else:
                self.log.moved(step, back=back)
        return _of(step, outcomes)

    def _done(self, step: Step, *, back: bool) -> tuple[list[Outcome], tuple[Part, ...]]:
        """Move the parts of a step one by one; return what became of each and those that were moved."""
        plans = [part for part in step.parts if isinstance(part, PlanPart)]
        stamps = [part for part in step.parts if isinstance(part, StampPart)]
        outcomes = []
        done: list[Part] = []
        for part in reversed(plans) if back else plans:
            with self._apart(part.account) if len(step.parts) > 1 else self._lock:
                outcome = self._overtaken(step, part, back=back) or self._put_back(step, part, back=back)
            outcomes.append(outcome)
            if outcome.state == "saved":
                done.append(part)
        if stamps:
            try:
                self.reviews.put({part.account: part.side(back=back) for part in stamps})
            except NotSaved as error:
                outcomes += [Outcome("not saved", part.account, part.name, step.what, str(error)) for part in stamps]
            else:
                outcomes += [Outcome("saved", part.account, part.name, step.what) for part in stamps]
                done += stamps
        return outcomes, tuple(done)

    def _put_back(self, step: Step, part: PlanPart, *, back: bool) -> Outcome:
        """Write the text as it was; where others changed no more than a comment since, only the plan, so that theirs stays."""
        untouched = self._files[part.account].text == part.side(back=not back)
        return self._written(part.plan(back=back), step.what, part.side(back=back) if untouched else "")

    def _looked(self, step: Step, part: Part, *, back: bool) -> Outcome | None:
        with self._apart(part.account) if len(step.parts) > 1 else self._lock:
            return self._overtaken(step, part, back=back)

    def _overtaken(self, step: Step, part: Part, *, back: bool) -> Outcome | None:
        """Return the conflict where somebody changed since what the step left, else None."""
        why = f"{part.name}: {step.what}: somebody changed it since, so it cannot be {'undone' if back else 'made again'}"
        if isinstance(part, StampPart):
            now = self.reviews.stamps()[0].get(part.account, Stamp())
            return None if now == part.side(back=not back) else Outcome("conflict", part.account, part.name, step.what, why)
        file = self.open(part.account, part.name)
        if file.text == part.side(back=not back) or file.plan == part.plan(back=not back):
            return None
        return Outcome("conflict", part.account, part.name, step.what, why, file.plan, file)


def _of(step: Step, outcomes: list[Outcome]) -> Outcome:
    return outcomes[0] if len(step.parts) == 1 else several(step.what, outcomes)
