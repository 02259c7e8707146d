"""What the portfolio screen asks before it narrows its view, and what it explains."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from abmtui.portfolio.view import matching
from abmtui.report.programme_words import abm_or_drm
from abmtui.review.standing import further, named_in
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.mapping_form import MappingForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens import portfolio_texts as texts
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.portfolio_weighing import Weighing
from abmtui.tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

    from abmtui.sources.offer import MappingOffer
    from abmtui.workspace.opened import Workspace


class Choosing(Weighing):
    """The choices' part of the portfolio screen."""

    def problems_met(self) -> Workspace | None:
        """Return what was read, even when no accounts came of it."""
        raise NotImplementedError

    def ask_how_to_read(self, offer: MappingOffer, mapped: Callable[[dict[str, str]], Message], chosen: Callable[[str], Message]) -> None:
        """Ask what keeps a source from being read: which column is which, or which of several currencies."""
        if offer.choices:

            def take(condition: str | None) -> None:
                if condition:
                    self.post_message(chosen(condition))

            offers = [(condition, label) for label, condition in offer.choices]
            self.app.push_screen(PickForm("Amounts in several currencies: read those in", offers), take)
            return

        def take_mapping(mapping: dict[str, str] | None) -> None:
            if mapping is not None:
                self.post_message(mapped(mapping))

        self.app.push_screen(MappingForm(offer), take_mapping)

    def action_filter(self) -> None:
        """Ask for a condition; figures and curve follow it."""
        measured = self.state.measured
        if measured is None:
            return

        def check(text: str) -> str:
            # A further column may take a while to work out: the worker that measures the view says what is wrong then.
            if not text or named_in(text, measured.table):
                return ""
            problem = matching(measured.table, text)[2]
            return problem.what if problem else ""

        def take(text: str | None) -> None:
            if text is not None:
                self.change(replace(self.state, view=replace(self.state.view, filter=text)))

        columns = ", ".join(dict.fromkeys((*measured.table.columns, *further())))
        self.app.push_screen(
            LineForm("Filter: accounts where", self.state.view.filter, f"region = 'EMEA' AND revenue > 100000 · empty shows all\ncolumns: {columns}", check),
            take,
        )

    def action_like_this(self) -> None:
        """Filter to the accounts that hold the same value in the lit column."""
        measured, row = self.state.measured, self.table.cursor_row
        if measured is None or row is None:
            return
        column = self.table.column_cursor
        if column not in measured.table.columns:
            return
        condition = texts.equals_condition(column, measured.table[column][row])
        if not condition:
            self.say("This cell is empty, so there is nothing to compare with.")
            return
        old = self.state.view.filter
        self.change(replace(self.state, view=replace(self.state.view, filter=f"({old}) AND {condition}" if old else condition)))

    def action_problems(self) -> None:
        """Show what was left out, assumed, or is to be mended."""
        workspace = self.problems_met()
        if workspace is None:
            self.say("The portfolio is still being read.")
            return
        self.app.push_screen(ReadingScreen("What was read, left out and is to be mended", texts.problem_paragraphs(workspace)))

    def action_help(self) -> None:
        """Show the keys of this screen."""
        difference = abm_or_drm()
        words = [
            ("", ""),
            (difference.heading, ""),
            *(("", sentence) for sentence in (*difference.sentences, "A shows whether ABM is right for this portfolio.")),
        ]
        self.app.push_screen(ReadingScreen("Keys of the portfolio", (*key_help(self), *words)))

    def action_mine(self) -> None:
        """Show my accounts, or all again."""
        if not (self.workspace and self.workspace.config.me):
            self.say('Nobody is set as `me`: write me = "your name" into the config, spelled as in the owner column.')
            return
        self.change(replace(self.state, view=replace(self.state.view, mine=not self.state.view.mine)))
