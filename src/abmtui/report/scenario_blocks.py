"""What would be, written out: every figure before and after a scenario, and what losing the largest accounts does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.report.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.formats import Formats
    from abmtui.portfolio.losses import Loss
    from abmtui.portfolio.scenario_figures import Figure
    from abmtui.workspace.scenarios import WhatIf

UNDEFINED: Final = "undefined"
_DIGITS: Final[Mapping[str, int]] = {"money": 0, "amount": 0, "count": 0, "points": 1, "ratio": 4}
_FAMILIES: Final[Mapping[str, str]] = {"effort_": "all figures of effort", "profit_": "all figures of profit"}
_AT_MOST: Final = 20
_NOISE: Final = 1e-12
"""A difference of this part of a figure comes of adding in another order."""


def figure_value(value: float | None, written: str, formats: Formats) -> str:
    """Return a figure as its kind is written; the word for one that is undefined."""
    if value is None:
        return UNDEFINED
    if written == "share":
        return formats.percent(value)
    if written == "pair":
        return f"{formats.number(value * 100)}/{formats.number(100 - round(value * 100))}"
    return formats.number(value, _DIGITS[written])


def difference_text(figure: Figure, formats: Formats) -> str:
    """Return after less before with its sign, shares in points; empty where nothing changed or a side is undefined."""
    found = figure.difference
    if found is None or abs(found) <= _NOISE * max(1.0, abs(figure.before or 0.0)):
        return ""
    text = f"{formats.number(abs(found) * 100, 1)} pt" if figure.written == "share" else formats.number(abs(found), _DIGITS.get(figure.written, 4))
    # A difference that the digits do not show is said to be one all the same.
    return f"{'-' if found < 0 else '+'}{text}" if text.strip("0., pt") else "~0"


def figure_rows(figures: Sequence[Figure], formats: Formats) -> tuple[tuple[str, str, str, str], ...]:
    """Return label, before, after and difference of every figure that a side has; `undefined_reasons` tells of the others."""
    return tuple(
        (
            figure.label,
            figure_value(figure.before, figure.written, formats),
            figure_value(figure.after, figure.written, formats),
            difference_text(figure, formats),
        )
        for figure in figures
        if figure.before is not None or figure.after is not None
    )


def undefined_reasons(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return a sentence for each reason why figures are undefined, with the figures, or with what all of them are of."""
    reasons: dict[str, list[Figure]] = {}
    for figure in figures:
        for why in {figure.why_before, figure.why_after} - {""}:
            reasons.setdefault(why, []).append(figure)
    return tuple(f"Undefined, {why}: {'; '.join(_together(found, figures))}." for why, found in reasons.items())


def _together(found: Sequence[Figure], figures: Sequence[Figure]) -> list[str]:
    """Return the figures' labels; where all figures of a family are among them, the family's instead."""
    keys = {figure.key for figure in found}
    whole = [family for family in _FAMILIES if keys >= {figure.key for figure in figures if figure.key.startswith(family)}]
    return [*(figure.label for figure in found if not figure.key.startswith(tuple(whole))), *(_FAMILIES[family] for family in whole)]


def what_if_blocks(what_if: WhatIf, formats: Formats) -> tuple[Block, ...]:
    """Return the changes with what each did, then the figures before and after."""
    name = f" · {what_if.scenario.name}" if what_if.scenario.name else ""
    changes = tuple((step.text, outcome.problem or outcome.said) for step, outcome in zip(what_if.scenario.steps, what_if.outcomes, strict=True))
    sentences = ("The whole book as it would be; the accounts themselves are as they were.", *what_if.notes, *undefined_reasons(what_if.figures))
    return (
        Block(f"What if{name}", columns=("Change", "What it does"), rows=changes, numbers=False),
        Block("What if: before and after", sentences, ("Figure", "Before", "After", "Difference"), figure_rows(what_if.figures, formats)),
    )


def losses_block(losses: Sequence[Loss], limit: float, formats: Formats) -> Block:
    """Return the largest accounts and the book without each of them; those from the limit on are too big to lose."""
    if not losses:
        return Block(HEADING, ("Undefined: no account has a value above zero.",))
    big = sum(loss.too_big for loss in losses)
    who = "No account holds" if not big else "1 account holds" if big == 1 else f"{big} accounts hold"
    sentence = f"{who} {formats.percent(limit, 0)} or more of the book. What would be left without each of the largest:"
    rows = tuple(loss_cells(loss, formats) for loss in losses)
    return Block(HEADING, (sentence,), LOSS_COLUMNS, rows, accounts=tuple(loss.id for loss in losses), about=("too_big_to_lose", "major_customers"))


HEADING: Final = "Too big to lose"
LOSS_COLUMNS: Final = ("Account", "Share", "Left", "Gini", "HHI", "k", "10% rule")


def loss_cells(loss: Loss, formats: Formats) -> tuple[str, ...]:
    """Return an account's share and what the book would be without it."""
    after = loss.after
    pair = figure_value(after.k, "pair", formats)
    gini, hhi = figure_value(after.gini, "ratio", formats), figure_value(after.hhi, "points", formats)
    return (loss.name, formats.percent(loss.share), formats.number(after.total), gini, hhi, pair, majors_text(loss))


def majors_text(loss: Loss) -> str:
    """Return how many accounts would hold 10% or more of what is left."""
    new = f", {len(loss.new_majors)} new" if loss.new_majors else ""
    return f"{len(loss.majors)}{new}" if loss.majors else "none"


def what_if_data(what_if: WhatIf | None) -> dict[str, Any] | None:
    """Return a scenario for JSON, unrounded; None without one."""
    if what_if is None:
        return None
    return {
        "scenario": what_if.scenario.name or None,
        "changes": [
            {"text": step.text, "on": step.on, "accounts": outcome.accounts, "said": outcome.said or None, "problem": outcome.problem or None}
            for step, outcome in zip(what_if.scenario.steps, what_if.outcomes, strict=True)
        ],
        "before": {figure.key: figure.before for figure in what_if.figures},
        "after": {figure.key: figure.after for figure in what_if.figures},
        "difference": {figure.key: figure.difference for figure in what_if.figures},
        "undefined": {figure.key: figure.why_after or figure.why_before for figure in what_if.figures if figure.why_after or figure.why_before},
        "major_customers": {"before": list(what_if.before.majors), "after": list(what_if.after.majors)},
        "effort_of": what_if.effort or None,
    }


def losses_data(losses: Sequence[Loss]) -> list[dict[str, Any]]:
    """Return the accounts that are too big to lose for JSON, each with the book without it."""
    return [
        {
            "id": loss.id,
            "name": loss.name,
            "share": loss.share,
            "without": {
                "total": loss.after.total,
                "gini": loss.after.gini,
                "hhi": loss.after.hhi,
                "k": loss.after.k,
                "undefined": loss.after.undefined or None,
            },
            "major_customers": list(loss.majors),
            "new_major_customers": list(loss.new_majors),
        }
        for loss in losses
        if loss.too_big
    ][:_AT_MOST]
