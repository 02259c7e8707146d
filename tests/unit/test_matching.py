"""Rows of other programs beside a plan's: what each column is, which row is meant, what changes, what stays doubtful."""

from __future__ import annotations

import csv
import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.plan.given import Given
from abmtui.plan.matching import KEYS, NEW_ROW, Answer, matched, taken
from abmtui.plan.model import KINDS, ChannelRow, Goal, Plan, RedFlag, Stakeholder, field_specs
from abmtui.plan.pasted import is_rows, pasted
from abmtui.plan.row_headers import columns_of, kind_named, looks_like_header, nearest_fields
from abmtui.plan.row_words import WORDS
from abmtui.plan.values import text_of

if TYPE_CHECKING:
    from abmtui.plan.matching import Matched

TODAY = dt.date(2026, 11, 22)
SALESFORCE = ("First Name", "Last Name", "Title", "Account Name", "Email", "Lead Source", "Contact Owner", "Last Activity Date")
HUBSPOT = ("Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner", "Associated Company", "Job Title", "Buying Role")
PLAN = Plan(
    stakeholders=(Stakeholder("s-aaaaaa", "Mika Laine", "Buyer", influence=3), Stakeholder("s-bbbbbb", "Kim"), Stakeholder("s-cccccc", "kim", role="coach")),
    channels=(ChannelRow("c-aaaaaa", "s-aaaaaa", "Fuel", "webinar"), ChannelRow("c-bbbbbb", "s-aaaaaa", "Uptime", "webinar")),
    flags=(RedFlag("f-aaaaaa", "reorganisation", raised=dt.date(2026, 5, 1)),),
    goals=(Goal("g-aaaaaa", "Fewer stops"),),
)


def row(line: int = 2, *, row_id: str = "", columns: str = "", **texts: str) -> Given:
    """A given row; `columns` are further fields of its table that are empty here."""
    return Given(line, texts, frozenset((*texts, *columns.split())), row_id)


def one(plan: Plan, kind: str, *givens: Given, answers: dict[int, Answer] | None = None) -> Matched:
    """What the last given row does."""
    return matched(plan, kind, givens, TODAY, answers)[-1]


# Columns


def test_the_headers_of_two_crm_exports_are_understood_and_the_rest_is_named() -> None:
    """First and last name, title, account, owner and last activity are told; e-mail and lead source are not taken, with what they might be."""
    columns = columns_of("stakeholder", SALESFORCE)
    assert dict(columns.fields) == {
        "first_name": "First Name",
        "last_name": "Last Name",
        "title": "Title",
        "account": "Account Name",
        "our_contact": "Contact Owner",
        "last_touch": "Last Activity Date",
    }
    assert dict(columns.left) == {"Email": (), "Lead Source": ("source",)}
    assert (columns.guessed, columns.wrong) == ((), ())
    hubspot = columns_of("stakeholder", HUBSPOT)
    assert {name: hubspot.fields[name] for name in ("account", "title", "role")} == {
        "account": "Associated Company",
        "title": "Job Title",
        "role": "Buying Role",
    }
    assert "id" not in hubspot.fields


def test_other_languages_slips_and_camel_case_are_understood() -> None:
    """German headers, a misspelled one (said to be guessed) and CamelCase are fields; short words are never told by likeness."""
    columns = columns_of("stakeholder", ("Vorname", "Nachname", "Firma", "Positon", "JobTitle", "row"))
    assert columns.fields["first_name"] == "Vorname"
    assert columns.fields["title"] == "JobTitle"
    assert columns_of("stakeholder", ("Nam", "Positon")).fields == {"title": "Positon"}
    assert columns_of("stakeholder", ("Positon",)).guessed == ("title",)


