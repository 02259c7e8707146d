"""The grid of value and needs: keys in, accounts, lines and zones out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from abmtui.portfolio.rules import ZoneLines
from abmtui.tui.bases.offers import OneLine
from abmtui.tui.bases.value_grid_lines import ASCII, SIGNS
from abmtui.tui.glyphs import plain
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.screens.value_grid import ValueGridScreen
from abmtui.tui.widgets.account_table import KIND_SIGNS
from abmtui.tui.widgets.value_grid_plot import ValueGridPlot

if TYPE_CHECKING:
    from pathlib import Path

Open = Any

ACCOUNTS = """id,name,kind,revenue,potential,needs
c1,Alpha,customer,800,,5
c2,Beta,customer,100,,1
c3,Gamma,customer,60,,
c4,Delta,customer,25,,2
c5,Epsilon,customer,15,,4
c6,Zeta,customer,,,3
p1,Eta,prospect,,900,1
p2,Theta,prospect,,20,1
q1,Iota,partner,,10,
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Six customers, two prospects, a partner."""
    path = tmp_path / "accounts.csv"
    path.write_text(ACCOUNTS, encoding="utf-8")
    return path


def grid(desk: Any) -> ValueGridScreen:
    """Return the grid's screen."""
    screen = desk.app.screen
    assert isinstance(screen, ValueGridScreen)
    return screen


def zones(desk: Any) -> dict[str, tuple[int, int, int]]:
    """Return customers, prospects and partners by zone."""
    return {zone: (held.customers, held.prospects, held.partners) for zone, held in grid(desk).held.items()}


def applied(desk: Any) -> ZoneLines | None:
    """Return the lines of the portfolio's view."""
    lines: ZoneLines | None = desk.app.portfolio_screen.state.view.zones
    return lines


def at_cursor(desk: Any) -> str:
    """Return the name of the account under the cursor."""
    row = grid(desk).row
    assert row is not None
    return str(desk.app.portfolio_screen.state.measured.table["name"][row])


async def test_accounts_stand_in_their_zones(open_app: Open, book: Path) -> None:
    """Customers, prospects and partners have signs of their own; each zone has its name, count and shares; who has no value is counted."""
    async with open_app(book, size=(100, 34)) as desk:
        await desk.press("G")
        assert zones(desk) == {"ABM": (1, 1, 0), "targeted marketing": (3, 0, 0), "mass marketing": (1, 1, 0), "undefined": (0, 0, 1)}
        screen = desk.screen()
        for words in ("ABM ─", "targeted marketing ─", "mass marketing ─", "● customers", "◇ prospects", "▫ partners", "1 without value or potential"):
            assert words in screen
        assert any(line.split()[:5] == ["ABM", "1", "80.0%", "1", "97.8%"] for line in desk.lines())
        assert "Alpha · 800 revenue · needs 5" in screen
        assert "ABM · the whole top band, 800 or more" in screen


@pytest.mark.slow
async def test_the_cursor_goes_from_account_to_account(open_app: Open, book: Path) -> None:
    """Arrows find the nearest in a direction, Tab the next smaller; each account says its value, needs, zone and why."""
    async with open_app(book, size=(100, 34)) as desk:
        await desk.press("G")
        assert at_cursor(desk) == "Alpha"
        await desk.press("home")
        assert at_cursor(desk) == "Eta"
        assert "Eta · 900 potential, prospect · needs 1" in desk.screen()
        await desk.press("tab", "tab")
        assert at_cursor(desk) == "Beta"
        assert "neither top nor low value" in desk.screen()
        await desk.press("shift+tab", "end")
        assert at_cursor(desk) == "Iota"
        assert "needs not scored" in desk.screen()
        assert "no zone · low value (below 60) and needs not scored" in desk.screen()
        await desk.press("up", "right")
        seen = {at_cursor(desk)}
        for _ in range(8):
            await desk.press("up")
            seen.add(at_cursor(desk))
        assert {"Alpha", "Eta"} & seen
        await desk.press("end", "tab")
        assert at_cursor(desk) == "Iota"


