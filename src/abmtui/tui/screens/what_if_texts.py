"""The words of the what-if screen, made from values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from abmtui.portfolio.scenario_words import FORMS
from abmtui.report.parts import explanations
from abmtui.report.scenario_blocks import difference_text, figure_value, undefined_reasons
from abmtui.tui.widgets.change_table import WRONG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from abmtui.formats import Formats
    from abmtui.portfolio.book import Figures
    from abmtui.portfolio.scenario_changes import Scenario
    from abmtui.tui.screens.what_if_state import WhatIfState
    from abmtui.workspace.scenarios import WhatIf

KINDS: Final = (
    ("lose", "lose an account, or all that meet a condition"),
    ("grow", "grow or shrink by percent"),
    ("add", "add an account"),
    ("merge", "merge accounts into one"),
    ("move", "move hours from accounts to accounts"),
    ("free", "free hours, as by moving class C to DRM"),
)
"""What `a` offers."""
EMPTY: Final = "No change yet. a adds one: lose, grow, add or merge accounts, move hours. The accounts themselves are never touched."
WORKING: Final = "working out the figures"
RULES: Final = (
    ("lose", "the accounts leave the book."),
    ("add", "a new customer; what is not named is empty."),
    (
        "grow",
        "without a column revenue, margin and cost of goods grow alike and profit by as much as the margin; cost to serve, hours, budget and potential stay. With a column that one alone.",
    ),
    ("merge", "one account under the name of the first: money and hours summed, percent weighted by revenue, the rest as for accounts under a parent."),
    ("move", "taken in proportion to what each account has, dealt out in proportion to revenue; the total stays."),
    ("free", "taken in the same way and given to nobody: hours freed, as when class C moves to DRM."),
    (
        "who",
        "names or ids in double quotes, all, or a condition as in a filter. A condition is about the accounts as they really are: class = 'A' means the same accounts in every change.",
    ),
)
_EXPLAINED: Final[Mapping[str, str]] = {
    "effort_concentration_index": "concentration_index",
    "effort_kakwani": "kakwani",
    "effort_hoover_mismatch": "hoover_mismatch",
    "effort_class_A_beyond_share": "effort_to_move",
    "profit_net_total": "customer_profit",
    "profit_peak": "whale_peak",
    "profit_erosion": "whale_erosion",
}
"""Figure -> the words that explain it, where they stand under another key."""
_UNITS: Final[Mapping[str, str]] = {"hours": "40 hours", "cost_to_serve": "5000 cost_to_serve", "budget": "5000 budget"}


def first_text(kind: str, account: str, result: WhatIf | None) -> str:
    """Return what the line of a new change holds at first; `account` is the one under the cursor, empty for none."""
    effort, frees = ("", 100.0) if result is None else (result.effort, result.drm_frees)
    who = '"' + account.replace('"', '""') + '"' if account else '""'
    much = _UNITS.get(effort, "40 hours")
    return {
        "lose": f"lose {who}",
        "grow": f"grow {who} by 10%",
        "add": 'add "New account" revenue=100000',
        "merge": f'merge {who} "',
        "move": f"move {much} from class = 'C' to class = 'A'",
        "free": f"free {frees:g}% of {effort or 'hours'} from class = 'C' AND value > 0",
    }[kind]


def form_help(kind: str) -> str:
    """Return the lines below the line of a change."""
    return f"{FORMS.get(kind, '; '.join(FORMS.values()))}\nnames or ids in double quotes, all, or a condition as in a filter"


def changes_shown(state: WhatIfState) -> tuple[tuple[str, bool, str], ...]:
    """Return (text, switched on, what it did) for each change; what it does is not known before it is worked out."""
    outcomes = () if state.stale or state.result is None else state.result.outcomes
    shown = []
    for place, step in enumerate(state.scenario.steps):
        outcome = outcomes[place] if place < len(outcomes) else None
        said = "" if outcome is None else f"{WRONG}{outcome.problem}" if outcome.problem else outcome.said
        shown.append((step.text, step.on, said))
    return tuple(shown)


def changes_title(scenario: Scenario) -> str:
    """Return the title of the list of changes."""
    off = sum(not step.on for step in scenario.steps)
    count = len(scenario.steps)
    return " · ".join(part for part in ("Changes", str(count) if count else "", f"{off} off" if off else "") if part)


def header_parts(scenario: Scenario, measure: str, *, stale: bool) -> tuple[str, ...]:
    """Return the header's parts."""
    return (f"› what-if · {scenario.name or 'not named'}", measure, *((WORKING,) if stale else ()))


def curve_mark(figures: Figures, formats: Formats) -> tuple[float, float, str] | None:
    """Return the point where x% hold y%, in Lorenz coordinates, with its words."""
    if figures.k_point is None:
        return None
    k, rest = figures.k_point
    return (k, rest, f"top {formats.number((1 - k) * 100)}% hold {formats.number(k * 100)}%")


def explained(result: WhatIf, formats: Formats) -> tuple[tuple[str, str], ...]:
    """Return what stands beside the figures, then each figure with its meaning and formula, then how changes are reckoned."""
    known = explanations()
    beside = [("", note) for note in (*_problems(result), *result.notes, *undefined_reasons(result.figures))]
    lines = []
    for figure in result.figures:
        before, after = (figure_value(value, figure.written, formats) for value in (figure.before, figure.after))
        change = difference_text(figure, formats)
        words = known.get(_EXPLAINED.get(figure.key, figure.key))
        meaning = f"\n  {words.meaning}\n  {words.formula}" if words else ""
        lines.append((figure.label, f"{before}{f' → {after} ({change})' if change else f' → {after}' if after != before else ''}{meaning}"))
    return (*beside, *lines, ("", ""), ("HOW CHANGES ARE RECKONED", ""), *RULES)


def _problems(result: WhatIf) -> Iterable[str]:
    return (f"{step.text}: {outcome.problem}" for step, outcome in zip(result.scenario.steps, result.outcomes, strict=True) if outcome.problem)
