"""What each zone holds: customers and prospects apart, counts beside shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.portfolio.value_grid import Held
from abmtui.portfolio.zones import UNDEFINED, ZONES
from abmtui.tui.bases.fitted import fitted
from abmtui.tui.bases.piece_lines import PieceLines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.formats import Formats
    from abmtui.tui.bases.piece_lines import Pieces

ROOMY: Final = 76
WIDE: Final = (20, 12, 8, 12, 8, 11)
NARROW: Final = (18, 8, 7, 10, 7, 8)
HEADS: Final = (("customers", "revenue", "prospects", "share", "partners"), ("cust.", "share", "prosp.", "share", "part."))
NAMES: Final = {UNDEFINED: "needs not scored"}


class ZoneTable(PieceLines):
    """A heading, which is the legend of the signs too, and a line a zone."""

    DEFAULT_CSS = "ZoneTable { height: 5; }"

    def __init__(self, formats: Formats, signs: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._formats = formats
        self._signs = signs
        self._metric = "value"
        self._held: Mapping[str, Held] = {}

    def show(self, held: Mapping[str, Held], metric: str) -> None:
        """Show what the zones hold, customers by their share of a metric."""
        self._held, self._metric = held, metric
        self.renew()

    def pieces(self, width: int) -> Sequence[Pieces]:
        """Return the heading and the zones."""
        wide = width >= ROOMY
        widths = WIDE if wide else NARROW
        customers, _, prospects, share, partners = HEADS[not wide]
        signs = self._signs
        heads = (f"{signs[3]} key", f"{signs[0]} {customers}", self._metric if wide else share, f"{signs[1]} {prospects}", share, f"{signs[2]} {partners}")
        lines = [(_row(heads, widths), "muted")]
        for zone in ZONES:
            held = self._held.get(zone, Held())
            cells = (
                NAMES.get(zone, zone),
                self._formats.number(held.customers),
                _share(held.customer_share, self._formats),
                self._formats.number(held.prospects),
                _share(held.prospect_share, self._formats),
                self._formats.number(held.partners),
            )
            lines.append((_row(cells, widths), "plain"))
        return tuple((line,) for line in lines)


def _share(share: float | None, formats: Formats) -> str:
    return "—" if share is None else formats.percent(share)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return " " + "".join(fitted(cell, width, right=place > 0) for place, (cell, width) in enumerate(zip(cells, widths, strict=True)))
