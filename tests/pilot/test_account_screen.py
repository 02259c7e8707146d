"""The account's screen: keys in, messages and plan values out."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual._compositor import CompositorUpdate

from abmtui.plan.model import ChannelRow, Goal, Plan, RedFlag, Stakeholder
from abmtui.problems import Problem
from abmtui.store.plan_file import PlanFile
from abmtui.tui import messages
from abmtui.tui.bases.account_facts import AccountFacts
from abmtui.tui.bases.grid_lines import Line, Target
from abmtui.tui.bases.key_order import OrderedKeys
from abmtui.tui.forms.row_form import RowForm
from abmtui.tui.forms.text_form import TextForm
from abmtui.tui.guard import Guarded
from abmtui.tui.screens.account import AccountScreen
from abmtui.tui.thin_output import thin
from abmtui.tui.widgets.header_line import HeaderLine
from abmtui.tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from rich.console import RenderableType
    from textual.message import Message
    from textual.pilot import Pilot
    from textual.screen import Screen

TODAY = dt.date(2026, 11, 22)
FACTS = AccountFacts(
    "Wärtsilä Oyj",
    "A",
    "ABM 1:1",
    "1",
    "8.3%",
    "+4%",
    review_state="Review due 12 Oct (41 days ago)",
    review_reason="decider unreached · flag open 9 days",
    health="at risk",
    health_reason="decider unreached + 1 high flag",
)
ANNA = Stakeholder("s-anna", "Anna Salo", role="champion", influence=4, support="mentor", reached_by="sales", last_touch=dt.date(2026, 11, 12))
MIKA = Stakeholder("s-mika", "Mika Laine", role="economic buyer", influence=5, support="neutral", reached_by="none")
WORKED_PLAN = Plan(
    id="42",
    name="Wärtsilä Oyj",
    key_account=True,
    strategy="Service contract for the 3 new LNG carriers before the FY27 budget",
    next_step="Send the calculation to M. Laine",
    next_step_owner="AK",
    next_step_due=dt.date(2026, 12, 3),
    stakeholders=(ANNA, *(Stakeholder(f"s-{n}", f"Person {n}", role="user", reached_by="both") for n in range(6)), MIKA),
    channels=(
        ChannelRow("c-1", "s-mika", "Fuel cost per mile", "webinar", dt.date(2026, 12, 1)),
        ChannelRow("c-2", "s-anna", "Uptime", "email", "monthly", "Book a demo", "g-1"),
    ),
    flags=tuple(
        RedFlag(f"f-{n}", kind, severity, status="open", raised=dt.date(2026, 11, 13))
        for n, (kind, severity) in enumerate((("reorganisation", "low"), ("mutual goals not achieved", "medium"), ("business goes elsewhere", "high")))
    ),
    goals=(Goal("g-1", "Cut unplanned stops", "mutual", target=20, current=12, unit="%", due=dt.date(2027, 3, 31)),),
)


class AccountApp(OrderedKeys, Guarded[int]):
    """An app that shows one account and keeps what its screen says."""

    def __init__(self, screen: AccountScreen) -> None:
        super().__init__()
        self.account = screen
        self.heard: list[Message] = []
        self.painted: list[str] = []
        self.pilot: Pilot[int] | None = None

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Keep what would go to the terminal."""
        update: object = renderable
        if isinstance(update, CompositorUpdate):
            self.painted.append(thin(update.render_segments(self.console)))
        super()._display(screen, renderable)

    def on_mount(self) -> None:
        """Show the account."""
        self.push_screen(self.account)

    def _hear(self, event: Message) -> None:
        self.heard.append(event)

    on_plan_changed = on_reviewed = on_snoozed = on_next_asked = on_undo_asked = on_redo_asked = on_value_asked = _hear


def file_of(plan: Plan, **changes: Any) -> PlanFile:
    """A plan file as the store would open it."""
    values: dict[str, Any] = {"path": Path("plans/x.toml"), "plan": plan, "text": "", "hash": "1", "problems": (), "broken": False, "read_only": ""}
    return PlanFile(**(values | changes))


