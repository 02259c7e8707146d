"""A file is saved whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from abmtui import durable
from abmtui.durable import ANY, Changed, NotSaved, append, content, fingerprint, make_folder, save, sweep

if TYPE_CHECKING:
    from collections.abc import Callable


def mode(path: Path) -> int:
    """Return the permission bits of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    """Return all names in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


def failing(number: int) -> Callable[..., None]:
    """Return a system call that fails."""

    def call(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    return call


def test_a_new_file_and_its_new_folders_are_for_this_user_alone(tmp_path: Path) -> None:
    """New folders are 0700, new files 0600, and nothing else is left in the folder."""
    path = tmp_path / "a" / "plans" / "x.toml"
    saved = save(path, b"abc", before=None)
    assert (saved.hash, saved.note) == (fingerprint(b"abc"), "")
    assert (path.read_bytes(), mode(path), mode(path.parent), mode(path.parent.parent)) == (b"abc", 0o600, 0o700, 0o700)
    assert names(path.parent) == ["x.toml"]


@pytest.mark.parametrize(("folder", "expected"), [(0o2770, 0o660), (0o750, 0o640), (0o700, 0o600), (0o777, 0o666), (0o755, 0o644), (0o760, 0o600)])
def test_a_new_file_lets_in_whom_the_folder_lets_in(tmp_path: Path, folder: int, expected: int) -> None:
    """In a folder that others may enter a new file takes the folder's read and write bits for them, and its group."""
    tmp_path.chmod(folder)
    save(tmp_path / "x", b"1", before=None)
    assert mode(tmp_path / "x") == expected
    assert (tmp_path / "x").stat().st_gid == (tmp_path.stat().st_gid)


def test_a_log_folder_lets_in_whom_its_own_folder_lets_in(tmp_path: Path) -> None:
    """The history of a shared plans folder is shared; that of a private one is private."""
    for bits, folder_mode, file_mode in ((0o2770, 0o2770, 0o660), (0o700, 0o700, 0o600)):
        folder = tmp_path / oct(bits)
        folder.mkdir()
        folder.chmod(bits)
        append(folder / ".history" / "x.jsonl", b"{}")
        assert (mode(folder / ".history"), mode(folder / ".history" / "x.jsonl")) == (folder_mode, file_mode)


def test_what_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """A hash that is not that of the file raises Changed with what is there; a file that is there or gone against expectation too."""
    path = tmp_path / "x"
    path.write_bytes(b"theirs")
    for before, now in ((fingerprint(b"mine"), b"theirs"), (None, b"theirs")):
        with pytest.raises(Changed) as caught:
            save(path, b"new", before=before)
        assert (caught.value.now, caught.value.path) == (now, path)
    path.unlink()
    with pytest.raises(Changed, match="deleted") as caught:
        save(path, b"new", before=fingerprint(b"theirs"))
    assert caught.value.now is None
    assert names(tmp_path) == []


def test_any_content_may_be_replaced_when_that_is_said(tmp_path: Path) -> None:
    """`ANY` compares nothing; the hash that a save returned is good for the next."""
    path = tmp_path / "x"
    path.write_bytes(b"old")
    saved = save(path, b"new", before=ANY)
    assert save(path, b"newer", before=saved.hash).hash == fingerprint(b"newer")


def test_mode_is_kept_and_a_link_is_followed(tmp_path: Path) -> None:
    """A save through a symbolic link replaces its target, with the target's mode, and the link stays a link."""
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "x", tmp_path / "x"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    save(link, b"new", before=fingerprint(b"old"))
    assert (link.is_symlink(), target.read_bytes(), mode(target)) == (True, b"new", 0o640)
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "real" / "y")
    save(dangling, b"new", before=None)
    assert (tmp_path / "real" / "y").read_bytes() == b"new"


def test_the_journal_gets_what_is_on_disk_and_can_stop_the_save(tmp_path: Path) -> None:
    """The journal is called before anything is written; its error leaves the file as it was."""
    path = tmp_path / "x"
    seen: list[bytes | None] = []
    save(path, b"1", before=None, journal=seen.append)
    save(path, b"2", before=ANY, journal=seen.append)
    assert seen == [None, b"1"]

    def full(_old: bytes | None) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(NotSaved, match="x was not saved: the disk is full; free some space and save again"):
        save(path, b"3", before=ANY, journal=full)
    assert (path.read_bytes(), names(tmp_path)) == (b"2", ["x"])


