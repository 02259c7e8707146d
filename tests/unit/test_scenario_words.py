"""Changes as they are written and read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.portfolio.scenario_changes import Add, Change, Grow, Lose, Merge, Move, Who
from abmtui.portfolio.scenario_words import FORMS, lines_of, parsed, text_of


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ('lose "Väinäsalmi Oyj"', Lose(Who(("Väinäsalmi Oyj",)))),
        ('Lose "A" "B", "C ""x"""', Lose(Who(("A", "B", 'C "x"')))),
        ("lose region = 'Nordics'", Lose(Who(condition="region = 'Nordics'"))),
        ("lose \"Customer Name\" = 'x'", Lose(Who(condition="\"Customer Name\" = 'x'"))),
        ('lose "Customer Name" = \'""\'', Lose(Who(condition='"Customer Name" = \'""\''))),
        ("lose ALL", Lose(Who())),
        ("grow class = 'A' by 10%", Grow(Who(condition="class = 'A'"), 10.0)),
        ("grow all by -12,5 %", Grow(Who(), -12.5)),
        ("grow hours of all by 3%", Grow(Who(), 3.0, "hours")),
        ("grow Bank of America by 3%", Grow(Who(condition="Bank of America"), 3.0)),
        ('add "New Oy" revenue=500000', Add("New Oy", (("revenue", "500000"),))),
        ('add "N" revenue = 5k region="Far North" note=\'a b\'', Add("N", (("revenue", "5k"), ("region", "Far North"), ("note", "a b")))),
        ('merge "A" "B', Merge(Who(("A", "B")))),
        ("merge region = 'x'", Merge(Who(condition="region = 'x'"))),
        ("move 40 hours from class = 'C' to class = 'A'", Move(40.0, Who(condition="class = 'C'"), Who(condition="class = 'A'"))),
        ("move 10% of budget from name = 'a to b' TO all", Move(10.0, Who(condition="name = 'a to b'"), Who(), "budget", percent=True)),
        ("free 1.5k hours from all", Move(1500.0, Who(), None)),
    ],
)
def test_what_a_line_says(line: str, change: Change) -> None:
    """Names in double quotes, a condition, or all; and its own text says the same again."""
    assert parsed(line).change == change
    assert parsed(text_of(change)).change == change


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("", "a change begins with lose, add, grow, merge, move, free"),
        ("loose A", 'did you mean lose: lose "NAME"'),
        ("lose", "it says which accounts; it is written: lose"),
        ('lose ""', 'a name is missing between ""'),
        ('merge "A"', "it takes two accounts to merge"),
        ('merge "A" "', 'a name is missing between ""'),
        ('merge "A" into "B"', 'the names stand one behind the other, no word between them; it is written: merge "NAME" "NAME"'),
        ("add New revenue=5", "a new account has a name in double quotes"),
        ('add "New"', "a new account has at least one number"),
        ('add "New" revenue=5 and', "and is no COLUMN=NUMBER"),
        ('grow "A"', "it ends with by and a percentage"),
        ('grow "A" by much', "it ends with by and a percentage"),
        ("grow all by -101%", "nothing can shrink by more than 100%"),
        ("move 40 hours from all", "it says from whom to whom"),
        ("move hours from all to all", "it says how much of what from whom"),
        ("move 40 apples from all to all", "apples is no effort; there is hours, cost_to_serve, budget"),
        ("free 101% of hours from all", "101% cannot be moved"),
        ("free -5 hours from all", "-5 cannot be moved"),
        ("free 1e400 hours from all", "1e400 cannot be moved"),
        ("grow all by 1e400%", "that is more than can be reckoned with"),
        ("lose " + "x" * 2000, "a change has at most 2,000 letters; this has 2,005"),
    ],
)
def test_what_is_not_understood_shows_the_form_that_is(line: str, problem: str) -> None:
    """One sentence, never an exception."""
    found = parsed(line)
    assert found.change is None
    assert problem in found.problem


def test_the_forms_shown_are_understood() -> None:
    """Every example of a form is a line that can be read."""
    for forms in FORMS.values():
        for form in forms.replace("or ", "").split(", "):
            assert parsed(form).change is not None, form


def test_several_changes_on_one_line() -> None:
    """Semicolons and line breaks stand between them, but not inside quotes."""
    assert lines_of("lose \"a;b\"; grow all by 3%;;\r\n lose name = 'x;y'\n") == ('lose "a;b"', "grow all by 3%", "lose name = 'x;y'")


text = st.text(st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029"), min_size=1, max_size=12).map(str.strip).filter(bool)
names = st.lists(text, min_size=2, max_size=3).map(lambda found: Who(tuple(found)))
number = st.floats(0, 1e12)
effort = st.sampled_from(["hours", "cost_to_serve", "budget"])
column = st.sampled_from(["revenue", "hours", "employees", ""])
changes = st.one_of(
    st.builds(Lose, names),
    st.builds(Merge, names),
    st.builds(Grow, names, st.floats(-100, 1e6), column),
    st.builds(Add, text, st.lists(st.tuples(st.sampled_from(["revenue", "region"]), text), min_size=1, max_size=3).map(tuple)),
    st.builds(Move, number, names, st.none() | names, effort),
    st.builds(Move, st.floats(0, 100), names, names, effort, st.just(value=True)),
)


@settings(deadline=None, max_examples=80)
@given(changes)
def test_a_change_reads_as_it_was_written(change: Change) -> None:
    """Any names, any numbers."""
    assert parsed(text_of(change)).change == change


@given(st.text(max_size=60))
def test_any_line_is_understood_or_refused(line: str) -> None:
    """Never an exception, never both."""
    found = parsed(line)
    assert (found.change is None) == bool(found.problem)
