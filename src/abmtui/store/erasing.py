"""A person erased from what is kept beside the plans: histories, drafts, stamps and the small files of the user's own state."""

from __future__ import annotations

import json
import tomllib
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import tomli_w

from abmtui import durable
from abmtui.plan.changes import Change
from abmtui.plan.document import CannotWriteError, parse
from abmtui.plan.erasure import ids_in_changes, text_without, without_in_changes
from abmtui.plan.persons import Person, nested, redacted, rows_of_person, spans
from abmtui.store import history
from abmtui.store.history import FOLDER as HISTORY
from abmtui.store.history import entry_line, line_of
from abmtui.store.rollup import FOLDER as ROLLUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from abmtui.store.drafts import Draft
    from abmtui.store.history import Entry
    from abmtui.store.plan_file import PlanFile

NOTE: Final = "a person was erased, from the lines before too"
"""What the line of an erasure says in a history; it names nobody."""
_OURS: Final = (".toml", ".jsonl")
"""Endings of the further files that abmtui keeps."""
_KEPT: Final = frozenset({"before", "after", "when"})
"""Keys of a history's line that name nobody and must stay as they are."""


@dataclass(frozen=True)
class LogLine:
    """One line of a history that names a person."""

    number: int
    """From 1."""
    when: str
    changes: tuple[Change, ...]
    """Those that say something of the person, as they stand."""
    whole: bool
    """Whether a whole text that it holds, or its author, names the person."""
    new: bytes
    """The line without the person."""


def ids_in_log(data: bytes, person: Person) -> frozenset[str]:
    """Return the ids of every row in a history that was called as the person is, in changes and in whole texts."""
    found: set[str] = set()
    for _number, _raw, said in _lines(data):
        if isinstance(said, dict):
            found |= ids_in_changes(_changes(said), person)
            if isinstance(said.get("text"), str):
                found |= {row.id for row in rows_of_person(parse(said["text"]).plan, person)}
    return frozenset(found)


def log_lines(data: bytes, person: Person) -> tuple[LogLine, ...]:
    """Return the lines of a history that say something of the person; a torn line is one when its text names them."""
    return tuple(line for number, raw, said in _lines(data) if (line := _line(number, raw, said, person)) is not None)


def log_without(data: bytes, person: Person) -> bytes:
    """Return a history without the person: every other line byte for byte as it was, every hash as it was.

    The hashes name what stood in the plan's file at the time, which nobody can make again of the lines; they still say which line follows which.
    """
    new = {line.number: line.new for line in log_lines(data, person)}
    return b"\n".join(new.get(number, raw) for number, raw in enumerate(data.split(b"\n"), 1))


def _lines(data: bytes) -> Iterator[tuple[int, bytes, Any]]:
    """Yield number, bytes and content of each line that is not empty; of a torn one no content."""
    for number, raw in enumerate(data.split(b"\n"), 1):
        if raw:
            said = None
            with suppress(ValueError, RecursionError):
                said = json.loads(raw)
            yield number, raw, said


def _line(number: int, raw: bytes, said: Any, person: Person) -> LogLine | None:
    if not isinstance(said, dict):
        text = raw.decode("utf-8", "replace")
        return LogLine(number, "", (), True, redacted(text, person).encode()) if spans(text, person) else None
    old = _changes(said)
    new: dict[str, Any] = {key: value if key in _KEPT else nested(value, person) for key, value in said.items()}
    if old:
        new["changes"] = [asdict(change) for change in without_in_changes(old, person)]
    if isinstance(said.get("text"), str):
        new["text"] = _plan_text(said["text"], person)
    if new == said:
        return None
    kept = without_in_changes(old, person)
    touched = tuple(change for change in old if change not in kept)
    return LogLine(number, str(said.get("when", "")), touched, any(new[key] != said[key] for key in new if key != "changes"), line_of(new))


def _changes(said: Mapping[str, Any]) -> tuple[Change, ...]:
    with suppress(TypeError):
        return tuple(Change(**change) for change in said.get("changes", ()))
    return ()


def _plan_text(text: str, person: Person) -> str:
    try:
        return text_without(text, person)
    except CannotWriteError:
        return redacted(text, person)


def erase_from_plan(file: PlanFile, log: Path, person: Person, entry: Entry) -> durable.Saved:
    """Erase a person from a plan's file and its history, in this order: the history whole, then the plan whole, both under the plan's lock.

    A crash between them leaves the person's row in the plan, so that erasing again finds them; the line of the erasure then led to nothing.
    Raises durable.Changed, durable.NotSaved, CannotWriteError.
    """
    text = text_without(file.text, person, str(file.path))
    data = text.encode()
    done = replace(entry, before=file.hash, after=durable.fingerprint(data), note=NOTE)
    lines = [entry_line(done)]
    if not history.knows(log, file.hash or ""):
        lines.insert(0, entry_line(replace(entry, who="", before=None, after=file.hash or "", text=text)))

    def journal(_old: bytes | None) -> None:
        rewrite_log(log, person, *lines)

    return durable.save(file.path, data, before=file.hash, journal=journal)


