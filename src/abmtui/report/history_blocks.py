"""The history of plans in words and as data: who changed what from which value to which, the newest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from abmtui.report.blocks import Block
from abmtui.report.change_words import change_lines, label, names_in
from abmtui.store.told import moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan
    from abmtui.store.told import Told

OUTSIDE = "changed outside abmtui"


@dataclass(frozen=True, eq=False)
class OfAccount:
    """The history of one account's plan."""

    account: str
    name: str
    told: tuple[Told, ...]
    """The newest first."""
    names: Mapping[str, str]
    """Row's id -> name."""


@dataclass(frozen=True, eq=False)
class Moment:
    """One entry of one account's history."""

    of: OfAccount
    told: Told


def of_account(account: str, name: str, told: tuple[Told, ...], plan: Plan | None) -> OfAccount:
    """Return an account's history with what its rows are called."""
    said = (change for one in reversed(told) for change in one.changes)
    return OfAccount(account, name, told, names_in(plan, said))


def moments(histories: Iterable[OfAccount], since: dt.date | None = None) -> list[Moment]:
    """Return the entries of all accounts, the newest first, those of an account in their order."""
    found = [Moment(of, told) for of in histories for told in of.told]
    found.sort(key=lambda one: moment(one.told.entry.when), reverse=True)
    return [one for one in found if since is None or moment(one.told.entry.when).date() >= since]


def history_blocks(shown: Sequence[Moment], formats: Formats) -> tuple[Block, ...]:
    """Return a block for each entry: when, who and whose plan, then a line a change."""
    return tuple(
        Block(
            " · ".join(part for part in (when_words(one.told.entry.when, formats), who_words(one.told), one.of.name) if part),
            told_lines(one.told, one.of.names),
        )
        for one in shown
    )


def when_words(when: str, formats: Formats) -> str:
    """Return day and time of an entry; a time that cannot be read as it stands."""
    try:
        read = dt.datetime.fromisoformat(when)
    except ValueError:
        return when
    return f"{formats.date(read.date())} {read:%H:%M}"


def who_words(told: Told) -> str:
    """Return who made a change."""
    return OUTSIDE if told.outside else told.entry.who


def told_lines(told: Told, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return what an entry changed, a line each, or why that cannot be told."""
    if not told.compared:
        return ("what it said before is not in the history; its whole text is kept",)
    lines = change_lines(told.changes, names)
    note = (told.entry.note,) if told.entry.note else ()
    return (*note, *lines) or ("nothing that this version knows" if told.outside else "no field changed",)


def history_data(shown: Sequence[Moment]) -> list[dict[str, Any]]:
    """Return the entries as values that JSON holds."""
    return [_data(one) for one in shown]


def _data(one: Moment) -> dict[str, Any]:
    entry = one.told.entry
    return {
        "account": one.of.account,
        "name": one.of.name,
        "when": entry.when,
        "who": entry.who,
        "outside": one.told.outside,
        "known": one.told.compared,
        "note": entry.note or "",
        "changes": [
            {
                "kind": change.kind,
                "row": change.row_id,
                "row_name": one.of.names.get(change.row_id, ""),
                "field": change.field,
                "label": label(change.kind, change.field),
                "from": _plain(change.before),
                "to": _plain(change.after),
            }
            for change in one.told.changes
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value
