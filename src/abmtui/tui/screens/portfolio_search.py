"""The live search of the portfolio screen: exact hits at once, typo hits after them, both from one thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl
from textual import work
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from abmtui.portfolio import columns as col
from abmtui.portfolio.search import SearchIndex, lit
from abmtui.tui.screens import portfolio_texts as texts
from abmtui.tui.screens.portfolio_state import Found, State
from abmtui.tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.formats import Formats
    from abmtui.tui.widgets.account_table import AccountTable
    from abmtui.workspace.opened import Workspace


class Searching(Screen[None]):
    """The search's part of the portfolio screen."""

    state: State
    formats: Formats
    _index: SearchIndex | None = None
    _indexed: pl.DataFrame | None = None

    @dataclass
    class IndexReady(Message):
        """The index of this portfolio's names is built."""

        index: SearchIndex
        accounts: pl.DataFrame

    @dataclass
    class FoundSome(Message):
        """What the search found so far."""

        found: Found

    @property
    def table(self) -> AccountTable:
        """The account table."""
        raise NotImplementedError

    def show_table(self, keep: int | None) -> None:
        """Hand the table its rows in order."""
        raise NotImplementedError

    def show_header(self) -> None:
        """Say in plain words what is open."""
        raise NotImplementedError

    def start_index(self, workspace: Workspace) -> None:
        """Build the index in a thread."""
        self._index = None
        self._build(workspace.portfolio.accounts)

    @work(thread=True, exclusive=True, group="index")
    def _build(self, accounts: pl.DataFrame) -> None:
        index = SearchIndex(accounts[col.NAME], accounts[col.ID])
        if not get_current_worker().is_cancelled:
            self.post_message(self.IndexReady(index, accounts))

    def on_searching_index_ready(self, event: IndexReady) -> None:
        """Use the index from now on; a search under way is asked again."""
        event.stop()
        self._index, self._indexed = event.index, event.accounts
        if self.state.search:
            self.search_again()

    def action_search(self) -> None:
        """Open the search bar over the table."""
        bar = self.query_one(SearchBar)
        bar.display = True
        bar.open(self.state.search)

    def on_search_bar_changed(self, event: SearchBar.Changed) -> None:
        """Search at every letter."""
        event.stop()
        if event.text.strip() == self.state.search:
            return
        self.state = replace(self.state, search=event.text.strip())
        self.search_again()

    def on_search_bar_accepted(self, event: SearchBar.Accepted) -> None:
        """Go to the table with the hits as they are."""
        event.stop()
        self.table.focus()

    def on_search_bar_left(self, event: SearchBar.Left) -> None:
        """Leave the search."""
        event.stop()
        self.leave_search()

    def search_again(self) -> None:
        """Ask for the hits of the text as it now stands."""
        measured = self.state.measured
        if not self.state.search or measured is None:
            self._show_found(None)
            return
        index = self._index if self._indexed is measured.portfolio.accounts else None
        if index is None:
            self._index_other(measured.portfolio.accounts)
            return
        self._find(index, self.state.search, measured.order)

    def _index_other(self, accounts: pl.DataFrame) -> None:
        """Build an index for a portfolio rolled up or reloaded meanwhile."""
        if self._indexed is not accounts:
            self._build(accounts)

    @work(thread=True, exclusive=True, group="search")
    def _find(self, index: SearchIndex, text: str, order: pl.Series) -> None:
        exact = index.exact(text, order)
        if get_current_worker().is_cancelled:
            return
        self.post_message(self.FoundSome(Found(text, exact.rows, exact.count)))
        fuzzy = index.fuzzy(text, order)
        if get_current_worker().is_cancelled:
            return
        more = fuzzy.rows.filter(~fuzzy.rows.is_in(exact.rows.implode()))
        self.post_message(self.FoundSome(Found(text, pl.concat([exact.rows, more]), exact.count, settled=True)))

    def on_searching_found_some(self, event: FoundSome) -> None:
        """Show the hits unless the text went on meanwhile."""
        event.stop()
        if event.found.text == self.state.search:
            self._show_found(event.found)

    def _show_found(self, found: Found | None) -> None:
        before = self.state.found
        self.state = replace(self.state, found=found)
        more_of_same = found is not None and before is not None and found.text == before.text
        keep = self.table.cursor_row if more_of_same or found is None else self._best(found)
        with self.app.batch_update():
            self.show_table(keep)
            self.query_one(SearchBar).say(texts.search_count(self.state, self.formats))

    def _best(self, found: Found) -> int | None:
        order = self.state.order() if found is self.state.found else found.rows
        return int(order[0]) if order.len() else self.table.cursor_row

    def leave_search(self) -> bool:
        """Close the search and keep the account under the cursor; return whether one was open."""
        bar = self.query_one(SearchBar)
        if not bar.display and not self.state.search:
            return False
        self.close_search()
        self.show_table(self.table.cursor_row)
        return True

    def close_search(self) -> None:
        """Put the search bar away and forget its text."""
        bar = self.query_one(SearchBar)
        bar.display = False
        self.state = replace(self.state, search="", found=None)
        self.table.focus()

    def lit(self, text: str) -> Sequence[tuple[int, int]]:
        """Return the spans of a name that the search matched."""
        return lit(self.state.search, text) if self.state.search else ()
