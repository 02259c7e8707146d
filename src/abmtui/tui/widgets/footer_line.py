"""The last line: the keys that do something here, those that cannot just now dimmed, help always at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from abmtui.tui.bases.piece_lines import PieceLines
from abmtui.tui.glyphs import signs_shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.binding import Binding
    from textual.screen import Screen

    from abmtui.tui.bases.piece_lines import Pieces

HELP: Final = "help"
"""The action that stands at the end."""
GLYPHS: Final[Mapping[str, str]] = {"enter": "↵", "escape": "esc", "question_mark": "?", "slash": "/", "asterisk": "*", "delete": "del", "f1": "F1"}
BETWEEN: Final = "  "


class Entry(NamedTuple):
    """One key of the footer."""

    key: str
    """As Textual names it."""
    face: str
    """As it is shown."""
    words: str
    group: str
    enabled: bool

    @property
    def cells(self) -> int:
        """How wide it is."""
        return cell_len(self.face) + (1 + cell_len(self.words) if self.words else 0)


class FooterLine(PieceLines):
    """Keys and what they do, in the order of their bindings, those of a group side by side; what has no room is in the help."""

    DEFAULT_CSS = "FooterLine { dock: bottom; background: $panel; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._entries: tuple[Entry, ...] = ()
        self._last: Entry | None = None
        """Help."""

    def on_mount(self) -> None:
        """Follow the active bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._read)
        self._read(self.screen)

    def _read(self, screen: Screen[object]) -> None:
        if not screen.is_attached:
            return
        entries: dict[tuple[str, str], Entry] = {}
        for active in screen.active_bindings.values():
            entry = self._entry(active.binding, enabled=active.enabled)
            if active.binding.show and not self._typed(screen, entry):
                entries.setdefault((active.binding.action, entry.words), entry)
        self._last = next((entry for (action, _), entry in entries.items() if action == HELP), None)
        others = [entry for entry in entries.values() if entry is not self._last]
        groups = list(dict.fromkeys(entry.group for entry in others))
        self._entries = tuple(sorted(others, key=lambda entry: groups.index(entry.group)))
        self.renew()

    def _typed(self, screen: Screen[object], entry: Entry) -> bool:
        """Return whether the focused field takes this key as a letter. Textual asks it too, but knows no letter for `slash`."""
        letter = entry.face if len(entry.face) == 1 and entry.key not in {"enter", "tab"} else None
        return screen.focused is not None and screen.focused.check_consume_key(entry.key, letter)

    def _entry(self, binding: Binding, *, enabled: bool) -> Entry:
        face = GLYPHS.get(binding.key) or binding.key_display or self.app.get_key_display(binding)
        if not face.isascii() and not signs_shown(self.app):
            face = binding.key
        return Entry(binding.key, face, binding.description, binding.group.description if binding.group else "", enabled)

    def pieces(self, width: int) -> Sequence[Pieces]:
        """Return the line: ` ↵ open  / search  …  ? help `."""
        line: list[tuple[str, str]] = []
        for place, (_, entry) in enumerate(self._placed(width)):
            line.append((BETWEEN if place else " ", "plain"))
            line.append((entry.face, "accent" if entry.enabled else "muted"))
            line.append((f" {entry.words}" if entry.words else "", "plain" if entry.enabled else "muted"))
        return (tuple(line),)

    def _placed(self, width: int) -> list[tuple[int, Entry]]:
        """Return the entries that fit and their first cells."""
        entries = list(self._entries)
        last = [self._last] if self._last else []
        while entries and sum(entry.cells + len(BETWEEN) for entry in (*entries, *last)) > width:
            entries.pop()
        result, x = [], 1
        for entry in (*entries, *last):
            result.append((x, entry))
            x += entry.cells + len(BETWEEN)
        return result

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked; one that is disabled says why itself, as when pressed."""
        event.stop()
        hit = next((entry for x, entry in self._placed(self.size.width) if x <= event.x < x + entry.cells), None)
        if hit is not None:
            self.app.simulate_key(hit.key)
