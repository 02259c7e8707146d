"""Plants one fault at a time in a copy of the project and asks whether the tests notice: planted.py [--only WORD] [--keep-going].

Exits with 1 when a fault stays unnoticed, when its line is no longer found exactly once, or when the tests fail without any fault.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from faults import FAULTS as MAIN_FAULTS
from faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT: Final = Path(__file__).resolve().parents[1]
FAULTS: Final[tuple[Fault, ...]] = MAIN_FAULTS + tuple(
    fault for part in sorted((ROOT / "bench").glob("faults_*.py")) for fault in import_module(part.stem).FAULTS
)
"""Those of `faults.py` and of every `faults_*.py` beside it."""
RESULTS: Final = ROOT / "bench" / "results" / "planted.json"
COPIED: Final = ("src", "tests", "sample_data", "bench", "docs", "pyproject.toml", "README.md", "Makefile", "config.example.toml")
AT_ONCE: Final = 2
LIMIT: Final = 180.0
"""Seconds after which a run of the named tests counts as having noticed: a fault may hang. The whole suite has three times as long."""


PATIENT: Final = """\
from hypothesis import settings

settings.register_profile("planted", deadline=None, database=None, derandomize=True)
settings.load_profile("planted")
"""
"""Two runs at once on a busy machine: a slow example is no fault, and every run tries the same ones."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one fault."""

    name: str
    file: str
    caught_by: str
    """The first test that failed, or empty."""
    seconds: float
    trouble: str = ""
    """Why the fault proves nothing, or empty."""


def main() -> int:
    """Plant every fault, say what caught it, write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="faults whose name holds this word")
    chosen = [fault for fault in FAULTS if parser.parse_args().only in fault.name]
    if not chosen:
        parser.error("no fault has that word in its name")
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(AT_ONCE):
            trees.put(_copied(Path(folder) / str(number)))
        if trouble := _sound(trees, chosen):
            print(trouble)
            return 1
        with ThreadPoolExecutor(AT_ONCE) as pool:
            outcomes = list(pool.map(lambda fault: _told(_planted(fault, trees)), chosen))
    bad = [outcome for outcome in outcomes if not outcome.caught_by]
    if len(chosen) == len(FAULTS):
        RESULTS.parent.mkdir(exist_ok=True)
        summary = {"faults": len(outcomes), "caught": len(outcomes) - len(bad), "seconds": round(time.perf_counter() - start, 1)}
        RESULTS.write_text(json.dumps(summary | {"outcomes": [asdict(outcome) for outcome in outcomes]}, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(outcomes) - len(bad)} of {len(outcomes)} faults were noticed, in {time.perf_counter() - start:.0f} s")
    return 1 if bad else 0


def _copied(folder: Path) -> Path:
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "results"))
        elif source.exists():
            shutil.copy2(source, folder / name)
    (folder / "conftest.py").write_text(PATIENT, "utf-8")
    # By hash, not by time: a fault may be planted and taken out within one tick of the clock.
    compileall.compile_dir(folder / "src", quiet=1, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    return folder


def _sound(trees: SimpleQueue[Path], chosen: Sequence[Fault]) -> str:
    """Return why the named tests prove nothing without a fault, or empty: they must pass."""
    tests = sorted({test for fault in chosen for test in fault.tests})
    with _borrowed(trees) as tree:
        missing = [test for test in tests if not (tree / test.partition("::")[0]).exists()]
        if missing:
            return f"no such tests: {' '.join(missing)}"
        caught, output = _noticed(tree, tests, 3 * LIMIT)
    return f"the tests fail without any fault: {caught}\n{output[-2000:]}" if caught else ""


def _planted(fault: Fault, trees: SimpleQueue[Path]) -> Outcome:
    start = time.perf_counter()
    with _borrowed(trees) as tree:
        file = tree / fault.file
        text = file.read_text("utf-8") if file.exists() else ""
        if text.count(fault.old) != 1:
            return Outcome(fault.name, fault.file, "", 0.0, f"its line stands {text.count(fault.old)} times in the file")
        file.write_text(text.replace(fault.old, fault.new), "utf-8")
        try:
            compile(file.read_text("utf-8"), fault.file, "exec")
            caught = _noticed(tree, fault.tests)[0]
            elsewhere = "" if caught else _noticed(tree, ("tests",), 3 * LIMIT)[0]
            again = elsewhere and _noticed(tree, (elsewhere,))[0]
        except SyntaxError as error:
            return Outcome(fault.name, fault.file, "", 0.0, f"no Python: {error}")
        finally:
            file.write_text(text, "utf-8")
        if "::" not in (caught or again or "::") and "hung" not in caught:
            return Outcome(fault.name, fault.file, "", 0.0, f"it breaks {caught or again} instead of failing a test")
        if again and _noticed(tree, (elsewhere,))[0]:
            return Outcome(fault.name, fault.file, "", 0.0, f"{elsewhere} fails without the fault, too")
    return Outcome(fault.name, fault.file, caught or again, round(time.perf_counter() - start, 1), "" if caught or again else "unnoticed")


def _noticed(tree: Path, tests: Sequence[str], limit: float = LIMIT) -> tuple[str, str]:
    """Return the first test that failed, or empty, and what pytest wrote; of whole files the quick tests run, a test that is named runs also when it is slow.

    No bytecode is written: two versions of a file within one second would share it.
    """
    quick = () if all("::" in test for test in tests) else ("-m", "not slow")
    environ = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--tb=no", *quick, *tests]
    try:
        done = subprocess.run(command, cwd=tree, env=environ, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return f"hung for {limit:.0f} s", ""
    if done.returncode == 0:
        return "", done.stdout
    failed = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", done.stdout, re.MULTILINE)
    return (failed[1] if failed else f"pytest ended with {done.returncode}"), done.stdout + done.stderr


@contextmanager
def _borrowed(trees: SimpleQueue[Path]) -> Iterator[Path]:
    tree = trees.get()
    try:
        yield tree
    finally:
        trees.put(tree)


_SAYING: Final = threading.Lock()


def _told(outcome: Outcome) -> Outcome:
    with _SAYING:
        print(f"{'caught' if outcome.caught_by else 'MISSED'} {outcome.seconds:6.1f} s  {outcome.name}: {outcome.caught_by or outcome.trouble}", flush=True)
    return outcome


if __name__ == "__main__":
    sys.exit(main())