@asynccontextmanager
async def opened(
    plan: Plan = WORKED_PLAN, *, size: tuple[int, int] = (80, 24), editor: str = "", **changes: Any
) -> AsyncIterator[tuple[AccountApp, Pilot[int]]]:
    """The account's screen in a running app."""
    app = AccountApp(AccountScreen(file_of(plan, **changes), FACTS, TODAY, editor=editor))
    async with app.run_test(size=size) as pilot:
        app.pilot = pilot
        await pilot.pause()
        yield app, pilot


async def page(app: AccountApp) -> str:
    """What stands on the terminal."""
    assert app.pilot is not None
    await app.pilot.pause()
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


def open_screen(app: AccountApp) -> Screen[Any]:
    """The screen that takes the keys."""
    return app.screen


def editing(app: AccountApp) -> bool:
    """Whether an editor stands over a cell."""
    return app.account.editor is not None


def said(app: AccountApp) -> str:
    """What stands in place of the footer."""
    return app.account.query_one(SaidLine).text


def cell(kind: str, row: str, field: str) -> Target:
    """A cell of a row."""
    return Target(kind, row, field)


async def press(app: AccountApp, pilot: Pilot[int], *keys: str) -> None:
    """Press keys as fast as a line can deliver them, and wait until all are dealt with."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot._wait_for_screen()
    while app._waiting or app._dealing is not None:
        await pilot._wait_for_screen()
    await pilot._wait_for_screen()


async def painted_out(app: AccountApp, pilot: Pilot[int]) -> None:
    """Wait until a moment passes without a paint: on a busy machine the last one of a key comes late."""
    seen = -1
    while seen != len(app.painted):
        seen = len(app.painted)
        await pilot.pause(0.05)
        await pilot._wait_for_screen()


def lines_of(app: AccountApp) -> list[Line]:
    """The lines of the open tab."""
    grid = app.account.grid
    return [grid.lines[place] for place in range(len(grid.lines))]


async def stand_on(app: AccountApp, pilot: Pilot[int], target: Target) -> None:
    """Put the cursor on a cell."""
    app.account.grid.point_at(target)
    await pilot.pause()
    assert app.account.grid.target == target


# The reading page


async def test_reading_page_needs_no_scrolling() -> None:
    """At 80x24 review, strategy, next step, decider, champion, findings, open flags, next goal and health all stand on the first page."""
    async with opened() as (app, _):
        text = await page(app)
    for words in (
        "Wärtsilä Oyj ★",
        "A · ABM 1:1 · rank 1 · 8.3% · +4%",
        "Review due 12 Oct (41 days ago) · decider unreached · flag open 9 days",
        "Service contract for the 3 new LNG carriers",
        "Send the calculation to M. Laine",
        "3 Dec",
        "Mika Laine",
        "Anna Salo",
        " more",
        "none      !",
        "business goes elsewhere",
        "mutual goals not achieved",
        "reorganisation",
        "Cut unplanned stops",
        "12% of 20%",
        "due 31 Mar",
        "health: at risk, decider unreached + 1 high flag · plan",
        "% filled",
    ):
        assert words in text, words


async def test_decider_and_champion_stand_first() -> None:
    """The decider comes before the champion and both before everybody else, whatever their order in the file."""
    async with opened() as (app, _):
        lines = (await page(app)).splitlines()
    people = [place for place, line in enumerate(lines) if "Mika Laine  " in line or "Anna Salo  " in line]
    assert "Name" in lines[people[0] - 1]
    assert "economic buyer" in lines[people[0]]
    assert "champion" in lines[people[0] + 1]


async def test_every_own_field_can_be_reached() -> None:
    """Going down the page reaches each of the account's own fields, those below the fold too."""
    async with opened() as (app, pilot):
        seen = set()
        grid = app.account.grid
        for _ in range(len(grid.lines)):
            grid.action_step(2)
            for _ in range(3):
                if grid.target is not None and not grid.target.kind:
                    seen.add(grid.target.field)
                grid.action_step(-1)
            await press(app, pilot, "down")
    assert seen >= {"strategy", "next_step", "next_step_owner", "next_step_due", "next_review", "key_account", "key_account_reason", "owner", "marketer"}
    assert seen >= {"programme", "programme_reason", "contract_end", "satisfaction", "pain_points"}


