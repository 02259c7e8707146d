"""What is to be looked at in the account's own fields: reasons, ABM without a programme of its own, satisfaction, amounts that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan.edits import rows_of
from abmtui.plan.finding import Finding
from abmtui.plan.findings_channels import open_rows
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.plan.vocabulary import OPEN_FLAG_STATUS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from abmtui.plan.finding import Expectations
    from abmtui.plan.model import Row

OVERRIDES: Final = ("abc_class", "programme", "zone", "tier", "abm_variety", "coverage")
"""The fields in which a person overrides a rule, and says why in `FIELD_reason`."""
ABM: Final = "ABM"
_MAY_FALL: Final = ("current", "result_value")
"""Amounts that may lie below zero: revenue after credit notes, a result that was a loss; of goals any number may."""


def reasons_missing(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """What a person decides against a rule has a reason."""
    chosen = [
        ("key_account_reason", plan.key_account, "key account without a reason"),
        ("selection_reason", bool(plan.selection_verdict), "verdict without a reason"),
    ]
    labels = field_specs(Plan)
    chosen += [(f"{name}_reason", bool(getattr(plan, name)), f"{labels[name].label.lower()} set by hand without a reason") for name in OVERRIDES]
    for name, holds, what in chosen:
        if holds and not getattr(plan, name):
            yield Finding("", "", name, what, "write why")


def abm_incomplete(plan: Plan, _today: dt.date, expected: Expectations) -> Iterator[Finding]:
    """An ABM account has a strategy, a channel plan, and people and hours of sales and of marketing."""
    if (plan.programme or expected.programme) != ABM:
        return
    if not plan.strategy.strip():
        yield Finding("", "", "strategy", "ABM without a strategy", "write what is unique about this account")
    for field, known, what in (("owner", expected.owner, "key account manager"), ("marketer", expected.marketer, "key account marketer")):
        if not (getattr(plan, field) or known).strip():
            yield Finding("", "", field, f"ABM without a {what}", "name one: sales and marketing are both needed")
    rows = open_rows(plan)
    if not rows:
        yield Finding("channel", "", "", "ABM without a channel row", "plan one, or insert a template")
    sides = {side for row in rows if (row.hours or 0) > 0 for side in (("sales", "marketing") if row.side == "joint" else (row.side,))}
    lacking = " and ".join(side for side in ("sales", "marketing") if side not in sides)
    if rows and lacking:
        yield Finding("channel", "", "hours", f"ABM without hours of {lacking}", "plan hours in a row of that side")


def unhappy(plan: Plan, _today: dt.date, expected: Expectations) -> Iterator[Finding]:
    """The few who matter are happy."""
    if plan.satisfaction is not None and plan.satisfaction <= expected.unhappy:
        yield Finding("", "", "satisfaction", f"unhappy: {plan.satisfaction} of 5", "ask what is wrong, raise a flag")


def returns(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """Where one side sees no return, the relationship will not last: an open flag stands for it."""
    flagged = {flag.type for flag in plan.flags if flag.status in OPEN_FLAG_STATUS}
    for field, whose, flag in (("our_roi", "we see", "no mutual ROI: ours"), ("their_roi", "they see", "no mutual ROI: theirs")):
        if getattr(plan, field) == "no" and flag not in flagged:
            yield Finding("", "", field, f"{whose} no return, no flag is open", "raise a flag, or change what is put in")


def negative(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """Budgets, hours, months and what an account could buy are never below zero."""
    owners: list[tuple[str, str, Row | Plan]] = [("", "", plan)]
    owners += [(kind, row.id, row) for kind in KINDS for row in rows_of(plan, kind)]
    for kind, row_id, owner in owners:
        for name, spec in field_specs(type(owner)).items():
            if spec.shape not in {"money", "number"} or kind == "goal" or name in _MAY_FALL:
                continue
            if (getattr(owner, name) or 0) < 0:
                yield Finding(kind, row_id, name, f"{spec.label.lower()} below zero", "correct the amount")
