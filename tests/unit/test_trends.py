"""An account's own course: its series, trend, volatility and bars."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.model import Grain, Portfolio
from abmtui.portfolio.spans import whole
from abmtui.portfolio.trends import plain_sparkline, series_of, sparklines, trend, trend_counts, trend_word, volatility

TODAY = dt.date(2026, 11, 22)
VALUES = st.lists(st.one_of(st.none(), st.integers(-1000, 100_000).map(float)), min_size=2, max_size=8)


def series(*accounts: list[float | None]) -> pl.DataFrame:
    """One row an account, one column a period."""
    return pl.DataFrame(list(accounts), schema=[f"p{place}" for place in range(len(accounts[0]))], orient="row").cast(pl.Float64)


def portfolio(*rows: tuple[int, str, float], grain: Grain = "year", accounts: int = 3) -> Portfolio:
    """Accounts with rows of (account, date, revenue)."""
    names = [f"a{place}" for place in range(accounts)]
    frame = pl.DataFrame({"id": names, "name": names, "kind": ["customer"] * accounts})
    periods = pl.DataFrame(rows, schema={"account": pl.UInt32, "date": pl.String, "revenue": pl.Float64}, orient="row")
    return Portfolio(frame, periods.with_columns(pl.col("date").str.to_date()), grain)


def test_a_series_is_empty_before_the_first_row_and_in_a_gap() -> None:
    """Later a period without a row counts 0; an account without any row has nothing."""
    found = portfolio((0, "2021-12-31", 5.0), (1, "2022-12-31", 7.0), (1, "2024-12-31", 8.0))
    made = series_of(found, "revenue", whole(found, TODAY, "year"))
    assert made.columns == ["2021", "2022", "2023", "2024"]
    assert made.rows() == [(5.0, 0.0, None, 0.0), (None, 7.0, None, 8.0), (None, None, None, None)]
    assert series_of(found, "margin", whole(found, TODAY, "year")).width == 0


def test_the_order_of_rows_does_not_matter() -> None:
    """A roll-up leaves them mixed."""
    mixed = portfolio((1, "2024-12-31", 8.0), (0, "2022-12-31", 5.0), (1, "2022-12-31", 7.0), (0, "2021-12-31", 4.0), (0, "2024-12-31", 1.0))
    assert series_of(mixed, "revenue", whole(mixed, TODAY, "year")).rows() == [(4.0, 5.0, None, 1.0), (None, 7.0, None, 8.0), (None,) * 4]


def test_a_series_sums_the_days_of_a_period() -> None:
    """Two orders in one quarter are one value."""
    found = portfolio((0, "2025-01-03", 5.0), (0, "2025-03-30", 6.0), (0, "2025-04-01", 1.0), (0, "2025-09-01", 0.5), grain="day")
    assert series_of(found, "revenue", whole(found, TODAY, "quarter")).row(0) == (11.0, 1.0, 0.5)


@pytest.mark.parametrize(
    ("values", "a_year", "expected"),
    [
        ([10.0, 20.0, 30.0], 1, 0.5),
        ([30.0, 20.0, 10.0], 1, -0.5),
        ([10.0, 20.0, 30.0], 4, 2.0),
        ([None, 10.0, 30.0], 1, 1.0),
        ([10.0, None, 30.0], 1, 0.5),
        ([7.0, 7.0, 7.0], 1, 0.0),
        ([None, None, 30.0], 1, None),
        ([None, None, None], 1, None),
        ([-1.0, 0.0, 1.0], 1, None),
        ([-5.0, -5.0, -5.0], 1, None),
    ],
)
def test_trend_is_the_least_squares_slope_a_year_over_the_mean(values: list[float | None], a_year: int, expected: float | None) -> None:
    """A gap keeps its place on the line of time; no mean above zero, or fewer than two values: undefined."""
    assert trend(series(values), a_year).to_list() == [expected if expected is None else pytest.approx(expected)]


def test_trend_against_a_fitted_line() -> None:
    """Worked by hand: y = 3, 5, 4, 8 over x = 0..3 has sum (x - 1.5) y = 7 over sum (x - 1.5)^2 = 5, slope 1.4, mean 5."""
    assert trend(series([3.0, 5.0, 4.0, 8.0]), 1)[0] == pytest.approx(1.4 / 5)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0], 0.4), ([3.0, 3.0], 0.0), ([None, 3.0], None), ([-1.0, 1.0], None), ([None, 1.0, 3.0], 0.5)],
)
def test_volatility_is_the_coefficient_of_variation_of_a_population(values: list[float | None], expected: float | None) -> None:
    """The textbook's eight values have mean 5 and standard deviation 2."""
    assert volatility(series(values)).to_list() == [expected if expected is None else pytest.approx(expected)]


def test_one_period_has_neither() -> None:
    """Nothing to compare with."""
    assert trend(series([1.0]), 1).to_list() == volatility(series([1.0])).to_list() == [None]


def test_trend_words_and_counts() -> None:
    """Under 5% a year is flat."""
    assert [trend_word(value) for value in (0.049, -0.049, 0.05, -0.05, -0.28)] == ["flat", "flat", "rising", "falling", "falling"]
    assert trend_counts(pl.Series([0.049, 0.05, -0.05, None])) == {"rising": 1, "flat": 1, "falling": 1, "undefined": 1}


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], "▁▂▃▄▅▆▇█"),
        ([None, 5.0, 5.0], " ██"),
        ([-3.0, 0.0, 8.0], "▁▁█"),
        ([-3.0, -1.0, 0.0], "▁▁▁"),
        ([-3.0, -1.0, -2.0], "▁▁▁"),
        ([100.0, 0.001, 13.0], "█▁▂"),
        ([None, None, None], None),
    ],
)
def test_bars(values: list[float | None], text: str | None) -> None:
    """From zero to the account's own largest value; a blank where nothing is known; negative at the lowest."""
    assert sparklines(series(values)).to_list() == [text]


def test_bars_in_ascii_are_as_wide() -> None:
    """Each bar has a sign of its own."""
    assert plain_sparkline("▁▂▃▄▅▆▇█ █") == "_.-:=+*# #"
    assert sparklines(pl.DataFrame()).to_list() == []


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.lists(VALUES, min_size=1, max_size=6).map(lambda rows: [(row + [None] * 8)[:8] for row in rows]), st.integers(-3, 6))
def test_scale_and_order_change_nothing(rows: list[list[float | None]], power: int) -> None:
    """Another currency unit, or other neighbours in the table, leave trend, volatility and bars as they are."""
    plain, scaled = series(*rows), series(*([None if value is None else value * 2.0**power for value in row] for row in rows))
    turned = series(*reversed(rows))
    for make in (lambda one: trend(one, 4), volatility, sparklines):
        assert make(scaled).to_list() == make(plain).to_list()
        assert make(turned).reverse().to_list() == make(plain).to_list()


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.floats(0.01, 1e9), st.integers(2, 8))
def test_an_unchanged_account_has_no_trend(value: float, periods: int) -> None:
    """Exactly zero, whatever the value."""
    made = series([value] * periods)
    assert (trend(made, 4)[0], volatility(made)[0]) == (0.0, 0.0)
