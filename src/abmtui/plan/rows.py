"""Tables of a plan file as rows of a plan, each with an id; what cannot be read is kept and said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.ids import derived_id
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.plan.reading import EXPECTED, UNREADABLE, read_value, unknown_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.plan.model import KindSpec, Row

OWN_KEYS: Final = frozenset({"format", "id", "name", *KINDS})
"""Keys of a plan that are no fields of its own."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of one key: `kind` "" and `index` 0 for the plan's own."""

    kind: str
    index: int
    key: str
    what: str


def plan_fields(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Remark]]:
    """Return the plan's own values by attribute, `extra` included, and what is to be said of them; rows are not among them."""
    values, remarks = _values(Plan, data, "", 0)
    for key in ("id", "name"):
        raw = data.get(key, "")
        # An id typed without quotes is a number to TOML and a text to everybody else.
        values[key] = str(raw) if isinstance(raw, (str, int)) and not isinstance(raw, bool) else ""
        if not values[key] and raw != "":
            remarks.append(Remark("", 0, key, f"`{key}` should be text in quotes; it is replaced when the plan is next saved"))
    return values, remarks


def rows_of(kind: KindSpec, tables: Sequence[Mapping[str, Any]]) -> tuple[tuple[Row, ...], list[Remark]]:
    """Return the rows of a kind in the file's order."""
    rows: list[Row] = []
    remarks: list[Remark] = []
    given = {_id_of(table) for table in tables}
    taken: set[str] = set()
    alike: dict[str, int] = {}
    for index, table in enumerate(tables):
        values, found = _values(kind.row, table, kind.name, index)
        remarks += found
        row_id = _id_of(table)
        if not row_id or row_id in taken:
            if table.get("id", "") != "":
                what = f"{table['id']!r} is used before or is no text; this {kind.label} gets another id when the plan is next saved"
                remarks.append(Remark(kind.name, index, "id", what))
            said = repr(sorted((key, repr(value)) for key, value in table.items()))
            alike[said] = alike.get(said, 0) + 1
            row_id = derived_id(kind.prefix, f"{alike[said]}\n{said}", given)
            given.add(row_id)
        taken.add(row_id)
        rows.append(kind.row(id=row_id, **values))
    return tuple(rows), remarks


def _id_of(table: Mapping[str, Any]) -> str:
    """Return the row's id, or empty where it has none that can be used."""
    row_id = table.get("id")
    return row_id if isinstance(row_id, str) and row_id.strip() else ""


def _values(owner: type[Row | Plan], table: Mapping[str, Any], kind: str, index: int) -> tuple[dict[str, Any], list[Remark]]:
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    remarks = []
    specs = field_specs(owner)
    for key, raw in table.items():
        spec = specs.get(key)
        if spec is None:
            if key != "id" and (kind or key not in OWN_KEYS):
                extra[key] = raw
            continue
        value = read_value(raw, spec)
        if value is UNREADABLE:
            extra[key] = raw
            remarks.append(Remark(kind, index, key, f"should be {EXPECTED[spec.shape]}; it is kept as it is and shown as empty"))
            continue
        if unknown_word(value, spec):
            remarks.append(Remark(kind, index, key, f"{value!r} is none of {', '.join(spec.choices)}; it is kept as it is"))
        values[key] = value
    values["extra"] = extra
    return values, remarks
