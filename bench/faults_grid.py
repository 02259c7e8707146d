"""Faults of groups, of the grid of value and needs and of prospects that the tests must notice."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "portfolio/segments.py",
        "unit/test_segments.py",
        ("the figures of a group run on from the group before", 'value.cum_sum().over(KEY).alias("running")', 'value.cum_sum().alias("running")'),
        ("a group's share is of the book, not of the view", "whole = float(found[TOTAL].sum())", "whole = book.figures.concentration.total"),
        (
            "an undefined figure is 0",
            'pl.when(pl.col(UNDEFINED) == "").then(pl.col(name)).alias(name)',
            'pl.when(pl.col(UNDEFINED) == "").then(pl.col(name)).otherwise(0).alias(name)',
        ),
        ("top-20% share of a group without interpolation", "largest = (before + (n % LARGEST) / LARGEST * value) / total", "largest = before / total"),
    ),
    *faults_of(
        "portfolio/grouping.py",
        "unit/test_segments.py",
        ("a value on a bound falls into the band above", 'side="left"', 'side="right"'),
        ("the group of accounts without a text leaves out empty ones", "IS NULL OR {name} = '')", "IS NULL)"),
    ),
    *faults_of(
        "portfolio/value_grid.py",
        "unit/test_value_grid_points.py",
        ("needs rounded down, so that a threshold cuts through a column", "score.ceil()", "score.floor()"),
        ("the line of the top band passes that of the low one", "max(top + by / 100, 0.0), low)", "max(top + by / 100, 0.0), 1.0)"),
        ("prospects enter the customers' shares", "pl.when(who == one).then(value)", "pl.when(who <= one).then(value)"),
        ("accounts of a band in no order on its lines", ".over(BAND) * height // pl.len()", ".over(BAND, order_by=STEP) * height // pl.len()"),
    ),
    *faults_of(
        "report/part_prospects.py",
        "unit/test_segments_report.py",
        ("partners stand among the prospects", "inside = of_kind(frame[col.KIND], (kind,))", "inside = ~of_kind(frame[col.KIND], (col.CUSTOMER,))"),
    ),
    *faults_of(
        "tui/screens/value_grid.py",
        "pilot/test_value_grid.py",
        ("moved lines stay on the screen", "        self.lines = lines\n        self._show_lines()\n", "        self._show_lines()\n"),
    ),
)
