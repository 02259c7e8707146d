"""A template about to be inserted: its rows with their days, and for whom they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from abmtui.tui.bases.field_input import FieldInput
from abmtui.tui.bases.fitted import cut, fitted
from abmtui.tui.bases.hint_list import HintList
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

    from abmtui.tui.bases.field_input import Asked

WHEN: Final = 11
"""Cells of a row's day or cadence."""
CHANNEL: Final = 18


class TemplateForm(ModalScreen["dict[str, Any] | None"]):
    """Shows the rows of a template and asks for whom and from when; returns the values by field, or None when left.

    Enter in either field inserts; Tab goes between them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", id="template_form.leave", tooltip="Leave without inserting")]
    DEFAULT_CSS = """
    TemplateForm { align: center middle; }
    TemplateForm > Vertical { width: 95%; max-width: 110; height: auto; max-height: 100%; border: round $primary; padding: 0 1; background: $surface; }
    TemplateForm .rows { height: auto; }
    TemplateForm VerticalScroll { height: auto; max-height: 8; margin-bottom: 1; }
    TemplateForm Horizontal { height: 1; }
    TemplateForm .label { color: $text-muted; width: 7; }
    TemplateForm .help { color: $text-muted; height: 1; }
    TemplateForm FieldInput { width: 1fr; background: $boost; }
    TemplateForm HintList { height: 4; }
    """

    def __init__(self, title: str, asked: Mapping[str, Asked], rows: Callable[[dt.date], Sequence[tuple[str, str, str]]], start: dt.date) -> None:
        """Ask under a title for `audience` and `start`; `rows` gives when, channel and message of each row from a first day on, raw."""
        super().__init__()
        self._title = title
        self._fields = {name: FieldInput(one, asks_once=False) for name, one in asked.items()}
        self._rows = rows
        self._start = start
        self._given: dict[str, Any] = {}

    def compose(self) -> ComposeResult:
        """Lay out the rows, the two fields and what they offer."""
        with Vertical() as box:
            box.border_title = Content(shown(self._title))
            with VerticalScroll(can_focus=False):
                yield Static(classes="rows")
            for line in self._fields.values():
                with Horizontal():
                    yield Static(Content(line.asked.label), classes="label")
                    yield line
            yield HintList()
            yield Static(Content("↵ inserts all rows · tab the other field"), classes="help")
        yield FooterLine()

    def on_mount(self) -> None:
        """Begin with the audience."""
        self.set_focus(self._fields["audience"])

    def on_resize(self) -> None:
        """Fit the rows to the width, and what is offered to the height."""
        self.query_one(HintList).styles.height = 4 if self.app.size.height >= 22 else 2  # noqa: PLR2004  # a terminal of 24 lines has room for four
        self._preview()

    def _preview(self) -> None:
        """Show the rows with their days."""
        width = max(20, min(110, self.app.size.width * 95 // 100) - 4)
        lines = []
        for when, channel, message in self._rows(self._start):
            head = f"{fitted(shown(when), WHEN)} {fitted(shown(channel), CHANNEL)} "
            lines.append(head + cut(shown(message), width - cell_len(head)))
        self.query_one(".rows", Static).update(Content("\n".join(lines)))

    def on_field_input_hinted(self, event: FieldInput.Hinted) -> None:
        """Show what the field with the focus offers or what is wrong with it; the rows follow the first day."""
        if event.field is self.focused:
            self.query_one(HintList).show(event.choices, event.lit, event.sentence, event.field.asked.help)
        if event.field is self._fields["start"]:
            day, wrong = event.field.asked.read(event.field.value)
            if day and not wrong and day != self._start:
                self._start = day
                self._preview()

    def on_hint_list_picked(self, event: HintList.Picked) -> None:
        """Take the person that was clicked."""
        if isinstance(self.focused, FieldInput):
            self.focused.pick(event.place)

    def on_field_input_committed(self, event: FieldInput.Committed) -> None:
        """Keep the value; Enter inserts, Tab goes to the other field."""
        name = next(name for name, line in self._fields.items() if line is event.field)
        if event.changed:
            self._given[name] = event.value
            event.field.accept()
        if event.way == "down":
            self._insert()
        else:
            self.set_focus(next(line for line in self._fields.values() if line is not event.field))

    def _insert(self) -> None:
        """Return what both fields say, or go to the one that does not read well."""
        values = {}
        for name, line in self._fields.items():
            values[name], wrong = line.asked.read(line.taken())
            if wrong or (name == "start" and values[name] is None):
                self.set_focus(line)
                line.say(wrong or "Type the first day: 2026-12-01, next mon or +2w")
                return
        self.dismiss(values)

    def on_field_input_left(self, event: FieldInput.Left) -> None:
        """Esc in a field leaves the form."""
        event.stop()
        self.action_leave()

    def on_key(self, event: events.Key) -> None:
        """Let longer templates be looked through."""
        if event.key in {"pageup", "pagedown"}:
            event.stop()
            scroll = self.query_one(VerticalScroll)
            (scroll.scroll_page_up if event.key == "pageup" else scroll.scroll_page_down)(animate=False)

    def action_leave(self) -> None:
        """Insert nothing."""
        self.dismiss(None)
