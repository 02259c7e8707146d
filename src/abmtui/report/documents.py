"""What is handed on as a document: its words, figures, data and sheets, written whole in the format that the file's name asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePath

    from abmtui.formats import Formats
    from abmtui.report.account_page import AccountPage
    from abmtui.report.blocks import Block
    from abmtui.report.figures import ReviewFigures
    from abmtui.report.workbook import Sheet
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.reviewed import Reviewed


class UnfitError(Exception):
    """A document does not fit into its format; the message is a sentence that says what to do."""


def _no_figures() -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, eq=False)
class Document:
    """One document; what a format does not need is never made."""

    blocks: Callable[[], tuple[Block, ...]]
    data: Callable[[], str]
    """Its JSON."""
    sheets: Callable[[], tuple[Sheet, ...]]
    figures: Callable[[], tuple[str, ...]] = _no_figures
    """Drawings for HTML, as markup."""
    written: str = ""
    """When it was written, for the end of a document."""


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """One format of documents, written in two steps: the first may not share the view with anybody, the second needs nothing else."""

    name: str
    endings: tuple[str, ...]
    made: Callable[[Document], Any]
    """What the format holds of a document."""
    encoded: Callable[[Any], bytes]
    to_file_only: bool = False
    """Whether it makes no sense on a terminal."""

    def write(self, document: Document) -> bytes:
        """Return the document in this format; raises UnfitError for one that does not fit."""
        return self.encoded(self.made(document))


def _text(document: Document) -> str:
    from abmtui.report.text import as_text

    return shown(as_text(document.blocks()), lines=True)


def _markdown(document: Document) -> str:
    from abmtui.report.markdown import as_markdown

    return shown(as_markdown(document.blocks()), lines=True)


def _html(document: Document) -> str:
    from abmtui.report.html import as_html

    return as_html(document.blocks(), document.figures(), written=document.written)


def _workbook(sheets: tuple[Sheet, ...]) -> bytes:
    from abmtui.report.workbook import refusal, workbook

    if why := refusal(sheets):
        raise UnfitError(why)
    return workbook(sheets)


FORMS: Final[Mapping[str, DocumentForm]] = {
    form.name: form
    for form in (
        DocumentForm("text", (".txt",), _text, str.encode),
        DocumentForm("markdown", (".md", ".markdown"), _markdown, str.encode),
        DocumentForm("json", (".json",), lambda document: document.data(), str.encode),
        DocumentForm("html", (".html", ".htm"), _html, str.encode),
        DocumentForm("xlsx", (".xlsx",), lambda document: document.sheets(), _workbook, to_file_only=True),
    )
}
"""In the order in which they are offered."""
ENDINGS: Final[Mapping[str, str]] = {ending: form.name for form in FORMS.values() for ending in form.endings}
"""Ending of a file's name -> format."""
TOLD_ENDINGS: Final = ", ".join(form.endings[0] for form in FORMS.values())


def form_of(path: PurePath) -> DocumentForm | None:
    """Return the format that a file's name asks for; None for an ending that none has."""
    name = ENDINGS.get(path.suffix.lower())
    return None if name is None else FORMS[name]


def review_document(review: ReviewFigures, formats: Formats, blocks: tuple[Block, ...] | None = None) -> Document:
    """Return a review as a document, of some blocks only where they are given."""
    from abmtui.report.blocks import blocks_of
    from abmtui.report.figures_json import figures_json
    from abmtui.report.review_sheets import review_sheets

    reviewed = review.reviewed
    return Document(
        (lambda: blocks_of(review, formats)) if blocks is None else (lambda: blocks),
        lambda: figures_json(review),
        lambda: review_sheets(review),
        _no_figures if blocks is not None or reviewed is None else (lambda: _curves(reviewed.measured, formats)),
        "" if reviewed is None else f"Written by abmtui on {formats.date(reviewed.today)}",
    )


def _curves(measured: Measured, formats: Formats) -> tuple[str, ...]:
    """Return the Lorenz curve, and the curves of effort and profit where the source has them."""
    from abmtui.report.html import figure
    from abmtui.workspace.curves import EFFORT, LORENZ, WHALE, drawn_curve, why_not_drawn

    kinds = (LORENZ, *(kind for kind in (EFFORT, WHALE) if not why_not_drawn(measured, kind)))
    curves = [drawn_curve(measured, kind) for kind in kinds]
    return tuple(figure(curve, formats) for curve in curves if curve.points or curve.kind == LORENZ)


def account_document(page: AccountPage, reviewed: Reviewed, row: int | None) -> Document:
    """Return an account's page as a document."""
    from abmtui.report.account_page import page_data
    from abmtui.report.account_parts import page_blocks
    from abmtui.report.account_sheets import account_sheets
    from abmtui.report.figures_json import safe_json

    return Document(
        lambda: page_blocks(page),
        lambda: safe_json(page_data(page)) + "\n",
        lambda: account_sheets(page, reviewed, row),
        lambda: _own_curve(page, reviewed, row),
        f"Written by abmtui on {page.formats.date(page.today)}",
    )


def _own_curve(page: AccountPage, reviewed: Reviewed, row: int | None) -> tuple[str, ...]:
    """Return the Lorenz curve with the account's own point."""
    from abmtui.report.html import figure
    from abmtui.workspace.curves import LORENZ, drawn_curve

    if row is None:
        return ()
    curve = drawn_curve(reviewed.measured, LORENZ)
    point = curve.position(row) if curve.points else None
    return () if point is None else (figure(curve, page.formats, (page.plan.name or page.plan.id, point)),)
