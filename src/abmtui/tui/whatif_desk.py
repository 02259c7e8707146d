"""What would be: scenarios on the real curve, worked out in a worker and kept beside the plans."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from abmtui.portfolio import columns as col
from abmtui.portfolio.scenario_changes import Scenario
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.grid_desk import GridDesk
from abmtui.tui.screens.what_if import WhatIfScreen
from abmtui.workspace.scenarios import ScenarioBook, Trying

if TYPE_CHECKING:
    from collections.abc import Callable

    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.scenarios import Kept


class WhatIfDesk(GridDesk):
    """Works scenarios out and keeps them."""

    _trying: Trying | None = None
    _scenarios: tuple[Workspace, ScenarioBook] | None = None
    _scenario: Scenario = Scenario()
    """The last one that was on the screen: it waits there."""

    def open_what_if(self, row: int | None) -> None:
        """Show what changes to accounts would do to every figure; new changes are about the account under the cursor first."""
        workspace, portfolio = self.workspace, self.portfolio_screen
        if workspace is None or portfolio is None or portfolio.state.measured is None:
            return
        if self._scenarios is None or self._scenarios[0] is not workspace:
            self._scenarios, self._scenario = (workspace, ScenarioBook(workspace)), Scenario()
        measured = portfolio.state.measured
        trying = self._trying = Trying(measured, workspace.alone)
        self.push_screen(WhatIfScreen(self.formats, _measure(measured), _account(measured, row), self._scenario, trying.refused))

    def on_what_if_screen_tried(self, event: WhatIfScreen.Tried) -> None:
        """Work a scenario out; one that comes later overtakes it."""
        self._scenario = event.scenario
        if self._trying is not None:
            self._try(self._trying, event.scenario)

    @work(thread=True, exclusive=True, group="what-if")
    def _try(self, trying: Trying, scenario: Scenario) -> None:
        worker = get_current_worker()
        result = trying.worked_out(scenario)
        if not worker.is_cancelled:
            self.call_from_thread(self._with_screen, lambda screen: screen.show_result(result))

    def what_if_screen(self) -> WhatIfScreen | None:
        """Return the open screen of scenarios."""
        return next((screen for screen in self.screen_stack if isinstance(screen, WhatIfScreen)), None)

    def _with_screen(self, do: Callable[[WhatIfScreen], None]) -> None:
        screen = self.what_if_screen()
        if screen is not None:
            do(screen)

    # Keeping.

    def on_what_if_screen_edited(self, event: WhatIfScreen.Edited) -> None:
        """Keep a named scenario."""
        self._scenario = event.scenario
        self._in_turn(lambda book: book.keep(event.scenario, event.old), partial(self._kept, event.scenario))

    def on_what_if_screen_remove_asked(self, event: WhatIfScreen.RemoveAsked) -> None:
        """Delete a scenario."""
        self._in_turn(lambda book: book.remove(event.name), self._removed)

    def _in_turn(self, job: Callable[[ScenarioBook], Kept], answer: Callable[[Kept], None]) -> None:
        """Do what touches the file behind the saves that are under way."""
        if self._scenarios is None:
            return
        book, results = self._scenarios[1], []

        def do() -> None:
            results.append(job(book))

        self.saves.put(do, lambda _none: answer(results[0]))

    def _kept(self, scenario: Scenario, kept: Kept) -> None:
        if kept.state == "conflict":
            self._with_screen(lambda screen: screen.ask_conflict(kept.why, partial(self._settle, scenario, kept)))
        self._with_screen(lambda screen: screen.show_saved(self._state_of(kept), kept.why))

    def _state_of(self, kept: Kept) -> str:
        if kept.state == "saved":
            return f"saved {self.now():%H:%M:%S}"
        return f"not saved: {kept.why}" if kept.state == "not saved" else kept.state

    def _settle(self, scenario: Scenario, kept: Kept, answer: str | None) -> None:
        """Do what a person chose after a conflict; nothing is written without a choice."""
        screen = self.what_if_screen()
        if self._scenarios is None or screen is None or answer is None:
            return
        self._scenarios[1].accept(scenario.name, kept.now)
        if answer == "mine":
            self.on_what_if_screen_edited(WhatIfScreen.Edited(scenario, scenario.name))
        elif answer == "copy":
            screen.action_copy()
        else:
            screen.show_scenario(kept.now or Scenario())
            screen.show_saved("")

    def _removed(self, kept: Kept) -> None:
        screen = self.what_if_screen()
        if screen is None:
            return
        if kept.state in {"saved", "this session"}:
            screen.show_scenario(Scenario())
            screen.show_saved("", f"deleted: {kept.name}")
        else:
            screen.show_saved(self._state_of(kept), kept.why)

    # Opening another.

    def on_what_if_screen_others_asked(self, event: WhatIfScreen.OthersAsked) -> None:
        """Offer the scenarios that are kept."""
        screen = self.what_if_screen()
        if screen is None or self._scenarios is None:
            return
        kept, problems = self._scenarios[1].all()
        if not kept:
            why = problems[0].sentence() if problems else "No scenario is kept yet; N names this one, which keeps it."
            screen.say(why, "error" if problems else "strong")
            return
        offers = [(name, f"{name} · {len(scenario.steps)} change{'' if len(scenario.steps) == 1 else 's'}") for name, scenario in kept.items()]

        def take(name: str | None) -> None:
            if name is not None:
                screen.show_scenario(kept[name])
                screen.show_saved("")

        self.push_screen(PickForm("Open a scenario", offers, event.current), take)


def _measure(measured: Measured) -> str:
    """Return what the figures are of, in words."""
    view = measured.view
    period = "" if view.measure.period == "all" else f" · {view.measure.period}"
    return f"{view.measure.metric}{period}{' · parents' * view.rollup} · whole book"


def _account(measured: Measured, row: int | None) -> str:
    """Return the name of an account, or its id where several have that name; empty for none."""
    if row is None:
        return ""
    accounts = measured.portfolio.accounts
    name = str(accounts[col.NAME][row])
    return str(accounts[col.ID][row]) if int((accounts[col.NAME] == name).sum()) > 1 else name
