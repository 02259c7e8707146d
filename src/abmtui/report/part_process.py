"""Sales process and intelligence: the part of a review in words, rows and JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.gates import gates_of
from abmtui.portfolio import columns as col
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.report.intelligence_blocks import EXPLAINED as OF_KEY_ACCOUNTS
from abmtui.report.intelligence_blocks import intelligence_blocks, intelligence_data
from abmtui.review.processes import FRAME, Standing, processes
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.formats import Formats
    from abmtui.plan.gates import Gate, Stage
    from abmtui.workspace.reviewed import Reviewed

SHOWN: Final = 10
LISTED: Final = 20
INTELLIGENCE: Final = "intelligence"
NONE_ENTERED: Final = "No account has entered a gate: key 6 on an account enters the first, or `abmtui plan add ACCOUNT gate name=... entered=DATE`; the gates stand in the config."
EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "gate_accounts",
        "Accounts at a gate",
        "count",
        "The accounts whose current gate it is.",
        "the first gate of the class that was entered and is not passed",
    ),
    Explained("gate_days", "Days in the gate", "count", "How long an account has stood at its current gate.", "today - day of entry"),
    Explained(
        "passed_short",
        "Passed without all criteria",
        "count",
        "Gates that were passed although criteria are unmet; that takes a reason.",
        "passed, met < criteria",
    ),
    Explained(
        INTELLIGENCE,
        "Intelligence",
        "share",
        "How much of what there is to know of an account its plan says.",
        "known / asked, over the plan's fields, its people, its offerings and the criteria of both scores",
    ),
    *OF_KEY_ACCOUNTS,
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows."""
    return (*_process(reviewed, formats), _intelligence(reviewed, formats), *intelligence_blocks(reviewed, formats))


def data(reviewed: Reviewed) -> Any:
    """Return the part's data for JSON, unrounded; None where no account entered a gate and no plan says what is known."""
    found, known = _standings(reviewed), _known(reviewed)
    if not found and known.is_empty():
        return None
    return {
        "accounts": len(found),
        "gates": [
            {"class": name, "gate": gate.name, "role": gate.role or None, "accounts": now, "passed": passed}
            for name, gate, now, passed in _table(found, _gates(reviewed))
        ],
        "finished": sum(_finished(one) for one in found),
        "undefined": {one.id: one.process.undefined for one in found if one.process.undefined},
        "unknown_gates": _unknown(found),
        "longest": [{"id": one.id, "name": one.name, "gate": stage.gate.name, "days": stage.days} for one, stage in _longest(found)[:LISTED]],
        "passed_short": [
            {"id": one.id, "name": one.name, "gate": stage.gate.name, "unmet": list(stage.unmet), "reason": _reason(stage) or None}
            for one, stage in _short(found)[:LISTED]
        ],
        "intelligence": {
            "accounts": known.height,
            "mean": known[INTELLIGENCE].mean(),
            "least": [{"id": account, "name": name, "intelligence": share} for account, name, share in known.head(LISTED).iter_rows()],
            "missing": intelligence_data(reviewed),
        },
    }


def _gates(reviewed: Reviewed) -> Mapping[str, tuple[Gate, ...]]:
    return {name: gates_of(described) for name, described in reviewed.config.gates.items()}


def _standings(reviewed: Reviewed) -> tuple[Standing, ...]:
    return processes(reviewed.table(), reviewed.rows_of(FRAME), _gates(reviewed), reviewed.today)


