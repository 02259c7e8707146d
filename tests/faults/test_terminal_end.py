"""The end of a terminal, of the program by signals, and what was typed or committed until then."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

import pytest

Place = Any
TYPED = " before lunch"
SECONDS = 2.0 if "ABMTUI_ROUNDS" in os.environ else 8.0
"""The program cuts itself short after two seconds; a machine busy with other tests may take longer to notice, the long form may not."""
ROUNDS = int(os.environ.get("ABMTUI_ROUNDS", "3"))
"""Ends of each kind; the long form sets 50."""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143), pytest.param(signal.SIGINT, 130, marks=pytest.mark.slow)])
def test_a_signal_ends_it_with_the_text_in_a_draft_and_the_terminal_as_it_was(place: Place, number: int, code: int) -> None:
    """Typed text is in the draft, the plan is untouched, modes and screen are given back, nothing is said, the exit code is the signal's."""
    before = place.plan()
    program = place.typing()
    program.signal(number)
    ended, seconds = program.ended()
    assert (ended, program.restored()) == (code, True)
    assert seconds < SECONDS
    assert TYPED in place.draft()
    assert place.plan() == before
    assert b"Traceback" not in program.output


@pytest.mark.parametrize("signals", [True, False])
def test_a_closed_terminal_ends_it_soon_with_the_text_in_a_draft(place: Place, *, signals: bool) -> None:
    """With the hang-up's signal and without: exit code 129 within two seconds, so that no core is kept busy, and not before the draft is whole."""
    program = place.typing(signals=signals)
    program.let_go()
    program.close()
    code, seconds = program.ended()
    assert code == 129
    assert seconds < SECONDS
    assert TYPED in place.draft()


def test_a_closed_terminal_ends_it_when_the_source_came_on_stdin(place: Place) -> None:
    """Its keys then come from /dev/tty, whose name says nothing of the terminal."""

    def from_file() -> None:
        os.dup2(os.open(place.source, os.O_RDONLY), 0)

    program = place.typing(words=("-", "--plans", str(place.plans)), before=from_file)
    program.let_go()
    program.close()
    code, seconds = program.ended()
    assert code == 129
    assert seconds < SECONDS
    assert TYPED in place.draft()


def test_a_committed_edit_is_saved_although_the_program_is_ended_at_once(place: Place) -> None:
    """TERM right behind the Enter: the plan has the edit, no draft is left, and the next start asks nothing."""
    program = place.typing()
    program.type("\r")
    program.taken()
    program.signal(signal.SIGTERM)
    assert program.ended()[0] == 143
    assert TYPED in place.plan()
    assert place.draft() == ""


def test_text_that_a_kill_cut_off_is_offered_at_the_next_start_and_saved_where_it_was_typed(place: Place) -> None:
    """SIGKILL a second behind the last key loses nothing; the form names field and text, and `s` saves it and removes the draft."""
    program = place.typing()
    typed = time.monotonic()
    program.until(lambda: TYPED in place.draft(), "the draft")
    assert time.monotonic() - typed < SECONDS
    program.signal(signal.SIGKILL)
    assert program.ended()[0] == -9
    again = place.start()
    assert TYPED.strip() in again.wait("being typed in Next step.*")
    again.type("s")
    again.wait(r"saved \d\d:\d\d:\d\d")
    again.until(lambda: not place.draft(), "the draft to go")
    assert TYPED in place.plan()


@pytest.mark.slow
def test_a_new_row_that_a_kill_cut_off_is_offered_and_added(place: Place) -> None:
    """The fields filled so far make the row."""
    program = place.at_account()
    program.type("2")
    program.wait("Eva-Lena")
    program.type("a")
    program.wait("New stakeholder")
    program.type("Eeva Esimerkki\r")
    program.until(lambda: "Eeva Esimerkki" in place.draft(), "the draft")
    program.signal(signal.SIGKILL)
    program.ended()
    again = place.start()
    again.wait("being typed in a new stakeholder: name: Eeva Esimerkki")
    again.type("s")
    again.until(lambda: 'name = "Eeva Esimerkki"' in place.plan(), "the row in the plan")


@pytest.mark.slow
def test_nothing_is_asked_when_nothing_was_left(place: Place) -> None:
    """Text that was committed or cancelled leaves no draft behind it, and a draft that would change nothing is not offered."""
    program = place.typing()
    program.until(lambda: TYPED in place.draft(), "the draft")
    left = place.draft()
    program.type("\r")
    program.until(lambda: TYPED in place.plan() and not place.draft(), "the draft to go")
    program.type("j\r")
    program.type("zzz")
    program.until(lambda: "zzz" in place.draft(), "the draft of the next text")
    program.type("\x1b")
    program.until(lambda: not place.draft(), "the draft to go")
    program.type("\x1b")
    program.wait("1  Väinäsalmi Oyj")
    program.type("q")
    assert program.ended()[0] == 0
    (place.drafts / "0123456789abcdef-01234567.draft.toml").write_text(left, "utf-8")
    again = place.at_account()
    assert "Not saved" not in again.text()
    assert place.draft() == ""


@pytest.mark.slow
def test_a_draft_of_a_program_that_still_runs_is_not_offered_to_another(place: Place) -> None:
    """What is being typed over there is not lost."""
    program = place.typing()
    program.until(lambda: TYPED in place.draft(), "the draft")
    other = place.at_account()
    assert "Not saved" not in other.text()
    assert TYPED in place.draft()


@pytest.mark.slow
def test_it_ends_although_nobody_reads_its_terminal_any_more(place: Place) -> None:
    """A connection that froze: the screen's thread is stuck in a write, and the drafts are written all the same."""
    program = place.typing(first="import abmtui.tui.app as a, threading; a.AbmApp.action_how_to_quit = lambda self: threading.Event().wait()")
    program.type("\x03")
    program.signal(signal.SIGTERM)
    ended, seconds = program.ended()
    assert (ended, program.restored()) == (143, True)
    assert seconds < SECONDS + 0.5
    assert TYPED in place.draft()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["HUP", "TERM", "closed", "KILL"])
def test_many_ends_while_typing_lose_nothing(place: Place, way: str) -> None:
    """Every draft is whole, whatever the moment: a text that grows is in the draft as it stood on the screen, or as it stood a second before a kill."""
    for number in range(ROUNDS):
        for draft in place.drafts.glob("*.draft.toml"):
            draft.unlink()
        program = place.typing()
        for letter in "abcdefgh"[: 1 + number % 8]:
            program.type(letter)
        text = TYPED + "abcdefgh"[: 1 + number % 8]
        program.wait(text)
        if way == "KILL":
            program.until(lambda text=text: text in place.draft(), "the draft")
            program.signal(signal.SIGKILL)
        elif way == "closed":
            program.let_go()
            program.close()
        else:
            program.signal(getattr(signal, f"SIG{way}"))
        _, seconds = program.ended()
        assert seconds < SECONDS
        assert text in place.draft()
        program.finish()
