"""What is held of a person over all plans of a folder, and the erasing of it: found first, changed only when asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from abmtui import durable
from abmtui.durable import Changed, NotSaved
from abmtui.plan.document import CannotWriteError, parse
from abmtui.plan.erasure import COMMENT, Place, comment_places, doubtful_places, places, text_without, without_person
from abmtui.plan.persons import Person, may_be_in, redacted, rows_of_person, spans
from abmtui.problems import Severity
from abmtui.store import erasing as store_erasing
from abmtui.store.drafts import Drafts
from abmtui.store.history import FOLDER as HISTORY
from abmtui.store.history import Entry
from abmtui.store.undo_log import UndoLog, log_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from abmtui.plan.model import Plan, Stakeholder
    from abmtui.store.drafts import Draft
    from abmtui.store.erasing import LogLine
    from abmtui.store.plan_file import PlanFile
    from abmtui.store.plans import PlanStore


@dataclass(frozen=True, eq=False)
class Held:
    """What one account's plan and what belongs to it hold of a person."""

    account: str
    """The account's id; of a history whose plan is gone, empty."""
    name: str
    file: PlanFile | None
    """None: the plan is gone and its history is left."""
    log: Path
    person: Person
    rows: tuple[Stakeholder, ...] = ()
    """The person's rows in the plan."""
    places: tuple[Place, ...] = ()
    """Everything in the plan that erasing changes, comments included."""
    history: tuple[LogLine, ...] = ()
    drafts: tuple[Draft, ...] = ()
    doubtful: tuple[Place, ...] = ()
    refused: str = ""
    """Why the plan cannot be changed, or empty."""

    @property
    def stands(self) -> bool:
        """Whether the person is, or was, a stakeholder here; else the name is only mentioned."""
        return bool(self.person.ids)

    @property
    def empty(self) -> bool:
        """Whether nothing here names the person."""
        return not (self.places or self.history or self.drafts or self.rows)


@dataclass(frozen=True, eq=False)
class Found:
    """A person over all plans of a folder."""

    name: str
    held: tuple[Held, ...]
    """The accounts where the person stands or is mentioned."""
    unread: tuple[PlanFile, ...]
    """Broken plans, in which nobody can be looked for."""
    files: tuple[Path, ...]
    """Further files of abmtui's that name the person."""
    steps: int = 0
    """Steps that can be undone or made again and name the person."""


@dataclass(frozen=True)
class Done:
    """What became of one account, or of what is kept beside the plans (`name` says what)."""

    name: str
    code: int = 0
    """The exit code that it asks for; 0: erased."""
    why: str = ""


