"""The program in a terminal of its own, which a test types into, reads, hangs up and closes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyte
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
RUN = "import sys; from abmtui.cli.main import main; sys.exit(main())"
COVERED = {name: value for name, value in os.environ.items() if name.startswith("COV")}
UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[[0-9;]*\$[a-z]|\x1bP[^\x1b]*\x1b\\|\x1b_[^\x1b]*\x1b\\")
"""Sequences that pyte would print as text."""
TYPED = " before lunch"
"""What the tests type, behind what stands there."""
PATIENCE = 40.0
"""Seconds a test waits for what should come at once; a busy machine may take long."""


class Terminal:
    """One program as the leader of a terminal's session."""

    def __init__(self, argv: Sequence[str], home: Path, before: Callable[[], None] = lambda: None, *, signals: bool = True) -> None:
        self._screen = pyte.Screen(110, 34)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self.output = b""
        self.status: int | None = None
        self.asleep = False
        master, self._slave = pty.openpty()
        self.fd: int | None = master
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 34, 110, 0, 0))
        self.modes = termios.tcgetattr(self._slave)
        self.pid = os.fork()
        if self.pid == 0:
            self._become(argv, home, before, signals=signals)

    def _become(self, argv: Sequence[str], home: Path, before: Callable[[], None], *, signals: bool) -> None:
        try:
            os.setsid()
            if signals:
                fcntl.ioctl(self._slave, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(self._slave, number)
            os.closerange(3, 64)
            places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
            environment = {
                **COVERED,
                "PATH": os.environ["PATH"],
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "HOME": str(home),
                "PYTHONPATH": str(ROOT / "src"),
                **places,
            }
            before()
            os.execve(argv[0], list(argv), environment)
        finally:
            os._exit(127)

    def let_go(self) -> None:
        """Leave the terminal to the program alone, so that closing it hangs it up."""
        if self._slave >= 0:
            os.close(self._slave)
            self._slave = -1

    def type(self, keys: str) -> None:
        """Type keys."""
        assert self.fd is not None
        os.write(self.fd, keys.encode())

    def taken(self) -> None:
        """Wait until the program has read every key typed so far; what it makes of them may come later."""
        self.until(lambda: not struct.unpack("i", fcntl.ioctl(self._slave, termios.FIONREAD, bytes(4)))[0], "the keys to be read")

    def close(self) -> None:
        """Close the terminal, as a window that is shut does."""
        self.let_go()
        if self.fd is not None:
            os.close(self.fd)
            self.fd = None

    def text(self) -> str:
        """Return what stands on the screen."""
        return "\n".join(self._screen.display)

    def wait(self, pattern: str) -> str:
        """Wait until a pattern stands on the screen, and return the screen."""
        self._until(lambda: re.search(pattern, self.text()) is not None, f"{pattern!r} to be seen")
        return self.text()

    def wipe(self) -> None:
        """Forget what stands on the screen, so that only what is drawn from now on is seen."""
        self._screen.reset()

    def until(self, fact: Callable[[], object], what: str) -> None:
        """Wait until something outside of the screen is so."""
        self._until(lambda: bool(fact()), what)

    def _until(self, fact: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not fact():
            if time.monotonic() > end or not (self._read(0.05) or self._runs()):
                raise AssertionError(f"waited for {what}; ended with {self.status}; the screen:\n{self.text()}")

    def _runs(self) -> bool:
        """Take note of what became of the program, and return whether it has not ended."""
        pid, status = (0, 0) if self.status is not None else os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED | os.WCONTINUED)
        if pid and os.WIFSTOPPED(status):
            self.asleep = True
        elif pid and os.WIFCONTINUED(status):
            self.asleep = False
        elif pid:
            self.status = os.waitstatus_to_exitcode(status)
        return self.status is None

    def sleeps(self) -> bool:
        """Return whether the program has put itself to sleep."""
        return self._runs() and self.asleep

    def ended(self) -> tuple[int, float]:
        """Wait for the program's end; return its exit code and how many seconds that took."""
        start = time.monotonic()
        while self._runs():
            assert time.monotonic() - start < PATIENCE, f"the program does not end; the screen:\n{self.text()}"
            self._read(0.01)
        while self._read(0.01):
            pass
        assert self.status is not None
        return self.status, time.monotonic() - start

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def processor_seconds(self) -> float:
        """Return the processor time the program has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def restored(self) -> bool:
        """Return whether the terminal is as it was: its modes, the first screen, a cursor, no mouse and no bracketed paste."""
        last = dict(re.findall(rb"\x1b\[\?(1049|25|1000|1003|1006|2004|1004)([hl])", self.output))
        given_back = {name: sign for name, sign in last.items() if sign != (b"h" if name == b"25" else b"l")}
        return not given_back and termios.tcgetattr(self._slave)[:4] == self.modes[:4]

    def _read(self, patience: float) -> bool:
        if self.fd is None:
            time.sleep(patience)
            return False
        if not select.select([self.fd], [], [], patience)[0]:
            return False
        try:
            chunk = os.read(self.fd, 1 << 16)
        except OSError:
            return False
        self.output += chunk
        data = self._held + chunk
        tail = re.search(rb"\x1b[^a-zA-Z]{0,24}\Z", data)
        self._held = tail[0] if tail else b""
        self._stream.feed(UNKNOWN.sub(b"", data[: len(data) - len(self._held)]))
        return bool(chunk)

    def finish(self) -> None:
        """End the program, whatever it does, and give the terminal back."""
        if self._runs():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.close()


class Place:
    """A copy of the sample portfolio, a home of its own, and the programs started on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        self.plans = folder / "sample" / "plans"
        self.source = folder / "sample" / "accounts.csv"
        self.drafts = self.home / "state" / "abmtui" / "drafts"
        self._running: list[Terminal] = []
        shutil.copytree(ROOT / "sample_data", folder / "sample", ignore=shutil.ignore_patterns("*.py", "__pycache__"))

    def start(self, *words: str, first: str = "", before: Callable[[], None] = lambda: None, signals: bool = True) -> Terminal:
        """Open the sample, or other words of the command line; `first` is code that the program runs first, `before` what its process does.

        Without `signals` the terminal is not the one that controls the program: its end sends none.
        """
        argv = (sys.executable, "-c", f"{first}\n{RUN}", *(words or (str(self.source),)))
        program = Terminal(argv, self.home, before, signals=signals)
        self._running.append(program)
        return program

    def at_account(self, *words: str, first: str = "", before: Callable[[], None] = lambda: None, signals: bool = True) -> Terminal:
        """Open the sample and the page of its worked example."""
        program = self.start(*words, first=first, before=before, signals=signals)
        program.wait("1  Väinäsalmi Oyj")
        program.type("\r")
        program.wait("› Väinäsalmi Oyj")
        return program

    def typing(self, **options: Any) -> Terminal:
        """Open the worked example and type into its next step; the program is that of `at_account`."""
        program = self.at_account(*options.pop("words", ()), **options)
        program.type(f"j\r{TYPED}")
        program.wait(TYPED)
        return program

    def commit(self, program: Terminal) -> None:
        """Commit an edit of the next step."""
        program.type(f"j\r{TYPED}\r")

    def draft(self) -> str:
        """Return the drafts that there are, as one text; the program may take one away between the list and the look."""
        texts = []
        for path in sorted(self.drafts.glob("*.draft.toml")):
            with suppress(FileNotFoundError):
                texts.append(path.read_text("utf-8"))
        return "\n".join(texts)

    def plan(self) -> str:
        """Return the worked example's file."""
        return next(self.plans.glob("vainasalmi-oyj--*.toml")).read_text("utf-8")

    def finish(self) -> None:
        """End what still runs."""
        for program in self._running:
            program.finish()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A place whose programs end with the test."""
    made = Place(tmp_path)
    yield made
    made.finish()
