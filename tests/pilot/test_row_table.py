"""The table of rows: columns that scroll, lines made when looked at, cells that line up."""

from __future__ import annotations

import datetime as dt
import itertools
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import App

from abmtui.plan.findings import findings
from abmtui.plan.model import KINDS, ChannelRow, Goal, Note, Plan, RedFlag, Stakeholder, Touch, field_specs
from abmtui.tui.bases.cell_text import PlanView
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.plan_columns import GAP, PANELS, all_columns, laid_out
from abmtui.tui.widgets.row_table import RowLines, RowTable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot

TODAY = dt.date(2026, 11, 22)


class TableApp(App[None]):
    """An app of one table."""

    def compose(self) -> ComposeResult:
        """Lay out the table alone."""
        yield RowTable()


@asynccontextmanager
async def table_of(plan: Plan, kind: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[RowTable, Pilot[None]]]:
    """The table of a kind, running."""
    app = TableApp()
    async with app.run_test(size=size) as pilot:
        table = app.query_one(RowTable)
        table.focus()
        table.show_kind(PlanView(plan, findings(plan, TODAY), TODAY), kind)
        await pilot.pause()
        yield table, pilot


def drawn(table: RowTable) -> list[str]:
    """The table's lines as they are drawn."""
    return [table.render_line(y).text for y in range(table.size.height)]


def people(count: int) -> Plan:
    """A plan of so many people."""
    return Plan(stakeholders=tuple(Stakeholder(f"s-{n}", f"Person {n}", role="user") for n in range(count)))


def test_each_kind_has_every_field_as_a_column_once() -> None:
    """Whatever a row can hold can be seen and edited in its table."""
    for kind, spec in KINDS.items():
        assert sorted(column.field for column in all_columns(kind)) == sorted(field_specs(spec.row))


def test_forms_ask_fields_that_exist() -> None:
    """Every field that a form asks is one of its kind's, the one a row is called by among them."""
    for kind, panel in PANELS.items():
        assert set(panel.asked) <= set(field_specs(KINDS[kind].row))
        assert KINDS[kind].title_field in panel.asked


def test_columns_fill_the_width_without_touching() -> None:
    """At any width columns stand side by side with a gap, none reaches out, the first is always there."""
    for kind in KINDS:
        for width in range(1, 200):
            placed = laid_out(all_columns(kind), width)
            assert placed[0][1] == 0
            for (_, x, size), (_, following, _) in itertools.pairwise(placed):
                assert x + size + GAP <= following
            assert placed[-1][1] + placed[-1][2] <= width


async def test_only_lines_in_view_are_made() -> None:
    """In 5,000 rows a move to the end and back makes the lines in view, not the others."""
    async with table_of(people(5000), "stakeholder") as (table, pilot):
        lines = table.lines
        assert isinstance(lines, RowLines)
        await pilot.press("end")
        assert table.target == Target("stakeholder", "s-4999", "name")
        assert any("Person 4999" in line for line in drawn(table))
        await pilot.press("home", "pagedown")
        assert len(lines._made) <= 3 * 24


async def test_columns_scroll_with_the_cursor_and_the_first_stays() -> None:
    """Going right reaches the last field, going left comes back; the name stands at the left all the time."""
    async with table_of(people(3), "stakeholder") as (table, pilot):
        seen = []
        for _ in range(40):
            assert table.target is not None
            seen.append(table.target.field)
            assert "Person 1" in drawn(table)[3]
            table.action_step(1)
            await pilot.pause(0)
        assert list(dict.fromkeys(seen)) == [column.field for column in all_columns("stakeholder")]
        for _ in range(40):
            table.action_step(-1)
        assert table.target == Target("stakeholder", "s-0", "name")
        assert "more columns ▸" in drawn(table)[0]


