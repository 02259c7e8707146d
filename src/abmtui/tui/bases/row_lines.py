"""One line of a table as a strip: cells fitted to their columns, few segments, never markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from abmtui.tui.bases.columns import header_text
from abmtui.tui.bases.fitted import cut, fitted
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from rich.style import Style

    from abmtui.portfolio.view import SortKey
    from abmtui.tui.bases.columns import Placed, TableColumn

    Lit = Callable[[str], Sequence[tuple[int, int]]]
    Piece = tuple[str, Style]

MARK: Final = "✓"


@dataclass(frozen=True, slots=True)
class Looks:
    """How the parts of one line look."""

    base: Style
    lit: Style
    """Of the letters that a search found."""
    cells: Mapping[str, Style]
    """By the names that a column's `style` gives; empty on the line under the cursor, which has one colour so that it costs few bytes."""
    mark: str = " "


def strip_of(pieces: Iterable[Piece], width: int, base: Style) -> Strip:
    """Return the pieces as a strip of exactly `width` cells, neighbours of one style as one segment."""
    segments: list[Segment] = []
    run, run_style, used = "", base, 0
    for text, style in pieces:
        if not text:
            continue
        used += cell_len(text)
        if style != run_style and not (text.isspace() and _plain(style, run_style)):
            if run:
                segments.append(Segment(run, run_style))
            run, run_style = "", style
        run += text
    blanks = " " * max(0, width - used)
    if blanks and not _plain(base, run_style):
        segments.append(Segment(run, run_style))
        run, run_style = "", base
    segments.append(Segment(run + blanks, run_style))
    strip = Strip(segments, max(used, width))
    return strip if used <= width else strip.crop(0, width)


def _plain(style: Style, other: Style) -> bool:
    """Return whether blanks look the same in both styles: no underline, no reverse, one background."""
    return style.bgcolor == other.bgcolor and not (style.underline or style.reverse or other.underline or other.reverse)


def row_strip(places: Sequence[Placed], values: Mapping[str, Any], looks: Looks, width: int, lit: Lit | None) -> Strip:
    """Return one row's line; `values` are the frame's values of this row by column name."""
    pieces: list[Piece] = [(looks.mark, looks.base)]
    x = cell_len(looks.mark)
    for place in places:
        pieces.append((" " * (place.x - x), looks.base))
        pieces.extend(_cell(place, values, looks, lit))
        x = place.x + place.width
    return strip_of(pieces, width, looks.base)


def _cell(place: Placed, values: Mapping[str, Any], looks: Looks, lit: Lit | None) -> Iterable[Piece]:
    column, value = place.column, values[place.column.name]
    badge = _signs(column, values)
    if value is None:
        return ((" " * place.width, looks.base),)
    look = column.style(value) if column.style and looks.cells else ""
    style = looks.cells.get(look, looks.base)
    raw = column.text(value)
    text = cut(shown(raw), place.width - cell_len(badge))
    if column.flexible and lit is not None:
        return (*_lit(text, lit(raw), style, looks.lit), (fitted(badge, place.width - cell_len(text)), style))
    return ((fitted(text + badge, place.width, right=column.align == "right"), style),)


def _signs(column: TableColumn, values: Mapping[str, Any]) -> str:
    """Return what stands behind a text: the sign of its kind, its badge."""
    kind = values.get(column.sign[0]) if column.sign else None
    sign = column.sign[1](kind) if column.sign and kind is not None else ""
    badge = column.badge[1] if column.badge and values.get(column.badge[0]) else ""
    return "".join(f" {one}" for one in (sign, badge) if one)


def _lit(text: str, spans: Sequence[tuple[int, int]], style: Style, lit: Style) -> Iterable[Piece]:
    at = 0
    for first, last in spans:
        start, end = max(at, first), min(last, len(text))
        if end > start:
            yield text[at:start], style
            yield text[start:end], lit
            at = end
    yield text[at:], style


def header_strip(places: Sequence[Placed], sort: Sequence[SortKey], lit_column: str, styles: tuple[Style, Style], width: int) -> Strip:
    """Return the line of headers in (plain, lit) styles; the column under the column cursor is lit."""
    plain, lit = styles
    pieces: list[Piece] = []
    x = 0
    for place in places:
        pieces.append((" " * (place.x - x), plain))
        pieces.append((header_text(place, sort), lit if place.column.name == lit_column else plain))
        x = place.x + place.width
    return strip_of(pieces, width, plain)
