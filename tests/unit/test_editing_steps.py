"""Steps over several accounts and over a restart: made as one, undone as one, refused whole when somebody overtook them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui import durable
from abmtui.plan import edits
from abmtui.store.plans import PlanStore
from abmtui.store.reviews import Reviews, Stamp
from abmtui.store.steps import PlanPart, Step
from abmtui.store.undo_log import UndoLog, log_path
from abmtui.workspace.editing import PlanEditing
from abmtui.workspace.outcomes import Outcome, Several, moved_words, several

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from abmtui.plan.model import Plan

NOW = dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC)
TODAY = NOW.date()
NAMES = {"1": "Alpha", "2": "Beta", "3": "Gamma"}
WRITTEN = """# what the visitor wrote
format = 1
id = "2"
name = "Beta"
owner = "Ada"  # since spring
future = { a = 1 }

# met on the fair
[[stakeholder]]
id = "s-aaaaaa"
name = "Mika"
odd = true
"""


def desk(folder: Path) -> PlanEditing:
    """Return the desk of a program that was just started."""
    store = PlanStore(folder / "plans", "AK", lambda: NOW)
    log = UndoLog(log_path(folder / "state", folder / "plans"))
    return PlanEditing(store, Reviews(folder / "plans", "AK"), None, lambda: TODAY, log)


def begun(folder: Path) -> None:
    """Put a plan there that a person wrote by hand."""
    (folder / "plans").mkdir()
    (folder / "plans" / "beta.toml").write_text(WRITTEN, "utf-8")


def plans(folder: Path) -> list[Plan]:
    """Return the plans as another program reads them."""
    store = PlanStore(folder / "plans", "", lambda: NOW)
    return [store.open(account, name).plan for account, name in NAMES.items()]


def owner(name: str) -> Callable[[Plan], Plan]:
    """Return the edit that sets the owner."""
    return lambda plan: edits.set_field(plan, "owner", name)


def state_of(outcome: Outcome | None) -> str:
    """Return what became of an undo."""
    assert outcome is not None
    return outcome.state


def test_plans_changed_together_are_undone_together_also_after_a_restart(tmp_path: Path) -> None:
    """One step; those that need no change are counted; the very text comes back, comments and unknown keys with it."""
    begun(tmp_path)
    outcome = desk(tmp_path).change(NAMES, owner("Ada"), "owner Ada")
    assert isinstance(outcome, Several)
    assert (outcome.state, len(outcome.saved), outcome.unchanged, outcome.name, outcome.why) == ("saved", 2, 1, "2 accounts", "")
    assert desk(tmp_path).change({"2": "Beta"}, owner("Ben"), "owner Ben").state == "saved"
    later = desk(tmp_path)
    assert [moved_words(one, "undone") for one in (later.undo(), later.undo()) if one] == ["undone: owner Ben (Beta)", "undone: owner Ada (Alpha, Gamma)"]
    assert later.undo() is None
    assert (tmp_path / "plans" / "beta.toml").read_text("utf-8") == WRITTEN
    assert not (tmp_path / "plans" / ".reviews.toml").exists()
    assert [plan.owner for plan in plans(tmp_path)] == ["", "Ada", ""]
    again = desk(tmp_path)
    assert [state_of(again.redo()), state_of(again.redo())] == ["saved", "saved"]
    assert again.redo() is None
    assert [plan.owner for plan in plans(tmp_path)] == ["Ada", "Ben", "Ada"]


def test_a_comment_that_somebody_wrote_since_stays_through_an_undo(tmp_path: Path) -> None:
    """The plan is the same, so that the step can be undone; their line is kept."""
    begun(tmp_path)
    desk(tmp_path).change({"2": "Beta"}, owner("Ben"), "owner Ben")
    path = tmp_path / "plans" / "beta.toml"
    path.write_text(path.read_text("utf-8") + "# theirs\n", "utf-8")
    assert state_of(desk(tmp_path).undo()) == "saved"
    text = path.read_text("utf-8")
    assert 'owner = "Ada"' in text
    assert "# theirs" in text


def test_a_step_overtaken_in_one_account_is_undone_in_none(tmp_path: Path) -> None:
    """The refusal names whose plan it was; once they took theirs back, the step can be undone."""
    desk(tmp_path).change(NAMES, owner("Ada"), "owner Ada")
    store = PlanStore(tmp_path / "plans", "BB", lambda: NOW)
    opened = store.open("2", "Beta")
    theirs = store.save(opened, owner("theirs")(opened.plan))
    outcome = desk(tmp_path).undo()
    assert isinstance(outcome, Several)
    assert (outcome.state, [one.name for one in outcome.refused], outcome.saved, moved_words(outcome, "undone")) == ("conflict", ["Beta"], (), "")
    assert outcome.why == "Beta: somebody changed it since, so it cannot be undone"
    assert [plan.owner for plan in plans(tmp_path)] == ["Ada", "theirs", "Ada"]
    store.save(theirs, opened.plan)
    assert state_of(desk(tmp_path).undo()) == "saved"
    assert [plan.owner for plan in plans(tmp_path)] == ["", "", ""]


def test_an_overtaken_step_is_passed_over_when_asked_again(tmp_path: Path) -> None:
    """The first time it is refused, the second time the edit before it is undone; theirs stays, and after a restart it is gone from the list."""
    editing = desk(tmp_path)
    for name in ("1", "2"):
        editing.change({name: NAMES[name]}, owner("Ada"), f"owner of {name}")
    store = PlanStore(tmp_path / "plans", "BB", lambda: NOW)
    opened = store.open("2", "Beta")
    store.save(opened, owner("theirs")(opened.plan))
    assert [state_of(editing.undo()), state_of(editing.undo()), editing.undo()] == ["conflict", "saved", None]
    assert [plan.owner for plan in plans(tmp_path)] == ["", "theirs", ""]
    assert desk(tmp_path).undo() is None
    assert state_of(desk(tmp_path).redo()) == "saved"


def test_a_step_nobody_overtook_is_never_passed_over(tmp_path: Path) -> None:
    """To go past means to undo what can be undone; of two overtaken ones each has to be asked for."""
    editing = desk(tmp_path)
    editing.change({"1": "Alpha"}, owner("Ada"), "owner Ada")
    editing.change({"1": "Alpha"}, owner("Bo"), "owner Bo")
    assert state_of(editing.undo(past=True)) == "saved"
    assert next(plan.owner for plan in plans(tmp_path)) == "Ada"
    store = PlanStore(tmp_path / "plans", "BB", lambda: NOW)
    opened = store.open("1", "Alpha")
    store.save(opened, owner("theirs")(opened.plan))
    assert [desk(tmp_path).redo(past=True), desk(tmp_path).undo(past=True)] == [None, None]


def test_an_undo_that_fails_midway_says_what_was_taken_back_and_keeps_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was undone can be redone, the rest can be undone when the disk is mended."""
    editing = desk(tmp_path)
    editing.change(NAMES, owner("Ada"), "owner Ada")
    real = editing.store.save

    def fails(opened: Any, plan: Plan, text: str = "") -> Any:
        if plan.id == "2":
            raise durable.NotSaved("the disk is full")
        return real(opened, plan, text)

    monkeypatch.setattr(editing.store, "save", fails)
    outcome = editing.undo()
    assert isinstance(outcome, Several)
    assert (outcome.state, outcome.why, moved_words(outcome, "undone")) == (
        "not saved", "1 of 3 Beta: the disk is full", "undone: owner Ada (Alpha, Gamma)",
    )  # fmt: skip
    assert [plan.owner for plan in plans(tmp_path)] == ["", "Ada", ""]
    later = desk(tmp_path)
    assert state_of(later.undo()) == "saved"
    assert [plan.owner for plan in plans(tmp_path)] == ["", "", ""]
    assert [state_of(later.redo()), state_of(later.redo()), later.redo()] == ["saved", "saved", None]
    assert [plan.owner for plan in plans(tmp_path)] == ["Ada", "Ada", "Ada"]


