"""Every save of a plan on one line of `.history/KEY.jsonl`: who, when, from which content to which, field by field."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from abmtui import durable
from abmtui.plan.changes import Change
from abmtui.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FOLDER: Final = ".history"
_TAIL: Final = 1 << 16
"""How much of a log's end is searched first: the last line nearly always has the hash that is asked for."""
RECENT: Final = 1 << 19
"""How much of a log's end a screen reads: some thousand lines."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a plan's history."""

    when: str
    """ISO date and time."""
    who: str
    """Author; empty for a change made outside abmtui."""
    before: str | None
    """Hash of the content before; None when there was none or it is not known."""
    after: str
    changes: tuple[Change, ...] = ()
    """Values as JSON holds them: dates as ISO text, tuples as lists."""
    text: str | None = None
    """The whole content, where it was changed outside abmtui."""
    note: str | None = None
    """What was done besides the changes: a person was erased."""


def path_of(folder: Path, key: str) -> Path:
    """Return the log of the plan with that key in a plans' folder."""
    return folder / FOLDER / f"{key}.jsonl"


def record(path: Path, entry: Entry, old: bytes | None) -> None:
    """Add an entry and sync it; `old`, what stands on disk, is kept whole before it where the log does not know it. Raises OSError."""
    if old is not None and not knows(path, durable.fingerprint(old)):
        outside = Entry(entry.when, "", None, durable.fingerprint(old), text=old.decode("utf-8", "replace"))
        durable.append(path, entry_line(outside))
    durable.append(path, entry_line(entry))


def knows(path: Path, content: str) -> bool:
    """Return whether a log says how the content with that hash came about. Raises OSError."""
    needle = f'"after": "{content}"'.encode()
    try:
        with path.open("rb") as log:
            log.seek(max(path.stat().st_size - _TAIL, 0))
            if needle in log.read():
                return True
            log.seek(0)
            return needle in log.read()
    except FileNotFoundError:
        return False


def entries(path: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the lines of a log, the oldest first, and what could not be read of it."""
    try:
        return read_lines((durable.content(path) or b"").split(b"\n"), path)
    except OSError as error:
        return (), (Problem(f"the history cannot be read: {error.strerror}", str(path)),)


def newest(path: Path, size: int = RECENT) -> tuple[tuple[Entry, ...], tuple[Problem, ...], bool]:
    """Return the last lines of a log, `size` bytes of them, the oldest first; what could not be read; and whether there are older ones."""
    try:
        with path.open("rb") as log:
            start = max(os.fstat(log.fileno()).st_size - size, 0)
            log.seek(start)
            lines = log.read().split(b"\n")
    except FileNotFoundError:
        return (), (), False
    except OSError as error:
        return (), (Problem(f"the history cannot be read: {error.strerror}", str(path)),), False
    # The first of them is a part of a line.
    return (*read_lines(lines[1:] if start else lines, path, "" if start else None), start > 0)


def read_lines(lines: Iterable[bytes], path: Path, place: str | None = None) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries in some lines of a log and what is none; `place` stands for the line's number where that is not known."""
    found = []
    problems = []
    for number, line in enumerate(lines, 1):
        if line:
            try:
                found.append(entry_of(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                where = f"{path}:{number}" if place is None else f"{path}{place}"
                problems.append(Problem("this line of the history is torn or no entry; it is passed over", where))
    return tuple(found), tuple(problems)


def story(log: Sequence[Entry], current: str) -> tuple[Entry, ...]:
    """Return the entries that led to the content with the hash `current`, the oldest first.

    A save that failed after its line was written has a line that led to nothing; those are left out.
    """
    led: list[Entry] = []
    wanted: str | None = current
    for entry in reversed(log):
        if entry.after == wanted or (wanted is None and led and led[-1].text is not None):
            led.append(entry)
            wanted = entry.before
    return tuple(reversed(led))


def entry_line(entry: Entry) -> bytes:
    """Return an entry as a line, without its end."""
    return line_of({name: value for name, value in asdict(entry).items() if value is not None or name == "before"})


def line_of(said: dict[str, Any]) -> bytes:
    """Return an entry's keys and values as a line, without its end."""
    return json.dumps(said, ensure_ascii=False, default=_plain).encode("utf-8", "replace")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def entry_of(said: dict[str, Any]) -> Entry:
    """Return the entry that a line says. Raises KeyError, TypeError, AttributeError."""
    changes = tuple(Change(**change) for change in said["changes"])
    return Entry(str(said["when"]), str(said["who"]), said["before"], str(said["after"]), changes, said.get("text"), said.get("note"))
