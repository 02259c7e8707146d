"""A source in several currencies: on the screen one is chosen, and the others stay out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from abmtui.tui.forms.pick_form import PickForm

if TYPE_CHECKING:
    from pathlib import Path

Open = Any
MIXED = "id,name,revenue,currency\n1,Ada,100,EUR\n2,Ben,200,USD\n3,Cleo,50,EUR\n"


async def test_a_currency_is_chosen_on_the_screen(open_app: Open, tmp_path: Path) -> None:
    """The currencies are offered with their rows; the one chosen is read, the other left out."""
    (tmp_path / "mixed.csv").write_text(MIXED, encoding="utf-8")
    async with open_app(tmp_path / "mixed.csv") as desk:
        assert isinstance(desk.app.screen, PickForm)
        assert "EUR (2 rows)" in desk.screen()
        assert "USD (1 row)" in desk.screen()
        await desk.press("enter")
        assert "2 accounts · EUR 150" in desk.lines()[0]
        assert "Ben" not in desk.screen()


async def test_a_currency_can_be_chosen_later(open_app: Open, tmp_path: Path) -> None:
    """Esc leaves the question; the screen says how many there are, and Enter asks again."""
    (tmp_path / "mixed.csv").write_text(MIXED, encoding="utf-8")
    async with open_app(tmp_path / "mixed.csv") as desk:
        await desk.press("escape")
        assert "amounts are in 2 currencies" in " ".join(desk.screen().split())
        await desk.press("enter", "down", "enter")
        assert "1 account · USD 200" in desk.lines()[0]


async def test_signs_in_the_cells_are_a_choice_too(open_app: Open, tmp_path: Path) -> None:
    """Amounts with their own signs are chosen by them."""
    (tmp_path / "signs.csv").write_text("name;revenue\nAda;€ 100\nBen;$ 200\nCleo;€ 50\n", encoding="utf-8")
    async with open_app(tmp_path / "signs.csv") as desk:
        assert isinstance(desk.app.screen, PickForm)
        await desk.press("enter")
        assert "2 accounts" in desk.lines()[0]
