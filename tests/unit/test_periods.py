"""Periods: what is offered, what an account made in one, and what it is compared with."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from abmtui.portfolio.model import EMPTY, Grain, Portfolio
from abmtui.portfolio.periods import period_names, period_problem, period_values
from abmtui.problems import Severity

Row = tuple[int, str, float]


def portfolio(*rows: Row, grain: Grain = "day", **columns: list[float | None]) -> Portfolio:
    """Three accounts, with rows of (account, date, revenue)."""
    accounts = pl.DataFrame({"id": ["a", "b", "c"], "name": ["A", "B", "C"], "kind": ["customer"] * 3, **columns})
    periods = pl.DataFrame(rows, schema={"account": pl.UInt32, "date": pl.String, "revenue": pl.Float64}, orient="row")
    return Portfolio(accounts, periods.with_columns(pl.col("date").str.to_date()), grain)


DAYS = portfolio(
    (0, "2022-12-05", 1.0),
    (0, "2023-01-09", 10.0),
    (1, "2023-06-30", 20.0),
    (0, "2024-02-29", 100.0),
    (0, "2024-08-01", 200.0),
    (2, "2024-12-31", 400.0),
    (1, "2025-01-15", 1000.0),
    (0, "2025-08-01", 2000.0),
)
YEARS = portfolio(
    (0, "2023-12-31", 5.0), (1, "2024-12-31", 6.0), (0, "2025-12-31", 7.0), grain="year", revenue=[7.0, 0.0, None], prior_revenue=[5.0, None, 1.0]
)


def test_what_is_offered() -> None:
    """Newest first; quarters and the last twelve months only where days are known."""
    assert period_names(DAYS) == (
        "all",
        "last12",
        "2025",
        "2024",
        "2023",
        "2022",
        "2025Q3",
        "2025Q1",
        "2024Q4",
        "2024Q3",
        "2024Q1",
        "2023Q2",
        "2023Q1",
        "2022Q4",
    )
    assert period_names(YEARS) == ("all", "2025", "2024", "2023")
    assert period_names(EMPTY) == ("all",)
    assert period_names(portfolio(grain="day")) == ("all",)


@pytest.mark.parametrize(
    ("period", "values", "prior"),
    [
        ("2024", [300.0, 0.0, 400.0], [10.0, 20.0, 0.0]),
        ("2023", [10.0, 20.0, 0.0], None),
        # the running year ends with the newest date, and so does the span it is compared with
        ("2025", [2000.0, 1000.0, 0.0], [300.0, 0.0, 0.0]),
        ("2025Q3", [2000.0, 0.0, 0.0], [200.0, 0.0, 0.0]),
        ("2025-q3", [2000.0, 0.0, 0.0], [200.0, 0.0, 0.0]),
        ("2024Q4", [0.0, 0.0, 400.0], [0.0, 0.0, 0.0]),
        ("2024Q1", [100.0, 0.0, 0.0], [10.0, 0.0, 0.0]),
        ("2022Q4", [1.0, 0.0, 0.0], None),
        ("last12", [2000.0, 1000.0, 400.0], [300.0, 0.0, 0.0]),
        (" LAST12 ", [2000.0, 1000.0, 400.0], [300.0, 0.0, 0.0]),
    ],
)
def test_a_period_and_the_same_span_a_year_before(period: str, values: list[float], prior: list[float] | None) -> None:
    """An account without a row in the period made nothing in it; before the data begins there is no comparison."""
    found = period_values(DAYS, "revenue", period)
    assert found.undefined == ""
    assert found.values.to_list() == values
    assert (found.prior if found.prior is None else found.prior.to_list()) == prior


def test_the_last_twelve_months_begin_a_day_after_the_same_day() -> None:
    """1 August 2024 belongs to the twelve months before, also where the newest date is 29 February."""
    leap = portfolio((0, "2023-02-28", 1.0), (1, "2023-03-01", 2.0), (2, "2024-02-29", 4.0))
    assert period_values(leap, "revenue", "last12").values.to_list() == [0.0, 2.0, 4.0]


def test_the_first_year_there_is_has_no_year_before() -> None:
    """A mistyped year 1 ends nothing."""
    assert period_values(portfolio((0, "0001-03-05", 1.0)), "revenue", "1").values.to_list() == [1.0, 0.0, 0.0]


def test_a_year_of_yearly_columns() -> None:
    """Compared with the year before when there is one."""
    assert period_values(YEARS, "revenue", "2025").values.to_list() == [7.0, 0.0, 0.0]
    prior = period_values(YEARS, "revenue", "2025").prior
    assert prior is not None
    assert prior.to_list() == [0.0, 6.0, 0.0]
    assert period_values(YEARS, "revenue", "2023").prior is None


def test_all_is_the_source_s_own_figure() -> None:
    """With its own prior revenue, which no other metric has; what the source leaves empty stays empty."""
    found = period_values(YEARS, "revenue")
    assert found.values.to_list() == [7.0, 0.0, None]
    assert found.prior is not None
    assert found.prior.to_list() == [5.0, None, 1.0]
    assert period_values(portfolio(margin=[1.0, 2.0, 3.0], prior_revenue=[1.0, 1.0, 1.0]), "margin").prior is None
    assert period_values(portfolio(revenue=[1.0, 2.0, 3.0]), "revenue").prior is None


@pytest.mark.parametrize(
    ("metric", "period", "reason"),
    [
        ("margin", "all", "no such column, and revenue - cost lacks cost"),
        ("potential", "2024", "no such column by period"),
        ("revenue", "2019", "the period 2019 is not in the data; there is all, 2025, 2024, 2023"),
    ],
)
def test_no_values_have_a_reason(metric: str, period: str, reason: str) -> None:
    """All null, as many as accounts."""
    found = period_values(YEARS, metric, period)
    assert found.undefined == reason
    assert found.values.to_list() == [None] * 3
    assert found.values.dtype == pl.Float64


def test_a_period_that_is_not_there_lists_what_there_is() -> None:
    """A quarter of yearly data, a word, and a source without dates."""
    for period in ("2025Q1", "202", "soon"):
        problem = period_problem(YEARS, period)
        assert problem is not None
        assert problem.severity is Severity.USAGE
        assert problem.what == f"the period {period} is not in the data; there is all, 2025, 2024, 2023"
    undated = period_problem(EMPTY, "2025")
    assert undated is not None
    assert undated.what.endswith("there is all, because the source has neither a date column nor columns of years")
    assert period_problem(DAYS, "2024q3") is None


def test_a_long_list_of_periods_is_cut_with_its_number() -> None:
    """Twenty years of quarters do not fit a sentence."""
    long = portfolio(*((0, dt.date(year, month, 1).isoformat(), 1.0) for year in range(2000, 2020) for month in (1, 4, 7, 10)))
    problem = period_problem(long, "1999")
    assert problem is not None
    assert problem.what.endswith("2007, 2006 and 86 more")