async def test_enter_opens_the_account_and_esc_comes_back(open_app: Open, book: Path) -> None:
    """Enter opens the plan of the account under the cursor; back on the grid the cursor is where it was."""
    async with open_app(book, size=(100, 34)) as desk:
        await desk.press("G", "home", "tab", "tab", "enter")
        assert isinstance(desk.app.screen, AccountScreen)
        assert "Beta" in desk.lines()[0]
        await desk.press("escape")
        assert at_cursor(desk) == "Beta"
        await desk.press("escape")
        assert desk.app.screen is desk.app.portfolio_screen


async def test_lines_move_live_and_are_applied_on_demand(open_app: Open, book: Path) -> None:
    """Counts follow every key; the view follows `=` alone, programmes with it; `0` goes back to the config's in both."""
    async with open_app(book, size=(100, 34)) as desk:
        await desk.press("G", "plus")
        assert zones(desk)["ABM"] == (2, 1, 0)
        assert "ABM to 81%" in desk.screen()
        assert "moved: = applies" in desk.screen()
        portfolio = desk.app.portfolio_screen
        assert applied(desk) is None
        await desk.press("equals_sign")
        assert applied(desk) == ZoneLines(0.81, 0.95)
        assert portfolio.state.measured.table["programme"].to_list()[:3] == ["ABM", "ABM", "DRM"]
        assert "top = 0.81, low = 0.95" in desk.screen()
        await desk.press("minus")
        assert zones(desk)["ABM"] == (1, 1, 0)
        assert "moved: = applies" in desk.screen()
        await desk.press("0")
        assert applied(desk) is None
        assert portfolio.state.measured.table["programme"].to_list()[:3] == ["ABM", "DRM", "DRM"]
        assert "moved" not in desk.screen()


@pytest.mark.slow
async def test_the_low_line_and_needs(open_app: Open, book: Path) -> None:
    """`[` and `]` move the low band, `<` and `>` what is homogeneous; at its end a line says so."""
    async with open_app(book, size=(100, 34)) as desk:
        await desk.press("G", "greater_than_sign", "greater_than_sign")
        assert zones(desk)["mass marketing"] == (2, 1, 0)
        await desk.press("less_than_sign", "less_than_sign", "less_than_sign")
        assert zones(desk)["mass marketing"] == (0, 1, 0)
        await desk.press("less_than_sign")
        assert "This line can go no further." in desk.screen()
        await desk.press(*["right_square_bracket"] * 5)
        assert "low from 100%" in desk.screen()
        assert zones(desk)["mass marketing"] == (0, 0, 0)
        await desk.press("left_square_bracket")
        assert "low from 99%" in desk.screen()


async def test_it_follows_the_view(open_app: Open, book: Path) -> None:
    """Under a filter only the accounts in view have a place; without any a sentence says so."""
    async with open_app(book, size=(100, 34)) as desk:
        await desk.press("f")
        await desk.type("kind = 'prospect'")
        await desk.press("enter", "G")
        assert zones(desk)["ABM"] == (0, 1, 0)
        assert "kind = 'prospect'" in desk.lines()[0]
        await desk.press("escape", "f")
        desk.app.screen.query_one(OneLine).value = "name = 'Zeta'"
        await desk.press("enter", "G", "down", "enter")
        assert "has a value or a potential" in desk.screen()
        assert isinstance(desk.app.screen, ValueGridScreen)


@pytest.mark.slow
async def test_the_view_changes_from_here(open_app: Open, sample: Path) -> None:
    """Metric and filter act on the grid as on the portfolio; what cannot be done is said."""
    async with open_app(sample, size=(100, 34)) as desk:
        await desk.press("G", "m")
        await desk.type("margin")
        await desk.press("enter")
        assert "Margin by rank" in desk.screen()
        before = sum(sum(counts) for counts in zones(desk).values())
        await desk.press("f")
        await desk.type("region = 'Nordics'")
        await desk.press("enter")
        assert 0 < sum(sum(counts) for counts in zones(desk).values()) < before
        await desk.press("o")
        assert "Nobody is set as `me`" in desk.screen()