def test_whoever_has_a_plan_open_opens_it_again_before_saving_over_an_edit_of_many(tmp_path: Path) -> None:
    """A save from a screen that knows nothing of it is a conflict, and takes nothing back."""
    editing = desk(tmp_path)
    shown = editing.open("1", "Alpha").plan
    editing.change(NAMES, owner("Ada"), "owner Ada")
    assert editing.save(edits.set_field(shown, "strategy", "grow"), "strategy grow").state == "conflict"
    assert plans(tmp_path)[0].owner == "Ada"
    shown = editing.open("1", "Alpha").plan
    assert editing.save(edits.set_field(shown, "strategy", "grow"), "strategy grow").state == "saved"


def test_plans_that_cannot_be_edited_are_refused_one_by_one(tmp_path: Path) -> None:
    """A broken file stays as it is, the others are saved; all of them refused, nothing is a step."""
    begun(tmp_path)
    (tmp_path / "plans" / "beta.toml").write_text('id = "2"\nowner = = 1\n', "utf-8")
    names = {"1": "Alpha", "2": "Beta"}
    store = PlanStore(tmp_path / "plans", "", lambda: NOW)
    path = store.path_of("1", "Alpha")
    path.write_text("owner = = 1\n", "utf-8")
    editing = desk(tmp_path)
    outcome = editing.change_each({"1": owner("Ada"), "3": owner("Ada")}, NAMES, "owner Ada")
    assert (outcome.state, [one.name for one in outcome.refused], [one.name for one in outcome.saved]) == ("read-only", ["Alpha"], ["Gamma"])
    assert outcome.why.startswith("1 of 2 Alpha: ")
    assert editing.change({"1": names["1"]}, owner("Ada"), "owner Ada").saved == ()
    assert path.read_text("utf-8") == "owner = = 1\n"
    assert state_of(editing.undo()) == "saved"
    assert editing.undo() is None


