"""What there is to look at in one account's plan, how each is mended, and what is missing of what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.plan import vocabulary as words
from abmtui.plan.edits import row_of
from abmtui.plan.findings import filled, missing_most
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.plan.noted import USUAL_YARDSTICK, Yardstick, noted
from abmtui.report.blocks import Block
from abmtui.review.intelligence import intelligence
from abmtui.wording import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from abmtui.formats import Formats
    from abmtui.plan.findings import Finding

COLUMNS = ("Where", "What", "Mend")


def blocks(plan: Plan, today: dt.date, formats: Formats, by: Yardstick = USUAL_YARDSTICK) -> tuple[Block, ...]:
    """Return findings, what is past its date or age, and what is missing, each in a block of its own."""
    found, old = noted(plan, today, by)
    return (_listed("Findings", plan, found), _listed("Past its date or age", plan, old), *missing_blocks(plan, formats))


def missing_blocks(plan: Plan, formats: Formats) -> tuple[Block, ...]:
    """Return how much of the plan is filled and what of it is missing most, and the same of what is known of the account."""
    known = intelligence(plan, (), words.CRITERIA)
    sentence = f"plan {formats.percent(filled(plan), 0)} filled: of the fields that a plan should say, by how often each is missing"
    rows = tuple((what, f"{count} of {places}") for what, count, places in missing_most(plan))
    groups: dict[str, list[str]] = {}
    for group, name in known.missing:
        groups.setdefault(group, []).append(name)
    lacking = tuple((group, ", ".join(names)) for group, names in groups.items())
    told = f"intelligence {formats.percent(known.share, 0)}: {known.known} of {known.asked} known, by this plan alone"
    return (
        Block(
            "Filled", (sentence if rows else "plan 100% filled: nothing that is asked is missing",), ("Missing", "Rows") if rows else (), rows, numbers=False
        ),
        Block("Intelligence", (told,), ("Of", "Not known") if lacking else (), lacking, numbers=False),
    )


def told(plan: Plan, found: Iterable[Finding]) -> tuple[tuple[str, str, str], ...]:
    """Return where, what and mend of findings, raw; of equal words in several rows one line each."""
    return tuple((where(plan, finding), finding.what, finding.mend) for finding in found)


def where(plan: Plan, finding: Finding) -> str:
    """Return the place of a finding in words: "stakeholder Mika Laine, reached by"."""
    row = row_of(plan, finding.kind, finding.row_id) if finding.kind else None
    owner = KINDS[finding.kind].row if finding.kind else Plan
    field = field_specs(owner)[finding.field].label.lower() if finding.field else ""
    title = "" if row is None else " ".join(str(getattr(row, KINDS[finding.kind].title_field)).split())
    head = f"{KINDS[finding.kind].label} {title}".strip() if finding.kind else ""
    return ", ".join(part for part in (head, field) if part) or "the account"


def _listed(heading: str, plan: Plan, found: Iterable[Finding]) -> Block:
    rows = told(plan, found)
    sentence = counted(len(rows), "thing") + " to look at" if rows else "nothing"
    return Block(heading, (sentence,), COLUMNS if rows else (), rows, numbers=False)
