"""Rows of other programs taken into the plans: read, matched, previewed, saved as one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import events, work
from textual.message import Message
from textual.worker import get_current_worker

from abmtui.plan.row_headers import kind_named
from abmtui.plan.row_words import ACCOUNT
from abmtui.portfolio import columns as col
from abmtui.sources.request import SourceRequest
from abmtui.tui.bulk_desk import BulkDesk
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens.import_preview import ImportPreview
from abmtui.workspace.import_accounts import finder_of
from abmtui.workspace.importing import Asked, called, previewed, read_import

if TYPE_CHECKING:
    from abmtui.plan.row_headers import Columns
    from abmtui.workspace.import_accounts import AccountFinder
    from abmtui.workspace.importing import Import, Preview
    from abmtui.workspace.opened import Workspace

KINDS_OFFERED: Final = ("stakeholder", "channel", "flag", "goal", "touch", "note", "score", "offering", "gate")
HELP: Final = "CSV, XLSX, JSON or Parquet, as another program wrote it; its rows are shown before anything is written"


class ImportDesk(BulkDesk):
    """Asks for a file, reads it in a worker, shows what it would do, and has it written."""

    @dataclass
    class ImportRead(Message):
        """A file was read and compared with the plans."""

        asked: Asked
        imported: Import
        preview: Preview | None
        """None where nothing can be imported."""
        accounts: AccountFinder

    def ask_import(self) -> None:
        """Ask for a file and what kind of rows it holds."""
        workspace = self.workspace
        if workspace is None:
            return
        if workspace.editing is None:
            self._ask_plans_folder(workspace)
            return
        self.push_screen(LineForm("Import the rows of a file", "", HELP, _missing), self._ask_kind)

    def _ask_plans_folder(self, workspace: Workspace) -> None:
        def take(folder: str | None) -> None:
            if folder:
                workspace.keep_plans_in(Path(folder).expanduser())
                self.ask_import()

        self.push_screen(LineForm("Folder for the plans", "plans", "This source has no folder of its own; name the one that keeps the plans."), take)

    def _ask_kind(self, name: str | None) -> None:
        if not name:
            return
        words = Path(name).stem.replace("-", " ").replace("_", " ").split()
        guess = next((kind for word in words if (kind := kind_named(word))), "stakeholder")
        offers = [(kind, called(kind)[1]) for kind in KINDS_OFFERED]

        def take(kind: str | None) -> None:
            if kind:
                self.read_import(Asked(kind, SourceRequest((str(Path(name).expanduser()),))))

        self.push_screen(PickForm(f"What does {Path(name).name} hold?", offers, guess), take)

    def read_import(self, asked: Asked) -> None:
        """Read a file and compare its rows with the plans, off the screen's thread."""
        workspace = self.workspace
        if workspace is not None and workspace.editing is not None:
            self.notify(f"reading {asked.request.sources[0]}", markup=False)
            self._read_rows(workspace, asked)

    @work(thread=True, exclusive=True, group="import")
    def _read_rows(self, workspace: Workspace, asked: Asked) -> None:
        worker = get_current_worker()
        editing = workspace.editing
        assert editing is not None
        plans = {file.plan.id: file.plan.name for file in editing.store.every() if file.plan.id}
        accounts = finder_of(workspace.portfolio.accounts.select(col.ID, col.NAME), plans)
        imported = read_import(asked, accounts)
        preview = None if imported.stopped else previewed(imported, accounts, editing.store.open, workspace.today())
        if not worker.is_cancelled:
            self.post_message(self.ImportRead(asked, imported, preview, accounts))

    def on_import_desk_import_read(self, event: ImportRead) -> None:
        """Show what the file would do; ask for the column of the account, or say why it cannot be read."""
        workspace, imported = self.workspace, event.imported
        if workspace is None or workspace.editing is None:
            return
        if event.preview is None:
            self._import_stopped(event)
            return
        self.notify("", markup=False)
        again = partial(previewed, imported, event.accounts, workspace.editing.store.open, workspace.today())
        screen = ImportPreview(event.preview, again, lambda text: event.accounts.find(text, text))

        def left(_: None) -> None:
            if screen.mapping:
                request = event.asked.request
                self.read_import(replace(event.asked, request=replace(request, mapping={**request.mapping, **screen.mapping})))
            else:
                self._write_import(screen.taken)

        self.push_screen(screen, left)

    def _import_stopped(self, event: ImportRead) -> None:
        heaviest = max(event.imported.problems, key=lambda problem: problem.severity)
        if heaviest.field != ACCOUNT:
            self.notify(heaviest.sentence(), severity="error", markup=False)
            return

        def take(header: str | None) -> None:
            if header:
                self.read_import(replace(event.asked, request=replace(event.asked.request, mapping={ACCOUNT: header})))

        self.push_screen(PickForm("Which column names the account?", [(header, header) for header in _headers(event.imported.columns)]), take)

    def _write_import(self, preview: Preview | None) -> None:
        if preview is None or self.workspace is None or self.workspace.editing is None:
            return
        self.acknowledge("saving")
        self.saves.put(partial(self.workspace.editing.change_each, preview.changes(), preview.names(), preview.what()), self.several_saved)
        self.notify(f"{preview.sentence()} · u takes it back", markup=False)

    def on_paste(self, event: events.Paste) -> None:
        """Say that nobody took a paste, so that nobody waits for it."""
        if event.text.strip():
            self.notify("A paste does nothing here; open an account's table for rows, or a field for text", severity="warning", markup=False)


def _missing(name: str) -> str:
    path = Path(name).expanduser()
    return "" if path.is_file() else f"{name}: there is no such file"


def _headers(columns: Columns) -> list[str]:
    return [*columns.left, *columns.fields.values()]
