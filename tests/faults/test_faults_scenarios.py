"""Two programs that keep scenarios in one file at the same time: whatever was acknowledged stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from abmtui.store.scenarios import Scenarios

SAVES = 25
KEEPER = f"""
import sys
from pathlib import Path
from abmtui.portfolio.scenario_changes import Scenario, Step
from abmtui.store.scenarios import Scenarios
kept, last = Scenarios(Path(sys.argv[1])), None
for number in range({SAVES}):
    now = Scenario(sys.argv[2], tuple(Step(f"grow all by {{place}}%") for place in range(number + 1)))
    kept.put(now, last)
    last = now
"""


def test_two_programs_keeping_their_own_scenarios_lose_nothing(tmp_path: Path) -> None:
    """Each adds a change to its own scenario again and again; both are whole in the end, and nothing is left beside the file."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    children = [subprocess.Popen([sys.executable, "-c", KEEPER, str(tmp_path), name], env=environment) for name in "ab"]
    assert [child.wait() for child in children] == [0, 0]
    found, problems = Scenarios(tmp_path).all()
    assert problems == ()
    assert {name: len(scenario.steps) for name, scenario in found.items()} == {"a": SAVES, "b": SAVES}
    assert [left.name for left in tmp_path.iterdir()] == [".scenarios.toml"]
