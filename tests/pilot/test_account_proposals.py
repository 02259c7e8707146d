"""Proposed red flags on the account's screen, and a flag that is closed and opened again."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING, Any

from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.proposal_lines import PROPOSAL
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from pathlib import Path


TODAY = dt.date(2026, 11, 22)
Open = Any


def source(folder: Path) -> Path:
    """Return a table whose one account falls by a fifth."""
    path = folder / "accounts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Account ID", "Account", "Revenue 2024", "Revenue 2025"], ["1", "Falling", "1000", "800"]])
    return path


def account(desk: Any) -> AccountScreen:
    """Return the account's screen."""
    return next(screen for screen in desk.app.screen_stack if isinstance(screen, AccountScreen))


async def test_a_proposed_flag_is_accepted_dismissed_and_brought_back(open_app: Open, tmp_path: Path) -> None:
    """The summary counts it, its tab shows it with the numbers; Enter and d are one undo each, a reason is needed, i explains."""
    async with open_app(source(tmp_path), me="Anna", size=(100, 30)) as desk:
        await desk.press("enter")
        assert "Red flags · 1 flag proposed" in desk.screen()
        await desk.press("4")
        assert account(desk).grid.target == Target(PROPOSAL, "business goes elsewhere")
        await desk.press("1")
        account(desk).grid.point_at(next(line.cells[0].target for line in _lines(desk) if line.section == "flag" and line.cells))
        await desk.press("enter", "i")
        assert isinstance(desk.app.screen, ReadingScreen)
        assert "a fall that grew by 5 points" in desk.screen()
        await desk.press("escape", "enter")
        (flag,) = account(desk).plan.flags
        assert (flag.status, flag.raised, flag.evidence) == ("open", TODAY, "revenue -20% on the year before: 800 against 1,000")
        assert flag.review_by == TODAY + dt.timedelta(90)
        assert "proposed" not in desk.lines()[4]
        await desk.press("u")
        assert account(desk).plan.flags == ()
        assert "1 flag proposed · ↵ accepts · d dismisses" in desk.screen()
        await desk.press("d", "enter")
        assert "A reason is needed" in desk.screen()
        await desk.press("escape", "d")
        assert not account(desk).plan.dismissals
        await desk.type("seasonal")
        await desk.press("enter")
        (said,) = account(desk).plan.dismissals
        assert (said.reason, said.date, said.author) == ("seasonal", TODAY, "tester")
        assert "flag proposed" not in desk.screen()
        assert "Flags  Goals" in desk.lines()[1], "a dismissed proposal is no flag"
        await desk.press("u")
        assert account(desk).view.proposals
        assert desk.state().startswith("saved")


def _lines(desk: Any) -> list[Any]:
    grid = account(desk).grid
    return [grid.lines[place] for place in range(len(grid.lines))]


async def test_a_flag_that_is_closed_asks_how_it_ended_and_loses_nothing_when_opened(open_app: Open, tmp_path: Path) -> None:
    """Closing sets the day and offers the resolution; the closed flag stands below, dim; opening it again keeps how it ended."""
    async with open_app(source(tmp_path), size=(100, 30)) as desk:
        await desk.press("enter", "4", "enter", "a")
        await desk.type("supply")
        await desk.press("tab", "tab", "tab", "tab", "enter")
        accepted, added = account(desk).plan.flags
        assert added.raised == TODAY
        desk.app.screen.grid.point_at(Target("flag", accepted.id, "status"))
        await desk.press("enter")
        await desk.type("resolved")
        await desk.press("enter")
        assert "business goes elsewhere: resolved. How did it end?" in desk.screen()
        await desk.type("new contract")
        await desk.press("enter")
        flag = account(desk).plan.flags[0]
        assert (flag.status, flag.closed, flag.resolution) == ("resolved", TODAY, "new contract")
        assert "flag proposed" not in desk.screen()
        rows = [line.cells[0] for line in _lines(desk) if line.cells and line.cells[0].target]
        assert [(cell.text, cell.style) for cell in rows[:2]] == [("supply", ""), ("business goes elsewhere", "dim")]
        assert desk.app.screen.grid.target == Target("flag", flag.id, "status")
        await desk.press("enter")
        await desk.type("open")
        await desk.press("enter")
        flag = account(desk).plan.flags[0]
        assert (flag.closed, flag.resolution, flag.note) == (None, "", "resolved 2026-11-22: new contract")
        await desk.press("u", "u", "u")
        assert account(desk).plan.flags[0] == accepted
