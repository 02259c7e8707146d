"""How a command ends: every way out becomes an exit code and at most one sentence, never a traceback."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Final, NoReturn

from abmtui.cli import places
from abmtui.cli.streams import OutputClosedError, OutputFailedError, complain, let_go
from abmtui.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import FrameType

INTERRUPTED: Final = 128 + signal.SIGINT
_LONGEST_MESSAGE: Final = 200
_LOGS_KEPT: Final = 20


class SignalledError(BaseException):
    """A signal asked the program to end; not an Exception, so that nothing swallows it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


class StoppedError(Exception):
    """A command cannot go on: `code` is the exit code, the message one sentence for the user (empty: it was told already)."""

    def __init__(self, sentence: str, code: int = Severity.USAGE) -> None:
        super().__init__(sentence)
        self.code = int(code)


def guarded(action: Callable[[], int]) -> int:
    """Return the exit code of `action`, whatever happens in it."""
    with _ending_by_signals():
        return int(_closed_well(_code_of(action)))


def _code_of(action: Callable[[], int]) -> int:
    try:
        return action()
    except StoppedError as stop:
        if str(stop):
            complain(str(stop))
        return stop.code
    except (OutputClosedError, BrokenPipeError):
        let_go()
        return 0
    except OutputFailedError as failed:
        complain(f"the output could not be written: {failed}")
        let_go()
        return Severity.UNSAVED
    except (KeyboardInterrupt, SignalledError) as stop:
        return stop.code if isinstance(stop, SignalledError) else INTERRUPTED
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else int(leave.code is not None)
    except BaseException as error:  # noqa: BLE001  # polars' panics are no Exceptions, and no traceback may reach a user
        complain(_unexpected(error))
        return Severity.MEND


def _closed_well(code: int) -> int:
    """Return `code` after the last flush, which may meet a closed pipe too."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        let_go()
        return 0
    except (OSError, ValueError):
        let_go()
        return max(code, Severity.UNSAVED)
    return code


@contextmanager
def _ending_by_signals() -> Iterator[None]:
    """Turn HUP and TERM into exit codes 129 and 143, so that what is half done is undone on the way out."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    taken = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SignalledError(number)


def _unexpected(error: BaseException) -> str:
    said = " ".join(str(error).split())
    what = f"{type(error).__name__}: {said[:_LONGEST_MESSAGE]}" if said else type(error).__name__
    try:
        where = f"how it came to it is written in {_logged(error)}"
    except OSError as unwritten:
        where = f"how it came to it could not be written ({unwritten.strerror or unwritten})"
    return f"an error of abmtui's own ({what}); {where}"


def _logged(error: BaseException) -> Path:
    """Write where the error arose, without its message, which may hold people's data; return the file."""
    from traceback import extract_tb, format_list

    from abmtui import __version__

    folder = places.state_folder() / "errors"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = datetime.now().astimezone()
    path = folder / f"{now:%Y%m%d-%H%M%S-%f}.log"
    chain: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(chain) < _LOGS_KEPT:
        chain.append(f"{type(cause).__module__}.{type(cause).__qualname__}\n{''.join(format_list(extract_tb(cause.__traceback__)))}")
        cause = cause.__cause__ or cause.__context__
    text = f"abmtui {__version__}, Python {sys.version.split()[0]}, {sys.platform}, {now.isoformat(timespec='seconds')}\n\n" + "\ncaused by\n".join(chain)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    for old in sorted(folder.glob("*.log"))[:-_LOGS_KEPT]:
        with suppress(OSError):
            old.unlink()
    return path
