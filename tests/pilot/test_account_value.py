"""Process, Value and History of an account: keys in, plans out; then the same in the whole program."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.plan.gates import Gate
from abmtui.plan.model import GateStep, Note, Offering, Plan, Score, Stakeholder, Touch
from abmtui.review.reasons import Line as Reason
from abmtui.sources.request import SourceRequest
from abmtui.store.plan_file import PlanFile
from abmtui.tui import messages
from abmtui.tui.account_words import tier_of
from abmtui.tui.bases.account_facts import AccountFacts
from abmtui.tui.bases.grid_lines import NEW, Target
from abmtui.tui.bases.key_order import OrderedKeys
from abmtui.tui.bases.process_lines import STEP, TICK
from abmtui.tui.bases.value_facts import Figure, ValueFacts
from abmtui.tui.bases.value_lines import STANDING
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.row_form import RowForm
from abmtui.tui.guard import Guarded
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.value_words import One, value_facts
from abmtui.tui.widgets.said_line import SaidLine
from abmtui.workspace.measured import View
from abmtui.workspace.opened import open_workspace
from abmtui.workspace.request import OpenRequest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from tests.pilot.conftest import Desk
    from textual.message import Message
    from textual.pilot import Pilot

TODAY = dt.date(2026, 11, 22)
GATES = (Gate("Qualified", ("need known", "budget known"), "field sales"), Gate("Proposal", ("offer sent",), "field sales"))
FACTS = AccountFacts(
    "Acme",
    "B",
    "DRM 1:many",
    gates={"B": GATES},
    outside_in={"trust": 50.0, "stakes": 30.0, "drive to innovate": 20.0},
    selection={"margin": 60.0, "profitability": 40.0},
)
VALUE = ValueFacts(
    standing=(
        Reason("abc_class", "Class", "B", "rule", "rank 81 of 345", "above EUR 113,780 it is class A"),
        Reason("zone", "Zone", "", "", "needs not scored", "with needs of 1 or 2 mass marketing"),
    ),
    remarks=(Figure("If lost", "bearable", "0.2% of revenue"),),
    money=(
        Figure("Served", "", "no effort data"),
        Figure("Signals", "1", "revenue -40% on the year before", warns=True),
        Figure("Potential", "EUR 2.0M", field="potential"),
    ),
    data={"margin": "margin 17%, rank 3", "trust": "we are a vendor to 2"},
    ranks="rank 3, by revenue 81 · hidden gem",
    intelligence="intelligence 40%: 14 of 36 known",
    missing=("people: a champion", "scores: stakes"),
)
PLAN = Plan(
    id="7",
    name="Acme",
    gates=(GateStep("p-1", "Qualified", dt.date(2026, 11, 2), met=("need known",)),),
    scores=(
        Score("k-1", "trust", 4, "asked at the fair", "asked", dt.date(2026, 10, 1)),
        Score("k-2", "margin", 2, "", "guessed", dt.date(2024, 1, 1)),
        Score("k-3", "weather", 5),
    ),
    offerings=(Offering("o-1", "Filters", 100.0, 500.0, "comparison"),),
    touches=(Touch("t-1", dt.date(2026, 11, 12), "email", topic="fuel"),),
    notes=(Note("n-1", "first"), Note("n-2", "second")),
)


class AccountApp(OrderedKeys, Guarded[int]):
    """An app that shows one account and keeps what its screen says."""

    def __init__(self, screen: AccountScreen) -> None:
        super().__init__()
        self.account = screen
        self.heard: list[Message] = []

    def on_mount(self) -> None:
        """Show the account."""
        self.push_screen(self.account)

    def on_plan_changed(self, event: messages.PlanChanged) -> None:
        """Keep the edit."""
        self.heard.append(event)

    def on_value_asked(self, event: messages.ValueAsked) -> None:
        """Keep the question."""
        self.heard.append(event)


@asynccontextmanager
async def opened(
    plan: Plan = PLAN, *keys: str, size: tuple[int, int] = (80, 40), facts: AccountFacts = FACTS, **changes: Any
) -> AsyncIterator[tuple[AccountApp, Pilot[int]]]:
    """The account's screen in a running app, after some keys."""
    values: dict[str, Any] = {"path": Path("plans/x.toml"), "plan": plan, "text": "", "hash": "1", "problems": (), "broken": False, "read_only": ""}
    app = AccountApp(AccountScreen(PlanFile(**(values | changes)), facts, TODAY))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, *keys)
        yield app, pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one."""
    for key in keys:
        await pilot.press("space" if key == " " else key)
    await pilot.pause()


async def stand_on(app: AccountApp, pilot: Pilot[int], target: Target) -> None:
    """Put the cursor on a cell."""
    app.account.grid.point_at(target)
    await pilot.pause()
    assert app.account.grid.target == target


def page(app: AccountApp) -> str:
    """What stands on the terminal."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


