"""The gates of the sales process: where an account stands, and what passing one takes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from abmtui.plan.edits import set_row_field
from abmtui.plan.gates import Gate, entered, gate_findings, gates_of, pass_gate, process_of, ticked, with_gate_findings
from abmtui.plan.model import GateStep, Plan

TODAY = dt.date(2026, 11, 22)
QUALIFIED = Gate("Qualified", ("need in their own words", "budget known"), "field sales")
PROPOSAL = Gate("Proposal", ("offer sent",), "field sales")
DECISION = Gate("Decision", ("terms agreed",), "key account manager")
GATES = (QUALIFIED, PROPOSAL, DECISION)


def step(name: str, entered_on: dt.date | None = dt.date(2026, 11, 2), **fields: Any) -> GateStep:
    """Return a row of a gate."""
    return GateStep(f"p-{name}", name, entered_on, **fields)


def states(plan: Plan) -> list[str]:
    """Return the states of all gates in order."""
    return [stage.state for stage in process_of(plan, GATES, TODAY).stages]


def test_gates_are_read_as_the_config_describes_them() -> None:
    """Name, criteria and role; criteria and role may be missing."""
    described = ({"name": "Qualified", "criteria": ("need", "budget"), "role": "field sales"}, {"name": "Order"})
    assert gates_of(described) == (Gate("Qualified", ("need", "budget"), "field sales"), Gate("Order"))


def test_nothing_entered_is_all_ahead() -> None:
    """A plan without gates has no current gate; the first one is next."""
    process = process_of(Plan(), GATES, TODAY)
    assert states(Plan()) == ["ahead", "ahead", "ahead"]
    assert process.current is None
    assert process.next is not None
    assert process.next.gate is QUALIFIED
    assert process.stages[0].days is None
    assert process.stages[0].met == ()
    assert process.stages[0].unmet == QUALIFIED.criteria
    assert process.stages[0].besides == ()


def test_current_gate_has_its_day_and_its_criteria() -> None:
    """The first gate entered and not passed is current; days count from its entry; criteria are compared without case and accents."""
    plan = Plan(gates=(step("Qualified", met=("NEED in their own words", "board agrees")),))
    current = process_of(plan, GATES, TODAY).current
    assert current is not None
    assert (current.gate, current.days) == (QUALIFIED, 20)
    assert (current.met, current.unmet, current.besides) == (("need in their own words",), ("budget known",), ("board agrees",))
    assert not current.passed_short


def test_days_are_undefined_where_a_day_is_missing_or_lies_ahead() -> None:
    """Neither 0 nor a negative number stands for what is not known."""
    for day in (None, dt.date(2026, 12, 1)):
        (stage, *_) = process_of(Plan(gates=(step("Qualified", day),)), GATES, TODAY).stages
        assert stage.days is None


def test_days_of_a_passed_gate_end_with_its_passing() -> None:
    """A gate passed long ago does not go on counting."""
    (stage, *_) = process_of(Plan(gates=(step("Qualified", passed=dt.date(2026, 11, 5)),)), GATES, TODAY).stages
    assert (stage.state, stage.days, stage.passed_short) == ("passed", 3, True)


def test_a_later_gate_entered_before_an_earlier_one_is_passed() -> None:
    """The earlier one is current, the later one only entered; next is what comes behind both."""
    plan = Plan(gates=(step("Proposal"), step("Qualified")))
    process = process_of(plan, GATES, TODAY)
    assert states(plan) == ["current", "entered", "ahead"]
    assert process.next is not None
    assert process.next.gate is DECISION
    assert process.stage(" proposal ") is process.stages[1]
    assert process.stage("Delivery") is None


def test_of_two_rows_of_one_gate_the_open_one_counts() -> None:
    """A gate entered again is open again; of two passed rows the last counts."""
    again = GateStep("p-2", "Qualified", TODAY)
    assert states(Plan(gates=(step("Qualified", passed=TODAY), again)))[0] == "current"
    done = GateStep("p-2", "Qualified", TODAY, TODAY, reason="again")
    found = process_of(Plan(gates=(step("Qualified", passed=TODAY), done)), GATES, TODAY).stages[0].step
    assert found is done


def test_unknown_gates_are_kept_and_said() -> None:
    """A row of a gate that the class does not have is no part of the process and is found."""
    plan = Plan(gates=(step("Delivery"),))
    assert process_of(plan, GATES, TODAY).unknown == plan.gates
    (finding,) = gate_findings(plan, GATES, TODAY)
    assert (finding.kind, finding.row_id, finding.field) == ("gate", "p-Delivery", "name")
    assert finding.what == '"Delivery" is no gate of the account\'s class (Qualified, Proposal, Decision)'


def test_no_gates_is_a_reason_not_an_empty_process() -> None:
    """Without gates the process is undefined, and why is said; its rows stay, and nothing is found wrong with them."""
    plan = Plan(gates=(step("Qualified"),))
    assert process_of(plan, (), TODAY, "C").undefined == "no gates are configured for class C"
    assert process_of(plan, (), TODAY).undefined == "the account has no class, and gates go by class"
    assert process_of(plan, (), TODAY).unknown == plan.gates
    assert gate_findings(plan, (), TODAY) == ()
    assert pass_gate(plan, (), TODAY) == (plan, "the account has no class, and gates go by class")


def test_entering_is_done_once() -> None:
    """A gate is entered with today's date; entering it again changes nothing."""
    plan = entered(Plan(), "Qualified", TODAY)
    assert [(row.name, row.entered, row.passed) for row in plan.gates] == [("Qualified", TODAY, None)]
    assert entered(plan, "qualified", dt.date(2027, 1, 1)) is plan


