"""The terminal that a screen needs: looked at first, and given back to fd 0 after a source came on stdin."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from abmtui.cli import terminal
from abmtui.cli.exits import StoppedError
from abmtui.cli.opening_screen import missing_sources

SOURCE = Path(__file__).parents[2] / "src"

CHILD = """
import fcntl, os, sys, termios
fcntl.ioctl(1, termios.TIOCSCTTY, 0)
from abmtui.cli.terminal import need_screen, stdin_bytes, take_keys_from_terminal
need_screen(stdin_is_source=True)
data = stdin_bytes()
take_keys_from_terminal()
os.write(2, b"%d %d %r" % (len(data), os.isatty(0), os.read(0, 100)))
"""


def test_keys_come_from_the_terminal_after_a_source_came_on_stdin() -> None:
    """`cat sales.csv | abmtui -`: the table is read to its end, then fd 0 is the terminal."""
    ours, theirs = pty.openpty()
    os.write(ours, b"q\n")
    environ = {**os.environ, "PYTHONPATH": str(SOURCE), "TERM": "xterm"}
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=b"a,b\n1,2\n", stdout=theirs, stderr=subprocess.PIPE, start_new_session=True, env=environ, timeout=20, check=False
    )
    os.close(theirs)
    os.close(ours)

    assert done.stderr == b"8 1 b'q\\n'"


@pytest.mark.parametrize(("term", "tty", "said"), [("dumb", True, "TERM=dumb"), ("", True, "TERM="), ("xterm", False, "stdout is none")])
def test_what_cannot_show_a_screen_is_refused(term: str, tty: bool, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 2 with what to do instead, before anything heavy is imported."""
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(os, "isatty", lambda _: tty)

    with pytest.raises(StoppedError, match=said) as stopped:
        terminal.need_screen(stdin_is_source=False)
    assert stopped.value.code == 2
    assert "abmtui report" in str(stopped.value)


def test_a_piped_stdin_that_is_no_source_is_told_how_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """`cat sales.csv | abmtui sales.csv` lacks the `-`."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(os, "isatty", lambda descriptor: descriptor == 1)

    with pytest.raises(StoppedError, match="is named `-`"):
        terminal.need_screen(stdin_is_source=False)


def test_a_closed_stdin_is_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 3 in a sentence."""
    monkeypatch.setattr(sys, "stdin", None)

    with pytest.raises(StoppedError, match="stdin is closed") as stopped:
        terminal.stdin_bytes()
    assert stopped.value.code == 3


def test_a_missing_file_is_told_before_the_screen_opens(tmp_path: Path) -> None:
    """Globs, stdin and addresses are left to the reader."""
    (tmp_path / "a.csv").write_text("")
    missing_sources([str(tmp_path / "a.csv"), str(tmp_path), "-", "*.csv", "x://y"])

    with pytest.raises(StoppedError, match=r"b\.csv: there is no such file") as stopped:
        missing_sources([str(tmp_path / "b.csv")])
    assert stopped.value.code == 3
