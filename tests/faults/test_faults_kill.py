"""A save that is killed at any moment leaves a whole file, and loses nothing that was acknowledged."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from abmtui.durable import content, sweep

LINES = 3000
SAVER = f"""
import sys
from pathlib import Path
from abmtui.durable import content, fingerprint, save
path = Path(sys.argv[1])
while True:
    old = content(path)
    number = int(old.split(b"\\n")[0]) + 1
    save(path, b"%d\\n" % number * {LINES}, before=fingerprint(old))
    print(number, flush=True)
"""
IN_PLACE = f"""
import sys
file = open(sys.argv[1], "w", buffering=1)
for number in range({LINES}):
    print(2, file=file)
    print(2, flush=True)
"""


def killed(code: str, path: Path, acknowledgements: int) -> int:
    """Run a program that prints each number it has saved, kill it after so many, and return the last number it printed."""
    source = str(Path(__file__).parents[2] / "src")
    environment = {**os.environ, "PYTHONPATH": source}
    child = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, env=environment)
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(acknowledgements)]
    child.kill()
    rest = child.stdout.read().split(b"\n")
    child.wait()
    child.stdout.close()
    return int([line for line in [*(line.strip() for line in said), *rest[:-1]] if line][-1])


def whole(data: bytes | None) -> int:
    """Return the number that every line of a file says; raise AssertionError when it is torn."""
    lines = (data or b"").splitlines()
    assert len(lines) == LINES
    assert len(set(lines)) == 1
    return int(lines[0])


def test_twenty_kills_tear_nothing_and_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """After each kill the file says one number throughout, at least the last one acknowledged; leftovers are swept."""
    path, chance = tmp_path / "x", random.Random(20)
    path.write_bytes(b"0\n" * LINES)
    for _ in range(20):
        acknowledged = killed(SAVER, path, chance.randint(1, 6))
        assert whole(content(path)) >= acknowledged
    sweep(tmp_path)
    assert [name.name for name in tmp_path.iterdir() if name.name.endswith("-part")] == []


def test_the_check_sees_a_write_in_place(tmp_path: Path) -> None:
    """The control: a program that writes line by line into the file itself, killed on its way, leaves it torn."""
    path = tmp_path / "x"
    path.write_bytes(b"1\n" * LINES)
    killed(IN_PLACE, path, 5)
    with pytest.raises(AssertionError):
        whole(content(path))
