"""What a key costs on the line while each of the curves is drawn: one frame, few bytes, and nothing without a key."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from abmtui.config import Config
from abmtui.sources.request import SourceRequest
from abmtui.tui.app import AbmApp
from abmtui.tui.thin_output import thin
from abmtui.workspace.request import OpenRequest

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


class CountingDriver(HeadlessDriver):
    """A driver that keeps what is written; not headless, since Textual writes nothing to one that is."""

    frames: ClassVar[list[str]] = []

    @property
    def is_headless(self) -> bool:
        """No: Textual writes to it."""
        return False

    def write(self, data: str) -> None:
        """Keep it."""
        if "\x1b[" in data:
            self.frames.append(data)


async def _cost(pilot: Pilot[int], key: str) -> tuple[int, int]:
    """Return the frames and bytes of a key; a second frame would come with Textual's next tick, 17 ms later."""
    CountingDriver.frames.clear()
    await pilot.press(key)
    await pilot.pause(0.05)
    return len(CountingDriver.frames), sum(len(thin(frame).encode()) for frame in CountingDriver.frames)


async def _settled(app: AbmApp, pilot: Pilot[int]) -> None:
    busy = [worker for worker in app.workers if worker.group != "saves"]
    if busy:
        await app.workers.wait_for_complete(busy)
    await pilot.pause(0.1)


@pytest.mark.slow
async def test_a_cursor_move_is_one_small_frame_on_every_curve(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 120 x 40 in full colour: 600 bytes a move on Lorenz, Pareto, effort and whale curve; another curve costs less than a page; idle costs nothing."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    request = OpenRequest(SourceRequest((str(sample),)), Config(locale="en"))
    app = AbmApp(request, author="tester", now=lambda: dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC), state_folder=tmp_path / "state")
    app.driver_class = CountingDriver
    async with app.run_test(size=(120, 40), headless=False) as pilot:
        for _ in range(4):
            await _settled(app, pilot)
        for _ in range(4):
            moves = [await _cost(pilot, key) for key in ("down", "down", "up", "down")]
            assert {frames for frames, _ in moves} == {1}
            assert max(size for _, size in moves) <= 600
            CountingDriver.frames.clear()
            await pilot.press("C")
            await _settled(app, pilot)
            assert sum(len(thin(frame).encode()) for frame in CountingDriver.frames) <= 8_000
        CountingDriver.frames.clear()
        await pilot.pause(0.3)
        assert CountingDriver.frames == []


@pytest.mark.slow
async def test_cropped_frames_leave_the_same_picture(tmp_path: Path) -> None:
    """What a terminal shows after every move on every curve is what the screen is made of; a point that moves does not cost its line."""
    pyte = pytest.importorskip("pyte")
    source = tmp_path / "golden.csv"
    names = ("Ann", "Bob", "Cid", "Dot", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon")
    rows = zip(names, (1000, 620, 400, 260, 170, 110, 80, 60, 45, 35), (120, 90, 80, 70, 90, 85, 100, 110, 130, 125), strict=True)
    source.write_text("Account,Revenue,Hours\n" + "\n".join(f"{name},{revenue},{hours}" for name, revenue, hours in rows), "utf-8")
    app = AbmApp(OpenRequest(SourceRequest((str(source),)), Config(locale="en")), author="tester", now=lambda: dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
    app.driver_class = CountingDriver
    CountingDriver.frames.clear()
    terminal = pyte.Screen(120, 30)
    stream = pyte.Stream(terminal)
    async with app.run_test(size=(120, 30), headless=False) as pilot:
        for _ in range(4):
            await _settled(app, pilot)
        for key in ("down", "down", "C", "down", "end", "up", "C", "home", "down", "C", "up"):
            await pilot.press(key)
            await _settled(app, pilot)
            for frame in CountingDriver.frames:
                stream.feed(thin(frame))
            CountingDriver.frames.clear()
            made = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
            assert terminal.display == made