@pytest.mark.parametrize("size", [(60, 20), (140, 45), (24, 8), (1, 1)])
async def test_other_sizes_work(size: tuple[int, int]) -> None:
    """Any size of terminal shows the page and takes keys."""
    async with opened(size=size) as (app, pilot):
        await press(app, pilot, "down", "tab", "right", "2", "right", "end", "1")
        assert app.account.tab == 0
        if size[0] >= 60:
            assert "Service contract" in await page(app)


# Editing a cell where it stands


async def test_cell_is_edited_in_place() -> None:
    """Enter opens the cell, Enter again commits it, shows it, tells the app and goes down."""
    async with opened() as (app, pilot):
        await press(app, pilot, "enter", *" 2027", "enter")
        await pilot.pause()
        (event,) = app.heard
        assert isinstance(event, messages.PlanChanged)
        assert event.plan.strategy == "Service contract for the 3 new LNG carriers before the FY27 budget 2027"
        assert app.account.plan == event.plan
        assert app.account.grid.target == Target("", "", "next_step")
        assert event.what.startswith("strategy ")


async def test_escape_gives_the_old_text_back() -> None:
    """Esc in the editor leaves the value, tells nothing and keeps the cursor."""
    async with opened() as (app, pilot):
        await press(app, pilot, "down", "enter", *"other", "escape")
        assert app.heard == []
        assert app.account.plan == WORKED_PLAN
        assert app.account.grid.target == Target("", "", "next_step")


async def test_escape_asks_once_before_much_text_goes() -> None:
    """A long text is not lost to one Esc, which a slow line may make of an arrow key."""
    async with opened() as (app, pilot):
        await press(app, pilot, "down", "enter", *"a sentence that took a while", "escape")
        assert app.account.unsaved() == ("Next step", "Send the calculation to M. Lainea sentence that took a while")
        assert "Esc again drops" in await page(app)
        await press(app, pilot, "escape")
        assert app.account.unsaved() is None


async def test_unchanged_cell_is_no_edit() -> None:
    """Enter twice changes nothing and saves nothing."""
    async with opened() as (app, pilot):
        await press(app, pilot, "enter", "enter")
        assert app.heard == []


async def test_letters_in_an_editor_never_act() -> None:
    """Every key that is a command elsewhere is text in an editor."""
    async with opened() as (app, pilot):
        await press(app, pilot, "down", "right", "enter", *"avnzduUqieJK123hjkl")
        assert app.account.unsaved() == ("Next step: owner", "AKavnzduUqieJK123hjkl")
        assert app.heard == []
        assert open_screen(app) is app.account


async def test_paste_is_text_and_clean() -> None:
    """A paste goes in whole, without controls and line breaks, and never acts as keys."""
    async with opened() as (app, pilot):
        await press(app, pilot, "down", "enter", "end")
        app.post_message(events.Paste("\x1b[2J q\nd\x07 done\r\n"))
        await pilot.pause()
        assert app.account.unsaved() == ("Next step", "Send the calculation to M. Laine[2J q d done ")
        await press(app, pilot, "enter")
        assert app.account.plan.next_step == "Send the calculation to M. Laine[2J q d done"


async def test_paste_on_the_page_does_nothing() -> None:
    """Pasted text where nothing is edited is no command."""
    async with opened() as (app, pilot):
        app.post_message(events.Paste("ddd2q"))
        await pilot.pause()
        assert app.account.plan == WORKED_PLAN
        assert open_screen(app) is app.account


async def test_wrong_date_is_a_sentence() -> None:
    """A text that is no date keeps the editor open with a sentence that names what works; the mended text is then taken."""
    async with opened() as (app, pilot):
        await stand_on(app, pilot, Target("", "", "next_step_due"))
        await press(app, pilot, "enter", *"soonish", "enter")
        text = await page(app)
        assert '"soonish" is no date' in text
        assert "2026-03-01" in text
        assert app.account.unsaved() == ("Next step: due", "soonish")
        await press(app, pilot, "ctrl+u", *"+2w", "enter")
        assert app.account.plan.next_step_due == dt.date(2026, 12, 6)


