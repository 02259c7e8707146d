"""The account table under keys and mouse: where the cursor is, what is said, what is drawn."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl
from rich.cells import cell_len
from textual.app import App
from textual.binding import Binding
from textual.events import MouseScrollDown

from abmtui.formats import Formats, formats_for
from abmtui.portfolio.view import SortKey
from abmtui.tui.bases.line_table import LineTable
from abmtui.tui.widgets.account_table import AccountTable, account_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.message import Message

TODAY = dt.date(2026, 11, 22)
SIZE = (78, 21)
"""Twenty rows and the headers."""


def accounts(count: int = 100, **columns: Sequence[Any]) -> pl.DataFrame:
    """Return a frame of accounts `Account 0` on, the largest first."""
    total = count * (count + 1) / 2
    values = [float(count - place) for place in range(count)]
    frame = pl.DataFrame(
        {
            "rank": pl.Series(range(1, count + 1), dtype=pl.UInt32),
            "name": [f"Account {place}" for place in range(count)],
            "class": ["A"] * count,
            "programme": ["ABM"] * count,
            "value": values,
            "change": [0.04] * count,
            "share": [value / total for value in values],
            "cumulative_share": [1.0] * count,
        }
    )
    return frame.with_columns(pl.Series(name, list(values)) for name, values in columns.items())


def order(rows: Sequence[int]) -> pl.Series:
    """Return rows as an order."""
    return pl.Series("row", list(rows), dtype=pl.UInt32)


class TableApp(App[None]):
    """The table alone, and what it says."""

    def __init__(self, frame: pl.DataFrame, rows: Sequence[int] | None = None, *, formats: Formats | None = None, extra: Sequence[str] = ()) -> None:
        super().__init__()
        self.frame = frame
        self.rows = range(frame.height) if rows is None else rows
        self.columns = account_columns(formats or Formats(), TODAY, "Revenue", extra)
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield AccountTable(empty="No accounts here.")

    def on_mount(self) -> None:
        """Show what was given."""
        self.show(self.rows)

    def show(self, rows: Sequence[int], *, keep: int | None = None) -> None:
        """Hand the table its rows."""
        self.table.show(self.frame, order(rows), self.columns, sort=[SortKey("value", descending=True)], keep=keep)

    @property
    def table(self) -> AccountTable:
        """The table."""
        return self.query_one(AccountTable)

    def on_line_table_moved(self, event: LineTable.Moved) -> None:
        """Keep it."""
        self.said.append(event)

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Keep it."""
        self.said.append(event)

    def on_line_table_sort_asked(self, event: LineTable.SortAsked) -> None:
        """Keep it."""
        self.said.append(event)

    def on_line_table_marks_changed(self, event: LineTable.MarksChanged) -> None:
        """Keep it."""
        self.said.append(event)

    def line(self, y: int) -> str:
        """Return a line of the table."""
        return self.table.render_line(y).text

    def lines(self) -> list[str]:
        """Return the lines as they stand."""
        return [self.line(y) for y in range(self.table.size.height)]


KEYS = {
    "down": 1,
    "j j k": 1,
    "up": 0,
    "pagedown": 20,
    "pagedown pageup": 0,
    "end": 99,
    "end down": 99,
    "end home": 0,
    "pagedown down down": 22,
}
"""Keys pressed from the top, and the row they lead to."""


async def test_keys_move_the_cursor() -> None:
    """Arrows, j and k, pages and ends move by rows and stop at the ends; the row stays on the screen."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        for keys, row in KEYS.items():
            app.table.move_to(0)
            await pilot.press(*keys.split())
            assert app.table.cursor_row == row
            assert any(f"Account {row} " in line for line in app.lines())


async def test_a_move_is_said_once() -> None:
    """Each move says the new row; a key that moves nothing says nothing."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("up", "down", "down")
        assert app.said == [LineTable.Moved(1), LineTable.Moved(2)]
        assert app.said[0].control is app.table


async def test_a_key_renders_two_rows_or_the_new_ones() -> None:
    """A move makes two lines, and none of those made before; a page makes at most the visible rows and the two touched."""
    app = TableApp(accounts(1000))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        counts = []
        for key in ("down", "up", "pagedown", "end", "home"):
            before = app.table.rows_rendered
            await pilot.press(key)
            await pilot.pause()
            counts.append(app.table.rows_rendered - before)
        assert counts[:2] == [2, 0]
        assert all(count <= 20 + 2 for count in counts)


