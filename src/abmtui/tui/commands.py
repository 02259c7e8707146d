"""The palette: every key of the screen in front by name, then what has no key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand

from abmtui.tui.screens.help import key_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen


class Named(App[int]):
    """An app whose palette holds the keys of its screens instead of Textual's own commands."""

    def get_system_commands(self, screen: Screen[Any]) -> Iterator[SystemCommand]:
        """Yield a command for each thing that a key does on this screen just now, and the choice of a theme."""
        done: set[str] = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            of_a_panel = active.node is not screen and active.node is not self
            if of_a_panel or not active.enabled or not binding.tooltip or binding.action in {*done, "command_palette"}:
                continue
            done.add(binding.action)
            key = binding.key_display or key_name(binding.key)
            name = binding.description or binding.tooltip
            yield SystemCommand(f"{name[:1].upper()}{name[1:]}  ({key})", binding.tooltip, _pressed(self, binding.key))
        yield SystemCommand("Theme", "Choose the colours of this session", self.action_change_theme)


def _pressed(app: App[int], key: str) -> Any:
    """Return what presses a key once the palette is gone."""
    return lambda: app.call_later(app.simulate_key, key)
