"""The log of steps: kept over a restart, shared by programs, never in the way when it is damaged or cannot be written."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abmtui import durable
from abmtui.plan import edits
from abmtui.store import undo_log as module
from abmtui.store.reviews import Stamp
from abmtui.store.steps import PlanPart, StampPart, Step, read_step, written_step
from abmtui.store.undo_log import UndoLog, log_path

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.plan.model import Plan


def step(what: str, before: str = "", after: str = 'format = 1\nowner = "Ada"\n') -> Step:
    """Return a step of one account's plan."""
    return Step(what, (PlanPart("1", "Alpha", before, after),))


def words_of(log: UndoLog, *, back: bool = True) -> str:
    """Return the last step's words, empty where there is none."""
    found = log.last(back=back)
    return "" if found is None else found.what


def at(folder: Path) -> Path:
    """Return the log's file."""
    return log_path(folder / "state", folder / "plans")


@given(st.text(), st.text(), st.one_of(st.none(), st.dates()), st.text())
def test_a_step_reads_back_as_it_was_written(before: str, after: str, day: date | None, by: str) -> None:
    """Whatever the texts and stamps hold."""
    whole = Step("what", (PlanPart("1", "Alpha", before, after), StampPart("2", "Beta", Stamp(), Stamp(day, day, by))))
    assert read_step(written_step(whole)) == whole


def test_a_small_edit_of_a_long_plan_keeps_the_long_text_once(tmp_path: Path) -> None:
    """The second text is what differs from the first."""
    text = "".join(f"# line {number}\n" for number in range(1_000))
    UndoLog(at(tmp_path)).record(step("edit", text, text.replace("line 500", "line five hundred")))
    assert at(tmp_path).stat().st_size < len(text) * 1.3


def test_steps_and_undone_ones_are_there_for_the_next_program(tmp_path: Path) -> None:
    """Undone, redone and new, as the last program left them; file and folder are the user's alone."""
    log = UndoLog(at(tmp_path))
    assert words_of(log) == ""
    for what in ("one", "two", "three"):
        log.record(step(what))
    for _ in range(2):
        last = log.last(back=True)
        assert last is not None
        log.moved(last, back=True)
    later = UndoLog(at(tmp_path))
    assert (words_of(later), words_of(later, back=False)) == ("one", "two")
    again = later.last(back=False)
    assert again is not None
    later.moved(again, back=False)
    assert (words_of(log), words_of(log, back=False)) == ("two", "three")
    later.record(step("four"))
    assert (words_of(log), words_of(log, back=False)) == ("four", "")
    assert stat.S_IMODE(at(tmp_path).stat().st_mode) == 0o600
    assert stat.S_IMODE(at(tmp_path).parent.stat().st_mode) == 0o700


def test_two_programs_see_each_others_steps(tmp_path: Path) -> None:
    """Each appends its own lines and reads the other's before it undoes anything; a step that the other undid is not undone again."""
    one, other = UndoLog(at(tmp_path)), UndoLog(at(tmp_path))
    one.record(step("mine"))
    other.record(step("theirs"))
    one.record(step("mine again"))
    assert words_of(other) == "mine again"
    theirs = other.last(back=True)
    assert theirs is not None
    other.moved(theirs, back=True)
    one.moved(theirs, back=True)
    assert (words_of(one), words_of(one, back=False)) == ("theirs", "mine again")


def test_a_step_of_which_only_a_part_was_undone_becomes_two(tmp_path: Path) -> None:
    """The part that was is made again by a redo, the rest waits to be undone; in this program and the next."""
    log = UndoLog(at(tmp_path))
    whole = Step("both", (PlanPart("1", "Alpha", "", "a = 1\n"), PlanPart("2", "Beta", "", "b = 1\n")))
    log.record(whole)
    moved, rest = Step("both", whole.parts[:1]), replace(whole, parts=whole.parts[1:])
    log.moved(moved, rest, back=True)
    for seen in (log, UndoLog(at(tmp_path))):
        assert (seen.last(back=True), seen.last(back=False)) == (rest, moved)
    log.moved(replace(moved, key="more"), replace(moved, parts=()), back=False)
    assert [(seen.what, len(seen.parts)) for seen in (log.last(back=True), log.last(back=False)) if seen] == [("both", 1), ("both", 0)]