async def test_find_goes_to_an_account(open_app: Open, book: Path) -> None:
    """`/` asks for part of a name, without accents and case; what is not found is said."""
    async with open_app(book, size=(100, 34)) as desk:
        await desk.press("G", "slash")
        await desk.type("ETA")
        await desk.press("enter")
        assert at_cursor(desk) == "Eta"
        assert "3 have it in their names" in desk.screen()
        await desk.press("slash")
        await desk.type("[b]xyzzy")
        await desk.press("enter")
        assert 'No account on the grid has "[b]xyzzy" in its name.' in desk.screen()


async def test_it_explains_itself(open_app: Open, book: Path) -> None:
    """`i` says what the grid means, `?` lists the keys."""
    async with open_app(book, size=(100, 34)) as desk:
        await desk.press("G", "i")
        assert "one size fits all" in desk.screen()
        await desk.press("escape", "question_mark")
        assert "Let more needs count as homogeneous" in desk.screen()


@pytest.mark.parametrize(("sizes", "signs"), [(((60, 20), (80, 24), (140, 45)), True), (((80, 24),), False)])
async def test_it_fits(open_app: Open, sample: Path, sizes: tuple[tuple[int, int], ...], signs: bool) -> None:
    """Every size has grid, account, zones and lines; several accounts of a cell are counted; without UTF-8 all of it is ASCII."""
    async with open_app(sample, size=sizes[0], signs=signs) as desk:
        await desk.press("G")
        for size in sizes:
            await desk.pilot.resize_terminal(*size)
            await desk.settled()
            screen = desk.screen()
            assert all(len(line) <= size[0] for line in desk.lines())
            for words in ("ABM", "targeted", "mass", "needs not scored", "ABM to 80%", "V"):
                assert words in screen
            assert ("+" in screen) or size[0] == 140
            if not signs:
                assert screen.isascii()
                assert "@ customers" in screen
                assert "o prospects" in screen


def test_a_kind_has_one_sign_everywhere() -> None:
    """Prospects and partners stand in the grid with the signs that they have in the table of accounts, with and without UTF-8."""
    assert SIGNS[1:3] == (KIND_SIGNS["prospect"], KIND_SIGNS["partner"])
    assert tuple(plain(sign) for sign in SIGNS) == ASCII


async def test_a_step_paints_little(open_app: Open, sample: Path) -> None:
    """The grid is drawn once; a step of the cursor draws nothing but two cells and the words."""
    async with open_app(sample, size=(120, 40)) as desk:
        await desk.press("G")
        plot = grid(desk).query_one(ValueGridPlot)
        drawn = plot.pictures_drawn
        await desk.press("down", "right", "tab")
        assert plot.pictures_drawn == drawn


async def test_a_click_picks_an_account(open_app: Open, book: Path) -> None:
    """A click goes to the account drawn there, a double click opens it; a click beside does nothing."""
    async with open_app(book, size=(100, 34)) as desk:
        await desk.press("G", "home")
        plot = grid(desk).query_one(ValueGridPlot)
        drawn = plot._picture
        assert drawn is not None
        spots = {row: drawn.spot(row) for row in range(9) if row != 5}
        for row, spot in spots.items():
            assert spot is not None
            assert drawn.row_at(*spot) == row
        assert spots[3] is not None
        await desk.pilot.click(ValueGridPlot, offset=spots[3])
        await desk.settled()
        assert at_cursor(desk) == "Delta"
        await desk.pilot.click(ValueGridPlot, offset=(1, 1))
        await desk.settled()
        assert at_cursor(desk) == "Delta"
        await desk.pilot.click(ValueGridPlot, offset=spots[1], times=2)
        await desk.settled()
        assert isinstance(desk.app.screen, AccountScreen)
