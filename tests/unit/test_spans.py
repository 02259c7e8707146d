"""Which whole periods a portfolio covers: a running one is none, a gap is not a zero."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl
import pytest

from abmtui.portfolio.model import EMPTY, Grain, Portfolio
from abmtui.portfolio.pairs import NO_PERIODS, pair_of
from abmtui.portfolio.spans import as_of, baseline_spans, dated, last_12, steps_a_year, steps_of, trend_steps, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.portfolio.spans import Step

TODAY = dt.date(2026, 11, 22)


def portfolio(*dates: str, grain: Grain = "day", mapping: Mapping[str, str] | None = None) -> Portfolio:
    """One account with a row of 1 on each date."""
    accounts = pl.DataFrame({"id": ["a"], "name": ["A"], "kind": ["customer"]})
    rows = [(0, date, 1.0) for date in dates]
    periods = pl.DataFrame(rows, schema={"account": pl.UInt32, "date": pl.String, "revenue": pl.Float64}, orient="row")
    return Portfolio(accounts, periods.with_columns(pl.col("date").str.to_date()), grain, mapping=mapping or {})


def years(*numbers: int, **mapping: str) -> Portfolio:
    """Yearly columns."""
    return portfolio(*(f"{year}-12-31" for year in numbers), grain="year", mapping={name.replace("_", "."): column for name, column in mapping.items()})


DAYS = portfolio("2024-01-20", "2024-05-02", "2025-03-03", "2025-12-05", "2026-11-20")


@pytest.mark.parametrize(
    ("step", "names"),
    [
        ("year", ["2024", "2025"]),
        ("quarter", ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]),
        ("month", ["2025-12"]),
    ],
)
def test_whole_periods_are_over_and_covered(step: Step, names: list[str]) -> None:
    """2026, its last quarter and November are still running; those without a row at either end are left out."""
    assert [one.name for one in whole(DAYS, TODAY, step)] == names


def test_the_newest_month_counts_once_it_is_over() -> None:
    """On 1 December November is whole though the last order was on the 20th; an order on its last day makes it whole at once."""
    assert whole(DAYS, dt.date(2026, 12, 1), "month")[-1].name == "2026-11"
    assert whole(portfolio("2026-10-01", "2026-11-30"), dt.date(2026, 11, 30), "month")[-1].name == "2026-11"


def test_dates_to_come_make_no_whole_period() -> None:
    """A mistyped date of 2062 does not make 2061 a year of data."""
    assert [one.name for one in whole(portfolio("2024-01-05", "2025-06-01", "2062-06-01"), TODAY, "year")] == ["2024", "2025"]


def test_a_gap_is_marked() -> None:
    """A year without any row between others is kept, as empty."""
    assert [(one.name, one.empty) for one in whole(years(2021, 2022, 2025), TODAY, "year")] == [
        ("2021", False), ("2022", False), ("2023", True), ("2024", True), ("2025", False)
    ]  # fmt: skip


def test_the_latest_whole_year_of_columns_is_the_one_read_as_revenue() -> None:
    """Where the revenue is a year's column that year is whole; else the one before today's."""
    assert whole(years(2025, 2026), TODAY, "year")[-1].name == "2025"
    assert whole(years(2025, 2026, revenue="FY26", revenue_2026="FY26", revenue_2025="FY25"), TODAY, "year")[-1].name == "2026"
    assert whole(years(2025, 2026), TODAY, "quarter") == ()


def test_nothing_whole() -> None:
    """No periods, and periods that only run."""
    assert whole(EMPTY, TODAY, "year") == ()
    assert whole(portfolio("2026-11-03"), TODAY, "month") == ()
    assert steps_of(portfolio("2026-11-03"), TODAY) == ()


def test_finer_steps_where_there_are_no_two_years() -> None:
    """Ten months make quarters; three make months."""
    assert [one.name for one in steps_of(portfolio("2026-01-05", "2026-05-05", "2026-11-01"), TODAY)] == ["2026Q1", "2026Q2"]
    assert [one.name for one in steps_of(portfolio("2026-08-05", "2026-09-05", "2026-11-01"), TODAY)] == ["2026-08", "2026-09"]


def test_what_a_trend_is_drawn_over() -> None:
    """Years of yearly columns; with days the last 8 quarters, or months where there are no four quarters."""
    assert steps_a_year(trend_steps(years(2023, 2024, 2025), TODAY)) == 1
    many = portfolio(*(f"{year}-{month:02d}-03" for year in (2023, 2024, 2025) for month in range(1, 13)))
    assert [one.name for one in trend_steps(many, TODAY)] == ["2024Q1", "2024Q2", "2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4"]
    assert steps_a_year(trend_steps(many, TODAY)) == 4
    few = portfolio("2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01", "2026-11-01")
    assert steps_a_year(trend_steps(few, TODAY)) == 12


def test_a_day_that_the_data_tells_of() -> None:
    """Old data is not silent since its end; yearly data tells of no day."""
    assert as_of(DAYS, TODAY) == dt.date(2026, 11, 20)
    assert as_of(DAYS, dt.date(2026, 1, 1)) == dt.date(2026, 1, 1)
    assert as_of(years(2024), TODAY) == as_of(EMPTY, TODAY) == TODAY
    assert last_12(DAYS, TODAY).words == "the 12 months to 20 Nov 2026"


def test_an_own_baseline_has_three_years_at_most() -> None:
    """Newest first; gaps are passed over; nothing before is no baseline."""
    assert [one.name for one in baseline_spans(years(2019, 2020, 2021, 2023, 2025), TODAY)] == ["2025", "2023", "2021", "2020"]
    assert [one.name for one in baseline_spans(DAYS, TODAY)] == ["last12", "last12-1"]
    assert baseline_spans(years(2025), TODAY) == baseline_spans(portfolio("2026-01-03"), TODAY) == baseline_spans(EMPTY, TODAY) == ()
    long = portfolio("2010-01-03", "2026-11-20")
    assert [(one.span.last.year, one.empty) for one in baseline_spans(long, TODAY)] == [(2026, False), (2025, True), (2024, True), (2023, True)]


def test_only_rows_that_tell_the_metric_count() -> None:
    """A year without margins is a gap of the margin; without any, and without the column, there is no period."""
    both = years(2023, 2024, 2025)
    margins = both.periods.with_columns(margin=pl.when(pl.col("date").dt.year() != 2024).then(1.0))
    told = dated(Portfolio(both.accounts, margins, "year"), "margin")
    assert [(one.name, one.empty) for one in whole(told, TODAY, "year")] == [("2023", False), ("2024", True), ("2025", False)]
    assert dated(both, "revenue") is both
    assert (dated(both, "margin").grain, dated(both, "margin").periods.height) == ("none", 0)


def pair(found: Portfolio, period: str = "all") -> tuple[str, str, tuple[str, ...]]:
    """Return the names of a pair and its notes."""
    made = pair_of(found, period, TODAY)
    assert made.now is not None
    assert made.before is not None
    assert made.undefined == ""
    return made.now.words, made.before.words, made.notes


def test_all_periods_compare_the_last_12_months_where_days_are_known() -> None:
    """Else the latest whole year with the one before."""
    assert pair(DAYS) == ("the 12 months to 20 Nov 2026", "the 12 months to 20 Nov 2025", ())
    assert pair(DAYS, "last12") == pair(DAYS)
    assert pair(years(2023, 2024, 2025)) == ("2025", "2024", ())
    assert pair(portfolio("2026-01-05", "2026-05-05", "2026-11-01")) == ("2026Q2", "2026Q1", ())


def test_a_named_period_is_compared_with_the_same_span_a_year_before() -> None:
    """A quarter too; a running year ends with the data, and so does the year before, which is said."""
    quarters = portfolio("2024-01-20", "2024-08-01", "2025-03-03", "2025-08-02", "2025-09-30", "2026-11-20")
    assert pair(quarters, "2025-q3") == ("2025Q3", "2024Q3", ())
    assert pair(DAYS, "2025") == ("2025", "2024", ())
    assert pair(DAYS, "2026") == ("2026", "2025", ("2026 ends with the data on 20 Nov 2026; 2025 is taken to the same day",))


def test_a_missing_year_is_stepped_over_and_said() -> None:
    """With all periods and with a named one."""
    said = ("2023 is not in the data: 2024 is compared with 2022",)
    assert pair(years(2022, 2024)) == pair(years(2022, 2024), "2024") == ("2024", "2022", said)
    two = ("2022, 2023 are not in the data: 2024 is compared with 2021",)
    assert pair(years(2021, 2024)) == pair(years(2021, 2024), "2024") == ("2024", "2021", two)
    last = ("the 12 months to 1 Dec 2024 are not in the data: the 12 months to 1 Dec 2025 is compared with the 12 months to 1 Dec 2023",)
    assert pair(portfolio("2019-01-05", "2023-02-05", "2025-12-01"), "last12")[2] == last


@pytest.mark.parametrize(
    ("found", "period", "reason"),
    [
        (EMPTY, "all", NO_PERIODS),
        (years(2025), "all", "the data holds one whole period only (2025)"),
        (portfolio("2026-11-03"), "all", "the data holds no whole period"),
        (DAYS, "2019", "the period 2019 is not in the data; there is all, last12, 2026, 2025, 2024, 2026Q4, 2025Q4, 2025Q1, 2024Q2, 2024Q1"),
        (DAYS, "2024", "nothing stands before 2024: the data begins on 20 Jan 2024"),
        (years(2024, 2025), "2024", "nothing stands before 2024: the data begins with 2024"),
        (portfolio("2025-11-25", "2026-11-20"), "last12", "nothing stands before the 12 months to 20 Nov 2026: the data begins on 25 Nov 2025"),
        (portfolio("2001-01-01", "2026-11-20"), "last12", "nothing stands before the 12 months to 20 Nov 2026: the data begins on 1 Jan 2001"),
    ],
)
def test_no_pair_has_a_reason(found: Portfolio, period: str, reason: str) -> None:
    """One period, none, one that is not there, the first there is, and a gap of more than ten years."""
    made = pair_of(found, period, TODAY)
    assert (made.now, made.before, made.undefined) == (None, None, reason)
