"""The sales process on the account's screen: gates entered, criteria ticked, gates passed for a reason where criteria are unmet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan import gates
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.process_lines import INTELLIGENCE, STEP, TICK
from abmtui.tui.bases.value_lines import FIGURE
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.screens.account_texts import AccountTexts
from abmtui.wording import counted

if TYPE_CHECKING:
    from abmtui.plan.gates import Gate, Process
    from abmtui.plan.model import Plan
    from abmtui.tui.bases.account_facts import AccountFacts

READ: Final = {
    FIGURE: "This is worked out from the portfolio and cannot be edited; i explains it",
    INTELLIGENCE: "What is missing is filled in on the tabs 1 to 7",
}
"""What is only read, by the kind of its target, and what is said of it."""


class AccountGates(AccountTexts):
    """The part of the account's screen that goes through the gates."""

    facts: AccountFacts

    def gates(self) -> tuple[Gate, ...]:
        """Return the gates of the account's class."""
        return self.facts.process_gates(self.view.plan)

    def process(self) -> Process:
        """Return where the account stands."""
        return gates.process_of(self.view.plan, self.gates(), self.view.today, self.facts.class_of(self.view.plan))

    async def action_edit(self) -> None:
        """Edit the cell under the cursor; tick a criterion; enter or pass a gate."""
        target = self.grid.target
        if target is not None and target.kind in READ:
            self.say(READ[target.kind], "warning")
        elif target is None or target.kind not in {STEP, TICK}:
            await super().action_edit()
        elif self.locked():
            self.say(self.locked(), "warning")
        elif target.kind == TICK:
            self._tick(target)
        else:
            await self._step(target)

    async def action_tick(self) -> None:
        """Tick the criterion under the cursor."""
        target = self.grid.target
        if target is not None and target.kind == TICK:
            await self.action_edit()
        else:
            self.say("Space ticks a criterion of a gate: the tab Process (6) has them", "warning")

    def row_meant(self, target: Target | None) -> Target | None:
        """Return the row that a cell stands for: a gate's line and its criteria mean its row."""
        if target is None or target.kind not in {STEP, TICK}:
            return target
        stage = self.process().stage(target.row)
        return None if stage is None or stage.step is None else Target(gates.KIND, stage.step.id, "entered")

    async def add_row(self, kind: str) -> None:
        """Ask for a new row; of gates, enter or pass the next one."""
        if kind == gates.KIND and self.process().stages:
            await self._go_on()
        else:
            await super().add_row(kind)

    def _tick(self, target: Target) -> None:
        plan = gates.ticked(self.view.plan, target.row, target.field, self.view.today)
        stage = gates.process_of(plan, self.gates(), self.view.today).stage(target.row)
        met = stage is not None and target.field in stage.met
        self.commit(plan, f"{target.row}: {target.field} {'met' if met else 'not met'}", target)

    async def _step(self, target: Target) -> None:
        """Enter or pass the gate under the cursor."""
        process = self.process()
        stage = process.stage(target.row)
        if stage is None or stage is process.current or (process.current is None and stage is process.next):
            await self._go_on()
        elif stage.state == "passed":
            self.say(f"{stage.gate.name} is passed; empty its day of passing to open it again", "warning")
        elif stage.state == "ahead":
            self._entered(stage.gate.name)
        else:
            self.say(f"{process.current.gate.name if process.current else 'another gate'} comes before it and is not passed yet", "warning")

    async def _go_on(self) -> None:
        """Pass the current gate, or enter the first one."""
        process = self.process()
        current = process.current
        if current is None:
            if process.next is None:
                self.say("Every gate is passed", "warning")
            else:
                self._entered(process.next.gate.name)
        elif current.unmet and current.step is not None and not current.step.reason.strip():
            await self._ask_reason(len(current.unmet), current.gate)
        else:
            self._pass("")

    def _entered(self, name: str) -> None:
        self.commit(gates.entered(self.view.plan, name, self.view.today), f"gate {name} entered", Target(STEP, name))
        self.say(f"gate {name} entered · u takes it back")

    async def _ask_reason(self, unmet: int, gate: Gate) -> None:
        def given(text: str | None) -> None:
            if text is not None:
                self._pass(text)

        def wrong(text: str) -> str:
            return "" if text else "A reason is needed, or Esc and tick what is met"

        title = f"Pass {gate.name} with {unmet} of {counted(len(gate.criteria), 'criterion', 'criteria')} unmet, because"
        await self.app.push_screen(LineForm(title, "", "The reason is kept with the gate and stands in the report.", wrong), given)

    def _pass(self, reason: str) -> None:
        before = self.process().current
        plan, refused = gates.pass_gate(self.view.plan, self.gates(), self.view.today, reason)
        if refused or before is None:
            self.say(refused, "warning")
            return
        what = f"gate {before.gate.name} passed" + self._next_entered(plan)
        after = gates.process_of(plan, self.gates(), self.view.today).current
        self.commit(plan, what, Target(STEP, (after or before).gate.name))
        self.say(f"{what} · u takes it back")

    def _next_entered(self, plan: Plan) -> str:
        """Return the gate that was entered by passing another, in words."""
        return f", {plan.gates[-1].name} entered" if len(plan.gates) > len(self.view.plan.gates) else ""
