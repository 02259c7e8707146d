"""Which column of the user's file is which of our fields, asked where two readings are equally good."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from abmtui.portfolio import columns as col
from abmtui.tui.bases.fitted import fitted
from abmtui.tui.bases.offers import Offers
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import shown

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from abmtui.sources.reader import MappingOffer

OPTION: Final = "; choose with --map"
"""Where a question's sentence goes on with what is for the command line."""
AROUND: Final = 5
"""Lines of the screen besides the questions and the list: frame, footer, a blank one above and below."""


class MappingForm(ModalScreen[dict[str, str] | None]):
    """Shows every field with the column it is read from; returns the mapping to read with, or None when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "read", "read with these", id="mapping.read", tooltip="Read the file with these columns"),
        Binding("escape,q", "leave", "back", id="mapping.leave", tooltip="Leave without reading"),
    ]
    DEFAULT_CSS = """
    MappingForm { align: center middle; }
    MappingForm > Vertical { width: 96%; max-width: 100; height: auto; border: round $primary; padding: 0 1; background: $surface; }
    MappingForm Static { height: auto; }
    """

    def __init__(self, offer: MappingOffer) -> None:
        super().__init__()
        self._offer = offer
        self._mapping = dict(offer.mapping)
        self._asked = {question.field for question in offer.questions}
        """Fields that nothing can be read without; answered ones leave."""
        if col.REVENUE not in offer.mapping:
            self._asked.add(col.REVENUE)
        self._fields = list(dict.fromkeys((*sorted(self._asked), col.NAME, col.REVENUE, *offer.mapping, *col.FIELDS)))

    def compose(self) -> ComposeResult:
        """Lay out the questions above the fields."""
        questions = [f"{_label(question.field)}: {question.why.partition(OPTION)[0]}" for question in self._offer.questions]
        with Vertical() as box:
            box.border_title = "Which column is which?"
            yield Static(Content("\n".join(map(shown, questions or ["Choose the column of revenue; then r reads the file."]))))
            yield Offers([self._line(field) for field in self._fields], around=AROUND + 2 * max(1, len(questions)))
        yield FooterLine()

    def on_mount(self) -> None:
        """Start at the first question."""
        self.query_one(Offers).highlighted = 0

    def on_resize(self) -> None:
        """Give the list the room that there is."""
        self.query_one(Offers).fit()

    def _line(self, field: str) -> Content:
        header = self._mapping.get(field, "")
        asked = field in self._asked
        samples = ", ".join(self._offer.samples.get(header, ())[:3])
        text = f"{fitted(shown(_label(field)), 18)} {fitted(shown(header or ('? choose a column' if asked else '-')), 28)} {shown(samples)}"
        return Content.styled(text, "bold" if asked else "")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask for the column of one field."""
        event.stop()
        place = event.option_index
        field = self._fields[place]

        def take(header: str | None) -> None:
            if header is None:
                return
            self._mapping.pop(field, None)
            if header:
                self._mapping[field] = header
            self.query_one(Offers).replace_option_prompt_at_index(place, self._line(field))

        candidates = next((question.candidates for question in self._offer.questions if question.field == field), ())
        headers = dict.fromkeys((*candidates, *self._offer.headers))
        offers = [("", "(no column)"), *((header, f"{header}   {', '.join(self._offer.samples.get(header, ())[:3])}") for header in headers)]
        unused = (header for header in self._offer.headers if header not in self._mapping.values())
        current = self._mapping.get(field, "") or next(iter(candidates), next(unused, ""))
        self.app.push_screen(PickForm(f"Column for {_label(field)}", offers, current), take)

    def action_read(self) -> None:
        """Read with the columns as they now stand; a question without an answer is gone to first."""
        open_ones = [place for place, field in enumerate(self._fields) if field in self._asked and field not in self._mapping]
        if open_ones:
            self.query_one(Offers).highlighted = open_ones[0]
            self.query_one(Vertical).border_subtitle = Content(shown(f"{_label(self._fields[open_ones[0]])} has no column yet: ↵ chooses one"))
            return
        self.dismiss(dict(self._mapping))

    def action_leave(self) -> None:
        """Read nothing."""
        self.dismiss(None)


def _label(field: str) -> str:
    return col.FIELDS[field].label if field in col.FIELDS else field
