"""What the text of a plan looks like before and after one edit."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.plan import edits
from abmtui.plan.document import CannotWriteError, Document, parse
from abmtui.plan.model import Goal, Plan, Stakeholder

if TYPE_CHECKING:
    from abmtui.plan.document import Parsed


def parsed(text: str, file: str = "x.toml") -> Parsed:
    """Return a text without its common indent, read."""
    return parse(dedent(text).lstrip("\n"), file)


def after(text: str, *edits_made: Any) -> str:
    """Return a text after edits, each a function of edits.py with its arguments but the plan."""
    read = parsed(text)
    plan = read.plan
    for function, *arguments in edits_made:
        made = function(plan, *arguments)
        plan = made[0] if isinstance(made, tuple) else made
    return read.document.written(plan)


def test_a_new_plan_reads_like_one_that_a_person_wrote() -> None:
    """Own fields first, then the rows in their order; dates, whole numbers and long texts as one would write them."""
    plan = Plan(
        id="4711",
        name="Wärtsilä Oyj",
        key_account=True,
        strategy="Service contract\nbefore the budget",
        next_review=dt.date(2026, 10, 12),
        pain_points=("fuel", "port, quay"),
        stakeholders=(Stakeholder(id="s-7kq2mf", name='Mika "M" Laine', influence=5), Stakeholder(id="s-222222", reports_to="s-7kq2mf")),
        goals=(Goal(id="g-333333", baseline=12.0, target=20.5),),
    )
    expected = """
        format = 1
        id = "4711"
        name = "Wärtsilä Oyj"
        key_account = true
        strategy = \"\"\"
        Service contract
        before the budget\"\"\"
        next_review = 2026-10-12
        pain_points = ["fuel", "port, quay"]

        [[stakeholder]]
        id = "s-7kq2mf"
        name = "Mika \\"M\\" Laine"
        influence = 5

        [[stakeholder]]
        id = "s-222222"
        reports_to = "s-7kq2mf"

        [[goal]]
        id = "g-333333"
        baseline = 12
        target = 20.5
        """
    assert Document().written(plan) == dedent(expected).lstrip("\n")


HAND_WRITTEN = """
    # Plan of Neste
    id = "1" # from the ERP
    crm_key = 7

    # met at the fair
    [[stakeholder]]
    name = "Mika" # called so
    # ask again in May
    title = "CFO" # until May
    topics = [
      "fuel", # said twice
      "uptime",
    ]

    # nobody's

    [[stakeholder]]
    name = "Anna"
    reports_to = "mika"
    """
BASE = HAND_WRITTEN.replace("name", 'id = "s-{}"\n    name')


def numbered() -> str:
    """Return the hand-written plan with ids in its rows."""
    first, second, third = BASE.split("s-{}")
    return f"{first}s-aaaaaa{second}s-bbbbbb{third}".replace('id = "1"', 'format = 1\n    id = "1"')


def test_a_changed_value_keeps_its_line_and_the_comment_behind_it() -> None:
    """Only the value changes: spelling, place and comment of the line stay."""
    old = dedent(numbered()).lstrip("\n")
    new = after(numbered(), (edits.set_row_field, "stakeholder", "s-aaaaaa", "title", "CEO"))
    assert new == old.replace('title = "CFO" # until May', 'title = "CEO" # until May')


def test_a_cleared_value_leaves_its_comments_in_the_row() -> None:
    """The key's lines go, what a person wrote beside and inside stays on lines of its own."""
    old = dedent(numbered()).lstrip("\n")
    new = after(numbered(), (edits.set_row_field, "stakeholder", "s-aaaaaa", "title", ""), (edits.set_row_field, "stakeholder", "s-aaaaaa", "topics", ()))
    assert new == old.replace('title = "CFO" # until May', "# until May").replace('topics = [\n  "fuel", # said twice\n  "uptime",\n]', "# said twice")


