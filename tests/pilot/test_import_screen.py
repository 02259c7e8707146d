"""Rows of other programs on the screen: a file shown and decided row by row, rows pasted into a table, each written as one step."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from textual.events import Paste

from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.screens.import_preview import ImportPreview
from abmtui.tui.screens.portfolio import PortfolioScreen

if TYPE_CHECKING:
    from pathlib import Path

Open = Any

CRM = """First Name,Last Name,Title,Account Name,Email,Influence
Tove,Lindqvist,CFO,Väinäsalmi Oyj,t@x.fi,5
Mika,Rautasalo,Chief of all,Väinäsalmi Oyj,,
Jörg,Ahrens,,Väinäsalmy,,
Bea,Ek,,Väinäsalmi Oyj,,High
Zed,Zed,,Nobody,,
"""


def on(desk: Any, screen: type[Any]) -> bool:
    """Whether that screen is in front."""
    return isinstance(desk.app.screen, screen)


def people(sample: Path) -> list[dict[str, Any]]:
    """The people in the worked example's file."""
    (path,) = (sample.parent / "plans").glob("vainasalmi-oyj*.toml")
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["stakeholder"]
    return rows


async def paste(desk: Any, text: str) -> None:
    """Paste as a terminal does, and wait for what comes of it."""
    desk.app.post_message(Paste(text))
    await desk.settled()
    await desk.settled()


async def find(desk: Any, text: str) -> None:
    """Search an account and open it."""
    await desk.press("slash")
    await desk.type(text)
    await desk.press("enter", "enter")
    assert on(desk, AccountScreen)


async def test_a_file_is_shown_decided_and_written_as_one_step(open_app: Open, sample: Path) -> None:
    """New, changed and doubtful with counts; a doubt is decided by a key, a row left out by another; y writes, one undo takes all back."""
    before = people(sample)
    path = sample.parent / "contacts.csv"
    path.write_text(CRM, encoding="utf-8")
    async with open_app(sample) as desk:
        await desk.press("I")
        await desk.type("nowhere.csv")
        await desk.press("enter")
        assert "there is no such file" in desk.screen()
        await desk.press(*["backspace"] * len("nowhere.csv"))
        await desk.type(str(path))
        await desk.press("enter", "enter")
        assert on(desk, ImportPreview)
        assert "1 new person, 1 changed, 3 doubtful" in desk.lines()[0]
        assert "1 column not taken: Email" in desk.screen()
        for words in ("New · 1", "Changed · 1", "Doubtful · 3", "title Chief Financial Officer -> Chief of all"):
            assert words in desk.screen()
        await desk.press("c")
        assert "Account Name  is read as account" in desk.screen()
        await desk.press("escape", "m")
        assert "Email   not taken" in desk.screen()
        await desk.press("e", "enter")
        await desk.type("uni")
        await desk.press("enter")
        assert "unit t@x.fi" in desk.screen()
        await desk.press("m")
        await desk.type("email")
        await desk.press("enter", "end", "enter", "down", "down", "enter")
        assert on(desk, PickForm)
        assert "Väinäsalmi Oyj (037290)" in desk.screen()
        await desk.press("v", "enter")
        assert "2 new people, 1 changed, 2 doubtful" in desk.lines()[0]
        await desk.press("tab", "tab", "enter")
        await desk.type("take")
        await desk.press("enter")
        assert "3 new people, 1 changed, 1 doubtful" in desk.lines()[0]
        await desk.press("tab", "tab", "enter")
        await desk.type("another")
        await desk.press("enter", "enter")
        assert "no account is called so" in desk.screen()
        await desk.press("escape", "space")
        assert "Left out · 1" in desk.screen()
        await desk.press("home", "space", "question_mark", "escape", "y")
        assert on(desk, PortfolioScreen)
        assert desk.state() == "saved 14:02:11"
        assert [row["name"] for row in people(sample)[len(before) :]] == ["Jörg Ahrens", "Bea Ek"]
        assert people(sample)[0]["title"] == "Chief of all"
        await desk.press("u")
        assert people(sample) == before


