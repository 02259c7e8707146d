"""States that are said: a file without accounts, keys that cannot act, what is marked or to be mended, forms with keys of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from abmtui.tui.forms.mapping_form import MappingForm
from abmtui.tui.screens.portfolio import PortfolioScreen
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from pathlib import Path

Open = Any
AMBIGUOUS = "Account,Sales 1,Sales 2\nA,10,500\nB,20,300\nC,30,100\n"


def written(folder: Path, text: str, name: str = "accounts.csv") -> Path:
    """Write a table."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def said(desk: Any) -> str:
    """Return the answer in place of the footer."""
    return str(desk.app.screen.query_one(SaidLine).text)


async def test_a_file_without_revenue_can_be_asked_for_its_columns(open_app: Open, tmp_path: Path) -> None:
    """The reason stands in the table, keys that need accounts say so, Enter asks which column is which, and the file is read with it."""
    async with open_app(written(tmp_path, "Account,Turnings\nA,10\nB,30\n"), size=(80, 24)) as desk:
        assert "↵ choose the columns" in desk.lines()[-1]
        await desk.press("m")
        assert said(desk) == "No portfolio is open: its file has no accounts that could be read."
        await desk.press("enter")
        assert isinstance(desk.app.screen, MappingForm)
        await desk.press("r")
        assert "Revenue has no column yet" in desk.screen()
        await desk.press("enter", "enter", "r")
        assert "2 accounts · 40" in desk.lines()[0]
        assert "choose the columns" not in desk.lines()[-1]


async def test_the_mapping_form_fits_the_screen(open_app: Open, tmp_path: Path) -> None:
    """The list scrolls within the form: frame and keys are in view, the question does not speak of the command line."""
    async with open_app(written(tmp_path, AMBIGUOUS), size=(100, 18)) as desk:
        for size in ((100, 18), (80, 24), (60, 20)):
            await desk.pilot.resize_terminal(*size)
            await desk.settled()
            assert isinstance(desk.app.screen, MappingForm)
            box = desk.app.screen.query_one("Vertical").region
            assert box.bottom < size[1]
            assert "r read with these" in desk.lines()[-1]
            assert "--map" not in desk.screen()
            await desk.press("escape", "enter")
            assert isinstance(desk.app.screen, MappingForm)


async def test_what_is_to_be_mended_and_what_is_marked_stand_below_the_table(open_app: Open, tmp_path: Path) -> None:
    """A cell that is no number is counted with the key that shows it; marks are counted with their sum."""
    async with open_app(written(tmp_path, "Account,Revenue\nA,100\nB,abc\nC,300\nTotal,400\n")) as desk:
        assert "1 to mend · 1 row left out · ! shows" in desk.screen()
        await desk.press("space", "space")
        assert "2 marked · 400 · 1 to mend" in desk.screen()
        await desk.press("escape")
        assert "marked" not in desk.screen()
        await desk.press("exclamation_mark")
        text = desk.screen()
        assert text.index("TO MEND") < text.index("LEFT OUT") < text.index("COLUMNS")
        assert "understood as" not in text


async def test_one_account_is_one_account(open_app: Open, tmp_path: Path) -> None:
    """Counts agree with their nouns."""
    async with open_app(written(tmp_path, "Account,Revenue\nOnly,100\n")) as desk:
        assert "1 account · 100" in desk.lines()[0]


async def test_answers_stand_until_the_next_key_and_cover_no_figures(open_app: Open, sample: Path) -> None:
    """Nothing to undo is said in the last line; the next key brings the footer back."""
    async with open_app(sample) as desk:
        await desk.press("u")
        assert "There is no edit to undo." in desk.lines()[-1]
        await desk.press("down")
        assert "↵ open" in desk.lines()[-1]
        await desk.press("o")
        assert "Nobody is set as `me`" in desk.lines()[-1]