def test_a_new_value_stands_where_forms_show_it() -> None:
    """A key that was not there comes behind the nearest one that a form shows before it."""
    old = dedent(numbered()).lstrip("\n")
    new = after(numbered(), (edits.set_row_field, "stakeholder", "s-aaaaaa", "role", "champion"), (edits.set_field, "owner", "AK"))
    assert new == old.replace('title = "CFO" # until May\n', 'title = "CFO" # until May\nrole = "champion"\n').replace(
        "from the ERP\n", 'from the ERP\nowner = "AK"\n'
    )


def test_a_deleted_row_takes_its_comments_along_and_no_others() -> None:
    """The block above the row and the comments in it go; what is nobody's, and the next row, stay."""
    new = after(numbered(), (edits.remove_row, "stakeholder", "s-aaaaaa"))
    expected = """
        # Plan of Neste
        format = 1
        id = "1" # from the ERP
        crm_key = 7

        # nobody's

        [[stakeholder]]
        id = "s-bbbbbb"
        name = "Anna"
        reports_to = "mika"
        """
    assert new == dedent(expected).lstrip("\n")


def test_a_moved_row_takes_its_comments_along_and_what_is_nobodys_stays() -> None:
    """Rows change places with all that is theirs."""
    new = after(numbered(), (edits.move_row, "stakeholder", "s-aaaaaa", 1))
    assert new.index('name = "Anna"') < new.index("# nobody's") < new.index("# met at the fair") < new.index('name = "Mika"')
    assert sorted(new.split("\n")) == sorted(dedent(numbered()).lstrip("\n").split("\n"))


def test_rows_written_by_hand_get_their_ids_at_the_first_save() -> None:
    """Ids are the same at every reading before, and become a line of their own in each row."""
    one, two = parsed(HAND_WRITTEN), parsed(HAND_WRITTEN)
    assert [row.id for row in one.plan.stakeholders] == [row.id for row in two.plan.stakeholders]
    new = after(HAND_WRITTEN, (edits.set_field, "owner", "AK"))
    for row in one.plan.stakeholders:
        assert f'[[stakeholder]]\nid = "{row.id}"\nname = "{row.name}"' in new
    assert new.startswith('format = 1\n# Plan of Neste\nid = "1" # from the ERP\n')


def test_a_reference_by_name_is_understood_and_left_as_written() -> None:
    """The plan holds the id; the file keeps the name until it would mean something else."""
    plan = parsed(numbered()).plan
    assert plan.stakeholders[1].reports_to == "s-aaaaaa"
    assert 'reports_to = "mika"' in after(numbered(), (edits.set_field, "owner", "AK"))
    renamed = after(numbered(), (edits.set_row_field, "stakeholder", "s-aaaaaa", "name", "Mikael"))
    assert 'reports_to = "s-aaaaaa"' in renamed
    gone = after(numbered(), (edits.remove_row, "stakeholder", "s-aaaaaa"))
    assert 'reports_to = "mika"' in gone


def test_lists_of_names_are_understood_and_left_as_written() -> None:
    """Each name in a list is resolved for itself, and stays in the file when the person is taken out."""
    text = """
        [[stakeholder]]
        id = "s-aaaaaa"
        name = "Mika"
        [[touch]]
        id = "t-aaaaaa"
        who = ["Mika", "their CFO"]
        """
    assert parsed(text).plan.touches[0].who == ("s-aaaaaa", "their CFO")
    gone = after(text, (edits.remove_row, "stakeholder", "s-aaaaaa"))
    assert 'who = ["Mika", "their CFO"]' in gone
    assert 'who = ["s-aaaaaa"]' in after(text, (edits.set_row_field, "touch", "t-aaaaaa", "who", ("s-aaaaaa",)))


def test_a_comment_at_a_rows_end_does_not_become_the_next_rows() -> None:
    """Where an edit would bring a comment directly above another row, a blank line keeps them apart."""
    text = """
        [[note]]
        id = "n-aaaaaa"
        text = "one"
        # about the topic
        topic = "market"
        [[note]]
        id = "n-bbbbbb"
        text = "two"
        """
    new = after(text, (edits.set_row_field, "note", "n-aaaaaa", "topic", ""))
    assert "# about the topic\n\n[[note]]" in new
    assert "# about the topic" not in after(new, (edits.remove_row, "note", "n-aaaaaa"))


