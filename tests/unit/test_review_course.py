"""A review of a scope: whose accounts, the quiet rest, and the figures that are kept of it and held against the next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui import durable
from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.portfolio.book import Measure
from abmtui.report.since import since_blocks
from abmtui.sources.request import SourceRequest
from abmtui.store.review_log import FILE
from abmtui.store.reviews import MOST, Reviews, too_many
from abmtui.tui.account_words import facts_in_review
from abmtui.workspace.measured import View
from abmtui.workspace.opened import Workspace, open_workspace
from abmtui.workspace.request import OpenRequest
from abmtui.workspace.review_course import ReviewCourse, in_scope, keep_figures, measure_words, missing_scopes, scopes_of
from abmtui.workspace.reviewed import reviewed

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.workspace.review_course import Scope

NOW = dt.datetime(2026, 11, 22, 14, tzinfo=dt.UTC)
ROWS = "id,name,revenue,owner,team\n1,Alpha,50,Ada,North\n2,Beta,30,Ben, north \n3,Gamma,15,Ada,South\n4,Delta,5,,\n"


def opened(folder: Path, rows: str = ROWS, day: dt.datetime = NOW, **settings: Any) -> Workspace:
    """Open a table of four accounts."""
    source = folder / "accounts.csv"
    source.write_text(rows, "utf-8")
    return open_workspace(OpenRequest(SourceRequest((str(source),)), Config(**settings)), author="AK", now=lambda: day)


def test_the_scopes_are_those_that_the_settings_name() -> None:
    """All is always one; of each other that is missing a sentence names the setting."""
    assert scopes_of(Config(me="Ada", team="North")) == ("mine", "team", "all")
    assert scopes_of(Config(team="North")) == ("team", "all")
    assert [sentence.partition("`")[2][:2] for sentence in missing_scopes(Config(me=" "))] == ["me", "te"]
    assert missing_scopes(Config(me="Ada", team="North")) == ()


@pytest.mark.parametrize(("scope", "names"), [("mine", ["Alpha", "Gamma"]), ("team", ["Alpha", "Beta"]), ("all", ["Alpha", "Beta", "Gamma", "Delta"])])
def test_a_scope_is_whose_accounts(tmp_path: Path, scope: Scope, names: list[str]) -> None:
    """Spelling in small letters and blanks around it do not matter; the rest holds the quiet ones of the scope, the largest first."""
    course = opened(tmp_path, me="ada", team="NORTH").review(View(), scope)
    assert (course.rest["name"].to_list(), course.queue.scope) == (names, len(names))
    assert course.rest.columns == ["id", "name", "class", "reviewed", "due"]


def test_a_plan_may_name_the_team_and_without_a_column_nobody_is_of_it(tmp_path: Path) -> None:
    """The source's team and the plan's count alike."""
    workspace = opened(tmp_path, "id,name,revenue\n1,Alpha,50\n2,Beta,30\n", team="North")
    assert workspace.review(View(), "team").queue.scope == 0
    assert workspace.editing is not None
    plan = workspace.editing.open("2", "Beta").plan
    from abmtui.plan.edits import set_field

    workspace.editing.save(set_field(plan, "team", "north"), "team")
    workspace.refresh_plans()
    assert workspace.review(View(), "team").queue.scope == 1
    assert in_scope(workspace.measured(View()).table, Config(), "team") is not None


def test_the_next_review_is_held_against_the_figures_of_the_one_before(tmp_path: Path) -> None:
    """What was kept in September shows in November what moved, of the book and of each account; an undone stamp does not count."""
    september = opened(tmp_path, day=dt.datetime(2026, 9, 12, tzinfo=dt.UTC))
    assert september.editing is not None
    assert september.review_log is not None
    for account in ("1", "3"):
        september.editing.stamp(account, account, september.today())
        assert keep_figures(september, View(), [account]) == ""
    later = opened(tmp_path, ROWS.replace("15,", "32,").replace("50,", "51,"))
    assert later.review_log is not None
    found = later.review(View()).moved(later.review_log)
    assert found is not None
    assert (found.before.day, found.before.who, found.before.figures["total"], found.now.figures["total"]) == (dt.date(2026, 9, 12), "AK", 100.0, 118.0)
    assert found.changed_class == (("3", "B", "A"),)
    measured = later.measured(View())
    assert [facts_in_review(later, measured, row, Formats()).moved for row in range(4)] == ["revenue +2% since 12 Sep", "", "revenue +113% since 12 Sep", ""]
    assert facts_in_review(later, measured, 0, Formats()).next_look == dt.date(2027, 2, 20)
    assert later.review(View(Measure("revenue", "last12"))).moved(later.review_log) is None
    september.editing.undo()
    september.editing.undo()
    later.refresh_plans()
    assert later.review(View()).moved(later.review_log) is None


def test_without_plans_nothing_is_kept_and_a_log_that_refuses_is_said(tmp_path: Path) -> None:
    """A source without a folder reviews without keeping; a failure is a sentence, and never a traceback."""
    nowhere = open_workspace(OpenRequest(SourceRequest(("-",), stdin=ROWS.encode())), author="AK", now=lambda: NOW)
    assert keep_figures(nowhere, View(), ["1"]) == ""
    assert facts_in_review(nowhere, nowhere.measured(View()), 0, Formats()).moved == ""
    course = nowhere.review(View())
    assert course.rest["reviewed"].null_count() == 4
    workspace = opened(tmp_path)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / FILE).mkdir()
    assert keep_figures(workspace, View(), ["1"]).startswith("reviewed, but the figures of this review were not kept")
    assert workspace.review_log is not None
    assert nowhere.review(View()).counted(workspace.review_log) == ()


def test_a_source_s_own_columns_of_these_names_do_no_harm(tmp_path: Path) -> None:
    """A column `reviewed` or `last_touch` in words: shown as the source has it, and never taken for days."""
    rows = "id,name,revenue,reviewed,reviewed_by,last_touch,has_plan,due\n1,Alpha,50,by Ann,3,often,maybe,soon\n2,Beta,30,no,4,never,no,late\n"
    workspace = opened(tmp_path, rows)
    assert workspace.editing is not None
    workspace.editing.stamp("1", "Alpha", NOW.date())
    assert keep_figures(workspace, View(), ["1"]) == ""
    # Read already, so that no screen reads it.
    assert workspace.review_log is not None
    assert workspace.review_log._read is not None
    workspace.refresh_plans()
    course = workspace.review(View())
    assert course.rest["reviewed"].dtype == pl.Date
    assert workspace.review_log is not None
    course.moved(workspace.review_log)
    measured = workspace.measured(View())
    assert facts_in_review(workspace, measured, 0, Formats()).next_look is not None
    assert since_blocks(reviewed(workspace, measured), NOW.date(), Formats())


def test_files_of_reviews_that_cannot_be_read_are_problems(tmp_path: Path) -> None:
    """A broken file of stamps and a torn line of figures are told with their place; the accounts are shown all the same."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / ".reviews.toml").write_text("[account\n", "utf-8")
    (tmp_path / "plans" / FILE).write_text("{torn\n", "utf-8")
    told = [problem.where.rpartition("/")[2] for problem in opened(tmp_path).problems if "review" in problem.what or "figures" in problem.what]
    assert told == [".reviews.toml", f"{FILE}:1"]


def test_a_measure_is_named_with_what_makes_another_book_of_it(tmp_path: Path) -> None:
    """Only reviews of the same measure are held against each other."""
    from abmtui.portfolio.book import ClassLines

    assert measure_words(View(Measure("margin", "2025"), rollup=True, lines=ClassLines(0.5, 0.9))) == "margin · 2025 · rolled up · classes 0.5/0.9 by value"
    empty = ReviewCourse(opened(tmp_path, "id,name,revenue\n1,Alpha,0\n").measured(View()), Config(), NOW.date(), opened(tmp_path).rules)
    assert set(empty.state("AK", ["1"]).figures.values()) == {None}


def test_more_than_one_stroke_may_stamp_is_refused(tmp_path: Path) -> None:
    """With a sentence, and the file stays as it was."""
    assert too_many(MOST) == ""
    with pytest.raises(durable.NotSaved, match="too many for one stroke"):
        Reviews(tmp_path, "AK").review(map(str, range(MOST + 1)), NOW.date())
    assert not list(tmp_path.iterdir())
