"""One line that a person types a field's value into, with what it offers to pick from and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from abmtui.tui.bases.choosing import Choice, begins, meant
from abmtui.wording import cleaned, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

MUCH: Final = 20
"""Letters typed from which Esc asks once before it drops them."""


@dataclass(frozen=True, eq=False)
class Asked:
    """One value asked of a person."""

    label: str
    text: str = ""
    """What stands there now, as it would be typed; raw."""
    choices: tuple[Choice, ...] = ()
    free: bool = True
    """Whether text that is none of the choices may be typed."""
    several: bool = False
    """Whether texts are typed one after the other with `;` or `,` between them."""
    replacing: bool = False
    """Whether the first letter typed replaces the text (a date, a choice) or goes on behind it."""
    help: str = ""
    read: Callable[[str], tuple[Any, str]] = lambda text: (text, "")
    """Typed text -> (value, "") or (None, the sentence that says why not)."""


class FieldInput(Input):
    """Takes letters as text and nothing else: only Enter, Esc, Tab, F1 and the arrows act.

    A paste is cleaned text and never a key. What it offers and says goes out as `Hinted`; its owner shows that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit('down')", "take", id="field.take", tooltip="Take this value"),
        Binding("escape", "leave", "back", id="field.leave", tooltip="Leave the old value"),
        Binding("tab", "commit('right')", "next", show=False, id="field.next", tooltip="Take this value and go to the next"),
        Binding("shift+tab", "commit('left')", "previous", show=False, id="field.previous", tooltip="Take this value and go to the one before"),
        Binding("down", "light(1)", "Next choice", show=False, id="field.down", tooltip="The next choice"),
        Binding("up", "light(-1)", "Choice before", show=False, id="field.up", tooltip="The choice before"),
    ]
    DEFAULT_CSS = """
    FieldInput, FieldInput:focus { border: none; height: 1; padding: 0; }
    """

    @dataclass
    class Hinted(Message):
        """What stands below the line has changed."""

        field: FieldInput
        choices: tuple[Choice, ...]
        lit: int | None
        """Which of `choices` Enter takes."""
        sentence: str
        """What is wrong with the text, or empty."""

    @dataclass
    class Committed(Message):
        """A value that reads well was given."""

        field: FieldInput
        value: Any
        changed: bool
        """Whether the text is another than at first."""
        way: str
        """Where to go next: down, right or left."""

    @dataclass
    class RowsPasted(Message):
        """Several lines, or cells with tabs between, were pasted; they stand here as one line."""

        field: FieldInput
        text: str
        """The paste as it came."""

    @dataclass
    class Left(Message):
        """Esc: the old value is to stay."""

        field: FieldInput

    def __init__(self, asked: Asked, *, asks_once: bool = True, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        """Ask for a value; `asks_once` says whether Esc warns before it drops a long text (a form warns for all its fields)."""
        self.first = cleaned(asked.text)
        super().__init__(self.first, id=id, select_on_focus=asked.replacing)
        self.cursor_blink = False
        self.asked = asked
        self.lit: int | None = None
        """The choice that Enter takes, a place in `asked.choices`."""
        self.sentence = ""
        self._asks_once = asks_once
        self._warned = False

    @property
    def changed(self) -> bool:
        """Whether the text is another than at first."""
        return self.value != self.first

    def offers(self) -> tuple[int, ...]:
        """Return the places of the choices that stand below the line now; all of them until something is typed."""
        return meant(self.asked.choices, self._part() if self.changed else "")

    def hinted(self) -> FieldInput.Hinted:
        """Return what stands below the line."""
        offers = self.offers()
        choices = tuple(Choice(shown(self.asked.choices[place].text), shown(self.asked.choices[place].hint)) for place in offers)
        lit = offers.index(self.lit) if self.lit in offers else None
        return self.Hinted(self, choices, lit, self.sentence)

    def say(self, sentence: str) -> None:
        """Show a sentence below the line."""
        self.sentence = sentence
        self.post_message(self.hinted())

    def _part(self) -> str:
        """Return what is being typed: of several texts the last."""
        return self.value[self._part_start() :]

    def _part_start(self) -> int:
        return max(self.value.rfind(";"), self.value.rfind(",")) + 1 if self.asked.several else 0

    def on_mount(self) -> None:
        """Light the choice that the text is."""
        self.lit = next((place for place, choice in enumerate(self.asked.choices) if choice.text == self.first), None) if self.first else None
        self.post_message(self.hinted())

    def on_focus(self) -> None:
        """Show what this line offers."""
        self.post_message(self.hinted())

    def watch_value(self) -> None:
        """Light the best choice for what was typed."""
        if not hasattr(self, "asked") or not self.is_mounted:
            return
        self._warned, self.sentence = False, ""
        offers = self.offers()
        self.lit = offers[0] if offers and self.changed and begins(self.asked.choices[offers[0]], self._part()) else None
        self.post_message(self.hinted())

    def _on_paste(self, event: events.Paste) -> None:
        """Put pasted text in whole, without controls and line breaks; several lines are several texts where such are asked, and told in any case."""
        event.stop()
        event.prevent_default()
        lines = [line.strip() for line in cleaned(event.text, lines=True).split("\n") if line.strip()]
        several = len(lines) > 1
        self.replace("; ".join(lines) if several and self.asked.several else cleaned(event.text), *sorted(self.selection))
        if several:
            self.say(f"{len(lines)} lines were pasted; here they are one")
        if several or "\t" in event.text.strip():
            self.post_message(self.RowsPasted(self, event.text))

    def accept(self) -> None:
        """Let what Enter takes be the text from now on."""
        self.first = self.taken()
        lit = self.lit
        self.value = self.first
        self.lit = lit

    def pick(self, place: int) -> None:
        """Take one of the choices shown, as if lit and entered."""
        offers = self.offers()
        if 0 <= place < len(offers):
            self.lit = offers[place]
            self.action_commit("down")

    def taken(self) -> str:
        """Return the text that Enter takes: the lit choice, else what was typed."""
        typed = self.value.strip()
        if self.lit is None:
            return typed
        choice = self.asked.choices[self.lit]
        start = self._part_start()
        return f"{self.value[:start]} {choice.means or choice.text}" if start else choice.means or choice.text

    def action_commit(self, way: str) -> None:
        """Give the value up if it reads well, else say why not and stay."""
        text = self.taken()
        if text == self.first.strip():
            self.post_message(self.Committed(self, None, changed=False, way=way))
            return
        value, sentence = self.asked.read(text)
        if sentence:
            self.say(sentence)
            return
        self.post_message(self.Committed(self, value, changed=True, way=way))

    def action_leave(self) -> None:
        """Leave the old value; when much was typed, say so once first."""
        if self._asks_once and self.changed and len(self.value) >= MUCH and not self._warned:
            self.say("Esc again drops what was typed here; Enter keeps it")
            self._warned = True
            return
        self.post_message(self.Left(self))

    def action_light(self, by: int) -> None:
        """Light the next choice, round at the ends; what was typed stays a choice of its own where any text is welcome."""
        offers = self.offers()
        if not offers:
            return
        stops: list[int | None] = [*offers] if not (self.asked.free and self.value.strip()) else [None, *offers]
        here = stops.index(self.lit) if self.lit in stops else (-1 if by > 0 else 0)
        self.lit = stops[(here + by) % len(stops)]
        self.post_message(self.hinted())
