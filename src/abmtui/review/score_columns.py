"""Outside-in and selection scores of each account, their ranks and their coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.scores import band_of
from abmtui.review.intelligence import intelligence_of
from abmtui.review.scored import over_table, scored
from abmtui.review.standing import Further

if TYPE_CHECKING:
    from abmtui.review.standing import Standing


def _outside(standing: Standing, name: str) -> pl.Series:
    return over_table(standing, scored(standing).outside_in, name)


def _band(standing: Standing) -> pl.Series:
    return over_table(standing, scored(standing).outside_in.select("row", band_of(pl.col("score")).alias("band")), "band")


def _selection(standing: Standing, name: str) -> pl.Series:
    return over_table(standing, scored(standing).selection, name)


def _counts(standing: Standing, name: str) -> pl.Series:
    """Return the stale or guessed scores of both kinds together; null for an account without scores."""
    one, other = _outside(standing, name), _selection(standing, name)
    return pl.select(pl.when(one.is_not_null() | other.is_not_null()).then(one.fill_null(0) + other.fill_null(0))).to_series()


def _known(standing: Standing, name: str) -> pl.Series:
    return over_table(standing, intelligence_of(standing), name)


COLUMNS: Final[tuple[Further, ...]] = (
    Further(
        "outside_in", "Outside-in", "score", lambda standing: _outside(standing, "score"), "The outside-in score, 1 to 5, over the criteria that are scored."
    ),
    Further(
        "outside_in_coverage",
        "Outside-in coverage",
        "score",
        lambda standing: _outside(standing, "coverage"),
        "The share of the outside-in criteria's weight that is scored, 0 to 1.",
    ),
    Further(
        "outside_in_rank", "Outside-in rank", "count", lambda standing: _outside(standing, "rank"), "The rank by outside-in score among the scored accounts."
    ),
    Further("outside_in_band", "Outside-in band", "text", _band, "high (3.5 or more), middle or low (2.5 or less): to group accounts by."),
    Further(
        "gem",
        "Gem",
        "text",
        lambda standing: _outside(standing, "gem"),
        "Hidden gem: best fifth by outside-in score, not class A by revenue; reverse: last fifth, class A by revenue.",
    ),
    Further("scores_stale", "Stale scores", "count", lambda standing: _counts(standing, "stale"), "Scores that are too old or past their date."),
    Further("scores_guessed", "Guessed scores", "count", lambda standing: _counts(standing, "guessed"), "Scores that nobody asked for or observed."),
    Further("selection_score", "Selection", "score", lambda standing: _selection(standing, "score"), "The score of the selection worksheet, 1 to 5."),
    Further(
        "selection_coverage",
        "Selection coverage",
        "score",
        lambda standing: _selection(standing, "coverage"),
        "The share of the worksheet's weight that is scored, 0 to 1.",
    ),
    Further(
        "selection_rank", "Selection rank", "count", lambda standing: _selection(standing, "rank"), "The rank by worksheet among the accounts that have one."
    ),
    Further(
        "intelligence",
        "Intelligence",
        "score",
        lambda standing: _known(standing, "intelligence"),
        "The share of what there is to know that the plan says, 0 to 1.",
    ),
    Further("deciders", "Deciders", "count", lambda standing: _known(standing, "deciders"), "People in the plan who decide, those who left not counted."),
    Further("influencers", "Influencers", "count", lambda standing: _known(standing, "influencers"), "People in the plan with another part in the decision."),
)
