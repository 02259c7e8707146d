"""How soon a person sees the answer, and at how many bytes: bench.py [--accounts 1000,100000,1000000] [--runs 10] [--without peers,report,plans].

Everything is measured from outside, in a pseudo-terminal of 140 x 45, beside the goals and beside other programs found on PATH.
Writes bench/results/bench.json and bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import plans_speed
from make_accounts import write
from measured import Measurements
from result_table import save
from steps import EDIT_GOAL, EDIT_KEYS, ENTER, ESC, FRESH, HOME, PEERS, PERSON_KEYS, REPEATED, ROW, SAVED, SIZES, WHOLE, Goals, Peer, Step
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parents[1]
PROGRAM: Final = (sys.executable, "-m", "abmtui")
PATIENCE: Final = 60.0
FIRST_FRAME: Final[Goals] = (400, 400, 400)
FIRST_ROW: Final[Mapping[str, Goals]] = {"Parquet": (500, 600, 900), "CSV": (400, 500, 600), "Parquet, again": (400, 450, 500)}
REPORT: Final[Mapping[str, Goals]] = {"first": (500, 800, 2000), "again": (500, 600, 1500)}
MEMORY: Final[Goals] = (120, 180, 400)


class Bench:
    """One run at one size; everything it writes is in `folder`, the home of the programs included."""

    def __init__(self, total: int, runs: int, folder: Path, data: Path) -> None:
        self.total = total
        self.runs = runs
        self.folder = folder
        self.files = {suffix: write(total, data / f"accounts-{total}{suffix}") for suffix in (".parquet", ".csv")}
        self.environ = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")} | {"HOME": str(folder)}
        self.found = Measurements(total)

    def goal(self, goals: Goals | None) -> float | None:
        """Return the goal for the nearest size that has one."""
        if goals is None:
            return None
        return goals[min(range(3), key=lambda place: abs(math.log(SIZES[place] / self.total)))]

    def forget(self) -> None:
        """Remove what the program may have kept from an earlier opening."""
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    def start(self, kind: str, suffix: str) -> Terminal:
        """Start the program on a file and measure how long its first frame and rows took."""
        argv = (*PROGRAM, str(self.files[suffix]), "--plans", str(self.folder / "plans"))
        terminal = Terminal(argv, environ=self.environ, folder=str(self.folder))
        self.found.add(f"first frame ({kind})", terminal.wait("abmtui", PATIENCE) * 1000, goal=self.goal(FIRST_FRAME))
        self.found.add(f"first row ({kind})", terminal.wait(ROW, PATIENCE) * 1000, goal=self.goal(FIRST_ROW[kind]))
        self.found.add(f"all rows and figures ({kind})", terminal.wait(WHOLE, PATIENCE) * 1000)
        if terminal.ended:
            sys.exit(f"the program ended:\n{terminal.text()}")
        terminal.settle(1.0)
        return terminal

    def sessions(self) -> None:
        """Open the portfolio again and again, do in each what is only new once, and in the last one everything else."""
        for _ in range(self.runs):
            self.forget()
            with self.start("CSV", ".csv"):
                pass
        for run in range(self.runs):
            self.forget()
            with self.start("Parquet", ".parquet") as terminal:
                for step in FRESH:
                    self.take(terminal, step)
                self.found.add("peak memory", terminal.peak_megabytes(), unit="MB", goal=self.goal(MEMORY))
                if run == self.runs - 1:
                    self.more(terminal)
            with self.start("Parquet, again", ".parquet"):
                pass

    def more(self, terminal: Terminal) -> None:
        """Measure what can be repeated: moves, opening, edits, resizes, doing nothing."""
        terminal.settle(1.0)
        terminal.press(HOME)
        for step in REPEATED:
            self.take(terminal, step)
        for number in range(max(10, self.runs)):
            terminal.resize(138 - number % 2, 44)
            self.found.add("resize", terminal.press("").last * 1000)
        terminal.resize(140, 45)
        terminal.settle()
        self.rest(terminal, "portfolio")
        self.edits(terminal)

    def rest(self, terminal: Terminal, screen: str) -> None:
        """Measure what the program does when nobody does anything."""
        terminal.settle(1.0)
        size, busy = terminal.idle(10.0)
        self.found.add(f"10 idle seconds, {screen} screen", size, unit="bytes", goal=0)
        self.found.add(f"processor while idle, {screen} screen", busy * 100, unit="%")

    def take(self, terminal: Terminal, step: Step) -> None:
        """Do one step as often as it says."""
        for _ in range(step.times):
            for keys in step.before:
                terminal.press(keys)
            for keys in step.keys if step.letters else (step.keys,):
                reply = terminal.press(keys, quiet=step.quiet, patience=5.0)
                self.found.add(step.name, (reply.changed if step.until == "changed" else reply.last) * 1000, goal=self.goal(step.goals))
                self.found.add(f"{step.name}: bytes", reply.size, unit="bytes", goal=step.size_goal)
            for keys in step.after:
                terminal.press(keys)

    def edits(self, terminal: Terminal) -> None:
        """Open an account and change its plan, measured from the key that commits to the word that acknowledges."""
        for keys in PERSON_KEYS:
            terminal.press(keys)
        terminal.wait(SAVED, 5.0)
        self.rest(terminal, "account")
        for _ in range(max(10, self.runs)):
            for keys in EDIT_KEYS:
                terminal.press(keys)
            time.sleep(1.0)  # the acknowledgement names the second
            self.found.add("save an edit", terminal.until(ENTER, SAVED) * 1000, goal=EDIT_GOAL)
        terminal.press(ESC)

    def reports(self) -> None:
        """Measure `abmtui report`, the whole process."""
        for _ in range(self.runs):
            self.forget()
            for kind, goals in REPORT.items():
                start = time.perf_counter()
                subprocess.run(
                    [*PROGRAM, "report", str(self.files[".parquet"])],
                    env={**os.environ, **self.environ},
                    cwd=self.folder,
                    stdout=subprocess.DEVNULL,
                    check=False,
                )
                self.found.add(f"abmtui report ({kind})", (time.perf_counter() - start) * 1000, goal=self.goal(goals))

    def peer(self, peer: Peer) -> None:
        """Measure another program on the same file, the same keys by their meaning."""
        argv = tuple(str(self.files[peer.suffix]) if word == "FILE" else word for word in peer.argv)
        for run in range(self.runs):
            with Terminal(argv, environ=self.environ, folder=str(self.folder)) as terminal:
                self.found.add(f"first row ({peer.kind})", terminal.wait(ROW, PATIENCE) * 1000, who=peer.name)
                if run < self.runs - 1:
                    continue
                terminal.settle(2.0)
                for step in REPEATED:
                    for _ in range(step.times if step.name in peer.keys else 0):
                        reply = terminal.press(peer.keys[step.name], quiet=0.5)
                        self.found.add(step.name, reply.drawn * 1000, who=peer.name)
                        self.found.add(f"{step.name}: bytes", reply.size, unit="bytes", who=peer.name)
                        for keys in step.after:
                            terminal.press(peer.keys.get(keys, keys))
                self.found.add("peak memory", terminal.peak_megabytes(), unit="MB", who=peer.name)


def main(words: Sequence[str] | None = None) -> int:
    """Measure and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", default=",".join(map(str, SIZES)), help="how many, with commas between")
    parser.add_argument("--runs", type=int, default=10, help="sessions and repetitions behind a median")
    parser.add_argument("--without", default="", help="peers, report, plans, with commas between")
    given = parser.parse_args(words)
    data = Path(tempfile.gettempdir()) / "abmtui-bench"
    found = []
    for total in (int(text) for text in given.accounts.split(",")):
        with tempfile.TemporaryDirectory(prefix="abmtui-home-") as home:
            bench = Bench(total, given.runs, Path(home), data)
            bench.sessions()
            if "report" not in given.without:
                bench.reports()
            if "peers" not in given.without:
                for peer in PEERS:
                    if shutil.which(peer.command) and total <= peer.most:
                        bench.peer(peer)
            found.append(bench.found)
            print(f"{total:,} accounts measured", flush=True)
    if "plans" not in given.without:
        found.append(Measurements(0))
        plans_speed.measure(found[-1], given.runs)
    print(save(found, ROOT / "bench"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