def test_a_decision_and_its_stamp_are_one_step(tmp_path: Path) -> None:
    """Both are taken back and made again; overtaken in the stamp alone, neither is."""
    editing = desk(tmp_path)
    plan = owner("Ada")(editing.open("1", "Alpha").plan)
    assert editing.decide(plan, "decided: grow", TODAY).state == "saved"
    assert (plans(tmp_path)[0].owner, editing.reviews.stamps()[0]["1"].reviewed) == ("Ada", TODAY)
    later = desk(tmp_path)
    outcome = later.undo()
    assert outcome is not None
    assert (outcome.state, moved_words(outcome, "undone")) == ("saved", "undone: decided: grow (Alpha)")
    assert (plans(tmp_path)[0].owner, later.reviews.stamps()[0].get("1", Stamp()).reviewed) == ("", None)
    later.redo()
    assert (plans(tmp_path)[0].owner, later.reviews.stamps()[0]["1"].reviewed) == ("Ada", TODAY)
    Reviews(tmp_path / "plans", "BB").review(["1"], TODAY + dt.timedelta(1))
    assert state_of(later.undo()) == "conflict"
    assert plans(tmp_path)[0].owner == "Ada"


def test_a_decision_whose_stamp_cannot_be_kept_is_saved_and_says_so(tmp_path: Path) -> None:
    """The plan's edit stands and can be undone; a stamp that could not be put back is not taken for undone."""
    editing = desk(tmp_path)
    plan = owner("Ada")(editing.open("1", "Alpha").plan)
    editing.reviews.path.parent.mkdir(parents=True)
    editing.reviews.path.write_text("x = = 1\n", "utf-8")
    outcome = editing.decide(plan, "decided", TODAY)
    assert (outcome.state, "not marked as reviewed" in outcome.why) == ("saved", True)
    assert editing.stamp_all(NAMES, TODAY, "reviewed").state == "not saved"
    assert editing.stamp("1", "Alpha", None, TODAY).state == "not saved"
    assert state_of(editing.undo()) == "saved"
    editing.reviews.path.unlink()
    editing.stamp("1", "Alpha", TODAY)
    editing.reviews.path.write_text('[account]\n1 = { reviewed = 2026-11-22, by = "AK" }\nx = 1\n', "utf-8")
    assert state_of(editing.undo()) != "saved"


def test_a_plan_refused_is_stamped_by_no_decision(tmp_path: Path) -> None:
    """What was not saved was not decided."""
    editing = desk(tmp_path)
    plan = owner("Ada")(editing.open("1", "Alpha").plan)
    (tmp_path / "plans").mkdir()
    editing.store.path_of("1", "Alpha").write_text('id = "1"\n', "utf-8")
    assert editing.decide(plan, "decided", TODAY).state == "conflict"
    assert editing.reviews.stamps()[0] == {}


def test_many_stamps_are_one_step(tmp_path: Path) -> None:
    """Marked as reviewed in one stroke, unmarked in one; a stamp alone makes no plan."""
    editing = desk(tmp_path)
    outcome = editing.stamp_all(NAMES, TODAY, "the quiet rest reviewed")
    assert (outcome.state, outcome.name, outcome.account) == ("saved", "3 accounts", "")
    assert {stamp.reviewed for stamp in editing.reviews.stamps()[0].values()} == {TODAY}
    assert state_of(desk(tmp_path).undo()) == "saved"
    assert {stamp.reviewed for stamp in editing.reviews.stamps()[0].values()} <= {None}
    assert [path.name for path in (tmp_path / "plans").glob("*.toml")] == [".reviews.toml"]