def test_the_same_plans_under_another_name_have_the_same_log(tmp_path: Path) -> None:
    """A symbolic link to the folder, or a way round, is the folder."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "plans")
    assert log_path(tmp_path, tmp_path / "link") == log_path(tmp_path, tmp_path / "plans" / ".." / "plans")
    assert log_path(tmp_path, tmp_path / "link") != log_path(tmp_path, tmp_path / "others")


def test_a_torn_last_line_is_passed_over(tmp_path: Path) -> None:
    """A crash in the midst of a line costs that step alone, and the next line stays apart from it."""
    log = UndoLog(at(tmp_path))
    log.record(step("whole"))
    with at(tmp_path).open("ab") as file:
        file.write(b'{"made": {"key": "x", "wh')
    assert words_of(UndoLog(at(tmp_path))) == "whole"
    UndoLog(at(tmp_path)).record(step("later"))
    later = UndoLog(at(tmp_path))
    assert (words_of(later), later.note()) == ("later", "")


def test_a_damaged_log_is_put_aside_and_begun_anew_with_what_stands_behind_the_damage(tmp_path: Path) -> None:
    """It is said once; what was done before the damage is not trusted any more."""
    UndoLog(at(tmp_path)).record(step("before"))
    with at(tmp_path).open("ab") as file:
        file.write(b"\x00\xff garbage\n")
    log = UndoLog(at(tmp_path))
    log.record(step("behind"))
    assert words_of(log) == "behind"
    note = log.note()
    assert "damaged" in note
    assert log.note() == ""
    (aside,) = at(tmp_path).parent.glob("*.damaged")
    assert str(aside) in note
    last = UndoLog(at(tmp_path)).last(back=True)
    assert last is not None
    log.moved(last, back=True)
    assert (words_of(UndoLog(at(tmp_path))), words_of(UndoLog(at(tmp_path)), back=False)) == ("", "behind")


def test_where_nothing_can_be_written_steps_are_kept_in_memory(tmp_path: Path) -> None:
    """A state folder that is a file: undo works as long as the program runs."""
    (tmp_path / "state").write_text("", "utf-8")
    log = UndoLog(at(tmp_path))
    log.record(step("one"))
    log.record(step("two"))
    last = log.last(back=True)
    assert last is not None
    log.moved(last, back=True)
    assert (words_of(log), words_of(log, back=False), log.note()) == ("one", "two", "")
    assert log.erase(lambda plan: edits.set_field(plan, "owner", None)) == 2


def test_a_log_that_can_be_read_but_no_longer_written_still_undoes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps of earlier programs are read before this one goes on in memory."""
    UndoLog(at(tmp_path)).record(step("before"))

    def full(_path: Path, _line: bytes) -> None:
        raise OSError(28, "No space left on device")

    log = UndoLog(at(tmp_path))
    monkeypatch.setattr(durable, "append", full)
    log.record(step("now"))
    assert words_of(log) == "now"
    log.moved(step("now"), back=True)
    monkeypatch.undo()
    assert words_of(UndoLog(at(tmp_path))) == "before"


def test_a_log_that_cannot_be_read_is_said_and_steps_are_kept_in_memory(tmp_path: Path) -> None:
    """A folder stands in its place: nothing of it is touched, an erasure says that it could not look into it."""
    at(tmp_path).mkdir(parents=True)
    log = UndoLog(at(tmp_path))
    assert words_of(log) == ""
    assert "cannot be read" in log.note()
    log.record(step("now"))
    assert words_of(log) == "now"
    with pytest.raises(durable.NotSaved, match="cannot be read"):
        UndoLog(at(tmp_path)).erase(lambda plan: plan)
    UndoLog(at(tmp_path)).record(step("not kept"))


