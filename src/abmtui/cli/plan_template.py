"""`abmtui plan template`: the library of templates, and their rows inserted into an account's plan."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli.exits import StoppedError
from abmtui.cli.opening import sound_config
from abmtui.cli.options import CONFIG, PLANS, READING, Shared, examples, shared
from abmtui.cli.plan_desk import desk_of
from abmtui.cli.streams import narrate, put_text, say
from abmtui.cli.words import nearest
from abmtui.problems import Severity, exit_code

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.config import Config
    from abmtui.plan.model import Plan
    from abmtui.plan.templates import Template
    from abmtui.problems import Problem

_SOURCE: Final = Shared("--source", "The source whose accounts are meant; its plans folder is used. May be given again.", "FILE", several=True)


@click.command(
    "template",
    epilog=examples(
        "abmtui plan template",
        "abmtui plan template 004711 'Webinar for users' --audience 'Mika Laine' --start 'next mon' --plans plans",
        note="NAME is a template's name or its first letters. Own templates stand in the file that the setting `templates` names.",
    ),
)
@click.argument("account", required=False)
@click.argument("name", required=False)
@click.option("--audience", default="", help="For whom: a person of the plan, or a persona or segment in words.")
@click.option("--start", default="", help="The first day, such as 2026-12-01, next mon or +2w; today by default.")
@shared(PLANS, _SOURCE, CONFIG, *READING)
def template_command(account: str | None, name: str | None, audience: str, start: str, **given: Any) -> int:
    """List the templates, or insert the rows of one and print their ids; all rows are one edit."""
    from abmtui.plan.templates import inserted

    config = sound_config({**given, "sources": given.get("source")})
    templates, problems = _library(config)
    if account is None:
        _list(templates)
        narrate(problems)
        return exit_code(problems)
    if not name:
        raise StoppedError("name the template: abmtui plan template ACCOUNT NAME; `abmtui plan template` lists them")
    template, first = _meant(name, templates), _day(start)
    narrate(problems)
    desk = desk_of(given)
    opened = desk.open(desk.account(account))
    plan, ids = inserted(opened.plan, template, _audience(audience, opened.plan), first)
    code = max(desk.save(opened, plan), exit_code(problems))
    if code <= Severity.MEND:
        put_text("".join(f"{row_id}\n" for row_id in ids))
        say(f"note: {template.name}: {len(ids)} channel rows" + ("" if audience else "; name the audience with --audience, or on the Channels tab"))
    return code


def _library(config: Config) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    from abmtui.store.templates import library

    return library(Path(config.templates) if config.templates else None)


def _list(templates: tuple[Template, ...]) -> None:
    from abmtui.report.blocks import Block
    from abmtui.report.text import as_text

    rows = tuple((one.name + " (own)" * one.own, one.purpose, str(len(one.rows)), one.about) for one in templates)
    put_text(as_text((Block("Templates of channel rows", columns=("Template", "For", "Rows", "What it does"), rows=rows, numbers=False),)))


def _meant(name: str, templates: tuple[Template, ...]) -> Template:
    from abmtui.plan.templates import meant

    found = meant(templates, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise StoppedError(f"{len(found)} templates begin with `{name}`: {'; '.join(one.name for one in found)}")
    near = nearest(name, [one.name for one in templates])
    raise StoppedError(f"there is no template `{name}`" + (f"; did you mean `{near}`?" if near else "; `abmtui plan template` lists them"))


def _audience(text: str, plan: Plan) -> str:
    """Return the audience as the field reads it: a person's id where one is meant, else the words; raise StoppedError for a name of several."""
    from abmtui.plan.model import ChannelRow, field_specs
    from abmtui.plan.values import value_of

    value, why = value_of(text, field_specs(ChannelRow)["audience"], plan, _today())
    if why:
        raise StoppedError(f"--audience: {why}")
    return str(value)


def _day(text: str) -> dt.date:
    from abmtui.plan.dates import SHOWN_FORMS, typed_date

    day = typed_date(text, _today()) if text else _today()
    if day is None:
        raise StoppedError(f'--start: "{text}" is no date that has one meaning: write {SHOWN_FORMS}')
    return day


def _today() -> dt.date:
    return datetime.now().astimezone().date()
