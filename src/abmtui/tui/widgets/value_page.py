"""The account's value page: where it stands and why, its money, its scores, the selection worksheet and its offerings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.tui.bases.account_facts import NOTHING_KNOWN, AccountFacts
from abmtui.tui.bases.told_grid import ToldGrid
from abmtui.tui.bases.value_lines import value_lines

if TYPE_CHECKING:
    from abmtui.tui.bases.cell_text import PlanView
    from abmtui.tui.bases.value_facts import ValueFacts


class ValuePage(ToldGrid):
    """Shows what one account is worth; what has to be worked out first follows when it is."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._facts: AccountFacts = NOTHING_KNOWN
        self._value: ValueFacts | None = None

    def show_value(self, view: PlanView, facts: AccountFacts, value: ValueFacts | None) -> None:
        """Show another state of the plan or of what is known of the account."""
        self.view, self._facts, self._value = view, facts, value
        self.lay_out()

    def lay_out(self) -> None:
        """Show the page for the size there is."""
        self.show(value_lines(self.view, self.inner_width, self._facts, self._value), title="Standing")
        self.tell()