def rewrite_log(log: Path, person: Person, *more: bytes) -> None:
    """Replace a history by one without the person, whole or not at all, then add lines. Raises durable.NotSaved, OSError."""
    old = durable.content(log) or b""
    new = log_without(old, person)
    if new != old:
        durable.save(log, new, before=durable.ANY)
    for line in more:
        durable.append(log, line)


# Beside the plans


def draft_without(draft: Draft, person: Person, hashes: Mapping[str, str]) -> Draft:
    """Return a draft without the person; one of the plan's own text stays a draft of it (`hashes`: before the erasure -> after)."""
    return replace(draft, text=_plan_text(draft.text, person), typed=redacted(draft.typed, person), base=hashes.get(draft.base, draft.base))


def keep_draft(draft: Draft) -> None:
    """Write a draft in the place where it was. Raises durable.NotSaved."""
    said = {key: value for key, value in asdict(draft).items() if key != "path"}
    durable.save(draft.path, tomli_w.dumps(said).encode("utf-8", "replace"), before=durable.ANY)


def further_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that abmtui keeps beside the plans: all of its own but plans, histories and the roll-up."""
    with suppress(OSError):
        return tuple(sorted(path for path in folder.iterdir() if path.name.startswith(".") and path.name.endswith(_OURS) and path.is_file()))
    return ()


def state_files(folder: Path) -> tuple[Path, ...]:
    """Return the small files of the user's state folder, sessions and the like; drafts and the log of steps are looked after by themselves."""
    own = (path for path in folder.rglob("*") if path.name.endswith(_OURS) and path.is_file())
    return tuple(sorted(path for path in own if not path.name.endswith(".draft.toml") and path.parent.name != "undo"))


def steps_naming(path: Path, person: Person) -> int:
    """Return how many lines of the log of steps name the person; none where it cannot be read."""
    try:
        data = durable.content(path) or b""
    except OSError:
        return 0
    return sum(bool(spans(json.dumps(said, ensure_ascii=False), person)) for _number, _raw, said in _lines(data))


def named_in(path: Path, person: Person) -> bool:
    """Return whether a file of text names the person; one that cannot be read does not."""
    try:
        return bool(spans((durable.content(path) or b"").decode("utf-8", "replace"), person))
    except OSError:
        return False


def erase_from_file(path: Path, person: Person) -> bool:
    """Erase a name from one of abmtui's small files, whole or not at all; return whether nothing of it is left. Raises durable.NotSaved.

    Accounts are keys there, and some are called as a person is: keys stay.
    """
    old = durable.content(path)
    if old is None or not spans(text := old.decode("utf-8", "replace"), person):
        return True
    said = _said(text)
    lines = text.split("\n")
    for place, line in enumerate(lines):
        tried = "\n".join((*lines[:place], redacted(line, person), *lines[place + 1 :]))
        if spans(line, person) and _keys(_said(tried)) == _keys(said):
            lines[place] = redacted(line, person)
    durable.save(path, "\n".join(lines).encode(), before=durable.fingerprint(old))
    return not spans("\n".join(lines), person)


def _said(text: str) -> Any:
    """Return what a file of TOML, or of a JSON value a line, says; None where it is neither."""
    with suppress(ValueError, RecursionError):
        return tomllib.loads(text)
    with suppress(ValueError, RecursionError):
        return [json.loads(line) for line in text.split("\n") if line]
    return None


def _keys(said: Any) -> Any:
    """Return the keys of what a file says, to the last table."""
    if isinstance(said, dict):
        return {key: _keys(value) for key, value in said.items()}
    return [_keys(item) for item in said] if isinstance(said, list) else said is None


def drop_rollup(folder: Path) -> None:
    """Remove the plans' roll-up, which is made anew of the plans. Raises OSError."""
    for path in sorted((folder / ROLLUP).glob("*")):
        path.unlink(missing_ok=True)


def sweep(plans: Path, state: Path | None) -> int:
    """Remove what killed saves left behind in the folders of plans, histories, roll-up and state; return how many files."""
    folders = [plans, plans / HISTORY, plans / ROLLUP]
    if state is not None and state.is_dir():
        folders += [state, *sorted(path for path in state.rglob("*") if path.is_dir())]
    return sum(durable.sweep(folder) for folder in folders)
