"""The terminal a screen needs: looked at before anything heavy is imported, and given back to fd 0 after a source was read from stdin."""

from __future__ import annotations

import os
import sys
from typing import Final

from abmtui.cli.exits import StoppedError
from abmtui.problems import Severity

_INSTEAD: Final = "`abmtui report`, `abmtui accounts` and `abmtui plan` do the same without one"


def need_screen(*, stdin_is_source: bool) -> None:
    """Raise StoppedError where no full-screen program can run; nothing is written to the terminal."""
    if os.environ.get("TERM", "") in {"", "dumb"}:
        raise StoppedError(f"the terminal cannot show a screen (TERM={os.environ.get('TERM', '')}); {_INSTEAD}")
    if not _is_terminal(1):
        raise StoppedError(f"the screen needs a terminal, and stdout is none; {_INSTEAD}")
    if not stdin_is_source and not _is_terminal(0):
        raise StoppedError(f"the screen needs a terminal, and stdin is none; {_INSTEAD} (a source on stdin is named `-`)")
    if stdin_is_source and not _has_tty():
        raise StoppedError(f"the screen needs a terminal, and there is none besides stdin; {_INSTEAD}")


def _is_terminal(descriptor: int) -> bool:
    try:
        return os.isatty(descriptor)
    except OSError:
        return False


def _has_tty() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def stdin_bytes() -> bytes:
    """Return all of stdin; raise StoppedError when it cannot be read."""
    if sys.stdin is None:
        raise StoppedError("`-` reads the source from stdin, and stdin is closed", Severity.SOURCE)
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise StoppedError(f"stdin cannot be read: {error.strerror or error}", Severity.SOURCE) from error


def take_keys_from_terminal() -> None:
    """Make /dev/tty fd 0, so that the source that came on stdin does not arrive as keystrokes; before Textual is imported."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError as error:
        raise StoppedError(f"the screen needs a terminal for its keys: {error.strerror or error}") from error
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115  # lives as long as the program
