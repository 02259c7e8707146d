"""The agenda as a part of the report: overdue first, the first twenty and how many more, the same in JSON."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from abmtui.cli.main import main
from abmtui.report.part_agenda import spans

if TYPE_CHECKING:
    import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"


def test_the_report_lists_what_is_dated_and_counts_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Sorted by day, what is past with its mark, each with its owner; words and JSON say the same."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    shutil.copytree(SAMPLE, tmp_path / "demo", ignore=shutil.ignore_patterns("*.py"))
    source = str(tmp_path / "demo" / "accounts.csv")

    assert main(["report", source, "--part", "agenda"]) == 0
    text = capsys.readouterr().out
    assert "The first 20; " in text
    assert "more follow" in text
    assert "31 Mar 2026 !" in text
    assert "contract ends" in text

    assert main(["report", source, "--format", "json"]) == 0
    agenda = json.loads(capsys.readouterr().out)["agenda"]
    assert agenda["entries"] == sum(agenda[name] for name in ("overdue", "this_week", "this_month", "later"))
    days = [entry["date"] for entry in agenda["first"]]
    assert days == sorted(days)
    assert len(days) == 20
    assert agenda["first"][0]["span"] == "overdue"
    assert agenda["first"][0]["kind"] == "channel"
    assert agenda["left_out"] == 0

    assert main(["report", source, "--part", "agenda", "--rollup"]) == 0
    assert "of plans whose account has no line here left out: subsidiaries count with their parent" in capsys.readouterr().out


def test_without_plans_it_says_what_would_stand_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A source alone has no days; JSON says null."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "a.csv").write_text("Customer,Revenue\nA,10\n")
    assert main(["report", str(tmp_path / "a.csv"), "--part", "agenda"]) == 0
    assert "Nothing in the plans has a day yet" in capsys.readouterr().out
    assert main(["report", str(tmp_path / "a.csv"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["agenda"] is None


def test_days_are_counted_by_span() -> None:
    """Every span is there, with none too."""
    today = dt.date(2026, 11, 25)
    days = pl.Series([today - dt.timedelta(1), today, today, today + dt.timedelta(40)])
    assert spans(days, today) == {"overdue": 1, "this week": 2, "this month": 0, "later": 1}
