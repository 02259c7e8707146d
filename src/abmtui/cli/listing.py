"""`abmtui accounts`: the table without the screen, searched, filtered, sorted, in the format another program reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.delivery import chosen_format, deliver, formats_of
from abmtui.cli.exits import StoppedError
from abmtui.cli.handing import nameless, table_without, without_option
from abmtui.cli.opening import all_problems, measured_view, opened_workspace
from abmtui.cli.options import EVERY, examples, shared
from abmtui.cli.streams import narrate, say
from abmtui.problems import exit_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from abmtui.workspace.measured import Measured
    from abmtui.workspace.opened import Workspace

FORMATS: Final = ("table", "csv", "json", "ndjson", "parquet", "xlsx")
_SUFFIXES: Final = {".csv": "csv", ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".parquet": "parquet", ".xlsx": "xlsx", ".txt": "table"}


@click.command(
    "accounts",
    epilog=examples(
        "abmtui accounts accounts.csv --limit 20",
        "abmtui accounts accounts.csv --search wartsi",
        "abmtui accounts accounts.csv --filter \"class = 'A' AND open_flags > 0\" --sort revenue:desc,name",
        "abmtui accounts accounts.csv --columns name,revenue,margin --format csv > accounts-out.csv",
        "abmtui accounts accounts.csv --columns all --without people -o accounts.xlsx",
    ),
)
@click.argument("sources", nargs=-1)
@click.option("--search", default="", metavar="TEXT", help="Only accounts whose name matches, best first; accents and typos are forgiven.")
@click.option("--sort", default="", metavar="KEYS", help="Columns, first the most important: revenue:desc,name. Else largest first.")
@click.option("--columns", default="", metavar="NAMES", help="Columns and their order: name,revenue,margin; `all` for every one.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many accounts.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="How it is written: table by default, or by the name of the output.")
@click.option("-o", "--output", default="", metavar="FILE", help="Write to this file instead of stdout (parquet and xlsx always do).")
@without_option
@shared(*EVERY)
def accounts_command(*, search: str, sort: str, columns: str, limit: int | None, form: str | None, output: str, **given: Any) -> int:
    """Print the table of accounts: one row an account, with rank, share, class and what the plans say.

    Values are raw in CSV, JSON, NDJSON, Parquet and XLSX; the table is for eyes.
    """
    import polars as pl

    from abmtui.cli.column_names import chosen_columns
    from abmtui.report.tables import FORMATS as WRITERS
    from abmtui.report.tables import table_lines

    form = chosen_format(form, output, _SUFFIXES, "table")
    if form in WRITERS and WRITERS[form].to_file_only and not output:
        raise StoppedError(f"--format {form} needs a file: -o FILE.{form}")
    workspace = opened_workspace(given)
    measured = measured_view(workspace)
    names = chosen_columns(columns, measured, for_eyes=form == "table")
    measured, names, personal = _without(workspace, measured, names) if given["without"] else (measured, names, ())
    rows = _rows(measured, search, sort)
    table = measured.review.beside(names.values())
    frame = table[rows if limit is None else rows.head(limit)].select(pl.col(name).alias(heading) for heading, name in names.items())
    if form in WRITERS and (why := WRITERS[form].refusal(frame)):
        raise StoppedError(why)
    deliver(table_lines(frame, formats_of(workspace.config)) if form == "table" else WRITERS[form].write(frame), output)
    problems = all_problems(workspace, measured)
    narrate(nameless(problems, workspace) if given["without"] else problems)
    if personal:
        say(f"note: left out, since they hold people: {', '.join(personal)}")
    if frame.height < len(rows):
        say(f"note: {frame.height:,} of {len(rows):,} accounts written (--limit)")
    return exit_code(problems)


def _without(workspace: Workspace, measured: Measured, names: Mapping[str, str]) -> tuple[Measured, dict[str, str], tuple[str, ...]]:
    """Return a view that names nobody, the columns without those that hold people, and these."""
    measured, personal = table_without(workspace, measured)
    gone = tuple(heading for heading, name in names.items() if name in personal)
    return measured, {heading: name for heading, name in names.items() if heading not in gone}, gone


def _rows(measured: Measured, search: str, sort: str) -> pl.Series:
    """Return the rows to write, in order: the view's, or the search's hits best first, or either by the keys asked for."""
    from abmtui.cli.column_names import sort_keys
    from abmtui.portfolio.view import row_order

    rows = _hits(measured, search) if search.strip() else measured.order
    if not sort:
        return rows
    keys = sort_keys(sort, measured)
    table = measured.review.beside(key.column for key in keys)[rows]
    return rows.gather(row_order(table, keys))


def _hits(measured: Measured, search: str) -> pl.Series:
    """Return the rows of the view whose name matches, the best first, exact hits before those with typos."""
    import polars as pl

    from abmtui.portfolio.search import SearchIndex

    shown = measured.table[measured.order]
    index = SearchIndex(shown["name"])
    exact, typo = index.exact(search), index.fuzzy(search)
    both = pl.concat([exact.rows, typo.rows]).unique(maintain_order=True)
    if exact.count > len(exact.rows):
        say(f"note: {exact.count:,} accounts match; the best {len(exact.rows):,} are taken")
    return measured.order.gather(both)
