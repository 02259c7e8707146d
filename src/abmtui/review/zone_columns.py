"""Band, zone, programme, tier, variety and coverage of each account, by plan, source or rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from abmtui.review.standing import Further

COLUMNS: Final[tuple[Further, ...]] = ()
