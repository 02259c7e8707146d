"""The agenda on the screen: what is dated in all plans, how far ahead, whose, and each line a key away from its row."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import polars as pl

from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.screens.agenda import AgendaScreen
from abmtui.workspace.opened import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def shown(desk: Any) -> pl.DataFrame:
    """Return the entries that the agenda shows."""
    screen = desk.app.screen
    assert isinstance(screen, AgendaScreen)
    frame: pl.DataFrame = screen._shown
    return frame


async def test_what_is_overdue_stands_first_and_enter_opens_its_row(open_app: Any, sample: Path) -> None:
    """Key t looks further ahead; Enter stands on the field of the row; an edit there takes the entry off the agenda, u puts it back."""
    async with open_app(sample) as desk:
        await desk.press("a")
        text = desk.screen()
        assert "agenda · all" in text
        assert "30 days · 15 overdue" in text
        assert "more behind these 30 days" in text
        assert "15 Sep 2025 !" in text
        assert shown(desk)["date"].is_sorted()
        near = shown(desk).height
        # Parents turned on leave no day of a subsidiary out.
        await desk.press("escape", "p", "a")
        assert shown(desk).height == near
        await desk.press("escape", "p", "a", "t", "t")
        assert "more behind" not in desk.screen()
        assert shown(desk).height > near

        place = next(place for place, (kind, what) in enumerate(shown(desk).select("kind", "what").iter_rows()) if kind == "goal" and "centrale" in what)
        goal = shown(desk).row(place, named=True)
        await desk.press(*["down"] * place, "enter")
        account = desk.app.screen
        assert isinstance(account, AccountScreen)
        assert account.grid.target == Target("goal", goal["row_id"], "due")
        await desk.press("enter")
        await desk.type("+1y")
        await desk.press("enter", "escape")
        moved = shown(desk).filter(pl.col("row_id") == goal["row_id"])["date"].to_list()
        assert [day > goal["date"] for day in moved] == [True]
        await desk.press("u")
        assert shown(desk).filter(pl.col("row_id") == goal["row_id"])["date"].to_list() == [goal["date"]]
        assert desk.state().startswith("saved")

        # An entry of the account's own fields opens its page.
        await desk.press("home", "down", "enter")
        account = desk.app.screen
        assert isinstance(account, AccountScreen)
        assert account.grid.target == Target("", "", "next_step_due")
        await desk.press("escape", "i")
        assert "up to Sunday" in desk.screen()
        await desk.press("escape", "escape")
        assert not isinstance(desk.app.screen, AgendaScreen)


async def test_scopes_and_small_screens(open_app: Any, sample: Path) -> None:
    """With `me` it begins with mine and o turns to all; v stamps the account of the entry, and its review leaves the agenda; 60 cells are enough."""
    async with open_app(sample, size=(60, 20), me="Aino Keskitalo") as desk:
        await desk.press("a")
        assert "agenda · mine" in desk.screen()
        mine = shown(desk).height
        assert mine
        assert all(word in desk.screen() for word in ("Date", "Account", "What"))
        await desk.press("o")
        assert "agenda · all" in desk.screen()
        assert shown(desk).height > mine
        place = shown(desk)["what"].to_list().index("review")
        account = shown(desk)["id"][place]
        await desk.press("home", *["down"] * place, "v")
        reviews = shown(desk).filter((pl.col("id") == account) & (pl.col("what") == "review"))
        assert [day > desk.app.workspace.today() for day in reviews["date"]] in ([], [True])


async def test_an_agenda_without_anything_says_what_would_stand_there(open_app: Any, tmp_path: Path) -> None:
    """And that there is one scope only."""
    source = tmp_path / "a.csv"
    source.write_text("Customer,Revenue\nA,10\n")
    async with open_app(source) as desk:
        await desk.press("a")
        assert "Nothing in these plans has a day yet" in desk.screen()
        await desk.press("enter", "v", "o")
        assert "Nobody is set as `me`" in desk.screen()


async def test_a_screen_that_was_left_gets_no_answer(open_app: Any, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Agenda and review may be left while they are being worked out; what is found then goes nowhere."""
    gate = threading.Event()
    main = threading.get_ident()

    def held(work: Any) -> Any:
        def later(*given: Any) -> Any:
            assert threading.get_ident() == main or gate.wait(10)
            return work(*given)

        return later

    async with open_app(sample) as desk:
        whole = desk.screen()
        for name in ("measured", "review"):
            monkeypatch.setattr(Workspace, name, held(getattr(Workspace, name)))
        for key in ("a", "r"):
            gate.clear()
            await desk.pilot.press(key, "escape")
            gate.set()
            await desk.settled()
            assert desk.screen() == whole
