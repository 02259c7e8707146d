"""Churn signals: against the account's own baseline, with their numbers, and only where they can be judged."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.model import Grain, Portfolio
from abmtui.portfolio.signals import baseline, rhythm, signals_of, wallets, with_change

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMITS: Mapping[str, float] = {"fall": 0.15, "silence": 2.0, "wallet_points": 10.0}
DAY = dt.date(2026, 11, 22)


def judged(limits: Mapping[str, float] = LIMITS, **evidence: Any) -> dict[str, Any]:
    """Return the signals of one account."""
    types = {"baseline_years": pl.UInt32, "silent_days": pl.Int64, "wallet_basis": pl.String}
    frame = pl.DataFrame({name: [value] for name, value in evidence.items()}, schema_overrides={name: types.get(name, pl.Float64) for name in evidence})
    return signals_of(frame, limits, "the year before").row(0, named=True)


def dated(*dates: str, grain: Grain = "day", revenue: float = 1.0, without: bool = False) -> Portfolio:
    """One account with orders on these dates, and one without any."""
    accounts = pl.DataFrame({"id": ["a", "b"], "name": ["A", "B"], "kind": ["customer"] * 2})
    rows = [(0, date, revenue) for date in dates]
    periods = pl.DataFrame(rows, schema={"account": pl.UInt32, "date": pl.String, "revenue": pl.Float64}, orient="row").with_columns(
        pl.col("date").str.to_date()
    )
    return Portfolio(accounts, periods.rename({"revenue": "margin"}) if without else periods, grain)


@pytest.mark.parametrize(
    ("evidence", "signals", "reasons"),
    [
        ({"baseline_change": -0.28, "baseline_years": 3}, 1, "revenue -28% on its own 3-year mean"),
        ({"baseline_change": -0.15, "baseline_years": 1}, 1, "revenue -15% on the year before"),
        ({"baseline_change": 85 / 100 - 1, "baseline_years": 1}, 1, "revenue -15% on the year before"),
        ({"baseline_change": -0.149, "baseline_years": 1}, 0, None),
        ({"silent_days": 190, "usual_days": 41.0}, 1, "silent 190 days, usually every 41"),
        ({"silent_days": 82, "usual_days": 41.0}, 0, None),
        ({"wallet": 0.25, "wallet_before": 0.4}, 1, "share of wallet 40% to 25%"),
        ({"wallet": 0.3, "wallet_before": 0.4, "wallet_basis": "of the same potential"}, 1, "share of wallet 40% to 30% of the same potential"),
        ({"wallet": 0.31, "wallet_before": 0.4}, 0, None),
        ({}, None, None),
        (
            {"baseline_change": -0.28, "baseline_years": 3, "silent_days": 190, "usual_days": 41.0, "wallet": 0.25, "wallet_before": 0.4},
            3,
            "revenue -28% on its own 3-year mean; silent 190 days, usually every 41; share of wallet 40% to 25%",
        ),
    ],
)
def test_each_signal_with_its_numbers(evidence: dict[str, Any], signals: int | None, reasons: str | None) -> None:
    """What just misses its limit is no signal; what nothing is known of cannot be judged."""
    found = judged(**(evidence or {"silent_days": None}))
    assert (found["signals"], found["signal_reasons"]) == (signals, reasons)


def test_limits_are_the_config_s_and_have_defaults() -> None:
    """A stricter limit makes a signal of a smaller fall."""
    assert judged({"fall": 0.05}, baseline_change=-0.06)["falling_revenue"]
    assert not judged({}, baseline_change=-0.06)["falling_revenue"]


def test_the_baseline_is_the_mean_of_the_account_s_own_earlier_years() -> None:
    """Years before its first row do not count; without a year before, or a mean above zero, there is no change."""
    by_period = pl.DataFrame({"2025": [60.0, 60.0, 60.0, 5.0], "2024": [100.0, 80.0, None, 0.0], "2023": [140.0, None, None, 0.0]})
    found = with_change(baseline(by_period))
    assert found["revenue_baseline"].to_list() == [120.0, 80.0, None, 0.0]
    assert found["baseline_years"].to_list() == [2, 1, 0, 2]
    assert found["baseline_change"].to_list() == [-0.5, -0.25, None, None]


def test_the_rhythm_is_the_median_of_own_gaps() -> None:
    """Gaps of 10, 20 and 30 days: usually every 20; silent since 30 January."""
    found = rhythm(dated("2026-01-01", "2026-01-11", "2026-01-31", "2026-03-02"), dt.date(2026, 3, 12))
    assert found.rows() == [(10, 20.0), (None, None)]


@pytest.mark.parametrize(
    "portfolio",
    [
        dated("2026-01-01", "2026-01-11", "2026-01-31"),
        dated("2026-01-01", "2026-01-11", "2026-01-31", "2026-03-02", revenue=-1.0),
        dated("2024-12-31", "2025-12-31", grain="year"),
        dated("2026-01-01", "2026-01-11", "2026-01-31", "2027-03-02"),
    ],
)
def test_without_a_rhythm_of_its_own_there_is_no_silence(portfolio: Portfolio) -> None:
    """Two gaps, credit notes, yearly data and an order to come make no rhythm."""
    assert rhythm(portfolio, DAY).rows() == [(None, None)] * 2


def test_orders_without_revenue_have_a_rhythm_too() -> None:
    """Dated margins tell the days as well."""
    assert rhythm(dated("2026-01-01", "2026-01-11", "2026-01-31", "2026-03-02", without=True), DAY)["usual_days"][0] == 20.0


def evidence(now: list[float | None], before: list[float | None]) -> pl.DataFrame:
    """Revenue now and its baseline."""
    return pl.DataFrame({"revenue_now": now, "revenue_baseline": before}, schema_overrides={"revenue_now": pl.Float64, "revenue_baseline": pl.Float64})


def test_share_of_wallet_against_the_same_potential() -> None:
    """Undefined without a potential above zero, or without a baseline."""
    accounts = pl.DataFrame({"id": ["a", "b", "c"]})
    found = wallets(accounts, evidence([20.0, 20.0, 20.0], [50.0, 50.0, None]), pl.Series([100.0, 0.0, 100.0]))
    assert found.rows() == [(0.2, 0.5, "of the same potential"), (None, None, None), (None, None, None)]


@pytest.mark.parametrize("header", ["Share of wallet prior", "prior_share_of_wallet", "Last year's share of wallet", "Wallet share (before)"])
def test_a_source_that_gives_both_shares_is_believed(header: str) -> None:
    """In percent points, also as text; where one is missing the potential serves."""
    accounts = pl.DataFrame({"id": ["a", "b"], "share_of_wallet": [25.0, None], header: ["40 %", "12,5%"]})
    found = wallets(accounts, evidence([20.0, 20.0], [50.0, 50.0]), pl.Series([100.0, 100.0]))
    assert found.rows() == [(0.25, 0.4, None), (0.2, 0.5, "of the same potential")]


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 500).map(float)), min_size=3, max_size=3), min_size=1, max_size=8), st.integers(-4, 8))
def test_scale_and_order_change_no_signal(rows: list[list[float | None]], power: int) -> None:
    """Another currency unit and other neighbours leave every signal and its words as they are."""
    plain, scaled, turned = (
        with_change(baseline(pl.DataFrame(some, schema=dict.fromkeys(("now", "one", "two"), pl.Float64), orient="row")))
        for some in (rows, [[None if value is None else value * 2.0**power for value in row] for row in rows], rows[::-1])
    )
    expected = signals_of(plain, LIMITS, "the year before")
    assert signals_of(scaled, LIMITS, "the year before").equals(expected, null_equal=True)
    assert signals_of(turned, LIMITS, "the year before").reverse().equals(expected, null_equal=True)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.floats(0.01, 1e9), st.integers(1, 3), st.floats(0.01, 1e10))
def test_an_unchanged_account_has_no_signal(value: float, earlier: int, potential: float) -> None:
    """The same in all periods: nothing falls, whatever its potential."""
    found = with_change(baseline(pl.DataFrame([[value] * (earlier + 1)], schema=[f"p{place}" for place in range(earlier + 1)], orient="row")))
    shares = wallets(pl.DataFrame({"id": ["a"]}), found, pl.Series([potential]))
    assert signals_of(found.hstack(shares), LIMITS, "the year before").row(0, named=True)["signals"] == 0
