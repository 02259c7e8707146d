"""`abmtui plan`: plans listed, shown and edited without the screen."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.assignments import specs_of, split_words, values_of
from abmtui.cli.delivery import deliver, formats_of
from abmtui.cli.exits import StoppedError
from abmtui.cli.handing import shown_plan, without_option
from abmtui.cli.options import CONFIG, PLANS, READING, WITH_VALUE, Shared, examples, shared
from abmtui.cli.plan_desk import desk_of, kind_of, row_of
from abmtui.cli.streams import narrate, put_text, say
from abmtui.cli.words import first_word, nearest
from abmtui.problems import exit_code
from abmtui.report.plan_views import VIEWS

if TYPE_CHECKING:
    import polars as pl

    from abmtui.cli.plan_desk import Desk
    from abmtui.plan.model import Plan
    from abmtui.report.blocks import Block
    from abmtui.report.plan_views import PlanViewSpec
    from abmtui.store.plan_file import PlanFile

_SOURCE: Final = Shared("--source", "The source whose accounts are meant; its plans folder is used. May be given again.", "FILE", several=True)
WHICH: Final = (PLANS, _SOURCE, CONFIG, *READING)
_NOTE: Final = "ACCOUNT is an id, else an exact name. ROW is a row's id, else its unique name."


FURTHER: Final[dict[str, str]] = {
    "import": "abmtui.cli.plan_import",
    "bulk": "abmtui.cli.plan_bulk",
    "enrol": "abmtui.cli.plan_bulk",
    "undo": "abmtui.cli.plan_undo",
    "redo": "abmtui.cli.plan_undo",
    "flags": "abmtui.cli.plan_flags",
    "accept": "abmtui.cli.plan_flags",
    "dismiss": "abmtui.cli.plan_flags",
    "template": "abmtui.cli.plan_template",
    "history": "abmtui.cli.plan_history",
    "restore": "abmtui.cli.plan_restore",
    "erase-person": "abmtui.cli.plan_erase",
    "export": "abmtui.cli.plan_export",
    "queue": "abmtui.cli.plan_review",
    "review": "abmtui.cli.plan_review",
    "snooze": "abmtui.cli.plan_review",
}
"""Command -> the module that holds its `NAME_command`, read only when it runs."""


class PlanCommands(click.Group):
    """The plan commands; options may stand before their name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return [*super().list_commands(ctx), *FURTHER]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; its function is `NAME_command` of its module."""
        if cmd_name not in FURTHER:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(FURTHER[cmd_name]), f"{cmd_name.replace('-', '_')}_command")
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command's name in front of what stands before it."""
        place = first_word(args, WITH_VALUE)
        if place is not None and args[place] in self.list_commands(ctx):
            args = [args[place], *args[:place], *args[place + 1 :]]
        return super().parse_args(ctx, args)


@click.group(
    "plan",
    cls=PlanCommands,
    epilog=examples(
        "abmtui plan list --plans plans",
        'abmtui plan show "Wärtsilä Oyj" --source accounts.csv',
        "abmtui plan set 004711 next_step='Send the calculation' next_step_due=2026-12-03 --plans plans",
        "abmtui plan add 004711 stakeholder name='Mika Laine' role='economic buyer' --plans plans",
        "abmtui plan set 004711 stakeholder 'Mika Laine' influence=5 topics+=fuel --plans plans",
        "abmtui plan remove 004711 flag f-7kq2mf --plans plans",
        note=_NOTE,
    ),
)
def plan_command() -> None:
    """List, show and edit account plans: one TOML file an account, in the plans folder."""


@plan_command.command("list")
@click.option("--format", "form", type=click.Choice(("table", "csv", "json", "ndjson")), default="table", help="How it is written; table by default.")
@shared(*WHICH)
def list_command(form: str, **given: Any) -> int:
    """List the plans: account, key account, owner, open red flags, next review, file."""
    from abmtui.report.tables import FORMATS, table_lines

    desk = desk_of(given)
    frame = _listed(desk, for_eyes=form == "table")
    deliver(table_lines(frame, formats_of(desk.config)) if form == "table" else FORMATS[form].write(frame), "")
    problems = [problem for file in desk.files for problem in file.problems]
    narrate(problems)
    return exit_code(problems)


