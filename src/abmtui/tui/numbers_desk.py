"""The pages of figures: every part of the review on the screen, worked out when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from abmtui.portfolio import columns as col
from abmtui.report.pages import PAGES, page_of
from abmtui.tui.review_desk import ReviewDesk
from abmtui.tui.screens.numbers import NumbersScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.report.blocks import Block
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace


class NumbersDesk(ReviewDesk):
    """Hands pages of figures to their screen."""

    def open_numbers(self, part: str = PAGES[0][0]) -> None:
        """Show the pages of figures, one part of the review a page."""
        if self.workspace is not None:
            self.push_screen(NumbersScreen(PAGES, part))

    def on_numbers_screen_page_asked(self, event: NumbersScreen.PageAsked) -> None:
        """Work a page out in a worker; one that is asked for later overtakes it."""
        workspace, portfolio = self.workspace, self.portfolio_screen
        if workspace is not None and portfolio is not None and portfolio.state.measured is not None:
            self._page(workspace, portfolio.state.measured, event.name)

    @work(thread=True, exclusive=True, group="page")
    def _page(self, workspace: Workspace, measured: Measured, name: str) -> None:
        worker = get_current_worker()
        with workspace.alone:
            blocks, explained = page_of(workspace, measured, name, self.formats)
        if not worker.is_cancelled:
            self.call_from_thread(self._show_page, name, blocks, explained)

    def _show_page(self, name: str, blocks: Sequence[Block], explained: Sequence[tuple[str, str]]) -> None:
        screen = self.numbers_screen()
        if screen is not None:
            screen.show_page(name, blocks, explained)

    def renew_facts(self) -> None:
        """Show the open page anew too: a save may have changed its figures."""
        super().renew_facts()
        screen = self.numbers_screen()
        if screen is not None:
            screen.renew()

    def acknowledge(self, state: str) -> None:
        """Say a save state on the pages of figures too."""
        super().acknowledge(state)
        screen = self.numbers_screen()
        if screen is not None:
            screen.show_saved(state)

    def numbers_screen(self) -> NumbersScreen | None:
        """Return the open pages of figures."""
        return next((screen for screen in self.screen_stack if isinstance(screen, NumbersScreen)), None)

    def on_numbers_screen_account_asked(self, event: NumbersScreen.AccountAsked) -> None:
        """Open the account of a line; under its parent when the view is rolled up."""
        portfolio = self.portfolio_screen
        if portfolio is None or portfolio.state.measured is None:
            return
        row = portfolio.state.measured.table[col.ID].index_of(event.account)
        if row is None:
            self.notify("This account is no line of the portfolio as it is shown; p there turns parents on or off.", markup=False)
        else:
            self.open_account(row)
