"""`abmtui plan export`: plans for other programs, every field and row; or all that is held of one person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.delivery import chosen_format, deliver, written
from abmtui.cli.exits import StoppedError
from abmtui.cli.handing import without_option
from abmtui.cli.options import examples, shared
from abmtui.cli.plan_desk import desk_of
from abmtui.cli.plan_erase import asked_for, erasing_of
from abmtui.cli.plans import WHICH
from abmtui.cli.streams import narrate, put_text, say
from abmtui.problems import exit_code
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.cli.plan_desk import Desk
    from abmtui.plan.model import Plan
    from abmtui.store.plan_file import PlanFile

_TABLES: Final = ("csv", "parquet", "xlsx")
"""Formats of one file a kind of row, in a folder."""
_SUFFIXES: Final = {".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".txt": "text"}


@click.command(
    "export",
    epilog=examples(
        "abmtui plan export --plans plans > plans.json",
        "abmtui plan export 004711 004712 --format ndjson --plans plans",
        "abmtui plan export --format csv -o exported --plans plans",
        "abmtui plan export --without people --format csv -o handed-on --plans plans",
        "abmtui plan export --person 'Mika Laine' --format text --plans plans",
        note="csv, parquet and xlsx write one file a kind of row into the folder; `abmtui plan import KIND FILE` takes them in again.",
    ),
)
@click.argument("accounts", nargs=-1, metavar="[ACCOUNT...]")
@click.option("--person", default="", metavar="NAME", help="All that is held of this person over all plans, histories and drafts (json or text).")
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "ndjson", "text", *_TABLES)),
    help="How it is written; json by default, or by the name of the output. Text is for --person.",
)
@click.option("-o", "--output", default="", metavar="FILE", help="Write to this file instead of stdout; for csv, parquet and xlsx a folder.")
@without_option
@shared(*WHICH)
def export_command(*, accounts: tuple[str, ...], person: str, form: str | None, output: str, without: str | None, **given: Any) -> int:
    """Write plans whole for other programs: each field under its name, every row with its account's id and name."""
    form = form or _by_name(output)
    if person:
        return _person(person, accounts, form, output, without=bool(without), given=given)
    if form == "text":
        raise StoppedError("--format text is for --person NAME; a plan as text is `abmtui plan show ACCOUNT`")
    if form in _TABLES and not output:
        raise StoppedError(f"--format {form} writes one file a kind of row: name a folder for them with -o FOLDER")
    files = _files(desk_of(given), accounts)
    plans = [file.plan for file in files if not file.broken]
    if without:
        from abmtui.report.without_people import without_people

        plans = [without_people(plan) for plan in plans]
    _write(plans, form, output)
    problems = [problem for file in files for problem in file.problems]
    narrate(problems)
    return exit_code(problems)


def _by_name(output: str) -> str:
    """Return the format by the output's name; raise StoppedError for the name of one table, since plans are several."""
    kind = Path(output).suffix.lower().removeprefix(".")
    if kind in _TABLES:
        raise StoppedError(f"-o {output}: plans are several tables, one a kind of row; --format {kind} -o FOLDER writes them into a folder")
    return chosen_format(None, output, _SUFFIXES, "json")


def _files(desk: Desk, accounts: Sequence[str]) -> list[PlanFile]:
    """Return the plans that are meant, each once."""
    if not accounts:
        return [file for file in desk.files if file.hash is not None or file.broken]
    meant = {one.id: one for one in (desk.account(word) for word in accounts)}
    opened = [desk.store.open(one.id, one.name) for one in meant.values()]
    for file in opened:
        if file.hash is None and not file.broken:
            say(f"note: {file.plan.name or file.plan.id} has no plan yet")
    return [file for file in opened if file.hash is not None or file.broken]


def _write(plans: Sequence[Plan], form: str, output: str) -> None:
    from abmtui.report.figures_json import safe_json
    from abmtui.report.plan_blocks import plan_data
    from abmtui.report.plan_export import export_data, in_order

    if form == "json":
        deliver([(safe_json(export_data(plans)) + "\n").encode()], output)
    elif form == "ndjson":
        deliver([(safe_json(plan_data(plan)) + "\n").encode() for plan in in_order(plans)], output)
    else:
        _write_tables(plans, form, Path(output).expanduser())


def _write_tables(plans: Sequence[Plan], form: str, folder: Path) -> None:
    """Write one file a kind of row; those of an earlier export are replaced, also where there is no row now."""
    from abmtui.report.plan_export import export_frames
    from abmtui.report.tables import FORMATS

    if folder.exists() and not folder.is_dir():
        raise StoppedError(f"-o {folder}: that is a file; --format {form} needs a folder for one file a kind of row")
    frames = export_frames(plans, as_text=form != "parquet")
    for name, frame in frames.items():
        if why := FORMATS[form].refusal(frame):
            raise StoppedError(why)
        written(folder / f"{name}.{form}", b"".join(FORMATS[form].write(frame)))
    rows = sum(frame.height for frame in frames.values())
    say(f"note: written: {counted(len(frames), 'file')} with {counted(rows, 'row')} of {counted(len(plans), 'plan')} in {folder}")


def _person(name: str, accounts: Sequence[str], form: str, output: str, *, without: bool, given: dict[str, Any]) -> int:
    """Write all that is held of a person; nothing held is an answer too."""
    from dataclasses import replace

    from abmtui.report.figures_json import safe_json
    from abmtui.report.person_blocks import held_blocks, held_data
    from abmtui.report.text import as_text

    asked_for(name)
    if form not in {"json", "text"}:
        raise StoppedError(f"--person is written as json or text, not {form}")
    if without:
        raise StoppedError("--person with --without people leaves nothing: choose one")
    desk = desk_of(given)
    found = erasing_of(desk).search(name, files=desk.files)
    if accounts:
        ids = {desk.account(word).id for word in accounts}
        found = replace(found, held=tuple(one for one in found.held if one.account in ids), files=())
    if form == "json":
        deliver([(safe_json(held_data(found)) + "\n").encode()], output)
    elif blocks := held_blocks(found):
        deliver([as_text(blocks)], output)
    else:
        put_text(f"nothing is held here of {name}\n")
    problems = [problem for file in found.unread for problem in file.problems]
    narrate(problems)
    return exit_code(problems)
