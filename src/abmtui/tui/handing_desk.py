"""What is handed on: the accounts as shown, the review and one account as documents; written off the screen's thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from abmtui.portfolio import columns as col
from abmtui.report.documents import ENDINGS as DOCUMENT_ENDINGS
from abmtui.report.documents import UnfitError, form_of
from abmtui.report.export import ENDINGS, exported, handed_on
from abmtui.tui.forms.hand_on_form import HandOn, HandOnForm
from abmtui.tui.import_desk import ImportDesk
from abmtui.wording import slug

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from abmtui.plan.model import Plan
    from abmtui.report.documents import Document
    from abmtui.tui.screens.account_handing import AccountHanding
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace


class HandingDesk(ImportDesk):
    """Writes what is to be handed on."""

    def ask_report(self) -> None:
        """Ask for a file and write the review of the current view to it."""
        workspace, measured = self.workspace, self._measured()
        if workspace is None or measured is None:
            return
        title = "The review of this view" if measured.mask is not None else "The review"

        def take(asked: HandOn | None) -> None:
            if asked is not None:
                self._hand_on(asked, partial(self._review_document, workspace, measured, people=asked.people))

        self.push_screen(HandOnForm(title, f"{slug(Path(workspace.portfolio.sources[0]).stem)}-review.html", DOCUMENT_ENDINGS), take)

    def ask_export(self) -> None:
        """Ask for a file and write the accounts shown to it."""
        workspace, portfolio, measured = self.workspace, self.portfolio_screen, self._measured()
        if workspace is None or portfolio is None or measured is None:
            return
        order = portfolio.state.order()

        def take(asked: HandOn | None) -> None:
            if asked is not None:
                self._export(asked, workspace, measured, order)

        self.push_screen(HandOnForm(f"Export {order.len():,} accounts as shown", "abmtui-view.csv", ENDINGS), take)

    def on_account_handing_page_asked(self, event: AccountHanding.PageAsked) -> None:
        """Ask for a file and write an account's page to it, its plan as it is on the screen."""
        workspace, measured, screen = self.workspace, self._measured(), self.account_screen(event.account)
        if workspace is None or measured is None or screen is None:
            return
        plan = screen.plan
        name = plan.name or event.account

        def take(asked: HandOn | None) -> None:
            if asked is not None:
                self._hand_on(asked, partial(self._page_document, workspace, measured, plan, people=asked.people))

        self.push_screen(HandOnForm(f"{name} on one page", f"{slug(name)}.md", DOCUMENT_ENDINGS), take)

    def _measured(self) -> Measured | None:
        return None if self.portfolio_screen is None else self.portfolio_screen.state.measured

    @work(thread=True, group="export")
    def _hand_on(self, asked: HandOn, made: Callable[[], Document]) -> None:
        """Make a document and write it whole."""
        workspace, form = self.workspace, form_of(asked.path)
        if workspace is None or form is None:
            return
        try:
            with workspace.alone:
                content = form.made(made())
            data = form.encoded(content)
        except UnfitError as error:
            self._told(asked.path, str(error))
            return
        self._told(asked.path, handed_on(asked.path, data, over=asked.over))

    @work(thread=True, group="export")
    def _export(self, asked: HandOn, workspace: Workspace, measured: Measured, order: pl.Series) -> None:
        """Write the rows of a table that are shown."""
        frame = measured.table[order]
        if not asked.people:
            from abmtui.report.frames_without_people import accounts_without, known_people, personal_columns

            people = {} if workspace.roll_up is None else known_people(workspace.roll_up.stakeholders)
            frame = accounts_without(frame.drop(personal_columns(workspace.portfolio), strict=False), frame[col.ID], people)
        self._told(asked.path, exported(asked.path, frame, over=asked.over))

    def _told(self, path: Path, wrong: str) -> None:
        self.call_from_thread(self.notify, wrong or f"written: {path}", severity="error" if wrong else "information", markup=False)

    def _review_document(self, workspace: Workspace, measured: Measured, *, people: bool) -> Document:
        from abmtui.report.documents import review_document
        from abmtui.report.figures import review_figures
        from abmtui.report.frames_without_people import review_without_people

        review = review_figures(workspace, measured, workspace.problems)
        return review_document(review if people else review_without_people(review), self.formats)

    def _page_document(self, workspace: Workspace, measured: Measured, plan: Plan, *, people: bool) -> Document:
        from abmtui.report.account_page import account_page
        from abmtui.report.documents import account_document
        from abmtui.report.frames_without_people import reviewed_without
        from abmtui.workspace.reviewed import reviewed

        row = measured.table[col.ID].index_of(plan.id)
        view = reviewed(workspace, measured)
        view = view if people else reviewed_without(view)
        return account_document(account_page(view, row, plan, self.formats, people=people), view, row)
