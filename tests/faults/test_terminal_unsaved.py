"""Saves that fail, seen on the screen: the header says why, the edit stays, a draft is kept, and the next start offers it."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import subprocess
from typing import Any

import pytest

Place = Any
TYPED = " before lunch"


def left_and_offered(place: Place, program: Any) -> None:
    """The edit is on the screen and in a draft; q leaves both the draft and the plan; the next start offers it."""
    program.until(lambda: TYPED in place.draft(), "the draft")
    assert TYPED in program.text()
    program.type("\x1b")
    program.wait("1  Väinäsalmi Oyj")
    program.type("q")
    assert program.ended()[0] == 0
    assert TYPED in place.draft()
    assert TYPED not in place.plan()


def test_a_plan_that_was_changed_meanwhile_is_a_conflict(place: Place) -> None:
    """Theirs stands in the file; mine is offered and, since theirs is newer, kept; opened again, the account shows theirs and offers mine."""
    program = place.at_account()
    path = next(place.plans.glob("vainasalmi-oyj--*.toml"))
    theirs = path.read_text("utf-8") + "\n# theirs\n"
    path.write_text(theirs, "utf-8")
    place.commit(program)
    program.wait("conflict")
    left_and_offered(place, program)
    assert path.read_text("utf-8") == theirs
    again = place.start()
    again.wait("Not saved the last time: Väinäsalmi Oyj")
    again.type("s")
    again.wait("was changed since")
    assert TYPED in place.draft()
    assert path.read_text("utf-8") == theirs


@pytest.mark.slow
def test_a_lock_that_another_program_keeps_is_named_and_the_edit_offered(place: Place) -> None:
    """The save gives up in the end; when the lock is gone the draft is saved on a key and removed."""
    path = next(place.plans.glob("vainasalmi-oyj--*.toml"))
    lock = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    program = place.at_account(first="import abmtui.durable as d; d.LOCK_SECONDS = 0.3")
    fcntl.flock(lock, fcntl.LOCK_EX)
    place.commit(program)
    program.wait("not saved: .*|another program has been saving")
    left_and_offered(place, program)
    os.close(lock)
    again = place.start()
    again.wait("Not saved the last time")
    again.type("s")
    again.until(lambda: TYPED in place.plan() and not place.draft(), "the edit in the plan")


@pytest.mark.slow
def test_an_edit_that_failed_is_offered_when_its_account_is_opened_again(place: Place) -> None:
    """Without leaving the program: what is on the disk is shown, and above it what is not."""
    program = place.at_account()
    path = next(place.plans.glob("vainasalmi-oyj--*.toml"))
    path.write_text(path.read_text("utf-8") + "\n# theirs\n", "utf-8")
    place.commit(program)
    program.wait("conflict")
    program.type("\x1b")
    program.wait("1  Väinäsalmi Oyj")
    program.type("\r")
    program.wait("Not saved the last time")
    assert "before lunch" in program.text()


@pytest.fixture
def small_disk(place: Place) -> Any:
    """Put the plans on a disk of their own that can be filled; skip where this user may mount none."""
    kept = place.folder / "kept"
    shutil.move(place.plans, kept)
    place.plans.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place.plans)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    shutil.copytree(kept, place.plans, dirs_exist_ok=True)
    yield place
    subprocess.run(["umount", "-l", str(place.plans)], check=True)


@pytest.mark.slow
def test_a_full_disk_is_named_and_the_edit_saved_when_there_is_room(small_disk: Place) -> None:
    """The plan stays whole, byte for byte; the draft stands on another disk."""
    place = small_disk
    program = place.at_account()
    before = place.plan()
    filler = place.plans / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(bytes(2 << 20))
    place.commit(program)
    program.wait("not saved: .*")
    left_and_offered(place, program)
    assert place.plan() == before
    filler.unlink()
    again = place.start()
    again.wait("Not saved the last time")
    again.type("s")
    again.until(lambda: TYPED in place.plan() and not place.draft(), "the edit in the plan")


def as_anybody() -> None:
    """Take from this process, when it is root's, what lets root write anywhere; its Python stays one that it may run."""
    drop, overriding, reading = 24, 1, 2
    if os.geteuid() == 0:
        library = ctypes.CDLL(None, use_errno=True)
        for right in (overriding, reading):
            if library.prctl(drop, right, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "the right cannot be dropped")


def test_a_folder_that_may_not_be_written_is_read_only_with_its_reason(place: Place) -> None:
    """The header says read-only, keys that edit say why, and nothing is written."""
    before = {path.name: path.read_bytes() for path in place.plans.iterdir() if path.is_file()}
    place.plans.chmod(0o555)
    try:
        program = place.at_account(before=as_anybody)
        program.wait("read-only")
        program.type("j\r")
        program.wait("read-only: .*")
        program.type("\x1b")
        program.wait("1  Väinäsalmi Oyj")
        program.type("q")
        assert program.ended()[0] == 0
    finally:
        place.plans.chmod(0o755)
    assert {path.name: path.read_bytes() for path in place.plans.iterdir() if path.is_file()} == before
    assert place.draft() == ""