async def test_picklist_takes_first_letters() -> None:
    """A few letters light the choice that Enter takes."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2")
        await stand_on(app, pilot, cell("stakeholder", "s-0", "role"))
        await press(app, pilot, "enter", "e", "c", "enter")
        assert app.account.plan.stakeholders[1].role == "economic buyer"


async def test_picklist_takes_free_text_where_the_field_has_it() -> None:
    """Words that are no choice of a free field are the value; up from the lit choice takes the typed letters as they are."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2")
        await stand_on(app, pilot, cell("stakeholder", "s-0", "role"))
        await press(app, pilot, "enter", *"harbour master", "enter")
        assert app.account.plan.stakeholders[1].role == "harbour master"
        await stand_on(app, pilot, cell("stakeholder", "s-0", "role"))
        await press(app, pilot, "enter", *"tech", "up", "enter")
        assert app.account.plan.stakeholders[1].role == "tech"


async def test_closed_picklist_refuses_other_words() -> None:
    """A field without free text says what it may hold and stays open."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2")
        await stand_on(app, pilot, cell("stakeholder", "s-0", "support"))
        await press(app, pilot, "enter", *"zzz", "enter")
        assert "mentor" in await page(app)
        assert app.account.unsaved() == ("Support", "zzz")
        assert app.heard == []


async def test_reference_is_shown_as_a_name_and_kept_as_an_id() -> None:
    """A channel row's audience is picked by name, shown as the name, held as the person's id."""
    async with opened() as (app, pilot):
        await press(app, pilot, "3")
        await stand_on(app, pilot, cell("channel", "c-1", "audience"))
        await press(app, pilot, "enter", *"Ann", "enter")
        assert app.account.plan.channels[0].audience == "s-anna"
        assert "s-anna" not in await page(app)


# Rows


async def test_stakeholder_is_added_in_few_keys() -> None:
    """Besides the typed letters a person with role and way of reach takes fewer than 20 keys from the opened page."""
    async with opened() as (app, pilot):
        keys = ["tab", "a", "enter", "enter", "enter", "enter", "enter"]
        assert len(keys) < 20
        await press(app, pilot, "tab", "a")
        assert isinstance(open_screen(app), RowForm)
        await press(app, pilot, *"Eeva Ranta", "enter", *"dec", "enter", *"sal", "enter", "enter", "enter")
        await pilot.pause()
        row = app.account.plan.stakeholders[-1]
        assert (row.name, row.role, row.reached_by) == ("Eeva Ranta", "decision maker", "sales")
        assert row.id
        assert isinstance(app.heard[-1], messages.PlanChanged)
        assert app.heard[-1].what == "stakeholder Eeva Ranta added"
        assert "Eeva Ranta" in await page(app)


async def test_keys_typed_ahead_reach_the_form() -> None:
    """A burst of keys, as a slow line delivers them, gives the same row as slow typing."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2", "a", *"Vanda", "enter", *"coa", "enter", *"non", "enter", "enter", "enter", "d")
        added, deleted = app.heard
        assert isinstance(added, messages.PlanChanged)
        assert isinstance(deleted, messages.PlanChanged)
        row = added.plan.stakeholders[-1]
        assert (row.name, row.role, row.reached_by) == ("Vanda", "coach", "none")
        assert deleted.plan == WORKED_PLAN


async def test_add_follows_the_panel() -> None:
    """In a panel `a` adds its kind of row; on the account's own fields it asks which."""
    async with opened() as (app, pilot):
        await press(app, pilot, "a", "r", "enter")
        assert isinstance(open_screen(app), RowForm)
        await press(app, pilot, *"reorg", "enter", "h", "enter", *"2026-12-24", "enter", *"heard at the fair", "enter")
        await pilot.pause()
        flag = app.account.plan.flags[-1]
        assert (flag.type, flag.severity, flag.review_by, flag.note) == ("reorganisation", "high", dt.date(2026, 12, 24), "heard at the fair")


@pytest.mark.slow
async def test_every_kind_can_be_added() -> None:
    """Each tab's `a` opens the form of its kind and its first field commits a row."""
    first = (("2", "", "Eeva"), ("3", "", "Anna"), ("4", "", "reorg"), ("5", "", "Grow"), ("8", "touch", "2026-11-20"), ("8", "note", "Called"))
    rest = (("6", "offering", "Filters"), ("7", "score", "trust"), ("7", "offering", "Service"))
    async with opened() as (app, pilot):
        for tab, kind, text in (*first, *rest):
            await press(app, pilot, tab)
            if kind:
                await stand_on(app, pilot, next(cell.target for line in lines_of(app) if line.section == kind for cell in line.cells if cell.target))
            await press(app, pilot, "a")
            form = open_screen(app)
            assert isinstance(form, RowForm)
            names = list(dropwhile(lambda name: form._fields[name].asked.text, form._fields))  # noqa: B023 -- used at once
            for name in names:
                await press(app, pilot, *(text if name in (names[0], form._least) else ""), "enter")
            await pilot.pause()
            assert open_screen(app) is app.account, tab
        assert [type(event).__name__ for event in app.heard if not isinstance(event, messages.ValueAsked)] == ["PlanChanged"] * 9


