"""The scorecard measures accounts: people reached, touches, goals, flags, health."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import polars as pl

from abmtui.formats import Formats
from abmtui.plan.edits import add_row, set_field
from abmtui.report.part_scorecard import NONE, blocks, data
from abmtui.review.scorecard import measured_accounts, scorecards
from abmtui.sources.request import SourceRequest
from abmtui.workspace.measured import View
from abmtui.workspace.opened import open_workspace
from abmtui.workspace.request import OpenRequest
from abmtui.workspace.reviewed import reviewed

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 11, 22, 14, tzinfo=dt.UTC)
SPAN = (dt.date(2026, 10, 1), dt.date(2026, 11, 22))


def test_key_accounts_and_abm_accounts_with_a_plan_are_measured() -> None:
    """DRM accounts are not, unless a person chose them as key; without plans nobody is."""
    table = pl.DataFrame(
        {"programme": ["ABM", "ABM", "DRM", "DRM", None], "has_plan": [True, None, True, True, True], "key_account": [None, None, True, False, None]}
    )
    assert table.select(measured_accounts(table)).to_series().to_list() == [True, False, True, False, False]
    bare = pl.DataFrame({"programme": ["ABM"]})
    assert bare.select(measured_accounts(bare)).to_series().to_list() == [False]


def test_people_who_left_and_touches_of_other_quarters_do_not_count() -> None:
    """Reached is by sales, marketing or both; the first and the last day of the span count; an account with nothing has 0."""
    accounts = pl.DataFrame({"id": ["1", "2"]})
    people = pl.DataFrame({"account_id": ["1"] * 5, "left": [None, False, False, True, None], "reached_by": ["sales", "none", "both", "sales", None]})
    days = [dt.date(2026, 9, 30), *SPAN, dt.date(2026, 11, 23), None]
    touches = pl.DataFrame({"account_id": ["1"] * 5, "date": days})
    goals = pl.DataFrame({"account_id": ["1"] * 5, "status": ["", "open", None, "reached", "missed"]})
    found = scorecards(accounts, people, touches, goals, SPAN)
    assert found.rows() == [("1", 4, 2, 2, 3, 1), ("2", 0, 0, 0, 0, 0)]


def test_the_part_says_the_sum_and_a_row_an_account(tmp_path: Path) -> None:
    """With the health in a word; without any such account it says what to do."""
    source = tmp_path / "accounts.csv"
    source.write_text("id,name,revenue,prior revenue\n1,Alpha,900,800\n2,Beta,90,90\n", "utf-8")
    workspace = open_workspace(OpenRequest(SourceRequest((str(source),))), author="AK", now=lambda: NOW)
    assert workspace.editing is not None
    nothing = reviewed(workspace, workspace.measured(View()))
    assert (blocks(nothing, Formats())[0].sentences, data(nothing)) == ((NONE,), None)
    plan = workspace.editing.open("1", "Alpha").plan
    plan, _ = add_row(set_field(plan, "key_account", value=True), "stakeholder", {"name": "Ann", "role": "economic buyer", "reached_by": "none"})
    plan, _ = add_row(plan, "stakeholder", {"name": "Bo", "reached_by": "sales"})
    plan, _ = add_row(plan, "touch", {"date": NOW.date(), "topic": "visit"})
    workspace.editing.save(plan, "plan")
    workspace.refresh_plans()
    view = reviewed(workspace, workspace.measured(View()))
    (block,) = blocks(view, Formats())
    assert block.sentences == ("1 account: 1 of 2 people reached (50%), 1 touch in this quarter.",)
    assert block.rows == (("Alpha", "900", "+12%", "90.9%", "1 of 2", "1", "0", "0", "0", "at risk"),)
    said = json.loads(json.dumps(data(view), allow_nan=False))
    assert (said["people_reached"], said["largest"][0]["health_reason"]) == (1, "decider unreached")