def test_a_mapping_by_hand_goes_before_all_words() -> None:
    """FIELD=COLUMN wins, FIELD= bars the field, and what cannot be is a sentence with the nearest name."""
    columns = columns_of("stakeholder", ("Title", "Position 2", "Influence"), {"title": "Position 2", "influence": ""})
    assert columns.fields == {"title": "Position 2"}
    assert set(columns.left) == {"Title", "Influence"}
    wrong = columns_of("stakeholder", ("Telefon",), {"ttle": "x", "note": "Telefn", "unit": "zzz", "qqqqq": "x"}).wrong
    assert "is title meant?" in wrong[0]
    assert 'is "Telefon" meant?' in wrong[1]
    assert "there are Telefon" in wrong[2]
    assert "there are name, title" in wrong[3]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("contacts", "stakeholder"), ("People", "stakeholder"), ("red flags", "flag"), ("stakholder", "stakeholder"), ("touch", "touch"), ("zz", "")],
)
def test_kinds_have_many_names(word: str, kind: str) -> None:
    """People are called contacts, flags risks; a slip is forgiven, anything else is no kind."""
    assert kind_named(word) == kind


def test_every_word_of_the_lists_means_a_field_that_there_is() -> None:
    """No list names a field that a kind does not have."""
    outside = {"first_name", "last_name"}
    assert {(kind, name) for kind, words in WORDS.items() for name in words if name not in outside and name not in field_specs(KINDS[kind].row)} == set()
    assert set(WORDS) == set(KINDS) == set(KEYS)


def test_a_line_of_headings_is_told_from_a_line_of_cells() -> None:
    """Half of the words at least are fields, none twice; people's names are none."""
    assert looks_like_header("stakeholder", ("Name", "Role", ""))
    assert not looks_like_header("stakeholder", ("Mika Laine", "economic buyer"))
    assert not looks_like_header("stakeholder", ("Name", "Name"))
    assert not looks_like_header("stakeholder", ("", ""))
    assert nearest_fields("flag", "Review") == ("review_by",)


# Which row, and what changes


def test_a_name_that_one_person_has_is_that_person() -> None:
    """By folded name; only what differs is changed, field by field with what stood there; the same again changes nothing."""
    found = one(PLAN, "stakeholder", row(name="MIKA  laine", title="CFO", influence="3"))
    assert (found.state, found.row, found.values, found.before) == (
        "changed",
        "s-aaaaaa",
        {"name": "MIKA  laine", "title": "CFO"},
        {"name": "Mika Laine", "title": "Buyer"},
    )
    assert found.said[1] == ("Title", "Buyer", "CFO")
    again = taken(PLAN, "stakeholder", [found])
    assert one(again, "stakeholder", row(name="MIKA  laine", title="CFO")).state == "unchanged"


def test_twins_are_doubtful_until_one_is_chosen() -> None:
    """Two people of one name: both are offered, and a new one; an answer or an id settles it."""
    found = one(PLAN, "stakeholder", row(name="KIM", title="CTO"))
    assert found.state == "doubtful"
    assert [candidate for candidate, _ in found.doubts[0].candidates] == ["s-bbbbbb", "s-cccccc", NEW_ROW]
    assert one(PLAN, "stakeholder", row(name="KIM", title="CTO"), answers={2: Answer("s-cccccc")}).row == "s-cccccc"
    assert one(PLAN, "stakeholder", row(name="KIM", title="CTO"), answers={2: Answer(NEW_ROW)}).state == "new"
    assert one(PLAN, "stakeholder", row(name="KIM", row_id="s-bbbbbb")).row == "s-bbbbbb"
    assert one(PLAN, "stakeholder", row(name="Ann", row_id="s-nobody")).state == "new"


def test_an_empty_cell_empties_nothing_unless_it_is_asked_to() -> None:
    """A cell that was left out keeps the field; an empty text empties it, and in a new row says nothing."""
    assert one(PLAN, "stakeholder", row(name="Mika Laine", columns="title influence")).state == "unchanged"
    assert one(PLAN, "stakeholder", row(name="Mika Laine", title="")).values == {"title": ""}
    assert one(PLAN, "flag", row(type="lost tender", status="")).values == {"type": "lost tender"}
    assert taken(PLAN, "flag", [one(PLAN, "flag", row(type="lost tender", status=""))]).flags[-1].status == "open"


