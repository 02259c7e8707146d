"""An answer to the last key, in place of the footer until the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.piece_lines import PieceLines
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.tui.bases.piece_lines import Pieces

MOST_LINES: Final = 4


class SaidLine(PieceLines):
    """Stands over the footer while it has something to say; long sentences take more lines."""

    DEFAULT_CSS = "SaidLine { dock: bottom; layer: editor; background: $panel; display: none; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._said = ("", "plain")

    @property
    def text(self) -> str:
        """What it says, or empty."""
        return self._said[0]

    def say(self, text: str, look: str = "strong") -> None:
        """Say a sentence of raw text, or nothing; a look without a name is the plain one."""
        look = look or "plain"
        if (text, look) == self._said:
            return
        self._said = (text, look)
        self.display = bool(text)
        self.styles.height = max(1, len(self.pieces(self.screen.size.width)))
        self.renew()

    def pieces(self, width: int) -> Sequence[Pieces]:
        """Return the sentence on as many lines as it needs."""
        text, look = self._said
        return tuple(((f" {line}", look),) for line in wrapped(shown(text), max(1, width - 2), MOST_LINES))
