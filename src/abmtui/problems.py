"""What a user can mend: where it is, which field, what is wrong and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(IntEnum):
    """How much a problem weighs; the number is the exit code of a command that met it."""

    NOTE = 0
    """Narration: rows left out, summed, or read under an assumption that is said."""
    MEND = 1
    """Done, but something should be mended: a cell that is no number, a broken plan."""
    USAGE = 2
    """Not done: usage, configuration, ambiguity, unknown account, no usable column, no terminal."""
    SOURCE = 3
    """The source is missing, unreadable, empty or without accounts."""
    CHANGED = 4
    """A plan changed on disk meanwhile."""
    UNSAVED = 5
    """Something could not be saved."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell the user; never an exception."""

    what: str
    """A sentence: what is wrong and how to mend it. Raw text of the user's files may be inside; pass it through `wording.shown` on its way out."""
    where: str = ""
    """`FILE:LINE`, `FILE`, or empty when no place is meant. Lines are physical lines from 1."""
    field: str = ""
    """The field, column or option that is meant, or empty."""
    severity: Severity = Severity.MEND

    def sentence(self) -> str:
        """The problem on one line, `FILE:LINE: field: what`, leaving out what is empty."""
        return ": ".join(part for part in (self.where, self.field, self.what) if part)


def exit_code(problems: Iterable[Problem]) -> int:
    """The exit code of a command that met these problems: the heaviest of them, else 0."""
    return max((int(problem.severity) for problem in problems), default=0)
