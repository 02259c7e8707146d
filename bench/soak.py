"""The long form of the fault tests: crash loops and races of real saves, counted beside controls that must fail: soak.py [--kills 500] [--saves 2000].

Writes bench/results/soak.json and exits with 1 when anything was torn or lost, or when a control did not fail.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import re
import signal
import sys
import tempfile
import time
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from abmtui.durable import Changed
from abmtui.plan.model import ChannelRow, Plan, Stakeholder
from abmtui.store.plans import PlanStore

if TYPE_CHECKING:
    from collections.abc import Callable

RESULTS: Final = Path(__file__).resolve().parent / "results" / "soak.json"
NAME: Final = "Soak & Söhne GmbH"
ID: Final = "000042"


def main() -> int:
    """Run everything, print and write the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--saves", type=int, default=2000)
    given = parser.parse_args()
    counts: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="abmtui-soak-") as name:
        folder = Path(name)
        counts["kills"] = kills(folder / "kills", given.kills, saving)
        counts["kills, control in place"] = kills(folder / "kills-control", given.kills, writing)
        for processes in (2, 4):
            counts[f"{processes} processes"] = races(folder / f"races-{processes}", processes, given.saves // processes, raced)
            counts[f"{processes} processes, control in place"] = races(
                folder / f"races-{processes}-control", processes, given.saves // processes, raced_in_place
            )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(counts, indent=1) + "\n")
    print(json.dumps(counts, indent=1))
    return 1 if any(_bad(name, count) for name, count in counts.items()) else 0


def _bad(name: str, count: dict[str, float]) -> bool:
    harm = sum(count.get(key, 0) for key in ("torn", "acknowledged saves lost", "left over", "lost"))
    return not harm if "control" in name else bool(harm)


def store(folder: Path) -> PlanStore:
    """Return the store of a folder, as the program opens it."""
    return PlanStore(folder, "soak", lambda: dt.datetime.now(tz=dt.UTC))


def begun(folder: Path) -> Path:
    """Save a plan of 30 people and 60 rows whose first row counts, and return its file."""
    plans = store(folder)
    opened = plans.open(ID, NAME)
    people = tuple(Stakeholder(id=f"s-{number:06d}", name=f"Person {number}", note="on board\n" * 8) for number in range(30))
    rows = tuple(ChannelRow(id=f"c-{number:06d}", message=f"Message {number}", actual=0.0) for number in range(60))
    return plans.save(opened, replace(opened.plan, key_account=True, stakeholders=people, channels=rows)).path


def with_count(plan: Plan, count: float) -> Plan:
    """Return the plan with `count` in its first and its last channel row: a torn file shows two different ones."""
    first, *middle, last = plan.channels
    return replace(plan, channels=(replace(first, actual=count), *middle, replace(last, actual=count)))


def counted(text: str) -> tuple[float, float]:
    """Return the counts of the first and the last channel row of a plan's text; raises what tomllib and a missing row raise."""
    rows = tomllib.loads(text)["channel"]
    return float(rows[0]["actual"]), float(rows[-1]["actual"])


# Crash loops.


def kills(folder: Path, times: int, child: Callable[[Path, int], None]) -> dict[str, float]:
    """Kill a process that saves without pause, `times` times, each at a random moment; look at what is left."""
    rng = random.Random(500)
    file = begun(folder)
    whole = file.read_bytes()
    torn = lost = 0
    saves = 0.0
    start = time.perf_counter()
    for _ in range(times):
        acknowledged = _killed(file, rng.uniform(0.002, 0.04), child)
        saves += max(0.0, acknowledged)
        try:
            first, last = counted(file.read_text("utf-8"))
        except (OSError, ValueError, KeyError, IndexError):
            first, last = -1.0, -2.0
        if first != last:
            torn += 1
        elif first < acknowledged:
            lost += 1
        file.write_bytes(whole)
    swept = store(folder).sweep()
    left = [path.name for path in folder.iterdir() if path.name.endswith("-part")]
    seconds = round(time.perf_counter() - start, 1)
    return {
        "kills": times,
        "acknowledged saves": saves,
        "torn": torn,
        "acknowledged saves lost": lost,
        "swept": swept,
        "left over": len(left),
        "seconds": seconds,
    }


def _killed(file: Path, delay: float, child: Callable[[Path, int], None]) -> float:
    """Run `child` in a process of its own, kill it after `delay` seconds of saving, return the last count it acknowledged."""
    reading, writing_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            child(file, writing_end)
        finally:
            os._exit(1)
    os.close(writing_end)
    heard = os.read(reading, 8)
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while chunk := os.read(reading, 1 << 16):
        heard += chunk
    os.close(reading)
    complete = heard[: len(heard) - len(heard) % 8]
    return float(int.from_bytes(complete[-8:], "big")) if complete else -1.0


def saving(file: Path, acknowledge: int) -> None:
    """Save the plan again and again as the program does, each time with the next count."""
    plans = store(file.parent)
    opened = plans.open(ID, NAME)
    for count in range(1, 1_000_000):
        opened = plans.save(opened, with_count(opened.plan, float(count)))
        os.write(acknowledge, count.to_bytes(8, "big"))


def writing(file: Path, acknowledge: int) -> None:
    """Write the same in place: the control."""
    text = file.read_text("utf-8")
    for count in range(1, 1_000_000):
        file.write_text(re.sub(r"actual = [\d.]+", f"actual = {count}", text), "utf-8")
        os.write(acknowledge, count.to_bytes(8, "big"))


# Races.


def races(folder: Path, processes: int, saves: int, child: Callable[[Path, int], None]) -> dict[str, float]:
    """Let processes count up in one plan, each `saves` times; what is missing in the end was lost."""
    file = begun(folder)
    start = time.perf_counter()
    pids = []
    for _ in range(processes):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                child(file, saves)
                code = 0
            finally:
                os._exit(code)
        pids.append(pid)
    failed = sum(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0 for pid in pids)
    seconds = round(time.perf_counter() - start, 1)
    try:
        count = counted(file.read_text("utf-8"))[0]
    except (ValueError, KeyError, IndexError):
        count = 0.0
    return {"saves": processes * saves, "lost": processes * saves - count, "failed processes": failed, "seconds": seconds}


def raced(file: Path, saves: int) -> None:
    """Count up by saves of the store; open again whenever somebody else was first."""
    plans = store(file.parent)
    done = 0
    while done < saves:
        opened = plans.open(ID, NAME)
        try:
            plans.save(opened, with_count(opened.plan, (opened.plan.channels[0].actual or 0.0) + 1))
        except Changed:
            continue
        done += 1


def raced_in_place(file: Path, saves: int) -> None:
    """Count up by writing in place: the control."""
    for _ in range(saves):
        text = ""
        while "[[channel]]" not in text:
            text = file.read_text("utf-8")
        try:
            count = counted(text)[0]
        except (ValueError, KeyError, IndexError):
            continue
        file.write_text(re.sub(r"actual = [\d.]+", f"actual = {count + 1}", text), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
