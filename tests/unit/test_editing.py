"""Plans edited through one desk: saved, undone, redone, stamped, and drafted when they cannot be saved."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from abmtui.plan import edits
from abmtui.store import undo_log as module
from abmtui.store.drafts import Drafts
from abmtui.store.plans import PlanStore
from abmtui.store.reviews import Reviews, Stamp
from abmtui.workspace.editing import Outcome, PlanEditing
from abmtui.workspace.typed import where_in_words, with_typed

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.plan.model import Plan

NOW = dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC)
TODAY = NOW.date()


def desk(folder: Path, token: str = "aaaaaaaa") -> PlanEditing:
    """Return the desk of one program."""
    store = PlanStore(folder / "plans", "AK", lambda: NOW)
    return PlanEditing(store, Reviews(folder / "plans", "AK"), Drafts(folder / "state", lambda: NOW, token), lambda: TODAY)


def edited(plans: PlanEditing, account: str, **fields: object) -> Outcome:
    """Set fields of an account's plan, as the screen does: on the plan that was opened last."""
    plan: Plan = plans.open(account, f"Account {account}").plan
    for name, value in fields.items():
        plan = edits.set_field(plan, name, value)
    return plans.save(plan, f"{', '.join(fields)} set")


def on_disk(folder: Path, account: str) -> Plan:
    """Return a plan as another program reads it."""
    return PlanStore(folder / "plans", "", lambda: NOW).open(account, "").plan


def changed_outside(folder: Path, account: str) -> None:
    """Add a comment to the plan's file."""
    path = PlanStore(folder / "plans", "", lambda: NOW).path_of(account, "")
    path.write_text(path.read_text("utf-8") + "\n# mine\n", "utf-8")


def test_steps_are_undone_and_made_again_across_accounts_the_last_first(tmp_path: Path) -> None:
    """Each says whose and what it was; a new edit forgets what could be made again."""
    plans = desk(tmp_path)
    edited(plans, "1", strategy="grow")
    edited(plans, "2", owner="Ada")
    first, second = plans.undo(), plans.undo()
    assert first is not None
    assert second is not None
    assert [(one.account, one.what, one.state) for one in (first, second)] == [("2", "owner set", "saved"), ("1", "strategy set", "saved")]
    assert (on_disk(tmp_path, "1").strategy, on_disk(tmp_path, "2").owner) == ("", "")
    assert plans.undo() is None
    assert plans.redo() is not None
    assert (on_disk(tmp_path, "1").strategy, on_disk(tmp_path, "2").owner) == ("grow", "")
    edited(plans, "3", owner="Ben")
    assert plans.redo() is None


def test_an_edit_that_changes_nothing_is_no_step(tmp_path: Path) -> None:
    """It is saved, and undo takes back the one before."""
    plans = desk(tmp_path)
    edited(plans, "1", strategy="grow")
    assert edited(plans, "1", strategy="grow").state == "saved"
    outcome = plans.undo()
    assert outcome is not None
    assert outcome.plan is not None
    assert outcome.plan.strategy == ""


def test_only_the_last_steps_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """500 in earnest; the ones before are no longer undone."""
    assert module.LIMIT == 500
    monkeypatch.setattr(module, "LIMIT", 3)
    plans = desk(tmp_path)
    for number in range(5):
        edited(plans, "1", strategy=f"{number}")
    undone = [plans.undo() for _ in range(4)]
    assert [one is not None for one in undone] == [True, True, True, False]
    assert on_disk(tmp_path, "1").strategy == "1"


def test_a_step_that_somebody_overtook_is_not_undone(tmp_path: Path) -> None:
    """The plan stays as they left it, the sentence says so, and the step can be tried again once they took it back."""
    plans = desk(tmp_path)
    edited(plans, "1", strategy="grow")
    other = desk(tmp_path, "bbbbbbbb")
    edited(other, "1", strategy="shrink")
    outcome = plans.undo()
    assert outcome is not None
    assert (outcome.state, on_disk(tmp_path, "1").strategy) == ("conflict", "shrink")
    assert "somebody changed it since" in outcome.why
    other.undo()
    again = plans.undo()
    assert again is not None
    assert (again.state, on_disk(tmp_path, "1").strategy) == ("saved", "")


