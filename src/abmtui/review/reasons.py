"""Why one account has its class, zone, programme, tier, variety and coverage, and what would change each: a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from abmtui.formats import Formats
from abmtui.portfolio import columns as col
from abmtui.portfolio import programmes as by_rule
from abmtui.portfolio.classes import CLASSES
from abmtui.portfolio.zones import TARGETED, ZONE, zone_of
from abmtui.review.decided import DECISIONS, completed, expressions, laid, said, unknown
from abmtui.review.flips import Flips

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.review.standing import Standing

PLAIN: Final = Formats()
By = Literal["plan", "source", "rule", ""]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is decided about an account, raw text: `wording.shown` belongs before a terminal."""

    field: str
    """The plan's field that overrides it: abc_class, key_account, zone, programme, tier, abm_variety, coverage."""
    label: str
    """What it is called: Class, Key account, Zone, ..."""
    value: str
    """As it holds; empty where it is undefined, `reason` then says why."""
    by: By
    """Who decided; empty where nothing is decided."""
    reason: str
    flip: str = ""
    """The nearest threshold and what would change the value, or empty."""


def account_reasons(standing: Standing, row: int, formats: Formats = PLAIN) -> tuple[Line, ...]:
    """Return the lines of the account at `row` of the standing's table, in the order of the fields above.

    Only this account is looked at: quick in a table of any length.
    """
    one = _row(standing, row)
    flips = Flips(standing, formats, one)
    zone = _zone(one, flips)
    return (
        _class(standing, one, flips),
        _key(standing, row, one),
        zone,
        _programme(one, zone),
        _tier(one),
        _variety(one),
        _coverage(one),
    )


def _row(standing: Standing, row: int) -> Mapping[str, Any]:
    """Return the account's row of the frame with its columns, and beside them what the rules give (`rule_NAME`, `FIELD_of_WHOM`)."""
    rules, frame = completed(standing.ground.rules), laid(standing, row)
    alone = {
        "rule_zone": zone_of(rules.zones.homogeneous),
        "rule_programme": by_rule.programme_by_zone(rules.programmes),
        "rule_tier": by_rule.tier_by_rule(rules.tiers),
        "rule_abm_variety": by_rule.variety_by_rule(rules.varieties),
        "rule_coverage": by_rule.coverage_by_rule(rules.coverage),
        "class_by_plan": said("abc_class").is_not_null(),
        **{f"unknown_{name}": unknown(name) for name in DECISIONS},
    }
    frame = frame.with_columns(expression.alias(name) for name, expression in {**alone, **expressions(rules)}.items())
    potential = standing.ground.book.basis.potential
    stated = {f"{name}_of_{whom}": word for name in ("tiers", "varieties", "coverage") for whom, word in getattr(rules, name).items()}
    return {**stated, **frame.row(0, named=True), "potential": None if potential is None else potential[row]}


def _line(one: Mapping[str, Any], name: str, label: str, reason: str, flip: str) -> Line:
    """Return the line of a decision whose columns are in `one`; where a plan decides, leaving it empty is what would change it."""
    value, by = one[_COLUMN.get(name, name)], one[f"{name}_by"]
    if by == "plan":
        rule = one[f"rule_{name}"]
        flip = f"left to the rule it would be {rule or 'undefined'}" if rule != value else "the rule says the same"
    return Line(name, label, value or "", by or "", reason, flip)


_COLUMN: Final = {"abc_class": col.ABC_CLASS, "coverage": "coverage_model"}


def _class(standing: Standing, one: Mapping[str, Any], flips: Flips) -> Line:
    book, rank = standing.ground.book, one[col.RANK]
    if rank is None:
        why = f"not in the book of {book.measure.metric}" if one[col.CUSTOMER] else f"no customer, so not in the book of {book.measure.metric}"
        return Line("abc_class", "Class", "", "", why)
    a, b = book.ranking.ends
    formats = flips.formats
    ruled = CLASSES[(rank > a) + (rank > b)]
    placed = (
        f"rank {formats.number(rank)} of {formats.number(len(book.ranking.rows))}: A is rank {_span(1, a, formats)}, B {_span(a + 1, b, formats)}, C the rest"
    )
    reason = _why(one, "abc_class", placed)
    follows = one["zone_by"] == "rule" and standing.ground.rules.zones.top is None
    flip = flips.of_class(ruled, zone_follows=follows)
    return _line({**one, "rule_abc_class": ruled}, "abc_class", "Class", reason, flip)


