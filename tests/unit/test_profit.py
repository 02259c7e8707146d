"""What each metric is made of."""

from __future__ import annotations

import polars as pl
import pytest

from abmtui.portfolio.profit import formula


@pytest.mark.parametrize(
    ("metric", "columns", "text", "values"),
    [
        ("revenue", ("revenue", "margin"), "revenue", [100.0, None]),
        ("margin", ("revenue", "margin", "cost"), "margin", [40.0, 4.0]),
        ("margin", ("revenue", "cost"), "revenue - cost", [30.0, None]),
        ("profit", ("revenue", "margin", "cost", "cost_to_serve", "profit"), "profit", [9.0, 1.0]),
        ("profit", ("revenue", "margin", "cost", "cost_to_serve"), "margin - cost_to_serve", [35.0, None]),
        ("profit", ("revenue", "cost", "cost_to_serve"), "revenue - cost - cost_to_serve", [25.0, None]),
        ("potential", ("potential",), "potential", [500.0, 7.0]),
    ],
)
def test_the_best_way_to_a_metric(metric: str, columns: tuple[str, ...], text: str, values: list[float | None]) -> None:
    """Its own column, else margin less cost to serve, else revenue less both costs; an account that lacks a part has none."""
    frame = pl.DataFrame(
        {
            "revenue": [100.0, None],
            "margin": [40.0, 4.0],
            "cost": [70.0, 1.0],
            "cost_to_serve": [5.0, None],
            "profit": [9.0, 1.0],
            "potential": [500.0, 7.0],
        }
    )
    found = formula(metric, columns)
    assert found.text == text
    assert found.undefined == ""
    assert found.expression is not None
    assert frame.select(found.expression).to_series().to_list() == values


@pytest.mark.parametrize(
    ("metric", "columns", "reason"),
    [
        ("potential", ("id", "revenue"), "no such column"),
        ("revenue", (), "no such column"),
        ("profit", ("id",), "no such column"),
        ("profit", ("revenue", "margin"), "no such column, and margin - cost_to_serve lacks cost_to_serve"),
        ("profit", ("revenue",), "no such column, and revenue - cost - cost_to_serve lacks cost and cost_to_serve"),
        ("margin", ("revenue",), "no such column, and revenue - cost lacks cost"),
        ("colour", ("revenue",), "no such column"),
    ],
)
def test_a_metric_without_its_parts_says_which_are_missing(metric: str, columns: tuple[str, ...], reason: str) -> None:
    """Nothing is taken for zero."""
    found = formula(metric, columns)
    assert found.expression is None
    assert found.text == ""
    assert found.undefined == reason
