"""The panels of what-if: changes, too big to lose, curve and figures, and how they share the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal, Vertical
from textual.content import Content

from abmtui.report.scenario_blocks import figure_rows, loss_cells, undefined_reasons
from abmtui.tui.glyphs import signs_shown
from abmtui.tui.screens import what_if_texts as texts
from abmtui.tui.screens.answering import Answering
from abmtui.tui.screens.what_if_state import WhatIfState
from abmtui.tui.widgets.change_table import ChangeTable
from abmtui.tui.widgets.concentration_plot import ConcentrationPlot
from abmtui.tui.widgets.figure_table import FigureTable, LossTable
from abmtui.tui.widgets.figures_panel import FiguresPanel
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import HeaderLine
from abmtui.tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from abmtui.formats import Formats
    from abmtui.portfolio.scenario_changes import Scenario
    from abmtui.tui.bases.line_table import LineTable
    from abmtui.workspace.scenarios import WhatIf

NARROW: Final = 110
"""Columns of the terminal below which the panels stand one above the other, and the curve and the losses fold away."""
LOW: Final = 34
"""Lines below which they do too."""
SMALL: Final = 18
"""Lines below which the sentences beside the figures stand behind `i` alone."""
LOSS_HEADERS: Final = ("Account", "Share", "Left", "Gini", "HHI", "k", "10%")


class WhatIfPanels(Answering):
    """Shows the state; what is done with it is the screen's."""

    DEFAULT_CSS = """
    WhatIfPanels { layout: vertical; }
    WhatIfPanels #panels { height: 1fr; }
    WhatIfPanels #left { width: 5fr; }
    WhatIfPanels #right { width: 6fr; }
    WhatIfPanels #panels Vertical Vertical { border: round $primary; }
    WhatIfPanels #curve { height: 2fr; }
    WhatIfPanels #figures { height: 3fr; }
    WhatIfPanels .away { display: none; }
    WhatIfPanels #panels.narrow { layout: vertical; }
    WhatIfPanels #panels.narrow #left { width: 1fr; height: 2fr; min-height: 5; }
    WhatIfPanels #panels.narrow #right { width: 1fr; height: 3fr; }
    WhatIfPanels FiguresPanel { max-height: 6; }
    WhatIfPanels #panels.narrow FiguresPanel { max-height: 2; }
    """

    def __init__(self, formats: Formats, measure: str, scenario: Scenario) -> None:
        """`measure` is what the figures are of."""
        super().__init__()
        self.state = WhatIfState(scenario)
        self.formats = formats
        self._measure = measure
        self._narrow = False
        self._curve = True
        self._losses = False
        """On a narrow screen: whether the losses stand in the place of the changes."""
        self._pareto = False
        self._save_state = ""

    def compose(self) -> ComposeResult:
        """Lay out the changes and the losses beside the curve and the figures."""
        yield SaidLine()
        yield HeaderLine()
        with Horizontal(id="panels"):
            with Vertical(id="left"):
                with Vertical(id="changes"):
                    yield ChangeTable(empty=texts.EMPTY)
                with Vertical(id="losses") as losses:
                    losses.border_title = "Too big to lose · the book without each"
                    yield LossTable(empty=texts.WORKING, id="loss-table")
            with Vertical(id="right"):
                with Vertical(id="curve"):
                    yield ConcentrationPlot(ascii=not signs_shown(self.app), decimal=self.formats.decimal)
                with Vertical(id="figures") as figures:
                    figures.border_title = Content(f"Before and after · {self._measure}")
                    yield FigureTable(empty=texts.WORKING, id="figure-table")
                    yield FiguresPanel()
        yield FooterLine()

    @property
    def changes(self) -> ChangeTable:
        """The list of changes."""
        return self.query_one(ChangeTable)

    def table_of(self, name: str) -> FigureTable:
        """Return the table of the losses or of the figures."""
        return self.query_one(f"#{name}", FigureTable)

    # What is shown.

    def show_result(self, result: WhatIf) -> None:
        """Show a scenario that was worked out; one that was overtaken is dropped."""
        if result.scenario.steps != self.state.scenario.steps:
            return
        first = self.state.result is None
        self.state = replace(self.state, result=result)
        with self.app.batch_update():
            self.show_changes(self.changes.cursor_row)
            self._show_figures(result)
            if first:
                self._show_losses(result)
        self._say_problem()

    def show_saved(self, state: str, why: str = "") -> None:
        """Acknowledge a save in the header's last words; say what is to be said of it."""
        self._save_state = state
        self._show_header()
        if why:
            self.say(why, "error" if state.startswith(("not", "conflict")) else "strong")

    def _show_header(self) -> None:
        parts = texts.header_parts(self.state.scenario, self._measure, stale=self.state.stale)
        self.query_one(HeaderLine).show(parts, self._save_state)

    def show_changes(self, keep: int | None) -> None:
        """Show the list of changes with the cursor on row `keep`."""
        self.changes.show_changes(texts.changes_shown(self.state), keep)
        self.query_one("#changes").border_title = Content(texts.changes_title(self.state.scenario))
        self._show_header()
        self.refresh_bindings()

    def _show_figures(self, result: WhatIf) -> None:
        self.table_of("figure-table").show_rows(("Figure", "Before", "After", "Change"), figure_rows(result.figures, self.formats))
        self.query_one(FiguresPanel).show((*result.notes, *undefined_reasons(result.figures)))
        self._show_curve()

    def _show_losses(self, result: WhatIf) -> None:
        table = self.table_of("loss-table")
        table.empty = "No account has a value above zero."
        rows = [(("! " if loss.too_big else "") + name, *rest) for loss in result.losses for name, *rest in [loss_cells(loss, self.formats)]]
        table.show_rows(LOSS_HEADERS, rows, leaving=(2, 5, 4))

    def _show_curve(self) -> None:
        result = self.state.result
        if result is None or self.query_one("#curve").has_class("away"):
            return
        real, changed = result.before.book, result.after.book
        figures = changed.figures
        undefined = figures.curve_undefined or changed.undefined
        dim = None if changed is real else real.figures.lorenz
        mark = texts.curve_mark(figures, self.formats)
        self.query_one(ConcentrationPlot).show(figures.lorenz, pareto=self._pareto, book_points=dim, mark=mark, undefined=undefined)
        kind = "Pareto curve" if self._pareto else "Lorenz curve"
        self.query_one("#curve").border_title = Content(kind if dim is None else f"{kind} · as it would be, the real one dim")

    def on_resize(self, event: events.Resize) -> None:
        """Fold curve and losses away where they have no room."""
        narrow = event.size.width < NARROW or event.size.height < LOW
        if narrow != self._narrow:
            self._narrow, self._curve = narrow, not narrow
        self._lay_out()

    def _lay_out(self) -> None:
        away = {
            "changes": self._narrow and self._losses,
            "losses": self._narrow and not self._losses,
            "curve": not self._curve,
            "figures": self._narrow and self._curve,
        }
        self.query_one("#panels").set_class(self._narrow, "narrow")
        self.query_one(FiguresPanel).set_class(self.size.height < SMALL, "away")
        for name, gone in away.items():
            self.query_one(f"#{name}").set_class(gone, "away")
        self._show_curve()
        if self.focused is None or any(gone and self.focused in self.query_one(f"#{name}").query("*") for name, gone in away.items()):
            self.action_next_panel(1)

    def _say_problem(self) -> None:
        """Say in full what keeps the change under the cursor from being done; its column cuts it."""
        row, result = self.changes.cursor_row, self.state.result
        if self.changes.has_focus and row is not None and result is not None and not self.state.stale and result.outcomes[row].problem:
            self.say(result.outcomes[row].problem, "error")

    def on_line_table_moved(self, event: LineTable.Moved) -> None:
        """Say what is wrong with the change that the cursor came to."""
        event.stop()
        self._say_problem()

    def action_losses(self) -> None:
        """Go to the accounts that are too big to lose, or back to the changes."""
        going = not self.table_of("loss-table").has_focus
        if self._narrow:
            self._losses = going
            self._lay_out()
        (self.table_of("loss-table") if going else self.changes).focus()

    def action_curve(self) -> None:
        """Show or hide the curve; on a narrow screen it takes the figures' place."""
        self._curve = not self._curve
        self._lay_out()

    def action_pareto(self) -> None:
        """Flip between Lorenz and Pareto curve."""
        self._pareto = not self._pareto
        self._show_curve()

    def action_next_panel(self, by: int) -> None:
        """Go to the next panel that is in view."""
        tables = (self.changes, self.table_of("loss-table"), self.table_of("figure-table"))
        seen = [table for table in tables if table.parent is not None and not table.parent.has_class("away")]
        place = seen.index(self.focused) if self.focused in seen else -max(0, by)
        seen[(place + by) % len(seen)].focus()
