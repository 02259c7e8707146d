"""The review holds each account's revenue against its own earlier years, and against the prior period only where it has none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.review.queue import health_of, queue_of, reasons_of
from abmtui.sources.request import SourceRequest
from abmtui.tui.account_words import account_facts
from abmtui.workspace.measured import View
from abmtui.workspace.opened import open_workspace
from abmtui.workspace.request import OpenRequest

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TABLE = pl.DataFrame(
    {
        "value": [3.0, 2.0, 1.0],
        "change": [-0.2, 0.0, -0.2],
        "baseline_change": [-0.1, -0.28, None],
        "baseline": ["its own 3-year mean", "its own 3-year mean", None],
    }
)


def test_the_own_baseline_goes_before_the_prior_period() -> None:
    """The first fell on the year before but not on its own mean; the third has no mean of its own."""
    queue = queue_of(TABLE, None, NOW.date())
    assert list(zip(queue.rows, queue.reasons, strict=True)) == [(1, "revenue -28% on its own 3-year mean"), (2, "revenue -20% on the prior period")]


def test_the_limit_is_the_config_s() -> None:
    """For the queue, the reasons and the health of one account alike."""
    assert queue_of(TABLE, None, NOW.date(), fall=0.3).rows.to_list() == []
    assert reasons_of(TABLE, 0, NOW.date(), fall=0.1) == "revenue -10% on its own 3-year mean"
    assert health_of(TABLE, 0, NOW.date(), fall=0.1)[1] == "revenue -10% on its own 3-year mean"
    assert health_of(TABLE, 0, NOW.date()) == ("good", "")


def test_a_workspace_asks_for_the_baseline_and_the_limit(tmp_path: Path) -> None:
    """Yearly columns are enough; the table itself stays without further columns."""
    source = tmp_path / "accounts.csv"
    source.write_text("Account,Revenue 2023,Revenue 2024,Revenue 2025\nAlpha,130,90,90\nBeta,50,50,44\n", "utf-8")
    for fall, reasons in (
        (0.15, ["revenue -18% on its own 2-year mean"]),
        (0.1, ["revenue -18% on its own 2-year mean", "revenue -12% on its own 2-year mean"]),
    ):
        config = Config(limits={**Config().limits, "fall": fall})
        workspace = open_workspace(OpenRequest(SourceRequest((str(source),)), config), author="me", now=lambda: NOW)
        course = workspace.review(View())
        assert course.queue.reasons.to_list() == reasons
        assert "baseline" not in course.table.columns


def test_the_account_screen_says_the_same(tmp_path: Path) -> None:
    """Health and reason of one account are worked out from its own rows alone; by day too, and without periods by the prior one."""
    yearly = "Account,Revenue 2023,Revenue 2024,Revenue 2025\nAlpha,130,90,90\nBeta,50,50,44\n"
    daily = "Account,Date,Revenue\n" + "".join(
        f"{name},{year}-06-05,{value}\n"
        for name, year, value in (("Alpha", 2024, 90), ("Beta", 2025, 60), ("Beta", 2026, 60), ("Alpha", 2026, 45), ("Alpha", 2025, 90))
    )
    plain = "Account,Revenue,Prior revenue\nAlpha,80,100\nBeta,1,1\n"
    for text, reason in (
        (yearly, "revenue -18% on its own 2-year mean"),
        (daily, "revenue -50% on the 12 months before"),
        (plain, "revenue -20% on the prior period"),
    ):
        source = tmp_path / "accounts.csv"
        source.write_text(text, "utf-8")
        workspace = open_workspace(OpenRequest(SourceRequest((str(source),))), author="me", now=lambda: NOW)
        measured = workspace.measured(View())
        facts = [account_facts(measured, row, NOW.date(), Formats(), workspace.config) for row in range(2)]
        assert [fact.health_reason for fact in facts] == [reason, ""]
        assert workspace.review(View()).queue.reasons.to_list() == [reason] == [facts[0].review_reason]
