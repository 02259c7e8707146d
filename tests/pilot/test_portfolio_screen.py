"""The portfolio screen: keys in, rows, figures and messages out."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.tui.screens.portfolio import PortfolioScreen
from abmtui.tui.screens.start import StartScreen
from abmtui.tui.widgets.account_table import AccountTable
from abmtui.tui.widgets.concentration_plot import ConcentrationPlot

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.workspace.measured import Measured

Open = Any


def portfolio(desk: Any) -> PortfolioScreen:
    """Return the portfolio's screen."""
    screen = desk.app.portfolio_screen
    assert isinstance(screen, PortfolioScreen)
    return screen


def measured(desk: Any) -> Measured:
    """Return the view as worked out."""
    found = portfolio(desk).state.measured
    assert found is not None
    return found


def names(desk: Any) -> list[str]:
    """Return the accounts shown, in order."""
    state = portfolio(desk).state
    assert state.measured is not None
    shown: list[str] = state.measured.table["name"].gather(state.order()).to_list()
    return shown


def at_cursor(desk: Any) -> str:
    """Return the account under the cursor."""
    state, row = portfolio(desk).state, portfolio(desk).table.cursor_row
    assert state.measured is not None
    assert row is not None
    return str(state.measured.table["name"][row])


async def light(desk: Any, column: str) -> None:
    """Light a column."""
    table = portfolio(desk).table
    await desk.pilot.press(*["left"] * 30)
    for _ in range(30):
        if table.column_cursor == column:
            return
        await desk.pilot.press("right")
    raise AssertionError(column)


async def test_it_opens_with_the_largest_account_first_and_the_figures_of_the_book(open_app: Open, sample: Path) -> None:
    """At 120 columns table, curve and figures stand side by side, and the header says it in plain words."""
    async with open_app(sample) as desk:
        screen = desk.screen()
        assert "Väinäsalmi Oyj ★" in screen
        assert names(desk)[0] == "Väinäsalmi Oyj"
        for words in ("336 accounts", "EUR 46.8M", "top 20% hold 76%", "80 accounts make 80%", "Gini 0.73", "Lorenz curve · revenue", "◆ top 22% hold 78%"):
            assert words in screen


@pytest.mark.parametrize(("sizes", "curve"), [(((140, 45), (100, 30)), True), (((80, 24), (60, 20)), False)])
async def test_the_curve_folds_away_where_there_is_no_room(open_app: Open, sample: Path, sizes: tuple[tuple[int, int], ...], curve: bool) -> None:
    """Below 100 columns the table has the screen; `c` shows the curve in its place, and again brings the table back."""
    async with open_app(sample, size=sizes[0]) as desk:
        for size in sizes:
            await desk.pilot.resize_terminal(*size)
            await desk.settled()
            assert ("Lorenz" in desk.screen()) == curve
            assert "Väinäsalmi" in desk.screen()
            await desk.press("c")
            assert ("Lorenz" in desk.screen()) != curve
            await desk.press("c")
            assert ("Lorenz" in desk.screen()) == curve
            assert "Väinäsalmi" in desk.screen()


async def test_search_finds_half_a_name_without_its_accents(open_app: Open, sample: Path) -> None:
    """Letters narrow the table at once, best match first; figures stay those of the book; Esc leaves the account under the cursor."""
    async with open_app(sample) as desk:
        await desk.press("slash")
        await desk.type("vainas")
        assert all("inasalmi" in name.lower().replace("ä", "a") for name in names(desk)[:3])
        assert "best match first" in desk.screen()
        assert "80 accounts make 80%" in desk.screen()
        await desk.press("down")
        found = at_cursor(desk)
        await desk.press("escape")
        assert at_cursor(desk) == found
        assert len(names(desk)) == 412


async def test_letters_in_the_search_are_text_and_open_what_they_find(open_app: Open, sample: Path) -> None:
    """A transposed letter still finds the company; q does not quit; an empty result names the text, never as markup; Enter, Enter opens."""
    async with open_app(sample) as desk:
        await desk.press("slash")
        await desk.type("vianasalmi")
        assert "Väinäsalmi Oyj" in names(desk)[:3]
        await desk.press("escape", "slash")
        await desk.type("qmr")
        assert portfolio(desk).state.search == "qmr"
        assert desk.app.screen is portfolio(desk)
        await desk.press("escape", "slash")
        await desk.type("[xq]zzqxzq")
        assert 'Nothing matches "[xq]zzqxzq"' in desk.screen()
        await desk.press("escape", "slash")
        await desk.type("grask")
        await desk.press("enter", "enter")
        assert "› Gråskär Line AB" in desk.lines()[0]