def whole(app: AccountApp) -> str:
    """Every line of the open grid, in view or not."""
    lines = app.account.grid.lines
    return "\n".join(lines[place].rule or " ".join(cell.text for cell in lines[place].cells) for place in range(len(lines)))


def said(app: AccountApp) -> str:
    """What stands in place of the footer."""
    return app.account.query_one(SaidLine).text


def edits(app: AccountApp) -> list[str]:
    """The edits that were told, in words."""
    return [event.what for event in app.heard if isinstance(event, messages.PlanChanged)]


def met(app: AccountApp) -> list[str]:
    """The criteria of the plan's first gate that are met."""
    return list(app.account.plan.gates[0].met)


# Tabs


@pytest.mark.parametrize("width", [80, 120])
async def test_eight_tabs_fit(width: int) -> None:
    """Eight words with the counts of an account that is worked on, and the keys, stand on one line of 80 cells."""
    plan = replace(PLAN, stakeholders=tuple(Stakeholder(f"s-{n}", f"P{n}") for n in range(8)))
    async with opened(plan, size=(width, 24)) as (app, _):
        tabs = page(app).splitlines()[1]
    assert tabs.split() == ["Summary", "People", "8", "Channels", "Flags", "Goals", "Process", "Value", "History", "3", "1-8"]


@pytest.mark.slow
async def test_history_holds_touches_and_notes() -> None:
    """Both stand on one tab, each edited, added, deleted and moved as before; `a` follows the cursor; Tab goes on, by the changes below them."""
    async with opened(PLAN, "8") as (app, pilot):
        assert app.account.grid.section == "touch"
        await press(pilot, "a")
        assert isinstance(app.screen, RowForm)
        await press(pilot, "escape", "tab")
        assert app.account.grid.target == Target("note", "n-1", "date")
        await press(pilot, "J")
        assert [note.id for note in app.account.plan.notes] == ["n-2", "n-1"]
        await press(pilot, "d")
        assert [note.id for note in app.account.plan.notes] == ["n-2"]
        await stand_on(app, pilot, Target("note", "n-2", "text"))
        await press(pilot, "e")
        await press(pilot, *"!", "tab", "enter")
        assert app.account.plan.notes[0].text == "second!"
        await press(pilot, "tab", "tab")
        assert app.account.grid.section == "touch"
        await press(pilot, *["right"] * 6)
        assert app.account.grid.target == Target("touch", "t-1", "source")
        await press(pilot, "down", "a", *"more", "enter", "enter")
        assert [note.text for note in app.account.plan.notes] == ["second!", "more"]


# Process


async def test_process_shows_where_the_account_stands() -> None:
    """The title says the gate with its day, the gates stand in order with their criteria as a checklist."""
    async with opened(PLAN, "6") as (app, _):
        text = page(app)
    assert "Class B · gate 1 of 2, Qualified, since 2 Nov · next Proposal" in text
    assert "▸ Qualified" in text
    assert "[x] need known" in text
    assert "[ ] budget known" in text
    assert "↵ passes it, then Proposal is entered · 1 of 2 criteria unmet" in text
    assert "ahead" in text
    assert "comparison" in text


async def test_criterion_is_ticked_and_the_gate_passed() -> None:
    """Space ticks and takes back; with every criterion met `a` passes the gate, the next one is entered the same day: one edit each."""
    async with opened(PLAN, "6") as (app, pilot):
        await stand_on(app, pilot, Target(TICK, "Qualified", "budget known"))
        await press(pilot, " ")
        assert met(app) == ["need known", "budget known"]
        assert app.account.grid.target == Target(TICK, "Qualified", "budget known")
        await press(pilot, "enter")
        assert met(app) == ["need known"]
        await press(pilot, " ", "a")
        first, second = app.account.plan.gates
        assert (first.passed, first.reason) == (TODAY, "")
        assert (second.name, second.entered, second.passed) == ("Proposal", TODAY, None)
        assert edits(app) == [
            "Qualified: budget known met",
            "Qualified: budget known not met",
            "Qualified: budget known met",
            "gate Qualified passed, Proposal entered",
        ]
        assert "u takes it back" in said(app)
        app.account.show_plan(PLAN)
        await pilot.pause()
        assert "[ ] budget known" in page(app)


