"""A plan's text after edits: the changed keys and rows rewritten, every other line byte for byte as it was."""

from __future__ import annotations

from dataclasses import replace
from random import SystemRandom
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.ids import new_id
from abmtui.plan.key_lines import changed_lines
from abmtui.plan.layout import ROOT, Block, blocks_of, inserted, joined, removed, reordered
from abmtui.plan.line_map import Section, UnmappedError
from abmtui.plan.model import FORMAT, KINDS, Plan, default_of, field_specs
from abmtui.plan.reading import read_value
from abmtui.plan.references import index_for, meant, reference_fields, settled
from abmtui.plan.toml_text import value_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.plan.document import Document
    from abmtui.plan.layout import Owner
    from abmtui.plan.model import KindSpec, Row
    from abmtui.plan.references import Index

_GONE: Final = object()


def landed(document: Document, plan: Plan) -> Plan:
    """Return the plan as its file will say it: every row with an id, references as ids.

    Where the file refers by name to a person who was taken out, the name stays: other rows' lines are not touched for it.
    """
    plan = settled(_with_ids(plan))
    changes: dict[str, Any] = {}
    for kind in KINDS.values():
        shapes = reference_fields(kind.row)
        tables = document.tables(kind.name)
        if shapes and tables:
            indexes = {shape: index_for(plan, shape) for shape in set(shapes.values())}
            base = document.rows(kind)
            rows = tuple(_with_names(row, base[row.id], tables[row.id], shapes, indexes) if row.id in base else row for row in getattr(plan, kind.attribute))
            if rows != getattr(plan, kind.attribute):
                changes[kind.attribute] = rows
    return replace(plan, **changes) if changes else plan


def rewritten_text(document: Document, plan: Plan) -> str:
    """Return the document's text changed so that it says `plan`, which has landed."""
    newline = "\r\n" if document.lines and document.lines[0].endswith("\r\n") else "\n"
    if any(document.owners.count((kind, len(rows) - 1)) == 0 for kind in KINDS if (rows := document.tables(kind))):
        raise UnmappedError("rows that do not begin with [[kind]]")
    blocks = blocks_of(document.lines, document.sections, document.owners)
    _root_down(blocks)
    blocks = _with_changes(blocks, ROOT, _root_changes(document, plan), ("format", "id", "name", *field_specs(Plan)), newline)
    if not document.sections[0].entries:
        _root_apart(blocks, newline)
    for kind in KINDS.values():
        blocks = _with_rows(blocks, document, plan, kind, newline)
    return document.mark + joined(blocks, newline)


def _with_rows(blocks: list[Block], document: Document, plan: Plan, kind: KindSpec, newline: str) -> list[Block]:
    rows: tuple[Row, ...] = getattr(plan, kind.attribute)
    tables = document.tables(kind.name)
    base = document.rows(kind)
    indexes = {shape: index_for(plan, shape) for shape in set(reference_fields(kind.row).values())}
    order = ("id", *field_specs(kind.row))
    owners: dict[str, Owner] = {row_id: (kind.name, place) for place, row_id in enumerate(tables)}
    wanted = {row.id for row in rows}
    blocks = removed(blocks, [block for row_id, owner in owners.items() if row_id not in wanted for block in blocks if block.owner == owner])
    kept = [row.id for row in rows if row.id in owners]
    standing = [row_id for row_id in owners if row_id in wanted]
    if kept != standing:
        blocks = reordered(blocks, [owners[row_id] for row_id in standing], [owners[row_id] for row_id in kept], newline)
    behind: Owner | None = None
    for place, row in enumerate(rows):
        table = tables.get(row.id)
        changes = _changes(kind.row, table or {}, base.get(row.id, kind.row()), row, indexes)
        if table is None or table.get("id") != row.id:
            changes["id"] = row.id
        if table is not None:
            blocks = _with_changes(blocks, owners[row.id], changes, order, newline)
        else:
            owners[row.id] = (kind.name, -1 - place)
            lines = _new_lines(kind.name, changes, order, newline)
            before = owners[kept[0]] if behind is None and kept else None
            blocks = inserted(blocks, Block(lines, None, owners[row.id]), behind=behind, before=before, newline=newline)
        behind = owners[row.id]
    return blocks


def _new_lines(kind: str, changes: Mapping[str, Any], order: Sequence[str], newline: str) -> list[str]:
    header = Section((kind,), array=True, first=0, header=0, stop=1, entries=())
    return changed_lines([f"[[{kind}]]{newline}"], header, _texts(changes), order, newline)


