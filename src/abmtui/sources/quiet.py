"""Calls into the native readers, which may panic and write to the terminal, turned into a value or a sentence."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from abmtui.sources.table import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")


def natively(read: Callable[[], T], failed: str) -> T:
    """The value of `read`; whatever it raises, panics of native code included, becomes UnreadableError(`failed`: first line of the reason)."""
    try:
        with _muted():
            return read()
    except (KeyboardInterrupt, SystemExit, GeneratorExit, UnreadableError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of polars or calamine is no Exception
        reason = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise UnreadableError(f"{failed}: {reason[:200]}") from None


@contextmanager
def _muted() -> Iterator[None]:
    """Keep what native code prints on file descriptor 2 from the terminal.

    On the main thread only: a worker thread means that a screen is up, which itself may be painting through descriptor 2.
    """
    if threading.current_thread() is not threading.main_thread() or not _has_stderr():
        yield
        return
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with tempfile.TemporaryFile() as sink:
            os.dup2(sink.fileno(), 2)
            try:
                yield
            finally:
                os.dup2(kept, 2)
    finally:
        os.close(kept)


def _has_stderr() -> bool:
    try:
        os.fstat(2)
    except OSError:
        return False
    return True
