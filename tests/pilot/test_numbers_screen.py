"""The pages of figures by keys: one part of the review a page, accounts a key away, figures explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from abmtui.report.pages import PAGES
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.screens.numbers import NumbersScreen
from abmtui.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from pathlib import Path

Open = Any


def showing(desk: Any) -> type[object]:
    """Return the kind of screen that is on top."""
    return type(desk.app.screen)


async def test_the_first_page_holds_the_concentration(open_app: Open, sample: Path) -> None:
    """`i` shows the figures of the book, the number of the page in the header."""
    async with open_app(sample) as desk:
        await desk.press("i")
        assert showing(desk) is NumbersScreen
        assert "0.725560" in desk.screen()
        assert f"1 of {len(PAGES)}" in desk.lines()[0]


@pytest.mark.slow
async def test_tab_goes_round_all_pages_and_back(open_app: Open, sample: Path) -> None:
    """Every page opens without an error, says its title, and the last is followed by the first."""
    async with open_app(sample) as desk:
        await desk.press("i")
        for place, (_, title) in enumerate(PAGES[1:], 2):
            await desk.press("tab")
            assert f"{title} · {place} of {len(PAGES)}" in desk.lines()[0]
        await desk.press("tab")
        assert f"1 of {len(PAGES)}" in desk.lines()[0]
        await desk.press("shift+tab")
        assert f"{len(PAGES)} of {len(PAGES)}" in desk.lines()[0]


async def test_a_page_is_chosen_from_the_list(open_app: Open, sample: Path) -> None:
    """`p` lists the pages and goes to the one that is chosen."""
    async with open_app(sample) as desk:
        await desk.press("i", "p")
        assert showing(desk) is PickForm
        await desk.press("down", "enter")
        assert PAGES[1][1] in desk.lines()[0]


async def test_enter_opens_the_account_of_a_line_and_i_explains_the_page(open_app: Open, sample: Path) -> None:
    """A sentence opens nothing and says why; the last line is a major customer whose plan Enter opens; figures are explained a key away."""
    async with open_app(sample) as desk:
        await desk.press("i", "home", "enter")
        assert showing(desk) is NumbersScreen
        assert "about no single account" in desk.screen()
        await desk.press("end", "enter")
        assert showing(desk) is AccountScreen
        assert "Väinäsalmi Oyj" in desk.lines()[0]
        await desk.press("escape")
        assert showing(desk) is NumbersScreen
        assert "Väinäsalmi Oyj" in desk.screen()
        await desk.press("i")
        assert showing(desk) is ReadingScreen
        assert "How much of the total the largest fifth of the accounts holds." in desk.screen()
        await desk.press("escape", "escape")
        assert showing(desk) is not NumbersScreen


async def test_the_pages_follow_the_view(open_app: Open, sample: Path) -> None:
    """With a filter on, the page says that it is a view and stands beside the book."""
    async with open_app(sample, filter="region = 'Nordics'") as desk:
        await desk.press("f", "home")
        await desk.type("region = 'Nordics'")
        await desk.press("enter", "i")
        assert "A view (filter region = 'Nordics') of the book of 412 accounts" in desk.screen()


async def test_a_long_page_is_read_by_keys_on_a_small_screen(open_app: Open, sample: Path) -> None:
    """At 60x20 the cursor goes over every sentence, so that the end of a page is reached."""
    async with open_app(sample, size=(60, 20)) as desk:
        await desk.press("i")
        assert "Väinäsalmi Oyj  11.2%" not in desk.screen()
        await desk.press("pagedown", "pagedown", "pagedown")
        assert "11.2%" in desk.screen()


async def test_a_filter_may_name_a_further_column(open_app: Open, sample: Path) -> None:
    """A condition over a worked-out column is taken on the screen; the figures are those of its accounts."""
    async with open_app(sample, size=(140, 34)) as desk:
        await desk.press("f")
        await desk.type("zone = 'mass marketing'")
        await desk.press("enter")
        assert "26 of 412" in desk.screen()


async def test_a_wrong_filter_over_a_further_column_is_left_and_said(open_app: Open, sample: Path) -> None:
    """What cannot be said before it is worked out is said after it: the book is shown, the reason stands below."""
    async with open_app(sample, size=(140, 34)) as desk:
        await desk.press("f")
        await desk.type("served")
        await desk.press("enter")
        assert "336 accounts" in desk.lines()[0]
        assert "The filter was left" in desk.screen()
