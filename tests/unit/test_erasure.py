"""A person taken out of a plan and of its file's text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abmtui.plan.changes import Change, changes
from abmtui.plan.document import Document, parse
from abmtui.plan.erasure import (
    COMMENT,
    UNKNOWN_KEYS,
    Place,
    comment_places,
    doubtful_places,
    ids_in_changes,
    mentions,
    places,
    said_in,
    text_without,
    without_in_changes,
    without_person,
)
from abmtui.plan.model import ChannelRow, Note, Plan, Stakeholder, Touch
from abmtui.plan.persons import ERASED, Person, rows_of_person, spans
from abmtui.plan.references import settled

MIKA = Person("Mika Laine")
ADA = Stakeholder("s-2", "Ada", reports_to="s-1", influences=("s-1", "s-3"), topics=("what Mika Laine wants",))
PLAN = Plan(
    id="mika laine",
    name="Mika Laine Oy",
    strategy="Win Mika Laine over",
    next_step_due=dt.date(2026, 12, 1),
    our_team=("Mika Laine: sponsor", "Bo"),
    stakeholders=(Stakeholder("s-1", "Mika Laine", role="champion"), ADA, Stakeholder("s-3", "Mika Salo")),
    channels=(ChannelRow("c-1", audience="s-1", message="For LAINE, MIKA"), ChannelRow("c-2", audience="s-2")),
    touches=(Touch("t-1", who=("s-1", "s-2", "Mika Laine"), topic="fuel"),),
    notes=(Note("n-1", "Laine is angry", extra={"crm": ["Mika Laine"], "n": 1.5}),),
)
FILE = """# Plan, begun with Mika Laine
id = "1"
name = "Mika Laine Oy"
strategy = \"\"\"
Win
Mika Laine over\"\"\"
zz = "mika laine" # said Mika Laine

# the row of Mika Laine
[[stakeholder]]
id = "s-1"
name = "Mika Laine"

[[stakeholder]]
id = "s-2"
name = "Ada"
reports_to = "Mika Laine" # for now
"""


def test_nothing_of_a_person_is_left_in_a_plan() -> None:
    """The row goes, references go or say [erased] where a text is welcome, texts say [erased]; others and the account's name stay."""
    plan = without_person(PLAN, MIKA)
    assert [row.id for row in plan.stakeholders] == ["s-2", "s-3"]
    assert plan.stakeholders[0] == Stakeholder("s-2", "Ada", influences=("s-3",), topics=(f"what {ERASED} wants",))
    assert plan.channels == (ChannelRow("c-1", audience=ERASED, message=f"For {ERASED}"), PLAN.channels[1])
    assert plan.touches[0].who == (ERASED, "s-2")
    assert plan.notes[0].extra == {"crm": [ERASED], "n": 1.5}
    assert (plan.id, plan.name, plan.strategy, plan.our_team) == (PLAN.id, PLAN.name, f"Win {ERASED} over", (f"{ERASED}: sponsor", "Bo"))
    assert plan.next_step_due == PLAN.next_step_due


def test_a_first_name_does_not_touch_what_others_are_called() -> None:
    """Erasing "Mika" leaves the name of Mika Salo, and tells it as doubtful."""
    plan = without_person(PLAN, Person("Mika"))
    assert [row.name for row in plan.stakeholders] == ["Mika Laine", "Ada", "Mika Salo"]
    told = [(place.row_id, place.field) for place in doubtful_places(PLAN, Person("Mika"))]
    assert ("s-3", "name") in told


def test_a_plan_that_does_not_name_the_person_is_the_same_plan() -> None:
    """Not even copied."""
    plan = Plan(strategy="grow", stakeholders=(Stakeholder("s-1", "Ada"),), extra={"n": float("nan")})
    assert without_person(plan, MIKA) is plan
    assert places(plan, MIKA) == ()


def test_every_place_is_told() -> None:
    """The person's row once, then each field that changes, then unknown keys; what is only mentioned can be told too."""
    told = places(PLAN, MIKA)
    assert told[0] == Place("stakeholder", "s-1", "", "Mika Laine")
    assert Place("", "", "strategy", "Win Mika Laine over", f"Win {ERASED} over") in told
    assert Place("touch", "t-1", "who", "s-1, s-2, Mika Laine", f"{ERASED}, s-2") in told
    assert [(place.row_id, place.field) for place in told[1:]] == [
        ("", "strategy"),
        ("", "our_team"),
        ("s-2", "reports_to"),
        ("s-2", "influences"),
        ("s-2", "topics"),
        ("c-1", "audience"),
        ("c-1", "message"),
        ("t-1", "who"),
        ("n-1", UNKNOWN_KEYS),
    ]
    assert [(place.row_id, place.field) for place in mentions(PLAN, MIKA)][:3] == [("", "strategy"), ("", "our_team"), ("s-1", "name")]


