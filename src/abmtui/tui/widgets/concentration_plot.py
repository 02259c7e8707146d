"""A curve over the accounts, with the book's behind it; the account's point moves over it without drawing it again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.geometry import Region
from textual.widget import Widget

from abmtui.tui.bases.curve_canvas import AXIS, BOOK, CURVE, EQUALITY, Canvas, Drawing, drawn, mirrored
from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.legend import ASCII, MARK, POINT, legend
from abmtui.tui.bases.repaint import repaint
from abmtui.tui.bases.row_lines import strip_of
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual import events
    from textual.strip import Strip

    from abmtui.tui.bases.curve_canvas import Cells, Point

BELOW: Final = {False: "accounts, smallest first", True: "accounts, largest first"}
LOOKS: Final = {AXIS: "axis", EQUALITY: "axis", BOOK: "book", CURVE: "curve", MARK: "mark", POINT: "point"}


class ConcentrationPlot(Widget):
    """A curve with two points: ◆ where x% hold y%, ● the account under the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"concentration-plot--{name}" for name in (*LOOKS.values(), "words")}
    DEFAULT_CSS = """
    ConcentrationPlot {
        height: 1fr;
        & > .concentration-plot--axis { color: $text-muted; }
        & > .concentration-plot--book { color: $text-muted; }
        & > .concentration-plot--curve { color: $text-primary; }
        & > .concentration-plot--mark { color: $foreground; }
        & > .concentration-plot--point { color: $text-accent; }
        & > .concentration-plot--words { color: $text-muted; }
        &:ansi > .concentration-plot--axis { text-style: dim; }
        &:ansi > .concentration-plot--book { text-style: dim; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, legend: bool = False, ascii: bool = False, decimal: str = ".", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name, and the word for it
        super().__init__(id=id, classes=classes)
        self.canvases_drawn = 0
        """How often the curve itself was drawn; tests count by it."""
        self._legend = legend
        self._ascii = ascii
        self._decimal = decimal
        self._drawing = Drawing(())
        self._pareto = False
        self._undefined = ""
        self._mark: tuple[Point | None, str] = (None, "")
        self._point: tuple[Point | None, str] = (None, "")
        self._canvas: Canvas | None = None
        self._strips: dict[int, Strip] = {}
        self._looks: dict[str, Style] = {}

    def show(
        self,
        points: Sequence[Point],
        *,
        pareto: bool = False,
        book_points: Sequence[Point] | None = None,
        mark: tuple[float, float, str] | None = None,
        undefined: str = "",
    ) -> None:
        """Draw a Lorenz curve, or say why there is none. `mark` is x, y and the words of ◆; with `book_points` the book's curve stands dim behind.

        With `pareto` it is drawn as the Pareto curve; what is given, also to `point`, stays in Lorenz coordinates.
        """
        turned = mirrored if pareto else tuple
        self._take(Drawing(turned(points), turned(book_points or ()), BELOW[pareto]), mark, undefined, pareto=pareto)

    def draw(self, drawing: Drawing, *, mark: tuple[float, float, str] | None = None, undefined: str = "") -> None:
        """Draw any curve, or say why there is none; all points given are the drawing's."""
        self._take(drawing, mark, undefined, pareto=False)

    def _take(self, drawing: Drawing, mark: tuple[float, float, str] | None, undefined: str, *, pareto: bool) -> None:
        drawing = replace(drawing, decimal=self._decimal, ascii=self._ascii)
        new_mark: tuple[Point | None, str] = ((mark[0], mark[1]), shown(mark[2])) if mark else (None, "")
        if (drawing, new_mark, shown(undefined), pareto) == (self._drawing, self._mark, self._undefined, self._pareto):
            return
        self._drawing, self._mark, self._pareto, self._undefined = drawing, new_mark, pareto, shown(undefined)
        self._forget()

    def point(self, xy: Point | None, label: str = "") -> None:
        """Move ● there, or take it away: at most two cells and the legend are painted."""
        before = self._spot(POINT)
        old, self._point = self._point[1], (xy, shown(label))
        after = self._spot(POINT)
        if self._canvas is None:
            return
        if before != after:
            self._repaint(Region(*spot, 1, 1) for spot in (before, after) if spot is not None)
        if self._legend and old != self._point[1]:
            self._repaint([Region(0, self.size.height - 1, self.size.width, 1)])

    def render_line(self, y: int) -> Strip:
        """Return one line: of the curve with its points, of the legend, or of the words for a curve that is undefined."""
        if y not in self._strips:
            self._strips[y] = strip_of(self._pieces(y), self.size.width, self._look("axis"))
        return self._strips[y]

    def _pieces(self, y: int) -> Iterator[tuple[str, Style]]:
        if self._undefined or not self._drawing.curve:
            lines = wrapped(f"undefined: {self._undefined}", max(1, self.size.width - 2), self.size.height) if self._undefined else ()
            yield f" {lines[y]}" if y < len(lines) else "", self._look("words")
            return
        canvas = self._ready()
        if y >= len(canvas.lines):
            looks = {"plain": "mark", "accent": "point"}
            signs = (ASCII[MARK], ASCII[POINT]) if self._ascii else (MARK, POINT)
            for text, look in legend(self._mark[1], self._point[1], self.size.width, signs):
                yield text, self._look(looks[look])
            return
        for text, layer in _runs(self._with_points(canvas.lines[y], y)):
            yield text, self._look(LOOKS[layer])

    def _with_points(self, line: Cells, y: int) -> Iterator[tuple[str, str]]:
        """Yield the letters of a line with their layers, the points over them."""
        spots = {spot: sign for sign in (MARK, POINT) if (spot := self._spot(sign)) is not None}
        for x, (letter, layer) in enumerate(zip(*line, strict=True)):
            sign = spots.get((x, y))
            yield (ASCII[sign] if self._ascii else sign, sign) if sign else (letter, layer)

    def _spot(self, sign: str) -> tuple[int, int] | None:
        """Return the cell of a point; None while there is no curve or no such point."""
        point = (self._mark if sign == MARK else self._point)[0]
        if self._canvas is None or point is None:
            return None
        return self._canvas.cell(mirrored([point])[0] if self._pareto else point)

    def _ready(self) -> Canvas:
        if self._canvas is None:
            self._canvas = drawn(self._drawing, max(1, self.size.width), max(1, self.size.height - self._legend))
            self.canvases_drawn += 1
        return self._canvas

    def _repaint(self, regions: Iterator[Region] | list[Region]) -> None:
        regions = list(regions)
        for region in regions:
            self._strips.pop(region.y, None)
        repaint(self, *regions)

    def _forget(self) -> None:
        self._canvas = None
        self._strips.clear()
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Draw the curve for the new size."""
        self._forget()

    def notify_style_update(self) -> None:
        """Forget lines and looks: the theme is another."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def _look(self, name: str) -> Style:
        if name not in self._looks:
            self._looks[name] = self.get_component_rich_style(f"concentration-plot--{name}")
        return self._looks[name]


def _runs(letters: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield neighbours of one layer together."""
    run, of = "", ""
    for letter, layer in letters:
        if layer != of and run:
            yield run, of
            run = ""
        run, of = run + letter, layer
    yield run, of
