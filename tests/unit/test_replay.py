"""A plan made again of its history, and the history as it is told."""

from __future__ import annotations

import datetime as dt
import json
import os
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from abmtui import durable
from abmtui.plan import edits
from abmtui.plan.changes import ORDER, Change, changes
from abmtui.plan.edits import rows_of
from abmtui.plan.model import EMPTY, KINDS, ChannelRow, Plan, Stakeholder, Touch, field_specs
from abmtui.plan.replay import applied, restored
from abmtui.store.history import Entry, entries, newest, path_of, record
from abmtui.store.plan_file import PlanFile, read_plan
from abmtui.store.plans import PlanStore
from abmtui.store.told import moment, told

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "date": st.none() | st.dates(),
    "when": st.none() | st.dates() | st.just("monthly"),
    "number": st.none() | st.floats(-10, 10),
    "money": st.none() | st.just(12.5),
    "scale": st.none() | st.integers(1, 5),
    "yes": st.booleans(),
    "list": st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple),
    "people": st.lists(st.sampled_from(["Ada", "Bo"]), max_size=2, unique=True).map(tuple),
}
TEXT = st.sampled_from(["", "x", "two\nlines"])


def through_json(said: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return changes as a history's line gives them back."""
    written = json.dumps([[one.kind, one.row_id, one.field, one.before, one.after] for one in said], default=str)
    return tuple(Change(*one) for one in json.loads(written))


def plain(plan: Plan) -> dict[str, Any]:
    """Return a plan's fields, and the rows of each kind by id: where a new row stood is in no history."""
    own = {name: getattr(plan, name) for name in field_specs(Plan)}
    return {**own, **{kind: {row.id: row for row in rows_of(plan, kind)} for kind in KINDS}}


@given(st.data())
def test_changes_made_again_give_the_plan_after_them(data: st.DataObject) -> None:
    """For any edits: the plan before and the line of the history make the plan after, up to where a new row stands."""
    plan, chance = EMPTY, Random(7)
    for _ in range(data.draw(st.integers(1, 4))):
        before = plan
        for _ in range(data.draw(st.integers(1, 4))):
            kind = data.draw(st.sampled_from(list(KINDS)))
            spec = data.draw(st.sampled_from(list(field_specs(KINDS[kind].row).values())))
            value = data.draw(VALUES.get(spec.shape, TEXT))
            rows = rows_of(plan, kind)
            known = data.draw(st.booleans())
            if rows and known:
                plan = edits.set_row_field(plan, kind, rows[0].id, spec.name, value)
            else:
                title = {KINDS[kind].title_field: "named"}
                plan, _ = edits.add_row(plan, kind, {**title, spec.name: value}, chance=chance)
        own = data.draw(st.sampled_from(list(field_specs(Plan).values())))
        plan = edits.set_field(plan, own.name, data.draw(VALUES.get(own.shape, TEXT)))
        again = applied(before, through_json(changes(before, plan)))
        assert plain(again) == plain(plan)


def test_rows_go_move_and_come_again() -> None:
    """A removed row is gone, an order is taken over, what is not known is passed over, ids and names are texts."""
    one, two = Stakeholder("s-1", "Ada", extra={"crm": 1}), Stakeholder("s-2", "Bo")
    plan = Plan(stakeholders=(one, two), touches=(Touch("t-1"),))
    gone = (Change("stakeholder", "s-1", "name", "Ada", None), Change("touch", "t-1", "topic", "", None))
    assert applied(plan, gone) == Plan(stakeholders=(two,))
    assert applied(plan, [Change("stakeholder", "", ORDER, ["s-1", "s-2"], ["s-2", "s-9", "s-1"])]).stakeholders == (two, one)
    planned = (Change("channel", "c-1", "message", None, "x"), Change("channel", "c-1", "when", None, "2026-03-01"))
    assert applied(EMPTY, planned).channels == (ChannelRow("c-1", message="x", when=dt.date(2026, 3, 1)),)
    assert applied(EMPTY, [Change("channel", "c-1", "when", None, "monthly")]).channels[0].when == "monthly"
    odd = [Change("", "", "id", "", "7"), Change("", "", "zz", 1, 2), Change("odd", "x", "y", 1, 2), Change("", "", "needs", 1, 99)]
    assert applied(plan, odd) == Plan(id="7", stakeholders=(one, two), touches=plan.touches)


def test_an_earlier_state_keeps_what_no_history_tells() -> None:
    """Unknown keys of the plan and of rows that still stand; id and name are today's."""
    then = Plan("1", "Old", strategy="grow", stakeholders=(Stakeholder("s-1", "Ada"), Stakeholder("s-2", "Bo")))
    now = Plan("1", "New", stakeholders=(Stakeholder("s-1", "Ida", extra={"crm": 1}),), extra={"key": 2})
    assert restored(now, then) == Plan(
        "1", "New", strategy="grow", stakeholders=(Stakeholder("s-1", "Ada", extra={"crm": 1}), Stakeholder("s-2", "Bo")), extra={"key": 2}
    )


def saved(store: PlanStore, **fields: object) -> PlanFile:
    """Save fields of the account 7's plan."""
    opened = store.open("7", "Seven")
    plan = opened.plan
    for name, value in fields.items():
        plan = edits.set_field(plan, name, value)
    return store.save(opened, plan)


def test_every_save_is_told_with_the_plan_after_it(tmp_path: Path) -> None:
    """The newest first; a log that begins with the first save knows every state."""
    store = PlanStore(tmp_path, "AK", lambda: NOW)
    saved(store, strategy="grow")
    file = saved(store, strategy="hold", needs=3)
    log, _ = entries(store.history_path(file.path))
    newest_first = told(log, file)
    assert [one.plan.strategy for one in newest_first if one.plan is not None] == ["hold", "grow"]
    assert [(change.field, change.before, change.after) for change in newest_first[0].changes] == [("strategy", "grow", "hold"), ("needs", None, 3)]
    assert [(one.outside, one.compared, one.entry.who) for one in newest_first] == [(False, True, "AK")] * 2


def test_a_change_outside_is_told_with_what_it_changed(tmp_path: Path) -> None:
    """Known before the next save and after it; where rows came in is not compared."""
    store = PlanStore(tmp_path, "AK", lambda: NOW)
    path = saved(store, strategy="grow").path
    path.write_text(path.read_text("utf-8").replace("grow", "shrink") + '\n[[note]]\ntext = "x"\n', "utf-8")
    os.utime(path, (0, 0))
    file = read_plan(path)
    outside = told(entries(store.history_path(path))[0], file)[0]
    assert (outside.outside, outside.compared, outside.entry.when[:4]) == (True, True, "1970")
    assert [(change.field, change.after) for change in outside.changes] == [("strategy", "shrink"), ("text", "x")]
    file = saved(store, strategy="both")
    story = told(entries(store.history_path(path))[0], file)
    assert [one.outside for one in story] == [False, True, False]
    assert [change.before for change in story[0].changes] == ["shrink"]


def test_a_file_that_was_there_before_the_first_save_is_not_compared(tmp_path: Path) -> None:
    """Its whole text is kept, and what it said before is not known; what follows is."""
    store = PlanStore(tmp_path, "AK", lambda: NOW)
    (tmp_path / "seven.toml").write_text('id = "7"\nname = "Seven"\nstrategy = "old"\n', "utf-8")
    assert told((), read_plan(tmp_path / "seven.toml")) == ()
    file = saved(store, strategy="new")
    story = told(entries(store.history_path(file.path))[0], file)
    assert [(one.compared, len(one.changes)) for one in story] == [(True, 1), (False, 0)]
    assert story[0].plan is not None
    assert story[0].plan.strategy == "new"


def test_a_log_without_its_plan_is_told_whole(tmp_path: Path) -> None:
    """Where the file is gone every line is told; where there is no file yet there is none; a part of a log knows no states."""
    log = (Entry("x", "AK", "before", "a", (Change("", "", "owner", "", "Ada"),)),)
    assert [one.plan for one in told(log, None)] == [None]
    assert told((), PlanFile()) == ()
    gone = PlanFile(tmp_path / "gone.toml", text='strategy = "x"\n', hash="unknown")
    assert told(log, gone)[0].entry.when == ""


def test_the_newest_part_of_a_long_log_is_read_alone(tmp_path: Path) -> None:
    """So many bytes from the end, begun with a whole line; whether there are older lines is told."""
    log = path_of(tmp_path, "0" * 16)
    assert newest(log) == ((), (), False)
    assert newest(tmp_path)[1][0].what == "the history cannot be read: Is a directory"
    for number in range(50):
        record(log, Entry(f"{number}", "AK", None, f"{number}", ()), None)
    found, problems, older = newest(log, 500)
    assert (found[-1].after, problems, older) == ("49", (), True)
    assert 0 < len(found) < 50
    assert len(newest(log)[0]) == 50
    with log.open("ab") as file:
        file.write(b"torn\n")
    assert [problem.where for problem in newest(log, 500)[1]] == [str(log)]
    assert [problem.where for problem in newest(log)[1]] == [f"{log}:51"]


def test_a_note_of_an_entry_comes_back(tmp_path: Path) -> None:
    """What was done besides the changes."""
    log = tmp_path / "log"
    record(log, Entry("2026", "AK", None, durable.fingerprint(b""), (), None, "a person was erased"), None)
    assert entries(log)[0][0].note == "a person was erased"


def test_times_are_compared_whatever_their_zone() -> None:
    """A time without a zone, and one that is none."""
    assert moment("2026-11-22T14:00:00+02:00") == moment("2026-11-22T12:00:00")
    assert moment("whenever") < moment("0001-01-02")
