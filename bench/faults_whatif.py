"""Faults of what-if that the tests must notice."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "portfolio/scenario.py",
        "unit/test_scenario.py",
        (
            "what-if: effort is grown with revenue",
            "GROWING: Final = (col.REVENUE, col.MARGIN, col.COST)",
            "GROWING: Final = (col.REVENUE, col.MARGIN, col.COST, col.HOURS)",
        ),
        (
            "what-if: a merger takes the first in the source",
            "first = row_named(stage, change.who.names[0]) if change.who.names else int(rows[0])",
            "first = int(rows[0])",
        ),
        ("what-if: hours are dealt out to all alike", ".then(pl.col(col.REVENUE)).otherwise(0.0)", ".then(1.0).otherwise(0.0)"),
        ("what-if: more hours are moved than there are", "if not there or amount > there * (1 + _ROUNDING):", "if not there:"),
    ),
    *faults_of(
        "portfolio/scenario_names.py",
        "unit/test_scenario.py",
        ("what-if: the first of several accounts of a name is taken", "if len(rows) == 1:", "if len(rows) >= 1:"),
    ),
    *faults_of(
        "portfolio/common_control.py",
        "unit/test_scenario_figures.py",
        (
            "10% rule without common control",
            "return Control(values, found.tops,",
            "return Control(values, pl.int_range(accounts.height, dtype=pl.UInt32, eager=True),",
        ),
    ),
    *faults_of(
        "portfolio/losses.py",
        "unit/test_scenario_figures.py",
        (
            "losses: the largest is cut off instead of the one that is lost",
            "left = pl.concat([values.head(place),",
            "left = pl.concat([values.slice(1, place),",
        ),
    ),
    *faults_of(
        "store/scenarios.py",
        "unit/test_scenarios_kept.py",
        ("scenarios: written over a change of somebody else", "kept.get(opened.name) != opened:", "opened.name not in kept:"),
        ("scenarios: saved without comparing the file", "before=None if data is None else durable.fingerprint(data)).note", "before=durable.ANY).note"),
    ),
    *faults_of(
        "workspace/scenarios.py",
        "unit/test_scenario_workspace.py",
        ("what-if: a change that is off is applied", "if step.on and reading.change is not None]", "if reading.change is not None]"),
        (
            "what-if: a year is tried out on all years",
            "return in_period(self.measured.portfolio, self.measured.view.measure.period)",
            "return self.measured.portfolio",
        ),
    ),
)
