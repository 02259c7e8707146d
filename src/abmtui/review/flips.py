"""What would move one account over the nearest line of class, band or zone, in words with the money or the score it takes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio.lorenz import ranked
from abmtui.portfolio.thresholds import Others, least_value
from abmtui.portfolio.zones import BAND, LOW, MASS, MIDDLE, TARGETED, TOP, outside_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.formats import Formats
    from abmtui.review.standing import Standing

_WHOLE: Final = 100.0
"""From this amount on no cents are written."""
_HALVED: Final = 1e-8
"""What is left of rounding in a value found by halving."""


@dataclass(frozen=True, eq=False)
class Flips:
    """The thresholds around one account."""

    standing: Standing
    formats: Formats
    one: Mapping[str, Any]
    """The account's row of `decided.laid`, and its `potential`."""

    def money(self, amount: float) -> str:
        """Return an amount with its currency."""
        currency = self.standing.ground.portfolio.currency
        text = self.formats.number(amount, 0 if amount >= _WHOLE or amount == round(amount) else 2)
        return f"{currency} {text}" if currency else text

    def of_class(self, by_rule: str, *, zone_follows: bool) -> str:
        """Return what would give another class than the rule's, the nearest first; with `zone_follows` the zone goes with it."""
        lines = self.standing.ground.rules.classes
        a, b = self._least(lines.a, lines.by), self._least(lines.b, lines.by)
        class_a = f"class A{' and ABM' * zone_follows}"
        parts = {
            "A": (self._below(a, "it is class B"),),
            "B": (self._more(a, class_a), self._below(b, "it is class C")),
            "C": (self._more(b, "class B"), self._more(a, class_a)),
        }[by_rule]
        return "; ".join(part for part in parts if part)

    def of_zone(self, zone: str) -> str:
        """Return what would give another zone than the rule's; a score of needs before money."""
        band = self.one[BAND]
        if band is None:
            return ""
        top, low = self._bands()
        parts = {
            TOP: (self._below(top, "it leaves zone ABM"),),
            MIDDLE: (self._more(top, "ABM"), self._below(low, "it falls into the low band")),
            LOW: (self._by_needs(zone), "" if zone == TARGETED or low == top else self._more(low, TARGETED), self._more(top, "ABM")),
        }[band]
        return "; ".join(part for part in parts if part)

    def _by_needs(self, zone: str) -> str:
        most = math.floor(self.standing.ground.rules.zones.homogeneous)
        to_mass, to_targeted = f"needs scored {most} or less make it {MASS}", f"needs scored {most + 1} or more make it {TARGETED}"
        return {MASS: to_targeted, TARGETED: to_mass}.get(zone, f"{to_mass}, {most + 1} or more {TARGETED}")

    def _bands(self) -> tuple[float | None, float | None]:
        """Return the least values in the top band and above the low one; None where a line follows a class that a plan says."""
        ground = self.standing.ground
        zones, classes = ground.rules.zones, ground.rules.classes
        if self.one["rank"] is None:
            lines = outside_lines(ground.book, zones)
            return lines.top, lines.low
        fixed = self.one["class_by_plan"]
        top = self._least(zones.top, "value") if zones.top is not None else None if fixed else self._least(classes.a, classes.by)
        low = self._least(zones.low, "value") if zones.low is not None else None if fixed else self._least(classes.b, classes.by)
        return top, low

    def _least(self, line: float, by: str) -> float | None:
        ranking = self.standing.ground.book.ranking
        curve = ranked(ranking.values.head(ranking.positive))
        return least_value(Others(curve.values, curve.running, self.one["value"]), line, by)

    def _weighed(self) -> tuple[float, str]:
        """Return the account's own value and what it is called."""
        if self.one["rank"] is None:
            return self.one["potential"], "potential"
        return self.one["value"], self.standing.ground.book.measure.metric

    def _more(self, least: float | None, becomes: str) -> str:
        own, metric = self._weighed()
        if least is None or least <= own:
            return ""
        return f"{self.money(_whole(least - own, math.ceil))} more {metric} makes it {becomes}"

    def _below(self, least: float | None, becomes: str) -> str:
        own, metric = self._weighed()
        return "" if least is None or least > own * (1 + _HALVED) else f"below {self.money(_whole(least, math.floor))} of {metric} {becomes}"


def _whole(amount: float, rounded: Any) -> float:
    """Return an amount in whole units, small ones in cents, rounded to the safe side."""
    scale = 1.0 if amount >= _WHOLE else 100.0
    slack = -_HALVED if rounded is math.ceil else _HALVED
    return float(rounded(amount * scale * (1 + slack))) / scale
