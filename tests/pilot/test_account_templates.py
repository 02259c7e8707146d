"""Templates on the account's screen: picked by first letters, shown with their days, inserted as one step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.forms.template_form import TemplateForm
from abmtui.tui.screens.account import AccountScreen

if TYPE_CHECKING:
    from pathlib import Path

Open = Any
TODAY = dt.date(2026, 11, 22)
OWN = '[[template]]\nname = "Yard day"\n[[template.row]]\nmessage = "Welcome"\nchanel = "fair"\nwhen = "+7 d"\n'


async def test_a_template_is_inserted_for_a_person(open_app: Open, sample: Path, tmp_path: Path) -> None:
    """T, first letters, Enter shows the rows with their days; the first day shifts them; Enter inserts all, one undo takes them back."""
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    async with open_app(sample, templates=str(tmp_path / "own.toml"), size=(100, 30)) as desk:
        await desk.press("slash")
        await desk.type("vainasalmi oyj")
        await desk.press("enter", "enter", "2", "T")
        screen = next(one for one in desk.app.screen_stack if isinstance(one, AccountScreen))
        before = screen.plan
        assert "Yard day  (own, 1 row)" in desk.screen()
        assert "own.toml:5: chanel: there is no such field" in desk.screen()
        await desk.press("escape", "T")
        await desk.type("cust")
        await desk.press("enter")
        assert isinstance(desk.app.screen, TemplateForm)
        assert before.stakeholders[0].name in desk.screen()
        assert "22 Nov" in desk.screen()
        await desk.press("tab")
        await desk.type("3/4")
        await desk.press("enter")
        assert "is no date" in desk.screen()
        await desk.press("pagedown", "pageup", *["backspace"] * 3)
        await desk.press("enter")
        assert "Type the first day" in desk.screen()
        await desk.type("2026-12-01")
        assert "15 Dec" in desk.screen()
        await desk.press("tab", "enter")
        rows = screen.plan.channels[len(before.channels) :]
        assert [row.when for row in rows] == [dt.date(2026, 12, 1), dt.date(2026, 12, 15), dt.date(2027, 3, 1)]
        assert {row.audience for row in rows} == {before.stakeholders[0].id}
        assert "3 rows inserted · u takes them back" in desk.screen()
        assert screen.grid.target == Target("channel", rows[0].id, "audience")
        await desk.press("u")
        assert screen.plan == before
        await desk.press("T")
        await desk.type("yard")
        await desk.press("enter", "escape")
        assert screen.plan == before
