"""The lines below an edited field: what it offers to pick from, or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from abmtui.tui.bases.fitted import fitted, wrapped
from abmtui.tui.bases.repaint import repaint
from abmtui.wording import shown

if TYPE_CHECKING:
    from textual import events

    from abmtui.tui.bases.choosing import Choice


class HintList(Widget):
    """Draws as many choices as its height holds, the lit one among them; a sentence goes before them all."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hint-list--plain", "hint-list--dim", "hint-list--lit", "hint-list--wrong"}
    DEFAULT_CSS = """
    HintList { width: 1fr; height: 1fr; background: $surface; }
    HintList > .hint-list--dim { color: $text-muted; }
    HintList > .hint-list--wrong { color: $text-error; }
    HintList > .hint-list--lit { background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style; }
    HintList:ansi > .hint-list--lit { text-style: reverse; }
    """

    @dataclass
    class Picked(Message):
        """A choice was clicked."""

        hints: HintList
        place: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self.choices: tuple[Choice, ...] = ()
        self.lit: int | None = None
        self.sentence = ""
        self.help = ""

    def show(self, choices: tuple[Choice, ...], lit: int | None, sentence: str, help_text: str = "") -> None:
        """Show other choices (harmless texts already), another sentence, or the field's help where there is neither."""
        self.choices, self.lit, self.sentence, self.help = choices, lit, shown(sentence), shown(help_text)
        repaint(self)

    def _sentences(self) -> tuple[str, ...]:
        text = self.sentence or ("" if self.choices else self.help)
        return wrapped(text, max(1, self.size.width), max(1, self.size.height)) if text else ()

    def _first(self) -> int:
        """Return the first choice in view."""
        room = max(1, self.size.height - len(self._sentences()))
        return max(0, min((self.lit or 0) - room // 2, len(self.choices) - room))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the sentence or a choice."""
        width = self.size.width
        sentences = self._sentences()
        plain = self.get_component_rich_style("hint-list--plain")
        if y < len(sentences):
            look = self.get_component_rich_style("hint-list--wrong" if self.sentence else "hint-list--dim")
            return Strip([Segment(fitted(sentences[y], width), look)], width)
        place = self._first() + y - len(sentences)
        if place >= len(self.choices):
            return Strip([Segment(" " * width, plain)], width)
        choice = self.choices[place]
        if place == self.lit:
            words = f"{choice.text}  {choice.hint}" if choice.hint else choice.text
            return Strip([Segment(fitted(words, width), self.get_component_rich_style("hint-list--lit"))], width)
        text = fitted(choice.text, width).rstrip()
        rest = fitted(f"  {choice.hint}" if choice.hint else "", width - Strip([Segment(text)]).cell_length)
        return Strip([Segment(text, plain), Segment(rest, self.get_component_rich_style("hint-list--dim"))]).adjust_cell_length(width, plain)

    def on_click(self, event: events.Click) -> None:
        """Pick the choice under the mouse."""
        event.stop()
        place = self._first() + event.y - len(self._sentences())
        if event.y >= len(self._sentences()) and place < len(self.choices):
            self.post_message(self.Picked(self, place))
