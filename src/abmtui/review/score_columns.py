"""Outside-in and selection scores of each account, their ranks and their coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from abmtui.review.standing import Further

COLUMNS: Final[tuple[Further, ...]] = ()
