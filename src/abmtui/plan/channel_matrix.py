"""The channel plan laid out: audience by channel, and audience by month with cadences in every month that they come to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from abmtui.plan import vocabulary as words
from abmtui.plan.cadences import months_said
from abmtui.plan.finding import CLOSED_ROWS as CLOSED
from abmtui.plan.power_grid import HIGH
from abmtui.plan.references import index_for
from abmtui.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from abmtui.plan.model import ChannelRow, Plan, Stakeholder
    from abmtui.plan.references import Index

MONTHS: Final = 12
"""Months that have a column, from this one on."""
BEFORE: Final = -1
LATER: Final = MONTHS
FRIDAY: Final = 4
WEEK: Final = 7
UNDATED: Final = MONTHS + 1
"""The slot of rows without a time, or with one in words that name no month."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom rows are for: a person, a persona or segment in words, or nobody yet."""

    key: str
    """The person's id, else the folded words; empty: nobody named."""
    name: str
    """Raw."""
    person: Stakeholder | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel of the plan."""

    key: str
    name: str
    """As first written; empty: none named."""
    rows: int


@dataclass(frozen=True, slots=True)
class ChannelMatrix:
    """Audiences by channels."""

    audiences: tuple[Audience, ...]
    """People first, deciders before the others, then by influence; words behind them, those who left and nobody at the end."""
    channels: tuple[Channel, ...]
    """Most used first; those that somebody prefers and no row uses behind them."""
    cells: Mapping[tuple[str, str], tuple[ChannelRow, ...]] = field(default_factory=dict)
    """(audience's key, channel's key) -> its rows in the file's order; each row stands in one cell."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of an audience in the months: rows that share no month."""

    slots: Mapping[int, ChannelRow]
    """`BEFORE`, 0 for this month and on, `LATER`, `UNDATED`."""


@dataclass(frozen=True, slots=True)
class ChannelMonths:
    """Audiences by months."""

    audiences: tuple[Audience, ...]
    lanes: Mapping[str, tuple[Lane, ...]]
    """Audience's key -> its lines, one at least; each row stands in one of them."""


def channel_matrix(plan: Plan) -> ChannelMatrix:
    """Return the channel rows by audience and channel."""
    index = index_for(plan, "person")
    cells: dict[tuple[str, str], tuple[ChannelRow, ...]] = {}
    for row in plan.channels:
        place = _audience_key(row, index), channel_key(row.channel)
        cells[place] = (*cells.get(place, ()), row)
    return ChannelMatrix(_audiences(plan, index), _channels(plan), cells)


def channel_months(plan: Plan, today: dt.date) -> ChannelMonths:
    """Return the channel rows by audience and month, from this month on."""
    index = index_for(plan, "person")
    audiences = _audiences(plan, index)
    lanes: dict[str, list[dict[int, ChannelRow]]] = {audience.key: [{}] for audience in audiences}
    # What comes often first, so that the lines below it are those with few rows.
    for row, slots in sorted(((row, slots_of(row, today)) for row in plan.channels), key=lambda item: -len(item[1])):
        of_audience = lanes[_audience_key(row, index)]
        free = next((lane for lane in of_audience if not lane.keys() & set(slots)), None)
        if free is None:
            free = {}
            of_audience.append(free)
        free.update(dict.fromkeys(slots, row))
    return ChannelMonths(audiences, {key: tuple(map(Lane, of_audience)) for key, of_audience in lanes.items()})


def slots_of(row: ChannelRow, today: dt.date) -> tuple[int, ...]:
    """Return the slots of `ChannelMonths` in which a row stands, in order; a cadence that is over stands in `BEFORE` alone."""
    first = month_number(today)
    when = row.when
    if when is None or when == "":
        return (UNDATED,)
    if not isinstance(when, str):
        return (_slot(month_number(when) - first),)
    said = months_said(when, today)
    if said is None:
        return (UNDATED,)
    if said.recurring and row.status in CLOSED:
        return (BEFORE,)
    months = range(first, first + MONTHS) if said.recurring else said.months
    slots = {_slot(month - first) for month in months if not said.recurring or month % said.every == 0}
    return tuple(sorted(slots)) or (LATER,)


def month_number(day: dt.date) -> int:
    """Return a month as a number that goes on over the years."""
    return day.year * 12 + day.month - 1


def first_day_in(slot: int, today: dt.date) -> dt.date:
    """Return the first working day of a slot's month that is not past; of this month the next one."""
    year, month = divmod(month_number(today) + slot, 12)
    day = max(dt.date(year, month + 1, 1), today + dt.timedelta(days=slot == 0))
    return day + dt.timedelta(days=max(0, day.weekday() - FRIDAY) and WEEK - day.weekday())


def holes(plan: Plan) -> tuple[Stakeholder, ...]:
    """Return the deciders and influencers for whom nothing is planned any more, the weightiest first.

    An influencer has another role in the decision, influences somebody, or has an influence of `HIGH` or more. A row for the person's
    persona counts as one for the person.
    """
    index = index_for(plan, "person")
    served = {_audience_key(row, index) for row in plan.channels if row.status not in CLOSED}
    weighty = (person for person in plan.stakeholders if not person.left and (person.role or person.influences or (person.influence or 0) >= HIGH))
    return tuple(sorted((one for one in weighty if not {one.id, channel_key(one.persona)} & (served - {""})), key=_weight))


def is_decider(person: Stakeholder) -> bool:
    """Return whether a person decides."""
    return person.role in words.DECIDER_ROLES


def channel_key(name: str) -> str:
    """Return a channel, a persona or a segment as it is compared."""
    return " ".join(folded(name).split())


def _slot(distance: int) -> int:
    return min(max(distance, BEFORE), LATER)


def _weight(person: Stakeholder) -> tuple[bool, int]:
    return not is_decider(person), -(person.influence or 0)


def _audience_key(row: ChannelRow, index: Index) -> str:
    meant = index.meant(row.audience)
    return meant if meant in index.ids else channel_key(row.audience)


def _audiences(plan: Plan, index: Index) -> tuple[Audience, ...]:
    """Return everybody who may be addressed and everything that is; of those who left only whom a row names."""
    keys = {key: row.audience for row in reversed(plan.channels) if (key := _audience_key(row, index)) not in index.ids}
    named = {_audience_key(row, index) for row in plan.channels}
    people = {person.id: person for person in sorted(plan.stakeholders, key=_weight) if not person.left or person.id in named}
    here = (Audience(key, person.name, person) for key, person in people.items() if not person.left)
    gone = (Audience(key, person.name, person) for key, person in people.items() if person.left)
    said = (Audience(key, text) for key, text in reversed(keys.items()) if key)
    return (*here, *said, *gone, *((Audience("", ""),) if "" in keys else ()))


def _channels(plan: Plan) -> tuple[Channel, ...]:
    """Return the channels, most used first, in the file's order among equals; rows without one at the end."""
    used = Counter(channel_key(row.channel) for row in plan.channels)
    names: dict[str, str] = {}
    for name in _channel_names(plan):
        names.setdefault(channel_key(name), name.strip())
    order = sorted((key for key in names if key), key=lambda key: -used[key])
    return (*(Channel(key, names[key], used[key]) for key in order), *_nameless(used))


def _nameless(used: Mapping[str, int]) -> Iterable[Channel]:
    return (Channel("", "", used[""]),) if used.get("") else ()


def _channel_names(plan: Plan) -> Iterator[str]:
    yield from (row.channel for row in plan.channels)
    yield from (person.preferred_channel for person in plan.stakeholders if not person.left)
