"""`abmtui report`: the figures of the review, or one account on one page, as text, Markdown, JSON, HTML or XLSX."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.delivery import chosen_format, deliver, formats_of
from abmtui.cli.exits import StoppedError
from abmtui.cli.handing import account_meant, nameless, without_option
from abmtui.cli.opening import all_problems, measured_view, opened_workspace
from abmtui.cli.options import EVERY, examples, shared
from abmtui.cli.since_option import day_given, since_option
from abmtui.cli.streams import narrate
from abmtui.cli.trying import tried_out, what_if_given
from abmtui.cli.words import nearest
from abmtui.problems import Severity, exit_code
from abmtui.report.documents import ENDINGS, FORMS, UnfitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.formats import Formats
    from abmtui.problems import Problem
    from abmtui.report.blocks import Block
    from abmtui.report.documents import Document
    from abmtui.report.figures import ReviewFigures
    from abmtui.report.parts import Part
    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace


@click.command(
    "report",
    epilog=examples(
        "abmtui report accounts.csv",
        "abmtui report sales.csv --map name=CUSTOMERNAME --map revenue=SALES --format json",
        "abmtui report accounts.parquet --metric margin --period 2025 -o review.md",
        "abmtui report accounts.csv -o review.html",
        "abmtui report accounts.csv --without people -o review.xlsx",
        'abmtui report accounts.csv --account "Wärtsilä Oyj" -o waertsilae.md',
        "abmtui report accounts.csv --filter \"region = 'Nordics' AND open_flags > 0\"",
        "abmtui report accounts.csv --since 2026-09-12",
        "abmtui report accounts.csv --group segment --part segments,prospects",
        "abmtui report accounts.csv --what-if \"lose region = 'Nordics'; grow class = 'A' by 10%\"",
    ),
)
@click.argument("sources", nargs=-1)
@click.option("--format", "form", type=click.Choice(tuple(FORMS)), help="How it is written; text by default, or by the name of the output.")
@click.option("-o", "--output", default="", metavar="FILE", help="Write to this file instead of stdout (xlsx always does).")
@click.option("--group", default="", metavar="COLUMN", help="Groups of accounts side by side: by segment, industry, employees or any other column.")
@click.option("--part", default="", metavar="NAME[,NAME]", help="Only these parts of the report, as text, Markdown or HTML.")
@click.option("--account", default="", metavar="ACCOUNT", help="One account on one page: its id, else its exact name.")
@since_option
@without_option
@tried_out
@shared(*EVERY)
def report_command(form: str | None, output: str, group: str, part: str, **given: Any) -> int:
    """Print the figures of the review: how unevenly value is spread, classes, major customers, plans; or one account's page.

    Data goes to stdout, what there is to say about it to stderr. With --filter or --mine the figures are of that view, the book's beside them.
    HTML is one file with the curves drawn; XLSX has a sheet each for figures, accounts and the rows of their plans.
    """
    form = chosen_format(form, output, ENDINGS, "text")
    if FORMS[form].to_file_only and not output:
        raise StoppedError(f"--format {form} needs a file: -o FILE.{form}")
    _page_alone({**given, "part": part, "group": group})
    parts = _parts(part, form, group)
    workspace = opened_workspace(given)
    measured = measured_view(workspace)
    problems = all_problems(workspace, measured)
    if given["account"]:
        document, further = _page(workspace, measured, given)
    else:
        given["since"] = day_given(given["since"], form, workspace.today())
        document, further = _review(workspace, measured, (parts, _column(group, measured)), given)
    problems = (*problems, *further)
    try:
        data = FORMS[form].write(document)
    except UnfitError as error:
        raise StoppedError(str(error)) from error
    deliver([data] if form in _BYTES else [data.decode()], output)
    narrate(nameless(problems, workspace) if given["without"] else problems)
    return exit_code(problems)


_OF_REVIEWS: Final = ("part", "group", "since", "what_if", "scenario")
"""Options that say which figures of a whole review; an account's page has none of them."""


