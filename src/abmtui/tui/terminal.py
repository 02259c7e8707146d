"""The terminal as something that can go away: hang-ups and terminations end the program in order.

Textual 8.2 ends on SIGHUP and SIGTERM without clean-up (Textual #5140) and spins when its terminal vanishes without a signal;
both are met here, and only here.
"""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

WATCH_SECONDS: Final = 1.0
SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM)


def on_end(ending: Callable[[int], None]) -> asyncio.Task[None]:
    """Call `ending(exit code)` once when the terminal hangs up, vanishes or the program is told to end; return the watching task."""
    loop = asyncio.get_running_loop()
    called = False

    def once(code: int) -> None:
        nonlocal called
        if not called:
            called = True
            ending(code)

    for number in SIGNALS:
        loop.add_signal_handler(number, once, 128 + number)
    return asyncio.create_task(_watch(once), name="terminal watchdog")


def terminal_is_gone(descriptor: int = 0) -> bool:
    """Return whether the terminal behind a descriptor no longer exists; a pipe or file is never "gone"."""
    try:
        if not os.isatty(descriptor):
            return os.path.exists(f"/proc/self/fd/{descriptor}") and os.readlink(f"/proc/self/fd/{descriptor}").startswith("/dev/pts/")  # noqa: PTH110, PTH115 - a link's text, not a path
        os.tcgetpgrp(descriptor)
    except OSError:
        return True
    return False


async def _watch(once: Callable[[int], None]) -> None:
    """Look at the terminal once a second: a read from a vanished one gives nothing and no signal."""
    if terminal_is_gone() or not os.isatty(0):
        return
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        if terminal_is_gone():
            once(128 + signal.SIGHUP)
            return
