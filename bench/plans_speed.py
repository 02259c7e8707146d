"""How long ten thousand plans take: their roll-up, and one save among them beyond the disk's own part."""

from __future__ import annotations

import datetime as dt
import os
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from abmtui.plan.model import ChannelRow, Plan, Stakeholder
from abmtui.store.names import file_name
from abmtui.store.plans import PlanStore
from abmtui.store.rollup import refresh

if TYPE_CHECKING:
    from collections.abc import Callable

    from measured import Measurements

MANY: Final = 10_000
ROLLED: Final = 100.0
"""Milliseconds for the table's plan columns when no plan changed."""
BEYOND: Final = 20.0
"""Milliseconds that a save may take beyond the disk's own syncs."""
SYNCS: Final = 3
"""Syncs of a save: the line of history, the file, the folder."""
SMALL: Final = """\
format = 1
id = "{id}"
name = "{name}"
key_account = true
strategy = "One contract for all ships"
next_review = 2026-12-01

[[stakeholder]]
id = "s-234567"
name = "Aada Kuusilahti"
role = "decision maker"
reached_by = "none"

[[channel]]
id = "c-234567"
audience = "s-234567"
message = "Fuel cost per mile"
channel = "webinar"

[[flag]]
id = "f-234567"
type = "reorganisation"
severity = "low"
status = "open"
raised = 2026-11-01
"""


def measure(found: Measurements, runs: int) -> None:
    """Add the figures of plans; they do not depend on the number of accounts."""
    with tempfile.TemporaryDirectory(prefix="abmtui-plans-") as name:
        alone, many = Path(name) / "alone", Path(name) / "many"
        _saves(found, store(alone), runs, "alone")
        many.mkdir(0o700)
        for number in range(MANY):
            account = (f"{number:06d}", f"Account {number} GmbH")
            (many / file_name(*account)).write_text(SMALL.format(id=account[0], name=account[1]), "utf-8")
        plans = store(many)
        found.add("10,000 plans: first roll-up", _timed(lambda: refresh(plans)))
        time.sleep(1.1)  # what was touched within a second is looked at again
        refresh(plans)
        for _ in range(runs):
            found.add("10,000 plans: roll-up, nothing changed", _timed(lambda: refresh(store(many))), goal=ROLLED)
        _saves(found, plans, runs, "among 10,000")


def store(folder: Path) -> PlanStore:
    """Return a folder's store, as the program opens it."""
    return PlanStore(folder, "bench", lambda: dt.datetime.now(tz=dt.UTC))


def _saves(found: Measurements, plans: PlanStore, runs: int, where: str) -> None:
    """Save a plan of 30 people and 60 rows again and again, each time beside bare syncs of as many bytes."""
    people = tuple(Stakeholder(id=f"s-2222{number:02d}", name=f"Person {number}", role="user", note="On board.\nAsks for uptime.") for number in range(30))
    rows = tuple(ChannelRow(id=f"c-2222{number:02d}", message=f"Message {number}", channel="email", call_to_action="Answer") for number in range(60))
    opened = plans.open("999999", "Bench & Söhne GmbH")
    opened = plans.save(opened, replace(opened.plan, stakeholders=people, channels=rows))
    size = len(opened.text.encode())
    bare = statistics.median(_timed(lambda: _synced(plans.folder, size)) for _ in range(runs))
    for number in range(runs):
        changed: Plan = replace(opened.plan, next_step=f"Step {number}")
        start = time.perf_counter()
        opened = plans.save(opened, changed)
        seconds = time.perf_counter() - start
        found.add(f"save a plan, {where}", seconds * 1000)
        found.add(f"save a plan, {where}, beyond bare syncs", max(0.0, seconds * 1000 - bare), goal=BEYOND)


def _synced(folder: Path, size: int) -> None:
    for number in range(SYNCS):
        path = folder / f".bare-{number}"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(descriptor, b"x" * size)
        os.fsync(descriptor)
        os.close(descriptor)
        path.unlink()


def _timed(action: Callable[[], object]) -> float:
    """Return the milliseconds that a call takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000
