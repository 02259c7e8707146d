"""Zones, programmes, tiers, varieties and coverage: the part of a review in words, rows and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.programmes import NAMED, TRUE_ABM
from abmtui.portfolio.zones import MASS, UNDEFINED, ZONES, band_lines
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.report.listed import ROWS, account_block, accounts, accounts_json, money
from abmtui.review.capacity import Capacity, capacity_of
from abmtui.review.decided import completed
from abmtui.review.weighed import held_by, unknown_words, weighed
from abmtui.review_settings import COVERAGE, PROGRAMMES, TIERS, VARIETIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.formats import Formats
    from abmtui.review.weighed import Held
    from abmtui.workspace.reviewed import Reviewed


@dataclass(frozen=True, slots=True)
class Group:
    """One way of grouping the accounts."""

    key: str
    """In JSON."""
    column: str
    heading: str
    word: str
    """The heading of its words."""
    words: tuple[str, ...]
    """In their order."""


GROUPS: Final = (
    Group("programmes", col.PROGRAMME, "Programmes", "Programme", PROGRAMMES),
    Group("tiers", "tier", "ABM tiers", "Tier", TIERS),
    Group("varieties", "abm_variety", "Varieties of ABM", "Variety", VARIETIES),
    Group("coverage", "coverage_model", "Coverage models", "Coverage", COVERAGE),
)
SMALL: Final = 0.05
"""Up to this share of the value mass marketing is said to be a small part."""

EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "zones",
        "Zones",
        "count",
        "Where an account stands on value and needs: ABM the whole top value band, mass marketing only low value with homogeneous needs, targeted marketing the rest.",
        "value: rank in the book (prospects and partners: potential against the book's lines); needs: 1 to 5, homogeneous up to zones.homogeneous",
    ),
    Explained(
        "programmes", "Programmes", "count", "Account-based marketing (ABM) or digital relationship management (DRM).", "plan, else by zone: programmes.*"
    ),
    Explained("tiers", "ABM tiers", "count", "1:1 strategic, 1:few lite, 1:many programmatic.", "plan, else key account, ABM or DRM: tiers.*"),
    Explained(
        "varieties", "Varieties of ABM", "count", "The four of SiriusDecisions, with the budget of the accounts' channel rows.", "plan, else varieties.*"
    ),
    Explained("coverage", "Coverage models", "count", "Who looks after the accounts.", "plan, else source, else key account or class: coverage.*"),
    Explained(
        "true_abm", "True ABM", "count", "Accounts in ABM with a plan of their own; the others are targeted as a named group.", "programme ABM and a plan"
    ),
    Explained(
        "key_accounts",
        "Key accounts",
        "count",
        "Chosen by people, each with a reason. McDonald and Woodburn: 15 to 35 for a company, over 50 is far too many.",
        "plans that say key account; limits.key_accounts_*",
    ),
    Explained(
        "marketers",
        "Load of a marketer",
        "share",
        "Of what one person can carry: 1 to 3 accounts of tier 1:1, or up to 5 of tier 1:few.",
        "1:1 accounts / limits.strategic_per_marketer + 1:few accounts / limits.lite_per_marketer",
    ),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows; zones and programmes are of the view, the number of key accounts is of the whole book."""
    frame = weighed(reviewed.standing, reviewed.measured.mask)
    if frame.is_empty():
        return (Block("Zones", ("No account in view: no zones, programmes, tiers, varieties or coverage.",)),)
    capacity = _capacity(reviewed)
    return (
        _zones(reviewed, frame, formats),
        *(_group(reviewed, frame, formats, group) for group in GROUPS),
        *_unknown(reviewed),
        _key_accounts(reviewed, capacity, formats),
        _marketers(capacity, formats),
    )


def data(reviewed: Reviewed) -> dict[str, Any]:
    """Return the part's data for JSON, unrounded."""
    frame = weighed(reviewed.standing, reviewed.measured.mask)
    budgets = _budgets(reviewed, frame)
    held = {group.key: {word: _held(one) for word, one in held_by(frame, group.column, group.words).items()} for group in GROUPS}
    for word, one in held["varieties"].items():
        one["budget"] = budgets.get(word)
    zones = held_by(frame, "zone", ZONES)
    true = frame.filter(pl.col("true_abm") == TRUE_ABM)
    return {
        "zones": {zone: _held(one) for zone, one in zones.items()},
        **held,
        "true_abm": {"true": true.height, "named": int((frame["true_abm"] == NAMED).sum()), "accounts": accounts_json(true)},
        "key_accounts": _key_data(_capacity(reviewed)),
    }


