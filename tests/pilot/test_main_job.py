"""The main job with keys alone: find an account, edit its plan, see it saved, go on with the review."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.tui.forms.recovery_form import RecoveryForm
from abmtui.tui.forms.row_form import RowForm
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from pathlib import Path

Open = Any


async def find(desk: Any, text: str) -> None:
    """Search an account and open it."""
    await desk.press("slash")
    await desk.type(text)
    await desk.press("enter", "enter")
    assert isinstance(desk.app.screen, AccountScreen)


def plan_file(sample: Path, name: str) -> Path:
    """Return an account's plan file by the start of its name."""
    found = sorted((sample.parent / "plans").glob(f"{name}*.toml"))
    assert len(found) == 1, found
    return found[0]


def needing(screen: ReviewScreen) -> int:
    """Return how many accounts the review shows."""
    assert screen._queue is not None
    return screen._queue.rows.len()


async def add_person(desk: Any, name: str) -> None:
    """Add a stakeholder with the name alone."""
    await desk.press("2", "a")
    await desk.type(name)
    for _ in range(12):
        if not isinstance(desk.app.screen, RowForm):
            return
        await desk.press("enter")
    raise AssertionError("the form did not end")


async def test_an_edit_is_saved_at_once_and_the_rest_of_the_file_stays(open_app: Open, sample: Path) -> None:
    """A stakeholder added to the worked example is on disk when the header says saved; every old line is still there."""
    path = plan_file(sample, "vainasalmi-oyj")
    before = path.read_text("utf-8").splitlines()
    async with open_app(sample) as desk:
        await find(desk, "vainasalmi oyj")
        await add_person(desk, "Tove Lindqvist")
        assert desk.state() == "saved 14:02:11"
        await desk.press("escape")
        assert desk.state() == "saved 14:02:11"
    after = path.read_text("utf-8").splitlines()
    assert [line for line in before if line not in after] == []
    plan = tomllib.loads(path.read_text("utf-8"))
    person = plan["stakeholder"][-1]
    assert person["name"] == "Tove Lindqvist"
    assert person["id"].startswith("s-")


async def test_a_first_plan_makes_its_file(open_app: Open, sample: Path) -> None:
    """An account without a plan gets SLUG--HASH.toml at its first edit, and none before."""
    count = len(list((sample.parent / "plans").glob("*.toml")))
    async with open_app(sample) as desk:
        await find(desk, "hossling")
        assert len(list((sample.parent / "plans").glob("*.toml"))) == count
        await add_person(desk, "Jörg Ahrens")
        assert desk.state().startswith("saved")
    assert tomllib.loads(plan_file(sample, "hossling").read_text("utf-8"))["stakeholder"][0]["name"] == "Jörg Ahrens"


async def test_undo_and_redo_go_over_screens(open_app: Open, sample: Path) -> None:
    """An edit is taken back from the portfolio's screen and made again; the file follows byte for byte."""
    path = plan_file(sample, "vainasalmi-oyj")
    before = path.read_bytes()
    async with open_app(sample) as desk:
        await find(desk, "vainasalmi oyj")
        await desk.press("2", "d")
        after = path.read_bytes()
        assert after != before
        await desk.press("escape", "escape", "u")
        assert tomllib.loads(path.read_text("utf-8")) == tomllib.loads(before.decode())
        await desk.press("U")
        assert path.read_bytes() == after


async def test_a_change_by_somebody_else_is_never_overwritten(open_app: Open, sample: Path) -> None:
    """When the file changed since it was opened nothing is written, the header says conflict, and the edit is kept as a draft."""
    path = plan_file(sample, "vainasalmi-oyj")
    async with open_app(sample) as desk:
        await find(desk, "vainasalmi oyj")
        theirs = path.read_text("utf-8") + "\n# changed by a colleague\n"
        path.write_text(theirs, "utf-8")
        await add_person(desk, "Tove Lindqvist")
        assert desk.state() == "conflict"
        assert any(row.name == "Tove Lindqvist" for row in desk.app.screen.plan.stakeholders)
        assert path.read_text("utf-8") == theirs
        assert desk.app.workspace.editing.drafts()[0].name == "Väinäsalmi Oyj"


