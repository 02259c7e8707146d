"""Frames that begin where something changed: a point that moves over a curve costs its own cells, not the line before them.

Textual 8.2 cuts what it writes of a widget's line at the right end of the change, never at the left (`ChopsUpdate.render_segments`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, Compositor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.strip import Strip


class CroppingCompositor(Compositor):
    """Puts a screen together as Textual does; what is written of a line starts at its first change."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Return what changed, each line cropped at the left."""
        update = super().render_partial_update()
        if update is None:
            return None
        spans: dict[int, list[tuple[int, int]]] = {}
        for y, start, end in update.spans:
            spans.setdefault(y, []).append((start, end))
        chops = [dict(_begun(line, spans[y])) if y in spans else line for y, line in enumerate(update.chops)]
        return ChopsUpdate(chops, update.spans, update.chop_ends)


def _begun(line: Mapping[int, Strip | None], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Strip | None]]:
    """Yield the pieces of a line by their first cells, each begun where the first of the spans begins in it.

    A piece with wide letters stays whole: half of one cannot be written.
    """
    for x, strip in line.items():
        if strip is None or strip.cell_length != len(strip.text):
            yield x, strip
            continue
        first = min((max(x, start) for start, end in spans if start < x + strip.cell_length and end > x), default=x)
        yield first, strip.crop(first - x)
