"""The drawn views of people and channels: one key goes round them, the cursor stays, holes are filled where they stand."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len

from abmtui.plan.model import ChannelRow, Note, Plan, Stakeholder, Touch
from abmtui.store.plan_file import PlanFile
from abmtui.tui.bases.account_facts import AccountFacts
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.key_order import OrderedKeys
from abmtui.tui.bases.view_table import AUDIENCE, HOLE
from abmtui.tui.guard import Guarded
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from abmtui.tui import messages

TODAY = dt.date(2026, 11, 22)
PLAN = Plan(
    id="7",
    name="Acme",
    owner="Aino Keskitalo",
    stakeholders=(
        Stakeholder("s-mika", "Mika Laine", role="economic buyer", influence=5, interest=2, support="neutral", preferred_channel="executive briefing"),
        Stakeholder("s-eva", "Eva Strömvall", role="approver", influence=4, interest=4, support="mentor", our_contact="Aino Keskitalo"),
        Stakeholder("s-wide", "翠嶺重工業株式会社", role="user", support="enemy", reports_to="s-eva", influences=("s-mika",)),
        Stakeholder("s-left", "Samuli", reports_to="s-eva", left=True),
        Stakeholder("s-lost", "Lost", reports_to="nobody known"),
    ),
    channels=(
        ChannelRow("c-1", "s-eva", "Uptime", "email", "monthly", "Book a demo", status="active"),
        ChannelRow("c-2", "s-eva", "Fuel", "email", dt.date(2026, 12, 1), status="planned"),
        ChannelRow("c-3", "Engineers", "Parts", "webinar", dt.date(2026, 9, 1), status="done"),
        *(ChannelRow(f"c-1{n}", "Engineers", f"Message {n}", f"channel {n}", "soon") for n in range(6)),
    ),
    touches=(Touch("t-1", dt.date(2026, 11, 12), who=("s-eva",), our_contact="Joonas Perälä"),),
)


class AccountApp(OrderedKeys, Guarded[int]):
    """An app that shows one account and takes its edits back on `u`, as the program does."""

    def __init__(self, screen: AccountScreen) -> None:
        super().__init__()
        self.account = screen
        self.edits: list[str] = []
        self._before: list[Plan] = [screen.plan]

    def on_mount(self) -> None:
        """Show the account."""
        self.push_screen(self.account)

    def on_plan_changed(self, event: messages.PlanChanged) -> None:
        """Keep the edit."""
        self.edits.append(event.what)
        self._before.append(event.plan)

    def on_undo_asked(self) -> None:
        """Show the plan before the last edit."""
        self._before.pop()
        self.account.show_plan(self._before[-1])


@asynccontextmanager
async def opened(plan: Plan = PLAN, *keys: str, size: tuple[int, int] = (100, 30), **changes: Any) -> AsyncIterator[tuple[AccountApp, Pilot[int]]]:
    """The account's screen in a running app, after some keys."""
    values: dict[str, Any] = {"path": Path("plans/x.toml"), "plan": plan, "text": "", "hash": "1", "problems": (), "broken": False, "read_only": ""}
    app = AccountApp(AccountScreen(PlanFile(**(values | changes)), AccountFacts("Acme"), TODAY))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, *keys)
        yield app, pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one."""
    for key in keys:
        await pilot.press("space" if key == " " else key)
    await pilot.pause()


async def stand_on(app: AccountApp, pilot: Pilot[int], target: Target) -> None:
    """Put the cursor on a cell."""
    app.account.grid.point_at(target)
    app.account.grid.refresh()
    await pilot.pause()
    assert app.account.grid.target == target


def page(app: AccountApp) -> list[str]:
    """What stands on the terminal, line by line."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def said(app: AccountApp) -> str:
    """What stands in place of the footer."""
    return app.account.query_one(SaidLine).text


async def test_c_goes_round_and_the_cursor_stays() -> None:
    """Each press shows the next view, its title says which and the one after it; the cursor stays on its person and row."""
    async with opened(PLAN, "2", "down") as (app, pilot):
        assert "People · 5 · c tree" in page(app)[2]
        for title in ("tree · c power and interest", "power and interest · c our team", "our team · c list", "c tree"):
            await press(pilot, "c")
            assert title in page(app)[2]
            assert app.account.grid.target is not None
            assert app.account.grid.target.row == "s-eva"
        await press(pilot, "3", "down", "down", "down")
        for title in ("by channel · c by month", "by month · c list", "c by channel"):
            await press(pilot, "c")
            assert title in page(app)[2]
            assert app.account.grid.target is not None
            assert app.account.grid.target.row == "c-10"
        await press(pilot, "c", "down")
        stood = app.account.grid.target
        await press(pilot, "2", "c", "3")
        assert "by channel" in page(app)[2]
        assert app.account.grid.target == stood
        await press(pilot, "4", "c")
        assert "one view" in said(app)


