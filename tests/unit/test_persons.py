"""Where a name stands in a text, and where it only seems to."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abmtui.plan.model import Plan, Stakeholder
from abmtui.plan.persons import ERASED, Person, doubtful, is_name_of, may_be_in, nested, redacted, rows_of_person, spans

MULLER = Person("Jürgen Müller")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Call Jürgen Müller now", "Call [erased] now"),
        (unicodedata.normalize("NFD", "Call Jürgen Müller now"), "Call [erased] now"),
        ("MÜLLER, JÜRGEN", "[erased]"),
        ("jurgen\n  muller's wish", "[erased]'s wish"),
        ("Jürgen Müller, Jürgen Müller", "[erased], [erased]"),
        ("Jürgen Müllers Haus", "Jürgen Müllers Haus"),
        ("Jürgen Müllerson", "Jürgen Müllerson"),
        ("Herr Müller", "Herr Müller"),
        ("", ""),
    ],
)
def test_a_name_is_found_as_whole_words_however_it_is_spelled(text: str, left: str) -> None:
    """Accents, their encoding, case, blanks and the order "Last, First" do not matter; a longer word is another name."""
    assert redacted(text, MULLER) == left


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Herr Müller sagt", ("Müller",)),
        ("Müllers Haus", ("Müllers",)),
        ("jurgen.muller@example.com", ("jurgen.muller",)),
        ("Jürgen Müller", ()),
        ("Müllerson", ("Müllerson",)),
        ("Jürgen", ()),
        ("nothing", ()),
    ],
)
def test_the_last_name_alone_is_doubtful(text: str, words: tuple[str, ...]) -> None:
    """It is told, with the endings that languages add, and not erased."""
    assert doubtful(text, MULLER) == words


def test_a_mark_at_the_names_end_goes_with_it() -> None:
    """In the encoding that writes accents apart, no accent is left behind."""
    assert redacted(unicodedata.normalize("NFD", "ask José!"), Person("José")) == f"ask {ERASED}!"


def test_further_words_mean_the_person_when_they_are_named() -> None:
    """`also` erases what was doubtful, as whole words too."""
    person = Person("Jürgen Müller", ("Müller", "JM"))
    assert redacted("Herr Müller (JM), Jürgen Müller, Müllers", person) == f"Herr {ERASED} ({ERASED}), {ERASED}, Müllers"


def test_a_name_of_three_words_is_found_with_each_part_as_the_last_name() -> None:
    """Where the last name begins is not known."""
    person = Person("von der Leyen, Ursula")
    for text in ("Ursula von der Leyen", "von der Leyen, Ursula", "Leyen, Ursula von der"):
        assert redacted(text, person) == ERASED


def test_a_name_is_found_in_the_raw_text_of_a_file() -> None:
    """Behind a line break that is written as an escape; letters written as numbers may be anything."""
    assert redacted('text = "yes\\nJürgen Müller"', MULLER) == f'text = "yes\\n{ERASED}"'
    assert [may_be_in(raw, MULLER) for raw in ("J\\u00fcrgen", "\\U0001F600", "jürgen müller", "Müller")] == [True, True, True, False]


def test_names_without_gaps_between_words_are_found_within_a_sentence() -> None:
    """Chinese and Japanese have no blanks around a name."""
    assert redacted("今天见李明了", Person("李明")) == f"今天见{ERASED}了"


def test_a_name_alone_and_a_name_in_a_longer_one_are_told_apart() -> None:
    """A row belongs to a person when it is called so and not otherwise, or when its id is known."""
    assert is_name_of(" müller, jürgen ", MULLER)
    assert not is_name_of("Dr. Jürgen Müller", MULLER)
    plan = Plan(stakeholders=(Stakeholder("s-1", "Jurgen Muller"), Stakeholder("s-2", "Dr. Jürgen Müller"), Stakeholder("s-3", "Ada")))
    assert [row.id for row in rows_of_person(plan, MULLER)] == ["s-1"]
    assert [row.id for row in rows_of_person(plan, Person("Jürgen Müller", (), frozenset({"s-3"})))] == ["s-1", "s-3"]


def test_a_name_goes_out_of_nested_values_and_keys() -> None:
    """Keys that this version does not know may hold anything."""
    value = {"Jürgen Müller": [1, "Jürgen Müller", {"a": ("b", None, True)}]}
    assert nested(value, MULLER) == {ERASED: [1, ERASED, {"a": ("b", None, True)}]}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_whatever_stands_around_a_name_stays(before: str, after: str) -> None:
    """Erasing takes the name and nothing else, and what is left does not name the person."""
    text = f"{before} Jürgen Müller {after}"
    left = redacted(text, MULLER)
    assert spans(left, MULLER) == []
    assert left.count(ERASED) >= 1
    if not spans(before, MULLER) and not spans(after, MULLER) and "uller" not in (before + after).lower():
        assert left == f"{before} {ERASED} {after}"


@pytest.mark.parametrize("name", [" ", "!", ","])
def test_a_name_without_letters_hits_no_text_of_words(name: str) -> None:
    """Commands refuse it; nothing breaks where one comes."""
    assert redacted("plain words", Person(name)) in {"plain words", "plain[erased]words"}