def test_a_value_that_cannot_be_read_is_kept_until_it_is_changed() -> None:
    """It stands in `extra`, is said with its line, survives edits of other fields, and gives way to a new value."""
    text = """
        [[stakeholder]]
        id = "s-aaaaaa"
        influence = 9
        last_touch = "last week"
        support = "friend"
        """
    read = parsed(text)
    assert read.plan.stakeholders[0].extra == {"influence": 9, "last_touch": "last week"}
    assert [(problem.where, problem.field) for problem in read.problems] == [
        ("x.toml:3", "stakeholder.influence"),
        ("x.toml:4", "stakeholder.last_touch"),
        ("x.toml:5", "stakeholder.support"),
    ]
    assert "influence = 9" in after(text, (edits.set_row_field, "stakeholder", "s-aaaaaa", "name", "Mika"))
    assert "influence = 4" in after(text, (edits.set_row_field, "stakeholder", "s-aaaaaa", "influence", 4))
    assert "influence" not in after(text, (edits.set_row_field, "stakeholder", "s-aaaaaa", "influence", None))


def test_a_known_key_that_is_a_table_is_said_at_its_header_and_gives_way() -> None:
    """`[stakeholder.note]` is no note; setting the note removes the table. So with the plan's own keys."""
    text = """
        strategy.one = "x"
        [owner]
        name = "AK"
        [[stakeholder]]
        id = "s-aaaaaa"
        name = "Mika"
        [stakeholder.note]
        text = "x"
        """
    assert [problem.where for problem in parsed(text).problems] == ["x.toml:1", "x.toml:2", "x.toml:7"]
    new = after(
        text,
        (edits.set_row_field, "stakeholder", "s-aaaaaa", "note", "met"),
        (edits.set_field, "owner", "AK"),
        (edits.set_field, "strategy", "grow"),
    )
    assert new == 'format = 1\nstrategy = "grow"\nowner = "AK"\n[[stakeholder]]\nid = "s-aaaaaa"\nname = "Mika"\nnote = "met"\n'


def test_unknown_keys_can_change_too() -> None:
    """A merge may bring other values of keys that this version does not know: scalars, lists and tables."""
    read = parsed('crm = 1\nold = 2\n[erp]\nkey = "x"\n')
    new = read.document.written(replace(read.plan, extra={"crm": [1, {"a": 1.5, "b c": True}], "erp": {}, "long": ["x" * 60, "y" * 60]}))
    assert new.startswith('format = 1\ncrm = [1, { a = 1.5, "b c" = true }]\nerp = {}\nlong = [\n    "xxx')
    assert parse(new).plan.extra == {"crm": [1, {"a": 1.5, "b c": True}], "erp": {}, "long": ["x" * 60, "y" * 60]}


def test_a_row_added_to_a_kind_that_was_empty_stands_by_the_order_of_kinds() -> None:
    """A stakeholder comes before the goals that are there; `stakeholder = []` goes when there is one."""
    text = 'stakeholder = []\n\n[[goal]]\nid = "g-aaaaaa"\nname = "x"\n'
    new = after(text, (edits.add_row, "stakeholder", {"name": "Mika"}))
    assert new.index("[[stakeholder]]") < new.index("[[goal]]")
    assert "stakeholder = []" not in new


def test_a_row_is_added_where_it_is_wanted() -> None:
    """Behind a given row, or first when the plan says so; the file's line ends are kept."""
    text = '[[note]]\r\nid = "n-aaaaaa"\r\n\r\n[[note]]\r\nid = "n-bbbbbb"'
    read = parse(text)
    plan, row_id = edits.add_row(read.plan, "note", {"text": "a\nb"}, behind="n-aaaaaa")
    new = read.document.written(plan)
    assert f'"n-aaaaaa"\r\n\r\n[[note]]\r\nid = "{row_id}"\r\ntext = """\r\na\r\nb"""\r\n\r\n[[note]]\r\nid = "n-bbbbbb"' in new
    first = edits.move_row(plan, "note", row_id, -1)
    assert new.count("[[note]]") == read.document.written(first).count("[[note]]") == 3
    assert read.document.written(first).startswith(f'format = 1\r\n\r\n[[note]]\r\nid = "{row_id}"')