def test_what_was_read_back_must_pass_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that finds something wrong, or a disk that gives back something else, stops the save before the rename."""
    path = tmp_path / "x"
    save(path, b"1", before=None, check=lambda data: "" if data == b"1" else "wrong")
    with pytest.raises(NotSaved, match="no plan"):
        save(path, b"2", before=ANY, check=lambda _data: "no plan")
    monkeypatch.setattr(durable, "content", lambda _path: b"rotten")
    with pytest.raises(NotSaved, match="gave back something else"):
        save(path, b"3", before=ANY)
    assert (path.read_bytes(), names(tmp_path)) == (b"1", ["x"])


def test_what_is_no_plain_file_or_write_protected_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a pipe and a read-only file stay what they are, each with a sentence."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(NotSaved, match="something else than a plain file"):
            save(tmp_path / name, b"1", before=ANY)
    (tmp_path / "x").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_args: False)
    with pytest.raises(NotSaved, match="x was not saved: the file is read-only; allow writing"):
        save(tmp_path / "x", b"1", before=ANY)


def test_a_folder_that_cannot_be_synced_after_the_rename_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error after the rename is no failure: the file is saved, its durability not confirmed."""
    (tmp_path / "x").write_bytes(b"old")
    monkeypatch.setattr(durable, "_sync_folder", failing(errno.EIO))
    assert save(tmp_path / "x", b"new", before=ANY).note == "saved, durability not confirmed: the folder could not be synced"
    assert (tmp_path / "x").read_bytes() == b"new"


def test_an_interrupted_save_leaves_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C in the middle of a save leaves the old content and no temporary file."""
    (tmp_path / "x").write_bytes(b"old")

    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(durable, "_sync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "x", b"new", before=ANY)
    assert (names(tmp_path), (tmp_path / "x").read_bytes()) == (["x"], b"old")


def test_owner_and_group_that_cannot_be_kept_are_said_and_give_nobody_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system keeps neither, the saver's own group gets no more than everybody, and the new owner is said once."""
    if os.geteuid():
        pytest.skip("only root can make somebody else's file")
    path = tmp_path / "x"
    path.write_bytes(b"old")
    os.chown(path, 12345, 12345)
    path.chmod(0o664)
    save(path, b"kept", before=ANY)
    assert (path.stat().st_uid, path.stat().st_gid, mode(path)) == (12345, 12345, 0o664)
    monkeypatch.setattr(os, "fchown", failing(errno.EPERM))
    assert save(path, b"new", before=ANY).note == "x belongs to you now: the system does not let you keep its owner"
    assert (path.stat().st_uid, mode(path)) == (0, 0o644)
    assert save(path, b"newer", before=ANY).note == ""