def _listed(desk: Desk, *, for_eyes: bool) -> pl.DataFrame:
    """Return one row a plan; the table for eyes names the files below the plans folder, the other formats whole."""
    import polars as pl

    from abmtui.plan.vocabulary import OPEN_FLAG_STATUS

    rows = [
        {
            "id": file.plan.id,
            "name": file.plan.name,
            "key_account": file.plan.key_account,
            "owner": file.plan.owner,
            "open_flags": sum(flag.status in OPEN_FLAG_STATUS for flag in file.plan.flags),
            "next_review": file.plan.next_review,
            "state": _state(desk, file.plan.id, broken=file.broken),
            "file": file.path.name if for_eyes else str(file.path),
        }
        for file in desk.files
    ]
    types = {"id": pl.String, "name": pl.String, "key_account": pl.Boolean, "owner": pl.String, "open_flags": pl.UInt32, "next_review": pl.Date}
    return pl.DataFrame(rows, schema={**types, "state": pl.String, "file": pl.String}).sort("name")


def _state(desk: Desk, account_id: str, *, broken: bool) -> str:
    if broken:
        return "broken"
    known = desk.accounts is None or account_id in desk.accounts["id"]
    return "" if known else "no account in the source"


@plan_command.command(
    "show",
    epilog=examples(
        'abmtui plan show "Wärtsilä Oyj" --source accounts.csv',
        "abmtui plan show 004711 --view people-tree --plans plans",
        "abmtui plan show 004711 --format json --plans plans",
        note=_NOTE,
    ),
)
@click.argument("account")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "markdown", "json", "toml")),
    default="text",
    help="How it is written: text, markdown, json, or toml as it stands in the file.",
)
@without_option
@click.option("--view", "view", default="", metavar="NAME", help=f"One view of it, as text or Markdown: {', '.join(VIEWS)}.")
@shared(*WHICH)
def show_command(account: str, form: str, view: str, **given: Any) -> int:
    """Print the plan of an account, or one view of it."""
    chosen = _view_named(view, form) if view else None
    desk = desk_of(given)
    meant = desk.account(account)
    opened = shown_plan(desk.store.open(meant.id, meant.name), form, without=bool(given["without"]))
    if opened.broken or form == "toml":
        put_text(opened.text)
    elif form == "json":
        from abmtui.report.figures_json import safe_json
        from abmtui.report.plan_blocks import plan_data

        put_text(safe_json(plan_data(opened.plan)) + "\n")
    else:
        from abmtui.report.markdown import as_markdown
        from abmtui.report.plan_blocks import plan_blocks
        from abmtui.report.text import as_text

        blocks = _view_blocks(chosen, desk, opened) if chosen else plan_blocks(opened.plan)
        put_text(as_markdown(blocks) if form == "markdown" else as_text(blocks))
    narrate(opened.problems)
    return exit_code(opened.problems)


def _view_blocks(view: PlanViewSpec, desk: Desk, opened: PlanFile) -> tuple[Block, ...]:
    """Return a view, by what the settings and, with a source, the portfolio expect of the account."""
    from abmtui.cli.checking import last_changed
    from abmtui.workspace.expected import yardstick_of

    by = yardstick_of(desk.config, desk.workspace, opened.plan.id, last_changed(opened)) if view.judges else None
    return view.blocks(opened.plan, _today(), formats_of(desk.config), by)


def _view_named(name: str, form: str) -> PlanViewSpec:
    """Return the view of that name; raise StoppedError for none, or for a format that holds no view."""
    if name not in VIEWS:
        near = nearest(name, VIEWS)
        raise StoppedError(f"--view {name}: there is no such view{f'; did you mean `{near}`?' if near else ';'} there are {', '.join(VIEWS)}")
    if form not in {"text", "markdown"}:
        raise StoppedError(f"--view is for text and Markdown; --format {form} has the whole plan")
    return VIEWS[name]


