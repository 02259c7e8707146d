"""Keys that arrive in a burst are dealt with one after the other, so that what is typed ahead reaches the field that the key before opened."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

ROUNDS: Final = 3
"""How often a key's way from the focus up to the app is gone after it: once for the key, once for the messages that it caused, once for theirs."""
GLANCE: Final = 0.1
"""Seconds between looks whether the way was cut off: a widget removed with the callback still in its queue."""
PATIENCE: Final = 20
"""Looks after which the next key is let in although something on the way is still busy."""


class OrderedKeys(App[int]):
    """An app whose keys and pastes wait until the one before them has been dealt with.

    Textual hands every key on to the widget that has the focus when the key arrives. A key that opens a form takes a few turns of the
    message queues to do so; letters that came with it in one burst (a slow line, typing ahead) would meanwhile act as commands or get lost.
    """

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._dealing: object | None = None
        """A token of the key that is being dealt with."""
        self._at: MessagePump = self
        """Whose queue the callback is in."""

    @property
    def keys_waiting(self) -> bool:
        """Whether a key is still being dealt with or waits for it."""
        return bool(self._waiting) or self._dealing is not None

    async def on_event(self, event: events.Event) -> None:
        """Let a key in, or have it wait."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self._waiting.append(event)
            if self._dealing is None:
                await self._let_in()
            return
        await super().on_event(event)

    async def _let_in(self) -> None:
        if not self._waiting:
            self._dealing = None
            return
        token = self._dealing = object()
        await super().on_event(self._waiting.popleft())
        asyncio.get_running_loop().call_later(GLANCE, self._look, token, PATIENCE)
        self._go_round(token, ROUNDS)

    def _look(self, token: object, looks: int) -> None:
        """Let the next key in when the way was cut off or took too long; a slow machine alone is waited for."""
        if token is self._dealing and looks and self._at.is_running:
            asyncio.get_running_loop().call_later(GLANCE, self._look, token, looks - 1)
        else:
            self._done(token)

    def _go_round(self, token: object, rounds: int) -> None:
        """Send a callback along the way of the key, from queue to queue."""
        if token is not self._dealing:
            return
        if not rounds or not self.screen_stack:
            self._done(token)
            return
        node: MessagePump = self.focused or self.screen
        self._hop(node, token, rounds)

    def _hop(self, node: MessagePump | None, token: object, rounds: int) -> None:
        if token is not self._dealing:
            return
        self._at = self if node is None else node
        if self._at is self:
            self.call_later(self._go_round, token, rounds - 1)
        elif not self._at.call_later(self._hop, self._at._parent, token, rounds):  # noqa: SLF001 -- the only name of it that every pump has
            self._hop(self._at._parent, token, rounds)  # noqa: SLF001 -- as above

    def _done(self, token: object) -> None:
        if token is self._dealing:
            self.call_later(self._let_in)
