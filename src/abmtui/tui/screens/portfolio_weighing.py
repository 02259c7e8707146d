"""How the portfolio screen weighs its accounts: metric, period, parents, class lines; which curve and which further columns stand there."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from abmtui.portfolio import columns as col
from abmtui.portfolio.periods import period_names, why_no_column, why_no_values
from abmtui.review.standing import further
from abmtui.tui.forms.class_lines_form import ClassLinesForm
from abmtui.tui.forms.columns_form import ColumnsForm, Offer
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens import portfolio_texts as texts
from abmtui.tui.screens.portfolio_search import Searching
from abmtui.workspace.class_preview import class_preview
from abmtui.workspace.curves import next_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.portfolio.classes import ClassLines
    from abmtui.tui.screens.portfolio_state import State
    from abmtui.workspace.measured import Measured


class Weighing(Searching):
    """The weighing part of the portfolio screen."""

    def change(self, state: State) -> None:
        """Take a new state and ask for its view."""
        raise NotImplementedError

    def _view(self, **changes: Any) -> None:
        """Ask for the view with some of it changed."""
        self.change(replace(self.state, view=replace(self.state.view, **changes)))

    def action_metric(self) -> None:
        """Ask which metric the book is weighed by; one that the source has no column for says what is lacking."""
        measured = self.state.measured
        if measured is None:
            return
        measure = self.state.view.measure

        def take(metric: str | None) -> None:
            if metric:
                self._view(measure=replace(self.state.view.measure, metric=metric))

        lacking = {metric: why_no_values(measured.portfolio, metric, measure.period) for metric in col.METRICS}
        refused = {metric: texts.metric_refusal(measure, metric, why) for metric, why in lacking.items() if why}
        offers = [(name, texts.metric_offer(name, lacking[name])) for name in col.METRICS]
        self.app.push_screen(PickForm("Metric", offers, measure.metric, refused=refused), take)

    def action_period(self) -> None:
        """Ask which period the figures are of; one that the metric is not known by says so."""
        measured = self.state.measured
        if measured is None:
            return
        names = period_names(measured.portfolio)
        if len(names) < 2:  # noqa: PLR2004 - only "all"
            self.say("The source has neither yearly columns nor a date column, so there is one period only.")
            return

        def take(period: str | None) -> None:
            if period:
                self._view(measure=replace(self.state.view.measure, period=period))

        measure = self.state.view.measure
        # By columns alone: to look at the values of every period would take as long as to open them.
        lacking = {name: why_no_column(measured.portfolio, measure.metric, name) for name in names}
        refused = {name: f"{measure.metric}: {why}" for name, why in lacking.items() if why}
        self.app.push_screen(PickForm("Period", [(name, texts.period_label(name)) for name in names], measure.period, refused=refused), take)

    def action_rollup(self) -> None:
        """Show accounts under their parents, or one by one again."""
        measured = self.state.measured
        if measured is None or col.PARENT not in measured.table.columns:
            self.say("No column names a parent, so there is nothing to roll up.")
            return
        self.close_search()
        self._view(rollup=not self.state.view.rollup)

    def action_pareto(self) -> None:
        """Go round the curves; one that cannot be drawn is passed over and said."""
        measured = self.state.measured
        if measured is None:
            return
        kind, passed = next_kind(measured, self.state.view.curve)
        said = [f"C: {'; '.join(passed)}"] if passed else []
        if self.query_one("#curve").has_class("hidden"):
            said.append(f"{texts.curve_name(kind)}: c shows it")
        if said:
            self.say(" · ".join(said))
        self._view(curve=kind)

    def action_class_lines(self) -> None:
        """Ask where the classes end, with what they would be."""
        measured = self.state.measured
        if measured is None:
            return
        if measured.book.undefined:
            self.say(f"There are no classes: {measured.book.undefined}.")
            return

        def take(lines: ClassLines | None) -> None:
            if lines is not None:
                self._view(lines=None if lines == settings else lines)

        settings = measured.review.ground.rules.classes if self.workspace is None else self.workspace.rules.classes
        self.app.push_screen(ClassLinesForm(self.state.view.lines or settings, settings, class_preview(measured), self.formats), take)

    def action_further(self) -> None:
        """Ask which further columns the table shows."""
        measured = self.state.measured
        if measured is None:
            return

        def take(names: tuple[str, ...] | None) -> None:
            if names is None or names == self.state.view.further:
                return
            self.light_next = next((name for name in names if name not in self.state.view.further), "")
            self._view(further=names)

        self.app.push_screen(ColumnsForm(_offers(measured), self.state.view.further), take)


def _offers(measured: Measured) -> list[Offer]:
    """Return what can be shown beyond the default columns: what the review works out, then the source's own and the plans' columns."""
    source = measured.portfolio.accounts.columns
    worked = [Offer(column.name, column.label, column.help) for column in further().values() if column.name not in source]
    known = {offer.name for offer in worked}
    own = [name for name in measured.table.columns if texts.can_be_further(name) and name not in known]
    labels = Counter([*(offer.label for offer in worked), *(texts.own_label(name, source) for name in own)])
    return [*worked, *(_own_offer(name, source, labels) for name in own)]


def _own_offer(name: str, source: Sequence[str], labels: Mapping[str, int]) -> Offer:
    """Return a column of the source or the plans as it is offered, told apart from another of the same label."""
    label, where = texts.own_label(name, source), "source" if name in source else "plans"
    return Offer(name, f"{label} ({where})" if labels[label] > 1 else label, f"The column {name} of the {where}.")
