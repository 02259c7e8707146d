"""The reading page at 80x24 without scrolling, on the sample's worked plan, an empty one and a messy one; every field of a plan in its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from abmtui.plan.model import Plan, field_specs
from abmtui.store.names import file_name
from abmtui.tui.bases.summary_lines import FILLED, FINDINGS
from abmtui.tui.bases.value_lines import FIGURE
from abmtui.tui.screens.account import AccountScreen

if TYPE_CHECKING:
    from pathlib import Path

MESSY = """format = 1
id = "1"
name = "A"
next_step_due = "2026-02-30"
contract_end = "soon"
satisfaction = 1
strategy = "%s"

[[stakeholder]]
id = "s-aaaaaa"
name = "Mika"
role = "economic buyer"
influence = 5
reports_to = "s-bbbbbb"

[[stakeholder]]
id = "s-bbbbbb"
name = "Anna"
role = "champion"
reports_to = "s-aaaaaa"
support = "friend"

[[channel]]
id = "c-aaaaaa"
audience = "s-zzzzzz"
budget = -5
when = "2026-02-30"
metric = "reach"

[[flag]]
id = "f-aaaaaa"
type = "reorganisation"
severity = "high"
raised = 2026-01-01

[[flag]]
id = "f-bbbbbb"
type = "business goes elsewhere"
severity = "low"

[[flag]]
id = "f-cccccc"
type = "no mutual ROI: ours"

[[flag]]
id = "f-dddddd"
type = "the fourth"

[[goal]]
id = "g-aaaaaa"
name = "Cut stops"
due = 2026-01-01
"""


def summary(desk: Any) -> AccountScreen:
    """Return the account's screen."""
    screen = desk.app.screen
    assert isinstance(screen, AccountScreen)
    return screen


async def test_the_worked_plan_is_read_without_scrolling(open_app: Any, sample: Path) -> None:
    """Review state, strategy, next step, decider and champion, findings, open flags, next goal and health; then what is missing, explained by i."""
    async with open_app(sample, size=(80, 24)) as desk:
        await desk.press("enter")
        text = desk.screen()
        for words in ("high flag open 9 days", "Strategy   Win the lifecycle agreement", "Send the lifecycle calculation", "economic buyer", "champion"):
            assert words in text
        for words in ("+ 6 more · decider unreached", "no call to action (2)", "+ 5 further", "business goes elsewhere", "reorganisation", "due 31 Dec"):
            assert words in text
        assert "health: at risk, decider unreached + 1 high flag · plan 93% filled" in text
        account = summary(desk)
        assert account.grid.top == 0

        # i on the line that counts what is wrong lists it with its mend.
        await desk.press("tab", "tab", "down", "i")
        assert "take the channel they prefer" in desk.screen()
        await desk.press("escape", "end")
        lines = [account.grid.lines[place] for place in range(len(account.grid.lines))]
        targets = {cell.target for line in lines for cell in line.cells if cell.target is not None}
        account.grid.point_at(next(target for target in targets if (target.kind, target.row) == (FIGURE, FILLED)))
        await desk.press("i")
        assert "our contact of stakeholders" in desk.screen()
        assert "missing in 4 of 8" in desk.screen()
        await desk.press("escape")
        account.grid.point_at(next(target for target in targets if (target.kind, target.row) == (FIGURE, FINDINGS)))
        await desk.press("i")
        assert "Health" in desk.screen()
        assert "at risk: decider unreached + 1 high flag" in desk.screen()


async def test_an_empty_and_a_messy_plan_are_read_without_scrolling(open_app: Any, tmp_path: Path) -> None:
    """What is not there is said; what cannot be read is marked and kept, and three of four flags stand there."""
    source = tmp_path / "a.csv"
    source.write_text("ID,Customer,Revenue\n1,A,10\n2,B,1\n")
    (tmp_path / "plans").mkdir()
    plan = tmp_path / "plans" / file_name("1", "A")
    text = MESSY % ("a strategy of many words " * 40)
    plan.write_text(text)
    async with open_app(source, size=(80, 24)) as desk:
        await desk.press("enter")
        screen = desk.screen()
        for words in ("high flag open 325 days", "a strategy of many words", "Next step", "Mika", "Anna", "decider unreached", "reorganisation"):
            assert words in screen, words
        for words in ("no mutual ROI", "+ 1 more", "Cut stops", "due 1 Jan", "health: at risk", "+ 5 further"):
            assert words in screen, words
        assert summary(desk).grid.top == 0
        marks = summary(desk).view.marks()
        assert marks["", "", "next_step_due"] == '"2026-02-30" cannot be read: it is kept and shown as empty'
        assert "circle" in marks["stakeholder", "s-aaaaaa", "reports_to"]
        assert plan.read_text() == text

        await desk.press("escape", "down", "enter")
        screen = desk.screen()
        for words in ("Strategy", "Next step", "nobody yet", "no economic buyer · no champion", "no channel row yet", "plan 0% filled", "+ 1 further"):
            assert words in screen, words


async def test_every_field_of_a_plan_has_a_cell_that_edits_it(open_app: Any, sample: Path) -> None:
    """On the summary, the process page or the value page."""
    async with open_app(sample, size=(140, 60)) as desk:
        await desk.press("enter")
        fields = set()
        for tab in ("1", "6", "7"):
            await desk.press(tab)
            grid = summary(desk).grid
            targets = [cell.target for place in range(len(grid.lines)) for cell in grid.lines[place].cells]
            fields |= {target.field for target in targets if target is not None and not target.kind and target.field}
        assert set(field_specs(Plan)) - fields == set()