async def test_unmet_criteria_ask_for_a_reason() -> None:
    """Enter on the gate asks; nothing typed is refused, Esc leaves everything, a reason passes it and stands on the page."""
    async with opened(PLAN, "6") as (app, pilot):
        await stand_on(app, pilot, Target(STEP, "Qualified"))
        await press(pilot, "enter")
        assert isinstance(app.screen, LineForm)
        await press(pilot, "enter")
        assert "A reason is needed" in page(app)
        await press(pilot, "escape")
        assert edits(app) == []
        await press(pilot, "enter", *"asked for", "enter")
        assert (app.account.plan.gates[0].passed, app.account.plan.gates[0].reason) == (TODAY, "asked for")
        assert "asked for" in page(app)


async def test_gate_in_plan_without_reason_is_marked() -> None:
    """A gate that was passed short by a plain edit is marked, and the reason can be typed in place."""
    plan = replace(PLAN, gates=(replace(PLAN.gates[0], passed=TODAY),))
    async with opened(plan, "6") as (app, pilot):
        await stand_on(app, pilot, Target("gate", "p-1", "reason"))
        await press(pilot, "up", "down")
        assert "! passed with unmet criteria (budget known) and no reason" in page(app)
        await press(pilot, "enter", *"their wish", "enter")
        assert app.account.plan.gates[0].reason == "their wish"
        assert app.account.view.marks().get(("gate", "p-1", "reason")) is None


async def test_first_gate_is_entered_and_deleted() -> None:
    """Without a gate `a` enters the first; `d` on its line takes it out; what is done is done: the last gate passed leaves nothing to pass."""
    async with opened(Plan(id="7"), "6") as (app, pilot):
        assert "no gate entered" in page(app)
        await press(pilot, "a")
        assert [(step.name, step.entered) for step in app.account.plan.gates] == [("Qualified", TODAY)]
        await press(pilot, "d")
        assert app.account.plan.gates == ()
        app.account.show_plan(Plan(id="7", gates=(GateStep("p-1", "Qualified", passed=TODAY), GateStep("p-2", "Proposal", passed=TODAY))))
        await press(pilot, "a")
        assert said(app) == "Every gate is passed"
        await stand_on(app, pilot, Target(STEP, "Qualified"))
        await press(pilot, "enter")
        assert "empty its day of passing" in said(app)


async def test_later_gates_can_be_entered_and_wait_for_the_earlier_one() -> None:
    """Enter on a gate ahead enters it beside the current one; passing it has to wait."""
    async with opened(PLAN, "6") as (app, pilot):
        await stand_on(app, pilot, Target(STEP, "Proposal"))
        await press(pilot, "enter")
        assert [step.name for step in app.account.plan.gates] == ["Qualified", "Proposal"]
        await press(pilot, "enter")
        assert "Qualified comes before it" in said(app)


async def test_unknown_gates_and_missing_gates_are_said() -> None:
    """A gate that the class does not have stays on the page; a class without gates says so, and `a` still adds a row."""
    plan = replace(PLAN, gates=(GateStep("p-9", "Delivery", TODAY),))
    async with opened(plan, "6") as (app, _):
        assert "is no gate of this class" in page(app)
    async with opened(Plan(id="7"), "6", facts=AccountFacts(abc_class="C")) as (app, pilot):
        assert "undefined: no gates are configured for class C" in page(app)
        await press(pilot, "a")
        assert isinstance(app.screen, RowForm)


async def test_read_only_plan_ticks_nothing() -> None:
    """Space and Enter say why not."""
    async with opened(PLAN, "6", read_only="the folder cannot be written") as (app, pilot):
        await stand_on(app, pilot, Target(TICK, "Qualified", "budget known"))
        for key in ("enter", "space"):
            await press(pilot, key)
            assert "cannot be written" in said(app)
        assert edits(app) == []


