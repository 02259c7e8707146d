"""The agenda's side of the app: everything dated in all plans."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from abmtui.portfolio import columns as col
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.screens.agenda import AgendaScreen
from abmtui.tui.whatif_desk import WhatIfDesk
from abmtui.workspace.agenda import agenda_in
from abmtui.workspace.review_course import ALL, missing_scopes, scopes_of

if TYPE_CHECKING:
    from abmtui.workspace.measured import View
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.review_course import Scope


class AgendaDesk(WhatIfDesk):
    """Works the agenda out in a worker, and again after every save."""

    _agenda_scope: Scope = ALL

    def open_agenda(self) -> None:
        """Show everything dated in all plans; of the narrowest scope that the settings name."""
        if self.workspace is not None and self.portfolio_screen is not None:
            self._agenda_scope = scopes_of(self.workspace.config)[0]
            self.push_screen(AgendaScreen(self.formats, self.workspace.today()))
            self.show_agenda()

    def show_agenda(self) -> None:
        """Hand the open agenda its entries as they now are."""
        screen, workspace, portfolio = self.agenda_screen(), self.workspace, self.portfolio_screen
        if screen is not None and workspace is not None and portfolio is not None:
            self._agenda(screen, workspace, portfolio.state.view, self._agenda_scope)

    @work(thread=True, exclusive=True, group="agenda")
    def _agenda(self, screen: AgendaScreen, workspace: Workspace, view: View, scope: Scope) -> None:
        worker = get_current_worker()
        found = agenda_in(workspace, view, scope)
        if not worker.is_cancelled:
            self.call_from_thread(self.hand_down, screen, partial(screen.show_entries, found, scope))

    def agenda_screen(self) -> AgendaScreen | None:
        """Return the open agenda."""
        return next((screen for screen in self.screen_stack if isinstance(screen, AgendaScreen)), None)

    def on_agenda_screen_scope_asked(self, event: AgendaScreen.ScopeAsked) -> None:
        """Go round the scopes that the settings name, and say which they do not."""
        event.stop()
        workspace, screen = self.workspace, self.agenda_screen()
        if workspace is None or screen is None:
            return
        scopes = scopes_of(workspace.config)
        self._agenda_scope = scopes[(scopes.index(self._agenda_scope) + 1) % len(scopes)]
        if len(scopes) == 1:
            screen.say(" ".join(missing_scopes(workspace.config)), "warning")
        else:
            self.show_agenda()

    def on_agenda_screen_entry_asked(self, event: AgendaScreen.EntryAsked) -> None:
        """Open the account of an entry at its row."""
        portfolio = self.portfolio_screen
        measured = None if portfolio is None else portfolio.state.measured
        row = None if measured is None else measured.table[col.ID].index_of(event.account)
        if row is None:
            self.notify("This account is no line of the portfolio as it is shown; p there turns parents on or off.", markup=False)
            return
        self.open_account(row)
        screen = self.account_screen(event.account)
        if screen is not None:
            screen.call_after_refresh(screen.stand_on, Target(event.kind, event.row_id, event.field))

    def renew_facts(self) -> None:
        """Show the agenda anew too: a save may have changed it."""
        super().renew_facts()
        self.show_agenda()

    def acknowledge(self, state: str) -> None:
        """Say a save state on the agenda too."""
        super().acknowledge(state)
        screen = self.agenda_screen()
        if screen is not None:
            screen.show_saved(state)
