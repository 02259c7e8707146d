"""Weighted scores: what counts, what it is worth, and who stands out beside its revenue."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abmtui.portfolio.gems import gems_of
from abmtui.portfolio.scores import Age, Counted, band_of, counted, plain, rank_of, weighted

TODAY = dt.date(2026, 11, 22)
AGE = Age(TODAY)
WEIGHTS = {"role of technology": 50.0, "trust": 30.0, "stakes": 20.0}
SCHEMA: dict[str, Any] = {"account_id": pl.String, "criterion": pl.String, "score": pl.Int8, "source": pl.String, "date": pl.Date, "due": pl.Date}
Row = tuple[str, str, "int | None", str, "dt.date | None", "dt.date | None"]


def row(account: str, criterion: str, score: int | None, source: str = "asked", **dates: dt.date | None) -> Row:
    """Return one row of scores, of yesterday unless `date` says otherwise."""
    return (account, criterion, score, source, dates.get("date", dt.date(2026, 11, 21)), dates.get("due"))


def frame(*rows: Row) -> pl.DataFrame:
    """Return rows of scores as the roll-up gives them."""
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def count(*rows: Row, weights: dict[str, float] | None = None) -> Counted:
    """Return which of the rows count."""
    return counted(frame(*rows), WEIGHTS if weights is None else weights, AGE, ("margin",))


def scores(*rows: Row, weights: dict[str, float] | None = None) -> dict[str, tuple[Any, Any]]:
    """Return score and coverage by account."""
    found = weighted(count(*rows, weights=weights).rows, WEIGHTS if weights is None else weights)
    return {account: (score, coverage) for account, score, coverage in found.select("account_id", "score", "coverage").iter_rows()}


def test_a_score_is_weighted_over_what_is_there_and_coverage_says_how_much_that_is() -> None:
    """(50*4 + 30*2) / 80 = 3.25 over 80 of 100; a missing score is not 0."""
    assert scores(row("1", "role of technology", 4), row("1", "trust", 2)) == {"1": (pytest.approx(3.25), pytest.approx(0.8))}
    assert scores(row("1", "stakes", 5)) == {"1": (pytest.approx(5.0), pytest.approx(0.2))}


def test_nothing_scored_is_no_account_and_no_weights_are_no_score() -> None:
    """An empty frame, criteria without weight, a config without criteria."""
    assert scores() == {}
    assert scores(row("1", "trust", 4), weights={"trust": 0.0}) == {}
    assert scores(row("1", "trust", 4), weights={}) == {}


def test_the_latest_score_of_a_criterion_counts() -> None:
    """The later date, of the same day the lower row, an undated one before any dated one; what it replaces is counted."""
    old, new = row("1", "trust", 1, date=dt.date(2025, 1, 1)), row("1", "trust", 5)
    assert scores(old, new) == scores(new, old) == {"1": (5.0, pytest.approx(0.3))}
    assert scores(row("1", "trust", 2), row("1", "trust", 3))["1"][0] == 3.0
    assert scores(new, row("1", "trust", 1, date=None))["1"][0] == 5.0
    assert count(old, new).left_out.replaced == 1


def test_scores_of_the_future_and_off_the_scale_are_counted_and_not_used() -> None:
    """An earlier score stands in for one dated tomorrow; 0, 6 and nothing are no scores."""
    found = count(row("1", "trust", 2), row("1", "trust", 5, date=dt.date(2026, 11, 23)), row("1", "stakes", 6), row("2", "stakes", 0), row("2", "trust", None))
    assert found.rows.select("criterion", "score").rows() == [("trust", 2)]
    assert (found.left_out.future, found.left_out.without_score, found.left_out.replaced) == (1, 3, 0)


def test_unknown_criteria_are_left_out_by_name_and_those_of_the_other_score_in_silence() -> None:
    """Case, hyphens and low lines do not matter; an empty criterion is unknown too."""
    found = count(row("1", "Role_of-Technology", 4), row("1", "likes us", 5), row("2", "likes us", 5), row("1", "Margin", 5), row("1", "", 3))
    assert found.rows["criterion"].to_list() == ["role of technology"]
    assert found.left_out.unknown == {"": 1, "likes us": 2}


def test_a_score_is_stale_past_its_days_or_its_date_and_guessed_by_its_source() -> None:
    """366 days are too many and 365 are not; due today is not past; without any date nobody can say."""
    rows = count(
        row("1", "trust", 3, date=dt.date(2025, 11, 21)),
        row("2", "trust", 3, date=dt.date(2025, 11, 22), source="guessed"),
        row("3", "trust", 3, due=dt.date(2026, 11, 21), source=""),
        row("4", "trust", 3, due=TODAY),
        row("5", "trust", 3, date=None),
    ).rows
    assert rows["stale"].to_list() == [True, False, True, False, False]
    assert rows["guessed"].to_list() == [False, True, False, False, False]
    assert weighted(rows, WEIGHTS).select("stale", "guessed").rows() == [(1, 0), (0, 1), (1, 0), (0, 0), (0, 0)]


def test_ranks_begin_at_the_highest_score_and_equal_ones_keep_their_order() -> None:
    """Scores that differ only by rounding are equal."""
    assert rank_of(pl.Series([3.0, None, 4.5, 3.0 + 1e-15])).to_list() == [2, None, 1, 3]


def test_scores_fall_into_bands_to_group_by() -> None:
    """The lines belong to high and low, rounding does not move a score over them."""
    bands = pl.DataFrame({"score": [5.0, 3.5 - 1e-12, 3.4, 2.6, 2.5, 1.0, None]}).select(band_of(pl.col("score"))).to_series().to_list()
    assert bands == ["high", "high", "middle", "middle", "low", "low", None]


def test_a_criterion_is_compared_plain() -> None:
    """As a config spells it in a key, as a person types it."""
    assert plain("  Build-test_run-evolve  MATURITY ") == "build test run evolve maturity"


POINTS = st.dictionaries(st.sampled_from([f"c{number}" for number in range(8)]), st.tuples(st.integers(1, 5), st.integers(1, 40)), min_size=1)


def of_points(points: dict[str, tuple[int, int]], factor: float = 1.0, without: tuple[str, ...] = ()) -> tuple[float, float]:
    """Return score and coverage of one account with these scores and weights."""
    weights = {name: weight * factor for name, (_, weight) in points.items()}
    return scores(*(row("1", name, score) for name, (score, _) in points.items() if name not in without), weights=weights)["1"]


@given(POINTS, st.floats(0.001, 1000))
def test_scaling_all_weights_changes_nothing(points: dict[str, tuple[int, int]], factor: float) -> None:
    """Weights are shares of their sum."""
    assert of_points(points, factor) == pytest.approx(of_points(points))


@given(POINTS, st.integers(1, 40))
def test_a_further_criterion_with_the_mean_score_leaves_the_score(points: dict[str, tuple[int, int]], weight: int) -> None:
    """Whatever its weight."""
    mean = of_points(points)[0]
    rows = [(score, one) for score, one in points.values()] + [(mean, weight)]
    more = pl.DataFrame({"account_id": "1", "score": [float(score) for score, _ in rows], "weight": [float(one) for _, one in rows]})
    found = weighted(more.with_columns(stale=pl.lit(value=False), guessed=pl.lit(value=False)), {})
    assert found["score"].item() == pytest.approx(mean)


@given(POINTS, st.data())
def test_a_missing_score_lowers_nothing_but_the_coverage(points: dict[str, tuple[int, int]], data: st.DataObject) -> None:
    """Without one of them the score lies within the others' bounds: nothing counts as 0."""
    gone = data.draw(st.sampled_from(sorted(points)))
    rest = {name: value for name, value in points.items() if name != gone}
    if not rest:
        return
    score, coverage = of_points(points, without=(gone,))
    assert min(one for one, _ in rest.values()) - 1e-9 <= score <= max(one for one, _ in rest.values()) + 1e-9
    assert score == pytest.approx(of_points(rest)[0])
    assert coverage < of_points(points)[1] == pytest.approx(1.0)


