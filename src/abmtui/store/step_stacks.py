"""Which steps can be undone and which made again, told by the events of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from abmtui.store.steps import Step, read_step, written_step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Event = Mapping[str, Any]


def made(step: Step) -> Event:
    """Say that a step was made; what was undone before can no longer be made again."""
    return {"made": written_step(step)}


def moved(step: Step, *, back: bool) -> Event:
    """Say that a step was undone, or made again."""
    return {"undone" if back else "redone": step.key}


def passed(step: Step) -> Event:
    """Say that a step can neither be undone nor made again, since somebody overtook it, and is left as it is."""
    return {"passed": step.key}


def parted(step: Step, rest: Step, *, back: bool) -> Event:
    """Say that of a step with the key of `rest` only the parts of `step` were undone, or made again."""
    return {"parted": written_step(step), "rest": written_step(rest), "back": back}


class Stacks:
    """The steps that stand and those that were undone, the last ones at the end."""

    def __init__(self, limit: int) -> None:
        """Keep at most so many steps, the newest."""
        self._limit = limit
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def take(self, event: Event) -> None:
        """Let an event happen; raises ValueError, KeyError or TypeError for what is none."""
        if "made" in event:
            self.done = [*self.done[-self._limit + 1 :], read_step(event["made"])]
            self.undone = []
        elif "parted" in event:
            self._parted(read_step(event["parted"]), read_step(event["rest"]), back=bool(event["back"]))
        elif "passed" in event:
            self._moved(event["passed"], self.done, [])
            self._moved(event["passed"], self.undone, [])
        elif "undone" in event:
            self._moved(event["undone"], self.done, self.undone)
        else:
            self._moved(event["redone"], self.undone, self.done)

    def events(self) -> Iterator[Event]:
        """Return the events that lead to this state by the shortest way."""
        yield from (made(step) for step in (*self.done, *reversed(self.undone)))
        yield from (moved(step, back=True) for step in self.undone)

    def change(self, change: Callable[[Step], Step | None]) -> int:
        """Change every step, None takes it away; return how many steps that met."""
        met = 0
        for steps in (self.done, self.undone):
            changed = [change(step) for step in steps]
            met += sum(new != old for new, old in zip(changed, steps, strict=True))
            steps[:] = [step for step in changed if step is not None]
        return met

    def halve(self) -> None:
        """Let the older half of what stands go, and what was undone."""
        self.done, self.undone = self.done[len(self.done) // 2 + 1 :], []

    def _moved(self, key: str, taken: list[Step], given: list[Step]) -> None:
        """Move a step; one that is not there any more was cut off, and stays away."""
        found = [step for step in taken if step.key == key]
        taken[:] = [step for step in taken if step.key != key]
        given += found

    def _parted(self, step: Step, rest: Step, *, back: bool) -> None:
        taken, given = (self.done, self.undone) if back else (self.undone, self.done)
        taken[:] = [rest if old.key == rest.key else old for old in taken]
        given.append(step)
