"""Which programs are still running, told by a lock that the system lets go of however a program ends."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from abmtui import durable

if TYPE_CHECKING:
    from pathlib import Path


class Mark:
    """Says that this program runs for as long as the mark is held; where the folder takes no locks it says nothing."""

    def __init__(self, folder: Path, token: str) -> None:
        self._descriptor = -1
        with suppress(OSError):
            durable.make_folder(folder)
            self._descriptor = os.open(_mark(folder, token), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.write(self._descriptor, str(os.getpid()).encode())

    def __del__(self) -> None:
        if self._descriptor >= 0:
            with suppress(OSError):  # an error of a close must not sound from a finaliser
                os.close(self._descriptor)


def runs_elsewhere(folder: Path, token: str) -> bool:
    """Return whether another process has marked itself with the token and still runs; the mark of one that ended is removed."""
    path = _mark(folder, token)
    with suppress(OSError), path.open("r+b", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read() != str(os.getpid()).encode()
        path.unlink(missing_ok=True)
    return False


def _mark(folder: Path, token: str) -> Path:
    return folder / f".{token}.running"
