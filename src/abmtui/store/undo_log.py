"""The steps that can be undone and made again, the last 500 of one plans' folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from abmtui.store.steps import Step

LIMIT: Final = 500


class UndoLog:
    """The steps of one plans' folder, kept as long as the program runs."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def record(self, step: Step) -> None:
        """Keep a step that was made; what was undone before can no longer be made again."""
        self._done = [*self._done[-LIMIT + 1 :], step]
        self._undone.clear()

    def last(self, *, back: bool) -> Step | None:
        """Return the step to undo, or to make again; None when there is none."""
        steps = self._done if back else self._undone
        return steps[-1] if steps else None

    def moved(self, step: Step, rest: Step | None = None, *, back: bool) -> None:
        """Take note that the last step was undone, or made again; `rest` is the part of it that was not."""
        taken, given = (self._done, self._undone) if back else (self._undone, self._done)
        taken.pop()
        if rest is not None:
            taken.append(rest)
        given.append(step)
