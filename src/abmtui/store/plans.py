"""A folder of plans: each found by its account, saved whole with a line of history, and never overwritten unseen."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from abmtui import durable
from abmtui.plan.changes import changes
from abmtui.plan.document import CannotWriteError, parse
from abmtui.plan.model import Plan
from abmtui.problems import Problem
from abmtui.store import history
from abmtui.store.names import file_name, is_plan_file, key_in, key_of
from abmtui.store.plan_file import PlanFile, read_plan, unwritable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path

RACY_NS: Final = 1_000_000_000
"""A file or folder touched less than a second before it was looked at may change again without showing it in its times."""


@dataclass(frozen=True)
class _Index:
    """The names in the folder, as found at one scan."""

    by_key: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unnamed: tuple[str, ...] = ()
    """Plan files whose name has no key, written by hand."""
    stamp: int = -1
    """The folder's mtime_ns at the scan; -1: the index is not to be trusted a second time."""
    unreadable: str = ""
    """Why the folder could not be listed: what is in it is then not known, which is not the same as nothing."""


class PlanStore:
    """The plans of one folder; it need not exist before the first save. Safe to ask from several threads."""

    def __init__(self, folder: Path, author: str, now: Callable[[], dt.datetime]) -> None:
        self.folder = folder
        self.author = author
        self._now = now
        self._found = _Index()
        self._ids: dict[tuple[str, int, int], str] = {}

    def path_of(self, account_id: str, name: str) -> Path:
        """Return where the account's plan is, or will be; a renamed account keeps its file."""
        names = self._names(account_id)
        return self.folder / (names[0] if names else file_name(account_id, name))

    def open(self, account_id: str, name: str) -> PlanFile:
        """Return the account's plan; an empty one where there is no file yet. Never raises."""
        names = self._names(account_id)
        path = self.folder / (names[0] if names else file_name(account_id, name))
        if not names:
            return self._new(path, Plan(id=account_id, name=name))
        opened = read_plan(path)
        if not opened.broken:
            opened = replace(opened, plan=replace(opened.plan, id=account_id, name=name or opened.plan.name))
        return opened if len(names) == 1 else _doubled(opened, names)

    def save(self, opened: PlanFile, plan: Plan, text: str = "") -> PlanFile:
        """Save an edited plan into the file it was opened from, and return it as it now stands.

        Where the file's whole text is given (an undo's), it says the plan and is written as it is.

        Raises durable.Changed when the file is not what was opened, durable.NotSaved with a sentence when it could not be written.
        """
        if opened.read_only:
            raise durable.NotSaved(f"{opened.path.name} was not saved: {opened.read_only}")
        try:
            parsed = parse(text, str(opened.path)) if text else opened.document.rewritten(plan)
        except CannotWriteError as error:
            raise durable.NotSaved(str(error)) from error
        if parsed.broken:
            raise durable.NotSaved(f"{opened.path.name} was not saved: what it should say is no plan; it is left as it is")
        text = parsed.document.text
        if text == opened.text and opened.hash is not None:
            return replace(opened, plan=parsed.plan, note="")
        data = text.encode()
        self._refuse_second(opened)

        def journal(old: bytes | None) -> None:
            said = changes(opened.document.plan, parsed.plan)
            entry = history.Entry(self._now().isoformat(timespec="seconds"), self.author, opened.hash, durable.fingerprint(data), said)
            history.record(self.history_path(opened.path), entry, old)

        saved = durable.save(opened.path, data, before=opened.hash, journal=journal)
        return PlanFile(opened.path, parsed.plan, text, saved.hash, parsed.problems, document=parsed.document, note=saved.note)

    def every(self) -> tuple[PlanFile, ...]:
        """Return all plans of the folder, by file name; several of one account say so."""
        index = self._index()
        if index.unreadable:
            return (replace(self._new(self.folder, Plan()), broken=True),)
        files = []
        for names in (*index.by_key.values(), *((name,) for name in index.unnamed)):
            read = [read_plan(self.folder / name) for name in names]
            files += read if len(names) == 1 else [_doubled(file, names) for file in read]
        return tuple(sorted(files, key=lambda file: file.path.name))

    def history_path(self, path: Path) -> Path:
        """Return the log of a plan's saves."""
        return history.path_of(self.folder, key_in(path.name) or path.stem)

    def sweep(self) -> int:
        """Remove what killed saves left behind; return how many files."""
        return durable.sweep(self.folder) + durable.sweep(self.folder / ".rollup")

    def _new(self, path: Path, plan: Plan) -> PlanFile:
        """Return a plan that has no file yet, read-only where it is not known whether it has one."""
        unreadable = self._index().unreadable
        problems = (Problem(unreadable, str(self.folder)),) if unreadable else ()
        return PlanFile(path, plan, problems=problems, read_only=unreadable or unwritable(path))

    def _names(self, account_id: str) -> tuple[str, ...]:
        """Return the files of an account: by key, else the hand-named ones that say its id."""
        index = self._index()
        found = index.by_key.get(key_of(account_id), ())
        return found or tuple(name for name in index.unnamed if self._id_in(name) == account_id)

    def _id_in(self, name: str) -> str:
        """Return the id that a hand-named file says; read again only when the file was touched."""
        try:
            status = (self.folder / name).stat()
        except OSError:
            return ""
        known = (name, status.st_size, status.st_mtime_ns)
        if known not in self._ids:
            self._ids[known] = read_plan(self.folder / name).plan.id
        return self._ids[known]

    def _index(self) -> _Index:
        """Return the folder's files; scanned again only when the folder was touched."""
        try:
            stamp = self.folder.stat().st_mtime_ns
            if stamp == self._found.stamp:
                return self._found
            names = sorted(name for name in os.listdir(self.folder) if is_plan_file(name))  # noqa: PTH208  # half the time of iterdir for 10,000 plans
        except FileNotFoundError:
            return _Index()
        except OSError as error:
            return _Index(unreadable=f"the plans' folder cannot be read ({error.strerror or error}); mend that and open it again")
        by_key: dict[str, tuple[str, ...]] = {}
        for name in names:
            if key := key_in(name):
                by_key[key] = (*by_key.get(key, ()), name)
        settled = time.time_ns() - stamp > RACY_NS
        self._found = _Index(by_key, tuple(name for name in names if not key_in(name)), stamp if settled else -1)
        return self._found

    def _refuse_second(self, opened: PlanFile) -> None:
        """Raise Changed when somebody made the account's first plan meanwhile, under another name of the account."""
        if opened.hash is None:
            if unreadable := self._index().unreadable:
                raise durable.NotSaved(f"{opened.path.name} was not saved: {unreadable}")
            other = next((self.folder / name for name in self._names(opened.plan.id) if name != opened.path.name), None)
            if other is not None:
                raise durable.Changed(other, read_plan(other).text.encode("utf-8", "surrogatepass"))


def _doubled(file: PlanFile, names: tuple[str, ...]) -> PlanFile:
    what = f"several files hold this account's plan ({', '.join(names)}): none is edited until one is left; move what is good into one and delete the rest"
    return replace(file, problems=(*file.problems, Problem(what, str(file.path))), read_only=file.read_only or what)
