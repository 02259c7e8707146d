"""What happened in the plans since a day: who was reviewed, what was decided, opened and closed, what was edited, what moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.decisions import TOPIC
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.plan.vocabulary import OPEN_FLAG_STATUS
from abmtui.portfolio import columns as col
from abmtui.review.needs import REVIEWED, read
from abmtui.store.changes_since import day_of, edited_since
from abmtui.store.names import key_in, key_of
from abmtui.store.review_log import ReviewLog
from abmtui.workspace.review_course import ReviewCourse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from abmtui.review.moved import Moved
    from abmtui.store.changes_since import Edited
    from abmtui.store.history import Entry
    from abmtui.workspace.reviewed import Reviewed

ENDED: Final = ("reached", "missed")
"""States in which a goal ends in a way that a review tells."""
Net = dict[tuple[str, str, str], tuple[Any, Any]]
"""(kind, row, field) -> what it was at first and is at last."""


@dataclass(frozen=True)
class Told:
    """One thing that happened at an account."""

    account: str
    name: str
    """The account's."""
    what: str
    day: dt.date | None
    who: str = ""


@dataclass(frozen=True)
class PlanEdited:
    """The saves of one plan."""

    account: str
    """The account's id; empty where the account is not in the source."""
    name: str
    saves: int
    last: dt.date
    """The day of the last save."""
    authors: tuple[str, ...]
    """Empty text: somebody outside abmtui."""
    what: tuple[str, ...]
    """What differs, in words."""


@dataclass(frozen=True)
class Since:
    """What happened since a day; the newest first."""

    day: dt.date
    reviewed: tuple[Told, ...] = ()
    decisions: tuple[Told, ...] = ()
    raised: tuple[Told, ...] = ()
    closed: tuple[Told, ...] = ()
    goals: tuple[Told, ...] = ()
    """Goals reached or missed."""
    edited: tuple[PlanEdited, ...] = ()
    moved: Moved | None = None
    unread: int = 0
    """Lines of histories that could not be read."""


@dataclass(frozen=True)
class _View:
    """The accounts in view."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Of the accounts with a plan or a stamp: id -> name."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """The key of a plan's file, which its history is called by -> id of its account."""

    def told(self, frame: pl.DataFrame, what: Iterable[str], days: str, who: str = "") -> tuple[Told, ...]:
        """Return one thing a row of plan rows, the newest first."""
        found = [
            Told(row["account_id"], self.names.get(row["account_id"], row["account_id"]), text, row[days], (row[who] or "") if who else "")
            for row, text in zip(frame.iter_rows(named=True), what, strict=True)
        ]
        return tuple(sorted(found, key=lambda one: (one.day is None, -(one.day.toordinal() if one.day else 0), one.name)))


def since_figures(reviewed: Reviewed, day: dt.date) -> Since:
    """Return what happened in the accounts in view from a day on, that day included; without plans nothing."""
    if reviewed.roll_up is None:
        return Since(day)
    table = reviewed.table()
    names = _names(table)
    view = _View(names, {key_of(account): account for account in names} | _by_hand(reviewed.roll_up.plans, names))
    history, problems = edited_since(reviewed.roll_up.folder, day)
    net = {account: _net(one.entries) for account, one in _known(view, history)}
    flags, notes = reviewed.rows_of("flags"), reviewed.rows_of("notes")
    decisions = notes.filter((pl.col("date") >= day) & (pl.col("topic") == TOPIC))
    raised = flags.filter(pl.col("raised") >= day)
    closed = _closed(flags, net, day)
    course = ReviewCourse(reviewed.measured, reviewed.config, reviewed.today, reviewed.rules)
    return Since(
        day,
        _stamped(table, day),
        view.told(decisions, decisions["text"], "date", "author"),
        view.told(raised, (f"{row['type']} ({row['severity']})" if row["severity"] else row["type"] for row in raised.iter_rows(named=True)), "raised"),
        view.told(closed, (f"{row['type']}: {row['status']}" for row in closed.iter_rows(named=True)), "closed"),
        _goals(view, reviewed.rows_of("goals"), net),
        _edited(view, history, net),
        course.moved(ReviewLog(reviewed.roll_up.folder), day),
        len(problems),
    )


def _names(table: pl.DataFrame) -> dict[str, str]:
    """Return the names of the accounts that somebody planned or reviewed."""
    return dict(table.filter(read(table, col.HAS_PLAN).is_not_null() | read(table, REVIEWED).is_not_null()).select(col.ID, col.NAME).iter_rows())