async def test_sort_by_the_lit_column_and_by_a_second_key(open_app: Open, sample: Path) -> None:
    """`s` sorts by the lit column, again turns it round, `S` adds a key; the account stays under the cursor."""
    async with open_app(sample) as desk:
        start = at_cursor(desk)
        await light(desk, "name")
        await desk.press("s")
        first = names(desk)
        assert first == sorted(first, key=first.index)
        assert at_cursor(desk) == start
        await desk.press("s")
        assert names(desk) == sorted(names(desk), key=first.index, reverse=True)
        await light(desk, "class")
        await desk.press("s", "right")
        assert [key.column for key in portfolio(desk).state.view.sort] == ["class"]
        await light(desk, "change")
        await desk.press("S")
        assert [key.column for key in portfolio(desk).state.view.sort] == ["class", "change"]


async def test_a_filter_changes_figures_and_curve(open_app: Open, sample: Path) -> None:
    """A filter leaves its accounts, the figures become theirs, Esc brings the book back."""
    async with open_app(sample) as desk:
        before = measured(desk).figures.concentration.gini
        await desk.press("f")
        await desk.type("region = 'Nordics'")
        await desk.press("enter")
        state = portfolio(desk).state
        assert set(measured(desk).table["region"].gather(state.order())) == {"Nordics"}
        assert measured(desk).figures.concentration.gini != before
        assert "filte" in str(desk.app.screen.query_one("#curve").border_title)
        await desk.press("escape")
        assert measured(desk).figures.concentration.gini == before
        assert len(names(desk)) == 412


async def test_a_wrong_filter_is_answered_and_asked_again(open_app: Open, sample: Path) -> None:
    """A condition that cannot be applied names the nearest column, and nothing changes."""
    async with open_app(sample) as desk:
        await desk.press("f")
        await desk.type("regoin = 'Nordics'")
        await desk.press("enter")
        assert "region" in desk.screen().split("regoin = 'Nordics'", 1)[1]
        await desk.press("escape")
        assert portfolio(desk).state.view.filter == ""


async def test_like_this_cell(open_app: Open, sample: Path) -> None:
    """`=` filters to the accounts with the lit cell's value."""
    async with open_app(sample) as desk:
        await light(desk, "class")
        await desk.press("equals_sign")
        state = portfolio(desk).state
        assert set(measured(desk).table["class"].gather(state.order())) == {"A"}


async def test_metric_and_period_change_the_book(open_app: Open, sample: Path) -> None:
    """The metric weighs the accounts anew; a year's figures are of that year."""
    async with open_app(sample) as desk:
        total = measured(desk).figures.concentration.total
        await desk.press("m")
        await desk.type("mar")
        await desk.press("enter")
        assert portfolio(desk).state.view.measure.metric == "margin"
        assert measured(desk).figures.concentration.total < total
        assert "Margin" in desk.screen()
        await desk.press("m", "home", "enter", "t")
        await desk.type("2024")
        await desk.press("enter")
        assert portfolio(desk).state.view.measure.period == "2024"
        assert measured(desk).figures.concentration.total != total


async def test_pareto_is_the_curve_from_the_other_side(open_app: Open, sample: Path) -> None:
    """`C` flips the curve and the title says which it is; it goes on over effort and whale curve."""
    async with open_app(sample) as desk:
        for name in ("Pareto curve", "Effort curve", "Whale curve", "Lorenz curve"):
            await desk.press("C")
            assert name in desk.screen()


async def test_parents_roll_up(open_app: Open, sample: Path) -> None:
    """`p` puts subsidiaries under their parents; fewer accounts, the same total."""
    async with open_app(sample) as desk:
        count, total = len(names(desk)), measured(desk).figures.concentration.total
        await desk.press("p")
        assert len(names(desk)) < count
        assert measured(desk).figures.concentration.total == pytest.approx(total, rel=0.01)
        assert "parents" in desk.lines()[0]
        await desk.press("p")
        assert len(names(desk)) == count


async def test_mine(open_app: Open, sample: Path) -> None:
    """`o` shows the accounts of the person in the settings, and says what to do when nobody is set."""
    async with open_app(sample) as desk:
        owner = measured(desk).table["owner"].drop_nulls()[0]
        await desk.press("o")
        assert len(names(desk)) == 412
    async with open_app(sample, me=owner) as desk:
        await desk.press("o")
        assert 0 < len(names(desk)) < 412
        assert "mine" in desk.lines()[0]


async def test_the_point_follows_the_cursor_without_a_new_curve(open_app: Open, sample: Path) -> None:
    """Moving changes the point's label; the curve is not drawn again and few rows are."""
    async with open_app(sample) as desk:
        plot, table = desk.app.screen.query_one(ConcentrationPlot), desk.app.screen.query_one(AccountTable)
        drawn, rows = plot.canvases_drawn, table.rows_rendered
        await desk.press("down")
        assert plot.canvases_drawn == drawn
        assert table.rows_rendered - rows <= 2
        assert "Schönh" in desk.screen().split("◆", 2)[-1]