@plan_command.command("set", epilog=examples("abmtui plan set 004711 key_account=yes key_account_reason='largest yard' --plans plans", note=_NOTE))
@click.argument("account")
@click.argument("words", nargs=-1, metavar="[KIND ROW] FIELD=VALUE...", type=click.UNPROCESSED)
@shared(*WHICH)
def set_command(account: str, words: tuple[str, ...], **given: Any) -> int:
    """Set fields of an account's plan, or of one of its rows; FIELD= empties, += and -= for lists."""
    from abmtui.plan.edits import set_field
    from abmtui.plan.flag_edits import set_row_field

    target, assignments = split_words(words)
    if len(target) not in {0, 2}:
        raise StoppedError("before the fields stands nothing (the plan itself) or KIND ROW, such as: stakeholder 'Mika Laine' influence=5")
    kind = kind_of(target[0]) if target else None
    desk = desk_of(given)
    opened = desk.open(desk.account(account))
    plan = opened.plan
    row_id = row_of(plan, kind, target[1]) if kind else ""
    holder = next(row for row in getattr(plan, kind.attribute) if row.id == row_id) if kind else plan
    for field, value in values_of(assignments, specs_of(kind), holder, plan, _today()).items():
        plan = set_row_field(plan, kind.name, row_id, field, value, _today()) if kind else set_field(plan, field, value)
    code = desk.save(opened, plan)
    if kind and kind.name == "flag":
        _offer_resolution(opened.plan, plan, row_id)
    return code


def _offer_resolution(before: Plan, after: Plan, row_id: str) -> None:
    """Say how to write down how a flag ended that was closed without a word."""
    from abmtui.plan.edits import row_of as row_in
    from abmtui.plan.flag_edits import closed
    from abmtui.plan.model import RedFlag

    old, new = row_in(before, "flag", row_id), row_in(after, "flag", row_id)
    if isinstance(old, RedFlag) and isinstance(new, RedFlag) and closed(new) and not closed(old) and not new.resolution:
        say(f"note: closed; say how it ended: abmtui plan set ACCOUNT flag {row_id} resolution='...'")


@plan_command.command("add", epilog=examples("abmtui plan add 004711 flag type='business goes elsewhere' severity=high --plans plans", note=_NOTE))
@click.argument("account")
@click.argument("kind")
@click.argument("words", nargs=-1, metavar="FIELD=VALUE...", type=click.UNPROCESSED)
@shared(*WHICH)
def add_command(account: str, kind: str, words: tuple[str, ...], **given: Any) -> int:
    """Add a row to an account's plan and print its id; KIND is stakeholder, channel, flag, goal, touch or note."""
    from abmtui.plan.edits import add_row
    from abmtui.plan.flag_edits import begun

    spec = kind_of(kind)
    target, assignments = split_words(words)
    if target:
        raise StoppedError(f"`{target[0]}` is no FIELD=VALUE; put a value with blanks in quotes: name='Mika Laine'")
    desk = desk_of(given)
    opened = desk.open(desk.account(account))
    values = values_of(assignments, specs_of(spec), spec.row(), opened.plan, _today())
    plan, row_id = add_row(opened.plan, spec.name, begun(spec.name, values, _today()))
    code = desk.save(opened, plan)
    if code < 2:  # noqa: PLR2004  # saved, perhaps with something to mend
        put_text(f"{row_id}\n")
    return code


@plan_command.command("remove", epilog=examples("abmtui plan remove 004711 stakeholder 'Mika Laine' --plans plans", note=_NOTE))
@click.argument("account")
@click.argument("kind")
@click.argument("row")
@shared(*WHICH)
def remove_command(account: str, kind: str, row: str, **given: Any) -> int:
    """Remove a row from an account's plan."""
    from abmtui.plan.edits import remove_row

    spec = kind_of(kind)
    desk = desk_of(given)
    opened = desk.open(desk.account(account))
    return desk.save(opened, remove_row(opened.plan, spec.name, row_of(opened.plan, spec, row)))


def _today() -> Any:
    return datetime.now().astimezone().date()
