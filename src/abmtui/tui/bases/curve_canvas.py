"""A curve over the accounts as characters: drawn by plotext, read back cell by cell, with ticks and room for points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Point = tuple[float, float]
    Cells = tuple[str, str]

EQUALITY: Final = "e"
BOOK: Final = "b"
CURVE: Final = "c"
AXIS: Final = "a"
LAYERS: Final = (EQUALITY, BOOK, CURVE)
"""In the order of drawing; plotext is given their numbers from 1 as colours, by which each cell is known again."""
TICKED_HEIGHT: Final = 10
"""Lines from which one of them is spent on the words below the curve."""
WRITTEN: Final = re.compile("\x1b\\[([0-9;]*)m|([^\x1b])")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: points of curves, x a share of one, y too unless it is money."""

    curve: Sequence[Point]
    book: Sequence[Point] = ()
    """A second curve, drawn dim behind."""
    below: str = ""
    """Words for the line below the curve."""
    decimal: str = "."
    ascii: bool = False
    level: float | None = None
    """Where a dotted line runs level, in the place of the line of equality."""
    money: Callable[[float], str] | None = None
    """How y is written where it is money and no share of one."""

    @property
    def limits(self) -> tuple[float, float]:
        """The lowest and the highest y in view: all of both curves, and a share's 0 and 1."""
        ys = [y for _, y in (*self.curve, *self.book)]
        low, high = min(0.0, *ys, 0.0), max(0.0 if self.money else 1.0, *ys, 0.0)
        return low, high if high > low else low + 1.0


@dataclass(frozen=True, slots=True)
class Canvas:
    """A drawing in cells."""

    lines: tuple[Cells, ...]
    """For each line its text and, letter by letter, the layer it belongs to."""
    left: int
    """Cells of the ticks."""
    width: int
    """Cells of the curve."""
    height: int
    """Lines of the curve."""
    low: float
    high: float

    def cell(self, point: Point) -> tuple[int, int]:
        """Return the cell (x, y) where a point stands; points beyond the edges stand on them."""
        x = min(self.width - 1, max(0, int(point[0] * self.width)))
        share = (point[1] - self.low) / (self.high - self.low)
        y = min(self.height - 1, max(0, int(share * self.height)))
        return self.left + x, self.height - 1 - y


def mirrored(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return points of the Lorenz curve (smallest first) as points of the Pareto curve (largest first), or back: P(p) = 1 - L(1 - p)."""
    return tuple((1 - x, 1 - y) for x, y in points)


def drawn(drawing: Drawing, width: int, height: int) -> Canvas:
    """Return the drawing on `width` x `height` cells; any size will do, from 1 x 1 up."""
    low, high = drawing.limits
    lines = height - 1 if drawing.below and height >= TICKED_HEIGHT else height
    ticks = _ticks(low, high, lines, drawing)
    left = max((len(text) for text in ticks.values()), default=0)
    if width - left < left + 4:
        ticks, left = {}, 0
    blank = (" " * left, AXIS * left)
    plain = " " * (left - 1) + ("|" if drawing.ascii else "│") if left else ""
    rows: list[Cells] = []
    for y, (text, layers) in enumerate(_plotted(drawing, (low, high), width - left, lines)):
        rows.append((ticks.get(y, plain).rjust(left) + text, blank[1] + layers))
    if lines < height:
        below = f"{'':{left}}{_below(drawing.below, width - left)}"
        rows.append((below, AXIS * len(below)))
    return Canvas(tuple(rows), left, width - left, lines, low, high)


def _below(words: str, width: int) -> str:
    """Return the ends of the x axis with the words between them, when they fit."""
    middle = words if len(words) + 6 <= width else ""
    return f"0{middle:^{width - 2}}1" if width > 2 else " " * width  # noqa: PLR2004 - both ends


def _ticks(low: float, high: float, height: int, drawing: Drawing) -> dict[int, str]:
    """Return the labels of the y axis by line, none on top of another."""
    first = {0.0} if drawing.money else {0.0, 1.0}
    wanted = {low, high} if drawing.money else {low, 0.5, high}
    result: dict[int, str] = {}
    for value in (*sorted(first), *sorted(wanted - first)):
        y = height - 1 - min(height - 1, int((value - low) / (high - low) * height))
        text = _written(value, drawing)
        if y not in result and text not in result.values() and (value in first or not {y - 1, y + 1} & result.keys()):
            result[y] = text
    return result


def _written(value: float, drawing: Drawing) -> str:
    sign = "|" if drawing.ascii else "┤"
    return f"{drawing.money(value)}{sign}" if drawing.money else f"{value:.1f}{sign}".replace(".", drawing.decimal)


def _plotted(drawing: Drawing, limits: tuple[float, float], width: int, height: int) -> Iterable[Cells]:
    """Return the lines of the curve area as plotext draws them.

    plotext has one figure for the whole process and is not thread-safe: only the thread that paints comes here. Its import takes
    80 ms, so it waits for the first curve.
    """
    from plotext import figure, terminal

    terminal.limit(False, False)
    figure.clear()
    figure.plot_size(width, height).axes(active=False).canvas("default")
    figure.ruler("x").lim(0, 1).alignment(lim="edge").frequency(0)
    figure.ruler("y").lim(*limits).alignment(lim="edge").frequency(0)
    dots = max(2, width // 2)
    places = [place / dots for place in range(dots + 1)]
    equality = [(place, place if drawing.level is None else drawing.level) for place in places]
    for layer, points in zip(LAYERS, (equality, drawing.book, drawing.curve), strict=True):
        if points:
            signal = figure.signal([x for x, _ in points], [y for _, y in points], marker=_marker(layer, ascii=drawing.ascii))
            figure.draw(signal if layer == EQUALITY else signal.lines(True))
    return tuple(_read(line) for line in figure.build().string().splitlines())


def _marker(layer: str, *, ascii: bool) -> object:  # noqa: A002 - the word for it
    """Return what plotext draws a layer with; its colour is the layer's number."""
    from plotext import marker, pixel

    sign = {EQUALITY: ".", BOOK: ":", CURVE: "*"}[layer] if ascii else "braille"
    return marker(sign, pixel(LAYERS.index(layer) + 1))


def _read(line: str) -> Cells:
    """Return one line of plotext's output as letters and their layers; the colour says which layer drew a letter."""
    text, layers, layer = [], [], AXIS
    for codes, letter in WRITTEN.findall(line):
        if letter:
            text.append(letter)
            layers.append(layer)
        else:
            number = codes.rpartition(";")[2]
            layer = LAYERS[int(number) - 1] if number not in {"", "0"} else AXIS
    return "".join(text), "".join(layers)
