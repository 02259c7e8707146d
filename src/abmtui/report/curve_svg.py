"""A curve as SVG for a document: drawn from the points that the screen draws, in colours that the document's style gives."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Final

from abmtui.wording import shown
from abmtui.workspace.curves import EFFORT, LORENZ, PARETO, WHALE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from abmtui.formats import Formats
    from abmtui.portfolio.lorenz import Point
    from abmtui.workspace.curves import DrawnCurve

WIDTH: Final = 480
HEIGHT: Final = 360
LEFT: Final = 56
RIGHT: Final = 16
TOP: Final = 14
BOTTOM: Final = 44
_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_MARKS: Final = 5
"""Heights that are labelled, about."""
_ROOM: Final = 0.6
"""Share of the width from which on a label stands to the left of its point."""


class _Scale:
    """Places of a curve's points on the drawing."""

    def __init__(self, curve: DrawnCurve) -> None:
        heights = [y for points in (curve.points, curve.book_points) for _, y in points]
        least = 0.0 if curve.in_money else 1.0
        self.low, self.high = min(0.0, *heights), max(least, *heights)
        self.high = self.high if self.high > self.low else self.low + 1.0

    def x(self, share: float) -> float:
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, height: float) -> float:
        return TOP + (self.high - height) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)

    def marks(self) -> tuple[float, ...]:
        """Return the heights that are labelled: round ones, 0 among them."""
        least = (self.high - self.low) / _MARKS
        power = 10.0 ** math.floor(math.log10(least))
        step = next(step * power for step in _STEPS if step * power >= least)
        return tuple(step * place for place in range(math.ceil(self.low / step), math.floor(self.high / step) + 1))


def curve_svg(curve: DrawnCurve, formats: Formats, account: tuple[str, Point] | None = None) -> str:
    """Return an `svg` element: grid, line of equality, the book's curve dim, the view's, the point where x% hold y%, an account's point; empty without a curve."""
    if not curve.points:
        return ""
    scale = _Scale(curve)
    parts = [
        f'<svg class="curve" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{_text(curve.title)}" xmlns="http://www.w3.org/2000/svg">',
        f"<title>{_text(curve.title)}</title>",
        *_grid(scale, curve, formats),
        *_equality(scale, curve),
        _path("book", curve.book_points, scale) if curve.book_points else "",
        _path("line", curve.points, scale),
        *_mark(scale, curve, formats),
        *_account(scale, account),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


def _grid(scale: _Scale, curve: DrawnCurve, formats: Formats) -> Iterator[str]:
    for share in _QUARTERS:
        x = _place(scale.x(share))
        yield f'<line class="grid" x1="{x}" y1="{TOP}" x2="{x}" y2="{HEIGHT - BOTTOM}"/>'
        yield f'<text class="tick" x="{x}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{formats.percent(share, 0)}</text>'
    for height in scale.marks():
        y = _place(scale.y(height))
        words = formats.short(height) if curve.in_money else formats.percent(height, 0)
        yield f'<line class="grid" x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}"/>'
        yield f'<text class="tick" x="{LEFT - 6}" y="{_place(scale.y(height) + 4)}" text-anchor="end">{_text(words)}</text>'
    if scale.low < 0:
        yield f'<line class="zero" x1="{LEFT}" y1="{_place(scale.y(0.0))}" x2="{WIDTH - RIGHT}" y2="{_place(scale.y(0.0))}"/>'
    yield f'<text class="tick" x="{_place(scale.x(0.5))}" y="{HEIGHT - 8}" text-anchor="middle">{_text(curve.below)}</text>'


def _equality(scale: _Scale, curve: DrawnCurve) -> Iterator[str]:
    """Yield the line on which all accounts are equal, for the curves that are read against it; for a whale curve what is left in the end."""
    if curve.kind == WHALE and not curve.in_money:
        yield f'<line class="equal" x1="{LEFT}" y1="{_place(scale.y(1))}" x2="{WIDTH - RIGHT}" y2="{_place(scale.y(1))}"/>'
    if curve.kind in {LORENZ, PARETO, EFFORT}:
        yield f'<line class="equal" x1="{_place(scale.x(0))}" y1="{_place(scale.y(0))}" x2="{_place(scale.x(1))}" y2="{_place(scale.y(1))}"/>'


def _path(name: str, points: Sequence[Point], scale: _Scale) -> str:
    steps = " ".join(f"{'M' if place == 0 else 'L'}{_place(scale.x(x))} {_place(scale.y(y))}" for place, (x, y) in enumerate(points))
    return f'<path class="{name}" d="{steps}"/>'


def _mark(scale: _Scale, curve: DrawnCurve, formats: Formats) -> Iterator[str]:
    """Yield the point where x% hold y%, said as on the screen."""
    if curve.mark is None:
        return
    x, y = curve.mark
    largest, held = (x, y) if curve.kind == PARETO else (1 - x, 1 - y)
    yield from _labelled("mark", scale, curve.mark, f"top {formats.percent(largest, 0)} hold {formats.percent(held, 0)}")


def _account(scale: _Scale, account: tuple[str, Point] | None) -> Iterator[str]:
    if account is not None:
        yield from _labelled("account", scale, account[1], account[0])


def _labelled(name: str, scale: _Scale, point: Point, words: str) -> Iterator[str]:
    x, y = scale.x(point[0]), scale.y(point[1])
    side, shift = ("end", -9) if point[0] > _ROOM else ("start", 9)
    yield f'<circle class="{name}" cx="{_place(x)}" cy="{_place(y)}" r="4.5"/>'
    yield f'<text class="{name}" x="{_place(x + shift)}" y="{_place(y - 6)}" text-anchor="{side}">{_text(words)}</text>'


def _place(value: float) -> str:
    """Return a place in the drawing, with as many digits as a printer sees."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(words: str) -> str:
    return escape(shown(words), quote=True)
