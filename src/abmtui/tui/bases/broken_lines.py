"""A plan file that cannot be read, as lines: what is wrong with it, and its text as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.grid_lines import Cell, FixedLines, Line, Target
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_LINES: Final = 20_000
"""Lines of the file shown at most; a plan is at most 4 MiB."""
INTRODUCTION: Final = "This plan file cannot be read. It is shown as it is and never written over; mend it in an editor and open the account again."


def broken_lines(problems: Iterable[str], text: str, width: int) -> FixedLines:
    """Return the problems (sentences, raw), then the file's lines with their numbers."""
    lines = [_line(part, width, "") for part in wrapped(INTRODUCTION, width, 3)]
    for problem in problems:
        lines += [_line(part, width, "warn") for part in wrapped(shown(problem), width, 3)]
    rows = text.splitlines()[:MOST_LINES]
    gutter = len(str(len(rows)))
    file = [
        Line(
            (Cell(str(number), 0, gutter, style="dim", right=True), Cell(shown(row), gutter + 1, width - gutter - 1, Target("file", str(number)))),
            section="file",
        )
        for number, row in enumerate(rows, 1)
    ]
    return FixedLines((*lines, Line(rule="The file", section="file"), *file))


def _line(text: str, width: int, style: str) -> Line:
    return Line((Cell(text, 0, width, style=style),))