async def test_the_tree_is_drawn_and_edited() -> None:
    """Lines, notes and dim people; a superior typed in the tree moves the person at once, and undo moves them back."""
    async with opened(PLAN, "2", "c", size=(140, 20)) as (app, pilot):
        text = "\n".join(page(app))
        for words in (
            "├ 翠嶺重工業株式会社",
            "└ Samuli (left)",
            "→ Mika Laine",
            "Report to somebody who is not in this plan · 1",
            "Nobody named above or below · 1",
        ):
            assert words in text
        await stand_on(app, pilot, Target("stakeholder", "s-lost", "reports_to"))
        await press(pilot, "enter", *"mika", "enter")
        assert app.edits == ["Lost: reports to Mika Laine"]
        assert "└ Lost" in "\n".join(page(app))
        await press(pilot, "u")
        assert "└ Lost" not in "\n".join(page(app))
        await press(pilot, "J")
        assert "moved in the list" in said(app)


async def test_the_grid_takes_both_scores_in_one_line() -> None:
    """Enter on a person asks influence and interest; what is no pair of scores is refused with a sentence; one edit, one undo."""
    async with opened(PLAN, "2", "c", "c") as (app, pilot):
        text = "\n".join(page(app))
        for words in ("manage closely", "keep satisfied", "keep informed", "monitor", "=  Mika Laine", "++ Eva Strömvall", "Not scored · 2", "Left · 1"):
            assert words in text
        await stand_on(app, pilot, Target("stakeholder", "s-wide", "influence"))
        await press(pilot, "enter", *"9 1", "enter")
        assert "not two numbers from 1 to 5" in "\n".join(page(app))
        await press(pilot, *["backspace"] * 3, *"4 2", "enter")
        person = app.account.plan.stakeholders[2]
        assert (person.influence, person.interest) == (4, 2)
        assert app.edits == ["翠嶺重工業株式会社: influence 4, interest 2"]
        assert app.account.grid.target == Target("stakeholder", "s-wide", "influence")
        await press(pilot, "enter", "enter")
        assert len(app.edits) == 1
        await press(pilot, "u")
        assert app.account.plan.stakeholders[2].influence is None


async def test_many_in_one_cell_are_counted() -> None:
    """A cell with more people than there is room for counts them; the frame names them."""
    crowd = Plan(stakeholders=tuple(Stakeholder(f"s-{n}", f"Person {n}", influence=3, interest=3) for n in range(30)))
    async with opened(crowd, "2", "c", "c", size=(80, 24)) as (app, pilot):
        row = next(line for line in page(app) if "more" in line and "+" in line)
        assert "+19 more" in row
        await stand_on(app, pilot, Target("stakeholder", "s-11", "influence"))
        await press(pilot, "up", "down")
        assert "Person 11, Person 12" in page(app)[-2]


async def test_who_of_ours_meets_whom() -> None:
    """Contacts and empty cells; Enter makes one of ours the contact or adds a touch, `a` the touch at once, filled in."""
    async with opened(PLAN, "2", "c", "c", "c") as (app, pilot):
        text = "\n".join(page(app))
        for words in ("contact never", "12 Nov", "Without any of ours · 3", "Mika Laine"):
            assert words in text
        await stand_on(app, pilot, Target(HOLE, "s-mika", "joonas perala"))
        await press(pilot, "enter", "enter")
        assert app.account.plan.stakeholders[0].our_contact == "Joonas Perälä"
        assert app.account.grid.target == Target(HOLE, "s-mika", "joonas perala")
        await press(pilot, "enter", "enter")
        assert app.account.plan.stakeholders[0].our_contact == ""
        await press(pilot, "enter", "down", "enter", "escape", "a", "enter", *"tax", "enter", "enter")
        touch = app.account.plan.touches[-1]
        assert (touch.who, touch.our_contact, touch.date, touch.topic) == (("s-mika",), "Joonas Perälä", TODAY, "tax")
        await press(pilot, "c")
        assert app.account.grid.target == Target("stakeholder", "s-mika", "name")


