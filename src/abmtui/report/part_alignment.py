"""Objectives and what serves them, over all plans: goals both functions own, rows that lead somewhere, needs that are answered, insights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan import vocabulary as words
from abmtui.report.alignment_figures import Alignment, alignment_of
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.report.frame_blocks import about, framed
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from abmtui.formats import Formats
    from abmtui.workspace.reviewed import Reviewed

LISTED: Final = 20
NO_PLANS: Final = "No account in view has a plan yet: Enter on an account opens one."
_FIELDS: Final = (
    ("lifecycle_stage", "Lifecycle stage", words.LIFECYCLE_STAGES),
    ("relationship_stage", "Relationship stage", words.RELATIONSHIP_STAGES),
    ("awareness", "Account awareness", words.AWARENESS),
    ("our_roi", "Our return", words.KNOWN),
    ("their_roi", "Their return", words.KNOWN),
)
EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "aligned_goals",
        "Aligned goals",
        "count",
        "Open goals that sales and marketing both own; a mutual one says the benefit to either side.",
        "goals with both owners",
    ),
    Explained(
        "loose_rows",
        "Loose rows",
        "count",
        "Channel rows that lead nowhere: without a goal, without a call to action, with spend but no goal, or with reach as their only result.",
        "rows that lack any of the four, cancelled ones left out",
    ),
    Explained(
        "class_a_covered",
        "Class A with an active plan",
        "share",
        "The part of class A for which something is planned or under way.",
        "accounts of class A with a planned or active row / accounts of class A",
    ),
    Explained(
        "digital_share", "Digital touchpoints", "share", "The part of the rows that is digital; beside it what runs by itself.", "digital rows / rows, by class"
    ),
    Explained("answered", "Answered needs", "count", "Pain points and needs that at least one row answers.", "entries that a row names in Answers"),
)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return goals, loose rows, attribution, coverage, touchpoints, needs, markets, topics and insights, stages."""
    found = alignment_of(reviewed)
    if found is None:
        return (Block("Objectives and what serves them", (NO_PLANS,)),)
    return tuple(_blocks(found, formats))


def _blocks(found: Alignment, formats: Formats) -> Iterator[Block]:
    yield _goals(found, formats)
    yield _loose(found, formats)
    served = {"Goal": "name", "Account": "account", "Rows": "rows", "Spend": "spend", "Result value": "result_value"}
    yield framed("From activity to goal to result", _served(found), found.served, served, formats)
    yield _touchpoints(found, formats)
    yield _wanted(found, formats)
    if found.markets.height:
        yield framed("New markets that feedback points to", (), found.markets, {"Market": "market", "Notes": "notes", "Accounts": "accounts"}, formats)
    if found.topics.height:
        yield framed("What interests them", (), found.topics, {"Topic": "topic", "Touches": "touches", "People": "people"}, formats)
    if found.insights.height:
        insights = {"Account": "account", "Date": "date", "Channel": "channel", "Insight": "insight"}
        yield framed("Last insights from touchpoints", (), found.insights, insights, formats)
    yield from _stages(found, formats)


def _goals(found: Alignment, formats: Formats) -> Block:
    heading, goals = "Objectives of sales and marketing", found.goals
    if goals.is_empty():
        return Block(heading, ("No goal is open.",))
    short = goals.filter(pl.col("lacks") != "")
    whose = ", ".join(f"{int((goals['whose'] == one).sum())} {one}" for one in words.GOAL_SIDES)
    efficiency = int((goals["aim"] == "efficiency").sum())
    sentences = (
        f"{counted(goals.height, 'open goal')}: {whose}; {counted(efficiency, 'efficiency goal')}.",
        f"{goals.height - short.height} of {goals.height} aligned: owned by sales and marketing, the benefits of mutual ones said.",
    )
    return about(framed(heading, sentences, short, {"Account": "account", "Goal": "name", "Whose": "whose", "Lacks": "lacks"}, formats), "aligned_goals")


