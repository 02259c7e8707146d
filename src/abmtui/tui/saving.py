"""What is on its way to disk: edits saved one after another, text being typed drafted, never on the screen's thread."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.plan.model import Plan
    from abmtui.workspace.editing import Outcome

    Job = Callable[[], Outcome | None]
    Answer = Callable[[Outcome | None], None]
    Typing = tuple[str, str] | None
    Shown = tuple[Plan, Typing]

LOOK_SECONDS: Final = 0.4
"""How long after a key the text being typed is looked at; with the write it must stay below a second."""


class SaveQueue:
    """Runs each job in a thread of its own, in order, and hands its outcome back on the screen's thread."""

    def __init__(self) -> None:
        self._jobs: asyncio.Queue[tuple[Job, Answer]] = asyncio.Queue()
        # Not asyncio's own threads: sorts and measures that were overtaken may hold all of those for a while.
        self._thread = ThreadPoolExecutor(1, "saves")

    def put(self, job: Job, answer: Answer) -> None:
        """Queue one job."""
        self._jobs.put_nowait((job, answer))

    async def run(self) -> None:
        """Work the queue off for as long as the program lives."""
        while True:
            job, answer = await self._jobs.get()
            try:
                answer(await asyncio.get_running_loop().run_in_executor(self._thread, job))
            finally:
                self._jobs.task_done()

    async def settled(self) -> None:
        """Wait until everything queued is written or refused."""
        await self._jobs.join()


class TypedText:
    """Keeps what is being typed in drafts: at most `LOOK_SECONDS` and one write behind the last key, however long the typing goes on.

    `shown` gives the plans on the screen with what is being typed on them, by account, None at the end, when screens close and nothing is
    to be removed; `keep` writes or removes one draft, in a thread;
    `busy` says whether keys are still being dealt with.
    """

    def __init__(self, shown: Callable[[], Mapping[str, Shown] | None], keep: Callable[[Plan, Typing], object], busy: Callable[[], bool]) -> None:
        self._shown = shown
        self._keep = keep
        self._busy = busy
        self._thread = ThreadPoolExecutor(1, "drafts")
        self._last: Mapping[str, Shown] = {}
        self._again: set[str] = set()
        self._look: asyncio.Task[None] | None = None

    def touched(self, account: str = "") -> None:
        """Look soon: a key came, or a save of an account ended."""
        if account:
            self._again.add(account)
        if self._look is None:
            self._look = asyncio.create_task(self._looking(), name="drafts of typed text")

    async def _looking(self) -> None:
        """Look until nothing changes any more."""
        try:
            changed = True
            while changed or self._busy():
                await asyncio.sleep(LOOK_SECONDS)
                changed = await self._looked()
        finally:
            self._look = None

    async def _looked(self) -> bool:
        now, again = self._shown(), self._again
        if now is None:
            return False
        self._again = set()
        told = [account for account in {**self._last, **now} if account in again or now.get(account) != self._last.get(account)]
        for account in told:
            plan, typing = now.get(account) or (self._last[account][0], None)
            await asyncio.get_running_loop().run_in_executor(self._thread, self._keep, plan, typing)
        self._last = now
        return bool(told)
