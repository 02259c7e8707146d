"""The measurements written out: JSON for programs, a Markdown table for people."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import json
import os
import platform
import shutil
import subprocess
from dataclasses import asdict
from typing import TYPE_CHECKING

from measured import OURS
from steps import PEERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from measured import Figure, Measurements


def save(measured: Sequence[Measurements], folder: Path) -> str:
    """Write results/bench.json and RESULTS.md into `folder` and return the table."""
    figures = [figure for one in measured for figure in one.figures()]
    about = _about()
    (folder / "results").mkdir(exist_ok=True)
    rows = [asdict(figure) | {"reached": figure.reached} for figure in figures]
    (folder / "results" / "bench.json").write_text(json.dumps({"about": about, "figures": rows}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    text = _markdown(about, figures)
    (folder / "RESULTS.md").write_text(text, "utf-8")
    return text


def _about() -> dict[str, str]:
    packages = {name: importlib.metadata.version(name) for name in ("textual", "polars", "plotext", "rapidfuzz")}
    peers = {peer.name: _version(peer.command) for peer in PEERS if shutil.which(peer.command)}
    return {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "load of the last 15 minutes": f"{os.getloadavg()[2]:.1f}",
        "python": platform.python_version(),
        **packages,
        **peers,
    }


def _version(command: str) -> str:
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return (done.stdout or done.stderr).strip().partition("\n")[0]


def _markdown(about: dict[str, str], figures: Sequence[Figure]) -> str:
    sizes = sorted({figure.accounts for figure in figures if figure.accounts})
    names = list(dict.fromkeys((figure.name, figure.unit) for figure in figures if figure.who == OURS and figure.accounts))
    ours = {(figure.name, figure.unit, figure.accounts): figure for figure in figures if figure.who == OURS}
    lines = [
        "# Measured speed",
        "",
        "Written by `make bench`. From outside, in a pseudo-terminal of 140 x 45: the time from the key to the last byte of the answer. A cell is the median, in",
        "brackets the 95th percentile, then the goal and whether it was reached.",
        "",
        ", ".join(f"{name} {value}" if name != "machine" else value for name, value in about.items()),
        "",
        f"| | {' | '.join(f'{size:,} accounts' for size in sizes)} |",
        f"|---|{'---|' * len(sizes)}",
        *(f"| {name} | {' | '.join(_cell(ours.get((name, unit, size))) for size in sizes)} |" for name, unit in names),
    ]
    return "\n".join([*lines, *_plans(figures), *_peers(figures, ours), ""])


def _plans(figures: Sequence[Figure]) -> list[str]:
    rows = [f"| {figure.name} | {_cell(figure)} |" for figure in figures if not figure.accounts]
    return ["", "## Plans", "", "Within the process; a plan of 30 people and 60 rows.", "", "| | |", "|---|---|", *rows] if rows else []


def _peers(figures: Sequence[Figure], ours: dict[tuple[str, str, int], Figure]) -> list[str]:
    lines = ["", "## Beside other programs", "", "The same files and keys in the same run; the ratio is abmtui's median by theirs.", ""]
    lines += ["| program | accounts | | median | abmtui | ratio |", "|---|---|---|---|---|---|"]
    rows = [figure for figure in figures if figure.who != OURS]
    for figure in rows:
        mine = ours.get((figure.name, figure.unit, figure.accounts))
        ratio = f"{mine.median / figure.median:.2f}" if mine and mine.median and figure.median else ""
        lines.append(
            f"| {figure.who} | {figure.accounts:,} | {figure.name} | {_value(figure.median, figure.unit)} | {_value(mine.median if mine else None, figure.unit)} | {ratio} |"
        )
    return lines if rows else []


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.median is None:
        return "no answer"
    goal = "" if figure.goal is None else f"; goal {_value(figure.goal, figure.unit)}: {'reached' if figure.reached else '**missed**'}"
    silent = f", {figure.runs - figure.answered} of {figure.runs} unanswered" if figure.answered < figure.runs else ""
    return f"{_value(figure.median, figure.unit)} ({_value(figure.p95, figure.unit)}){silent}{goal}"


def _value(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    digits = 1 if unit in {"ms", "%"} and value < 20 else 0
    return f"{value:,.{digits}f} {unit}"