async def test_no_key_renders_more_than_the_screen_and_two() -> None:
    """Stepping past the edge of the screen renders no more either."""
    app = TableApp(accounts(1000))
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(30):
            before = app.table.rows_rendered
            app.table.action_step(1)
            await pilot.pause()
            assert app.table.rows_rendered - before <= 20 + 2


async def test_the_cursor_keeps_its_account_through_another_order() -> None:
    """A sort moves the row; the cursor goes with it, at the same line of the screen where that is possible."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("pagedown", "pagedown", "down", "down")
        line = next(y for y, text in enumerate(app.lines()) if "Account 42 " in text)
        app.show(range(99, -1, -1))
        await pilot.pause()
        assert app.table.cursor_row == 42
        assert "Account 42 " in app.line(line)


async def test_a_row_that_is_no_longer_shown_leaves_the_cursor_at_its_place() -> None:
    """A filter without the row under the cursor keeps the cursor's place, as far as there are rows; the next order finds the row it is on."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["down"] * 5)
        app.show([1, 3, 7, 9])
        assert app.table.cursor_row == 9


async def test_an_empty_order_has_no_cursor_until_it_is_told_where() -> None:
    """Without rows there is no row under the cursor; with rows again it goes where it is asked to."""
    app = TableApp(accounts(), rows=[])
    async with app.run_test(size=SIZE) as pilot:
        rows = [app.table.cursor_row]
        app.show(range(100), keep=77)
        await pilot.pause()
        assert [*rows, app.table.cursor_row] == [None, 77]
        assert any("Account 77 " in line for line in app.lines())


async def test_the_scroll_place_survives_a_short_list() -> None:
    """From three hits back to all rows the account under the cursor is on the screen."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        app.show([88, 90, 95], keep=90)
        await pilot.pause()
        app.show(range(100))
        await pilot.pause()
        assert app.table.cursor_row == 90
        assert any("Account 90 " in line for line in app.lines())


async def test_another_frame_starts_at_the_top() -> None:
    """Rows of another frame are other accounts, so nothing is kept unless it is asked for."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end")
        app.frame = accounts(50)
        app.show(range(50))
        await pilot.pause()
        assert app.table.cursor_row == 0
        assert "Account 0 " in app.line(1)


async def test_move_to_finds_a_row() -> None:
    """A row that is shown gets the cursor; one that is not changes nothing."""
    app = TableApp(accounts(), rows=range(0, 100, 2))
    async with app.run_test(size=SIZE):
        assert app.table.move_to(42)
        assert app.table.cursor_row == 42
        assert not app.table.move_to(43)
        assert app.table.cursor_row == 42


async def test_space_marks_and_goes_down() -> None:
    """Space marks the row, again unmarks it; the marks are said and drawn."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "space", "up", "space")
        marks = [message.rows for message in app.said if isinstance(message, LineTable.MarksChanged)]
        assert marks == [frozenset({0}), frozenset({0, 1}), frozenset({0})]
        assert app.table.cursor_row == 2
        assert [app.line(y)[0] for y in (1, 2)] == ["✓", " "]
        app.table.clear_marks()
        assert app.table.marks == set()


async def test_star_marks_all_shown() -> None:
    """`*` marks all rows shown, beside those marked before; once all are marked it unmarks them alone."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        app.show([5, 6])
        await pilot.press("asterisk")
        assert app.table.marks == {0, 5, 6}
        await pilot.press("asterisk")
        assert app.table.marks == {0}


async def test_enter_and_double_click_open() -> None:
    """Enter opens the row under the cursor, a double click the row that was clicked; in an empty table neither does."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.click(AccountTable, offset=(10, 4), times=2)
        assert [message.row for message in app.said if isinstance(message, LineTable.Opened)] == [0, 3]
        app.said.clear()
        app.show([])
        await pilot.press("enter", "space", "down", "pagedown", "end")
        assert app.said == []


async def test_a_click_selects_a_row_and_a_header_asks_for_a_sort() -> None:
    """A click goes to a row; on a header it asks for a sort, with shift or ctrl for a further key, and lights the column."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(AccountTable, offset=(10, 6))
        share = app.line(0).index("Share")
        await pilot.click(AccountTable, offset=(share + 1, 0))
        await pilot.click(AccountTable, offset=(8, 0), shift=True)
        assert app.said == [LineTable.Moved(5), LineTable.SortAsked("share", add=False), LineTable.SortAsked("name", add=True)]
        assert app.table.column_cursor == "name"