def _by_hand(plans: pl.DataFrame, names: Mapping[str, str]) -> dict[str, str]:
    """Return the accounts of plans whose file was named by hand, by its name without the ending."""
    files = ((Path(file), account) for file, account in plans.select("file", "id").iter_rows())
    return {file.stem: account for file, account in files if account in names and not key_in(file.name)}


def _stamped(table: pl.DataFrame, day: dt.date) -> tuple[Told, ...]:
    by = pl.col("reviewed_by").cast(pl.String).fill_null("")
    stamps = table.select(col.ID, col.NAME, read(table, REVIEWED), by, read(table, col.VALUE))
    # One stroke stamps hundreds on one day: the large accounts are those that a reader looks for.
    found = stamps.filter(pl.col(REVIEWED) >= day).sort(REVIEWED, col.VALUE, col.NAME, descending=[True, True, False], nulls_last=True)
    return tuple(Told(account, name, "reviewed", when, who) for account, name, when, who, _ in found.iter_rows())


def _known(view: _View, history: Iterable[Edited]) -> list[tuple[str, Edited]]:
    """Return the saved plans whose account is in view, with its id."""
    return [(view.keys[one.key], one) for one in history if one.key in view.keys]


def _net(entries: Iterable[Entry]) -> Net:
    """Return what differs between the state before the first save and the last, field by field."""
    found: Net = {}
    for entry in entries:
        for change in entry.changes:
            place = (change.kind, change.row_id, change.field)
            found[place] = (found[place][0] if place in found else change.before, change.after)
    return {place: (before, after) for place, (before, after) in found.items() if before != after}


def _closed(flags: pl.DataFrame, net: Mapping[str, Net], day: dt.date) -> pl.DataFrame:
    """Return the flags that were closed since: by their day, or, where nobody wrote it, by the history of their status."""
    turned = {
        (account, row) for account, places in net.items() for (kind, row, name), (before, _) in places.items()
        if (kind, name) == ("flag", "status") and (before or "open") in OPEN_FLAG_STATUS
    }  # fmt: skip
    shut = flags.filter(~pl.col("status").is_in(OPEN_FLAG_STATUS))
    keep = [(row["closed"] is not None and row["closed"] >= day) or (row["account_id"], row["id"]) in turned for row in shut.iter_rows(named=True)]
    return shut.filter(pl.Series(keep, dtype=pl.Boolean))


def _goals(view: _View, goals: pl.DataFrame, net: Mapping[str, Net]) -> tuple[Told, ...]:
    """Return the goals whose state became reached or missed."""
    ended = {(account, row) for account, places in net.items() for (kind, row, name) in places if (kind, name) == ("goal", "status")}
    keep = [row["status"] in ENDED and (row["account_id"], row["id"]) in ended for row in goals.iter_rows(named=True)]
    found = goals.filter(pl.Series(keep, dtype=pl.Boolean))
    return view.told(found, (f"{row['name']}: {row['status']}" for row in found.iter_rows(named=True)), "due")


def _edited(view: _View, history: Iterable[Edited], net: Mapping[str, Net]) -> tuple[PlanEdited, ...]:
    found = []
    for account, one in _known(view, history):
        # A line without changes only holds what stood there before; alone it is a change by somebody else's program.
        saves = [entry for entry in one.entries if entry.changes] or one.entries
        authors = tuple(dict.fromkeys(entry.who for entry in saves))
        found.append(PlanEdited(account, view.names[account], len(saves), day_of(saves[-1]), authors, changed_words(net[account])))
    return tuple(sorted(found, key=lambda one: (one.last, one.name), reverse=True))


def changed_words(net: Net) -> tuple[str, ...]:
    """Return what differs, in a few words each: the plan's own fields by name, rows counted as new, changed and gone by kind."""
    own = field_specs(Plan)
    words = [own[name].label.lower() for (kind, _, name) in net if not kind and name in own]
    for kind, spec in KINDS.items():
        rows: dict[str, list[tuple[Any, Any]]] = {}
        for (of, row, _), sides in net.items():
            if of == kind and row:
                rows.setdefault(row, []).append(sides)
        new = sum(all(before is None for before, _ in sides) for sides in rows.values())
        gone = sum(all(after is None for _, after in sides) for sides in rows.values())
        counts = ((new, "new"), (len(rows) - new - gone, "changed"), (gone, "gone"))
        words += [f"{spec.label}: {', '.join(f'{count} {word}' for count, word in counts if count > 0)}"] if rows else []
    return tuple(words)