def _root_changes(document: Document, plan: Plan) -> dict[str, Any]:
    changes = _changes(Plan, document.data, document.plan, plan, {})
    if "format" not in document.data:
        changes["format"] = FORMAT
    for key in ("id", "name"):
        unreadable = not getattr(document.plan, key) and document.data.get(key, "") != ""
        if getattr(plan, key) != getattr(document.plan, key) or unreadable:
            changes[key] = getattr(plan, key) or _GONE
    # `stakeholder = []` says that there is none, and would contradict a [[stakeholder]] further down.
    changes |= {kind.name: _GONE for kind in KINDS.values() if document.data.get(kind.name) == [] and getattr(plan, kind.attribute)}
    return changes


def _changes(owner: type[Row | Plan], table: Mapping[str, Any], base: Row | Plan, new: Row | Plan, indexes: Mapping[str, Index]) -> dict[str, Any]:
    """Return what has to be said differently than `table` does: key -> value, or `_GONE`."""
    changes: dict[str, Any] = {}
    specs = field_specs(owner)
    for name, spec in specs.items() if base is not new else [(name, specs[name]) for name in specs if specs[name].shape in indexes]:
        value = getattr(new, name)
        if name in new.extra:
            continue
        said = name in table and name not in base.extra
        before = meant(read_value(table[name], spec), indexes[spec.shape]) if said and spec.shape in indexes else getattr(base, name)
        default = value == default_of(owner, name)
        if (said and before == value) or (name not in table and default):
            continue
        changes[name] = _GONE if default else value
    for key in (*base.extra, *new.extra):
        if key not in new.extra:
            changes.setdefault(key, _GONE)
        elif key not in base.extra or not same(base.extra[key], new.extra[key]):
            changes[key] = new.extra[key]
    return changes


def _with_changes(blocks: list[Block], owner: Owner, changes: Mapping[str, Any], order: Sequence[str], newline: str) -> list[Block]:
    """Return the blocks with an owner's keys changed; a key that was a table of its own loses its lines."""
    if not changes:
        return blocks
    depth = 1 if owner != ROOT else 0
    gone: list[Block] = []
    for block in blocks:
        if block.section is None:
            continue
        if block.owner == owner and len(block.section.path) == depth:
            block.lines = changed_lines(block.lines, block.section, _texts(changes), order, newline)
        elif (block.owner == owner or (owner == ROOT and block.owner is None)) and block.section.path[depth] in changes:
            gone.append(block)
    return removed(blocks, gone)


def _texts(changes: Mapping[str, Any]) -> dict[str, str | None]:
    return {key: None if value is _GONE else value_text(value) for key, value in changes.items()}


def _root_down(blocks: list[Block]) -> None:
    """Put the plan's own keys behind a comment that opens the file, where there are none yet."""
    if not blocks[0].lines and len(blocks) > 1 and blocks[1].section is None:
        blocks[0], blocks[1] = blocks[1], blocks[0]


def _root_apart(blocks: list[Block], newline: str) -> None:
    """Put a blank line between the plan's own keys, which are new in this text, and the first table."""
    root = next(index for index, block in enumerate(blocks) if block.owner == ROOT)
    if root + 1 < len(blocks) and blocks[root + 1].section is not None:
        blocks.insert(root + 1, Block([newline]))


def _with_ids(plan: Plan) -> Plan:
    changes: dict[str, Any] = {}
    for kind in KINDS.values():
        rows: tuple[Row, ...] = getattr(plan, kind.attribute)
        taken = {row.id for row in rows if row.id}
        if len(taken) < len(rows):
            changes[kind.attribute] = tuple(_with_id(row, kind, taken) for row in rows)
    return replace(plan, **changes) if changes else plan


def _with_id(row: Row, kind: KindSpec, taken: set[str]) -> Row:
    if row.id:
        return row
    row_id = new_id(kind.prefix, taken, SystemRandom())
    taken.add(row_id)
    return replace(row, id=row_id)


def _with_names(row: Row, base: Row, table: Mapping[str, Any], shapes: Mapping[str, str], indexes: Mapping[str, Index]) -> Row:
    changes: dict[str, Any] = {}
    for name, shape in shapes.items():
        value, before, raw = getattr(row, name), getattr(base, name), table.get(name)
        if raw in (None, before, value):
            continue
        if isinstance(value, tuple) and isinstance(raw, list) and len(raw) == len(before) == len(value):
            new: Any = tuple(_name_kept(*items, indexes[shape]) for items in zip(value, before, raw, strict=True))
        else:
            new = _name_kept(value, before, raw, indexes[shape])
        if new != value:
            changes[name] = new
    return replace(row, **changes) if changes else row


def _name_kept(value: Any, before: Any, raw: Any, index: Index) -> Any:
    """Return what a reference will mean: the name in the file when the row it named is gone and nobody changed the reference."""
    named = isinstance(value, str) and isinstance(raw, str) and value == before and value != raw
    return index.meant(raw) if named and value not in index.ids else value


def same(one: Any, other: Any) -> bool:
    """Return whether two values are alike; unlike `==`, not-a-number is like itself."""
    return bool(one == other) or repr(one) == repr(other)