async def test_the_wheel_scrolls_and_the_next_key_returns_to_the_cursor() -> None:
    """The wheel leaves the cursor where it is, even off the screen; a key brings it back."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(20):
            app.table._on_mouse_scroll_down(_wheel(app.table))
        await pilot.pause()
        assert not any("Account 0 " in line for line in app.lines())
        assert app.table.cursor_row == 0
        await pilot.press("down")
        await pilot.pause()
        assert any("Account 1 " in line for line in app.lines())


def _wheel(table: AccountTable) -> MouseScrollDown:
    return MouseScrollDown(table, 5, 5, 0, 1, 0, shift=False, meta=False, ctrl=False)


async def test_the_column_cursor_brings_in_columns_without_room() -> None:
    """Left and right light one column after another; one that had no room comes in, and leaves again."""
    app = TableApp(accounts(region=["EMEA"] * 100), extra=["region"])
    async with app.run_test(size=(60, 20)) as pilot:
        assert "Region" not in app.line(0)
        assert app.table.column_cursor == "value"
        await pilot.press("right")
        assert app.table.column_cursor == "change"
        app.table.action_column(8)
        assert app.table.column_cursor == "region"
        assert "Region" in app.line(0)
        assert "EMEA" in app.line(1)
        await pilot.press("h")
        app.table.action_column(-20)
        assert app.table.column_cursor == "rank"
        assert "Region" not in app.line(0)


async def test_the_account_stays_on_the_narrowest_screen() -> None:
    """At 60 columns programme, sum and review leave; the account and the metric are there at 24."""
    app = TableApp(accounts(open_flags=[1] * 100, next_review=[TODAY] * 100))
    async with app.run_test(size=(60, 20)) as pilot:
        assert app.line(0).split() == ["#", "Account", "Cl", "Revenue", "▼", "Δ", "yr", "Share", "⚑"]
        await pilot.resize_terminal(24, 10)
        await pilot.pause()
        assert "Account" in app.line(1)
        assert "100" in app.line(1)


NAMES = (
    "北京重型机械股份有限公司北京重型机械",
    "Société Générale d'Équipements Électriques",
    "e\u0301" * 40,
    "👩‍👩‍👧 Familie GmbH & Co. KG Holding AG",
    "Plain",
)


async def test_wide_and_combining_letters_line_up() -> None:
    """Whatever the letters of a name, every line is as wide as the table and the figures begin in the same cell."""
    app = TableApp(accounts(5, name=NAMES))
    async with app.run_test(size=(60, 10)):
        lines = app.lines()[1:6]
        assert {cell_len(line) for line in lines} == {60}
        assert len({cell_len(line[: line.index(" +4%")]) for line in lines}) == 1


async def test_a_long_name_ends_in_an_ellipsis_and_keeps_its_star() -> None:
    """A name that has no room is cut, the key account's star is not."""
    app = TableApp(accounts(2, name=["Wärtsilä Marine Solutions Oyj Abp Group"] * 2, key_account=[True, False]))
    async with app.run_test(size=(60, 10)):
        assert "… ★ A " in app.line(1)
        assert "★" not in app.line(2)


async def test_control_characters_and_markup_are_shown_as_text() -> None:
    """An escape sequence in a name becomes a visible mark, markup stays the letters it is."""
    app = TableApp(accounts(2, name=["\x1b]0;x\x07", "[red]x[/nope]"]))
    async with app.run_test(size=(78, 10)):
        assert "␛]0;x␇" in app.line(1)
        assert "[red]x[/nope]" in app.line(2)


async def test_lit_letters_are_of_their_own_style() -> None:
    """The spans that `lit` names are segments of their own, and only they are underlined."""
    app = TableApp(accounts())
    async with app.run_test(size=SIZE):
        app.table.lit = lambda text: [(0, 3), (len(text) - 1, len(text))]
        app.show(range(100))
        lit = [segment.text for segment in app.table.render_line(5) if segment.style and segment.style.underline]
        assert lit == ["Acc", "4"]


