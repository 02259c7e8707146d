"""Typing: what a field offers, takes and says; forms; the user's own editor."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from abmtui.plan.model import KINDS, ChannelRow, Goal, Plan, Stakeholder, field_specs
from abmtui.tui.bases.cell_text import PlanView, amount, name_of
from abmtui.tui.bases.choosing import Choice, choices_for, meant
from abmtui.tui.bases.external_editor import edited_outside
from abmtui.tui.bases.field_input import Asked, FieldInput
from abmtui.tui.bases.fitted import cut, fitted, shares, wrapped
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.key_order import OrderedKeys
from abmtui.tui.bases.plan_edit import asked_at, asked_for_row
from abmtui.tui.bases.process_lines import BUYING, NEXT
from abmtui.tui.bases.summary_lines import LEAST_ROWS, OWN_LINES, summary_lines
from abmtui.tui.bases.value_lines import OWN_MONEY, SERVED, STANDING, VERDICT
from abmtui.tui.forms.row_form import AddButton, RowForm
from abmtui.tui.forms.text_form import TextForm
from abmtui.tui.screens.field_help import SHAPES, field_explained

if TYPE_CHECKING:
    from textual.app import ComposeResult

TODAY = dt.date(2026, 11, 22)
TWINS = Plan(
    stakeholders=(Stakeholder("s-1", "Kim", role="user"), Stakeholder("s-2", "kim", role="coach"), Stakeholder("s-3", "Ann")), goals=(Goal("g-1", "Grow"),)
)
VIEW = PlanView(TWINS, (), TODAY)


class InputApp(OrderedKeys):
    """An app of one field."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self.given: list[FieldInput.Committed] = []
        self.left = 0

    def compose(self) -> ComposeResult:
        """Lay out the field alone."""
        yield FieldInput(self.asked)

    @property
    def field(self) -> FieldInput:
        """The field."""
        return self.query_one(FieldInput)

    def on_field_input_committed(self, event: FieldInput.Committed) -> None:
        """Keep what was given."""
        self.given.append(event)

    def on_field_input_left(self) -> None:
        """Count."""
        self.left += 1


async def given_for(asked: Asked, *keys: str) -> list[FieldInput.Committed]:
    """What keys give in a field."""
    app = InputApp(asked)
    async with app.run_test(size=(60, 10)) as pilot:
        app.field.focus()
        await pilot.pause()
        for key in keys:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        while app._waiting or app._dealing is not None:
            await pilot._wait_for_screen()
        await pilot.pause()
    return app.given


async def values_for(asked: Asked, *keys: str) -> list[Any]:
    """The values that keys give in a field."""
    return [event.value for event in await given_for(asked, *keys)]


# Choosing


def test_first_letters_before_inner_words() -> None:
    """What begins with the letters comes first, then what has a word that does; letters inside count only when nothing begins so."""
    choices = tuple(map(Choice, ("social marketing", "email", "mobile marketing", "personal selling")))
    assert [choices[place].text for place in meant(choices, "M")] == ["mobile marketing", "social marketing"]
    assert [choices[place].text for place in meant(choices, "ail")] == ["email"]
    assert meant(choices, "x") == ()
    assert meant(choices, " ") == (0, 1, 2, 3)


def test_accents_are_forgiven() -> None:
    """A name is found by its letters without marks."""
    assert meant((Choice("Wärtsilä"),), "wartsi") == (0,)


def test_each_shape_offers_its_own() -> None:
    """Scales, truth values, people and goals are picked; equal names are told apart by their ids."""
    specs = field_specs(KINDS["channel"].row)
    people = choices_for(specs["audience"], TWINS)
    assert [(choice.text, choice.hint, choice.means) for choice in people] == [("Kim", "user · s-1", "s-1"), ("kim", "coach · s-2", "s-2"), ("Ann", "", "")]
    assert [choice.text for choice in choices_for(specs["goal"], TWINS)] == ["Grow"]
    assert [choice.text for choice in choices_for(specs["private"], TWINS)] == ["yes", "no"]
    assert [choice.text for choice in choices_for(field_specs(KINDS["stakeholder"].row)["influence"], TWINS)] == ["1", "2", "3", "4", "5"]
    assert choices_for(specs["message"], TWINS) == ()


async def test_one_of_two_equal_names_can_be_picked() -> None:
    """Down to the second of two people called alike gives that one's id."""
    plan = Plan(stakeholders=TWINS.stakeholders, channels=(ChannelRow("c-1"),))
    values = await values_for(asked_at(Target("channel", "c-1", "audience"), PlanView(plan, (), TODAY)), "down", "down", "enter")
    assert values == ["s-2"]


