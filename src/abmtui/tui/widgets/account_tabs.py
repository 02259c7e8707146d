"""The account's tabs: which there are, how many rows each holds, which one is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.message import Message

from abmtui.tui.bases.piece_lines import PieceLines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from abmtui.tui.bases.piece_lines import Pieces

BETWEEN: Final = "  "


class AccountTabs(PieceLines):
    """One word a tab on one line; a click opens it. Where room is short counts leave first, then the tabs behind."""

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        place: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._tabs: tuple[tuple[str, int], ...] = ()
        self._open = 0

    def show(self, tabs: Sequence[tuple[str, int]], open_place: int) -> None:
        """Show tabs as (word, rows; 0 says nothing) and which of them is open."""
        self._tabs, self._open = tuple(tabs), open_place
        self.renew()

    def _words(self, width: int) -> tuple[str, ...]:
        counted = tuple(f"{word} {rows}" if rows else word for word, rows in self._tabs)
        plain = tuple(word for word, _ in self._tabs)
        short = tuple(word if place == self._open else word[:4] for place, word in enumerate(plain))
        return next((words for words in (counted, plain) if _cells(words) <= width), short)

    def pieces(self, width: int) -> Sequence[Pieces]:
        """Return the line: ` Summary  People 8  …   1-8 `, the open tab's word lit."""
        words = self._words(width - 1)
        keys = f"1-{len(words)} "
        line: list[tuple[str, str]] = [(" ", "plain")]
        for place, word in enumerate(words):
            line += [(word, "accent" if place == self._open else "plain"), (BETWEEN, "plain")]
        blanks = width - _cells(words) - len(BETWEEN) - 1 - len(keys)
        if blanks >= 0:
            line += [(" " * blanks, "plain"), (keys, "muted")]
        return (tuple(line),)

    def on_click(self, event: events.Click) -> None:
        """Open the tab under the mouse."""
        event.stop()
        x = 1
        for place, word in enumerate(self._words(self.size.width - 1)):
            if x <= event.x < x + cell_len(word):
                self.post_message(self.Chosen(place))
            x += cell_len(word) + len(BETWEEN)


def _cells(words: Sequence[str]) -> int:
    return sum(map(cell_len, words)) + len(BETWEEN) * (len(words) - 1)
