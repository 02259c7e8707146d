"""What people type into fields, and what it means."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.plan.dates import day_ahead, typed_date
from abmtui.plan.model import KINDS, ChannelRow, Goal, Plan, Stakeholder, field_specs
from abmtui.plan.numbers import number_text, typed_number
from abmtui.plan.values import text_of, value_of

TODAY = dt.date(2026, 1, 15)  # a Thursday
PLAN = Plan(
    stakeholders=(
        Stakeholder(id="s-aaaaaa", name="Änna Salo"),
        Stakeholder(id="s-bbbbbb", name="Bo"),
        Stakeholder(id="s-cccccc", name="Bo"),
        Stakeholder(id="s-dddddd"),
    ),
    goals=(Goal(id="g-aaaaaa", name="Cut stops"),),
)


def typed(kind: str, name: str, text: str, plan: Plan = PLAN) -> tuple[Any, str]:
    """Return what a text typed into a field means, or the sentence."""
    owner = KINDS[kind].row if kind else Plan
    return value_of(text, field_specs(owner)[name], plan, TODAY)


@pytest.mark.parametrize(
    ("text", "ahead", "past"),
    [
        ("2026-03-01", "2026-03-01", "2026-03-01"),
        ("2026/3/1", "2026-03-01", "2026-03-01"),
        ("1.3.2026", "2026-03-01", "2026-03-01"),
        ("1. 3. 26", "2026-03-01", "2026-03-01"),
        ("1.3.", "2026-03-01", "2025-03-01"),
        ("1 Mar 2026", "2026-03-01", "2026-03-01"),
        ("1 mar", "2026-03-01", "2025-03-01"),
        ("1 Mar '26", "2026-03-01", "2026-03-01"),
        ("March 1, 2026", "2026-03-01", "2026-03-01"),
        ("Mar 1st", "2026-03-01", "2025-03-01"),
        ("3. märz 2026", "2026-03-03", "2026-03-03"),
        ("5 kesä", "2026-06-05", "2025-06-05"),
        ("1 maj", "2026-05-01", "2025-05-01"),
        ("2 févr. 2026", "2026-02-02", "2026-02-02"),
        ("15 jan", "2026-01-15", "2026-01-15"),
        ("29 feb", "2028-02-29", "2024-02-29"),
        ("13/3/2026", "2026-03-13", "2026-03-13"),
        ("3/13", "2026-03-13", "2025-03-13"),
        ("4/4/26", "2026-04-04", "2026-04-04"),
        ("today", "2026-01-15", "2026-01-15"),
        ("Tomorrow", "2026-01-16", "2026-01-16"),
        ("yesterday", "2026-01-14", "2026-01-14"),
        ("fri", "2026-01-16", "2026-01-09"),
        ("next fri", "2026-01-16", "2026-01-16"),
        ("thursday", "2026-01-22", "2026-01-08"),
        ("last thu", "2026-01-08", "2026-01-08"),
        ("this Sunday", "2026-01-18", "2026-01-18"),
        ("+3d", "2026-01-18", "2026-01-18"),
        ("+2w", "2026-01-29", "2026-01-29"),
        ("- 1 w", "2026-01-08", "2026-01-08"),
        ("+1m", "2026-02-15", "2026-02-15"),
        ("-1y", "2025-01-15", "2025-01-15"),
    ],
)
def test_dates_as_people_type_them(text: str, ahead: str, past: str) -> None:
    """A date without a year is the next one, in a field of the past the last one; words and distances count from today."""
    assert (typed_date(text, TODAY), typed_date(text, TODAY, past=True)) == (dt.date.fromisoformat(ahead), dt.date.fromisoformat(past))


def test_a_month_ends_where_it_ends() -> None:
    """A month after 31 January is 28 February; a year after 29 February too."""
    assert typed_date("+1m", dt.date(2026, 1, 31)) == dt.date(2026, 2, 28)
    assert typed_date("+1y", dt.date(2024, 2, 29)) == dt.date(2025, 2, 28)


def test_a_day_ahead_is_tomorrow_or_later() -> None:
    """Today and what is past are refused with the day that was understood, what is no date with the forms."""
    assert day_ahead("tomorrow", TODAY) == (TODAY + dt.timedelta(1), "")
    for text, why in (("today", "not ahead"), ("yesterday", "not ahead"), ("soon", "no date")):
        day, wrong = day_ahead(text, TODAY)
        assert day is None
        assert why in wrong


@pytest.mark.parametrize(
    "text", ["", "soon", "31 feb", "31.2.2026", "3/4", "3/4/2026", "2026-13-01", "1 ma", "1 xyz", "+999999y", "32 jan", "0.1.2026", "29 feb 2026"]
)
def test_what_is_no_date_or_could_be_two_is_none(text: str) -> None:
    """Nothing is guessed: 3/4 is April to some and March to others."""
    assert typed_date(text, TODAY) is None


def test_the_ends_of_the_calendar_are_no_dates_beyond() -> None:
    """Tomorrow of the last day, and a day without a year behind it, are none."""
    assert typed_date("tomorrow", dt.date.max) is None
    assert typed_date("1 jan", dt.date.max) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12500", 12500),
        ("12,500", 12500),
        ("12.500,50", 12500.5),
        ("12,500.50", 12500.5),
        ("12 500", 12500),
        ("12\u00a0500,5", 12500.5),
        ("1'200'300", 1200300),
        ("1,200,300", 1200300),
        ("1.200.300", 1200300),
        ("€ 12.5k", 12500),
        ("EUR 1200", 1200),
        ("1200 eur", 1200),
        ("1.2M", 1200000),
        ("3 mio", 3000000),
        ("2bn", 2e9),
        ("12,5", 12.5),
        ("0,125", 0.125),
        ("0.125", 0.125),
        (".5", 0.5),
        ("-3", -3),
        ("- 3", -3),
        ("\u22123", -3),
        ("50 %", 50),
        ("1e22", 1e22),
    ],
)
def test_numbers_as_people_type_them(text: str, number: float) -> None:
    """Groups, decimal commas, currency signs and codes, thousands and millions in a letter."""
    assert typed_number(text) == number


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "1.2.3", "1,20.50,3", "12,50.000,1", ".", "1 2", "--1", "9e999", "1e5k3", "eur"])
def test_what_is_no_number_is_none(text: str) -> None:
    """Marks that make no sense are not passed over."""
    assert typed_number(text) is None


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_typed_back(number: float) -> None:
    """What is shown for editing means the number it came from."""
    assert typed_number(number_text(number)) == number


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        ("", "strategy", " grow\nfast ", " grow\nfast "),
        ("", "next_step", " send\x1b[31m it\nnow ", "send[31m it now"),
        ("", "key_account", "Ja", True),
        ("", "key_account", "n", False),
        ("", "satisfaction", "5", 5),
        ("", "next_review", "1.3.2026", dt.date(2026, 3, 1)),
        ("stakeholder", "last_touch", "1.3.", dt.date(2025, 3, 1)),
        ("", "pain_points", "fuel, uptime", ("fuel", "uptime")),
        ("", "pain_points", "fuel, oil; uptime;", ("fuel, oil", "uptime")),
        ("", "pain_points", "fuel, oil\nuptime", ("fuel, oil", "uptime")),
        ("", "pain_points", '"fuel, oil", "5"" pipe"', ("fuel, oil", '5" pipe')),
        ("stakeholder", "role", "Economic Buyer", "economic buyer"),
        ("stakeholder", "role", "gatekeeper", "gatekeeper"),
        ("stakeholder", "support", "men", "mentor"),
        ("stakeholder", "reports_to", "s-bbbbbb", "s-bbbbbb"),
        ("stakeholder", "reports_to", "anna salo", "s-aaaaaa"),
        ("stakeholder", "influences", "s-bbbbbb; anna salo; Änna Salo", ("s-bbbbbb", "s-aaaaaa")),
        ("channel", "audience", "engineers", "engineers"),
        ("channel", "goal", "cut stops", "g-aaaaaa"),
        ("channel", "when", "monthly", "monthly"),
        ("channel", "when", "1 mar", dt.date(2026, 3, 1)),
        ("channel", "budget", "12,5k", 12500.0),
        ("touch", "who", "anna salo, their CFO", ("s-aaaaaa", "their CFO")),
    ],
)
def test_a_typed_text_becomes_the_fields_value(kind: str, name: str, text: str, value: Any) -> None:
    """Each shape of field understands what people type; controls never get in."""
    assert typed(kind, name, text) == (value, "")


@pytest.mark.parametrize(
    ("name", "empty"), [("strategy", ""), ("key_account", False), ("next_review", None), ("satisfaction", None), ("pain_points", ()), ("programme", "")]
)
def test_empty_text_clears(name: str, empty: Any) -> None:
    """Nothing, or blanks, typed into a field empties it."""
    assert typed("", name, "  ") == (empty, "")


@pytest.mark.parametrize(
    ("kind", "name", "text", "sentence"),
    [
        ("channel", "when", "31 Feb 2027", '"31 Feb 2027" is no date that has one meaning: write 2026-03-01, 1 Mar, next fri or +2w'),
        ("channel", "when", "3/4", '"3/4" is no date that has one meaning: write 2026-03-01, 1 Mar, next fri or +2w'),
        ("", "next_review", "soon", '"soon" is no date that has one meaning: write 2026-03-01, 1 Mar, next fri or +2w'),
        ("", "key_account", "maybe", '"maybe" is neither yes nor no: write yes or no'),
        ("", "satisfaction", "6", '"6" is not on the scale: write a whole number from 1 (low) to 5 (high)'),
        ("", "programme", "XYZ", '"XYZ" is none of: ABM, DRM'),
        ("channel", "budget", "much", '"much" is no number: write 12500, 12,500.50 or 12.5k'),
        ("stakeholder", "reports_to", "bo", '2 stakeholders are called "bo": write the id, s-bbbbbb or s-cccccc'),
        ("stakeholder", "reports_to", "x", 'no stakeholder of this plan is called "x": there is Änna Salo, Bo and Bo'),
        ("stakeholder", "influences", "s-aaaaaa, x", 'no stakeholder of this plan is called "x": there is Änna Salo, Bo and Bo'),
    ],
)
def test_what_a_field_cannot_hold_is_a_sentence_with_the_mend(kind: str, name: str, text: str, sentence: str) -> None:
    """The sentence quotes what was typed and says what would be understood."""
    assert typed(kind, name, text) == (None, sentence)


def test_sentences_list_a_few_names_only() -> None:
    """Of many people six are named; of none it is said that there is none."""
    many = Plan(stakeholders=tuple(Stakeholder(id=f"s-{place}", name=f"P{place}") for place in range(9)))
    assert typed("stakeholder", "reports_to", "x", many)[1].endswith("there is P0, P1, P2, P3, P4, P5 and 3 more")
    assert typed("stakeholder", "reports_to", "x", Plan())[1].endswith("there is no stakeholder yet; add one first")
    assert typed("channel", "goal", "x")[1].endswith("there is Cut stops")


def test_an_item_too_long_for_a_list_is_still_cut() -> None:
    """An endless text in a list does not stop the program."""
    text = "x" * 200_000 + ",b"
    assert typed("", "pain_points", text)[0] == ("x" * 200_000, "b")


@pytest.mark.parametrize(
    ("kind", "name", "value", "text"),
    [
        ("", "strategy", "a\nb", "a\nb"),
        ("", "key_account", True, "yes"),
        ("", "key_account", False, "no"),
        ("", "next_review", dt.date(2026, 3, 1), "2026-03-01"),
        ("", "next_review", None, ""),
        ("", "satisfaction", 4, "4"),
        ("", "pain_points", (), ""),
        ("", "pain_points", ("a, b", "c;d", ' "e" ', "f"), '"a, b", "c;d", " ""e"" ", f'),
        ("channel", "budget", 12500.0, "12500"),
        ("channel", "budget", 0.1, "0.1"),
        ("channel", "when", "monthly", "monthly"),
        ("stakeholder", "reports_to", "s-aaaaaa", "Änna Salo"),
        ("stakeholder", "reports_to", "s-bbbbbb", "s-bbbbbb"),
        ("stakeholder", "reports_to", "s-zzzzzz", "s-zzzzzz"),
        ("touch", "who", ("s-aaaaaa", "s-dddddd", "their CFO"), "Änna Salo, s-dddddd, their CFO"),
    ],
)
def test_a_value_is_shown_as_it_would_be_typed(kind: str, name: str, value: Any, text: str) -> None:
    """References are names where the name means one row, else ids."""
    assert text_of(value, field_specs(KINDS[kind].row if kind else Plan)[name], PLAN) == text


WORD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cf"]), min_size=1, max_size=8).map(str.strip).filter(bool)
SHAPES: dict[str, st.SearchStrategy[Any]] = {
    "list": st.lists(WORD, max_size=4).map(tuple),
    "date": st.dates(),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "scale": st.integers(1, 5),
    "yes": st.booleans(),
    "text": WORD,
    "people": st.lists(st.sampled_from([row.id for row in PLAN.stakeholders]), unique=True).map(tuple),
}
BY_SHAPE = {str(spec.shape): spec for owner in (Plan, Stakeholder, ChannelRow, Goal) for spec in field_specs(owner).values()}


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(list(SHAPES)), st.data())
def test_a_value_shown_for_editing_means_itself(shape: str, data: st.DataObject) -> None:
    """Opening a field and committing it unchanged changes nothing."""
    spec = BY_SHAPE[shape]
    value = data.draw(SHAPES[shape])
    assert value_of(text_of(value, spec, PLAN), spec, PLAN, TODAY) == (value, "")


def test_private_and_closed_channels_are_words_of_the_list() -> None:
    """The picklist has the channels of B2B, private ones too; any other word is taken as it is typed."""
    spec = field_specs(ChannelRow)["channel"]
    named = {
        "private wiki",
        "private forum",
        "closed network",
        "video chat",
        "webinar",
        "trade fair",
        "printed brochure",
        "corporate anniversary",
        "word-of-mouth",
    }

    assert named <= set(spec.choices)
    assert value_of("letter by courier", spec, PLAN, TODAY) == ("letter by courier", "")
