"""What `check` says of plans that can be read: references that lead nowhere, words out of place, and what is past its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan import staleness
from abmtui.plan.findings import findings
from abmtui.plan.gates import gate_findings
from abmtui.plan.line_map import UnmappedError
from abmtui.plan.model import KINDS
from abmtui.problems import Problem, Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from abmtui.plan.gates import Gate
    from abmtui.plan.model import Plan
    from abmtui.plan.staleness import Ages
    from abmtui.store.plan_file import PlanFile

_MENDED: Final[Mapping[str, tuple[str, Severity]]] = {
    "reason": ("write the reason, or the criteria that are met", Severity.MEND),
    # An account that grew into another class left its old gates behind: nothing is wrong with that.
    "name": ("it is kept and not counted", Severity.NOTE),
}
"""How what is wrong with a gate is mended, by field."""


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


def stale(file: PlanFile, today: dt.date, ages: Ages, abc_class: str = "", changed: dt.date | None = None) -> tuple[Problem, ...]:
    """Return what is past its date or its age in a plan, each with its line and the mend, in the order of the file; what has no line comes last."""
    found = (
        Problem(
            f"{finding.what}: {_called(file.plan, finding.kind, finding.row_id)}; {finding.mend}",
            _where(file, finding.kind, finding.row_id, finding.field),
            finding.field,
            Severity.NOTE,
        )
        for finding in staleness.stale(file.plan, today, ages, abc_class, changed)
    )
    return tuple(sorted(found, key=lambda problem: _line(problem.where)))


def _line(where: str) -> float:
    number = where.rpartition(":")[2]
    return int(number) if number.isdecimal() else float("inf")


def _called(plan: Plan, kind: str, row_id: str) -> str:
    """Return the account, and the row by its title."""
    account = plan.name or plan.id
    row = next((row for row in getattr(plan, KINDS[kind].attribute) if row.id == row_id), None) if kind else None
    return account if row is None else f"{account}, {KINDS[kind].label} {getattr(row, KINDS[kind].title_field)}".rstrip()


def _where(file: PlanFile, kind: str, row_id: str, field: str) -> str:
    """Return FILE:LINE of a field, or of its row when the file does not hold the field; the file alone where its text cannot be mapped."""
    rows = getattr(file.plan, KINDS[kind].attribute) if kind else ()
    if kind and not row_id:  # the kind as a whole stands nowhere in particular
        return str(file.path)
    index = next((place for place, row in enumerate(rows) if row.id == row_id), 0)
    try:
        return f"{file.path}:{file.document.line(kind, index, field)}"
    except UnmappedError:
        return str(file.path)
