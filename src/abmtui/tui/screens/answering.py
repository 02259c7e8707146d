"""A screen that answers a key in words: in place of the footer until the next key, and why a dimmed key does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from abmtui.tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from textual import events


class Answering(Screen[None]):
    """Lays out a `SaidLine`; says in it what needs no answer."""

    DEFAULT_CSS = """
    Answering { layers: default editor; }
    """

    def say(self, text: str, look: str = "strong") -> None:
        """Answer in place of the footer until the next key."""
        self.query_one(SaidLine).say(text, look)

    def why_not(self, action: str) -> str:  # noqa: ARG002 - for screens that dim keys
        """Return why an action cannot be done just now, or empty."""
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done just now."""
        return None if self.why_not(action) else super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """An answer stands until the next key; a dimmed key says why it is."""
        active = self.active_bindings.get(event.key)
        self.say("")
        if active is not None and not active.enabled:
            self.say(self.why_not(active.binding.action.partition("(")[0]), "warning")
