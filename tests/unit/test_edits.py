"""Edits of a plan, and what differs between two plans."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from abmtui.plan import edits
from abmtui.plan.changes import Change, changes
from abmtui.plan.model import EMPTY, ChannelRow, Plan, RedFlag, Stakeholder
from abmtui.plan.references import index_for, settled

PLAN = Plan(
    id="1",
    stakeholders=tuple(Stakeholder(id=f"s-{letter * 6}", name=name) for letter, name in (("a", "Mika"), ("b", "Anna"), ("c", "Anna"))),
    channels=(ChannelRow(id="c-aaaaaa", audience="Bo", extra={"budget": "much"}),),
)


def ids(plan: Plan) -> str:
    """Return the stakeholders' ids by their letter."""
    return "".join(row.id[2] for row in plan.stakeholders)


def test_a_field_is_set_and_everything_else_is_the_same_object() -> None:
    """An edit leaves the old plan alone and shares what it did not change; setting what is there is no edit."""
    new = edits.set_field(PLAN, "owner", "AK")
    assert (new.owner, PLAN.owner, new.stakeholders is PLAN.stakeholders) == ("AK", "", True)
    assert edits.set_field(new, "owner", "AK") is new
    row = edits.set_row_field(PLAN, "stakeholder", "s-bbbbbb", "influence", 5)
    assert [person.influence for person in row.stakeholders] == [None, 5, None]
    assert row.stakeholders[0] is PLAN.stakeholders[0]
    assert edits.set_row_field(row, "stakeholder", "s-bbbbbb", "influence", 5) is row


def test_none_clears_a_field_of_any_shape() -> None:
    """None stands for the field's own empty value."""
    full = edits.set_field(edits.set_field(edits.set_field(PLAN, "owner", "AK"), "pain_points", ("a",)), "next_review", dt.date(2026, 1, 1))
    for name, empty in (("owner", ""), ("pain_points", ()), ("next_review", None)):
        assert getattr(edits.set_field(full, name, None), name) == empty
    flag = edits.add_row(EMPTY, "flag", {"status": None})[0].flags[0]
    assert (flag.status, RedFlag().status) == ("", "open")


def test_a_value_that_could_not_be_read_gives_way_to_a_new_one() -> None:
    """`extra` holds it until the field is set, to whatever."""
    assert edits.set_row_field(PLAN, "channel", "c-aaaaaa", "budget", None).channels[0].extra == {}


def test_a_row_is_added_behind_another_or_at_the_end_with_an_id_of_its_own() -> None:
    """Its id is returned; given the same chance, two rows differ all the same."""
    plan, one = edits.add_row(PLAN, "stakeholder", {"name": "Bo", "influence": 3}, behind="s-aaaaaa", chance=Random(1))
    plan, two = edits.add_row(plan, "stakeholder", {}, chance=Random(1))
    assert [row.id for row in plan.stakeholders] == ["s-aaaaaa", one, "s-bbbbbb", "s-cccccc", two]
    assert one != two
    assert (plan.stakeholders[1].name, plan.stakeholders[1].influence) == ("Bo", 3)
    assert plan.channels[0].audience == one


def test_rows_go_and_move_within_their_kind() -> None:
    """A move stops at the ends; a move to nowhere gives the plan itself."""
    assert ids(edits.remove_row(PLAN, "stakeholder", "s-bbbbbb")) == "ac"
    assert [ids(edits.move_row(PLAN, "stakeholder", "s-bbbbbb", by)) for by in (-5, -1, 1, 9)] == ["bac", "bac", "acb", "acb"]
    assert edits.move_row(PLAN, "stakeholder", "s-aaaaaa", -1) is PLAN


def test_what_is_not_there_cannot_be_edited() -> None:
    """Unknown rows and fields are a caller's mistake."""
    for edit in (
        lambda: edits.set_row_field(PLAN, "stakeholder", "s-zzzzzz", "name", "x"),
        lambda: edits.remove_row(PLAN, "note", "n-aaaaaa"),
        lambda: edits.set_field(PLAN, "colour", "red"),
        lambda: edits.add_row(PLAN, "stakeholder", {}, behind="s-zzzzzz"),
    ):
        with pytest.raises(LookupError):
            edit()


def test_a_row_is_meant_by_its_id_or_its_name() -> None:
    """Several rows of one name are all candidates; an id is always one."""
    for text, expected in (("s-bbbbbb", "b"), ("mika", "a"), ("Anna", "bc"), ("nobody", ""), ("", "")):
        assert "".join(row.id[2] for row in edits.rows_meant(PLAN, "stakeholder", text)) == expected
    assert edits.row_of(PLAN, "channel", "c-zzzzzz") is None


def test_the_same_spelling_comes_before_a_similar_one() -> None:
    """Of Anna and Änna each is meant by its own letters."""
    plan = Plan(stakeholders=(Stakeholder(id="s-aaaaaa", name="Anna"), Stakeholder(id="s-bbbbbb", name="Änna")))
    index = index_for(plan, "person")
    assert [index.candidates(name) for name in ("Anna", "Änna", "anna")] == [("s-aaaaaa",), ("s-bbbbbb",), ("s-aaaaaa", "s-bbbbbb")]
    assert index.meant("anna") == "anna"


def test_names_become_ids_only_where_one_row_has_them() -> None:
    """`Anna`, of whom there are two, stays a text; a plan with nothing to resolve is itself."""
    plan = edits.set_row_field(PLAN, "channel", "c-aaaaaa", "audience", "Anna")
    assert plan.channels[0].audience == "Anna"
    assert edits.remove_row(plan, "stakeholder", "s-bbbbbb").channels[0].audience == "s-cccccc"
    assert settled(plan) is plan


def test_lists_grow_and_shrink() -> None:
    """`+=` adds what is not there yet, `-=` takes out."""
    assert edits.with_items(("a", "b"), ("b", "c")) == ("a", "b", "c")
    assert edits.without_items(("a", "b", "a"), ("a", "x")) == ("b",)


def test_changes_name_every_field_that_differs() -> None:
    """Own fields, fields of rows, whole rows with what they say, and the order of rows."""
    new = edits.set_field(PLAN, "owner", "AK")
    new = edits.set_row_field(new, "stakeholder", "s-aaaaaa", "name", "Mikael")
    new = edits.move_row(edits.remove_row(new, "stakeholder", "s-bbbbbb"), "stakeholder", "s-cccccc", -1)
    new, added = edits.add_row(new, "flag", {"severity": "high"})
    new, bare = edits.add_row(new, "note", {})
    assert changes(PLAN, new) == (
        Change("", "", "owner", "", "AK"),
        Change("stakeholder", "s-bbbbbb", "name", "Anna", None),
        Change("stakeholder", "s-aaaaaa", "name", "Mika", "Mikael"),
        Change("stakeholder", "", "order", ["s-aaaaaa", "s-cccccc"], ["s-cccccc", "s-aaaaaa"]),
        Change("flag", added, "severity", None, "high"),
        Change("note", bare, "text", None, ""),
    )
    assert changes(PLAN, PLAN) == ()
    assert changes(EMPTY, Plan(id="1", name="x")) == (Change("", "", "id", "", "1"), Change("", "", "name", "", "x"))
