"""Where every account with a gate in its plan stands in the sales process of its class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.plan.gates import Gate, Process, process_of
from abmtui.plan.model import GateStep, Plan
from abmtui.portfolio import columns as col

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

FRAME: Final = "gates"
"""The plans' frame of their gates."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One account in its process."""

    id: str
    name: str
    abc_class: str
    process: Process


def processes(table: pl.DataFrame, steps: pl.DataFrame, gates: Mapping[str, tuple[Gate, ...]], today: dt.date) -> tuple[Standing, ...]:
    """Return the accounts that came to a gate, in the order of the table.

    `table` has id, name and class; `steps` has account_id and the fields of a gate's row, in the order of the plans. It goes
    through plans one by one, never through accounts: a gate stands only where a person wrote it.
    """
    if steps.is_empty():
        return ()
    rows: dict[str, list[GateStep]] = {}
    for account, row_id, name, entered, passed, owner, met, reason in steps.select("account_id", *_FIELDS).iter_rows():
        step = GateStep(row_id or "", name or "", entered, passed, owner or "", tuple(met or ()), reason or "")
        rows.setdefault(account, []).append(step)
    known = table.select(col.ID, col.NAME, col.ABC_CLASS).filter(pl.col(col.ID).is_in(list(rows)))
    return tuple(
        Standing(account, name, abc_class or "", process_of(Plan(gates=tuple(rows[account])), gates.get(abc_class or "", ()), today, abc_class or ""))
        for account, name, abc_class in known.iter_rows()
    )


_FIELDS: Final = ("id", "name", "entered", "passed", "owner", "met", "reason")
"""The columns of a gate's row, in the order of its fields."""