async def test_space_elsewhere_says_where_it_works() -> None:
    """Where there is nothing to tick, that is said."""
    async with opened(PLAN, " ") as (app, _):
        assert "Process" in said(app)


async def test_process_says_what_is_not_known() -> None:
    """Completeness and what is missing come with what was worked out."""
    async with opened(PLAN, "6") as (app, pilot):
        assert any(isinstance(event, messages.ValueAsked) for event in app.heard)
        app.account.show_value(VALUE)
        await pilot.pause()
        assert "intelligence 40%" in page(app)
        assert "people: a champion" in whole(app)
        app.account.show_value(replace(VALUE, missing=()))
        assert "nothing is missing" in whole(app)


# Value


async def test_value_page_stands_before_anything_is_worked_out() -> None:
    """What the plan says stands there at once, the rest says that it is being worked out; it is asked for once."""
    async with opened(replace(PLAN, tier="1:few"), "7", "8", "7") as (app, _):
        text = whole(app)
        assert "working it out" in text
        assert "1:few plan no reason given" in text
        assert "Outside-in score 4.0 of 5 · 50% covered" in text
        assert len([event for event in app.heard if isinstance(event, messages.ValueAsked)]) == 1
        app.account.show_facts(FACTS)
        await app.workers.wait_for_complete()
        assert app.account._value_asked


async def test_value_page_gives_reasons_and_says_what_is_undefined() -> None:
    """A line each with value, who says so, why and what would change it; figures without a value say why."""
    async with opened(PLAN, "7") as (app, pilot):
        app.account.show_value(VALUE)
        await pilot.pause()
        text = whole(app)
    assert "Class B rule rank 81 of 345\n→ above EUR 113,780 it is class A" in text
    assert "Zone undefined  needs not scored\n→ with needs of 1 or 2 mass marketing" in text
    assert "Served undefined no effort data" in text
    assert "Potential EUR 2.0M" in text
    assert "Outside-in score 4.0 of 5 · 50% covered · rank 3, by revenue 81 · hidden gem" in text
    assert "Filters 100 500 400 comparison" in text
    assert "weather 5" in text.split("do not count")[1]


async def test_override_and_its_reason_are_edited_in_place() -> None:
    """Enter on a value picks another one, which counts at once; the reason stands beside it and is edited as well; emptied, the rule is asked again."""
    async with opened(PLAN, "7") as (app, pilot):
        app.account.show_value(VALUE)
        await stand_on(app, pilot, Target("", "", "zone"))
        await press(pilot, "enter", *"abm", "enter")
        assert app.account.plan.zone == "ABM"
        assert "Zone ABM plan no reason given" in whole(app)
        await stand_on(app, pilot, Target("", "", "zone_reason"))
        await press(pilot, "enter", *"their board asked", "enter")
        assert "Zone ABM plan their board asked" in whole(app)
        app.account.show_value(replace(VALUE, standing=(Reason("zone", "Zone", "ABM", "plan", "their board asked"),)))
        app.account.show_plan(replace(PLAN, zone_reason="their board asked"))
        assert "working it out; the plan gives a reason and no value: their board asked" in whole(app).replace("\n", " ")


async def test_missing_score_takes_three_keys() -> None:
    """On a criterion without a score: Enter, a digit, Enter; the row has criterion, score and today's date, and the cursor stands on the next criterion."""
    async with opened(PLAN, "7") as (app, pilot):
        await stand_on(app, pilot, Target("score", f"{NEW}stakes", "score"))
        await press(pilot, "enter", "4", "enter")
        row = app.account.plan.scores[-1]
        assert (row.criterion, row.score, row.date) == ("stakes", 4, TODAY)
        assert edits(app) == ["stakes: score 4"]
        assert app.account.grid.target == Target("score", f"{NEW}drive to innovate", "score")
        assert "80% covered" in whole(app)


async def test_text_typed_for_a_missing_score_can_be_drafted() -> None:
    """What is being typed there is kept as a new row with its criterion; `d` finds no row to delete."""
    async with opened(PLAN, "7") as (app, pilot):
        await stand_on(app, pilot, Target("score", f"{NEW}stakes", "evidence"))
        await press(pilot, "enter", *"ice")
        assert app.account.typing() == ("score", "criterion: stakes\nevidence: ice")
        await press(pilot, "escape", "d")
        assert "no row" in said(app)
        assert edits(app) == []


