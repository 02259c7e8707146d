"""Stakeholders and objectives over all plans: who is reached, which goals both functions own, which rows lead nowhere."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.plan.model import ChannelRow, Goal, Note, Plan, Stakeholder, Touch
from abmtui.portfolio.model import EMPTY
from abmtui.portfolio.rules import Rules
from abmtui.report import part_alignment, part_people
from abmtui.review.plan_columns import plan_columns
from abmtui.store.plan_file import PlanFile
from abmtui.store.rollup_frames import frames_of
from abmtui.workspace.measured import Measuring, View
from abmtui.workspace.reviewed import Reviewed

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.report.blocks import Block

TODAY = dt.date(2026, 11, 22)
ACCOUNTS: dict[str, list[Any]] = {
    "id": ["1", "2", "3"],
    "name": ["Alpha", "Beta", "Delta"],
    "kind": ["customer", "customer", "prospect"],
    "revenue": [900.0, 100, None],
}
CFO = Stakeholder(id="s-1", name="Mika", role="economic buyer", influence=5, persona="Finance", topics=("cost",), source="guessed")
CHAMPION = Stakeholder(id="s-2", name="Anna", role="champion", reached_by="both", persona="Finance", source="asked")
USER = Stakeholder(id="s-3", name="Ida", role="user", reached_by="marketing")
GONE = Stakeholder(id="s-4", name="Olli", role="champion", reached_by="sales", left=True)
OURS = Goal(id="g-1", name="Agreement", whose="ours", sales_owner="Aino", marketing_owner="Joonas")
MUTUAL = Goal(id="g-2", name="Fewer stops", whose="mutual", aim="efficiency", sales_owner="Aino", our_benefit="parts")
FULL = ChannelRow(
    id="c-1", audience="s-1", message="Cost per mile", channel="webinar", call_to_action="Book", goal="g-1", status="active", actual=40, result_value=100
)
FAIR = ChannelRow(id="c-2", audience="Engineers", message="Stand", channel="trade fair", budget=60, metric="reach", digital=True, answers=("stops",))


def reviewed(folder: Path, *plans: Plan, view: View | None = None) -> Reviewed:
    """A review of three accounts with these plans; Alpha is of class A, Beta of B, Delta a prospect."""
    measuring = Measuring(replace(EMPTY, accounts=pl.DataFrame(ACCOUNTS)), Rules(), today=lambda: TODAY)
    frames = frames_of([PlanFile(folder / f"{plan.id}.toml", plan) for plan in plans])
    columns = plan_columns(frames["plans"], frames, TODAY)
    measuring.with_plans(columns.drop("file"), frames)
    return Reviewed(measuring.measured(view or View()), None, Config(), TODAY, "EUR")


def alpha(**changed: Any) -> Plan:
    """The plan of the largest account."""
    return Plan(
        **{
            "id": "1",
            "name": "Alpha",
            "strategy": "Win",
            "stakeholders": (CFO, CHAMPION, USER, GONE),
            "goals": (OURS, MUTUAL),
            "channels": (FULL, FAIR),
            **changed,
        }
    )


def blocks(part: Any, made: Reviewed) -> dict[str, Block]:
    """The part's blocks by heading."""
    return {block.heading: block for block in part.blocks(made, Formats())}


def test_without_plans_a_sentence_says_what_to_do(tmp_path: Path) -> None:
    """Neither part shows an empty table; both are null in JSON."""
    made = reviewed(tmp_path)
    assert [len(part.blocks(made, Formats())) for part in (part_people, part_alignment)] == [1, 1]
    assert part_people.data(made) is part_alignment.data(made) is None


def test_who_left_is_counted_apart_and_marketing_alone_is_outside_the_reach_of_sales(tmp_path: Path) -> None:
    """Of three who are here two are reached; sales reaches one of them."""
    made = reviewed(tmp_path, alpha())
    found = blocks(part_people, made)
    assert found["Stakeholders"].sentences == (
        "3 people at 1 account; 1 more left.",
        "2 of 3 are reached by sales, marketing or both; 2 stand outside the reach of sales.",
    )
    assert ("champion", "1", "1", "1", "0") in found["Stakeholders"].rows
    assert found["Reached by nobody"].rows == (("Alpha", "Mika", "economic buyer", "5"),)
    assert found["Reached by nobody"].sentences == ("1 person, 1 of them decides.",)
    assert found["Accounts on a thin thread"].rows == ()
    assert found["Personas and audiences"].rows == (("Finance", "2", "0"), ("Engineers", "0", "1"))
    data = part_people.data(made)
    assert data is not None
    assert (data["people"], data["left"], data["outside_sales"]) == (3, 1, 2)
    json.dumps(data, allow_nan=False)


def test_one_person_reached_is_a_single_thread(tmp_path: Path) -> None:
    """With one reached the account lacks a second thread, with none anybody at all."""
    one, none = alpha(stakeholders=(CFO, CHAMPION)), Plan(id="2", name="Beta", stakeholders=(CFO,))
    rows = blocks(part_people, reviewed(tmp_path, one, none))["Accounts on a thin thread"].rows
    assert rows == (("Alpha", "2", "a second thread"), ("Beta", "1", "champion, anybody reached"))


