"""Which column of the user's file is which of our fields, asked where two readings are equally good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from abmtui.portfolio import columns as col
from abmtui.tui.forms.pick_form import PickForm
from abmtui.wording import shown

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from abmtui.sources.reader import MappingOffer


class MappingForm(ModalScreen[dict[str, str] | None]):
    """Shows every field with the column it is read from; returns the mapping to read with, or None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "read", "read with this", id="mapping.read", tooltip="Read the file with these columns"),
        Binding("escape,q", "leave", "Back", id="mapping.leave", tooltip="Leave without reading"),
    ]
    DEFAULT_CSS = """
    MappingForm { align: center middle; }
    MappingForm > Vertical { width: 96%; max-width: 100; height: auto; max-height: 96%; border: round $primary; padding: 0 1; background: $surface; }
    MappingForm Static { height: auto; }
    MappingForm OptionList, MappingForm OptionList:focus { border: none; height: auto; max-height: 24; padding: 0; background: $surface; }
    """

    def __init__(self, offer: MappingOffer) -> None:
        super().__init__()
        self._offer = offer
        self._mapping = dict(offer.mapping)
        asked = [question.field for question in offer.questions]
        self._fields = list(dict.fromkeys((*asked, col.NAME, col.REVENUE, *offer.mapping, *col.FIELDS)))

    def compose(self) -> ComposeResult:
        """Lay out the questions above the fields."""
        with Vertical() as box:
            box.border_title = "Which column is which?"
            yield Static(Content("\n".join(shown(f"{question.field}: {question.why}") for question in self._offer.questions)))
            yield OptionList(*(Option(self._line(field), id=field) for field in self._fields), markup=False)
            yield Static(Content("↵ choose a column · r read with this · esc leave"))

    def _line(self, field: str) -> Content:
        header = self._mapping.get(field, "")
        asked = any(question.field == field for question in self._offer.questions)
        samples = ", ".join(self._offer.samples.get(header, ())[:3])
        label = col.FIELDS[field].label if field in col.FIELDS else field
        text = f"{label:<18} {header or ('?' if asked else '-'):<28} {samples}"
        return Content.styled(shown(text), "bold" if asked else "")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask for the column of one field."""
        event.stop()
        field = self._fields[event.option_index]

        def take(header: str | None) -> None:
            if header is None:
                return
            self._mapping.pop(field, None)
            if header:
                self._mapping[field] = header
            self.query_one(OptionList).replace_option_prompt(field, self._line(field))

        candidates = next((question.candidates for question in self._offer.questions if question.field == field), ())
        headers = dict.fromkeys((*candidates, *self._offer.headers))
        offers = [("", "(no column)"), *((header, f"{header}   {', '.join(self._offer.samples.get(header, ())[:3])}") for header in headers)]
        self.app.push_screen(PickForm(f"Column for {field}", offers, self._mapping.get(field, "")), take)

    def action_read(self) -> None:
        """Read with the columns as they now stand."""
        self.dismiss(dict(self._mapping))

    def action_leave(self) -> None:
        """Read nothing."""
        self.dismiss(None)
