"""The review by keys: scopes, the quiet rest in one stroke, a decision, what moved since the last review."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from abmtui.store.plan_file import read_plan
from abmtui.store.review_log import FILE as LOG
from abmtui.store.reviews import FILE, Reviews
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.screens.review import ReviewScreen
from abmtui.tui.screens.review_rest import ReviewRestScreen

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

Open = Any
ROWS = "id,name,revenue,prior revenue,owner,team\n" + "".join(
    f"{place},Account {place},{100 - place},{place * 4 + 90},{'Ada' if place % 2 else 'Ben'},{'North' if place < 5 else 'South'}\n" for place in range(12)
)


def portfolio(folder: Path) -> Path:
    """Return a small source of its own."""
    source = folder / "accounts.csv"
    source.write_text(ROWS, "utf-8")
    return source


async def test_o_goes_round_the_scopes_and_says_which_setting_is_missing(open_app: Open, tmp_path: Path) -> None:
    """Mine, team, all and round; with none named it says what to write into the config."""
    source = portfolio(tmp_path)
    async with open_app(source, me="Ada", team="north") as desk:
        await desk.press("r")
        heads = []
        for _ in range(4):
            heads.append(desk.lines()[0].split(" · ")[1])
            await desk.press("o")
        assert heads == ["mine", "team", "all", "mine"]
        await desk.press("escape", "r")
        assert "review · mine · Q4 2026" in desk.lines()[0]
        assert "0 of 6 done · " in desk.lines()[0]
    async with open_app(source) as desk:
        await desk.press("r", "o")
        assert "me = " in desk.screen()
        assert "review · all" in desk.lines()[0]


async def test_the_quiet_rest_is_listed_then_marked_in_one_stroke_and_one_undo(open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Esc marks nothing; Enter marks all, makes no plan and keeps the figures; undo takes all of it back; too many are not marked."""
    source = portfolio(tmp_path)
    async with open_app(source, size=(80, 24)) as desk:
        await desk.press("r")
        quiet = int(desk.screen().split("Quiet: ")[1].split()[0])
        assert quiet > 1
        await desk.press("space")
        assert "✓" not in desk.screen(), "nothing acts on marks here"
        await desk.press("V")
        assert isinstance(desk.app.screen, ReviewRestScreen)
        assert "Last review" in desk.screen()
        await desk.press("question_mark", "escape", "down", "escape")
        assert isinstance(desk.app.screen, ReviewScreen)
        assert not (tmp_path / "plans").exists()
        await desk.press("V", "enter")
        assert f"{quiet} of 12 done" in desk.lines()[0]
        assert f"{quiet} accounts reviewed without change" in desk.screen()
        assert len(Reviews(tmp_path / "plans", "").stamps()[0]) == quiet
        assert {path.name for path in (tmp_path / "plans").iterdir() if path.is_file()} == {FILE, LOG}
        await desk.press("V")
        assert "No account is quiet" in desk.screen()
        await desk.press("u")
        assert "0 of 12 done" in desk.lines()[0]
        assert Reviews(tmp_path / "plans", "").stamps()[0] == {}
        monkeypatch.setattr("abmtui.store.reviews.MOST", 1)
        await desk.press("V")
        assert "too many for one stroke" in desk.screen()
        await desk.press("down", "enter")
        assert isinstance(desk.app.screen, ReviewRestScreen)


async def test_a_decision_is_one_step_with_its_stamp(open_app: Open, tmp_path: Path) -> None:
    """`D` asks for the decision and proposes the next date by the class, never one that is past; the account is reviewed, and one undo takes both back."""
    source = portfolio(tmp_path)
    async with open_app(source) as desk:
        await desk.press("r", "enter", "D", "escape")
        assert isinstance(desk.app.screen, AccountScreen)
        account = desk.app.screen.account
        await desk.press("D")
        assert "at the end closes the review" in desk.screen()
        await desk.type("Renew for two years")
        assert desk.app.screen_stack[-2].typing() == ("note", "text: decision: Renew for two years\ntopic: decision")
        await desk.press("enter", "end", "ctrl+u")
        await desk.type("2026-11-01")
        await desk.press("enter")
        assert "which is not ahead" in desk.screen()
        await desk.press("end", "ctrl+u")
        await desk.type("2027-02-20")
        await desk.press("enter")
        await desk.type("Send the offer")
        await desk.press("enter")
        assert desk.state() == "saved 14:02:11"
        plan = read_plan(next((tmp_path / "plans").glob("*.toml"))).plan
        assert (plan.notes[0].text, plan.notes[0].author, plan.next_step) == ("Renew for two years", "tester", "Send the offer")
        assert plan.next_review == dt.date(2027, 2, 20)
        assert Reviews(tmp_path / "plans", "").stamps()[0][account].reviewed == dt.date(2026, 11, 22)
        assert "next review" in desk.screen()
        await desk.press("u")
        assert Reviews(tmp_path / "plans", "").stamps()[0] == {}
        assert desk.app.screen.plan.notes == ()


async def test_the_review_says_what_moved_since_the_one_before(open_app: Open, tmp_path: Path) -> None:
    """A line below the header, and `i` the figures side by side; without an earlier review it says so."""
    source = portfolio(tmp_path)
    async with open_app(source) as desk:
        await desk.press("r", "i")
        assert "No earlier review" in desk.screen()
        await desk.press("v")
    log, stamps = tmp_path / "plans" / LOG, tmp_path / "plans" / FILE
    stamps.write_text(stamps.read_text("utf-8").replace("2026-11-22", "2026-09-12"), "utf-8")
    log.write_text(log.read_text("utf-8").replace("2026-11-22", "2026-09-12").replace('"total": 1134.0', '"total": 1000.0'), "utf-8")

    def second_line(lines: list[str]) -> str:
        return lines[1].strip()

    options: dict[str, Any] = {"size": (80, 24)}
    async with open_app(source, **options) as desk:
        await desk.press("r")
        assert second_line(desk.lines()) == "since 12 Sep: total 1,000 → 1,134"
        await desk.press("i")
        assert "What moved since the review before" in desk.screen()
        assert "Accounts to 80%" in desk.screen()
        await desk.press("escape", "z")
        assert "Snooze Account " in desk.screen()
        await desk.press("backspace", "backspace", "backspace")
        await desk.type("-1w")
        await desk.press("enter")
        assert "which is not ahead" in desk.screen()
        await desk.press("backspace", "backspace", "backspace")
        name = desk.screen().split("Snooze ")[1].split(" until")[0]
        await desk.type("+2w")
        await desk.press("enter")
        assert "beside them 1 put off" in desk.screen()
        await desk.press("V")
        assert f"{name} " not in desk.screen(), "V marks nobody whom no one looked at"
        await desk.press("escape", "escape")
        await desk.press("slash")
        await desk.type(name)
        await desk.press("enter", "enter")
        assert "put off until 6 Dec" in desk.lines()[2]
