"""One thing to look at in a plan, and what is expected of plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SCORE_DAYS: Final = 365
"""Days after which a score is stale, where nobody says otherwise."""
CLOSED_ROWS: Final = ("done", "cancelled")
"""What a channel row's status says when nothing is to come of it any more."""
OPEN_GOALS: Final = ("", "open")
REACHED: Final = ("sales", "marketing", "both")
MISTAKE: Final = "correct it or empty the field"
"""The mend of what leads nowhere or means nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: of a row, or of the plan as a whole."""

    kind: str
    """Kind of the row; empty for the plan's own fields."""
    row_id: str
    """Empty where a kind as a whole is meant."""
    field: str
    """The field meant; empty for the whole row or plan."""
    what: str
    """Raw: names out of the plan may stand in it."""
    mend: str = ""
    """How it is put right, in few words."""
    mistake: bool = False
    """Whether something is wrong in the plan's file; else it is advice."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """What settings and portfolio say that a plan is measured against."""

    score_days: float = SCORE_DAYS
    """Days after which a score is stale."""
    touches_a_month: float = 4.0
    """Touches of one person within 30 days above which they are too many."""
    unhappy: float = 2.0
    """Satisfaction up to which an account is unhappy."""
    programme: str = ""
    """The account's programme by source or rule, where its plan says none."""
    owner: str = ""
    """The key account manager that the source names."""
    marketer: str = ""
    """The key account marketer that the source names."""


USUAL: Final = Expectations()
"""What is expected where no settings are known."""
