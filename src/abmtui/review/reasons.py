"""Why one account has its class, zone, programme, tier, variety and coverage, and what would change each: a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from abmtui.formats import Formats

if TYPE_CHECKING:
    from abmtui.review.standing import Standing

PLAIN: Final = Formats()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is decided about an account, raw text: `wording.shown` belongs before a terminal."""

    field: str
    """The plan's field that overrides it: abc_class, key_account, zone, programme, tier, abm_variety, coverage."""
    label: str
    """What it is called: Class, Key account, Zone, ..."""
    value: str
    """As it holds; empty where it is undefined, `reason` then says why."""
    by: Literal["plan", "source", "rule", ""]
    """Who decided; empty where nothing is decided."""
    reason: str
    flip: str = ""
    """The nearest threshold and what would change the value, or empty."""


def account_reasons(_standing: Standing, _row: int, _formats: Formats = PLAIN) -> tuple[Line, ...]:
    """Return the lines of the account at `row` of the standing's table, in the order of the fields above."""
    return ()
