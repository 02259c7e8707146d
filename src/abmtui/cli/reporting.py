"""`abmtui report`: the figures of the review as text, Markdown or JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.delivery import chosen_format, deliver, formats_of
from abmtui.cli.exits import StoppedError
from abmtui.cli.opening import all_problems, measured_view, opened_workspace
from abmtui.cli.options import EVERY, examples, shared
from abmtui.cli.streams import narrate
from abmtui.cli.trying import tried_out, what_if_given
from abmtui.cli.words import nearest
from abmtui.problems import exit_code

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.report.figures import ReviewFigures
    from abmtui.report.parts import Part
    from abmtui.workspace.measured import Measured

FORMATS: Final = ("text", "markdown", "json")
_SUFFIXES: Final = {".md": "markdown", ".markdown": "markdown", ".json": "json", ".txt": "text"}


@click.command(
    "report",
    epilog=examples(
        "abmtui report accounts.csv",
        "abmtui report sales.csv --map name=CUSTOMERNAME --map revenue=SALES --format json",
        "abmtui report accounts.parquet --metric margin --period 2025 -o review.md",
        "abmtui report accounts.csv --filter \"region = 'Nordics' AND open_flags > 0\"",
        "abmtui report accounts.csv --group segment --part segments,prospects",
        "abmtui report accounts.csv --what-if \"lose region = 'Nordics'; grow class = 'A' by 10%\"",
    ),
)
@click.argument("sources", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMATS), help="How it is written; text by default, or by the name of the output.")
@click.option("-o", "--output", default="", metavar="FILE", help="Write to this file instead of stdout.")
@click.option("--group", default="", metavar="COLUMN", help="Groups of accounts side by side: by segment, industry, employees or any other column.")
@click.option("--part", default="", metavar="NAME[,NAME]", help="Only these parts of the report, as text or Markdown.")
@tried_out
@shared(*EVERY)
def report_command(form: str | None, output: str, group: str, part: str, **given: Any) -> int:
    """Print the figures of the review: how unevenly value is spread, classes, major customers, plans.

    Data goes to stdout, what there is to say about it to stderr. With --filter or --mine the figures are of that view, the book's beside them.
    """
    from abmtui.report.figures import review_figures

    form = chosen_format(form, output, _SUFFIXES, "text")
    parts = _parts(part, form, group)
    workspace = opened_workspace(given)
    measured = measured_view(workspace)
    what_if, unmet = what_if_given(workspace, measured, given)
    problems = (*all_problems(workspace, measured), *unmet)
    review = replace(review_figures(workspace, measured, problems, _column(group, measured)), what_if=what_if)
    formats = formats_of(workspace.config)
    deliver(_written(review, form, formats) if parts is None else _parts_written(review, form, formats, parts), output)
    narrate(problems)
    return exit_code(problems)


def _parts(text: str, form: str, group: str) -> tuple[Part, ...] | None:
    """Return the parts that are named, in the report's order; None for all of it."""
    from abmtui.report.parts import PARTS, part_named

    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    known = ", ".join(part.name for part in PARTS)
    if not names:
        return None
    if form == "json":
        raise StoppedError("--part is for text and Markdown; the JSON report has every part under its own key")
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


def _parts_written(review: ReviewFigures, form: str, formats: Formats, parts: tuple[Part, ...]) -> list[str]:
    from abmtui.report.blocks import what_if_told
    from abmtui.report.markdown import as_markdown
    from abmtui.report.text import as_text

    blocks = [*what_if_told(review, formats), *(block for part in parts if review.reviewed for block in part.blocks(review.reviewed, formats))]
    return [as_markdown(blocks) if form == "markdown" else as_text(blocks)]


def _written(review: ReviewFigures, form: str, formats: Formats) -> list[bytes] | list[str]:
    if form == "json":
        from abmtui.report.figures_json import figures_json

        return [figures_json(review).encode()]
    from abmtui.report.blocks import blocks_of
    from abmtui.report.markdown import as_markdown
    from abmtui.report.text import as_text

    blocks = blocks_of(review, formats)
    return [as_markdown(blocks) if form == "markdown" else as_text(blocks)]
