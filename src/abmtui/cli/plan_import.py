"""`abmtui plan import`: rows of other programs shown beside the plans, and with --yes taken into them as one step."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.exits import StoppedError
from abmtui.cli.options import CONFIG, PLANS, Shared, examples, shared
from abmtui.cli.plan_desk import desk_of
from abmtui.cli.streams import narrate, put_text, say
from abmtui.cli.terminal import stdin_bytes
from abmtui.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.cli.plan_desk import Desk
    from abmtui.sources.request import SourceRequest
    from abmtui.workspace.import_accounts import AccountFinder
    from abmtui.workspace.importing import Preview

_SOURCE: Final = Shared("--source", "The source whose accounts the rows are of; its plans folder is used. May be given again.", "FILE", several=True)
_EXIT: Final = {"saved": Severity.NOTE, "conflict": Severity.CHANGED, "read-only": Severity.UNSAVED, "not saved": Severity.UNSAVED}
_NOTE: Final = (
    "KIND is stakeholder (also contacts, people), channel, flag, goal, touch, note, score, offering, gate. FILE is CSV, XLSX, JSON or Parquet. "
    "Rows are matched by the plan's id, else by name (people, goals, offerings) or by what tells them apart: audience, channel and date; type and day raised; date and topic."
)


@click.command(
    "import",
    epilog=examples(
        "abmtui plan import contacts crm-contacts.csv --source accounts.csv",
        "abmtui plan import contacts crm-contacts.csv --source accounts.csv --yes",
        'abmtui plan import people export.xlsx --map title="Position 2" --map account=Firma --source accounts.csv',
        "abmtui plan import flags flags.csv --account 004711 --plans plans --format json",
        note=_NOTE,
    ),
)
@click.argument("kind")
@click.argument("file")
@click.option("--yes", is_flag=True, help="Write what is new and changed, as one step; without it nothing is written.")
@click.option("--account", default="", metavar="ACCOUNT", help="All rows are of this account; else each row names its own.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of FILE is which field (FIELD= for none); also account, account_id, id, first_name, last_name.",
)
@click.option("--dates", type=click.Choice(("day", "month")), default=None, help="Which stands first in 03/04/2026 where the column does not tell.")
@click.option("--overwrite-empty", is_flag=True, help="Let an empty cell empty the field of the plan.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How the preview is written; text by default.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of FILE, if it is a workbook.")
@click.option("--encoding", default="", metavar="NAME", help="The encoding of FILE. Else detected.")
@click.option("--delimiter", default="", metavar="SIGN", help="The sign between FILE's columns. Else detected.")
@shared(PLANS, _SOURCE, CONFIG)
def import_command(kind: str, file: str, **given: Any) -> int:
    """Show what the rows of FILE would add and change in the plans; --yes takes them in."""
    from abmtui.workspace.importing import Asked, previewed, read_import

    meant = _kind(kind)
    request = _request(file, given)
    desk = desk_of({**given, "sheet": "", "encoding": "", "delimiter": ""})
    accounts = _accounts(desk)
    account = desk.account(given["account"]).id if given["account"] else ""
    imported = read_import(Asked(meant, request, account, given["dates"] or "", given["overwrite_empty"]), accounts)
    if imported.stopped:
        narrate(imported.problems)
        raise StoppedError("", max(problem.severity for problem in imported.problems))
    preview = previewed(imported, accounts, desk.store.open, _today())
    wanted = given["yes"] and bool(preview.names())
    code = _written(desk, preview) if wanted else 0
    _shown(preview, given["form"], written=wanted and code < Severity.CHANGED)
    narrate(imported.problems)
    if preview.names() and not given["yes"]:
        say("note: nothing was written: --yes writes what is new and changed, as one step")
    if doubtful := preview.counts["doubtful"]:
        say(f"mend: {doubtful:,} doubtful {'row was' if doubtful == 1 else 'rows were'} left out; the preview says why")
    return max(code, Severity.MEND if doubtful else 0, max((problem.severity for problem in imported.problems), default=0))


def _kind(word: str) -> str:
    from abmtui.plan.model import KINDS
    from abmtui.plan.row_headers import kind_named

    kind = kind_named(word)
    if not kind:
        raise StoppedError(f"`{word}` is no kind of row. There are: {', '.join(KINDS)}; contacts and people are stakeholders")
    return kind


def _request(file: str, given: Mapping[str, Any]) -> SourceRequest:
    from abmtui.sources.request import SourceRequest

    names = {option: given[option] for option in ("sheet", "encoding", "delimiter")}
    return SourceRequest((file,), dict(_pairs(given["mapping"])), stdin=stdin_bytes() if file == "-" else None, **names)


def _pairs(texts: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [tuple(part.strip() for part in text.partition("=")[::2]) for text in texts]
    for text, (field, _) in zip(texts, pairs, strict=True):
        if not field or "=" not in text:
            raise StoppedError(f'--map {text}: it reads FIELD=COLUMN, such as --map title="Position 2"; FIELD= takes no column for it')
    return [(field, column.removeprefix('"').removesuffix('"')) for field, column in pairs]


def _accounts(desk: Desk) -> AccountFinder:
    """Return the accounts of the source and of the plans."""
    from abmtui.workspace.import_accounts import finder_of

    return finder_of(desk.accounts, {file.plan.id: file.plan.name for file in desk.files if file.plan.id})


def _shown(preview: Preview, form: str, *, written: bool) -> None:
    from abmtui.report.import_blocks import import_blocks, import_data

    if form == "json":
        from abmtui.report.figures_json import safe_json

        put_text(safe_json(import_data(preview, written=written)) + "\n")
        return
    from abmtui.report.text import as_text

    put_text(as_text(import_blocks(preview)))


def _written(desk: Desk, preview: Preview) -> int:
    """Write the preview as one step and say what became of it; return the exit code."""
    outcome = desk.editing.change_each(preview.changes(), preview.names(), preview.what())
    for refused in outcome.refused:
        say(f"error: {refused.name}: {refused.why or refused.state}")
    say(f"note: {len(outcome.saved):,} {'plan' if len(outcome.saved) == 1 else 'plans'} written; `abmtui plan undo` takes the import back")
    return max((int(_EXIT[refused.state]) for refused in outcome.refused), default=0)


def _today() -> Any:
    return datetime.now().astimezone().date()
