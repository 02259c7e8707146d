"""Trend, rank moves, signals and whitespace of each account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from abmtui.review.standing import Further

COLUMNS: Final[tuple[Further, ...]] = ()