def test_a_value_that_means_nothing_is_doubtful_and_can_be_left_out() -> None:
    """A high influence is none: the row waits, with field, value and mend; without the field it is taken."""
    bad = row(name="Ann", influence="High")
    found = one(PLAN, "stakeholder", bad)
    assert [(doubt.field, doubt.value) for doubt in found.doubts] == [("influence", "High")]
    assert "from 1 (low) to 5 (high)" in found.doubts[0].why
    assert one(PLAN, "stakeholder", bad, answers={2: Answer(without=frozenset({"influence"}))}).state == "new"
    assert one(PLAN, "stakeholder", row(name="Ann", influence="4.0")).values["influence"] == len("four")
    assert one(PLAN, "stakeholder", Given(2, {"name": "Ann", "updated": "03/04/2026"}, unsure={"updated": "two days"})).doubts[0].why == "two days"


def test_words_near_a_picklists_are_taken_and_said() -> None:
    """A role with other marks or a slip is the picklist's word; a word of its own stays where free and is doubtful where not."""
    found = one(PLAN, "stakeholder", row(name="Ann", role="Economc_Buyer", support="suporter"))
    assert (found.values["role"], found.values["support"]) == ("economic buyer", "supporter")
    assert found.assumed == ('role "Economc_Buyer" is read as economic buyer', 'support "suporter" is read as supporter')
    assert one(PLAN, "stakeholder", row(name="Ann", role="Evaluator")).values["role"] == "Evaluator"
    assert one(PLAN, "stakeholder", row(name="Ann", support="great")).state == "doubtful"


def test_what_the_plan_keeps_although_it_means_nothing_is_no_doubt() -> None:
    """A word or a reference that stands in the plan as it is, and one that the field could not hold, are unchanged when the file says the same."""
    odd = Plan(stakeholders=(Stakeholder("s-1", " Ann ", support="great", reports_to="s-gone", extra={"influence": "High"}),))
    same = row(name="Ann", support="great", reports_to="s-gone", influence="High", row_id="s-1")
    assert one(odd, "stakeholder", same).state == "unchanged"
    mended = one(odd, "stakeholder", row(name="Ann", influence="4"))
    assert taken(odd, "stakeholder", [mended]).stakeholders[0] == Stakeholder("s-1", " Ann ", support="great", reports_to="s-gone", influence=4)
    assert one(odd, "stakeholder", row(name="Ann", note="\tAnn\t", columns="")).values == {"note": " Ann "}
    noted = Plan(stakeholders=(Stakeholder("s-1", "Ann", note="a\tb"),))
    assert one(noted, "stakeholder", row(name="Ann", note="a  b")).state == "changed"
    assert one(noted, "stakeholder", row(name="Ann", note="a\tb")).state == "unchanged"
    assert one(noted, "stakeholder", row(name="Ann", note="a b")).state == "unchanged"


def test_one_name_twice_in_a_file() -> None:
    """The same words again are the same row; other words under the same name wait for a person; a row without a name says so."""
    same = (row(2, name="Ann", title="CFO"), row(3, name="Ann", title="CFO"))
    assert one(PLAN, "stakeholder", *same).repeats == 2
    assert one(PLAN, "stakeholder", *same).state == "unchanged"
    other = one(PLAN, "stakeholder", same[0], row(3, name="ann", title="CTO"))
    assert "line 2 is called the same" in other.doubts[0].why
    assert one(PLAN, "stakeholder", row(title="CFO")).doubts[0].why == "it has no name; write one into the file"


