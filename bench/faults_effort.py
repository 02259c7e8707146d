"""Planted faults of effort against revenue, customer profit and budgets: one changed line each, and the tests that should see it."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "portfolio/effort.py",
        "unit/test_effort.py",
        ("rank of the account instead of the middle of its tie", "(ties.ends + ties.ends.shift(1, fill_value=0)) / 2.0", "ties.ends + 0.5"),
        ("mismatch not halved", ".abs().sum()) / 2.0,", ".abs().sum()),"),
        ("Kakwani the wrong way round", "kakwani=index - _concentration_index", "kakwani=-index + _concentration_index"),
        ("effort below zero counts", "known & (spent >= 0)", "known & (spent >= -1e300)"),
    ),
    *faults_of(
        "portfolio/served.py",
        "unit/test_served.py",
        ("what DRM still takes counts as freed", "moved.effort * (1.0 - kept)", "moved.effort * (1.0 + kept)"),
        ("cost to serve of accounts without revenue", "pl.when(both).then(pl.col(name)).sum()", "pl.col(name).sum()"),
    ),
    *faults_of(
        "portfolio/whale.py",
        "unit/test_whale.py",
        ("shares of a loss", "return None if self.in_money else money", "return money"),
        ("erosion the whole peak", "erosion=found.share(-found.loss)", "erosion=found.share(positive)"),
        ("whale's top 20% without interpolation", " + part / LARGEST * float(self.curve.values[whole])", ""),
    ),
    *faults_of(
        "review/budgets.py",
        "unit/test_budgets.py",
        ("budgets of cancelled rows count", "pl.when(~cancelled).then(", "pl.when(cancelled | ~cancelled).then("),
        ("results of rows with unknown cost in the ROI", "(result.filter(both).sum() - spent)", "(result.sum() - spent)"),
        ("automatable hours are human hours", 'pl.when(~free).then(pl.col("hours"))', 'pl.when(free | ~free).then(pl.col("hours"))'),
        ("reach is a result", 'pl.when(pl.col("metric") == "reach")', 'pl.when(pl.col("metric") == "no such")'),
    ),
    *faults_of(
        "report/effort_words.py",
        "unit/test_part_effort.py",
        ("the verdict turned round", '"Yes" if tail.effort_share >= _MOST else "No"', '"No" if tail.effort_share >= _MOST else "Yes"'),
    ),
)
