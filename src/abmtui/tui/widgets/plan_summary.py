"""The account's reading page: what must be seen stands on it without scrolling, and every cell can be edited."""

from __future__ import annotations

from abmtui.plan.findings import filled
from abmtui.tui.bases.account_facts import NOTHING_KNOWN, AccountFacts
from abmtui.tui.bases.cell_text import PlanView
from abmtui.tui.bases.row_grid import RowGrid
from abmtui.tui.bases.summary_lines import summary_lines
from abmtui.wording import shown


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
        self.show(summary_lines(self._view, self.inner_width, self.body_height), title=title, foot=self._health())

    def _health(self) -> str:
        """Return health with its reason, then how much of the plan is filled."""
        facts = self._facts
        health = ", ".join(part for part in (facts.health, facts.health_reason) if part)
        share = f"plan {self._view.formats.percent(filled(self._view.plan), 0)} filled"
        return shown(f"health: {health} · {share}" if health else share)

    def on_resize(self) -> None:
        """Deal the lines out anew."""
        self._lay_out()
