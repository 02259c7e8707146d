"""Effort, profit and how far each account is over- or under-served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from abmtui.review.standing import Further

COLUMNS: Final[tuple[Further, ...]] = ()
