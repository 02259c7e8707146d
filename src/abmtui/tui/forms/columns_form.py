"""Which further columns the table of accounts shows: several out of a list, each with what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from abmtui.tui.bases.offers import Offers, shown_label
from abmtui.tui.glyphs import signs_shown
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import folded, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Offer:
    """One column that can be shown."""

    name: str
    label: str
    help: str = ""


class ColumnsForm(ModalScreen[tuple[str, ...] | None]):
    """Offers columns; returns the names of those chosen, those that were before first, or None when left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "show these", key_display="↵", priority=True, id="columns.take", tooltip="Show the chosen columns; none chosen, the lit one"),
        Binding("escape", "leave", "back", id="form.leave", tooltip="Leave without a change"),
        Binding("space", "turn", "choose", key_display="space", priority=True, id="columns.turn", tooltip="Show the column under the cursor, or not"),
        Binding("delete,backspace", "none", "none", key_display="del", id="columns.none", tooltip="Choose no column"),
    ]
    DEFAULT_CSS = """
    ColumnsForm { align: center middle; }
    ColumnsForm > Vertical { width: 90%; max-width: 100; height: auto; border: round $primary; padding: 0 1; background: $surface; }
    ColumnsForm .help { color: $text-muted; height: auto; min-height: 2; }
    """

    def __init__(self, offers: Sequence[Offer], chosen: Sequence[str]) -> None:
        super().__init__()
        self._offers = tuple(offers)
        known = {offer.name for offer in self._offers}
        self._chosen = [name for name in chosen if name in known]
        self._before = tuple(self._chosen)
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Lay out the list, and below it what the lit column says."""
        with Vertical() as box:
            box.border_title = Content("Further columns")
            yield Offers([self._line(offer) for offer in self._offers], around=7)
            yield Static(Content(""), classes="help")
        yield FooterLine()

    def on_mount(self) -> None:
        """Start on the first column that is shown already."""
        first = next((place for place, offer in enumerate(self._offers) if offer.name in self._chosen), 0)
        self.query_one(Offers).highlighted = first

    def on_resize(self) -> None:
        """Give the list the room that there is."""
        self.query_one(Offers).fit()

    def on_key(self, event: events.Key) -> None:
        """Go to the first label that starts with the letters typed so far."""
        if event.character is None or not event.is_printable:
            return
        event.stop()
        for typed in (self._typed + event.character, event.character):
            for place, offer in enumerate(self._offers):
                if folded(offer.label).startswith(folded(typed)):
                    self._typed = typed
                    self.query_one(Offers).highlighted = place
                    return

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the column under the cursor holds."""
        event.stop()
        offer = self._offers[event.option_index]
        self.query_one(".help", Static).update(Content(shown(offer.help or f"The column {offer.name} of the source.")))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click chooses its column, or drops it."""
        event.stop()
        self.action_turn()

    def action_take(self) -> None:
        """Take what is chosen; where nothing is and nothing was, the lit column."""
        place = self.query_one(Offers).highlighted
        if not self._chosen and not self._before and place is not None:
            self._chosen = [self._offers[place].name]
        self.dismiss(tuple(self._chosen))

    def _line(self, offer: Offer) -> str:
        sign = "✓" if signs_shown(self.app) else "x"
        return f"{sign if offer.name in self._chosen else ' '} {offer.label}"

    def _renew(self, place: int) -> None:
        self.query_one(Offers).replace_option_prompt_at_index(place, shown_label(self._line(self._offers[place])))

    def action_turn(self) -> None:
        """Show the lit column, or show it no more."""
        place = self.query_one(Offers).highlighted
        if place is None:
            return
        name = self._offers[place].name
        if name in self._chosen:
            self._chosen.remove(name)
        else:
            self._chosen.append(name)
        self._renew(place)

    def action_none(self) -> None:
        """Show none."""
        chosen, self._chosen = self._chosen, []
        for place, offer in enumerate(self._offers):
            if offer.name in chosen:
                self._renew(place)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