def test_the_last_name_alone_is_told_and_left() -> None:
    """A note that says Laine may be about somebody else."""
    assert doubtful_places(PLAN, MIKA) == (Place("note", "n-1", "text", "Laine is angry", "Laine"),)
    assert without_person(PLAN, MIKA).notes[0].text == "Laine is angry"
    assert without_person(PLAN, Person("Mika Laine", ("Laine",))).notes[0].text == f"{ERASED} is angry"


def test_a_file_loses_the_person_with_comments_and_keeps_the_rest() -> None:
    """Values, references by name, unknown keys and comments; the account's own name stays."""
    text = text_without(FILE, MIKA)
    assert text.count("Mika Laine") == 1
    assert 'name = "Mika Laine Oy"' in text
    assert f"# Plan, begun with {ERASED}" in text
    assert f"# said {ERASED}" in text
    assert "# for now" in text
    assert parse(text).plan.stakeholders == (Stakeholder("s-2", "Ada"),)
    assert [place.field for place in comment_places(FILE, MIKA)] == [COMMENT, COMMENT]
    assert text_without(text, MIKA) == text


def test_a_file_without_the_person_is_the_same_text() -> None:
    """Byte for byte."""
    assert text_without('strategy  =  "x" # odd\n', MIKA) == 'strategy  =  "x" # odd\n'


def test_a_text_that_is_no_plan_loses_the_name() -> None:
    """A broken plan that a history kept whole."""
    assert text_without('a = "Mika Laine', MIKA) == f'a = "{ERASED}'
    assert comment_places('a = "Mika Laine', MIKA) == ()


def test_a_text_of_a_newer_version_can_be_erased_in_a_history() -> None:
    """A whole text that a history kept is no file that must be left alone."""
    assert "Mika" not in text_without('format = 2\nstrategy = "Mika Laine"\n', MIKA)


def test_changes_of_a_history_lose_the_person() -> None:
    """Changes of the person's rows go, others keep what they say; values are as JSON holds them, of kinds and fields not known too."""
    person = Person("Mika Laine", (), frozenset({"s-1"}))
    said = (
        Change("stakeholder", "s-1", "name", None, "Mika Laine"),
        Change("stakeholder", "", "order", ["s-1", "s-2"], ["s-2", "s-1"]),
        Change("stakeholder", "", "order", ["s-1", "s-2", "s-3"], ["s-3", "s-1", "s-2"]),
        Change("stakeholder", "s-2", "reports_to", "", "s-1"),
        Change("touch", "t-1", "who", ["s-2"], ["s-2", "s-1"]),
        Change("", "", "name", "Mika Laine Oy", "ML"),
        Change("", "", "strategy", "", "Call Mika Laine"),
        Change("", "", "needs", 3, None),
        Change("odd", "x", "y", {"a": "Mika Laine"}, 1),
        Change("touch", "", "order", ["s-1"], ["t-1"]),
        Change("channel", "c-1", "order", "s-1", None),
    )
    assert without_in_changes(said, person) == (
        Change("stakeholder", "", "order", ["s-2", "s-3"], ["s-3", "s-2"]),
        Change("touch", "t-1", "who", ["s-2"], ["s-2", ERASED]),
        *said[5:6],
        Change("", "", "strategy", "", f"Call {ERASED}"),
        said[7],
        Change("odd", "x", "y", {"a": ERASED}, 1),
        *said[9:],
    )
    assert ids_in_changes(said, MIKA) == {"s-1"}


@pytest.mark.parametrize(("value", "text"), [(None, ""), (("a", "b"), "a, b"), (["a"], "a"), (5, "5")])
def test_values_are_told_as_text(value: object, text: str) -> None:
    """Lists with commas, nothing for nothing."""
    assert said_in(value) == text


WORDS = st.sampled_from(["Mika Laine", "mika  laine!", "Laine, Mika", "s-1", "Ada", "Laine", "", "x Mika Laine y"])


@given(st.lists(WORDS, max_size=3), WORDS, WORDS, WORDS)
def test_whatever_names_the_person_is_gone_after_erasing(items: list[str], one: str, other: str, note: str) -> None:
    """For any plan nothing is left that `spans` finds, erasing again changes nothing, and the text says the plan."""
    plan = Plan(
        strategy=one,
        stakeholders=(Stakeholder("s-1", "Mika Laine", note=note), Stakeholder("s-2", "Ada", reports_to=other, influences=tuple(items), note=note)),
        touches=(Touch("t-1", who=tuple(items), topic=one, extra={"k": note}),),
    )
    left = without_person(plan, MIKA)
    assert rows_of_person(left, MIKA) == ()
    assert mentions(left, MIKA) == ()
    person = Person("Mika Laine", (), frozenset({"s-1"}))
    assert without_person(left, person) == left
    text = text_without(Document().written(plan), MIKA)
    assert not spans(text, MIKA)
    assert changes(parse(text).plan, settled(left)) == ()