def _page_alone(given: Mapping[str, Any]) -> None:
    """Raise StoppedError where an option of a whole review stands beside an account's page: nothing is ignored in silence."""
    beside = [f"--{name.replace('_', '-')}" for name in _OF_REVIEWS if given[name]]
    if given["account"] and beside:
        raise StoppedError(f"--account is one account's page; leave out {' and '.join(beside)}, which are for a whole review")


_BYTES: Final = ("json", "html", "xlsx")
"""Formats that go out as they are, whatever the terminal's encoding."""


def _review(
    workspace: Workspace, measured: Measured, wanted: tuple[tuple[Part, ...] | None, str], given: Mapping[str, Any]
) -> tuple[Document, tuple[Problem, ...]]:
    """Return the review, of some parts only where they are named, and what is to be told of a scenario."""
    from abmtui.report.documents import review_document
    from abmtui.report.figures import review_figures
    from abmtui.report.frames_without_people import review_without_people

    parts, group = wanted
    what_if, unmet = what_if_given(workspace, measured, given)
    review = replace(review_figures(workspace, measured, (*all_problems(workspace, measured), *unmet), group), what_if=what_if, since=given["since"])
    if given["without"]:
        review = review_without_people(review)
    formats = formats_of(workspace.config)
    some = parts is not None or review.since is not None
    return review_document(review, formats, _blocks(review, formats, parts or ()) if some else None), unmet


def _page(workspace: Workspace, measured: Measured, given: Mapping[str, Any]) -> tuple[Document, tuple[Problem, ...]]:
    """Return one account's page, and what is to be told of its plan."""
    from abmtui.report.account_page import account_page
    from abmtui.report.documents import account_document
    from abmtui.report.frames_without_people import reviewed_without
    from abmtui.workspace.reviewed import reviewed

    row, opened = account_meant(workspace, measured, given["account"])
    if opened.broken:
        narrate(opened.problems)
        raise StoppedError(f"{opened.path} is broken, so there is no page of it; mend it first", Severity.MEND)
    view = reviewed(workspace, measured)
    if given["without"]:
        view = reviewed_without(view)
    page = account_page(view, row, opened.plan, formats_of(workspace.config), people=not given["without"])
    return account_document(page, view, row), ()


def _parts(text: str, form: str, group: str) -> tuple[Part, ...] | None:
    """Return the parts that are named, in the report's order; None for all of it."""
    from abmtui.report.parts import PARTS, part_named

    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    known = ", ".join(part.name for part in PARTS)
    if not names:
        return None
    if form == "json":
        raise StoppedError("--part is for text, Markdown and HTML; the JSON report has every part under its own key")
    if form == "xlsx":
        raise StoppedError("--part is for text, Markdown and HTML; the workbook has its own sheets")
    for name in names:
        if part_named(name) is None:
            near = nearest(name, [part.name for part in PARTS])
            raise StoppedError(f"--part {name}: there is no such part{f'; did you mean `{near}`?' if near else ';'} there are {known}")
    if "segments" in names and not group:
        raise StoppedError("--part segments: say by which column, such as --group segment")
    return tuple(part for part in PARTS if part.name in names)


def _column(group: str, measured: Measured) -> str:
    """Return the column to group by as the table spells it, or nothing; a header of the file means the field that was read from it."""
    if not group:
        return ""
    from abmtui.cli.column_names import column_of
    from abmtui.portfolio.grouping import grouping_of

    headers = {header.casefold(): field for field, header in measured.portfolio.mapping.items() if field in measured.table.columns}
    name = group.strip()
    column = column_of(name if name in measured.table.columns else headers.get(name.casefold(), name), measured)
    if grouping_of(measured.review.column(column)) is None:
        raise StoppedError(f"--group {group}: this column holds lists; a column of texts, numbers, dates or yes and no makes groups")
    return column


def _blocks(review: ReviewFigures, formats: Formats, parts: tuple[Part, ...]) -> tuple[Block, ...]:
    from abmtui.report.blocks import what_if_told
    from abmtui.report.since import since_told

    return (
        *since_told(review, formats),
        *what_if_told(review, formats),
        *(block for part in parts if review.reviewed for block in part.blocks(review.reviewed, formats)),
    )
