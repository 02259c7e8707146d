"""Rows pasted from a spreadsheet or a mail: shown as what they would do, then put in as one step; never keys, never lost."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from abmtui.plan.model import KINDS
from abmtui.plan.pasted import is_rows, pasted
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.plan_columns import PANELS, all_columns
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens.account_pages import kind_in
from abmtui.tui.screens.account_shown import AccountShown
from abmtui.tui.screens.import_preview import ImportPreview
from abmtui.wording import counted
from abmtui.workspace.import_accounts import finder_of
from abmtui.workspace.importing import paste_import, previewed

if TYPE_CHECKING:
    from textual import events

    from abmtui.store.plan_file import PlanFile
    from abmtui.tui.bases.field_input import FieldInput
    from abmtui.workspace.importing import Preview


class AccountPaste(AccountShown):
    """Takes pasted lines of cells as rows of the table that is open."""

    def on_paste(self, event: events.Paste) -> None:
        """Take rows where a table is open; anywhere else say where a paste goes."""
        event.stop()
        if self.locked():
            self.say(self.locked(), "warning")
        elif self.page.grid != "rows":
            self.say("A paste becomes rows in People, Channels, Flags, Goals and History; in a field (↵) it is text", "warning")
        elif is_rows(event.text):
            self._take_rows(event.text)
        elif event.text.strip():
            self.say("One line without tabs is no row: ↵ opens the cell, where a paste is text; a adds a row", "warning")

    async def on_field_input_rows_pasted(self, event: FieldInput.RowsPasted) -> None:
        """Offer as rows what was pasted into a cell of a table; there it stands as one line meanwhile."""
        if self.editor is None or event.field is not self.editor.input or self.page.grid != "rows":
            return
        kind = self._pasted_kind()
        count = len(pasted(kind, event.text, self._fields(kind)).lines)

        async def take(chosen: str | None) -> None:
            if chosen == "rows":
                await self.close_editor()
                self._take_rows(event.text)

        offers = [("text", "leave it in this cell, as one line"), ("rows", f"take it as {counted(count, 'row')} of this table")]
        self.app.push_screen(PickForm("Several cells were pasted into one", offers), take)

    def _pasted_kind(self) -> str:
        """Return the kind of the table that the cursor is in; below a tab's tables (proposals, what happened) that of the first."""
        return kind_in(self.grid.section) or self.page.kinds[0]

    def _fields(self, kind: str) -> list[str]:
        """Return the table's fields from the cursor's column on."""
        fields = [column.field for column in all_columns(kind)]
        target = self.grid.target
        start = fields.index(target.field) if target is not None and target.kind == kind and target.field in fields else 0
        return fields[start:]

    def _take_rows(self, text: str) -> None:
        """Show what pasted rows would do."""
        kind = self._pasted_kind()
        found = pasted(kind, text, self._fields(kind))
        imported = paste_import(kind, found, self.account, self._rows_below(kind))
        accounts = finder_of(None, {self.account: self.plan.name})
        again = partial(previewed, imported, accounts, self._opened, self.view.today)
        screen = ImportPreview(again({}), again)
        self.app.push_screen(screen, lambda _: self._put_in(screen.taken))
        if found.beyond:
            self.say(f"{counted(found.beyond, 'cell')} beyond the table's last column not taken", "warning")

    def _rows_below(self, kind: str) -> list[str]:
        """Return the ids of the rows from the cursor's on."""
        ids = [row.id for row in self.view.rows(kind)]
        target = self.grid.target
        return ids[ids.index(target.row) :] if target is not None and target.row in ids else []

    def _opened(self, _account: str, _name: str) -> PlanFile:
        return replace(self.plan_file, plan=self.plan)

    def _put_in(self, preview: Preview | None) -> None:
        """Put the rows into the plan as one step."""
        if preview is None:
            return
        kind = preview.imported.kind
        before = {row.id for row in self.view.rows(kind)}
        plan = preview.changes()[self.account](self.plan)
        new = next((row.id for row in getattr(plan, KINDS[kind].attribute) if row.id not in before), "")
        self.commit(plan, preview.what(), Target(kind, new, PANELS[kind].columns[0].field) if new else None)
        self.say(f"{preview.sentence()} · u takes it back")
