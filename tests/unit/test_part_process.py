"""The sales process in a review: who stands at which gate, for how long, and what was passed over."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.cli.plan_checks import mistakes, stale
from abmtui.config import Config
from abmtui.formats import Formats
from abmtui.plan.edits import add_row
from abmtui.plan.gates import Gate
from abmtui.plan.model import GateStep, Offering, Plan, Score
from abmtui.plan.staleness import USUAL_AGES
from abmtui.report import part_process
from abmtui.sources.request import SourceRequest
from abmtui.store.plan_file import PlanFile
from abmtui.workspace.measured import View
from abmtui.workspace.opened import open_workspace
from abmtui.workspace.request import OpenRequest
from abmtui.workspace.reviewed import reviewed

if TYPE_CHECKING:
    from abmtui.report.blocks import Block
    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.reviewed import Reviewed

NOW = dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC)
TODAY = NOW.date()
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
ACCOUNTS = "id,name,revenue\n1,Large,800\n2,Middle,150\n3,Small,30\n4,Tiny,20\n"


def opened(folder: Path, **plans: Plan) -> Workspace:
    """Return a workspace over four accounts, of classes A, B, C and C, with plans by name."""
    source = folder / "accounts.csv"
    source.write_text(ACCOUNTS)
    request = OpenRequest(SourceRequest((str(source),), {}), Config(locale="en", gates=GATES))
    workspace = open_workspace(request, author="tester", now=lambda: NOW)
    assert workspace.plans is not None
    for plan in plans.values():
        workspace.plans.save(workspace.plans.open(plan.id, plan.name), plan)
    workspace.refresh_plans()
    return workspace


GATES: dict[str, tuple[dict[str, Any], ...]] = {
    "A": ({"name": "Qualified", "criteria": ("need", "budget"), "role": "manager"}, {"name": "Decision", "criteria": (), "role": ""}),
    "B": ({"name": "Order", "criteria": (), "role": "field sales"},),
}


def step(name: str, **fields: Any) -> GateStep:
    """Return a row of a gate."""
    return GateStep(f"p-{name.lower()}2", name, **fields)


def part(workspace: Workspace, view: View | None = None) -> Reviewed:
    """Return a view of the workspace with what belongs to it."""
    return reviewed(workspace, workspace.measured(view or View()))


def block(found: Reviewed, heading: str) -> Block:
    """Return the block of that heading."""
    return next(block for block in part_process.blocks(found, Formats()) if block.heading == heading)


def test_without_a_gate_it_says_how_to_enter_one(tmp_path: Path) -> None:
    """No empty table: one sentence; the data is undefined."""
    found = part(opened(tmp_path))
    assert [(block.heading, len(block.rows)) for block in part_process.blocks(found, Formats())] == [("Sales process", 0), ("Intelligence", 0)]
    assert "key 6" in block(found, "Sales process").sentences[0]
    assert part_process.data(found) is None


def test_accounts_by_gate_and_class(tmp_path: Path) -> None:
    """Each gate has the accounts that stand at it and those that passed it; who stands longest comes first, with owner or role."""
    large = Plan(
        "1",
        "Large",
        gates=(
            step("Qualified", entered=dt.date(2026, 1, 1), passed=dt.date(2026, 2, 1), met=("need",), reason="their wish"),
            step("Decision", entered=dt.date(2026, 2, 1), owner="AK"),
        ),
    )
    middle = Plan("2", "Middle", gates=(step("Order", entered=dt.date(2026, 11, 20)),))
    found = part(opened(tmp_path, large=large, middle=middle))
    process = block(found, "Sales process")
    assert process.sentences == ("2 accounts have come to a gate, 0 passed every gate.",)
    assert process.rows == (("A: Qualified", "0", "1", "manager"), ("A: Decision", "1", "0", "-"), ("B: Order", "1", "0", "field sales"))
    longest = block(found, "Longest in a gate")
    assert longest.rows == (("Large", "Decision", "294 d", "0 of 0", "AK"), ("Middle", "Order", "2 d", "0 of 0", "field sales"))
    assert longest.accounts == ("1", "2")
    short = block(found, "Gates passed without all criteria")
    assert short.rows == (("Large", "Qualified", "budget", "their wish"),)
    data = part_process.data(found)
    assert data["gates"][0] == {"class": "A", "gate": "Qualified", "role": "manager", "accounts": 0, "passed": 1}
    assert data["longest"][0] == {"id": "1", "name": "Large", "gate": "Decision", "days": 294}
    assert data["passed_short"] == [{"id": "1", "name": "Large", "gate": "Qualified", "unmet": ["budget"], "reason": "their wish"}]
    assert data["intelligence"]["accounts"] == 2
    json.dumps(data, allow_nan=False)


def test_what_does_not_count_is_said(tmp_path: Path) -> None:
    """Gates of other names, classes without gates and gates without a day of entry are counted beside it, never as 0 days."""
    large = Plan("1", "Large", gates=(step("Qualified"), step("Delivery", entered=TODAY)))
    small = Plan("3", "Small", gates=(step("Order", entered=TODAY),))
    found = part(opened(tmp_path, large=large, small=small))
    assert block(found, "Sales process").sentences[1:] == (
        "1 gate of plans not named for the account's class in the config: kept, not counted.",
        "1 account with a gate and no class that has gates: not counted below.",
    )
    assert block(found, "Longest in a gate").sentences == ("1 account without a day of entry left out.",)
    assert block(found, "Longest in a gate").rows == ()
    assert block(found, "Gates passed without all criteria").rows == ()
    data = part_process.data(found)
    assert (data["unknown_gates"], data["undefined"], data["longest"]) == (1, {"3": "no gates are configured for class C"}, [])


def test_it_obeys_the_view(tmp_path: Path) -> None:
    """A filter leaves the accounts in view; class A without a gate is counted among them."""
    middle = Plan("2", "Middle", gates=(step("Order", entered=TODAY, passed=TODAY),))
    workspace = opened(tmp_path, middle=middle)
    assert block(part(workspace), "Sales process").sentences == ("1 account has come to a gate, 1 passed every gate.", "1 account of class A has entered none.")
    assert block(part(workspace, View(filter="revenue < 200")), "Sales process").sentences == ("1 account has come to a gate, 1 passed every gate.",)
    assert block(part(workspace, View(filter="revenue < 100")), "Sales process").sentences == (part_process.NONE_ENTERED,)


def test_a_plan_may_choose_another_class(tmp_path: Path) -> None:
    """The gates are those of the class that the plan says."""
    middle = Plan("2", "Middle", abc_class="A", abc_class_reason="their group", gates=(step("Qualified", entered=TODAY),))
    assert block(part(opened(tmp_path, middle=middle)), "Sales process").rows == (("A: Qualified", "1", "0", "manager"),)


def test_check_finds_gates_passed_in_silence() -> None:
    """A gate passed with unmet criteria and no reason is to mend; a gate of another class is only told; a score past its day is stale."""
    gates = (Gate("Qualified", ("need",)),)
    plan = Plan("1", "Large", gates=(step("Qualified", passed=TODAY), step("Order")), scores=(Score("k-a", "trust", 3, due=dt.date(2026, 1, 1)),))
    plan = add_row(plan, "offering", {"name": "Filters", "expected": dt.date(2026, 2, 1), "stage": "comparison"})[0]
    plan = add_row(plan, "offering", {"name": "Pumps", "expected": dt.date(2026, 2, 1), "stage": "decided"})[0]
    file = PlanFile(Path("plans/x.toml"), plan, "", "1")
    assert [(problem.field, int(problem.severity)) for problem in mistakes(file, TODAY, gates)] == [("reason", 1), ("name", 0)]
    assert "passed with unmet criteria (need) and no reason; write the reason" in mistakes(file, TODAY, gates)[0].what
    assert mistakes(file, TODAY) == ()
    assert [problem.field for problem in stale(file, TODAY, USUAL_AGES)] == ["expected", "due", "date"]
    assert isinstance(plan.offerings[0], Offering)


@pytest.mark.parametrize("name", ["Sales process", "Longest in a gate", "Gates passed without all criteria", "Intelligence"])
def test_the_sample_has_something_to_say(tmp_path: Path, name: str) -> None:
    """Each part has rows on the sample portfolio."""
    shutil.copytree(SAMPLE, tmp_path / "demo", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    request = OpenRequest(SourceRequest((str(tmp_path / "demo" / "accounts.csv"),), {}), Config(locale="en"))
    found = part(open_workspace(request, author="tester", now=lambda: NOW))
    assert block(found, name).rows
    assert set(block(found, name).about) <= {explained.field for explained in part_process.EXPLAINED}
