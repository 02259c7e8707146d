"""`abmtui plan bulk` and `abmtui plan enrol`: one edit of many accounts, shown first, made with --yes, taken back by one undo."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.assignments import specs_of, split_words, unknown_field
from abmtui.cli.exits import StoppedError
from abmtui.cli.options import CONFIG, PLANS, READING, VIEWING, Shared, examples, shared
from abmtui.cli.plan_desk import desk_of, kind_of
from abmtui.cli.streams import complain, narrate, put_text, say
from abmtui.problems import Severity

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.cli.plan_desk import Desk
    from abmtui.plan.bulk import BulkEdit
    from abmtui.workspace.bulk import BulkPreview
    from abmtui.workspace.measured import Measured

_SOURCE: Final = Shared("--source", "The source whose accounts are meant; its plans folder is used. May be given again.", "FILE", several=True)
_WHOM: Final = (
    Shared("--ids", "The accounts with these ids: 004711,004712.", "ID,ID"),
    Shared("--accounts", 'The accounts of exactly these names: "Wärtsilä Oyj,Meyer Turku".', "NAME,NAME"),
    next(option for option in VIEWING if option.name == "--filter"),
)
_WHICH: Final = (PLANS, _SOURCE, CONFIG, *READING)
_NOTE: Final = "Nothing is written without --yes; one `abmtui plan undo` takes all of it back."
_FORM: Final = click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How the preview is written; text by default.")
_YES: Final = click.option("--yes", is_flag=True, help="Make the edit; without it, it is only shown.")


@click.command(
    "bulk",
    epilog=examples(
        "abmtui plan bulk owner='Anna Salo' --source accounts.csv --filter \"region = 'Nordics'\"",
        "abmtui plan bulk pain_points+='fuel costs' --source accounts.csv --ids 004711,004712 --yes",
        "abmtui plan bulk programme=ABM programme_reason='largest yards' --source accounts.csv --filter \"class = 'A'\"",
        "abmtui plan bulk flag type=reorganisation severity=high --source accounts.csv --accounts 'Wärtsilä Oyj,Kemira Oyj'",
        note=_NOTE,
    ),
)
@click.argument("words", nargs=-1, metavar="[KIND] FIELD=VALUE...", type=click.UNPROCESSED)
@_YES
@_FORM
@shared(*_WHOM, *_WHICH)
def bulk_command(words: tuple[str, ...], *, yes: bool, form: str, **given: Any) -> int:
    """Set fields of many accounts' plans at once, or add a row to each; FIELD= empties, += and -= for lists."""
    edit = _edit_of(words)
    desk = desk_of(given)
    return _made(desk, edit, _accounts(desk, given), form, yes=yes)


@click.command(
    "enrol",
    epilog=examples(
        "abmtui plan enrol onboarding --source accounts.csv --fits",
        "abmtui plan enrol 'churn prevention' --source accounts.csv --filter \"region = 'Nordics'\" --yes",
        "abmtui plan enrol up-selling --leave --source accounts.csv --ids 004711 --yes",
        note=f"PROGRAMME is lead generation, onboarding, up-selling or churn prevention, or its first letters. {_NOTE}",
    ),
)
@click.argument("programme")
@click.option("--fits", is_flag=True, help="Only accounts that the programme's entry rule fits (limits in the config).")
@click.option("--leave", is_flag=True, help="Take the accounts out of the programme instead.")
@_YES
@_FORM
@shared(*_WHOM, *_WHICH)
def enrol_command(programme: str, *, fits: bool, leave: bool, yes: bool, form: str, **given: Any) -> int:
    """Enrol accounts in a programme of digital relationship management (DRM), or take them out."""
    from abmtui.plan.bulk import enrolment

    name = _programme(programme)
    desk = desk_of(given)
    return _made(desk, enrolment(name, _today(), leave=leave), _accounts(desk, given, name if fits else ""), form, yes=yes)


def _edit_of(words: tuple[str, ...]) -> BulkEdit:
    from abmtui.plan.bulk import BulkEdit, Given

    target, assignments = split_words(words)
    if len(target) > 1:
        raise StoppedError("before the fields stands nothing (the plan itself) or KIND, such as: flag type=reorganisation")
    kind = kind_of(target[0]) if target else None
    unknown = [unknown_field(one.field, specs_of(kind)) for one in assignments if one.field not in specs_of(kind)]
    edit = BulkEdit(tuple(Given(one.field, one.sign, one.text) for one in assignments), _today(), kind.name if kind else "")
    wrong = "; ".join(unknown) or edit.wrong()
    if wrong:
        raise StoppedError(wrong)
    return edit


