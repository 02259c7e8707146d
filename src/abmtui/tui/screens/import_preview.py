"""What an import would do, before it does it: rows new, changed and doubtful; each decided by a key, all written by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from abmtui.plan.matching import Answer
from abmtui.plan.model import KINDS, field_specs
from abmtui.plan.row_headers import OUTSIDE
from abmtui.plan.row_words import ACCOUNT
from abmtui.report.import_blocks import values_said
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens.answering import Answering
from abmtui.tui.screens.help import key_help
from abmtui.tui.screens.reading import ReadingScreen
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import LAST_LEAVES, HeaderLine
from abmtui.tui.widgets.import_table import ImportRow, ImportSection, ImportTable
from abmtui.tui.widgets.said_line import SaidLine
from abmtui.wording import counted
from abmtui.workspace.importing import Decision, Preview

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from abmtui.plan.matching import Doubt
    from abmtui.workspace.import_accounts import Placed
    from abmtui.workspace.importing import Entry

    Again = Callable[[Mapping[int, Decision]], Preview]
    Find = Callable[[str], Placed]

SECTIONS: Final = ("new", "changed", "doubtful", "left out")
WITHOUT: Final = "\0without"
OUT: Final = "\0out"
TYPED: Final = "\0typed"
WRITABLE: Final = frozenset({"new", "changed"})


class ImportPreview(Answering):
    """Shows a preview; decisions are compared with the plans anew in a worker. Hands back what is to be written, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "decide", "decide or write", key_display="↵", id="import.decide", tooltip="Decide about a doubtful row; on any other write all"),
        Binding("y", "write", "write", id="import.write", tooltip="Write what is new and changed, as one step that one undo takes back"),
        Binding("space", "leave_out", "in, out", id="import.out", tooltip="Leave the row out, or take it in again"),
        Binding("c", "columns", "columns", id="import.columns", tooltip="Which column is which field, and which are not taken"),
        Binding("m", "map", "map", show=False, id="import.map", tooltip="Say which field a column is; the file is read again"),
        Binding("tab", "section(1)", "section", show=False, id="import.section", tooltip="Go to the next section"),
        Binding("shift+tab", "section(-1)", "section before", show=False, id="import.section_before", tooltip="Go to the section before"),
        Binding("escape,q", "leave", "back", key_display="esc", id="import.leave", tooltip="Leave without writing anything"),
        Binding("question_mark,f1", "help", "help", key_display="?", id="import.help", tooltip="The keys of this screen"),
    ]
    DEFAULT_CSS = """
    ImportPreview { layout: vertical; }
    """

    @dataclass
    class Compared(Message):
        """The rows were compared with the plans under other decisions."""

        preview: Preview

    def __init__(self, preview: Preview, again: Again, find: Find | None = None) -> None:
        """Show a preview; `again` makes it anew under decisions, `find` finds the account that a person types (None: all rows are of one account)."""
        super().__init__()
        self.preview = preview
        self.decisions: dict[int, Decision] = dict(preview.decisions)
        self._again = again
        self._find = find
        self.taken: Preview | None = None
        """What is to be written, once that was asked for."""
        self.mapping: dict[str, str] = {}
        """Field -> column (empty: none) with which the file is to be read again, once that was asked for."""

    def compose(self) -> ComposeResult:
        """Lay out the sections."""
        yield SaidLine()
        yield HeaderLine()
        yield ImportTable()
        yield FooterLine()

    def on_mount(self) -> None:
        """Begin with the first row; what was not taken of the file is said at once."""
        self._show()
        self.query_one(ImportTable).focus()
        left = list(self.preview.imported.columns.left)
        if left:
            mend = "m maps one, c tells more" if self._find is not None else "c tells more"
            self.say(f"{counted(len(left), 'column')} not taken: {', '.join(left)} · {mend}", "warning")

    def _show(self) -> None:
        preview = self.preview
        by_state: dict[str, list[Entry]] = {state: [] for state in (*SECTIONS, "unchanged")}
        for entry in preview.entries:
            by_state[entry.state].append(entry)
        sections = [
            ImportSection(f"{state.capitalize()} · {len(by_state[state]):,}", tuple(map(_row, by_state[state]))) for state in SECTIONS if by_state[state]
        ]
        empty = f"nothing to do: {counted(len(by_state['unchanged']), 'row')} as the plan has it already"
        self.query_one(ImportTable).show_sections(sections, empty)
        parts = (f"› import: {preview.sentence()}", preview.imported.name)
        self.query_one(HeaderLine).show(parts, "", leaves=LAST_LEAVES)

    # Deciding

    def _entry(self) -> Entry | None:
        line = self.query_one(ImportTable).row
        return next((entry for entry in self.preview.entries if entry.line == line), None)

    def action_decide(self) -> None:
        """Offer what can be decided about a doubtful row; any other row is no question, so all is written."""
        entry = self._entry()
        if entry is None or entry.state != "doubtful":
            self.action_write()
            return
        why = "\n".join(map(_doubt_said, entry.doubts))
        self.app.push_screen(
            PickForm(f"Line {entry.line}: {entry.found.title or entry.name}", self._offers(entry), help_lines=why), partial(self._decided, entry)
        )

    def _offers(self, entry: Entry) -> list[tuple[str, str]]:
        offers = [candidate for doubt in entry.doubts for candidate in doubt.candidates]
        fields = [doubt.field for doubt in entry.doubts if doubt.field in entry.found.given.texts]
        if fields:
            offers.append((WITHOUT, f"take it without {', '.join(fields)}"))
        if _account_open(entry) and self._find is not None:
            offers.append((TYPED, "another account: type its name or id"))
        return [*offers, (OUT, "leave it out")]

    def _decided(self, entry: Entry, chosen: str | None) -> None:
        if chosen is None:
            return
        old = self.decisions.get(entry.line, Decision())
        if chosen == TYPED:
            self._ask_account(entry)
        elif chosen == OUT:
            self._decide(entry.line, replace(old, out=True))
        elif chosen == WITHOUT:
            fields = frozenset(doubt.field for doubt in entry.doubts)
            self._decide(entry.line, replace(old, answer=replace(old.answer, without=old.answer.without | fields)))
        elif _account_open(entry):
            self._decide(entry.line, replace(old, account=chosen))
        else:
            self._decide(entry.line, replace(old, answer=Answer(chosen, old.answer.without)))

    def _ask_account(self, entry: Entry) -> None:
        find = self._find
        if find is None:
            return

        def check(text: str) -> str:
            doubt = find(text).doubt
            return "" if doubt is None else f"{text}: {doubt.why}"

        def take(text: str | None) -> None:
            if text:
                self._decide(entry.line, replace(self.decisions.get(entry.line, Decision()), account=find(text).account))

        self.app.push_screen(LineForm("Account of the row", entry.name, "its id or its name", check), take)

    def action_leave_out(self) -> None:
        """Leave the row out, or take it in again."""
        entry = self._entry()
        if entry is not None:
            old = self.decisions.get(entry.line, Decision())
            self._decide(entry.line, replace(old, out=not old.out))

    def _decide(self, line: int, decision: Decision) -> None:
        self.decisions[line] = decision
        self._compare(dict(self.decisions))

    @work(thread=True, exclusive=True, group="import")
    def _compare(self, decisions: dict[int, Decision]) -> None:
        worker = get_current_worker()
        preview = self._again(decisions)
        if not worker.is_cancelled:
            self.post_message(self.Compared(preview))

    def on_import_preview_compared(self, event: Compared) -> None:
        """Show what the decisions make of it."""
        self.preview = event.preview
        self._show()

    # Leaving

    def action_write(self) -> None:
        """Hand the preview back to be written."""
        if self.decisions != dict(self.preview.decisions):
            self.say("It is being compared with the plans; press it again", "warning")
        elif not self.preview.names():
            doubtful = self.preview.counts["doubtful"]
            self.say(f"There is nothing to write{f': {doubtful:,} doubtful, ↵ decides one' if doubtful else ''}", "warning")
        else:
            self.taken = self.preview
            self.dismiss(None)

    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)

    def action_section(self, way: int) -> None:
        """Go to the next section."""
        self.query_one(ImportTable).next_section(way)

    def action_columns(self) -> None:
        """Say which column is which field and what was met in reading."""
        imported = self.preview.imported
        read = [(header, f"is read as {name}") for name, header in imported.columns.fields.items()]
        notes = [("", problem.what) for problem in imported.problems]
        self.app.push_screen(ReadingScreen(f"Columns of {imported.name}", [*read, ("", ""), *notes]))

    def why_not(self, action: str) -> str:
        """Return why an action cannot be done."""
        if action != "map" or self._find is not None:
            return ""
        if self.preview.imported.columns.left:
            return "Pasted columns are known by their headings: call them as the fields are called, or import them as a file (I on the portfolio)"
        return "Pasted cells have no columns to map: paste them with a line of headings"

    def action_map(self) -> None:
        """Ask for a column and the field that it is, and read the file again with it."""
        columns = self.preview.imported.columns
        known = {header: name for name, header in columns.fields.items()}
        headers = [*columns.left, *known]
        offers = [(header, f"{header}   {known.get(header, 'not taken')}") for header in headers]
        self.app.push_screen(PickForm("Which column?", offers), lambda header: self._ask_field(header, known.get(header or "", "")))

    def _ask_field(self, header: str | None, now: str) -> None:
        if header is None:
            return
        specs = field_specs(KINDS[self.preview.imported.kind].row)
        fields = dict.fromkeys((*self.preview.imported.columns.left.get(header, ()), *specs, *OUTSIDE))
        offers = [*((name, specs[name].label if name in specs else name.replace("_", " ")) for name in fields), ("", "no field: it is not taken")]

        def take(field: str | None) -> None:
            if field is not None and field != now:
                self.mapping = {**({now: ""} if now else {}), **({field: header} if field else {})}
                self.dismiss(None)

        self.app.push_screen(PickForm(f"{header} is", offers, now or offers[0][0]), take)

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.app.push_screen(ReadingScreen("Keys of an import", key_help(self)))


def _account_open(entry: Entry) -> bool:
    return not entry.account and any(doubt.field == ACCOUNT for doubt in entry.doubts)


def _doubt_said(doubt: Doubt) -> str:
    """Return a doubt in words: the field, the value unless the sentence has it already, why."""
    value = f'"{doubt.value}"'
    return ": ".join(part for part in (doubt.field, value if doubt.value and value not in doubt.why else "", doubt.why) if part)


def _row(entry: Entry) -> ImportRow:
    words = "; ".join(map(_doubt_said, entry.doubts)) or values_said(entry.found)
    return ImportRow(entry.line, entry.name, entry.found.title, words, warns=bool(entry.doubts))
