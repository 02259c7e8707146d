"""The curve on the screen: its shape at every size, its points, its two variants, what stands there when there is none."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from textual.app import App

from abmtui.tui.bases.curve_canvas import AXIS, BOOK, CURVE, EQUALITY, Canvas, Drawing, drawn, mirrored
from abmtui.tui.widgets.concentration_plot import ConcentrationPlot

if TYPE_CHECKING:
    from textual.app import ComposeResult

LORENZ = tuple((place / 50, (place / 50) ** 4) for place in range(51))
"""y = x^4."""
EQUAL = ((0.0, 0.0), (1.0, 1.0))


class PlotApp(App[None]):
    """The plot alone."""

    def __init__(self, *, ascii: bool = False, legend: bool = False) -> None:  # noqa: A002
        super().__init__()
        self.made = ConcentrationPlot(ascii=ascii, legend=legend)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self.made

    def lines(self) -> list[str]:
        """Return the lines as they stand."""
        return [self.made.render_line(y).text for y in range(self.made.size.height)]

    def cells(self, sign: str) -> list[tuple[int, int]]:
        """Return where a sign stands."""
        return [(x, y) for y, line in enumerate(self.lines()) for x, letter in enumerate(line) if letter == sign]


def letters(canvas: Canvas, layer: str) -> list[tuple[int, int]]:
    """Return the cells that a layer drew."""
    return [(x, y) for y, (_, layers) in enumerate(canvas.lines) for x, one in enumerate(layers) if one == layer]


def test_every_size_is_filled_exactly() -> None:
    """From one cell to 100 x 45 each line has the width asked for and there are as many as asked for."""
    for width, height in ((1, 1), (3, 2), (24, 8), (24, 3), (41, 14), (60, 20), (100, 45)):
        canvas = drawn(Drawing(LORENZ, EQUAL, "accounts, smallest first"), width, height)
        assert [len(text) for text, _ in canvas.lines] == [width] * height
        assert [len(layers) for _, layers in canvas.lines] == [width] * height


def test_the_curve_lies_below_the_line_of_equality() -> None:
    """Column by column the curve is never above the dots of equality, and it runs from the left edge to the right."""
    canvas = drawn(Drawing(LORENZ), 60, 20)
    curve, dots = letters(canvas, CURVE), dict(letters(canvas, EQUALITY))
    assert all(y >= dots[x] for x, y in curve if x in dots)
    assert {x for x, _ in curve} == set(range(canvas.left, 60))
    assert not letters(canvas, BOOK)


def test_the_mirrored_curve_lies_above_it() -> None:
    """Pareto is the Lorenz curve turned by half: P(p) = 1 - L(1 - p), and turning it again gives it back."""
    canvas = drawn(Drawing(mirrored(LORENZ)), 60, 20)
    dots = dict(letters(canvas, EQUALITY))
    assert all(y <= dots[x] for x, y in letters(canvas, CURVE) if x in dots)
    assert mirrored([(0.25, 0.125)]) == ((0.75, 0.875),)
    assert mirrored(mirrored(EQUAL)) == EQUAL


def test_ticks_stand_at_their_values() -> None:
    """1, one half and 0 stand at the left, in the locale's decimal sign, one half only where there is a line for it."""
    canvas = drawn(Drawing(LORENZ, decimal=","), 40, 9)
    assert {y: text[:4] for y, (text, _) in enumerate(canvas.lines) if "┤" in text} == {0: "1,0┤", 4: "0,5┤", 8: "0,0┤"}
    assert [text[:4] for text, _ in drawn(Drawing(LORENZ), 40, 2).lines] == ["1.0┤", "0.0┤"]
    assert drawn(Drawing(LORENZ), 6, 9).left == 0


