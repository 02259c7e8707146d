"""What a power cut leaves: a recorder keeps only what was synced, and looks at every state a disk may be in."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.plan import edits
from abmtui.store.plans import PlanStore

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
Event = tuple[str, str, str]
"""What happened ("write", "sync", "rename", "cut"), to which file, and its new name or content."""


class Recorder:
    """Writes down every write, sync, rename and truncation of a folder, by file name."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.events: list[Event] = []
        self._names: dict[int, str] = {}
        self._originals: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in ("open", "write", "fsync", "replace")}
        for name in self._originals:
            patch.setattr(os, name, getattr(self, f"_{name}"))

    def _open(self, path: Any, flags: int, mode: int = 0o777) -> int:
        descriptor: int = self._originals["open"](path, flags, mode)
        self._names[descriptor] = Path(path).name
        if flags & os.O_TRUNC:
            self.events.append(("cut", Path(path).name, ""))
        return descriptor

    def _write(self, descriptor: int, data: bytes) -> int:
        count: int = self._originals["write"](descriptor, data)
        self.events.append(("write", self._names[descriptor], bytes(data[:count]).decode()))
        return count

    def _fsync(self, descriptor: int) -> None:
        self._originals["fsync"](descriptor)
        self.events.append(("sync", self._names[descriptor], ""))

    def _replace(self, old: Path, new: Path) -> None:
        self._originals["replace"](old, new)
        self.events.append(("rename", Path(old).name, Path(new).name))


def states(events: list[Event], name: str, content: str, folder: str) -> list[set[str]]:
    """Return for each moment what the file `name` may hold after a power cut.

    A file's unsynced writes may be there or not; so may a rename until its folder is synced, whatever was synced of the file itself.
    """
    synced, pending = {name: content}, {name: content}
    possible = [{content}]
    on_disk = {content}
    for what, file, more in events:
        if what == "cut":
            pending[file] = ""
        elif what == "write":
            pending[file] = pending.get(file, "") + more
        elif what == "sync" and file == folder:
            on_disk = {pending[name]} if synced.get(name) == pending[name] else {synced.get(name, ""), pending[name]}
        elif what == "sync":
            synced[file] = pending.get(file, "")
        else:
            pending[more], synced[more] = pending[file], synced.get(file, "")
        on_disk = on_disk | {synced.get(name, ""), pending[name]} if (what, file) != ("sync", folder) else on_disk
        possible.append(on_disk)
    return possible


def recorded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Event], str, str, str]:
    """Return the events of one save of a plan, its name, and its content before and after."""
    plans = PlanStore(folder / "plans", "AK", lambda: NOW)
    opened = plans.open("1", "Neste")
    opened = plans.save(opened, edits.set_field(opened.plan, "owner", "AK"))
    with monkeypatch.context() as patch:
        recorder = Recorder(patch)
        saved = plans.save(opened, edits.set_field(opened.plan, "owner", "BL"))
    return recorder.events, saved.path.name, opened.text, saved.text


def test_a_power_cut_leaves_the_old_plan_or_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every state a disk may be in, at every moment of a save; and after it only the new one."""
    events, name, old, new = recorded(tmp_path, monkeypatch)
    possible = states(events, name, old, "plans")
    assert set().union(*possible) == {old, new}
    assert possible[-1] == {new}


def test_history_file_rename_folder_is_the_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log line is on the disk before the plan is written, the plan before it gets its name, and the name before "saved" is said."""
    events, name, _, _ = recorded(tmp_path, monkeypatch)
    short = [(what, "history" if file.endswith(".jsonl") else "part" if file.endswith("-part") else file) for what, file, _ in events]
    assert short == [("write", "history"), ("sync", "history"), ("write", "part"), ("sync", "part"), ("rename", "part"), ("sync", "plans")]
    assert events[4][2] == name


@pytest.mark.parametrize("fault", ["in place", "no sync", "no folder sync"])
def test_the_recorder_sees_a_careless_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """The controls: a write in place, a rename of what was not synced, and a folder never synced show bad states."""
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "x"
    path.write_text("old")
    with monkeypatch.context() as patch:
        recorder = Recorder(patch)
        target = path if fault == "in place" else folder / "x.part"
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(descriptor, b"new")
        if fault == "no folder sync":
            os.fsync(descriptor)
        os.close(descriptor)
        if fault != "in place":
            target.replace(path)
        if fault == "no sync":
            descriptor = os.open(folder, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)
    possible = states(recorder.events, "x", "old", "plans")
    torn = not set().union(*possible) <= {"old", "new"}
    assert torn or possible[-1] != {"new"}
