"""The rows of an import under what they do: new, changed, doubtful, left out; the whole of a cut row stands in the frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from abmtui.tui.bases.fitted import shares
from abmtui.tui.bases.grid_lines import Cell, FixedLines, Line, Target
from abmtui.tui.bases.row_grid import RowGrid
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW: Final = "import"
"""The kind of the targets: their `row` is the file's line."""
GAP: Final = 2
NUMBER: Final = 5
"""Cells of the line's number."""
_WEIGHTS: Final = (3, 3, 7)
_ONE_ACCOUNT: Final = (0, 3, 8)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row as it is shown; raw texts."""

    line: int
    account: str
    title: str
    words: str
    """What it brings or why it is doubtful."""
    warns: bool = False


@dataclass(frozen=True, slots=True)
class ImportSection:
    """Rows that do the same."""

    title: str
    rows: tuple[ImportRow, ...]


class ImportTable(RowGrid):
    """Shows sections of rows; its screen answers the keys."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._sections: tuple[ImportSection, ...] = ()
        self._rows: dict[str, ImportRow] = {}
        self._empty = ""

    def show_sections(self, sections: Sequence[ImportSection], empty: str) -> None:
        """Show other rows; the cursor stays on its row. `empty` is said where there is none."""
        self._sections, self._empty = tuple(sections), empty
        self._rows = {str(row.line): row for section in sections for row in section.rows}
        self._lay_out()

    @property
    def row(self) -> int | None:
        """The line of the row under the cursor."""
        return None if self.target is None or not self.target.row else int(self.target.row)

    def _lay_out(self) -> None:
        several = len({row.account for row in self._rows.values()}) > 1
        room = max(0, self.inner_width - NUMBER - GAP * (3 if several else 2))
        widths = shares(room, _WEIGHTS if several else _ONE_ACCOUNT)
        lines: list[Line] = []
        for place, section in enumerate(self._sections):
            if place:
                lines.append(Line(rule=shown(section.title)))
            lines += [_line(row, widths) for row in section.rows]
        title = shown(self._sections[0].title) if self._sections else ""
        none = Line((Cell(shown(self._empty), 0, self.inner_width, Target(ROW), "dim"),))
        self.show(FixedLines(tuple(lines) or (none,)), title=title)
        self._tell()

    def _tell(self) -> None:
        """Put the whole of what is cut in the cursor's row into the frame."""
        row = self._rows.get(self.target.row) if self.target is not None else None
        foot = "" if row is None or not self._cut() else shown(row.words)
        warns = bool(row is not None and row.warns and foot)
        if (foot, warns) != (self.foot, self.foot_warns):
            self.foot, self.foot_warns = foot, warns
            self.refresh_y(self.size.height - 1)

    def _cut(self) -> bool:
        cell = self.lines[self.line].cells[-1]
        return cell_len(cell.text) > cell.width

    def on_row_grid_moved(self) -> None:
        """Follow the cursor."""
        self._tell()

    def on_resize(self) -> None:
        """Deal the columns out for another width."""
        self._lay_out()


def _line(row: ImportRow, widths: Sequence[int]) -> Line:
    account, title, words = widths
    start = NUMBER + GAP
    cells = [Cell(str(row.line), 0, NUMBER, None, "dim", right=True)]
    if account:
        cells.append(Cell(shown(row.account), start, account))
        start += account + GAP
    cells.append(Cell(shown(row.title) or "—", start, title, Target(ROW, str(row.line), "row")))
    cells.append(Cell(shown(row.words), start + title + GAP, words, None, "warn" if row.warns else ""))
    return Line(tuple(cells))
