"""Quick entry, counted: a person, a channel row and a flag, each from the account's opening to `saved` in at most twenty keys besides free text."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import TYPE_CHECKING, Any

from abmtui.tui.forms.row_form import RowForm
from abmtui.tui.screens.account import AccountScreen

if TYPE_CHECKING:
    from pathlib import Path

Open = Any

MOST = 20


class Counted:
    """A desk whose keys are counted; the letters of names, messages and calls to action are not, those that choose a word or make a date are."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.keys = 0

    async def press(self, *keys: str) -> None:
        """Press keys, counted."""
        self.keys += len(keys)
        await self.desk.press(*keys)

    async def choose(self, letters: str) -> None:
        """Type what chooses a word or makes a date, and take it; counted."""
        self.keys += len(letters) + 1
        await self.desk.type(letters)
        await self.desk.press("enter")

    async def write(self, text: str) -> None:
        """Type free text and take it; only the Enter is counted."""
        self.keys += 1
        await self.desk.type(text)
        await self.desk.press("enter")


async def opened_account(desk: Any, name: str) -> Counted:
    """Open an account; the counting begins here."""
    await desk.press("slash")
    await desk.type(name)
    await desk.press("enter", "enter")
    assert isinstance(desk.app.screen, AccountScreen)
    return Counted(desk)


def in_form(desk: Any) -> bool:
    """Whether the form of a new row is still in front."""
    return isinstance(desk.app.screen, RowForm)


async def opened_again(desk: Any) -> Counted:
    """Leave the account and open it anew; the counting begins again."""
    await desk.press("escape", "enter")
    assert isinstance(desk.app.screen, AccountScreen)
    return Counted(desk)


def rows(sample: Path, kind: str) -> list[dict[str, Any]]:
    """The rows of a kind in the worked example's file."""
    (path,) = (sample.parent / "plans").glob("vainasalmi-oyj*.toml")
    found: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))[kind]
    return found


def saved(desk: Any) -> bool:
    """Whether the account is in front again and its header says saved."""
    return isinstance(desk.app.screen, AccountScreen) and desk.state() == "saved 14:02:11"


async def test_a_person_a_channel_row_and_a_flag_take_at_most_twenty_keys_each(open_app: Open, sample: Path) -> None:
    """Words and goals by first letters, days as +2w and "next fri"; a flag is open and raised today without a word."""
    async with open_app(sample) as desk:
        count = await opened_account(desk, "vainasalmi oyj")
        await count.press("2", "a")
        await count.write("Tove Lindqvist")
        await count.choose("ec")
        await count.choose("s")
        await count.press("enter", "enter")
        assert saved(desk)
        assert count.keys <= MOST, count.keys
        person = rows(sample, "stakeholder")[-1]
        assert (person["name"], person["role"], person["reached_by"]) == ("Tove Lindqvist", "economic buyer", "sales")

        count = await opened_again(desk)
        goal = rows(sample, "goal")[0]
        await count.press("3", "a")
        await count.choose("mi")
        await count.choose("we")
        await count.choose("+2w")
        await count.write("Fuel cost a mile")
        await count.write("Book the workshop")
        await count.choose(goal["name"][:3])
        assert saved(desk)
        assert count.keys <= MOST, count.keys
        row = rows(sample, "channel")[-1]
        assert (row["channel"], row["when"].isoformat(), row["call_to_action"], row["goal"]) == ("webinar", "2026-12-06", "Book the workshop", goal["id"])

        count = await opened_again(desk)
        await count.press("4", "a")
        await count.choose("b")
        await count.choose("h")
        await count.choose("next fri")
        await count.press("enter")
        assert saved(desk)
        assert count.keys <= MOST, count.keys
        flag = rows(sample, "flag")[-1]
        assert (flag["type"], flag["severity"], flag["review_by"].isoformat()) == ("business goes elsewhere", "high", "2026-11-27")
        assert flag["raised"].isoformat() == "2026-11-22"


async def test_the_only_goal_stands_there_and_an_impossible_date_keeps_its_text(open_app: Open, sample: Path) -> None:
    """Where one goal is open it is chosen already; 31 February says so and stays to be mended; a new row takes three keys besides its text."""
    async with open_app(sample) as desk:
        count = await opened_account(desk, "hossling")
        await count.press("5", "a")
        await desk.type("Fewer stops")
        await count.press("shift+tab", "enter")
        assert saved(desk)
        assert count.keys - 1 == len(("a", "shift+tab", "enter"))
        await desk.press("3", "a", "enter", "enter")
        await desk.type("31 Feb 2027")
        await desk.press("enter")
        assert in_form(desk)
        assert '"31 Feb 2027" is no date that has one meaning' in desk.screen()
        assert desk.screen().count("31 Feb 2027") > 1
        await desk.press(*["backspace"] * len("Feb 2027"))
        await desk.type("Dec")
        await desk.press("enter")
        await desk.type("Uptime")
        await desk.press("enter", "enter")
        assert "Fewer stops" in desk.screen()
        await desk.press("enter")
        plan = desk.app.screen.plan
        assert (plan.channels[-1].when, plan.channels[-1].goal) == (dt.date(2026, 12, 31), plan.goals[0].id)
