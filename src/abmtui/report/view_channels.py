"""The channel plan of one account in words and rows: audience by channel, audience by month, and for whom nothing is planned."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, TypeVar

from abmtui.plan.channel_matrix import BEFORE, LATER, MONTHS, UNDATED, channel_key, channel_matrix, channel_months, holes, month_number
from abmtui.report.blocks import Block
from abmtui.report.view_people_tree import shown_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.formats import Formats
    from abmtui.plan.channel_matrix import Audience, Channel, ChannelMatrix, ChannelMonths, Lane
    from abmtui.plan.model import ChannelRow, Plan, Stakeholder

_Column = TypeVar("_Column")
SIDE: Final = 5
"""Columns of one table; more go into a further one."""
NONE: Final = "·"
"""An empty cell, so that it is seen."""
PREFERS: Final = "prefers"
"""An empty cell in the column of the channel that a person prefers."""
SIGNS: Final[Mapping[str, str]] = {"": "◇", "planned": "◇", "active": "▸", "done": "✓", "cancelled": "x"}
"""Status -> its sign; any other status is written out where there is room."""
LEGEND: Final = "◇ planned  ▸ active  ✓ done  x cancelled"


def blocks(plan: Plan, today: dt.date, formats: Formats) -> tuple[Block, ...]:
    """Return the holes, then both arrangements, at most `SIDE` columns a table."""
    title = f"{plan.name or plan.id}: channel plan"
    if not plan.channels:
        return (Block(title, ("no channel row yet", *holes_said(plan))),)
    matrix, months = channel_matrix(plan), channel_months(plan, today)
    return (
        Block(title, (*holes_said(plan), "A cadence without a date stands in each month that it comes to; a quarterly one in those that begin a quarter.")),
        *(_by_channel(matrix, channels, today, formats) for channels in _sides(matrix.channels)),
        *(_by_month(months, slots, today, formats) for slots in _sides(used_slots(months))),
    )


def holes_said(plan: Plan) -> tuple[str, ...]:
    """Return for which deciders and influencers nothing is planned, in a sentence."""
    missing = holes(plan)
    return (f"Nothing is planned for {', '.join(map(_with_role, missing))}.",) if missing else ()


def audience_name(audience: Audience) -> str:
    """Return whom an audience is, in words."""
    return shown_name(audience.person) if audience.person else audience.name.strip() or "nobody named"


def channel_name(channel: Channel) -> str:
    """Return a channel's heading."""
    return channel.name or "no channel"


def preferred_key(audience: Audience) -> str | None:
    """Return the key of the channel that a person prefers, None where that is not known."""
    return (channel_key(audience.person.preferred_channel) or None) if audience.person else None


def when_said(row: ChannelRow, today: dt.date, formats: Formats) -> str:
    """Return a row's time as it is read."""
    return formats.day(row.when, today) if isinstance(row.when, dt.date) else " ".join((row.when or "no date").split())


def in_month(row: ChannelRow, today: dt.date, formats: Formats) -> str:
    """Return a row as it stands in a month: its channel, and the day of one that has a date."""
    channel = " ".join(row.channel.split()) or "no channel"
    return f"{channel} {formats.day(row.when, today)}" if isinstance(row.when, dt.date) else channel


def slot_name(slot: int, today: dt.date, formats: Formats) -> str:
    """Return the heading of a slot of the months: "Dec", "Jan 2027" where the year begins."""
    named = {BEFORE: "Before", LATER: "Later", UNDATED: "No month"}
    if slot in named:
        return named[slot]
    year, month = divmod(month_number(today) + slot, 12)
    day = dt.date(min(year, dt.MAXYEAR), month + 1, 1)
    word = formats.date(day).split(maxsplit=1)[1].rpartition(" ")[0]
    return f"{word} {day.year}" if month == 0 else word


def used_slots(months: ChannelMonths) -> tuple[int, ...]:
    """Return the slots that have a column: every month, and those beside them that hold a row."""
    held = {slot for lanes in months.lanes.values() for lane in lanes for slot in lane.slots}
    return tuple(slot for slot in (BEFORE, *range(MONTHS), LATER, UNDATED) if slot in held or 0 <= slot < MONTHS)


def _sides(columns: Sequence[_Column]) -> list[Sequence[_Column]]:
    return [columns[start : start + SIDE] for start in range(0, len(columns), SIDE)]


def _with_role(person: Stakeholder) -> str:
    return f"{person.name or person.id} ({person.role})" if person.role else person.name or person.id


def _by_channel(matrix: ChannelMatrix, channels: Sequence[Channel], today: dt.date, formats: Formats) -> Block:
    rows = []
    for audience in matrix.audiences:
        cells, preferred = [], preferred_key(audience)
        for channel in channels:
            held = matrix.cells.get((audience.key, channel.key), ())
            empty = PREFERS if channel.key == preferred else NONE
            cells.append("; ".join(f"{when_said(row, today, formats)} {row.status or 'planned'}" for row in held) or empty)
        rows.append((audience_name(audience), *cells))
    return Block("Audience by channel", (), ("To", *map(channel_name, channels)), tuple(rows), numbers=False)


def _by_month(months: ChannelMonths, slots: Sequence[int], today: dt.date, formats: Formats) -> Block:
    rows = tuple((audience_name(audience), *(_month_cell(months.lanes[audience.key], slot, today, formats) for slot in slots)) for audience in months.audiences)
    return Block("Audience by month", (), ("To", *(slot_name(slot, today, formats) for slot in slots)), rows, numbers=False)


def _month_cell(lanes: Sequence[Lane], slot: int, today: dt.date, formats: Formats) -> str:
    held = [lane.slots[slot] for lane in lanes if slot in lane.slots]
    return "; ".join(in_month(row, today, formats) for row in held) or NONE
