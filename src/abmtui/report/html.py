"""Blocks and curves as one HTML file that needs nothing else: no script, no network; what comes from data cannot become markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from abmtui.report.curve_svg import curve_svg
from abmtui.report.html_style import STYLE
from abmtui.report.sides import to_the_right
from abmtui.wording import shown
from abmtui.workspace.curves import WHALE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from abmtui.formats import Formats
    from abmtui.portfolio.lorenz import Point
    from abmtui.report.blocks import Block
    from abmtui.workspace.curves import DrawnCurve

LONG: Final = 25
"""Rows from which a table may break over pages."""
LISTED: Final = 6
"""Parts from which a document begins with a list of them."""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""The browser is told to fetch and run nothing, whatever the text holds."""


def as_html(blocks: Sequence[Block], figures: Sequence[str] = (), *, after: int = 1, written: str = "") -> str:
    """Return a whole document: the first block is its title, `figures` stand behind block `after`, `written` says when at the end."""
    title = blocks[0].heading if blocks else ""
    body = [part for place, block in enumerate(blocks) for part in _block(block, place)]
    starts = [place for place, part in enumerate(body) if part.startswith("<section")]
    if figures:
        at = starts[after + 1] if after + 1 < len(starts) else len(body)
        body.insert(at, f'<div class="curves">\n{chr(10).join(figures)}\n</div>')
    if len(blocks) > LISTED:
        body.insert(starts[1], _listed(blocks))
    foot = [f"<footer>{_text(written)}</footer>"] if written else []
    return "\n".join([*_head(title), *body, *foot, "</body>", "</html>", ""])


def _head(title: str) -> tuple[str, ...]:
    return (
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
    )


def figure(curve: DrawnCurve, formats: Formats, account: tuple[str, Point] | None = None) -> str:
    """Return a curve with its title and how it is read, or the words why there is none."""
    behind = "; dim: the whole book" if curve.book_points else ""
    equal = "dotted: all accounts equal" if curve.kind != WHALE else "" if curve.in_money else "dotted: the net total"
    caption = " · ".join(part for part in (curve.title, f"{equal}{behind}".removeprefix("; ")) if part)
    drawing = curve_svg(curve, formats, account) or f"<p>undefined: {_text(curve.undefined)}</p>"
    return f"<figure>\n{drawing}\n<figcaption>{_text(caption)}</figcaption>\n</figure>"


def _block(block: Block, place: int) -> Iterator[str]:
    level = "h1" if place == 0 else "h2"
    yield f'<section id="part-{place}">'
    yield f"<{level}>{_text(block.heading)}</{level}>"
    for sentence in block.sentences:
        yield f"<p>{_text(sentence)}</p>"
    if block.rows:
        yield from _table(block)
    yield "</section>"


def _table(block: Block) -> Iterator[str]:
    right = to_the_right(block.rows, numbers=block.numbers)
    yield '<table class="long">' if len(block.rows) > LONG else "<table>"
    if any(block.columns):
        yield f"<thead><tr>{''.join(_cell('th', cell, to_right) for cell, to_right in zip(block.columns, right, strict=False))}</tr></thead>"
    yield "<tbody>"
    for row in block.rows:
        yield f"<tr>{''.join(_cell('td', cell, to_right) for cell, to_right in zip(row, right, strict=True))}</tr>"
    yield "</tbody></table>"


def _cell(tag: str, text: str, to_right: bool) -> str:
    side = ' class="n"' if to_right else ""
    return f"<{tag}{side}>{_text(text)}</{tag}>"


def _listed(blocks: Sequence[Block]) -> str:
    links = (f'<a href="#part-{place}">{_text(block.heading)}</a>' for place, block in enumerate(blocks) if place)
    return f"<nav>\n{chr(10).join(links)}\n</nav>"


def _text(words: str) -> str:
    """Return words as text of the document, safe between tags and in a quoted attribute; controls become visible marks."""
    return escape(shown(words), quote=True)
