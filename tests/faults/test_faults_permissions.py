"""Folders, files and disks that refuse a save: the original intact, a sentence with the mend. Seen as an ordinary user, since root is refused nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src"
NOBODY = 65534
SAVE = """
import json, os, resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from abmtui.durable import ANY, Changed, NotSaved, save
limit = int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
path = Path(sys.argv[2])
try:
    told = ["saved", save(path, b"new" * 1000, before=ANY).note]
except NotSaved as error:
    told = ["not saved", str(error)]
print(json.dumps([os.geteuid(), *told]))
"""


def as_user() -> list[str]:
    """Return the command that runs what follows as an ordinary user; skip where there is none, but never in CI."""
    if os.geteuid():
        return []
    command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    usable = (
        shutil.which("setpriv")
        and not subprocess.run(
            [*command, sys.executable, "-c", f"open({str(SOURCE / 'abmtui' / 'durable.py')!r})"], capture_output=True, check=False
        ).returncode
    )
    if not usable:
        assert not os.environ.get("CI"), "no ordinary user can run this Python and read the sources"
        pytest.skip("root, and no ordinary user can run this Python and read the sources")
    return command


def save(path: Path, prefix: list[str], limit: int = 0) -> list[Any]:
    """Save a file in a process of its own; return its user, "saved" or "not saved", and what it was told."""
    done = subprocess.run([*prefix, sys.executable, "-c", SAVE, str(SOURCE), str(path), str(limit)], capture_output=True, check=True, cwd="/")
    answer: list[Any] = json.loads(done.stdout)
    return answer


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of the ordinary user's own, with one old file, that can be reached by everybody."""
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o711)
        place = Path(above).resolve() / "plans"
        place.mkdir()
        (place / "x").write_bytes(b"old")
        if not os.geteuid():
            os.chown(place, NOBODY, NOBODY)
            os.chown(place / "x", NOBODY, NOBODY)
        yield place


def test_an_ordinary_user_saves_in_a_folder_of_his_own(folder: Path) -> None:
    """The control: nothing is refused where nothing stands against it."""
    assert save(folder / "x", as_user())[1:] == ["saved", ""]


def test_a_read_only_folder_refuses_with_a_sentence(folder: Path) -> None:
    """The old file stays, nothing stands beside it."""
    prefix = as_user()
    folder.chmod(0o500)
    told = save(folder / "x", prefix)
    folder.chmod(0o700)
    assert told[0] != 0
    assert told[1:] == ["not saved", f"x was not saved: you may not write in {folder}; ask its owner for write access or choose another folder"]
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("x", b"old")]


def test_a_read_only_file_is_not_replaced(folder: Path) -> None:
    """Though its folder would allow that."""
    prefix = as_user()
    (folder / "x").chmod(0o400)
    assert save(folder / "x", prefix)[1:] == ["not saved", "x was not saved: the file is read-only; allow writing (`chmod u+w`) or ask its owner"]
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("x", b"old")]


def test_another_owners_file_is_saved_in_his_mode_and_that_is_said(folder: Path) -> None:
    """In a folder shared by its mode: the content is new, the mode kept, the new owner said."""
    if os.geteuid():
        pytest.skip("only root can make somebody else's file")
    prefix = as_user()
    os.chown(folder / "x", 12345, NOBODY)
    (folder / "x").chmod(0o664)
    assert save(folder / "x", prefix)[1:] == ["saved", "x belongs to you now: the system does not let you keep its owner"]
    status = (folder / "x").stat()
    assert (status.st_uid, status.st_gid, oct(status.st_mode & 0o777)) == (NOBODY, NOBODY, "0o664")


def test_a_file_that_outgrows_what_is_allowed_leaves_the_old_one(folder: Path) -> None:
    """A write that ends in the middle, as on a full disk: the old file stays and no part is left."""
    told = save(folder / "x", as_user(), limit=1000)
    assert told[1] == "not saved"
    assert told[2].startswith("x was not saved: File too large")
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("x", b"old")]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """On a file system of 16 KiB that is full: a sentence, the old file, no part."""
    code = f'cd / && mount -t tmpfs -o size=16k none {tmp_path} && echo old > {tmp_path}/x && head -c 100k /dev/zero > {tmp_path}/fill; {sys.executable} -c "$1" {SOURCE} {tmp_path}/x 0 && ls -A {tmp_path} && cat {tmp_path}/x'
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode if shutil.which("unshare") else True:
        pytest.skip("this system lets nobody mount a file system of his own")
    done = subprocess.run(["unshare", "-rm", "sh", "-c", code, "sh", SAVE], capture_output=True, check=False, text=True)
    if "mount:" in done.stderr:
        pytest.skip("this system lets nobody mount a file system of his own")
    answer, *rest = done.stdout.splitlines()
    assert json.loads(answer)[1:] == ["not saved", "x was not saved: the disk is full; free some space and save again"]
    assert rest == ["fill", "x", "old"]


def test_an_immutable_file_is_not_replaced(tmp_path: Path) -> None:
    """Not even by root."""
    path = tmp_path / "x"
    path.write_bytes(b"old")
    if not shutil.which("chattr") or subprocess.run(["chattr", "+i", str(path)], capture_output=True, check=False).returncode:
        pytest.skip("this file system, or this user, makes no file immutable")
    try:
        told = save(path, [])
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)
    assert told[1] == "not saved"
    assert [(left.name, left.read_bytes()) for left in tmp_path.iterdir()] == [("x", b"old")]
