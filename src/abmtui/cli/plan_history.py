"""`abmtui plan history`: who changed which plan when, from what to what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from abmtui.cli.delivery import deliver, formats_of
from abmtui.cli.exits import StoppedError
from abmtui.cli.options import examples, shared
from abmtui.cli.plan_desk import desk_of
from abmtui.cli.plans import WHICH
from abmtui.cli.streams import narrate, put_text, say
from abmtui.problems import exit_code

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from abmtui.cli.plan_desk import Desk
    from abmtui.problems import Problem
    from abmtui.report.history_blocks import Moment, OfAccount
    from abmtui.store.plan_file import PlanFile


@click.command(
    "history",
    epilog=examples(
        "abmtui plan history 004711 --plans plans",
        "abmtui plan history --since 2026-10-01 --plans plans",
        "abmtui plan history 004711 --limit 5 --format json --plans plans",
        note="Without ACCOUNT: of all plans of the folder. A change made outside abmtui (an editor, git) is told at the first save after it.",
    ),
)
@click.argument("account", required=False, default="")
@click.option("--since", default="", metavar="DATE", help="Only changes of this day and later: 2026-10-01, or `1 oct`.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many entries, the newest.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How it is written; text by default.")
@click.option("-o", "--output", default="", metavar="FILE", help="Write to this file instead of stdout.")
@shared(*WHICH)
def history_command(*, account: str, since: str, limit: int | None, form: str, output: str, **given: Any) -> int:
    """Print who changed a plan, when, what, from which value to which; the newest first."""
    from abmtui.report.history_blocks import history_blocks, history_data, moments

    day = day_of(since)
    desk = desk_of(given)
    histories, problems = _histories(desk, account)
    found = moments(histories, day)
    shown: Sequence[Moment] = found if limit is None else found[:limit]
    if form == "json":
        from abmtui.report.figures_json import safe_json

        deliver([safe_json(history_data(shown)) + "\n"], output)
    elif shown:
        from abmtui.report.text import as_text

        deliver([as_text(history_blocks(shown, formats_of(desk.config)))], output)
    else:
        put_text("nothing changed" + (f" since {day.isoformat()}\n" if day else " yet\n"))
    if len(shown) < len(found):
        say(f"note: {len(shown):,} of {len(found):,} entries written (--limit)")
    narrate(problems)
    return exit_code(problems)


def day_of(text: str) -> dt.date | None:
    """Return the day that was typed, None for none; raise StoppedError for what is no day."""
    from abmtui.plan.dates import SHOWN_FORMS, typed_date

    if not text:
        return None
    day = typed_date(text, datetime.now().astimezone().date(), past=True)
    if day is None:
        raise StoppedError(f"--since {text}: that is no date that has one meaning: write {SHOWN_FORMS}")
    return day


def _histories(desk: Desk, account: str) -> tuple[list[OfAccount], tuple[Problem, ...]]:
    """Return the history of one account or of all, of plans whose file is gone too, and what could not be read."""
    from abmtui.report.history_blocks import of_account
    from abmtui.store.history import FOLDER, entries
    from abmtui.store.told import told

    files: tuple[PlanFile, ...] = tuple(file for file in desk.files if file.hash is not None)
    if account:
        meant = desk.account(account)
        files = (desk.store.open(meant.id, meant.name),)
    logs = {desk.store.history_path(file.path): file for file in files}
    gone = () if account else sorted(path for path in (desk.store.folder / FOLDER).glob("*.jsonl") if path not in logs)
    found: list[OfAccount] = []
    problems: list[Problem] = []
    for path, file in (*logs.items(), *((path, None) for path in gone)):
        log, said = entries(path)
        problems += said
        led = told(log, file)
        plan = file.plan if file is not None else led[0].plan if led else None
        known = plan is not None and (plan.name or plan.id)
        found.append(of_account(plan.id if plan else "", (known or path.name) + ("" if file else " (its plan is gone)"), led, plan))
    return found, tuple(problems)