def test_ticking_enters_meets_and_takes_back() -> None:
    """A tick on a gate ahead enters it; a second tick of the same criterion takes it back, however it is written; others stay."""
    plan = ticked(Plan(), "Qualified", "budget known", TODAY)
    plan = ticked(plan, "Qualified", "need in their own words", TODAY)
    assert [(row.entered, row.met) for row in plan.gates] == [(TODAY, ("budget known", "need in their own words"))]
    assert ticked(plan, "Qualified", "Budget  Known", TODAY).gates[0].met == ("need in their own words",)


def test_unmet_criteria_need_a_reason() -> None:
    """Passing is refused with the criteria that are unmet, and nothing changes; with a reason it is passed and the reason kept."""
    plan = Plan(gates=(step("Qualified", met=("budget known",)),))
    same, why = pass_gate(plan, GATES, TODAY, "  ")
    assert same is plan
    assert why == "Qualified is not met: need in their own words; passing it all the same needs a reason"
    passed, none = pass_gate(plan, GATES, TODAY, " their new director asked for an offer ")
    assert none == ""
    assert (passed.gates[0].passed, passed.gates[0].reason) == (TODAY, "their new director asked for an offer")
    assert gate_findings(passed, GATES, TODAY) == ()


def test_reason_that_the_row_says_already_is_enough() -> None:
    """A reason written beforehand counts."""
    plan = Plan(gates=(step("Qualified", reason="asked by their director"),))
    assert pass_gate(plan, GATES, TODAY)[1] == ""


def test_passing_enters_the_next_gate_the_same_day() -> None:
    """With every criterion met no reason is kept, the next gate is entered; behind the last one none is."""
    plan = Plan(gates=(step("Qualified", met=QUALIFIED.criteria),))
    plan, why = pass_gate(plan, GATES, TODAY, "not needed")
    assert why == ""
    assert [(row.name, row.entered, row.passed, row.reason) for row in plan.gates] == [
        ("Qualified", dt.date(2026, 11, 2), TODAY, ""),
        ("Proposal", TODAY, None, ""),
    ]
    last = Plan(gates=(step("Decision", met=DECISION.criteria),))
    passed, why = pass_gate(last, GATES, TODAY)
    assert (why, len(passed.gates), passed.gates[0].passed) == ("", 1, TODAY)
    assert pass_gate(passed, GATES, TODAY) == (passed, "no gate is open: enter one first")


def test_passing_enters_nothing_while_another_gate_is_open() -> None:
    """A later gate that was entered before stays the one to go on with."""
    plan = Plan(gates=(step("Qualified", met=QUALIFIED.criteria), step("Proposal")))
    passed, _ = pass_gate(plan, GATES, TODAY)
    assert states(passed) == ["passed", "current", "ahead"]


def test_passed_short_without_a_reason_is_found() -> None:
    """A plain edit may pass a gate; without reason it is found, with the criteria that are unmet."""
    plan = Plan(gates=(step("Qualified", passed=TODAY, met=("budget known",)),))
    (finding,) = gate_findings(plan, GATES, TODAY)
    assert (finding.kind, finding.row_id, finding.field) == ("gate", "p-Qualified", "reason")
    assert finding.what == "passed with unmet criteria (need in their own words) and no reason"
    assert with_gate_findings((), plan, GATES, TODAY) == (finding,)
    assert with_gate_findings((), Plan(), GATES, TODAY) == ()


@given(st.lists(st.sampled_from(["pass", "reason", "tick0", "tick1"]), max_size=20))
def test_whatever_is_done_no_gate_is_passed_silently(keys: list[str]) -> None:
    """After any run of edits every gate passed short has a reason, at most one gate is current, and passed ones come first."""
    plan = entered(Plan(), "Qualified", TODAY)
    for key in keys:
        current = process_of(plan, GATES, TODAY).current
        if key.startswith("tick") and current is not None:
            criteria = current.gate.criteria
            plan = ticked(plan, current.gate.name, criteria[int(key[-1]) % len(criteria)], TODAY)
        else:
            plan, _ = pass_gate(plan, GATES, TODAY, "because" if key == "reason" else "")
    assert gate_findings(plan, GATES, TODAY) == ()
    assert states(plan) in (
        ["current", "ahead", "ahead"],
        ["passed", "current", "ahead"],
        ["passed", "passed", "current"],
        ["passed", "passed", "passed"],
    )


def test_taking_a_tick_back_after_the_passing_is_found() -> None:
    """A gate that was passed in order and whose criterion is taken back is a gate passed short."""
    plan, _ = pass_gate(Plan(gates=(step("Proposal", met=("offer sent",)),)), (PROPOSAL,), TODAY)
    plan = set_row_field(plan, "gate", "p-Proposal", "met", ())
    assert len(gate_findings(plan, (PROPOSAL,), TODAY)) == 1