async def test_a_form_shows_its_own_keys(open_app: Open, sample: Path) -> None:
    """Below a form stands what acts in it, not the keys of the screen behind."""
    async with open_app(sample, size=(80, 24)) as desk:
        for key in ("m", "t", "f", "x", "z", "i", "question_mark", "exclamation_mark"):
            await desk.press(key)
            assert "esc back" in desk.lines()[-1], key
            assert "search" not in desk.lines()[-1], key
            await desk.press("escape")
            assert "/ search" in desk.lines()[-1], key
            assert desk.app.screen.focused is desk.app.portfolio_screen.table


async def test_the_help_holds_only_keys_that_do_something_here(open_app: Open, sample: Path) -> None:
    """Textual's own keys are not listed, and further lines hang below the words."""
    async with open_app(sample, size=(60, 20)) as desk:
        await desk.press("question_mark")
        assert isinstance(desk.app.screen, ReadingScreen)
        text = desk.screen()
        assert "Focus Previous" not in text
        assert "Copy selected" not in text
        above, below = next((line, after) for line, after in zip(desk.lines(), desk.lines()[1:], strict=False) if "← h" in line)
        assert below.index("filter") == above.index("Light")


async def test_the_curve_alone_follows_the_cursor(open_app: Open, sample: Path) -> None:
    """On a narrow screen the table is behind the curve: its keys still move the account, Tab changes between the two."""
    async with open_app(sample, size=(80, 24)) as desk:
        await desk.press("tab")
        assert "● Väinäsalmi Oyj" in desk.screen()
        await desk.press("down")
        assert "● Schönhafen Gruppe AG" in desk.screen()
        await desk.press("tab")
        assert "Revenue ▼" in desk.screen()
        await desk.press("enter")
        assert "› Schönhafen" in desk.lines()[0]


async def test_why_there_is_no_curve_is_said_once(open_app: Open, tmp_path: Path) -> None:
    """The reason stands in the curve's place alone."""
    async with open_app(written(tmp_path, "Account,Revenue\nA,0\nB,0\n")) as desk:
        assert desk.screen().count("undefined:") == 1


async def test_a_figure_without_room_is_written_shorter(open_app: Open, tmp_path: Path) -> None:
    """An amount of sixteen digits is not cut to a smaller one."""
    async with open_app(written(tmp_path, "Account,Revenue\nGiant,1111111101111105\nSmall,5\n"), size=(100, 20)) as desk:
        assert "1,111,111B" in desk.lines()[3]
        assert "…" not in desk.lines()[3]


async def test_a_column_without_a_value_leaves_its_room_to_names(open_app: Open, sample: Path, tmp_path: Path) -> None:
    """Without prior figures there is no column for the change on them."""
    async with open_app(written(tmp_path, "Account,Revenue\nA,10\nB,5\n")) as desk:
        assert "Δ yr" not in desk.screen()
    async with open_app(sample) as desk:
        assert "Δ yr" in desk.screen()


async def test_overdue_reviews_stand_in_one_column(open_app: Open, sample: Path) -> None:
    """A day of another year is written by its month, and every `!` stands below the other."""
    async with open_app(sample, size=(140, 45)) as desk:
        table = desk.app.portfolio_screen.table
        lines = [table.render_line(y).text for y in range(1, 8)]
        assert any("Dec 2025 !" in line for line in lines)
        assert any("12 Oct !" in line for line in lines)


async def test_the_palette_names_the_keys_of_the_screen(open_app: Open, sample: Path) -> None:
    """`:` offers what keys do, not Textual's own commands, and does it."""
    async with open_app(sample) as desk:
        names = {command.title for command in desk.app.get_system_commands(desk.app.screen)}
        assert {"Filter  (f)", "Review  (r)", "Theme"} <= names
        assert not names & {"Maximize", "Screenshot", "Quit", "Keys"}
        await desk.press("colon")
        await desk.type("pareto")
        await desk.press("enter")
        await desk.pilot.pause(0.2)
        assert isinstance(desk.app.screen, PortfolioScreen)
        assert "Pareto curve" in desk.screen()


