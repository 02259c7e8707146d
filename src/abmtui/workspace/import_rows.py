"""The cells of a table of rows as text by field: first and last names joined, days as ISO, what could be two days named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan.given import Given
from abmtui.plan.model import KINDS, field_specs
from abmtui.plan.row_words import FIRST_NAME, LAST_NAME, ROW_ID
from abmtui.problems import Problem, Severity
from abmtui.sources.row_files import with_dates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.plan.row_headers import Columns
    from abmtui.sources.row_files import RowFile

_DATED: Final = frozenset({"date", "when"})
_UNSURE: Final = "could be two days; --dates day or --dates month says which of both stands first, or write it as 2026-03-01"
ORDERS: Final[Mapping[str, bool | None]] = {"": None, "day": False, "month": True}
"""What may be said of a file's days -> whether the month stands first."""


def givens_of(rows: RowFile, kind: str, columns: Columns, *, dates: str = "", overwrite_empty: bool = False) -> tuple[tuple[Given, ...], tuple[Problem, ...]]:
    """Return the rows as text by field, days as ISO, and what is to be said of the days."""
    specs = field_specs(KINDS[kind].row)
    cells = {name: rows.columns[header] for name, header in columns.fields.items() if name in specs}
    if "name" in specs and "name" not in cells and {FIRST_NAME, LAST_NAME} & set(columns.fields):
        cells["name"] = _joined([rows.columns.get(columns.fields.get(part, ""), ("",) * len(rows.lines)) for part in (FIRST_NAME, LAST_NAME)])
    notes: list[Problem] = []
    unsure: dict[int, dict[str, str]] = {}
    for name in [name for name in cells if specs[name].shape in _DATED]:
        read = with_dates(cells[name], month_first=ORDERS[dates])
        cells[name] = read.cells
        if read.order:
            notes.append(Problem(f'"{columns.fields[name]}" is read with the {read.order} first', rows.file, severity=Severity.NOTE))
        for place in read.either:
            unsure.setdefault(place, {})[name] = f'"{read.cells[place]}" {_UNSURE}'
    cells = {name: cells[name] for name in specs if name in cells}
    ids = rows.columns.get(columns.fields.get(ROW_ID, ""), ("",) * len(rows.lines))
    known = frozenset(cells)
    givens = tuple(
        Given(line, {name: texts[place] for name, texts in cells.items() if texts[place] or overwrite_empty}, known, ids[place], unsure.get(place, {}))
        for place, line in enumerate(rows.lines)
    )
    return givens, tuple(notes)


def _joined(parts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return first and last names as whole names."""
    return tuple(" ".join(part for part in row if part) for row in zip(*parts, strict=True))
