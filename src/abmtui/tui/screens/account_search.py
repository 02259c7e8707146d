"""A text looked for in the whole plan: the cursor goes from cell to cell that holds it, over all tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.tui.bases.cell_text import spec_of
from abmtui.tui.bases.plan_columns import all_columns
from abmtui.tui.bases.plan_search import hits, read_at
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.screens.account_pages import PAGES, page_of
from abmtui.tui.screens.account_shown import AccountShown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.tui.bases.grid_lines import Target

OWN: Final = ("summary", "process", "value")
"""The grids that show the account's own fields."""


class AccountSearch(AccountShown):
    """The part of the account's screen that searches."""

    searched: str = ""
    """What was looked for last."""
    found: Target | None = None
    """Where it was found last."""

    async def action_search(self) -> None:
        """Ask for a text and go to the next cell that holds it; Enter on the same text goes on."""
        if self.plan_file.broken:
            self.say(self.locked(), "warning")
            return
        await self.app.push_screen(LineForm("Search in the plan", self.searched, "part of any text on any tab; / and Enter again goes on"), self._search)

    def _search(self, text: str | None) -> None:
        if not text:
            return
        again = text == self.searched
        at = self.found if again else self.grid.target
        self.searched = text
        kinds = tuple(kind for page in PAGES for kind in page.kinds)
        places = hits(self.view, kinds, text, at, behind=again)
        hit = self._stood_on(places)
        if hit is None:
            self.say(f'"{text}" is not found in this plan', "warning")
            return
        self.found = hit
        count = f" · {len(places)} in all" if len(places) > 1 else ""
        self.say(f"{PAGES[self.tab].word}, {spec_of(hit).label}: {read_at(self.view, hit)}{count}")

    def _stood_on(self, places: Sequence[Target]) -> Target | None:
        """Put the cursor on the first of these cells that a tab shows, and return it."""
        before = self.tab, self.chosen
        for target in places:
            tabs = (page_of(target.kind),) if target.kind else tuple(place for place, page in enumerate(PAGES) if page.grid in OWN)
            for tab in tabs:
                self.tab, self.chosen = tab, {**self.chosen, tab: 0}
                self._show_tab()
                if self._reached(target):
                    return target
        self.tab, self.chosen = before
        self._show_tab()
        return None

    def _reached(self, target: Target) -> bool:
        """Put the cursor on a cell of the open tab, columns scrolled in; return whether its line is there."""
        grid = self.grid
        if grid.lines.find(target) is None:
            return False
        grid.point_at(target)
        for way in (1, -1):
            # Columns that are scrolled out come in one by one.
            for _ in all_columns(target.kind) if target.row else ():
                if grid.target != target:
                    grid.action_step(way)
        grid.refresh()
        return bool(target.row) or grid.target == target
