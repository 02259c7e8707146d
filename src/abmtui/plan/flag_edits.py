"""The life of a red flag: raised, proposed and accepted or dismissed, closed with its day, opened again without losing how it ended."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan import edits
from abmtui.plan import vocabulary as words
from abmtui.plan.model import RedFlag
from abmtui.plan.proposals import CLOSED, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from abmtui.plan.model import Plan, Row
    from abmtui.plan.proposals import Proposal

KIND: Final = "flag"
REVIEW_DAYS: Final = 30
"""Days until a flag is looked at again where the account has no class."""


def set_row_field(plan: Plan, kind: str, row_id: str, field: str, value: Any, today: dt.date) -> Plan:
    """Return the plan with one field of one row set, as `edits.set_row_field`; a flag's status moves the day of closing and the resolution with it."""
    before = edits.row_of(plan, kind, row_id)
    plan = edits.set_row_field(plan, kind, row_id, field, value)
    if field != "status" or not isinstance(before, RedFlag):
        return plan
    if value in CLOSED and before.closed is None:
        return edits.set_row_field(plan, KIND, row_id, "closed", today)
    return _reopened(plan, before) if value in words.OPEN_FLAG_STATUS and not standing(before) else plan


def _reopened(plan: Plan, flag: RedFlag) -> Plan:
    """Return the plan with a flag that stands again: no day of closing, and how it ended kept in its note."""
    ended = " ".join(part for part in (flag.status, flag.closed.isoformat() if flag.closed else "") if part)
    kept = f"{ended}: {flag.resolution}" if flag.resolution else ended
    for field, value in (("closed", None), ("resolution", ""), ("note", "\n".join(part for part in (flag.note, kept) if part))):
        plan = edits.set_row_field(plan, KIND, flag.id, field, value)
    return plan


def begun(kind: str, given: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """Return the fields of a new row with what goes without saying: a flag is raised today, and one that is closed already was closed today."""
    if kind != KIND:
        return dict(given)
    closed = {"closed": today} if given.get("status") in CLOSED else {}
    return {"raised": today, **closed, **given}


def review_day(plan: Plan, abc_class: str, cadence: Mapping[str, int], today: dt.date) -> dt.date:
    """Return the day by which a flag raised today is to be looked at again: by the days of key accounts or of the class, else `REVIEW_DAYS`."""
    name = "key" if plan.key_account else plan.abc_class if plan.abc_class in words.ABC_CLASSES else abc_class
    return today + dt.timedelta(cadence.get(name, REVIEW_DAYS))


def accepted(plan: Plan, proposal: Proposal, today: dt.date, review_by: dt.date) -> tuple[Plan, str]:
    """Return the plan with a proposed flag raised today, to be looked at again by a day, and the flag's id."""
    given = {
        "type": proposal.type,
        "severity": proposal.severity,
        "status": "open",
        "raised": today,
        "review_by": review_by,
        "owner": plan.owner,
        "evidence": proposal.evidence,
    }
    return edits.add_row(plan, KIND, given)


def dismissed(plan: Plan, proposal: Proposal, reason: str, today: dt.date, author: str = "") -> tuple[Plan, str]:
    """Return the plan with a person's decision against a proposed flag, and the decision's id; other evidence proposes it anew."""
    given = {"type": proposal.type, "evidence": proposal.evidence, "reason": reason, "date": today, "author": author}
    return edits.add_row(plan, "dismissal", given)


def days_open(flag: RedFlag, today: dt.date) -> int | None:
    """Return for how many days a flag has stood, or stood until it was closed; None where one of the days is not known."""
    until = today if standing(flag) else flag.closed
    return None if flag.raised is None or until is None else (until - flag.raised).days


def in_order(kind: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows as their table shows them: closed flags below those that stand, else the file's order."""
    return tuple(sorted(rows, key=closed)) if kind == KIND else tuple(rows)


def closed(row: Row) -> bool:
    """Return whether a row is a flag that stands no more."""
    return isinstance(row, RedFlag) and not standing(row)


def move_row(plan: Plan, kind: str, row_id: str, by: int) -> Plan:
    """Return the plan with a row moved as its table shows it: a flag goes past the next one that stands, or that does not, as it does itself."""
    rows = edits.rows_of(plan, kind)
    here = next((place for place, row in enumerate(rows) if row.id == row_id), 0)
    if kind == KIND and by:
        way = 1 if by > 0 else -1
        others = [place for place in range(here + way, len(rows) if way > 0 else -1, way) if closed(rows[place]) == closed(rows[here])]
        if not others:
            return plan
        by = others[min(abs(by), len(others)) - 1] - here
    return edits.move_row(plan, kind, row_id, by)