def test_rows_without_a_name_are_told_by_what_tells_them_apart() -> None:
    """A flag by type and day, a channel row by whom, how and when; its message decides among several; what the table does not have is not asked."""
    assert one(PLAN, "flag", row(type="Reorganisation", raised="2026-05-01", severity="high")).values == {"severity": "high"}
    assert one(PLAN, "flag", row(type="reorganisation", raised="2026-06-01")).state == "new"
    assert one(PLAN, "flag", row(type="reorganisation", columns="raised")).state == "new"
    assert one(PLAN, "flag", row(type="reorganisation")).state == "unchanged"
    assert one(PLAN, "channel", row(audience="Mika Laine", channel="webinar", message="uptime", status="done")).row == "c-bbbbbb"
    assert one(PLAN, "channel", row(audience="Mika Laine", channel="webinar", status="done")).state == "doubtful"
    rows = (row(2, audience="Mika Laine", channel="webinar", message="Fuel"), row(3, audience="Mika Laine", channel="webinar", message="Other"))
    assert one(PLAN, "channel", *rows).row == "c-bbbbbb"
    three = (*rows[:1], row(3, audience="Mika Laine", channel="webinar", message="Uptime"), row(4, audience="Mika Laine", channel="webinar", message="Other"))
    assert one(PLAN, "channel", *three).state == "new"
    assert one(PLAN, "channel", row(audience="buyers", channel="webinar", goal="none such")).doubts[0].field == "goal"


def test_people_may_report_to_people_of_the_same_file() -> None:
    """A name that the file itself brings is no unknown reference: once all are in, it is the person's id."""
    givens = (row(2, name="Ann", reports_to="Bea", influences="Bea; Mika Laine"), row(3, name="Bea", reports_to="Mika Laine"))
    plan = taken(PLAN, "stakeholder", matched(PLAN, "stakeholder", givens, TODAY), Random(1))
    ann, bea = plan.stakeholders[-2:]
    assert (ann.reports_to, ann.influences, bea.reports_to) == (bea.id, (bea.id, "s-aaaaaa"), "s-aaaaaa")
    assert one(plan, "stakeholder", *givens).state == "unchanged"
    assert one(PLAN, "stakeholder", row(2, name="Ann", reports_to="Nobody")).state == "doubtful"
    assert one(PLAN, "stakeholder", row(2, name=" ann "), row(3, name="ANN"), row(4, name="Bea", reports_to="Ann")).state == "new"
    assert one(PLAN, "stakeholder", row(2, name="Mika Laine"), row(3, name="Ann", reports_to="Mika Laine")).values["reports_to"] == "s-aaaaaa"


def test_doubtful_rows_stay_out_of_the_plan() -> None:
    """What nobody decided is not written, and a plan to which nothing comes is the same plan."""
    found = matched(PLAN, "stakeholder", (row(2, name="Kim", title="x"), row(3, name="Mika Laine")), TODAY)
    assert taken(PLAN, "stakeholder", found) is PLAN


# Properties

NAMES = st.sampled_from(("Ann", "Bea", "ann", "Ann Lee", "", " Bea "))
TEXTS = st.sampled_from(("", "fuel", "Fuel, cost", 'a "b"; c', "x\ny", "2026"))
PEOPLE = st.lists(
    st.builds(
        Stakeholder,
        name=NAMES,
        title=TEXTS,
        role=st.sampled_from(("", "champion", "my own word")),
        support=st.sampled_from(("", "mentor", "great")),
        influence=st.one_of(st.none(), st.integers(1, 5)),
        reports_to=st.sampled_from(("", "s-1", "s-gone", "Ann")),
        topics=st.lists(TEXTS.filter(bool), max_size=2).map(tuple),
        left=st.booleans(),
        last_touch=st.one_of(st.none(), st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))),
        note=TEXTS,
    ),
    max_size=4,
)
CHANNELS = st.lists(
    st.builds(ChannelRow, audience=NAMES, message=TEXTS, channel=st.sampled_from(("", "email")), when=st.sampled_from((None, "monthly", dt.date(2026, 5, 1)))),
    max_size=4,
)


def plan_of(people: list[Stakeholder], channels: list[ChannelRow]) -> Plan:
    """A plan of rows with ids."""
    from dataclasses import replace

    return Plan(
        stakeholders=tuple(replace(person, id=f"s-{place}") for place, person in enumerate(people)),
        channels=tuple(replace(row, id=f"c-{place}") for place, row in enumerate(channels)),
    )


