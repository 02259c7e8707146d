"""Plans as frames: one row a plan, one row for each of their rows and problems."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.bulk import is_own
from abmtui.plan.edits import rows_of
from abmtui.plan.findings import filled
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.plan.vocabulary import OPEN_FLAG_STATUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from abmtui.plan.model import Row
    from abmtui.store.plan_file import PlanFile

FRAMES: Final[Mapping[str, str]] = {
    "stakeholders": "stakeholder",
    "channels": "channel",
    "flags": "flag",
    "goals": "goal",
    "scores": "score",
    "offerings": "offering",
    "gates": "gate",
    "touches": "touch",
    "notes": "note",
    "dismissals": "dismissal",
}
"""Frame of rows -> the kind of row it holds."""
_DTYPES: Final[Mapping[str, pl.DataType]] = {
    "date": pl.Date(),
    "number": pl.Float64(),
    "money": pl.Float64(),
    "scale": pl.Int8(),
    "yes": pl.Boolean(),
    "list": pl.List(pl.String()),
    "people": pl.List(pl.String()),
}
"""Shape of a field -> its column; every other shape is text (a `when` date in ISO form)."""
_FIGURES: Final[dict[str, pl.DataType]] = {
    "open_flags": pl.UInt32(),
    "high_flags": pl.UInt32(),
    "people_count": pl.UInt32(),
    "channel_count": pl.UInt32(),
    "goal_count": pl.UInt32(),
    "last_touch": pl.Date(),
    "filled": pl.Float64(),
    "own": pl.Boolean(),
}
_SAID_ID: Final = re.compile(r"""^[ \t]*id[ \t]*=[ \t]*(?:"([^"\\]*)"|'([^']*)')""", re.MULTILINE)


def _columns(owner: type[Row | Plan]) -> dict[str, pl.DataType]:
    return {name: _DTYPES.get(spec.shape, pl.String()) for name, spec in field_specs(owner).items()}


def schemas() -> dict[str, dict[str, pl.DataType]]:
    """Return the columns of every frame.

    `plans`: file, id, name, the plan's own fields, its figures, broken and read_only. A frame of rows: account_id, file, place (from 0), id and
    the row's fields. `problems`: file, where (without the folder), field, what. `stamps`: what tells whether a file changed.
    """
    text = pl.String()
    rows = {"account_id": text, "file": text, "place": pl.UInt32(), "id": text}
    return {
        "plans": {"file": text, "id": text, "name": text} | _columns(Plan) | _FIGURES | {"broken": pl.Boolean(), "read_only": text},
        **{frame: rows | _columns(KINDS[kind].row) for frame, kind in FRAMES.items()},
        "problems": {"file": text, "where": text, "field": text, "what": text},
        "stamps": {"file": text, "size": pl.Int64(), "mtime_ns": pl.Int64(), "inode": pl.UInt64()},
    }


def frames_of(files: Sequence[PlanFile]) -> dict[str, pl.DataFrame]:
    """Return the frames of some plans, all but `stamps`."""
    records: dict[str, list[tuple[Any, ...]]] = {"plans": [_plan(file) for file in files]}
    for frame, kind in FRAMES.items():
        records[frame] = [record for file in files for record in _rows(file, kind)]
    records["problems"] = [
        (file.path.name, problem.where.removeprefix(f"{file.path.parent}/"), problem.field, problem.what) for file in files for problem in file.problems
    ]
    known = schemas()
    return {name: pl.DataFrame(rows, schema=known[name], orient="row") for name, rows in records.items()}


def _plan(file: PlanFile) -> tuple[Any, ...]:
    plan = file.plan
    open_flags = [flag for flag in plan.flags if flag.status in OPEN_FLAG_STATUS]
    touched = [touch.date for touch in plan.touches] + [person.last_touch for person in plan.stakeholders]
    return (
        file.path.name,
        _said_id(file.text) if file.broken else plan.id,
        plan.name,
        *_values(plan),
        len(open_flags),
        sum(flag.severity == "high" for flag in open_flags),
        len(plan.stakeholders),
        len(plan.channels),
        len(plan.goals),
        max((date for date in touched if date is not None), default=None),
        filled(plan),
        file.broken or is_own(plan),
        file.broken,
        file.read_only,
    )


def _rows(file: PlanFile, kind: str) -> Iterable[tuple[Any, ...]]:
    return ((file.plan.id, file.path.name, place, row.id, *_values(row)) for place, row in enumerate(rows_of(file.plan, kind)))


def _values(owner: Row | Plan) -> list[Any]:
    return [_value(getattr(owner, name), spec.shape) for name, spec in field_specs(type(owner)).items()]


def _value(value: Any, shape: str) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if shape == "when" and isinstance(value, dt.date) else value


def _said_id(text: str) -> str:
    """Return the id that a broken plan seems to say, so that its account can be marked."""
    found = _SAID_ID.search(text)
    return (found[1] or found[2] or "") if found else ""
