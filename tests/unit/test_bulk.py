"""One edit of many plans: the same words read in each plan, what would change told before it does."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abmtui.plan import edits
from abmtui.plan.bulk import BulkEdit, Given, enrolment, is_own, without_reason
from abmtui.plan.model import EMPTY, Plan, Stakeholder
from abmtui.report.bulk_blocks import bulk_blocks, bulk_data
from abmtui.report.text import as_text
from abmtui.review import drm
from abmtui.store.plans import PlanStore
from abmtui.workspace.bulk import previewed

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC)
TODAY = NOW.date()


def edit(*given_: tuple[str, str, str], kind: str = "") -> BulkEdit:
    """Return an edit of fields."""
    return BulkEdit(tuple(Given(*one) for one in given_), TODAY, kind)


def test_fields_are_set_emptied_and_read_by_their_rules() -> None:
    """Several at once, dates by today; a plan that says so already stays the very same."""
    made = edit(("owner", "=", "Anna Salo"), ("next_review", "=", "+2w"), ("strategy", "=", ""))
    plan = made(Plan(strategy="grow"))
    assert (plan.owner, plan.next_review, plan.strategy) == ("Anna Salo", TODAY + dt.timedelta(14), "")
    assert made(plan) == plan
    assert made.what == "key account manager Anna Salo; next review +2w; strategy emptied"


def test_items_are_added_to_lists_and_taken_from_them() -> None:
    """Each once, those that are there stay, one that is not there is none to take."""
    plan = Plan(pain_points=("fuel", "customs"))
    more = edit(("pain_points", "+=", "fuel; spare parts"))
    assert (more(plan).pain_points, more.what) == (("fuel", "customs", "spare parts"), "pain points: fuel; spare parts added")
    fewer = edit(("pain_points", "-=", "customs"), ("pain_points", "-=", "gone"))
    assert fewer(plan).pain_points == ("fuel",)
    assert "customs removed" in fewer.what


def test_a_row_is_added_to_each_plan_and_references_are_read_in_each() -> None:
    """A flag is raised today; a person whom the plan does not know makes the row impossible there, and the plan stays."""
    flagged = edit(("type", "=", "reorganisation"), ("severity", "=", "high"), kind="flag")
    (flag,) = flagged(EMPTY).flags
    assert (flag.type, flag.severity, flag.raised, flagged.what) == ("reorganisation", "high", TODAY, "red flag added: type reorganisation; severity high")
    touched = edit(("topic", "=", "visit"), ("who", "=", "Mika"), kind="touch")
    knows = Plan(stakeholders=(Stakeholder(id="s-aaaaaa", name="Mika"),))
    assert touched.wrong() == ""
    plan, why = touched.tried(knows)
    assert (why, len(plan.touches)) == ("", 1)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (edit(), "say what to set"),
        (edit(("ownr", "=", "x")), "there is no field ownr"),
        (edit(("owner", "+=", "x")), "is for lists"),
        (edit(("topics", "+=", "x"), kind="touch"), "there is no field topics"),
        (edit(("topics", "+=", "x"), kind="stakeholder"), "is for lists"),
        (edit(("severity", "=", "hugo"), kind="flag"), "none of: low, medium, high"),
        (edit(("next_review", "=", "soon")), "no date"),
        (edit(("owner", "=", "x")), ""),
    ],
)
def test_what_can_be_made_in_no_plan_is_said_before_any_is_read(made: BulkEdit, why: str) -> None:
    """A wrong field, a sign that does not fit it, a value that it cannot hold."""
    assert why in made.wrong()
    assert bool(why) == bool(made.wrong())


def test_what_cannot_be_read_in_a_plan_leaves_it_as_it_is() -> None:
    """The reason names the field."""
    made = edit(("owner", "=", "Ada"), ("next_review", "=", "soon"))
    plan, why = made.tried(EMPTY)
    assert plan is EMPTY
    assert why.startswith("Next review: ")
    assert made(EMPTY) is EMPTY


def test_an_override_without_a_reason_is_said_and_one_with_a_reason_is_not() -> None:
    """Also where the reason stands in the plan already; taking an override away needs none."""
    overriding = edit(("programme", "=", "ABM"), ("abc_class", "=", "A"))
    assert without_reason(EMPTY, overriding(EMPTY)) == ("Programme", "Class")
    reasoned = Plan(programme_reason="largest yard")
    assert without_reason(reasoned, overriding(reasoned)) == ("Class",)
    assert without_reason(overriding(EMPTY), EMPTY) == ()
    assert without_reason(overriding(EMPTY), overriding(EMPTY)) == ()


def test_accounts_enter_and_leave_a_programme_and_such_a_plan_is_none_of_its_own() -> None:
    """What many are enrolled in says nothing of the one; anything else does."""
    entered = enrolment("onboarding", TODAY)
    plan = entered(entered(Plan(id="1", name="Alpha")))
    assert (plan.enrolled, entered.what) == (("onboarding",), "enrolled in onboarding")
    left = enrolment("onboarding", TODAY, leave=True)
    assert (left(plan).enrolled, left.what) == ((), "onboarding left")
    assert not is_own(plan)
    assert is_own(edits.set_field(plan, "owner", "Ada"))
    assert is_own(Plan(id="1", name="Alpha", extra={"future": 1}))


@given(st.lists(st.sampled_from(["a", "b", "c"]), unique=True), st.lists(st.sampled_from(["a", "b", "c"]), min_size=1))
def test_what_was_added_can_be_removed_again(there: list[str], items: list[str]) -> None:
    """Adding and removing the same items leaves what was there without them."""
    plan = Plan(pain_points=tuple(there))
    text = "; ".join(items)
    after = edit(("pain_points", "-=", text))(edit(("pain_points", "+=", text))(plan))
    assert after.pain_points == tuple(item for item in there if item not in items)


def test_the_preview_tells_what_changes_what_does_not_and_what_cannot(tmp_path: Path) -> None:
    """Old and new of each account; nothing is written; JSON says the same."""
    store = PlanStore(tmp_path, "AK", lambda: NOW)
    for account, owner in (("1", "Ada"), ("2", "Ben")):
        opened = store.open(account, f"Account {account}")
        store.save(opened, edits.set_field(opened.plan, "owner", owner))
    broken = store.path_of("3", "Account 3")
    broken.write_text("owner = = 1\n", "utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.toml")}
    preview = previewed(edit(("owner", "=", "Ada"), ("programme", "=", "ABM")), {f"{number}": f"Account {number}" for number in (1, 2, 3, 4)}, store)
    told = as_text(bulk_blocks(preview))
    assert "3 accounts change, 1 cannot be edited." in told
    assert "Programme overrides what is worked out, and no reason stands beside it" in told
    assert "Account 2  Key account manager: Ben → Ada" in told
    assert "Account 4  Key account manager: nothing → Ada" in told
    same = previewed(edit(("owner", "=", "Ada")), {"1": "Account 1", "2": "Account 2"}, store)
    assert "1 account changes, 1 is so already." in as_text(bulk_blocks(same))
    data = bulk_data(same, written=False)
    assert (data["counts"], data["unchanged"], data["written"]) == (
        {"changed": 1, "unchanged": 1, "refused": 0}, [{"id": "1", "name": "Account 1"}], False,
    )  # fmt: skip
    assert [line["id"] for line in bulk_data(preview, written=False)["refused"]] == ["3"]
    none = as_text(bulk_blocks(previewed(edit(("owner", "=", "Ada")), {"1": "Account 1", "5": "x"}, store)))
    assert "1 account changes, 1 is so already." in none
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.toml")} == before


def test_whom_a_rule_fits_is_read_whole_word_by_whole_word() -> None:
    """Of several programmes each counts; none is none."""
    belongs = pl.Series(["up-selling, onboarding", "onboarding", None])
    assert drm.fits(belongs, drm.UP_SELLING).to_list() == [True, False, False]
    assert drm.fits(belongs, drm.ONBOARDING).to_list() == [True, True, False]
    assert drm.fits(belongs, "board").to_list() == [False, False, False]