async def test_nothing_is_written_on_leaving_and_nothing_is_nothing(open_app: Open, sample: Path) -> None:
    """Esc leaves all as it is; a file without an account's column asks for it; what the plans say already is nothing to do."""
    before = people(sample)
    path = sample.parent / "people.csv"
    path.write_text("Name,Werk,Title\nMika Rautasalo,Väinäsalmi Oyj,Chief Financial Officer\nAnna Hietala,Väinäsalmi Oyj,\n", encoding="utf-8")
    async with open_app(sample, size=(60, 20)) as desk:
        await desk.press("I")
        folder, name = str(path)[:-6], str(path)[-6:]
        await paste(desk, f"\x1b{folder}")
        await paste(desk, f"{name}\r")
        await desk.press("enter", "enter")
        assert "Which column names the account?" in desk.screen()
        await desk.press("w", "enter")
        assert "nothing to do: 2 rows as the plan has it already" in desk.screen()
        await desk.press("y")
        assert "There is nothing to write" in desk.screen()
        await desk.press("space", "escape")
        assert on(desk, PortfolioScreen)
        (sample.parent / "broken.xlsx").write_bytes(b"PK\x03\x04nothing")
        await desk.press("I")
        await desk.type(str(sample.parent / "broken.xlsx"))
        await desk.press("enter", "enter")
        assert "damaged workbook" in desk.screen()
        await paste(desk, "qqd")
        assert "A paste does nothing here" in desk.screen()
    assert people(sample) == before


async def test_pasted_rows_become_people_as_one_step(open_app: Open, sample: Path) -> None:
    """Lines of cells on the table: by their headings, new, changed and doubtful; Enter puts them in, one undo takes them out."""
    before = people(sample)
    async with open_app(sample) as desk:
        await find(desk, "vainasalmi oyj")
        await paste(desk, "ddd2q\nddd")
        assert "A paste becomes rows in People" in desk.screen()
        await desk.press("2")
        await paste(desk, "dd")
        assert "One line without tabs is no row" in desk.screen()
        await paste(desk, "Name\tRole\tInfluence\r\nTove Lindqvist\tEconomic Buyer\t4\rMika Rautasalo\t\t\rBea Ek\tuser\thigh\r")
        assert on(desk, ImportPreview)
        assert "1 new person, 1 unchanged, 1 doubtful" in desk.lines()[0]
        assert 'influence: "high" is not on the scale' in desk.screen()
        await desk.press("enter")
        assert on(desk, AccountScreen)
        assert desk.state() == "saved 14:02:11"
        assert "u takes it back" in desk.screen()
        assert {**people(sample)[-1], "id": ""} == {"id": "", "name": "Tove Lindqvist", "role": "economic buyer", "influence": 4}
        await desk.press("u")
        assert people(sample) == before


async def test_cells_fall_into_the_columns_from_the_cursor_on(open_app: Open, sample: Path) -> None:
    """Without headings the cells go where the cursor is: roles fill the rows below it, as in a spreadsheet; what is too much is said."""
    async with open_app(sample) as desk:
        await find(desk, "vainasalmi oyj")
        await desk.press("2", "right")
        await paste(desk, "coach\tuser\nuser")
        assert "2 doubtful" not in desk.lines()[0]
        assert "1 changed, 1 doubtful" in desk.lines()[0]
        await desk.press("escape")
        await paste(desk, "coach\nuser")
        await desk.press("m")
        assert "Pasted cells have no columns to map" in desk.screen()
        assert "2 changed" in desk.lines()[0]
        await desk.press("y")
        assert [row["role"] for row in people(sample)[:2]] == ["coach", "user"]
        await paste(desk, "Name\tTelefon\nTove Lindqvist\t123")
        assert "1 column not taken: Telefon · c tells more" in desk.screen()
        await desk.press("m")
        assert "Pasted columns are known by their headings" in desk.screen()


async def test_several_lines_in_a_cell_are_told_and_offered_as_rows(open_app: Open, sample: Path) -> None:
    """Pasted lines stay in the cell as one, nothing is lost; as rows they are taken when asked; elsewhere the sentence alone."""
    async with open_app(sample) as desk:
        await find(desk, "vainasalmi oyj")
        await desk.press("2", "enter", *["backspace"] * len("Mika Rautasalo"))
        await paste(desk, "Tove Lindqvist\nBea Ek")
        assert on(desk, PickForm)
        await desk.press("escape")
        assert desk.app.screen.editor.input.value == "Tove Lindqvist Bea Ek"
        assert "2 lines were pasted; here they are one" in desk.screen()
        await paste(desk, "Cea\tuser\nDea\tcoach")
        await desk.press("down", "enter")
        assert on(desk, ImportPreview)
        assert "2 new people" in desk.lines()[0]
        await desk.press("y")
        assert [row["name"] for row in people(sample)[-2:]] == ["Cea", "Dea"]
