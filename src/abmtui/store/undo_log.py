"""The last 500 steps made on a plans' folder, undone ones too: kept below the state folder, shared by every program of this user."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from abmtui import durable
from abmtui.store.step_erasure import erased
from abmtui.store.step_stacks import Stacks, made, moved, parted, passed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from abmtui.plan.model import Plan
    from abmtui.store.step_stacks import Event
    from abmtui.store.steps import Step

LIMIT: Final = 500
"""How many steps are kept."""
LARGEST: Final = 32 << 20
"""Bytes above which a log is cut to its newer half, however few steps that leaves: a step over 500 accounts may take a megabyte."""
LOCK_SECONDS: Final = 1.0
"""How long a stopped program may keep others from writing; then they do without the lock, and only a cut at that moment would lose their step."""

_DAMAGED: Final = ".damaged"


def log_path(state_folder: Path, plans: Path) -> Path:
    """Return where the steps of a plans' folder are kept, by whichever way the folder is named."""
    return state_folder / "undo" / f"{hashlib.sha256(os.fsencode(os.path.realpath(plans))).hexdigest()[:16]}.jsonl"


class UndoLog:
    """The steps of one plans' folder; without a path, or where it cannot be written, they are kept as long as the program runs.

    Every program appends its own lines, and before it undoes anything reads what others appended. Ask it from one thread at a time.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._stacks = Stacks(LIMIT)
        self._seen: tuple[int, ...] | None = ()
        """The file as it was when the stacks were as it says: empty where there was none, None where they are not."""
        self._counted = False
        self._note = ""

    def note(self) -> str:
        """Return what must be said of the log, once."""
        note, self._note = self._note, ""
        return note

    def record(self, step: Step) -> None:
        """Keep a step that was made; what was undone before can no longer be made again."""
        self._put(made(step))

    def last(self, *, back: bool) -> Step | None:
        """Return the step to undo, or to make again; None when there is none."""
        self._look()
        steps = self._stacks.done if back else self._stacks.undone
        return steps[-1] if steps else None

    def moved(self, step: Step, rest: Step | None = None, *, back: bool) -> None:
        """Take note that a step was undone, or made again; with `rest`, the parts of it that were not, it becomes two."""
        self._put(moved(step, back=back) if rest is None else parted(step, rest, back=back))

    def passed(self, step: Step) -> None:
        """Take note that a step stays as it is, since somebody overtook it: those before it can be undone again."""
        self._put(passed(step))

    def erase(self, change: Callable[[Plan], Plan], words: Callable[[str], str] = str) -> int:
        """Change every plan that is kept, and every step's words; return how many steps that met. Raises durable.NotSaved.

        A text that changes loses its comments; a step that no longer changes anything, or cannot be written any more, goes.
        """
        with self._alone():
            self._read()
            if self._note:
                raise durable.NotSaved(self.note())
            met = self._stacks.change(lambda step: erased(step, change, words))
            if self._seen:
                # Also where no step was met: torn lines and steps beyond the last 500 may say what is to go.
                self._rewrite()
        if self._path is not None:
            for left in self._path.parent.glob(f"{self._path.name}.*{_DAMAGED}"):
                left.unlink(missing_ok=True)
        return met

    # The file.

    def _put(self, event: Event) -> None:
        if self._path is not None:
            with suppress(OSError):
                durable.make_folder(self._path.parent)
        with self._alone():
            current = self._path is None or self._seen == self._signature()
            if self._path is not None and not self._appended(event):
                if not current:
                    self._read()
                self._path, current = None, True
            if current:
                self._stacks.take(event)
            self._seen = self._signature() if current else None
        if not self._counted:
            self._counted = True
            self._cut_long()

    def _appended(self, event: Event) -> bool:
        """Append a line; return whether that could be done."""
        assert self._path is not None
        try:
            durable.append(self._path, json.dumps(event).encode())
        except OSError:
            return False
        return True

    def _signature(self) -> tuple[int, ...]:
        with suppress(OSError):
            if self._path is not None:
                status = self._path.stat()
                return status.st_ino, status.st_size, status.st_mtime_ns
        return ()

    def _look(self) -> None:
        """Read the log again when it is not what was seen last; a damaged one is put aside and begun anew."""
        if self._seen == self._signature():
            return
        if self._read() and self._path is not None:
            self._note = "the log of steps was damaged: what was done before cannot be undone"
            aside = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}{_DAMAGED}")
            with self._alone(), suppress(OSError, durable.NotSaved):
                os.link(self._path, aside)
                self._note += f"; it is kept in {aside}"
                self._rewrite()

    def _read(self) -> bool:
        """Let happen what the log says; return whether a line was damaged: what stands before it is not trusted. A torn line is passed over."""
        if self._path is None:
            return False
        seen, damaged = self._signature(), False
        try:
            lines = ((durable.content(self._path) if seen else None) or b"").split(b"\n")
        except OSError as error:
            self._note = f"what was done before this start cannot be undone: {self._path} cannot be read ({error.strerror}); mend or delete it"
            self._path = None
            return False
        self._stacks = Stacks(LIMIT)
        for line in filter(None, lines):
            try:
                self._stacks.take(json.loads(line))
            except (ValueError, KeyError, TypeError, RecursionError):
                if not line.startswith(b'{"'):
                    self._stacks, damaged = Stacks(LIMIT), True
        self._seen = seen
        return damaged

    def _cut_long(self) -> None:
        """Leave the steps that are kept in the file, and no others, once in the life of a program."""
        data = b""
        with suppress(OSError):
            data = (durable.content(self._path) if self._path is not None else None) or b""
        if data.count(b"\n") > 2 * LIMIT or len(data) > LARGEST:
            self._look()
            with self._alone(), suppress(durable.NotSaved):
                self._rewrite()

    def _rewrite(self) -> None:
        """Write the stacks as they are, of too many bytes the newer half; unless another program wrote meanwhile. Raises durable.NotSaved."""
        if self._path is not None and self._seen == self._signature():
            while sum(map(len, lines := [json.dumps(event).encode() + b"\n" for event in self._stacks.events()])) > LARGEST // 2:
                self._stacks.halve()
            durable.save(self._path, b"".join(lines), before=durable.ANY)
            self._seen = self._signature()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other programs from writing, as far as the file system has locks."""
        descriptor = -1
        with suppress(OSError):
            if self._path is not None:
                descriptor = os.open(self._path.parent, os.O_RDONLY | os.O_CLOEXEC)
                _lock(descriptor)
        try:
            yield
        finally:
            if descriptor >= 0:
                os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Take a lock, or give up after a while; raises OSError where there are none."""
    until = time.monotonic() + LOCK_SECONDS
    while time.monotonic() < until:
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        time.sleep(0.005)
