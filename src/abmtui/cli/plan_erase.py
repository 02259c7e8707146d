"""`abmtui plan erase-person`: a person's data taken out of everything that is kept here; shown first, changed with --yes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from abmtui.cli import places
from abmtui.cli.delivery import deliver
from abmtui.cli.exits import StoppedError
from abmtui.cli.options import examples, shared
from abmtui.cli.plan_desk import desk_of
from abmtui.cli.plans import WHICH
from abmtui.cli.streams import complain, narrate, put_text, say
from abmtui.problems import Severity
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from abmtui.cli.plan_desk import Desk
    from abmtui.plan.persons import Person
    from abmtui.workspace.erasing import Erasing, Found, Held

_LISTED: Final = 20
"""Accounts and lines that a sentence names before it counts the others."""
_LARGEST: Final = 64 << 20
"""A source larger than this is not searched for a name."""


@click.command(
    "erase-person",
    epilog=examples(
        "abmtui plan erase-person 'Mika Laine' --plans plans",
        "abmtui plan erase-person 'Mika Laine' --account 004711 --also 'M. Laine' --yes --plans plans",
        note="Without --yes nothing is changed: every place is listed. An erasure cannot be undone. See also: plan export --person NAME.",
    ),
)
@click.argument("name")
@click.option("--account", "accounts", multiple=True, metavar="ACCOUNT", help="Only in this account (id or exact name). May be given again.")
@click.option("--also", multiple=True, metavar="TEXT", help="Words that mean the person too, such as the last name alone. May be given again.")
@click.option("--yes", is_flag=True, help="Erase; else what would be erased is only listed.")
@shared(*WHICH)
def erase_person_command(*, name: str, accounts: tuple[str, ...], also: tuple[str, ...], yes: bool, **given: Any) -> int:
    """Erase a person: the row, references to it, the name in texts, histories, our own drafts, and what could be undone.

    A name is found as whole words, whatever its case and accents, as "Mika Laine" and as "Laine, Mika". Deleting the row alone (`plan remove`,
    or `d` on the screen) leaves the name in the history and can be undone; this cannot.
    """
    from abmtui.report.person_blocks import counted_places, erasure_blocks
    from abmtui.report.text import as_text

    asked_for(name, *also)
    desk = desk_of(given)
    erasing = erasing_of(desk)
    found = erasing.search(name, also, desk.files)
    chosen = _chosen(desk, found, accounts)
    deliver([as_text(erasure_blocks(chosen, found, tuple(_beyond(desk, chosen))))], "")
    narrate(problem for file in found.unread for problem in file.problems)
    unread = Severity.MEND if found.unread else 0
    if not yes:
        refused = any(one.refused for one in chosen)
        put_text(f"\n{counted(counted_places(chosen), 'place')}. Nothing was changed: add --yes to erase. It cannot be undone.\n")
        return Severity.UNSAVED if refused else unread
    return max(unread, _erased(erasing, chosen, found))


def asked_for(*names: str) -> None:
    """Raise StoppedError for a name without a letter or digit: it would be found everywhere or nowhere."""
    from abmtui.wording import folded

    for name in names:
        if not any(letter.isalnum() for letter in folded(name)):
            raise StoppedError(f'"{name}" is no name: write it as it stands in the plan, such as "Mika Laine"')


def erasing_of(desk: Desk) -> Erasing:
    """Return what looks for people in a folder's plans and in this user's own state."""
    from abmtui.workspace.erasing import Erasing

    return Erasing(desk.store, places.state_folder(), lambda: datetime.now().astimezone())


def _chosen(desk: Desk, found: Found, accounts: Sequence[str]) -> tuple[Held, ...]:
    """Return where the person is to be erased; raise StoppedError where nobody of that name stands, or several do."""
    if accounts:
        meant = [desk.account(word) for word in accounts]
        # A broken file says no id; it is the account's all the same.
        paths = {desk.store.path_of(one.id, one.name) for one in meant}
        held = tuple(one for one in found.held if one.account in {one.id for one in meant} or (one.file is not None and one.file.path in paths))
        if not held:
            raise StoppedError(f"nothing of {', '.join(accounts)} names {found.name}")
        return held
    standing = tuple(one for one in found.held if one.stands)
    if len(standing) > 1:
        raise StoppedError(f"{found.name} is a stakeholder of {len(standing)} accounts; say which with --account (it may be given again): {_listed(standing)}")
    if standing:
        return standing
    if found.held:
        raise StoppedError(f"nobody called {found.name} is a stakeholder here; the name is mentioned in: {_listed(found.held)}; erase it there with --account")
    broken = ", ".join(file.path.name for file in found.unread)
    raise StoppedError(f"nothing here names {found.name}" + (f"; these plans are broken and could not be looked into: {broken}" if broken else ""))


def _listed(held: Sequence[Held]) -> str:
    told = "; ".join(f"{one.account or one.log.name} ({one.name})" for one in held[:_LISTED])
    return told + (f"; and {len(held) - _LISTED:,} more" if len(held) > _LISTED else "")


def _erased(erasing: Erasing, chosen: Sequence[Held], found: Found) -> int:
    from abmtui.store.rollup import refresh

    done = erasing.erase(chosen, found.files)
    refresh(erasing.store)
    for one in done:
        if one.code:
            complain(f"{one.name}: {one.why}")
        else:
            say(f"note: erased: {one.name}")
    say("note: this cannot be undone; a program that is open now still shows what it read before: close and open it")
    return max((one.code for one in done), default=0)


# What no erasing here can reach


def _beyond(desk: Desk, chosen: Sequence[Held]) -> Iterator[str]:
    yield "drafts and what can be undone of other people, on their own computers; programs that are open now"
    yield "exports and reports that were handed on, and backups"
    folder = desk.store.folder.absolute()
    git = next((path / ".git" for path in (folder, *folder.parents) if (path / ".git").exists()), None)
    if git is not None:
        yield f"git keeps every earlier version: {git}"
    for one in chosen[:1]:
        yield from _in_sources(desk, one.person)
    for one in chosen:
        if _named(one.name, one.person):
            yield f"the account itself is called {one.name}: its name and its file's name stay"


def _in_sources(desk: Desk, person: Person) -> Iterator[str]:
    """Yield the source files that name the person, and those that were not looked into."""
    for source in desk.config.source:
        path = Path(source).expanduser()
        if path.suffix.lower() not in {".csv", ".tsv", ".txt", ".json", ".ndjson"} or not path.is_file() or path.stat().st_size > _LARGEST:
            yield f"the source {source}: it was not looked into; look for the name there"
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        lines = [number for number, line in enumerate(text.split("\n"), 1) if _named(line, person)]
        if lines:
            yield f"the source {source} names the person in line {', '.join(map(str, lines[:_LISTED]))}{', ...' * (len(lines) > _LISTED)}"


def _named(text: str, person: Person) -> bool:
    from abmtui.plan.persons import spans

    return bool(spans(text, person))
