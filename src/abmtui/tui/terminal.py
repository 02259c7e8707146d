"""The terminal as something that can go away: hang-ups, terminations and a vanished terminal end the program in order, and soon.

Textual 8.2 ends on SIGHUP and SIGTERM without clean-up (Textual #5140) and spins when its terminal vanishes without a signal;
both are met here, and only here. The watch is a thread: the screen's own may be stuck in a write that nobody reads.
"""

from __future__ import annotations

import asyncio
import os
import queue
import signal
import sys
import termios
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

WATCH_SECONDS: Final = 0.25
END_SECONDS: Final = 1.1
"""How long the program may take to end in order before it is cut short."""
LAST_SECONDS: Final = 0.3
"""How long the last drafts may take then."""
SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
LOST: Final = 128 + signal.SIGHUP
PLAIN: Final = b"\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
"""What Textual writes to give a terminal back, for an end in which it no longer can."""


class Watch:
    """Waits for the end of the terminal or a signal to end.

    `end(exit code)` is then called once on the event loop; where the program still runs `END_SECONDS` later, `last()` is called in a
    thread, the terminal given back and the process ended.
    """

    def __init__(self, end: Callable[[int], None], last: Callable[[], None], away: Callable[[], bool]) -> None:
        """Watch the terminal that is fd 0, as it is now; `away` says whether the user's own editor has it."""
        self._end = end
        self._last = last
        self._away = away
        self._told: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._before = _attributes()
        self._loop = asyncio.get_running_loop()

    def start(self) -> None:
        """Take the signals and begin to watch; on the main thread."""
        for number in SIGNALS:
            signal.signal(number, self._signalled)
        threading.Thread(target=self._run, name="terminal watch", daemon=True).start()

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        # A queue that may be filled from a handler: threads, events and locks may not be touched here.
        if number != signal.SIGINT or not self._away():
            self._told.put(128 + number)

    def _run(self) -> None:
        code = self._awaited()
        while self._away() and code != LOST:
            time.sleep(WATCH_SECONDS)
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._end, code)
        time.sleep(END_SECONDS)
        last = threading.Thread(target=self._last, daemon=True)
        last.start()
        last.join(LAST_SECONDS)
        give_back(self._before)
        os._exit(code)

    def _awaited(self) -> int:
        """Return the exit code that was asked for, or that of a lost terminal: a read from a vanished one gives nothing and no signal."""
        watched = self._before is not None
        while True:
            with suppress(queue.Empty):
                return self._told.get(timeout=WATCH_SECONDS)
            if watched and not os.isatty(0):
                return LOST


def _attributes(descriptor: int = 0) -> list[Any] | None:
    try:
        return termios.tcgetattr(descriptor)
    except termios.error:
        return None


def give_back(before: list[Any] | None) -> None:
    """Give the terminal back as it was, if it is still there and has not been; never waits for it."""
    now = _attributes()
    if before is None or now is None or now[3] == before[3]:
        return
    with suppress(OSError, termios.error):
        termios.tcsetattr(0, termios.TCSANOW, before)
    with suppress(OSError):
        os.set_blocking(1, False)
        try:
            os.write(1, PLAIN)
        finally:
            os.set_blocking(1, True)


class ErrorOutput:
    """While the screen stands, what libraries write to fd 2 (a panic of polars) does not reach the terminal; the screen has a file of its own.

    Textual writes its screen to `sys.__stderr__`; where fd 2 is a file, that would be in the file.
    """

    def __init__(self) -> None:
        self._kept = os.dup(2)

    @contextmanager
    def away_from_screen(self) -> Iterator[None]:
        """Keep fd 2 from the terminal."""
        before = sys.__stderr__
        screen = os.fdopen(os.dup(1), "w", encoding=getattr(sys.__stdout__, "encoding", None) or "utf-8", errors="backslashreplace")
        setattr(sys, "__stderr__", screen)  # noqa: B010 -- Textual's driver takes it from there, and for type checkers it is final
        self._turn_away()
        try:
            yield
        finally:
            setattr(sys, "__stderr__", before)  # noqa: B010 -- as above
            os.dup2(self._kept, 2)
            # A terminal that is gone takes nothing any more.
            with suppress(OSError):
                screen.close()

    @contextmanager
    def back(self) -> Iterator[None]:
        """Give fd 2 back for a while: the user's editor may need it."""
        os.dup2(self._kept, 2)
        try:
            yield
        finally:
            self._turn_away()

    def _turn_away(self) -> None:
        if os.isatty(2):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)