async def test_score_given_anew_is_of_today_and_old_ones_look_old() -> None:
    """Guessed scores are dim, those past their time marked; a new score takes today's date, which takes the mark away."""
    async with opened(PLAN, "7") as (app, pilot):
        cells = {cell.target: cell for line in (app.account.grid.lines[n] for n in range(len(app.account.grid.lines))) for cell in line.cells if cell.target}
        margin = cells[Target("score", "k-2", "score")]
        assert (margin.style, margin.mark) == ("dim", True)
        assert not cells[Target("score", "k-1", "score")].mark
        await stand_on(app, pilot, Target("score", "k-2", "score"))
        await press(pilot, "enter", "3", "enter")
        assert (app.account.plan.scores[1].score, app.account.plan.scores[1].date) == (3, TODAY)


async def test_verdict_is_dated_and_data_stands_beside_the_worksheet() -> None:
    """The seven criteria have their weight and what the data says below; a verdict is of today."""
    async with opened(PLAN, "7") as (app, pilot):
        app.account.show_value(VALUE)
        assert "weight 60% · data: margin 17%, rank 3" in whole(app)
        assert "weight 40% · data: nothing" in whole(app)
        await stand_on(app, pilot, Target("", "", "selection_verdict"))
        await press(pilot, "enter", *"wat", "enter")
        assert (app.account.plan.selection_verdict, app.account.plan.selection_date) == ("watch", TODAY)


async def test_rows_are_added_by_panel() -> None:
    """In the panels of scores `a` asks for a score, in that of offerings for an offering."""
    async with opened(PLAN, "7") as (app, pilot):
        for target, label in ((Target("score", "k-2", "score"), "New score"), (Target("offering", "o-1", "name"), "New offering")):
            await stand_on(app, pilot, target)
            await press(pilot, "a")
            assert label in page(app)
            await press(pilot, "escape")


async def test_worked_out_figures_are_read_only() -> None:
    """Enter on a figure says where it comes from and opens nothing; `e` and `i` do not stumble over it."""
    async with opened(PLAN, "7") as (app, pilot):
        app.account.show_value(VALUE)
        await stand_on(app, pilot, Target("figure", "Served"))
        await press(pilot, "enter")
        assert "worked out" in said(app)
        for key in ("e", "d", "J"):
            await press(pilot, key)
            assert app.screen is app.account
            assert said(app)
        await press(pilot, "i")
        assert "no effort data" in page(app)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(60, 20), (140, 45), (24, 8), (1, 1)])
async def test_pages_work_at_any_size(size: tuple[int, int]) -> None:
    """Every tab is drawn and takes keys at any size; leafing shows every line."""
    async with opened(PLAN, size=size) as (app, pilot):
        app.account.show_value(VALUE)
        for tab in "678":
            await press(pilot, tab, "pagedown", "right", "end", "pageup", "home", "tab")
        assert app.account.tab == 7


async def test_leafing_passes_no_line() -> None:
    """Page after page every line of the page comes into view."""
    async with opened(PLAN, "7", size=(60, 20)) as (app, pilot):
        app.account.show_value(VALUE)
        grid, seen = app.account.grid, set()
        for _ in range(10):
            seen |= set(range(grid.top, min(grid.top + grid.body_height, len(grid.lines))))
            grid.action_page(1)
        await pilot.pause()
        assert seen == set(range(len(grid.lines)))


async def test_tab_shows_the_whole_panel() -> None:
    """Tab goes to the next panel and scrolls so far that its lines are in view, round at the end."""
    async with opened(PLAN, "7", "tab", "tab", size=(80, 24)) as (app, pilot):
        grid = app.account.grid
        assert grid.section == "score"
        assert "drive to innovate" in page(app)
        for _ in range(4):
            await press(pilot, "tab")
        assert (grid.section, grid.top) == ("standing", 0)


# In the whole program


