"""What-if on the screen: keys in, changes, figures and kept scenarios out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Static

from abmtui.store.scenarios import FILE
from abmtui.tui.bases.offers import OneLine
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens.portfolio import PortfolioScreen
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.screens.what_if import WhatIfScreen

if TYPE_CHECKING:
    from pathlib import Path

Open = Any
BIG = (140, 45)


def what_if(desk: Any) -> WhatIfScreen:
    """Return the screen of scenarios, open or below a form."""
    found = desk.app.what_if_screen()
    assert isinstance(found, WhatIfScreen)
    return found


def steps(desk: Any) -> list[str]:
    """Return the changes as they are written, those that are off with a minus."""
    return [("" if step.on else "-") + step.text for step in what_if(desk).state.scenario.steps]


def figure(desk: Any, key: str) -> tuple[float | None, float | None]:
    """Return a figure before and after."""
    result = what_if(desk).state.result
    assert result is not None
    found = next(figure for figure in result.figures if figure.key == key)
    return found.before, found.after


async def write(desk: Any, text: str) -> None:
    """Replace the line of the open form and take it."""
    assert isinstance(desk.app.screen, LineForm)
    desk.app.screen.query_one(OneLine).value = text
    await desk.press("enter")


async def add(desk: Any, text: str) -> None:
    """Add a change by its text."""
    await desk.press("a", "enter")
    await write(desk, text)


def kept(sample: Path) -> str:
    """Return the file of scenarios."""
    return (sample.parent / "plans" / FILE).read_text("utf-8")


async def test_losing_the_account_under_the_cursor(open_app: Open, sample: Path) -> None:
    """w, a, Enter, Enter: the change names it already; every figure stands before and after; the portfolio is as it was."""
    async with open_app(sample, size=BIG) as desk:
        portfolio = desk.app.workspace.portfolio
        await desk.press("w")
        assert "No change yet" in desk.screen()
        assert figure(desk, "total")[0] == pytest.approx(46_792_290.6)
        await desk.press("a", "enter", "enter")
        assert steps(desk) == ['lose "Väinäsalmi Oyj"']
        assert figure(desk, "positive_accounts") == (336, 335)
        shown = desk.screen()
        assert "1 account lost" in shown
        assert "46,792,291 42,768,153 -4,024,137" in shown
        assert "as it would be, the real one dim" in shown
        assert "No longer with 10% or more: Väinäsalmi Oyj." in shown
        assert desk.app.workspace.portfolio is portfolio
        await desk.press("escape")
        assert isinstance(desk.app.screen, PortfolioScreen)
        await desk.press("w")
        assert steps(desk) == ['lose "Väinäsalmi Oyj"']


@pytest.mark.slow
async def test_every_kind_of_change_is_offered_with_a_line_to_edit(open_app: Open, sample: Path) -> None:
    """Each line is a change that can be taken as it stands, but for the second name of a merger."""
    async with open_app(sample, size=BIG) as desk:
        await desk.press("w")
        lines = []
        for letter in "lgamf":
            await desk.press("a", letter, "enter")
            assert isinstance(desk.app.screen, LineForm)
            lines.append(desk.app.screen.query_one(OneLine).value)
            await desk.press("enter" if letter != "m" else "escape")
        assert lines == [
            'lose "Väinäsalmi Oyj"',
            'grow "Väinäsalmi Oyj" by 10%',
            'add "New account" revenue=100000',
            'merge "Väinäsalmi Oyj" "',
            "free 100% of hours from class = 'C' AND value > 0",
        ]
        await desk.press("a", "m", "down", "enter")
        assert desk.app.screen.query_one(OneLine).value == "move 40 hours from class = 'C' to class = 'A'"
        await desk.press("enter")
        assert "15,396 hours freed: 70% of the 22,141 that class A is short of its share" in desk.screen()


@pytest.mark.slow
async def test_a_line_that_will_not_do_is_answered_in_a_sentence(open_app: Open, sample: Path) -> None:
    """The form stays open with the sentence; Esc leaves without a change."""
    lines = {
        "loose it": 'did you mean lose: lose "NAME"',
        'lose "Vainasalmi Oyj"': 'the nearest is "Väinäsalmi Oyj"',
        "grow all by much": "it ends with by and a percentage",
        "lose revenu > 5": 'the nearest is "revenue"',
        'move 9e9 hours from all to "Väinäsalmi Oyj"': "hours to take from, no more",
        "free 5 budget from all": "no effort data: the source has no column budget",
    }
    async with open_app(sample, size=BIG) as desk:
        await desk.press("w")
        for line, sentence in lines.items():
            await add(desk, line)
            assert isinstance(desk.app.screen, LineForm)
            assert sentence in str(desk.app.screen.query_one(".wrong", Static).content)
            await desk.press("escape")
        assert steps(desk) == []


@pytest.mark.slow
async def test_changes_are_switched_moved_edited_deleted_and_undone(open_app: Open, sample: Path) -> None:
    """space, J, K, Enter, d, u, U; the figures follow each."""
    async with open_app(sample, size=BIG) as desk:
        await desk.press("w")
        for line in ("grow all by 10%", "lose class = 'C'", "lose class = 'B'"):
            await add(desk, line)
        assert steps(desk) == ["grow all by 10%", "lose class = 'C'", "lose class = 'B'"]
        await desk.press("home", "space")
        assert steps(desk)[0] == "-grow all by 10%"
        assert "3 · 1 off" in desk.screen()
        assert what_if(desk).changes.cursor_row == 1
        await desk.press("J", "J")
        assert steps(desk) == ["-grow all by 10%", "lose class = 'B'", "lose class = 'C'"]
        await desk.press("K", "K", "K", "d")
        assert steps(desk) == ["-grow all by 10%", "lose class = 'B'"]
        await desk.press("home", "enter")
        await write(desk, "grow all by 20%")
        assert steps(desk) == ["-grow all by 20%", "lose class = 'B'"]
        await desk.press("u")
        assert steps(desk) == ["-grow all by 10%", "lose class = 'B'"]
        await desk.press("U")
        assert steps(desk) == ["-grow all by 20%", "lose class = 'B'"]
        await desk.press("U")
        assert "There is no undone edit." in desk.screen()
        assert figure(desk, "class_B_accounts")[0] == 102
        for _ in range(10):
            await desk.press("u")
        assert "There is no edit to undo." in desk.screen()
        assert figure(desk, "total")[0] == figure(desk, "total")[1]


@pytest.mark.slow
async def test_a_change_whose_account_is_gone_is_said(open_app: Open, sample: Path) -> None:
    """The list marks it, the line below says it in full when the cursor comes to it."""
    async with open_app(sample, size=BIG) as desk:
        await desk.press("w")
        await add(desk, 'lose "Väinäsalmi Oyj"')
        await add(desk, 'grow "Väinäsalmi Oyj" by 10%')
        assert '"Väinäsalmi Oyj" is no longer there: a change above took it' in desk.screen()
        await desk.press("up")
        assert "is no longer there: a change above took it" not in desk.screen()
        await desk.press("down", "i")
        assert isinstance(desk.app.screen, ReadingScreen)
        assert "is no longer there: a change above took it" in desk.screen()


async def test_too_big_to_lose(open_app: Open, sample: Path) -> None:
    """T goes there, Enter tries the loss out, T comes back; a new change is about the account under that cursor."""
    async with open_app(sample, size=BIG) as desk:
        await desk.press("w", "T", "down", "enter")
        assert steps(desk) == ['lose "Schönhafen Gruppe AG"']
        await desk.press("down", "a", "g", "enter")
        assert desk.app.screen.query_one(OneLine).value == 'grow "Gråskär Line AB" by 10%'
        await desk.press("escape", "T")
        assert desk.app.screen.focused is what_if(desk).changes


@pytest.mark.slow
async def test_a_named_scenario_is_kept_beside_the_plans(open_app: Open, sample: Path) -> None:
    """Saved at once with each edit; renamed, copied, opened again, deleted once asked."""
    async with open_app(sample, size=BIG) as desk:
        await desk.press("w", "N")
        assert "There is no change to keep yet" in desk.screen()
        await add(desk, "grow all by 10%")
        await desk.press("N")
        await desk.type("Growth")
        await desk.press("enter")
        assert desk.state() == "saved 14:02:11"
        assert 'name = "Growth"' in kept(sample)
        await desk.press("space")
        assert "off: grow all by 10%" in kept(sample)
        await desk.press("Y")
        await write(desk, "Decline")
        await desk.press("N")
        await write(desk, "Fall")
        assert [line for line in kept(sample).splitlines() if "name" in line] == ['name = "Growth"', 'name = "Fall"']
        await desk.press("N")
        await write(desk, "Growth")
        assert 'there is a scenario "Growth" already' in desk.screen()
        await desk.press("n")
        assert steps(desk) == []
        await desk.press("o", "down", "enter")
        assert what_if(desk).state.scenario.name == "Fall"
        await desk.press("X", "enter", "X", "down", "enter")
        assert "deleted: Fall" in desk.screen()
        assert what_if(desk).state.scenario.name == ""
        assert [line for line in kept(sample).splitlines() if "name" in line] == ['name = "Growth"']


@pytest.mark.slow
async def test_a_scenario_that_somebody_changed_is_not_written_over(open_app: Open, sample: Path) -> None:
    """The screen asks; theirs, mine, or mine under another name."""
    async with open_app(sample, size=BIG) as desk:
        await desk.press("w")
        await add(desk, "grow all by 10%")
        await desk.press("N")
        await write(desk, "Growth")
        path = sample.parent / "plans" / FILE
        theirs = kept(sample).replace("10%", "99%")
        path.write_text(theirs, "utf-8")
        await add(desk, "lose class = 'C'")
        assert isinstance(desk.app.screen, PickForm)
        assert "was changed by somebody else meanwhile" in desk.screen()
        assert kept(sample) == theirs
        await desk.press("enter")
        assert steps(desk) == ["grow all by 99%"]
        path.write_text(theirs.replace("99%", "98%"), "utf-8")
        await add(desk, "lose class = 'C'")
        await desk.press("down", "enter")
        assert "lose class = 'C'" in kept(sample)
        assert "98%" not in kept(sample)
        path.unlink()
        await desk.press("space")
        await desk.press("k", "down", "enter")
        await write(desk, "Mine")
        assert [line for line in kept(sample).splitlines() if "name" in line] == ['name = "Mine"']


@pytest.mark.slow
async def test_without_a_folder_for_plans_scenarios_last_as_long_as_the_program(open_app: Open, sample: Path, tmp_path: Path) -> None:
    """Which is said; the folder is not made up."""
    other = tmp_path / "more.csv"
    other.write_text("name,revenue\nA,5\nA,4\nB,1\n", "utf-8")
    table = tmp_path / "few.csv"
    table.write_text("name,revenue\nC,5\n", "utf-8")
    async with open_app(other, table, size=BIG) as desk:
        await desk.press("w")
        await add(desk, "grow all by 10%")
        await desk.press("N")
        await write(desk, "Growth")
        assert "1 scenario kept until you leave: there is no folder for plans" in desk.screen()
        assert desk.state() == "this session"
        await desk.press("n", "o", "enter")
        assert steps(desk) == ["grow all by 10%"]
        await desk.press("X", "down", "enter", "o")
        assert "No scenario is kept yet" in desk.screen()
        assert not (tmp_path / FILE).exists()


async def test_undefined_figures_say_why(open_app: Open, tmp_path: Path) -> None:
    """When nobody is left, the curve's place says so, and no figure is 0."""
    table = tmp_path / "few.csv"
    table.write_text("name,revenue\nA,5\nB,1\n", "utf-8")
    async with open_app(table, size=BIG) as desk:
        await desk.press("w")
        await add(desk, "lose all")
        before, after = figure(desk, "gini")
        assert before == pytest.approx(1 / 3)
        assert after is None
        assert "undefined: no accounts" in desk.screen()
        assert desk.screen().count("undefined") > 10
        assert "Undefined, no effort data: all figures of effort." in desk.screen()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_narrow_screen_folds_the_curve_and_the_losses(open_app: Open, sample: Path, size: tuple[int, int]) -> None:
    """Then c and T put them in the place of figures and changes."""
    async with open_app(sample, size=size) as desk:
        await desk.press("w", "a", "enter", "enter")
        screen = what_if(desk)
        assert "lose" in desk.screen()
        assert "Total" in desk.screen()
        assert screen.query_one("#curve").has_class("away")
        await desk.press("c", "C")
        assert screen.query_one("#figures").has_class("away")
        await desk.press("T")
        assert "Too big to lose" in desk.screen()
        await desk.press("tab", "tab", "c")
        assert screen.focused is not None
        await desk.press("question_mark")
        assert isinstance(desk.app.screen, ReadingScreen)


@pytest.mark.slow
async def test_panels_by_tab_and_figures_explained(open_app: Open, sample: Path) -> None:
    """Tab goes round; Enter on a figure and i show its meaning; an idle screen has nothing to paint."""
    async with open_app(sample, size=BIG) as desk:
        await desk.press("w", "tab", "tab", "enter")
        assert isinstance(desk.app.screen, ReadingScreen)
        assert "HOW CHANGES ARE RECKONED" in "\n".join(text for paragraph in desk.app.screen._paragraphs for text in paragraph)
        await desk.press("escape", "tab", "shift+tab", "space", "asterisk", "C")
        assert "Pareto curve" in desk.screen()