async def test_a_draft_is_offered_at_the_next_start_and_saved(open_app: Open, sample: Path) -> None:
    """What could not be saved is shown with its changes and saved on a key."""
    path = plan_file(sample, "vainasalmi-oyj")
    async with open_app(sample) as desk:
        await find(desk, "vainasalmi oyj")
        await desk.press("2", "a")
        await desk.type("Tove")
        desk.app.draft_all()
    async with open_app(sample) as desk:
        assert isinstance(desk.app.screen, RecoveryForm)
        assert "Tove" in desk.screen()
        await desk.press("d")
        assert "not saved the last time" not in desk.screen().lower()
        assert desk.app.workspace.editing.drafts() == ()
    assert "Tove" not in path.read_text("utf-8")


async def test_a_hang_up_keeps_what_is_being_typed(open_app: Open, sample: Path) -> None:
    """At the end by a signal the text in the editor goes into a draft."""
    async with open_app(sample) as desk:
        await find(desk, "vainasalmi oyj")
        await desk.press("2", "a")
        await desk.type("Tove Lind")
        desk.app.draft_all()
        drafts = desk.app.workspace.editing.drafts()
    assert [draft.typed for draft in drafts] == ["Tove Lind"] or "Tove Lind" in drafts[0].typed


async def test_a_broken_plan_opens_read_only_with_line_and_column(open_app: Open, sample: Path) -> None:
    """A syntax error is shown with its place; no key overwrites the file."""
    path = plan_file(sample, "vainasalmi-oyj")
    path.write_text('format = 1\nid = "000001"\nname = = "x"\n', "utf-8")
    broken = path.read_bytes()
    async with open_app(sample) as desk:
        await find(desk, "vainasalmi oyj")
        assert desk.state() == "read-only"
        assert ":3" in desk.screen() or "line 3" in desk.screen()
        await desk.press("2", "a", "d", "enter", "escape")
    assert path.read_bytes() == broken


async def test_the_review_goes_on_where_it_was(open_app: Open, sample: Path) -> None:
    """`v` takes an account out of the queue, `z` puts it off, undo brings it back, and a restart goes on with the rest."""
    async with open_app(sample) as desk:
        await desk.press("r")
        screen = desk.app.screen
        assert isinstance(screen, ReviewScreen)
        count = needing(screen)
        first = screen.account_row()
        await desk.press("v")
        assert needing(screen) == count - 1
        assert screen.account_row() != first
        assert "1 of 412 done" in desk.lines()[0]
        await desk.press("u")
        assert needing(screen) == count
        await desk.press("home", "v", "z", "enter")
        assert needing(screen) == count - 2
    async with open_app(sample) as desk:
        await desk.press("r")
        assert needing(desk.app.screen) == count - 2


async def test_next_opens_the_most_pressing_account_and_then_the_one_behind(open_app: Open, sample: Path) -> None:
    """`n` walks through the accounts that need a look."""
    async with open_app(sample) as desk:
        await desk.press("r", "n")
        assert isinstance(desk.app.screen, AccountScreen)
        first = desk.app.screen.account
        await desk.press("n")
        assert desk.app.screen.account != first


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 45)])
async def test_every_screen_is_drawn_at_every_size(open_app: Open, sample: Path, size: tuple[int, int]) -> None:
    """Each screen opens, is as wide as the terminal, and gives the keys back on Esc."""
    async with open_app(sample, size=size) as desk:
        for keys in (("enter",), ("r",), ("i",), ("f",), ("m",), ("t",), ("slash",)):
            await desk.press(*keys)
            assert all(len(line.encode("utf-32-le")) for line in desk.lines())
            await desk.press("escape")
        assert desk.app.screen is desk.app.portfolio_screen