async def test_an_undo_on_the_account_is_said_there(open_app: Open, sample: Path) -> None:
    """What was undone stands in the last line of the account's screen, drawn without an error."""
    async with open_app(sample) as desk:
        await desk.press("enter", "2", "d", "u")
        assert "undone: " in desk.lines()[-1]
        await desk.press("down")
        assert "a add" in desk.lines()[-1]


@pytest.mark.slow
async def test_the_divider_is_dragged_by_the_mouse(open_app: Open, sample: Path) -> None:
    """The curve becomes as wide as the mouse says, never less than 24 cells, and is drawn at every width."""
    async with open_app(sample) as desk:
        curve = desk.app.portfolio_screen.query_one("#curve")
        for wanted, got in ((50, 50), (30, 30), (5, 24)):
            await desk.pilot.mouse_down(curve, offset=(0, 5))
            await desk.pilot.hover(desk.app.portfolio_screen, offset=(120 - wanted, 5))
            await desk.pilot.mouse_up(desk.app.portfolio_screen, offset=(120 - wanted, 5))
            await desk.settled()
            assert curve.outer_size.width == got
            assert "0.0┤" in desk.screen()
            assert "Väinäsalmi Oyj" in desk.screen()
        await desk.press("c")
        assert not curve.display
        await desk.press("c")
        assert curve.outer_size.width == 24
        await desk.pilot.resize_terminal(80, 24)
        await desk.press("c")
        assert curve.outer_size.width == 80


@pytest.mark.slow
async def test_an_open_editor_follows_its_cell_when_the_screen_is_resized(open_app: Open, sample: Path) -> None:
    """What is being typed stays, over the cell it is for."""
    async with open_app(sample) as desk:
        await desk.press("enter", "2", "right", "enter")
        await desk.type("tec")
        for size in ((70, 20), (60, 16), (140, 40)):
            await desk.pilot.resize_terminal(*size)
            await desk.settled()
            screen = desk.app.screen
            assert screen.editor.input.value == "tec"
            assert screen.editor.region.contains_point(screen.grid.cell_region().offset)
            assert screen.grid.target == screen.editor.target
        await desk.press("enter")
        assert "technical buyer" in desk.lines()[4]


async def test_the_save_state_and_what_is_to_do_stay_in_a_narrow_review(open_app: Open, sample: Path) -> None:
    """At 60 columns the header keeps how many need a look and that the last stamp is saved; reasons have half the width."""
    async with open_app(sample, size=(60, 20)) as desk:
        await desk.press("r", "v")
        header = desk.lines()[0]
        assert "saved 14:02:11" in header
        assert " done" in header
        assert "no class" in desk.screen()


async def test_an_account_keeps_its_class_and_save_state_on_a_narrow_screen(open_app: Open, sample: Path) -> None:
    """Facts leave from the last: the amount first, the class never before the others."""
    async with open_app(sample, size=(60, 20)) as desk:
        await desk.press("enter", "2", "right", "enter")
        await desk.type("coach")
        await desk.press("enter")
        header = desk.lines()[0]
        assert " A · " in header
        assert "EUR" not in header
        assert header.rstrip().endswith("saved 14:02:11")


@pytest.mark.slow
@pytest.mark.parametrize("size", [(20, 5), (3, 2), (1, 1)])
async def test_no_size_is_too_small(open_app: Open, sample: Path, size: tuple[int, int]) -> None:
    """Every screen and form is drawn, or not, without an error."""
    async with open_app(sample, size=size) as desk:
        for key in ("m", "escape", "f", "escape", "i", "escape", "exclamation_mark", "escape", "question_mark", "escape", "slash", "v", "escape", "c", "c"):
            await desk.press(key)
        await desk.press("r", "question_mark", "escape", "z", "escape", "escape", "enter", "2", "a", "escape", "enter", "escape", "e", "escape", "escape")
        assert isinstance(desk.app.screen, PortfolioScreen)