class Erasing:
    """Looks for a person in the plans of a store and in this user's own state, and erases them there."""

    def __init__(self, store: PlanStore, state: Path | None, now: Callable[[], dt.datetime]) -> None:
        self.store = store
        self.state = state
        self._now = now
        self._drafts = None if state is None else Drafts(state / "drafts", now)

    def search(self, name: str, also: Iterable[str] = (), files: Sequence[PlanFile] | None = None) -> Found:
        """Return everything that is held of a person; nothing is changed. `files`: the plans, where they were read already."""
        person = Person(name, tuple(also))
        files = self.store.every() if files is None else files
        drafts = self._own_drafts()
        held = [self._of_plan(file, person, drafts) for file in files if file.hash is not None]
        logs = {one.log for one in held}
        held += [self._of_log(log, person) for log in sorted((self.store.folder / HISTORY).glob("*.jsonl")) if log not in logs]
        own = store_erasing.further_files(self.store.folder) + (() if self.state is None else store_erasing.state_files(self.state))
        return Found(
            name,
            tuple(one for one in held if not one.empty),
            tuple(file for file in files if file.broken),
            tuple(path for path in own if store_erasing.named_in(path, person)),
            0 if self.state is None else store_erasing.steps_naming(log_path(self.state, self.store.folder), person),
        )

    def _own_drafts(self) -> tuple[Draft, ...]:
        if self._drafts is None:
            return ()
        return tuple(draft for draft in self._drafts.all()[0] if draft.plans == str(self.store.folder.absolute()))

    def _of_plan(self, file: PlanFile, person: Person, drafts: Sequence[Draft]) -> Held:
        log = self.store.history_path(file.path)
        data = _content(log)
        own = tuple(draft for draft in drafts if draft.plan_id == file.plan.id)
        rows = rows_of_person(file.plan, person)
        texts = (file.text, *(draft.text for draft in own))
        if not any(may_be_in(text, person) for text in (*texts, *(draft.typed for draft in own), data.decode("utf-8", "replace"))):
            return Held(file.plan.id, file.plan.name, file, log, person)
        person = _with_ids(person, data, *texts)
        in_comments: tuple[Place, ...] = ()
        refused = file.read_only
        try:
            in_comments = comment_places(file.text, person)
        except CannotWriteError as error:
            refused = refused or str(error)
        in_file = _broken_places(file, person) if file.broken else places(file.plan, person)
        return Held(
            file.plan.id,
            file.plan.name or file.path.name,
            file,
            log,
            person,
            rows,
            (*in_file, *in_comments),
            store_erasing.log_lines(data, person),
            tuple(draft for draft in own if self._says(draft, person)),
            doubtful_places(file.plan, person) if person.ids else (),
            refused,
        )

    @staticmethod
    def _says(draft: Draft, person: Person) -> bool:
        without = store_erasing.draft_without(draft, person, {})
        return (without.text, without.typed) != (draft.text, draft.typed)

    def _of_log(self, log: Path, person: Person) -> Held:
        data = _content(log)
        person = _with_ids(person, data)
        return Held("", log.name, None, log, person, history=store_erasing.log_lines(data, person))

    def erase(self, chosen: Sequence[Held], files: Iterable[Path]) -> tuple[Done, ...]:
        """Erase a person from the plans that can be changed and from what belongs to them; return what became of each.

        What is kept beside the plans goes first: a crash on the way leaves the person's row, by which erasing again finds them.
        """
        able = [one for one in chosen if not one.refused]
        done = [Done(one.name, Severity.UNSAVED, one.refused) for one in chosen if one.refused]
        jobs: list[tuple[str, Callable[[], None]]] = [("the log of steps", partial(self._erase_steps, able))]
        jobs += [(f"the drafts of {one.name}", partial(self._erase_drafts, one)) for one in able]
        jobs += [(str(path), partial(_erase_file, path, able[0].person)) for path in files if able]
        jobs += [("the roll-up", partial(store_erasing.drop_rollup, self.store.folder)) for _ in able[:1]]
        jobs += [(one.name, partial(self._erase_one, one)) for one in able]
        for name, job in jobs:
            done += _tried(name, job)
        store_erasing.sweep(self.store.folder, self.state)
        return (*done, *(Done(one.name) for one in able if one.name not in {failed.name for failed in done}))

    def _erase_steps(self, chosen: Sequence[Held]) -> None:
        """Take the persons out of what can be undone and made again."""
        if self.state is None:
            return
        people = {one.account: one.person for one in chosen}

        def change(plan: Plan) -> Plan:
            return without_person(plan, people[plan.id]) if plan.id in people else plan

        def words(text: str) -> str:
            return redacted(text, chosen[0].person) if chosen else text

        UndoLog(log_path(self.state, self.store.folder)).erase(change, words)

    def _erase_drafts(self, one: Held) -> None:
        hashes = {}
        if one.file is not None and one.file.hash is not None:
            hashes[one.file.hash] = durable.fingerprint(text_without(one.file.text, one.person).encode())
        for draft in one.drafts:
            store_erasing.keep_draft(store_erasing.draft_without(draft, one.person, hashes))

    def _erase_one(self, one: Held) -> None:
        if one.file is None:
            store_erasing.rewrite_log(one.log, one.person)
        else:
            entry = Entry(self._now().isoformat(timespec="seconds"), self.store.author, None, "")
            store_erasing.erase_from_plan(one.file, one.log, one.person, entry)


def _with_ids(person: Person, log: bytes, *texts: str) -> Person:
    """Return the person with the ids of every row in the plans and the history that is, or was, theirs; further words alone make no row theirs."""

    def ids(one: Person) -> frozenset[str]:
        return store_erasing.ids_in_log(log, one) | {row.id for text in texts for row in rows_of_person(parse(text).plan, one)}

    return replace(person, ids=ids(person)) if ids(Person(person.name)) else person


def _tried(name: str, job: Callable[[], None]) -> list[Done]:
    """Do one job; return what is to be said of it: nothing when all went well."""
    try:
        job()
    except Changed as error:
        return [Done(name, Severity.CHANGED, str(error))]
    except (NotSaved, CannotWriteError) as error:
        return [Done(name, Severity.UNSAVED, str(error))]
    except OSError as error:
        return [Done(name, Severity.UNSAVED, f"{name} was not changed: {error.strerror or error}; mend that and erase again")]
    return []


def _erase_file(path: Path, person: Person) -> None:
    if not store_erasing.erase_from_file(path, person):
        raise NotSaved(f"{path} still has the name where an account is called so, or in a way that cannot be told apart; look into it with an editor")


def _broken_places(file: PlanFile, person: Person) -> tuple[Place, ...]:
    """Return the lines of a broken plan that name the person."""
    return tuple(Place("", "", COMMENT, line.strip(), redacted(line, person).strip()) for line in file.text.splitlines() if spans(line, person))


def _content(log: Path) -> bytes:
    """Return a history; one that cannot be read is empty, and the erasing says why it cannot be."""
    try:
        return durable.content(log) or b""
    except OSError:
        return b""
