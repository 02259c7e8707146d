"""Classes by what they bring and get, and what class C in DRM would free."""

from __future__ import annotations

from dataclasses import astuple

import polars as pl
import pytest

from abmtui.portfolio.served import by_class, class_c_to_drm


def accounts(**columns: list[float | None]) -> pl.DataFrame:
    """Three accounts of class A, B and C and one of C below zero, with hours."""
    given: dict[str, list[float | None]] = {"value": [60.0, 30, 10, -5], "effort": [20.0, 30, 50, 7], **columns}
    return pl.DataFrame({"class": ["A", "B", "C", "C"], **given})


def test_shares_and_ratios_of_classes() -> None:
    """Class C brings 10% and gets 50% of hours, 5 times its share; the account below zero is in no share."""
    found = by_class(accounts())
    assert list(found) == ["A", "B", "C"]
    assert astuple(found["C"]) == pytest.approx((1, 0.1, 50.0, 0.5, 5.0, 50.0, None))
    assert sum(held.effort_share for held in found.values()) == pytest.approx(1)
    assert sum(held.value_share for held in found.values()) == pytest.approx(1)


def test_larger_customers_are_cheaper_to_serve() -> None:
    """Cost to serve / revenue of each class, over the accounts that have both; null without."""
    found = by_class(accounts(revenue=[60, 30, 10, -5], cost_to_serve=[3, None, 5, 1]))
    assert [held.cost_to_serve_ratio for held in found.values()] == [pytest.approx(0.05), None, pytest.approx(0.5)]


@pytest.mark.parametrize("columns", [{"value": [0.0, 0, 0, -1]}, {"effort": [0.0, 0, 0, 0]}, {"effort": [None, None, None, 4.0]}])
def test_without_value_or_effort_there_are_no_classes(columns: dict[str, list[float | None]]) -> None:
    """Shares of nothing mean nothing."""
    assert by_class(accounts(**columns)) == {}


def test_a_class_whose_share_is_too_small_for_a_number() -> None:
    """It has no ratio, rather than an infinite one."""
    assert by_class(accounts(value=[1e300, 1e300, 5e-324, 0]))["C"].ratio is None


def test_moving_class_c_to_drm() -> None:
    """All 50 hours of C are freed, or three quarters of them; class A is 40 short of its 60%."""
    found = by_class(accounts())
    whole, part = class_c_to_drm(found), class_c_to_drm(found, 0.25)
    assert whole is not None
    assert part is not None
    assert astuple(whole) == pytest.approx((1, 50.0, 0.0, 50.0, 40.0, 1.25))
    assert astuple(part) == pytest.approx((1, 50.0, 0.25, 37.5, 40.0, 0.9375))


def test_no_gap_and_no_class() -> None:
    """Class A with its share or more has no gap, nor has a portfolio without one; without class C nothing can be moved."""
    content = class_c_to_drm(by_class(accounts(effort=[90.0, 5, 5, 0])))
    assert content is not None
    assert (content.gap, content.covered) == (0.0, None)
    without_a = class_c_to_drm(by_class(accounts().slice(1)))
    assert without_a is not None
    assert without_a.gap == 0
    assert class_c_to_drm(by_class(accounts().head(2))) is None
