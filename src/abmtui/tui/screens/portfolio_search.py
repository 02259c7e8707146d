"""The live search of the portfolio screen: exact hits at once, typo hits after them, both from one thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl
from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from abmtui.portfolio import columns as col
from abmtui.portfolio.search import SearchIndex, lit, literal_hits
from abmtui.portfolio.search_words import plain_text
from abmtui.tui.screens import portfolio_texts as texts
from abmtui.tui.screens.portfolio_panels import Panels
from abmtui.tui.screens.portfolio_state import Found
from abmtui.tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.workspace.opened import Workspace


@dataclass(frozen=True, eq=False)
class Names:
    """The names of a portfolio, made ready for searching as far as they are."""

    accounts: pl.DataFrame
    folded: pl.Series
    index: SearchIndex | None = None

    def exact(self, text: str, order: pl.Series) -> Found:
        """Return the accounts that hold the text as it is written."""
        hits = literal_hits(self.folded, text, order) if self.index is None else self.index.exact(text, order)
        return Found(text, hits.rows, hits.count)


class Searching(Panels):
    """The search's part of the portfolio screen."""

    _names: Names | None = None

    @dataclass
    class NamesReady(Message):
        """More can be found now than before: first folded names, then the index."""

        names: Names

    @dataclass
    class FoundSome(Message):
        """What the search found so far."""

        found: Found

    def start_index(self, workspace: Workspace) -> None:
        """Build the index in a thread."""
        self._names = None
        self._build(workspace.portfolio.accounts)

    @work(thread=True, exclusive=True, group="index")
    def _build(self, accounts: pl.DataFrame) -> None:
        folded = plain_text(accounts[col.NAME])
        self.post_message(self.NamesReady(Names(accounts, folded)))
        index = SearchIndex(accounts[col.NAME], accounts[col.ID])
        if not get_current_worker().is_cancelled:
            self.post_message(self.NamesReady(Names(accounts, folded, index)))

    def on_searching_names_ready(self, event: NamesReady) -> None:
        """Search these names from now on; a search under way is asked again."""
        event.stop()
        self._names = event.names
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
        """Go to the table with the hits of the text as it now stands: keys typed ahead must not act on older ones."""
        event.stop()
        measured, found = self.state.measured, self.state.found
        if self.state.search and measured is not None and self._names is not None and (found is None or found.text != self.state.search):
            self._show_found(self._names.exact(self.state.search, measured.order))
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
        accounts = measured.portfolio.accounts
        if self._names is None:
            return
        if self._names.accounts is not accounts:  # rolled up meanwhile
            self._names = None
            self._build(accounts)
            return
        self._find(self._names, self.state.search, measured.order)

    @work(thread=True, exclusive=True, group="search")
    def _find(self, names: Names, text: str, order: pl.Series) -> None:
        exact = names.exact(text, order)
        if get_current_worker().is_cancelled:
            return
        self.post_message(self.FoundSome(exact))
        if names.index is None:
            return
        fuzzy = names.index.fuzzy(text, order)
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
