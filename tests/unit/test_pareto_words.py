"""The distance from 80/20 in words."""

from __future__ import annotations

import pytest

from abmtui.formats import Formats
from abmtui.portfolio.book import Figures
from abmtui.portfolio.concentration import Concentration
from abmtui.report.pareto_words import distance_from_80_20


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (0.762, "76/20: 4 points below 80/20"),
        (0.7949, "79/20: 1 point below 80/20"),
        (0.8049, "80/20 to the point"),
        (0.8871, "89/20: 9 points above 80/20"),
        (None, "undefined: no accounts"),
    ],
)
def test_the_distance_from_80_20(held: float | None, words: str) -> None:
    """What the largest 20% hold, rounded, and the points between that and 80; without a total the reason."""
    figures = Figures(Concentration(top_20_percent_share=held, undefined="" if held else "no accounts"))
    assert distance_from_80_20(figures, Formats()) == words