def test_stamps_are_undone_like_edits(tmp_path: Path) -> None:
    """Reviewed and put off each go back to what was there; one that somebody overtook stays."""
    plans = desk(tmp_path)
    plans.stamp("1", "Account 1", TODAY)
    plans.stamp("1", "Account 1", None, TODAY + dt.timedelta(14))
    assert plans.reviews.stamps()[0]["1"] == Stamp(TODAY, TODAY + dt.timedelta(14), "AK")
    plans.undo()
    assert plans.reviews.stamps()[0]["1"] == Stamp(TODAY, None, "AK")
    Reviews(tmp_path / "plans", "BB").review(["1"], TODAY + dt.timedelta(1))
    outcome = plans.undo()
    assert outcome is not None
    assert outcome.state == "conflict"
    with pytest.raises(ValueError, match="a stamp needs a day"):
        plans.stamp("1", "Account 1", None)


def test_a_conflict_keeps_the_edit_on_the_screen_and_in_a_draft(tmp_path: Path) -> None:
    """Nothing is written over; the next start offers it, says that it cannot be laid over the plan, and keeps it until it is thrown away."""
    plans = desk(tmp_path)
    edited(plans, "1", strategy="grow")
    plan = edits.set_field(plans.open("1", "Account 1").plan, "strategy", "grow more")
    changed_outside(tmp_path, "1")
    outcome = plans.save(plan, "strategy set")
    assert (outcome.state, outcome.plan) == ("conflict", plan)
    assert on_disk(tmp_path, "1").strategy == "grow"
    later = desk(tmp_path, "bbbbbbbb")
    (draft,) = later.drafts()
    assert any("grow more" in line for line in later.draft_changes(draft))
    assert "changed since" in later.draft_changes(draft)[-1]
    refused = later.apply_draft(draft)
    assert (refused.state, str(draft.path) in refused.why) == ("conflict", True)
    assert later.drafts() == (draft,)
    later.discard_draft(draft)
    assert later.drafts() == ()


def test_an_edit_that_failed_stays_a_draft_when_the_plan_is_opened_again_and_saved(tmp_path: Path) -> None:
    """The edit that was never saved is not taken for saved by a later one: its draft is offered again at once and at the next start."""
    plans = desk(tmp_path)
    edited(plans, "1", strategy="grow")
    plan = edits.set_field(plans.open("1", "Account 1").plan, "strategy", "lost?")
    changed_outside(tmp_path, "1")
    plans.save(plan, "strategy set")
    assert not plans.left_aside("1")
    assert edited(plans, "1", owner="Ada").state == "saved"
    assert plans.left_aside("1")
    (draft,) = plans.drafts("1")
    assert any("lost?" in line for line in plans.draft_changes(draft))
    assert plans.drafts("2") == ()


def test_an_edit_that_failed_stays_a_draft_through_an_undo(tmp_path: Path) -> None:
    """The undo takes back the last edit that was saved; the one that was not is still in its draft."""
    plans = desk(tmp_path)
    edited(plans, "1", strategy="grow")
    file = plans.open("1", "Account 1")
    file.path.chmod(0o400)
    plans._files["1"] = file
    path = file.path
    text = path.read_text("utf-8")
    path.chmod(0o600)
    path.write_text(text + "# theirs\n", "utf-8")
    assert plans.save(edits.set_field(file.plan, "owner", "Ada"), "owner set").state == "conflict"
    path.write_text(text, "utf-8")
    outcome = plans.undo()
    assert outcome is not None
    assert (outcome.state, on_disk(tmp_path, "1").strategy) == ("saved", "")
    assert any("Ada" in line for draft in plans.drafts() for line in plans.draft_changes(draft))


def test_a_draft_is_removed_only_when_its_plan_was_saved(tmp_path: Path) -> None:
    """Refused, it is kept with what is typed; saved, it goes."""
    plans = desk(tmp_path)
    edited(plans, "1", strategy="grow")
    plan = edits.set_field(plans.open("1", "Account 1").plan, "owner", "Ada")
    assert plans.draft_if_unsaved(plan, ("strategy", "grow mo")) == ""
    (draft,) = plans.drafts()
    assert (draft.field, draft.typed) == ("strategy", "grow mo")
    plans.draft_if_unsaved(plan, None)
    assert plans.drafts()[0].typed == ""
    assert plans.save(plan, "owner set").state == "saved"
    assert plans.drafts() == ()


