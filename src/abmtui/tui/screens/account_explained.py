"""What stands behind a cell of the account's pages: how a decision came about, how a score is weighed, how a figure is reckoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from abmtui.portfolio.scores import plain
from abmtui.tui.bases.cell_text import value_of
from abmtui.tui.bases.grid_lines import NEW, Target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.model import Plan
    from abmtui.tui.bases.account_facts import AccountFacts
    from abmtui.tui.bases.value_facts import Figure, ValueFacts

    Pairs = tuple[tuple[str, str], ...]


def behind(target: Target, plan: Plan, facts: AccountFacts, value: ValueFacts | None) -> Pairs:
    """Return (heading, text) pairs that belong to a field of the plan beyond the field itself; raw text, none where there is nothing."""
    if target.kind == "score":
        criterion = target.row[len(NEW) :] if target.is_new else str(value_of(plan, Target("score", target.row, "criterion")))
        return _weighed(criterion, facts)
    return () if value is None or target.kind else _decided(target.field.removesuffix("_reason"), value)


def figure_explained(figure: Figure) -> Pairs:
    """Return what a figure means and how it is reckoned, its value, and what it rests on or why it has none."""
    pairs = (("Means", figure.about), ("Now", figure.value or "undefined"), ("With it" if figure.value else "Because", figure.note))
    return tuple(pair for pair in pairs if pair[1])


def _decided(field: str, value: ValueFacts) -> Pairs:
    reason = next((reason for reason in value.standing if reason.field == field), None)
    if reason is None:
        return ()
    by = f"{reason.value} (says the {reason.by})" if reason.by else reason.value or "undefined"
    pairs = (("Holds now", by), ("Because", reason.reason), ("What would change it", reason.flip))
    return tuple(pair for pair in pairs if pair[1])


def _weighed(criterion: str, facts: AccountFacts) -> Pairs:
    """Return what part a criterion has in each score that asks for it."""
    scores: tuple[tuple[str, Mapping[str, float]], ...] = (("Outside-in score", facts.outside_in), ("Selection worksheet", facts.selection))
    pairs = []
    for name, weights in scores:
        weight = next((weight for known, weight in weights.items() if plain(known) == plain(criterion)), 0.0)
        if weight > 0:
            formula = "sum(weight x score) / sum(weight) over the criteria that are scored; a missing one is left out, never 0"
            pairs.append((name, f"{formula}; {criterion} weighs {weight:g} of {sum(weights.values()):g}"))
    return tuple(pairs) or (("In no score", "the config names no such criterion: it is kept and not counted"),)
