"""The History tab: what was changed below touches and notes, one change whole, and files that are left alone."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from abmtui import durable
from abmtui.plan.changes import Change
from abmtui.store.history import Entry, entry_line, path_of
from abmtui.store.names import file_name, key_of
from abmtui.tui.bases.history_lines import ChangeLog, PastChange, history_lines

if TYPE_CHECKING:
    from pathlib import Path


Open = Any
ACCOUNT = ("1", "Wärtsilä Oyj")
SOURCE = "Account ID,Account,Revenue\n1,Wärtsilä Oyj,1000\n2,Neste,10\n"


def a_source(folder: Path, text: str = "", log: bytes = b"") -> Path:
    """Make a portfolio of two accounts, the first with a plan and its history."""
    source = folder / "accounts.csv"
    source.write_text(SOURCE, "utf-8")
    if text:
        (folder / "plans" / ".history").mkdir(parents=True)
        (folder / "plans" / file_name(*ACCOUNT)).write_text(text, "utf-8")
        path_of(folder / "plans", key_of(ACCOUNT[0])).write_bytes(log)
    return source


async def test_what_was_changed_stands_below_the_notes_and_is_shown_whole(tmp_path: Path, open_app: Open) -> None:
    """Nothing at first; a save of this screen comes in by itself; Enter shows it whole; the cursor can stand there and harms nothing."""
    async with open_app(a_source(tmp_path), size=(80, 24)) as desk:
        await desk.press("enter", "8")
        assert "nothing changed yet" in desk.screen()
        await desk.press("end", "enter")
        assert "There is no change here to show" in desk.screen()
        await desk.press("home", "down", "a")
        await desk.type("They want more")
        await desk.press("enter", "enter")
        assert "Changes · 1 · ↵ shows one whole" in desk.screen()
        await desk.press("end", "right", "d", "enter")
        shown = desk.screen()
        assert "22 Nov 14:02 · tester" in shown
        assert "note They want" in shown
        await desk.press("escape")
        assert "Changes · 1" in desk.screen()


async def test_a_long_history_is_read_from_its_end(tmp_path: Path, open_app: Open) -> None:
    """Of 10,000 lines the newest are shown, the first key moves at once, and it is said where the older ones are; torn lines are counted."""
    text = 'format = 1\nid = "1"\nname = "Wärtsilä Oyj"\nowner = "Name 9999"\n'
    lines = []
    before = None
    for number in range(10_000):
        after = durable.fingerprint(text.encode()) if number == 9_999 else f"{number:064x}"
        change = Change("", "", "owner", f"Name {number - 1}", f"Name {number}")
        lines.append(entry_line(Entry("2026-11-20T10:00:00+00:00", "AK", before, after, (change,))))
        before = after
    log = b"\n".join([*lines, b"torn", b""])
    async with open_app(a_source(tmp_path, text, log), size=(100, 30)) as desk:
        await desk.press("enter", "8")
        shown = desk.screen()
        assert " of more · ↵ shows one whole" in shown
        assert "20 Nov 10:00 AK" in shown
        assert "Name 9998 → Name 9999" in shown
        made = desk.app.screen.grid.lines.parts[-1].parts[1]
        assert len(made._made) <= 60
        await desk.press("end")
        shown = desk.screen()
        assert "older ones: abmtui plan history" in shown
        assert "1 line of the history cannot be read" in shown


async def test_a_plan_of_a_newer_version_is_left_alone_on_screen(tmp_path: Path, open_app: Open) -> None:
    """It is shown with the sentence; keys that edit say why not; not a byte of it changes."""
    text = 'format = 2\nid = "1"\nname = "Wärtsilä Oyj"\nstrategy = "grow"\n\n[[stakeholder]]\nid = "s-1"\nname = "Ada"\n'
    source = a_source(tmp_path, text, b"")
    path = tmp_path / "plans" / file_name(*ACCOUNT)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    async with open_app(source, size=(120, 34)) as desk:
        await desk.press("enter")
        assert "read-only" in desk.lines()[0]
        for keys in (("enter",), ("a",), ("2", "d"), ("enter",), ("J",), ("e",), ("T",), ("D",), ("8", "a")):
            await desk.press(*keys)
            if keys != ("J",):
                assert "newer than this abmtui" in desk.screen(), keys
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_changes_as_lines() -> None:
    """On a narrow screen who it was has no room, and that it was outside is said in the text; what is not read yet is said."""
    log = ChangeLog((PastChange("20 Nov 10:00", "changed outside abmtui", ("Strategy: a → b", "more")), PastChange("x", "AK", ("y",))))
    narrow, wide = (history_lines(log, width) for width in (50, 90))
    assert [cell.text for cell in narrow[1].cells] == ["20 Nov 10:00", "changed outside abmtui: Strategy: a → b", " · +1"]
    assert [cell.text for cell in wide[1].cells] == ["20 Nov 10:00", "changed outside abmtui", "Strategy: a → b", " · +1"]
    for lines in (narrow, wide):
        for place in range(len(lines)):
            cells = lines[place].cells
            assert all(one.x + one.width <= two.x for one, two in itertools.pairwise(cells))
    target = wide[2].cells[0].target
    assert target is not None
    assert wide.find(target) == 2
    assert "being read" in history_lines(None, 50)[1].cells[0].text
