"""The figures below the curve, in words: the two points, the accounts to 80%, Gini, the classes, and what has no place in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.legend import MARK, legend
from abmtui.tui.bases.piece_lines import PieceLines
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from abmtui.formats import Formats
    from abmtui.portfolio.book import Figures
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
        words = ((f" {line}", _look(sentence)) for sentence in self._words for line in _broken(sentence, room))
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
    return "muted" if sentence.startswith(("undefined", "left out")) else "plain"


def figure_lines(figures: Figures, formats: Formats) -> tuple[str, ...]:
    """Return the lines for figures: why there are none, or points, accounts to 80%, Gini and classes; then what was left out, counted."""
    concentration = figures.concentration
    left_out = _left_out(figures, formats)
    if concentration.undefined:
        return (f"undefined: {concentration.undefined}", *left_out)
    lines: list[str] = []
    if concentration.k is not None:
        top = formats.number((1 - concentration.k) * 100)
        lines.append(f"{MARK} top {top}% hold {formats.number(concentration.k * 100)}%")
    count = concentration.accounts_to_80_percent
    gini = "" if concentration.gini is None else f"Gini {formats.number(concentration.gini, 2)}"
    make = "" if count is None else f"{formats.number(count)} account{'s make' if count != 1 else ' makes'} 80%"
    lines.append("  ·  ".join(part for part in (make, gini) if part))
    classes = (f"{name} {formats.number(part.accounts)} ({formats.percent(part.share, 0)})" for name, part in figures.classes.items())
    return (*lines, "  ".join(classes), *left_out)


def _left_out(figures: Figures, formats: Formats) -> tuple[str, ...]:
    zero, negative = figures.zero_accounts, figures.negative_accounts
    parts = [f"{formats.number(zero)} without value"] if zero else []
    if negative:
        parts.append(f"{formats.number(negative)} negative ({formats.short(figures.negative_total)})")
    return (f"left out: {'  ·  '.join(parts)}",) if parts else ()
