"""Zones, programmes, tiers, varieties and coverage: the part of a review in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.report.blocks import Block
    from abmtui.report.explained import Explained
    from abmtui.workspace.reviewed import Reviewed

EXPLAINED: Final[tuple[Explained, ...]] = ()


def blocks(_reviewed: Reviewed, _formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows."""
    return ()


def data(_reviewed: Reviewed) -> Any:
    """Return the part's data for JSON, unrounded; None where it is undefined."""
    return None
