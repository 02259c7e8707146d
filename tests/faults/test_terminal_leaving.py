"""Leaving by keys, sleeping and waking, and errors of the program's own."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
import termios
from typing import Any

import pytest

Place = Any
TYPED = " before lunch"


def test_q_waits_until_everything_queued_is_saved(place: Place) -> None:
    """While another program holds the plan's lock the program stays; then the edit is in the plan and the exit code 0."""
    plan = next(place.plans.glob("vainasalmi-oyj--*.toml"))
    lock = os.open(plan.with_name(f".{plan.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    program = place.at_account()
    fcntl.flock(lock, fcntl.LOCK_EX)
    place.commit(program)
    program.wait("saving")
    program.type("\x1b")
    program.wait("accounts")
    program.type("q")
    program.type("\x03")
    program.wait("q leaves abmtui")
    program.until(place.draft, "a draft of what is not saved yet")
    assert program.status is None
    assert TYPED not in place.plan()
    os.close(lock)
    assert program.ended()[0] == 0
    assert TYPED in place.plan()
    assert (place.draft(), program.restored()) == ("", True)


@pytest.mark.slow
def test_ctrl_c_says_how_to_leave_and_ctrl_q_does_nothing(place: Place) -> None:
    """Both are too near to copying to end a review; the palette's word for leaving ends it with 0."""
    program = place.start()
    program.wait("1  Väinäsalmi Oyj")
    program.type("\x11\x03")
    program.wait("q leaves abmtui")
    assert program.status is None
    program.type("q")
    assert (program.ended()[0], program.restored()) == (0, True)


@pytest.mark.slow
def test_ctrl_z_gives_the_terminal_back_and_fg_goes_on_where_it_was(place: Place) -> None:
    """Also while text is being typed: the shell has its modes, and the text is there again and can be committed."""
    program = place.typing()
    program.type("\x1a")
    program.until(program.sleeps, "the program to sleep")
    assert program.restored()
    program.wipe()
    program.signal(signal.SIGCONT)
    program.wait(TYPED)
    assert termios.tcgetattr(program.fd)[3] & termios.ECHO == 0
    program.type("\r")
    program.until(lambda: TYPED in place.plan(), "the edit in the plan")


WRONG = {
    "a worker": ("abmtui.workspace.opened", "Workspace", "measured", "RuntimeError('Secret Ltd')"),
    "a panic in a worker": ("abmtui.workspace.opened", "Workspace", "measured", "type('PanicException', (BaseException,), {})('Secret Ltd')"),
    "a handler": ("abmtui.tui.app", "AbmApp", "on_abm_app_opened", "KeyError('Secret Ltd')"),
    "a panic in a handler": ("abmtui.tui.screens.portfolio", "PortfolioScreen", "on_mount", "type('PanicException', (BaseException,), {})('Secret Ltd')"),
    "a line": ("abmtui.tui.bases.line_table", "LineTable", "render_line", "ValueError('Secret Ltd')"),
}

QUICK = {"a worker", "a panic in a handler"}


def planted(module: str, owner: str, name: str, error: str) -> str:
    """Return code that has a method raise."""
    return f"import {module} as m\ndef wrong(*a, **k): raise {error}\nm.{owner}.{name} = wrong"


@pytest.mark.parametrize("where", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in WRONG])
def test_an_error_of_its_own_is_one_sentence_and_no_traceback(place: Place, where: str) -> None:
    """The terminal is given back, the exit code is 1, and where it arose is written to the state folder for the user alone, without the data."""
    program = place.start(first=planted(*WRONG[where]))
    code, _ = program.ended()
    assert (code, program.restored()) == (1, True)
    said = program.output.rpartition(b"\x1b[")[2].decode()
    assert said.count("\n") == 1
    assert "an error of abmtui's own" in said
    assert b"Traceback" not in program.output
    (log,) = (place.home / "state" / "abmtui" / "errors").iterdir()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert "Secret" not in log.read_text("utf-8")
    assert "in wrong" in log.read_text("utf-8")


def test_an_error_of_its_own_keeps_what_is_being_typed(place: Place) -> None:
    """The draft is written on the way out."""
    program = place.typing(first=planted("abmtui.tui.bases.field_input", "FieldInput", "action_light", "RuntimeError()"))
    program.type("x\x1b[B")
    code, _ = program.ended()
    assert (code, program.restored()) == (1, True)
    assert TYPED + "x" in place.draft()


def test_what_a_library_writes_to_the_error_output_does_not_spoil_the_screen(place: Place) -> None:
    """A panic of polars is told on fd 2 by its own threads; after the screen has gone fd 2 is the terminal again."""
    first = "import os, abmtui.tui.app as a\na.AbmApp.action_how_to_quit = lambda self: (os.write(2, b'thread panicked'), self.notify('written'))"
    program = place.start(first=first)
    program.wait("1  Väinäsalmi Oyj")
    program.type("\x03")
    program.wait("written")
    assert b"panicked" not in program.output
    program.signal(signal.SIGTERM)
    assert program.ended()[0] == 143


@pytest.mark.slow
def test_the_screen_stands_on_the_terminal_when_the_error_output_is_a_file(place: Place) -> None:
    """`abmtui FILE 2>log` shows the screen, and the log stays empty."""
    log = place.folder / "log"

    def into_log() -> None:
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT), 2)

    program = place.start(before=into_log)
    program.wait("1  Väinäsalmi Oyj")
    program.type("q")
    assert (program.ended()[0], log.read_bytes()) == (0, b"")
