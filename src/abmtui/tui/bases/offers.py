"""A list of things to choose from, one a line, as high as the screen leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from abmtui.wording import cleaned, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class Offers(OptionList):
    """Labels of raw text; its keys say what they do, and where there are more lines than room it scrolls within its form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "take", key_display="↵", id="offers.take", tooltip="Take the line under the cursor"),
        Binding("up", "cursor_up", "up", show=False, id="offers.up", tooltip="The line above"),
        Binding("down", "cursor_down", "down", show=False, id="offers.down", tooltip="The line below"),
        Binding("pageup", "page_up", "page up", show=False, id="offers.page_up", tooltip="One page up"),
        Binding("pagedown", "page_down", "page down", show=False, id="offers.page_down", tooltip="One page down"),
        Binding("home", "first", "first", show=False, id="offers.first", tooltip="The first line"),
        Binding("end", "last", "last", show=False, id="offers.last", tooltip="The last line"),
    ]
    DEFAULT_CSS = """
    Offers, Offers:focus { border: none; height: auto; padding: 0; background: $surface; scrollbar-size-vertical: 1; }
    """

    def __init__(self, labels: Sequence[str | Content], *, around: int = 6) -> None:
        """Offer labels; `around` is how many lines of the screen are not the list's."""
        super().__init__(*(Option(shown_label(label), id=str(place)) for place, label in enumerate(labels)), markup=False)
        self._around = around

    def on_mount(self) -> None:
        """Fit into the screen."""
        self.fit()

    def fit(self) -> None:
        """Be as high as the screen leaves room for; its form asks for it when the screen is resized."""
        self.styles.max_height = max(1, self.app.size.height - self._around)


def shown_label(label: str | Content) -> Content:
    """Return a label that steers no terminal."""
    return label if isinstance(label, Content) else Content(shown(label))


class OneLine(Input):
    """A line of text in a form, whose Enter says what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "take", key_display="↵", id="line.take", tooltip="Take this line")]

    def __init__(self, text: str = "") -> None:
        super().__init__(text, select_on_focus=False)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        """Put pasted text in whole, all its lines as one, without controls."""
        event.stop()
        event.prevent_default()
        self.replace(cleaned(event.text), *sorted(self.selection))
