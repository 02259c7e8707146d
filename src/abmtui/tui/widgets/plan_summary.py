"""The account's reading page: what must be seen stands on it without scrolling, and every cell can be edited."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len

from abmtui.plan.findings import filled
from abmtui.tui.bases.account_facts import NOTHING_KNOWN, AccountFacts
from abmtui.tui.bases.cell_text import PlanView
from abmtui.tui.bases.fitted import cut
from abmtui.tui.bases.row_grid import RowGrid
from abmtui.tui.bases.summary_lines import summary_lines
from abmtui.wording import shown

FOOT_EDGE: Final = 9
"""Cells of the frame's last line that are no words of its own: the frame, and how many lines follow."""
LEAST: Final = 12
"""Cells that the health and its reason keep."""


class PlanSummary(RowGrid):
    """Shows one plan as a page of panels; how many rows each shows follows the room there is."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._view = PlanView()
        self._facts = NOTHING_KNOWN

    def show_plan(self, view: PlanView, facts: AccountFacts) -> None:
        """Show another state of the plan or of what is known of the account."""
        self._view, self._facts = view, facts
        self._lay_out()

    def _lay_out(self) -> None:
        title = shown(self._facts.review()) or "Plan"
        self.show(summary_lines(self._view, self.inner_width, self.body_height, self._facts.of_source), title=title, foot=self._health())

    def _health(self) -> str:
        """Return health with its reason, how much of the plan is filled, how much is to be looked at; the reason is cut where there is no room."""
        facts, found = self._facts, len(self._view.findings)
        health = ", ".join(part for part in (facts.health, facts.health_reason) if part)
        share = f"plan {self._view.formats.percent(filled(self._view.plan), 0)} filled"
        room = self.inner_width - FOOT_EDGE - (cell_len(f"health:  · {share}") if health else cell_len(share))
        counts = (f" · {found} finding{'' if found == 1 else 's'}", f" · {found} !") if found else ()
        said = shown(health)
        count = next((count for count in counts if cell_len(said) + cell_len(count) <= room), "")
        said = cut(said, max(LEAST, room - cell_len(count)))
        return f"health: {said} · {share}{count}" if health else f"{share}{count}"

    def on_resize(self) -> None:
        """Deal the lines out anew."""
        self._lay_out()
