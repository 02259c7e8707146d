"""One open portfolio: where its plans are, what of them is problems, what a refresh reads, and the review's order."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest

from abmtui.config import Config
from abmtui.plan import edits
from abmtui.portfolio import columns as col
from abmtui.sources.request import SourceRequest
from abmtui.store.names import file_name
from abmtui.store.plan_file import PlanFile, read_plan
from abmtui.workspace.measured import View
from abmtui.workspace.opened import Workspace, open_workspace
from abmtui.workspace.request import OpenRequest, plans_folder

NOW = dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC)
ROWS = "id,name,revenue,prior_revenue,owner\n1,Alpha,50,50,Ada\n2,Beta,30,90,Ben\n3,Gamma,15,60,Ada\n"


def opened(folder: Path, **options: Any) -> Workspace:
    """Open a table of three accounts; `plans` is the option of that name, others are settings."""
    source = folder / "accounts.csv"
    source.write_text(ROWS, "utf-8")
    request = OpenRequest(SourceRequest((str(source),)), Config(**options), options.pop("plans", ""))
    return open_workspace(request, author="AK", now=lambda: NOW, state_folder=folder / "state")


def saved(workspace: Workspace, account: str, **fields: object) -> None:
    """Save fields of an account's plan."""
    assert workspace.editing is not None
    plan = workspace.editing.open(account, f"Account {account}").plan
    for name, value in fields.items():
        plan = edits.set_field(plan, name, value)
    assert workspace.editing.save(plan, "set").state == "saved"


@pytest.mark.parametrize(
    ("sources", "option", "setting", "folder"),
    [
        (("d/a.csv",), "", "", "d/plans"),
        (("d",), "", "", "d/plans"),
        (("d/a.csv",), "p", "c", "p"),
        (("d/a.csv",), "", "c", "c"),
        (("d/a.csv", "d/b.csv"), "", "", None),
        (("d/*.csv",), "", "", None),
        (("-",), "", "", None),
        (("sqlite://x",), "", "", None),
        ((), "", "", None),
        (("-",), "p", "", "p"),
        (("d/a.csv", "d/b.csv"), "", "c", "c"),
    ],
)
def test_plans_stand_beside_the_one_local_source_unless_said_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sources: tuple[str, ...], option: str, setting: str, folder: str | None
) -> None:
    """The option, else the setting, else beside the file or in the folder; of several sources or stdin there is none."""
    monkeypatch.chdir(tmp_path)
    Path("d").mkdir()
    found = plans_folder(OpenRequest(SourceRequest(sources), Config(plans=setting), option))
    assert found == (None if folder is None else Path(folder))


def test_opening_makes_no_folder_and_the_first_save_does(tmp_path: Path) -> None:
    """Looking leaves no trace beside the source; the folder of the first plan is the user's alone."""
    workspace = opened(tmp_path)
    assert not (tmp_path / "plans").exists()
    saved(workspace, "1", strategy="grow")
    assert (tmp_path / "plans").stat().st_mode & 0o777 == 0o700


def test_a_folder_named_later_keeps_the_plans(tmp_path: Path) -> None:
    """A source on stdin has none until one is named; from then on it is read too."""
    request = OpenRequest(SourceRequest(("-",), stdin=ROWS.encode()))
    workspace = open_workspace(request, author="AK", now=lambda: NOW)
    assert (workspace.editing, workspace.plans, workspace.roll_up) == (None, None, None)
    with pytest.raises(LookupError):
        workspace.orphans()
    workspace.keep_plans_in(tmp_path / "kept")
    saved(workspace, "2", strategy="grow")
    workspace.refresh_plans()
    assert workspace.measured(View()).table["has_plan"].to_list() == [None, True, None]


