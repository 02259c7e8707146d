"""Where the classes end, asked with what A, B and C would be under every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from abmtui.portfolio.classes import ClassLines
from abmtui.tui.bases.percent_line import PercentLine
from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from abmtui.formats import Formats
    from abmtui.portfolio.classes import ClassShare
    from abmtui.tui.bases.offers import OneLine

PRESETS: Final = (ClassLines(0.80, 0.95, "value"), ClassLines(0.20, 0.50, "accounts"))
"""What one key goes round, before the lines of the settings."""
COUNTED: Final[Mapping[Literal["value", "accounts"], str]] = {"value": "of the value", "accounts": "of the accounts"}
KEYS_HELP: Final = "+ and - move a line by a point. v: of the value, a: of the accounts.\np: 80/95 of the value; 20/50 of the accounts (A = the largest 20% of accounts); the lines of the settings."


class ClassLinesForm(ModalScreen[ClassLines | None]):
    """Asks for both lines; returns them, or None when left with Esc. `preview` says what the classes would be at any lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "back", id="form.leave", tooltip="Leave without a change"),
        Binding("v", "by('value')", "by value", id="class_lines.value", tooltip="Count the share of the value"),
        Binding("a", "by('accounts')", "by accounts", id="class_lines.accounts", tooltip="Count the share of the number of accounts"),
        Binding("p", "preset", "presets", id="class_lines.preset", tooltip="Go round the usual lines and those of the settings"),
        Binding("up", "app.focus_previous", "line above", show=False, id="class_lines.up", tooltip="The line above"),
        Binding("down", "app.focus_next", "line below", show=False, id="class_lines.down", tooltip="The line below"),
    ]
    DEFAULT_CSS = """
    ClassLinesForm { align: center middle; }
    ClassLinesForm > Vertical { width: 90%; max-width: 76; height: auto; max-height: 100%; border: round $primary; padding: 0 1; background: $surface; }
    ClassLinesForm Horizontal { height: 1; }
    ClassLinesForm .name { width: 16; }
    ClassLinesForm .of { width: 1fr; padding: 0 1; }
    ClassLinesForm .wrong { color: $text-error; height: auto; }
    ClassLinesForm .preview { height: auto; }
    ClassLinesForm .help { color: $text-muted; height: auto; }
    """

    def __init__(self, lines: ClassLines, settings: ClassLines, preview: Callable[[ClassLines], Mapping[str, ClassShare]], formats: Formats) -> None:
        super().__init__()
        self._by: Literal["value", "accounts"] = lines.by
        self._start = lines
        self._presets = tuple(dict.fromkeys((*PRESETS, settings)))
        self._preview = preview
        self._formats = formats

    def compose(self) -> ComposeResult:
        """Lay out the two lines, what they lead to, and what the keys do."""
        with Vertical() as box:
            box.border_title = Content("Where the classes end")
            for name, share in (("a", self._start.a), ("b", self._start.b)):
                with Horizontal():
                    yield Static(Content(f"Class {name.upper()} ends at"), classes="name")
                    yield PercentLine(share, self._formats, id=name)
                    yield Static(Content(""), classes="of")
            yield Static(Content(""), classes="wrong")
            yield Static(Content(""), classes="preview")
            yield Static(Content(KEYS_HELP), classes="help")
        yield FooterLine()

    def on_mount(self) -> None:
        """Start on the line of class A."""
        self.query_one("#a", PercentLine).focus()
        self._show()

    def lines(self) -> tuple[ClassLines | None, str]:
        """Return the lines as they stand, or None and why they will not do."""
        a, b = (self.query_one(f"#{name}", PercentLine).share for name in ("a", "b"))
        if a is None or b is None:
            return None, f"Class {'A' if a is None else 'B'} ends at a number from 0 to 100, such as 80 or 17{self._formats.decimal}5."
        if a >= b:
            return None, "Class A must end below class B."
        return ClassLines(a, b, self._by), ""

    def on_input_changed(self) -> None:
        """Show what the lines now lead to."""
        self._show()

    def on_input_submitted(self, event: OneLine.Submitted) -> None:
        """Take the lines if they will do; what is wrong is said already."""
        event.stop()
        lines, _ = self.lines()
        if lines is not None:
            self.dismiss(lines)

    def _show(self) -> None:
        lines, wrong = self.lines()
        for words in self.query(".of").results(Static):
            words.update(Content(f"% {COUNTED[self._by]}, largest first"))
        self.query_one(".wrong", Static).update(Content(shown(wrong)))
        self.query_one(".preview", Static).update(Content(shown("" if lines is None else self._said(self._preview(lines)), lines=True)))

    def _said(self, classes: Mapping[str, ClassShare]) -> str:
        """Return a line a class: accounts, their share of all, and what they hold; right-aligned, so that nothing moves."""
        everyone = sum(part.accounts for part in classes.values())
        wide = len(self._formats.number(everyone))
        return "\n".join(self._one(name, part, everyone, wide) for name, part in classes.items())

    def _one(self, name: str, part: ClassShare, everyone: int, wide: int) -> str:
        count = self._formats.number(part.accounts).rjust(wide)
        of_all = self._formats.percent(part.accounts / everyone if everyone else None).rjust(6)
        held = "" if part.share is None else f"  {self._formats.percent(part.share).rjust(6)} of value"
        return f"{name}  {count} account{' ' if part.accounts == 1 else 's'}  {of_all} of all{held}"

    def action_by(self, by: Literal["value", "accounts"]) -> None:
        """Count value, or accounts."""
        self._by = by
        self._show()

    def action_preset(self) -> None:
        """Put the next of the usual lines in place."""
        now, _ = self.lines()
        place = self._presets.index(now) + 1 if now in self._presets else 0
        lines = self._presets[place % len(self._presets)]
        self._by = lines.by
        for name, share in (("a", lines.a), ("b", lines.b)):
            self.query_one(f"#{name}", PercentLine).put(share)
        self._show()

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
