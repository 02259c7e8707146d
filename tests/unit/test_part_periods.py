"""Periods in the review: sentences, accounts, JSON, and the columns of the account table."""

from __future__ import annotations

import datetime as dt
import gc
import json
import weakref
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.portfolio.book import Measure
from abmtui.portfolio.model import EMPTY
from abmtui.report import part_periods
from abmtui.review import past
from abmtui.workspace.measured import Measuring, View
from abmtui.workspace.reviewed import Reviewed

if TYPE_CHECKING:
    from abmtui.portfolio.model import Grain

TODAY = dt.date(2026, 11, 22)
YEARS: dict[str, list[float | None]] = {
    "2023": [100.0, 90.0, 50.0, 10.0, 9.0, 8.0, None, None, 40.0],
    "2024": [100.0, 80.0, 60.0, 10.0, 9.0, 8.0, 7.0, None, 40.0],
    "2025": [100.0, 20.0, 95.0, 10.0, 9.0, 8.0, 14.0, None, 40.0],
}
"""Nine accounts; the last is a partner, the last but one has no row at all."""


def reviewed(years: dict[str, list[float | None]], view: View | None = None, grain: Grain = "year", **columns: list[Any]) -> Reviewed:
    """A review of accounts 0, 1, 2 ... with revenue by year, or by month where a key names one."""
    count = len(next(iter(years.values())))
    rows = [
        (place, dt.date(int(year[:4]), int(year[5:] or 12), 31 if grain == "year" else 5), value)
        for year, values in years.items()
        for place, value in enumerate(values)
        if value is not None
    ]
    periods = pl.DataFrame(rows, schema={"account": pl.UInt32, "date": pl.Date, "revenue": pl.Float64}, orient="row")
    accounts = pl.DataFrame(
        {
            "id": [str(place) for place in range(count)],
            "name": [f"Account {place}" for place in range(count)],
            "kind": ["customer"] * (count - 1) + ["partner"],
            "revenue": pl.Series(list(years.values())[-1], dtype=pl.Float64),
            **columns,
        }
    )
    measuring = Measuring(replace(EMPTY, accounts=accounts, periods=periods, grain=grain), today=lambda: TODAY)
    return Reviewed(measuring.measured(view or View()), None, Config(), TODAY, "EUR")


def test_who_came_and_went_in_words() -> None:
    """Of the two largest fifths of seven accounts one stayed; a partner is in no book."""
    head, figures, entered, left, movers, spread, courses = part_periods.blocks(reviewed(YEARS), Formats())
    assert head.sentences == (
        "Of 2 accounts in the top 20% of 2024, 1 is in that of 2025 (50.0%): 1 left, 1 entered.",
        "Those who stayed hold 39.1% of the revenue of 2025.",
        "1 account of the newest top 20% was in it in every period from 2023 to 2025.",
        "An account without a row in a period counts 0 there.",
    )
    assert figures.heading == "2025 against 2024"
    assert dict(row for row in figures.rows if len(row) == 2)["Jaccard index of the top 20%"] == "33.3%"
    assert (entered.rows, entered.accounts) == ((("Account 2", "2", "3", "+1", "95", "60"),), ("2",))
    assert (left.rows, left.accounts) == ((("Account 1", "3", "2", "-1", "20", "80"),), ("1",))
    assert movers.accounts == ("2", "1")
    # sum i y = 1306 over 8, 9, 10, 50, 90, 100: Gini 2 * 1306 / (6 * 267) - 7 / 6; top 20% (100 + 0.2 * 90) / 267
    assert (*spread.rows[0][:4], spread.rows[0][5]) == ("2023", "267", "6", "0.4638", "44.2%")
    assert courses.sentences == ("2 rising, 4 flat, 1 falling; 1 with too short a past.",)
    assert courses.rows[0] == ("Account 0", "███", "flat 0.0% a year", "0.0%")
    assert courses.rows[1] == ("Account 2", "▅▆█", "rising +32.9% a year", "28.2%")


def test_who_came_and_went_in_json() -> None:
    """Unrounded, and readable by every JSON reader."""
    data = part_periods.data(reviewed(YEARS, since=[dt.date(2016, 11, 22)] * 9))
    assert data is not None
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert (data["names"], data["from"], data["to"], data["undefined"]) == (["2023", "2024", "2025"], "2024", "2025", None)
    assert (data["stayed"], data["retention"], data["entered_accounts"], data["left_accounts"]) == (1, 0.5, 1, 1)
    assert data["entered"] == [{"id": "2", "name": "Account 2", "rank": 2, "rank_before": 3}]
    assert data["left"] == [{"id": "1", "name": "Account 1", "rank": 3, "rank_before": 2}]
    assert data["moves"][0]["rank_move"] == 1
    assert data["by_period"][2]["total"] == 256.0
    assert data["trends"] == {"rising": 2, "flat": 4, "falling": 1, "undefined": 1}
    assert data["years_as_customer_of_top_20_percent"] == pytest.approx(10, abs=0.01)
    assert (data["always_in_top_20_percent"], data["tenure_of_top_20_percent"]) == (1, 2.0)