async def test_headers_show_the_sort_keys() -> None:
    """Each sort key has its glyph, with its number when there are several; a title gives way to it."""
    value, share = SortKey("value", descending=True), SortKey("share")
    app = TableApp(accounts())
    async with app.run_test(size=(100, 10)):
        for sort, headers in (([value], "Revenue ▼  Δ yr Share"), ([share], "Revenue  Δ yr Shar▲"), ([value, share], "Revenue ▼1  Δ yr Sha▲2")):
            app.table.show(app.frame, order(range(100)), app.columns, sort=sort)
            assert headers in app.line(0)


async def test_flags_and_reviews() -> None:
    """Open flags stand with their count, an overdue review with `!` in one column, what is not there as nothing."""
    reviews = [dt.date(2026, 10, 12), dt.date(2026, 11, 30), None, dt.date(2026, 11, 2)]
    app = TableApp(accounts(4, open_flags=[2, 0, None, 1], next_review=reviews))
    async with app.run_test(size=SIZE):
        assert [app.line(y)[-13:] for y in (1, 2, 3, 4)] == ["  ⚑2 12 Oct !", "     30 Nov  ", " " * 13, "  ⚑1 2 Nov  !"]


async def test_changes_are_signed_and_capped() -> None:
    """A change is signed whole percent; beyond ten times it is not counted out; a fall from the review's line on is lit."""
    app = TableApp(accounts(4, change=[0.04, -0.15, 123.0, -123.0]))
    async with app.run_test(size=(60, 10)):
        changes = [next(word for word in app.line(y).split() if word.endswith("%")) for y in (1, 2, 3, 4)]
        assert changes == ["+4%", "-15%", ">999%", "<-999%"]
        lit = {y: {segment.text.strip() for segment in app.table.render_line(y)} for y in (2, 3)}
        assert "-15%" in lit[2]
        assert ">999%" not in lit[3]


async def test_figures_are_as_wide_as_the_largest() -> None:
    """The metric's column fits the frame's largest value, in the locale's groups."""
    app = TableApp(accounts(2, value=[4_024_000_000.0, -1.0]), formats=formats_for("de_DE"))
    async with app.run_test(size=SIZE):
        assert "4.024.000.000" in app.line(1)
        assert app.line(1).index("4.024.000.000") + 13 == app.line(2).index("-1") + 2


async def test_further_columns_are_written_by_their_type() -> None:
    """Our fields by their unit; a source's own numbers ungrouped when they may be years, dates as dates, truth as yes and no."""
    frame = accounts(2, founded=[1998, 2005], last_order=[dt.date(2026, 3, 1), None], margin_percent=[12.5, None], signed=[True, False])
    app = TableApp(frame, extra=["founded", "last_order", "margin_percent", "signed"])
    async with app.run_test(size=(140, 10)):
        assert app.line(1).split()[-6:] == ["1998", "1", "Mar", "2026", "12.5%", "yes"]
        assert app.line(2).split()[-2:] == ["2005", "no"]


async def test_an_empty_table_says_so() -> None:
    """The words for an empty table stand below the headers."""
    app = TableApp(accounts(), rows=[])
    async with app.run_test(size=SIZE):
        assert app.line(1).strip() == "No accounts here."
        assert app.line(2).strip() == ""


async def test_columns_that_the_frame_lacks_are_left_out() -> None:
    """A frame with names alone is a table of names; a column's name is never read as a pattern."""
    app = TableApp(pl.DataFrame({"name": ["A"], "^.*$": ["odd"]}), extra=["^.*$"])
    async with app.run_test(size=(60, 10)):
        assert app.line(0).split() == ["Account", "^.*$"]
        assert app.line(1).split() == ["A", "odd"]


def test_every_key_has_a_name_and_a_tooltip() -> None:
    """Help, palette and remapping come from the bindings: each has an id and says what it does."""
    bindings = [binding for binding in LineTable.BINDINGS if isinstance(binding, Binding)]
    assert len(bindings) == len(LineTable.BINDINGS)
    assert all(binding.id and binding.tooltip and binding.description for binding in bindings)
    assert not {"g", "G"} & {key for binding in bindings for key in binding.key.split(",")}
