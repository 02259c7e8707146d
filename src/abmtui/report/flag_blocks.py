"""One account's red flags in words: open, closed, proposed and dismissed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from abmtui.plan.flag_edits import days_open
from abmtui.plan.proposals import standing
from abmtui.report.blocks import Block

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from abmtui.formats import Formats
    from abmtui.plan.model import Plan, RedFlag
    from abmtui.plan.proposals import Proposal


def flag_blocks(plan: Plan, proposed: Sequence[Proposal], today: dt.date, formats: Formats) -> tuple[Block, ...]:
    """Return the flags of a plan beside the proposed ones, which are numbered from 1."""
    standing_ones = [flag for flag in plan.flags if standing(flag)]
    closed = [flag for flag in plan.flags if not standing(flag)]
    counts = ((len(standing_ones), "open"), (len(closed), "closed"), (len(proposed), "proposed"), (len(plan.dismissals), "dismissed"))
    head = Block(f"Red flags of {plan.name or plan.id}", (", ".join(f"{count} {word}" for count, word in counts) + ".",))
    opened = [
        (flag.type, flag.severity, flag.status, _days(flag, today), formats.day(flag.review_by, today), flag.owner, flag.evidence, flag.id)
        for flag in standing_ones
    ]
    ended = [(flag.type, flag.status, formats.day(flag.closed, today), _days(flag, today), flag.resolution, flag.evidence, flag.id) for flag in closed]
    numbered = [(str(number), one.type, one.severity, one.evidence) for number, one in enumerate(proposed, 1)]
    dismissed = [(row.type, row.reason, formats.day(row.date, today), row.author, row.evidence) for row in plan.dismissals]
    blocks = (
        _block("Open", ("Flag", "Severity", "Status", "Days", "Review by", "Owner", "Evidence", "Id"), opened),
        _block("Closed", ("Flag", "Ended", "On", "Days", "Resolution", "Evidence", "Id"), ended),
        _block("Proposed: plan accept ACCOUNT NUMBER, or plan dismiss ACCOUNT NUMBER --reason TEXT", ("No", "Flag", "Severity", "Evidence"), numbered),
        _block("Dismissed", ("Flag", "Because", "On", "By", "Evidence"), dismissed),
    )
    return (head, *(block for block in blocks if block.rows))


def flag_data(plan: Plan, proposed: Sequence[Proposal], today: dt.date) -> dict[str, Any]:
    """Return the same as values that JSON holds."""
    return {
        "id": plan.id,
        "name": plan.name,
        "open": [_data(flag, today) for flag in plan.flags if standing(flag)],
        "closed": [_data(flag, today) for flag in plan.flags if not standing(flag)],
        "proposed": [{"number": number, "type": one.type, "severity": one.severity, "evidence": one.evidence} for number, one in enumerate(proposed, 1)],
        "dismissed": [
            {"id": row.id, "type": row.type, "reason": row.reason, "date": row.date and row.date.isoformat(), "author": row.author, "evidence": row.evidence}
            for row in plan.dismissals
        ],
    }


def _block(heading: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Block:
    return Block(heading, columns=columns, rows=tuple(rows), numbers=False)


def _days(flag: RedFlag, today: dt.date) -> str:
    days = days_open(flag, today)
    return "" if days is None else str(days)


def _data(flag: RedFlag, today: dt.date) -> dict[str, Any]:
    days = ("raised", "review_by", "closed")
    texts = ("id", "type", "severity", "likelihood", "status", "owner", "evidence", "note", "action", "resolution")
    dates = {name: None if (day := getattr(flag, name)) is None else day.isoformat() for name in days}
    return {**{name: getattr(flag, name) for name in texts}, **dates, "days_open": days_open(flag, today)}