@given(POINTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(points: dict[str, tuple[int, int]], random: Any) -> None:
    """As long as no criterion is scored twice."""
    rows = [row("1", name, score) for name, (score, _) in points.items()]
    weights = {name: float(weight) for name, (_, weight) in points.items()}
    straight = scores(*rows, weights=weights)["1"]
    random.shuffle(rows)
    assert scores(*rows, weights=weights)["1"] == pytest.approx(straight)


def gems(*accounts: tuple[float | None, float, int | None], largest: int = 2) -> list[str | None]:
    """Return the marks of accounts given as (score, coverage, rank by revenue)."""
    score, coverage, rank = zip(*accounts, strict=True)
    return gems_of(pl.Series(score, dtype=pl.Float64), pl.Series(coverage), pl.Series(rank, dtype=pl.UInt32), largest).marks.to_list()


FIVE = ((5.0, 1.0, 4), (4.0, 1.0, 1), (3.0, 1.0, 3), (2.0, 1.0, 5), (1.0, 1.0, 2))


def test_a_gem_is_in_the_best_fifth_and_not_among_the_largest_and_its_reverse_the_other_way_round() -> None:
    """Of five the first and the last; high and large is no gem, low and small no reverse."""
    assert gems(*FIVE) == ["hidden gem", None, None, None, "reverse"]
    assert gems(*FIVE, largest=5) == [None, None, None, None, "reverse"]
    assert gems(*FIVE, largest=1) == ["hidden gem", None, None, None, None]


def test_only_customers_scored_on_half_of_the_weight_are_judged() -> None:
    """A prospect without a rank by revenue, an account on 49%, one without a score: none is judged, none counts."""
    more = ((4.9, 0.49, 9), (5.0, 1.0, None), (None, 0.0, 8))
    assert gems(*FIVE, *more) == [*gems(*FIVE), None, None, None]
    score, coverage, rank = zip(*FIVE, *more, strict=True)
    assert gems_of(pl.Series(score), pl.Series(coverage), pl.Series(rank), 2).judged == 5
    found = gems_of(pl.Series([5.0, 4.0]), pl.Series([0.5, 0.5]), pl.Series([1, 2]), 1)
    assert (found.marks.to_list(), found.judged) == ([None, None], 2)
    assert found.undefined == "it takes 5 accounts with revenue that are scored on half of the weight or more; there are 2"
    assert gems_of(pl.Series([5.0]), pl.Series([1.0]), pl.Series([None], dtype=pl.UInt32), 0).undefined == "no scored account has revenue to compare with"


def test_where_all_are_alike_nobody_stands_out_and_ties_at_the_line_stand_together() -> None:
    """Five equal scores; two that share the best; a fifth of six is rounded up to two."""
    assert gems(*((3.0, 1.0, rank) for rank in range(1, 6))) == [None] * 5
    assert gems((5.0, 1.0, 4), (5.0, 1.0, 6), *FIVE[1:]) == ["hidden gem", "hidden gem", None, None, None, "reverse"]
    found = gems_of(pl.Series([6.0, 5, 4, 3, 2, 1]), pl.Series([1.0] * 6), pl.Series(range(1, 7)), 0)
    assert (found.high, found.low, found.judged, found.largest) == (5.0, 2.0, 6, 0)
