"""`abmtui report`: the figures of the review as text, Markdown or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.delivery import chosen_format, deliver, formats_of
from abmtui.cli.opening import all_problems, measured_view, opened_workspace
from abmtui.cli.options import EVERY, examples, shared
from abmtui.cli.streams import narrate
from abmtui.problems import exit_code

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.report.figures import ReviewFigures

FORMATS: Final = ("text", "markdown", "json")
_SUFFIXES: Final = {".md": "markdown", ".markdown": "markdown", ".json": "json", ".txt": "text"}


@click.command(
    "report",
    epilog=examples(
        "abmtui report accounts.csv",
        "abmtui report sales.csv --map name=CUSTOMERNAME --map revenue=SALES --format json",
        "abmtui report accounts.parquet --metric margin --period 2025 -o review.md",
        "abmtui report accounts.csv --filter \"region = 'Nordics' AND open_flags > 0\"",
    ),
)
@click.argument("sources", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMATS), help="How it is written; text by default, or by the name of the output.")
@click.option("-o", "--output", default="", metavar="FILE", help="Write to this file instead of stdout.")
@shared(*EVERY)
def report_command(form: str | None, output: str, **given: Any) -> int:
    """Print the figures of the review: how unevenly value is spread, classes, major customers, plans.

    Data goes to stdout, what there is to say about it to stderr. With --filter or --mine the figures are of that view, the book's beside them.
    """
    from abmtui.report.figures import review_figures

    workspace = opened_workspace(given)
    measured = measured_view(workspace)
    problems = all_problems(workspace, measured)
    review = review_figures(workspace, measured, problems)
    form = chosen_format(form, output, _SUFFIXES, "text")
    deliver(_written(review, form, formats_of(workspace.config)), output)
    narrate(problems)
    return exit_code(problems)


def _written(review: ReviewFigures, form: str, formats: Formats) -> list[bytes] | list[str]:
    if form == "json":
        from abmtui.report.figures_json import figures_json

        return [figures_json(review).encode()]
    from abmtui.report.blocks import blocks_of
    from abmtui.report.markdown import as_markdown
    from abmtui.report.text import as_text

    blocks = blocks_of(review, formats)
    return [as_markdown(blocks) if form == "markdown" else as_text(blocks)]
