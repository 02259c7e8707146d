"""One choice out of a list, by arrows, by first letters or by mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from abmtui.tui.bases.offers import Offers
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import folded, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult


class PickForm(ModalScreen[str | None]):
    """Offers (value, label) pairs; returns the value chosen, or None when left with Esc. A value in `refused` is dim and answers with its reason."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", id="form.leave", tooltip="Leave without a change")]
    DEFAULT_CSS = """
    PickForm { align: center middle; }
    PickForm > Vertical { width: 80%; max-width: 76; height: auto; border: round $primary; padding: 0 1; background: $surface; }
    PickForm .help { color: $text-muted; height: auto; }
    PickForm .help.refusal { color: $text-warning; }
    """

    def __init__(
        self, title: str, offers: Sequence[tuple[str, str]], current: str = "", help_lines: str = "", refused: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._refused = refused or {}
        self._title = title
        self._offers = tuple(offers)
        self._current = current
        self._help = help_lines
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Lay out the list under the title."""
        with Vertical() as box:
            box.border_title = Content(shown(self._title))
            yield Offers([Content.styled(shown(label), "dim") if value in self._refused else label for value, label in self._offers])
            yield Static(Content(shown(self._help or "the first letters find", lines=True)), classes="help")
        yield FooterLine()

    def on_mount(self) -> None:
        """Start on the current value."""
        values = [value for value, _ in self._offers]
        self.query_one(Offers).highlighted = values.index(self._current) if self._current in values else 0

    def on_resize(self) -> None:
        """Give the list the room that there is."""
        self.query_one(Offers).fit()

    def on_key(self, event: events.Key) -> None:
        """Go to the first label that starts with the letters typed so far."""
        if event.character is None or not event.is_printable:
            return
        event.stop()
        for typed in (self._typed + event.character, event.character):
            for place, (_, label) in enumerate(self._offers):
                if folded(label).startswith(folded(typed)):
                    self._typed = typed
                    self.query_one(Offers).highlighted = place
                    return

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the choice."""
        event.stop()
        value = self._offers[event.option_index][0]
        if value not in self._refused:
            self.dismiss(value)
            return
        words = self.query_one(".help", Static)
        words.update(Content(shown(self._refused[value])))
        words.add_class("refusal")

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
