"""The history of a plan as it is told: each entry with what it changed, those made outside abmtui held against the state before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from abmtui.plan import model
from abmtui.plan.changes import ORDER, Change, changes
from abmtui.plan.document import parse
from abmtui.plan.replay import applied
from abmtui.store.history import Entry, story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from abmtui.plan.model import Plan
    from abmtui.store.plan_file import PlanFile


@dataclass(frozen=True, eq=False)
class Told:
    """One entry of a plan's history."""

    entry: Entry
    changes: tuple[Change, ...]
    """What it changed; of a change outside abmtui as far as it can be told."""
    plan: Plan | None
    """The plan after it; None where the lines before it do not say enough."""

    compared: bool = True
    """Whether it is known what the plan said before it."""

    @property
    def outside(self) -> bool:
        """Whether it was changed outside abmtui."""
        return self.entry.text is not None


def told(log: Sequence[Entry], file: PlanFile | None) -> tuple[Told, ...]:
    """Return the entries that led to the plan as it stands on disk, the newest first; all of them where the file is gone (None).

    A content that no entry knows was changed outside abmtui since the last of them: it comes first, of the time of its file. A plan that was
    never saved here has no history.
    """
    led = tuple(log)
    if led and file is not None and file.hash is not None:
        led = story(log, file.hash) or (*story(log, log[-1].after), Entry(_touched(file), "", None, file.hash, text=file.text))
    return tuple(_replayed(led))[::-1]


def _replayed(led: Sequence[Entry]) -> Iterator[Told]:
    """Yield the entries with the plan after each, the oldest first; a log that begins with the first save begins with an empty plan."""
    before: Plan | None = model.EMPTY if led and led[0].before is None and led[0].text is None else None
    for entry in led:
        if entry.text is None:
            after = None if before is None else applied(before, entry.changes)
            yield Told(entry, entry.changes, after)
        else:
            after = parse(entry.text).plan
            # Where rows came in is not in a history, so that their order cannot be compared.
            said = () if before is None else tuple(change for change in changes(before, after) if not change.kind or change.field != ORDER)
            yield Told(entry, said, after, compared=before is not None)
        before = after


def _touched(file: PlanFile) -> str:
    """Return when a file was last written, as entries say it; empty where that cannot be known."""
    try:
        return dt.datetime.fromtimestamp(file.path.stat().st_mtime).astimezone().isoformat(timespec="seconds")
    except (OSError, ValueError, OverflowError):
        return ""


def moment(text: str) -> dt.datetime:
    """Return the time of an entry, to sort by; one that cannot be read is the oldest."""
    try:
        read = dt.datetime.fromisoformat(text)
    except ValueError:
        return dt.datetime.min.replace(tzinfo=dt.UTC)
    return read if read.tzinfo is not None else read.replace(tzinfo=dt.UTC)
