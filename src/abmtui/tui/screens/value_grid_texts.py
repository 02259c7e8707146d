"""The words of the grid of value and needs: the account under the cursor, the thresholds, what it all means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio.value_grid import CUSTOMER
from abmtui.portfolio.zones import ABM, LOW, MASS, TOP, UNDEFINED, ZONES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from abmtui.formats import Formats
    from abmtui.portfolio.rules import ZoneLines
    from abmtui.portfolio.zones import Lines

KINDS: Final = ("customer", "prospect", "partner")
MEANINGS: Final = (
    ("The grid", "Value upwards, heterogeneity of needs to the right: 1 all alike, 5 each different. Accounts without a score of needs stand at the left."),
    (
        "Height",
        "By rank, not by money: each band has its accounts in order of value, the largest above, so that no line is crowded. The amounts at the left are where the bands begin.",
    ),
    ("Value", "Of customers what the view measures; of prospects and partners their potential. Prospects never enter the revenue of customers."),
    ("ABM", "The whole top band, homogeneous needs or not, scored or not: account-based marketing for each account."),
    ("Mass marketing", "Only the corner of low value and homogeneous needs: one size fits all."),
    ("Targeted marketing", "Everything else: messages for segments and buyer personas."),
    ("Needs not scored", "A low value without a score of needs has no zone: undefined, not mass marketing."),
    (
        "Lines",
        "+ and - let the top band hold more or less of the value, [ and ] move the line above the low band, < and > what counts as homogeneous. Counts and shares follow at once; nothing else does before = applies the lines to the view: programmes, tiers and coverage then follow. 0 goes back to the config's.",
    ),
    ("Shares", "Of the value of all customers on the grid, and of the potential of all prospects on it."),
)


def meanings(signs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return what the grid means, with the signs that it is drawn with."""
    customer, prospect, partner, key = signs
    told = f"{customer} customer, {prospect} prospect, {partner} partner, {key} key account; +12 are twelve more in the same place, which the arrows reach."
    return (*MEANINGS, ("Signs", told))


def under_cursor(point: Mapping[str, Any], name: str, metric: str, money: str, formats: Formats) -> tuple[str, ...]:
    """Return the account under the cursor: name, value, needs."""
    what = metric if point["who"] == CUSTOMER else f"potential, {KINDS[point['who']]}"
    needs = "needs not scored" if point["needs"] is None else f"needs {formats.number(point['needs'], 0 if point['needs'] == int(point['needs']) else 1)}"
    return (f"{name}{' ★' if point['key'] else ''}", f"{money}{formats.short(point['value'])} {what}", needs)


def zone_name(point: Mapping[str, Any]) -> str:
    """Return the account's zone."""
    return "no zone" if point["zone"] == UNDEFINED else str(point["zone"])


def reason(point: Mapping[str, Any], said: str | None, bounds: Lines, lines: ZoneLines, formats: Formats) -> str:
    """Return why an account stands in its zone under these lines."""
    if said in ZONES[:3]:
        return "the plan says so"
    if point["band"] == TOP:
        if bounds.top is not None and point["value"] < bounds.top:
            return "class A by the plan, and so in the top band"
        return "the whole top band" if bounds.top is None else f"the whole top band, {formats.short(bounds.top)} or more"
    if point["band"] != LOW:
        return "neither top nor low value, whatever the needs"
    if bounds.low is None:
        return "no customer has a value, so there are no bands"
    if point["zone"] == UNDEFINED:
        return f"low value (below {formats.short(bounds.low)}) and needs not scored"
    line = formats.number(lines.homogeneous, 0 if lines.homogeneous == int(lines.homogeneous) else 1)
    return f"low value, homogeneous needs (up to {line})" if point["zone"] == MASS else f"low value, heterogeneous needs (over {line})"


def line_parts(shares: tuple[float, float], bounds: Lines, lines: ZoneLines, moved: str, formats: Formats) -> tuple[str, ...]:
    """Return where the lines are, the weightiest first; `moved` says what is to be done about lines that are not applied."""
    top, low = (formats.percent(share, 0) for share in shares)
    needs = formats.number(lines.homogeneous, 0 if lines.homogeneous == int(lines.homogeneous) else 1)
    above = "" if bounds.top is None else f", from {formats.short(bounds.top)}"
    below = "" if bounds.low is None else f", below {formats.short(bounds.low)}"
    return (f"{ABM} to {top}{above}", f"low from {low}{below}", f"alike to {needs}", moved)


def config_lines(lines: ZoneLines) -> str:
    """Return how the config keeps these lines."""
    return f"top = {lines.top or 0:g}, low = {lines.low or 0:g}, homogeneous = {lines.homogeneous:g}"
