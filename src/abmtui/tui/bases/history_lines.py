"""What was changed in a plan, as lines below its touches and notes: the newest first, each made when it is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from abmtui.report.history_blocks import OUTSIDE
from abmtui.tui.bases.grid_lines import Cell, FixedLines, Line, Target
from abmtui.tui.bases.joined_lines import JoinedLines
from abmtui.wording import counted, shown

if TYPE_CHECKING:
    from abmtui.tui.bases.grid_lines import Lines

CHANGE: Final = "change"
"""The kind of a target that stands for a change; its row is the change's place, from 0."""
SECTION: Final = "note:changes"
_WHEN: Final = 13
"""Cells of a day with its time, and a blank."""
_WIDE: Final = 70
"""Cells from which there is room for who it was."""
_WHO: Final = 24


@dataclass(frozen=True, slots=True)
class PastChange:
    """One save of a plan, or one change made outside abmtui."""

    when: str
    who: str
    lines: tuple[str, ...]
    """What was changed, a sentence each, raw."""


@dataclass(frozen=True, eq=False)
class ChangeLog:
    """What is known of a plan's history."""

    changes: tuple[PastChange, ...] = ()
    """The newest first."""
    older: bool = False
    """Whether there are more, which only the command reads."""
    torn: int = 0
    """Lines of the history that could not be read."""


@dataclass(frozen=True, eq=False)
class _Lines:
    """The changes as lines."""

    log: ChangeLog
    width: int
    _made: dict[int, Line] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many changes there are."""
        return len(self.log.changes)

    def __getitem__(self, place: int) -> Line:
        """Return the line of a change."""
        if place not in self._made:
            self._made[place] = _line(self.log.changes[place], place, self.width)
        return self._made[place]

    def find(self, target: Target) -> int | None:
        """Return the place of a target's change."""
        return int(target.row) if target.kind == CHANGE and target.row.isdecimal() and int(target.row) < len(self) else None


def history_lines(log: ChangeLog | None, width: int) -> Lines:
    """Return a rule and a line a change, of so many cells; `log` None: it is being read."""
    if log is None:
        return FixedLines((_rule("Changes"), _said("the history is being read", width)))
    parts: list[Lines] = [FixedLines((_rule(_title(log)),))]
    parts.append(_Lines(log, width) if log.changes else FixedLines((_said("nothing changed yet", width),)))
    if log.older:
        parts.append(FixedLines((_said("older ones: abmtui plan history", width),)))
    if log.torn:
        parts.append(FixedLines((_said(f"{counted(log.torn, 'line')} of the history cannot be read: abmtui plan history says which", width),)))
    return JoinedLines(tuple(parts))


def change_meant(target: Target | None, log: ChangeLog | None) -> PastChange | None:
    """Return the change that a target stands for, or None."""
    place = int(target.row) if target is not None and target.kind == CHANGE and target.row else -1
    return log.changes[place] if log is not None and 0 <= place < len(log.changes) else None


def _title(log: ChangeLog) -> str:
    return f"Changes · {len(log.changes):,}{' of more' * log.older} · ↵ shows one whole" if log.changes else "Changes"


def _rule(title: str) -> Line:
    return Line(rule=title, section=SECTION)


def _said(text: str, width: int) -> Line:
    return Line((Cell(text, 0, width, Target(CHANGE), "dim"),), section=SECTION)


def _line(change: PastChange, place: int, width: int) -> Line:
    target = Target(CHANGE, str(place))
    who = _WHO if width >= _WIDE else 0
    more = f" · +{len(change.lines) - 1}" if len(change.lines) > 1 else ""
    cells = [Cell(shown(change.when), 0, _WHEN - 1, target)]
    if who:
        cells.append(Cell(shown(change.who), _WHEN, who - 1, target, "dim"))
    x = _WHEN + who
    room = max(1, width - x - len(more))
    lead = f"{OUTSIDE}: " if change.who == OUTSIDE and not who else ""
    cells.append(Cell(shown(lead + change.lines[0]), x, room, target))
    if more:
        cells.append(Cell(more, x + room, len(more), None, "dim"))
    return Line(tuple(cells), section=SECTION)
