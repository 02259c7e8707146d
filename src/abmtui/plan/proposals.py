"""Red flags that the program proposes: from figures and from the plan, each with what it rests on, until a person decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from abmtui.plan import vocabulary as words
from abmtui.wording import counted, folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from abmtui.plan.model import Plan, RedFlag, Stakeholder

ELSEWHERE, REORGANISATION, OUR_RETURN, THEIR_RETURN, GOALS = words.FLAG_TYPES
KEY_ROLES: Final = (*words.DECIDER_ROLES, "champion", "executive sponsor")
"""Whose leaving is a reorganisation that may force a change."""
CLOSED: Final = tuple(status for status in words.FLAG_STATUS if status not in words.OPEN_FLAG_STATUS)
"""The statuses of a flag that stands no more."""
WORSE: Final = 5
"""Points by which a fall must have grown before it is other evidence."""
OLD_DAYS: Final = 90
"""Days after which an overdue goal weighs heavily."""
_MEASURE: Final = re.compile(r"(revenue|share of wallet) -(\d+)(?:%| points)")
_HIDDEN: Final = re.compile(r"\[\w+\]( \(.+\) left)")
_SPENT: Final = re.compile(r"spent [\d,]+ on [\d,]+ channel rows?")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign in the figures that business goes elsewhere."""

    words: str
    """With its numbers: "revenue -18% on the 12 months before: 1,016,100 against 1,239,000"."""
    severe: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A red flag that data or plan speak for."""

    type: str
    severity: str
    evidence: str
    """What it rests on, with numbers, names and dates; several things joined by "; "."""


def proposals(plan: Plan, today: dt.date, signs: Sequence[Sign] = ()) -> tuple[Proposal, ...]:
    """Return the flags to propose for a plan, in the order of `FLAG_TYPES`; `signs` is what the figures say of the account.

    None while a flag of its type stands, nor while what it rests on was dismissed, or led to a flag of the type that is closed.
    """
    found = (*_elsewhere(signs), *_reorganisation(plan), *_returns(plan), *_goals(plan, today))
    return tuple(proposal for proposal in found if not silenced(plan, proposal))


def silenced(plan: Plan, proposal: Proposal) -> bool:
    """Return whether a person decided about the proposal already."""
    flags = [flag for flag in plan.flags if _same(flag.type, proposal.type)]
    if any(standing(flag) for flag in flags):
        return True
    dismissed = [row.evidence for row in plan.dismissals if _same(row.type, proposal.type)]
    known = [*dismissed, *(flag.evidence for flag in flags if flag.evidence.strip())]
    return any(covers(evidence, proposal.evidence) for evidence in known)


def standing(flag: RedFlag) -> bool:
    """Return whether a flag is not closed; an unknown status closes nothing."""
    return flag.status not in CLOSED


def covers(known: str, new: str) -> bool:
    """Return whether evidence says nothing that was not known: each part of it was, and no fall grew by `WORSE` points.

    Amounts of money and the words behind a fall's percentage do not count; without any known evidence everything is covered.
    """
    before = [_form(part) for part in parts(known)]
    return not before or all(any(_within(one, part) for one in before) for part in map(_form, parts(new)))


def parts(evidence: str) -> tuple[str, ...]:
    """Return the single things that evidence names."""
    return tuple(part.strip() for part in evidence.split("; ") if part.strip())


def _form(part: str) -> tuple[str, int]:
    """Return a part as it is compared: what it is about, and the points of a fall."""
    found = _MEASURE.match(part)
    return (found[1], int(found[2])) if found else (folded(_SPENT.sub("spent", part)), 0)


def _within(known: tuple[str, int], new: tuple[str, int]) -> bool:
    """Return whether a part was known; a person whose name was erased or hidden stands for anybody of that role."""
    hidden = _HIDDEN.fullmatch(known[0])
    return (new[0].endswith(hidden[1]) if hidden else known[0] == new[0]) and new[1] < known[1] + WORSE


def _same(one: str, other: str) -> bool:
    return folded(one).strip() == folded(other)


def _elsewhere(signs: Sequence[Sign]) -> Iterator[Proposal]:
    if signs:
        severe = len(signs) > 1 or any(sign.severe for sign in signs)
        yield Proposal(ELSEWHERE, "high" if severe else "medium", "; ".join(sign.words for sign in signs))


def _reorganisation(plan: Plan) -> Iterator[Proposal]:
    left = [person for person in plan.stakeholders if person.left and person.role in KEY_ROLES]
    if left:
        here = {_part_of(person) for person in plan.stakeholders if not person.left}
        severe = any(_part_of(person) not in here for person in left)
        yield Proposal(REORGANISATION, "high" if severe else "medium", "; ".join(f"{person.name or person.id} ({person.role}) left" for person in left))


def _part_of(person: Stakeholder) -> str:
    """Return the part that a person has in the decision; whoever decides can stand for another who did."""
    return "decider" if person.role in words.DECIDER_ROLES else person.role


def _returns(plan: Plan) -> Iterator[Proposal]:
    ours = [*_return("our return", plan.our_roi, plan), *(_spent(plan) if plan.our_roi != "yes" else ())]
    for kind, said, found in ((OUR_RETURN, plan.our_roi, ours), (THEIR_RETURN, plan.their_roi, _return("their return", plan.their_roi, plan))):
        evidence = "; ".join(found)
        if evidence:
            yield Proposal(kind, ("high" if plan.key_account else "medium") if said == "no" else "low", evidence)


def _return(name: str, said: str, plan: Plan) -> Iterable[str]:
    asked = f" (asked {plan.roi_date.isoformat()})" if plan.roi_date and said else ""
    if said == "no":
        yield f"{name} is no{asked}"
    elif said != "yes" and plan.key_account:
        yield f"{name} unknown{asked}, of a key account" if said else f"{name} never asked, of a key account"


def _spent(plan: Plan) -> Iterable[str]:
    """Yield what was spent on channel rows without a known outcome: no value of the result, nor a result measured as outcome."""
    rows = [row for row in plan.channels if row.result_value is None and not (row.metric == "outcome" and row.result)]
    spent = [amount for row in rows if (amount := (row.actual or 0.0) + (row.content_cost or 0.0)) > 0]
    if spent:
        yield f"spent {sum(spent):,.0f} on {counted(len(spent), 'channel row')} without a known outcome"


def _goals(plan: Plan, today: dt.date) -> Iterator[Proposal]:
    late = [(goal.name or goal.id, goal.due) for goal in plan.goals if goal.whose == "mutual" and goal.status in {"", "open"} and goal.due and goal.due < today]
    if late:
        severe = len(late) > 1 or any((today - due).days > OLD_DAYS for _, due in late)
        evidence = "; ".join(f"{name}, overdue since {due.isoformat()}" for name, due in late)
        yield Proposal(GOALS, "high" if severe else "medium", evidence)
