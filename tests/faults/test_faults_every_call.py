"""Every system call of a save fails once, for every N, with each error: nothing is torn, nothing falsely called saved, nothing left behind."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from abmtui import durable
from abmtui.plan import edits
from abmtui.store.drafts import Drafts
from abmtui.store.plans import PlanStore
from abmtui.store.reviews import Reviews

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = (
    "open",
    "read",
    "pread",
    "write",
    "fsync",
    "close",
    "fstat",
    "stat",
    "fchmod",
    "fchown",
    "replace",
    "unlink",
    "mkdir",
    "ftruncate",
    "listdir",
    "scandir",
)
NOW = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)


class Faulty:
    """Counts system calls and lets the one with the number `fails` fail; a failing close closes all the same, as on Linux."""

    def __init__(self, patch: pytest.MonkeyPatch, fails: int = 0, error: int = errno.EIO) -> None:
        self.made: list[str] = []
        self._fails, self._error = fails, error
        for name in CALLS:
            patch.setattr(os, name, self._wrapped(name, getattr(os, name)))
        patch.setattr(fcntl, "flock", self._wrapped("flock", fcntl.flock))

    def _wrapped(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.made.append(name)
            if len(self.made) == self._fails:
                if name == "close":
                    original(*arguments)
                raise OSError(self._error, os.strerror(self._error))
            return original(*arguments, **named)

        return call


def plans(folder: Path) -> PlanStore:
    """Return the plans of a folder."""
    return PlanStore(folder / "plans", "AK", lambda: NOW)


def save_plan(folder: Path) -> str:
    """Save the plan once more; return the content that was acknowledged."""
    opened = plans(folder).open("1", "Neste")
    return plans(folder).save(opened, edits.set_field(opened.plan, "strategy", opened.plan.strategy + "more\n")).text


def save_review(folder: Path) -> str:
    """Stamp a review; return the content that was acknowledged."""
    Reviews(folder / "plans", "AK").review(["2"], NOW.date())
    return (folder / "plans" / ".reviews.toml").read_text()


def save_draft(folder: Path) -> str:
    """Keep a draft; return the content that was acknowledged."""
    opened = plans(folder).open("1", "Neste")
    return Drafts(folder / "state", lambda: NOW, "aaaa").keep(opened, edits.set_field(opened.plan, "owner", "BL")).path.read_text()


def files(folder: Path) -> dict[str, bytes]:
    """Return every file that is no log, no lock and no mark of a running program."""
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix not in {".jsonl", ".lock", ".running"}
    }


def open_files() -> int:
    """Return how many descriptors this process holds."""
    return len(list(Path("/dev/fd").iterdir()))


def prepared(folder: Path) -> None:
    """Make a plan, its history and a review."""
    save_plan(folder)
    Reviews(folder / "plans", "AK").review(["1"], NOW.date())


@pytest.mark.parametrize("save", [save_plan, save_review, save_draft])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_any_call_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path], str], error: int) -> None:
    """What was acknowledged is on the disk; what was not left the files as they were; no part, no open file, and the next save works."""
    prepared(tmp_path / "count")
    with monkeypatch.context() as patch:
        counter = Faulty(patch)
        save(tmp_path / "count")
    assert len(counter.made) > 20
    outcomes = set()
    for number in range(1, len(counter.made) + 1):
        folder = tmp_path / str(number)
        prepared(folder)
        before, descriptors = files(folder), open_files()
        acknowledged = ""
        with monkeypatch.context() as patch, contextlib.suppress(durable.NotSaved, durable.Changed):
            Faulty(patch, number, error)
            acknowledged = save(folder)
        after = files(folder)
        outcomes.add(bool(acknowledged))
        if acknowledged:
            assert acknowledged.encode() in after.values(), counter.made[number - 1]
        else:
            assert after == before, counter.made[number - 1]
        assert [name for name in after if name.endswith("-part")] == []
        assert open_files() == descriptors, counter.made[number - 1]
        save(folder)
    assert outcomes == {True, False}


def test_the_check_sees_a_save_that_writes_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same faults on a naive write leave a torn file."""
    path = tmp_path / "x"
    path.write_text("old")

    def naive() -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)
        os.write(descriptor, b"new")
        os.close(descriptor)

    with monkeypatch.context() as patch:
        Faulty(patch, 2)
        with pytest.raises(OSError, match="Input/output"):
            naive()
    assert path.read_text() not in {"old", "new"}
