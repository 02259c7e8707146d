"""What stands behind the lines of the reading page that were worked out: findings with their mend, what is missing most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.plan.findings import missing_most
from abmtui.plan.model import KINDS
from abmtui.report.view_findings import told
from abmtui.tui.bases.summary_lines import FILLED, FINDINGS, of_all
from abmtui.tui.bases.value_lines import FIGURE

if TYPE_CHECKING:
    from abmtui.tui.bases.account_facts import AccountFacts
    from abmtui.tui.bases.cell_text import PlanView
    from abmtui.tui.bases.grid_lines import Target

    Pairs = tuple[tuple[str, str], ...]

NOTHING: Final = ("Nothing", "there is nothing to look at here")
ASKED: Final = "fields that say something / fields asked of the plan, of each person, channel row and goal; a kind without rows counts as one empty row"

NOT_KNOWN: Final = "what is not known of the account stands at the end of the tab Process (key 6): its intelligence"


def worked_out(target: Target, view: PlanView, facts: AccountFacts) -> tuple[str, Pairs] | None:
    """Return title and (heading, text) pairs, raw, for a line that was worked out or stands for a kind of row; None for any other."""
    if target.kind == FIGURE and target.row == FILLED:
        return "Plan filled", (
            ("Reckoned", ASKED),
            ("Beside it", NOT_KNOWN),
            *((f"missing in {count} of {places}", what) for what, count, places in missing_most(view.plan)),
        )
    if target.kind == FIGURE and target.row == FINDINGS:
        return "Findings", (*_health(facts), *_listed(view, ""))
    if target.kind in KINDS and not target.field:
        return f"Findings: {KINDS[target.kind].label}s", _listed(view, target.kind)
    return None


def mends(view: PlanView, target: Target) -> Pairs:
    """Return how what is found at a field is put right."""
    found = (one for one in view.findings if (one.kind, one.row_id, one.field) == (target.kind, target.row, target.field))
    return tuple(("Mend", one.mend) for one in found if one.mend)


def _health(facts: AccountFacts) -> Pairs:
    """Return why the health is what it is; how much of the plan is filled is no part of it."""
    if not facts.health:
        return ()
    why = facts.health_reason or "nothing that the review looks for holds"
    return (("Health", f"{facts.health}: {why}"), ("", "the worst of what the review looks for; how much of the plan is filled is no part of it"))


def _listed(view: PlanView, kind: str) -> Pairs:
    """Return each finding with its mend, of one kind or of all."""
    rows = told(view.plan, (one for one in view.findings if not kind or one.kind == kind or (kind == "stakeholder" and of_all(one))))
    return tuple((where, f"{what}: {mend}" if mend else what) for where, what, mend in rows) or (NOTHING,)
