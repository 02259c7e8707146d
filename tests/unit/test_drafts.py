"""Drafts of what could not be saved, and sessions."""

from __future__ import annotations

import datetime as dt
import stat
from typing import TYPE_CHECKING

import pytest

from abmtui import durable
from abmtui.plan import edits
from abmtui.plan.document import parse
from abmtui.plan.model import Goal, Plan
from abmtui.store.drafts import Drafts
from abmtui.store.plans import PlanStore
from abmtui.store.session import Sessions

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 1, 15, 14, 2, 11, tzinfo=dt.UTC)


def drafts(folder: Path, token: str = "", hour: int = 14) -> Drafts:
    """Return the drafts of a state folder as one running program sees them."""
    return Drafts(folder / "state" / "drafts", lambda: NOW.replace(hour=hour), token)


def store(folder: Path) -> PlanStore:
    """Return the plans beside the state folder."""
    return PlanStore(folder / "plans", "AK", lambda: NOW)


def test_a_draft_holds_the_edited_plan_and_what_was_being_typed(tmp_path: Path) -> None:
    """Kept privately in one save, listed by any program, and the plan comes back from its text."""
    opened = store(tmp_path).open("1", "Neste")
    plan = edits.set_field(opened.plan, "strategy", "grow\nfast")
    kept = drafts(tmp_path, "aaaa").keep(opened, plan, ("stakeholder.s-aaaaaa.title", 'CF"\\'))
    found, problems = drafts(tmp_path, "bbbb").all()
    assert (found, problems) == ((kept,), ())
    assert (kept.plan_id, kept.name, kept.plans, kept.base, kept.field, kept.typed, kept.when) == (
        "1",
        "Neste",
        str(tmp_path / "plans"),
        "",
        "stakeholder.s-aaaaaa.title",
        'CF"\\',
        NOW,
    )
    assert parse(kept.text).plan == plan
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700


def test_a_draft_of_a_saved_plan_knows_what_it_is_based_on(tmp_path: Path) -> None:
    """The hash of the file that was edited, and the file's own text with the edits in it."""
    plans = store(tmp_path)
    opened = plans.open("1", "Neste")
    saved = plans.save(opened, edits.set_field(opened.plan, "owner", "AK"))
    kept = drafts(tmp_path).keep(saved, edits.set_field(saved.plan, "owner", "BL"))
    assert (kept.base, kept.text) == (saved.hash, saved.text.replace("AK", "BL"))


def test_each_program_keeps_and_forgets_its_own_draft_of_a_plan(tmp_path: Path) -> None:
    """A later state replaces the earlier one; another program's draft and another plan's stay."""
    one, two = drafts(tmp_path, "aaaa"), drafts(tmp_path, "bbbb", hour=15)
    opened, other = store(tmp_path).open("1", "Neste"), store(tmp_path).open("2", "Metso")
    one.keep(opened, edits.set_field(opened.plan, "owner", "AK"))
    one.keep(opened, edits.set_field(opened.plan, "owner", "BL"))
    one.keep(other, other.plan)
    two.keep(opened, opened.plan)
    assert sorted(draft.plan_id for draft in one.all()[0]) == ["1", "1", "2"]
    one.forget("1", tmp_path / "elsewhere")
    assert len(one.all()[0]) == 3
    one.forget("1", tmp_path / "plans")
    one.forget("2")
    left = one.all()[0]
    assert [(draft.plan_id, draft.when.hour) for draft in left] == [("1", 15)]
    one.remove(left[0])
    one.remove(left[0])
    assert one.all() == ((), ())
    assert drafts(tmp_path / "nowhere").all() == ((), ())


def test_a_plan_that_its_file_takes_no_edits_of_is_drafted_all_the_same(tmp_path: Path) -> None:
    """In a text of its own; what no TOML can hold leaves the file's text."""
    (tmp_path / "plans").mkdir()
    plans = store(tmp_path)
    plans.path_of("1", "x").write_text("format = 9\n")
    opened = plans.open("1", "x")
    assert parse(drafts(tmp_path).keep(opened, edits.set_field(opened.plan, "owner", "AK")).text).plan.owner == "AK"
    assert drafts(tmp_path).keep(opened, Plan(id="1", goals=(Goal(target=float("nan")),))).text == "format = 9\n"


def test_a_draft_that_cannot_be_kept_or_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeping raises the sentence of the save; a torn draft is a problem and stays."""
    opened = store(tmp_path).open("1", "Neste")
    kept = drafts(tmp_path, "aaaa").keep(opened, opened.plan)
    torn = kept.path.with_name("torn.draft.toml")
    torn.write_text("plan_id = ")
    foreign = kept.path.with_name("foreign.draft.toml")
    foreign.write_text("a = 1")
    found, problems = drafts(tmp_path).all()
    assert ([draft.path for draft in found], [problem.where for problem in problems]) == ([kept.path], [str(foreign), str(torn)])

    def full(*_arguments: object, **_named: object) -> None:
        raise durable.NotSaved("the disk is full")

    monkeypatch.setattr(durable, "save", full)
    with pytest.raises(durable.NotSaved):
        drafts(tmp_path).keep(opened, opened.plan)


def test_a_session_comes_back_for_its_portfolio(tmp_path: Path) -> None:
    """Plain values; None is left out; what is not there or torn is empty."""
    sessions = Sessions(tmp_path / "state")
    view = {"sort": ["revenue:desc", "name"], "cursor": "4711", "filter": "revenue > 1", "mine": False, "row": 3, "day": NOW.date()}
    sessions.keep("/a/b.csv", view | {"tab": None})
    assert (sessions.load("/a/b.csv"), sessions.load("/a/c.csv")) == (view, {})
    next((tmp_path / "state").glob("*.session.toml")).write_text("sort = ")
    assert sessions.load("/a/b.csv") == {}