def _capacity(reviewed: Reviewed) -> Capacity:
    return capacity_of(weighed(reviewed.standing), completed(reviewed.rules).limits)


def _held(held: Held) -> dict[str, Any]:
    return {"accounts": held.accounts, "share": held.share, "others": held.others, "potential": held.potential}


def _key_data(capacity: Capacity) -> dict[str, Any]:
    return {
        "count": capacity.key_accounts,
        "judged": capacity.judged,
        "least": capacity.least,
        "most": capacity.most,
        "far_too_many": capacity.far_too_many,
        "without_reason": accounts_json(capacity.without_reason),
        "class_a_not_key": capacity.a_not_key,
        "key_not_class_a": capacity.key_not_a,
        "marketers": [{"name": one.name, "1:1": one.strategic, "1:few": one.lite, "load": one.load} for one in capacity.marketers[:20]],
        "without_marketer": capacity.without_marketer,
        "marketers_needed": capacity.needed,
    }


def _zones(reviewed: Reviewed, frame: pl.DataFrame, formats: Formats) -> Block:
    found = held_by(frame, "zone", ZONES)
    sentences = [_lines(reviewed, formats)]
    if MASS in found and (share := found[MASS].share) is not None:
        part = "a small part" if share <= SMALL else "no small part"
        sentences.append(f"Mass marketing, one size fits all, is {part}: {accounts(formats, found[MASS].accounts)} with {formats.percent(share)} of the value.")
    if UNDEFINED in found:
        count = found[UNDEFINED].accounts + found[UNDEFINED].others
        sentences.append(f"{accounts(formats, count)} of low value {'has' if count == 1 else 'have'} no zone yet: their needs are not scored.")
    if without := frame["zone"].null_count():
        metric = reviewed.measured.view.measure.metric
        lacking = metric if metric == col.POTENTIAL else f"{metric} and potential"
        sentences.append(f"{accounts(formats, without)} without {lacking} {'stands' if without == 1 else 'stand'} in no zone.")
    rows = tuple((zone, *_cells(reviewed, held, formats)) for zone, held in found.items())
    return Block("Zones", tuple(sentences), ("Zone", *_headings(reviewed)), rows, about=("zones",))


def _headings(reviewed: Reviewed) -> tuple[str, ...]:
    """Return the headings of accounts held; under potential prospects stand in the book, and outside of it whoever has none."""
    outside = "Without potential" if reviewed.measured.view.measure.metric == col.POTENTIAL else "Prospects, partners"
    return ("Accounts", "Share", outside, "Potential")


def _cells(reviewed: Reviewed, held: Held, formats: Formats) -> tuple[str, ...]:
    share = "undefined" if held.share is None else formats.percent(held.share)
    others = (formats.number(held.others), money(reviewed, formats, held.potential or None)) if held.others else ("", "")
    return (formats.number(held.accounts), share, *others)


def _lines(reviewed: Reviewed, formats: Formats) -> str:
    book, zones = reviewed.book, reviewed.rules.zones
    lines = band_lines(book, zones)
    if lines.low is None:
        return f"No bands: {book.undefined or 'no account above the low band'}."
    top = "class A" if zones.top is None else f"the first {formats.percent(zones.top, 0)} of the value"
    low = "class C" if zones.low is None else f"beyond {formats.percent(zones.low, 0)} of the value"
    reach = "" if lines.top is None else f", from {money(reviewed, formats, lines.top)}"
    needs = f"needs up to {formats.number(zones.homogeneous)} of 5 are homogeneous"
    return f"Top value band: {top}{reach}; low band: {low}, below {money(reviewed, formats, lines.low)}; {needs}."


def _group(reviewed: Reviewed, frame: pl.DataFrame, formats: Formats, group: Group) -> Block:
    found = held_by(frame, group.column, group.words)
    budgets = _budgets(reviewed, frame) if group.key == "varieties" else {}
    extra = ("Budget",) if budgets else ()
    rows = tuple((name, *_cells(reviewed, held, formats), *(money(reviewed, formats, budgets.get(name)) for _ in extra)) for name, held in found.items())
    return Block(group.heading, _said_of(group.key, frame, formats), (group.word, *_headings(reviewed), *extra), rows[:ROWS], about=(group.key,))


