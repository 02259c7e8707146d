"""`abmtui plan queue, review, snooze`: the review without the screen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.delivery import deliver, formats_of
from abmtui.cli.exits import StoppedError
from abmtui.cli.opening import measured_view, opened_workspace
from abmtui.cli.options import CONFIG, PLANS, READING, VIEWING, Shared, examples, shared
from abmtui.cli.plan_desk import desk_of
from abmtui.cli.streams import complain, narrate, say
from abmtui.problems import Problem, Severity

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.cli.plan_desk import Account
    from abmtui.workspace.editing import Outcome, PlanEditing
    from abmtui.workspace.review_course import Scope

_SOURCE: Final = Shared("--source", "The source whose accounts are meant; its plans folder is used. May be given again.", "FILE", several=True)
_WHICH: Final = (PLANS, _SOURCE, CONFIG, *READING)
_MEASURED: Final = tuple(option for option in VIEWING if option.name in {"--metric", "--period", "--classes", "--rollup"})
_NOTE: Final = "ACCOUNT is an id, else an exact name. DATE is 2026-03-01, 1 Mar, next fri, +2w or +3m."
_CODES: Final = {"saved": 0, "conflict": Severity.CHANGED, "not saved": Severity.UNSAVED, "read-only": Severity.UNSAVED}


@click.command(
    "queue",
    epilog=examples("abmtui plan queue --source accounts.csv", "abmtui plan queue --source accounts.csv --scope mine --format json"),
)
@click.option("--scope", type=click.Choice(("mine", "team", "all")), default="all", help="Whose accounts: mine (`me` of the config), my `team`'s, or all.")
@click.option("--format", "form", type=click.Choice(("table", "csv", "json", "ndjson")), default="table", help="How it is written; table by default.")
@shared(*_WHICH, *_MEASURED)
def queue_command(scope: Scope, form: str, **given: Any) -> int:
    """List the accounts that need a look, the most pressing first, with the reasons; how many are done and quiet goes to stderr."""
    from abmtui.report.tables import FORMATS, table_lines
    from abmtui.workspace.review_course import SCOPES, scopes_of

    workspace = opened_workspace({**given, "sources": given.get("source")})
    measured = measured_view(workspace)
    if scope not in scopes_of(workspace.config):
        raise StoppedError(f"--scope {scope}: {SCOPES[scope][1]}")
    course = workspace.review(measured.view, scope)
    queue = course.queue
    frame = course.table[queue.rows].select("id", "name", "class", "value").with_columns(queue.reasons)
    deliver(table_lines(frame, formats_of(workspace.config)) if form == "table" else FORMATS[form].write(frame), "")
    off = f", {queue.put_off:,} put off" if queue.put_off else ""
    say(f"note: review of {scope}: {queue.done:,} of {queue.scope:,} done, {queue.rows.len():,} need a look, {queue.quiet:,} quiet{off}")
    narrate(workspace.problems)
    return 0


@click.command(
    "review",
    epilog=examples(
        "abmtui plan review 004711 --source accounts.csv",
        "abmtui plan review 004711 --decision 'Renew for two years' --next +3m --source accounts.csv",
        note=_NOTE,
    ),
)
@click.argument("account")
@click.option("--decision", default="", metavar="TEXT", help="What the review decided; kept as a note of the plan.")
@click.option("--next", "next_review", default="", metavar="DATE", help="When the account is to be reviewed next. Else by the days of its class.")
@click.option("--next-step", default="", metavar="TEXT", help="The next step, in the place of the one that stands there.")
@shared(*_WHICH)
def review_command(account: str, decision: str, next_review: str, next_step: str, **given: Any) -> int:
    """Mark an account as reviewed today; alone it makes no plan. With a source the book's figures are kept for the next review."""
    today = _today()
    day = _ahead("--next", next_review, today) if next_review.strip() else None
    desk = desk_of(given)
    meant = desk.account(account)
    editing = desk.editing
    if decision.strip() or day or next_step.strip():
        outcome = _decided(editing, meant, (decision, day, next_step), today)
    else:
        outcome = editing.stamp(meant.id, meant.name, today)
    code = _told(outcome, f"{meant.name}: reviewed" if outcome.what == "reviewed" else f"{meant.name}: reviewed; {outcome.what}")
    if outcome.state == "saved" and desk.workspace is not None:
        from abmtui.workspace.review_course import keep_figures

        desk.workspace.refresh_plans()
        if wrong := keep_figures(desk.workspace, desk.workspace.request.view, [meant.id]):
            say(f"note: {wrong}")
    return code


@click.command("snooze", epilog=examples("abmtui plan snooze 004711 +2w --source accounts.csv", note=_NOTE))
@click.argument("account")
@click.argument("date")
@shared(*_WHICH)
def snooze_command(account: str, date: str, **given: Any) -> int:
    """Leave an account out of the review until a day."""
    until = _ahead("DATE", date, _today())
    desk = desk_of(given)
    meant = desk.account(account)
    return _told(desk.editing.stamp(meant.id, meant.name, None, until), f"{meant.name}: put off until {until.isoformat()}")


def _decided(editing: PlanEditing, meant: Account, said: tuple[str, dt.date | None, str], today: dt.date) -> Outcome:
    """Save the decision, the next date and the next step with the stamp, as one step."""
    from abmtui.plan.decisions import Decision, dated, decided
    from abmtui.wording import cleaned

    text, day, step = cleaned(said[0], lines=True).strip(), said[1], cleaned(said[2]).strip()
    opened = editing.open(meant.id, meant.name)
    if opened.broken:
        narrate(opened.problems)
        raise StoppedError(f"{opened.path} is broken and was left as it is; mend it first", Severity.UNSAVED)
    if text:
        plan, what = decided(opened.plan, Decision(text, day, step), today, editing.store.author)
    else:
        plan, emptied = dated(opened.plan, day, step)
        what = f"next date and step set{emptied}"
    return editing.decide(plan, what, today)


def _told(outcome: Outcome, done: str) -> int:
    """Say what became of a step; return its exit code."""
    if outcome.state == "saved":
        say(f"note: {done}")
        if outcome.why:
            narrate([Problem(outcome.why)])
    else:
        complain(outcome.why or outcome.state)
    return int(_CODES[outcome.state])


def _ahead(name: str, text: str, today: dt.date) -> dt.date:
    """Return a day from tomorrow on; raise StoppedError for anything else."""
    from abmtui.plan.dates import day_ahead

    day, wrong = day_ahead(text, today)
    if day is None:
        raise StoppedError(f"{name}: {wrong}")
    return day


def _today() -> dt.date:
    return datetime.now().astimezone().date()
