"""How far a portfolio is from 80/20, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.portfolio.book import Figures

PARETO: Final = 80
"""Percent of the total that the Pareto principle gives to the largest 20% of accounts."""


def distance_from_80_20(figures: Figures, formats: Formats) -> str:
    """Return what the largest 20% of accounts hold and how far that is from 80%, such as `76/20: 4 points below 80/20`.

    In whole points, as both numbers are written; figures without a total give the reason.
    """
    held = figures.concentration.top_20_percent_share
    if held is None:
        return f"undefined: {figures.concentration.undefined}"
    percent = round(held * 100)
    distance = abs(percent - PARETO)
    if not distance:
        return "80/20 to the point"
    return f"{formats.number(percent)}/20: {formats.number(distance)} point{'s' * (distance != 1)} {'above' if percent > PARETO else 'below'} 80/20"
