"""Text cut and padded to a number of terminal cells, wide and combining letters counted as a terminal counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS: Final = "…"


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, with an ellipsis where something was cut off."""
    if cell_len(text) <= width:
        return text
    return "" if width <= 0 else set_cell_size(text, width - 1).rstrip() + ELLIPSIS


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` in exactly `width` cells."""
    short = cut(text, width)
    blanks = " " * (width - cell_len(short))
    return blanks + short if right else short + blanks


def wrapped(text: str, width: int, limit: int) -> tuple[str, ...]:
    """Return `text` broken at blanks into at most `limit` lines of `width` cells; what is too much ends in an ellipsis."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < limit - 1 and cell_len(rest) > width:
        head = set_cell_size(rest, width + 1)
        place = head.rfind(" ")
        place = place if place > width // 2 else max(1, len(set_cell_size(rest, width).rstrip()))
        lines.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return (*lines, cut(rest, width))


def shares(spare: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Return `spare` cells dealt out by weight, all of them, the first ones rounded up."""
    total = sum(weights)
    if total <= 0 or spare <= 0:
        return (0,) * len(weights)
    given = [spare * weight // total for weight in weights]
    for place in sorted(range(len(weights)), key=lambda place: -weights[place])[: spare - sum(given)]:
        given[place] += 1
    return tuple(given)
