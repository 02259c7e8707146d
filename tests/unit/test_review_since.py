"""What happened since a day: reviewed, decided, opened, closed, edited and moved, on the command line, in the review's part and in JSON."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.cli.main import main
from abmtui.formats import Formats
from abmtui.plan.changes import Change
from abmtui.plan.edits import add_row, set_field, set_row_field
from abmtui.report.part_review import blocks, data
from abmtui.report.since import since_blocks, since_data
from abmtui.report.since_figures import changed_words, since_figures
from abmtui.sources.request import SourceRequest
from abmtui.store.changes_since import edited_since
from abmtui.store.history import FOLDER, Entry, record
from abmtui.workspace.measured import View
from abmtui.workspace.opened import Workspace, open_workspace
from abmtui.workspace.request import OpenRequest
from abmtui.workspace.review_course import keep_figures
from abmtui.workspace.reviewed import reviewed

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.plan.model import Plan
    from abmtui.workspace.reviewed import Reviewed

NOW = dt.datetime(2026, 11, 22, 14, tzinfo=dt.UTC)
OCTOBER = dt.date(2026, 10, 1)
ROWS = "id,name,revenue,prior revenue\n1,Alpha,900,900\n2,Beta,90,300\n3,Gamma,10,10\n"


def opened(folder: Path, now: dt.datetime = NOW, rows: str = ROWS) -> Workspace:
    """Open three accounts."""
    source = folder / "accounts.csv"
    source.write_text(rows, "utf-8")
    return open_workspace(OpenRequest(SourceRequest((str(source),))), author="AK", now=lambda: now)


def edit(workspace: Workspace, account: str, *changes: Any) -> Plan:
    """Save a plan changed by each function in turn, and return it."""
    assert workspace.editing is not None
    plan = workspace.editing.open(account, f"Account {account}").plan
    for change in changes:
        plan = change(plan)
    outcome = workspace.editing.save(plan, "edit")
    assert outcome.state == "saved"
    return plan


@pytest.fixture
def quarter(tmp_path: Path) -> Reviewed:
    """A review in September, a flag and a goal of then, and what happened to them since."""
    early = opened(tmp_path, dt.datetime(2026, 9, 12, tzinfo=dt.UTC))
    flag = {"type": "reorganisation", "severity": "high", "status": "open", "raised": dt.date(2026, 9, 1)}
    goal = {"name": "Cut stops", "status": "open", "due": dt.date(2026, 12, 1)}
    plan = edit(early, "1", lambda plan: add_row(plan, "flag", flag)[0], lambda plan: add_row(plan, "goal", goal)[0])
    assert early.editing is not None
    early.editing.stamp("1", "Alpha", early.today())
    keep_figures(early, View(), ["1"])
    later = opened(tmp_path, rows=ROWS.replace("900,900", "990,900"))
    assert later.editing is not None
    edit(
        later,
        "1",
        lambda plan: set_row_field(plan, "flag", plan.flags[0].id, "status", "resolved"),
        lambda plan: set_row_field(plan, "goal", plan.goals[0].id, "status", "reached"),
        lambda plan: add_row(plan, "note", {"text": "Renew", "topic": "decision", "date": NOW.date(), "author": "BL"})[0],
        lambda plan: add_row(plan, "note", {"text": "Nice weather", "date": NOW.date()})[0],
        lambda plan: set_field(plan, "strategy", "Grow"),
    )
    new_flag = {"type": "business goes elsewhere", "raised": dt.date(2026, 10, 1)}
    edit(later, "2", lambda plan: add_row(plan, "flag", new_flag)[0])
    later.editing.stamp("3", "Gamma", NOW.date())
    later.refresh_plans()
    assert plan.flags
    return reviewed(later, later.measured(View()))


def test_everything_that_happened_is_found(quarter: Reviewed) -> None:
    """A flag without a day of closing is found by the history of its status; a note that is no decision is none."""
    found = since_figures(quarter, OCTOBER)
    assert [(one.name, one.day, one.who) for one in found.reviewed] == [("Gamma", NOW.date(), "AK")]
    assert [(one.what, one.who) for one in found.decisions] == [("Renew", "BL")]
    assert [(one.name, one.what) for one in found.raised] == [("Beta", "business goes elsewhere")]
    assert [(one.name, one.what) for one in found.closed] == [("Alpha", "reorganisation: resolved")]
    assert [one.what for one in found.goals] == ["Cut stops: reached"]
    edited = {one.name: one for one in found.edited}
    assert edited["Alpha"].what == ("strategy", "red flag: 1 changed", "goal: 1 changed", "note: 2 new")
    assert (edited["Alpha"].saves, edited["Alpha"].authors, edited["Alpha"].last) == (1, ("AK",), NOW.date())
    assert found.moved is not None
    assert (found.moved.before.day, found.moved.before.figures["total"], found.moved.now.figures["total"]) == (dt.date(2026, 9, 12), 1000.0, 1090.0)
    assert since_figures(quarter, NOW.date() + dt.timedelta(1)).edited == ()


def test_of_one_day_the_larger_accounts_are_told_first(tmp_path: Path) -> None:
    """One stroke over the quiet ones stamps many on a day; the newest day still comes first."""
    workspace = opened(tmp_path, rows=ROWS.replace("Gamma,10", "Aaa,10"))
    assert workspace.editing is not None
    workspace.editing.stamp("1", "Alpha", NOW.date() - dt.timedelta(1))
    workspace.editing.stamp_all({"3": "Aaa", "2": "Beta"}, NOW.date(), "2 accounts reviewed")
    workspace.refresh_plans()
    found = since_figures(reviewed(workspace, workspace.measured(View())), OCTOBER)
    assert [one.name for one in found.reviewed] == ["Beta", "Aaa", "Alpha"]


def test_a_view_tells_only_of_its_accounts(quarter: Reviewed) -> None:
    """A filter leaves out what happened elsewhere."""
    import polars as pl

    only_beta = replace(quarter, measured=replace(quarter.measured, mask=pl.Series([False, True, False])))
    found = since_figures(only_beta, OCTOBER)
    assert (len(found.reviewed), len(found.decisions), len(found.closed), [one.name for one in found.edited]) == (0, 0, 0, ["Beta"])


def test_the_report_says_it_in_blocks_and_in_json(quarter: Reviewed) -> None:
    """What did not happen is said in one sentence; without earlier figures it is said how they come to be."""
    told = {block.heading: block for block in since_blocks(quarter, OCTOBER, Formats())}
    assert told["Since 1 Oct 2026"].sentences == ("1 account reviewed, 1 decision, 1 flag raised, 1 closed, 2 plans edited.",)
    assert told["Plans edited"].rows[0][0] in {"Alpha", "Beta"}
    assert ("Total", "1,000", "1,090") in told["What moved since the review before"].rows
    assert told["Decided"].accounts == ("1",)
    said = since_data(quarter, OCTOBER)
    assert said["counts"] == {"reviewed": 1, "decisions": 1, "raised": 1, "closed": 1, "goals": 1, "edited": 2}
    json.dumps(said, allow_nan=False)


def test_the_review_s_part_has_who_still_needs_a_look(quarter: Reviewed) -> None:
    """Seen, decided, opened, closed, and the queue of the accounts in view."""
    headings = [block.heading for block in blocks(quarter, Formats())]
    assert headings[:2] == ["Review of Q4 2026", "Still needs a look"]
    assert {"Reviewed", "Decided", "Opened: red flags raised", "Closed: red flags", "What moved since the review before"} <= set(headings)
    found = data(quarter)
    assert (found["accounts"], found["done"], [one["name"] for one in found["needing"]]) == (3, 1, ["Beta"])
    json.dumps(found, allow_nan=False)


def test_without_plans_and_without_needs_there_is_little_to_tell() -> None:
    """A source on stdin has no folder of plans."""
    workspace = open_workspace(OpenRequest(SourceRequest(("-",), stdin=b"id,name,revenue\n1,A,5\n")), author="AK", now=lambda: NOW)
    view = reviewed(workspace, workspace.measured(View()))
    told = [sentence for block in (*since_blocks(view, OCTOBER, Formats()), *blocks(view, Formats())) for sentence in block.sentences]
    assert "Nothing needs a look." in told
    assert "No plan was edited." in told
    assert any("No figures were kept by then" in sentence for sentence in told)
    assert data(view)["moved"] is None


def test_rows_are_counted_as_new_changed_and_gone() -> None:
    """By kind; the plan's own fields stand by name; the order of rows is no row."""
    net = {
        ("", "", "strategy"): ("", "Grow"),
        ("", "", "name"): ("A", "B"),
        ("stakeholder", "s-1", "name"): (None, "Ann"),
        ("stakeholder", "s-1", "role"): (None, "user"),
        ("stakeholder", "s-2", "role"): ("user", "coach"),
        ("stakeholder", "s-3", "name"): ("Bo", None),
        ("stakeholder", "", "order"): (["s-2"], ["s-2"]),
    }
    assert changed_words(net) == ("strategy", "stakeholder: 1 new, 1 changed, 1 gone")


