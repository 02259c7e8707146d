"""A mark tells a running program from one that ended, whatever ended it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.store.running import Mark, runs_elsewhere

if TYPE_CHECKING:
    from pathlib import Path


def test_a_mark_that_is_held_by_another_process_says_it_runs(tmp_path: Path) -> None:
    """The lock is held and the number in it is not ours."""
    mark = Mark(tmp_path, "aaaa")
    assert not runs_elsewhere(tmp_path, "aaaa")
    (tmp_path / ".aaaa.running").write_bytes(b"1")
    assert runs_elsewhere(tmp_path, "aaaa")
    del mark


def test_the_mark_of_a_program_that_ended_is_removed(tmp_path: Path) -> None:
    """Nobody holds its lock."""
    mark = Mark(tmp_path, "aaaa")
    del mark
    assert not runs_elsewhere(tmp_path, "aaaa")
    assert not (tmp_path / ".aaaa.running").exists()


def test_a_folder_that_takes_no_mark_is_no_error(tmp_path: Path) -> None:
    """Without a mark nothing is said to run."""
    (tmp_path / "file").write_bytes(b"")
    mark = Mark(tmp_path / "file", "aaaa")
    assert not runs_elsewhere(tmp_path / "file", "aaaa")
    del mark
