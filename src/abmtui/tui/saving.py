"""Edits on their way to disk: written one after another in the order they were made, never on the screen's thread."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from abmtui.workspace.editing import Outcome

    Job = Callable[[], Outcome | None]
    Answer = Callable[[Outcome | None], None]


class SaveQueue:
    """Runs each job in a thread, in order, and hands its outcome back on the screen's thread."""

    def __init__(self) -> None:
        self._jobs: asyncio.Queue[tuple[Job, Answer]] = asyncio.Queue()

    def put(self, job: Job, answer: Answer) -> None:
        """Queue one job."""
        self._jobs.put_nowait((job, answer))

    async def run(self) -> None:
        """Work the queue off for as long as the program lives."""
        while True:
            job, answer = await self._jobs.get()
            try:
                answer(await asyncio.to_thread(job))
            finally:
                self._jobs.task_done()

    async def settled(self) -> None:
        """Wait until everything queued is written or refused."""
        await self._jobs.join()
