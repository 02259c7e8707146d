"""Texts of several lines and the day of the next review, asked on the account's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported

from abmtui.plan.dates import SHOWN_FORMS, day_ahead
from abmtui.plan.model import KINDS
from abmtui.tui import messages
from abmtui.tui.bases import plan_edit
from abmtui.tui.bases.cell_text import spec_of, value_of
from abmtui.tui.bases.external_editor import edited_outside
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.screens.account_edits import AccountEdits
from abmtui.tui.screens.account_findings import worked_out
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.wording import cleaned

if TYPE_CHECKING:
    from abmtui.tui.bases.account_facts import AccountFacts
    from abmtui.tui.bases.grid_lines import Target

SNOOZE: Final = "+2w"
"""What the snooze proposes."""


class AccountTexts(AccountEdits):
    """The editing part of the account's screen that opens forms and the user's editor."""

    facts: AccountFacts

    def stand_on(self, target: Target) -> None:
        """Open the tab that shows a row, or the page of the account's own fields, and stand on it there."""
        if target.kind:
            self.open_kind(target.kind)
        self.grid.point_at(target)
        self.grid.refresh()

    def explain_worked_out(self, target: Target | None) -> bool:
        """Explain a line that was worked out of the plan; False where the cursor stands on none."""
        found = None if target is None else worked_out(target, self.view, self.facts)
        if found is not None:
            self.app.push_screen(ReadingScreen(*found))
        return found is not None

    async def action_long_text(self) -> None:
        """Edit a text in the user's editor, or over several lines here when none is set."""
        target = self.grid.target
        if self.locked():
            self.say(self.locked(), "warning")
        elif target is None or not target.editable or (target.kind and target.kind not in KINDS) or spec_of(target).shape not in {"long", "text"}:
            self.say("e opens texts: strategy, notes and other fields of words", "warning")
        elif self.editor_command:
            await self._edit_outside(target)
        else:
            await self._edit_text(target)

    async def _edit_outside(self, target: Target) -> None:
        before = self._text_at(target)
        try:
            with self.app.suspend():
                text, sentence = edited_outside(before, self.editor_command)
        except SuspendNotSupported:
            await self._edit_text(target)
            return
        if text is None:
            self.say(sentence, "error")
        else:
            self._take_text(target, text)

    async def _edit_text(self, target: Target) -> None:
        from abmtui.tui.forms.text_form import TextForm

        def taken(text: str | None) -> None:
            self.form = None
            if text is not None:
                self._take_text(target, text)

        self.form_at = target.path
        self.form = TextForm(spec_of(target).label, self._text_at(target))
        await self.app.push_screen(self.form, taken)

    def _text_at(self, target: Target) -> str:
        return cleaned(str(value_of(self.view.plan, target)), lines=True)

    def _take_text(self, target: Target, text: str) -> None:
        clean = cleaned(text, lines=spec_of(target).shape == "long").strip()
        if clean != self._text_at(target).strip():
            self.commit(*plan_edit.edited(self.view, target, clean), target)

    async def action_snooze(self) -> None:
        """Ask until when the account is to stay out of the review."""
        today = self.view.today

        def wrong(text: str) -> str:
            return day_ahead(text, today)[1]

        def until(text: str | None) -> None:
            day = None if text is None else day_ahead(text, today)[0]
            if day is not None:
                self.post_message(messages.Snoozed(self.account, day))

        await self.app.push_screen(LineForm("Snooze until", SNOOZE, SHOWN_FORMS, wrong), until)
