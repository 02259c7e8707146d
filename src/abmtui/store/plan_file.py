"""One plan file as it stands on disk, read so that whatever it holds can be shown."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from abmtui import durable
from abmtui.plan import model
from abmtui.plan.document import Document, parse
from abmtui.plan.syntax import MAX_BYTES
from abmtui.problems import Problem
from abmtui.store.names import file_name, key_in, key_of

if TYPE_CHECKING:
    from abmtui.plan.model import Plan


@dataclass(frozen=True, eq=False)
class PlanFile:
    """A plan with the file that says it; `hash` None: there is no file yet."""

    path: Path = field(default_factory=Path)
    plan: Plan = model.EMPTY
    text: str = ""
    hash: str | None = None
    problems: tuple[Problem, ...] = ()
    broken: bool = False
    """The file is no plan: it is shown as it is and never overwritten."""
    read_only: str = ""
    """Why the plan cannot be edited, or empty."""
    document: Document = field(default_factory=Document)
    note: str = ""
    """What must be said of the last save, once; or empty."""


def read_plan(path: Path) -> PlanFile:
    """Return the plan that a file says; never raises."""
    try:
        size = path.stat().st_size
        data = durable.content(path) if size <= MAX_BYTES else None
    except OSError as error:
        return _broken(path, f"the plan cannot be read: {error.strerror or error}; mend that and open it again", "")
    if data is None:
        why = "it is larger than 4 MiB, which no plan is; look whether it is the right file" if size > MAX_BYTES else "it went away"
        return _broken(path, f"the plan cannot be read: {why}", "")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        what = f"column {column}: the plan cannot be read: this is not UTF-8; save the file as UTF-8 in an editor"
        return replace(_broken(path, what, data.decode("utf-8", "replace"), line), hash=durable.fingerprint(data))
    parsed = parse(text, str(path))
    named = () if parsed.broken else _of_name(path, parsed.plan.id)
    read_only = parsed.read_only or unwritable(path)
    return PlanFile(path, parsed.plan, text, durable.fingerprint(data), parsed.problems + named, parsed.broken, read_only, parsed.document)


def unwritable(path: Path) -> str:
    """Return why a file, or a new one in its folder, cannot be saved here; empty when it can."""
    try:
        if path.exists() and not os.access(path, os.W_OK):
            return f"{path.name} is read-only; allow writing (`chmod u+w`) or ask its owner"
        folder = path.parent
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError as error:
        return f"{path.parent} cannot be looked into ({error.strerror}); ask its owner or choose another one with --plans"
    return "" if writable else f"the folder {folder} is read-only; ask its owner for write access or choose another one with --plans"


def _broken(path: Path, what: str, text: str, line: int = 0) -> PlanFile:
    where = f"{path}:{line}" if line else str(path)
    return PlanFile(path, text=text, problems=(Problem(what, where),), broken=True, read_only=what, document=Document(text, str(path), read_only=what))


def _of_name(path: Path, account_id: str) -> tuple[Problem, ...]:
    """Return what is to be said when a file's name and the id in it do not belong together."""
    key = key_in(path.name)
    if not key:
        better = file_name(account_id, path.stem) if account_id else "NAME--KEY.toml, as `abmtui plan move` does"
        return (Problem(f"the file's name has no key of its account; rename it to {better}", str(path)),)
    if account_id and key != key_of(account_id):
        return (
            Problem(
                f"the file says the id {account_id!r}, but its name belongs to another id; put the right id in, or rename it to {file_name(account_id, path.stem.rpartition('--')[0])}",
                str(path),
                "id",
            ),
        )
    return ()