def _process(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    found = _standings(reviewed)
    if not found:
        return (Block("Sales process", (NONE_ENTERED,)),)
    outside = _class_a(reviewed) - sum(one.abc_class == "A" for one in found)
    sentences = [f"{counted(len(found), 'account')} {'has' if len(found) == 1 else 'have'} come to a gate, {sum(map(_finished, found))} passed every gate."]
    sentences += [f"{counted(outside, 'account')} of class A {'has' if outside == 1 else 'have'} entered none."] if outside else []
    unknown, without = _unknown(found), sum(bool(one.process.undefined) for one in found)
    sentences += [f"{counted(unknown, 'gate')} of plans not named for the account's class in the config: kept, not counted."] if unknown else []
    sentences += [f"{counted(without, 'account')} with a gate and no class that has gates: not counted below."] if without else []
    rows = tuple(
        (f"{name}: {gate.name}", formats.number(now), formats.number(passed), gate.role or "-")
        for name, gate, now, passed in _table(found, _gates(reviewed))
        if now or passed
    )
    return (
        Block("Sales process", tuple(sentences), ("Class and gate", "Accounts now", "Passed", "Role"), rows[:12], about=("gate_accounts",)),
        _longest_block(found, formats),
        _short_block(found),
    )


def _class_a(reviewed: Reviewed) -> int:
    return int((reviewed.table()[col.ABC_CLASS] == "A").sum())


def _table(found: Sequence[Standing], gates: Mapping[str, tuple[Gate, ...]]) -> list[tuple[str, Gate, int, int]]:
    """Return (class, gate, accounts that stand at it, accounts that passed it) in the order of the config."""
    now = Counter((one.abc_class, stage.gate.name) for one in found if (stage := one.process.current) is not None)
    passed = Counter((one.abc_class, stage.gate.name) for one in found for stage in one.process.stages if stage.state == "passed")
    return [(name, gate, now[name, gate.name], passed[name, gate.name]) for name, own in gates.items() for gate in own]


def _unknown(found: Sequence[Standing]) -> int:
    return sum(len(one.process.unknown) for one in found if not one.process.undefined)


def _finished(one: Standing) -> bool:
    return bool(one.process.stages) and all(stage.state == "passed" for stage in one.process.stages)


def _longest(found: Sequence[Standing]) -> list[tuple[Standing, Stage]]:
    """Return the accounts at a gate with a day of entry, the longest there first."""
    there = [(one, stage) for one in found if (stage := one.process.current) is not None and stage.days is not None]
    return sorted(there, key=lambda item: -(item[1].days or 0))


def _longest_block(found: Sequence[Standing], formats: Formats) -> Block:
    there = _longest(found)
    undated = sum(one.process.current is not None for one in found) - len(there)
    sentences = (f"{counted(undated, 'account')} without a day of entry left out.",) if undated else ()
    if not there:
        return Block("Longest in a gate", sentences or ("No account stands at a gate.",))
    rows = tuple(
        (
            one.name,
            stage.gate.name,
            f"{formats.number(stage.days)} d",
            f"{len(stage.met)} of {len(stage.gate.criteria)}",
            stage.step.owner or stage.gate.role or "-",
        )
        for one, stage in there[:SHOWN]
        if stage.step is not None
    )
    ids = tuple(one.id for one, _ in there[:SHOWN])
    return Block("Longest in a gate", sentences, ("Account", "Gate", "For", "Criteria met", "Owner"), rows, numbers=False, accounts=ids, about=("gate_days",))


def _short(found: Sequence[Standing]) -> list[tuple[Standing, Stage]]:
    """Return the gates that were passed with unmet criteria; those without a reason first."""
    short = [(one, stage) for one in found for stage in one.process.stages if stage.passed_short]
    return sorted(short, key=lambda item: bool(_reason(item[1])))


def _reason(stage: Stage) -> str:
    return "" if stage.step is None else stage.step.reason.strip()


def _short_block(found: Sequence[Standing]) -> Block:
    short = _short(found)
    heading = "Gates passed without all criteria"
    if not short:
        return Block(heading, ("None: every gate was passed with its criteria met.",))
    rows = tuple((one.name, stage.gate.name, ", ".join(stage.unmet), _reason(stage) or "no reason: to mend") for one, stage in short[:SHOWN])
    more = (f"The first {SHOWN} of {len(short)}.",) if len(short) > SHOWN else ()
    ids = tuple(one.id for one, _ in short[:SHOWN])
    return Block(heading, more, ("Account", "Gate", "Unmet", "Passed because"), rows, numbers=False, accounts=ids, about=("passed_short",))


def _known(reviewed: Reviewed) -> pl.DataFrame:
    """Return id, name and intelligence of the accounts with a plan, the least known first."""
    table = reviewed.table((INTELLIGENCE,)).select(col.ID, col.NAME, INTELLIGENCE).drop_nulls(INTELLIGENCE)
    return table.sort(INTELLIGENCE, maintain_order=True)


def _intelligence(reviewed: Reviewed, formats: Formats) -> Block:
    known = _known(reviewed)
    if known.is_empty():
        return Block("Intelligence", ("No account has a plan yet: nothing is known beyond the data.",))
    mean = known.select(pl.col(INTELLIGENCE).mean()).item()
    sentence = f"Of {counted(known.height, 'account')} with a plan {formats.percent(mean, 0)} of what is asked is known on average; the least known first."
    least = known.head(SHOWN)
    rows = tuple((name, formats.percent(share, 0)) for _, name, share in least.iter_rows())
    return Block("Intelligence", (sentence,), ("Account", "Known"), rows, accounts=tuple(least[col.ID]), about=(INTELLIGENCE,))
