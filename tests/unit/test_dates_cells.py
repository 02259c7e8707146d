"""Dates as people write them -> dates."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.sources.dates import dates

CELLS = {
    "2024-03-05": dt.date(2024, 3, 5),
    "2024/3/5": dt.date(2024, 3, 5),
    "05.03.2024": dt.date(2024, 3, 5),
    "5.3.24": dt.date(2024, 3, 5),
    "25/03/2024": dt.date(2024, 3, 25),
    "02/24/03": dt.date(2003, 2, 24),
    "02-Mar-20": dt.date(2020, 3, 2),
    "Oct-20": dt.date(2020, 10, 1),
    "20200331": dt.date(2020, 3, 31),
    "31122019": dt.date(2019, 12, 31),
    "202403": dt.date(2024, 3, 1),
    "43891": dt.date(2020, 3, 1),
    "43891.5": dt.date(2020, 3, 1),
    "2024-03-05T10:20:30Z": dt.date(2024, 3, 5),
    "2024-03-05 10:20:30.123+02:00": dt.date(2024, 3, 5),
    "05/03/24 3:45 PM": dt.date(2024, 3, 5),
    "Mon, 3 Feb 2020": dt.date(2020, 2, 3),
    "March 5, 2024": dt.date(2024, 3, 5),
    "3rd Feb 2020": dt.date(2020, 2, 3),
    "5. März 2024": dt.date(2024, 3, 5),
    "12 août 2023": dt.date(2023, 8, 12),
    "1er févr. 2023": dt.date(2023, 2, 1),
    "5 de enero de 2024": dt.date(2024, 1, 5),
    "12. maaliskuuta 2024": dt.date(2024, 3, 12),
    "6 maj 2024": dt.date(2024, 5, 6),
    "03/2024": dt.date(2024, 3, 1),
    "2024-03": dt.date(2024, 3, 1),
    "2024Q2": dt.date(2024, 4, 1),
    "Q4 2023": dt.date(2023, 10, 1),
    "2023": dt.date(2023, 12, 31),
    "31.12.68": dt.date(2068, 12, 31),
    "31.12.69": dt.date(1969, 12, 31),
}


def column(*cells: str | None) -> pl.Series:
    """Text cells."""
    return pl.Series("cells", cells, dtype=pl.String)


@pytest.mark.parametrize(("cell", "day"), CELLS.items())
def test_a_cell_is_read_as_the_date_it_shows(cell: str, day: dt.date) -> None:
    """Orders, separators, names of months in six languages, times, zones, quarters and spreadsheet days are read."""
    assert dates(column(cell)).values.to_list() == [day]


@pytest.mark.parametrize("cell", ["foo", "31/31/2020", "30.2.2020", "12 Parsecs 2020", "9999999", "3000-01-01", "1/2", "Marketing 2020"])
def test_a_cell_that_is_no_date_is_told(cell: str) -> None:
    """What is neither a date nor empty is listed by its row."""
    read = dates(column("2024-01-01", cell, "n/a", None))
    assert read.unreadable.to_list() == [1]
    assert read.values[1] is None


def test_one_cell_tells_the_order_of_the_whole_column() -> None:
    """`02/24/03` proves that the month stands first, so that `05/07/03` is the seventh of May."""
    read = dates(column("02/24/03", "05/07/03"))
    assert read.values.to_list() == [dt.date(2003, 2, 24), dt.date(2003, 5, 7)]
    assert (read.order, read.assumed) == ("month", False)


def test_without_proof_the_day_stands_first_and_that_is_said() -> None:
    """An undecided column is read with the day first, or as the caller knows better, and says that it was assumed."""
    assert dates(column("02/03/2024")).values.to_list() == [dt.date(2024, 3, 2)]
    assert dates(column("02/03/2024")).assumed
    assert dates(column("02/03/2024"), month_first=True).values.to_list() == [dt.date(2024, 2, 3)]
    assert dates(column("2024-03-02", "03.03.2024")).order != "month"


def test_years_are_whole_and_may_begin() -> None:
    """A column of years is known as one; as a beginning a year is its first day."""
    assert dates(column("2021", "2022")).years_only
    assert dates(pl.Series([2021, 2022])).years_only
    assert not dates(column("2021", "2022-05-05")).years_only
    assert dates(column("1996"), year_starts=True).values.to_list() == [dt.date(1996, 1, 1)]


def test_typed_dates_stay() -> None:
    """Dates and times of a typed source need no reading."""
    assert dates(pl.Series([dt.date(2024, 1, 2), None])).values.to_list() == [dt.date(2024, 1, 2), None]
    assert dates(pl.Series([dt.datetime(2024, 1, 2, 23, 59)])).values.to_list() == [dt.date(2024, 1, 2)]  # noqa: DTZ001 - sources hand over times without a zone


STYLES = ["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d-%b-%Y", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%B %d, %Y", "%Y/%m/%d"]


@settings(deadline=None)
@given(st.lists(st.dates(dt.date(1970, 1, 1), dt.date(2068, 12, 31)), min_size=1, max_size=6), st.sampled_from(STYLES))
def test_a_date_written_in_any_style_reads_back(days: list[dt.date], style: str) -> None:
    """Whatever style that names its parts clearly a date is written in, it is read as that date."""
    assert dates(column(*(day.strftime(style) for day in days))).values.to_list() == days


@settings(deadline=None)
@given(st.lists(st.text(max_size=25) | st.none(), max_size=15))
def test_any_text_is_a_date_empty_or_told(cells: list[str | None]) -> None:
    """No cell makes the reader fail."""
    read = dates(column(*cells))
    assert read.values.len() == len(cells)
    assert all(read.values[row] is None for row in read.unreadable)
