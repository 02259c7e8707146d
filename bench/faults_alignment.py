"""Faults in what a review says of stakeholders and objectives."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "review/alignment.py",
        "unit/test_alignment.py",
        ("people who left counted as here", 'people.filter(~pl.col("left").fill_null(value=False))', "people"),
        ("one owner of a goal is enough", '"owner in marketing": ~said("marketing_owner"),', ""),
        ("done rows cover an account", 'LIVE_ROW: Final = ("", "planned", "active")', 'LIVE_ROW: Final = ("", "planned", "active", "done")'),
    ),
)
