"""What `check` says of plans that can be read: references that lead nowhere, words out of place, and what is past its date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.findings import findings
from abmtui.plan.gates import gate_findings
from abmtui.plan.line_map import UnmappedError
from abmtui.plan.model import KINDS
from abmtui.plan.vocabulary import OPEN_FLAG_STATUS
from abmtui.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from abmtui.plan.gates import Gate
    from abmtui.plan.model import Plan
    from abmtui.store.plan_file import PlanFile

_MENDED: Final[Mapping[str, tuple[str, Severity]]] = {
    "reason": ("write the reason, or the criteria that are met", Severity.MEND),
    # An account that grew into another class left its old gates behind: nothing is wrong with that.
    "name": ("it is kept and not counted", Severity.NOTE),
}
"""How what is wrong with a gate is mended, by field."""
_PLAN_DATES: Final = ("next_review", "next_step_due", "contract_end")
_ROW_DATES: Final[Mapping[str, tuple[str, Callable[[Any], bool]]]] = {
    "flag": ("review_by", lambda flag: flag.status in OPEN_FLAG_STATUS),
    "goal": ("due", lambda goal: goal.status in {"", "open"}),
    "channel": ("when", lambda row: row.status not in {"done", "cancelled"}),
    "score": ("due", lambda _score: True),
    "offering": ("expected", lambda offering: offering.stage != "decided"),
}
"""Kind -> the field that falls due, and whether a row still waits for it."""


def mistakes(file: PlanFile, today: dt.date, gates: Sequence[Gate] = ()) -> tuple[Problem, ...]:
    """Return what means nothing in a plan or cannot be, and the gates it passed in silence, with their lines; advice stands on the screen."""
    of_gates = (
        Problem(f"{finding.what}; {words}", _where(file, finding.kind, finding.row_id, finding.field), finding.field, severity)
        for finding in gate_findings(file.plan, gates, today)
        for words, severity in (_MENDED[finding.field],)
    )
    misplaced = (
        Problem(f"{finding.what}; {finding.mend}", _where(file, finding.kind, finding.row_id, finding.field), finding.field)
        for finding in findings(file.plan, today)
        if finding.mistake
    )
    return (*misplaced, *of_gates)


def stale(file: PlanFile, today: dt.date) -> tuple[Problem, ...]:
    """Return what is past its date in a plan, with its lines."""
    past = [(kind, row_id, field, day) for kind, row_id, field, day in _dated(file.plan) if isinstance(day, dt.date) and day < today]
    if not past:
        return ()
    return tuple(
        Problem(
            f"{day.isoformat()}, {(today - day).days:,} days ago: {_called(file.plan, kind, row_id)}", _where(file, kind, row_id, field), field, Severity.NOTE
        )
        for kind, row_id, field, day in past
    )


def _called(plan: Plan, kind: str, row_id: str) -> str:
    """Return the account, and the row by its title."""
    account = plan.name or plan.id
    row = next((row for row in getattr(plan, KINDS[kind].attribute) if row.id == row_id), None) if kind else None
    return account if row is None else f"{account}, {KINDS[kind].label} {getattr(row, KINDS[kind].title_field)}"


def _dated(plan: Plan) -> Iterator[tuple[str, str, str, Any]]:
    for field in _PLAN_DATES:
        yield "", "", field, getattr(plan, field)
    for kind, (field, waits) in _ROW_DATES.items():
        for row in getattr(plan, KINDS[kind].attribute):
            if waits(row):
                yield kind, row.id, field, getattr(row, field)


def _where(file: PlanFile, kind: str, row_id: str, field: str) -> str:
    """Return FILE:LINE of a field, or of its row when the file does not hold the field; the file alone where its text cannot be mapped."""
    rows = getattr(file.plan, KINDS[kind].attribute) if kind else ()
    index = next((place for place, row in enumerate(rows) if row.id == row_id), 0)
    try:
        return f"{file.path}:{file.document.line(kind, index, field)}"
    except UnmappedError:
        return str(file.path)