def test_a_log_that_was_damaged_is_said_at_the_next_undo(tmp_path: Path) -> None:
    """Whether something can be undone or not."""
    desk(tmp_path).change({"1": "Alpha"}, owner("Ada"), "owner Ada")
    path = log_path(tmp_path / "state", tmp_path / "plans")
    path.write_bytes(b"\xff\xfe\n" + path.read_bytes())
    outcome = desk(tmp_path).undo()
    assert outcome is not None
    assert (outcome.state, "damaged" in outcome.why) == ("saved", True)
    path.write_bytes(b"\xff\xfe\n")
    outcome = desk(tmp_path).undo()
    assert outcome is not None
    assert (outcome.state, "damaged" in outcome.why) == ("not saved", True)
    assert desk(tmp_path).undo() is None


def test_an_outcome_of_many_names_a_few() -> None:
    """Refusals are told once each, and after a few counted; what was saved under a note says the note."""
    refused = [Outcome("conflict", f"{number}", f"Account {number}", "x", f"why {number}") for number in range(8)]
    told = several("x", refused)
    assert told.why == "8 of 8 Account 0, Account 1, Account 2, Account 3, Account 4 and 3 more: why 0; why 1; why 2; and more"
    saved = [Outcome("saved", f"{number}", f"Account {number}", "x", "durability not confirmed") for number in range(8)]
    assert (several("x", saved).why, moved_words(several("x", saved), "undone")) == ("durability not confirmed", "undone: x (8 accounts)")


EDITS = st.sampled_from(["owner", "strategy", "person", "gone", "list", "all"])


def done(editing: PlanEditing, kind: str, account: str, number: int) -> None:
    """Make one edit of a kind."""
    file = editing.open(account, NAMES[account])
    plan = file.plan
    if kind == "all":
        editing.change(NAMES, owner(f"owner {number}"), "owner of all")
    elif kind == "person":
        editing.save(edits.add_row(plan, "stakeholder", {"name": f"Person {number}"})[0], "person added")
    elif kind == "gone" and plan.stakeholders:
        editing.save(edits.remove_row(plan, "stakeholder", plan.stakeholders[0].id), "person deleted")
    elif kind == "list":
        editing.decide(edits.set_field(plan, "pain_points", (f"pain {number}",)), "decided", TODAY)
    else:
        editing.save(edits.set_field(plan, "owner" if kind == "owner" else "strategy", f"{kind} {number}"), kind)


@settings(max_examples=15)
@given(st.lists(st.tuples(EDITS, st.sampled_from(sorted(NAMES))), max_size=6))
def test_any_edits_undone_to_the_start_after_a_restart_leave_the_first_plans_and_redone_the_last(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, str]]
) -> None:
    """Byte for byte where there was a file, comments and unknown keys included."""
    folder = tmp_path_factory.mktemp("any")
    begun(folder)
    first = plans(folder)
    editing = desk(folder)
    for number, (kind, account) in enumerate(made):
        done(editing, kind, account, number)
    last, stamps = plans(folder), editing.reviews.stamps()[0]
    text = (folder / "plans" / "beta.toml").read_text("utf-8")
    later, steps = desk(folder), 0
    while (outcome := later.undo()) is not None:
        assert outcome.state == "saved"
        steps += 1
    assert plans(folder) == first
    assert (folder / "plans" / "beta.toml").read_text("utf-8") == WRITTEN
    assert set(later.reviews.stamps()[0].values()) <= {Stamp()}
    again = desk(folder)
    assert [state_of(again.redo()) for _ in range(steps)] == ["saved"] * steps
    assert (again.redo(), plans(folder), again.reviews.stamps()[0]) == (None, last, stamps)
    assert (folder / "plans" / "beta.toml").read_text("utf-8") == text


def test_a_kept_text_that_is_no_plan_is_never_written(tmp_path: Path) -> None:
    """Somebody wrote into the log: the plan stays as it is."""
    editing = desk(tmp_path)
    editing.change({"1": "Alpha"}, owner("Ada"), "owner Ada")
    text = editing.store.open("1", "Alpha").text
    editing.log.record(Step("x", (PlanPart("1", "Alpha", "owner = = 1\n", text),)))
    outcome = editing.undo()
    assert outcome is not None
    assert (outcome.state, "is no plan" in outcome.why) == ("not saved", True)
    assert editing.store.open("1", "Alpha").text == text