def _programme(word: str) -> str:
    from abmtui.plan.vocabulary import DRM_PROGRAMMES
    from abmtui.wording import folded

    meant = [name for name in DRM_PROGRAMMES if folded(name).startswith(folded(word).strip())] if word.strip() else []
    if len(meant) != 1:
        raise StoppedError(f"`{word}` is no programme of digital relationship management. There are: {', '.join(DRM_PROGRAMMES)}")
    return meant[0]


def _accounts(desk: Desk, given: dict[str, Any], fits: str = "") -> dict[str, str]:
    """Return the accounts that are meant, id -> name; raise StoppedError where none is named or an id or a name is unknown."""
    if not (given["ids"] or given["accounts"] or given["filter"] or fits):
        raise StoppedError("say which accounts: --filter SQL, --ids ID,ID or --accounts NAME,NAME")
    words = [*_listed(given["ids"]), *_listed(given["accounts"])]
    named = {account.id: account.name for account in map(desk.account, words)}
    if not (given["filter"] or fits):
        return named
    found = _of_view(desk, fits)
    return {account: name for account, name in found.items() if account in named} if words else found


def _listed(text: str | None) -> list[str]:
    return [word.strip() for word in next(csv.reader([text or ""], skipinitialspace=True), []) if word.strip()]


def _of_view(desk: Desk, fits: str) -> dict[str, str]:
    """Return the accounts of the filter, of them those whom a DRM programme's rule fits."""
    from abmtui.cli.opening import measured_view
    from abmtui.portfolio import columns as col

    if desk.workspace is None:
        raise StoppedError("--filter and --fits need the accounts: name the source with --source")
    measured = measured_view(desk.workspace)
    table = measured.table[measured.order].select(col.ID, col.NAME)
    if fits:
        table = table.filter(_fitting(measured, fits)[measured.order])
    return dict(table.iter_rows())


def _fitting(measured: Measured, programme: str) -> Any:
    from abmtui.review import drm

    if programme not in drm.PROGRAMMES:
        raise StoppedError(f"{programme} has no entry rule: name the accounts with --filter, --ids or --accounts")
    return drm.fits(measured.review.column(drm.BELONGS), programme)


def _made(desk: Desk, edit: BulkEdit, accounts: dict[str, str], form: str, *, yes: bool) -> int:
    """Show what the edit does, make it where that is wanted, and return the exit code."""
    from abmtui.workspace.bulk import previewed

    if not accounts:
        put_text("No account is meant by that: nothing to change.\n")
        return 0
    preview = previewed(edit, accounts, desk.store)
    code = _write(desk, preview) if yes and preview.accounts else 0
    _show(preview, form, written=yes and code < Severity.CHANGED)
    if not yes and preview.accounts:
        say("note: nothing was written: --yes makes the edit, as one step")
    return max(code, (Severity.UNSAVED if yes else Severity.MEND) if preview.refused else 0)


def _show(preview: BulkPreview, form: str, *, written: bool) -> None:
    from abmtui.report.bulk_blocks import bulk_blocks, bulk_data

    if form == "json":
        from abmtui.report.figures_json import safe_json

        put_text(safe_json(bulk_data(preview, written=written)) + "\n")
        return
    from abmtui.report.text import as_text

    put_text(as_text(bulk_blocks(preview)))


def _write(desk: Desk, preview: BulkPreview) -> int:
    """Make the edit as one step, say what became of it and return the exit code."""
    from abmtui.wording import counted

    outcome = desk.editing.change(preview.accounts, preview.edit, preview.edit.what)
    for refused in outcome.refused:
        complain(f"{refused.name}: {refused.why or refused.state}")
    narrate([problem for saved in outcome.saved if saved.file is not None for problem in saved.file.problems])
    say(f"note: saved: {counted(len(outcome.saved), 'plan')}; `abmtui plan undo` takes them back in one step")
    codes = {"conflict": Severity.CHANGED}
    return max((int(codes.get(refused.state, Severity.UNSAVED)) for refused in outcome.refused), default=0)


def _today() -> dt.date:
    return datetime.now().astimezone().date()
