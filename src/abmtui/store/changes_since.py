"""What was saved of each plan since a day, out of the histories."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from abmtui.store.history import FOLDER, entries

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.problems import Problem
    from abmtui.store.history import Entry


@dataclass(frozen=True)
class Edited:
    """The saves of one plan, the oldest first."""

    key: str
    """What its file's name ends with (`store.names.key_in`), else the whole name without its ending."""
    entries: tuple[Entry, ...]


def edited_since(folder: Path, day: dt.date) -> tuple[tuple[Edited, ...], tuple[Problem, ...]]:
    """Return the plans of a folder that were saved on that day or later, by key, and what could not be read.

    Only logs that were touched since then are read.
    """
    logs = sorted(path for path in (folder / FOLDER).glob("*.jsonl") if _touched(path) >= day)
    found: list[Edited] = []
    problems: list[Problem] = []
    for path in logs:
        lines, wrong = entries(path)
        problems += wrong
        recent = tuple(entry for entry in lines if day_of(entry) >= day)
        if recent:
            found.append(Edited(path.stem, recent))
    return tuple(found), tuple(problems)


def _touched(path: Path) -> dt.date:
    """Return the day on which a log was written last; one that is gone since was never."""
    try:
        # The day before, too: the log's times are of the writer's zone.
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date() + dt.timedelta(1)
    except OSError:
        return dt.date.min


def day_of(entry: Entry) -> dt.date:
    """Return the day of a save; the first of all where the line says none."""
    try:
        return dt.date.fromisoformat(entry.when[:10])
    except ValueError:
        return dt.date.min