async def test_form_says_what_is_missing() -> None:
    """A row without the field it is called by is not added."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2", "a", *["enter"] * 5)
        assert isinstance(open_screen(app), RowForm)
        assert "Name is missing" in await page(app)
        assert app.heard == []


async def test_form_asks_once_before_it_drops_text() -> None:
    """Esc in a form with text says so once; the second Esc leaves; an empty form leaves at once."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2", "a", "escape")
        assert open_screen(app) is app.account
        await press(app, pilot, "a", *"Eeva", "escape")
        assert isinstance(open_screen(app), RowForm)
        assert app.account.unsaved() == ("New stakeholder", "Name: Eeva")
        await press(app, pilot, "escape")
        assert open_screen(app) is app.account
        assert app.account.unsaved() is None
        assert app.heard == []


async def test_delete_asks_nothing_and_says_how_to_undo() -> None:
    """`d` deletes the row at once, says so with the undo key, and the cursor stands on the next row."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2")
        await stand_on(app, pilot, cell("stakeholder", "s-0", "name"))
        await press(app, pilot, "d")
        assert [row.id for row in app.account.plan.stakeholders] == ["s-anna", "s-1", "s-2", "s-3", "s-4", "s-5", "s-mika"]
        assert said(app) == "stakeholder Person 0 deleted · u brings it back"
        assert app.account.grid.target == cell("stakeholder", "s-1", "name")


async def test_delete_on_an_own_field_says_why_not() -> None:
    """Where no row stands nothing is deleted, and that is said."""
    async with opened() as (app, pilot):
        await press(app, pilot, "d")
        assert app.heard == []
        assert "no row" in said(app)


async def test_rows_move() -> None:
    """`J` and `K` move the row among its kind, the cursor goes with it; at the ends nothing happens."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2", "J")
        assert [row.id for row in app.account.plan.stakeholders][:3] == ["s-0", "s-anna", "s-1"]
        assert app.account.grid.target == cell("stakeholder", "s-anna", "name")
        await press(app, pilot, "K", "K")
        assert app.account.plan == WORKED_PLAN
        assert len(app.heard) == 2


# Undo, saving, what cannot be edited


async def test_undo_and_the_review_are_messages() -> None:
    """u, U, v and n only tell the app."""
    async with opened() as (app, pilot):
        await press(app, pilot, "u", "U", "v", "n")
        assert app.heard == [app.heard[0], app.heard[1], app.heard[2], app.heard[3]]
        assert [type(event) for event in app.heard] == [messages.UndoAsked, messages.RedoAsked, messages.Reviewed, messages.NextAsked]
        assert isinstance(app.heard[2], messages.Reviewed)
        assert app.heard[2].account == "42"


async def test_snooze_asks_until_when() -> None:
    """`z` proposes two weeks; another date may be typed, if it is ahead."""
    async with opened() as (app, pilot):
        await press(app, pilot, "z", "enter")
        await press(app, pilot, "z", "ctrl+u", *"2026-11-01", "enter")
        assert "which is not ahead" in await page(app)
        await press(app, pilot, "ctrl+u", *"2027-01-10", "enter")
        await pilot.pause()
        assert [event.until for event in app.heard if isinstance(event, messages.Snoozed)] == [dt.date(2026, 12, 6), dt.date(2027, 1, 10)]


