"""The proposed red flags on the account's screen: accepted by a key, dismissed for a reason; and how a flag that is closed ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.plan import flag_edits
from abmtui.plan.edits import row_of
from abmtui.plan.model import RedFlag
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.proposal_lines import meant, target_of
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.screens.account_shown import AccountShown
from abmtui.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from abmtui.plan.model import Plan
    from abmtui.plan.proposals import Proposal

ABOUT = (
    "The figures or the plan speak for this flag; nobody raised it yet. Enter makes it a flag of the plan, d dismisses it for a reason. "
    "It is proposed again only when what it rests on is another: a fall that grew by 5 points, other people, other goals."
)


class AccountProposals(AccountShown):
    """The part of the account's screen that decides about proposed flags."""

    def proposal(self) -> Proposal | None:
        """Return the proposed flag under the cursor."""
        return meant(self.grid.target, self.view.proposals)

    async def action_edit(self) -> None:
        """Accept the proposed flag under the cursor; from the summary go to the proposed ones; else edit."""
        proposal, target = self.proposal(), self.grid.target
        if proposal is None and target == Target("flag") and self.page.grid == "summary" and self.view.proposals:
            self.open_kind("flag")
            self.grid.point_at(target_of(self.view.proposals[0]))
        elif proposal is None:
            await super().action_edit()
        elif self.locked():
            self.say(self.locked(), "warning")
        else:
            self._accept(proposal)

    def action_delete(self) -> None:
        """Dismiss the proposed flag under the cursor; else delete the row."""
        proposal = self.proposal()
        if proposal is None or self.locked():
            super().action_delete()
        else:
            self._ask_why_not(proposal)

    def explain_proposal(self) -> bool:
        """Explain the proposed flag under the cursor: what it rests on and what the keys do; False where there is none."""
        proposal = self.proposal()
        if proposal is not None:
            pairs = (("Rests on", proposal.evidence), ("Severity suggested", proposal.severity), ("Means", ABOUT))
            self.app.push_screen(ReadingScreen(f"Proposed: {proposal.type}", pairs))
        return proposal is not None

    def commit(self, plan: Plan, what: str, target: Target | None = None) -> None:
        """Show an edited plan and ask for the save; of a flag that it closes ask how it ended."""
        before = self.plan
        super().commit(plan, what, target)
        for flag in plan.flags:
            old = row_of(before, "flag", flag.id)
            if flag_edits.closed(flag) and isinstance(old, RedFlag) and not flag_edits.closed(old) and not flag.resolution:
                self._ask_resolution(flag)

    def _ask_why_not(self, proposal: Proposal) -> None:
        """Ask why a proposed flag is none."""

        def taken(reason: str | None) -> None:
            if reason:
                plan, _ = flag_edits.dismissed(self.plan, proposal, reason, self.view.today, self.facts.author)
                self.commit(plan, f"proposed flag {proposal.type} dismissed")
                self.say(f"{proposal.type} dismissed · u takes it back")

        def wrong(text: str) -> str:
            return "" if text else "A reason is needed, or Esc and it stays proposed"

        help_lines = f"{proposal.evidence}\nIt is proposed again when this is another."
        self.app.push_screen(LineForm(f"Dismiss {proposal.type}, because", "", help_lines, wrong), taken)

    def _ask_resolution(self, flag: RedFlag) -> None:
        def taken(text: str | None) -> None:
            if text and row_of(self.plan, "flag", flag.id) is not None:
                plan = flag_edits.set_row_field(self.plan, "flag", flag.id, "resolution", text, self.view.today)
                self.commit(plan, f"{flag.type}: resolution {text}", Target("flag", flag.id, "status"))

        self.app.push_screen(
            LineForm(f"{flag.type}: {flag.status}. How did it end?", "", "The resolution stands with the closed flag; Esc leaves it empty."), taken
        )

    def _accept(self, proposal: Proposal) -> None:
        due = flag_edits.review_day(self.plan, self.facts.abc_class, self.facts.review_days, self.view.today)
        plan, row = flag_edits.accepted(self.plan, proposal, self.view.today, due)
        self.commit(plan, f"proposed flag {proposal.type} accepted", Target("flag", row, "type"))
        self.say(f"{proposal.type} raised, review by {self.view.formats.day(due, self.view.today)} · u takes it back")
