"""The gates of the sales process: where an account stands between them, and what it takes to pass one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from abmtui.plan.edits import add_row, set_row_field
from abmtui.plan.findings import Finding
from abmtui.wording import folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from abmtui.plan.model import GateStep, Plan

State = Literal["passed", "current", "entered", "ahead"]
"""`entered` stands for a gate that was entered while an earlier one is not passed."""
KIND: Final = "gate"


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate of a class's sales process, as the config describes it."""

    name: str
    criteria: tuple[str, ...] = ()
    role: str = ""
    """Who takes an account through it: "field sales"."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One gate with where an account stands in it."""

    gate: Gate
    state: State
    step: GateStep | None = None
    """The plan's row of this gate; None while it is ahead."""
    days: int | None = None
    """Days since it was entered, up to its passing; None where a day is not written or lies ahead."""

    @property
    def met(self) -> tuple[str, ...]:
        """The criteria that are met, in the gate's order."""
        ticked = set() if self.step is None else {_key(criterion) for criterion in self.step.met}
        return tuple(criterion for criterion in self.gate.criteria if _key(criterion) in ticked)

    @property
    def unmet(self) -> tuple[str, ...]:
        """The criteria that are not met, in the gate's order."""
        met = self.met
        return tuple(criterion for criterion in self.gate.criteria if criterion not in met)

    @property
    def besides(self) -> tuple[str, ...]:
        """What the plan says is met and the gate does not ask."""
        known = {_key(criterion) for criterion in self.gate.criteria}
        return () if self.step is None else tuple(text for text in self.step.met if _key(text) not in known)

    @property
    def passed_short(self) -> bool:
        """Whether it was passed although criteria are unmet."""
        return self.state == "passed" and bool(self.unmet)


@dataclass(frozen=True, slots=True)
class Process:
    """An account's way through the gates of its class."""

    stages: tuple[Stage, ...] = ()
    unknown: tuple[GateStep, ...] = ()
    """Rows of the plan whose gate the config does not name for the class; kept as they are."""
    undefined: str = ""
    """Why there is no process."""

    @property
    def current(self) -> Stage | None:
        """The first gate that was entered and is not passed."""
        return next((stage for stage in self.stages if stage.state == "current"), None)

    @property
    def next(self) -> Stage | None:
        """The gate to be entered next: the first one ahead behind the furthest that was come to."""
        furthest = max((place for place, stage in enumerate(self.stages) if stage.state != "ahead"), default=-1)
        return next((stage for stage in self.stages[furthest + 1 :] if stage.state == "ahead"), None)

    def stage(self, name: str) -> Stage | None:
        """Return the gate of that name."""
        return next((stage for stage in self.stages if _key(stage.gate.name) == _key(name)), None)


def gates_of(described: Iterable[Mapping[str, Any]]) -> tuple[Gate, ...]:
    """Return gates as a config describes them: mappings of name, criteria and role."""
    return tuple(Gate(gate["name"], tuple(gate.get("criteria", ())), gate.get("role", "")) for gate in described)


def process_of(plan: Plan, gates: Sequence[Gate], today: dt.date, abc_class: str = "") -> Process:
    """Return where a plan's account stands in the gates of its class."""
    if not gates:
        why = f"no gates are configured for class {abc_class}" if abc_class else "the account has no class, and gates go by class"
        return Process(unknown=plan.gates, undefined=why)
    names = {_key(gate.name) for gate in gates}
    stages: list[Stage] = []
    for gate in gates:
        step = _step(plan, gate.name)
        earlier = any(stage.state == "current" for stage in stages)
        state: State = "ahead" if step is None else "passed" if step.passed else "entered" if earlier else "current"
        stages.append(Stage(gate, state, step, _days(step, today)))
    return Process(tuple(stages), tuple(step for step in plan.gates if _key(step.name) not in names))


def entered(plan: Plan, gate: str, today: dt.date) -> Plan:
    """Return the plan with a gate entered today; one that was entered already stays as it is."""
    if _step(plan, gate) is not None:
        return plan
    return add_row(plan, KIND, {"name": gate, "entered": today})[0]


def ticked(plan: Plan, gate: str, criterion: str, today: dt.date) -> Plan:
    """Return the plan with a criterion of a gate met, or not met where it was; a gate that is ahead is entered by it."""
    plan = entered(plan, gate, today)
    step = cast("GateStep", _step(plan, gate))
    without = tuple(text for text in step.met if _key(text) != _key(criterion))
    return set_row_field(plan, KIND, step.id, "met", without if len(without) < len(step.met) else (*step.met, criterion))


def pass_gate(plan: Plan, gates: Sequence[Gate], today: dt.date, reason: str = "") -> tuple[Plan, str]:
    """Return the plan with the current gate passed today and the next one entered, or the plan as it is and why not.

    A gate with unmet criteria is passed for a reason only: the one given, else the one that its row says already.
    """
    process = process_of(plan, gates, today)
    stage = process.current
    if stage is None or stage.step is None:
        return plan, process.undefined or "no gate is open: enter one first"
    reason = reason.strip() or stage.step.reason.strip()
    if stage.unmet and not reason:
        return plan, f"{stage.gate.name} is not met: {', '.join(stage.unmet)}; passing it all the same needs a reason"
    plan = set_row_field(plan, KIND, stage.step.id, "passed", today)
    if stage.unmet:
        plan = set_row_field(plan, KIND, stage.step.id, "reason", reason)
    following = process.next
    open_still = any(other.state == "entered" for other in process.stages)
    return (plan if following is None or open_still else entered(plan, following.gate.name, today)), ""


def gate_findings(plan: Plan, gates: Sequence[Gate], today: dt.date) -> tuple[Finding, ...]:
    """Return what is wrong with a plan's gates: passed with unmet criteria and no reason, or none of the class's gates."""
    process = process_of(plan, gates, today)
    found = [
        Finding(KIND, stage.step.id, "reason", f"passed with unmet criteria ({', '.join(stage.unmet)}) and no reason")
        for stage in process.stages
        if stage.step is not None and stage.passed_short and not stage.step.reason.strip()
    ]
    if gates:
        known = ", ".join(gate.name for gate in gates)
        found += [Finding(KIND, step.id, "name", f'"{step.name}" is no gate of the account\'s class ({known})') for step in process.unknown]
    return tuple(found)


def with_gate_findings(findings: tuple[Finding, ...], plan: Plan, gates: Sequence[Gate], today: dt.date) -> tuple[Finding, ...]:
    """Return a plan's findings with those of its gates behind them."""
    return (*findings, *gate_findings(plan, gates, today)) if plan.gates else findings


def _step(plan: Plan, gate: str) -> GateStep | None:
    """Return the plan's row of a gate; of several the one still open, else the last."""
    steps = [step for step in plan.gates if _key(step.name) == _key(gate)]
    return next((step for step in steps if step.passed is None), steps[-1] if steps else None)


def _days(step: GateStep | None, today: dt.date) -> int | None:
    if step is None or step.entered is None:
        return None
    days = ((step.passed or today) - step.entered).days
    return days if days >= 0 else None


def _key(text: str) -> str:
    """Return a name for comparing: case, accents and blanks do not tell gates apart."""
    return " ".join(folded(text).split())
