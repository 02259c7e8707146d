"""One account: its reading page and its tables of rows, every cell edited where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from abmtui.formats import Formats
from abmtui.plan.model import KINDS
from abmtui.tui import messages
from abmtui.tui.bases.cell_text import PlanView, reading_text, spec_of, value_of
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.row_grid import RowGrid
from abmtui.tui.bases.value_lines import FIGURE
from abmtui.tui.screens.account_decisions import AccountDecisions
from abmtui.tui.screens.account_explained import behind, figure_explained
from abmtui.tui.screens.account_findings import mends
from abmtui.tui.screens.account_handing import AccountHanding
from abmtui.tui.screens.account_history import AccountHistory
from abmtui.tui.screens.account_pages import PAGES
from abmtui.tui.screens.account_paste import AccountPaste
from abmtui.tui.screens.account_proposals import AccountProposals
from abmtui.tui.screens.account_search import AccountSearch
from abmtui.tui.screens.account_templates import AccountTemplates
from abmtui.tui.screens.account_views import AccountViews
from abmtui.tui.screens.field_help import field_explained
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.widgets.account_tabs import AccountTabs
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import HeaderLine
from abmtui.tui.widgets.plan_summary import PlanSummary
from abmtui.tui.widgets.plan_views import PlanViews
from abmtui.tui.widgets.process_page import ProcessPage
from abmtui.tui.widgets.row_table import RowTable
from abmtui.tui.widgets.said_line import SaidLine
from abmtui.tui.widgets.value_page import ValuePage

if TYPE_CHECKING:
    import datetime as dt

    from textual import events
    from textual.app import ComposeResult

    from abmtui.store.plan_file import PlanFile
    from abmtui.tui.bases.account_facts import AccountFacts

CHANGES: Final = frozenset({"add", "delete", "move_row", "long_text", "tick", "template", "decide"})
"""Actions that change the plan; dimmed while it cannot be changed."""


class AccountScreen(
    AccountHistory, AccountProposals, AccountViews, AccountTemplates, AccountDecisions, AccountHanding, AccountPaste, AccountSearch, inherit_bindings=False
):
    """Owns one plan as a value: an edit makes a new one, shows it, and asks for the save by `PlanChanged`.

    The caller answers with `show_saved`, hands other states of the plan in by `show_plan`, and asks `unsaved` for text still being typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "a", "add", "add", id="account.add", tooltip="Add a row to the panel that the cursor is in; on an empty cell of a matrix with what it stands for"
        ),
        Binding(
            "enter", "edit", "edit", key_display="↵", id="account.edit", tooltip="Edit the cell; Enter again commits and goes down; accepts a proposed flag"
        ),
        Binding(
            "d,delete",
            "delete",
            "delete",
            key_display="d",
            id="account.delete",
            tooltip="Delete the row; undo brings it back; dismisses a proposed flag. A person's data everywhere: abmtui plan erase-person",
        ),
        Binding("tab", "panel(1)", "panel", id="account.next_panel", tooltip="Go to the next panel, or from a table to the next tab"),
        Binding("shift+tab", "panel(-1)", "panel before", show=False, id="account.panel_before", tooltip="Go to the panel before"),
        Binding("v", "reviewed", "reviewed", id="account.reviewed", tooltip="Mark the account as reviewed today"),
        Binding("n", "next", "next", id="account.next", tooltip="Open the next account that needs a look"),
        Binding("u", "undo", "undo", id="account.undo", tooltip="Undo the last plan edit"),
        Binding("escape,q", "back", "back", key_display="esc", id="account.back", tooltip="Back to where you came from"),
        Binding("z", "snooze", "snooze", show=False, id="account.snooze", tooltip="Leave the account out of the review until a date"),
        Binding("e", "long_text", "long text", show=False, id="account.long_text", tooltip="Edit the text under the cursor in your editor"),
        Binding("space", "tick", "tick", show=False, id="account.tick", tooltip="Tick the criterion of a gate, or take the tick back"),
        Binding(
            "c",
            "view",
            "view",
            id="account.view",
            tooltip="The next view of the tab: people as list, tree, power and interest, our team; channels as list, by channel, by month",
        ),
        Binding("slash", "search", "search", show=False, key_display="/", id="account.search", tooltip="Find a text in the plan, on any tab; again goes on"),
        Binding("T", "template", "template", show=False, id="account.template", tooltip="Insert channel rows from the library of templates"),
        Binding("D", "decide", "decision", show=False, id="account.decide", tooltip="Write down what the review decided, and when the next one is"),
        Binding("B", "brief", "brief", show=False, id="account.brief", tooltip="The brief for sales: what interests them, what was learnt, whom to see"),
        Binding("x", "export", "export", show=False, id="account.export", tooltip="Write this account to hand on: Markdown, text, HTML, XLSX"),
        Binding("J", "move_row(1)", "row down", show=False, id="account.row_down", tooltip="Move the row down"),
        Binding("K", "move_row(-1)", "row up", show=False, id="account.row_up", tooltip="Move the row up"),
        Binding("U,ctrl+r", "redo", "redo", show=False, id="account.redo", tooltip="Redo the plan edit last undone"),
        Binding("i", "explain", "explain", show=False, id="account.explain", tooltip="What this field means and may hold"),
        *(
            Binding(str(place + 1), f"tab({place})", "tab", show=False, id=f"account.tab_{place + 1}", tooltip=f"The tab {page.word}")
            for place, page in enumerate(PAGES)
        ),
        # A blank: without a word the footer would not show it, and "help" has no room beside the other eight on 80 cells.
        Binding("question_mark,f1", "help", " ", key_display="?", id="account.help", tooltip="The keys of this screen"),
    ]
    DEFAULT_CSS = """
    AccountScreen { layout: vertical; layers: default editor; }
    """

    def __init__(self, plan_file: PlanFile, facts: AccountFacts, today: dt.date, *, formats: Formats | None = None, state: str = "", editor: str = "") -> None:
        """Show a plan; `state` is the header's last words so far, `editor` the user's editor command or empty."""
        super().__init__()
        self.plan_file = plan_file
        self.facts = facts
        self.view = PlanView(plan_file.plan, (), today, formats or Formats())
        self.editor_command = editor
        self.account = plan_file.plan.id or facts.id
        self.state = state or ("read-only" if self.locked() else "")

    def compose(self) -> ComposeResult:
        """Lay out header, tabs, the page or a table, footer; the line for answers first, so that its coming and going repaints nothing else."""
        yield SaidLine()
        yield HeaderLine()
        yield AccountTabs()
        yield PlanSummary(id="summary")
        yield RowTable(id="rows")
        yield PlanViews(id="views")
        yield ProcessPage(id="process")
        yield ValuePage(id="value")
        yield RowGrid(id="broken")
        yield FooterLine()

    def on_mount(self) -> None:
        """Begin on the reading page."""
        self._composed = True
        self._show_tab()
        if self.plan_file.broken:
            lines = (problem.where.rpartition(":")[2] for problem in self.plan_file.problems)
            self.grid.point_at(Target("file", next((line for line in lines if line.isdecimal()), "1")))
        elif self.plan_file.read_only:
            self.say(self.locked(), "warning")

    def unsaved(self) -> tuple[str, str] | None:
        """Return what is being typed and not committed as (field, text), or None."""
        if self.editor is not None and self.editor.input.changed:
            return self.editor.input.asked.label, self.editor.input.value
        return None if self.form is None else self.form.unsaved()

    # Answers

    def on_key(self, event: events.Key) -> None:
        """An answer stands until the next key; a dimmed key says why it is."""
        active = self.active_bindings.get(event.key)
        self.say("")
        if active is not None and not active.enabled and self.locked():
            self.say(self.locked(), "warning")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what would change a plan that cannot be changed."""
        return None if action in CHANGES and self.locked() else super().check_action(action, parameters)

    def action_explain(self) -> None:
        """Explain the field under the cursor."""
        target = self.grid.target
        if self.explain_proposal() or self.explain_worked_out(target):
            return
        if target is not None and target.kind == FIGURE:
            self._explain_figure(target.row)
            return
        if target is None or not target.editable or (target.kind and target.kind not in KINDS):
            self.say("Stand on a field to have it explained", "warning")
            return
        spec = spec_of(target)
        wrong = self.view.marks().get((target.kind, target.row, target.field), "")
        pairs = field_explained(spec, reading_text(spec, value_of(self.plan, target), self.view), wrong)
        self.app.push_screen(ReadingScreen(spec.label, (*pairs, *mends(self.view, target), *behind(target, self.plan, self.facts, self.value))))

    def _explain_figure(self, label: str) -> None:
        """Explain a figure that was worked out: what it means and how, its value, what it rests on."""
        figures = () if self.value is None else (*self.value.remarks, *self.value.money)
        figure = next((figure for figure in figures if figure.label == label), None)
        if figure is None:
            self.say("It is being worked out", "warning")
            return
        self.app.push_screen(ReadingScreen(figure.label, figure_explained(figure)))

    def action_help(self) -> None:
        """Show the keys that act here."""
        self.app.push_screen(ReadingScreen("Keys of the account's page", key_help(self)))

    def action_reviewed(self) -> None:
        """Tell that the account was looked through."""
        self.post_message(messages.Reviewed(self.account))

    def action_next(self) -> None:
        """Ask for the next account of the review."""
        self.post_message(messages.NextAsked(self.account))

    def action_undo(self) -> None:
        """Ask for the last edit to be taken back."""
        self.post_message(messages.UndoAsked())

    def action_redo(self) -> None:
        """Ask for the edit taken back last to be made again."""
        self.post_message(messages.RedoAsked())

    def action_back(self) -> None:
        """Leave; every committed edit is on its way to the disk already."""
        self.dismiss(None)
