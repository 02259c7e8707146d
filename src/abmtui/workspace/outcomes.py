"""What became of saving, undoing or stamping: of one account, or of several at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.plan.model import Plan
    from abmtui.store.plan_file import PlanFile

State = Literal["saved", "not saved", "conflict", "read-only"]

_NAMED: Final = 5
"""How many accounts a refusal names before it counts the others."""
_SHORT: Final = 3
"""How many accounts an acknowledgement names; of more it says how many they are."""
_REASONS: Final = 3
"""How many different reasons a refusal gives."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of one save, undo or redo."""

    state: State
    account: str
    """The account's id; empty where it were several."""
    name: str
    what: str
    """The edit that was made, undone or redone, in words."""
    why: str = ""
    """A sentence when it was not saved, or what must be said of a save."""
    plan: Plan | None = None
    """The plan to show: after a failed save still the edited one; None for a stamp."""
    file: PlanFile | None = None
    """The plan as it now stands on disk; None when nothing was written."""


@dataclass(frozen=True, eq=False)
class Several(Outcome):
    """What became of one step over several accounts; for the header it reads like the outcome of one."""

    saved: tuple[Outcome, ...] = ()
    refused: tuple[Outcome, ...] = ()
    unchanged: int = 0
    """Accounts in which there was nothing to change."""


def several(what: str, outcomes: Sequence[Outcome], unchanged: int = 0) -> Several:
    """Return the outcomes of one step over several accounts as one; it is "saved" only when none was refused."""
    saved = tuple(outcome for outcome in outcomes if outcome.state == "saved")
    refused = tuple(outcome for outcome in outcomes if outcome.state != "saved")
    return Several(
        refused[0].state if refused else "saved",
        "",
        names_of([outcome.name for outcome in outcomes]),
        what,
        _why(saved, refused),
        saved=saved,
        refused=refused,
        unchanged=unchanged,
    )


def moved_words(outcome: Outcome, word: str) -> str:
    """Return which step was undone or redone (`word`), and in which accounts; empty where none was, in no part."""
    saved = outcome.saved if isinstance(outcome, Several) else (outcome,) * (outcome.state == "saved")
    names = tuple(dict.fromkeys(part.name for part in saved))
    return f"{word}: {outcome.what} ({named(names) if len(names) <= _SHORT else f'{len(names):,} accounts'})" if names else ""


def names_of(names: Sequence[str]) -> str:
    """Return a few names, or how many accounts they are."""
    different = tuple(dict.fromkeys(names))
    return ", ".join(different) if len(different) <= 1 else f"{len(different):,} accounts"


def named(names: Sequence[str]) -> str:
    """Return the first names, and how many there are further: `Alpha, Beta and 12 more`."""
    more = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])} and {more:,} more" if more > 0 else ", ".join(names)


def _why(saved: Sequence[Outcome], refused: Sequence[Outcome]) -> str:
    if not refused:
        return "; ".join(dict.fromkeys(outcome.why for outcome in saved if outcome.why))
    different = list(dict.fromkeys(outcome.why for outcome in refused if outcome.why))
    reasons = "; ".join((*different[:_REASONS], *(("and more",) if different[_REASONS:] else ())))
    count = f"{len(refused):,} of {len(saved) + len(refused):,} "
    return f"{count if saved or len(refused) > 1 else ''}{named([outcome.name for outcome in refused])}: {reasons}"