async def test_explain_problems_and_help_are_pages(open_app: Open, sample: Path) -> None:
    """Each opens a page to read and closes with Esc."""
    async with open_app(sample) as desk:
        for key, words in (("i", "Concentration"), ("exclamation_mark", "read from"), ("question_mark", "Find accounts by part of the name")):
            await desk.press(key)
            assert desk.app.screen.__class__.__name__ in {"ReadingScreen", "NumbersScreen"}
            assert words in desk.screen()
            await desk.press("escape")
            assert desk.app.screen.__class__.__name__ == "PortfolioScreen"
        await desk.press("question_mark", "end")
        assert "ABM or DRM: the difference" in desk.screen()


async def test_export_writes_what_is_shown(open_app: Open, sample: Path, tmp_path: Path) -> None:
    """`x` writes the rows in view, in order."""
    async with open_app(sample) as desk:
        await desk.press("slash")
        await desk.type("vainasalmi")
        await desk.press("enter", "x", "end")
        await desk.press(*["backspace"] * 20)
        await desk.type(str(tmp_path / "out.csv"))
        await desk.press("enter")
        shown = names(desk)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as written:
        rows = list(csv.DictReader(written))
    assert [row["name"] for row in rows] == shown


async def test_escape_never_quits_and_q_does(open_app: Open, sample: Path) -> None:
    """Esc on the plain table does nothing; q leaves with 0."""
    async with open_app(sample) as desk:
        await desk.press("escape", "escape")
        assert desk.app.is_running
        await desk.pilot.press("q")
        await desk.app.saves.settled()
        await desk.pilot.pause()
    assert desk.app.return_value == 0


async def test_without_a_source_the_start_screen_offers_the_demo(open_app: Open) -> None:
    """The first screen names the demo and how to open a file."""
    async with open_app() as desk:
        assert isinstance(desk.app.screen, StartScreen)
        assert "Open the demo" in desk.screen()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.csv", b"", "empty"),
        ("header.csv", b"Account,Revenue\n", "no "),
        ("binary.csv", b"\x7fELF\x02\x01\x01" + bytes(200), "binary.csv"),
        ("text.csv", b"Account,City\nAcme,Oslo\nBolt,Bergen\n", "revenue"),
    ],
)
async def test_bad_files_say_so_on_the_screen(open_app: Open, tmp_path: Path, name: str, content: bytes, words: str) -> None:
    """What cannot be read is said in a sentence where the table would be, or asked by the mapping form; the program stays."""
    (tmp_path / name).write_bytes(content)
    async with open_app(tmp_path / name) as desk:
        assert words in desk.screen()
        assert desk.app.is_running


async def test_leaving_after_a_failed_read_says_so_by_its_exit_code(open_app: Open, tmp_path: Path) -> None:
    """A source without accounts ends the program with 3, as the commands do."""
    (tmp_path / "header.csv").write_text("Account,Revenue\n", "utf-8")
    async with open_app(tmp_path / "header.csv") as desk:
        await desk.pilot.press("q")
        await desk.app.saves.settled()
        await desk.pilot.pause()
    assert desk.app.return_value == 3


async def test_an_ambiguous_mapping_is_asked_and_read(open_app: Open, tmp_path: Path) -> None:
    """Two columns that could be the revenue are offered; the answer is read."""
    source = tmp_path / "two.csv"
    source.write_text("Account,Gross sales,Net sales\nAcme,100,80\nBolt,50,45\nCord,20,19\n", "utf-8")
    async with open_app(source) as desk:
        assert "Which column is which?" in desk.screen()
        await desk.press("enter")
        await desk.type("net")
        await desk.press("enter", "r")
        assert measured(desk).figures.concentration.total == 144


async def test_all_values_zero_or_negative_are_said(open_app: Open, tmp_path: Path) -> None:
    """Accounts are shown, the figures are undefined with the reason, never 0."""
    source = tmp_path / "zero.csv"
    source.write_text("Account,Revenue\nAcme,0\nBolt,-5\n", "utf-8")
    async with open_app(source) as desk:
        assert "Acme" in desk.screen()
        assert "undefined" in desk.screen()
        assert "Gini 0" not in desk.screen()


async def test_hostile_names_are_shown_literally(open_app: Open, tmp_path: Path) -> None:
    """Markup and control characters in names are text."""
    source = tmp_path / "odd.csv"
    source.write_bytes(b"Account,Revenue\nx[/nope][@click=app.quit()]y,100\nbell\x07esc\x1b[31m,50\n")
    async with open_app(source) as desk:
        assert "x[/nope]" in desk.screen()
        assert "\x1b" not in desk.screen()
        assert "␛[31m" in desk.screen()


async def test_one_account_is_a_portfolio(open_app: Open, tmp_path: Path) -> None:
    """A file of one row opens."""
    source = tmp_path / "one.csv"
    source.write_text("Account,Revenue\nAcme,100\n", "utf-8")
    async with open_app(source) as desk:
        assert names(desk) == ["Acme"]
        await desk.press("C", "down", "end", "s", "i", "escape")
        assert names(desk) == ["Acme"]
