"""A trend is written in the step that it is drawn over: a year, a quarter, a month."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from abmtui.config import EMPTY
from abmtui.review.course import trend_step
from abmtui.sources.request import SourceRequest
from abmtui.workspace.measured import View
from abmtui.workspace.opened import open_workspace
from abmtui.workspace.request import OpenRequest

TODAY = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
MONTHS = "name,date,revenue\n" + "".join(f"Ada,2026-0{month}-05,{100 + month}\nBen,2026-0{month}-28,50\n" for month in range(1, 6))


@pytest.mark.parametrize(
    ("file", "expected"),
    [("accounts.csv", (1, "a year")), ("transactions.csv", (4, "a quarter")), ("months.csv", (12, "a month")), ("none.csv", (1, "a year"))],
)
def test_the_step_of_a_trend(file: str, expected: tuple[int, str], tmp_path: Path) -> None:
    """Yearly columns step by years, order lines by quarters, a few months by months; without periods nothing is divided."""
    (tmp_path / "months.csv").write_text(MONTHS, encoding="utf-8")
    (tmp_path / "none.csv").write_text("name,revenue\nAda,1\nBen,2\n", encoding="utf-8")
    path = tmp_path / file if (tmp_path / file).exists() else SAMPLE / file
    workspace = open_workspace(OpenRequest(SourceRequest((str(path),)), EMPTY), author="tester", now=lambda: TODAY)
    assert trend_step(workspace.measured(View()).review.ground) == expected
