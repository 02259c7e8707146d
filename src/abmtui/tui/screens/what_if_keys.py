"""The keys of the what-if screen."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

KEYS: Final[list[BindingType]] = [
    Binding("a", "add", "add", id="what_if.add", tooltip="Add a change: lose, grow, add or merge accounts, move or free hours"),
    Binding("n", "fresh", "new", id="what_if.new", tooltip="Begin another scenario; this one is kept if it has a name"),
    Binding("N", "name", "name", id="what_if.name", tooltip="Name the scenario, which keeps it beside the plans, or give it another name"),
    Binding("o", "others", "open", id="what_if.open", tooltip="Open another scenario"),
    Binding("Y", "copy", "copy", show=False, id="what_if.copy", tooltip="Go on with a copy of the scenario under another name"),
    Binding("X", "remove", "delete scenario", show=False, id="what_if.remove", tooltip="Delete the scenario, once asked"),
    Binding("T", "losses", "too big to lose", id="what_if.losses", tooltip="The largest accounts, and the book without each; ↵ there tries it out"),
    Binding("c", "curve", "curve", id="what_if.curve", tooltip="Show or hide the curve"),
    Binding("C", "pareto", "Lorenz or Pareto", show=False, id="what_if.pareto", tooltip="Flip the curve: smallest or largest first"),
    Binding("i", "explain", "explain", id="what_if.explain", tooltip="Every figure with its meaning, why some are undefined, how changes are reckoned"),
    Binding("u", "undo(True)", "undo", id="what_if.undo", tooltip="Undo the last edit of this scenario"),
    Binding("U,ctrl+r", "undo(False)", "redo", show=False, id="what_if.redo", tooltip="Redo what was undone last"),
    Binding("tab", "next_panel(1)", "next panel", show=False, id="what_if.next_panel", tooltip="Changes, too big to lose, figures"),
    Binding("shift+tab", "next_panel(-1)", "panel before", show=False, id="what_if.panel_before", tooltip="The panel before"),
    Binding("escape,q", "back", "back", key_display="esc", id="what_if.back", tooltip="Back to the portfolio; the scenario waits here"),
    Binding("question_mark,f1", "help", "help", key_display="?", id="what_if.help", tooltip="The keys of this screen"),
]
