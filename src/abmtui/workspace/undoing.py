"""Steps taken back and made again, whole or not at all as far as the disk allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from abmtui.durable import NotSaved
from abmtui.store.reviews import Stamp
from abmtui.store.steps import PlanPart, StampPart, Step
from abmtui.store.undo_log import UndoLog
from abmtui.workspace.outcomes import Outcome, State, several
from abmtui.workspace.saving import PlanSaving

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    from abmtui.store.drafts import Drafts
    from abmtui.store.plan_file import PlanFile
    from abmtui.store.plans import PlanStore
    from abmtui.store.reviews import Reviews
    from abmtui.store.steps import Part


class Undoing(PlanSaving):
    """Remembers steps, undoes them and makes them again."""

    def __init__(self, store: PlanStore, reviews: Reviews, drafts: Drafts | None, today: Callable[[], dt.date], log: UndoLog | None = None) -> None:
        super().__init__(store, drafts, today)
        self.reviews = reviews
        self.log = log or UndoLog()
        self._late = ""
        """The key of the step that was refused last because somebody overtook it."""

    def undo(self, *, past: bool = False) -> Outcome | None:
        """Take the last step back, whichever accounts it was made in; None when there is none.

        A step that somebody overtook is refused; asked a second time, or `past` it, the one before it is taken back.
        """
        return self._moved(back=True, past=past)

    def redo(self, *, past: bool = False) -> Outcome | None:
        """Make the last undone step again; None when there is none. One that was overtaken is passed over as in `undo`."""
        return self._moved(back=False, past=past)

    def _remember(self, what: str, parts: Iterable[Part]) -> None:
        kept = tuple(parts)
        if kept:
            with self._lock:
                self.log.record(Step(what, kept))

    def _moved(self, *, back: bool, past: bool) -> Outcome | None:
        with self._lock:
            step, note = self.log.last(back=back), self.log.note()
        if step is not None and (past or step.key == self._late) and self._overtaken(_Move(step, back)):
            with self._lock:
                self.log.passed(step)
                step = self.log.last(back=back)
        if step is None:
            return Outcome("not saved", "", "", "", note) if note else None
        outcome = self._step_moved(step, back=back)
        self._late = step.key if outcome.state == "conflict" else ""
        return replace(outcome, why="; ".join(part for part in (outcome.why, note) if part)) if note else outcome

    def _step_moved(self, step: Step, *, back: bool) -> Outcome:
        """Move a step: not at all where somebody overtook it, else as far as the disk lets."""
        move = _Move(step, back)
        overtaken = self._overtaken(move)
        if overtaken:
            return move.outcome(overtaken)
        outcomes = [*self._plans_moved(move), *self._stamps_moved(move)]
        done = tuple(part for part, outcome in zip(move.parts, outcomes, strict=True) if outcome.state == "saved")
        rest = tuple(part for part in step.parts if part not in done)
        with self._lock:
            if done and rest:
                self.log.moved(Step(step.what, done), replace(step, parts=rest), back=back)
            elif done:
                self.log.moved(step, back=back)
        return move.outcome(outcomes)

    def _overtaken(self, move: _Move) -> list[Outcome]:
        """Return a conflict for each part whose account somebody changed since the step."""
        stamps = self.reviews.stamps()[0] if move.stamps else {}
        found = [move.of(part, "conflict", move.late(part)) for part in move.stamps if stamps.get(part.account, Stamp()) != part.side(back=not move.back)]
        for part in move.plans:
            with self._aside(move, part):
                conflict = self._conflict(move, part)
            found += [conflict] if conflict is not None else []
        return found

    def _plans_moved(self, move: _Move) -> list[Outcome]:
        outcomes = []
        for part in move.plans:
            with self._aside(move, part):
                outcomes.append(self._conflict(move, part) or self._put_back(move, part))
        return outcomes

    def _stamps_moved(self, move: _Move) -> list[Outcome]:
        if not move.stamps:
            return []
        try:
            self.reviews.put({part.account: part.side(back=move.back) for part in move.stamps})
        except NotSaved as error:
            return [move.of(part, "not saved", str(error)) for part in move.stamps]
        return [move.of(part, "saved") for part in move.stamps]

    def _aside(self, move: _Move, part: PlanPart) -> AbstractContextManager[object]:
        """Hold one account; of several at a stroke whoever has one open must open it again."""
        return self._apart(part.account) if len(move.step.parts) > 1 else self._lock

    def _conflict(self, move: _Move, part: PlanPart) -> Outcome | None:
        file = self.open(part.account, part.name)
        if file.text == part.side(back=not move.back) or file.plan == part.plan(back=not move.back):
            return None
        return move.of(part, "conflict", move.late(part), file)

    def _put_back(self, move: _Move, part: PlanPart) -> Outcome:
        """Write the text as it was; where others changed no more than a comment since, only the plan, so that theirs stays."""
        untouched = self._files[part.account].text == part.side(back=not move.back)
        return self._written(part.plan(back=move.back), move.step.what, part.side(back=move.back) if untouched else "")


@dataclass(frozen=True)
class _Move:
    """A step on its way back or forth."""

    step: Step
    back: bool

    @property
    def plans(self) -> tuple[PlanPart, ...]:
        """The edits, in the order in which they are moved."""
        return tuple(part for part in self.step.parts if isinstance(part, PlanPart))

    @property
    def stamps(self) -> tuple[StampPart, ...]:
        return tuple(part for part in self.step.parts if isinstance(part, StampPart))

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.plans, *self.stamps)

    def of(self, part: Part, state: State, why: str = "", file: PlanFile | None = None) -> Outcome:
        return Outcome(state, part.account, part.name, self.step.what, why, None if file is None else file.plan, file)

    def late(self, part: Part) -> str:
        late = f"somebody changed it since, so it cannot be {'undone' if self.back else 'made again'}"
        return f"{part.name}: {self.step.what}: {late}" if len(self.parts) == 1 else late

    def outcome(self, outcomes: list[Outcome]) -> Outcome:
        return outcomes[0] if len(self.parts) == 1 else several(self.step.what, outcomes)
