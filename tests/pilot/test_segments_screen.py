"""Segments side by side: keys in, groups, filters and files out."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui.tui.bases.line_table import LineTable
from abmtui.tui.bases.offers import OneLine
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens.segments import SegmentsScreen

if TYPE_CHECKING:
    from pathlib import Path

Open = Any


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Twelve accounts in two segments and one without, a prospect among them."""
    path = tmp_path / "accounts.csv"
    rows = [
        *((f"c{place}", f"Company {place}", "customer", ("Marine", "Energy", "")[place % 3], 1000 // (place + 1), 40 * place) for place in range(11)),
        ("p1", "Prospect", "prospect", "Trade", "", 9),
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("id", "name", "kind", "segment", "revenue", "employees"), *rows])
    return path


def segments(desk: Any) -> SegmentsScreen:
    """Return the screen of segments."""
    screen = desk.app.screen
    assert isinstance(screen, SegmentsScreen)
    return screen


def groups(desk: Any) -> list[str]:
    """Return the groups in the order shown."""
    window = segments(desk).query_one(LineTable)._window
    names: list[str] = window.frame["group"].gather(window.order).to_list()
    return names


async def grouped(desk: Any, label: str) -> None:
    """Group by the column of that label, out of the list."""
    await desk.press("g")
    assert isinstance(desk.app.screen, PickForm)
    await desk.type(label)
    await desk.press("enter")


async def test_the_column_is_asked_for_once(open_app: Open, book: Path) -> None:
    """The first `g` asks for the column, the usual one first; Esc there changes nothing; the next `g` shows the groups at once."""
    async with open_app(book) as desk:
        await desk.press("g")
        assert isinstance(desk.app.screen, PickForm)
        assert desk.screen().index("Segment") < desk.screen().index("Kind") < desk.screen().index("Employees")
        await desk.press("escape")
        assert desk.app.screen is desk.app.portfolio_screen
        await desk.press("g", "enter")
        assert groups(desk) == ["Marine", "Energy", "(none)", "Trade"]
        await desk.press("escape", "g")
        assert segments(desk).segments is not None


async def test_every_group_has_its_own_figures(open_app: Open, book: Path) -> None:
    """Accounts, total, share, k, Gini, classes of each group stand in its line; the line below says the group in a sentence."""
    async with open_app(book, size=(140, 30)) as desk:
        await desk.press("g", "enter")
        line = next(line for line in desk.lines() if "Marine" in line and "Marine ·" not in line)
        assert line.replace("│", " ").split()[:4] == ["Marine", "4", "0", "1,492"]
        assert "Marine · 4 accounts · top " in desk.screen()
        assert "› segments by Segment" in desk.lines()[0]
        assert "4 groups" in desk.lines()[0]
        await desk.press("end")
        assert "Trade · undefined: no account is a customer, and only these have revenue figures · 1 account" in desk.screen()


async def test_sort_keeps_the_group_under_the_cursor(open_app: Open, book: Path) -> None:
    """`s` sorts by the lit column and turns round, `S` adds a key; a figure that is undefined stays last both ways."""
    async with open_app(book, size=(140, 30)) as desk:
        await desk.press("g", "enter", "down")
        for _ in range(6):
            await desk.press("left")
        await desk.press("s")
        assert groups(desk) == ["(none)", "Energy", "Marine", "Trade"]
        assert "Energy · " in desk.screen()
        await desk.press("s")
        assert groups(desk) == ["Trade", "Marine", "Energy", "(none)"]
        await desk.press("right", "right", "right", "s")
        assert groups(desk) == ["Marine", "Energy", "(none)", "Trade"]
        await desk.press("s")
        assert groups(desk) == ["(none)", "Energy", "Marine", "Trade"]
        await desk.press("left", "S", "S")
        assert [key.column for key in segments(desk).sort] == ["total", "without"]


async def test_sizes_are_bands_in_the_order_of_their_bounds(open_app: Open, book: Path) -> None:
    """A column of numbers is grouped in quarters named by their bounds; sorted by name they stand from small to large."""
    async with open_app(book, size=(140, 30)) as desk:
        await grouped(desk, "Employees")
        names = groups(desk)
        assert "up to 80" in names
        for _ in range(6):
            await desk.press("left")
        await desk.press("s")
        assert groups(desk) == ["up to 80", "over 80 to 200", "over 200 to 280", "over 280"]


async def test_enter_drills_in_and_esc_in_the_portfolio_clears(open_app: Open, book: Path) -> None:
    """Enter shows the group's accounts in the portfolio, on top of the filter in force; the empty group too."""
    async with open_app(book) as desk:
        await desk.press("f")
        await desk.type("revenue > 90")
        await desk.press("enter", "g", "enter")
        assert groups(desk) == ["Marine", "Energy", "(none)"]
        await desk.press("down", "enter")
        portfolio = desk.app.portfolio_screen
        assert desk.app.screen is portfolio
        assert portfolio.state.view.filter == "(revenue > 90) AND \"segment\" = 'Energy'"
        assert portfolio.state.measured.table["name"].gather(portfolio.state.order()).to_list() == ["Company 1", "Company 4", "Company 7"]
        await desk.press("escape")
        assert portfolio.state.view.filter == ""
        await desk.press("g", "end", "up", "enter")
        assert portfolio.state.measured.order.len() == 3


async def test_groups_follow_metric_filter_and_what_the_portfolio_answers(open_app: Open, sample: Path) -> None:
    """The keys of the view act here too: another metric, a filter; what cannot be done is said."""
    async with open_app(sample, size=(120, 30)) as desk:
        await grouped(desk, "Segment")
        await desk.press("m")
        await desk.type("potential")
        await desk.press("enter")
        assert "Potential" in desk.screen()
        assert desk.app.portfolio_screen.state.view.measure.metric == "potential"
        await desk.press("o")
        assert "Nobody is set as `me`" in desk.screen()
        await desk.press("f")
        await desk.type("region = 'Nordics'")
        await desk.press("enter")
        assert "region = 'Nordics'" in desk.screen()
        found = segments(desk).segments
        assert found is not None
        assert found.groups["accounts"].sum() == desk.app.portfolio_screen.state.measured.order.len()
        await desk.press("q")
        assert desk.app.screen is desk.app.portfolio_screen


async def test_another_column_from_here(open_app: Open, book: Path) -> None:
    """`g` again asks for another column and groups by it."""
    async with open_app(book) as desk:
        await desk.press("g", "enter")
        await grouped(desk, "Kind")
        assert groups(desk) == ["customer", "prospect"]
        assert len([screen for screen in desk.app.screen_stack if isinstance(screen, SegmentsScreen)]) == 1


async def test_export_writes_the_table(open_app: Open, book: Path, tmp_path: Path) -> None:
    """`x` writes the groups with all their figures, unrounded, over a file that is there only when asked twice; another ending is refused in words."""
    async with open_app(book) as desk:
        await desk.press("g", "enter", "x")
        line = desk.app.screen.query_one(OneLine)
        line.value = str(tmp_path / "groups.doc")
        await desk.press("enter")
        assert "The name must end in" in desk.screen()
        (tmp_path / "groups.csv").write_text("mine", encoding="utf-8")
        line.value = str(tmp_path / "groups.csv")
        await desk.press("enter")
        assert "is there already" in desk.screen()
        assert (tmp_path / "groups.csv").read_text(encoding="utf-8") == "mine"
        await desk.press("enter")
        written = pl.read_csv(tmp_path / "groups.csv")
        assert written["group"].to_list() == ["Marine", "Energy", "(none)", "Trade"]
        assert written["undefined"].to_list()[-1] == "no account is a customer, and only these have revenue figures"
        assert written["share"].sum() == pytest.approx(1.0)


async def test_it_explains_itself(open_app: Open, book: Path) -> None:
    """`i` says what each column means, `?` lists the keys; Esc leads back."""
    async with open_app(book) as desk:
        await desk.press("g", "enter", "i")
        assert "The largest 1-k of the group's accounts" in desk.screen()
        await desk.press("escape", "question_mark")
        assert "Group by another column" in desk.screen()
        await desk.press("escape", "escape")
        assert desk.app.screen is desk.app.portfolio_screen


async def test_it_fits(open_app: Open, sample: Path) -> None:
    """Narrow screens keep the group, its accounts, its share; no line is wider than the screen."""
    async with open_app(sample, size=(60, 20)) as desk:
        await grouped(desk, "Industry")
        for size in ((60, 20), (80, 24), (140, 45)):
            await desk.pilot.resize_terminal(*size)
            await desk.settled()
            assert all(len(line) == size[0] for line in desk.lines())
            assert "Share" in desk.screen()
            assert "Gini" in desk.screen() or size[0] < 80


async def test_names_are_harmless(open_app: Open, tmp_path: Path) -> None:
    """A group whose name holds markup, quotes or controls is shown as it is and drilled into."""
    path = tmp_path / "odd.csv"
    path.write_text('name,segment,revenue\nA,"[red]O\'Neil\x1b[31m",5\nB,"[red]O\'Neil\x1b[31m",3\nC,plain,1\n', encoding="utf-8")
    async with open_app(path) as desk:
        await desk.press("g", "enter")
        assert "[red]O'Neil" in desk.screen()
        assert "\x1b" not in desk.screen()
        await desk.press("enter")
        assert desk.app.portfolio_screen.state.measured.order.len() == 2


async def test_counts_of_large_groups_stand_there_whole(open_app: Open, tmp_path: Path) -> None:
    """Twelve thousand accounts of one class are not cut to their first digits."""
    path = tmp_path / "large.csv"
    path.write_text("id,name,revenue\n" + "".join(f"{place},Account {place},100\n" for place in range(12_000)), encoding="utf-8")
    async with open_app(path, size=(140, 45)) as desk:
        await grouped(desk, "kind")
        row = desk.lines()[3]
        assert "customer" in row
        assert "…" not in row
        assert row.count("12,000") == 2
