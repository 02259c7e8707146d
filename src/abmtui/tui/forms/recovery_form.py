"""Edits that could not be saved the last time: shown, then saved or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class RecoveryForm(ModalScreen[str | None]):
    """Returns "apply", "discard", or None to be asked again at the next start."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "answer('apply')", "save them now", id="recovery.apply", tooltip="Save these edits into the plan"),
        Binding("d", "answer('discard')", "throw them away", id="recovery.discard", tooltip="Forget these edits"),
        Binding("escape", "answer('')", "later", id="recovery.later", tooltip="Keep them and ask at the next start"),
    ]
    DEFAULT_CSS = """
    RecoveryForm { align: center middle; }
    RecoveryForm > VerticalScroll { width: 96%; max-width: 100; height: auto; max-height: 90%; border: round $warning; padding: 0 1; background: $surface; }
    RecoveryForm Static { height: auto; }
    """

    def __init__(self, name: str, changes: Sequence[str]) -> None:
        super().__init__()
        self._name = name
        self._changes = tuple(changes)

    def compose(self) -> ComposeResult:
        """Lay out the changes and the keys."""
        with VerticalScroll() as box:
            box.border_title = Content(shown(f"Not saved the last time: {self._name}"))
            yield Static(Content("\n".join(shown(change) for change in self._changes) or "The same as what is saved now."))
        yield FooterLine()

    def action_answer(self, answer: str) -> None:
        """Give the answer."""
        self.dismiss(answer or None)