def test_a_curve_that_dips_below_zero_is_seen_whole() -> None:
    """Losses take the curve below 0: the axis reaches down to them."""
    canvas = drawn(Drawing(((0.0, 0.0), (0.4, -0.3), (1.0, 1.0))), 40, 14)
    zero = next(y for y, (text, _) in enumerate(canvas.lines) if "0.0┤" in text)
    assert zero < 13
    assert any(y > zero for _, y in letters(canvas, CURVE))
    assert canvas.cell((0.4, -0.3))[1] == 13


def test_a_point_of_the_curve_stands_on_the_curve() -> None:
    """The cell of a point is one that the curve drew, up to the next one."""
    canvas = drawn(Drawing(LORENZ), 60, 20)
    curve = set(letters(canvas, CURVE))
    for x, y in LORENZ:
        column, row = canvas.cell((x, y))
        assert {(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & curve


async def test_the_points_move_without_a_new_curve() -> None:
    """● goes where it is told, over ◆ and the curve, and away again; the curve is drawn once, and one size is one drawing."""
    app = PlotApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.made.show(LORENZ, mark=(0.75, 0.25, "top 25% hold 75%"))
        await pilot.pause()
        before, count = app.lines(), app.made.canvases_drawn
        assert len(app.cells("◆")) == 1
        for x, y in LORENZ:
            app.made.point((x, y), "Account")
            assert len(app.cells("●")) == 1
        app.made.point(None)
        assert app.lines() == before
        assert app.made.canvases_drawn == count
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert len(app.lines()[0]) == 30


async def test_points_are_turned_with_the_curve() -> None:
    """The largest account is at the right end of the Lorenz curve and at the left end of the Pareto curve, given the same way."""
    app = PlotApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.made.show(LORENZ)
        app.made.point((1.0, 1.0), "Largest")
        await pilot.pause()
        assert app.cells("●") == [(39, 0)]
        assert "smallest first" in app.lines()[-1]
        app.made.show(LORENZ, pareto=True)
        await pilot.pause()
        assert app.cells("●") == [(4, 10)]
        assert "largest first" in app.lines()[-1]


async def test_the_book_stands_behind_the_view() -> None:
    """The book's curve is drawn in its own look; without one there is no trace of it."""
    app = PlotApp()
    async with app.run_test(size=(60, 20)) as pilot:
        app.made.show(LORENZ, book_points=[(x, x**2) for x, _ in LORENZ])
        await pilot.pause()
        canvas = app.made._ready()
        assert letters(canvas, BOOK)
        assert letters(canvas, CURVE)
        assert {letter for text, layers in canvas.lines for letter, layer in zip(text, layers, strict=True) if layer == AXIS} <= set(
            " │┤0.151accounts, smallest first"
        )


async def test_what_is_undefined_says_why() -> None:
    """Without a curve its reason stands there, broken to the width, as text; before anything was read there is nothing."""
    app = PlotApp()
    async with app.run_test(size=(30, 8)) as pilot:
        assert "".join(app.lines()).strip() == ""
        app.made.show((), undefined="no account has a positive [b]revenue[/b]\x1b")
        await pilot.pause()
        assert " ".join("".join(f"{line} " for line in app.lines()).split()) == "undefined: no account has a positive [b]revenue[/b]␛"
        assert app.cells("●") == []


async def test_ascii_needs_no_other_letters() -> None:
    """Where the locale has no UTF-8 every letter is ASCII: curve *, equality ., points # and @."""
    app = PlotApp(ascii=True, legend=True)
    async with app.run_test(size=(40, 12)) as pilot:
        app.made.show(LORENZ, book_points=EQUAL, mark=(0.75, 0.25, "top 25% hold 75%"))
        app.made.point((0.9, 0.6), "Acme 8.3%")
        await pilot.pause()
        assert all(line.isascii() for line in app.lines())
        assert app.lines()[-1].strip() == "# top 25% hold 75%  @ Acme 8.3%"


def test_plotext_waits_for_the_first_curve() -> None:
    """Importing the widget does not import plotext, which costs 80 ms."""
    code = "import sys, abmtui.tui.widgets.concentration_plot; sys.exit('plotext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
