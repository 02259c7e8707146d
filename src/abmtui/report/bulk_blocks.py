"""The preview of an edit of many accounts: how many change and how, which do not, and which cannot be edited so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from abmtui.plan.changes import changes
from abmtui.report.blocks import Block
from abmtui.report.change_words import change_lines, names_in
from abmtui.wording import counted

if TYPE_CHECKING:
    from abmtui.workspace.bulk import BulkPreview, Line


def bulk_blocks(preview: BulkPreview) -> tuple[Block, ...]:
    """Return the edit with its counts, then the accounts that change, those that cannot, and those that say so already."""
    listed = (Block(heading, (), ("Account", heading), rows, numbers=False) for heading, rows in bulk_groups(preview))
    return (Block(preview.edit.what, (counts(preview), *remarks(preview))), *listed)


def bulk_groups(preview: BulkPreview) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return (heading, (account, words) lines) of the accounts that change, that cannot, and that are so already."""
    parts = (
        ("Changed", tuple((line.name, words) for line in preview.changing for words in line_words(line))),
        ("Cannot be edited", tuple((line.name, line.refused) for line in preview.refused)),
        ("As it is already", tuple((line.name, "") for line in preview.unchanged)),
    )
    return tuple((heading, rows) for heading, rows in parts if rows)


def counts(preview: BulkPreview) -> str:
    """Return how many accounts change, are so already and cannot be edited."""
    changing, same, refused = len(preview.changing), len(preview.unchanged), len(preview.refused)
    said = [f"{counted(changing, 'account')} {'changes' if changing == 1 else 'change'}"]
    if same:
        said.append(f"{same:,} {'is' if same == 1 else 'are'} so already")
    if refused:
        said.append(f"{refused:,} cannot be edited")
    return f"{', '.join(said)}."


def remarks(preview: BulkPreview) -> tuple[str, ...]:
    """Return what must be said of the edit before it is made."""
    return tuple(f"{label} overrides what is worked out, and no reason stands beside it: give one too." for label in preview.without_reason)


def line_words(line: Line) -> tuple[str, ...]:
    """Return what would change in one account, a line a field, the old value and the new."""
    said = changes(line.before, line.after)
    return change_lines(said, names_in(line.after, said))


def bulk_data(preview: BulkPreview, *, written: bool) -> dict[str, Any]:
    """Return the preview as values that JSON holds."""
    return {
        "what": preview.edit.what,
        "counts": {"changed": len(preview.changing), "unchanged": len(preview.unchanged), "refused": len(preview.refused)},
        "remarks": list(remarks(preview)),
        "changed": [{"id": line.account, "name": line.name, "changes": list(line_words(line))} for line in preview.changing],
        "refused": [{"id": line.account, "name": line.name, "why": line.refused} for line in preview.refused],
        "unchanged": [{"id": line.account, "name": line.name} for line in preview.unchanged],
        "written": written,
    }
