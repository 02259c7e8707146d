"""`abmtui plan restore`: a plan as it was on an earlier day, made of its history; shown first, saved with --yes as one edit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from abmtui.cli.exits import StoppedError
from abmtui.cli.options import examples, shared
from abmtui.cli.plan_desk import desk_of
from abmtui.cli.plans import WHICH
from abmtui.cli.streams import narrate, put_text
from abmtui.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from abmtui.plan.model import Plan
    from abmtui.store.told import Told


@click.command(
    "restore",
    epilog=examples(
        "abmtui plan restore 004711 2026-10-01 --plans plans",
        "abmtui plan restore 004711 2026-10-01T14:30 --yes --plans plans",
        note="WHEN is a day (the plan as it stood at its end) or a time as `plan history --format json` writes it. A restored plan is an edit: undo takes it back.",
    ),
)
@click.argument("account")
@click.argument("when")
@click.option("--yes", is_flag=True, help="Save the plan as it was; without it what would change is only listed.")
@shared(*WHICH)
def restore_command(*, account: str, when: str, yes: bool, **given: Any) -> int:
    """Bring an account's plan back to what it said on an earlier day."""
    from abmtui.plan.changes import changes
    from abmtui.plan.replay import restored
    from abmtui.report.change_words import change_lines, names_in
    from abmtui.store.history import entries
    from abmtui.store.told import told

    until = _until(when)
    desk = desk_of(given)
    opened = desk.open(desk.account(account))
    log, problems = entries(desk.store.history_path(opened.path))
    narrate(problems)
    then = _state(told(log, opened), until, when)
    plan = restored(opened.plan, then)
    said = changes(opened.plan, plan)
    if not said:
        put_text("the plan says today what it said then\n")
        return 0
    names = {**names_in(then), **names_in(opened.plan)}
    put_text("".join(f"{line}\n" for line in change_lines(said, names)))
    if not yes:
        put_text("\nNothing was changed: add --yes to restore.\n")
        return 0
    return desk.save(opened, plan)


def _until(text: str) -> datetime:
    """Return the last moment that is meant: of a day its end, here; raise StoppedError for what is no time."""
    from abmtui.plan.dates import SHOWN_FORMS, typed_date

    here = datetime.now().astimezone()
    if day := typed_date(text, here.date(), past=True):
        return datetime(day.year, day.month, day.day, tzinfo=here.tzinfo) + timedelta(days=1, microseconds=-1)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise StoppedError(f"{text}: that is no day or time that has one meaning: write {SHOWN_FORMS}, or 2026-03-01T14:30") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=here.tzinfo)


def _state(story: Sequence[Told], until: datetime, when: str) -> Plan:
    """Return the plan after the last entry up to a moment; raise StoppedError where there was none or it is not known."""
    from abmtui.store.told import moment

    earlier = next((one for one in story if moment(one.entry.when).astimezone(UTC) <= until), None)
    if earlier is None:
        first = story[-1].entry.when if story else ""
        raise StoppedError(f"the plan had no history yet at {when}" + (f"; it begins at {first}" if first else ""))
    if earlier.plan is None:
        raise StoppedError(f"the history does not say what the plan said at {when}: its lines from the time before are missing", Severity.MEND)
    return earlier.plan
