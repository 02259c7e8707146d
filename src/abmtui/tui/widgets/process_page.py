"""The account's process page: the gates of its class as a checklist, and what is decided when and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.plan.gates import process_of
from abmtui.tui.bases.account_facts import NOTHING_KNOWN, AccountFacts
from abmtui.tui.bases.process_lines import process_lines, process_title
from abmtui.tui.bases.told_grid import ToldGrid
from abmtui.wording import shown

if TYPE_CHECKING:
    from abmtui.tui.bases.cell_text import PlanView
    from abmtui.tui.bases.value_facts import ValueFacts


class ProcessPage(ToldGrid):
    """Shows one plan's way through the gates."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._facts: AccountFacts = NOTHING_KNOWN
        self._value: ValueFacts | None = None

    def show_process(self, view: PlanView, facts: AccountFacts, value: ValueFacts | None) -> None:
        """Show another state of the plan or of what is known of the account."""
        self.view, self._facts, self._value = view, facts, value
        self.lay_out()

    def lay_out(self) -> None:
        """Show the gates, what comes next and what is not known."""
        plan = self.view.plan
        abc_class = self._facts.class_of(plan)
        process = process_of(plan, self._facts.process_gates(plan), self.view.today, abc_class)
        missing = None if self._value is None else self._value.missing
        self.show(process_lines(self.view, self.inner_width, process, missing), title=process_title(process, self.view, abc_class))
        self.tell()

    def standing_foot(self) -> str:
        """Return how much is known of the account."""
        return "" if self._value is None else shown(self._value.intelligence)
