"""The changes of a scenario, one a line with what it did; keys switch a change off and on, move it and delete it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

import polars as pl
from textual.binding import Binding, BindingType

from abmtui.tui.bases.columns import TableColumn
from abmtui.tui.bases.line_table import LineTable, TableMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG: Final = "! "
"""Begins what is said of a change that cannot be done."""
ON: Final = "● "
OFF: Final = "○ "


class ChangeTable(LineTable):
    """Lines of changes; its screen answers what is asked of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "edit", key_display="↵", id="change.edit", tooltip="Edit the change under the cursor"),
        Binding("space", "asked('switch')", "on, off", id="change.switch", tooltip="Switch the change off, or on again"),
        Binding("d,delete", "asked('delete')", "delete", id="change.delete", tooltip="Delete the change"),
        Binding("J", "asked('down')", "down", show=False, id="change.down", tooltip="Apply the change later: one line down"),
        Binding("K", "asked('up')", "up", show=False, id="change.up", tooltip="Apply the change earlier: one line up"),
        Binding("asterisk", "nothing", show=False, id="change.none"),
    ]

    @dataclass
    class Asked(TableMessage):
        """Something is to be done with a change."""

        what: str
        """switch, delete, up, down."""
        row: int

    def show_changes(self, changes: Sequence[tuple[str, bool, str]], keep: int | None) -> None:
        """Show (text, switched on, what it did) for each change."""
        frame = pl.DataFrame(
            {
                "text": [f"{ON if on else OFF}{text}" for text, on, _ in changes],
                "said": [said for _, _, said in changes],
            },
            schema={"text": pl.String, "said": pl.String},
        )
        width = max([1, *(len(said) for _, _, said in changes)])
        columns = (
            TableColumn("text", "Change", 30, style=lambda text: "muted" if text.startswith(OFF) else "", flexible=True, min_width=28),
            TableColumn("said", "What it does", min(24, max(12, width)), style=lambda said: "error" if said.startswith(WRONG) else "muted"),
        )
        self.show(frame, pl.int_range(0, frame.height, dtype=pl.UInt32, eager=True), columns, keep=keep)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is done with a change only where there is one."""
        return False if action == "asked" and self.cursor_row is None else super().check_action(action, parameters)

    def action_asked(self, what: str) -> None:
        """Hand up what is to be done with the change under the cursor."""
        if self.cursor_row is not None:
            self._tell(self.Asked(what, self.cursor_row))

    def action_nothing(self) -> None:
        """Changes are not marked."""
