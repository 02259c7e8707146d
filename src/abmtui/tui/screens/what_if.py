"""What would be: a scenario's changes beside every figure before and after, and the changed curve before the real one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from abmtui.portfolio.scenario_changes import Scenario
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens import what_if_texts as texts
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.screens.what_if_keys import KEYS
from abmtui.tui.screens.what_if_panels import WhatIfPanels
from abmtui.tui.screens.what_if_state import WhatIfState

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

    from abmtui.formats import Formats
    from abmtui.tui.bases.line_table import LineTable
    from abmtui.tui.widgets.change_table import ChangeTable


class WhatIfScreen(WhatIfPanels):
    """Owns the scenario; the app works it out, keeps it and opens others."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    @dataclass
    class Tried(Message):
        """Please work this scenario out."""

        scenario: Scenario

    @dataclass
    class Edited(Message):
        """A named scenario is another now and wants to be kept; `old` is the name it had, empty for a new one."""

        scenario: Scenario
        old: str

    @dataclass
    class RemoveAsked(Message):
        """Please delete the scenario of this name."""

        name: str

    @dataclass
    class OthersAsked(Message):
        """Please offer the scenarios that are kept."""

        current: str

    def __init__(self, formats: Formats, measure: str, account: str, scenario: Scenario, check: Callable[[Scenario, str], str]) -> None:
        """`account` is the one that new changes are about first; `check` refuses a change with a sentence."""
        super().__init__(formats, measure, scenario)
        self._account = account
        self._check = check

    def on_mount(self) -> None:
        """Start in the changes and ask for their figures."""
        self.changes.focus()
        self.show_changes(0)
        self.post_message(self.Tried(self.state.scenario))

    # What the app hands down.

    def show_scenario(self, scenario: Scenario) -> None:
        """Show another scenario; what could be undone of the one before is forgotten."""
        self.state = WhatIfState(scenario, result=self.state.result)
        self.show_changes(0)
        self.post_message(self.Tried(scenario))

    def ask_conflict(self, why: str, take: Callable[[str | None], None]) -> None:
        """Ask what is to become of a scenario that somebody else changed meanwhile."""
        offers = (("theirs", "take theirs; mine is dropped"), ("mine", "keep mine; theirs is replaced"), ("copy", "keep mine under another name"))
        self.app.push_screen(PickForm(why, offers), take)

    # Messages of the panels.

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Edit a change, try a loss out, explain a figure."""
        event.stop()
        if event.control is self.changes:
            self._ask_change(self.state.scenario.steps[event.row].text, event.row)
        elif event.control is self.table_of("loss-table") and self.state.result is not None:
            loss = self.state.result.losses[event.row]
            self._take(self.state.with_step(None, texts.first_text("lose", loss.id if self._twice(loss.name) else loss.name, None)))
        else:
            self.action_explain()

    def _twice(self, name: str) -> bool:
        """Whether several of the largest accounts have one name, so that it means none of them."""
        return self.state.result is not None and sum(loss.name == name for loss in self.state.result.losses) > 1

    def on_change_table_asked(self, event: ChangeTable.Asked) -> None:
        """Switch a change, move it, delete it."""
        event.stop()
        state, place = self.state.after(event.what, event.row)
        self._take(state, place)

    def _take(self, state: WhatIfState, keep: int | None = None) -> None:
        """Take an edited scenario: show it, ask for its figures, and have it kept when it has a name."""
        if state.scenario == self.state.scenario:
            return
        self.state = state
        self.show_changes(len(state.scenario.steps) - 1 if keep is None else keep)
        self.post_message(self.Tried(state.scenario))
        if state.scenario.name:
            self._keep(state.scenario, state.scenario.name)

    def _keep(self, scenario: Scenario, old: str) -> None:
        self.show_saved("saving")
        self.post_message(self.Edited(scenario, old))

    # Actions.

    def why_not(self, action: str) -> str:
        """Return why an action cannot be done just now."""
        named, steps = self.state.scenario.name, self.state.scenario.steps
        reasons = {
            "name": "" if steps or named else "There is no change to keep yet; a adds one.",
            "copy": "" if named else "The scenario has no name yet; N gives it one.",
            "remove": "" if named else "The scenario has no name, so it is kept nowhere; n begins anew.",
        }
        return reasons.get(action, "")

    def action_add(self) -> None:
        """Choose a kind of change, then write it."""

        def take(kind: str | None) -> None:
            if kind is not None:
                self._ask_change(texts.first_text(kind, self._account_meant(), self.state.result), None)

        self.app.push_screen(PickForm("Add a change", texts.KINDS), take)

    def _account_meant(self) -> str:
        """The account under the cursor of the losses when they have the keys, else that of the portfolio."""
        table = self.table_of("loss-table")
        if table.has_focus and table.cursor_row is not None and self.state.result is not None:
            return self.state.result.losses[table.cursor_row].name
        return self._account

    def _ask_change(self, text: str, place: int | None) -> None:
        others = replace(self.state.scenario, steps=tuple(step for at, step in enumerate(self.state.scenario.steps) if at != place))

        def take(line: str | None) -> None:
            if line is not None:
                self._take(self.state.with_step(place, line), place)

        title = "Add a change" if place is None else "Edit the change"
        self.app.push_screen(LineForm(title, text, texts.form_help(text.split(" ", maxsplit=1)[0]), lambda line: self._check(others, line)), take)

    def action_fresh(self) -> None:
        """Begin another scenario."""
        if self.state.scenario.steps and not self.state.scenario.name:
            self._take(self.state.with_steps(()))
            self.say("All changes taken away; u brings them back.")
        else:
            self._save_state = ""
            self.show_scenario(Scenario())

    def action_name(self) -> None:
        """Name the scenario; a named one gets another name."""
        self._ask_name("Name of the scenario", self.state.scenario.name, self.state.scenario.name)

    def action_copy(self) -> None:
        """Go on with a copy under another name."""
        self._ask_name("Name of the copy", f"{self.state.scenario.name} 2", "")

    def _ask_name(self, title: str, text: str, old: str) -> None:
        def take(name: str | None) -> None:
            if name and name != old:
                scenario = replace(self.state.scenario, name=name)
                self.state = replace(self.state, scenario=scenario)
                self.show_changes(self.changes.cursor_row)
                self._keep(scenario, old)

        self.app.push_screen(LineForm(title, text, "kept in .scenarios.toml beside the plans", lambda line: "" if line else "A scenario needs a name."), take)

    def action_others(self) -> None:
        """Ask for the scenarios that are kept."""
        self.post_message(self.OthersAsked(self.state.scenario.name))

    def action_remove(self) -> None:
        """Delete the scenario, once asked."""
        name = self.state.scenario.name

        def take(answer: str | None) -> None:
            if answer == "delete":
                self.post_message(self.RemoveAsked(name))

        self.app.push_screen(PickForm(f"Delete the scenario {name}?", (("keep", "keep it"), ("delete", "delete it; nothing brings it back"))), take)

    def action_undo(self, back: bool) -> None:
        """Undo the last edit of the scenario, or redo it."""
        state = self.state.moved(back=back)
        if state is self.state:
            self.say("There is no edit to undo." if back else "There is no undone edit.")
            return
        self._take(state, min(self.changes.cursor_row or 0, len(state.scenario.steps) - 1))

    def action_explain(self) -> None:
        """Show every figure with its meaning."""
        if self.state.result is not None:
            self.app.push_screen(ReadingScreen("What if · figures", texts.explained(self.state.result, self.formats)))

    def action_back(self) -> None:
        """Back to the portfolio."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(ReadingScreen("Keys of what-if", key_help(self)))
