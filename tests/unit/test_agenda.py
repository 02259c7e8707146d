"""Everything dated in a plan and in all plans: what waits for its day, in order, once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from abmtui.plan.agenda import LATER, OVERDUE, THIS_MONTH, THIS_WEEK, entries, gate_due, span_of
from abmtui.plan.model import ChannelRow, GateStep, Goal, Offering, Plan, RedFlag, Score
from abmtui.review.agenda import SCHEMA, agenda_of, left_out
from abmtui.review.agenda import span as span_in_frame
from abmtui.review.needs import DEFAULT_CADENCE, REVIEWED
from abmtui.store.plan_file import PlanFile, read_plan
from abmtui.store.rollup_frames import frames_of

DAY = dt.date(2026, 12, 3)
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "plans"


def said(**fields: Any) -> list[tuple[str, str, str, str]]:
    """Return kind, field, words and owner of a plan's entries."""
    return [(one.kind, one.field, one.what, one.owner) for one in entries(Plan(**fields))]


def test_the_accounts_own_days() -> None:
    """Next step with its own owner or the key account manager, next review, contract end."""
    assert said(next_step="Send it\n now", next_step_due=DAY, owner="Aino", next_review=DAY, contract_end=DAY) == [
        ("", "next_step_due", "next step: Send it now", "Aino"),
        ("", "next_review", "review", "Aino"),
        ("", "contract_end", "contract ends", "Aino"),
    ]
    assert said(next_step_due=DAY, next_step_owner="Ben", owner="Aino") == [("", "next_step_due", "next step", "Ben")]
    assert said() == []


@pytest.mark.parametrize(
    ("fields", "entry"),
    [
        (
            {"flags": (RedFlag(review_by=DAY, type="reorganisation"), RedFlag(review_by=DAY, status="lost"))},
            ("flag", "review_by", "flag review: reorganisation", ""),
        ),
        ({"goals": (Goal(due=DAY, name="x", marketing_owner="Ben"), Goal(due=DAY, status="missed"))}, ("goal", "due", "goal due: x", "Ben")),
        (
            {"channels": (ChannelRow(when=DAY, owner=" Aino "), ChannelRow(when="weekly"), ChannelRow(when=DAY, status="done"))},
            ("channel", "when", "channel row", "Aino"),
        ),
        ({"offerings": (Offering(expected=DAY, name="o"), Offering(expected=DAY, stage="decided"))}, ("offering", "expected", "decision expected: o", "")),
    ],
)
def test_rows_are_dated_while_they_wait(fields: dict[str, Any], entry: tuple[str, str, str, str]) -> None:
    """What is closed waits for nothing, and a cadence in words has no day."""
    assert said(**fields) == [entry]


def test_only_the_last_score_of_a_criterion_is_to_be_scored_again() -> None:
    """By its date, of one day the last; an undated one is older than all."""
    scores = (
        Score(id="k-a", criterion="Trust", date=DAY, due=DAY),
        Score(id="k-b", criterion="trust", date=DAY, due=DAY),
        Score(id="k-c", criterion="trust", due=DAY),
        Score(id="k-d", criterion="needs", due=DAY),
    )
    assert [one.row_id for one in entries(Plan(scores=scores))] == ["k-b", "k-d"]


def test_a_gate_without_progress_falls_due_after_the_sales_cycle() -> None:
    """Half a year where the plan knows no cycle; a passed one, one without a day and one at the end of time have none."""
    start = dt.date(2026, 1, 1)
    gates = (GateStep(name="Decision", entered=start, owner="Aino"), GateStep(entered=start, passed=DAY), GateStep())
    (entry,) = entries(Plan(gates=gates))
    assert (entry.date, entry.field, entry.what, entry.owner) == (dt.date(2026, 7, 1), "entered", "gate without progress: Decision", "Aino")
    assert gate_due(start, 1.0) == dt.date(2026, 2, 1)
    assert gate_due(start, -1.0) == gate_due(start, None) == entry.date
    assert gate_due(dt.date.max, None) is None
    assert entries(Plan(gates=(GateStep(entered=dt.date.max),))) == ()


def test_entries_stand_by_day() -> None:
    """The earliest first, whatever kind they are."""
    plan = Plan(next_step_due=DAY, goals=(Goal(due=dt.date(2026, 11, 1)),))
    assert [one.field for one in entries(plan)] == ["due", "next_step_due"]


