"""Who belongs into which DRM programme, and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from abmtui.plan.vocabulary import ROW_PROGRAMMES
from abmtui.review.drm import PROGRAMMES, drm_programmes

TODAY = dt.date(2026, 11, 22)
QUIET: dict[str, Any] = {
    "programme": "DRM", "kind": "customer", "since": dt.date(2020, 1, 1), "potential": 100.0, "whitespace": 10.0, "signals": 0, "signal_reasons": None
}  # fmt: skip
TYPES = {"since": pl.Date, "potential": pl.Float64, "whitespace": pl.Float64, "signals": pl.UInt32, "signal_reasons": pl.String, "programme": pl.String}


def belongs(limits: dict[str, float] | None = None, **account: Any) -> tuple[Any, ...]:
    """Return programmes and reasons of one account."""
    frame = pl.DataFrame([QUIET | account], schema_overrides=TYPES)
    return drm_programmes(frame, limits or {"upselling": 0.5, "onboarding_days": 365.0, "churn_signals": 2.0}, TODAY).row(0)


@pytest.mark.parametrize(
    ("account", "programmes", "why"),
    [
        ({}, None, None),
        ({"whitespace": 51.0}, "up-selling", "up-selling: whitespace is 51% of potential"),
        ({"whitespace": 50.0}, None, None),
        ({"whitespace": 0.0, "potential": 0.0}, None, None),
        ({"since": dt.date(2026, 7, 25)}, "onboarding", "onboarding: customer for 120 days"),
        ({"since": dt.date(2025, 11, 22)}, "onboarding", "onboarding: customer for 365 days"),
        ({"since": dt.date(2025, 11, 21)}, None, None),
        ({"since": dt.date(2026, 11, 23)}, None, None),
        ({"signals": 2, "signal_reasons": "revenue -28% on its own 3-year mean; silent 190 days, usually every 41"}, "churn prevention",
         "churn prevention: revenue -28% on its own 3-year mean; silent 190 days, usually every 41"),
        ({"signals": 1, "signal_reasons": "revenue -28% on the year before"}, None, None),
        ({"programme": "ABM", "whitespace": 99.0}, None, None),
        ({"programme": None, "whitespace": 99.0}, None, None),
        ({"programme": None, "since": dt.date(2026, 7, 25), "whitespace": 99.0}, "onboarding", "onboarding: customer for 120 days"),
        ({"programme": "ABM", "since": dt.date(2026, 7, 25)}, None, None),
        ({"kind": "prospect", "whitespace": 99.0}, None, None),
        ({"potential": None, "whitespace": None, "since": None, "signals": None}, None, None),
        ({"kind": " Customer", "whitespace": 99.0, "since": dt.date(2026, 11, 22)}, "up-selling, onboarding",
         "up-selling: whitespace is 99% of potential; onboarding: customer for 0 days"),
    ],
)  # fmt: skip
def test_each_programme_by_its_rule(account: dict[str, Any], programmes: str | None, why: str | None) -> None:
    """Only customers of programme DRM; what just misses a limit stays out."""
    assert belongs(**account) == (programmes, why)


def test_limits_are_the_config_s() -> None:
    """One signal is enough where the config says so."""
    assert belongs({"churn_signals": 1.0}, signals=1, signal_reasons="x") == ("churn prevention", "churn prevention: x")


def test_programmes_are_named_as_in_channel_rows() -> None:
    """So that a plan's row can be enrolled under the same word."""
    assert set(PROGRAMMES) <= set(ROW_PROGRAMMES)