async def test_people_are_picked_one_after_the_other() -> None:
    """In a list of people each name is completed behind a semicolon."""
    values = await values_for(asked_for_row("touch", VIEW)["who"], *"An;", *"somebody", "enter")
    assert values == [("An", "somebody")]
    values = await values_for(asked_for_row("touch", VIEW)["who"], *"somebody;an", "enter")
    assert values == [("somebody", "s-3")]


async def test_arrows_go_round_the_choices() -> None:
    """Up from the first choice is the last; what was typed is a stop of its own where any text is welcome."""
    choices = (Choice("alpha"), Choice("beta"))
    values = await values_for(Asked("x", choices=choices, free=False), "up", "enter")
    assert values == ["beta"]
    values = await values_for(Asked("x", choices=choices), "a", "down", "enter")
    assert values == ["a"]


async def test_picking_by_mouse_takes_the_choice() -> None:
    """A choice that is clicked is taken; a place without one is not."""
    app = InputApp(Asked("x", choices=(Choice("alpha"), Choice("beta"))))
    async with app.run_test() as pilot:
        app.field.focus()
        await pilot.pause()
        app.field.pick(7)
        app.field.pick(1)
        await pilot.pause()
        assert [event.value for event in app.given] == ["beta"]


async def test_raw_controls_in_a_value_are_not_typed_back() -> None:
    """A value with controls opens clean; leaving it unchanged is no edit, so the raw value stays."""
    (event,) = await given_for(Asked("x", text="a\x1b[2Jb\nc"), "enter")
    assert event.field.value == "a[2Jb c"
    assert (event.value, event.changed) == (None, False)


async def test_text_goes_on_and_dates_are_typed_anew() -> None:
    """The first letter goes behind a text, but replaces a date or a choice."""
    values = await values_for(Asked("x", text="one"), "!", "enter")
    assert values == ["one!"]
    values = await values_for(Asked("x", text="one", replacing=True), "!", "enter")
    assert values == ["!"]


# Texts


def test_cut_and_fitted_count_cells() -> None:
    """Wide letters count two cells, an ellipsis stands where something is missing."""
    assert cut("漢字漢字", 5) == "漢字…"
    assert fitted("ab", 4, right=True) == "  ab"
    assert fitted("漢字", 3) == "漢…"
    assert cut("abc", 0) == ""


def test_wrapped_breaks_at_blanks() -> None:
    """Words stay whole where they can; the last line ends in an ellipsis when there is more."""
    assert wrapped("one two three", 7, 3) == ("one two", "three")
    assert wrapped("one two three four", 7, 2) == ("one two", "three…")
    assert wrapped("x" * 20, 7, 2) == ("xxxxxxx", "xxxxxx…")
    assert wrapped("", 7, 2) == ("",)


def test_shares_deal_everything_out() -> None:
    """All cells are dealt out by weight; without weights none."""
    assert shares(10, (2, 1)) == (7, 3)
    assert sum(shares(7, (1, 1, 1))) == 7
    assert shares(5, (0, 0)) == (0, 0)


def test_amounts_have_the_digits_they_need() -> None:
    """Whole numbers stand without decimals, others with two at most."""
    assert [amount(value, VIEW.formats) for value in (12.0, 12.5, 12.345, 12500.0)] == ["12", "12.5", "12.35", "12,500"]


def test_rows_without_a_name_are_called_by_their_kind() -> None:
    """A sentence about a nameless row names its kind."""
    assert name_of(Plan(stakeholders=(Stakeholder("s-1"),)), "stakeholder", "s-1") == "the stakeholder"


def test_every_shape_is_explained() -> None:
    """Each field of each kind and of the plan has an explanation that says what it holds."""
    for owner in (Plan, *(kind.row for kind in KINDS.values())):
        for spec in field_specs(owner).values():
            assert spec.shape in SHAPES
            assert dict(field_explained(spec, "", "wrong"))["Wrong"] == "wrong"


# The page's lines


def test_pages_show_the_own_fields_of_a_plan() -> None:
    """Every field named for a page exists, and each of the plan's own fields stands on Summary, Process or Value."""
    lines = (*OWN_LINES, *NEXT, *BUYING, *SERVED, *VERDICT)
    shown_fields = {part.field for line in lines for part in line.fields} | {"strategy", *OWN_MONEY, *STANDING, *(f"{name}_reason" for name in STANDING)}
    assert shown_fields == set(field_specs(Plan))


@pytest.mark.parametrize("height", [1, 5, 19, 24, 43, 80])
def test_page_never_repeats_or_loses_a_panel(height: int) -> None:
    """At any height each panel stands once, in order, and each row at most once."""
    people = tuple(Stakeholder(f"s-{n}", f"P{n}") for n in range(30))
    lines = summary_lines(PlanView(Plan(strategy="long " * 60, stakeholders=people), (), TODAY), 76, height).lines
    assert [line.section for line in lines if line.rule] == [*LEAST_ROWS, "own"]
    rows = [cell.target.row for line in lines for cell in line.cells[:1] if cell.target is not None and cell.target.kind == "stakeholder" and cell.target.row]
    assert len(rows) == len(set(rows)) >= 2