def _loose(found: Alignment, formats: Formats) -> Block:
    heading, rows = "Rows that lead nowhere", found.loose
    if rows.is_empty():
        return Block(heading, ("No channel row yet.",))
    loose = rows.filter(pl.col("lacks") != "")
    if loose.is_empty():
        return Block(heading, (f"All {rows.height} rows name a goal and a call to action, none has reach as its only result.",))
    sentence = f"{loose.height} of {counted(rows.height, 'row')} {'leads' if loose.height == 1 else 'lead'} nowhere."
    return about(
        framed(heading, (sentence,), loose, {"Account": "account", "Message": "message", "Channel": "channel", "Lacks": "lacks"}, formats), "loose_rows"
    )


def _served(found: Alignment) -> tuple[str, ...]:
    none = int((found.served["rows"] == 0).sum())
    return (f"{none} of {counted(found.served.height, 'goal')} {'is' if none == 1 else 'are'} served by no row.",) if found.served.height else ("No goal yet.",)


def _touchpoints(found: Alignment, formats: Formats) -> Block:
    covered, class_a = found.covered
    share = f" ({formats.percent(covered / class_a, 0)})" if class_a else ""
    sentence = f"{covered} of {counted(class_a, 'account')} of class A{share} with a planned or active row."
    columns = {"Class": "group", "Rows": "rows", "Digital": "digital", "Automated": "automated", "Private": "private", "Enablement": "enablement"}
    return about(framed("Touchpoints by class", (sentence,), found.touchpoints, columns, formats), "class_a_covered", "digital_share")


def _wanted(found: Alignment, formats: Formats) -> Block:
    heading, wanted = "Pain points and needs", found.wanted
    if wanted.is_empty():
        return Block(heading, ("No plan names a pain point or a need.",))
    answered = int((wanted["rows"] > 0).sum())
    sentence = f"{answered} of {wanted.height} are answered by a channel row."
    return about(framed(heading, (sentence,), wanted, {"Account": "account", "What": "what", "Kind": "of", "Rows": "rows"}, formats), "answered")


def _stages(found: Alignment, formats: Formats) -> Iterator[Block]:
    for name, label, choices in _FIELDS:
        held = found.tally(name, choices)
        if held.height:
            silent = found.plans.height - int(held["plans"].sum())
            sentences = (f"{counted(silent, 'plan')} {'says' if silent == 1 else 'say'} nothing.",) if silent else ()
            yield framed(label, sentences, held, {label: "word", "Plans": "plans"}, formats)


def data(reviewed: Reviewed) -> dict[str, Any] | None:
    """Return the same for JSON; None where no account in view has a plan."""
    found = alignment_of(reviewed)
    if found is None:
        return None
    unaligned, loose = (frame.filter(pl.col("lacks") != "") for frame in (found.goals, found.loose))
    return {
        "open_goals": found.goals.height,
        "unaligned_goals": unaligned.height,
        "unaligned": unaligned.select("account_id", "account", "id", "name", "whose", "lacks").head(LISTED).to_dicts(),
        "rows": found.loose.height,
        "loose_rows": loose.height,
        "loose": loose.select("account_id", "account", "id", "channel", "lacks").head(LISTED).to_dicts(),
        "goals_served": found.served.select("account_id", "id", "name", "rows", "spend", "result_value").head(LISTED).to_dicts(),
        "class_a": {"covered": found.covered[0], "accounts": found.covered[1]},
        "touchpoints": {row.pop("group"): row for row in found.touchpoints.to_dicts()},
        "wanted": {"entries": found.wanted.height, "answered": int((found.wanted["rows"] > 0).sum()), "list": found.wanted.head(LISTED).to_dicts()},
        "markets": [{**row, "latest": row["latest"] and row["latest"].isoformat()} for row in found.markets.head(LISTED).to_dicts()],
        "topics": found.topics.head(LISTED).to_dicts(),
        "stages": {name: dict(found.tally(name, choices).iter_rows()) for name, _, choices in _FIELDS},
    }
