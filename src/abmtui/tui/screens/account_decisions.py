"""What a review of the account ends in: a decision and the next date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from abmtui.plan.dates import day_ahead
from abmtui.plan.decisions import Decision, decided
from abmtui.plan.model import Note, Plan, field_specs
from abmtui.tui import messages
from abmtui.tui.bases import plan_edit
from abmtui.tui.forms.row_form import RowForm
from abmtui.tui.screens.account_shown import AccountShown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.tui.bases.field_input import Asked


class DecisionForm(RowForm):
    """Asks for the decision, the next review and the next step; a date that only stands there is not taken for typed."""

    def unsaved(self) -> tuple[str, str] | None:
        """Return what was typed so far, or None."""
        text = "; ".join(f"{line.asked.label.lower()}: {line.value.strip()}" for line in self._fields.values() if line.changed)
        return (self._title, text) if text else None

    def typed(self) -> str | None:
        """Return what was typed so far as the note that it would be, so that a draft brings it back; or None."""
        typed = self.unsaved()
        return None if typed is None else f"text: {typed[1]}\ntopic: decision"


class AccountDecisions(AccountShown):
    """The part of the account's screen that closes its review."""

    async def action_decide(self) -> None:
        """Ask for the decision, the next review and, if there is one, the next step; all of it is one step that undo takes back."""
        if self.locked():
            self.say(self.locked(), "warning")
            return

        def given(values: dict[str, Any] | None) -> None:
            self.form = None
            if values:
                self._decide(Decision(values["text"], values.get("next_review"), values.get("next_step", "")))

        self.form_at = "note"
        self.form = DecisionForm("Decision of this review", self._asked(), "text", commit="Decide")
        await self.app.push_screen(self.form, given)

    def _asked(self) -> Mapping[str, Asked]:
        own, today = field_specs(Plan), self.view.today
        return {
            "text": replace(plan_edit.asked_of(field_specs(Note)["text"], self.view), label="Decision"),
            "next_review": replace(plan_edit.asked_of(own["next_review"], self.view, self.facts.next_look), read=lambda text: day_ahead(text, today)),
            "next_step": plan_edit.asked_of(own["next_step"], self.view),
        }

    def _decide(self, decision: Decision) -> None:
        plan, what = decided(self.view.plan, decision, self.view.today, self.facts.author)
        self.show_plan(plan)
        self.post_message(messages.Decided(plan, what))
        self.say(f"{what}; reviewed · u takes it back")
