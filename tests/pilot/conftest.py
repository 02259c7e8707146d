"""The whole program without a terminal, on a copy of the sample portfolio or on a table made for the test."""

from __future__ import annotations

import datetime as dt
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.keys import _character_to_key

from abmtui.config import Config
from abmtui.sources.request import SourceRequest
from abmtui.tui.app import AbmApp
from abmtui.workspace.request import OpenRequest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
NOW = dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC)


@dataclass
class Desk:
    """A running program and the keys to it."""

    app: AbmApp
    pilot: Pilot[int]

    async def settled(self) -> None:
        """Wait until no worker has anything to do and everything queued is saved."""
        for _ in range(4):
            busy = [worker for worker in self.app.workers if worker.group != "saves"]
            if busy:
                await self.app.workers.wait_for_complete(busy)
            await self.app.saves.settled()
            await self.pilot.pause()
            if not busy and all(worker.group == "saves" for worker in self.app.workers):
                return

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each to its end."""
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def type(self, text: str) -> None:
        """Type a text as fast as a person who knows it: all letters at once, then wait for what comes of them."""
        driver = self.app._driver
        assert driver is not None
        for letter in text:
            event = events.Key(_character_to_key(letter), letter)
            event.set_sender(self.app)
            driver.send_message(event)
        await self.settled()

    def lines(self) -> list[str]:
        """Return the screen as text."""
        return ["".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()]

    def screen(self) -> str:
        """Return the screen as one text."""
        return "\n".join(self.lines())

    def state(self) -> str:
        """Return the header's last words."""
        return self.lines()[0].rstrip().rsplit("  ", 1)[-1].rsplit(" · ", 1)[-1].strip()


Open = "Callable[..., AbstractAsyncContextManager[Desk]]"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return the accounts file of a copy of the sample portfolio."""
    shutil.copytree(SAMPLE, tmp_path / "demo", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path / "demo" / "accounts.csv"


@pytest.fixture
def open_app(tmp_path: Path) -> Callable[..., AbstractAsyncContextManager[Desk]]:
    """Return what opens sources on a screen of a size, with settings by name."""

    @asynccontextmanager
    async def opened(
        *sources: Path | str, size: tuple[int, int] = (120, 34), plans: str = "", mapping: dict[str, str] | None = None, signs: bool = True, **settings: Any
    ) -> AsyncIterator[Desk]:
        source = SourceRequest(tuple(map(str, sources)), mapping or {})
        request = OpenRequest(source, Config(locale="en", **settings), plans=plans)
        app = AbmApp(request, author="tester", now=lambda: NOW, state_folder=tmp_path / "state")
        app.signs = signs
        async with app.run_test(size=size) as pilot:
            desk = Desk(app, pilot)
            await desk.settled()
            yield desk

    return opened
