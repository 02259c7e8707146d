"""A file is saved whole or not at all, and "saved" is said only when it is on the disk: the one `save()`, its lock and its folders."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import secrets
import stat
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Journal = Callable[[bytes | None], None]
    Check = Callable[[bytes], str]


ANY: Final = "any"
"""Given as `before` where whatever stands on disk may be replaced (an export, a roll-up)."""

LOCK_SECONDS: Final = 10.0
"""How long a save waits for another one of the same file; a save takes milliseconds, so a longer wait means a stopped process."""
_PART: Final = ".abmtui-part"
_LONGEST: Final = 200
_LEFTOVER: Final = re.compile(rf"(\..+)\.[0-9a-f]{{8}}{re.escape(_PART)}")
_LOCKLESS: Final = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS})
_WHY: Final = {
    errno.ENOSPC: "the disk is full; free some space and save again",
    errno.EDQUOT: "your quota on this disk is used up; free some space and save again",
    errno.EROFS: "{folder} is on a read-only file system; choose another folder or mount it for writing",
    errno.EACCES: "you may not write in {folder}; ask its owner for write access or choose another folder",
    errno.EPERM: "the system protects it (immutable, or somebody else's); lift that (`lsattr`, `chattr -i`) or ask its owner",
    errno.EIO: "the disk reports an error; check it, or choose a folder on another disk",
    errno.ENAMETOOLONG: "its name is too long for this file system; choose a shorter one",
    errno.ENOENT: "{folder} went away meanwhile; make it again and save again",
    errno.ELOOP: "its symbolic links go round in a circle; mend them",
}


@dataclass(frozen=True, slots=True)
class Saved:
    """An acknowledged save."""

    hash: str
    note: str = ""
    """A sentence that must be said once: owner not kept, durability not confirmed, no locks here."""


class Changed(Exception):  # noqa: N818  # a fact that callers branch on, and named so in every floor
    """The file is not what was opened; nothing was written. `now` is what stands on disk, None when it was deleted."""

    def __init__(self, path: Path, now: bytes | None) -> None:
        self.path = path
        self.now = now
        super().__init__(f"{path.name} was {'deleted' if now is None else 'changed'} on disk since it was opened, so nothing was written; open it again")


class NotSaved(Exception):  # noqa: N818  # as above
    """Nothing was written; the message is a sentence for the user: why, and how to mend it."""


def fingerprint(data: bytes) -> str:
    """Return the hash by which a file's content is known: sha256, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def save(path: Path, data: bytes, *, before: str | None, journal: Journal | None = None, check: Check | None = None) -> Saved:
    """Replace the file (of a symbolic link, its target); at every moment the disk holds the old content or the new one, whole.

    `before` is the hash of what was opened, None when there was no file. `journal` is called under the lock with the content on disk before
    anything is written; its OSErrors stop the save. `check` is called with what was read back before the rename; a text it returns stops it.

    Raises Changed when the content on disk is not `before`, NotSaved when anything else stopped it: the old content stands, nothing is left beside it.
    """
    target = Path(os.path.realpath(path))
    try:
        make_folder(target.parent)
        with _held(_beside(target, ".lock"), LOCK_SECONDS) as lockless:
            _refuse_odd(target)
            old = None if before == ANY and journal is None else content(target)
            if before != ANY and before != (None if old is None else fingerprint(old)):
                raise Changed(target, old)
            if journal is not None:
                journal(old)
            notes = (lockless, *_replaced(target, data, check))
    except OSError as error:
        raise NotSaved(reason(error, target)) from error
    return Saved(fingerprint(data), "; ".join(note for note in notes if note))


def _replaced(target: Path, data: bytes, check: Check | None) -> tuple[str, str]:
    """Write beside, sync, read back, rename, sync the folder; return what must be said."""
    temp = _beside(target, f".{secrets.token_hex(4)}{_PART}")
    try:
        with _opened(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW) as descriptor:
            kept = _like(descriptor, target)
            _write(descriptor, data)
            _sync(descriptor)
        _verify(target, data, content(temp), check)
        temp.replace(target)
    except BaseException:
        with suppress(OSError):
            temp.unlink()
        raise
    doubt = "saved, durability not confirmed: the folder could not be synced"
    with suppress(OSError):
        _sync_folder(target.parent)
        doubt = ""
    return kept, doubt


def _verify(target: Path, data: bytes, written: bytes | None, check: Check | None) -> None:
    if written != data:
        raise NotSaved(f"{target.name} was not saved: the disk gave back something else than was written; check it, or choose a folder on another disk")
    if check is not None and (wrong := check(written)):
        raise NotSaved(wrong)


def content(path: Path) -> bytes | None:
    """Return the bytes of a file, or None when there is none; raises OSError."""
    with suppress(FileNotFoundError), _opened(path) as descriptor:
        return b"".join(iter(lambda: os.read(descriptor, 1 << 20), b""))
    return None


def append(path: Path, line: bytes) -> None:
    """Add a line to a log and sync it; a line that a crash tore before stays apart from it. Raises OSError, with nothing added."""
    make_folder(path.parent, shared=True)
    with _opened(path, os.O_RDWR | os.O_CREAT | os.O_APPEND) as descriptor:
        size = os.fstat(descriptor).st_size
        if not size:
            _shared(descriptor, path.parent)
        torn = size and os.pread(descriptor, 1, size - 1) != b"\n"
        try:
            _write(descriptor, (b"\n" if torn else b"") + line + b"\n")
            _sync(descriptor)
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, size)
            raise
    if not size:
        _sync_folder(path.parent)


