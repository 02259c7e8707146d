"""What an import would do, as parts of a text and as values for JSON: new rows, changes from old to new, doubts with their lines and mends."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from abmtui.report.blocks import Block
from abmtui.workspace.importing import called

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.plan.matching import Matched
    from abmtui.workspace.importing import Entry, Preview

LISTED: Final = 500
"""Rows of a part that a text lists; JSON has them all."""
LONGEST: Final = 120
"""Letters of a value in a list; JSON has it whole."""


def import_blocks(preview: Preview) -> tuple[Block, ...]:
    """Return the counts, what is new, what changes and what is doubtful; parts without a row are left out."""
    imported = preview.imported
    several = called(imported.kind)[1]
    read = [f"{header} is {name}" for name, header in imported.columns.fields.items() if header != name]
    head = Block(imported.file, (preview.sentence(), f"columns: {'; '.join(read) or 'named as the fields are'}"))
    parts = (
        _part(preview, "new", f"New {several}", ("Line", "Account", "Row", "Values")),
        _part(preview, "changed", f"Changed {several}", ("Line", "Account", "Row", "Changes")),
        _part(preview, "doubtful", "Doubtful, left out", ("Place", "Field", "Value", "Why, and the mend")),
    )
    return (head, *(part for part in parts if part.rows))


def _part(preview: Preview, state: str, heading: str, columns: tuple[str, ...]) -> Block:
    entries = [entry for entry in preview.entries if entry.state == state]
    rows = tuple(row for entry in entries[:LISTED] for row in _ROWS[state](preview, entry))
    more = (f"{len(entries) - LISTED:,} more are not listed here; --format json has all",) if len(entries) > LISTED else ()
    return Block(f"{heading}: {len(entries):,}", more, columns, rows, numbers=False)


def _taken(_preview: Preview, entry: Entry) -> Sequence[tuple[str, ...]]:
    return ((str(entry.line), entry.name, entry.found.title, values_said(entry.found)),)


def _doubtful(preview: Preview, entry: Entry) -> Sequence[tuple[str, ...]]:
    place = f"{preview.imported.file}:{entry.line}"
    return tuple(
        (place, doubt.field, doubt.value, doubt.why + (f": {'; '.join(words for _, words in doubt.candidates)}" if doubt.candidates else ""))
        for doubt in entry.doubts
    )


_ROWS: Final = {"new": _taken, "changed": _taken, "doubtful": _doubtful}


def values_said(found: Matched) -> str:
    """Return what a row brings besides its title: "role user; influence 4", of a changed one "title Buyer -> CFO", with what was assumed."""
    said = []
    for label, old, new in found.said:
        if not found.row and new == found.title:
            continue
        before = f"{_cut(old) or 'empty'} -> " if found.row else ""
        said.append(f"{label.lower()} {before}{_cut(new) or 'emptied'}")
    return "; ".join((*said, *(f"({words})" for words in found.assumed)))


def _cut(text: str) -> str:
    """Return a text on one line, cut where it is too long for a list."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def import_data(preview: Preview, *, written: bool) -> dict[str, Any]:
    """Return the preview as values that JSON holds."""
    imported = preview.imported
    by_state = {state: [entry for entry in preview.entries if entry.state == state] for state in ("new", "changed", "unchanged", "doubtful")}
    return {
        "file": imported.file,
        "kind": imported.kind,
        "columns": dict(imported.columns.fields),
        "not_taken": [{"column": header, "near": list(near)} for header, near in imported.columns.left.items()],
        "counts": {state: len(entries) for state, entries in by_state.items()},
        "new": [{**_place(entry), "values": _plain(entry.found.values)} for entry in by_state["new"]],
        "changed": [
            {**_place(entry), "row": entry.found.row, "old": _plain(entry.found.before), "new": _plain(entry.found.values)} for entry in by_state["changed"]
        ],
        "unchanged": [{**_place(entry), "row": entry.found.row} for entry in by_state["unchanged"]],
        "doubtful": [
            {
                **_place(entry),
                "doubts": [
                    {"field": doubt.field, "value": doubt.value, "why": doubt.why, "candidates": [words for _, words in doubt.candidates]}
                    for doubt in entry.doubts
                ],
            }
            for entry in by_state["doubtful"]
        ],
        "written": written,
    }


def _place(entry: Entry) -> dict[str, Any]:
    return {"line": entry.line, "account": entry.account or None, "name": entry.name, "assumed": list(entry.found.assumed)}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}
