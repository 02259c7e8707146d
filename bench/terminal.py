"""A program in a pseudo-terminal, driven by keys and judged by what a person would see: the screen, the delay, the bytes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ANSWERS: Final = {
    rb"\x1b\[c": b"\x1b[?62;22c",
    rb"\x1b\[6n": b"\x1b[1;1R",
    rb"\x1b\[\?2026\$p": b"\x1b[?2026;2$y",
    rb"\x1b\]11;\?": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
}
"""What a terminal replies when it is asked what it is; programs wait for it."""
UNKNOWN: Final = re.compile(rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[[0-9;]*\$[a-z]|\x1bP[^\x1b]*\x1b\\|\x1b_[^\x1b]*\x1b\\")
"""Sequences that pyte would print as text."""
TAIL: Final = re.compile(rb"\x1b[^a-zA-Z]{0,24}\Z")
"""The beginning of a sequence whose end has not arrived."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How a program answered a key, in seconds from it; nan for never."""

    first: float
    """The first byte."""
    changed: float
    """The first changed cell of the table's rows."""
    drawn: float
    """The last byte that drew anything; some programs go on moving their cursor about."""
    last: float
    """The last byte."""
    size: int
    """Bytes in all."""


class Terminal:
    """One program in a terminal of its own; use it as a context manager.

    Chunks are stamped as they are read and interpreted afterwards, so that interpreting costs the program no time.
    """

    def __init__(self, argv: Sequence[str], *, columns: int = 140, rows: int = 45, environ: Mapping[str, str] | None = None, folder: str = ".") -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._pending: list[tuple[float, bytes]] = []
        self._held = b""
        self._drawn = float("nan")
        self.received = 0
        self.ended = False
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(argv, environ or {}, folder)
        self.resize(columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program gets SIGWINCH."""
        self._interpret()
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def text(self) -> str:
        """Return the screen as lines of text."""
        self._interpret()
        return "\n".join(self._screen.display)

    def send(self, keys: str | bytes) -> None:
        """Type `keys`."""
        os.write(self._fd, keys.encode() if isinstance(keys, str) else keys)

    def wait(self, pattern: str, timeout: float = 30.0) -> float:
        """Return the seconds from the start until `pattern` stood on the screen; nan when it never did."""
        regex = re.compile(pattern)
        until = time.perf_counter() + timeout

        def seen() -> bool:
            return regex.search("\n".join(self._screen.display)) is not None

        if seen():
            return time.perf_counter() - self.started
        while time.perf_counter() < until and not self.ended:
            while self._read(0.002):
                pass
            stamp = self._interpret(seen)
            if stamp is not None:
                return stamp - self.started
        return float("nan")

    def press(self, keys: str | bytes, *, quiet: float = 0.2, patience: float = 1.0, timeout: float = 20.0) -> Reply:
        """Type `keys` and return the answer; it is over when nothing came for `quiet` seconds, or nothing at all for `patience` seconds."""
        self._interpret()
        before, lines, start = self.received, self._body(), time.perf_counter()
        self.send(keys)
        last = start
        while (now := time.perf_counter()) - start < timeout and not self.ended:
            if self._read(0.001):
                last = self._pending[-1][0]
            elif now - last > (quiet if last > start else max(quiet, patience)):
                break
        first = self._pending[0][0] if self._pending else float("nan")
        self._drawn = float("nan")
        changed = self._interpret(lambda: self._body() != lines)
        self._interpret()
        last = last if last > start else float("nan")
        return Reply(first - start, (changed or float("nan")) - start, self._drawn - start, last - start, self.received - before)

    def until(self, keys: str, pattern: str, timeout: float = 10.0) -> float:
        """Type `keys` and return the seconds until `pattern` stood on the screen with other words than before; nan for never."""
        regex = re.compile(pattern)

        def words() -> str:
            match = regex.search("\n".join(self._screen.display))
            return match[0] if match else ""

        self._interpret()
        before, start = words(), time.perf_counter()
        self.send(keys)
        while time.perf_counter() - start < timeout and not self.ended:
            while self._read(0.002):
                pass
            stamp = self._interpret(lambda: words() not in {"", before})
            if stamp is not None:
                self._interpret()
                return stamp - start
        return float("nan")

    def settle(self, quiet: float = 0.3, timeout: float = 20.0) -> None:
        """Read until nothing came for `quiet` seconds."""
        last = start = time.perf_counter()
        while (now := time.perf_counter()) - start < timeout and now - last < quiet and not self.ended:
            if self._read(0.01):
                last = now
        self._interpret()

    def idle(self, seconds: float) -> tuple[int, float]:
        """Return the bytes that came and the share of one processor that was used in `seconds` without a key."""
        before, used, start = self.received, self.processor_seconds(), time.perf_counter()
        while time.perf_counter() - start < seconds and not self.ended:
            self._read(0.05)
        return self.received - before, (self.processor_seconds() - used) / seconds

    def processor_seconds(self) -> float:
        """Return the processor time the program has used so far (Linux; else nan)."""
        try:
            with open(f"/proc/{self.pid}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123 -- quick and plain
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return float("nan")
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_megabytes(self) -> float:
        """Return the program's highest resident memory so far, without its children (Linux; else nan)."""
        try:
            with open(f"/proc/{self.pid}/status", encoding="ascii", errors="replace") as file:  # noqa: PTH123 -- quick and plain
                return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))
        except (OSError, StopIteration):
            return float("nan")

    def close(self) -> None:
        """End the program, if it still runs, and give the terminal back."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._fd)

    def _body(self) -> list[object]:
        """Return the cells between heading and footer, left half, colours included: where a table has its rows."""
        buffer, half = self._screen.buffer, self._screen.columns // 2
        return [buffer[line][column] for line in range(5, self._screen.lines - 2) for column in range(half)]

    def _read(self, patience: float) -> bool:
        """Read one chunk if there is one within `patience` seconds, stamp it, and answer what the program asks."""
        ready, _, _ = select.select([self._fd], [], [], patience)
        if not ready:
            return False
        try:
            chunk = os.read(self._fd, 1 << 16)
        except OSError:
            chunk = b""
        if not chunk:
            self.ended = True
            return False
        self._pending.append((time.perf_counter(), chunk))
        self.received += len(chunk)
        if b"\x1b" in chunk:
            for question, answer in ANSWERS.items():
                if re.search(question, chunk):
                    os.write(self._fd, answer)
        return True

    def _interpret(self, seen: Callable[[], bool] = lambda: False) -> float | None:
        """Bring the screen up to date, chunk by chunk; return the time of the chunk after which `seen` held."""
        while self._pending:
            stamp, chunk = self._pending.pop(0)
            data = self._held + chunk
            tail = TAIL.search(data)
            self._held = tail[0] if tail else b""
            self._screen.dirty.clear()
            self._stream.feed(UNKNOWN.sub(b"", data[: len(data) - len(self._held)]))
            if self._screen.dirty:
                self._drawn = stamp
            if seen():
                return stamp
        return None


def _become(argv: Sequence[str], environ: Mapping[str, str], folder: str) -> None:
    """Turn this child process into the program."""
    try:
        os.chdir(folder)
        os.execvpe(argv[0], list(argv), {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **environ})
    finally:
        os._exit(127)