async def test_another_state_of_the_plan_keeps_the_cursor_on_its_row() -> None:
    """After an undo the cursor is on the same person although the rows above changed."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2")
        await stand_on(app, pilot, cell("stakeholder", "s-2", "role"))
        app.account.show_plan(Plan(id="42", name="Wärtsilä Oyj", stakeholders=WORKED_PLAN.stakeholders[2:]))
        await pilot.pause()
        assert app.account.grid.target == cell("stakeholder", "s-2", "role")


async def test_failed_save_is_said_in_full_and_keeps_the_edit() -> None:
    """The header's last words and the line below say why; the edit stays on the screen."""
    async with opened() as (app, pilot):
        await press(app, pilot, "down", "right", "enter", *"X", "enter")
        app.account.show_saved("not saved: no space left on the disk of the plans folder")
        await pilot.pause()
        assert app.account.plan.next_step_owner == "AKX"
        assert (await page(app)).splitlines()[0].rstrip().endswith("not saved: no space left on the disk of the plans folder")
        assert said(app) == "not saved: no space left on the disk of the plans folder"
        app.account.show_saved("saved 14:02:11")
        await pilot.pause()
        assert (await page(app)).splitlines()[0].endswith("saved 14:02:11 ")


async def test_read_only_plan_says_why_it_cannot_be_edited() -> None:
    """Every editing key answers with the reason; reading goes on."""
    async with opened(read_only="the plans folder cannot be written") as (app, pilot):
        assert app.account.query_one(HeaderLine).state == "read-only"
        await press(app, pilot, "2")
        for key in ("enter", "a", "d", "e", "J", "K", "delete"):
            await press(app, pilot, "down")
            assert said(app) == ""
            await press(app, pilot, key)
            assert "the plans folder cannot be written" in said(app), key
            assert open_screen(app) is app.account
        assert app.heard == []


async def test_broken_plan_is_shown_as_it_is() -> None:
    """A plan file that cannot be read shows the problem with line and column and its own text, and is never changed."""
    text = 'format = 1\nid = "42"\nname = "Wärtsilä\x1b[2J\n'
    problem = Problem("line 3, column 8: the text does not end; put a quote at its end", "plans/x.toml:3")
    async with opened(Plan(id="42", name="Wärtsilä"), broken=True, problems=(problem,), text=text) as (app, pilot):
        shown = await page(app)
        assert "plans/x.toml:3: line 3, column 8: the text does not end" in shown.replace("│\n│ ", "")
        assert 'id = "42"' in shown
        assert "\x1b" not in shown
        for key in ("enter", "a", "d", "e", "J", "2"):
            await press(app, pilot, key)
            assert open_screen(app) is app.account
        await press(app, pilot, "a")
        assert "broken" in said(app)
        assert app.heard == []
        await press(app, pilot, "u", "n")
        assert len(app.heard) == 2


HOSTILE = "[b]x[/nope] [@click=app.quit()]q[/] \x1b]2;title\x07 \x9b2J \u202eevil\u2069"


async def test_names_are_never_markup_or_controls() -> None:
    """Markup stands literally, controls as visible marks, on the page, in tables, editors, forms, answers and explanations."""
    plan = Plan(
        id="42",
        name=HOSTILE,
        strategy=HOSTILE,
        next_step=HOSTILE,
        stakeholders=(Stakeholder("s-1", HOSTILE, role=HOSTILE),),
        channels=(ChannelRow("c-1", "s-1", HOSTILE, HOSTILE, HOSTILE),),
        flags=(RedFlag("f-1", HOSTILE),),
        goals=(Goal("g-1", HOSTILE, unit=HOSTILE, target=2.0),),
    )
    async with opened(plan, size=(140, 45)) as (app, pilot):
        hostile: Any = [HOSTILE] * 11
        app.account.show_facts(AccountFacts(*hostile))
        app.account.show_saved("not saved: " + HOSTILE)
        seen = []
        for keys in ([], ["enter"], ["escape", "i"], ["escape", "2"], ["3", "enter"], ["escape", "a"], ["escape", "4"], ["5"], ["2", "d"]):
            await press(app, pilot, *keys)
            await pilot.pause()
            seen.append(await page(app))
    for text in seen:
        assert "[b]x[/nope] [@click=app.quit()]" in text
        assert not {
            code for code in map(ord, text) if (code < 32 and code != 10) or 0x7F <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
        }


# Going about