def test_a_save_waits_for_the_lock_and_says_who_may_hold_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process holds the file's lock nothing is written; after the wait a sentence says so."""
    monkeypatch.setattr(durable, "LOCK_SECONDS", 0.01)
    with (tmp_path / ".x.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(NotSaved, match="another program has been saving it"):
            save(tmp_path / "x", b"1", before=None)
    assert save(tmp_path / "x", b"1", before=None).note == ""
    assert names(tmp_path) == ["x"]


def test_a_lock_that_was_removed_meanwhile_is_not_taken_for_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that opened the lock before its holder removed it takes the next one."""
    original = fcntl.flock
    taken: list[int] = []

    def flock(descriptor: int, how: int) -> None:
        if not taken:
            (tmp_path / ".x.lock").unlink()
        taken.append(descriptor)
        original(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    save(tmp_path / "x", b"1", before=None)
    assert (len(taken), names(tmp_path)) == (2, ["x"])


def test_a_file_system_without_locks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without locks a save works and says that changes are detected only; another error of the lock stops it."""
    for number, saved in ((errno.ENOLCK, True), (errno.EIO, False)):
        monkeypatch.setattr(fcntl, "flock", lambda _descriptor, _how, number=number: failing(number)("lock"))
        if saved:
            assert "no locks" in save(tmp_path / "x", b"1", before=ANY).note
        else:
            with pytest.raises(NotSaved, match="the disk reports an error"):
                save(tmp_path / "x", b"2", before=ANY)


def test_names_as_long_as_the_file_system_allows_can_be_saved(tmp_path: Path) -> None:
    """The lock and the temporary file of a name of 255 bytes have shorter names; two such names do not share a lock."""
    one, other = tmp_path / ("x" * 255), tmp_path / ("x" * 254 + "y")
    save(one, b"1", before=None)
    save(other, b"2", before=None)
    assert (one.read_bytes(), other.read_bytes(), len(names(tmp_path))) == (b"1", b"2", 2)
    assert durable._beside(one, ".lock") != durable._beside(other, ".lock")


def test_a_log_keeps_apart_from_a_line_that_a_crash_tore(tmp_path: Path) -> None:
    """A line is added whole behind a torn one; one that cannot be synced is taken back."""
    log = tmp_path / "log"
    append(log, b"one")
    with log.open("ab") as file:
        file.write(b"to")
    append(log, b"three")
    assert log.read_bytes() == b"one\nto\nthree\n"


def test_a_log_line_that_cannot_be_synced_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error leaves the log as it was before."""
    log = tmp_path / "log"
    append(log, b"one")
    monkeypatch.setattr(durable, "_sync", failing(errno.EIO))
    with pytest.raises(OSError, match="Input/output error"):
        append(log, b"two")
    assert log.read_bytes() == b"one\n"


def test_leftovers_are_swept_but_not_what_is_being_written(tmp_path: Path) -> None:
    """What a killed save left goes; the part of a save under way, and other people's hidden files, stay."""
    for name in (".x.toml.0123abcd.abmtui-part", ".y.toml.0123abcd.abmtui-part", ".z.swp", "x.toml"):
        (tmp_path / name).write_bytes(b"1")
    with (tmp_path / ".y.toml.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert sweep(tmp_path) == 1
    assert names(tmp_path) == [".y.toml.0123abcd.abmtui-part", ".y.toml.lock", ".z.swp", "x.toml"]
    assert sweep(tmp_path) == 1
    assert sweep(tmp_path / "nowhere") == 0


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "x was not saved: the disk is full; free some space and save again"),
        (errno.EACCES, "x was not saved: you may not write in /plans; ask its owner for write access or choose another folder"),
        (errno.EROFS, "x was not saved: /plans is on a read-only file system; choose another folder or mount it for writing"),
        (errno.EMFILE, f"x was not saved: {os.strerror(errno.EMFILE)}; mend that and save again"),
    ],
)
def test_every_reason_is_a_sentence_with_the_mend(number: int, expected: str) -> None:
    """A system error becomes a sentence: what, why, and what to do."""
    assert durable.reason(OSError(number, os.strerror(number)), Path("/plans/x")) == expected


def test_on_macos_the_drive_is_told_to_empty_its_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has F_FULLFSYNC it is used, since fsync alone leaves data in the drive's cache there."""
    calls = []
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda _descriptor, what: calls.append(what))
    save(tmp_path / "x", b"1", before=None)
    assert calls == [51]


def test_a_folder_made_by_somebody_else_meanwhile_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two programs may make the same folder at once."""
    (tmp_path / "a").mkdir()
    monkeypatch.setattr(Path, "is_dir", lambda self: self != tmp_path / "a")
    make_folder(tmp_path / "a")
    assert content(tmp_path / "a" / "nothing") is None


def test_a_lock_that_somebody_else_made_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its mode is its maker's; only one's own lock is opened to whom the folder lets in."""
    tmp_path.chmod(0o2770)
    (tmp_path / ".x.lock").touch(0o620)
    before = mode(tmp_path / ".x.lock")
    monkeypatch.setattr(os, "geteuid", lambda: -1)
    assert save(tmp_path / "x", b"1", before=None, journal=lambda _old: None).note == ""
    (tmp_path / ".y.lock").touch(0o620)
    with durable._held(tmp_path / ".y.lock", 0):
        assert mode(tmp_path / ".y.lock") == before