def test_only_the_last_steps_stay_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long log is cut at the next program's first edit, undone steps stay undone."""
    monkeypatch.setattr(module, "LIMIT", 5)
    log = UndoLog(at(tmp_path))
    for number in range(20):
        log.record(step(f"{number}"))
    last = log.last(back=True)
    assert last is not None
    log.moved(last, back=True)
    UndoLog(at(tmp_path)).moved(step("gone long ago"), back=False)
    assert len(at(tmp_path).read_bytes().splitlines()) == 6
    later = UndoLog(at(tmp_path))
    assert (words_of(later), words_of(later, back=False)) == ("18", "19")
    assert words_of(log) == "18"


def test_a_log_that_another_program_wrote_to_meanwhile_is_not_cut(tmp_path: Path) -> None:
    """Nothing is taken from it that was not read."""
    log, other = UndoLog(at(tmp_path)), UndoLog(at(tmp_path))
    log.record(step("one"))
    other.record(step("two"))
    log._rewrite()
    assert words_of(log) == "two"


def test_a_log_of_too_many_bytes_keeps_its_newer_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps over many accounts are large; the oldest go first."""
    monkeypatch.setattr(module, "LARGEST", 4_000)
    log = UndoLog(at(tmp_path))
    for number in range(30):
        log.record(step(f"{number}"))
    UndoLog(at(tmp_path)).record(step("last"))
    assert 0 < at(tmp_path).stat().st_size <= 2_000
    assert words_of(UndoLog(at(tmp_path))) == "last"


def test_a_stopped_program_does_not_keep_others_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while they go on without the lock."""
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.02)
    log, other = UndoLog(at(tmp_path)), UndoLog(at(tmp_path))
    log.record(step("one"))
    with log._alone():
        other.record(step("two"))
    assert words_of(log) == "two"


def test_erasing_changes_every_text_that_is_kept_and_the_words(tmp_path: Path) -> None:
    """What is erased stands nowhere in the folder afterwards, damaged logs and torn lines included; other steps are as they were."""
    log = UndoLog(at(tmp_path))
    mika = '# met Mika\nowner = "Mika"\nfuture = 1\n'
    log.record(step("owner set to Ada"))
    log.record(step("owner set to Mika", 'owner = "Ada"\n', mika))
    log.record(step("strategy set", mika, mika + 'strategy = "grow"\n'))
    log.record(step("broken", "a = = 1\n", mika))
    log.record(Step("reviewed", (StampPart("1", "Alpha", Stamp(), Stamp(date(2026, 11, 22))),)))
    at(tmp_path).with_name(f"{at(tmp_path).name}.0.damaged").write_text("Mika", "utf-8")
    with at(tmp_path).open("ab") as file:
        file.write(b'{"made": Mika')

    def change(plan: Plan) -> Plan:
        return edits.set_field(plan, "owner", "a person") if plan.owner == "Mika" else plan

    assert UndoLog(at(tmp_path)).erase(change, lambda text: text.replace("Mika", "a person")) == 3
    assert not any(b"Mika" in path.read_bytes() for path in at(tmp_path).parent.iterdir())
    whats = []
    while (last := log.last(back=True)) is not None:
        whats.append((last.what, getattr(last.parts[0].side(back=False), "count", str)("future = 1")))
        log.moved(last, back=True)
    assert [what for what, _ in whats] == ["reviewed", "broken", "strategy set", "owner set to a person", "owner set to Ada"]
    assert whats[2][1] == 1


def test_a_step_that_erasing_leaves_nothing_of_or_cannot_write_goes(tmp_path: Path) -> None:
    """Two texts that became the same are no step; a text that no file can hold is not kept as it was."""
    log = UndoLog(at(tmp_path))
    log.record(step("owner set", 'owner = "Ada"\n', 'owner = "Mika"\n'))
    assert log.erase(lambda plan: edits.set_field(plan, "owner", None)) == 1
    assert words_of(log) == ""
    log.record(step("owner set", 'owner = "Ada"\n', 'owner = "Mika"\n'))
    assert log.erase(lambda plan: edits.set_field(plan, "owner", "\ud800")) == 1
    assert words_of(log) == ""
    assert UndoLog(tmp_path / "none.jsonl").erase(lambda plan: plan) == 0
