"""The first line: what is open, how it stands, and, as its last words, whether everything is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from abmtui.tui.bases.fitted import cut
from abmtui.tui.bases.piece_lines import PieceLines
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.tui.bases.piece_lines import Pieces

BETWEEN: Final = " · "
LOOKS: Final = (("not saved", "error"), ("conflict", "error"), ("read-only", "warning"), ("saving", "muted"))
"""By how the save state begins; a plain "saved" is no news."""
LEAST_TITLE: Final = 12
"""Cells of the title below which the program's name leaves too."""
FIRST_LEAVES: Final = "first"
LAST_LEAVES: Final = "last"
SHORT_TITLE: Final = 24
"""Cells to which a long title is cut before a fact leaves."""


class HeaderLine(PieceLines):
    """Program, title, facts, save state; on a narrow screen a long title is cut, then the facts leave one by one, the save state never."""

    DEFAULT_CSS = "HeaderLine { dock: top; background: $panel; }"

    def __init__(self, program: str = "abmtui", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._program = program
        self._title = ""
        self._facts: tuple[str, ...] = ()
        self._state = ""
        self._leaves = FIRST_LEAVES

    @property
    def state(self) -> str:
        """The save state as last said."""
        return self._state

    def show(self, parts: Sequence[str], state: str | None = None, *, leaves: str = FIRST_LEAVES) -> None:
        """Say the title (the first part; begun with `›` it stands below the program's name) and facts, and the save state unless None.

        `leaves` says which fact goes first where there is no room: the first or the last.
        """
        self._leaves = leaves
        self._title, self._facts = (shown(parts[0]), tuple(map(shown, parts[1:]))) if parts else ("", ())
        if state is not None:
            self._state = shown(state)
        self.renew()

    def acknowledge(self, state: str) -> None:
        """Say the save state: `saving`, `saved HH:MM:SS`, `not saved: WHY`, `conflict`, `read-only`."""
        self._state = shown(state)
        self.renew()

    def pieces(self, width: int) -> Sequence[Pieces]:
        """Return the line: ` program  title      fact · fact · state `."""
        state = cut(self._state, width - 2)
        look = next((look for start, look in LOOKS if state.startswith(start)), "plain")
        room = width - 2 - cell_len(state)
        program, title = self._names(self._title_room(room - 1 if state else room, bool(state)))
        facts = self._fitting(room - cell_len(program + title) - 2, bool(state))
        tail = BETWEEN if facts and state else ""
        blanks = " " * max(0, room - cell_len(program + title + facts + tail))
        return ((((" ", "plain"), (program, "strong"), (title, "plain"), (blanks, "plain"), (facts + tail, "muted"), (state, look), (" ", "plain"))),)

    def _names(self, room: int) -> tuple[str, str]:
        between = "" if not self._title else " " if self._title.startswith("›") else "  "
        if cell_len(self._program + between + self._title) <= room:
            return self._program, between + self._title
        left = room - cell_len(self._program + between)
        if self._title and left < LEAST_TITLE:
            return "", cut(self._title.removeprefix("› "), room)
        return cut(self._program, room), between + cut(self._title, left) if self._title else ""

    def _title_room(self, room: int, followed: bool) -> int:
        """Return the cells for program and title: all of them, or what the facts leave of them, down to a short title."""
        facts = cell_len(BETWEEN.join(self._facts)) + followed * cell_len(BETWEEN) + 2 if self._facts else 0
        short = cell_len(self._program) + 2 + min(SHORT_TITLE, cell_len(self._title))
        return min(room, max(room - facts, short))

    def _fitting(self, room: int, followed: bool) -> str:
        """Return as many facts as fit."""
        facts = self._facts
        while facts and cell_len(BETWEEN.join(facts)) + followed * cell_len(BETWEEN) > room:
            facts = facts[1:] if self._leaves == FIRST_LEAVES else facts[:-1]
        return BETWEEN.join(facts)