def _span(first: int, last: int, formats: Formats) -> str:
    return "none" if last < first else formats.number(first) if first == last else f"{formats.number(first)} to {formats.number(last)}"


def _why(one: Mapping[str, Any], name: str, rule: str) -> str:
    """Return the plan's reason, else the rule's."""
    if one[f"{name}_by"] == "plan":
        return f"plan: {one[f'why_{name}']}" if one[f"why_{name}"] else "plan, without a reason"
    odd = one[f"unknown_{name}"]
    return f'plan says "{odd}", none of the known words; {rule}' if odd else rule


def _key(standing: Standing, row: int, one: Mapping[str, Any]) -> Line:
    table = standing.ground.table
    why = table["key_account_reason"][row] if "key_account_reason" in table.columns else None
    if one[col.KEY_ACCOUNT]:
        return Line("key_account", "Key account", "yes", "plan", f"plan: {why}" if why else "plan, without a reason", "a person's choice; no figure changes it")
    return Line("key_account", "Key account", "no", "", "nobody chose it as one: a person does, no rule", "a choice with a reason in the plan")


def _zone(one: Mapping[str, Any], flips: Flips) -> Line:
    reason = one["zone_reason"]
    if one[col.RANK] is None and one["potential"] is not None and one["zone_by"] == "rule":
        reason = f"{reason}, by its potential of {flips.money(one['potential'])}"
    return _line(one, "zone", "Zone", reason, flips.of_zone(one["rule_zone"] or ""))


def _programme(one: Mapping[str, Any], zone: Line) -> Line:
    reason = one["programme_reason"] or "no zone, so no programme"
    to_abm = "; ".join(part for part in zone.flip.split("; ") if "ABM" in part)
    return _line(one, "programme", "Programme", reason, f"it follows the zone: {to_abm}" if to_abm else "it follows the zone")


def _tier(one: Mapping[str, Any]) -> Line:
    as_key = "" if one[col.KEY_ACCOUNT] else f"as a key account it would be {one['tiers_of_key']}"
    as_abm = f"in programme ABM {one['tiers_of_ABM']}" if one[col.PROGRAMME] == by_rule.DRM and as_key else ""
    otherwise = f"not a key account it would be {one['tiers_of_ABM' if one[col.PROGRAMME] == 'ABM' else 'tiers_of_DRM']}"
    return _line(one, "tier", "ABM tier", one["tier_reason"] or "no programme, so no tier", ", ".join(part for part in (as_key, as_abm) if part) or otherwise)


def _variety(one: Mapping[str, Any]) -> Line:
    as_key = "" if one[col.KEY_ACCOUNT] else f"as a key account it would be {one['varieties_of_key']}"
    unnamed = one[col.PROGRAMME] == by_rule.DRM and one[ZONE] == TARGETED and not one[by_rule.SEGMENTED] and as_key
    named = f"with a segment or industry {one['varieties_of_segment']}" if unnamed else ""
    otherwise = f"not a key account it would be {one['varieties_of_ABM']}" if one[col.PROGRAMME] == "ABM" else "not a key account it would follow its zone"
    flip = ", ".join(part for part in (named, as_key) if part) or otherwise
    return _line(one, "abm_variety", "ABM variety", one["abm_variety_reason"] or "no programme, so no variety", flip)


def _coverage(one: Mapping[str, Any]) -> Line:
    reason = one["coverage_reason"] or "no class and no band, so no coverage by rule"
    if one["coverage_mismatch"]:
        reason += f"; mismatch: {one['coverage_mismatch']}"
    ruled, group = one["rule_coverage"], one[by_rule.GROUP]
    if one["coverage_by"] == "source":
        flip = (
            f"by rule it would be {ruled} ({'key account' if group == 'key' else f'class {group}'})"
            if ruled and ruled != one["coverage_model"]
            else "the rule says the same"
        )
        return _line(one, "coverage", "Coverage", reason, flip if ruled else "")
    as_key = f"as a key account it would be {one['coverage_of_key']}" if group and group != "key" else ""
    return _line(one, "coverage", "Coverage", reason, as_key)