@pytest.mark.parametrize(
    ("date", "span"),
    [("2026-11-24", OVERDUE), ("2026-11-25", THIS_WEEK), ("2026-11-29", THIS_WEEK), ("2026-11-30", THIS_MONTH), ("2026-12-01", LATER), ("2027-11-30", LATER)],
)
def test_days_lie_in_spans(date: str, span: str) -> None:
    """Today is this week, which ends on Sunday; the month ends on its last day."""
    today, day = dt.date(2026, 11, 25), dt.date.fromisoformat(date)
    assert span_of(day, today) == span
    assert pl.DataFrame({"date": [day]}).select(span_in_frame(today)).item() == span


# All plans


def all_of(plans: list[PlanFile], **columns: list[Any]) -> pl.DataFrame:
    """Return the agenda of some plans, each with its account."""
    frames = frames_of(plans)
    ids = {"id": [file.plan.id for file in plans], "name": [file.plan.name for file in plans]}
    table = pl.DataFrame(ids | {"next_review": [file.plan.next_review for file in plans]} | columns, schema_overrides={"next_review": pl.Date})
    return agenda_of(table, frames["plans"], frames, DEFAULT_CADENCE)


def test_all_plans_say_what_each_of_them_says() -> None:
    """On the sample's plans: the same entries out of the frames as out of each plan, by day and then by account."""
    files = [read_plan(path) for path in sorted(SAMPLE.glob("*.toml"))]
    found = all_of(files, plan_owner=[file.plan.owner for file in files])
    each = [(one.date, file.plan.id, one.kind, one.row_id, one.field, one.what, one.owner) for file in files for one in entries(file.plan)]
    assert sorted(found.select(list(SCHEMA)).iter_rows()) == sorted(each)
    assert found["date"].is_sorted()
    assert len(each) > 40
    assert {kind for _, _, kind, *_ in each} == {"", "flag", "goal", "channel", "score", "gate", "offering"}


def test_a_review_is_due_by_the_cadence_where_no_day_is_set() -> None:
    """Of accounts without a plan too, with the owner of the source; a plan whose account is gone has no entries."""
    orphan = PlanFile(plan=Plan(id="gone", next_step_due=DAY))
    frames = frames_of([orphan])
    table = pl.DataFrame({"id": ["1", "2"], "name": ["A", "B"], "class": ["B", "A"], "owner": [" Aino ", None], REVIEWED: [dt.date(2026, 1, 1), None]})
    found = agenda_of(table, frames["plans"], frames, {"A": 90, "B": 180, "C": 365, "key": 30})
    assert found.select("date", "id", "name", "what", "by", "row").rows() == [(dt.date(2026, 6, 30), "1", "A", "review", "Aino", 0)]


def test_what_has_no_line_is_counted() -> None:
    """Entries of plans whose account is not among those asked for, their reviews too; those of others are not."""
    files = [PlanFile(plan=Plan(id=name, next_step_due=DAY, next_review=DAY)) for name in ("1", "2")]
    frames = frames_of(files)
    assert left_out(pl.Series(["1", "9"]), frames["plans"], frames) == 2
    assert left_out(pl.Series(["1", "2"]), frames["plans"], frames) == 0
    assert left_out(pl.Series(["1"]), frames_of([])["plans"], {}) == 0


def test_without_plans_and_dates_the_agenda_is_empty() -> None:
    """No frames, no owners, nothing dated: an empty frame with every column."""
    found = agenda_of(pl.DataFrame({"id": ["1"], "name": ["A"]}), frames_of([])["plans"], {}, DEFAULT_CADENCE)
    assert found.is_empty()
    assert set(found.columns) == {*SCHEMA, "name", "row"}


def test_gates_and_scores_of_all_plans_follow_the_same_rules() -> None:
    """The last score of a criterion, the gate after its cycle, and a time that never comes."""
    scores = (Score(id="k-a", criterion="Trust", date=DAY, due=DAY), Score(id="k-b", criterion="trust", due=DAY))
    gates = (GateStep(id="p-a", entered=DAY), GateStep(id="p-b", entered=dt.date.max))
    plan = Plan(id="1", name="A", scores=scores, gates=gates, sales_cycle_months=2.0)
    assert [(row["row_id"], row["date"]) for row in all_of([PlanFile(plan=plan)]).iter_rows(named=True)] == [(one.row_id, one.date) for one in entries(plan)]
