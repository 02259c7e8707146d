"""Whitespace: potential less revenue, never below zero, undefined without a potential."""

from __future__ import annotations

import polars as pl

from abmtui.portfolio.whitespace import offered, offering_whitespace, whitespace


def test_whitespace_is_potential_less_revenue() -> None:
    """0 where revenue is above potential; null where either is not known."""
    potential = pl.Series([100.0, 100.0, None, 100.0], dtype=pl.Float64)
    revenue = pl.Series([40.0, 140.0, 40.0, None], dtype=pl.Float64)
    assert whitespace(potential, revenue).to_list() == [60.0, 0.0, None, None]


def test_by_offering() -> None:
    """The largest first; nothing is bought yet where nothing is said; without a potential it is not listed."""
    offerings = pl.DataFrame(
        {"account_id": ["a", "a", "b", "b"], "name": ["x", "y", "x", "z"], "current": [10.0, 50.0, None, 5.0], "potential": [30.0, 40.0, 70.0, None]}
    )
    found = offering_whitespace(offerings)
    assert found.rows() == [("b", "x", 0.0, 70.0, 70.0), ("a", "x", 10.0, 30.0, 20.0), ("a", "y", 50.0, 40.0, 0.0)]
    assert offered(found).rows() == [("b", 70.0, 70.0), ("a", 70.0, 20.0)]


def test_plans_without_offerings() -> None:
    """An empty frame has the columns all the same."""
    found = offering_whitespace(pl.DataFrame())
    assert found.columns == ["account_id", "name", "current", "potential", "whitespace"]
    assert offered(found).height == 0
