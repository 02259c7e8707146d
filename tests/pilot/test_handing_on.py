"""What is handed on from the screen: an account's page, the whole review, the accounts shown, the brief for sales; keys in, files out."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from abmtui.tui.forms.hand_on_form import HandOnForm

if TYPE_CHECKING:
    from pathlib import Path

Desk = Any
Open = Any

PEOPLE = ("Rautasalo", "Hietala", "Strömvall", "Peñaranda")


async def named(desk: Desk, path: Path) -> None:
    """Type a file's name in the place of the one that is offered."""
    await desk.press("end", "ctrl+u")
    await desk.type(str(path))


async def test_an_account_is_written_and_never_written_over_unasked(open_app: Open, sample: Path, tmp_path: Path) -> None:
    """`x` on an account offers its name as a file, says where it wrote, and writes over a file at the second Enter only; tab leaves people out."""
    page = tmp_path / "page.md"
    async with open_app(sample) as desk:
        await desk.press("enter", "x")
        assert "vainasalmi-oyj.md" in desk.screen()
        await named(desk, page)
        await desk.press("enter")
        assert f"written: {page}" in desk.screen()
        assert "Mika Rautasalo" in page.read_text(encoding="utf-8")

        await desk.press("x")
        await named(desk, page)
        await desk.press("tab", "enter")
        assert "is there already" in desk.screen()
        assert "Mika Rautasalo" in page.read_text(encoding="utf-8")
        await desk.press("enter")
        text = page.read_text(encoding="utf-8")
    assert not any(name in text for name in PEOPLE)
    assert "7 people, 1 decider, 0 reached, 1 left." in text


async def test_the_review_is_written_in_the_view(open_app: Open, sample: Path, tmp_path: Path) -> None:
    """`X` writes the review as HTML with the curve drawn; a name without a known ending is not taken; Esc writes nothing."""
    async with open_app(sample) as desk:
        await desk.press("X")
        assert "accounts-review.html" in desk.screen()
        await named(desk, tmp_path / "review.doc")
        await desk.press("enter")
        assert "must end in .txt, .md" in desk.screen()
        await desk.press(*["backspace"] * 3)
        await desk.type("html")
        await desk.press("enter")
        text = (tmp_path / "review.html").read_text(encoding="utf-8")
        assert "<svg" in text
        await desk.press("r", "x", "escape")
        assert not isinstance(desk.app.screen, HandOnForm)


async def test_accounts_without_people(open_app: Open, sample: Path, tmp_path: Path) -> None:
    """`x` on the portfolio with people left out writes every account, and nobody's name."""
    async with open_app(sample) as desk:
        await desk.press("x")
        await named(desk, tmp_path / "out.csv")
        await desk.press("tab", "enter")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 300
    assert not any(name in cell for row in rows for cell in row.values() for name in PEOPLE)
    assert "[person]" in next(row["next_step"] for row in rows if row["id"] == "037290")


async def test_the_brief_is_read_on_the_account(open_app: Open, sample: Path) -> None:
    """`B` shows topics, insights, whom to see and what answers their needs, at 80 cells too; Esc goes back to the account."""
    async with open_app(sample, size=(80, 24)) as desk:
        await desk.press("enter", "B")
        top = desk.screen()
        await desk.press("end")
        bottom = desk.screen()
        await desk.press("escape")
        assert desk.app.screen.__class__.__name__ == "AccountScreen"
    assert "Brief for sales: Väinäsalmi Oyj" in top
    assert "What interests them" in top
    assert "Pain points and needs" in bottom
    assert "nothing answers it" in bottom