@pytest.mark.slow
async def test_value_is_worked_out_and_edits_are_undone(sample: Path, open_app: Callable[..., AbstractAsyncContextManager[Desk]]) -> None:
    """On the sample: the header has the tier, the page its reasons, a tick and a score are saved and taken back by one key each."""
    async with open_app(sample, size=(120, 60)) as desk:
        await desk.press("enter")
        screen = desk.app.screen
        assert isinstance(screen, AccountScreen)
        assert "A · ABM 1:1 · rank 1" in desk.lines()[0]
        before = screen.plan
        await desk.press("7")
        assert "rank 1 of" in desk.screen()
        assert "working it out" not in desk.screen()
        assert "Team North" in desk.screen()
        assert "with what belongs to it, it is a major customer (from 10%)" in desk.screen()
        screen.grid.point_at(Target("", "", "tier"))
        await desk.press("enter", "down", "enter")
        assert screen.plan != before
        assert desk.state().startswith("saved")
        await desk.press("u")
        assert screen.plan == before
        await desk.press("6")
        current = next(step for step in screen.plan.gates if step.passed is None)
        screen.grid.point_at(Target(TICK, current.name, "economic buyer reached"))
        await desk.press("space")
        assert "economic buyer reached" in next(step for step in screen.plan.gates if step.id == current.id).met
        await desk.press("u")
        assert screen.plan == before


async def test_editor_moves_with_its_cell_when_reasons_come_in() -> None:
    """What is being typed stays where it is meant to go while lines above it come in."""
    async with opened(PLAN, "7") as (app, pilot):
        await stand_on(app, pilot, Target("", "", "tier"))
        await press(pilot, "enter")
        app.account.show_value(VALUE)
        await pilot.pause()
        editor = app.account.editor
        assert editor is not None
        assert editor.region.y == app.account.grid.cell_region().y
        await press(pilot, *"1:m", "enter")
        assert app.account.plan.tier == "1:many"


async def test_header_says_the_tier_that_the_rules_say(sample: Path, open_app: Callable[..., AbstractAsyncContextManager[Desk]]) -> None:
    """Worked out from one row, the tier of the header is the one that the column of all accounts has."""
    async with open_app(sample) as desk:
        workspace, portfolio = desk.app.workspace, desk.app.portfolio_screen
        assert workspace is not None
        assert portfolio is not None
        measured = portfolio.state.measured
        assert measured is not None
        rows = list(measured.table.iter_rows(named=True))
        assert [tier_of(row, workspace.config.tiers) or None for row in rows if row["programme"]] == [
            tier for tier, row in zip(measured.review.column("tier"), rows, strict=True) if row["programme"]
        ]


@pytest.mark.slow
async def test_i_tells_how_it_came_about() -> None:
    """On a decision `i` adds who decided, why and what would change it; on a score its weight and the formula, in place of one that no score asks for a word."""
    asked = {
        Target("", "", "abc_class"): "rank 81 of 345",
        Target("score", f"{NEW}stakes", "score"): "stakes weighs 30 of 100",
        Target("score", "k-2", "score"): "margin weighs 60 of 100",
        Target("score", "k-3", "score"): "the config names no such criterion",
        Target("", "", "team"): "In the file and in commands",
    }
    async with opened(PLAN, "7") as (app, pilot):
        app.account.show_value(VALUE)
        for target, words in asked.items():
            await stand_on(app, pilot, target)
            await press(pilot, "i")
            assert words in " ".join(page(app).split()), target
            await press(pilot, "escape")


def test_every_kind_of_account_can_be_told(sample: Path) -> None:
    """Customers, prospects and partners, with and without revenue and plan: each figure has a value or says why not, and none is a NaN or a None."""
    request = OpenRequest(SourceRequest((str(sample),), {}), Config(locale="en"))
    workspace = open_workspace(request, author="tester", now=lambda: dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
    measured = workspace.measured(View())
    kinds = measured.table.with_row_index("row").group_by("kind", "class", maintain_order=True).agg(pl.col("row").head(3))
    rows = [row for few in kinds["row"] for row in few]
    assert len(rows) > 9
    for row in rows:
        told = value_facts(One(measured.review, row, Plan(id=measured.table["id"][row]), Formats(), "EUR"))
        assert [reason.field for reason in told.standing] == list(STANDING)
        for figure in (*told.remarks, *told.money):
            assert figure.value or figure.note, figure
            assert figure.about
            assert not {"nan", "None", "inf"} & set(re.findall(r"\w+", f"{figure.value} {figure.note}")), figure
