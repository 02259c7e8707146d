"""The pages of figures: one part of the review a page, every account on it a key away, every figure explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from abmtui.tui.bases.block_lines import ACCOUNT, block_lines
from abmtui.tui.bases.grid_lines import FixedLines, Line, Target
from abmtui.tui.bases.row_grid import RowGrid
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens.answering import Answering
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import LAST_LEAVES, HeaderLine
from abmtui.tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from abmtui.report.blocks import Block


class NumbersScreen(Answering):
    """Shows one page at a time; the app works a page out when it is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open account", key_display="↵", id="numbers.open", tooltip="Open the account of the line under the cursor"),
        Binding("tab", "page(1)", "next page", id="numbers.next", tooltip="The next part of the review"),
        Binding("shift+tab", "page(-1)", "page before", show=False, id="numbers.before", tooltip="The part before"),
        Binding("p", "pick", "pages", id="numbers.pick", tooltip="Choose a part of the review from the list"),
        Binding("i", "explain", "explain", id="numbers.explain", tooltip="What the figures of this page mean and how they are reckoned"),
        Binding("escape,q", "back", "back", key_display="esc", id="numbers.back", tooltip="Back to where you came from"),
        Binding("question_mark,f1", "help", "help", key_display="?", id="numbers.help", tooltip="The keys of this screen"),
    ]
    DEFAULT_CSS = """
    NumbersScreen { layout: vertical; }
    """

    @dataclass
    class PageAsked(Message):
        """Please work this page out."""

        name: str

    @dataclass
    class AccountAsked(Message):
        """Please open this account's plan."""

        account: str
        """The account's id."""

    def __init__(self, pages: Sequence[tuple[str, str]], name: str) -> None:
        """Offer pages as (name, title) and begin with one of them."""
        super().__init__()
        self._pages = tuple(pages)
        self.page = name
        self._blocks: Sequence[Block] = ()
        self._explained: Sequence[tuple[str, str]] = ()
        self._state = ""
        self._targets: dict[str, Target | None] = {}
        """Where the cursor was on each page."""

    def compose(self) -> ComposeResult:
        """Lay out the page in its frame."""
        yield SaidLine()
        yield HeaderLine()
        yield RowGrid()
        yield FooterLine()

    def on_mount(self) -> None:
        """Ask for the first page."""
        self.query_one(RowGrid).focus()
        self._ask(self.page)

    def show_page(self, name: str, blocks: Sequence[Block], explained: Sequence[tuple[str, str]]) -> None:
        """Show a page that was worked out, unless another was asked for meanwhile; `explained` are (name, meaning and formula)."""
        if name != self.page:
            return
        self._blocks, self._explained = blocks, explained
        self._lay_out()

    def show_saved(self, state: str) -> None:
        """Acknowledge a save in the header's last words."""
        self._state = state
        self._show_header()

    def renew(self) -> None:
        """Ask for the page again: something below it changed."""
        self.post_message(self.PageAsked(self.page))

    def _ask(self, name: str) -> None:
        grid = self.query_one(RowGrid)
        self._targets[self.page] = grid.target
        self.page, self._blocks = name, ()
        grid.line = grid.place = grid.top = 0
        grid.show(FixedLines((Line(rule=self._title()),)), foot="working it out")
        self._show_header()
        self.post_message(self.PageAsked(name))

    def _title(self) -> str:
        return next((title for name, title in self._pages if name == self.page), self.page)

    def _place(self) -> int:
        return next((place for place, (name, _) in enumerate(self._pages) if name == self.page), 0)

    def _show_header(self) -> None:
        parts = ("› figures", self._title(), f"{self._place() + 1} of {len(self._pages)}")
        self.query_one(HeaderLine).show(parts, self._state, leaves=LAST_LEAVES)

    def _lay_out(self) -> None:
        grid = self.query_one(RowGrid)
        if not self._blocks:
            grid.show(FixedLines((Line(rule=self._title()),)), foot="nothing to tell of this portfolio")
            return
        grid.show(block_lines(self._blocks, grid.inner_width), title=self._title())
        grid.point_at(self._targets.pop(self.page, None) or grid.target)
        grid.refresh()

    def on_resize(self) -> None:
        """Break the lines for another width."""
        if self._blocks:
            self.call_after_refresh(self._lay_out)

    def on_row_grid_pressed(self, event: RowGrid.Pressed) -> None:
        """Open the account that was clicked twice."""
        event.stop()
        if event.twice:
            self.action_open()

    def action_open(self) -> None:
        """Open the account of the line."""
        target = self.query_one(RowGrid).target
        if target is None or target.kind != ACCOUNT:
            self.say("This line is about no single account")
            return
        self.post_message(self.AccountAsked(target.row))

    def action_page(self, way: int) -> None:
        """Go to the next page, round at the ends."""
        self._ask(self._pages[(self._place() + way) % len(self._pages)][0])

    def action_pick(self) -> None:
        """Choose a page from the list."""

        def take(name: str | None) -> None:
            if name:
                self._ask(name)

        self.app.push_screen(PickForm("Figures", list(self._pages), self.page), take)

    def action_explain(self) -> None:
        """Explain the figures of the page."""
        if not self._explained:
            self.say("The sentences of this page say all there is to it")
            return
        self.app.push_screen(ReadingScreen(self._title(), self._explained))

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(ReadingScreen("Keys of the figures", key_help(self)))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)
