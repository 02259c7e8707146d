"""Several programs that save one file: whatever was acknowledged stays."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from abmtui import durable
from abmtui.durable import Changed, NotSaved, content, fingerprint, save

if TYPE_CHECKING:
    import pytest

SAVES = 100
SAVER = f"""
import sys
from pathlib import Path
from abmtui.durable import Changed, content, fingerprint, save
path = Path(sys.argv[1])
for number in range({SAVES}):
    while True:
        old = content(path)
        try:
            save(path, old + f"{{sys.argv[2]}} {{number}}\\n".encode(), before=fingerprint(old))
            break
        except Changed:
            continue
"""


def test_two_programs_saving_a_hundred_times_each_lose_nothing(tmp_path: Path) -> None:
    """Each adds its line to what it read, and tries again when that had changed: all two hundred lines are there, once."""
    path = tmp_path / "x"
    path.write_bytes(b"")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    children = [subprocess.Popen([sys.executable, "-c", SAVER, str(path), name], env=environment) for name in "ab"]
    assert [child.wait() for child in children] == [0, 0]
    expected = sorted(f"{name} {number}" for name in "ab" for number in range(SAVES))
    assert sorted((content(path) or b"").decode().splitlines()) == expected
    assert [left.name for left in tmp_path.iterdir()] == ["x"]


def meanwhile(path: Path) -> tuple[list[str], bytes]:
    """Save while another save of the same file is between its comparison and its rename; return who was told "saved", and the file."""
    told = []

    def other(_old: bytes | None) -> None:
        try:
            save(path, b"theirs", before=fingerprint(b"old"))
            told.append("theirs")
        except (Changed, NotSaved):
            pass

    path.write_bytes(b"old")
    save(path, b"mine", before=fingerprint(b"old"), journal=other)
    told.append("mine")
    return told, content(path) or b""


def test_a_save_within_another_ones_save_is_never_acknowledged_and_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock makes the second wait; here it gives up, and says so."""
    monkeypatch.setattr(durable, "LOCK_SECONDS", 0.01)
    assert meanwhile(tmp_path / "x") == (["mine"], b"mine")


def test_comparing_hashes_without_a_lock_loses_a_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the lock taken away both are told "saved", and one of them is gone."""
    monkeypatch.setattr(fcntl, "flock", lambda _descriptor, _how: None)
    assert meanwhile(tmp_path / "x") == (["theirs", "mine"], b"mine")


def test_writing_without_comparing_loses_a_save(tmp_path: Path) -> None:
    """The control: two that read the same and write in turn leave one line of two."""
    path = tmp_path / "x"
    path.write_bytes(b"")
    one, two = path.read_bytes(), path.read_bytes()
    path.write_bytes(one + b"a\n")
    path.write_bytes(two + b"b\n")
    assert path.read_bytes() == b"b\n"