def test_an_account_without_a_rank_before_has_none() -> None:
    """Who brought nothing in the earlier period came from nowhere, not from rank 0."""
    entered = part_periods.blocks(reviewed({"2024": [50.0, 0.0, 0.0], "2025": [50.0, 90.0, 0.0]}), Formats())[2]
    assert entered.rows == (("Account 1", "1", "none", "", "90", "0"),)


def test_a_filter_leaves_ranks_and_the_top_20_percent_the_book_s() -> None:
    """In view is one account that left; its ranks are still those of the book, the totals are its own."""
    made = reviewed(YEARS, View(filter="id IN ('1', '3')"))
    data = part_periods.data(made)
    assert data is not None
    assert (data["stayed"], data["entered"], data["left"]) == (0, [], [{"id": "1", "name": "Account 1", "rank": 3, "rank_before": 2}])
    assert (data["retention"], data["by_period"][0]["total"], data["stayers_share"]) == (0.0, 100.0, 0.0)
    small = part_periods.blocks(reviewed(YEARS, View(filter="id = '3'")), Formats())
    assert small[0].sentences[0] == "No account in view is in the top 20% of 2024."
    assert small[2].sentences == ("No account.",)
    assert ("Retention of the top 20%", "undefined: nobody was in the top 20%") in small[1].rows
    nobody = part_periods.data(reviewed(YEARS, View(filter="id = '3'")))
    assert nobody is not None
    assert nobody["reasons"]["retention"] == "nobody was in the top 20%"
    assert all(nobody[name] is None for name in nobody["reasons"])
    assert not data["reasons"].keys() & {"retention", "stayers_share"}


def test_a_source_without_periods_says_so() -> None:
    """One sentence, and null in JSON."""
    made = reviewed({"2025": [1.0, 2.0, 3.0]}, grain="none")
    (block,) = part_periods.blocks(made, Formats())
    assert block.sentences == ("No periods: the source has neither yearly columns nor a date column.",)
    assert part_periods.data(made) is None


def test_one_period_only_is_undefined_with_the_reason() -> None:
    """No table is empty without a word."""
    made = reviewed({"2025": [3.0, 2.0, 1.0]})
    head, spread, courses = part_periods.blocks(made, Formats())
    assert head.sentences == ("Undefined for revenue: the data holds one whole period only (2025).",)
    assert spread.sentences == ("The data holds too few whole periods to stand side by side.",)
    assert courses.sentences == ("0 rising, 0 flat, 0 falling; 2 with too short a past.",)
    data = part_periods.data(made)
    assert data is not None
    assert (data["undefined"], data["retention"], data["entered"], data["always_in_top_20_percent"]) == (
        "the data holds one whole period only (2025)",
        None,
        None,
        None,
    )


def test_a_gap_and_a_metric_without_periods_are_said() -> None:
    """Potential has no periods: revenue is shown; the year that is missing is named."""
    gap = {"2021": YEARS["2023"], "2023": YEARS["2024"], "2025": YEARS["2025"]}
    view = View(Measure("potential"))
    head = part_periods.blocks(reviewed(gap, view, potential=[500.0] * 9), Formats())[0]
    assert head.sentences[-3:] == (
        "Potential has no periods in this source; revenue is shown.",
        "2024 is not in the data: 2025 is compared with 2023.",
        "An account without a row in a period counts 0 there.",
    )
    newest_two = {"2021": YEARS["2023"], "2023": YEARS["2023"], "2024": YEARS["2024"], "2025": YEARS["2025"]}
    assert "2022 is not in the data." in part_periods.blocks(reviewed(newest_two), Formats())[0].sentences


def test_days_are_compared_by_twelve_months_and_drawn_by_quarters() -> None:
    """The last 12 months end with the data."""
    months: dict[str, list[float | None]] = {
        f"{year}-{month:02d}": [100.0 - place for place in range(9)] for year in (2024, 2025, 2026) for month in range(1, 13) if (year, month) < (2026, 12)
    }
    made = reviewed(months, grain="day")
    head, figures, *_, spread, courses = part_periods.blocks(made, Formats())
    assert "the 12 months to 5 Nov 2025" in head.sentences[0]
    assert figures.heading == "The 12 months to 5 Nov 2026 against the 12 months to 5 Nov 2025"
    assert [row[0] for row in spread.rows] == ["2024", "2025"]
    assert courses.rows[0][1] == "████████"


