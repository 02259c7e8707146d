"""What the portfolio and the review know of one account, ready to be shown beside its plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from abmtui.plan.findings import USUAL
from abmtui.plan.noted import Yardstick, noted
from abmtui.plan.staleness import USUAL_AGES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from abmtui.plan.findings import Expectations, Finding
    from abmtui.plan.gates import Gate
    from abmtui.plan.model import Plan
    from abmtui.plan.proposals import Sign
    from abmtui.plan.staleness import Ages


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """Words and figures about an account, already written in the user's locale, but raw: data may hold anything. Empty: not known."""

    name: str = ""
    abc_class: str = ""
    """A, B or C."""
    programme: str = ""
    """With its tier: "ABM 1:1"."""
    rank: str = ""
    share: str = ""
    """Of the book, "8.3%"."""
    change: str = ""
    """On the prior period, "+4%"."""
    value: str = ""
    """The metric with its currency, "EUR 4.0M"."""
    review_state: str = ""
    """"Review due 12 Oct (41 days ago)"."""
    review_reason: str = ""
    """Why the account needs a look: "decider unreached · flag open 9 days"."""
    health: str = ""
    """good, watch or at risk."""
    health_reason: str = ""
    id: str = ""
    """The account's id; needed where its plan file is broken and says none."""
    gates: Mapping[str, tuple[Gate, ...]] = field(default_factory=dict)
    """The gates of the sales process by ABC class."""
    outside_in: Mapping[str, float] = field(default_factory=dict)
    """Criterion of the outside-in score -> weight."""
    selection: Mapping[str, float] = field(default_factory=dict)
    """Criterion of the selection of key accounts -> weight."""
    score_days: float = 365.0
    """Days after which a score is stale."""
    next_look: dt.date | None = None
    """When the next review would be by the class's days, counted from today."""
    moved: str = ""
    """How the account's value moved since its last review: "revenue +4% since 12 Sep"."""
    author: str = ""
    """Who decides here."""
    signs: tuple[Sign, ...] = ()
    """What the figures say that speaks for a red flag."""
    review_days: Mapping[str, int] = field(default_factory=dict)
    """Days between reviews by class, and of key accounts."""
    templates: str = ""
    """The user's file of own templates; empty: none."""
    expected: Expectations = USUAL
    """What settings and portfolio expect of the plan."""
    ages: Ages = USUAL_AGES
    """Days after which what the plan says is stale."""
    of_source: Mapping[str, str] = field(default_factory=dict)
    """What the source says in a field of the plan; it holds where the plan says nothing, and is shown dim there."""
    changed: dt.date | None = None
    """The day on which the plan's file was last written; None: not known."""

    @property
    def yardstick(self) -> Yardstick:
        """What the account's plan is measured by."""
        return Yardstick(self.expected, self.ages, self.gates, self.abc_class, self.changed)

    def class_of(self, plan: Plan) -> str:
        """The account's class: what its plan says, else its own; a word that is no class says nothing."""
        return self.yardstick.class_of(plan)

    def process_gates(self, plan: Plan) -> tuple[Gate, ...]:
        """The gates that the account goes through."""
        return self.yardstick.process_gates(plan)

    def noted(self, plan: Plan, today: dt.date) -> tuple[Finding, ...]:
        """What is to be looked at in the plan, then what is stale in it; one place is marked for one of both."""
        found, old = noted(plan, today, self.yardstick)
        return (*found, *old)

    def figures(self) -> tuple[str, ...]:
        """The account's figures, "A", "ABM 1:1", "rank 1", "8.3%", "+4%", without what is not known."""
        rank = f"rank {self.rank}" if self.rank else ""
        return tuple(part for part in (self.abc_class, self.programme, rank, self.share, self.change, self.value) if part)

    def review(self) -> str:
        """The review state, its reason and what moved since the last one, on one line."""
        return " · ".join(part for part in (self.review_state, self.review_reason, self.moved) if part)


NOTHING_KNOWN: Final = AccountFacts()
