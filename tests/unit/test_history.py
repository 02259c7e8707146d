"""The log of a plan's saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from abmtui import durable
from abmtui.plan.changes import Change
from abmtui.store.history import Entry, entries, knows, path_of, record, story

if TYPE_CHECKING:
    from pathlib import Path


def entry(before: str | None, after: str, text: str | None = None) -> Entry:
    """Return a line of the log."""
    return Entry("2026-01-15", "AK", before, after, (Change("", "", "owner", "", "AK"),), text)


def test_entries_come_back_as_they_were_recorded(tmp_path: Path) -> None:
    """Oldest first; a log that is not there is empty."""
    log = path_of(tmp_path, "0" * 16)
    assert entries(log) == ((), ())
    record(log, entry(None, "a"), None)
    record(log, entry("a", "b"), None)
    assert entries(log) == ((entry(None, "a"), entry("a", "b")), ())


def test_torn_and_foreign_lines_are_passed_over_and_said(tmp_path: Path) -> None:
    """A line that a crash tore costs itself only."""
    log = tmp_path / "log"
    record(log, entry(None, "a"), None)
    with log.open("ab") as file:
        file.write(b'{"when": "20\n[]\n{"when": 1}\n\xff\n')
    record(log, entry("a", "b"), None)
    found, problems = entries(log)
    assert [line.after for line in found] == ["a", "b"]
    assert [problem.where for problem in problems] == [f"{log}:{number}" for number in (2, 3, 4, 5)]


def test_a_log_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A folder in its place is a problem, no crash."""
    assert entries(tmp_path)[1][0].what == "the history cannot be read: Is a directory"


def test_what_the_log_does_not_know_is_kept_whole(tmp_path: Path) -> None:
    """The content that stood there goes before the save's own line, once."""
    log = tmp_path / "log"
    old = b"# by hand\n"
    record(log, entry(durable.fingerprint(old), "b"), old)
    record(log, entry("b", "c"), b"b is known only by hash")
    found, _ = entries(log)
    assert [line.text for line in found] == ["# by hand\n", None, "b is known only by hash", None]
    assert knows(log, durable.fingerprint(old))


def test_a_hash_far_back_in_a_long_log_is_known(tmp_path: Path) -> None:
    """The end of the log is searched first, then all of it."""
    log = tmp_path / "log"
    record(log, entry(None, "first"), None)
    record(log, entry("first", "x" * 100_000), None)
    assert [knows(log, hash_) for hash_ in ("first", "x" * 100_000, "other")] == [True, True, False]
    assert not knows(tmp_path / "nowhere", "first")


@pytest.mark.parametrize(
    ("log", "current", "expected"),
    [
        ([(None, "a"), ("a", "b")], "b", "ab"),
        ([(None, "a"), ("a", "void"), ("a", "b")], "b", "ab"),
        ([(None, "a"), ("a", "b")], "a", "a"),
        ([(None, "a"), (None, "hand", "text"), ("hand", "b")], "b", "ahandb"),
        ([(None, "a")], "unknown", ""),
    ],
)
def test_the_story_of_a_plan_leaves_out_saves_that_failed(log: list[tuple[str | None, str]], current: str, expected: str) -> None:
    """A line whose content never came about led to nothing; what was changed outside stands between."""
    assert "".join(line.after for line in story([entry(*line) for line in log], current)) == expected
