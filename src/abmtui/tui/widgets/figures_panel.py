"""The figures below the curve, in words: the two points, the accounts to 80%, Gini, the classes, and what has no place in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from abmtui.report.pareto_words import distance_from_80_20
from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.legend import MARK, legend
from abmtui.tui.bases.piece_lines import PieceLines
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from abmtui.formats import Formats
    from abmtui.portfolio.book import Figures
    from abmtui.portfolio.concentration import Concentration
    from abmtui.tui.bases.piece_lines import Pieces

LONGEST: Final = 3
"""Lines that one sentence may take."""


class FiguresPanel(PieceLines):
    """Lines of words; on the first stand the points of the curve: ◆, and ● for the account under the cursor."""

    DEFAULT_CSS = "FiguresPanel { height: auto; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._mark = ""
        self._point = ""
        self._words: tuple[str, ...] = ()

    def show(self, lines: Sequence[str]) -> None:
        """Show lines of words; one that begins with ◆ is the legend of the curve's mark and stands first, beside the point's."""
        self._mark = next((shown(line.removeprefix(MARK).strip()) for line in lines if line.startswith(MARK)), "")
        self._words = tuple(shown(line) for line in lines if line and not line.startswith(MARK))
        self.renew()

    def point(self, label: str) -> None:
        """Name the account under the cursor and its share; empty for none. Paints the first line alone."""
        self._point = shown(label)
        self.renew()

    def pieces(self, width: int) -> Sequence[Pieces]:
        """Return the legend and the lines, broken where they are too long."""
        room = width - 2
        if room <= 0:
            return ()
        words = ((f" {line}", _look(sentence)) for sentence in self._words for line in _broken(sentence, room + 1))
        first = (((" ", "plain"), *legend(self._mark, self._point, room)),) if self._mark or self._point else ()
        return (*first, *((piece,) for piece in words))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the lines that the words take at this width."""
        return len(self.pieces(width))


def _broken(sentence: str, width: int) -> Sequence[str]:
    """Return a sentence in lines: whole parts (two blanks stand between parts) where they fit, else broken at blanks."""
    lines: list[str] = []
    for part in sentence.split("  "):
        longer = f"{lines[-1]}  {part}" if lines else part
        if lines and cell_len(longer) <= width:
            lines[-1] = longer
        elif part != "·":
            lines.append(part)
    return [short.removesuffix("  ·") for line in lines for short in wrapped(line, width, LONGEST)]


def _look(sentence: str) -> str:
    return "muted" if sentence.startswith(("undefined", "left out", "whole book")) else "plain"


@dataclass(frozen=True, eq=False)
class Beside:
    """What stands beside the figures of concentration."""

    curve: str = ""
    """What the drawn curve says, where that is not concentration."""
    effort: str = ""
    """The effort's sentence; empty without effort data."""
    book: Figures | None = None
    """The whole book's figures, where the view is less."""
    left_out: str = ""
    """Who has no part in the effort's figures, counted."""
    of: str = ""
    """Words before the figures of concentration, where the curve is of something else."""
    marked: bool = True
    """Whether the drawn curve has its point ◆."""


def figure_lines(figures: Figures, formats: Formats, beside: Beside | None = None) -> tuple[str, ...]:
    """Return the lines for figures: why there are none, or points, accounts to 80%, Gini, distance from 80/20, classes; then what stands beside them.

    The last line counts what was left out.
    """
    beside = beside or Beside()
    concentration = figures.concentration
    book = () if beside.book is None else (f"whole book: {_short(beside.book.concentration, formats)}",)
    further = tuple(line for line in (beside.effort, *book, _left_out(figures, formats, beside.left_out)) if line)
    if concentration.undefined:
        return tuple(line for line in (beside.curve, f"undefined: {concentration.undefined}", *further) if line)
    lines: list[str] = [beside.curve]
    if concentration.k is not None and beside.marked:
        lines.append(f"{MARK} top {formats.number((1 - concentration.k) * 100)}% hold {formats.number(concentration.k * 100)}%")
    count = concentration.accounts_to_80_percent
    make = "" if count is None else f"{formats.number(count)} account{'s make' if count != 1 else ' makes'} 80%"
    lines.append(beside.of + "  ·  ".join(part for part in (make, _gini(concentration, formats)) if part))
    lines.append(distance_from_80_20(figures, formats))
    classes = (f"{name} {formats.number(part.accounts)} ({formats.percent(part.share, 0)})" for name, part in figures.classes.items())
    return (*(line for line in lines if line), "  ".join(classes), *further)


def _gini(concentration: Concentration, formats: Formats) -> str:
    return "" if concentration.gini is None else f"Gini {formats.number(concentration.gini, 2)}"


def _pair(k: float, formats: Formats) -> str:
    return f"{formats.number(k * 100)}/{formats.number((1 - k) * 100)}"


def _short(concentration: Concentration, formats: Formats) -> str:
    if concentration.k is None:
        return f"undefined: {concentration.undefined}"
    return f"{_pair(concentration.k, formats)}  ·  {_gini(concentration, formats)}"


def _left_out(figures: Figures, formats: Formats, beside: str) -> str:
    zero, negative, missing = figures.zero_accounts, figures.negative_accounts, figures.missing_accounts
    parts = [f"{formats.number(zero)} at zero"] if zero else []
    if negative:
        parts.append(f"{formats.number(negative)} negative ({formats.short(figures.negative_total)})")
    if missing:
        parts.append(f"{formats.number(missing)} without value")
    said = "  ·  ".join((*parts, *([beside] if beside else [])))
    return f"left out: {said}" if said else ""
