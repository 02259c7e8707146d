"""An error of the program's own ends it in order: drafts kept, the terminal given back, and no traceback on it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.worker import WorkerFailed

from abmtui.tui.bases.key_order import OrderedKeys
from abmtui.tui.guard import Guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from rich.console import RenderableType


class InputFailedError(Exception):
    """The thread that reads keys ended; Textual hands on what it looked like, not what it was."""


class Failing(OrderedKeys, Guarded[int]):
    """An app whose first unexpected error is kept in `failure`, for whoever runs it to log and tell."""

    failure: BaseException | None = None

    @property
    def ending(self) -> bool:
        """Whether the program is about to end, so that screens close without having been left."""
        return self._exit or self.failure is not None or not self.is_running

    def draft_all(self) -> None:
        """Keep what is on its way or being typed as drafts."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        """End after an error in a handler, a worker or a timer, in place of Textual's traceback with everybody's data in it."""
        self.fail(error.error if isinstance(error, WorkerFailed) else error)

    def panic(self, *_renderables: RenderableType) -> None:
        """End when the thread that reads keys did."""
        self.fail(InputFailedError("the keys can no longer be read"))

    def fail(self, error: BaseException) -> None:
        """End because of an error; those that follow from it are passed over."""
        self._return_code = 1
        if self.failure is None:
            self.failure = error
            with suppress(Exception):
                self.draft_all()
        if self._exception is None:
            self._exception = error if isinstance(error, Exception) else RuntimeError(repr(error))
            self._exception_event.set()
        self._close_messages_no_wait()

    def watch_tasks(self) -> None:
        """See errors that are no Exceptions (a panic of polars) too: asyncio keeps them in the task that ended, and the screen would stand still."""
        loop = asyncio.get_running_loop()
        loop.set_task_factory(_watched(loop.get_task_factory(), self.fail))


def _watched(inner: Callable[..., Any] | None, fail: Callable[[BaseException], None]) -> Callable[..., asyncio.Future[Any]]:
    def ended(task: asyncio.Future[Any]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, Exception):
            fail(error)

    def made(loop: asyncio.AbstractEventLoop, coroutine: Coroutine[Any, Any, Any], **options: Any) -> asyncio.Future[Any]:
        task: asyncio.Future[Any] = asyncio.Task(coroutine, loop=loop, **options) if inner is None else inner(loop, coroutine, **options)
        task.add_done_callback(ended)
        return task

    return made