def test_a_goal_is_aligned_when_both_own_it_and_a_mutual_one_says_both_benefits(tmp_path: Path) -> None:
    """The other goal is listed with what it lacks; closed goals are not asked."""
    made = reviewed(tmp_path, alpha(goals=(OURS, MUTUAL, replace(OURS, id="g-3", status="reached", sales_owner=""))))
    block = blocks(part_alignment, made)["Objectives of sales and marketing"]
    assert block.sentences[0] == "2 open goals: 1 ours, 0 theirs, 1 mutual; 1 efficiency goal."
    assert block.rows == (("Alpha", "Fewer stops", "mutual", "owner in marketing, their benefit"),)
    assert block.accounts == ("1",)


def test_rows_that_lead_nowhere_say_what_they_lack(tmp_path: Path) -> None:
    """Spend without a goal is said as that; a goal of another plan is none; cancelled rows are left out."""
    rows = (FULL, FAIR, replace(FULL, id="c-3", goal="g-9", actual=None), replace(FAIR, id="c-4", status="cancelled"))
    block = blocks(part_alignment, reviewed(tmp_path, alpha(channels=rows)))["Rows that lead nowhere"]
    assert block.sentences == ("2 of 3 rows lead nowhere.",)
    assert [row[-1] for row in block.rows] == ["spend without a goal, no call to action, reach only", "no goal"]


def test_a_row_counts_for_the_goal_it_names(tmp_path: Path) -> None:
    """Rows, spend (actual before budget) and result by goal; a goal without a row stands with none."""
    block = blocks(part_alignment, reviewed(tmp_path, alpha(channels=(FULL, replace(FULL, id="c-5", actual=None, budget=5, result_value=None), FAIR))))
    goals = block["From activity to goal to result"]
    assert goals.rows == (("Agreement", "Alpha", "2", "45", "100"), ("Fewer stops", "Alpha", "0", "", ""))
    assert goals.sentences == ("1 of 2 goals is served by no row.",)


def test_class_a_counts_as_covered_by_a_planned_or_active_row_only(tmp_path: Path) -> None:
    """A done row is no plan any more."""
    live = blocks(part_alignment, reviewed(tmp_path, alpha()))["Touchpoints by class"]
    assert live.sentences[0] == "1 of 1 account of class A (100%) with a planned or active row."
    assert live.rows == (("A", "2", "1", "0", "0", "0"),)
    done = blocks(part_alignment, reviewed(tmp_path, alpha(channels=(replace(FULL, status="done"),))))["Touchpoints by class"]
    assert done.sentences[0].startswith("0 of 1")


def test_a_need_is_answered_by_a_row_that_names_it(tmp_path: Path) -> None:
    """Upper and lower case are one; what nothing answers stands first."""
    made = reviewed(tmp_path, alpha(pain_points=("Stops", "Customs"), motivations=("Green image",)))
    block = blocks(part_alignment, made)["Pain points and needs"]
    assert block.sentences == ("1 of 3 are answered by a channel row.",)
    assert [row[1:] for row in block.rows] == [("Customs", "pain point", "0"), ("Green image", "need", "0"), ("Stops", "pain point", "1")]


def test_feedback_points_to_markets_and_touches_to_topics(tmp_path: Path) -> None:
    """Markets with their notes; topics of touches and people as one whatever their case; the latest insight first."""
    notes = (Note(id="n-1", text="Asked for tugs", topic="feedback", market="tugs", date=TODAY), Note(id="n-2", text="plain"))
    touches = (Touch(id="t-1", date=TODAY - dt.timedelta(9), topic="Cost", insight="early"), Touch(id="t-2", date=TODAY, topic="cost", insight="late"))
    made = reviewed(tmp_path, alpha(notes=notes, touches=touches, lifecycle_stage="growing", our_roi="no"))
    found = blocks(part_alignment, made)
    assert found["New markets that feedback points to"].rows == (("tugs", "1", "1"),)
    assert found["What interests them"].rows == (("Cost", "2", "1"),)
    assert [row[-1] for row in found["Last insights from touchpoints"].rows] == ["late", "early"]
    assert found["Lifecycle stage"].rows == (("growing", "1"),)
    data = part_alignment.data(made)
    assert data is not None
    assert data["stages"]["our_roi"] == {"no": 1}
    assert json.loads(json.dumps(data, allow_nan=False))["markets"][0]["latest"] == "2026-11-22"


def test_a_filter_leaves_only_the_plans_in_view(tmp_path: Path) -> None:
    """Figures are of the accounts in view."""
    made = reviewed(tmp_path, alpha(), Plan(id="2", name="Beta", strategy="Keep", goals=(MUTUAL,)), view=View(filter="name = 'Beta'"))
    data = part_alignment.data(made)
    assert data is not None
    assert (data["open_goals"], data["rows"], data["class_a"]["accounts"]) == (1, 0, 0)
