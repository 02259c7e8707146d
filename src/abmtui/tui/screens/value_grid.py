"""The grid of value and needs: every account in its zone, a key away from its plan, under lines that move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from abmtui.portfolio import columns as col
from abmtui.portfolio.rules import ZoneLines
from abmtui.portfolio.search import literal_hits
from abmtui.portfolio.search_words import plain_text
from abmtui.portfolio.value_grid import ROW, held_by_zone, laid_out, line_shares, moved, neighbour, points_of, zoned_points
from abmtui.portfolio.zones import band_lines, outside_lines
from abmtui.tui.bases.value_grid_lines import ASCII, SIGNS, Edges, picture, room_of
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.glyphs import signs_shown
from abmtui.tui.screens import value_grid_texts as texts
from abmtui.tui.screens.answering import Answering
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.screens.segment_texts import view_parts
from abmtui.tui.screens.value_grid_keys import KEYS
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import LAST_LEAVES, HeaderLine
from abmtui.tui.widgets.note_line import NoteLine
from abmtui.tui.widgets.said_line import SaidLine
from abmtui.tui.widgets.value_grid_plot import ValueGridPlot
from abmtui.tui.widgets.zone_table import ZoneTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from abmtui.formats import Formats
    from abmtui.portfolio.value_grid import Held, Layout, Line, Points, Towards
    from abmtui.workspace.measured import Measured

POINTS: int = 1
"""Points of value that a line moves at a key."""


class ValueGridScreen(Answering):
    """Owns the lines while they move; the app applies them, opens accounts and hands down views."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS
    DEFAULT_CSS = """
    ValueGridScreen { layout: vertical; }
    ValueGridScreen #grid { height: 1fr; border: round $primary; }
    ValueGridScreen #grid.low { border: none; }
    """

    @dataclass
    class AccountAsked(Message):
        """Please open this account's plan."""

        row: int

    @dataclass
    class LinesAsked(Message):
        """Please apply these lines to the view; None: the config's."""

        lines: ZoneLines | None

    @dataclass
    class ActionAsked(Message):
        """Please do what belongs to the whole program: metric, period, filter, mine, back."""

        name: str

    def __init__(self, formats: Formats, row: int | None) -> None:
        super().__init__()
        self.row = row
        """The account under the cursor (row of the table)."""
        self.lines = ZoneLines()
        self.held: Mapping[str, Held] = {}
        self.layout_shown: Layout | None = None
        self._formats = formats
        self._measured: Measured | None = None
        self._config = ZoneLines()
        self._points: Points | None = None
        self._state = ""

    def compose(self) -> ComposeResult:
        """Lay out the grid, the account under the cursor, the zones and where the lines are."""
        yield SaidLine()
        yield HeaderLine()
        with Vertical(id="grid") as box:
            box.border_title = "Value and needs"
            yield ValueGridPlot()
        yield NoteLine(2, id="account")
        yield ZoneTable(self._formats, self._signs())
        yield NoteLine(id="lines")
        yield FooterLine()

    def on_mount(self) -> None:
        """Say what is coming."""
        self.query_one(HeaderLine).show(("› value and needs",), self._state)

    def on_resize(self) -> None:
        """Leave the frame away where lines are scarce."""
        self.query_one("#grid").set_class(self.size.height < 24, "low")  # noqa: PLR2004 - lines of a usual terminal

    def _signs(self) -> tuple[str, ...]:
        return SIGNS if signs_shown(self.app) else ASCII

    # What the app hands down.

    def show_grid(self, measured: Measured, config: ZoneLines) -> None:
        """Show a view; lines that were moved and not applied stay moved as long as the view's own are the same."""
        before = self._measured
        if measured is before and config == self._config:
            return
        applied = measured.review.ground.rules.zones
        if before is None or before.review.ground.rules.zones != applied:
            self.lines = applied
        self._measured, self._config, self._points = measured, config, None
        self._draw()

    def show_saved(self, state: str) -> None:
        """Acknowledge a save in the header's last words."""
        self._state = state
        self._show_header()

    # Drawing.

    def on_value_grid_plot_sized(self, event: ValueGridPlot.Sized) -> None:
        """Draw for another size."""
        event.stop()
        self._draw()

    def _draw(self) -> None:
        plot = self.query_one(ValueGridPlot)
        if self._measured is not None and plot.size.width:
            self._work_out(self._measured, self.lines, plot.lines_for_accounts)

    @work(thread=True, exclusive=True, group="grid")
    def _work_out(self, measured: Measured, lines: ZoneLines, height: int) -> None:
        worker = get_current_worker()
        points = self._points or points_of(measured.book, measured.table, measured.mask)
        placed = zoned_points(points, measured.book, lines)
        layout, held = laid_out(placed, height), held_by_zone(placed)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take, measured, points, layout, held)

    def _take(self, measured: Measured, points: Points, layout: Layout, held: Mapping[str, Held]) -> None:
        if measured is not self._measured or not self.is_attached:
            return
        self._points, self.layout_shown, self.held = points, layout, held
        if layout.place(self.row) is None:
            self.row = neighbour(layout, None, "first", 1)
        plot = self.query_one(ValueGridPlot)
        if layout.frame.is_empty():
            plot.say("No account in view has a value or a potential, so none has a place here. Esc goes back.")
        else:
            plot.show(picture(layout, self._edges(measured, points), plot.size.width, self._signs(), self._formats.short), self.row)
        self.query_one(ZoneTable).show(held, measured.view.measure.metric)
        self._show_header()
        self._show_note()
        self._show_lines()

    def _edges(self, measured: Measured, points: Points) -> Edges:
        bounds = band_lines(measured.book, self.lines)
        largest = self._formats.short(float(points.frame[col.VALUE][0]))
        return Edges((largest, self._formats.short(bounds.top), self._formats.short(bounds.low)), self.lines.homogeneous)

    def _show_header(self) -> None:
        measured, points = self._measured, self._points
        if measured is None or points is None:
            return
        number = self._formats.number
        count = points.frame.height
        beside = f"{number(points.beside)} without value or potential" if points.beside else ""
        facts = (f"{number(count)} account{'' if count == 1 else 's'}", *view_parts(measured.view), beside)
        self.query_one(HeaderLine).show(("› value and needs", *(fact for fact in facts if fact)), self._state, leaves=LAST_LEAVES)
        box, scored = self.query_one("#grid"), count - points.frame[col.NEEDS].null_count()
        box.border_title = Content(f"{measured.view.measure.metric.capitalize()} by rank, needs from alike (1) to different (5)")
        box.border_subtitle = Content(
            f"{number(scored)} of {number(count)} scored" if scored else "no needs are scored: the column needs, or a plan's field, does it"
        )

    def _show_note(self) -> None:
        measured, layout = self._measured, self.layout_shown
        place = None if layout is None else layout.place(self.row)
        note = self.query_one("#account", NoteLine)
        if measured is None or layout is None or place is None:
            note.show((), ())
            return
        point = layout.frame.row(place, named=True)
        said = measured.book.basis.said_zone
        lines_of = outside_lines if measured.book.columns[col.RANK][point[ROW]] is None else band_lines
        why = texts.reason(point, None if said is None else said[point[ROW]], lines_of(measured.book, self.lines), self.lines, self._formats)
        money = f"{measured.portfolio.currency} " if measured.portfolio.currency else ""
        name = str(measured.table[col.NAME][point[ROW]])
        note.show(texts.under_cursor(point, name, measured.view.measure.metric, money, self._formats), (texts.zone_name(point), why))

    def _show_lines(self) -> None:
        measured = self._measured
        if measured is None:
            return
        rules = measured.review.ground.rules
        shares = line_shares(measured.book, self.lines, rules.classes)
        now = "moved: = applies" if self.lines != rules.zones else "" if rules.zones == self._config else "not the config's: 0"
        self.query_one("#lines", NoteLine).show(texts.line_parts(shares, band_lines(measured.book, self.lines), self.lines, now, self._formats))

    # Keys.

    def on_value_grid_plot_picked(self, event: ValueGridPlot.Picked) -> None:
        """Go to the account that was clicked."""
        event.stop()
        self._go_to(event.row)
        if event.open:
            self.action_open()

    def action_go(self, towards: str) -> None:
        """Go to the nearest account in a direction."""
        if self.layout_shown is not None:
            self._go_to(neighbour(self.layout_shown, self.row, cast("Towards", towards), room_of(self.query_one(ValueGridPlot).size.width)))

    def _go_to(self, row: int | None) -> None:
        self.row = row
        self.query_one(ValueGridPlot).point(row)
        self._show_note()

    def action_open(self) -> None:
        """Open the account's plan."""
        if self.row is not None:
            self.post_message(self.AccountAsked(self.row))

    def action_move(self, name: str, by: int) -> None:
        """Move a line; counts and shares follow."""
        measured = self._measured
        if measured is None:
            return
        shares = line_shares(measured.book, self.lines, measured.review.ground.rules.classes)
        lines = moved(self.lines, shares, cast("Line", name), by * POINTS)
        if lines == self.lines:
            self.say("This line can go no further.")
            return
        self.lines = lines
        self._show_lines()
        self._draw()

    def action_apply(self) -> None:
        """Apply the lines to the view."""
        self.say(f"Applied to this view. To keep them, the config's [zones]: {texts.config_lines(self.lines)}")
        self.post_message(self.LinesAsked(None if self.lines == self._config else self.lines))

    def action_reset(self) -> None:
        """Go back to the config's lines, in the view too."""
        self.lines = self._config
        self.say("These are the config's lines.")
        self.post_message(self.LinesAsked(None))
        self._show_lines()
        self._draw()

    def action_find(self) -> None:
        """Ask for a name and go there."""

        def take(text: str | None) -> None:
            if text and self._measured is not None and self._points is not None:
                self._find(self._measured, self._points, text)

        self.app.push_screen(LineForm("Find on the grid", "", "part of a name; the best match is gone to"), take)

    @work(thread=True, exclusive=True, group="find")
    def _find(self, measured: Measured, points: Points, text: str) -> None:
        hits = literal_hits(plain_text(measured.table[col.NAME]), text, points.frame[ROW])
        self.app.call_from_thread(self._take_found, text, int(hits.rows[0]) if len(hits.rows) else None, hits.count)

    def _take_found(self, text: str, row: int | None, count: int) -> None:
        if row is None:
            self.say(f'No account on the grid has "{text}" in its name.')
            return
        self._go_to(row)
        self.say(f"{self._formats.number(count)} have it in their names; this is the best match." if count > 1 else "")

    def action_ask(self, name: str) -> None:
        """Hand an action up."""
        self.post_message(self.ActionAsked(name))

    def action_explain(self) -> None:
        """Say what the grid means."""
        self.app.push_screen(ReadingScreen("Value and needs", texts.meanings(self._signs())))

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(ReadingScreen("Keys of the grid", key_help(self)))