def test_long_lists_are_cut_with_their_number() -> None:
    """Sixteen entered; twelve are shown, twenty are the most in JSON."""
    before = [200.0] * 16 + [1.0] * 64 + [0.0]
    now = [1.0] * 64 + [200.0] * 16 + [0.0]
    made = reviewed({"2024": list(before), "2025": list(now)})
    entered = part_periods.blocks(made, Formats())[2]
    assert (len(entered.rows), len(entered.accounts), entered.sentences) == (12, 12, ("16 accounts; the first 12 are shown.",))
    data = part_periods.data(made)
    assert data is not None
    assert (len(data["moves"]), len(data["entered"])) == (20, 16)


def test_every_figure_that_a_block_names_is_explained() -> None:
    """A key without words would be a blank line on the page."""
    known = {figure.field for figure in part_periods.EXPLAINED}
    assert {key for block in part_periods.blocks(reviewed(YEARS), Formats()) for key in block.about} <= known


def column(made: Reviewed, name: str) -> list[Any]:
    """One further column."""
    return made.standing.column(name).to_list()


def test_the_columns_of_the_account_table() -> None:
    """One value an account, null where it has no meaning."""
    made = reviewed(YEARS, since=[dt.date(2016, 11, 22), dt.date(2027, 1, 1), *[None] * 7])
    assert column(made, "top_20") == ["stayed", "left", "entered", *[None] * 6]
    assert column(made, "rank_before") == [1, 2, 3, 4, 5, 6, 7, None, None]
    assert column(made, "rank_move") == [0, -1, 1, -1, -1, -1, 3, None, None]
    assert column(made, "sparkline")[6:] == [" ▄█", None, None]
    assert column(made, "trend")[0] == 0.0
    assert column(made, "trend")[6] == pytest.approx(7 / 10.5)
    assert column(made, "volatility")[6] == pytest.approx(1 / 3)
    assert column(made, "by_period")[6:] == ["2024 7.0, 2025 14.0", None, None]
    assert column(made, "tenure_years")[:3] == [pytest.approx(10, abs=0.01), None, None]


@pytest.mark.parametrize("name", ["trend", "sparkline", "volatility", "by_period", "top_20", "rank_before", "rank_move", "tenure_years"])
def test_columns_without_periods_are_empty(name: str) -> None:
    """Null, never zero."""
    assert column(reviewed({"2025": [1.0, 2.0, 3.0]}, grain="none"), name) == [None] * 3


def test_a_year_that_does_not_tell_the_metric_is_no_year_of_it() -> None:
    """Margins of 2025 alone have no year before, however many years of revenue there are."""
    made = reviewed(YEARS, View(Measure("margin")), margin=[1.0] * 9)
    ground = made.standing.ground
    margins = ground.portfolio.periods.with_columns(margin=pl.when(pl.col("date").dt.year() == 2025).then(pl.col("revenue") / 2))
    told = replace(ground, portfolio=replace(ground.portfolio, periods=margins))
    assert past.compared(told).pair.undefined == "the data holds one whole period only (2025)"
    assert (past.by_period(told).stretches, past.by_period(told).undefined) == ((), "the source holds too few whole periods of margin")
    assert past.dated_metric(told.portfolio, "margin") == "margin"


def test_periods_without_revenue_say_so() -> None:
    """Dated rows of another field make no comparison of revenue."""
    made = reviewed({"2024": [1.0, 2.0], "2025": [1.0, 2.0]})
    ground = made.standing.ground
    bare = replace(ground, portfolio=replace(ground.portfolio, periods=ground.portfolio.periods.drop("revenue")))
    assert past.by_period(bare).undefined == "the source has neither yearly columns nor a date column"
    assert past.compared(bare).now.to_list() == [None, None]
    assert past.compared(bare).pair.undefined == "the source has no revenue by period"


def test_what_is_kept_goes_with_the_portfolio() -> None:
    """A portfolio that nobody holds any more is not held by what was worked out of it."""
    made = reviewed(YEARS)
    assert part_periods.data(made) is not None
    assert made.standing.column("drm_programmes").len() == 9
    gone = weakref.ref(made.standing.ground.portfolio)
    del made
    gc.collect()
    assert gone() is None