def exported(plan: Plan, kind: str, *, ids: bool) -> list[Given]:
    """A plan's own rows as a file of texts says them."""
    specs = field_specs(KINDS[kind].row)
    found = []
    for line, owned in enumerate(getattr(plan, KINDS[kind].attribute), 2):
        texts: dict[str, Any] = {name: text_of(getattr(owned, name), spec, plan) for name, spec in specs.items()}
        found.append(Given(line, {name: text for name, text in texts.items() if text.strip()}, frozenset(specs), owned.id if ids else ""))
    return found


@settings(max_examples=60, deadline=None)
@given(PEOPLE, CHANNELS)
def test_importing_a_plans_own_rows_changes_nothing(people: list[Stakeholder], channels: list[ChannelRow]) -> None:
    """Whatever a plan holds, its exported rows with their ids are unchanged, every one."""
    plan = plan_of(people, channels)
    for kind in ("stakeholder", "channel"):
        found = matched(plan, kind, exported(plan, kind, ids=True), TODAY)
        assert [entry.state for entry in found] == ["unchanged"] * len(found)
        assert taken(plan, kind, found) is plan


@settings(max_examples=80, deadline=None)
@given(PEOPLE, CHANNELS, PEOPLE, CHANNELS)
def test_importing_twice_is_the_same_as_once(people: list[Stakeholder], channels: list[ChannelRow], more: list[Stakeholder], rows: list[ChannelRow]) -> None:
    """The second time nothing is new and nothing changes, whatever plan and file hold."""
    plan, other = plan_of(people, channels), plan_of(more, rows)
    for kind in ("stakeholder", "channel"):
        givens = exported(other, kind, ids=False)
        once = taken(plan, kind, matched(plan, kind, givens, TODAY), Random(1))
        again = matched(once, kind, givens, TODAY)
        assert {entry.state for entry in again} <= {"unchanged", "doubtful"}
        assert taken(once, kind, again) is once


# Pastes


def test_a_paste_is_a_table_with_or_without_headings() -> None:
    """Tabs part cells, any line break lines; a first line of headings names the columns, else they are the table's from the cursor on."""
    headed = pasted("stakeholder", "Name\tRole\t\r\nAnn\tuser\tx\r\n\r\n\x1bBea\n", ("title",))
    assert (headed.lines, dict(headed.columns), headed.headed) == (
        (2, 4),
        {"Name": ("Ann", "Bea"), "Role": ("user", ""), "column 3": ("x", "")},
        True,
    )
    bare = pasted("stakeholder", "Ann\tuser\nBea\t\tx\ty", ("name", "role", "unit"))
    assert (dict(bare.columns), bare.beyond) == ({"name": ("Ann", "Bea"), "role": ("user", ""), "unit": ("", "x")}, 1)
    assert dict(pasted("stakeholder", "Name\tRole", ("name", "role")).columns) == {"name": ("Name",), "role": ("Role",)}
    assert [is_rows(text) for text in ("one line\n", "a\tb", "a\nb", "a\rb")] == [False, True, True, True]


def test_a_quoted_cell_may_hold_lines_and_a_stray_quote_breaks_nothing() -> None:
    """Spreadsheets quote a cell with line breaks; a quote alone is a letter, a cell too long for that is read line by line."""
    quoted = pasted("note", 'a\t"one\ntwo"\nb\t"x ""y"""', ("topic", "text"))
    assert (quoted.lines, quoted.columns["text"]) == ((1, 3), ("one\ntwo", 'x "y"'))
    assert pasted("note", 'a\t"one\nb\ttwo', ("topic", "text")).columns["text"] == ('"one', "two")
    limit = csv.field_size_limit(131_072)  # reading a file raises it for the whole process
    try:
        assert pasted("note", f'a\t"{"x" * 140_000}"\nb\ttwo', ("topic", "text")).columns["topic"] == ("a", "b")
    finally:
        csv.field_size_limit(limit)
