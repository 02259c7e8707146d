"""The marked accounts edited and enrolled by keys: previewed, one step, taken back also after a restart."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from abmtui.tui.forms.bulk_preview_form import BulkPreviewForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.forms.row_form import RowForm

if TYPE_CHECKING:
    from pathlib import Path

Open = Any

ACCOUNTS = """id,name,revenue,programme,kind,since
1,Alpha,1000,ABM,customer,2001-01-01
2,Beta,500,DRM,customer,2001-01-01
3,Gamma,20,DRM,customer,2026-09-01
"""


def book(folder: Path) -> Path:
    """Three accounts and a plan that is broken."""
    path = folder / "book.csv"
    path.write_text(ACCOUNTS, "utf-8")
    return path


def said(folder: Path, key: str) -> list[Any]:
    """What the plans say of a field, by account."""
    found = [tomllib.loads(path.read_text("utf-8")) for path in (folder / "plans").glob("*.toml")]
    return [one.get(key) for one in sorted(found, key=lambda plan: plan["id"])]


def on(desk: Any, screen: type[Any]) -> bool:
    """Return whether a screen of that kind is uppermost."""
    return isinstance(desk.app.screen, screen)


async def test_marked_accounts_are_edited_shown_first_and_taken_back_by_the_next_program(open_app: Open, tmp_path: Path) -> None:
    """Two marked: a field with its reason, the preview with old and new, Enter; Esc leaves at every place; `u` after a restart names it."""
    async with open_app(book(tmp_path), size=(80, 24)) as desk:
        await desk.press("e")
        assert "Edit Alpha" in desk.screen()
        await desk.press("escape", "space", "space", "e", "enter")
        assert on(desk, PickForm)
        await desk.type("progr")
        await desk.press("enter")
        assert on(desk, RowForm)
        await desk.type("ABM")
        await desk.press("enter", "enter")
        assert on(desk, BulkPreviewForm)
        shown = desk.screen()
        assert "2 accounts change." in shown
        assert "Programme overrides what is worked out" in shown
        assert "Programme: nothing → ABM" in shown
        await desk.press("escape")
        assert not (tmp_path / "plans").exists()
        await desk.press("e", "enter")
        await desk.type("progr")
        await desk.press("enter")
        await desk.type("ABM")
        await desk.press("enter")
        await desk.type("yards")
        await desk.press("enter")
        assert "overrides" not in desk.screen()
        await desk.press("enter")
        assert desk.state().startswith("saved")
        assert "programme ABM; why this programme yards: 2 accounts · u takes it back" in desk.lines()[-1]
    assert (said(tmp_path, "programme"), said(tmp_path, "programme_reason")) == (["ABM", "ABM"], ["yards", "yards"])
    async with open_app(book(tmp_path), size=(80, 24)) as desk:
        await desk.press("u")
        assert "undone: programme ABM; why this programme yards (Alpha, Beta)" in desk.screen()
        assert said(tmp_path, "programme") == [None, None]
        await desk.press("U")
        assert "redone: programme ABM" in desk.screen()
        await desk.press("e")
        await desk.type("add a red")
        await desk.press("enter")
        await desk.type("reorganisation")
        while not on(desk, BulkPreviewForm):
            await desk.press("enter")
        assert on(desk, BulkPreviewForm)
        await desk.press("down", "enter")
        assert [len(rows or ()) for rows in said(tmp_path, "flag")] == [1, 0]
        await desk.press("down", "u")
        assert "undone: red flag added: type reorganisation" in desk.lines()[-1]
        assert desk.app.portfolio_screen.table.cursor_row == 0


async def test_accounts_whom_a_rule_fits_are_marked_enrolled_and_taken_out(open_app: Open, tmp_path: Path) -> None:
    """Each programme says whom its rule fits and who is in it; what cannot be done says why; an edit that changes nothing cannot be applied."""
    async with open_app(book(tmp_path), size=(100, 30)) as desk:
        await desk.press("E")
        assert "onboarding · rule fits 0 of 1 · 0 enrolled" in desk.screen()
        assert "lead generation · no rule · 0 enrolled" in desk.screen()
        await desk.type("leave onb")
        await desk.press("enter")
        assert "None of them is enrolled in it." in desk.screen()
        await desk.press("escape", "E")
        await desk.type("mark whom onb")
        await desk.press("enter")
        assert "1 account marked · E enrols them" in desk.screen()
        await desk.press("E")
        assert "Enrol Gamma" in desk.screen()
        await desk.type("onb")
        await desk.press("enter")
        assert "Enrolled in: nothing → onboarding" in desk.screen()
        await desk.press("enter")
        assert said(tmp_path, "enrolled") == [["onboarding"]]
        await desk.press("E")
        assert "onboarding · rule fits 1 of 1 · 1 enrolled" in desk.screen()
        await desk.type("leave onb")
        await desk.press("enter", "enter", "u")
        assert said(tmp_path, "enrolled") == [["onboarding"]]
        await desk.press("e", "enter")
        await desk.type("enrolled")
        await desk.press("enter")
        await desk.type("onboarding")
        await desk.press("enter")
        assert "As it is already" in desk.screen()
        await desk.press("enter")
        assert on(desk, BulkPreviewForm)
        await desk.press("escape")
        await desk.press("e")
        await desk.type("add to")
        await desk.press("enter")
        assert "Pain points" in desk.screen()
        await desk.press("escape")


async def test_without_a_folder_for_plans_nothing_is_asked(open_app: Open, tmp_path: Path) -> None:
    """Several sources have none of their own: it says how to name one."""
    other = tmp_path / "other.csv"
    other.write_text(ACCOUNTS.replace("\n1,", "\n9,"), "utf-8")
    async with open_app(book(tmp_path), other, size=(80, 24)) as desk:
        for key in ("e", "E"):
            await desk.press(key)
            assert "no folder for plans yet" in desk.screen()