def test_the_indent_of_a_row_is_kept() -> None:
    """A new key is indented as the one before it."""
    text = '[[note]]\n  id = "n-aaaaaa"\n  text = "x"\n'
    assert '  text = "x"\n  author = "AK"\n' in parse(text).document.written(edits.set_row_field(parse(text).plan, "note", "n-aaaaaa", "author", "AK"))


def test_an_own_key_comes_behind_a_comment_that_opens_the_file() -> None:
    """Where a plan has no keys of its own yet, they stand behind the opening comment and a blank line apart from the rows."""
    new = after('# Plan\n\n[[note]]\nid = "n-aaaaaa"\n', (edits.set_field, "owner", "AK"))
    assert new == '# Plan\n\nformat = 1\nowner = "AK"\n\n[[note]]\nid = "n-aaaaaa"\n'


def test_ids_that_cannot_be_used_are_replaced_and_said() -> None:
    """A number, an empty text and a repetition get ids of their own; a number as the plan's id is understood."""
    text = """
        id = 4711
        name = true
        [[note]]
        id = 7
        [[note]]
        id = "n-aaaaaa"
        [[note]]
        id = "n-aaaaaa"
        [[note]]
        id = ""
        """
    read = parsed(text)
    ids = [row.id for row in read.plan.notes]
    assert (read.plan.id, ids[1], len(set(ids)), all(ids)) == ("4711", "n-aaaaaa", 4, True)
    assert [problem.where for problem in read.problems] == ["x.toml:2", "x.toml:4", "x.toml:8"]
    new = after(text, (edits.set_field, "owner", "AK"))
    assert [row.id for row in parse(new).plan.notes] == ids
    assert new.startswith('format = 1\nid = 4711\nowner = "AK"\n[[note]]')
    named = read.document.written(replace(read.plan, name="Neste", id="4712"))
    assert named.startswith('format = 1\nid = "4712"\nname = "Neste"\n')


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("format = 2\n", "format 2, which is newer"),
        ('format = "1"\n', "no abmtui writes"),
        ("format = true\n", "no abmtui writes"),
        ('stakeholder = [{ name = "Mika" }]\n', "begin each with a line [[stakeholder]]"),
        ('[stakeholder]\nname = "Mika"\n', "begin each with a line [[stakeholder]]"),
        ("goal = 3\n", "begin each with a line [[goal]]"),
        ("note = [1]\n", "begin each with a line [[note]]"),
    ],
)
def test_a_plan_that_no_faithful_edit_is_possible_in_is_read_only(text: str, reason: str) -> None:
    """It is read and shown, the reason is a problem, and writing is refused with the same sentence."""
    read = parse(text, "x.toml")
    assert not read.broken
    assert reason in read.read_only
    assert any(reason in problem.what for problem in read.problems)
    with pytest.raises(CannotWriteError) as caught:
        read.document.written(edits.set_field(read.plan, "owner", "AK"))
    assert str(caught.value) == read.read_only


def test_rows_that_only_look_laid_out_are_not_damaged() -> None:
    """A header inside a text fools the first look; writing finds out and refuses."""
    read = parse('strategy = """\n[[note]]\n"""\nnote = [{ text = "x" }]\n')
    assert read.read_only == ""
    with pytest.raises(CannotWriteError, match="cannot be told apart"):
        read.document.written(edits.set_field(read.plan, "owner", "AK"))


def test_what_toml_cannot_hold_is_refused() -> None:
    """A lone surrogate, or a number that is none, is not written as something else."""
    for plan, why in ((Plan(strategy="\ud800"), "surrogates"), (Plan(goals=(Goal(id="g-aaaaaa", target=float("nan")),)), "would not say")):
        with pytest.raises(CannotWriteError, match=why):
            Document().written(plan)