def test_a_refresh_shows_what_others_saved_and_reads_nothing_else_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the file that changed is read; with nothing changed no file is."""
    workspace = opened(tmp_path)
    for account in "123":
        saved(workspace, account, strategy=account)
    workspace.refresh_plans()
    for path in (tmp_path / "plans").glob("*.toml"):
        os.utime(path, ns=(10**18, 10**18))
    os.utime(tmp_path / "plans", ns=(10**18, 10**18))
    workspace.refresh_plans()
    read: list[str] = []

    def noted(path: Path) -> PlanFile:
        read.append(path.name)
        return read_plan(path)

    monkeypatch.setattr("abmtui.store.rollup.read_plan", noted)
    workspace.refresh_plans()
    assert read == []
    path = next((tmp_path / "plans").glob("account-2--*.toml"))
    path.write_text(path.read_text("utf-8").replace('strategy = "2"', 'strategy = "changed"'), "utf-8")
    workspace.refresh_plans()
    assert read == [path.name]
    assert workspace.measured(View()).table["strategy"].to_list() == ["1", "changed", "3"]


def test_several_files_of_one_account_never_double_its_row(tmp_path: Path) -> None:
    """The table has a row an account, the first file's; the second is a problem, and the plan cannot be edited until one is left."""
    workspace = opened(tmp_path)
    saved(workspace, "1", strategy="first")
    plan = next((tmp_path / "plans").glob("*.toml"))
    (tmp_path / "plans" / file_name("1", "zz other")).write_text(plan.read_text("utf-8").replace("first", "second"), "utf-8")
    again = opened(tmp_path)
    table = again.measured(View()).table
    assert (table.height, table["strategy"].to_list()) == (3, ["first", None, None])
    assert any("several files" in problem.what for problem in again.problems)
    assert again.editing is not None
    assert "several files" in again.editing.open("1", "Alpha").read_only


def test_a_plan_without_an_account_is_listed_and_a_broken_one_is_a_problem(tmp_path: Path) -> None:
    """Neither adds a row to the table; the broken one says its line."""
    workspace = opened(tmp_path)
    saved(workspace, "77", strategy="gone")
    saved(workspace, "1", strategy="x")
    broken = next((tmp_path / "plans").glob("account-1--*.toml"))
    broken.write_text('format = 1\nid = = "1"\n', "utf-8")
    again = opened(tmp_path)
    assert [row["id"] for row in again.orphans().iter_rows(named=True) if not row["broken"]] == ["77"]
    assert again.measured(View()).table.height == 3
    assert any(problem.where.endswith(f"{broken.name}:2") for problem in again.problems)


def test_the_review_goes_from_one_account_to_the_next_and_round(tmp_path: Path) -> None:
    """Behind the last comes the first; the account itself is never its own next; mine are mine."""
    workspace = opened(tmp_path, me="ada")
    course = workspace.review(View())
    table = course.table
    ids = table[col.ID].gather(course.queue.rows).to_list()
    assert len(ids) > 1
    assert [table[col.ID][course.next_after(one)] for one in ids] == [*ids[1:], ids[0]]
    first = course.next_after("no such")
    assert table[col.ID][first] == ids[0]
    mine = workspace.review(View(), "mine")
    assert set(mine.table["owner"].gather(mine.queue.rows)) == {"Ada"}


def test_a_stamp_takes_the_account_out_of_the_review(tmp_path: Path) -> None:
    """Put off until a later day it is not asked for; on that day it is."""
    workspace = opened(tmp_path)
    assert workspace.editing is not None

    def asked_for() -> list[str]:
        course = workspace.review(View())
        return course.table[col.ID].gather(course.queue.rows).to_list()

    first = asked_for()[0]
    workspace.editing.stamp(first, "Beta", None, NOW.date() + dt.timedelta(7))
    workspace.refresh_plans()
    assert first not in asked_for()
    workspace.editing.undo()
    workspace.refresh_plans()
    assert asked_for()[0] == first


def test_problems_of_settings_source_and_plans_stand_together(tmp_path: Path) -> None:
    """A request for another source forgets what was said of the first one's columns."""
    request = OpenRequest(SourceRequest(("a.csv",), {"name": "Kunde"}, "x = 1", ("b.csv",)), title="demo")
    other = request.with_source("c.csv").source
    assert (other.sources, other.mapping, other.where, other.joins, request.with_source("c.csv").title) == (("c.csv",), {}, "", (), "")
    assert request.with_mapping({"name": "Firma"}).source.mapping == {"name": "Firma"}
    missing = open_workspace(OpenRequest(SourceRequest((str(tmp_path / "no.csv"),))), author="", now=lambda: NOW)
    assert missing.portfolio.accounts.is_empty()
    assert missing.problems
