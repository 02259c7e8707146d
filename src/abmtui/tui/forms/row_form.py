"""A new row: its key fields asked one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from abmtui.tui.bases.field_input import Asked, FieldInput
from abmtui.tui.bases.fitted import fitted
from abmtui.tui.bases.hint_list import HintList
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import cleaned, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult

ENDS: Final = {"Add": "adds", "Decide": "closes the review", "Preview": "shows what it would do"}
"""What the button says -> what Enter does behind the last field."""
HINT_LINES: Final = 6


class AddButton(Static, can_focus=True):
    """The visible way to commit a form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "screen.add", "add", key_display="↵", id="row_form.add", tooltip="Add the row"),
        Binding("up,shift+tab", "screen.field(-1)", "Back", show=False, id="row_form.up", tooltip="The field before"),
        Binding("down,tab", "screen.field(1)", "Next", show=False, id="row_form.down", tooltip="The first field"),
    ]

    def on_click(self, event: events.Click) -> None:
        """Commit."""
        event.stop()
        self.screen.call_next(self.run_action, "screen.add")


class RowForm(ModalScreen["dict[str, Any] | None"]):
    """Asks for the fields of one new row; returns those that were given, or None when left.

    Enter takes a field and goes to the next, behind the last it adds the row. Esc leaves; when something was typed it says so once first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", id="row_form.leave", tooltip="Leave without a new row")]
    DEFAULT_CSS = """
    RowForm { align: center middle; }
    RowForm > Vertical { width: 90%; max-width: 76; height: auto; border: round $primary; padding: 0 1; background: $surface; }
    RowForm Horizontal { height: 1; }
    RowForm .label { color: $text-muted; }
    RowForm FieldInput { width: 1fr; background: $boost; }
    RowForm HintList { margin-top: 1; }
    RowForm AddButton { width: auto; padding: 0 2; background: $boost; }
    RowForm AddButton:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    RowForm .keys { width: 1fr; color: $text-muted; padding: 0 1; }
    """

    def __init__(self, title: str, asked: Mapping[str, Asked], least: str, *, commit: str = "Add") -> None:
        """Ask under a title; `least` is the field that must not stay empty, `commit` what the button says."""
        super().__init__()
        self._commit = commit
        self._title = title
        self._fields = {name: FieldInput(one, asks_once=False) for name, one in asked.items()}
        self._least = least
        self._given: dict[str, Any] = {}
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out a line a field, then what the field offers, then the button."""
        width = max(cell_len(line.asked.label) for line in self._fields.values()) + 2
        with Vertical() as box:
            box.border_title = Content(shown(self._title))
            for line in self._fields.values():
                with Horizontal():
                    label = Static(Content(fitted(shown(line.asked.label), width)), classes="label")
                    label.styles.width = width
                    yield label
                    yield line
            hints = HintList()
            hints.styles.height = HINT_LINES if self.app.size.height >= HINT_LINES * 3 else 3
            yield hints
            with Horizontal():
                yield AddButton(Content(self._commit))
                yield Static(Content(f"↵ goes on, and at the end {ENDS[self._commit]}"), classes="keys")
        yield FooterLine()

    def on_mount(self) -> None:
        """Begin with the first field that nothing stands in yet."""
        fields = tuple(self._fields.values())
        self.set_focus(next((line for line in fields if not line.asked.text), fields[0]))

    def _typed(self) -> bool:
        """Return whether anything was typed beyond what stood there at first."""
        return any(line.value.strip() != cleaned(line.asked.text).strip() for line in self._fields.values())

    def unsaved(self) -> tuple[str, str] | None:
        """Return what was typed so far as (title, "label: text" lines), or None."""
        typed = [f"{line.asked.label}: {line.taken()}" for line in self._fields.values() if line.value.strip()]
        return (self._title, "\n".join(typed)) if self._typed() else None

    def typed(self) -> str | None:
        """Return what was typed so far, a line `field: text` for each field that was filled, or None."""
        filled = [f"{name}: {line.value.strip()}" for name, line in self._fields.items() if line.value.strip()]
        return ("\n".join(filled) or None) if self._typed() else None

    def on_field_input_hinted(self, event: FieldInput.Hinted) -> None:
        """Show what the field with the focus offers or what is wrong with it."""
        if event.field is self.focused:
            self._warned = self._warned and bool(event.sentence)
            self.query_one(HintList).show(event.choices, event.lit, event.sentence, event.field.asked.help)

    def on_hint_list_picked(self, event: HintList.Picked) -> None:
        """Take the choice that was clicked for the field with the focus."""
        if isinstance(self.focused, FieldInput):
            self.focused.pick(event.place)

    async def on_field_input_committed(self, event: FieldInput.Committed) -> None:
        """Keep the field's value and go on; behind the last field add the row."""
        names = list(self._fields)
        place = list(self._fields.values()).index(event.field)
        if event.changed:
            self._given[names[place]] = event.value
            event.field.accept()
        if event.way == "down" and place == len(names) - 1:
            self.action_add()
            return
        self._go(place + (-1 if event.way == "left" else 1))

    def on_field_input_left(self, event: FieldInput.Left) -> None:
        """Esc in a field leaves the form."""
        event.stop()
        self.action_leave()

    def _go(self, place: int) -> None:
        stops = [*self._fields.values(), self.query_one(AddButton)]
        self.set_focus(stops[place % len(stops)])

    def action_field(self, by: int) -> None:
        """Go from the button to the field before or the first one."""
        self._go(len(self._fields) + by)

    def action_add(self) -> None:
        """Return the row if every field reads well and the one it is called by is there, else go to the field that does not."""
        for name, line in self._fields.items():
            text = line.taken()
            value, sentence = line.asked.read(text) if text else (None, "")
            if not text and name == self._least:
                sentence = f"{line.asked.label} is missing: type it, or Esc to leave"
            if sentence:
                self.set_focus(line)
                line.say(sentence)
                return
            if text:
                self._given[name] = value
            else:
                self._given.pop(name, None)
        self.dismiss(self._given)

    def action_leave(self) -> None:
        """Leave; when something was typed, say so once first."""
        if self.unsaved() is not None and not self._warned:
            self._warned = True
            self.query_one(HintList).show((), None, "Esc again drops what was typed; any other key goes on")
            return
        self.dismiss(None)