def test_rows_without_ids_get_some_when_they_are_written() -> None:
    """Rows made by a program need no ids; each gets its own."""
    plan = parse(Document().written(Plan(stakeholders=(Stakeholder(name="a"), Stakeholder(id="s-aaaaaa"), Stakeholder(name="b"))))).plan
    assert len({row.id for row in plan.stakeholders}) == 3
    assert plan.stakeholders[1].id == "s-aaaaaa"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("next_review = 2026-03-01", dt.date(2026, 3, 1)),
        ('next_review = "2026-03-01"', dt.date(2026, 3, 1)),
        ('next_review = "2026-02-31"', None),
        ('next_review = "20260301xx"', None),
        ('next_review = "soon"', None),
        ("next_review = 2026-03-01T10:00:00", None),
        ("satisfaction = 3", 3),
        ("satisfaction = 0", None),
        ("satisfaction = true", None),
        ("satisfaction = 3.0", None),
        ("key_account = true", True),
        ('key_account = "yes"', False),
        ('pain_points = ["a"]', ("a",)),
        ("pain_points = [1]", ()),
        ('pain_points = "a"', ()),
        ("strategy = 1", ""),
    ],
)
def test_values_of_a_hand_written_plan_are_read_or_kept(line: str, value: Any) -> None:
    """What the field can hold is its value; anything else is kept in `extra` and said, with an example of what is expected."""
    name = line.split(maxsplit=1)[0]
    read = parse(f"{line}\n", "x.toml")
    assert getattr(read.plan, name) == value
    assert (name in read.plan.extra) == bool(read.problems)
    assert line in read.document.written(edits.set_field(read.plan, "owner", "AK"))


@pytest.mark.parametrize(("raw", "value"), [("12", 12.0), ("1.5", 1.5), ("inf", None), ("nan", None), ("true", None), ('"12"', None), ("1" + "0" * 400, None)])
def test_numbers_of_a_hand_written_plan_are_finite(raw: str, value: float | None) -> None:
    """Whole numbers are numbers; truth values, texts, infinities and what no float holds are not."""
    read = parse(f"[[goal]]\nid = 'g-aaaaaa'\ntarget = {raw}\n")
    assert read.plan.goals[0].target == value


@pytest.mark.parametrize(("raw", "value"), [("2026-03-01", dt.date(2026, 3, 1)), ('"monthly"', "monthly"), ("3", None)])
def test_a_when_is_a_date_or_words(raw: str, value: Any) -> None:
    """A channel row's time is a date or a cadence."""
    assert parse(f"[[channel]]\nid = 'c-aaaaaa'\nwhen = {raw}\n").plan.channels[0].when == value


def test_a_text_without_a_last_line_end_takes_a_new_line() -> None:
    """The line that was last gets its end; nothing else of it changes."""
    read = parse('[[note]]\nid = "n-aaaaaa"\ntext = "x"')
    assert read.document.written(edits.set_row_field(read.plan, "note", "n-aaaaaa", "author", "AK")).endswith('text = "x"\nauthor = "AK"\n')


def test_no_blank_lines_are_left_where_the_last_row_stood() -> None:
    """Blank lines around a deleted row do not pile up, neither in the middle nor at the end."""
    text = 'format = 1\n\n[[note]]\nid = "n-aaaaaa"\n\n\n[[note]]\nid = "n-bbbbbb"\n\n'
    read = parse(text)
    assert read.document.written(edits.remove_row(read.plan, "note", "n-aaaaaa")) == 'format = 1\n\n[[note]]\nid = "n-bbbbbb"\n\n'
    assert read.document.written(edits.remove_row(read.plan, "note", "n-bbbbbb")) == 'format = 1\n\n[[note]]\nid = "n-aaaaaa"\n'


def test_any_key_has_a_line_to_point_at() -> None:
    """A key that a row does not say is pointed at by the row's header, an own key by the first line."""
    document = parse('owner = "AK"\n\n[[note]]\nid = "n-aaaaaa"\n').document
    assert [document.line("note", 0, "text"), document.line("note", 0, "id"), document.line("", 0, "owner"), document.line("", 0, "name")] == [3, 4, 1, 1]
