"""Edits of several accounts at once: previewed, saved as one step; enrolment in DRM programmes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from abmtui.plan.bulk import enrolment
from abmtui.plan.model import KINDS
from abmtui.plan.vocabulary import DRM_PROGRAMMES
from abmtui.portfolio import columns as col
from abmtui.report.bulk_blocks import bulk_groups, counts, remarks
from abmtui.tui.agenda_desk import AgendaDesk
from abmtui.tui.bases.bulk_asked import WAYS, asked, edit_of, fields_for
from abmtui.tui.forms.bulk_preview_form import BulkPreviewForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.forms.row_form import RowForm
from abmtui.wording import counted
from abmtui.workspace.bulk import enrolled_in, previewed

if TYPE_CHECKING:
    from abmtui.plan.bulk import BulkEdit
    from abmtui.store.plans import PlanStore
    from abmtui.tui.bases.bulk_asked import Way
    from abmtui.workspace.bulk import BulkPreview, Enrolments
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace


class BulkDesk(AgendaDesk):
    """Asks what is to be done to the marked accounts, shows what it would do, and does it as one step."""

    @dataclass
    class BulkTried(Message):
        """An edit was held against the plans."""

        preview: BulkPreview

    @dataclass
    class EnrolmentsCounted(Message):
        """It is known who is enrolled where, and whom the rules fit."""

        rows: tuple[int, ...]
        found: Enrolments

    def ask_bulk(self, row: int | None) -> None:
        """Ask what to change in the marked accounts, else in the one under the cursor."""
        rows = self._meant(row)
        if not rows:
            return

        def take(name: str | None) -> None:
            if name:
                self._ask_field(WAYS[name], rows)

        self.push_screen(PickForm(f"Edit {self._called(rows)}", [(name, name) for name in WAYS]), take)

    def _ask_field(self, way: Way, rows: tuple[int, ...]) -> None:
        if way.kind:
            self._ask_values(way, "", rows)
            return

        def take(field: str | None) -> None:
            if field:
                self._ask_values(way, field, rows)

        self.push_screen(PickForm(f"{self._called(rows)}: {way.label}", fields_for(way)), take)

    def _ask_values(self, way: Way, field: str, rows: tuple[int, ...]) -> None:
        workspace = self.workspace
        if workspace is None:
            return
        today = workspace.today()

        def take(texts: dict[str, Any] | None) -> None:
            if texts is not None and (texts or not way.kind):
                self._hold_against_plans(edit_of(way, field, texts, today), rows)

        least = KINDS[way.kind].title_field if way.kind else "" if way.sign == "=" else field
        title = f"{self._called(rows)}: {way.label}"
        self.push_screen(RowForm(title, asked(way, field, today), least, commit="Preview"), take)

    # Whom it is about.

    def _meant(self, row: int | None) -> tuple[int, ...]:
        """Return the rows of the marked accounts, else of the one under the cursor; none, and that is said, where no plan can be written."""
        workspace, screen = self.workspace, self.portfolio_screen
        if workspace is None or screen is None or screen.state.measured is None:
            return ()
        if workspace.editing is None:
            self.notify("This source has no folder for plans yet; open an account to name one.", markup=False)
            return ()
        return tuple(sorted(screen.table.marks)) or (() if row is None else (row,))

    def _names(self, rows: tuple[int, ...]) -> dict[str, str]:
        assert self.portfolio_screen is not None
        assert self.portfolio_screen.state.measured is not None
        return dict(self.portfolio_screen.state.measured.table[list(rows)].select(col.ID, col.NAME).iter_rows())

    def _called(self, rows: tuple[int, ...]) -> str:
        return next(iter(self._names(rows).values())) if len(rows) == 1 else f"{counted(len(rows), 'account')}"

    # Shown first, then done.

    def _hold_against_plans(self, edit: BulkEdit, rows: tuple[int, ...]) -> None:
        if self.workspace is not None and self.workspace.editing is not None:
            self._work_out_bulk(edit, self._names(rows), self.workspace.editing.store)

    @work(thread=True, exclusive=True, group="bulk")
    def _work_out_bulk(self, edit: BulkEdit, accounts: dict[str, str], store: PlanStore) -> None:
        worker = get_current_worker()
        preview = previewed(edit, accounts, store)
        if not worker.is_cancelled:
            self.post_message(self.BulkTried(preview))

    def on_bulk_desk_bulk_tried(self, event: BulkTried) -> None:
        """Show what the edit would do, and do it when a person agrees."""
        preview = event.preview
        form = BulkPreviewForm(preview.edit.what, (counts(preview), *remarks(preview)), bulk_groups(preview), changes=bool(preview.changing))
        self.push_screen(form, partial(self._apply, preview))

    def _apply(self, preview: BulkPreview, agreed: bool | None) -> None:
        editing = None if self.workspace is None else self.workspace.editing
        if not agreed or editing is None:
            return
        self.acknowledge("saving")
        self.saves.put(partial(editing.change, preview.accounts, preview.edit, preview.edit.what), self.several_saved)
        self.notify(f"{preview.edit.what}: {counted(len(preview.changing), 'account')} · u takes it back", markup=False)

    # Programmes of digital relationship management.

    def ask_enrol(self, row: int | None) -> None:
        """Ask for the programme that the marked accounts are enrolled in; first count whom the rules fit."""
        rows, screen = self._meant(row), self.portfolio_screen
        if rows and self.workspace is not None and screen is not None and screen.state.measured is not None:
            self._count_enrolments(self.workspace, screen.state.measured, rows)

    @work(thread=True, exclusive=True, group="bulk")
    def _count_enrolments(self, workspace: Workspace, measured: Measured, rows: tuple[int, ...]) -> None:
        worker = get_current_worker()
        with workspace.alone:
            found = enrolled_in(measured, rows)
        if not worker.is_cancelled:
            self.post_message(self.EnrolmentsCounted(rows, found))

    def on_bulk_desk_enrolments_counted(self, event: EnrolmentsCounted) -> None:
        """Offer each programme to enrol in, to leave, and to mark those whom its rule fits."""
        workspace, rows, found = self.workspace, event.rows, event.found
        if workspace is None:
            return
        today = workspace.today()

        def take(answer: str | None) -> None:
            act, _, programme = (answer or "").partition(":")
            if act == "mark":
                self._mark(found.fitting[programme])
            elif act:
                self._hold_against_plans(enrolment(programme, today, leave=act == "leave"), rows)

        self.push_screen(PickForm(f"Enrol {self._called(rows)}", _offers(found, len(rows)), refused=_refused(found, len(rows))), take)

    def _mark(self, rows: frozenset[int]) -> None:
        assert self.portfolio_screen is not None
        self.portfolio_screen.table.mark_rows(rows)
        self.notify(f"{counted(len(rows), 'account')} marked · E enrols them", markup=False)


def _offers(found: Enrolments, meant: int) -> list[tuple[str, str]]:
    enrol = [(f"enrol:{name}", f"{name} · {_fits(found, name, meant)} · {found.enrolled[name]:,} enrolled") for name in DRM_PROGRAMMES]
    leave = [(f"leave:{name}", f"leave {name} · {found.enrolled[name]:,} of {meant:,} enrolled") for name in DRM_PROGRAMMES]
    mark = [(f"mark:{name}", f"mark whom {name} fits · {len(found.fitting[name]):,} in view") for name in found.fitting]
    return [*enrol, *leave, *mark]


def _fits(found: Enrolments, name: str, meant: int) -> str:
    return f"rule fits {found.meant[name]:,} of {meant:,}" if name in found.meant else "no rule"


def _refused(found: Enrolments, meant: int) -> dict[str, str]:
    full = {f"enrol:{name}": "All of them are enrolled in it already." for name in DRM_PROGRAMMES if found.enrolled[name] == meant}
    none = {f"leave:{name}": "None of them is enrolled in it." for name in DRM_PROGRAMMES if not found.enrolled[name]}
    unfit = {f"mark:{name}": "Its rule fits no account in view." for name, rows in found.fitting.items() if not rows}
    return {**full, **none, **unfit}