def _said_of(key: str, frame: pl.DataFrame, formats: Formats) -> tuple[str, ...]:
    if key == "varieties":
        true, named = (int((frame["true_abm"] == word).sum()) for word in (TRUE_ABM, NAMED))
        return (f"True ABM, with a plan of its own: {accounts(formats, true)}. In ABM without one, so targeted (named): {formats.number(named)}.",)
    if key == "coverage":
        by = {str(word): count for word, count in frame["coverage_by"].drop_nulls().value_counts().iter_rows()}
        return (
            f"Said by plans: {formats.number(by.get('plan', 0))}, by the source: {formats.number(by.get('source', 0))}, by rule: {formats.number(by.get('rule', 0))}.",
        )
    return ()


def _budgets(reviewed: Reviewed, frame: pl.DataFrame) -> Mapping[str, float]:
    """Return the planned budget of the accounts' channel rows by variety; empty where no plan says one."""
    rows = reviewed.rows_of("channels")
    if rows.is_empty():
        return {}
    known = rows.filter(pl.col("budget").is_not_null() & (pl.col("status") != "cancelled")).join(frame, left_on="account_id", right_on=col.ID)
    return dict(known.drop_nulls("abm_variety").group_by("abm_variety", maintain_order=True).agg(pl.col("budget").sum()).sort("abm_variety").iter_rows())


def _unknown(reviewed: Reviewed) -> tuple[Block, ...]:
    """Return the words of plans that decide nothing, with their accounts."""
    found = unknown_words(reviewed.standing)
    if found.is_empty():
        return ()
    table = reviewed.standing.ground.table.select(col.ID, col.NAME)
    listed = found.hstack(table[found["row"]])
    sentence = "A plan says a word that is none of the known ones; the rule holds there."
    return (account_block("Words that decide nothing", (sentence,), listed, {"Field": lambda one: one["field"], "Word": lambda one: one["word"]}),)


_JUDGED: Final = {
    "none": "No key account is chosen yet: a person chooses them, each with a reason.",
    "few": "{count}: fewer than the {least} to {most} that a company usually has.",
    "right": "{count}, within the {least} to {most} that a company can serve.",
    "many": "{count}: more than the {least} to {most} that a company can serve.",
    "far too many": "{count}: far too many; over {far} nobody can serve, {least} to {most} is usual.",
}


def _key_accounts(reviewed: Reviewed, capacity: Capacity, formats: Formats) -> Block:
    whole = formats.number
    count = accounts(formats, capacity.key_accounts, "key account") + (" in the whole book" if reviewed.filtered else "")
    judged = _JUDGED[capacity.judged].format(count=count, least=whole(capacity.least), most=whole(capacity.most), far=whole(capacity.far_too_many))
    sentences = [judged]
    if capacity.key_accounts:
        lower = f"{accounts(formats, capacity.key_not_a, 'key account')} {'is' if capacity.key_not_a == 1 else 'are'} not of class A"
        sentences.append(
            f"Class A is not the same: {accounts(formats, capacity.a_not_key)} of class A {'is' if capacity.a_not_key == 1 else 'are'} not key, {lower}."
        )
    if missing := capacity.without_reason.height:
        sentences.append(f"{accounts(formats, missing, 'key account')} without a reason:")
    return account_block("Key accounts", sentences, capacity.without_reason, {"Class": lambda one: one[col.ABC_CLASS] or ""}, about=("key_accounts",))


def named(capacity: Capacity, formats: Formats) -> str:
    """Return how many marketers there are, in words."""
    count = len(capacity.marketers)
    return f"{formats.number(count)} {'is' if count == 1 else 'are'} named" if count else "none is named"


def _marketers(capacity: Capacity, formats: Formats) -> Block:
    over = [one for one in capacity.marketers if one.load > 1 + 1e-9]
    sentences = [f"The accounts of tier 1:1 and 1:few take {accounts(formats, capacity.needed, 'marketer')}; {named(capacity, formats)}."]
    if capacity.without_marketer:
        sentences.append(f"{accounts(formats, capacity.without_marketer)} of these tiers {'has' if capacity.without_marketer == 1 else 'have'} no marketer.")
    if over:
        sentences.append(f"{accounts(formats, len(over), 'marketer')} {'carries' if len(over) == 1 else 'carry'} more than one person can.")
    rows = tuple((one.name, formats.number(one.strategic), formats.number(one.lite), formats.percent(one.load, 0)) for one in capacity.marketers[:ROWS])
    return Block("Marketers", tuple(sentences), ("Marketer", "1:1", "1:few", "Load"), rows, about=("marketers",))