def make_folder(folder: Path, *, shared: bool = False) -> None:
    """Make a folder and those above it, for this user alone; with `shared` it lets in whom its own folder lets in. Raises OSError."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(0o700)
    if shared:
        above = folder.parent.stat()
        with _opened(folder) as descriptor:
            _give(descriptor, 0o700 | above.st_mode & 0o2077, above.st_gid)
    _sync_folder(folder.parent)


def sweep(folder: Path) -> int:
    """Remove what saves that were killed left in the folder, but not what one under way is writing; return how many."""
    swept = 0
    with suppress(OSError):
        for left in [match for path in folder.iterdir() if (match := _LEFTOVER.fullmatch(path.name))]:
            with suppress(OSError, NotSaved), _held(folder / f"{left[1]}.lock", 0):
                (folder / left[0]).unlink()
                swept += 1
    return swept


def reason(error: OSError, target: Path) -> str:
    """Return the sentence that tells a user why a file was not saved and what to do."""
    why = _WHY.get(error.errno or 0, "{other}; mend that and save again")
    return f"{target.name} was not saved: {why.format(folder=target.parent, other=error.strerror or error)}"


def _beside(target: Path, suffix: str) -> Path:
    """Return a hidden name in the target's folder, one for each target, short enough for any file system."""
    raw = os.fsencode(target.name)
    return target.with_name(f".{target.name if len(raw) <= _LONGEST else f'{target.name[:40]}-{fingerprint(raw)[:16]}'}{suffix}")


@contextmanager
def _held(path: Path, seconds: float) -> Iterator[str]:
    """Hold a lock; gives a note where the file system has none, since then changes are only detected."""
    until = time.monotonic() + seconds
    while (taken := _taken(path)) is None:
        if time.monotonic() >= until:
            raise NotSaved(f"{path.name[1:-5]} was not saved: another program has been saving it for {seconds:.0f} seconds; look for a stopped abmtui")
        time.sleep(0.002)
    descriptor, note = taken
    try:
        yield note
    finally:
        # Removed while held, so that no lock files pile up; whoever opened it meanwhile sees that it is gone and takes the next one.
        with suppress(OSError):
            path.unlink()
        with suppress(OSError):
            os.close(descriptor)


def _taken(path: Path) -> tuple[int, str] | None:
    """Return the open lock and a note, or None when somebody else has it. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    note, ours = "", False
    try:
        if os.fstat(descriptor).st_uid == os.geteuid():
            _shared(descriptor, path.parent)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        except OSError as error:
            if error.errno not in _LOCKLESS:
                raise
            note = "this folder's file system has no locks: a change by somebody else is detected, not prevented"
        with suppress(FileNotFoundError):
            ours = os.path.samestat(os.fstat(descriptor), path.stat())
    finally:
        if not ours:
            os.close(descriptor)
    return (descriptor, note) if ours else None


def _refuse_odd(target: Path) -> None:
    """Raise where a rename would replace what the user protected, or what is no plain file."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(target.stat().st_mode):
            raise NotSaved(f"{target.name} was not saved: there is something else than a plain file of that name; choose another name")
        if not os.access(target, os.W_OK):
            raise NotSaved(f"{target.name} was not saved: the file is read-only; allow writing (`chmod u+w`) or ask its owner")


def _like(descriptor: int, target: Path) -> str:
    """Give a new file the mode, group and, where allowed, the owner of the one it will replace; return what must be said."""
    try:
        old = target.stat()
    except FileNotFoundError:
        _shared(descriptor, target.parent)
        return ""
    _give(descriptor, stat.S_IMODE(old.st_mode), old.st_gid)
    if old.st_uid == os.fstat(descriptor).st_uid or _chown(descriptor, old.st_uid, -1):
        return ""
    return f"{target.name} belongs to you now: the system does not let you keep its owner"


def _shared(descriptor: int, folder: Path) -> None:
    """Give a new file the folder's group and read and write bits for those who may enter the folder."""
    above = folder.stat()
    entering = sum(bits for bits, enter in ((0o060, 0o010), (0o006, 0o001)) if above.st_mode & enter)
    _give(descriptor, 0o600 | above.st_mode & entering, above.st_gid if above.st_mode & 0o010 else -1)


def _give(descriptor: int, mode: int, group: int) -> None:
    """Set group and mode; where the group cannot be set, whoever is in ours gets no more than everybody."""
    if group not in {-1, os.fstat(descriptor).st_gid} and not _chown(descriptor, -1, group):
        mode = mode & ~0o2070 | (mode & 0o007) << 3
    if stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        os.fchmod(descriptor, mode)


def _chown(descriptor: int, owner: int, group: int) -> bool:
    with suppress(PermissionError):
        os.fchown(descriptor, owner, group)
        return True
    return False


@contextmanager
def _opened(path: Path, flags: int = os.O_RDONLY) -> Iterator[int]:
    descriptor = os.open(path, flags | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _write(descriptor: int, rest: bytes | memoryview) -> None:
    while rest:
        rest = memoryview(rest)[os.write(descriptor, rest) :]


def _sync(descriptor: int) -> None:
    """Put a file's content on the disk; macOS needs a further call to empty the drive's own cache."""
    os.fsync(descriptor)
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:
        fcntl.fcntl(descriptor, full)


def _sync_folder(folder: Path) -> None:
    with _opened(folder) as descriptor:
        os.fsync(descriptor)
