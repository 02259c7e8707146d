"""What a key costs on the line: one frame, and no more bytes than a thin line bears."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import polars as pl
from textual.containers import Horizontal, Vertical
from textual.drivers.headless_driver import HeadlessDriver
from textual.screen import Screen

from abmtui.formats import Formats
from abmtui.portfolio.view import SortKey
from abmtui.tui.guard import Guarded
from abmtui.tui.thin_output import thin
from abmtui.tui.widgets.account_table import AccountTable, account_columns
from abmtui.tui.widgets.concentration_plot import ConcentrationPlot
from abmtui.tui.widgets.figures_panel import FiguresPanel
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import HeaderLine

if TYPE_CHECKING:
    import pytest
    from textual.app import ComposeResult
    from textual.pilot import Pilot

    from abmtui.tui.bases.line_table import LineTable

COUNT = 412


@dataclass
class Line:
    """What went over the line."""

    frames: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes, as a terminal would get them."""
        return sum(len(thin(frame).encode()) for frame in self.frames)


class CountingDriver(HeadlessDriver):
    """A driver that writes into a list; not headless, since Textual writes nothing to one that is."""

    line: ClassVar[Line] = Line()

    @property
    def is_headless(self) -> bool:
        """No: Textual writes to it."""
        return False

    def write(self, data: str) -> None:
        """Keep it."""
        # Each frame ends with the cursor's place; Textual writes marks of begin and end apart.
        if "\x1b[" in data:
            self.line.frames.append(data)


class WholeScreen(Screen[None]):
    """The parts of the portfolio screen that a cursor move touches, laid out as there."""

    def __init__(self) -> None:
        super().__init__()
        values = pl.Series([20_000 * (COUNT / (place + 1)) ** 0.86 for place in range(COUNT)])
        running = values.cum_sum() / values.sum()
        self.frame = pl.DataFrame(
            {
                "rank": pl.Series(range(1, COUNT + 1), dtype=pl.UInt32),
                "name": [f"Wärtsilä Solutions {place:x} Oyj" for place in range(COUNT)],
                "class": ["A"] * COUNT,
                "programme": ["ABM"] * COUNT,
                "value": values,
                "change": [0.3 - 0.4 * (place % 7 == 3) for place in range(COUNT)],
                "share": values / values.sum(),
                "cumulative_share": running,
                "open_flags": [place % 3 for place in range(COUNT)],
                "next_review": [dt.date(2026, 11, 1)] * COUNT,
            }
        )
        self.points = [(0.0, 0.0), *((1 - place / COUNT, 1 - (running[place - 1] if place else 0.0)) for place in range(COUNT - 1, -1, -1))]

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield HeaderLine()
        with Horizontal():
            with Vertical(id="accounts"):
                yield AccountTable()
            with Vertical(id="curve"):
                yield ConcentrationPlot()
                yield FiguresPanel()
        yield FooterLine()

    def on_mount(self) -> None:
        """Show what was given."""
        self.query_one(HeaderLine).show(["accounts.csv", "412 accounts"], "saved 14:02:11")
        self.query_one(ConcentrationPlot).show(self.points, mark=(0.78, 0.22, "top 22% hold 78%"))
        self.query_one(FiguresPanel).show(["◆ top 22% hold 78%", "100 accounts make 80%  ·  Gini 0.72"])
        table = self.query_one(AccountTable)
        order = pl.int_range(COUNT, dtype=pl.UInt32, eager=True)
        table.show(self.frame, order, account_columns(Formats(), dt.date(2026, 11, 22), "Revenue"), sort=[SortKey("value", descending=True)])
        table.focus()

    def on_line_table_moved(self, event: LineTable.Moved) -> None:
        """Move the point and name the account."""
        assert event.row is not None
        words = f"{self.frame['name'][event.row]} {self.frame['share'][event.row]:.1%}"
        self.query_one(ConcentrationPlot).point(self.points[COUNT - event.row], words)
        self.query_one(FiguresPanel).point(words)


class OneScreen(Guarded[None]):
    """An app of that screen."""

    CSS = """
    #accounts { width: 2fr; border: round $primary; }
    #curve { width: 1fr; min-width: 36; max-width: 60; border: round $primary; }
    """

    def __init__(self) -> None:
        super().__init__(driver_class=CountingDriver)

    def get_default_screen(self) -> WholeScreen:
        """Return the screen."""
        return WholeScreen()

    @property
    def whole(self) -> WholeScreen:
        """The screen."""
        assert isinstance(self.screen, WholeScreen)
        return self.screen


async def _cost(pilot: Pilot[None], key: str) -> tuple[int, int]:
    """Return the frames and bytes of a key."""
    line = CountingDriver.line
    line.frames.clear()
    await pilot.press(key)
    # A second frame for the same key would come with Textual's next tick, 17 ms later.
    await pilot.pause(0.04)
    return len(line.frames), line.size


async def test_a_key_is_one_frame_of_few_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """At 120 x 40 in full colour, a cursor move with the curve's point and its words is one frame of at most 600 bytes, a page one of at most 15,000."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    app = OneScreen()
    async with app.run_test(size=(120, 40), headless=False) as pilot:
        await pilot.pause(0.1)
        drawn = app.whole.query_one(ConcentrationPlot).canvases_drawn
        moves = [await _cost(pilot, "down") for _ in range(8)]
        pages = [await _cost(pilot, key) for key in ("pagedown", "end", "home")]
        assert {frames for frames, _ in (*moves, *pages)} == {1}
        assert max(size for _, size in moves) <= 600
        assert max(size for _, size in pages) <= 15_000
        assert app.whole.query_one(ConcentrationPlot).canvases_drawn == drawn


async def test_what_is_said_again_is_not_painted() -> None:
    """No bytes without a change: idle, a header, figures, a curve and a point shown again as they are, a focus that stays."""
    app = OneScreen()
    async with app.run_test(size=(120, 40), headless=False) as pilot:
        await pilot.press("down")
        await pilot.pause(0.1)
        CountingDriver.line.frames.clear()
        app.whole.query_one(HeaderLine).show(["accounts.csv", "412 accounts"], "saved 14:02:11")
        app.whole.query_one(FiguresPanel).show(["◆ top 22% hold 78%", "100 accounts make 80%  ·  Gini 0.72"])
        app.whole.query_one(ConcentrationPlot).show(app.whole.points, mark=(0.78, 0.22, "top 22% hold 78%"))
        app.whole.query_one(ConcentrationPlot).point(app.whole.points[COUNT - 1], "")
        app.whole.query_one(AccountTable).focus()
        app.whole.refresh_bindings()
        await pilot.pause(0.2)
        assert CountingDriver.line.frames == []


async def test_a_saved_plan_costs_the_header_alone() -> None:
    """A new save state paints the first line and nothing else."""
    app = OneScreen()
    async with app.run_test(size=(120, 40), headless=False) as pilot:
        await pilot.pause(0.1)
        CountingDriver.line.frames.clear()
        app.whole.query_one(HeaderLine).acknowledge("saved 14:02:12")
        await pilot.pause(0.1)
        assert len(CountingDriver.line.frames) == 1
        assert CountingDriver.line.size <= 300