def test_page_fills_the_room_there_is() -> None:
    """With room left more rows are shown, until nothing more is to be shown or the room is full."""
    people = tuple(Stakeholder(f"s-{n}", f"P{n}") for n in range(30))
    pages = [summary_lines(PlanView(Plan(stakeholders=people), (), TODAY), 76, height).lines for height in (19, 30, 45)]
    counts = [sum(line.section == "stakeholder" for line in page) for page in pages]
    assert counts[0] < counts[1] <= counts[2]
    assert len(pages[2]) <= 45


# Forms


class FormApp(OrderedKeys):
    """An app that shows one form and keeps its answer."""

    def __init__(self, form: RowForm | TextForm) -> None:
        super().__init__()
        self.form = form
        self.answers: list[Any] = []

    def on_mount(self) -> None:
        """Show the form."""
        self.push_screen(self.form, self.answers.append)


async def test_form_keeps_what_was_typed_while_going_to_and_fro() -> None:
    """Tab and shift+tab go through fields and button; a value taken stays and can be mended; the button adds."""
    app = FormApp(RowForm("New", asked_for_row("stakeholder", VIEW), "name"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Eeva", "tab", *"eco", "tab", "shift+tab", "shift+tab", "end", "!", *["tab"] * 5)
        await pilot.pause()
        assert isinstance(app.screen.focused, AddButton)
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == [{"name": "Eeva!", "role": "economic buyer"}]


async def test_form_adds_by_mouse() -> None:
    """A click on a choice takes it, a click on Add adds, with text that Enter never took."""
    app = FormApp(RowForm("New", asked_for_row("stakeholder", VIEW), "name"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Eeva", "enter", "e", "c", "o")
        await pilot.pause()
        await pilot.click("HintList", offset=(2, 0))
        await pilot.pause()
        await pilot.press("s", "a", "l")
        await pilot.click("AddButton")
        await pilot.pause()
        assert app.answers == [{"name": "Eeva", "role": "economic buyer", "reached_by": "sales"}]


async def test_form_goes_back_to_the_field_that_does_not_read() -> None:
    """Add with a wrong date shows the sentence at its field and stays."""
    app = FormApp(RowForm("New", asked_for_row("flag", VIEW), "type"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"fire", "tab", "tab", *"soonish")
        await pilot.click("AddButton")
        await pilot.pause()
        assert app.answers == []
        line = app.screen.focused
        assert isinstance(line, FieldInput)
        assert line.asked.label == "Review by"
        assert "soonish" in line.sentence


async def test_text_form_cleans_a_paste_and_keeps_lines() -> None:
    """Pasted lines stay lines, their controls go; the same text again is no answer."""
    app = FormApp(TextForm("Strategy", "old"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Paste("\x1b[31mone\r\ntwo\x07"))
        await pilot.pause()
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert app.answers == ["old[31mone\ntwo"]
    same = FormApp(TextForm("Strategy", "old"))
    async with same.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert same.answers == [None]


# The user's own editor


def test_own_editor_gets_a_private_file_that_goes_away(tmp_path: Path) -> None:
    """The text goes through a file of mode 0600 and comes back as the editor left it; the file is gone."""
    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\nstat -c %a "$2" > {tmp_path}/mode\necho "$2" > {tmp_path}/name\necho "$1" >> "$2"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    assert edited_outside("one\ntwo", f"{script} three") == ("one\ntwo\nthree", "")
    assert (tmp_path / "mode").read_text() == "600\n"
    assert not Path((tmp_path / "name").read_text().strip()).exists()


@pytest.mark.parametrize("command", ["false", "/nowhere/editor", "'", ""])
def test_editor_that_fails_is_a_sentence(command: str) -> None:
    """An editor that is not there, fails or is no command leaves the text and says so."""
    text, sentence = edited_outside("one", command)
    assert text is None
    assert sentence


def test_what_the_source_says_stands_dim_where_the_plan_says_nothing() -> None:
    """Nobody types a manager again that the source names; what the plan says takes its place."""

    def owner(plan: Plan) -> tuple[str, str]:
        lines = summary_lines(PlanView(plan, (), TODAY), 100, 40, {"owner": "Aino\x1b"}).lines
        return next((cell.text, cell.style) for line in lines for cell in line.cells if cell.target == Target("", "", "owner"))

    assert owner(Plan()) == ("Aino␛ (source)", "dim")
    assert owner(Plan(owner="Bo")) == ("Bo", "")