async def test_a_hole_of_the_matrix_is_filled_where_it_is() -> None:
    """`a` on an empty cell asks a row with audience and channel filled in, in a month with its day; the cursor goes to the row, undo empties the cell."""
    async with opened(PLAN, "3", "c", size=(80, 24)) as (app, pilot):
        assert "more columns ▸" in page(app)[2]
        await stand_on(app, pilot, Target(HOLE, "s-mika", "executive briefing"))
        assert "◂" in app.account.grid.title
        await press(pilot, "a", *"+1w", "enter", *"Fuel", "enter", "enter", "enter")
        row = app.account.plan.channels[-1]
        assert (row.audience, row.channel, row.when, row.message) == ("s-mika", "executive briefing", dt.date(2026, 11, 29), "Fuel")
        assert app.account.grid.target == Target("channel", row.id, "when")
        await press(pilot, "enter", *"+2w", "enter")
        assert app.account.plan.channels[-1].when == dt.date(2026, 12, 6)
        await press(pilot, "u", "u", "c")
        assert len(app.account.plan.channels) == len(PLAN.channels)
        await stand_on(app, pilot, Target(HOLE, "s-mika", "2"))
        await press(pilot, "enter", *"Cost", "enter", "enter", "enter")
        assert (app.account.plan.channels[-1].when, app.account.plan.channels[-1].channel) == (dt.date(2027, 1, 1), "executive briefing")
        await stand_on(app, pilot, Target(AUDIENCE, "engineers"))
        await press(pilot, "enter")
        assert app.account.grid.target == Target("channel", "c-3", "audience")
        await press(pilot, "c")
        await stand_on(app, pilot, Target(AUDIENCE, "s-mika"))
        await press(pilot, "enter")
        assert app.account.grid.target == Target("stakeholder", "s-mika", "name")


async def test_columns_scroll_with_the_cursor() -> None:
    """Right at the edge brings the next column in, left back to the first; every column is reached."""
    async with opened(PLAN, "3", "c", size=(60, 20)) as (app, pilot):
        await stand_on(app, pilot, Target(AUDIENCE, "s-mika"))
        seen = []
        for _ in range(9):
            await press(pilot, "right")
            assert app.account.grid.target is not None
            seen.append(app.account.grid.target.field)
        assert list(dict.fromkeys(seen)) == ["email", "webinar", *(f"channel {n}" for n in range(6)), "executive briefing"]
        await press(pilot, *["left"] * 9)
        assert app.account.grid.target == Target(AUDIENCE, "s-mika")
        assert "◂" not in page(app)[2]


@pytest.mark.parametrize("size", [(140, 45), (80, 24), (60, 20)])
async def test_every_view_keeps_its_frame(size: tuple[int, int]) -> None:
    """At each size every line of every view is as wide as the terminal, wide letters counted, and ends in the frame."""
    async with opened(PLAN, "2", size=size) as (app, pilot):
        for keys in (("c",), ("c",), ("c",), ("3", "c"), ("c",)):
            await press(pilot, *keys)
            lines = page(app)
            assert {cell_len(line) for line in lines} == {size[0]}
            assert all(line[0] in "┌│├└" and line[-1] in "┐│┤┘" for line in lines[2:-1])


async def test_views_of_an_empty_or_locked_plan() -> None:
    """A view without rows says how to begin, where `a` and Enter add; a plan that cannot be changed says why."""
    async with opened(Plan(id="7", name="Acme"), "2") as (app, pilot):
        for _ in range(3):
            await press(pilot, "c")
            assert "nobody yet: a adds a person" in "\n".join(page(app))
        await press(pilot, "3", "c", "c")
        assert "no channel row yet: a adds one" in "\n".join(page(app))
        await press(pilot, "enter")
        assert "New channel row" in "\n".join(page(app))
    async with opened(PLAN, "3", "c", read_only="written by a newer version") as (app, pilot):
        await stand_on(app, pilot, Target(HOLE, "s-mika", "email"))
        for key in ("enter", "a"):
            await press(pilot, key)
            assert "newer version" in said(app)
            assert not app.edits


async def test_a_text_is_found_on_any_tab() -> None:
    """`/` goes to the next cell that holds a text, accents forgiven, columns scrolled in; again goes on and round; what is nowhere is said."""
    plan = replace(PLAN, strategy="Lower the fuel bill", notes=(Note("n-1", "Fuel again"),))
    async with opened(plan, "/", *"fuel", "enter", size=(80, 24)) as (app, pilot):
        assert app.account.grid.target == Target("", "", "strategy")
        assert "Summary, Strategy: Lower the fuel bill · 3 in all" in said(app)
        await press(pilot, "/", "enter")
        assert app.account.grid.target == Target("channel", "c-2", "message")
        for target in (Target("note", "n-1", "text"), Target("", "", "strategy")):
            app.account._search("fuel")
            assert app.account.grid.target == target
        await press(pilot, "2", "c")
        for text, target in (("stromv", Target("stakeholder", "s-eva", "name")), ("BRIEFING", Target("stakeholder", "s-mika", "preferred_channel"))):
            app.account._search(text)
            assert app.account.grid.target == target
        app.account._search("nowhere")
        assert '"nowhere" is not found in this plan' in said(app)
        assert app.account.grid.target == target