def test_only_logs_that_were_touched_since_are_read(tmp_path: Path) -> None:
    """Lines before the day are left out, torn ones counted, and a log that went away is none."""
    folder = tmp_path / FOLDER
    folder.mkdir()
    change = (Change("", "", "strategy", "", "x"),)
    for when in ("2026-09-30T10:00:00+00:00", "2026-10-01T10:00:00+00:00", "soon"):
        record(folder / "a.jsonl", Entry(when, "AK", None, when, change), None)
    with (folder / "a.jsonl").open("ab") as log:
        log.write(b"{torn\n")
    record(folder / "b.jsonl", Entry("2026-12-01", "AK", None, "x", change), None)
    os.utime(folder / "b.jsonl", (0, 0))
    record(folder / "c.jsonl", Entry("2026-01-01", "AK", None, "x", change), None)
    (folder / "gone.jsonl").symlink_to(folder / "nowhere")
    found, problems = edited_since(tmp_path, OCTOBER)
    assert [(one.key, [entry.when[:10] for entry in one.entries]) for one in found] == [("a", ["2026-10-01"])]
    assert len(problems) == 1
    assert edited_since(tmp_path / "none", OCTOBER) == ((), ())


@pytest.mark.parametrize(
    ("words", "said"), [(("--since", "soon"), "no date"), (("--since", "tomorrow"), "still to come"), (("--since", "-3d", "-o", "a.xlsx"), "workbook")]
)
def test_a_day_that_is_none_is_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    """With the forms that work."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "accounts.csv").write_text(ROWS, "utf-8")
    assert main(["report", "accounts.csv", *words]) == 2
    assert said in capsys.readouterr().err
    assert main(["report", "accounts.csv", "--since", "-30d", "--part", "losses"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Since ")
    assert "How it is spread" not in out
    assert main(["report", "accounts.csv", "--since", "-30d", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["since"]["counts"]["edited"] == 0
