"""The channel plan as matrices: audience by channel and audience by month, holes to be filled where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan.channel_matrix import BEFORE, LATER, UNDATED, channel_matrix, channel_months, holes
from abmtui.report.view_channels import (
    LEGEND,
    PREFERS,
    SIGNS,
    audience_name,
    channel_name,
    in_month,
    preferred_key,
    slot_name,
    used_slots,
    when_said,
)
from abmtui.report.view_people_tree import shown_name
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.plan_columns import PANELS, ColumnSpec
from abmtui.tui.bases.view_table import AUDIENCE, EMPTY, HOLE, ViewCell, ViewLine, ViewTable, said
from abmtui.wording import counted, shown

if TYPE_CHECKING:
    from abmtui.plan.channel_matrix import Audience, Lane
    from abmtui.plan.model import ChannelRow, Stakeholder
    from abmtui.tui.bases.cell_text import PlanView

KIND: Final = "channel"
TO: Final = ColumnSpec("audience", "To", 18, 2)
LEAST: Final = 14
"""Cells of a channel."""
MONTH: Final = 11
"""Cells of a month."""
NOTHING: Final = ViewCell("")
"""No cell: the cursor passes it by."""
OUTSIDE: Final = frozenset({BEFORE, LATER, UNDATED})
"""Slots that are no month in which a row could be planned."""


def by_channel(view: PlanView) -> ViewTable:
    """Return audiences by channels; of several rows in one cell each has a line."""
    matrix = channel_matrix(view.plan)
    said_of = _Rows(view)
    columns = (TO, *(ColumnSpec(channel.key, shown(channel_name(channel)), LEAST, 1) for channel in matrix.channels))
    lines: list[ViewLine] = []
    for audience in matrix.audiences:
        name, preferred = shown(audience_name(audience)), preferred_key(audience)
        stacks = [matrix.cells.get((audience.key, channel.key), ()) for channel in matrix.channels]
        for depth in range(max(1, *map(len, stacks)) if stacks else 1):
            cells = [
                said_of.entry(stack[depth], f"{SIGNS.get(stack[depth].status, '')} {when_said(stack[depth], view.today, view.formats)}")
                if depth < len(stack)
                else _hole(Target(HOLE, audience.key, channel.key), f"{name} by {channel_name(channel)}", wanted=channel.key == preferred)
                if depth == 0
                else NOTHING
                for channel, stack in zip(matrix.channels, stacks, strict=True)
            ]
            lines.append(ViewLine((said_of.audience(audience, first=depth == 0), *cells), KIND))
    return _table(view, columns, lines)


def by_month(view: PlanView) -> ViewTable:
    """Return audiences by months; rows of one audience that share a month stand on lines of their own."""
    months = channel_months(view.plan, view.today)
    said_of = _Rows(view)
    slots = used_slots(months)
    columns = (TO, *(ColumnSpec(str(slot), slot_name(slot, view.today, view.formats), MONTH, 1) for slot in slots))
    lines: list[ViewLine] = []
    for audience in months.audiences:
        for depth, lane in enumerate(months.lanes[audience.key]):
            cells = (_month_cell(said_of, audience, lane, slot, first=depth == 0) for slot in slots)
            lines.append(ViewLine((said_of.audience(audience, first=depth == 0), *cells), KIND))
    return _table(view, columns, lines)


class _Rows:
    """The cells of rows and audiences of one plan."""

    def __init__(self, view: PlanView) -> None:
        self._view = view
        self._holes = {person.id for person in holes(view.plan)}
        self._wrong: dict[str, str] = {}
        for finding in view.findings:
            if finding.kind == KIND:
                self._wrong[finding.row_id] = "; ".join(part for part in (self._wrong.get(finding.row_id, ""), finding.what) if part)

    def audience(self, audience: Audience, *, first: bool) -> ViewCell:
        """Return the name of an audience on its first line; a decider or influencer without a planned row is lit."""
        if not first:
            return NOTHING
        hole = audience.key in self._holes
        style = "warn" if hole else "dim" if audience.person and audience.person.left else ""
        return ViewCell(shown(audience_name(audience)), Target(AUDIENCE, audience.key), style, mark=hole, told=_audience_told(audience, hole=hole))

    def entry(self, row: ChannelRow, text: str, *, timed: bool = False) -> ViewCell:
        """Return the cell of a row; what is wrong with it is told, and of a row among months (`timed`) its channel and time."""
        wrong = self._wrong.get(row.id, "")
        known = (row.channel, when_said(row, self._view.today, self._view.formats)) if timed else ()
        parts = (*known, row.status or "planned", f"! {wrong}" if wrong else "", row.message)
        style = "dim" if row.status in {"done", "cancelled"} else ""
        told = shown(" · ".join(" ".join(part.split()) for part in parts if part))
        return ViewCell(shown(text.strip()), Target(KIND, row.id, "when"), style, bool(wrong), shown(" ".join(row.message.split())), told)


def _audience_told(audience: Audience, *, hole: bool) -> str:
    person = audience.person
    parts: tuple[str, ...] = ("no person of this plan: a persona or segment",) if audience.key else ("rows that name nobody",)
    if person is not None:
        preferred = f"prefers {person.preferred_channel}" if person.preferred_channel else ""
        parts = (shown_name(person), person.role, preferred, "nothing is planned: a adds a row" if hole else "")
    return shown(" · ".join(part for part in parts if part))


def _hole(target: Target, place: str, *, wanted: bool = False) -> ViewCell:
    told = f"nothing for {place}{': the channel this person prefers' if wanted else ''} · a adds it"
    return ViewCell(PREFERS if wanted else EMPTY, target, "label" if wanted else "dim", told=shown(told))


def _month_cell(said_of: _Rows, audience: Audience, lane: Lane, slot: int, *, first: bool) -> ViewCell:
    view = said_of._view  # noqa: SLF001  # of this module
    row = lane.slots.get(slot)
    if row is not None:
        day = view.formats.day(row.when, view.today) if slot in OUTSIDE and not isinstance(row.when, str) else ""
        text = in_month(row, view.today, view.formats) if day else row.channel or "no channel"
        return said_of.entry(row, f"{SIGNS.get(row.status, '')} {text}", timed=True)
    if not first:
        return NOTHING
    if slot in OUTSIDE:
        return ViewCell(EMPTY, None, "dim")
    return _hole(Target(HOLE, audience.key, str(slot)), f"{audience_name(audience)} in {slot_name(slot, view.today, view.formats)}")


def _table(view: PlanView, columns: tuple[ColumnSpec, ...], lines: list[ViewLine]) -> ViewTable:
    if not lines:
        return ViewTable((TO,), (said(PANELS[KIND].none, KIND, Target(KIND)),), "0")
    missing = holes(view.plan)
    if missing:
        lines.append(ViewLine(section="holes", rule=f"Nothing is planned for · {len(missing)}"))
        lines += [_missing(person) for person in missing]
    lines += [ViewLine(section="legend", rule="Signs"), said(LEGEND, "legend")]
    count = str(len(view.plan.channels)) + (f" · {counted(len(missing), 'hole')}" if missing else "")
    return ViewTable(columns, tuple(lines), count)


def _missing(person: Stakeholder) -> ViewLine:
    text = shown(
        " · ".join(part for part in (shown_name(person), person.role, f"prefers {person.preferred_channel}" if person.preferred_channel else "") if part)
    )
    told = "a adds a row for this person"
    return ViewLine(section="holes", across=ViewCell(text, Target(HOLE, person.id), "warn", mark=False, told=told))