async def test_moves_up_and_down_keep_the_column() -> None:
    """The cursor stays in its column from row to row."""
    async with table_of(people(5), "stakeholder") as (table, pilot):
        await pilot.press("right", "right", "down", "down", "up")
        assert table.target == Target("stakeholder", "s-1", "influence")


async def test_every_line_is_as_wide_as_the_table() -> None:
    """Wide, combining and joined letters, controls and very long texts never push the frame out."""
    names = ("漢字会社の人", "e\u0301milie", "👩‍👩‍👧 family", "\u202eright to left", "x" * 500, "tab\there", "line\nbreak", "\x1b]0;t\x07")
    plan = Plan(stakeholders=tuple(Stakeholder(f"s-{n}", name, role=name, last_touch=TODAY) for n, name in enumerate(names)))
    for width in (24, 60, 80, 140):
        async with table_of(plan, "stakeholder", (width, 20)) as (table, _):
            for line in drawn(table):
                assert cell_len(line) == width
                assert line[0] in "┌│└"
                assert line[-1] in "┐│┘"


async def test_frame_says_what_is_wrong_or_cut() -> None:
    """The frame's lower edge tells the finding of the cell under the cursor, else its whole text where it is cut."""
    plan = Plan(
        stakeholders=(
            Stakeholder("s-1", "Mika", role="economic buyer", reached_by="none"),
            Stakeholder("s-2", "A name that is much longer than its column is wide"),
        )
    )
    async with table_of(plan, "stakeholder") as (table, pilot):
        await pilot.press(*["right"] * 4)
        assert "! decider unreached" in drawn(table)[-1]
        await pilot.press(*["left"] * 4, "down")
        assert "A name that is much longer than its column is wide" in drawn(table)[-1]


async def test_what_each_kind_shows() -> None:
    """Dates, references, days open and progress are written out."""
    plan = Plan(
        stakeholders=(Stakeholder("s-1", "Mika Laine"),),
        channels=(ChannelRow("c-1", "s-1", "Fuel cost", "webinar", "monthly", "", "g-1"), ChannelRow("c-2", "fleet managers", when=dt.date(2026, 12, 1))),
        flags=(
            RedFlag("f-1", "reorganisation", "high", raised=dt.date(2026, 11, 13), review_by=dt.date(2028, 1, 5)),
            RedFlag("f-2", status="resolved", raised=TODAY),
        ),
        goals=(Goal("g-1", "Cut stops", "mutual", target=20, current=12.5, unit="%"), Goal("g-2", "Visits", target=5, unit="visits"), Goal("g-3", current=3)),
        touches=(Touch("t-1", dt.date(2026, 11, 20), "email", ("s-1", "somebody"), topic="fuel"),),
        notes=(Note("n-1", "first\nsecond", topic="market"),),
    )
    expected = {
        "stakeholder": ("Mika Laine", "never"),
        "channel": ("monthly", "1 Dec", "fleet managers", "Mika Laine"),
        "flag": ("9 d", "5 Jan 2028", "resolved"),
        "goal": ("12.5% of 20%", "to 5 visits", "3"),
        "touch": ("20 Nov", "Mika Laine, somebody"),
        "note": ("first second", "market"),
    }
    for kind, words in expected.items():
        async with table_of(plan, kind, (120, 24)) as (table, _):
            text = "\n".join(drawn(table))
            for word in words:
                assert word in text, (kind, word)


async def test_empty_kind_says_how_to_add() -> None:
    """A kind without rows says which key adds one."""
    for kind in PANELS:
        async with table_of(Plan(), kind) as (table, _):
            assert "a " in drawn(table)[1]
            assert table.target == Target(kind)


async def test_wheel_scrolls_without_the_cursor() -> None:
    """The wheel moves the view; the next key brings the cursor back into it."""
    async with table_of(people(100), "stakeholder") as (table, pilot):
        for _ in range(4):
            table._wheel(3)
        assert table.top == 12
        await pilot.press("down")
        assert table.top <= 1
        table._wheel(-3)
        assert table.top == 0