def test_text_that_is_still_typed_stays_through_a_save(tmp_path: Path) -> None:
    """A save of another field does not take the draft of a text that goes on; committed, the save takes it."""
    plans = desk(tmp_path)
    plan = plans.open("1", "Account 1").plan
    plans.draft_if_unsaved(plan, ("strategy", "gro"))
    plans.save(edits.set_field(plan, "owner", "Ada"), "owner set")
    assert [draft.typed for draft in plans.drafts()] == ["gro"]
    plans.typed_out("1")
    plans.save(edits.set_field(plans.open("1", "Account 1").plan, "strategy", "grow"), "strategy set")
    assert plans.drafts() == ()


def test_typed_text_is_laid_over_a_plan_that_others_changed_meanwhile(tmp_path: Path) -> None:
    """Nothing of the plan itself was edited in the draft, so nothing of theirs is touched."""
    plans = desk(tmp_path)
    edited(plans, "1", owner="Ada")
    plans.draft_if_unsaved(plans.open("1", "Account 1").plan, ("strategy", "grow"))
    edited(desk(tmp_path, "bbbbbbbb"), "1", owner="Ben")
    later = desk(tmp_path, "cccccccc")
    (draft,) = later.drafts()
    assert later.draft_changes(draft) == ("being typed in Strategy: grow",)
    assert later.apply_draft(draft).state == "saved"
    assert (on_disk(tmp_path, "1").strategy, on_disk(tmp_path, "1").owner) == ("grow", "Ben")


def test_typed_text_that_does_not_fit_stays_in_the_draft_and_says_why(tmp_path: Path) -> None:
    """Half a date is no date; the text is shown so that it can be typed again."""
    plans = desk(tmp_path)
    plans.draft_if_unsaved(plans.open("1", "Account 1").plan, ("next_review", "2026-1"))
    (draft,) = plans.drafts()
    assert "cannot be saved there" in plans.draft_changes(draft)[-1]
    outcome = plans.apply_draft(draft)
    assert (outcome.state, "is kept in" in outcome.why) == ("not saved", True)
    assert plans.drafts() == (draft,)


def test_a_draft_that_says_nothing_new_is_removed_unasked(tmp_path: Path) -> None:
    """The same text was saved meanwhile by other means."""
    plans = desk(tmp_path)
    plans.draft_if_unsaved(plans.open("1", "Account 1").plan, ("strategy", "grow"))
    edited(desk(tmp_path, "bbbbbbbb"), "1", strategy="grow")
    assert desk(tmp_path, "cccccccc").drafts() == ()
    assert list((tmp_path / "state").glob("*.draft.toml")) == []


def test_a_broken_plan_is_read_only_and_never_a_draft(tmp_path: Path) -> None:
    """Its file stays as it is, byte for byte."""
    plans = desk(tmp_path)
    edited(plans, "1", strategy="grow")
    path = plans.store.path_of("1", "")
    path.write_text("strategy = = 1\n", "utf-8")
    file = plans.open("1", "Account 1")
    assert plans.save(edits.set_field(file.plan, "owner", "Ada"), "owner set").state == "read-only"
    plans.draft_if_unsaved(file.plan, None)
    assert plans.drafts() == ()
    assert path.read_text("utf-8") == "strategy = = 1\n"


def test_typed_text_finds_its_field_its_row_or_makes_a_row(tmp_path: Path) -> None:
    """By the path of the cell; what is not there any more is said, and the plan stays the one given."""
    plans = desk(tmp_path)
    plan, row = edits.add_row(plans.open("1", "Account 1").plan, "stakeholder", {"name": "Eeva"})
    assert with_typed(plan, f"stakeholder.{row}.title", "CFO", TODAY)[0].stakeholders[0].title == "CFO"
    assert with_typed(plan, "next_review", "+2w", TODAY)[0].next_review == TODAY + dt.timedelta(14)
    added, sentence = with_typed(plan, "stakeholder", "name: Mika: the second\nrole: champion", TODAY)
    assert (added.stakeholders[1].name, added.stakeholders[1].role, sentence) == ("Mika: the second", "champion", "")
    assert where_in_words(plan, f"stakeholder.{row}.title") == "Eeva: Title"
    for where, text, why in (
        ("stakeholder.s-gone.title", "x", "that row is gone"),
        ("no_such", "x", "no field"),
        ("stakeholder", "role: champion", "missing"),
        ("stakeholder", "name: x\nno_such: y", "no field"),
        ("goal.g.due.x", "x", "no field"),
    ):
        same, sentence = with_typed(plan, where, text, TODAY)
        assert same is plan
        assert why in sentence