async def test_tabs_by_number_tab_and_mouse() -> None:
    """Numbers and clicks open tabs; Tab goes through the page's panels, in a table to the next tab; each tab keeps its cursor."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2", "down", "right", "3", "2")
        assert app.account.grid.target == cell("stakeholder", "s-0", "role")
        await press(app, pilot, "tab")
        assert app.account.tab == 2
        await press(app, pilot, "shift+tab", "shift+tab")
        assert app.account.tab == 0
        sections = []
        for _ in range(6):
            sections.append(app.account.grid.section)
            await press(app, pilot, "tab")
        assert sections == ["head", "stakeholder", "channel", "flag", "goal", "own"]
        assert app.account.grid.section == "head"
        await pilot.click(offset=(12, 1))
        await pilot.pause()
        assert app.account.tab == 1


async def test_mouse_selects_and_edits() -> None:
    """A click puts the cursor on a cell, a double click edits it, a click elsewhere takes what was typed."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2")
        await pilot.click(offset=(4, 5))
        assert app.account.grid.target == cell("stakeholder", "s-0", "name")
        await pilot.click(offset=(4, 6), times=2)
        await pilot.pause()
        assert editing(app)
        await press(app, pilot, *"!")
        await pilot.click(offset=(4, 9))
        await pilot.pause()
        assert not editing(app)
        assert app.account.plan.stakeholders[2].name == "Person 1!"


async def test_more_line_opens_the_tab() -> None:
    """Enter on "+ 6 more" opens that kind's tab."""
    async with opened() as (app, pilot):
        await stand_on(app, pilot, Target("stakeholder"))
        await press(app, pilot, "enter")
        assert app.account.tab == 1


async def test_back_leaves() -> None:
    """Esc and q leave the screen."""
    for key in ("escape", "q"):
        async with opened() as (app, pilot):
            await press(app, pilot, key)
            await pilot.pause()
            assert open_screen(app) is not app.account


async def test_explanation_names_choices_and_finding() -> None:
    """`i` tells what a field means and may hold, and what is wrong with it now."""
    async with opened() as (app, pilot):
        await press(app, pilot, "2")
        await stand_on(app, pilot, cell("stakeholder", "s-mika", "reached_by"))
        await press(app, pilot, "i")
        await pilot.pause()
        text = await page(app)
        assert "sales, marketing, both, none" in text
        assert "reached_by" in text
        await press(app, pilot, "escape")
        assert open_screen(app) is app.account


# Long text


async def test_long_text_without_an_editor_opens_a_form() -> None:
    """`e` edits over several lines; the text keeps its line breaks; Esc on a changed text asks once."""
    async with opened() as (app, pilot):
        await press(app, pilot, "e")
        await pilot.pause()
        assert isinstance(open_screen(app), TextForm)
        await press(app, pilot, "enter", *"second", "escape")
        assert isinstance(open_screen(app), TextForm)
        await press(app, pilot, "!", "tab", "enter")
        await pilot.pause()
        assert app.account.plan.strategy == WORKED_PLAN.strategy + "\nsecond!"
        assert "budget second!" in await page(app)


async def test_text_of_several_lines_is_edited_over_several_lines() -> None:
    """Enter on a text with line breaks opens the form, since one line would lose them."""
    async with opened(Plan(id="42", strategy="one\ntwo")) as (app, pilot):
        await press(app, pilot, "enter")
        await pilot.pause()
        assert isinstance(open_screen(app), TextForm)


# Bytes


async def test_idle_screen_paints_nothing() -> None:
    """Nothing is painted while nobody types, with an editor open or not."""
    async with opened() as (app, pilot):
        for keys in ([], ["enter"], ["escape", "2"]):
            await press(app, pilot, *keys)
            await pilot.pause(0.1)
            app.painted.clear()
            await pilot.pause(0.6)
            assert app.painted == []


async def test_a_key_paints_little() -> None:
    """A cursor move paints its two cells and the panels' titles, an editor that opens or closes little more than itself."""
    most = {"down": 400, "right": 400, "left": 400, "up": 400, "enter": 2500, "escape": 2500}
    async with opened() as (app, pilot):
        for tab, foot in (("2", 0), ("7", 200), ("1", 0)):
            # Pages of panels tell in their frame what is cut off under the cursor.
            await press(app, pilot, tab)
            await painted_out(app, pilot)
            for key, limit in most.items():
                app.painted.clear()
                await press(app, pilot, key)
                await painted_out(app, pilot)
                assert 0 < len("".join(app.painted).encode()) <= limit + foot, (tab, key)
